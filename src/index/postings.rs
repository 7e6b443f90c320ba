//! Lists of articles by number: which ones have a word, which carry a tag. Rising numbers, kept as the distances
//! between them, or as one bit an article where most have it.

use fixedbitset::FixedBitSet;
use smallvec::SmallVec;

use super::Broken;

/// What a list of distances begins with.
const DISTANCES: u8 = 0;
/// What a list of bits begins with.
const BITS: u8 = 1;

/// A list that is being written. Numbers are added in rising order; one that repeats the last counts once.
#[derive(Debug, Clone, Default)]
pub(super) struct Postings {
    /// Most words are rare, and their lists are as short as this.
    distances: SmallVec<[u8; 16]>,
    /// The number after the last one.
    next: u32,
}

impl Postings {
    /// Adds an article.
    pub(super) fn add(&mut self, number: u32) {
        if number < self.next {
            return;
        }
        push_number(number - self.next, |byte| self.distances.push(byte));
        self.next = number + 1;
    }

    /// The distances between the articles, as they are kept.
    pub(super) fn distances(&self) -> &[u8] {
        &self.distances
    }

    /// Adds articles that were kept as distances.
    pub(super) fn add_distances(&mut self, distances: &[u8]) -> Result<(), Broken> {
        each_distance(distances, u32::MAX, |number| self.add(number))
    }

    /// Writes the list for so many articles in all.
    pub(super) fn write(&self, articles: usize, out: &mut Vec<u8>) {
        let bits = articles.div_ceil(8);
        if self.distances.len() <= bits {
            out.push(DISTANCES);
            out.extend_from_slice(&self.distances);
            return;
        }
        out.push(BITS);
        let from = out.len();
        out.resize(from + bits, 0);
        let bytes = out.get_mut(from..).unwrap_or_default();
        let set = |number: u32| {
            let number = usize::try_from(number).unwrap_or(usize::MAX);
            if let Some(byte) = bytes.get_mut(number / 8) {
                *byte |= 1 << (number % 8);
            }
        };
        // What was encoded here decodes.
        let _ = each_distance(&self.distances, u32::MAX, set);
    }
}

/// Adds the articles of a written list to a set, whose length is how many there are in all. After an error it is not
/// known what is in the set.
pub(super) fn collect(list: &[u8], set: &mut FixedBitSet) -> Result<(), Broken> {
    match list.split_first() {
        None => Ok(()),
        Some((&DISTANCES, distances)) => collect_distances(distances, set),
        Some((&BITS, bits)) => collect_bits(bits, set),
        Some(_) => Err(Broken::Form),
    }
}

/// A letter in the filter leads here a million times, so that no more is checked of each than where it goes.
fn collect_distances(distances: &[u8], set: &mut FixedBitSet) -> Result<(), Broken> {
    const BITS_A_WORD: u64 = usize::BITS as u64;
    let articles = set.len() as u64;
    let words = set.as_mut_slice();
    let mut next = 0_u64;
    each_number(distances, |distance| {
        let number = next + u64::from(distance);
        next = number + 1;
        let word = usize::try_from(number / BITS_A_WORD).ok().and_then(|place| words.get_mut(place));
        *word.ok_or(Broken::Form)? |= 1 << (number % BITS_A_WORD);
        Ok(())
    })?;
    // They rise, so that the last one tells of all.
    if next <= articles { Ok(()) } else { Err(Broken::Form) }
}

fn collect_bits(bits: &[u8], set: &mut FixedBitSet) -> Result<(), Broken> {
    const WORD: usize = size_of::<usize>();
    if bits.len() != set.len().div_ceil(8) {
        return Err(Broken::Form);
    }
    let tail = set.len() % 8;
    if tail > 0 && bits.last().is_some_and(|last| last >> tail != 0) {
        return Err(Broken::Form);
    }
    for (word, bytes) in set.as_mut_slice().iter_mut().zip(bits.chunks(WORD)) {
        let mut whole = [0_u8; WORD];
        for (to, from) in whole.iter_mut().zip(bytes) {
            *to = *from;
        }
        *word |= usize::from_le_bytes(whole);
    }
    Ok(())
}

fn each_distance(distances: &[u8], articles: u32, mut visit: impl FnMut(u32)) -> Result<(), Broken> {
    let mut next = 0_u32;
    each_number(distances, |distance| {
        let number = next.checked_add(distance).filter(|number| *number < articles).ok_or(Broken::Form)?;
        visit(number);
        next = number + 1;
        Ok(())
    })
}

/// Writes a number, seven bits a byte, the lowest first; the highest bit tells that more follow.
pub(super) fn push_number(mut number: u32, mut push: impl FnMut(u8)) {
    while number >= 0x80 {
        push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    push(number.to_le_bytes()[0]);
}

/// Visits numbers that were written one behind the other.
pub(super) fn each_number(
    bytes: &[u8],
    mut visit: impl FnMut(u32) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let mut bytes = bytes.iter();
    while let Some(&first) = bytes.next() {
        if first < 0x80 {
            visit(u32::from(first))?;
            continue;
        }
        let mut number = u32::from(first & 0x7f);
        let (mut byte, mut shift) = (first, 0);
        while byte & 0x80 != 0 {
            byte = *bytes.next().ok_or(Broken::Form)?;
            shift += 7;
            if shift > 28 {
                return Err(Broken::Form);
            }
            number |= u32::from(byte & 0x7f) << shift;
        }
        visit(number)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn written(numbers: &[u32], articles: usize) -> Vec<u8> {
        let mut postings = Postings::default();
        for number in numbers {
            postings.add(*number);
            postings.add(*number);
        }
        let mut out = Vec::new();
        postings.write(articles, &mut out);
        out
    }

    proptest! {
        #[test]
        fn a_list_reads_back(
            numbers in prop::collection::btree_set(0_u32..700, 0..500),
            beyond in 0_usize..300,
            far in prop::option::of(700_u32..3_000_000),
        ) {
            let numbers: BTreeSet<u32> = numbers.into_iter().chain(far).collect();
            let numbers: Vec<u32> = numbers.into_iter().collect();
            let articles = numbers.last().map_or(0, |last| *last as usize + 1) + beyond;
            let list = written(&numbers, articles);
            prop_assert!(list.len() <= articles.div_ceil(8) + 1);
            let mut set = FixedBitSet::with_capacity(articles);
            collect(&list, &mut set).unwrap();
            prop_assert_eq!(set.ones().map(|number| u32::try_from(number).unwrap()).collect::<Vec<_>>(), numbers);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..40), articles in 0_u32..300) {
            let mut set = FixedBitSet::with_capacity(articles as usize);
            if collect(&bytes, &mut set).is_ok() {
                prop_assert!(set.ones().all(|number| number < articles as usize));
            }
        }
    }
}
