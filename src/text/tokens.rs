//! A text as its words in order: what is compared when two texts are held against each other.

use std::borrow::Cow;
use std::ops::Range;

use super::fold::fold;

/// The scripts from here on are written without spaces: each character stands for a word.
const FIRST_UNSPACED: char = '\u{2e80}';

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// The word as written, initials without their points and numbers without commas: `US`, `1200`.
    pub text: Cow<'a, str>,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// What it is, as far as its letters tell.
    pub kind: TokenKind,
    /// It is the first word of a sentence, where a capital letter says nothing.
    pub opens_sentence: bool,
}

impl Token<'_> {
    /// The word as it is compared: accents and capitals off.
    pub fn folded(&self) -> Cow<'_, str> {
        fold(&self.text)
    }

    /// Whether a point behind it belongs to it: `J.`, `U.S.`.
    fn is_initial(&self) -> bool {
        let letters = self.text.chars().count();
        self.kind == TokenKind::Capitalised && (letters == 1 || letters < self.range.len())
    }
}

/// What a word is, as far as its letters tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word without a capital letter at its beginning.
    Plain,
    /// A word that begins with a capital letter.
    Capitalised,
    /// It has a digit.
    Figure,
}

/// The words of a text in order. Punctuation parts them, but for the points of initials and those within
/// numbers; what stands behind an apostrophe is a word of its own.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 6);
    let mut opens_sentence = true;
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if letter.is_alphanumeric() {
            let token = token(text, at..end_of_word(text, at), opens_sentence);
            at = token.range.end;
            if token.is_initial() && text.get(at..).is_some_and(|rest| rest.starts_with('.')) {
                at += 1;
            }
            tokens.push(token);
            opens_sentence = false;
        } else {
            opens_sentence |= ends_sentence(letter);
            at += letter.len_utf8();
        }
    }
    tokens
}

/// Marks after which a sentence begins. Quotes are among them, as what is quoted begins with a capital letter.
fn ends_sentence(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…' | ':' | '"' | '“' | '”' | '‘' | '\n' | '•' | '。' | '！' | '？')
}

fn token(text: &str, range: Range<usize>, opens_sentence: bool) -> Token<'_> {
    let written = text.get(range.clone()).unwrap_or_default();
    let kind = if written.contains(char::is_numeric) {
        TokenKind::Figure
    } else if written.starts_with(char::is_uppercase) {
        TokenKind::Capitalised
    } else {
        TokenKind::Plain
    };
    let dropped = if kind == TokenKind::Figure { ',' } else { '.' };
    let text = if written.contains(dropped) {
        Cow::Owned(written.replace(dropped, ""))
    } else {
        Cow::Borrowed(written)
    };
    Token { text, range, kind, opens_sentence }
}

/// Where the word that begins here ends.
fn end_of_word(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let first = rest.chars().next().map_or(0, char::len_utf8);
    if rest.starts_with(|letter| letter >= FIRST_UNSPACED) {
        return start + first;
    }
    let mut letters = rest.char_indices().peekable();
    let mut word = Word::default();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        if !(letter.is_alphanumeric() && letter < FIRST_UNSPACED || word.is_joined_by(letter, next)) {
            return start + at;
        }
        word.take(letter);
    }
    text.len()
}

/// What a word so far looks like.
#[derive(Debug, Default)]
struct Word {
    digits_only: bool,
    run: usize,
    initials: bool,
    last: Option<char>,
}

impl Word {
    fn take(&mut self, letter: char) {
        if self.last.is_none() {
            (self.digits_only, self.initials) = (true, true);
        }
        self.last = Some(letter);
        if letter == '.' || letter == ',' {
            self.run = 0;
            return;
        }
        self.run += 1;
        self.digits_only &= letter.is_numeric();
        self.initials &= letter.is_uppercase() && self.run == 1;
    }

    /// Whether a point or comma stands within the word: `1,200`, `4.6`, `U.S`.
    fn is_joined_by(&self, mark: char, next: Option<char>) -> bool {
        let figure = self.digits_only && matches!(mark, '.' | ',') && next.is_some_and(char::is_numeric);
        let initial = self.initials && mark == '.' && next.is_some_and(char::is_uppercase);
        figure || initial
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).iter().map(|token| token.text.to_string()).collect()
    }

    #[test]
    fn words_are_parted_by_everything_but_letters_and_digits() {
        for (text, expected) in [
            ("The mayor’s high-end plan, he said.", "The mayor s high end plan he said"),
            ("about 1,200 of 4.6 million (30%)", "about 1200 of 4.6 million 30"),
            ("the U.S. and U.K. envoys met J. Doe", "the US and UK envoys met J Doe"),
            ("It ended. A second one began", "It ended A second one began"),
            ("at 2.30pm on 3.4.2020, 10", "at 2.30pm on 3.4.2020 10"),
            ("北京 met", "北 京 met"),
            ("", ""),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn words_know_where_they_stand_and_what_they_are() {
        let text = "Talks in Oslo fail. Envoys of J. Doe left on 3 May";
        let all = tokens(text);
        assert!(all.iter().all(|token| text.get(token.range.clone()) == Some(&*token.text)));
        let opening: Vec<_> =
            all.iter().filter(|token| token.opens_sentence).map(|token| &*token.text).collect();
        assert_eq!(opening, ["Talks", "Envoys"]);
        let figures: Vec<_> =
            all.iter().filter(|token| token.kind == TokenKind::Figure).map(|token| &*token.text).collect();
        assert_eq!(figures, ["3"]);
        assert_eq!(all.iter().filter(|token| token.kind == TokenKind::Capitalised).count(), 6);
    }
}
