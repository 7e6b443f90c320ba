//! An article laid out for a width: every line it takes, each knowing which part of the article it shows.

use super::event::Opened;
use super::part::{Part, PartKind};
use crate::article::{
    Article, Block, BlockKind, HeadlineOrigin, MonthName, Position, Subjects, time_in_words,
};
use crate::text::{
    Hyphenation, Row, SafeText, WrapOptions, runs_right_to_left, wrap_set_in, wrap_to_justify,
};

/// Columns kept free at each side of the text where there is room.
const MARGIN: u16 = 2;
/// Below this width the margins give way to text.
const ROOM_FOR_MARGINS: u16 = 40;

/// What is said of a page that was changed.
const CHANGED: &str = "The page has changed since you last decided anything about it.";

/// What is said of an article whose page is no longer there.
const GONE: &str = "The page of this article is no longer there.";

/// How to lay out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Columns of the pane.
    pub width: u16,
    /// The longest line wished for.
    pub measure: u16,
    /// Break words of the languages whose patterns are known.
    pub hyphenate: bool,
    /// Spread words over the measure.
    pub justify: bool,
    /// What parts paragraphs.
    pub spacing: Spacing,
}

/// What parts paragraphs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Spacing {
    /// A blank line.
    #[default]
    Spaced,
    /// An indent at the beginning of each that follows another.
    Indented,
}

impl Spacing {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Spaced, Self::Indented];

    /// Its name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Spaced => "spaced",
            Self::Indented => "indented",
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|spacing| spacing.name() == name)
    }
}

/// One line of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Space between parts.
    Blank,
    /// A row of a part's text.
    Text {
        /// The part, an index into [`Page::parts`].
        part: usize,
        /// The bytes it shows.
        row: Row,
    },
}

/// What stands on a line, told without its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// What part it is of.
    kind: PartKind,
    /// How many such parts stand before that one. Notes come and go, and are not counted.
    number: usize,
    /// The byte of its text.
    offset: usize,
    /// How many lines below the one that was asked about it stands.
    above: usize,
}

/// A laid-out article.
#[derive(Debug, Clone)]
pub struct Page {
    parts: Vec<Part>,
    lines: Vec<Line>,
    setting: Setting,
    hyphenation: Hyphenation,
}

impl Page {
    /// Lays an article out.
    pub fn new(opened: &Opened, setting: Setting) -> Self {
        let Opened { article, subjects, triage, .. } = opened;
        let language = article.language.as_deref().filter(|_| setting.hyphenate);
        let hyphenation = language.map_or(Hyphenation::Off, Hyphenation::of_language);
        let mut page = Self { parts: Vec::new(), lines: Vec::new(), setting, hyphenation };
        page.put(PartKind::Kicker, article.kicker.clone().unwrap_or_default());
        page.put(PartKind::Headline, article.headline.shown());
        page.gap();
        page.put(PartKind::Dateline, dateline_row(article));
        page.put(PartKind::Tags, tags_row(subjects));
        if triage.changed {
            page.put(PartKind::Tags, SafeText::label(CHANGED));
        }
        if opened.gone {
            page.put(PartKind::Tags, SafeText::label(GONE));
        }
        if let Some(note) = &triage.note {
            page.gap();
            page.put_note(note);
        }
        page.gap();
        for caption in &article.captions {
            page.put(PartKind::Caption, caption_line(&caption.text, caption.credit.as_ref()));
            page.gap();
        }
        for point in &article.standfirst {
            page.put(PartKind::Standfirst, point.text.clone());
        }
        if !article.standfirst.is_empty() {
            page.gap();
        }
        for (index, block) in article.body.iter().enumerate() {
            let on_block = triage.highlights.iter().filter(|(range, _)| range.block as usize == index);
            let notes: Vec<&SafeText> =
                on_block.map(|(_, note)| note).filter(|note| !note.is_empty()).collect();
            page.put_block(index, block, article.body.get(index + 1), &notes);
        }
        page.put(PartKind::End, SafeText::label("* * *"));
        page
    }

    /// All parts in order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// All lines in order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// What it was laid out for.
    pub fn setting(&self) -> Setting {
        self.setting
    }

    /// Columns of the text, margins taken off and no wider than the measure.
    pub fn measure(&self) -> u16 {
        measure(self.setting)
    }

