//! The provenance panel's keys: moving over the page, and setting right how it was understood.

use std::sync::Arc;

use super::action::Action;
use super::deed::{Change, Deed};
use super::event::{Effect, NoticeKind};
use super::key::{Key, KeyCode};
use super::keymap::Pane;
use super::overlay::Overlay;
use super::prompt::{Prompt, Typed};
use super::reading::Search;
use super::source_page::{Provenance, SourcePage, Telling};
use super::state::App;
use crate::article::{ArticleId, Correction, Decision, Explanation, LineKey};
use crate::text::SafeText;

/// What keys do in the provenance panel besides moving; these are not rebound.
pub const PANEL_KEYS: [(&str, &str); 6] = [
    ("Tab", "why the article has its tags, and back to the page"),
    ("s", "an article begins with this line"),
    ("J", "no article begins here: join it with the one above"),
    ("c C", "this line is a caption, is none"),
    ("H", "give the article another headline"),
    ("u", "undo"),
];

impl App {
    /// Opens the panel and asks for the page.
    pub(super) fn open_provenance(&mut self) -> Vec<Effect> {
        let Some(opened) = self.reading.opened() else { return Vec::new() };
        let path = opened.article.source.path.clone();
        self.overlay = Overlay::Provenance(Box::default());
        self.lacks_explanation().into_iter().chain([Effect::ShowPage(path)]).collect()
    }

    /// Asks why the open article has its tags, where that is to be shown and is not known.
    pub(super) fn lacks_explanation(&self) -> Option<Effect> {
        let opened = self.reading.opened().filter(|opened| opened.explanation.is_none())?;
        let marked = self.reading.search().and_then(Search::marked).is_some();
        let shown = matches!(self.overlay, Overlay::Provenance(_)) || marked;
        shown.then_some(Effect::Explain(opened.article.id))
    }

    /// Takes why an article has its tags; what shows it grows by that.
    pub(super) fn take_explanation(&mut self, id: ArticleId, explanation: Arc<Explanation>) -> Vec<Effect> {
        if self.reading.explain(id, explanation) {
            self.tell_unearned();
            self.scroll_to_line();
        }
        Vec::new()
    }

    /// Takes the page, if it is still asked for. After a correction the list follows to the article of the cursor.
    pub(super) fn take_page(&mut self, page: SourcePage) -> Vec<Effect> {
        let id = self.reading.shown_or_awaited();
        let Overlay::Provenance(panel) = &mut self.overlay else { return Vec::new() };
        let Some(id) = id else { return Vec::new() };
        panel.show(page, id);
        let article = panel.article();
        let mut effects = Vec::new();
        if let Some(place) = article.and_then(|article| self.list.place_of(article)) {
            self.list.choose(place);
        } else if !self.list.is_whole() {
            self.list.seek(article);
            effects.extend(self.list_on(usize::MAX));
        }
        self.scroll_to_line();
        effects.extend(self.follow_cursor());
        effects
    }

    pub(super) fn press_in_provenance(&mut self, mut panel: Box<Provenance>, key: Key) -> Vec<Effect> {
        if let Some(prompt) = panel.prompt.take() {
            return self.press_in_headline(panel, prompt, key);
        }
        if self.keymap.action(Pane::Reading, key) == Some(Action::SwitchPane) {
            return self.turn_panel(panel);
        }
        if panel.telling == Telling::Tags || panel.line().is_none() {
            let top = panel.top;
            let scrolled = |top| Overlay::Provenance(Box::new(Provenance { top, ..(*panel).clone() }));
            let longest = self.longest_panel(&panel);
            return self.press_over_lines(scrolled, (top, longest), key);
        }
        let page = isize::try_from(self.size.height / 2).unwrap_or(1).max(1);
        let letter = if let (KeyCode::Char(letter), false) = (key.code, key.control) { letter } else { ' ' };
        match self.keymap.action(Pane::Reading, key) {
            _ if "sJcCH".contains(letter) && letter != ' ' => return self.press_correction(panel, letter),
            Some(Action::Undo) => {
                self.overlay = Overlay::Provenance(panel);
                return self.undo();
            }
            Some(Action::ScrollDown) => panel.step(1),
            Some(Action::ScrollUp) => panel.step(-1),
            Some(Action::Advance | Action::PageDown | Action::HalfPageDown) => panel.step(page),
            Some(Action::PageUp | Action::HalfPageUp) => panel.step(-page),
            Some(Action::First) => {
                panel.cursor = 0;
                panel.top = 0;
            }
            Some(Action::Last) => panel.step(isize::MAX),
            Some(Action::Quit) => return self.quit(),
            Some(_) | None => return Vec::new(),
        }
        self.overlay = Overlay::Provenance(panel);
        self.scroll_to_line();
        Vec::new()
    }

