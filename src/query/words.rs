//! A wanted word or phrase, and how well it fits a text: whole words before beginnings before parts of words.

use std::ops::Range;

use super::lexer::Typed;
use super::typo::{self, Letters};
use crate::text::{self, Fit, is_unspaced};

/// The first character of the scripts written without spaces, whose words cannot be told apart.
const FIRST_UNSPACED: char = '\u{2e80}';

/// From how many letters on a word is looked for within others: fewer stand in nearly every text.
const FEWEST_LETTERS: usize = 3;

/// A word or phrase as it is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    typed: Typed,
    /// Folded words in order; several where the typed text has punctuation within. Never empty.
    words: Vec<String>,
    /// The letters of the first word.
    letters: Letters,
}

/// How deep a text is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Whole words and beginnings.
    Words,
    /// Parts of words, too.
    Parts,
}

impl Wanted {
    /// What to look for; nothing where the text has no letter and no digit.
    pub(super) fn new(typed: Typed) -> Option<Self> {
        let words: Vec<String> = text::words(&text::fold(&typed.text)).map(str::to_owned).collect();
        let letters = Letters::of(words.first()?);
        Some(Self { typed, words, letters })
    }

    /// As it was typed.
    pub(super) fn typed(&self) -> &Typed {
        &self.typed
    }

    /// The folded words in order.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether it may fit so somewhere: what stands in quotation marks only as it is, and of a phrase only the last
    /// word's beginning may do for the word. Where a script parts no words, any letters that are printed do for one.
    pub(super) fn may(&self, fit: Fit, depth: Depth) -> bool {
        self.fits(fit, Cut::Free, depth)
    }

    /// Whether it is found where it fits so.
    fn fits(&self, fit: Fit, cut: Cut, depth: Depth) -> bool {
        match (fit, self.words.as_slice()) {
            (Fit::Whole, _) => true,
            (Fit::Prefix, _) => !self.typed.quoted || cut == Cut::Free,
            (Fit::Part, [word]) if !self.typed.quoted => {
                let long = word.chars().nth(FEWEST_LETTERS - 1).is_some();
                (depth == Depth::Parts && long) || self.is_unspaced()
            }
            (Fit::Part, _) => cut == Cut::Free,
        }
    }

    /// Whether a word of a text has its first word as its end and more before that, parted from it by the script alone.
    pub(super) fn begins_within(&self, word: &str) -> bool {
        let first = self.words.first().map_or("", String::as_str);
        let before = word.strip_suffix(first).filter(|before| !before.is_empty());
        before.is_some_and(|before| is_free(before, first))
    }

    /// Whether a word of a text begins with its last word and goes on, parted from that by the script alone.
    pub(super) fn ends_within(&self, word: &str) -> bool {
        let last = self.words.last().map_or("", String::as_str);
        let behind = word.strip_prefix(last).filter(|behind| !behind.is_empty());
        behind.is_some_and(|behind| is_free(last, behind))
    }

    /// Whether a word is of a script written without spaces.
    fn is_unspaced(&self) -> bool {
        let unspaced = |letter: char| letter >= FIRST_UNSPACED || is_unspaced(letter);
        self.words.iter().any(|word| word.starts_with(unspaced))
    }

    /// Whether it stands in a text that is not folded yet.
    pub(super) fn is_in(&self, text: &str, depth: Depth) -> bool {
        self.best_fit(&text::fold(text), depth).is_some()
    }

    /// The best fit in a folded text.
    pub(super) fn best_fit(&self, folded: &str, depth: Depth) -> Option<Fit> {
        let mut best = None;
        for (fit, cut, _) in self.occurrences(folded) {
            if fit == Fit::Whole {
                return Some(fit);
            }
            if self.fits(fit, cut, depth) {
                best = best.max(Some(fit));
            }
        }
        best
    }

