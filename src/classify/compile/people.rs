//! Names of people: the hashes of given names and of surnames, sorted, as one section.

use std::collections::BTreeSet;

use super::rows::Table;
use super::{CompileError, Source};
use crate::classify::blob::{TooLong, Writer};
use crate::classify::neighbours::person_hash;

/// Given names and surnames.
pub(super) fn read(source: &Source) -> Result<(BTreeSet<u32>, BTreeSet<u32>), CompileError> {
    let (given_names, surnames) =
        (source.table("gazetteer/given_names.txt")?, source.table("gazetteer/surnames.txt")?);
    let hashes = |names: &Table| names.words().map(person_hash).collect();
    Ok((hashes(&given_names), hashes(&surnames)))
}

/// The section, as [`Neighbours::read`](crate::classify::neighbours::Neighbours::read) takes it.
pub(super) fn write(given_names: &BTreeSet<u32>, surnames: &BTreeSet<u32>) -> Result<Writer, TooLong> {
    let mut writer = Writer::default();
    for names in [given_names, surnames] {
        writer.rising(names.iter().copied())?;
    }
    Ok(writer)
}
