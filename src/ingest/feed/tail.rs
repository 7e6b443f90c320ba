//! What feeds hang on the texts of their entries: links to the rest, notes on where a post appeared, and whatever
//! else opens or closes many entries of one feed.

use std::collections::HashMap;

use crate::article::RemovedKind;
use crate::ingest::document::{Part, Told};
use crate::text::fold;

/// Blocks at either end of an entry that may be the feed's.
const REACH: usize = 3;

/// The fewest entries on which a block must stand to be the feed's; a third of them must have it.
const FEWEST: usize = 3;

/// The longest link to the rest, in characters.
const LONGEST_LINK: usize = 60;

/// The longest note on where a post appeared, in characters.
const LONGEST_NOTE: usize = 300;

const REST: Part = Part::Foreign(RemovedKind::Related, "link to the rest of the article");
const APPEARED: Part = Part::Foreign(RemovedKind::Boilerplate, "note on where the article appeared");
const REPEATED: Part = Part::Foreign(RemovedKind::Boilerplate, "stands on many entries of the feed");

/// Marks what belongs to the feed in the blocks of its entries.
pub(super) fn remove(entries: &mut [Vec<Told>]) {
    let repeated = repeated(entries);
    for blocks in entries.iter_mut() {
        let texts: Vec<usize> =
            (0..blocks.len()).filter(|place| blocks.get(*place).is_some_and(is_text)).collect();
        for (from_end, place) in texts.iter().rev().enumerate() {
            let near_end = from_end < REACH;
            let near = near_end || texts.iter().take(REACH).any(|near| near == place);
            let Some(block) = blocks.get_mut(*place) else { continue };
            if near && repeated.contains_key(&key(&block.text)) {
                block.part = REPEATED;
            } else if near_end && is_note(&block.text) {
                block.part = APPEARED;
            } else if near_end && is_link_to_rest(&block.text) {
                block.part = REST;
            }
        }
        cut_link_to_rest(blocks);
    }
}

fn is_text(block: &Told) -> bool {
    match block.part {
        Part::Paragraph | Part::Item | Part::Quote => true,
        Part::Heading | Part::Preformatted | Part::Caption | Part::Foreign(_, _) => false,
    }
}

fn key(text: &str) -> String {
    text.split_whitespace().map(|word| fold(word).into_owned()).collect::<Vec<_>>().join(" ")
}

/// Blocks near an end of many entries, by their keys.
fn repeated(entries: &[Vec<Told>]) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for blocks in entries {
        let texts: Vec<&Told> = blocks.iter().filter(|block| is_text(block)).collect();
        let ends = texts.iter().take(REACH).chain(texts.iter().rev().take(REACH));
        let mut keys: Vec<String> = ends.map(|block| key(&block.text)).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count >= FEWEST && *count * 3 >= entries.len());
    counts
}

/// `The post Harbour closes appeared first on Port Weekly.`
fn is_note(text: &str) -> bool {
    let plain = key(text);
    let begins =
        ["the post ", "the article ", "the entry ", "this article ", "this post ", "this story ", "source: "];
    let appeared = [
        "appeared first on",
        "first appeared on",
        "first appeared in",
        "appeared first in",
        "originally appeared on",
        "was originally published",
    ];
    text.chars().count() <= LONGEST_NOTE
        && begins.iter().any(|opening| plain.starts_with(opening))
        && appeared.iter().any(|words| plain.contains(words))
}

/// Words that open a link to the rest of an article.
const REST_OPENINGS: [&str; 14] = [
    "read more",
    "read the rest",
    "read the full",
    "read full",
    "read on",
    "continue reading",
    "keep reading",
    "click here to read",
    "view full",
    "full story",
    "full article",
    "more at",
    "read the article",
    "read the whole",
];

/// `Read more`, `Continue reading Harbour closes →`, `[…]`
fn is_link_to_rest(text: &str) -> bool {
    let plain = key(text.trim_matches(|c: char| !c.is_alphanumeric()));
    let dots = !text.is_empty() && text.chars().all(|c| matches!(c, '[' | ']' | '(' | ')' | '.' | '…' | ' '));
    let opens = REST_OPENINGS.iter().any(|opening| {
        plain.strip_prefix(opening).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    // `Continue reading` is followed by the whole headline, the others by a word or two.
    let limit = if plain.starts_with("continue reading") { LONGEST_NOTE } else { LONGEST_LINK };
    dots || plain == "more" || (opens && text.chars().count() <= limit && !text.ends_with('.'))
}

/// A link to the rest may stand in the last paragraph, behind its last sentence or the mark of a cut.
fn cut_link_to_rest(blocks: &mut Vec<Told>) {
    let Some(place) = blocks.iter().rposition(is_text) else { return };
    let Some(last) = blocks.get_mut(place) else { return };
    let ends = ['.', '…', '!', '?', ']', '”', '"'];
    let starts = last.text.char_indices().filter(|(_, letter)| ends.contains(letter));
    let cuts = starts.map(|(place, letter)| place + letter.len_utf8());
    let cut = cuts.filter(|cut| last.text.get(*cut..).is_some_and(|rest| is_link_to_rest(rest.trim()))).min();
    let Some(cut) = cut.filter(|cut| *cut > 1) else { return };
    let rest = last.text.split_off(cut);
    if rest.chars().any(char::is_alphanumeric) {
        let lines = last.lines;
        blocks.insert(place + 1, Told { part: REST, text: rest.trim().to_owned(), lines });
    } else {
        last.text.push_str(&rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Lines;

    fn paragraph(text: &str) -> Told {
        Told { part: Part::Paragraph, text: text.to_owned(), lines: Lines::one(1) }
    }

    /// The blocks that stay, and the reasons of those that go.
    fn removed(texts: &[&str]) -> (Vec<String>, usize) {
        let mut entries = vec![texts.iter().map(|text| paragraph(text)).collect::<Vec<_>>()];
        remove(&mut entries);
        let blocks = entries.pop().unwrap_or_default();
        let kept: Vec<String> =
            blocks.iter().filter(|block| is_text(block)).map(|block| block.text.clone()).collect();
        let gone = blocks.len() - kept.len();
        (kept, gone)
    }

    #[test]
    fn tails_go_and_sentences_stay() {
        let lede = "The harbour closed on Monday.";
        let tails = [
            "Read more",
            "Continue reading Harbour closes after storm →",
            "[…]",
            "The post Harbour closes appeared first on Port Weekly.",
            "Read the full story here »",
        ];
        for tail in tails {
            assert_eq!(removed(&[lede, tail]), (vec![lede.to_owned()], 1), "{tail}");
        }
        for sentence in
            ["Read more books, the minister told pupils on Monday.", "The post office was closed."]
        {
            assert_eq!(removed(&[lede, sentence]).1, 0, "{sentence}");
        }
    }

    #[test]
    fn a_link_to_the_rest_is_cut_off_the_last_paragraph() {
        let (kept, gone) = removed(&["The harbour closed on Monday… Continue reading"]);
        assert_eq!((kept, gone), (vec!["The harbour closed on Monday…".to_owned()], 1));
    }

    #[test]
    fn what_closes_many_entries_goes() {
        let mut entries: Vec<Vec<Told>> = ["One.", "Two.", "Three.", "Four."]
            .iter()
            .map(|text| vec![paragraph(text), paragraph("Follow Port Weekly on the wireless.")])
            .collect();
        remove(&mut entries);
        assert!(entries.iter().all(|blocks| blocks.iter().filter(|block| is_text(block)).count() == 1));
    }
}
