//! Several segments made one: their articles in one order, without those that are gone.

use std::cmp::Reverse;
use std::io::Write;

use super::Broken;
use super::ids;
use super::inverted::InvertedWriter;
use super::names::{Key, Section};
use super::postings::Postings;
use super::rows::{RowsWritten, push};
use super::sections::SectionWriter;
use super::segment::{Listed, Segment};

/// An article of several segments: the place of its segment among them, and its number there.
type Place = (usize, u32);

/// A segment, and the number that each of its articles has in the new one.
struct Renumbered<'a> {
    segment: &'a Segment,
    /// None for those that are gone.
    numbers: Vec<Option<u32>>,
}

impl Renumbered<'_> {
    fn number(&self, article: u32) -> Option<u32> {
        *self.numbers.get(size(article))?
    }
}

/// Writes the articles of several segments as one, newest first; of one day, those of earlier segments come first.
/// `stays` tells whether an article is still wanted, by the place of its segment and its number there. `agreed` is
/// what readers of the new segment have to know. What comes out is what a writer would have made of these articles.
///
/// # Errors
/// A segment cannot be read or is damaged, or the new one cannot be written.
pub fn merge<W: Write>(
    segments: &[&Segment],
    stays: &dyn Fn(usize, u32) -> bool,
    agreed: u64,
    out: W,
) -> Result<W, Broken> {
    let order = order(segments, stays)?;
    let mut out = SectionWriter::new(out);
    write_articles(segments, &order, &mut out)?;
    let none = |segment: &Segment| vec![None; size(segment.articles())];
    let mut renumbered: Vec<Renumbered<'_>> =
        segments.iter().map(|&segment| Renumbered { segment, numbers: none(segment) }).collect();
    for (number, (segment, article)) in (0..).zip(&order) {
        let own = renumbered.get_mut(*segment).and_then(|own| own.numbers.get_mut(size(*article)));
        if let Some(slot) = own {
            *slot = Some(number);
        }
    }
    for key in Key::ALL {
        write_words(key, &renumbered, order.len(), &mut out)?;
    }
    Ok(out.finish(agreed)?)
}

/// The articles that stay, in the order of the new segment.
fn order(segments: &[&Segment], stays: &dyn Fn(usize, u32) -> bool) -> Result<Vec<Place>, Broken> {
    let mut order: Vec<(Reverse<u32>, Place)> = Vec::new();
    for (place, segment) in segments.iter().enumerate() {
        let dated = (0..segment.articles()).zip(segment.dates()?);
        let staying = dated.filter(|(article, _)| stays(place, *article));
        order.extend(staying.map(|(article, date)| (Reverse(*date), (place, article))));
    }
    // Within a segment they stand in this order already, so that a stable sort only has to merge runs.
    order.sort();
    Ok(order.into_iter().map(|(_, place)| place).collect())
}

fn write_articles<W: Write>(
    segments: &[&Segment],
    order: &[Place],
    out: &mut SectionWriter<W>,
) -> Result<(), Broken> {
    let [mut ends, mut own, mut dates, mut lengths, mut files] = [(); 5].map(|()| Vec::new());
    let mut rows = RowsWritten::default();
    out.begin(Section::Records.number())?;
    for (segment, article) in order {
        let segment = segments.get(*segment).ok_or(Broken::Form)?;
        out.write(&segment.record_bytes(*article)?)?;
        ends.extend_from_slice(&out.length().to_le_bytes());
        let summary = segment.summary(*article)?;
        own.extend_from_slice(&summary.id.number().to_le_bytes());
        let date = segment.dates()?.get(size(*article)).ok_or(Broken::Form)?;
        dates.extend_from_slice(&date.to_le_bytes());
        push(&mut lengths, summary.words);
        files.extend_from_slice(&summary.file.to_le_bytes());
        rows.add(&summary.headline, &summary.tags);
    }
    for (section, bytes) in [
        (Section::RecordEnds, &ends),
        (Section::Ids, &own),
        (Section::Dates, &dates),
        (Section::Lengths, &lengths),
        (Section::Files, &files),
    ] {
        out.section(section.number(), bytes)?;
    }
    ids::write(&own, out)?;
    Ok(rows.write(out)?)
}

