//! A mail that somebody sent on within another: its headers stand as text above its own. They say who wrote it, when
//! and under which subject; who sent it on is not its author.

use crate::article::{Date, RemovedKind};
use crate::ingest::document::{Part, Told};
use crate::ingest::forms::{sentence, timestamps};

/// What the headers of the inner mail say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Forwarded {
    /// Its subject.
    pub(super) subject: Option<String>,
    /// The name of its sender.
    pub(super) sender: Option<String>,
    /// The day it was sent.
    pub(super) date: Option<Date>,
}

/// The most words above the inner mail by which it is still what the mail is about.
const MOST_ABOVE: usize = 60;

/// The most blocks of headers below the mark.
const MOST_HEADERS: usize = 10;

/// The fewest headers that are believed.
const FEWEST_HEADERS: usize = 2;

const LABELS: [&str; 9] =
    ["From:", "Date:", "Sent:", "Subject:", "To:", "Cc:", "CC:", "Reply-To:", "Resent-From:"];

const HEADER: Part = Part::Foreign(RemovedKind::Boilerplate, "header of the mail that was sent on");
const NOTE: Part = Part::Foreign(RemovedKind::Boilerplate, "note of who sent the mail on");

/// Takes the headers of an inner mail out of the blocks of a mail with this subject, and what stands above them.
pub(super) fn take(blocks: &mut [Told], subject: &str) -> Option<Forwarded> {
    let mark = find_mark(blocks, subject)?;
    let is_header = |block: &Told| LABELS.iter().any(|label| bare(&block.text).starts_with(label));
    let below = blocks.iter().skip(mark + 1).take(MOST_HEADERS);
    let end = mark + 1 + below.take_while(|block| is_header(block)).count();
    let headers = blocks.get(mark..end)?.iter().map(|block| bare(&block.text)).collect::<Vec<_>>().join(" ");
    let values = values(&headers);
    if values.len() < FEWEST_HEADERS {
        return None;
    }
    let value = |names: &[&str]| {
        let found = values.iter().find(|(label, _)| names.contains(label)).map(|(_, value)| *value);
        found.filter(|value| !value.is_empty())
    };
    let forwarded = Forwarded {
        subject: value(&["Subject:"]).map(str::to_owned),
        sender: value(&["From:"]).and_then(name),
        date: value(&["Date:", "Sent:"]).and_then(date),
    };
    set_apart(blocks, mark, end);
    Some(forwarded)
}

/// Marks what stands above the inner mail and its headers; a text that is quoted as a whole is no quotation.
fn set_apart(blocks: &mut [Told], mark: usize, end: usize) {
    for (at, block) in blocks.iter_mut().enumerate().take(end) {
        block.part = if at < mark { NOTE } else { HEADER };
    }
    let inner = blocks.get_mut(end..).unwrap_or_default();
    if inner.iter().all(|block| block.part == Part::Quote) {
        for block in inner {
            block.part = Part::Paragraph;
        }
    }
}

/// The block that opens the inner mail, where little stands above it.
fn find_mark(blocks: &[Told], subject: &str) -> Option<usize> {
    let sent_on = ["fw:", "fwd:", "wg:", "tr:", "rv:", "enc:"]
        .iter()
        .any(|mark| sentence::strip_prefix_folded(subject.trim(), mark).is_some());
    let mut above = 0;
    for (at, block) in blocks.iter().enumerate() {
        let opening = bare(&block.text);
        let opens = |words: &str| sentence::strip_prefix_folded(opening, words).is_some();
        if opens("forwarded message")
            || opens("begin forwarded message")
            || (sent_on && opens("original message"))
        {
            return Some(at);
        }
        above += sentence::words(&block.text);
        if above > MOST_ABOVE {
            return None;
        }
    }
    None
}

fn bare(text: &str) -> &str {
    text.trim_start_matches(['-', '_', '>', '*', ' '])
}

