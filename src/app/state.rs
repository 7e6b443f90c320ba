//! The state and its one way to change.

use std::collections::{HashMap, VecDeque};

use crate::article::ArticleId;
use crate::text::SafeText;

use super::action::Action;
use super::ask::Answers;
use super::event::{Effect, Event, Loaded, Notice, Progress, Size};
use super::extent::Extent;
use super::filter::Filter;
use super::fold_deeds::GroupDeed;
use super::habits::Habit;
use super::history::{History, Session};
use super::key::Key;
use super::keymap::{Keymap, KeymapMistake, Pane};
use super::lack::Lack;
use super::list::List;
use super::listing::View;
use super::overlay::Overlay;
use super::page::Setting;
use super::panes::{Area, ListSize, Panes, Wanted};
use super::pointer::{Dragging, Mouse};
use super::reading::Reading;
use super::said::Said;
use super::selection::Selection;
use super::settings::Settings;
use super::triage::LastDeed;
use super::views::changes_counts;

/// Whether there is anything to read yet.
#[derive(Debug, Clone)]
pub enum Stage {
    /// Files are being read.
    Loading(Progress),
    /// The library is open.
    Ready(Loaded),
}

/// The whole interactive state.
#[derive(Debug)]
pub struct App {
    pub(super) settings: Settings,
    pub(super) keymap: Keymap,
    pub(super) size: Size,
    pub(super) stage: Stage,
    /// How far reading has come while some of it is shown already.
    pub(super) coming: Option<Progress>,
    pub(super) focus: Pane,
    pub(super) zen: bool,
    pub(super) mouse: Mouse,
    /// What moves with the mouse.
    pub(super) dragging: Dragging,
    /// The size of the list beside or above the text.
    pub(super) list_size: ListSize,
    pub(super) filter: Filter,
    pub(super) list: List,
    pub(super) reading: Reading,
    /// What was looked for in texts, the newest last.
    pub(super) finds: Vec<String>,
    pub(super) selection: Selection,
    pub(super) overlay: Overlay,
    pub(super) history: History,
    pub(super) last_deed: Option<LastDeed>,
    pub(super) said: Said,
    pub(super) answers: Answers,
    /// Keys that wait for an answer, in the order they were pressed.
    pub(super) waiting: VecDeque<Key>,
    /// What the first of them cannot be carried out without.
    pub(super) lack: Option<Lack>,
    /// What is to be asked about a group as soon as its articles are listed.
    pub(super) group_deed: Option<GroupDeed>,
    /// The folded group that is open as long as a question about its articles is.
    pub(super) asked_of: Option<GroupDeed>,
    /// The article the cursor was on when a group was folded, by what its articles have in common.
    pub(super) folded_at: HashMap<Option<SafeText>, ArticleId>,
}

impl App {
    /// The state before anything happened.
    ///
    /// # Errors
    /// The settings bind keys that make no sense; each mistake is named.
    pub fn new(settings: Settings) -> Result<Self, Vec<KeymapMistake>> {
        let mut filter = Filter::default();
        filter.arrange(settings.arrangement);
        let keymap = Keymap::new(settings.preset, &settings.keys)?;
        Ok(Self {
            settings,
            keymap,
            size: Size::default(),
            stage: Stage::Loading(Progress::default()),
            coming: None,
            focus: Pane::List,
            zen: false,
            mouse: Mouse::default(),
            dragging: Dragging::default(),
            list_size: ListSize::default(),
            filter,
            list: List::default(),
            reading: Reading::default(),
            finds: Vec::new(),
            selection: Selection::default(),
            overlay: Overlay::None,
            history: History::default(),
            last_deed: None,
            said: Said::default(),
            answers: Answers::default(),
            waiting: VecDeque::new(),
            lack: None,
            group_deed: None,
            asked_of: None,
            folded_at: HashMap::new(),
        })
    }

