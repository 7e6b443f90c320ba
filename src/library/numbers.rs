//! Lists of numbers in a generation of the index, four bytes each, of which single ones can be read.

use std::ops::Range;

use super::parts::Part;
use crate::index::{Broken, Generation};

/// Numbers as they are written.
pub(super) fn bytes(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A stretch of the numbers of a part.
pub(super) fn words(generation: &Generation, part: Part, places: Range<u64>) -> Result<Vec<u32>, Broken> {
    let bytes = generation.range(part.number(), places.start * 4..places.end * 4)?;
    Ok(bytes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect())
}

/// One of the numbers of a part.
pub(super) fn word(generation: &Generation, part: Part, place: u64) -> Result<u32, Broken> {
    words(generation, part, place..place + 1)?.first().copied().ok_or(Broken::Form)
}

/// The first of these places before which a condition holds and from which on it does not.
pub(super) fn partition_point(
    places: Range<u64>,
    holds: impl Fn(u64) -> Result<bool, Broken>,
) -> Result<u64, Broken> {
    let Range { start: mut low, end: mut high } = places;
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle)? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

/// A number of articles, or of what they have; there are far fewer than the greatest.
pub(super) fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The same the other way round.
pub(super) fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
