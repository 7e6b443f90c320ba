//! The reading pane: the article laid out, the line at its top, and the words looked for in it.

use std::ops::Range;
use std::sync::Arc;

use crate::article::{ArticleId, Became, Explanation, Mention, Position, Triage};

use super::event::Opened;
use super::marks::Marked;
use super::page::{Page, Place, Setting};
use super::passage::Passage;
use super::sought::Wording;

/// Lines of the last page that stay in sight when paging.
const OVERLAP: usize = 1;

/// What is read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub(super) opened: Option<Opened>,
    /// What became of the article that is open, until that comes.
    pub(super) became: Option<Became>,
    awaited: Option<ArticleId>,
    pub(super) page: Option<Page>,
    pub(super) top: usize,
    pub(super) height: usize,
    kept: Position,
    /// The line at the top after the article was last laid out, and the place that is to stay there until it is scrolled.
    held: Option<(usize, Place)>,
    /// The place at the top before the last jump.
    pub(super) left: Option<Place>,
    /// The words looked for in it.
    pub(super) search: Option<Search>,
    /// The filter whose words were marked when the article was opened, or since.
    pub(super) marked_for: String,
    /// The addresses of the article.
    pub(super) links: Vec<Mention>,
    /// The address that is selected.
    pub(super) link: Option<usize>,
    /// The passage that is being marked.
    pub(super) passage: Option<Passage>,
    /// Minutes of reading in the open article, which are not to be counted for every frame.
    minutes: usize,
}

/// Words looked for in the article, or marked in it.
#[derive(Debug, Clone)]
pub struct Search {
    pub(super) sought: Sought,
    pub(super) hits: Vec<Hit>,
    /// The hit the reader is at; none before the first was gone to.
    pub(super) at: Option<usize>,
}

/// What is looked for.
#[derive(Debug, Clone)]
pub(super) enum Sought {
    /// What the reader typed.
    Words(String),
    /// What the filter looks for.
    Filter(Box<Wording>),
    /// The words that earned tags.
    Marked(Marked),
}

/// One place where the words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The part of the page.
    pub part: usize,
    /// The bytes of the part's text.
    pub range: Range<usize>,
}

impl Reading {
    /// The article that is open.
    pub fn opened(&self) -> Option<&Opened> {
        self.opened.as_ref()
    }

    /// The id of the article that is open.
    pub fn id(&self) -> Option<ArticleId> {
        self.opened.as_ref().map(|opened| opened.article.id)
    }

    /// The id of the article that is open, or of what became of it, or was asked for.
    pub fn shown_or_awaited(&self) -> Option<ArticleId> {
        self.became.and_then(Became::now).or(self.id()).or(self.awaited)
    }

    /// Whether an article was asked for and has not come.
    pub fn awaits(&self, id: ArticleId) -> bool {
        self.awaited == Some(id)
    }

    /// Whether an article was asked for, whichever, and has not come.
    pub(super) fn awaits_text(&self) -> bool {
        self.awaited.is_some()
    }

    /// The laid-out article.
    pub fn page(&self) -> Option<&Page> {
        self.page.as_ref()
    }

    /// The first line on screen, from 0.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Opens an article where reading stopped.
    pub fn open(&mut self, opened: Opened, setting: Setting, position: Position) {
        let page = Page::new(&opened, setting);
        self.top = page.line_of(position);
        self.page = Some(page);
        self.links = opened.article.mentions();
        self.minutes = opened.article.minutes();
        self.link = None;
        self.left = None;
        self.passage = None;
        self.opened = Some(opened);
        (self.awaited, self.became) = (None, None);
        self.search = None;
        self.marked_for.clear();
        self.stay_inside();
        // Where it opens is where it was left, even where another size of the screen shows another line at the top.
        self.stand_here();
    }

    /// Takes the open article as it is now; the text at the top stays there, also where it is another article now.
    pub fn renew(&mut self, opened: Opened) {
        let Some(page) = &self.page else { return };
        let setting = page.setting();
        let before = (self.id() != Some(opened.article.id)).then(|| page.clone());
        self.links = opened.article.mentions();
        self.minutes = opened.article.minutes();
        self.link = self.link.filter(|link| *link < self.links.len());
        self.passage = None;
        self.opened = Some(opened);
        match before {
            None => self.lay_out(setting),
            Some(before) => self.lay_out_in_place_of(&before),
        }
    }

    /// Lays out what became of the article that was open; the words at the top stay there.
    fn lay_out_in_place_of(&mut self, before: &Page) {
        let Some(opened) = &self.opened else { return };
        let page = Page::new(opened, before.setting());
        self.top = page.line_of_words(before, self.top);
        self.page = Some(page);
        (self.became, self.left, self.held) = (None, None, None);
        self.stay_inside();
        self.search_again();
    }

    /// Takes why an article has its tags, and marks its words where they are to be marked; says whether it is open.
    pub(super) fn explain(&mut self, id: ArticleId, explanation: Arc<Explanation>) -> bool {
        let Some(opened) = self.opened.as_mut().filter(|opened| opened.article.id == id) else {
            return false;
        };
        opened.explanation = Some(explanation);
        if let Some(marked) = self.search.as_ref().and_then(Search::marked) {
            self.mark(marked);
        }
        true
    }

    /// Shows what the reader has noted and highlighted by now; the text at the top stays there.
    pub(super) fn show_notes(&mut self, state: &Triage) {
        let Some(opened) = &mut self.opened else { return };
        if opened.triage.highlights == state.highlights && opened.triage.note == state.note {
            return;
        }
        opened.triage.highlights.clone_from(&state.highlights);
        opened.triage.note.clone_from(&state.note);
        if let Some(page) = &self.page {
            self.lay_out(page.setting());
        }
    }