    /// The column of the pane in which lines begin, so that the text stands in the middle.
    pub fn left(&self) -> u16 {
        self.setting.width.saturating_sub(self.measure()) / 2
    }

    /// The place in the article that stands on a line, or on the next line that shows the body. How much is read by then
    /// is not told.
    pub fn position(&self, line: usize) -> Position {
        let below = self.lines.iter().skip(line);
        let found = below.into_iter().find_map(|line| match line {
            Line::Blank => None,
            Line::Text { part, row } => {
                self.parts.get(*part).and_then(|part| part.block).map(|block| (block, row.range.start))
            }
        });
        match found {
            Some((block, offset)) if line > 0 => {
                Position { block: count(block), offset: count(offset), progress: 0.0 }
            }
            _ => Position::default(),
        }
    }

    /// What stands on a line, to be found again when the page is laid out anew.
    pub(super) fn place(&self, line: usize) -> Place {
        let below = self.lines.iter().enumerate().skip(line);
        let found = below.into_iter().find_map(|(at, line)| match line {
            Line::Blank => None,
            Line::Text { part, row } => {
                let shown = self.parts.get(*part).filter(|shown| shown.kind != PartKind::Note)?;
                let before = self.parts.iter().take(*part).filter(|other| other.kind == shown.kind);
                Some((at, shown.kind, before.count(), row.range.start))
            }
        });
        let (at, kind, number, offset) = found.unwrap_or((line, PartKind::End, 0, 0));
        Place { kind, number, offset, above: at - line }
    }

    /// The line on which a place stands now.
    pub(super) fn line_at(&self, place: Place) -> usize {
        let parts = self.parts.iter().enumerate().filter(|(_, part)| part.kind == place.kind);
        let part = parts.map(|(at, _)| at).nth(place.number);
        let line = part.and_then(|part| self.line_of_part(part, place.offset));
        line.unwrap_or(0).saturating_sub(place.above)
    }

    /// The line that shows a place of the article; the first line for the very beginning.
    pub fn line_of(&self, position: Position) -> usize {
        if position.block == 0 && position.offset == 0 {
            return 0;
        }
        let (block, offset) = (position.block as usize, position.offset as usize);
        self.line_showing(|part| part.block == Some(block), offset).unwrap_or(0)
    }

    /// The line that shows a byte of a part.
    pub fn line_of_part(&self, part: usize, offset: usize) -> Option<usize> {
        let wanted: *const Part = self.parts.get(part)?;
        self.line_showing(|part| std::ptr::eq(part, wanted), offset)
    }

    /// The first lines of the body's blocks, for jumps from paragraph to paragraph.
    pub fn paragraph_starts(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.lines.iter().enumerate().filter_map(|(index, line)| match line {
            Line::Text { part, row } if row.range.start == 0 => {
                self.parts.get(*part).and_then(|part| part.block).map(|_| index)
            }
            Line::Text { .. } | Line::Blank => None,
        })
    }

    fn line_showing(&self, wanted: impl Fn(&Part) -> bool, offset: usize) -> Option<usize> {
        let mut last = None;
        for (index, line) in self.lines.iter().enumerate() {
            let Line::Text { part, row } = line else { continue };
            let fits = self.parts.get(*part).is_some_and(&wanted);
            match (fits, last) {
                (true, _) if row.range.start <= offset => last = Some(index),
                (true, None) => return Some(index),
                (_, Some(_)) => return last,
                (false, None) => {}
            }
        }
        last
    }

    fn put_note(&mut self, note: &str) {
        self.put(PartKind::Note, SafeText::label(&format!("Note: {note}")));
    }

    fn put_block(&mut self, index: usize, block: &Block, next: Option<&Block>, notes: &[&SafeText]) {
        let kind = match block.kind {
            BlockKind::Paragraph => PartKind::Paragraph,
            BlockKind::Subheading => PartKind::Subheading,
            BlockKind::Quote => PartKind::Quote,
            BlockKind::Item => PartKind::Item,
            BlockKind::Preformatted => PartKind::Preformatted,
        };
        let tight = self.setting.spacing == Spacing::Indented && kind == PartKind::Paragraph;
        // After anything but a paragraph a blank line says that another one begins.
        let follows = tight && !matches!(self.lines.last(), Some(Line::Blank) | None);
        self.put_set_in(
            kind,
            block.text.clone(),
            if follows { PartKind::first_indent(self.measure()) } else { 0 },
        );
        if let Some(part) = self.parts.last_mut() {
            part.block = Some(index);
        }
        for note in notes {
            self.put_note(note);
        }
        let goes_on = |kind: BlockKind| block.kind == kind && next.is_some_and(|next| next.kind == kind);
        let paragraphs_go_on = tight && notes.is_empty() && goes_on(BlockKind::Paragraph);
        if !goes_on(BlockKind::Item) && !paragraphs_go_on {
            self.gap();
        }
    }

