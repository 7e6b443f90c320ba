//! One segment of the index as it is read: the rows, columns, words and texts of its articles.

use std::collections::HashMap;
use std::fs::File;
use std::ops::{Range, RangeInclusive};
use std::path::Path;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::Broken;
use super::columns::{self, Columns};
use super::ids;
use super::inverted::Inverted;
use super::lazy::Lazy;
use super::names::{Key, Section};
use super::rows::{self, Named};
use super::sections::{self, Sections};
use super::store::Store;
use crate::article::{Article, ArticleId, Date, Headline, TagKind, Tags, Zone};
use crate::text::{Fit, SafeText};

/// More bytes than [`Article::lede`] takes.
const LEDE: u64 = 2048;

/// Articles that were written together, newest first, undated ones last. Nothing of it is in memory before it is
/// asked for.
#[derive(Debug)]
pub struct Segment {
    pub(super) sections: Sections,
    articles: u32,
    pub(super) columns: Columns,
    dictionary: Lazy<Vec<Named>>,
    inverted: [Lazy<Inverted>; Key::ALL.len()],
}

/// What a list shows of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The content id.
    pub id: ArticleId,
    /// The headline; the lines it came from are not kept.
    pub headline: Headline,
    /// When it was published.
    pub published: Option<Date>,
    /// How many words the body has.
    pub words: usize,
    /// The number of its file.
    pub file: u32,
    /// What it is about, of the evidence only whether the home country of its source decided.
    pub tags: Tags,
}

/// The kind, the code and the label of a tag.
pub type Label<'a> = (TagKind, &'a str, &'a str);

/// An article as it was written, with what was kept of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The article.
    pub article: Article,
    /// What it is about.
    pub tags: Tags,
    /// What its writer wanted to keep besides.
    pub kept: Vec<u8>,
}

impl Segment {
    /// Opens a segment that was written for readers who agree on the same number: a fingerprint of everything beside
    /// the files that decides what is in it.
    ///
    /// # Errors
    /// It cannot be read, is damaged, or was written for others.
    pub fn open(path: &Path, agreed: u64) -> Result<Self, Broken> {
        Self::of(Store::File(Arc::new(File::open(path)?)), agreed)
    }

    /// A segment in memory.
    ///
    /// # Errors
    /// It is damaged, or was written for others.
    pub fn in_memory(bytes: Vec<u8>, agreed: u64) -> Result<Self, Broken> {
        Self::of(Store::Memory(bytes.into()), agreed)
    }

    fn of(store: Store, agreed: u64) -> Result<Self, Broken> {
        let sections = Sections::open(store, agreed)?;
        let articles = u32::try_from(sections.length(Section::Ids.number()) / 8).map_err(|_| Broken::Form)?;
        Ok(Self {
            sections,
            articles,
            columns: Columns::new(),
            dictionary: Lazy::new(),
            inverted: std::array::from_fn(|_| Lazy::new()),
        })
    }

    /// How many articles it has; they are numbered from 0.
    pub fn articles(&self) -> u32 {
        self.articles
    }

    /// A set of articles with none in it.
    pub fn none(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(usize::try_from(self.articles).unwrap_or_default())
    }