/// The labels of headers in a text, each with what stands behind it up to the next.
fn values(headers: &str) -> Vec<(&'static str, &str)> {
    let begins =
        |at: usize| headers.get(..at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '*']));
    let mut places: Vec<(usize, &'static str)> = LABELS
        .iter()
        .filter_map(|label| {
            Some((headers.match_indices(label).map(|(at, _)| at).find(|at| begins(*at))?, *label))
        })
        .collect();
    places.sort_unstable();
    let ends = places.iter().skip(1).map(|(at, _)| *at).chain([headers.len()]);
    let value = |((at, label), end): (&(usize, &'static str), usize)| {
        let value = headers.get(at + label.len()..end).unwrap_or_default();
        (*label, value.trim_matches(['*', ' ']))
    };
    places.iter().zip(ends).map(value).collect()
}

/// `Jane Doe <jane@port.example>`, `Jane Doe [mailto:jane@port.example]`; nothing where only an address stands.
fn name(sender: &str) -> Option<String> {
    let name = sender.split(['<', '[']).next().unwrap_or_default().trim().trim_matches(['"', '\'', '*', ' ']);
    (!name.is_empty() && !name.contains('@')).then(|| name.to_owned())
}

fn date(written: &str) -> Option<Date> {
    let day = written.split(" at ").next().unwrap_or_default();
    timestamps::timestamp(written).or_else(|| timestamps::timestamp(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Lines;

    const TEXT: &str = "The harbour of Port Blue was closed on Monday.";

    fn told(texts: &[&str]) -> Vec<Told> {
        let block =
            |text: &&str| Told { part: Part::Paragraph, text: (*text).to_owned(), lines: Lines::one(1) };
        texts.iter().map(block).collect()
    }

    #[test]
    fn the_inner_mail_speaks_for_itself() {
        let whole = "---------- Forwarded message --------- From: Ana Doe <ana@port.example> Date: Fri, Nov 10, 2023 at 8:00 AM \
                     Subject: Harbour closes To: <desk@port.example>";
        let lines = [
            "Begin forwarded message:",
            "From: Ana Doe <ana@port.example>",
            "Subject: Harbour closes",
            "Date: 10 November 2023 at 08:00:12 GMT",
        ];
        for head in [&[whole][..], &lines] {
            let mut blocks = told(&[&["FYI"], head, &[TEXT]].concat());
            let expected = Forwarded {
                subject: Some("Harbour closes".to_owned()),
                sender: Some("Ana Doe".to_owned()),
                date: "2023-11-10".parse().ok(),
            };
            assert_eq!(take(&mut blocks, "Harbour"), Some(expected), "{head:?}");
            let kept: Vec<&str> = blocks
                .iter()
                .filter(|block| block.part == Part::Paragraph)
                .map(|block| &*block.text)
                .collect();
            assert_eq!(kept, [TEXT]);
        }
    }

    #[test]
    fn what_only_speaks_of_a_forward_stays() {
        let long = "We wait. ".repeat(40);
        for (subject, texts) in [
            ("Harbour", vec!["Forwarded message boards are closing, the paper says.", TEXT]),
            ("Re: Harbour", vec!["Thanks.", "-----Original Message-----", "From: Ana", "Subject: Harbour"]),
            ("Harbour", vec![long.as_str(), "Begin forwarded message:", "From: Ana", "Subject: Harbour"]),
            ("Harbour", vec![TEXT]),
        ] {
            let mut blocks = told(&texts);
            assert_eq!(take(&mut blocks, subject), None, "{texts:?}");
            assert!(blocks.iter().all(|block| block.part == Part::Paragraph), "{texts:?}");
        }
    }

    #[test]
    fn a_text_quoted_as_a_whole_is_no_quotation() {
        let mut blocks =
            told(&["Begin forwarded message:", "From: ana@port.example", "Subject: Harbour", TEXT]);
        for block in &mut blocks {
            block.part = Part::Quote;
        }
        assert_eq!(take(&mut blocks, "Fwd: Harbour").and_then(|found| found.sender), None);
        assert_eq!(blocks.last().map(|block| block.part), Some(Part::Paragraph));
    }
}
