//! The menu of views: those the reader saved, then the standing ones, with what each holds now.

use crate::article::time_in_words;
use crate::text::{SafeText, fold};

use super::action::Action;
use super::event::{Effect, Event, NoticeKind};
use super::key::Key;
use super::listing::View;
use super::overlay::Overlay;
use super::picker::paged;
use super::prompt::{Prompt, Typed};
use super::state::{App, Stage};

/// A query the reader gave a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// The name.
    pub name: SafeText,
    /// Which articles it holds.
    pub query: SafeText,
}

/// The open menu.
#[derive(Debug, Clone, Default)]
pub struct ViewMenu {
    /// What is typed to narrow it.
    pub prompt: Prompt,
    /// The chosen row.
    pub cursor: usize,
}

/// One row of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewRow {
    /// What would be shown.
    pub view: View,
    /// Its name.
    pub name: SafeText,
    /// How many articles it holds; none while they are being counted.
    pub count: Option<usize>,
    /// The query behind it.
    pub query: SafeText,
}

impl App {
    pub(super) fn open_views(&mut self) -> Vec<Effect> {
        let mut menu = ViewMenu::default();
        let current = self.view();
        menu.cursor = self.view_rows(&menu).iter().position(|row| row.view == current).unwrap_or(0);
        self.overlay = Overlay::Views(menu);
        vec![Effect::CountViews(self.filter.number())]
    }

    pub(super) fn press_in_views(&mut self, mut menu: ViewMenu, key: Key) -> Vec<Effect> {
        let rows = self.view_rows(&menu);
        let page = usize::from(self.panes().choices(self.size).height);
        if let Some(cursor) = paged(key, menu.cursor, (rows.len(), page)) {
            menu.cursor = cursor;
            self.overlay = Overlay::Views(menu);
            return Vec::new();
        }
        match menu.prompt.press(key) {
            Typed::Left => return Vec::new(),
            Typed::Taken | Typed::Complete => {
                if let Some(row) = rows.get(menu.cursor) {
                    return self.choose_view(row.view);
                }
            }
            Typed::Changed => menu.cursor = 0,
            Typed::Up => menu.cursor = menu.cursor.saturating_sub(1),
            Typed::Down => menu.cursor = (menu.cursor + 1).min(rows.len().saturating_sub(1)),
            Typed::Nothing => {}
        }
        self.overlay = Overlay::Views(menu);
        Vec::new()
    }

    /// Shows a view whole: a filter that was on before would hide what the menu counted.
    pub(super) fn choose_view(&mut self, view: View) -> Vec<Effect> {
        if !self.filter.query().is_empty() {
            self.list.settle_here();
        }
        self.filter.narrow("");
        self.show_view(view)
    }

    /// The view to begin with, by its name.
    pub(super) fn begin_in_view(&mut self, name: &str) {
        let place = self.saved_views().iter().position(|view| fold(&view.name) == fold(name.trim()));
        match place {
            Some(place) => self.filter.look_at(View::Saved(place)),
            None => self.say(NoticeKind::Warning, SafeText::label(&format!("no view is called \"{name}\""))),
        }
    }

    /// Tells what rules did about new articles.
    pub(super) fn tell_ruled(&mut self, saying: &SafeText) -> Vec<Effect> {
        self.history.ruled();
        let undo = self.hint(Action::Undo, "undoes");
        self.say(NoticeKind::Done, SafeText::label(&format!("{saying}{undo}")));
        Vec::new()
    }

    /// Asks for the counts anew where they are shown and something changed.
    pub(super) fn count_again(&self, changed: bool) -> Option<Effect> {
        (changed && matches!(self.overlay, Overlay::Views(_)))
            .then(|| Effect::CountViews(self.filter.number()))
    }

    /// The rows of the menu that fit what is typed, those the reader saved before the standing ones.
    pub fn view_rows(&self, menu: &ViewMenu) -> Vec<ViewRow> {
        let typed = fold(menu.prompt.text().trim()).into_owned();
        let saved = self
            .saved_views()
            .iter()
            .enumerate()
            .map(|(place, view)| (View::Saved(place), view.name.clone(), view.query.clone()));
        let standing = View::STANDING
            .into_iter()
            .map(|view| (view, SafeText::label(view.name()), SafeText::label(view.says())));
        let fitting = saved.chain(standing).filter(|(_, name, _)| fold(name).contains(&typed));
        let row = |(view, name, query)| ViewRow { view, name, count: self.filter.held_by(view), query };
        fitting.map(row).collect()
    }

    /// The name of the view that is shown.
    pub fn view_name(&self) -> SafeText {
        let saved = match self.view() {
            View::Saved(place) => self.saved_views().get(place),
            View::Queue(budget) => {
                return SafeText::label(&format!("reading list of {}", time_in_words(budget.minutes.into())));
            }
            View::Inbox
            | View::Unread
            | View::Starred
            | View::Archived
            | View::All
            | View::Noted
            | View::Snoozed => None,
        };
        saved.map_or_else(|| SafeText::label(self.view().name()), |view| view.name.clone())
    }

    pub(super) fn saved_views(&self) -> &[SavedView] {
        match &self.stage {
            Stage::Ready(loaded) => &loaded.views,
            Stage::Loading(_) => &[],
        }
    }
}

/// Whether the counts of views may be others after this.
pub(super) fn changes_counts(event: &Event) -> bool {
    match event {
        Event::Listed(_)
        | Event::ReadAgain(_)
        | Event::Saved { .. }
        | Event::Reversed(_)
        | Event::Ruled(_) => true,
        Event::Key(_)
        | Event::Pointed(_)
        | Event::Resized(_)
        | Event::Progress(_)
        | Event::Loaded(_)
        | Event::Opened(_)
        | Event::PageShown(_)
        | Event::Explained(..)
        | Event::FilesStirred
        | Event::FilesRead
        | Event::AllRead
        | Event::NotSaved(_)
        | Event::ListedOn(_)
        | Event::RowsFetched(_)
        | Event::Counted(_)
        | Event::Glanced(_)
        | Event::ViewsCounted(_)
        | Event::Exported(_)
        | Event::Noted(_)
        | Event::Misconfigured(_)
        | Event::Notice(_)
        | Event::DayBegan(_)
        | Event::Stopping => false,
    }
}
