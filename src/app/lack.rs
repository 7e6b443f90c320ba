//! What is not here yet. The list knows the beginning of what was found, and rows around the screen; a key that needs
//! more is kept until that has come, and then does what it would have done at once. Whatever is pressed meanwhile
//! waits behind it, in order.

use super::action::Action;
use super::bulk::Target;
use super::companions::CompanionView;
use super::event::Effect;
use super::key::{Key, KeyCode};
use super::keymap::Pane;
use super::listing::{RowsWanted, Stretch};
use super::overlay::Overlay;
use super::palette::Command;
use super::state::{App, Stage};
use super::triage::{LastDeed, Verdict};
use crate::article::{ArticleId, Reversing};

/// How many keys wait at most.
const WAITING: usize = 64;
/// How many rows before the last known one further entries are asked for.
const NEAR: usize = 256;
/// How many entries are asked for when nobody needs them yet.
const STRETCH: usize = 4096;

/// What something cannot be done without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lack {
    /// The entries up to this place.
    Entries(usize),
    /// The rows of these articles.
    Rows(Vec<ArticleId>),
    /// What the listed articles can be narrowed to.
    Facets,
    /// The text of the current article.
    Text,
    /// What came of what was reached for in the journal.
    Reversal,
}

impl App {
    /// Whether keys have to wait: a key means what is about to be listed, not what happens to stand there still.
    pub(super) fn must_wait(&self) -> bool {
        let over_panes = matches!(self.overlay, Overlay::None | Overlay::Facets(_));
        self.lack.is_some() || (over_panes && !self.filter.is_answered())
    }

    /// Lets a key wait. The one that closes things gives up what is waited for.
    pub(super) fn wait(&mut self, key: Key, action: Option<Action>) {
        if self.lack.is_some() && action == Some(Action::Dismiss) {
            self.forget_waiting();
        } else if self.waiting.len() < WAITING {
            self.waiting.push_back(key);
        }
    }

    /// Gives up what is waited for, and what was to follow it.
    pub(super) fn forget_waiting(&mut self) {
        (self.lack, self.group_deed) = (None, None);
        self.waiting.clear();
    }

    /// Carries out the keys that waited, as far as there is what they need now.
    pub(super) fn go_on(&mut self) -> Vec<Effect> {
        self.lack = None;
        let mut effects = self.ask_about_group();
        while !self.must_wait()
            && let Some(key) = self.waiting.pop_front()
        {
            effects.extend(self.press_now(key));
        }
        effects
    }

    /// Asks for what is lacking.
    pub(super) fn fetch(&mut self, lack: Lack) -> Vec<Effect> {
        let effect = match &lack {
            Lack::Entries(end) => self.list_on(*end),
            Lack::Rows(ids) => {
                let ids = self.list.ask_for(ids.iter().copied());
                self.fetch_rows(ids)
            }
            Lack::Facets => self.filter.ask_for_facets().map(Effect::Count),
            // The one was asked for when the cursor came there, the other by the key before.
            Lack::Text | Lack::Reversal => None,
        };
        self.lack = Some(lack);
        effect.into_iter().collect()
    }

    /// Asks for the entries up to a place and somewhat further.
    pub(super) fn list_on(&mut self, end: usize) -> Option<Effect> {
        let number = self.filter.number();
        let places = self.list.ask_on(end.saturating_add(STRETCH));
        places.map(|places| Effect::ListOn(Stretch { number, places }))
    }

    fn fetch_rows(&self, ids: Vec<ArticleId>) -> Option<Effect> {
        let number = self.filter.number();
        (!ids.is_empty()).then_some(Effect::FetchRows(RowsWanted {
            number,
            ids,
            ledes: self.list.extent().shows_ledes(),
        }))
    }