/// Writes an inverted index: the words of all segments in order, each with who has it by the new numbers.
fn write_words<W: Write>(
    key: Key,
    segments: &[Renumbered<'_>],
    articles: usize,
    out: &mut SectionWriter<W>,
) -> Result<(), Broken> {
    let first = segments.iter().map(|own| own.segment.word(key, 0));
    let mut next: Vec<Option<Listed<'_>>> = first.collect::<Result<_, _>>()?;
    let mut places = vec![0; segments.len()];
    let mut writer = InvertedWriter::begin(key.section(), out)?;
    while let Some(word) = next.iter().flatten().map(|listed| listed.word).min() {
        let mut having = Vec::new();
        for ((own, next), place) in segments.iter().zip(&mut next).zip(&mut places) {
            if let Some(listed) = next.as_ref().filter(|listed| listed.word == word) {
                having.extend(listed.articles.iter().filter_map(|article| own.number(*article)));
                *place += 1;
                *next = own.segment.word(key, *place)?;
            }
        }
        having.sort_unstable();
        if !having.is_empty() {
            writer.push(word, &list(&having, articles), out)?;
        }
    }
    Ok(writer.finish(out)?)
}

fn list(having: &[u32], articles: usize) -> Vec<u8> {
    let mut postings = Postings::default();
    for article in having {
        postings.add(*article);
    }
    let mut list = Vec::new();
    postings.write(articles, &mut list);
    list
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{Article, Date, DateOrigin, Dated, Tag, Tags};
    use crate::index::{Entry, SegmentWriter};
    use crate::text::SafeText;

    const AGREED: u64 = 7;

    /// An article of a few words, a date and a tag that are all told by a number.
    fn article(seed: u32) -> (Article, Tags) {
        let words = ["coup", "niger", "prices", "rise", "talks", "gas"];
        let word = |place: u32| words[(seed / 6_u32.pow(place) % 6) as usize];
        let mut article =
            Article::plain(&format!("{} {}", word(0), word(1)), [format!("{} {seed}", word(2)).as_str()]);
        let day = u8::try_from(seed % 4).unwrap();
        let date = (day > 0).then(|| Date::day_of(2023, 5, day).unwrap());
        article.dates.published = date.map(|date| Dated { date, origin: DateOrigin::Page });
        let label = SafeText::label(word(1));
        let tag =
            Tag { code: label.clone(), label: label.clone(), name: label, score: 0.5, evidence: Vec::new() };
        (article, Tags { topics: vec![tag], ..Tags::default() })
    }

    fn written(articles: &[&(Article, Tags)]) -> Vec<u8> {
        let mut writer = SegmentWriter::new(Vec::new()).unwrap();
        for (article, tags) in articles {
            writer.add(Entry { article, tags, file: 3, kept: b"k" }).unwrap();
        }
        writer.finish(AGREED).unwrap()
    }

    fn newest_first<'a>(articles: impl IntoIterator<Item = &'a (Article, Tags)>) -> Vec<&'a (Article, Tags)> {
        let mut sorted: Vec<&(Article, Tags)> = articles.into_iter().collect();
        sorted.sort_by_key(|(article, _)| Reverse(article.dates.published.map(|dated| dated.date)));
        sorted
    }

    proptest! {
        #[test]
        fn merging_segments_is_writing_their_articles_at_once(
            seeds in prop::collection::vec(prop::collection::vec(0_u32..1296, 0..8), 0..4),
            gone in prop::collection::vec(any::<bool>(), 32),
        ) {
            let all: Vec<Vec<(Article, Tags)>> =
                seeds.iter().map(|seeds| seeds.iter().copied().map(article).collect()).collect();
            let sorted: Vec<Vec<&(Article, Tags)>> = all.iter().map(newest_first).collect();
            let segments: Vec<Segment> =
                sorted.iter().map(|articles| Segment::in_memory(written(articles), AGREED).unwrap()).collect();
            let stays = |segment: usize, article: u32| !gone[segment * 8 + article as usize];
            let merged = merge(&segments.iter().collect::<Vec<_>>(), &stays, AGREED, Vec::new()).unwrap();
            let mut left = Vec::new();
            for (segment, articles) in sorted.iter().enumerate() {
                left.extend((0..).zip(articles).filter(|(article, _)| stays(segment, *article)).map(|(_, kept)| *kept));
            }
            prop_assert_eq!(merged, written(&newest_first(left)));
        }
    }
}
