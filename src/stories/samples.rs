//! Hand-made articles for the tests of stories.

use crate::article::Article;

/// An article of one paragraph without a headline.
pub(super) fn article(body: &str) -> Article {
    Article::plain("", [body])
}

/// Sentences of sixteen words each, which share no word unless their numbers are the same.
pub(super) fn sentences(numbers: &[u32]) -> String {
    let letters = |number: u32| {
        number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect::<String>()
    };
    let word = |number: u32, place: u8| format!("{}x{}", letters(number), char::from(b'a' + place));
    let sentence = |number: &u32| (0..16).map(|place| word(*number, place)).collect::<Vec<_>>().join(" ");
    numbers.iter().map(sentence).collect::<Vec<_>>().join(". ")
}
