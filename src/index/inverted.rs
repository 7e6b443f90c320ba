//! Which articles have which word in one kind of place: the words of all headlines, of all bodies, of all bylines.

use std::io::{self, Write};
use std::ops::Range;

use fixedbitset::FixedBitSet;

use super::Broken;
use super::lazy::Lazy;
use super::postings::{self, each_number, push_number};
use super::sections::{SectionWriter, Sections};
use super::words::{END, Words};
use crate::text::Fit;

/// Sections of an inverted index, counted from its own name.
const PARTS: u64 = 4;
/// The words in order, the end behind each.
const WORDS: u64 = 0;
/// Who has each word, one list behind the other.
const LISTS: u64 = 1;
/// How many bytes each list has.
const LIST_LENGTHS: u64 = 2;

/// Lists that take so many bytes an article are kept in memory once they are used; longer ones are read as needed.
const KEPT: u64 = 24;

/// Writes words with their lists in the order of the words.
#[derive(Debug)]
pub(super) struct InvertedWriter {
    name: u64,
    words: Vec<u8>,
    lengths: Vec<u8>,
}

impl InvertedWriter {
    /// Begins the sections of a place.
    pub(super) fn begin<W: Write>(name: u64, out: &mut SectionWriter<W>) -> io::Result<Self> {
        out.begin(section(name, LISTS))?;
        Ok(Self { name, words: Vec::new(), lengths: Vec::new() })
    }

    /// Adds the next word with its list as it is written.
    pub(super) fn push<W: Write>(
        &mut self,
        word: &str,
        list: &[u8],
        out: &mut SectionWriter<W>,
    ) -> io::Result<()> {
        out.write(list)?;
        self.words.extend_from_slice(word.as_bytes());
        self.words.push(END);
        // Where a list begins is told by four bytes.
        u32::try_from(out.length()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        push_number(u32::try_from(list.len()).unwrap_or(u32::MAX), |byte| self.lengths.push(byte));
        Ok(())
    }

    /// Ends the sections of the place.
    pub(super) fn finish<W: Write>(self, out: &mut SectionWriter<W>) -> io::Result<()> {
        out.section(section(self.name, LIST_LENGTHS), &self.lengths)?;
        out.section(section(self.name, WORDS), &self.words)
    }
}

/// The words of one kind of place and the articles that have them.
#[derive(Debug)]
pub(super) struct Inverted {
    name: u64,
    words: Words,
    starts: Vec<u32>,
    kept: Option<Lazy<Vec<u8>>>,
}

impl Inverted {
    /// Reads the words; the lists are read when they are needed.
    pub(super) fn read(name: u64, articles: usize, sections: &Sections) -> Result<Self, Broken> {
        let words = Words::new(sections.whole(section(name, WORDS))?)?;
        let starts = starts(&sections.whole(section(name, LIST_LENGTHS))?, words.count())?;
        let lists = sections.length(section(name, LISTS));
        if starts.last().map(|end| u64::from(*end)) != Some(lists) || starts.len() != words.count() + 1 {
            return Err(Broken::Form);
        }
        let small = lists <= KEPT * articles as u64;
        Ok(Self { name, words, starts, kept: small.then(Lazy::new) })
    }

    /// Reads the lists now, if they are to be kept.
    pub(super) fn read_lists(&self, sections: &Sections) -> Result<(), Broken> {
        match &self.kept {
            Some(kept) => kept.get(|| sections.whole(section(self.name, LISTS))).map(drop),
            None => Ok(()),
        }
    }

    /// The words.
    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    /// Adds the articles to a set that have a word which fits what is looked for at least so well.
    pub(super) fn having(
        &self,
        wanted: &str,
        fit: Fit,
        sections: &Sections,
        set: &mut FixedBitSet,
    ) -> Result<(), Broken> {
        match fit {
            Fit::Whole => match self.words.whole(wanted) {
                Some(number) => self.collect(number..number + 1, sections, set),
                None => Ok(()),
            },
            Fit::Prefix => self.collect(self.words.beginning(wanted), sections, set),
            Fit::Part => self.each_of(&self.words.containing(wanted), sections, set),
        }
    }