    /// Asks for what will soon be on screen, so that it is here by then.
    pub(super) fn look_ahead(&mut self) -> Vec<Effect> {
        if matches!(self.stage, Stage::Loading(_)) || !self.filter.is_answered() {
            return Vec::new();
        }
        // A key that waits for rows needs all of them at once.
        if !matches!(self.lack, Some(Lack::Rows(_))) {
            self.list.let_go(self.reading.id());
        }
        let ids = self.list.ask_around();
        let mut effects: Vec<Effect> = self.fetch_rows(ids).into_iter().collect();
        if self.list.cursor() + NEAR >= self.list.known() {
            effects.extend(self.list_on(self.list.known()));
        }
        let finds_nothing = self.list.is_empty() && !self.filter.query().trim().is_empty();
        if finds_nothing || matches!(self.overlay, Overlay::Filter(_) | Overlay::Facets(_)) {
            effects.extend(self.filter.ask_for_facets().map(Effect::Count));
        }
        effects
    }

    /// What a key cannot be carried out without.
    pub(super) fn lack_of(&self, key: Key, action: Option<Action>) -> Option<Lack> {
        match &self.overlay {
            _ if matches!(self.stage, Stage::Loading(_)) => None,
            Overlay::None => self.lack_of_action(action?),
            Overlay::Facets(_) => {
                action.filter(|action| decides(*action)).and_then(|action| self.lack_of_action(action))
            }
            Overlay::Companions(panel) => {
                let opens = panel.view == CompanionView::List
                    && self.keymap.action(Pane::List, key) == Some(Action::Read);
                let chosen = self.chosen_companion(*panel).filter(|_| opens)?;
                self.list.may_hold_unseen(chosen.article.id).then_some(Lack::Entries(usize::MAX))
            }
            Overlay::Provenance(panel) if panel.prompt.is_none() => {
                let undoes = self.keymap.action(Pane::Reading, key) == Some(Action::Undo);
                let undone = if undoes { self.lack_of_reversal(Reversing::Undo) } else { None };
                undone.or_else(|| self.lack_of_row())
            }
            Overlay::Palette(palette) if key.code == KeyCode::Enter => {
                match self.palette_rows(palette).get(palette.cursor)?.does {
                    Command::Action(action) => self.lack_of_action(action),
                    Command::Show(_) | Command::Theme(_) | Command::Queue(_) => None,
                }
            }
            Overlay::Retag(_) => self.lack_of_row(),
            Overlay::Ask(_) if key.code == KeyCode::Enter => self.lack_of_targets(),
            Overlay::Confirm(confirm) if confirm.is_about_all() => self.lack_of_steps(usize::MAX),
            Overlay::Filter(_)
            | Overlay::Find(_)
            | Overlay::Picker(_)
            | Overlay::Map(_)
            | Overlay::Palette(_)
            | Overlay::Views(_)
            | Overlay::Arrange(_)
            | Overlay::Help(_)
            | Overlay::Provenance(_)
            | Overlay::Links(_)
            | Overlay::Passage
            | Overlay::Notes(_)
            | Overlay::Confirm(_)
            | Overlay::Ask(_)
            | Overlay::Log(_) => None,
        }
    }

    fn lack_of_action(&self, action: Action) -> Option<Lack> {
        let in_list = self.focus == Pane::List;
        let page = self.list.rows_on_screen();
        match action {
            Action::NextArticle | Action::Select => self.lack_of_steps(1),
            Action::PageDown | Action::HalfPageDown if in_list => self.lack_of_steps(page),
            Action::Last if in_list => self.lack_of_steps(usize::MAX),
            Action::NextUnread if !self.goes_to_hits() => self.lack_of_unread(self.list.next_unread()),
            Action::PreviousUnread if !self.goes_to_hits() => {
                self.lack_of_unread(self.list.previous_unread())
            }
            Action::Advance if self.panes().reading.is_some() && self.reading.at_end() => {
                self.lack_of_verdict(Verdict::Done)
            }
            Action::Repeat
                if self.acts_on_selection() && matches!(self.last_deed, Some(LastDeed::Answer(_))) =>
            {
                self.lack_of_targets()
            }
            Action::Done | Action::Archive | Action::Star | Action::ToggleRead | Action::Repeat
                if self.acts_on_selection() =>
            {
                self.selects_unseen().then_some(Lack::Entries(usize::MAX))
            }
            Action::Tag | Action::Untag | Action::Snooze | Action::Export => self.lack_of_targets(),
            Action::SelectShown | Action::ArchiveShown => self.lack_of_steps(usize::MAX),
            Action::Done => self.lack_of_verdict(Verdict::Done),
            Action::Archive => self.lack_of_verdict(Verdict::Archive),
            Action::Star => self.lack_of_verdict(Verdict::Star),
            Action::ToggleRead => self.lack_of_verdict(Verdict::ToggleRead),
            Action::Repeat => match &self.last_deed {
                Some(LastDeed::Verdict(verdict, _)) => self.lack_of_verdict(*verdict),
                Some(LastDeed::Settling(_) | LastDeed::Answer(_)) => self.lack_of_row(),
                None => None,
            },
            Action::Undo => self.lack_of_reversal(Reversing::Undo),
            Action::Redo => self.lack_of_reversal(Reversing::Redo),
            Action::Topics | Action::Regions | Action::Map | Action::Facets => {
                self.filter.facets().is_none().then_some(Lack::Facets)
            }
            Action::Retag => self.lack_of_row(),
            Action::OpenLink
            | Action::Links
            | Action::EditSource
            | Action::Copy
            | Action::CopyId
            | Action::Pipe
            | Action::Highlight
            | Action::Notes => self.reading.awaits_text().then_some(Lack::Text),
            // All others go by what is on the screen, or bring what they need themselves.
            _ => None,
        }
    }

