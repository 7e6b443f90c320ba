//! Articles found by their ids: all ids in rising order, each with the number of its article. A few are found by reading
//! the blocks they must stand in, without all of them in memory.

use std::io::{self, Write};
use std::ops::RangeInclusive;

use super::Broken;
use super::names::Section;
use super::sections::{self, BLOCK, SectionWriter, Sections};
use crate::article::ArticleId;

/// Ids that are read together: those of one checksum.
const TOGETHER: usize = BLOCK / 8;

/// Writes the ids of articles, given in the order of their numbers as bytes of eight each.
pub(super) fn write<W: Write>(ids: &[u8], out: &mut SectionWriter<W>) -> io::Result<()> {
    let mut ordered: Vec<(u64, u32)> = sections::longs(ids).into_iter().zip(0..).collect();
    ordered.sort_unstable();
    let firsts = ordered.iter().step_by(TOGETHER).flat_map(|(id, _)| id.to_le_bytes());
    out.section(Section::IdFirsts.number(), &firsts.collect::<Vec<u8>>())?;
    let ids = ordered.iter().flat_map(|(id, _)| id.to_le_bytes());
    out.section(Section::IdsInOrder.number(), &ids.collect::<Vec<u8>>())?;
    let numbers = ordered.iter().flat_map(|(_, number)| number.to_le_bytes());
    out.section(Section::IdNumbers.number(), &numbers.collect::<Vec<u8>>())
}

/// The articles whose ids lie between two, both included, in the order of their ids and then of their numbers.
pub(super) fn between(
    sections: &Sections,
    wanted: RangeInclusive<ArticleId>,
) -> Result<Vec<(ArticleId, u32)>, Broken> {
    let mut reader = Reader::new(sections)?;
    let mut found = Vec::new();
    reader.add(wanted.start().number()..=wanted.end().number(), &mut found)?;
    Ok(found)
}

/// The articles that have these ids, in the order of their ids and then of their numbers.
pub(super) fn having(sections: &Sections, ids: &[ArticleId]) -> Result<Vec<(ArticleId, u32)>, Broken> {
    let mut wanted: Vec<u64> = ids.iter().map(|id| id.number()).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut reader = Reader::new(sections)?;
    let mut found = Vec::new();
    for id in wanted {
        reader.add(id..=id, &mut found)?;
    }
    Ok(found)
}

/// All ids in rising order, those of copies of one text as often as it stands there.
pub(super) fn in_order(sections: &Sections) -> Result<Vec<ArticleId>, Broken> {
    let ids = sections::longs(&sections.whole(Section::IdsInOrder.number())?);
    Ok(ids.into_iter().map(ArticleId::from_number).collect())
}

/// The number of a block, and its ids with the numbers of their articles.
type Block = (usize, Vec<(u64, u32)>);

/// Reads blocks of ids, the last one kept: ids that are asked for in order lie side by side.
struct Reader<'a> {
    sections: &'a Sections,
    /// The first id of each block.
    firsts: Vec<u64>,
    last: Option<Block>,
}

impl<'a> Reader<'a> {
    fn new(sections: &'a Sections) -> Result<Self, Broken> {
        let firsts = sections::longs(&sections.whole(Section::IdFirsts.number())?);
        Ok(Self { sections, firsts, last: None })
    }

    fn add(&mut self, wanted: RangeInclusive<u64>, found: &mut Vec<(ArticleId, u32)>) -> Result<(), Broken> {
        // Equal ids may end one block and begin the next.
        let before = self.firsts.partition_point(|first| first < wanted.start());
        let mut block = before.saturating_sub(1);
        while self.firsts.get(block).is_some_and(|first| first <= wanted.end()) {
            let ids = self.block(block)?;
            let from = ids.partition_point(|(id, _)| id < wanted.start());
            let inside = ids.iter().skip(from).take_while(|(id, _)| id <= wanted.end());
            found.extend(inside.map(|(id, number)| (ArticleId::from_number(*id), *number)));
            block += 1;
        }
        Ok(())
    }

    fn block(&mut self, block: usize) -> Result<&[(u64, u32)], Broken> {
        if self.last.as_ref().is_none_or(|(known, _)| *known != block) {
            let read = |section: Section, size: u64| {
                let from = (block * TOGETHER) as u64 * size;
                let to = (from + TOGETHER as u64 * size).min(self.sections.length(section.number()));
                self.sections.piece(section.number(), from..to)
            };
            let ids = sections::longs(&read(Section::IdsInOrder, 8)?);
            let numbers = sections::words(&read(Section::IdNumbers, 4)?);
            self.last = Some((block, ids.into_iter().zip(numbers).collect()));
        }
        Ok(self.last.as_ref().map(|(_, ids)| ids.as_slice()).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::store::Store;

    fn written(ids: &[u64]) -> Sections {
        let bytes: Vec<u8> = ids.iter().flat_map(|id| id.to_le_bytes()).collect();
        let mut out = SectionWriter::new(Vec::new());
        write(&bytes, &mut out).unwrap();
        Sections::open(Store::Memory(out.finish(0).unwrap().into()), 0).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
        #[test]
        fn ids_are_found_as_by_looking_at_all(
            few in prop::collection::vec(0..9_u64, 0..5),
            step in 1..5_u64,
            count in 0..6000_u64,
            asked in prop::collection::vec(0..9000_u64, 0..9),
            span in 0..4000_u64,
        ) {
            let ids: Vec<u64> = (0..count).map(|place| place * step / 3).chain(few).collect();
            let sections = written(&ids);
            let all = |fits: &dyn Fn(u64) -> bool| {
                let mut all: Vec<(ArticleId, u32)> = ids.iter().zip(0..).filter(|(id, _)| fits(**id))
                    .map(|(id, number)| (ArticleId::from_number(*id), number)).collect();
                all.sort_unstable();
                all
            };
            let wanted: Vec<ArticleId> = asked.iter().map(|id| ArticleId::from_number(*id)).collect();
            prop_assert_eq!(having(&sections, &wanted).unwrap(), all(&|id| asked.contains(&id)));
            let from = asked.first().copied().unwrap_or_default();
            let range = ArticleId::from_number(from)..=ArticleId::from_number(from + span);
            prop_assert_eq!(between(&sections, range).unwrap(), all(&|id| (from..=from + span).contains(&id)));
            prop_assert!(in_order(&sections).unwrap().is_sorted());
        }
    }
}
