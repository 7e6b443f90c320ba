//! Collects which articles have which word in one kind of place, to be written as an inverted index.
//!
//! A large archive has more words than fit into the caches of a processor. So words are told apart by their hashes into
//! parts first, each of which fits, and are looked up part by part, many together.

use std::hash::BuildHasher;
use std::io::{self, Write};
use std::path::Path;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::inverted::InvertedWriter;
use super::postings::Postings;
use super::runs::Runs;
use super::sections::SectionWriter;

/// How many bits of a hash tell the parts apart.
const PART_BITS: u32 = 8;

/// So many words of a part are looked up together.
const TOGETHER: usize = 4096;

/// When so many words were noted, those known by then are set aside: some 60 MB of news.
const HELD: usize = 1 << 25;

/// Collects the words of articles.
#[derive(Debug)]
pub(super) struct Inverting {
    parts: Vec<Part>,
    /// How many words were noted since some were set aside, and how many may be.
    noted: usize,
    most: usize,
    /// What was set aside.
    runs: Runs,
}

/// The words whose hashes begin alike.
#[derive(Debug, Default)]
struct Part {
    /// Words that were not looked up yet, in the order in which they were met.
    waiting: Vec<Waiting>,
    /// Their letters, one behind the other.
    letters: String,
    known: Known,
}

/// A word of an article that was not looked up yet.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    hash: u64,
    length: u32,
    article: u32,
}

/// Words that were looked up.
#[derive(Debug, Default)]
struct Known {
    words: HashTable<Word>,
    /// All words, one behind the other.
    text: String,
    /// Who has each word, in the order in which they were first met.
    lists: Vec<Postings>,
}

/// A word that was met.
#[derive(Debug, Clone, Copy)]
struct Word {
    /// A part of its hash, by which most others are told apart from it without a look at their letters.
    hash: u32,
    /// Where it begins in the text of all words.
    start: u32,
    length: u32,
    number: u32,
}

impl Inverting {
    /// Without words. What is too much for memory is set aside in this folder, where there is one.
    pub(super) fn new(folder: Option<&Path>) -> Self {
        Self::holding(HELD, folder)
    }

    /// The same with so many words in memory.
    pub(super) fn holding(most: usize, folder: Option<&Path>) -> Self {
        let parts = (0..1 << PART_BITS).map(|_| Part::default()).collect();
        Self { parts, noted: 0, most, runs: Runs::new(folder) }
    }

    /// Notes that an article has a word. Articles come in rising order.
    pub(super) fn add(&mut self, word: &str, article: u32) {
        let hash = FxBuildHasher.hash_one(word);
        let part = usize::try_from(hash >> (u64::BITS - PART_BITS)).unwrap_or_default();
        let Some(part) = self.parts.get_mut(part) else { return };
        part.waiting.push(Waiting { hash, length: count(word.len()), article });
        part.letters.push_str(word);
        self.noted += 1;
        if part.waiting.len() == TOGETHER {
            part.look_up();
        }
    }

    /// Sets aside what is too much for memory; asked behind the last word of an article.
    pub(super) fn set_aside(&mut self) -> io::Result<()> {
        if self.noted < self.most {
            return Ok(());
        }
        self.noted = 0;
        let mut parts: Vec<Part> = self.parts.iter_mut().map(std::mem::take).collect();
        self.runs.add(sorted(&mut parts).into_iter())
    }

    /// Writes all words and their lists; `articles` is how many there are.
    pub(super) fn write<W: Write>(
        mut self,
        name: u64,
        articles: usize,
        out: &mut SectionWriter<W>,
    ) -> io::Result<()> {
        let mut writer = InvertedWriter::begin(name, out)?;
        let mut list = Vec::new();
        let mut write = |word: &str, postings: &Postings| {
            list.clear();
            postings.write(articles, &mut list);
            writer.push(word, &list, out)
        };
        let words = sorted(&mut self.parts);
        if self.runs.none() {
            words.into_iter().try_for_each(|(word, list)| write(word, list))?;
        } else {
            self.runs.add(words.into_iter())?;
            self.parts = Vec::new();
            self.runs.merge(&mut write)?;
        }
        writer.finish(out)
    }
}

/// All words of the parts in order, each with its list.
fn sorted(parts: &mut [Part]) -> Vec<(&str, &Postings)> {
    parts.iter_mut().for_each(Part::look_up);
    let mut sorted: Vec<(u64, &Known, Word)> = Vec::new();
    for Part { known, .. } in parts {
        let known = &*known;
        sorted.extend(known.words.iter().map(|word| (first_letters(word.text(known)), known, *word)));
    }
    sorted.sort_unstable_by(|(first, known, word), (other_first, other_known, other)| {
        first.cmp(other_first).then_with(|| word.text(known).cmp(other.text(other_known)))
    });
    let listed = sorted.into_iter();
    listed
        .filter_map(|(_, known, word)| Some((word.text(known), known.lists.get(size(word.number))?)))
        .collect()
}

impl Part {
    /// Looks up the words that wait.
    fn look_up(&mut self) {
        let mut rest = self.letters.as_str();
        for waiting in &self.waiting {
            let (word, others) = rest.split_at_checked(size(waiting.length)).unwrap_or_default();
            self.known.add(word, waiting);
            rest = others;
        }
        self.waiting.clear();
        self.letters.clear();
    }
}

impl Known {
    /// Notes that an article has a word.
    fn add(&mut self, word: &str, Waiting { hash, article, .. }: &Waiting) {
        let short = short(*hash);
        let Self { words, text, lists } = self;
        let same = |known: &Word| known.hash == short && known.within(text) == word.as_bytes();
        let number = words.find(*hash, same).map_or(lists.len(), |known| size(known.number));
        if let Some(list) = lists.get_mut(number) {
            list.add(*article);
            return;
        }
        let start = count(text.len());
        let new = Word { hash: short, start, length: count(word.len()), number: count(number) };
        text.push_str(word);
        let mut list = Postings::default();
        list.add(*article);
        lists.push(list);
        words.insert_unique(*hash, new, |known| FxBuildHasher.hash_one(known.text_within(text)));
    }
}

impl Word {
    fn text(self, known: &Known) -> &str {
        self.text_within(&known.text)
    }

    fn text_within(self, text: &str) -> &str {
        text.get(size(self.start)..size(self.start) + size(self.length)).unwrap_or_default()
    }

    fn within(self, text: &str) -> &[u8] {
        text.as_bytes().get(size(self.start)..size(self.start) + size(self.length)).unwrap_or_default()
    }
}

/// The first eight bytes of a word as a number by which words are put in order.
fn first_letters(word: &str) -> u64 {
    let mut first = [0; 8];
    first.iter_mut().zip(word.bytes()).for_each(|(slot, byte)| *slot = byte);
    u64::from_be_bytes(first)
}

/// A part of a hash that neither tells the parts apart nor says where a table looks first.
fn short(hash: u64) -> u32 {
    u32::try_from(hash >> 16 & u64::from(u32::MAX)).unwrap_or(u32::MAX)
}

/// Far fewer words and letters of words than this are in memory at a time.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
