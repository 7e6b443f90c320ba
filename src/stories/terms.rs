//! The words and pairs of words an article is recognised by, and how much each of them says.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::article::Article;
use crate::text::{self, Token, TokenKind};

/// Stems that stand in many articles of any kind, and in how many of a thousand. See `data/README.md`.
const COMMON_WORDS: &str = include_str!("../../data/stories/common_words.tsv");

/// Articles the table of common words counts for beside those of the collection itself.
const BACKGROUND: f32 = 300.0;

/// In how many of a thousand articles a word stands that is not in the table.
const UNCOMMON: f32 = 2.0;

/// The most terms kept of an article: those that say most.
const MOST_TERMS: usize = 96;

/// A pair of neighbouring words weighs less than a word, as both words are counted, too.
const PAIR_WEIGHT: f32 = 0.4;
/// Names tell events apart better than other words.
const NAME_WEIGHT: f32 = 1.3;
/// So do figures.
const FIGURE_WEIGHT: f32 = 1.5;

/// How soon saying a word again adds nothing: the constant of BM25, low as what is compared is news.
const SATURATION: f32 = 0.3;

/// What a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) enum Shape {
    /// A word that is also written with a small letter, or stands at the beginning of sentences alone.
    Word,
    /// A word that begins with a capital letter inside sentences, too.
    Name,
    /// It has a digit.
    Figure,
    /// Two neighbouring words.
    Pair,
}

/// One term of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Term {
    /// The number that stands for it.
    pub(super) number: u32,
    /// What it is.
    pub(super) shape: Shape,
    /// How often it stands in the article, 15 at most.
    pub(super) times: u8,
}

/// How common words are in news at large. The table is read when it is first needed.
#[derive(Debug, Default)]
pub struct CommonWords(LazyLock<HashMap<u32, f32>>);

impl CommonWords {
    /// Those of the table.
    pub fn new() -> Self {
        Self(LazyLock::new(|| COMMON_WORDS.lines().filter_map(row).collect()))
    }

    /// What a term says in a collection of so many articles, this many of which have it: the logarithm of how rare it
    /// is there and in news at large.
    pub(super) fn rarity(&self, number: u32, having: usize, articles: usize) -> f32 {
        let common = self.0.get(&number).copied().unwrap_or(UNCOMMON) / 1000.0;
        ((BACKGROUND + count(articles) + 1.0) / (BACKGROUND * common + count(having))).ln().max(0.0)
    }

    /// The terms of an article that say most, in the order of their numbers.
    pub(super) fn terms(&self, article: &Article) -> Vec<Term> {
        let says = |term: Term| (term.weight() * self.rarity(term.number, 0, 0), term);
        let mut terms: Vec<(f32, Term)> = all_terms(article).into_iter().map(says).collect();
        if terms.len() > MOST_TERMS {
            terms.select_nth_unstable_by(MOST_TERMS, |(less, one), (more, other)| {
                more.total_cmp(less).then_with(|| one.cmp(other))
            });
            terms.truncate(MOST_TERMS);
        }
        let mut terms: Vec<Term> = terms.into_iter().map(|(_, term)| term).collect();
        terms.sort_unstable();
        terms
    }

    /// Whether a word is none of the common ones.
    pub(super) fn says_something(&self, number: u32) -> bool {
        !self.0.contains_key(&number)
    }
}

impl Term {
    /// How much it weighs apart from how rare it is.
    pub(super) fn weight(self) -> f32 {
        let times = f32::from(self.times);
        let shape = match self.shape {
            Shape::Word => 1.0,
            Shape::Name => NAME_WEIGHT,
            Shape::Figure => FIGURE_WEIGHT,
            Shape::Pair => PAIR_WEIGHT,
        };
        shape * times * (1.0 + SATURATION) / (times + SATURATION)
    }
}

/// A row of the table: a stem and how common it is.
fn row(line: &str) -> Option<(u32, f32)> {
    let (stem, count) = line.split_once('\t')?;
    Some((number(stem), count.parse().ok()?))
}

