//! Whether the text of a field is HTML, and its plain text where only a line of it is wanted.

use std::borrow::Cow;

use crate::article::Lines;
use crate::ingest::html;

/// The elements that tell HTML from a text with a comparison in it.
const ELEMENTS: &[&str] = &[
    "a",
    "article",
    "b",
    "blockquote",
    "body",
    "br",
    "div",
    "em",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "li",
    "ol",
    "p",
    "script",
    "section",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "td",
    "tr",
    "u",
    "ul",
];

/// Elements that mean nothing unless they are closed; `<I>` and `<A>` may as well be the symbols of shares.
const CLOSED: &[&str] = &["a", "b", "em", "i", "span", "strong", "sub", "sup", "u"];

/// Whether a text holds tags of HTML.
pub(super) fn is_html(text: &str) -> bool {
    let mut tags = text.match_indices('<').map(|(at, _)| text.get(at + 1..).unwrap_or_default()).peekable();
    tags.peek().is_some() && {
        let closes = text.contains("</");
        tags.any(|behind| is_tag(behind, closes))
    }
}

/// Whether this begins as a tag does behind its bracket, and the tag has an end. `closes` says whether the text has a
/// closing tag anywhere.
fn is_tag(behind: &str, closes: bool) -> bool {
    let name = behind.trim_start_matches('/');
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = name.split_at_checked(length).unwrap_or((name, ""));
    let known = ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name));
    let bare = || rest.starts_with('>') && CLOSED.iter().any(|element| element.eq_ignore_ascii_case(name));
    known && (closes || !bare()) && rest.starts_with(['>', ' ', '/', '\n', '\t', '\r']) && rest.contains('>')
}

/// A text in which what Windows-1252 has where Unicode has control characters was decoded as something else, with
/// the quotation marks and dashes that were meant.
pub(super) fn without_controls(text: &str) -> Cow<'_, str> {
    // The characters 0x80 to 0x9F of Windows-1252, as the Encoding Standard has them; a next-line character is kept.
    const MEANT: &str = "€\u{81}‚ƒ„\u{85}†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    if !text.chars().any(|letter| ('\u{80}'..='\u{9f}').contains(&letter)) {
        return Cow::Borrowed(text);
    }
    let meant = |letter: char| {
        let place = u32::from(letter).checked_sub(0x80).and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| MEANT.chars().nth(place)).unwrap_or(letter)
    };
    Cow::Owned(text.chars().map(meant).collect())
}

/// A text of one line without tags and character references.
pub(super) fn plain(text: &str) -> String {
    if !is_html(text) && !has_references(text) {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let told = html::fragment(text, Lines::one(1));
    let words = told.iter().flat_map(|told| told.text.split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

/// A text that is no HTML with its character references resolved, line by line so that its lines stay.
pub(super) fn unescaped(text: &str) -> String {
    if !has_references(text) {
        return text.to_owned();
    }
    text.split('\n')
        .map(|line| if has_references(line) { plain(line) } else { line.to_owned() })
        .collect::<Vec<_>>()
        .join("\n")
}

/// Whether a text holds `&amp;`, `&#39;` or the like.
fn has_references(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let behind = text.get(at + 1..).unwrap_or_default();
        let end = behind.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#');
        end.is_some_and(|end| {
            (2..=10).contains(&end) && behind.get(end..).is_some_and(|rest| rest.starts_with(';'))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_text_with_brackets() {
        for text in [
            "<p>It rained.</p>",
            "It rained.<br/>It blew.",
            "<DIV class=\"a\">x</DIV>",
            "See <a href='x'>this</a>",
        ] {
            assert!(is_html(text), "{text}");
        }
        for text in
            ["a < b and c > d", "<3 this", "email <ana@example.org>", "x <b", "Port Co <A> rose", "<p"]
        {
            assert!(!is_html(text), "{text}");
        }
    }

    #[test]
    fn marks_that_were_decoded_as_controls_are_put_right() {
        assert_eq!(without_controls("(AP) \u{96} It\u{92}s \u{9b} \u{85} ÿ"), "(AP) – It’s › \u{85} ÿ");
        assert_eq!(without_controls("plain"), "plain");
    }

    #[test]
    fn character_references_are_told() {
        assert!(has_references("Ana &amp; Jo") && has_references("it&#8217;s"));
        assert!(!has_references("R&D; done") && !has_references("a & b; c"));
    }

    #[test]
    fn lines_of_a_plain_text_stay() {
        assert_eq!(unescaped("One.\n\nTwo."), "One.\n\nTwo.");
        assert_eq!(plain(" One \n two "), "One two");
    }
}