    /// The bytes of every occurrence in a folded text: parts of words only where no word begins with it.
    pub(super) fn places(&self, folded: &str, depth: Depth) -> Vec<Range<usize>> {
        let found = self.occurrences(folded).filter(|(fit, cut, _)| self.fits(*fit, *cut, depth));
        let found: Vec<(Fit, Cut, Range<usize>)> = found.collect();
        let words = found.iter().any(|(fit, ..)| *fit > Fit::Part);
        let shown = found.into_iter().filter(|(fit, cut, _)| !words || *fit > Fit::Part || *cut == Cut::Free);
        shown.map(|(.., place)| place).collect()
    }

    /// Whether a folded word is like the wanted one: a mistake or two, or letters left out.
    ///
    /// `gapped` tells whether letters left out are forgiven.
    pub(super) fn resembles(&self, word: &str, gapped: impl Fn(&str, &str) -> bool) -> bool {
        let [wanted] = self.words.as_slice() else { return false };
        let limit = typo::tolerated(self.letters.count);
        if self.typed.quoted || limit == 0 {
            return false;
        }
        // Most words are told from the wanted one by their letters alone.
        let letters = Letters::of(word);
        let alike =
            || self.letters.least_distance(letters) <= limit && typo::distance(wanted, word, limit).is_some();
        let stretched = || {
            let may = letters.count <= 2 * self.letters.count && letters.may_hold(self.letters);
            may && has_in_order(word, wanted) && gapped(word, wanted)
        };
        alike() || stretched()
    }

    fn occurrences<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = (Fit, Cut, Range<usize>)> + 'a {
        let (first, rest) =
            self.words.split_first().map_or(("", [].as_slice()), |(first, rest)| (first.as_str(), rest));
        folded.match_indices(first).filter_map(move |(start, _)| {
            let before = folded.get(..start)?;
            let begins = !before.ends_with(char::is_alphanumeric);
            let (ends, end) = following(folded, start + first.len(), rest)?;
            let (found, behind) = (folded.get(start..end)?, folded.get(end..)?);
            let free = (begins || is_free(before, found)) && (ends || is_free(found, behind));
            let cut = if free { Cut::Free } else { Cut::Within };
            let fit = match (begins, ends) {
                (true, true) => Fit::Whole,
                (true, false) => Fit::Prefix,
                (false, _) => Fit::Part,
            };
            self.fits(fit, cut, Depth::Parts).then_some((fit, cut, start..end))
        })
    }
}

/// Whether what was found begins and ends where a word may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// It does: beside white space, punctuation, or a letter of a script that parts no words.
    Free,
    /// It begins or ends within a word.
    Within,
}

/// Whether a word may end between two letters, as one of them is of a script that parts no words.
fn is_free(before: &str, behind: &str) -> bool {
    before.ends_with(is_unspaced) || behind.starts_with(is_unspaced)
}

/// Where the words of a phrase end that go on from a place, and whether the last one is whole there.
fn following(folded: &str, mut at: usize, rest: &[String]) -> Option<(bool, usize)> {
    let whole_at = |at: usize| Some(!folded.get(at..)?.starts_with(char::is_alphanumeric));
    for word in rest {
        if !whole_at(at)? {
            return None;
        }
        let tail = folded.get(at..)?;
        let next = tail.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        next.strip_prefix(word.as_str())?;
        at += tail.len() - next.len() + word.len();
    }
    Some((whole_at(at)?, at))
}

fn has_in_order(word: &str, wanted: &str) -> bool {
    let mut letters = word.chars();
    wanted.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

/// A text folded letter by letter, which remembers where each byte came from.
pub(super) struct Traced {
    /// The folded text.
    pub(super) folded: String,
    /// For each byte of it, the bytes of the letter it came from.
    origins: Vec<Range<usize>>,
}

impl Traced {
    /// Folds a text.
    pub(super) fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut origins = Vec::with_capacity(text.len());
        let mut buffer = [0_u8; 4];
        for (start, letter) in text.char_indices() {
            folded.push_str(&text::fold(letter.encode_utf8(&mut buffer)));
            origins.resize(folded.len(), start..start + letter.len_utf8());
        }
        Self { folded, origins }
    }

    /// The bytes of the original text under some of the folded one, with the marks on its last letter.
    pub(super) fn origin(&self, place: &Range<usize>, text: &str) -> Option<Range<usize>> {
        let start = self.origins.get(place.start)?.start;
        let end = self.origins.get(place.end.checked_sub(1)?)?.end;
        let next = self.origins.get(place.end).map_or(text.len(), |origin| origin.start);
        // Letters that fold to nothing are marks; white space and punctuation never do.
        Some(start..end.max(next))
    }
}

