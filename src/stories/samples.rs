//! Hand-made articles for the tests of stories.

use std::path::PathBuf;

use crate::article::{
    Article, ArticleId, Attribution, Block, BlockKind, Dates, Headline, HeadlineOrigin, Lines, Source,
};
use crate::text::SafeText;

/// An article of one paragraph without a headline.
pub(super) fn article(body: &str) -> Article {
    let lines = Lines::one(1);
    Article {
        id: ArticleId::of_body([body]),
        headline: Headline { text: SafeText::default(), origin: HeadlineOrigin::Derived, lines: None },
        kicker: None,
        dates: Dates::default(),
        attribution: Attribution::default(),
        url: None,
        language: None,
        source: Source { path: PathBuf::new(), lines },
        captions: Vec::new(),
        standfirst: Vec::new(),
        body: vec![Block { kind: BlockKind::Paragraph, text: SafeText::body(body), lines }],
        removed: Vec::new(),
    }
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