    /// From the page to why the article has its tags, and back.
    fn turn_panel(&mut self, mut panel: Box<Provenance>) -> Vec<Effect> {
        panel.telling = match panel.telling {
            Telling::Page => Telling::Tags,
            Telling::Tags => Telling::Page,
        };
        panel.top = 0;
        let page = panel.telling == Telling::Page;
        self.overlay = Overlay::Provenance(panel);
        if page {
            self.scroll_to_line();
        }
        Vec::new()
    }

    /// By how many lines the panel may be scrolled.
    fn longest_panel(&self, panel: &Provenance) -> usize {
        let lines =
            self.reading.opened().map_or(0, |opened| super::why_lines(opened, panel, self.size.width).len());
        lines.saturating_sub(usize::from(self.size.height) / 2)
    }

    /// Carries out one of the letters of [`PANEL_KEYS`].
    fn press_correction(&mut self, mut panel: Box<Provenance>, letter: char) -> Vec<Effect> {
        let Some(line) = panel.line().cloned() else { return Vec::new() };
        if letter == 'H' {
            let text = self.list.current().map(|row| row.headline.to_string()).unwrap_or_default();
            panel.prompt = Some(Prompt::with(&text));
            self.overlay = Overlay::Provenance(panel);
            return Vec::new();
        }
        let article = panel.article().or_else(|| self.reading.id());
        self.overlay = Overlay::Provenance(panel);
        let (Some(key), Some(article)) = (line.key, article) else {
            self.say(NoticeKind::Warning, SafeText::label("only lines of text pages can be corrected"));
            return Vec::new();
        };
        if letter == 'J' && line.begins.is_none() {
            self.say(NoticeKind::Warning, SafeText::label("no article begins with this line"));
            return Vec::new();
        }
        let (correction, saying) = of_line(letter, key, line.number);
        if line.corrections.iter().any(|(_, known)| *known == correction) {
            self.say(NoticeKind::Done, SafeText::label(&format!("already so: {saying}")));
            return Vec::new();
        }
        let mut changes: Vec<Change> = line
            .corrections
            .iter()
            .filter(|(_, known)| known.contradicts(&correction))
            .map(|(id, known)| withdrawal(*id, known))
            .collect();
        changes.push(making(article, correction));
        self.correct(changes, &saying)
    }

    fn press_in_headline(&mut self, mut panel: Box<Provenance>, mut prompt: Prompt, key: Key) -> Vec<Effect> {
        let typed = prompt.press(key);
        let text = SafeText::label(prompt.text().trim());
        if !matches!(typed, Typed::Taken | Typed::Left) {
            panel.prompt = Some(prompt);
        }
        let article = panel.article().or_else(|| self.reading.id());
        self.overlay = Overlay::Provenance(panel);
        let (Typed::Taken, Some(id), false) = (typed, article, text.is_empty()) else { return Vec::new() };
        let correction = Correction::Headline(text);
        let before = self.list.triage(id).map(|triage| triage.corrections.clone()).unwrap_or_default();
        let replaced = before.iter().filter(|known| known.contradicts(&correction));
        let mut changes: Vec<Change> = replaced.map(|known| withdrawal(id, known)).collect();
        if !before.contains(&correction) {
            changes.push(making(id, correction));
        }
        self.correct(changes, "the article has another headline")
    }

    /// Makes changes as one act, spoken of like this; none where there are none.
    pub(super) fn correct(&mut self, changes: Vec<Change>, saying: &str) -> Vec<Effect> {
        if changes.is_empty() {
            return Vec::new();
        }
        let deed = Deed::new(changes, SafeText::label(saying));
        let act = self.history.begin(deed.clone(), &self.list);
        self.apply(&deed);
        vec![Effect::Save(act)]
    }

    /// Scrolls the panel so that the cursor's line is on screen.
    pub(super) fn scroll_to_line(&mut self) {
        let above = self.reading.opened().map_or(0, |opened| super::lines_above_page(opened).len());
        // The bottom line of the screen and the rules around the panel show nothing of it.
        let height = usize::from(self.size.height).saturating_sub(6).max(1);
        if let Overlay::Provenance(panel) = &mut self.overlay
            && panel.telling == Telling::Page
        {
            let line = above + panel.cursor;
            let lowest = line.saturating_sub(height - 1);
            panel.top = panel.top.min(line).max(lowest);
        }
    }
}

/// The correction of a line that a letter stands for, and how it is spoken of.
fn of_line(letter: char, key: LineKey, number: u32) -> (Correction, String) {
    match letter {
        's' => (Correction::Split(key), format!("an article begins with line {number}")),
        'J' => (Correction::Join(key), format!("line {number} goes on with the article above")),
        'c' => (Correction::Caption(key), format!("line {number} is a caption")),
        _ => (Correction::NotCaption(key), format!("line {number} is no caption")),
    }
}

fn making(id: ArticleId, correction: Correction) -> Change {
    Change { id, decision: Decision::Correct(correction.clone()), inverse: Decision::Withdraw(correction) }
}

fn withdrawal(id: ArticleId, correction: &Correction) -> Change {
    Change {
        id,
        decision: Decision::Withdraw(correction.clone()),
        inverse: Decision::Correct(correction.clone()),
    }
}