    /// Steps past what is known may lead on.
    fn lack_of_steps(&self, rows: usize) -> Option<Lack> {
        let place = self.list.cursor().saturating_add(rows);
        (place >= self.list.known() && !self.list.is_whole()).then_some(Lack::Entries(place))
    }

    /// Where no unread article is found among those known, one may stand behind them.
    fn lack_of_unread(&self, found: Option<usize>) -> Option<Lack> {
        (found.is_none() && !self.list.is_whole()).then_some(Lack::Entries(usize::MAX))
    }

    fn lack_of_row(&self) -> Option<Lack> {
        let id = self.list.current_id()?;
        self.list.lacks_row(id).then(|| Lack::Rows(vec![id]))
    }

    /// What is done about tags and days needs the rows of all that it is about: their marks do not tell of these.
    fn lack_of_targets(&self) -> Option<Lack> {
        match self.target() {
            Target::Current => self.lack_of_row(),
            Target::Selection if self.selects_unseen() => Some(Lack::Entries(usize::MAX)),
            Target::Selection => {
                let selected = (0..).zip(self.list.entries()).filter(|(place, _)| self.is_selected(*place));
                let missing = selected.filter(|(place, _)| self.list.lacks_row_at(*place));
                let rows: Vec<ArticleId> = missing.map(|(_, entry)| entry.id).collect();
                (!rows.is_empty()).then_some(Lack::Rows(rows))
            }
        }
    }

    /// A verdict needs the row it is on and the one it moves on to.
    fn lack_of_verdict(&self, verdict: Verdict) -> Option<Lack> {
        self.lack_of_row().or_else(|| match verdict {
            Verdict::Done | Verdict::Archive => self.lack_of_unread(self.list.next_unread()),
            Verdict::Star | Verdict::ToggleRead if self.focus == Pane::List => self.lack_of_steps(1),
            Verdict::Star | Verdict::ToggleRead => None,
        })
    }

    /// The cursor goes to the first listed article of what is undone or done again. The others change by their marks,
    /// as when they were decided about.
    fn lack_of_reversal(&self, reversing: Reversing) -> Option<Lack> {
        if self.history.is_reaching() {
            return Some(Lack::Reversal);
        }
        let ids: Vec<ArticleId> = self.history.next_of(reversing).collect();
        if !self.list.is_whole() && !self.list.lists_all(&ids) {
            return Some(Lack::Entries(usize::MAX));
        }
        let place = self.list.place_of_first(&ids).filter(|place| self.list.lacks_row_at(*place))?;
        self.list.entries().get(place).map(|entry| Lack::Rows(vec![entry.id]))
    }
}

/// Whether an action is done in the list while facets stand beside it, and not in these.
fn decides(action: Action) -> bool {
    let moves = [Action::NextArticle, Action::Last, Action::PageDown, Action::HalfPageDown, Action::Facets];
    !moves.contains(&action)
}
