//! The notes panel: what was noted on the open article and what was highlighted in it.

use super::action::Action;
use super::ask::Question;
use super::event::Effect;
use super::key::{Key, KeyCode};
use super::keymap::Pane;
use super::overlay::Overlay;
use super::passage::taking_away;
use super::reading::Hit;
use super::state::App;
use crate::article::{Decision, Highlight, TextRange};
use crate::text::SafeText;

/// Lines that a passage takes at most.
pub const NOTE_PASSAGE: u16 = 2;
/// Lines a row takes: the passage, the note beside its place, a blank one.
pub const NOTE_ROWS: u16 = NOTE_PASSAGE + 2;

/// The open panel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NotePanel {
    /// The chosen row: 0 for the note on the article, then the highlights in order.
    pub cursor: usize,
}

impl App {
    pub(super) fn open_notes(&mut self) -> Vec<Effect> {
        if self.opened_here().is_some() {
            self.overlay = Overlay::Notes(NotePanel::default());
        }
        Vec::new()
    }

    /// What is highlighted in the open article, in order.
    pub fn highlights(&self) -> Vec<Highlight> {
        self.reading.opened().map(|opened| opened.article.highlights(&opened.triage)).unwrap_or_default()
    }

    /// What is noted on the open article as a whole; empty where nothing is.
    pub fn article_note(&self) -> SafeText {
        self.reading.opened().and_then(|opened| opened.triage.note.clone()).unwrap_or_default()
    }

    pub(super) fn press_in_notes(&mut self, mut panel: NotePanel, key: Key) -> Vec<Effect> {
        let highlights = self.highlights();
        let chosen = panel.cursor.checked_sub(1).and_then(|at| highlights.get(at));
        match (key.code, self.keymap.action(Pane::Reading, key)) {
            (_, Some(Action::ScrollDown | Action::NextArticle)) => {
                panel.cursor = (panel.cursor + 1).min(highlights.len());
            }
            (_, Some(Action::ScrollUp | Action::PreviousArticle)) => {
                panel.cursor = panel.cursor.saturating_sub(1);
            }
            (_, Some(Action::First)) => panel.cursor = 0,
            (_, Some(Action::Last)) => panel.cursor = highlights.len(),
            (KeyCode::Enter, _) if chosen.is_none() => return self.ask(Question::ArticleNote),
            (_, Some(Action::Follow)) => return self.show_highlight(chosen),
            (_, Some(Action::Tag)) => {
                return match chosen {
                    None => self.ask(Question::ArticleNote),
                    Some(highlight) => {
                        let last = highlight.ranges.last().copied();
                        last.map_or_else(Vec::new, |last| self.ask(Question::HighlightNote(last)))
                    }
                };
            }
            (KeyCode::Delete, _) | (_, Some(Action::Untag)) => {
                let (decisions, saying) = match chosen {
                    None => (vec![Decision::Note(SafeText::default())], "took the note away"),
                    Some(highlight) => (taking_away(highlight).collect(), "took a highlight away"),
                };
                panel.cursor = panel.cursor.min(highlights.len().saturating_sub(1));
                self.overlay = Overlay::Notes(panel);
                return self.decide_on_text(&decisions, saying);
            }
            (_, Some(Action::Undo)) => {
                self.overlay = Overlay::Notes(panel);
                return self.undo();
            }
            (_, Some(Action::Copy)) => {
                let text = chosen.map_or_else(|| self.article_note(), |highlight| highlight.text.clone());
                return self.copy_text(text.to_string(), "the passage");
            }
            (_, Some(Action::Quit)) => return self.quit(),
            (_, Some(_) | None) => return Vec::new(),
        }
        self.overlay = Overlay::Notes(panel);
        Vec::new()
    }

    /// Goes to a highlight in the text.
    fn show_highlight(&mut self, highlight: Option<&Highlight>) -> Vec<Effect> {
        let Some(first) = highlight.and_then(|highlight| highlight.ranges.first()) else { return Vec::new() };
        let effects = self.look_at(Pane::Reading);
        if let Some(part) = self.reading.part_of(first.block as usize) {
            self.reading.bring_into_sight(&Hit { part, range: first.bytes() });
        }
        effects
    }

    /// Notes something on the article as a whole.
    pub(super) fn note_on_article(&mut self, note: &str) -> Vec<Effect> {
        self.decide_on_text(&[Decision::Note(SafeText::label(note))], "noted on the article")
    }

    /// Tells the list how many notes and highlighted passages the open article has by now.
    pub(super) fn count_notes(&mut self) {
        let opened = self.reading.opened();
        let counted = opened.map(|opened| (opened.article.id, opened.article.count_notes(&opened.triage)));
        if let Some((id, count)) = counted {
            self.list.count_notes(id, count);
        }
    }

    /// What is noted on the highlight whose last part this is.
    pub(super) fn noted_on(&self, range: TextRange) -> String {
        let noted = self.highlights().into_iter().find(|highlight| highlight.ranges.last() == Some(&range));
        noted.map(|highlight| highlight.note.to_string()).unwrap_or_default()
    }

    /// Notes something on the highlight whose last part this is; the panel stays open, as there may be others.
    pub(super) fn note_on_highlight(&mut self, range: TextRange, note: &str) -> Vec<Effect> {
        let place = self.highlights().iter().position(|highlight| highlight.ranges.last() == Some(&range));
        self.overlay = Overlay::Notes(NotePanel { cursor: place.map_or(0, |place| place + 1) });
        self.decide_on_text(&[Decision::Highlight(range, SafeText::label(note))], "noted on a passage")
    }
}
