//! What is kept of each article to show it in a list: its headline and the numbers of its tags, which stand in a
//! dictionary of the segment.

use std::io::{self, Write};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::Broken;
use super::names::Section;
use super::sections::{self, SectionWriter, Sections};
use crate::article::{Evidence, EvidenceSource, Headline, HeadlineOrigin, Tag, TagKind, Tags};
use crate::text::SafeText;

/// Bytes of a tag of an article: its number, its score, in which of the four lists it stands and whether by its home.
const TAG: usize = 4;

/// The bit of a tag that the home country of the source decided for.
const BY_HOME: u8 = 0x80;

/// The bit in the number of a region that the home country of the source decided for.
pub const REGION_BY_HOME: u16 = 0x8000;

/// The kind and the code in a word of an inverted index.
pub(super) fn of_key(word: &str) -> Option<(TagKind, &str)> {
    let (letter, code) = word.split_once(' ')?;
    let kind = match letter {
        "c" => TagKind::Country,
        "m" => TagKind::Mentioned,
        "r" => TagKind::Region,
        "t" => TagKind::Topic,
        _ => return None,
    };
    Some((kind, code))
}

/// A code as the word of an inverted index.
pub(super) fn key(kind: TagKind, code: &str) -> String {
    let letter = match kind {
        TagKind::Country => 'c',
        TagKind::Mentioned => 'm',
        TagKind::Region => 'r',
        TagKind::Topic => 't',
    };
    format!("{letter} {code}")
}

/// A tag of the dictionary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Named {
    pub(super) code: SafeText,
    pub(super) label: SafeText,
    name: SafeText,
}

/// Collects the rows of articles.
#[derive(Debug, Default)]
pub(super) struct RowsWritten {
    headlines: Vec<u8>,
    headline_ends: Vec<u8>,
    derived: Vec<u8>,
    cells: Vec<u8>,
    tags: Vec<u8>,
    tag_ends: Vec<u8>,
    regions: Vec<u8>,
    numbers: FxHashMap<SafeText, u16>,
    dictionary: Vec<Named>,
}

impl RowsWritten {
    /// Adds the next article.
    pub(super) fn add(&mut self, headline: &Headline, tags: &Tags) {
        self.headlines.extend_from_slice(headline.text.as_bytes());
        push(&mut self.headline_ends, self.headlines.len());
        self.derived.push(u8::from(headline.origin == HeadlineOrigin::Derived));
        self.cells.extend_from_slice(&headline.cells().to_le_bytes());
        for (kind, letter) in TagKind::ALL.into_iter().zip(0_u8..) {
            for tag in tags.of(kind) {
                let number = self.number(tag);
                self.tags.extend_from_slice(&number.to_le_bytes());
                let home = if tag.is_by_home() { BY_HOME } else { 0 };
                self.tags.extend_from_slice(&[hundredths(tag.score), letter | home]);
            }
        }
        push(&mut self.tag_ends, self.tags.len());
        let region = tags.regions.first().map_or(0, |region| {
            let home = if region.is_by_home() { REGION_BY_HOME } else { 0 };
            (self.number(region) + 1) | home
        });
        self.regions.extend_from_slice(&region.to_le_bytes());
    }

    /// The number of a tag in the dictionary. There are fewer regions, countries and topics than numbers.
    fn number(&mut self, tag: &Tag) -> u16 {
        let Self { numbers, dictionary, .. } = self;
        *numbers.entry(tag.code.clone()).or_insert_with(|| {
            let Tag { code, label, name, .. } = tag.clone();
            dictionary.push(Named { code, label, name });
            u16::try_from(dictionary.len() - 1).unwrap_or(u16::MAX)
        })
    }

    /// Writes all rows.
    pub(super) fn write<W: Write>(&self, out: &mut SectionWriter<W>) -> io::Result<()> {
        let dictionary = postcard::to_stdvec(&self.dictionary).map_err(io::Error::other)?;
        for (section, bytes) in [
            (Section::Headlines, &self.headlines),
            (Section::HeadlineEnds, &self.headline_ends),
            (Section::Derived, &self.derived),
            (Section::Cells, &self.cells),
            (Section::Tags, &self.tags),
            (Section::TagEnds, &self.tag_ends),
            (Section::Regions, &self.regions),
            (Section::Dictionary, &dictionary),
        ] {
            out.section(section.number(), bytes)?;
        }
        Ok(())
    }
}

/// The headline of an article and where it came from.
pub(super) fn headline(sections: &Sections, article: u32) -> Result<(SafeText, HeadlineOrigin), Broken> {
    let text = run(sections, Section::HeadlineEnds, Section::Headlines, article)?;
    let text = std::str::from_utf8(&text).map_err(|_| Broken::Form)?;
    let place = u64::from(article);
    let derived = sections.piece(Section::Derived.number(), place..place + 1)? != [0];
    Ok((SafeText::label(text), if derived { HeadlineOrigin::Derived } else { HeadlineOrigin::Page }))
}

