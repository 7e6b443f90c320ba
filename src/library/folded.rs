//! Which articles are copies of one text, in the form in which a generation of the index keeps it. Of that what stands
//! around an article is read when it is asked about; nothing here grows with the archive but what asks for all.

use std::io;

use fixedbitset::FixedBitSet;

use super::numbers::{self, word, words};
use super::parts::Part;
use crate::index::{Broken, Catalogue, Generation};

/// Writes the stories that have several copies, each with the fullest first. Gives the articles that stand for their
/// stories.
pub(super) fn write(
    stories: &[Vec<usize>],
    articles: usize,
    catalogue: &mut Catalogue,
) -> io::Result<FixedBitSet> {
    let mut shown = FixedBitSet::with_capacity(articles);
    shown.insert_range(..);
    let mut having = FixedBitSet::with_capacity(articles);
    let (mut written, mut copies) = (Vec::new(), Vec::new());
    for members in stories {
        let beginning = numbers::short(written.len());
        written.push(numbers::short(members.len()));
        written.extend(members.iter().map(|member| numbers::short(*member)));
        for (place, member) in members.iter().enumerate() {
            copies.push((numbers::short(*member), beginning));
            having.insert(*member);
            shown.set(*member, place == 0);
        }
    }
    copies.sort_unstable();
    let (copies, beginnings): (Vec<u32>, Vec<u32>) = copies.into_iter().unzip();
    for (part, numbers) in [(Part::Stories, written), (Part::Copies, copies), (Part::Beginnings, beginnings)]
    {
        catalogue.part(part.number(), &numbers::bytes(&numbers))?;
    }
    catalogue.part(Part::Copied.number(), &bits(&having))?;
    catalogue.part(Part::Shown.number(), &bits(&shown))?;
    Ok(shown)
}

/// The articles that stand for their stories.
pub(super) fn shown(generation: &Generation) -> Result<FixedBitSet, Broken> {
    let articles = numbers::size(generation.articles.articles());
    let bytes = generation.part(Part::Shown.number())?;
    let block = |bytes: &[u8]| {
        let mut block = [0; size_of::<usize>()];
        block.iter_mut().zip(bytes).for_each(|(block, byte)| *block = *byte);
        usize::from_le_bytes(block)
    };
    let blocks = bytes.chunks(size_of::<usize>()).map(block);
    Ok(FixedBitSet::with_capacity_and_blocks(articles, blocks))
}

/// Whether an article stands for its story.
pub(super) fn is_shown(generation: &Generation, article: u32) -> Result<bool, Broken> {
    bit(generation, Part::Shown, article)
}

/// The copies of the story of an article, the fullest first; none where it has no copies.
pub(super) fn copies(generation: &Generation, article: u32) -> Result<Vec<u32>, Broken> {
    if !bit(generation, Part::Copied, article)? {
        return Ok(Vec::new());
    }
    let copies = 0..generation.length(Part::Copies.number()) / 4;
    let place =
        numbers::partition_point(copies, |place| Ok(word(generation, Part::Copies, place)? < article))?;
    let beginning = u64::from(word(generation, Part::Beginnings, place)?);
    let count = u64::from(word(generation, Part::Stories, beginning)?);
    let members = words(generation, Part::Stories, beginning + 1..beginning + 1 + count)?;
    if members.contains(&article) { Ok(members) } else { Err(Broken::Form) }
}

/// The copies of each story that has several, the fullest first.
pub(super) fn stories(generation: &Generation) -> Result<Vec<Vec<u32>>, Broken> {
    let numbers = words(generation, Part::Stories, 0..generation.length(Part::Stories.number()) / 4)?;
    let mut rest = numbers.as_slice();
    let mut stories = Vec::new();
    while let Some((count, behind)) = rest.split_first() {
        let (members, others) = behind.split_at_checked(numbers::size(*count)).ok_or(Broken::Form)?;
        if members.iter().any(|member| *member >= generation.articles.articles()) {
            return Err(Broken::Form);
        }
        stories.push(members.to_vec());
        rest = others;
    }
    Ok(stories)
}

fn bits(set: &FixedBitSet) -> Vec<u8> {
    let mut bytes = vec![0_u8; set.len().div_ceil(8)];
    for one in set.ones() {
        if let Some(byte) = bytes.get_mut(one / 8) {
            *byte |= 1 << (one % 8);
        }
    }
    bytes
}

fn bit(generation: &Generation, part: Part, article: u32) -> Result<bool, Broken> {
    let at = u64::from(article / 8);
    let byte = generation.range(part.number(), at..at + 1)?;
    Ok(byte.first().is_some_and(|byte| byte >> (article % 8) & 1 == 1))
}
