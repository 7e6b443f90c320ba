//! Numbers that a text browser set before links: `[12]Port Blue`. They are taken out of the lines of a page that counts
//! its links so, and kept beside them.

use super::lines::Line;
use crate::ingest::forms::sentence;

/// So many links counted in order make a page of a text browser.
const FEWEST: usize = 4;
/// The most words of one entry of a menu.
const LONGEST_ENTRY: usize = 4;

/// Takes the numbers of links out of the lines of a page that counts them.
pub(super) fn take(lines: &mut [Line]) {
    let numbers: Vec<u32> =
        lines.iter().flat_map(|line| markers(&line.text)).map(|(_, _, number)| number).collect();
    let rising = numbers.windows(2).filter(|pair| matches!(pair, [one, next] if one + 1 == *next)).count();
    if numbers.len() < FEWEST || (rising + 1) * 10 < numbers.len() * 8 {
        return;
    }
    for line in lines.iter_mut().filter(|line| line.text.contains('[')) {
        strip(line);
    }
}

fn strip(line: &mut Line) {
    let found = markers(&line.text);
    if found.is_empty() {
        return;
    }
    let mut text = String::with_capacity(line.text.len());
    let mut marks = Vec::new();
    let mut from = 0;
    for (start, end, _) in &found {
        text.push_str(line.text.get(from..*start).unwrap_or_default());
        marks.push(line.text.get(*start..*end).unwrap_or_default());
        from = *end;
    }
    text.push_str(line.text.get(from..).unwrap_or_default());
    let bare = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if bare.contains(char::is_alphanumeric) {
        let opens = found.first().is_some_and(|(start, ..)| *start == 0);
        let entries =
            sentence::words(&bare) <= LONGEST_ENTRY * found.len() && !sentence::ends_sentence(&bare);
        line.menu = opens && entries && (found.len() >= 2 || sentence::words(&bare) <= LONGEST_ENTRY);
        line.marks = Some(marks.join(" "));
        line.text = bare;
        line.raw = None;
    }
}

/// The markers of a text: where each begins and ends, and its number.
fn markers(text: &str) -> Vec<(usize, usize, u32)> {
    let opened = text.match_indices('[').filter_map(|(start, _)| {
        let length = text.get(start + 1..)?.find(']')?;
        let number = text.get(start + 1..start + 1 + length)?.parse().ok()?;
        Some((start, start + length + 2, number))
    });
    opened.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::page::lines;

    #[test]
    fn counted_links_lose_their_numbers() {
        let mut lines = lines::number("[1]Home [2]World\n\nThe [3]harbour closed on [4]Monday.", 1).lines;
        take(&mut lines);
        let found: Vec<_> =
            lines.iter().map(|line| (line.text.as_str(), line.marks.as_deref(), line.menu)).collect();
        assert_eq!(
            found,
            [
                ("Home World", Some("[1] [2]"), true),
                ("The harbour closed on Monday.", Some("[3] [4]"), false),
            ]
        );
    }

    #[test]
    fn notes_stay_where_they_are() {
        let mut lines = lines::number("It closed in 1931.[1]\n\nIt opened in 1913.[2]", 1).lines;
        take(&mut lines);
        assert!(lines.iter().all(|line| line.marks.is_none()));
    }
}