/// The headlines of all articles.
pub(super) fn headlines(sections: &Sections) -> Result<Vec<String>, Broken> {
    let ends = sections::words(&sections.whole(Section::HeadlineEnds.number())?);
    let text = String::from_utf8(sections.whole(Section::Headlines.number())?).map_err(|_| Broken::Form)?;
    let mut from = 0;
    let mut headline = |end: u32| {
        let to = usize::try_from(end).map_err(|_| Broken::Form)?;
        text.get(std::mem::replace(&mut from, to)..to).map(str::to_owned).ok_or(Broken::Form)
    };
    ends.into_iter().map(&mut headline).collect()
}

/// The dictionary of tags.
pub(super) fn dictionary(sections: &Sections) -> Result<Vec<Named>, Broken> {
    let bytes = sections.whole(Section::Dictionary.number())?;
    postcard::from_bytes(&bytes).map_err(|_| Broken::Form)
}

/// The numbers of two bytes that a section has of each article.
pub(super) fn shorts(sections: &Sections, section: Section, articles: usize) -> Result<Vec<u16>, Broken> {
    let bytes = sections.whole(section.number())?;
    let numbers: Vec<u16> = bytes.as_chunks().0.iter().map(|bytes| u16::from_le_bytes(*bytes)).collect();
    if numbers.len() == articles { Ok(numbers) } else { Err(Broken::Form) }
}

/// The tags of an article without their evidence, but that of the home country of its source.
pub(super) fn tags(sections: &Sections, dictionary: &[Named], article: u32) -> Result<Tags, Broken> {
    let mut tags = Tags::default();
    for row in run(sections, Section::TagEnds, Section::Tags, article)?.as_chunks::<TAG>().0 {
        let [low, high, score, kind] = *row;
        let named = dictionary.get(usize::from(u16::from_le_bytes([low, high]))).ok_or(Broken::Form)?;
        let evidence = if kind & BY_HOME == 0 { Vec::new() } else { vec![home()] };
        let kind = TagKind::ALL.get(usize::from(kind & !BY_HOME)).ok_or(Broken::Form)?;
        let Named { code, label, name } = named.clone();
        let score = f32::from(score) / 100.0;
        tags.of_mut(*kind).push(Tag { code, label, name, score, evidence });
    }
    Ok(tags)
}

/// The number of the first topic of each article, one more than in the dictionary; 0 for none.
pub(super) fn first_topics(sections: &Sections) -> Result<Vec<u16>, Broken> {
    let ends = sections::words(&sections.whole(Section::TagEnds.number())?);
    let all = sections.whole(Section::Tags.number())?;
    let mut from = 0;
    let first = |end: u32| {
        let to = usize::try_from(end).map_err(|_| Broken::Form)?;
        let tags = all.get(std::mem::replace(&mut from, to)..to).ok_or(Broken::Form)?;
        let topic = tags
            .as_chunks::<TAG>()
            .0
            .iter()
            .find(|[.., kind]| TagKind::ALL.get(usize::from(kind & !BY_HOME)) == Some(&TagKind::Topic));
        Ok(topic.map_or(0, |[low, high, ..]| u16::from_le_bytes([*low, *high]).saturating_add(1)))
    };
    ends.into_iter().map(first).collect()
}

/// What stands for the evidence of a home country.
fn home() -> Evidence {
    Evidence { source: EvidenceSource::HomeCountry, text: SafeText::default(), count: 0, weight: 0.0 }
}

/// The bytes of an article in a section, by a section of where those of each end.
pub(super) fn run(
    sections: &Sections,
    ends: Section,
    within: Section,
    article: u32,
) -> Result<Vec<u8>, Broken> {
    let place = u64::from(article) * 4;
    let bounds = match article {
        0 => [vec![0; 4], sections.piece(ends.number(), 0..4)?].concat(),
        _ => sections.piece(ends.number(), place - 4..place + 4)?,
    };
    let &[from, to] = sections::words(&bounds).as_slice() else { return Err(Broken::Form) };
    sections.piece(within.number(), u64::from(from)..u64::from(to))
}

/// Adds a place in a section to a column.
pub(super) fn push(column: &mut Vec<u8>, place: usize) {
    column.extend_from_slice(&u32::try_from(place).unwrap_or(u32::MAX).to_le_bytes());
}

fn hundredths(score: f32) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 100")]
    let rounded = (score.clamp(0.0, 1.0) * 100.0).round() as u8;
    rounded
}