/// The number that stands for a stem.
fn number(stem: &str) -> u32 {
    u32::try_from(xxh3_64(stem.as_bytes()) >> 32).unwrap_or(u32::MAX)
}

/// The number that stands for a word.
pub(super) fn word_number(token: &Token<'_>) -> u32 {
    number(stem(&text::level_spelling(&token.folded())))
}

/// All terms of the headline and the body, each once.
fn all_terms(article: &Article) -> Vec<Term> {
    let mut counted = Counted::default();
    for part in parts(article) {
        counted.add_part(&text::tokens(part));
    }
    counted.0.into_iter().map(|(number, (shape, times))| Term { number, shape, times }).collect()
}

/// Terms with their shapes and how often they were seen.
#[derive(Default)]
struct Counted(HashMap<u32, (Shape, u8)>);

impl Counted {
    /// Adds the words of a headline or block, and the pairs of neighbours among them.
    fn add_part(&mut self, tokens: &[Token<'_>]) {
        let titled = is_titled(tokens);
        let mut before = None;
        for token in tokens {
            if is_filler(token) {
                before = None;
                continue;
            }
            let number = word_number(token);
            self.add(number, shape(token, titled));
            if let Some(before) = before {
                self.add(pair(before, number), Shape::Pair);
            }
            before = Some(number);
        }
    }

    fn add(&mut self, number: u32, shape: Shape) {
        let (known, times) = self.0.entry(number).or_insert((shape, 0));
        *known = (*known).max(shape);
        *times = (*times + 1).min(15);
    }
}

/// What a word is where it stands; `titled` says that there a capital letter makes no name.
fn shape(token: &Token<'_>, titled: bool) -> Shape {
    match token.kind {
        TokenKind::Figure => Shape::Figure,
        TokenKind::Capitalised if !token.opens_sentence && !titled => Shape::Name,
        TokenKind::Capitalised | TokenKind::Plain => Shape::Word,
    }
}

/// The headline where the page has one, and the blocks of the body.
pub(super) fn parts(article: &Article) -> impl Iterator<Item = &str> {
    let body = article.body.iter().map(|block| &*block.text);
    std::iter::once(&*article.headline.text).chain(body)
}

/// Whether most words begin with a capital letter, as in a headline: there it does not make a name.
fn is_titled(tokens: &[Token<'_>]) -> bool {
    let capitals = tokens.iter().filter(|token| token.kind == TokenKind::Capitalised).count();
    capitals * 5 > tokens.len() * 3
}

/// Words that link others and stand in any sentence; pairs do not reach over them.
pub(super) fn is_filler(token: &Token<'_>) -> bool {
    token.text.len() <= LONGEST_FILLER && FILLERS.binary_search(&&*token.folded()).is_ok()
}

/// The longest of the fillers, in bytes.
const LONGEST_FILLER: usize = 5;

/// In the order of their letters.
const FILLERS: [&str; 67] = [
    "a", "about", "after", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from",
    "had", "has", "have", "he", "her", "him", "his", "i", "if", "in", "into", "is", "it", "its", "more",
    "new", "no", "not", "of", "on", "one", "or", "out", "over", "s", "said", "say", "says", "she", "some",
    "t", "than", "that", "the", "their", "them", "there", "they", "this", "to", "up", "was", "we", "were",
    "what", "when", "which", "who", "will", "with", "would", "you",
];

fn pair(first: u32, second: u32) -> u32 {
    text::shingles(&[first, second], 2).next().unwrap_or_default()
}

/// An English word without the commonest endings.
fn stem(word: &str) -> &str {
    const ENDINGS: [(&str, usize); 5] = [("ing", 4), ("ed", 4), ("es", 4), ("s", 3), ("e", 3)];
    if !word.is_ascii() || word.starts_with(|letter: char| letter.is_ascii_digit()) {
        return word;
    }
    let cut = ENDINGS
        .iter()
        .find_map(|(ending, least)| word.strip_suffix(ending).filter(|rest| rest.len() >= *least));
    cut.unwrap_or(word)
}

/// A number of articles as it enters a weight.
fn count(articles: usize) -> f32 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "beyond 2^24 articles the logarithm no longer sees the difference"
    )]
    let count = articles as f32;
    count
}

