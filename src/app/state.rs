//! The state and its one way to change.

use std::collections::VecDeque;

use crate::article::Position;
use crate::text::SafeText;

use super::action::Action;
use super::companions::Companions;
use super::event::{Effect, Event, Listing, Loaded, Notice, NoticeKind, Opened, Progress, Size, View};
use super::filter::{Filter, FilterBar};
use super::history::{History, Session};
use super::key::Key;
use super::keymap::{Keymap, KeymapMistake, OwnKeys, Pane};
use super::list::{Extent, List};
use super::page::Setting;
use super::panes::{Panes, Wanted};
use super::picker::Picker;
use super::prompt::Prompt;
use super::reading::Reading;
use super::retag::Retag;
use super::said::Said;
use super::source_page::Provenance;
use super::triage::LastDeed;

/// How many keys wait for a listing at most.
const WAITING: usize = 64;

/// What the reader chose before the program started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The widest a line of text may be, in cells.
    pub measure: u16,
    /// Break English words at the end of a line.
    pub hyphenate: bool,
    /// Spread the words of a line over the whole measure.
    pub justify: bool,
    /// Own keys.
    pub keys: Vec<OwnKeys>,
    /// The filter to begin with; empty for none.
    pub query: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self { measure: 72, hyphenate: false, justify: false, keys: Vec::new(), query: String::new() }
    }
}

/// Words to find while they are typed, and where the search set out from.
#[derive(Debug, Clone)]
pub struct FindBar {
    /// What is typed.
    pub prompt: Prompt,
    /// The line at the top when the search began.
    pub origin: usize,
}

/// What lies over the panes.
#[derive(Debug, Clone, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// The filter is being typed.
    Filter(FilterBar),
    /// Words to find in the article are being typed.
    Find(FindBar),
    /// A region or topic is being chosen.
    Picker(Box<Picker>),
    /// The list of keys, scrolled by so many lines.
    Help(usize),
    /// Where the open article came from.
    Provenance(Box<Provenance>),
    /// Copies and related articles.
    Companions(Companions),
    /// The tags of the current article, to be corrected.
    Retag(Box<Retag>),
    /// Problems and messages, scrolled by so many lines.
    Log(usize),
}

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
    pub(super) focus: Pane,
    pub(super) zen: bool,
    pub(super) filter: Filter,
    pub(super) list: List,
    pub(super) reading: Reading,
    pub(super) overlay: Overlay,
    pub(super) history: History,
    pub(super) last_deed: Option<LastDeed>,
    pub(super) said: Said,
    pub(super) waiting: VecDeque<Key>,
}

impl App {
    /// The state before anything happened.
    ///
    /// # Errors
    /// The settings bind keys that make no sense; each mistake is named.
    pub fn new(settings: Settings) -> Result<Self, Vec<KeymapMistake>> {
        let keymap = Keymap::new(&settings.keys)?;
        Ok(Self {
            settings,
            keymap,
            size: Size::default(),
            stage: Stage::Loading(Progress::default()),
            focus: Pane::List,
            zen: false,
            filter: Filter::default(),
            list: List::default(),
            reading: Reading::default(),
            overlay: Overlay::None,
            history: History::default(),
            last_deed: None,
            said: Said::default(),
            waiting: VecDeque::new(),
        })
    }

    /// Takes what happened and says what must be done.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => self.press(key),
            Event::Resized(size) => {
                self.size = size;
                self.arrange();
                Vec::new()
            }
            Event::Progress(progress) => {
                if let Stage::Loading(so_far) = &mut self.stage {
                    *so_far = progress;
                }
                Vec::new()
            }
            Event::Loaded(loaded) => self.begin_reading(loaded),
            Event::Listed(listing) => self.take_listing(*listing),
            Event::Opened(opened) => self.take_article(opened),
            Event::PageShown(page) => self.take_page(*page),
            Event::ReadAgain(loaded) => self.take_again(loaded),
            Event::Saved { act, rule } => {
                self.confirm(act, rule.as_ref());
                Vec::new()
            }
            Event::NotSaved(failure) => self.take_back(&failure),
            Event::Reversed(reversed) => self.take_reversal(&reversed),
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

