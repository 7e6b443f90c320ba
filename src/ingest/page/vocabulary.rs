//! The longer words of a text, by which a paragraph is told to belong to an article or to take up a headline.

use std::collections::HashSet;

use crate::text;

/// The words of at least so many letters, folded.
pub(super) fn long_words(text: &str, letters: usize) -> HashSet<String> {
    let folded = text::fold(text);
    let words = folded.split(|letter: char| !letter.is_alphabetic());
    words.filter(|word| word.chars().count() >= letters).map(str::to_owned).collect()
}

/// How many in a hundred of a headline's words a paragraph takes up, as its lede does; 0 where it is only one.
pub(super) fn taken_up(title: &str, paragraph: &str) -> usize {
    let words = long_words(title, 4);
    let shared = long_words(paragraph, 4).intersection(&words).count();
    if shared < 2 { 0 } else { shared * 100 / words.len().max(1) }
}
