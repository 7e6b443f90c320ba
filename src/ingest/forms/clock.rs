//! Times of the day that stand alone on a line.

use super::dates;
use super::tokens::{Token, tokens};

/// Whether the line is a clock time and nothing else: `07:45`, `10:31 a.m. GMT`.
pub(in crate::ingest) fn is_clock(text: &str) -> bool {
    let clock = text.len() <= 24 && text.trim_start().starts_with(|letter: char| letter.is_ascii_digit());
    if !clock {
        return false;
    }
    let all = tokens(text);
    let digits = all.first().and_then(Token::number).is_some_and(|hour| hour < 24);
    let named = ["am", "pm", "gmt", "bst", "utc", "cet", "ist", "hrs", "et", "est"];
    let minutes = all.iter().any(|token| token.is(":") || token.is_any(&named));
    let filled = all.iter().all(|token| dates::fills(token));
    digits && minutes && filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_times_are_recognised() {
        assert!(
            is_clock("07:45") && is_clock("10:31 a.m. GMT") && !is_clock("12") && !is_clock("2:1 in Paris")
        );
    }
}