/// Puts ranges in order and joins those that touch or overlap.
pub(super) fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(text: &str) -> Wanted {
        let quoted = text.starts_with('"');
        let text = text.trim_matches('"').to_owned();
        Wanted::new(Typed { text, quoted }).unwrap_or_else(|| panic!("no words"))
    }

    #[test]
    fn whole_words_come_before_beginnings_before_parts() {
        let probes = [
            ("niger", "coup in niger", Some(Fit::Whole)),
            ("niger", "nigeria raises prices", Some(Fit::Prefix)),
            ("niger", "nigeria and niger", Some(Fit::Whole)),
            ("geria", "nigeria", Some(Fit::Part)),
            ("niger", "niger's junta", Some(Fit::Whole)),
            ("covid-19", "the covid 19 wave", Some(Fit::Whole)),
            ("covid-1", "the covid-19 wave", Some(Fit::Prefix)),
            ("ovid-19", "the covid-19 wave", None),
            ("u.s.", "the u.s. army", Some(Fit::Whole)),
            ("\"gas price\"", "a gas price cap", Some(Fit::Whole)),
            ("\"gas price\"", "gas prices", None),
            ("\"gas price\"", "gas and price", None),
            ("\"niger\"", "nigeria", None),
            ("東京", "今日の東京は", Some(Fit::Part)),
            ("\"日本の首相\"", "日本の首相が訪問", Some(Fit::Prefix)),
            ("\"首相\"", "日本の首相が訪問", Some(Fit::Part)),
            ("\"首相\"", "日本の首相", Some(Fit::Part)),
            ("\"首相、訪問\"", "日本の首相、訪問した", Some(Fit::Part)),
            ("首相、訪問", "日本の首相、訪問した", Some(Fit::Part)),
            ("\"首相、訪問\"", "首相が訪問", None),
            ("\"nato\"", "北约nato会议", Some(Fit::Part)),
            ("\"nato会议\"", "北约nato会议", Some(Fit::Part)),
            ("\"nat\"", "北约nato会议", None),
            ("\"ナト\"", "ナトー", Some(Fit::Prefix)),
            ("\"รัฐมนตรี\"", "นายกรัฐมนตรีเยือนลาว", Some(Fit::Part)),
            ("\"한국\"", "한국어", None),
        ];
        for (typed, folded, expected) in probes {
            assert_eq!(wanted(typed).best_fit(folded, Depth::Parts), expected, "{typed} in {folded}");
        }
        assert_eq!(wanted("geria").best_fit("nigeria", Depth::Words), None);
        assert_eq!(wanted("東京").best_fit("今日の東京は", Depth::Words), Some(Fit::Part));
    }

    #[test]
    fn punctuation_alone_is_nothing_to_look_for() {
        for text in ["&", "…", "\"", "--"] {
            assert_eq!(Wanted::new(Typed { text: text.to_owned(), quoted: false }), None);
        }
    }

    #[test]
    fn resemblance_is_a_mistake_or_two() {
        let gapped = |_: &str, _: &str| true;
        let probes = [
            ("ukrane", "ukraine", true),
            ("parlament", "parliament", true),
            ("iran", "iraq", true),
            ("war", "wars", false),
            ("niger", "energy", false),
            ("prlmnt", "parliament", true),
            ("iron", "environmental", false),
            ("\"ukrane\"", "ukraine", false),
        ];
        for (typed, word, expected) in probes {
            assert_eq!(wanted(typed).resembles(word, gapped), expected, "{typed} {word}");
        }
    }

    #[test]
    fn touching_ranges_become_one() {
        assert_eq!(merged(vec![4..6, 0..2, 2..3, 5..9]), [0..3, 4..9]);
    }
}