    /// The pane that has the keys.
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// Where the parts of the screen stand.
    pub fn panes(&self) -> Panes {
        Panes::at(self.size, Wanted { focus: self.focus, zen: self.zen })
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
        let unread = self.list.rows().iter().filter(|row| !row.triage.read && !row.triage.archived);
        unread.map(|row| row.minutes).sum()
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        self.said.notice = None;
        let action = self.keymap.action(self.focus, key);
        // These two concern the terminal and work whatever lies over the panes; no letter types them.
        if let Some(action @ (Action::Suspend | Action::Redraw)) = action.filter(|_| key.control) {
            return self.perform(action);
        }
        // A key means what is about to be listed, not what happens to stand there still.
        let over_panes = matches!(self.overlay, Overlay::None);
        if over_panes && !self.filter.is_answered() && action != Some(Action::Quit) {
            if self.waiting.len() < WAITING {
                self.waiting.push_back(key);
            }
            return Vec::new();
        }
        match std::mem::take(&mut self.overlay) {
            Overlay::None => match action {
                Some(action) => self.perform(action),
                None => self.say_unbound(key),
            },
            Overlay::Filter(bar) => self.press_in_filter(bar, key),
            Overlay::Find(bar) => self.press_in_find(bar, key),
            Overlay::Picker(picker) => self.press_in_picker(picker, key),
            Overlay::Help(top) => self.press_over_text(Overlay::Help, top, key),
            Overlay::Provenance(panel) => self.press_in_provenance(panel, key),
            Overlay::Companions(panel) => self.press_in_companions(panel, key),
            Overlay::Retag(panel) => self.press_in_retag(panel, key),
            Overlay::Log(top) => self.press_over_text(Overlay::Log, top, key),
        }
    }

    fn begin_reading(&mut self, loaded: Loaded) -> Vec<Effect> {
        if loaded.unsure > 0 {
            let noun = if loaded.unsure == 1 { "file" } else { "files" };
            let hint = self.hint(Action::Log, "shows them");
            let text = format!("{} {noun} could not be understood{hint}", loaded.unsure);
            self.say(NoticeKind::Warning, SafeText::label(&text));
        }
        for notice in &loaded.notices {
            self.say(NoticeKind::Warning, notice.clone());
        }
        self.stage = Stage::Ready(loaded);
        let query = std::mem::take(&mut self.settings.query);
        vec![Effect::List(self.filter.narrow(&query))]
    }

    /// Lists anew what a correction changed, and shows its page again where that is open.
    fn take_again(&mut self, loaded: Loaded) -> Vec<Effect> {
        self.stage = Stage::Ready(loaded);
        let mut effects = vec![Effect::List(self.filter.ask())];
        effects.extend(self.reading.id().map(Effect::Open));
        if let Overlay::Provenance(panel) = &self.overlay {
            effects.extend(panel.page.as_ref().map(|page| Effect::ShowPage(page.path.clone())));
        }
        effects
    }

    fn take_listing(&mut self, mut listing: Listing) -> Vec<Effect> {
        if !self.filter.answer(&mut listing) {
            return Vec::new();
        }
        // The rows are as the library had them; what is still on its way to it is done to them again.
        for row in &mut listing.rows {
            self.history.learn(row.id, &row.triage);
            if let Some(state) = self.history.state(row.id) {
                row.triage = state;
            }
        }
        self.list.show(&mut listing);
        // What fits the filter no more is gone from the list, and its panel with it.
        let current = self.list.current().map(|row| row.id);
        if matches!(&self.overlay, Overlay::Retag(panel) if Some(panel.article) != current) {
            self.overlay = Overlay::None;
        }
        let mut effects = self.follow_cursor();
        while let Some(key) = self.waiting.pop_front().filter(|_| self.filter.is_answered()) {
            effects.extend(self.press(key));
        }
        effects
    }

    fn take_article(&mut self, opened: Opened) -> Vec<Effect> {
        if self.reading.id() == Some(opened.article.id) {
            self.reading.renew(opened);
            return Vec::new();
        }
        let Some(row) = self.list.current().filter(|_| self.reading.awaits(opened.article.id)) else {
            return Vec::new();
        };
        // A finished article opens at its beginning again, and so does a copy in the place of the listed one.
        let begins = row.triage.read || row.id != opened.article.id;
        let position = if begins { Position::default() } else { row.triage.position };
        let setting = self.setting();
        self.reading.open(opened, setting, position);
        Vec::new()
    }

    /// Opens what the cursor stands on, keeping the place in what was open before.
    pub(super) fn follow_cursor(&mut self) -> Vec<Effect> {
        let wanted = self.list.current().map(|row| row.id);
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
            self.list.resize(Extent { width: list.width, height: list.height, details: panes.details });
        }
        let setting = self.setting();
        if let Some(reading) = panes.reading {
            self.reading.resize(setting, reading.height.saturating_sub(2 * self.air()));
        }
    }

    /// Blank lines above and below the text, where there is room for them.
    pub fn air(&self) -> u16 {
        self.panes().reading.map_or(0, |reading| u16::from(reading.height >= 12))
    }

    fn setting(&self) -> Setting {
        let reading = self.panes().reading;
        Setting {
            width: reading.map_or(self.size.width, |reading| reading.width),
            measure: self.settings.measure,
            hyphenate: self.settings.hyphenate,
            justify: self.settings.justify,
        }
    }

    /// The view that is shown.
    pub fn view(&self) -> View {
        self.filter.view()
    }
}