    fn put(&mut self, kind: PartKind, text: SafeText) {
        self.put_set_in(kind, text, 0);
    }

    fn put_set_in(&mut self, kind: PartKind, text: SafeText, first_indent: u16) {
        let indent = kind.indent(self.measure());
        let options = WrapOptions {
            width: usize::from(self.measure() - indent).max(1),
            hyphenation: if kind.is_running_text() { self.hyphenation } else { Hyphenation::Off },
        };
        let part = self.parts.len();
        let wrapped =
            if self.setting.justify && kind.is_running_text() { wrap_to_justify } else { wrap_set_in };
        let rows = wrapped(&text, options, usize::from(first_indent));
        self.lines.extend(rows.into_iter().map(|row| Line::Text { part, row }));
        let right_to_left = kind != PartKind::Preformatted && runs_right_to_left(&text);
        self.parts.push(Part { kind, text, block: None, right_to_left, first_indent });
    }

    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| *line != Line::Blank) {
            self.lines.push(Line::Blank);
        }
    }
}

fn measure(setting: Setting) -> u16 {
    let margin = if setting.width >= ROOM_FOR_MARGINS { MARGIN } else { 0 };
    setting.width.saturating_sub(2 * margin).min(setting.measure.max(1)).max(1)
}

fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// Date, minutes, byline, agency and place in one line, each only where the page gives it.
fn dateline_row(article: &Article) -> SafeText {
    let attribution = &article.attribution;
    let mut parts = vec![
        article
            .dates
            .published
            .map_or_else(|| "undated".to_owned(), |dated| dated.date.in_words(MonthName::Short)),
    ];
    parts.push(time_in_words(article.minutes()));
    if article.headline.origin == HeadlineOrigin::Derived {
        parts.push("headline from the opening words".to_owned());
    }
    parts.extend(article.dates.updated.map(|date| format!("updated {}", date.in_words(MonthName::Short))));
    parts.extend(attribution.byline.as_ref().map(|byline| format!("by {byline}")));
    parts.extend([&attribution.agency, &attribution.dateline].into_iter().flatten().map(ToString::to_string));
    SafeText::label(&parts.join(" · "))
}

fn tags_row(subjects: &Subjects) -> SafeText {
    let places = subjects.countries.iter().take(3).chain(subjects.regions.iter().take(2));
    let places: Vec<&str> = places.map(SafeText::as_str).collect();
    let topics: Vec<&str> = subjects.topics.iter().map(SafeText::as_str).collect();
    let groups = [places.join(" · "), topics.join(", ")].into_iter().filter(|group| !group.is_empty());
    SafeText::label(&groups.collect::<Vec<_>>().join("   "))
}

