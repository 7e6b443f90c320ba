//! What one piece of a page looks like by itself: features of its text, without its neighbours.

use crate::article::Date;

use crate::ingest::forms::byline::{self, Byline};
use crate::ingest::forms::caption;
use crate::ingest::forms::control::{self, Control, Opener};
use crate::ingest::forms::dates::{self, DateRow, NumericOrder};
use crate::ingest::forms::{contact, counter, dateline, ending, prose, sentence, site};

/// The look of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) enum Shape {
    /// A crawler's date before a text, with the date where there is such a day.
    Stamp(Option<Date>),
    /// A row of dates, their labels and times.
    DateRow(DateRow),
    /// The label of a headline that stands behind it: `Title:`.
    Label,
    /// An address on the net.
    Address,
    /// A byline.
    Byline(Byline),
    /// A dateline that waits for its paragraph.
    Dateline,
    /// A bare number or a counter of pictures.
    Counter,
    /// Something of the page's own.
    Control(Control),
    /// A line that says what the next ones are.
    Opener(Opener),
    /// A point of a list.
    Bullet,
    /// A heading marked by dashes, hashes or stars.
    Heading,
    /// A line with the credit of a picture agency.
    Caption,
    /// A line that could be a headline: short, without the end of a sentence.
    Title,
    /// A quotation set apart.
    Quote,
    /// Lines whose breaks matter.
    Preformatted,
    /// Running text.
    Prose,
}

/// The longest headline, in characters.
const LONGEST_TITLE: usize = 200;

/// Looks at one piece.
pub(in crate::ingest) fn shape(text: &str, order: NumericOrder) -> Shape {
    if prose::is_prose(text) { Shape::Prose } else { closely(text, order) }
}

/// Looks at one piece that is not known to be running text.
pub(super) fn closely(text: &str, order: NumericOrder) -> Shape {
    if counter::is_counter(text) {
        return Shape::Counter;
    }
    if contact::is_address(text) {
        return Shape::Address;
    }
    if let Some(row) = dates::row(text, order) {
        return Shape::DateRow(row);
    }
    if is_heading(text) {
        return Shape::Heading;
    }
    let own = if prose::is_ordinary(text) { None } else { own(text) };
    if let Some(own) = own {
        return own;
    }
    if contact::is_labelled_address(text) {
        return Shape::Address;
    }
    if bullet(text).is_some() {
        return Shape::Bullet;
    }
    worded(text)
}

/// The shape of a line whose wording says that it belongs to the page.
fn own(text: &str) -> Option<Shape> {
    if let Some(opener) = control::opener(text) {
        return Some(Shape::Opener(opener));
    }
    control::closely(text).or_else(|| control::labelled(text)).map(Shape::Control)
}

fn worded(text: &str) -> Shape {
    if let Some(byline) = byline::byline(text) {
        return Shape::Byline(byline);
    }
    if dateline::is_alone(text) {
        return Shape::Dateline;
    }
    if caption::is_credited(text) {
        return Shape::Caption;
    }
    if !is_title(text) {
        return Shape::Prose;
    }
    if site::is_row_of_sections(text) { Shape::Control(control::MENU) } else { Shape::Title }
}

const BULLETS: [char; 20] =
    ['•', '‣', '◦', '▪', '●', '·', '►', '■', '□', '▶', '⁃', '∙', '»', '→', '➤', '✔', '✓', '○', '◆', '❖'];

/// A mark alone with digits or a currency in it is content.
pub(in crate::ingest) fn is_figure(text: &str) -> bool {
    text.contains(['%', '€', '$', '£'])
}

/// The text of a point of a list, without its mark.
pub(in crate::ingest) fn bullet(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(BULLETS).or_else(|| text.strip_prefix("* "))?.trim_start();
    rest.contains(char::is_alphanumeric).then_some(rest)
}

/// The text of a point that begins with a hyphen, which may be speech or an attribution as well.
pub(in crate::ingest) fn hyphen_bullet(text: &str) -> Option<&str> {
    text.strip_prefix("- ").or_else(|| text.strip_prefix("– ")).map(str::trim_start)
}

/// The number and the text of a point of a numbered list: `1. Port Blue`, `2) Niamey`.
pub(in crate::ingest) fn numbered(text: &str) -> Option<(u16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits).filter(|_| digits <= 2)?.parse().ok()?;
    let rest = text.get(digits..)?;
    let rest = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))?.trim_start();
    rest.contains(char::is_alphabetic).then_some((number, rest))
}

/// A heading without its marks, or the text itself.
pub(in crate::ingest) fn unmarked(text: &str) -> &str {
    let bare = text.trim_start_matches('#').trim_end_matches('#').trim();
    let bare = bare.strip_prefix("**").and_then(|open| open.strip_suffix("**")).unwrap_or(bare);
    let bare = bare.strip_prefix("==").and_then(|open| open.strip_suffix("==")).unwrap_or(bare);
    if is_dashed(bare) { bare.trim_matches(['-', '–', '—', ' ']) } else { bare.trim_matches([' ', '=']) }
}

/// The text without the marks that set all of it in italics: `*By Jane Doe*`.
pub(super) fn without_emphasis(text: &str) -> &str {
    let inner = |mark: char| text.strip_prefix(mark)?.strip_suffix(mark);
    let bold = text
        .strip_prefix("**")
        .and_then(|open| open.strip_suffix("**"))
        .filter(|bare| sentence::ends_sentence(bare));
    let found = bold.or_else(|| inner('*')).or_else(|| inner('_')).map(str::trim);
    found.filter(|inner| !inner.contains(['*', '_']) && inner.contains(char::is_alphabetic)).unwrap_or(text)
}

