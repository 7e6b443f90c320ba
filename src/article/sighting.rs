//! By what an article is known again once its page was changed: where it stood, its headline, and a sample of the
//! runs of words in its text. It outlives everything that can be made anew, so its numbers never change.

use std::fmt;
use std::str::FromStr;

use super::{Article, ArticleId, Date};
use crate::text::{self, SafeText};

/// Words in a run.
const RUN: usize = 5;

/// Runs of a sample: enough to tell two fifths of a text from two thirds.
const SAMPLE: usize = 48;

/// The bits of a run's number that are left out. What is left is enough to tell the runs of one text apart.
const LEFT_OUT: u32 = 8;

/// Runs that are taken to differ beside those that are compared: of a whole text and of a sample, in which as many may be
/// the same by chance.
const DOUBT: usize = 2;
const DOUBT_OF_SAMPLE: usize = 4;

/// Hex digits of a run.
const DIGITS: usize = 6;

/// Where and how an article was seen when something was decided about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// The path of its page, as it was reached.
    pub path: SafeText,
    /// Its headline.
    pub headline: SafeText,
    /// When it was published.
    pub date: Option<Date>,
    /// A sample of its text.
    pub sample: Sample,
}

/// The runs of words of a text that have the smallest numbers, sorted; so two samples of like texts are alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sample(Box<[u32]>);

/// All runs of words of a text, by which it is held against samples.
#[derive(Debug, Clone)]
pub struct RunsOfWords(Vec<u32>);

/// How far a text is the same as one of which only a sample is known; told with care where there is little to go by.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Resemblance {
    /// The share of the earlier text that stands in the later one, 0 to 1.
    pub kept: f32,
    /// The share of the later text that stood in the earlier one, 0 to 1.
    pub known: f32,
}

/// An article whose page was changed: what it was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Succession {
    /// The article as it is.
    pub id: ArticleId,
    /// The article that it was.
    pub was: ArticleId,
}

impl Sighting {
    /// An article as it is seen now.
    pub fn of(article: &Article) -> Self {
        Self {
            path: SafeText::label(&article.source.path.to_string_lossy()),
            headline: article.headline.text.clone(),
            date: article.dates.published.map(|dated| dated.date),
            sample: Sample::of(&RunsOfWords::of(article)),
        }
    }
}

impl RunsOfWords {
    /// The runs of words of an article's body. A text of fewer words is one run.
    pub fn of(article: &Article) -> Self {
        let words: Vec<u32> = article
            .body
            .iter()
            .flat_map(|block| text::tokens(&block.text))
            .map(|token| text::word_number(&token))
            .collect();
        Self::of_words(&words)
    }

    fn of_words(words: &[u32]) -> Self {
        let runs = text::shingles(words, RUN.min(words.len()));
        let mut runs: Vec<u32> = runs.map(|run| run >> LEFT_OUT).collect();
        runs.sort_unstable();
        runs.dedup();
        Self(runs)
    }
}

impl Sample {
    /// The sample of a text.
    pub fn of(runs: &RunsOfWords) -> Self {
        Self(runs.0.iter().copied().take(SAMPLE).collect())
    }

    /// How far a later text is the same. The runs with the smallest numbers are chosen by chance, as it were, so what
    /// holds for them holds, within a tenth as a rule, for all.
    pub fn resemblance(&self, later: &RunsOfWords) -> Resemblance {
        let same = self.0.iter().filter(|run| later.0.binary_search(run).is_ok()).count();
        let (comparable, doubt) = match self.0.last() {
            Some(last) if self.0.len() == SAMPLE => {
                (later.0.partition_point(|run| run <= last), DOUBT_OF_SAMPLE)
            }
            _ => (later.0.len(), DOUBT),
        };
        Resemblance { kept: share(same, self.0.len() + doubt), known: share(same, comparable + doubt) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share needs no more than two digits")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole as f32
}

/// Written as six hex digits a run.
impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|run| write!(f, "{run:06x}"))
    }
}

impl FromStr for Sample {
    type Err = ();

    /// Reads what [`Display`](fmt::Display) writes; a later version may have written more runs.
    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let (runs, rest) = written.as_bytes().as_chunks::<DIGITS>();
        let run = |digits: &[u8; DIGITS]| u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
        let runs: Option<Vec<u32>> = runs.iter().map(run).collect();
        let runs = runs.filter(|runs| rest.is_empty() && runs.is_sorted()).ok_or(())?;
        Ok(Self(runs.into_iter().take(SAMPLE).collect()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn runs(text: &str) -> RunsOfWords {
        let words: Vec<u32> = text::tokens(text).iter().map(text::word_number).collect();
        RunsOfWords::of_words(&words)
    }

    /// So many words that stand nowhere else, from one number on.
    fn words(numbers: std::ops::Range<usize>) -> String {
        numbers.map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers_of_a_sample_are_the_same_for_ever() {
        let sample = Sample::of(&runs("The harbour of Lagos was opened on Monday, officials said."));
        assert_eq!(sample.to_string(), "37469c4a93aa4cba6f959e40c018abe9f14d");
    }

    #[test]
    fn a_text_is_known_again_when_it_grew_was_cut_or_was_edited() {
        let old = Sample::of(&runs(&words(0..400)));
        let near = |share: f32, wanted: f32| (share - wanted).abs() < 0.3;
        for (later, kept, known) in [
            (words(0..400), 1.0, 1.0),
            (words(0..1600), 1.0, 0.25),
            (words(0..100), 0.25, 1.0),
            (words(0..200) + " " + &words(900..1100), 0.5, 0.5),
            (words(500..900), 0.0, 0.0),
            (String::new(), 0.0, 0.0),
        ] {
            let found = old.resemblance(&runs(&later));
            assert!(near(found.kept, kept) && near(found.known, known), "{kept} {known} {found:?}");
        }
    }

    #[test]
    fn a_short_text_is_compared_whole() {
        let old = Sample::of(&runs("Harbour opens in spring"));
        assert!(old.resemblance(&runs("Harbour opens, in spring!")).kept > 0.3);
        assert_eq!(old.resemblance(&runs("Harbour opens in autumn")), Resemblance::default());
        assert_eq!(Sample::of(&runs("…")).resemblance(&runs("…")), Resemblance::default());
    }

    proptest! {
        #[test]
        fn a_sample_reads_back(length in 0_usize..90) {
            let sample = Sample::of(&runs(&words(0..length)));
            prop_assert_eq!(sample.to_string().parse(), Ok(sample));
        }

        #[test]
        fn any_text_is_read_without_panic(written in ".{0,40}") {
            let _ = written.parse::<Sample>();
        }
    }
}