/// A caption with its credit after a dash instead of in brackets.
fn caption_line(text: &SafeText, credit: Option<&SafeText>) -> SafeText {
    let bare = credit.and_then(|credit| {
        let rest = text.trim_end_matches('.').strip_suffix(&format!("({credit})"))?;
        Some(format!("{} — {credit}", rest.trim_end()))
    });
    bare.map_or_else(|| text.clone(), |bare| SafeText::label(&bare))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::{Lines, Tags, TextRange, Triage};

    fn article() -> Article {
        let block = |kind, words: &str| Block { kind, text: SafeText::label(words), lines: Lines::one(1) };
        let long = "Several words that make a paragraph of some length and wrap. ".repeat(6);
        let mut body = vec![block(BlockKind::Paragraph, &long), block(BlockKind::Subheading, "A subheading")];
        body.extend((0..5).map(|_| block(BlockKind::Item, "An item of a list that is somewhat long")));
        body.extend((0..8).map(|_| block(BlockKind::Paragraph, &long)));
        let mut article = Article::plain("A headline of some words", []);
        article.body = body;
        article
    }

    fn page(width: u16) -> Page {
        page_of(width, Triage::default())
    }

    fn page_of(width: u16, triage: Triage) -> Page {
        page_set(width, Spacing::Spaced, triage)
    }

    fn page_set(width: u16, spacing: Spacing, triage: Triage) -> Page {
        let setting = Setting { width, measure: 72, hyphenate: false, justify: false, spacing };
        let opened = Opened {
            article: Arc::new(article()),
            tags: Arc::new(Tags::default()),
            subjects: Subjects::default(),
            triage,
            explanation: None,
            companions: Vec::new(),
            news: Vec::new(),
            gone: false,
        };
        Page::new(&opened, setting)
    }

    #[test]
    fn a_changed_page_says_so() {
        let says = |triage| page_of(80, triage).parts().iter().any(|part| &*part.text == CHANGED);
        assert!(says(Triage { changed: true, ..Triage::default() }));
        assert!(!says(Triage::default()));
    }

    #[test]
    fn lines_are_never_wider_than_the_measure_and_stand_in_the_middle() {
        let all = (1..=160).flat_map(|width| Spacing::ALL.map(|spacing| (width, spacing)));
        for (width, spacing) in all {
            let page = page_set(width, spacing, Triage::default());
            assert!(page.measure() <= 72 && page.measure() <= width);
            assert!(page.left() * 2 + page.measure() <= width);
            for line in page.lines() {
                let Line::Text { part, row } = line else { continue };
                let part = &page.parts()[*part];
                let shown = crate::text::width(&part.text[row.shown.clone()]) + usize::from(row.hyphen);
                let indent = usize::from(part.indent_of(row, page.measure()));
                assert!(shown + indent <= usize::from(page.measure()), "width {width}: {}", &part.text);
            }
        }
    }

    #[test]
    fn place_in_the_text_is_found_again_at_any_width() {
        let one = page(100);
        for line in 0..one.lines().len() {
            let position = one.position(line);
            let back = one.line_of(position);
            assert_eq!(one.position(back).block, position.block, "line {line}");
            for width in [20, 41, 77, 200] {
                let other = page(width);
                let there = other.position(other.line_of(position));
                assert_eq!(there.block, position.block, "line {line} at width {width}");
                assert!(there.offset <= position.offset, "line {line} at width {width}");
            }
        }
    }

    #[test]
    fn paragraphs_that_follow_one_another_are_set_in_instead_of_parted() {
        let page = page_set(80, Spacing::Indented, Triage::default());
        let begins: Vec<usize> = page.paragraph_starts().collect();
        let set_in = |line: usize| match &page.lines()[line] {
            Line::Text { part, row } => page.parts()[*part].indent_of(row, page.measure()),
            Line::Blank => 0,
        };
        let blank_above = |line: usize| page.lines()[line - 1] == Line::Blank;
        assert_eq!(begins.len(), 15);
        assert_eq!((set_in(begins[0]), blank_above(begins[0])), (0, true), "the first one");
        assert_eq!((set_in(begins[7]), blank_above(begins[7])), (0, true), "the one behind the list");
        for follower in &begins[8..] {
            assert_eq!((set_in(*follower), blank_above(*follower)), (2, false));
            assert_eq!(set_in(follower + 1), 0, "only its first row");
        }
    }

    #[test]
    fn items_of_a_list_stand_close_together() {
        let page = page(80);
        let items: Vec<usize> = page.paragraph_starts().skip(2).take(5).collect();
        assert_eq!(items.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<_>>(), [1, 1, 1, 1]);
    }

    #[test]
    fn every_line_is_found_again_where_notes_were_written() {
        let before = page(80);
        let highlights =
            (0..6).map(|block| (TextRange { block, start: 0, length: 3 }, SafeText::label("a note")));
        let triage = Triage {
            note: Some(SafeText::label("on the whole")),
            highlights: highlights.collect(),
            ..Triage::default()
        };
        let after = page_of(80, triage);
        let shown = |page: &Page, line: usize| match &page.lines()[line] {
            Line::Blank => None,
            Line::Text { part, row } => Some(page.parts()[*part].text[row.range.clone()].to_owned()),
        };
        assert!(after.lines().len() > before.lines().len() + 6);
        for line in 0..before.lines().len() {
            let there = after.line_at(before.place(line));
            assert_eq!(shown(&before, line), shown(&after, there), "line {line}");
            assert_eq!(before.line_at(after.place(there)), line);
        }
    }
}
