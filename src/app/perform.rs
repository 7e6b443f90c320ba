//! Actions carried out: the dispatch and everything that moves.

use super::Action;
use super::ask::Question;
use super::event::{Effect, NoticeKind};
use super::help::Help;
use super::home::Listed;
use super::keymap::Pane;
use super::listing::View;
use super::overlay::Overlay;
use super::panes::Panes;
use super::picker::Shelf;
use super::reading::Turn;
use super::state::App;
use super::triage::Verdict;
use crate::text::SafeText;

impl App {
    /// Does what a key stands for.
    pub(super) fn perform(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Read | Action::SwitchPane | Action::Advance if self.is_on_fold() => self.fold_group(),
            _ if self.is_about_similar(action) => self.say_only_similar(),
            _ if self.is_about_fold(action) => self.open_to_ask(action),
            _ if self.lacks_article(action) => self.say_no_article(),
            Action::NextArticle => self.step(1),
            Action::PreviousArticle => self.step(-1),
            Action::ScrollDown => self.scroll(1),
            Action::ScrollUp => self.scroll(-1),
            Action::Read => self.look_at(Pane::Reading),
            Action::Return => self.look_at(Pane::List),
            Action::SwitchPane => self.switch_pane(),
            Action::Advance => self.advance(),
            Action::PageDown => self.turn(Turn::Page),
            Action::PageUp => self.turn(Turn::PageBack),
            Action::HalfPageDown => self.turn(Turn::Half),
            Action::HalfPageUp => self.turn(Turn::HalfBack),
            Action::First => self.first(),
            Action::Last => self.last(),
            Action::ParagraphDown | Action::ParagraphUp | Action::JumpBack => self.move_in_text(action),
            Action::NextUnread => self.next_unread_or_hit(1),
            Action::PreviousUnread => self.next_unread_or_hit(-1),
            Action::Done => self.decide(Verdict::Done),
            Action::Archive => self.decide(Verdict::Archive),
            Action::Star => self.decide(Verdict::Star),
            Action::ToggleRead => self.decide(Verdict::ToggleRead),
            Action::Tag => self.ask(Question::Tag),
            Action::Untag => self.ask(Question::Untag),
            Action::Snooze => self.ask(Question::Snooze),
            Action::Select => self.select_one(),
            Action::SelectRange => self.select_range(),
            Action::SelectShown => self.select_shown(),
            Action::ArchiveShown => self.ask_to_archive_shown(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Repeat => self.repeat(),
            Action::Filter => self.open_filter(),
            Action::Find => self.open_find(),
            Action::Topics => self.open_picker(Shelf::Topics),
            Action::Regions => self.open_picker(Shelf::Regions),
            Action::Map => self.open_map(),
            Action::Facets => self.open_facets(),
            Action::ViewInbox => self.show_view(View::Inbox),
            Action::ViewUnread => self.show_view(View::Unread),
            Action::ViewStarred => self.show_view(View::Starred),
            Action::ViewArchived => self.show_view(View::Archived),
            Action::ViewAll => self.show_view(View::All),
            Action::Views => self.open_views(),
            Action::Arrange => self.open_arrange(),
            Action::Fold => self.fold_group(),
            Action::Narrower | Action::Wider | Action::Justify | Action::Hyphenate | Action::Spacing => {
                self.set_text(action)
            }
            Action::Zen => self.toggle_zen(),
            Action::Palette => self.open_palette(),
            Action::Help => self.open(Overlay::Help(Help::default())),
            Action::Provenance => self.open_provenance(),
            Action::Words => self.mark_words(),
            Action::Companions => self.open_companions(),
            Action::Retag => self.open_retag(),
            Action::Highlight => self.begin_passage(),
            Action::Notes => self.open_notes(),
            Action::OpenLink => self.ask_to_open(),
            Action::Follow => self.follow_link(),
            Action::Links => self.open_links(),
            Action::EditSource => self.edit_source(),
            Action::Copy => self.copy(),
            Action::CopyId => self.copy_id(),
            Action::Export => self.ask_for_file(),
            Action::Pipe => self.ask_for_command(),
            Action::Log => self.open(Overlay::Log(0)),
            Action::Dismiss => self.dismiss(),
            Action::Back => self.back(),
            Action::Quit => self.quit(),
            Action::Mouse => self.toggle_mouse(),
            Action::Redraw => vec![Effect::Redraw],
            Action::Suspend => self.with_position(Effect::Suspend),
        }
    }

    fn open(&mut self, overlay: Overlay) -> Vec<Effect> {
        self.overlay = overlay;
        Vec::new()
    }

    fn step(&mut self, rows: isize) -> Vec<Effect> {
        self.list.step(rows);
        self.follow_cursor()
    }

    fn scroll(&mut self, lines: isize) -> Vec<Effect> {
        if self.panes().reading.is_some() {
            self.reading.scroll(lines);
        }
        Vec::new()
    }

