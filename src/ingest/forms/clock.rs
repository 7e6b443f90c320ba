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

/// A row whose hour is glued to the year, parted: `May 3, 20198:15 AM ET`.
pub(super) fn parted_from_year(text: &str) -> Option<String> {
    let colon = text.find(':')?;
    let digits = text.get(..colon)?.bytes().rev().take_while(u8::is_ascii_digit).count();
    let year = colon.checked_sub(digits).filter(|_| matches!(digits, 5 | 6))?;
    let (before, hour) = text.split_at_checked(year + 4)?;
    Some(format!("{before} {hour}"))
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

    #[test]
    fn an_hour_glued_to_the_year_is_parted() {
        assert_eq!(parted_from_year("May 3, 20198:15 AM ET").as_deref(), Some("May 3, 2019 8:15 AM ET"));
        assert_eq!(parted_from_year("May 3, 2019 8:15 AM"), None);
    }
}
