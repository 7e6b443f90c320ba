//! Counters and players: picture numbers, pagers, reading times, view counts.

/// A bare number or a counter: `2`, `1 / 2`, `3 of 12`.
pub(in crate::ingest) fn is_counter(text: &str) -> bool {
    let digits = |part: &str| (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(text) || is_grouped(text) || text.strip_prefix('#').is_some_and(digits) || is_picture_counter(text)
}

/// `1,204`, `12.5K`: how often a page was read or shared.
fn is_grouped(text: &str) -> bool {
    let digits = |part: &str, longest: usize| {
        (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let thousands = || {
        text.split_once(',').is_some_and(|(head, tail)| digits(head, 3) && tail.len() == 3 && digits(tail, 3))
    };
    let short = || {
        let count = text.strip_suffix(['K', 'k']);
        count.is_some_and(|count| {
            count.split('.').count() <= 2 && count.split('.').all(|part| digits(part, 3))
        })
    };
    text.len() <= 8 && text.starts_with(|first: char| first.is_ascii_digit()) && (thousands() || short())
}

/// The counter of a picture in a row of them: `1 / 2`, `3 of 12`.
pub(in crate::ingest) fn is_picture_counter(text: &str) -> bool {
    if text.len() > 24 {
        return false;
    }
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let lower = text.trim_matches(['(', ')', '[', ']']).to_lowercase();
    let named =
        ["image ", "photo ", "picture ", "slide ", "list "].iter().find_map(|word| lower.strip_prefix(word));
    let pair = named.unwrap_or(&lower);
    let small = |part: &str| part.trim().parse::<u16>().ok();
    let parts = pair.split_once('/').or_else(|| pair.split_once(" of "));
    parts.and_then(|(at, all)| Some((small(at)?, small(all)?))).is_some_and(|(at, all)| at <= all)
}

/// The words beside the numbers of pages.
pub(super) const PAGER: &[&str] =
    &["page", "pages", "next", "previous", "prev", "last", "first", "of", "older", "newer"];
/// How lines that send the reader to another page begin.
pub(super) const CONTINUED: &[&str] =
    &["continued on ", "continued from ", "continues on ", "turn to page ", "see page "];
/// How rows of a player begin, the time it takes aside.
pub(super) const LISTENS: &[&str] = &["listen to ", "listen now ", "play audio ", "watch now "];
/// How rows of reading times, lists and programmes begin that do not begin with a number.
pub(super) const COUNTED: &[&str] = &["reading time", "estimated reading time", "list of ", "heard on "];

/// `1 2 3 … 27 Next »`, `Page 1 of 2`, `Continued on next page`.
pub(in crate::ingest) fn is_pager(text: &str, plain: &str) -> bool {
    let named = |word: &str| PAGER.contains(&word);
    let number = |word: &str| word.parse::<u16>().ok();
    if is_continuation(plain) {
        return true;
    }
    if !plain.split(' ').all(|word| named(word) || number(word).is_some()) {
        return false;
    }
    let numbers: Vec<u16> = plain.split(' ').filter_map(number).collect();
    let labelled = plain.split(' ').any(|word| named(word) && word != "of");
    let rising = numbers.windows(2).all(|pair| pair.first() < pair.last()) || page_of(plain).is_some();
    let single = plain.split_once(' ').is_some_and(|(word, at)| word == "page" && number(at).is_some());
    let counted = numbers.len() >= 3 || (numbers.len() == 2 && labelled) || single;
    counted && rising && !text.ends_with('.')
}

/// `Continued on page 2`, `(continued from page 1)`, `Continued on next page`.
pub(in crate::ingest) fn is_continuation(plain: &str) -> bool {
    let short = plain.len() <= 40 && (plain.contains(" page") || plain.contains(" p "));
    short && CONTINUED.iter().any(|words| plain.starts_with(words))
}

/// The number of a page and of all pages: `Page 1 of 2`.
pub(in crate::ingest) fn page_of(plain: &str) -> Option<(u16, u16)> {
    let (at, all) = plain.strip_prefix("page ")?.split_once(" of ")?;
    Some((at.parse().ok()?, all.parse().ok()?))
}

/// `3 min read`, `Reading time: 5 minutes`.
pub(in crate::ingest) fn is_reading_time(plain: &str) -> bool {
    if !["read", "reading", "time", "min"].iter().any(|word| plain.contains(word)) {
        return false;
    }
    let words: Vec<&str> = plain.split(' ').collect();
    let minutes = |word: &str| ["min", "mins", "minute", "minutes"].contains(&word);
    let counted = |count: &str| count.parse::<u32>().is_ok();
    match words.as_slice() {
        [count, unit] | [count, unit, "read" | "reading"] => counted(count) && minutes(unit),
        [least, most, unit] => counted(least) && counted(most) && minutes(unit),
        ["reading", "time", ..] | ["estimated", "reading", "time", ..] => true,
        _ => false,
    }
}

/// Rows of a player and counts beside it: `Listen to this article · 6:41 min`, `02:14 - Source: CNN`, `1,204 views`,
/// `list of 3 items`.
pub(in crate::ingest) fn is_player(text: &str, plain: &str) -> bool {
    let listens = LISTENS.iter().any(|words| plain.starts_with(words));
    let timed = plain.contains(|letter: char| letter.is_ascii_digit()) || plain.contains(" min");
    let words: Vec<&str> = plain.split(' ').collect();
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let counted = ["views", "view", "reads", "likes", "reactions", "followers", "plays"];
    match words.as_slice() {
        ["list", "of", count, "items" | "item"] => is_number(count),
        [count @ .., unit] if counted.contains(unit) && !count.is_empty() => {
            count.iter().all(|word| is_number(word) || ["k", "m"].contains(word))
        }
        ["views" | "reads" | "hits", count] => text.contains(':') && is_number(count),
        [minutes, seconds, "source", ..] => text.contains(':') && is_number(minutes) && is_number(seconds),
        [count, "minute" | "min", "listen" | "watch"] => is_number(count),
        ["heard", "on", ..] => words.len() <= 6 && !text.ends_with('.'),
        _ => listens && timed && words.len() <= 12,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_numbers_alone() {
        for text in ["2", "1 / 2", "1/12", "3 of 12", "(1/3)", "Photo 2 of 3"] {
            assert!(is_counter(text), "{text}");
        }
        for text in ["12 dead", "3 / 2", "1,234,567", "", "TT"] {
            assert!(!is_counter(text), "{text}");
        }
    }
}
