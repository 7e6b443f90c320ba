//! What newsletters put around their text: a link to the same on the web above it, the terms of the subscription
//! below.

use crate::article::RemovedKind;
use crate::ingest::document::{Part, Told};
use crate::text::fold;

/// Blocks from the beginning among which a link to the web stands.
const HEAD: usize = 6;

/// Blocks from the end among which the footer begins.
const FOOT: usize = 16;

/// The longest block of a frame, in characters.
const LONGEST: usize = 400;

const ON_THE_WEB: Part = Part::Foreign(RemovedKind::Widget, "link to the same mail on the web");
const FOOTER: Part = Part::Foreign(RemovedKind::Footer, "terms of the newsletter");

/// Words that offer the mail on the web.
const WEB: [&str; 9] = [
    "in your browser",
    "in browser",
    "in a browser",
    "view online",
    "read online",
    "view this email online",
    "web version",
    "view on the web",
    "trouble viewing",
];

/// Words that only a footer has.
const TERMS: [&str; 24] = [
    "unsubscribe",
    "manage your preferences",
    "manage preferences",
    "manage your subscription",
    "manage your email",
    "manage your newsletters",
    "update your preferences",
    "update your profile",
    "email preferences",
    "subscription preferences",
    "change your preferences",
    "you are receiving this",
    "you're receiving this",
    "you received this",
    "this email was sent to",
    "this message was sent to",
    "this newsletter was sent to",
    "sent to you because",
    "no longer wish to receive",
    "opt out of",
    "add us to your address book",
    "was this email forwarded to you",
    "forward this email",
    "our mailing address is",
];

/// Marks the frame in the blocks of a mail.
pub(super) fn remove(blocks: &mut [Told]) {
    let count = blocks.len();
    let foot = blocks.iter().skip(count.saturating_sub(FOOT)).position(|block| says(block, &TERMS));
    let first_of_footer = foot.map_or(count, |place| place + count.saturating_sub(FOOT));
    for (place, block) in blocks.iter_mut().enumerate() {
        let at_end = place >= first_of_footer && is_short(block);
        if (place < HEAD || at_end) && says(block, &WEB) {
            block.part = ON_THE_WEB;
        } else if at_end && (place > 0 || count == 1) || place < HEAD && says(block, &TERMS) {
            block.part = FOOTER;
        }
    }
}

fn is_short(block: &Told) -> bool {
    block.text.chars().count() <= LONGEST
}

fn says(block: &Told, words: &[&str]) -> bool {
    let plain = fold(&block.text).split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'");
    is_short(block) && words.iter().any(|words| plain.contains(words))
}

/// A subject as a headline: without the marks of replies and forwards, and without the name that a mailing list puts
/// before all its subjects. `list` says whether the mail came over one.
pub(super) fn headline(subject: &str, list: List) -> String {
    let mut rest = subject.trim();
    loop {
        let bare = without_mark(rest).unwrap_or(rest);
        let bare = match list {
            List::Sent => without_label(bare).unwrap_or(bare),
            List::Direct => bare,
        };
        if bare.len() == rest.len() {
            break;
        }
        rest = bare;
    }
    if rest.is_empty() { subject.trim().to_owned() } else { rest.to_owned() }
}

/// How a mail came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// Over a mailing list.
    Sent,
    /// From its sender.
    Direct,
}

/// Marks of replies and forwards, as mail programs of several languages write them.
const MARKS: [&str; 12] = ["fwd", "fw", "re", "aw", "wg", "tr", "rv", "sv", "vs", "antw", "enc", "doorst"];

/// `Fwd: Harbour closes`, `Re[2]: Harbour closes`
fn without_mark(subject: &str) -> Option<&str> {
    let (mark, rest) = subject.split_once(':')?;
    let name = mark.split_once('[').map_or(mark, |(name, _)| name).trim();
    MARKS.iter().any(|known| known.eq_ignore_ascii_case(name)).then(|| rest.trim_start())
}

/// `[port-weekly] Harbour closes`
fn without_label(subject: &str) -> Option<&str> {
    let (label, rest) = subject.strip_prefix('[')?.split_once(']')?;
    let rest = rest.trim_start();
    (!label.is_empty() && label.chars().count() <= 40 && !rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Lines;

    fn kept(texts: &[&str]) -> Vec<String> {
        let paragraph =
            |text: &&str| Told { part: Part::Paragraph, text: (*text).to_owned(), lines: Lines::one(1) };
        let mut blocks: Vec<Told> = texts.iter().map(paragraph).collect();
        remove(&mut blocks);
        blocks.into_iter().filter(|block| block.part == Part::Paragraph).map(|block| block.text).collect()
    }

    #[test]
    fn the_frame_of_a_newsletter_goes() {
        let texts = [
            "View this email in your browser",
            "The harbour closed on Monday.",
            "Ships wait.",
            "You’re receiving this because you signed up at the harbour.",
            "Port Weekly, 1 Quay Street, Port Blue",
        ];
        assert_eq!(kept(&texts), ["The harbour closed on Monday.", "Ships wait."]);
    }

    #[test]
    fn a_text_about_terms_stays() {
        let long = format!(
            "The law lets readers unsubscribe. {}",
            "It passed on Monday after a long debate. ".repeat(10)
        );
        assert_eq!(kept(&[&long, "Members voted."]), [long.as_str(), "Members voted."]);
    }

    #[test]
    fn subjects_lose_what_programs_put_before_them() {
        let cases = [
            ("Fwd: Re: Harbour closes", List::Direct, "Harbour closes"),
            ("[port-weekly] Re: Harbour closes", List::Sent, "Harbour closes"),
            ("[Breaking] Harbour closes", List::Direct, "[Breaking] Harbour closes"),
            ("Analysis: Harbour closes", List::Sent, "Analysis: Harbour closes"),
            ("Fwd:", List::Direct, "Fwd:"),
        ];
        for (subject, list, expected) in cases {
            assert_eq!(headline(subject, list), expected, "{subject}");
        }
    }
}
