//! The words, numbers and marks of a short line, as the forms of dates need them.

/// A run of letters, a run of digits, or one other character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    /// As printed.
    pub(super) text: &'a str,
    /// The byte it begins at.
    pub(super) start: usize,
}

impl Token<'_> {
    /// Whether it is that word in any case.
    pub(super) fn is(&self, text: &str) -> bool {
        self.text.eq_ignore_ascii_case(text)
    }

    /// Whether it is one of those words in any case.
    pub(super) fn is_any(&self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.is(text))
    }

    /// Its value, where it is a number.
    pub(super) fn number(&self) -> Option<u16> {
        self.text.parse().ok().filter(|_| self.text.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

/// Whether a character is a letter, and whether it is a digit. Tokens of either are as long as can be.
pub(super) fn class(letter: char) -> (bool, bool) {
    (letter.is_alphabetic(), letter.is_ascii_digit())
}

/// The tokens of a text, white space left out.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut previous = (false, false);
    for (at, letter) in text.char_indices() {
        let now = class(letter);
        let joins = now != (false, false) && now == previous;
        previous = now;
        if letter.is_whitespace() {
            continue;
        }
        match tokens.last_mut().filter(|_| joins) {
            Some(last) => last.text = text.get(last.start..at + letter.len_utf8()).unwrap_or(last.text),
            None => tokens
                .push(Token { text: text.get(at..at + letter.len_utf8()).unwrap_or_default(), start: at }),
        }
    }
    tokens
}
