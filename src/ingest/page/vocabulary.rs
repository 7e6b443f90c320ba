//! The longer words of a text, by which a paragraph is told to belong to an article or to take up a headline.

use std::collections::HashSet;

use crate::text;

/// The words of at least so many letters, folded. Of a run of letters that are written without spaces every pair is
/// one, as no mark tells where its words begin.
pub(super) fn long_words(text: &str, letters: usize) -> HashSet<String> {
    let folded = text::fold(text);
    let words = folded.split(|letter: char| !letter.is_alphabetic());
    let mut long = HashSet::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !word.is_ascii() && word.contains(text::is_unspaced) {
            let letters: Vec<char> = word.chars().collect();
            long.extend(letters.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else if word.chars().count() >= letters {
            long.insert(word.to_owned());
        }
    }
    long
}

/// How many in a hundred of a headline's words a paragraph takes up, as its lede does; 0 where it is only one.
pub(super) fn taken_up(title: &str, paragraph: &str) -> usize {
    let words = long_words(title, 4);
    let shared = long_words(paragraph, 4).intersection(&words).count();
    if shared < 2 { 0 } else { shared * 100 / words.len().max(1) }
}
