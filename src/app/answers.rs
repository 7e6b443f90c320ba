//! What answers do to the state: the library that is ready, what was found, and the article that was asked for.

use crate::article::{ArticleId, Became, Position};
use crate::text::SafeText;

use super::action::Action;
use super::event::{Effect, Loaded, NoticeKind, Opened};
use super::home::Listed;
use super::listing::{Continued, Listing, RowsFound};
use super::overlay::Overlay;
use super::state::{App, Stage};
use super::sums::Sums;

impl App {
    pub(super) fn begin_reading(&mut self, loaded: Loaded) -> Vec<Effect> {
        self.tell_troubled(&loaded);
        self.list.resume(loaded.left.clone());
        self.make_ready(loaded);
        self.tell_taken_keys();
        if let Some(name) = self.settings.view.take() {
            self.begin_in_view(&name);
        }
        let query = std::mem::take(&mut self.settings.query);
        let query = self.typed_by_now().unwrap_or(query);
        self.narrow(&query)
    }

    /// The filter that was typed while nothing could be asked yet; none where none was.
    fn typed_by_now(&mut self) -> Option<String> {
        if let Overlay::Filter(bar) = &mut self.overlay {
            // What it was refused for may well make sense by now.
            bar.refused = None;
            return Some(bar.prompt.text().to_owned());
        }
        let typed = self.filter.query();
        (!typed.trim().is_empty()).then(|| typed.to_owned())
    }

    /// Says how many files hold no article, and how many could not be understood.
    fn tell_troubled(&mut self, loaded: &Loaded) {
        let files = |count: usize| format!("{count} {}", if count == 1 { "file" } else { "files" });
        let hold = if loaded.barren == 1 { "holds no article" } else { "hold no article" };
        let (kind, text) = match (loaded.unsure, loaded.barren) {
            (0, 0) => return,
            (0, barren) => (NoticeKind::Done, format!("{} {hold}", files(barren))),
            (unsure, 0) => (NoticeKind::Warning, format!("{} could not be understood", files(unsure))),
            (unsure, barren) => {
                (NoticeKind::Warning, format!("{} could not be understood, {barren} {hold}", files(unsure)))
            }
        };
        let hint = self.hint(Action::Log, "shows them");
        self.say(kind, SafeText::label(&format!("{text}{hint}")));
    }

    /// Whether there is a list to show: the library is open and has answered.
    pub fn has_list(&self) -> bool {
        matches!(self.stage, Stage::Ready(_)) && self.filter.is_answered()
    }

    /// Shows what was loaded, and says what was not said before.
    fn make_ready(&mut self, loaded: Loaded) {
        let known = match &self.stage {
            Stage::Ready(before) => before.notices.clone(),
            Stage::Loading(_) => Vec::new(),
        };
        for notice in loaded.notices.iter().filter(|notice| !known.contains(notice)) {
            self.say(NoticeKind::Warning, notice.clone());
        }
        self.stage = Stage::Ready(loaded);
    }

    /// Changes the filter.
    pub(super) fn narrow(&mut self, query: &str) -> Vec<Effect> {
        self.end_selection();
        self.filter.narrow(query);
        let whole = self.filter.query().trim().is_empty();
        self.list_otherwise(if whole { Listed::Whole } else { Listed::Narrowed })
    }

    /// Asks for what fits view and filter now that they are others.
    pub(super) fn list_otherwise(&mut self, listed: Listed) -> Vec<Effect> {
        self.list.leave(listed);
        vec![self.list_anew()]
    }

    /// Asks for what fits view and filter now; the answer is to reach to where the cursor is.
    pub(super) fn list_anew(&mut self) -> Effect {
        let around = self.list.around();
        Effect::List(self.filter.ask(around))
    }

    /// Lists anew what a correction changed, and shows its page again where that is open.
    pub(super) fn take_again(&mut self, loaded: Loaded) -> Vec<Effect> {
        self.make_ready(loaded);
        let mut effects = vec![self.list_anew()];
        effects.extend(self.reading.id().map(Effect::Open));
        if let Overlay::Provenance(panel) = &self.overlay {
            effects.extend(panel.page.as_ref().map(|page| Effect::ShowPage(page.path.clone())));
        }
        effects
    }

