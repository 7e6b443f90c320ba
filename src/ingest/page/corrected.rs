//! The reader's corrections of one page, by its lines: where articles begin, and what is a caption.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lines::Line;
use super::opening::Piece;
use super::roles::{Role, Section};
use super::survey::Survey;
use crate::article::{BlockKind, Correction, LineKey, RemovedKind};
use crate::ingest::Corrections;

/// The corrections that hold on one page.
#[derive(Debug, Default)]
pub(super) struct Corrected {
    marks: BTreeMap<u32, Mark>,
}

/// What was set right about a line.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    boundary: Option<Boundary>,
    kind: Option<Kind>,
}

/// Whether an article begins with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Boundary {
    None,
    Article,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Text,
    Caption,
}

impl Mark {
    /// Takes a correction in; of two that contradict, a split and a caption hold.
    fn add(&mut self, correction: &Correction) {
        match correction {
            Correction::Split(_) => self.boundary = self.boundary.max(Some(Boundary::Article)),
            Correction::Join(_) => self.boundary = self.boundary.max(Some(Boundary::None)),
            Correction::Caption(_) => self.kind = self.kind.max(Some(Kind::Caption)),
            Correction::NotCaption(_) => self.kind = self.kind.max(Some(Kind::Text)),
            Correction::Headline(_) => {}
        }
    }
}

impl Corrected {
    /// Finds the lines of a page that were corrected.
    pub(super) fn of(lines: &[(u32, LineKey)], corrections: &Corrections) -> Self {
        let mut marks: BTreeMap<u32, Mark> = BTreeMap::new();
        if !corrections.spares_lines() {
            for (line, key) in lines {
                for correction in corrections.about(*key) {
                    marks.entry(*line).or_default().add(correction);
                }
            }
        }
        Self { marks }
    }

    /// Whether a line was corrected and so is never the continuation of the one above.
    pub(super) fn stands_alone(&self, line: u32) -> bool {
        self.marks.contains_key(&line)
    }

    /// Cuts sections where the reader did, and puts those together that the reader did.
    pub(super) fn cut(&self, sections: Vec<Range<usize>>, pieces: &[Piece]) -> Vec<Range<usize>> {
        let mut cut: Vec<Range<usize>> = Vec::with_capacity(sections.len());
        for section in sections {
            let joins = self.boundary(pieces, section.start) == Some(Boundary::None);
            match cut.last_mut().filter(|_| joins) {
                Some(before) => before.end = section.end,
                None => cut.push(section),
            }
        }
        for at in 0..pieces.len() {
            if self.boundary(pieces, at) == Some(Boundary::Article) {
                split(&mut cut, at, pieces.len());
            }
        }
        cut
    }

    /// Tells the parts of a section as the reader corrected them.
    pub(super) fn tell(&self, survey: &Survey<'_>, mut section: Section) -> Section {
        if self.boundary(survey.pieces, section.range.start) == Some(Boundary::Article) {
            section = Section::whole(survey, section.range);
        }
        for at in section.range.clone() {
            let is_caption =
                matches!(section.parts.get(at), Role::Caption | Role::Removed(RemovedKind::Caption, _));
            match self.mark(survey.pieces, at).and_then(|mark| mark.kind) {
                Some(Kind::Caption) => section.parts.set(at, Role::Caption),
                Some(Kind::Text) if is_caption => {
                    section.parts.set(at, Role::Body(BlockKind::Paragraph));
                }
                Some(Kind::Text) | None => {}
            }
        }
        section
    }

    fn boundary(&self, pieces: &[Piece], at: usize) -> Option<Boundary> {
        self.mark(pieces, at)?.boundary
    }

    /// What was set right about the line that a piece begins.
    fn mark(&self, pieces: &[Piece], at: usize) -> Option<Mark> {
        let line = pieces.get(at)?.lines.first;
        let begins = at
            .checked_sub(1)
            .and_then(|before| pieces.get(before))
            .is_none_or(|before| before.lines.first != line);
        self.marks.get(&line).copied().filter(|_| begins)
    }
}

/// Makes a section begin at a piece.
fn split(sections: &mut Vec<Range<usize>>, at: usize, all: usize) {
    let place = sections.partition_point(|section| section.start < at);
    let next = sections.get(place).map_or(all, |section| section.start);
    if next == at {
        return;
    }
    let before = place.checked_sub(1).and_then(|before| sections.get_mut(before));
    let end = before.map_or(next, |before| std::mem::replace(&mut before.end, at));
    sections.insert(place, at..end);
}

/// Each line with its key.
pub(super) fn keys(lines: &[Line]) -> Vec<(u32, LineKey)> {
    let keys = LineKey::of_lines(lines.iter().map(|line| line.text.as_str()));
    lines.iter().map(|line| line.lines.first).zip(keys).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::article::ArticleId;
    use crate::ingest::page;
    use crate::ingest::{Page, Rules};
    use crate::text::{self, SafeText};

    const PAGE: &str = "Harbour closes after storm\n\nThe harbour closed on Monday, officials said.\n\
                        Ships wait outside the port of Blue\n\nThe ships waited for two days, they said.\n\
                        A crane in the harbour\nNobody was hurt, the police said on Tuesday.\n";

    fn read(corrections: &[Correction]) -> Page {
        let made = corrections.iter().map(|correction| (ArticleId::of_body(["any"]), correction));
        let rules = Rules { corrections: Corrections::of(made), ..Rules::default() };
        page::read(Path::new("page.txt"), &text::decode(PAGE.as_bytes()), &rules)
    }

    fn key(above: &str, line: &str) -> LineKey {
        LineKey::of(above, line)
    }

    fn headlines(page: &Page) -> Vec<&str> {
        page.articles.iter().map(|article| article.headline.text.as_str()).collect()
    }

    const SHIPS: &str = "Ships wait outside the port of Blue";

    #[test]
    fn a_page_is_cut_where_the_reader_cuts_it() {
        assert_eq!(headlines(&read(&[])).len(), 1);
        let line = key("The harbour closed on Monday, officials said.", SHIPS);
        let page = read(&[Correction::Split(line)]);
        assert_eq!(headlines(&page), ["Harbour closes after storm", SHIPS]);
        let joined = read(&[Correction::Join(line)]);
        assert_eq!(headlines(&joined), ["Harbour closes after storm"]);
    }

    #[test]
    fn captions_are_what_the_reader_says() {
        let line = key("The ships waited for two days, they said.", "A crane in the harbour");
        let page = read(&[Correction::Caption(line)]);
        let captions: Vec<&SafeText> =
            page.articles[0].captions.iter().map(|caption| &caption.text).collect();
        assert_eq!(captions, ["A crane in the harbour"].map(SafeText::label).iter().collect::<Vec<_>>());
        let back = read(&[Correction::NotCaption(line)]);
        assert!(back.articles[0].captions.is_empty());
    }

    #[test]
    fn a_line_elsewhere_is_not_corrected() {
        let page = read(&[Correction::Split(key("Another line", SHIPS))]);
        assert_eq!(page, read(&[]));
    }

    #[test]
    fn sections_are_split_at_any_place() {
        let at = |place| {
            let mut sections = vec![2..5, 5..9];
            split(&mut sections, place, 9);
            sections
        };
        assert_eq!(at(0), [0..2, 2..5, 5..9]);
        assert_eq!(at(3), [2..3, 3..5, 5..9]);
        assert_eq!(at(5), [2..5, 5..9]);
        assert_eq!(at(8), [2..5, 5..8, 8..9]);
    }
}
