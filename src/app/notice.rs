//! A notice on a line that is too short for it: what it quotes gives way first, and what to press next last of all.

use super::event::Notice;
use crate::text::{Ellipsis, SafeText, ellipsize, width};

/// Cells that are left of what is said.
const LEAST: usize = 12;

/// Cells that are left of what is quoted.
const LEAST_QUOTED: usize = 4;

/// What stands before each hint.
const HINT: &str = " · ";

impl Notice {
    /// The notice in so many cells. What does not fit is cut out of its quotation; where that is not enough, hints are
    /// left out from the last one on; the first one stays as long as there is room for anything beside it.
    pub fn within(&self, cells: usize, ellipsis: Ellipsis) -> SafeText {
        if width(&self.text) <= cells {
            return self.text.clone();
        }
        let (said, hints) = parts(&self.text);
        let fewest = hints.len().min(1);
        let mut tails =
            (fewest..=hints.len()).rev().map(|count| hints.iter().take(count).copied().collect::<String>());
        for tail in tails.clone() {
            let room = cells.saturating_sub(width(&tail));
            if let Some(short) = quoting_less(said, room, ellipsis) {
                return SafeText::label(&format!("{short}{tail}"));
            }
        }
        let tail = tails.next_back().unwrap_or_default();
        let room = cells.saturating_sub(width(&tail));
        if room < LEAST {
            return ellipsize(&self.text, cells, ellipsis);
        }
        let said = ellipsize(&SafeText::label(said), room, ellipsis);
        SafeText::label(&format!("{said}{tail}"))
    }
}

/// What is said, and the hints behind it, each with what stands before it. What is quoted may have the same sign in it.
fn parts(text: &str) -> (&str, Vec<&str>) {
    let places: Vec<usize> = text.match_indices(HINT).map(|(at, _)| at).collect();
    let is_quoted = |at: &usize| text.get(..*at).unwrap_or_default().matches('"').count() % 2 == 1;
    let places: Vec<usize> = places.into_iter().skip_while(is_quoted).collect();
    let ends = places.iter().skip(1).copied().chain([text.len()]);
    let hints = places.iter().zip(ends).filter_map(|(from, to)| text.get(*from..to)).collect();
    let said = places.first().and_then(|at| text.get(..*at)).unwrap_or(text);
    (said, hints)
}

/// A text that fits because less of its quotation is left; none where that would leave too little.
fn quoting_less(text: &str, cells: usize, ellipsis: Ellipsis) -> Option<String> {
    let over = width(text).saturating_sub(cells);
    if over == 0 {
        return Some(text.to_owned());
    }
    let (first, last) = (text.find('"')?, text.rfind('"')?);
    let quoted = text.get(first + 1..last)?;
    let left = width(quoted).checked_sub(over).filter(|left| *left >= LEAST_QUOTED)?;
    let short = ellipsize(&SafeText::label(quoted), left, ellipsis);
    Some(format!("{}{short}{}", text.get(..=first)?, text.get(last..)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::event::NoticeKind;
    use super::*;

    fn within(text: &str, cells: usize) -> String {
        let notice = Notice { kind: NoticeKind::Done, text: SafeText::label(text) };
        notice.within(cells, Ellipsis::Sign).to_string()
    }

    #[test]
    fn what_is_quoted_gives_way_before_what_to_press() {
        for (text, cells, expected) in [
            ("done \"A fair opens\" · u undoes", 40, "done \"A fair opens\" · u undoes"),
            (
                "done \"Conservative groups hold talks\" · u undoes",
                40,
                "done \"Conservative groups h…\" · u undoes",
            ),
            (
                "snoozed \"Conservative groups hold\" until 2026-11-24 · u undoes",
                56,
                "snoozed \"Conservative grou…\" until 2026-11-24 · u undoes",
            ),
            (
                "done \"A \"fair\" · and a market on Monday\" · u undoes",
                40,
                "done \"A \"fair\" · and a mark…\" · u undoes",
            ),
            ("12 hits · n next · N previous · Esc ends", 30, "12 hits · n next · N previous"),
            ("three files cannot be understood · ! shows them", 30, "three files ca… · ! shows them"),
            ("nothing that could be pressed is said here", 20, "nothing that could…"),
            ("done \"A fair opens\" · u undoes", 24, "done \"A fai…\" · u undoes"),
            ("done \"A fair opens\" · u undoes", 12, "done \"A fai…"),
        ] {
            assert_eq!(within(text, cells), expected, "{cells}");
        }
    }

    proptest! {
        #[test]
        fn a_notice_fits_and_keeps_its_first_hint(headline in "[a-z \"·…é]{0,60}", cells in 0..90_usize) {
            let text = format!("archived \"{headline}\" · u undoes · b more");
            let short = within(&text, cells);
            prop_assert!(width(&short) <= cells, "{short}");
            let has_hints = short.contains(" · u undoes") || headline.contains('"');
            prop_assert!(cells < LEAST + " · u undoes".len() || has_hints, "{short}");
        }
    }
}