    /// Adds the articles to a set that have one of these words, whose numbers rise.
    pub(super) fn each_of(
        &self,
        numbers: &[usize],
        sections: &Sections,
        set: &mut FixedBitSet,
    ) -> Result<(), Broken> {
        for run in numbers.chunk_by(|one, next| one + 1 == *next) {
            if let (Some(first), Some(last)) = (run.first(), run.last()) {
                self.collect(*first..last + 1, sections, set)?;
            }
        }
        Ok(())
    }

    fn collect(
        &self,
        numbers: Range<usize>,
        sections: &Sections,
        set: &mut FixedBitSet,
    ) -> Result<(), Broken> {
        self.lists(numbers, sections, |_, list| postings::collect(list, set))
    }

    /// Visits the lists of neighbouring words, which lie beside one another.
    fn lists(
        &self,
        numbers: Range<usize>,
        sections: &Sections,
        mut visit: impl FnMut(usize, &[u8]) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        let start = |number: usize| self.starts.get(number).copied().ok_or(Broken::Form);
        if numbers.is_empty() {
            return Ok(());
        }
        let (from, to) = (start(numbers.start)?, start(numbers.end)?);
        let read;
        let lists = section(self.name, LISTS);
        let (bytes, offset) = if let Some(kept) = &self.kept {
            (kept.get(|| sections.whole(lists))?.as_slice(), 0)
        } else {
            read = sections.piece(lists, u64::from(from)..u64::from(to))?;
            (read.as_slice(), from)
        };
        for number in numbers {
            let list = size(start(number)? - offset)..size(start(number + 1)? - offset);
            visit(number, bytes.get(list).ok_or(Broken::Form)?)?;
        }
        Ok(())
    }
}

/// Where lists of these lengths begin, and where the last one ends.
fn starts(lengths: &[u8], words: usize) -> Result<Vec<u32>, Broken> {
    let mut starts = Vec::with_capacity(words + 1);
    starts.push(0);
    let mut end = 0_u32;
    each_number(lengths, |length| {
        end = end.checked_add(length).ok_or(Broken::Form)?;
        starts.push(end);
        Ok(())
    })?;
    Ok(starts)
}

/// The name of a section of an inverted index.
fn section(name: u64, part: u64) -> u64 {
    name * PARTS + part
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::inverting::Inverting;
    use crate::index::store::Store;

    const NAME: u64 = 5;

    /// Whether a word fits one that is looked for.
    type Test = fn(&str, &str) -> bool;

    fn written(articles: &[Vec<String>], held: usize) -> Sections {
        let mut inverting = Inverting::holding(held, None);
        for (article, words) in (0..).zip(articles) {
            for word in words {
                inverting.add(word, article);
            }
            inverting.set_aside().unwrap();
        }
        let mut out = SectionWriter::new(Vec::new());
        inverting.write(NAME, articles.len(), &mut out).unwrap();
        Sections::open(Store::Memory(out.finish(0).unwrap().into()), 0).unwrap()
    }

    proptest! {
        #[test]
        fn articles_are_found_by_their_words(
            articles in prop::collection::vec(prop::collection::vec("[abc]{1,4}", 0..6), 0..40),
            wanted in "[abc]{1,3}",
            keeps in any::<bool>(),
            held in 1..200_usize,
        ) {
            let sections = written(&articles, held);
            let all_held = written(&articles, usize::MAX);
            for section in (0..PARTS).map(|part| section(NAME, part)) {
                prop_assert_eq!(sections.whole(section).unwrap(), all_held.whole(section).unwrap());
            }
            let mut inverted = Inverted::read(NAME, articles.len(), &sections).unwrap();
            inverted.kept = keeps.then(Lazy::new);
            let fitting: [(Fit, Test); 3] = [
                (Fit::Whole, |word, wanted| word == wanted),
                (Fit::Prefix, |word, wanted| word.starts_with(wanted)),
                (Fit::Part, |word, wanted| word.contains(wanted)),
            ];
            for (fit, fits) in fitting {
                let mut set = FixedBitSet::with_capacity(articles.len());
                inverted.having(&wanted, fit, &sections, &mut set).unwrap();
                let expected = articles.iter().enumerate().filter(|(_, words)| words.iter().any(|word| fits(word, &wanted)));
                prop_assert_eq!(set.ones().collect::<Vec<_>>(), expected.map(|(article, _)| article).collect::<Vec<_>>());
            }
        }
    }
}