    /// The articles that have these ids, in the order of the ids and then of their numbers.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn having_ids(&self, ids: &[ArticleId]) -> Result<Vec<(ArticleId, u32)>, Broken> {
        ids::having(&self.sections, ids)
    }

    /// The articles whose ids lie between two, both included, in the order of the ids and then of their numbers.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn between_ids(&self, ids: RangeInclusive<ArticleId>) -> Result<Vec<(ArticleId, u32)>, Broken> {
        ids::between(&self.sections, ids)
    }

    /// All ids in rising order; one that several articles have stands there as often.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn ids_in_order(&self) -> Result<Vec<ArticleId>, Broken> {
        ids::in_order(&self.sections)
    }

    /// What a list shows of an article.
    ///
    /// # Errors
    /// There is no such article, or the bytes cannot be read or are damaged.
    pub fn summary(&self, article: u32) -> Result<Summary, Broken> {
        let (text, origin) = rows::headline(&self.sections, article)?;
        Ok(Summary {
            id: self.id(article)?,
            headline: Headline { text, origin, lines: None },
            published: columns::date(u32::from_le_bytes(self.piece(Section::Dates, article)?)),
            words: usize::try_from(self.length(article)?).map_err(|_| Broken::Form)?,
            file: u32::from_le_bytes(self.piece(Section::Files, article)?),
            tags: self.tags(article)?,
        })
    }

    /// What an article is about, without the evidence.
    ///
    /// # Errors
    /// There is no such article, or the bytes cannot be read or are damaged.
    pub fn tags(&self, article: u32) -> Result<Tags, Broken> {
        rows::tags(&self.sections, self.dictionary()?, article)
    }

    fn dictionary(&self) -> Result<&[Named], Broken> {
        self.dictionary.get(|| rows::dictionary(&self.sections)).map(Vec::as_slice)
    }

    /// How many bytes of it were read so far.
    pub fn bytes_read(&self) -> u64 {
        self.sections.bytes_read()
    }

    /// The code and label of the region of such a number.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn region(&self, number: u16) -> Result<Option<(&SafeText, &SafeText)>, Broken> {
        let dictionary = self.dictionary()?;
        let named = number.checked_sub(1).and_then(|place| dictionary.get(usize::from(place)));
        Ok(named.map(|named| (&named.code, &named.label)))
    }

    /// The number of the region of a code, if articles are about it.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn region_number(&self, code: &str) -> Result<Option<u16>, Broken> {
        let place = self.dictionary()?.iter().position(|named| &*named.code == code);
        Ok(place.and_then(|place| u16::try_from(place + 1).ok()))
    }

    /// All headlines, to be compared.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn headlines(&self) -> Result<Vec<String>, Broken> {
        rows::headlines(&self.sections)
    }

    /// The kinds, codes and labels of all tags that articles have.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn labels(&self) -> Result<Vec<Label<'_>>, Broken> {
        let labels: HashMap<&str, &str> =
            self.dictionary()?.iter().map(|named| (&*named.code, &*named.label)).collect();
        let tags = self.inverted(Key::Tags)?.words().all().filter_map(rows::of_key);
        Ok(tags.filter_map(|(kind, code)| Some((kind, code, *labels.get(code)?))).collect())
    }

    /// The whole of an article.
    ///
    /// # Errors
    /// There is no such article, or the bytes cannot be read or are damaged.
    pub fn record(&self, article: u32) -> Result<Record, Broken> {
        let bytes = self.record_bytes(article)?;
        let written: (SafeText, Article, Tags, Vec<u8>) =
            postcard::from_bytes(&bytes).map_err(|_| Broken::Form)?;
        let (_, article, tags, kept) = written;
        Ok(Record { article, tags, kept })
    }

    /// How the text of an article begins: it stands before the record itself, so that a list need not read that.
    ///
    /// # Errors
    /// There is no such article, or the bytes cannot be read or are damaged.
    pub fn lede(&self, article: u32) -> Result<SafeText, Broken> {
        let Range { start, end } = self.record_place(article)?;
        let bytes = self.sections.piece(Section::Records.number(), start..end.min(start + LEDE))?;
        postcard::take_from_bytes(&bytes).map(|(lede, _)| lede).map_err(|_| Broken::Form)
    }

    /// The whole of an article as it was written.
    pub(super) fn record_bytes(&self, article: u32) -> Result<Vec<u8>, Broken> {
        self.sections.piece(Section::Records.number(), self.record_place(article)?)
    }

    fn record_place(&self, article: u32) -> Result<Range<u64>, Broken> {
        let at = u64::from(article) * 8;
        let bounds = match article {
            0 => [vec![0; 8], self.sections.piece(Section::RecordEnds.number(), 0..8)?].concat(),
            _ => self.sections.piece(Section::RecordEnds.number(), at - 8..at + 8)?,
        };
        let &[from, to] = sections::longs(&bounds).as_slice() else { return Err(Broken::Form) };
        Ok(from..to)
    }

    /// Reads now what a search for words needs.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn read_words(&self) -> Result<(), Broken> {
        for zone in Zone::ALL {
            self.inverted(Key::Words(zone))?.read_lists(&self.sections)?;
        }
        // Words are looked for in labels, too.
        self.dictionary()?;
        self.inverted(Key::Tags)?.read_lists(&self.sections)
    }

    /// Adds to a set the articles that have, in one kind of text, a word which fits what is looked for at least so
    /// well. It is looked for folded.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn having(&self, zone: Zone, wanted: &str, fit: Fit, set: &mut FixedBitSet) -> Result<(), Broken> {
        self.inverted(Key::Words(zone))?.having(wanted, fit, &self.sections, set)
    }

    /// Adds to a set the articles that have, in one kind of text, one of the words with a part that a test accepts. Every
    /// word has the empty part.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn having_any(
        &self,
        (zone, part): (Zone, &str),
        accepted: &dyn Fn(&str) -> bool,
        set: &mut FixedBitSet,
    ) -> Result<(), Broken> {
        let inverted = self.inverted(Key::Words(zone))?;
        let words = inverted.words();
        let mut numbers = if part.is_empty() { (0..words.count()).collect() } else { words.containing(part) };
        numbers.retain(|number| words.word(*number).is_some_and(accepted));
        inverted.each_of(&numbers, &self.sections, set)
    }

    /// Adds to a set the articles whose tags of one kind have this code.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn carrying(&self, kind: TagKind, code: &str, set: &mut FixedBitSet) -> Result<(), Broken> {
        self.inverted(Key::Tags)?.having(&rows::key(kind, code), Fit::Whole, &self.sections, set)
    }

    /// Adds to a set the articles in a language, or in one that is narrower: `en-gb` for `en`. It is given in lower
    /// case.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn in_language(&self, language: &str, set: &mut FixedBitSet) -> Result<(), Broken> {
        let inverted = self.inverted(Key::Languages)?;
        for (wanted, fit) in [(language.to_owned(), Fit::Whole), (format!("{language}-"), Fit::Prefix)] {
            inverted.having(&wanted, fit, &self.sections, set)?;
        }
        Ok(())
    }

    /// The languages of all articles, in lower case and in order.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn languages(&self) -> Result<Vec<&str>, Broken> {
        Ok(self.inverted(Key::Languages)?.words().all().collect())
    }

    fn inverted(&self, key: Key) -> Result<&Inverted, Broken> {
        let lazy = self.inverted.get(key.number()).ok_or(Broken::Form)?;
        lazy.get(|| Inverted::read(key.section(), self.size(), &self.sections))
    }

    pub(super) fn size(&self) -> usize {
        usize::try_from(self.articles).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{DateOrigin, Dated, Tag};
    use crate::index::{Entry, SegmentWriter};
    use crate::text;

    const AGREED: u64 = 7;

    fn tag(code: &str, score: f32) -> Tag {
        let label = SafeText::label(code);
        Tag { code: label.clone(), label: label.clone(), name: label, score, evidence: Vec::new() }
    }

    fn articles() -> Vec<(Article, Tags)> {
        let rows = [
            ("Coup in Niger", "Soldiers of the guard took over.", Some("2023-08-10"), "NE"),
            ("Prix du gaz à Paris", "Le prix monte encore.", Some("2023-08"), "FR"),
            ("", "Nothing is known of the Niger delta’s day.", None, "NG"),
        ];
        let article = |(headline, body, date, code): (&str, &str, Option<&str>, &str)| {
            let mut article = Article::plain(headline, [body]);
            let date = date.and_then(|date| date.parse().ok());
            article.dates.published = date.map(|date| Dated { date, origin: DateOrigin::Page });
            article.attribution.byline = Some(SafeText::label("Maria Lopez"));
            article.language = Some(SafeText::label(if code == "FR" { "fr-FR" } else { "en" }));
            article.source.path = format!("saved/{code}.txt").into();
            let tags = Tags {
                countries: vec![tag(code, 0.5)],
                mentioned: vec![tag("ML", 0.25)],
                regions: Vec::new(),
                topics: vec![tag("16000000", 1.0)],
            };
            (article, tags)
        };
        rows.into_iter().map(article).collect()
    }

    fn written(articles: &[(Article, Tags)]) -> Vec<u8> {
        let mut writer = SegmentWriter::new(Vec::new(), None).unwrap();
        for (file, (article, tags)) in (10..).zip(articles) {
            writer.add(Entry { article, tags, file, kept: b"kept" }).unwrap();
        }
        writer.finish(AGREED).unwrap()
    }

    fn segment() -> Segment {
        Segment::in_memory(written(&articles()), AGREED).unwrap()
    }

    fn found(segment: &Segment, collect: impl FnOnce(&mut FixedBitSet) -> Result<(), Broken>) -> Vec<usize> {
        let mut set = segment.none();
        collect(&mut set).unwrap();
        set.ones().collect()
    }

    #[test]
    fn what_was_written_is_read() {
        let segment = segment();
        assert_eq!(segment.articles(), 3);
        for ((number, file), (article, tags)) in (0..).zip(10..).zip(articles()) {
            let summary = segment.summary(number).unwrap();
            assert_eq!(summary.id, article.id);
            assert_eq!(segment.ids().unwrap()[number as usize], article.id);
            assert_eq!(summary.headline.text, article.headline.text);
            assert_eq!(summary.headline.origin, article.headline.origin);
            assert_eq!(summary.published, article.dates.published.map(|dated| dated.date));
            assert_eq!((summary.words, summary.file), (article.words(), file));
            assert_eq!(summary.tags, tags);
            assert_eq!(segment.record(number).unwrap(), Record { article, tags, kept: b"kept".to_vec() });
        }
        assert!(segment.summary(3).is_err() && segment.record(3).is_err());
        assert!(segment.dates().unwrap().is_sorted_by(|newer, older| newer >= older));
    }

    #[test]
    fn articles_are_found_by_words_tags_and_language() {
        let segment = segment();
        let having = |zone, word, fit| found(&segment, |set| segment.having(zone, word, fit, set));
        assert_eq!(having(Zone::Headline, "niger", Fit::Whole), [0]);
        assert_eq!(having(Zone::Body, "nig", Fit::Prefix), [2]);
        assert_eq!(having(Zone::Body, "oldier", Fit::Part), [0]);
        assert_eq!(having(Zone::Byline, "lopez", Fit::Whole), [0, 1, 2]);
        assert_eq!(having(Zone::Name, "fr", Fit::Whole), [1]);
        assert_eq!(having(Zone::Path, "saved", Fit::Whole), [0, 1, 2]);
        assert_eq!(having(Zone::Headline, "a", Fit::Whole), [1], "accents are off");
        let any = found(&segment, |set| segment.having_any((Zone::Body, ""), &|word| word.len() == 1, set));
        assert_eq!(any, [2]);
        let carrying = |kind, code| found(&segment, |set| segment.carrying(kind, code, set));
        assert_eq!(carrying(TagKind::Country, "NE"), [0]);
        assert!(carrying(TagKind::Country, "ML").is_empty());
        assert_eq!(carrying(TagKind::Mentioned, "ML"), [0, 1, 2]);
        assert_eq!(found(&segment, |set| segment.in_language("fr", set)), [1]);
        assert!(found(&segment, |set| segment.in_language("f", set)).is_empty());
    }

    #[test]
    fn a_segment_without_articles_has_none() {
        let segment = Segment::in_memory(written(&[]), AGREED).unwrap();
        assert_eq!(segment.articles(), 0);
        assert!(found(&segment, |set| segment.having(Zone::Body, "a", Fit::Part, set)).is_empty());
        assert!(Segment::in_memory(written(&[]), AGREED + 1).is_err());
    }

    proptest! {
        #[test]
        fn a_damaged_segment_is_refused_or_read_aright(at in any::<prop::sample::Index>(), change in 1_u8..) {
            let mut bytes = written(&articles());
            let at = at.index(bytes.len());
            bytes[at] ^= change;
            let Ok(segment) = Segment::in_memory(bytes, AGREED) else { return Ok(()) };
            for (number, (article, _)) in (0..).zip(articles()) {
                if let Ok(record) = segment.record(number) {
                    prop_assert_eq!(&record.article, &article);
                }
                for word in article.texts(Zone::Body).iter().flat_map(|text| text.split(' ')) {
                    let mut set = segment.none();
                    let read = segment.having(Zone::Body, &text::fold(word), Fit::Part, &mut set);
                    prop_assert!(read.is_err() || set.contains(number as usize) || word.contains(['.', '’']));
                }
            }
        }
    }
}
