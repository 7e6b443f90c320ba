//! A paragraph as its sentences.

use std::ops::Range;

/// Words before a point that does not end a sentence, in lower case, beside initials.
const ABBREVIATIONS: [&str; 38] = [
    "mr", "mrs", "ms", "dr", "st", "prof", "rev", "gen", "lt", "col", "sgt", "capt", "cmdr", "adm", "maj",
    "sen", "rep", "gov", "pres", "hon", "jr", "sr", "vs", "etc", "no", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sept", "oct", "nov", "dec", "approx", "fig",
];

/// Marks that may stand between the end of a sentence and the space behind it.
const CLOSING: [char; 11] = ['"', '”', '’', '\'', '»', ')', ']', '」', '』', '）', '》'];

/// Where the sentences of a paragraph stand, in bytes, without the white space between them. Every other character
/// of the paragraph is in exactly one of them.
pub fn sentences(paragraph: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in paragraph.char_indices() {
        if at < start {
            continue;
        }
        let end = at + mark.len_utf8();
        if let Some(next) = ends_at(paragraph, end, mark) {
            push_trimmed(paragraph, start..next, &mut sentences);
            start = next;
        }
    }
    push_trimmed(paragraph, start..paragraph.len(), &mut sentences);
    sentences
}

/// Where the next sentence begins, if one ends with the mark before `end`.
fn ends_at(paragraph: &str, end: usize, mark: char) -> Option<usize> {
    let behind = paragraph.get(end..).unwrap_or_default();
    if matches!(mark, '。' | '！' | '？') {
        return Some(paragraph.len() - behind.trim_start_matches(CLOSING).len());
    }
    if !matches!(mark, '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '॥' | '။' | '។') {
        return None;
    }
    let closed = behind.trim_start_matches(CLOSING);
    let next = closed.trim_start();
    let parted = next.len() < closed.len();
    let begins =
        next.starts_with(|letter: char| !letter.is_lowercase() && !matches!(letter, ',' | ';' | '.'));
    if !parted || !begins {
        return None;
    }
    let before = paragraph.get(..end).unwrap_or_default().trim_end_matches('.');
    let abbreviated = mark == '.' && closed.len() == behind.len() && is_abbreviation(before);
    (!abbreviated).then(|| paragraph.len() - next.len())
}

/// Whether the last word of a text is an initial or an abbreviation.
fn is_abbreviation(before: &str) -> bool {
    let start = before
        .rfind(|letter: char| letter.is_whitespace() || matches!(letter, '(' | '"' | '“'))
        .map_or(0, |at| at + 1);
    let word = before.get(start..).unwrap_or_default();
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    initial || ABBREVIATIONS.contains(&&*word.to_lowercase())
}

fn push_trimmed(paragraph: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let text = paragraph.get(range.clone()).unwrap_or_default();
    let trimmed = text.trim();
    if !trimmed.is_empty() {
        let start = range.start + (text.len() - text.trim_start().len());
        sentences.push(start..start + trimmed.len());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        for (paragraph, expected) in [
            ("It rained. Nobody came.", "It rained.|Nobody came."),
            ("“It rained.” Nobody came!", "“It rained.”|Nobody came!"),
            ("Mr. Doe met J. K. Roe at 4.5 p.m. on Monday.", "Mr. Doe met J. K. Roe at 4.5 p.m. on Monday."),
            ("Why? Because… nobody knows. 12 came.", "Why?|Because… nobody knows.|12 came."),
            ("No end", "No end"),
            ("下雨了。没人来。", "下雨了。|没人来。"),
            ("  ", ""),
        ] {
            let cut: Vec<_> = sentences(paragraph).into_iter().map(|range| &paragraph[range]).collect();
            assert_eq!(cut.join("|"), expected, "{paragraph}");
        }
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(paragraph in "[A-Za-z.!?…” \n。]{0,60}|\\PC{0,40}") {
            let whole: String = sentences(&paragraph).into_iter().map(|range| paragraph[range].to_owned()).collect();
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&whole), letters(&paragraph));
        }
    }
}
