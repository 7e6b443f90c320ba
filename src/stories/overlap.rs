//! Two articles held against each other word by word: how much of each stands in the other, and whether that
//! makes them copies of one text.

use crate::article::Article;
use crate::text::{self, Token, TokenKind};

use super::sketch::body_tokens;

/// Words in a run that counts as shared.
const RUN: usize = 4;
/// Words in a run that is compared with figures and names set aside.
const FRAME: usize = 6;
/// Of these, at least so many must be plain words.
const PLAIN_IN_FRAME: usize = 3;
/// Shared runs with at most so many words between them are one passage.
const GAP: usize = 6;
/// The fewest shared words in a passage.
const PASSAGE: usize = 8;
/// Two texts of which this share of figures and names differs are one form filled in twice.
const CONTRADICTION: f32 = 0.4;
/// The share of the shorter text that makes a copy wherever it stands in it.
const MOST: f32 = 0.7;
/// The share that makes one if the passages are spread as those of a re-edited text are.
const HALF: f32 = 0.38;
/// The number that stands for any figure or name.
const ANY_FACT: u32 = 0;

/// The words of an article's body, ready to be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    words: Vec<u32>,
    /// Places of figures and names.
    facts: Vec<bool>,
}

impl Wording {
    /// The wording of an article's body.
    pub fn of(article: &Article) -> Self {
        body_tokens(article).map(|token| (text::word_number(&token), is_fact(&token))).collect()
    }

    /// The numbers of the words in order.
    pub fn words(&self) -> &[u32] {
        &self.words
    }

    /// A number for all of it.
    pub fn number(&self) -> u32 {
        let marked = self.words.iter().zip(&self.facts).map(|(word, fact)| word ^ u32::from(*fact));
        text::shingles(&marked.collect::<Vec<_>>(), self.words.len()).next().unwrap_or_default()
    }
}

impl FromIterator<(u32, bool)> for Wording {
    fn from_iter<I: IntoIterator<Item = (u32, bool)>>(words: I) -> Self {
        let (words, facts) = words.into_iter().unzip();
        Self { words, facts }
    }
}

/// A run of words: its number, and the place of its first word.
type Run = (u32, u32);

/// A wording with its runs of words in the order of their numbers, so that two are compared in one walk over both.
#[derive(Debug, Clone, Default)]
pub struct Runs {
    words: Box<[u32]>,
    /// Runs of [`RUN`] words.
    sorted: Box<[Run]>,
    frames: Frames,
}

/// Words with every run of figures and names as one.
#[derive(Debug, Clone, Default)]
struct Frames {
    /// How many there are.
    length: usize,
    /// Those that are figures and names: their places among the frames and among the words.
    facts: Box<[(u32, u32)]>,
    /// Runs of [`FRAME`] of them, most of them plain words.
    runs: Box<[Run]>,
}

impl Runs {
    /// The runs of a wording.
    pub fn of(wording: &Wording) -> Self {
        let sorted = sorted(wording.words(), RUN, |_| true);
        Self { words: wording.words.clone().into_boxed_slice(), sorted, frames: Frames::of(wording) }
    }
}

impl Frames {
    fn of(wording: &Wording) -> Self {
        let mut frames = Vec::with_capacity(wording.words.len());
        let mut facts = Vec::new();
        let mut within = false;
        for (place, (word, fact)) in (0..).zip(wording.words.iter().zip(&wording.facts)) {
            if *fact && !within {
                facts.push((u32::try_from(frames.len()).unwrap_or(u32::MAX), place));
            }
            if !(*fact && within) {
                frames.push(if *fact { ANY_FACT } else { *word });
            }
            within = *fact;
        }
        let plain = |run: &[u32]| run.iter().filter(|word| **word != ANY_FACT).count() >= PLAIN_IN_FRAME;
        let runs = sorted(&frames, FRAME, plain);
        Self { length: frames.len(), facts: facts.into_boxed_slice(), runs }
    }
}

/// The runs of so many words that count, in the order of their numbers.
fn sorted(words: &[u32], length: usize, counts: impl Fn(&[u32]) -> bool) -> Box<[Run]> {
    let runs = words.windows(length).zip(text::shingles(words, length)).zip(0..);
    let mut sorted: Vec<Run> =
        runs.filter(|((run, _), _)| counts(run)).map(|((_, number), place)| (number, place)).collect();
    sorted.sort_unstable();
    sorted.into_boxed_slice()
}

/// Whether a word is what a report form leaves open: a figure, a name, a day.
fn is_fact(token: &Token<'_>) -> bool {
    match token.kind {
        TokenKind::Figure => true,
        TokenKind::Capitalised => !token.opens_sentence,
        TokenKind::Plain => NUMBERS.contains(&&*token.text),
    }
}

