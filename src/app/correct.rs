//! The provenance panel's keys: moving over the page, and setting right how it was understood.

use std::sync::Arc;

use super::action::Action;
use super::deed::{Change, Deed};
use super::event::{Effect, NoticeKind};
use super::key::{Key, KeyCode};
use super::keymap::Pane;
use super::overlay::Overlay;
use super::prompt::{Prompt, Typed};
use super::provenance::{lines_above_page, lines_below_page, tags_in_full};
use super::reading::Search;
use super::source_page::{PanelSize, Provenance, SourceLine, SourcePage, Telling};
use super::state::App;
use crate::article::{ArticleId, Correction, Decision, Explanation, LineKey};
use crate::text::SafeText;

/// What keys do in the provenance panel besides moving; these are not rebound.
pub const PANEL_KEYS: [(&str, &str); 10] = [
    ("Tab", "why the article has its tags, and back to the page"),
    ("s", "an article begins with this line"),
    ("J", "no article begins here: join it with the one above"),
    ("c C", "this line is a caption, is none"),
    ("H", "give the article another headline"),
    ("u ^R", "undo, redo"),
    ("n N", "the next, the previous line that is in no article"),
    ("{ }", "the article above, the next one of the page"),
    ("e", "this line in your editor"),
    ("Esc", "back to the text"),
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
        let place = (self.reading.line_of_page(), self.reading.id());
        let awaited = self.reading.shown_or_awaited().is_some();
        let columns = self.panes().panel(self.size).width;
        let Overlay::Provenance(panel) = &mut self.overlay else { return Vec::new() };
        if !awaited {
            return Vec::new();
        }
        panel.show(page, place, columns);
        let article = panel.article();
        let mut effects = Vec::new();
        if let Some(place) = article.and_then(|article| self.list.place_of(article)) {
            self.list.choose(place);
        } else if !self.list.is_whole() {
            self.list.seek(article);
            effects.extend(self.list_on(usize::MAX));
        }
        self.set_page();
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
        if matches!(self.keymap.action(Pane::Reading, key), Some(Action::Retag | Action::Untag)) {
            return self.open_retag();
        }
        if panel.telling == Telling::Tags || panel.line().is_none() {
            let top = panel.top;
            let scrolled = |top| Overlay::Provenance(Box::new(Provenance { top, ..(*panel).clone() }));
            let longest = self.longest_panel(&panel);
            return self.press_over_lines(scrolled, (top, longest), key);
        }
        let letter = if let (KeyCode::Char(letter), false) = (key.code, key.control) { letter } else { ' ' };
        if "sJcCH".contains(letter) && letter != ' ' {
            return self.press_correction(panel, letter);
        }
        let action = self.keymap.action(Pane::Reading, key);
        match action {
            Some(Action::Dismiss | Action::Back | Action::Return | Action::Provenance) => return Vec::new(),
            Some(Action::Quit) => return self.quit(),
            Some(Action::Undo) => {
                self.overlay = Overlay::Provenance(panel);
                return self.undo();
            }
            Some(Action::Redo) => {
                self.overlay = Overlay::Provenance(panel);
                return self.redo();
            }
            Some(Action::EditSource) => {
                let line = panel.line().map_or(1, |line| line.number);
                self.overlay = Overlay::Provenance(panel);
                return self.edit_at(line);
            }
            Some(_) | None => {}
        }
        let size = self.panel_size(&panel);
        let moved = action.map_or(Moved::NoKey, |action| move_over_page(&mut panel, action, size));
        self.overlay = Overlay::Provenance(panel);
        match moved {
            Moved::There => self.set_page(),
            Moved::Nowhere => self.say(NoticeKind::Done, SafeText::label("no other one in this direction")),
            Moved::NoKey => {
                let text = format!("{key} does nothing here · Esc closes");
                self.say(NoticeKind::Done, SafeText::label(&text));
            }
        }
        Vec::new()
    }

    /// From the page to why the article has its tags, and back.
    fn turn_panel(&mut self, mut panel: Box<Provenance>) -> Vec<Effect> {
        panel.telling = match panel.telling {
            Telling::Page => Telling::Tags,
            Telling::Tags => Telling::Page,
        };
        panel.top = if panel.telling == Telling::Page { usize::MAX } else { 0 };
        self.overlay = Overlay::Provenance(panel);
        self.scroll_to_line();
        Vec::new()
    }

    /// By how many rows the panel may be scrolled where no cursor is on a line of the page.
    fn longest_panel(&self, panel: &Provenance) -> usize {
        let size = self.panel_size(panel);
        let told = |opened| match panel.telling {
            Telling::Tags => tags_in_full(opened, self.size.width).len(),
            Telling::Page => size.above + size.below,
        };
        self.reading.opened().map_or(0, told).saturating_sub(size.height / 2)
    }

    /// How the panel stands on the screen.
    fn panel_size(&self, panel: &Provenance) -> PanelSize {
        let around = self.reading.opened();
        let around =
            around.map(|opened| (lines_above_page(opened, panel).len(), lines_below_page(opened).len()));
        let (above, below) = around.unwrap_or_default();
        let height = usize::from(self.panes().panel(self.size).height).max(1);
        PanelSize { above, below, height }
    }

    /// Carries out one of the letters of [`PANEL_KEYS`].
    fn press_correction(&mut self, mut panel: Box<Provenance>, letter: char) -> Vec<Effect> {
        if letter == 's' && panel.line().is_some_and(|line| line.key.is_none()) {
            // Between two articles stands a blank line; the one that begins is meant.
            panel.seek(true, |line| line.key.is_some());
        }
        let Some(line) = panel.line().cloned() else { return Vec::new() };
        let is_text = panel.can_be_corrected();
        if letter == 'H' {
            let text = self.list.current().map(|row| row.headline.to_string()).unwrap_or_default();
            panel.prompt = Some(Prompt::with(&text));
            self.overlay = Overlay::Provenance(panel);
            return Vec::new();
        }
        let article = panel.article().or_else(|| self.reading.id());
        self.overlay = Overlay::Provenance(panel);
        let (Some(key), Some(article)) = (line.key, article) else {
            let why = if is_text {
                "there is no text on this line"
            } else {
                "only the lines of a text page can be set right, and this file is none"
            };
            self.say(NoticeKind::Warning, SafeText::label(why));
            return Vec::new();
        };
        if let Some(why) = self.senseless(letter, &line) {
            self.say(NoticeKind::Warning, SafeText::label(why));
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

    /// Why a correction says nothing about a line; none where it does.
    fn senseless(&self, letter: char, line: &SourceLine) -> Option<&'static str> {
        let Overlay::Provenance(panel) = &self.overlay else { return None };
        match letter {
            's' if line.begins.is_some() => Some("an article begins here already"),
            'J' if line.begins.is_none() => Some("no article begins with this line"),
            'J' if !panel.has_article_above() => Some("there is no article above this one"),
            'C' if !line.caption => Some("this line is no caption"),
            _ => None,
        }
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

    /// Sets the page for the panel as it is now, and shows the line of the cursor.
    pub(super) fn set_page(&mut self) {
        let columns = self.panes().panel(self.size).width;
        if let Overlay::Provenance(panel) = &mut self.overlay
            && (panel.sheet.columns() != columns || !panel.sheet.is_whole(panel.cursor))
        {
            panel.set(columns);
        }
        self.scroll_to_line();
    }

    /// Scrolls the panel so that the line of the cursor is on screen.
    fn scroll_to_line(&mut self) {
        let Overlay::Provenance(panel) = &self.overlay else { return };
        let size = self.panel_size(panel);
        if let Overlay::Provenance(panel) = &mut self.overlay
            && panel.telling == Telling::Page
            && panel.line().is_some()
        {
            panel.keep_in_sight(size);
        }
    }
}

/// What came of a key that moves over the page.
enum Moved {
    /// The cursor is elsewhere, or at an end.
    There,
    /// There is nothing to go to.
    Nowhere,
    /// The key moves nothing.
    NoKey,
}

fn move_over_page(panel: &mut Provenance, action: Action, size: PanelSize) -> Moved {
    let page = isize::try_from(size.height / 2).unwrap_or(1).max(1);
    let found = match action {
        Action::NextUnread => panel.seek(true, is_out),
        Action::PreviousUnread => panel.seek(false, is_out),
        Action::ParagraphDown => panel.seek(true, |line| line.begins.is_some()),
        Action::ParagraphUp => panel.seek(false, |line| line.begins.is_some()),
        Action::ScrollDown => {
            panel.step(true, size);
            true
        }
        Action::ScrollUp => {
            panel.step(false, size);
            true
        }
        Action::Advance | Action::PageDown | Action::HalfPageDown => {
            panel.turn(page, size);
            true
        }
        Action::PageUp | Action::HalfPageUp => {
            panel.turn(-page, size);
            true
        }
        Action::First | Action::Last => {
            (panel.cursor, panel.top) =
                if action == Action::First { (0, 0) } else { (usize::MAX, panel.top) };
            panel.turn(0, size);
            true
        }
        _ => return Moved::NoKey,
    };
    if found { Moved::There } else { Moved::Nowhere }
}

/// Whether a line is in no article, or was not understood; not one of which only the same is said as of the one above.
fn is_out(line: &SourceLine) -> bool {
    (line.removed && !line.repeats_above) || !line.remark.is_empty()
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