    /// Takes what happened and says what must be done.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let changed = changes_counts(&event);
        let panes = self.panes();
        let effects = self.take(event);
        // What lies over the panes may leave them other room than before, or was away for a moment.
        if self.shows_facets() || self.panes() != panes {
            self.arrange();
        }
        if let Some(state) = self.reading.id().and_then(|id| self.list.triage(id)) {
            self.reading.show_notes(state);
        }
        self.count_notes();
        // What is on screen comes before what was asked for by moving there.
        let mut all = self.look_ahead();
        all.extend(effects);
        all.extend(self.tell_doubts());
        all.extend(self.count_again(changed));
        all
    }

    fn take(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => self.press(key),
            Event::Pointed(pointed) => self.point(pointed),
            Event::Resized(size) => {
                self.size = size;
                self.arrange();
                Vec::new()
            }
            Event::Progress(progress) => {
                match &mut self.stage {
                    Stage::Loading(so_far) => *so_far = progress,
                    Stage::Ready(_) => self.coming = Some(progress),
                }
                Vec::new()
            }
            Event::Loaded(loaded) => self.begin_reading(loaded),
            Event::Listed(listing) => self.take_listing(*listing),
            Event::ListedOn(continued) => self.take_more(continued),
            Event::RowsFetched(found) => self.take_rows(found),
            Event::Counted(counts) => self.take_counts(counts),
            Event::Glanced(glance) => self.take_glance(glance),
            Event::Opened(opened) => self.take_article(*opened),
            Event::PageShown(page) => self.take_page(*page),
            Event::Explained(id, explanation) => self.take_explanation(id, explanation),
            Event::DayBegan(day) => vec![Effect::BeginDay(day)],
            Event::FilesStirred => vec![Effect::LookAtFiles],
            Event::FilesRead => vec![Effect::TakeFiles],
            Event::AllRead => {
                self.coming = None;
                Vec::new()
            }
            Event::ReadAgain(loaded) => self.take_again(loaded),
            Event::Saved { act, rule, turning } => {
                self.confirm(act, rule.as_ref(), turning);
                Vec::new()
            }
            Event::NotSaved(failure) => self.take_back(&failure),
            Event::Reversed(reversed) => self.take_reversal(&reversed),
            Event::Ruled(saying) => self.tell_ruled(&saying),
            Event::ViewsCounted(counts) => {
                self.filter.take_counts(counts);
                Vec::new()
            }
            Event::Exported(exported) => self.take_exported(exported),
            Event::Misconfigured(mistakes) => {
                self.tell_mistakes(&mistakes);
                Vec::new()
            }
            Event::Noted(lines) => {
                self.note(lines);
                Vec::new()
            }
            Event::Stopping => self.keep_position(),
            Event::Notice(notice) => {
                self.say(notice.kind, notice.text);
                Vec::new()
            }
        }
    }

    /// The size of the terminal.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Whether there is anything to read yet.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// How far reading has come while some of it is shown already; none when all is read.
    pub fn coming(&self) -> Option<Progress> {
        self.coming
    }

    /// The pane that has the keys.
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// Where the parts of the screen stand.
    pub fn panes(&self) -> Panes {
        self.panes_for(self.focus, self.shows_facets())
    }

    fn shows_facets(&self) -> bool {
        matches!(self.overlay, Overlay::Facets(_))
    }

    /// Where they would stand if this pane had the keys, with the facets or without.
    pub(super) fn panes_for(&self, focus: Pane, facets: bool) -> Panes {
        let (zen, plain, list) = (self.zen, self.settings.plain, self.list_size);
        Panes::at(self.size, Wanted { focus, zen, plain, facets, list })
    }

    /// The view and filter.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The list pane.
    pub fn list(&self) -> &List {
        &self.list
    }

    /// The reading pane.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// What lies over the panes.
    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// The keys.
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// The one line for the reader.
    pub fn notice(&self) -> Option<&Notice> {
        self.said.notice.as_ref()
    }

    /// What was said, oldest first.
    pub fn log(&self) -> impl Iterator<Item = &SafeText> {
        self.said.log.iter()
    }

    /// How much was done in this run.
    pub fn session(&self) -> Session {
        self.history.session()
    }

    /// How the open article is laid out: the reader's choices.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Minutes of reading in what is listed and not read.
    pub fn minutes_left(&self) -> usize {
        self.list.sums().minutes_left
    }

    /// Whether the first run is still to be greeted: until the first key, once there is something to read.
    pub fn greets(&self) -> bool {
        self.settings.habits.is_new && self.has_list() && !self.list.is_empty()
    }

    /// Ends the greeting, if there is one. Whatever ends it also does what it always does.
    pub(super) fn end_greeting(&mut self) -> Option<Effect> {
        let greets = self.greets();
        self.settings.habits.is_new &= !greets;
        greets.then_some(Effect::Remember(Habit::Greeted))
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        let greeted = self.end_greeting();
        // Under the greeting stood the first page of the text; what would page it shows it.
        let pages = self.keymap.action(self.focus, key) == Some(Action::Advance);
        let uncovers = greeted.is_some() && pages && self.panes().reading.is_some();
        let mut effects = if uncovers { Vec::new() } else { self.take_key(key) };
        effects.extend(greeted);
        effects
    }

    fn take_key(&mut self, key: Key) -> Vec<Effect> {
        self.said.notice = None;
        let action = self.keymap.action(self.focus, key);
        // These two concern the terminal and work whatever lies over the panes; no letter types them.
        if let Some(action @ (Action::Suspend | Action::Redraw)) = action.filter(|_| key.control) {
            return self.perform(action);
        }
        let over_panes = matches!(self.overlay, Overlay::None);
        if self.must_wait() && !(over_panes && action == Some(Action::Quit)) {
            self.wait(key, action);
            return Vec::new();
        }
        self.press_now(key)
    }

    /// Carries out a key, or keeps it until there is what it needs.
    pub(super) fn press_now(&mut self, key: Key) -> Vec<Effect> {
        let action = self.keymap.action(self.focus, key);
        if let Some(lack) = self.lack_of(key, action) {
            self.waiting.push_front(key);
            return self.fetch(lack);
        }
        match std::mem::take(&mut self.overlay) {
            Overlay::None => match action {
                Some(action) => self.perform(action),
                None => self.say_unbound(key),
            },
            overlay => self.press_in(overlay, key),
        }
    }

    /// Opens what the cursor stands on, keeping the place in what was open before.
    pub(super) fn follow_cursor(&mut self) -> Vec<Effect> {
        let wanted = self.list.lost().or(self.list.current_id());
        if wanted == self.reading.shown_or_awaited() {
            return Vec::new();
        }
        let mut effects = self.keep_position();
        self.reading.wait_for(wanted);
        self.arrange();
        effects.extend(wanted.map(Effect::Open));
        effects
    }

    /// Gives every pane its size.
    pub(super) fn arrange(&mut self) {
        let panes = self.panes();
        if let Some(list) = panes.list {
            self.list.resize(Extent {
                width: list.width,
                height: list.height,
                form: self.settings.rows,
                details: panes.details,
                ledes: panes.ledes,
            });
        }
        let setting = self.setting();
        if let Some(text) = self.text_area() {
            self.reading.resize(setting, text.height.saturating_sub(2 * self.air()));
        }
        self.set_page();
    }

    /// Blank lines above and below the text, where there is room for them.
    pub fn air(&self) -> u16 {
        self.text_area().map_or(0, |text| u16::from(text.height >= 12))
    }

    /// Where the text stands, or would stand if it took the place of the list: how much of it is read is told there too.
    fn text_area(&self) -> Option<Area> {
        self.panes().reading.or_else(|| self.panes_for(Pane::Reading, self.shows_facets()).reading)
    }

    pub(super) fn setting(&self) -> Setting {
        Setting {
            width: self.text_area().map_or(self.size.width, |text| text.width),
            measure: self.settings.measure,
            hyphenate: self.settings.hyphenate,
            justify: self.settings.justify,
            spacing: self.settings.spacing,
        }
    }

    /// The view that is shown.
    pub fn view(&self) -> View {
        self.filter.view()
    }
}
