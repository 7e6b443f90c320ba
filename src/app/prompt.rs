//! One line of text being typed, in the filter, a picker or a search.

use unicode_segmentation::UnicodeSegmentation;

use super::key::{Key, KeyCode};

/// Longest text a field takes, in bytes: a query is a line, and a paste gone astray is not.
const LONGEST: usize = 1_000;

/// A text being typed with the cursor at its end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prompt {
    text: String,
}

/// What a key meant to a text field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The text changed.
    Changed,
    /// Move to the previous entry.
    Up,
    /// Move to the next entry.
    Down,
    /// Complete what stands there.
    Complete,
    /// Take it.
    Taken,
    /// Leave without it.
    Left,
    /// Nothing to a text field.
    Nothing,
}

impl Prompt {
    /// A field that already holds a text.
    pub fn with(text: &str) -> Self {
        Self { text: text.to_owned() }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes a key and says what it meant.
    pub fn press(&mut self, key: Key) -> Typed {
        match (key.code, key.control) {
            (KeyCode::Enter, _) => Typed::Taken,
            (KeyCode::Esc, _) => Typed::Left,
            (KeyCode::Tab, _) => Typed::Complete,
            (KeyCode::Up, _) | (KeyCode::Char('p'), true) => Typed::Up,
            (KeyCode::Down, _) | (KeyCode::Char('n'), true) => Typed::Down,
            (KeyCode::Backspace, _) | (KeyCode::Char('h'), true) => self.drop_from(last_grapheme),
            (KeyCode::Char('w'), true) => self.drop_from(last_word),
            (KeyCode::Char('u'), true) => self.drop_from(|_| 0),
            (KeyCode::Char(letter), false) if !key.alt => self.type_letter(letter),
            _ => Typed::Nothing,
        }
    }

    /// Puts a text in place of the last word, followed by a space.
    pub fn replace_last_word(&mut self, word: &str) {
        let end = self.text.len();
        let start = self.text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        self.text.replace_range(start..end, word);
        self.text.push(' ');
    }

    fn type_letter(&mut self, letter: char) -> Typed {
        if letter.is_control() || self.text.len() >= LONGEST {
            return Typed::Nothing;
        }
        self.text.push(letter);
        Typed::Changed
    }

    fn drop_from(&mut self, place: impl Fn(&str) -> usize) -> Typed {
        if self.text.is_empty() {
            return Typed::Nothing;
        }
        self.text.truncate(place(&self.text));
        Typed::Changed
    }
}

fn last_grapheme(text: &str) -> usize {
    text.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
}

fn last_word(text: &str) -> usize {
    text.trim_end().rfind(char::is_whitespace).map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> Prompt {
        let mut prompt = Prompt::default();
        for key in keys.split(' ') {
            prompt.press(key.parse().expect("a key"));
        }
        prompt
    }

    #[test]
    fn letters_words_and_everything_are_taken_back() {
        assert_eq!(typed("w a r Space i n Backspace").text(), "war i");
        assert_eq!(typed("w a r Space i n ^W").text(), "war ");
        assert_eq!(typed("w a r Space i n Space ^W ^W").text(), "");
        assert_eq!(typed("w a r Space i n ^U").text(), "");
    }

    #[test]
    fn letters_that_are_actions_elsewhere_only_type_here() {
        assert_eq!(typed("q ? u Q").text(), "q?uQ");
    }

    #[test]
    fn completion_replaces_the_last_word_only() {
        let mut prompt = typed("w a r Space s a h");
        prompt.replace_last_word("region:sahel");
        assert_eq!(prompt.text(), "war region:sahel ");
    }
}