/// The written forms of the words two articles share that say most, at most `most` of them, in the order they stand
/// in the first. Neighbours that are shared as such stand together: `Lindsay Lohan`.
pub fn shared_words(common: &CommonWords, one: &Article, other: &Article, most: usize) -> Vec<String> {
    let theirs: HashMap<u32, Shape> =
        all_terms(other).into_iter().map(|term| (term.number, term.shape)).collect();
    let mut found: Vec<(f32, usize, String)> = Vec::new();
    let mut place = 0;
    for part in parts(one) {
        let mut phrase: Vec<Token<'_>> = Vec::new();
        for token in text::tokens(part) {
            place += 1;
            let number = word_number(&token);
            let shared = theirs.contains_key(&number) && !is_filler(&token) && common.says_something(number);
            let follows =
                phrase.last().is_some_and(|last| theirs.contains_key(&pair(word_number(last), number)));
            let goes_on = shared && follows;
            if !(phrase.is_empty() || goes_on) {
                found.push(spoken(common, &theirs, place, &std::mem::take(&mut phrase)));
            }
            if shared {
                phrase.push(token);
            }
        }
        if !phrase.is_empty() {
            found.push(spoken(common, &theirs, place, &phrase));
        }
    }
    found.sort_by(|first, second| second.0.total_cmp(&first.0).then_with(|| first.1.cmp(&second.1)));
    let mut kept: Vec<(usize, Cow<'_, str>)> = Vec::new();
    for (_, place, words) in found {
        let folded = text::fold(&words);
        if kept.len() < most && !kept.iter().any(|(_, known)| text::fold(known).contains(&*folded)) {
            kept.push((place, Cow::Owned(words)));
        }
    }
    kept.sort_unstable();
    kept.into_iter().map(|(_, words)| words.into_owned()).collect()
}

/// A shared phrase with how much it says and where it stands.
fn spoken(
    common: &CommonWords,
    theirs: &HashMap<u32, Shape>,
    place: usize,
    phrase: &[Token<'_>],
) -> (f32, usize, String) {
    let says = |token: &Token<'_>| {
        let number = word_number(token);
        let shape = theirs.get(&number).copied().unwrap_or(Shape::Word);
        Term { number, shape, times: 1 }.weight() * common.rarity(number, 0, 0)
    };
    let words: Vec<&str> = phrase.iter().map(|token| &*token.text).collect();
    (phrase.iter().map(says).sum(), place, words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::samples::article;

    #[test]
    fn shared_names_and_figures_are_told_as_written() {
        let common = CommonWords::new();
        let one =
            article("The actress Lindsay Orme checked into a clinic in Torvik on 12 May, her lawyer said.");
        let other = article("On 12 May the star was seen in Torvik: Lindsay Orme has left the clinic.");
        assert_eq!(shared_words(&common, &one, &other, 4), ["Lindsay Orme", "clinic", "Torvik", "12"]);
        assert_eq!(shared_words(&common, &one, &article("The weather was fine."), 4), Vec::<String>::new());
    }

    #[test]
    fn endings_and_spellings_make_no_other_word() {
        let number = |text: &str| word_number(&text::tokens(text)[0]);
        for (one, other) in [("charged", "charging"), ("Colour", "colors"), ("report", "reports")] {
            assert_eq!(number(one), number(other), "{one} {other}");
        }
        assert_ne!(number("this"), number("thing"));
    }

    #[test]
    fn fillers_are_known_however_they_are_written() {
        assert!(FILLERS.is_sorted() && FILLERS.iter().all(|filler| filler.len() <= LONGEST_FILLER));
        let known: Vec<bool> = text::tokens("The would-be Minister").iter().map(is_filler).collect();
        assert_eq!(known, [true, true, true, false]);
    }

    #[test]
    fn common_words_say_little() {
        let common = CommonWords::new();
        let rarity = |word: &str| common.rarity(word_number(&text::tokens(word)[0]), 1, 100);
        assert!(rarity("the") < 0.4 && rarity("police") < rarity("viaduct"));
    }
}