    /// Lays the open article out; the text at the top stays there.
    pub(super) fn lay_out(&mut self, setting: Setting) {
        let (Some(opened), Some(page)) = (&self.opened, &self.page) else { return };
        let place = match self.held {
            Some((top, place)) if top == self.top => place,
            Some(_) | None => page.place(self.top),
        };
        let page = Page::new(opened, setting);
        self.top = page.line_at(place);
        self.page = Some(page);
        self.stay_inside();
        // Laying out anew may put other words at the top, but it is these that are to stay.
        self.held = Some((self.top, place));
        self.search_again();
    }

    /// Nothing is open any more, and this article is asked for.
    pub fn wait_for(&mut self, id: Option<ArticleId>) {
        *self = Self { height: self.height, awaited: id, ..Self::default() };
    }

    /// Lays out for another size; the text at the top stays there.
    pub fn resize(&mut self, setting: Setting, height: u16) {
        let stands = !self.has_moved();
        let shows_hit = self.hit_line().is_some_and(|line| self.shows(line));
        self.height = usize::from(height);
        if self.page.as_ref().is_some_and(|page| page.setting() != setting) {
            self.lay_out(setting);
        }
        self.stay_inside();
        if shows_hit {
            self.keep_hit_in_sight();
        }
        if stands {
            self.stand_here();
        }
    }

    /// Scrolls by lines, stopping at the ends.
    pub fn scroll(&mut self, lines: isize) {
        self.top = self.top.saturating_add_signed(lines);
        self.stay_inside();
    }

    /// Scrolls by pages or halves of them, stopping at the ends.
    pub fn turn(&mut self, pages: Turn) {
        let whole = self.height.saturating_sub(OVERLAP).max(1);
        let half = (self.height / 2).max(1);
        let lines = match pages {
            Turn::Page => whole.cast_signed(),
            Turn::PageBack => -whole.cast_signed(),
            Turn::Half => half.cast_signed(),
            Turn::HalfBack => -half.cast_signed(),
        };
        self.scroll(lines);
    }

    /// To the first line.
    pub fn first(&mut self) {
        self.jump(0);
    }

    /// To the last page.
    pub fn last(&mut self) {
        self.jump(usize::MAX);
    }

    /// To the paragraph after the one at the top.
    pub fn paragraph_down(&mut self) {
        let top = self.top;
        let next = self.page.as_ref().and_then(|page| page.paragraph_starts().find(|line| *line > top));
        self.top = next.unwrap_or(self.top);
        self.stay_inside();
    }

    /// To the beginning of the paragraph at the top, or of the one before.
    pub fn paragraph_up(&mut self) {
        let top = self.top;
        let above =
            self.page.as_ref().and_then(|page| page.paragraph_starts().rev().find(|line| *line < top));
        self.top = above.unwrap_or(0);
    }

    /// Whether an article is open and its last line on screen.
    pub fn at_end(&self) -> bool {
        self.page.as_ref().is_some_and(|page| self.top + self.height >= page.lines().len())
    }

    /// The share of the article that is on screen or above it, in percent.
    pub fn percent(&self) -> usize {
        let Some(page) = &self.page else { return 0 };
        let whole = page.lines().len().max(1);
        (self.top + self.height).min(whole) * 100 / whole
    }

    /// The same, or nothing where the text was not begun: its first paragraph is at the top, or below.
    pub fn begun(&self) -> usize {
        let position = self.page.as_ref().map(|page| page.position(self.top)).unwrap_or_default();
        if (position.block, position.offset) == (0, 0) { 0 } else { self.percent() }
    }

    /// Minutes that the text below the screen takes to read.
    pub fn minutes_left(&self) -> usize {
        (self.minutes * (100 - self.percent())).div_ceil(100)
    }

    /// Where reading stands, if it moved since it was last kept.
    pub fn moved(&mut self) -> Option<(ArticleId, Position)> {
        let position = self.page.as_ref()?.position(self.top).with_percent(self.begun());
        let id = self.id()?;
        if !self.has_moved() {
            return None;
        }
        self.kept = position;
        Some((id, position))
    }

    /// Whether the reader moved since the place was last kept.
    fn has_moved(&self) -> bool {
        let position = self.page.as_ref().map(|page| page.position(self.top));
        position.is_some_and(|now| (now.block, now.offset) != (self.kept.block, self.kept.offset))
    }

    /// What is at the top now is where the reader stands: no key led there.
    fn stand_here(&mut self) {
        if let Some(page) = &self.page {
            self.kept = page.position(self.top);
        }
    }

    /// The line of the article's file that stands at the top, or on the next line that shows the body; the article's first
    /// one at the beginning.
    pub(super) fn line_of_page(&self) -> u32 {
        let (Some(opened), Some(page)) = (&self.opened, &self.page) else { return 0 };
        let block = (self.top > 0).then(|| page.position(self.top).block as usize);
        let block = block.and_then(|block| opened.article.body.get(block));
        block.map_or(opened.article.source.lines.first, |block| block.lines.first)
    }

    /// Goes to a line, as far as there are lines.
    pub fn go_to(&mut self, line: usize) {
        self.top = line;
        self.stay_inside();
    }

    pub(super) fn stay_inside(&mut self) {
        let lines = self.page.as_ref().map_or(0, |page| page.lines().len());
        self.top = self.top.min(lines.saturating_sub(self.height));
    }
}

/// How far one key turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// A page down.
    Page,
    /// A page up.
    PageBack,
    /// Half a page down.
    Half,
    /// Half a page up.
    HalfBack,
}
