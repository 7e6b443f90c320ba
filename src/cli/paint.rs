//! How results look: weight, colours and the characters the program draws with.

use crate::text;

/// What the output can show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Paint {
    /// Escape sequences for weight and colour may be written.
    pub(super) color: bool,
    /// Only ASCII in what the program itself draws.
    pub(super) ascii: bool,
    /// The width to fit; none where nothing is to be cut.
    pub(super) columns: Option<u16>,
}

/// What a piece of text is to its reader.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Weight {
    /// Text.
    #[default]
    Plain,
    /// What the eye goes to first.
    Strong,
    /// What stands beside.
    Quiet,
    /// What went wrong.
    Warning,
}

impl Paint {
    /// The text in its weight. It must be cleaned text: what it holds reaches the terminal.
    pub(super) fn paint(self, weight: Weight, text: &str) -> String {
        let code = match weight {
            _ if !self.color || text.is_empty() => return text.to_owned(),
            Weight::Plain => return text.to_owned(),
            Weight::Strong => "1",
            Weight::Quiet => "2",
            Weight::Warning => "33",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }

    /// The sign between two facts.
    pub(super) fn dot(self) -> &'static str {
        if self.ascii { " - " } else { " · " }
    }

    /// The sign before the number of copies.
    pub(super) fn times(self) -> &'static str {
        if self.ascii { "x" } else { "×" }
    }

    /// The rule beside a caption.
    pub(super) fn bar(self) -> &'static str {
        if self.ascii { "| " } else { "│ " }
    }

    /// The mark before a point.
    pub(super) fn bullet(self) -> &'static str {
        if self.ascii { "- " } else { "• " }
    }

    /// The sign that text goes on.
    pub(super) fn ellipsis(self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    /// The text, cut to this many cells with a sign that it was.
    pub(super) fn fit(self, text: &str, cells: usize) -> String {
        if text::width(text) <= cells {
            return text.to_owned();
        }
        let sign = self.ellipsis();
        let room = cells.saturating_sub(text::width(sign));
        format!("{}{sign}", text::truncate(text, room).trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_painted_only_where_colours_are_wanted() {
        let (plain, color) = (Paint::default(), Paint { color: true, ..Paint::default() });
        assert_eq!(plain.paint(Weight::Strong, "a"), "a");
        assert_eq!(color.paint(Weight::Strong, "a"), "\x1b[1ma\x1b[0m");
        assert_eq!(color.paint(Weight::Strong, ""), "");
        assert_eq!(color.paint(Weight::Plain, "a"), "a");
    }

    #[test]
    fn cut_text_says_so_and_fits() {
        let (unicode, ascii) = (Paint::default(), Paint { ascii: true, ..Paint::default() });
        for (paint, cells, shown) in [
            (unicode, 9, "one two a"),
            (unicode, 8, "one two…"),
            (unicode, 5, "one…"),
            (ascii, 8, "one t..."),
        ] {
            assert_eq!(paint.fit("one two a", cells), shown);
        }
    }
}
