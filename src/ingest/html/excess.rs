//! What of a page lies beyond the bounds within which pages are taken apart, and how a reader is told.

use crate::article::{Problem, ProblemKind};
use crate::text::SafeText;

/// The deepest nesting kept, as browsers cap it; what is deeper stands in the element at the cap.
pub(super) const DEEPEST: usize = 512;

/// The most attributes looked at in one tag.
pub(super) const MOST_ATTRIBUTES: usize = 256;

/// The most elements and runs of text that are taken apart: many times those of the longest pages people save, and
/// few enough for the memory of any machine. All text behind them is one run.
pub(super) const MOST_NODES: usize = 1_000_000;

/// What was beyond the bounds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Excess {
    /// Elements nested too deep.
    pub(super) elements: usize,
    /// Attributes of crowded tags.
    pub(super) attributes: usize,
    /// Whether the page has more nodes than are kept.
    pub(super) nodes: bool,
}

impl Excess {
    /// One sentence for each bound that was reached.
    pub(super) fn problems(self) -> impl Iterator<Item = Problem> {
        let deep = match self.elements {
            0 => None,
            1 => Some(format!("One element deeper than {DEEPEST} was dissolved into those around it.")),
            count => {
                Some(format!("{count} elements deeper than {DEEPEST} were dissolved into those around them."))
            }
        };
        let crowded = (self.attributes > 0).then(|| {
            format!("Of tags with more than {MOST_ATTRIBUTES} attributes only so many were looked at.")
        });
        let long = self.nodes.then(|| {
            format!(
                "The page has more than {MOST_NODES} elements and texts; behind them the text is one run."
            )
        });
        let of_kind =
            |kind| move |message: String| Problem { kind, lines: None, message: SafeText::label(&message) };
        let malformed = deep.into_iter().chain(crowded).map(of_kind(ProblemKind::Malformed));
        malformed.chain(long.map(of_kind(ProblemKind::TooLarge)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::html::parse::parse;

    #[test]
    fn each_bound_is_told_once_it_is_reached() {
        let table = [
            ("<p>".to_owned(), vec![]),
            ("<div>".repeat(DEEPEST - 1), vec![]),
            ("<div>".repeat(DEEPEST), vec![ProblemKind::Malformed]),
            (format!("<p{}>", " a".repeat(MOST_ATTRIBUTES)), vec![]),
            (format!("<p{}>", " a".repeat(MOST_ATTRIBUTES + 1)), vec![ProblemKind::Malformed]),
        ];
        for (html, expected) in table {
            let kinds: Vec<ProblemKind> =
                parse(&html).excess.problems().map(|problem| problem.kind).collect();
            assert_eq!(kinds, expected, "{:.20} of {} bytes", html, html.len());
        }
    }

    #[test]
    fn behind_the_last_node_the_text_goes_on_without_scripts() {
        let html = format!("{}One<p>two <script>no()</script><b>three</b>", "<br>".repeat(MOST_NODES));
        let tree = parse(&html);
        assert_eq!(tree.text, "One two three");
        let kinds: Vec<ProblemKind> = tree.excess.problems().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [ProblemKind::TooLarge]);
    }
}
