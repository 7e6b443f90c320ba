//! Paragraphs whose first line is set in, with no blank line between them: where a run of lines shows that, its
//! indents alone tell where paragraphs begin.

use super::lines::{Line, Setting};
use super::wrapping::{Proof, WIDTHS, width};
use crate::ingest::forms::sentence;

/// First lines are set in by at least so many characters.
const LEAST: usize = 2;

/// For each run of lines set so its first line, and for each of its lines but the last whether it goes on in the next.
pub(super) fn runs(lines: &[Line]) -> Vec<(usize, Vec<Option<Proof>>)> {
    let deeper =
        |pair: &[Line]| matches!(pair, [line, next] if next.gap == 0 && next.indent >= line.indent + LEAST);
    if !lines.windows(2).any(deeper) {
        return Vec::new();
    }
    let together = |_: &Line, next: &Line| next.gap == 0 && next.setting == Setting::Running && !next.menu;
    let mut start = 0;
    let mut runs = Vec::new();
    for lines in lines.chunk_by(together) {
        runs.extend(Run::of(lines).filter(Run::is_set_in).map(|run| (start, run.proofs())));
        start += lines.len();
    }
    runs
}

/// Lines with no blank one between them.
struct Run<'l> {
    lines: &'l [Line],
    /// The indent of lines that go on.
    margin: usize,
    /// The widest line but the first, which may hold more than was broken.
    widest: usize,
}

impl<'l> Run<'l> {
    /// A run of lines with one indent for those that open a paragraph and one for those that go on.
    fn of(lines: &'l [Line]) -> Option<Self> {
        let margin = lines.iter().map(|line| line.indent).min()?;
        let widest = lines.iter().skip(1).map(width).max()?;
        let mut indents = lines.iter().map(|line| line.indent).filter(|indent| *indent > margin);
        let depth = indents.next().filter(|depth| *depth >= margin + LEAST)?;
        let fits = (WIDTHS.0..=WIDTHS.1).contains(&widest) && indents.all(|indent| indent == depth);
        fits.then_some(Self { lines, margin, widest })
    }

    fn pairs(&self) -> impl Iterator<Item = (&'l Line, &'l Line)> + use<'l> {
        self.lines.iter().zip(self.lines.iter().skip(1))
    }

    fn opens(&self, line: &Line) -> bool {
        line.indent > self.margin
    }

    /// Whether a line is nearly as wide as the widest.
    fn is_full(&self, line: &Line) -> bool {
        width(line) * 4 >= self.widest * 3
    }

    /// Whether nearly all first lines stand below the end of a sentence, and the others go on in the lines above them,
    /// which are as full as lines are that were broken.
    fn is_set_in(&self) -> bool {
        let opening = || self.pairs().filter(|(_, next)| self.opens(next));
        let closed = opening().filter(|(line, _)| sentence::ends_sentence(&line.text)).count();
        // The first line may have lost its beginning to other fields.
        let going_on = || self.pairs().skip(1).filter(|(_, next)| !self.opens(next));
        let full = going_on().filter(|(line, _)| self.is_full(line)).count();
        let open = going_on().filter(|(line, _)| !sentence::ends_sentence(&line.text)).count();
        let (openings, all) = (opening().count(), going_on().count());
        openings > 0 && all > 0 && closed * 5 >= openings * 4 && full * 4 >= all * 3 && open * 2 >= all
    }

    /// For each line but the last whether it goes on. Of the first one only its width tells: it may be a headline.
    fn proofs(&self) -> Vec<Option<Proof>> {
        let proof = |(at, (line, next)): (usize, (&Line, &Line))| {
            let goes_on = || (at > 0 || self.is_full(line)).then_some(Proof::Certain);
            if self.opens(next) { Some(Proof::Refuted) } else { goes_on() }
        };
        self.pairs().enumerate().map(proof).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::page::lines;

    fn proofs(page: &str) -> Vec<(usize, Vec<Option<Proof>>)> {
        runs(&lines::number(page, 1).lines)
    }

    #[test]
    fn indents_tell_where_paragraphs_begin() {
        let page = "The harbour of Port Blue was closed on Monday after\nthe storm, the council said.\n    \
                    It opens again on Friday.\n    The ferries wait outside Marsa, where the wall of\n\
                    Quay Street broke in two places and where the lamps\nwent out.\n";
        let (on, out) = (Some(Proof::Certain), Some(Proof::Refuted));
        assert_eq!(proofs(page), [(0, vec![on, out, out, on, on])]);
        let headed = format!("Storm closes harbour\n{page}");
        assert_eq!(proofs(&headed)[0].1.first(), Some(&None), "a headline does not run on");
    }

    #[test]
    fn rows_verse_and_quotations_prove_nothing() {
        for page in [
            "Results of the port:\n    Ships 40 against 38\n    Ferries 7 against 9\nLamps 3 against 3\n",
            "The harbour sleeps\n  below the wall\n    of stone\nand nobody\n  comes home\n",
            "The council said on Monday after the storm:\n    “We wait.”\n",
            "The harbour is closed.\nFerries wait.\n    Schools open.\nShops do not.\n",
        ] {
            assert_eq!(proofs(page), [], "{page}");
        }
    }
}
