//! Small closed sets of names and words, compared with a text from its end and without regard to the case of
//! English letters.

/// Names by their last letter: a text is compared with those few that end as it does.
#[derive(Debug)]
pub(super) struct Names([Vec<&'static str>; 26]);

impl Names {
    /// Sorts the names; meant for a static table. Each ends in an English letter.
    pub(super) fn of(lists: &[&[&'static str]]) -> Self {
        let names = || lists.iter().copied().flatten().copied();
        Self(std::array::from_fn(|letter| {
            names().filter(|name| name.bytes().last().and_then(place) == Some(letter)).collect()
        }))
    }

    /// Whether the text is one of the names.
    pub(super) fn hold(&self, text: &str) -> bool {
        self.near(text).iter().any(|known| known.eq_ignore_ascii_case(text))
    }

    /// Whether the text ends in the letters of one of the names.
    pub(super) fn end(&self, text: &str) -> bool {
        self.near(text).iter().any(|known| {
            let start = text.len().checked_sub(known.len());
            let end = start.and_then(|start| text.as_bytes().get(start..));
            end.is_some_and(|end| end.eq_ignore_ascii_case(known.as_bytes()))
        })
    }

    /// The names that end in the same letter as the text.
    fn near(&self, text: &str) -> &[&'static str] {
        text.bytes().last().and_then(place).and_then(|letter| self.0.get(letter)).map_or(&[], Vec::as_slice)
    }
}

/// The place of an English letter in the alphabet.
fn place(letter: u8) -> Option<usize> {
    letter.is_ascii_alphabetic().then(|| usize::from(letter.to_ascii_lowercase() - b'a'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_whole_and_at_the_end_of_a_text() {
        let names = Names::of(&[&["reuters", "thomson reuters"], &["afp"]]);
        assert!(names.hold("Reuters") && names.hold("AFP") && !names.hold("via AFP") && !names.hold(""));
        assert!(names.end("via AFP") && names.end("THOMSON REUTERS") && !names.end("AFP said"));
    }
}