    /// Moves in the text otherwise than by lines and pages.
    fn move_in_text(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::ParagraphDown => self.reading.paragraph_down(),
            Action::ParagraphUp => self.reading.paragraph_up(),
            _ => return self.jump_back(),
        }
        Vec::new()
    }

    /// Gives a pane the keys; without articles there is no text to look at.
    pub(super) fn look_at(&mut self, pane: Pane) -> Vec<Effect> {
        if pane == Pane::List || !self.list.is_empty() || self.list.lost().is_some() {
            if pane == Pane::Reading {
                // What is read was found, and one stays there.
                self.list.settle_here();
            }
            self.focus = pane;
            self.zen = self.zen && pane == Pane::Reading;
            self.arrange();
        }
        Vec::new()
    }

    fn switch_pane(&mut self) -> Vec<Effect> {
        match self.focus {
            Pane::List => self.look_at(Pane::Reading),
            Pane::Reading => self.look_at(Pane::List),
        }
    }

    fn turn(&mut self, pages: Turn) -> Vec<Effect> {
        if self.focus == Pane::Reading {
            self.reading.turn(pages);
            return Vec::new();
        }
        let page = self.list.rows_on_screen().cast_signed();
        let half = (page / 2).max(1);
        match pages {
            Turn::Page => self.step(page),
            Turn::PageBack => self.step(-page),
            Turn::Half => self.step(half),
            Turn::HalfBack => self.step(-half),
        }
    }

    fn first(&mut self) -> Vec<Effect> {
        match self.focus {
            Pane::Reading => self.reading.first(),
            Pane::List => self.list.choose(0),
        }
        self.follow_cursor()
    }

    fn last(&mut self) -> Vec<Effect> {
        match self.focus {
            Pane::Reading => self.reading.last(),
            Pane::List => self.list.choose(usize::MAX),
        }
        self.follow_cursor()
    }

    /// Space: the text a page on; at its end read and on to the next unread article.
    fn advance(&mut self) -> Vec<Effect> {
        let Panes { reading, .. } = self.panes();
        if reading.is_none() {
            return self.look_at(Pane::Reading);
        }
        // A text that was asked for and is not there yet has not been read.
        if self.reading.page().is_none() {
            return Vec::new();
        }
        if self.reading.at_end() {
            return self.decide_here(Verdict::Done);
        }
        self.reading.turn(Turn::Page);
        self.list.settle_here();
        Vec::new()
    }

    /// Whether the keys for the next unread article lead through what is found in the text.
    pub(super) fn goes_to_hits(&self) -> bool {
        self.reading.search().is_some() && self.focus == Pane::Reading
    }

    fn next_unread_or_hit(&mut self, step: isize) -> Vec<Effect> {
        if self.goes_to_hits() {
            self.reading.next_hit(step);
            return Vec::new();
        }
        let found = if step > 0 { self.list.next_unread() } else { self.list.previous_unread() };
        let Some(index) = found else {
            self.say(NoticeKind::Done, SafeText::label("no other unread article here"));
            return Vec::new();
        };
        let cursor = self.list.cursor();
        self.list.choose(index);
        if step > 0 && index < cursor {
            self.say(NoticeKind::Done, SafeText::label("past the end, on from the beginning"));
        } else if step < 0 && index > cursor {
            self.say(NoticeKind::Done, SafeText::label("past the beginning, on from the end"));
        }
        self.follow_cursor()
    }

    fn toggle_zen(&mut self) -> Vec<Effect> {
        self.zen = !self.zen;
        self.arrange();
        Vec::new()
    }

    /// Closes what was opened last: the text alone, marks in it, the text, the selection, the filter.
    fn dismiss(&mut self) -> Vec<Effect> {
        if self.zen {
            return self.toggle_zen();
        }
        let in_text = self.focus == Pane::Reading;
        if self.reading.search().is_some_and(|search| in_text || !search.is_of_filter()) {
            self.reading.forget_search();
            return Vec::new();
        }
        if self.reading.chosen_link().is_some() {
            self.reading.choose_link(None);
            return Vec::new();
        }
        if in_text {
            return self.look_at(Pane::List);
        }
        if self.end_selection() {
            return Vec::new();
        }
        if let Some(from) = self.filter.go_back() {
            if let Some(from) = from.first() {
                self.list.seek(Some(*from));
            }
            return self.list_otherwise(Listed::Whole);
        }
        if !self.filter.query().is_empty() {
            return self.narrow("");
        }
        let inbox = if self.view() == View::Inbox { "" } else { &self.hint(Action::ViewInbox, "inbox") };
        let text = format!("nothing to close{inbox}{}", self.hint(Action::Back, "quits"));
        self.say(NoticeKind::Done, SafeText::label(&text));
        Vec::new()
    }

    fn back(&mut self) -> Vec<Effect> {
        if self.zen {
            return self.toggle_zen();
        }
        match self.focus {
            Pane::Reading => self.look_at(Pane::List),
            Pane::List => self.quit(),
        }
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        self.with_position(Effect::Quit)
    }

    /// An effect behind one that keeps the place in the open article.
    pub(super) fn with_position(&mut self, effect: Effect) -> Vec<Effect> {
        let mut effects = self.keep_position();
        effects.push(effect);
        effects
    }
}