    pub(super) fn take_listing(&mut self, mut listing: Listing) -> Vec<Effect> {
        if !self.filter.answer(&mut listing) {
            return Vec::new();
        }
        // Everything is as the library had it; what is still on its way to it is done to it again.
        for row in &mut listing.rows {
            self.history.bring_up_to_date(row.id, &mut row.triage);
        }
        let marked = (listing.entries.as_mut_slice(), &mut listing.sums);
        self.history.bring_marks_up_to_date(marked, listing.today);
        self.end_range();
        let left = self.list.resumes().to_vec();
        self.tell_queue(&listing);
        if self.settings.habits.is_new {
            // Nobody has looked at the text under the greeting yet, so that it may still be another one.
            self.list.leave(Listed::First);
        }
        let before = self.list.current_id();
        let became = self.list.show(&mut listing);
        self.keep_selection();
        self.tell_resumed(&left);
        // What fits the filter no more is gone from the list, and its panel with it.
        let current = self.list.current_id();
        if matches!(&self.overlay, Overlay::Retag(panel) if Some(panel.article) != current) {
            self.overlay = Overlay::None;
        }
        let mut effects = self.follow_open(became);
        // A copy may have been opened in the place of the one that is listed, and stays.
        if before.is_none() || self.list.current_id() != before || self.reading.shown_or_awaited().is_none() {
            effects.extend(self.follow_cursor());
        }
        self.mark_filter();
        if self.list.seeks() {
            effects.extend(self.list_on(usize::MAX));
        }
        effects.extend(self.go_on());
        effects
    }

    /// Says that the cursor stands on an article that was begun before.
    fn tell_resumed(&mut self, left: &[ArticleId]) {
        let resumed = self.list.current_id().is_some_and(|current| left.contains(&current));
        if resumed && self.list.cursor() > 0 && self.said.notice.is_none() {
            let first = self.hint(Action::First, "goes to the first");
            self.say(NoticeKind::Done, SafeText::label(&format!("where you stopped reading{first}")));
        }
    }

    pub(super) fn take_more(&mut self, mut continued: Continued) -> Vec<Effect> {
        if continued.number != self.filter.number() {
            return Vec::new();
        }
        let marked = (continued.entries.as_mut_slice(), &mut Sums::default());
        self.history.bring_marks_up_to_date(marked, self.list.today());
        self.list.continue_with(&continued);
        let mut effects = self.follow_cursor();
        effects.extend(self.go_on());
        effects
    }

    pub(super) fn take_rows(&mut self, mut found: RowsFound) -> Vec<Effect> {
        if found.number != self.filter.number() {
            return Vec::new();
        }
        for row in &mut found.rows {
            self.history.bring_up_to_date(row.id, &mut row.triage);
        }
        self.list.fill(found);
        self.go_on()
    }

    pub(super) fn take_article(&mut self, opened: Opened) -> Vec<Effect> {
        if self.reading.id() == Some(opened.article.id) {
            self.reading.renew(opened);
            return self.lacks_explanation().into_iter().collect();
        }
        if self.reading.became.and_then(Became::now) == Some(opened.article.id) {
            self.renew_as_became(opened);
            return self.lacks_explanation().into_iter().collect();
        }
        let id = opened.article.id;
        let Some(listed) = self.list.current_id().filter(|_| self.reading.awaits(id)) else {
            return Vec::new();
        };
        // Its row may be on its way still.
        let state = self.list.triage(listed).cloned().or_else(|| self.history.state(id));
        let triage = state.as_ref().unwrap_or(&opened.triage);
        // A finished article opens at its beginning again, and so does a copy in the place of the listed one.
        let begins = self.list.marks(listed).is_some_and(|marks| marks.read) || listed != id;
        let position = if begins { Position::default() } else { triage.position };
        let setting = self.setting();
        self.reading.open(opened, setting, position);
        self.mark_filter();
        let mut effects = self.go_on();
        effects.extend(self.lacks_explanation());
        effects
    }
}