/// Numbers that are written out.
const NUMBERS: [&str; 19] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
    "twenty", "thirty", "forty", "fifty", "dozen", "hundred", "thousand",
];

/// What two articles share.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Overlap {
    /// How the shorter one's words stand in the longer one.
    pub shorter: Shared,
    /// How the longer one's words stand in the shorter one.
    pub longer: Shared,
    /// The share of figures and names that differ where the words around them are the same, 0 to 1.
    pub contradicted: f32,
}

/// The part of a text that stands in another one.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Shared {
    /// Its share of all words, 0 to 1.
    pub share: f32,
    /// The place of its first word, 0 to 1.
    pub first: f32,
    /// The place of its last word, 0 to 1.
    pub last: f32,
    /// The passages it consists of.
    pub passages: usize,
    /// The widest stretch of other words between two passages, as a share of all words, 0 to 1.
    pub widest_gap: f32,
    /// Words before the first passage.
    pub words_before: usize,
}

impl Overlap {
    /// Holds two articles against each other; which is given first does not matter.
    pub fn of(one: &Runs, other: &Runs) -> Self {
        let (shorter, longer) = if (one.words.len(), &one.words) <= (other.words.len(), &other.words) {
            (one, other)
        } else {
            (other, one)
        };
        let covered = covered((shorter.words.len(), &shorter.sorted), &longer.sorted, RUN);
        let back = self::covered((longer.words.len(), &longer.sorted), &shorter.sorted, RUN);
        Self {
            shorter: Shared::of(&covered),
            longer: Shared::of(&back),
            contradicted: contradicted(&shorter.frames, &longer.frames, &covered),
        }
    }

    /// Whether the two could be copies of a third text: they share something, and do not contradict each other.
    pub fn is_akin(&self) -> bool {
        self.shorter.share >= 0.2 && self.contradicted < CONTRADICTION && !self.is_frame()
    }

    /// Whether the two are copies of one text, cut or edited as may be.
    ///
    /// A form filled in with other figures and names is no copy, however many words it shares. Otherwise most
    /// of the shorter one must stand in the longer one, near its top; or about half of it, if the two
    /// begin together or share passages all over, so that it is not one block of background below two different
    /// stories.
    pub fn is_copy(&self) -> bool {
        let Self { shorter, longer, contradicted } = self;
        let top = longer.words_before <= 60 || longer.first <= 0.25;
        if *contradicted >= CONTRADICTION {
            false
        } else if shorter.share >= MOST {
            top || (shorter.share >= 0.85 && longer.share >= 0.35)
        } else {
            let together = top && shorter.first <= 0.25 && shorter.share >= 0.45;
            let wide = |shared: &Shared| shared.first <= 0.35 && shared.last - shared.first >= 0.5;
            let all_over = shorter.passages >= 3 && wide(shorter) && wide(longer);
            shorter.share >= HALF && (together || all_over) && !self.is_frame()
        }
    }

    /// Whether what is shared stands around two different texts, as what a site puts around its articles does.
    fn is_frame(&self) -> bool {
        let framed = |shared: &Shared| shared.widest_gap >= 0.7 * (1.0 - shared.share);
        self.shorter.share < MOST && framed(&self.shorter) && framed(&self.longer)
    }
}

impl Shared {
    fn of(covered: &[bool]) -> Self {
        let passages = passages(covered);
        let (Some(first), Some(last)) = (passages.first(), passages.last()) else { return Self::default() };
        let count = covered.iter().filter(|covered| **covered).count();
        let ends = passages.iter().map(|passage| passage.1);
        let gap = passages.iter().skip(1).zip(ends).map(|(next, end)| next.0 - end).max();
        let part = |words: usize| ratio(words, covered.len());
        Self {
            share: part(count),
            first: part(first.0),
            last: part(last.1),
            passages: passages.len(),
            widest_gap: part(gap.unwrap_or(0)),
            words_before: first.0,
        }
    }
}

/// Beginnings and ends of the passages.
fn passages(covered: &[bool]) -> Vec<(usize, usize)> {
    let mut passages: Vec<(usize, usize, usize)> = Vec::new();
    for place in covered.iter().enumerate().filter_map(|(place, covered)| covered.then_some(place)) {
        match passages.last_mut() {
            Some((_, end, count)) if place <= *end + GAP => (*end, *count) = (place + 1, *count + 1),
            _ => passages.push((place, place + 1, 1)),
        }
    }
    let long = passages.into_iter().filter(|(_, _, count)| *count >= PASSAGE);
    long.map(|(start, end, _)| (start, end)).collect()
}