/// `## Heading`, `- Heading -`, `**Heading**`, `== Heading ==`.
fn is_heading(text: &str) -> bool {
    if !text.starts_with(['#', '*', '=', '-', '–', '—']) || sentence::is_longer(text, 120) {
        return false;
    }
    let hashes = text.bytes().take_while(|byte| *byte == b'#').count();
    let numbered = (1..=6).contains(&hashes) && text.get(hashes..).is_some_and(|rest| rest.starts_with(' '));
    let starred =
        text.len() > 4 && text.starts_with("**") && text.ends_with("**") && text.matches("**").count() == 2;
    let ruled = text.starts_with("== ") && text.ends_with(" ==");
    (numbered || starred || ruled || is_dashed(text))
        && unmarked(text).contains(char::is_alphabetic)
        && !ending::is_end_mark(text)
}

fn is_dashed(text: &str) -> bool {
    let marks = ["- ", "– ", "— ", "-- "].iter().any(|mark| text.starts_with(mark));
    let closes = [" -", " –", " —", " --"].iter().any(|mark| text.ends_with(mark));
    marks && closes && text.chars().filter(|letter| letter.is_alphanumeric()).count() >= 2
}

/// Whether the text could be a headline.
pub(in crate::ingest) fn is_title(text: &str) -> bool {
    if sentence::is_longer(text, LONGEST_TITLE)
        || !text.contains(char::is_alphabetic)
        || sentence::starts_lower(text) && !starts_with_brand(text)
    {
        return false;
    }
    let quoted = text.starts_with(['"', '“', '«', '「', '『']) && text.ends_with(['"', '”', '»', '」', '』']);
    let lead = text.starts_with(['(', '['])
        && text.find([')', ']']).is_some_and(|close| {
            let inner = text.get(1..close).unwrap_or_default();
            close <= 24
                && close + 1 < text.len()
                && inner.chars().all(|letter| letter.is_uppercase() || letter == ' ')
        });
    let marked = (!lead && text.starts_with(['(', '[']))
        || text.starts_with(['—', '–', '-', '…'])
        || text.ends_with([':', ';', ',', '…', '：', '；', '，', '、', '،', '؛']);
    let asks = !sentence::is_longer(text, 130)
        && text.ends_with(['?', '!', '؟', '？'])
        && !text.trim_end_matches(['?', '!', '؟', '？']).contains(['?', '!'])
        && !text.contains(". ")
        && !text.contains('。');
    let ended = sentence::ends_sentence(text);
    !quoted && !marked && (!ended || asks || is_abbreviated(text))
}

/// `iPhone sales fall`: a small letter before a capital.
fn starts_with_brand(text: &str) -> bool {
    text.split(' ').next().is_some_and(|word| word.chars().skip(1).any(char::is_uppercase))
}

/// The full stop at the end belongs to an abbreviation: `… in the U.S.`
fn is_abbreviated(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let initials = last.len() >= 4
        && last.split_terminator('.').all(|part| part.len() == 1 && sentence::is_capitalised(part));
    initials && sentence::words(text) <= 16 && !text.contains(". ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> &'static str {
        match shape(text, NumericOrder::Unsettled) {
            Shape::Stamp(_) => "stamp",
            Shape::DateRow(_) => "date row",
            Shape::Label => "label",
            Shape::Address => "address",
            Shape::Byline(_) => "byline",
            Shape::Dateline => "dateline",
            Shape::Counter => "counter",
            Shape::Control(_) => "control",
            Shape::Opener(_) => "opener",
            Shape::Bullet => "bullet",
            Shape::Heading => "heading",
            Shape::Caption => "caption",
            Shape::Title => "title",
            Shape::Quote => "quote",
            Shape::Preformatted => "preformatted",
            Shape::Prose => "prose",
        }
    }

    #[test]
    fn lines_look_like_what_they_are() {
        let table = [
            ("Harbour closed after storm", "title"),
            ("Is the harbour closed?", "title"),
            ("Minister: “We will not leave the talks”", "title"),
            ("Storm leaves harbour closed across the U.S.", "title"),
            ("The harbour was closed on Monday.", "prose"),
            ("“We will not leave,” she said.", "prose"),
            ("“We will not leave”", "prose"),
            ("—Jane Doe on the harbour", "prose"),
            ("and then they left", "prose"),
            ("He gave three reasons:", "prose"),
            ("- Official visits -", "heading"),
            ("## What comes next", "heading"),
            ("**What comes next**", "heading"),
            ("• The harbour was closed.", "bullet"),
            ("1 / 2", "counter"),
            ("Updated 24 September 2019", "date row"),
            ("By JANE DOE", "byline"),
            ("PORT BLUE (AP) —", "dateline"),
            ("The quay of Port Blue. (Reuters)", "caption"),
            ("Short Url", "control"),
            ("Related News:", "opener"),
        ];
        for (text, expected) in table {
            assert_eq!(name(text), expected, "{text}");
        }
    }

    #[test]
    fn marks_are_taken_off_headings() {
        for text in ["- What next -", "## What next", "**What next**", "== What next ==", "— What next —"]
        {
            assert_eq!(unmarked(text), "What next", "{text}");
        }
    }
}