/// Which words of a text, given as their number and its runs, stand in runs that the other one has, too.
fn covered((words, runs): (usize, &[Run]), other: &[Run], length: usize) -> Vec<bool> {
    let mut covered = vec![false; words];
    let mut theirs = other.iter().peekable();
    for (number, place) in runs {
        while theirs.next_if(|(other, _)| other < number).is_some() {}
        let stands = theirs.peek().is_some_and(|(other, _)| other == number);
        let first = usize::try_from(*place).ok().and_then(|place| covered.get_mut(place));
        if let Some(first) = first.filter(|_| stands) {
            *first = true;
        }
    }
    // So far the first word of each such run is marked; the others follow.
    let mut left = 0;
    for covered in &mut covered {
        left = if *covered { length } else { left };
        *covered = left > 0;
        left = left.saturating_sub(1);
    }
    covered
}

/// The share of figures and names that differ where the words around them are the same; `covered` are the words of
/// the shorter text that the longer one has, too.
fn contradicted(shorter: &Frames, longer: &Frames, covered: &[bool]) -> f32 {
    let standing = self::covered((shorter.length, &shorter.runs), &longer.runs, FRAME);
    let is = |places: &[bool], place: u32| {
        usize::try_from(place).ok().and_then(|place| places.get(place).copied()).unwrap_or(false)
    };
    let facts = shorter.facts.iter().filter(|(frame, _)| is(&standing, *frame));
    let same: Vec<bool> = facts.map(|(_, word)| is(covered, *word)).collect();
    let different = same.iter().filter(|same| !**same).count();
    if different < 2 { 0.0 } else { ratio(different, same.len()) }
}

fn ratio(part: usize, whole: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "words of one article are far fewer than 2^24")]
    let ratio = part as f32 / whole.max(1) as f32;
    ratio
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::samples::{article, sentences};

    fn overlap(one: &str, other: &str) -> Overlap {
        let runs = |text: &str| Runs::of(&Wording::of(&article(text)));
        let shared = Overlap::of(&runs(one), &runs(other));
        assert_eq!(shared, Overlap::of(&runs(other), &runs(one)), "which is given first does not matter");
        shared
    }

    /// Asserts whether two texts made of numbered sentences are copies.
    fn check(one: &[u32], other: &[u32], expected: bool) {
        let shared = overlap(&sentences(one), &sentences(other));
        assert_eq!(shared.is_copy(), expected, "{one:?} and {other:?}: {shared:?}");
    }

    #[test]
    fn cut_and_edited_texts_are_copies() {
        let whole: Vec<u32> = (0..16).collect();
        check(&whole, &whole, true);
        check(&whole, &whole[..5], true);
        check(&whole, &[100, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], true);
        check(&whole, &[3, 0, 1, 2, 5, 4, 6, 8, 7, 9, 10, 12, 11, 13, 15, 14], true);
        check(&whole, &[100, 0, 1, 2, 3, 4, 101], true);
        check(&whole, &[0, 100, 2, 101, 102, 5, 6, 103, 8, 104, 105, 11, 106, 13, 14, 107], true);
    }

    #[test]
    fn background_shared_by_two_stories_makes_no_copy() {
        check(&[0, 1, 2, 3, 90, 91, 92], &[10, 11, 12, 90, 91, 92], false);
        check(&[0, 1, 2, 3, 4, 5, 90, 91, 92], &[10, 90, 91, 92], false);
        check(&[90, 0, 1, 2, 3, 91], &[90, 10, 11, 12, 13, 14, 91], false);
        check(&[0, 1, 2], &[10, 11, 12], false);
        check(&[], &[], false);
        check(&[1], &[], false);
    }

    #[test]
    fn an_update_below_a_new_top_is_no_copy() {
        let before: Vec<u32> = (0..12).collect();
        check(&before, &[100, 101, 102, 103, 6, 7, 8, 9, 10, 11], false);
    }

    #[test]
    fn one_form_with_other_figures_is_no_copy() {
        let report = |depth: &str, place: &str, day: &str, miles: &str| {
            format!(
                "A strong earthquake was felt {miles} miles north of {place} on the morning of {day}, the institute \
                 of seismology said. It had a depth of {depth} kilometres below the bed of the sea. There were no \
                 reports of damage or of people being hurt. This report was made by a machine from figures that are \
                 published within minutes, and may be corrected as more stations report."
            )
        };
        let (one, other) = (report("12", "Ellmouth", "Monday", "40"), report("31", "Torvik", "Friday", "15"));
        let shared = overlap(&one, &other);
        assert!(shared.shorter.share > MOST && shared.contradicted > 0.7, "{shared:?}");
        assert!(!shared.is_copy());
        assert!(
            overlap(&one, &report("12", "Ellmouth", "Monday", "41")).is_copy(),
            "one figure was corrected"
        );
    }

    #[test]
    fn spelling_and_setting_make_no_difference() {
        let british =
            "The defence ministry’s programme – “a labour of honour” – will travel to 1,200 centres.";
        let american = "The Defense Ministry's program - \"a labor of honor\" - will travel to 1200 centers.";
        assert!(overlap(british, american).is_copy());
    }
}
