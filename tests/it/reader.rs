//! A reader at a screen without a terminal: keys go in as text, the worker's answers come back at once, and
//! the screen comes out as text with a legend of its styles.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use dateline::app::{
    App, Effect, Event, Failure, KeptTaste, OwnKeys, ReversalOutcome, Reversed, Row, Settings, Size, Themes,
};
use dateline::article::Date;
use dateline::config::Config;
use dateline::library::{Habits, Library, Options, standing, tag_rules};
use dateline::text::SafeText;
use dateline::tui::{self, Desk, Interrupt};
use dateline::ui::{self, Look, Spot};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use tempfile::TempDir;

/// The program without its terminal.
pub struct Reader {
    pub app: App,
    desk: Desk,
    look: Look,
    state: Rc<TempDir>,
    /// Effects that concern the terminal alone, in order.
    pub asked: Vec<Effect>,
    /// Effects the worker has not come to yet; none where it answers at once.
    held: Option<VecDeque<Effect>>,
    /// What a disk that is full would say to every decision; none where it is not full.
    pub disk_full: Option<&'static str>,
}

impl Reader {
    /// Opens paths at a size.
    pub fn open(paths: &[&Path], size: (u16, u16)) -> Self {
        Self::configured(paths, size, "")
    }

    /// Opens paths at a size with this in the configuration.
    pub fn configured(paths: &[&Path], size: (u16, u16), configuration: &str) -> Self {
        let state = tempfile::tempdir().expect("a temporary folder");
        if !configuration.is_empty() {
            fs::write(state.path().join("config.toml"), configuration).expect("the file is written");
        }
        let desk = desk(paths, state.path());
        Self::at(desk, Rc::new(state), size)
    }

    /// Opens paths at a size, with what was read of them kept in a folder: many readers of the same pages open sooner.
    pub fn kept(paths: &[&Path], size: (u16, u16), cache: &Path) -> Self {
        let state = tempfile::tempdir().expect("a temporary folder");
        let desk = desk_kept(paths, state.path(), cache);
        Self::at(desk, Rc::new(state), size)
    }

    /// Opens the sample pages at a size.
    pub fn on_seeds(size: (u16, u16)) -> Self {
        Self::open(&[&seeds()], size)
    }

    /// Leaves and opens the same paths again with what was decided.
    pub fn again(self, paths: &[&Path]) -> Self {
        let size = (self.app.size().width, self.app.size().height);
        let desk = desk(paths, self.state.path());
        Self::at(desk, self.state, size)
    }

    /// Opens the same paths in another window beside this one, with one journal.
    pub fn beside(&self, paths: &[&Path]) -> Self {
        let size = (self.app.size().width, self.app.size().height);
        Self::at(desk(paths, self.state.path()), Rc::clone(&self.state), size)
    }

    /// The folder of its journal.
    pub fn journal(&self) -> PathBuf {
        self.state.path().join("journal")
    }

    /// Opens paths with some keys of the reader's own: actions and their key.
    pub fn with_keys(paths: &[&Path], size: (u16, u16), own: &[(&str, &str)]) -> Self {
        let keys = own
            .iter()
            .map(|(action, key)| OwnKeys { action: (*action).to_owned(), keys: vec![(*key).to_owned()] });
        let settings = Settings { keys: keys.collect(), ..Settings::default() };
        Self::open(paths, size).with_settings(settings)
    }

    /// The same paths opened anew by a reader who chose otherwise.
    pub fn with_settings(self, settings: Settings) -> Self {
        let loaded = self.desk.loaded();
        self.beginning(settings, Event::Loaded(loaded))
    }

    /// The program begun anew at the same size, with this as the first that happens.
    pub fn beginning(mut self, settings: Settings, first: Event) -> Self {
        let size = self.app.size();
        self.app = App::new(settings).expect("sound settings");
        self.happens(Event::Resized(size));
        self.happens(first);
        self
    }

    fn at((mut desk, ruled): (Desk, Vec<Event>), state: Rc<TempDir>, (width, height): (u16, u16)) -> Self {
        let look = Look::default();
        let names = look.themes.iter().map(|theme| SafeText::label(theme.name())).collect();
        let habits = Habits::beside(&state.path().join("journal"));
        let kept = habits.choices().into_iter();
        let kept = kept.map(|[name, value, instead_of]| KeptTaste { name, value, instead_of });
        let settings = Settings { themes: Themes { names, ..Themes::default() }, ..Settings::default() };
        let settings = settings.with_kept(&kept.collect::<Vec<_>>());
        desk.keep_habits(habits);
        let app = App::new(settings).expect("the default keys are sound");
        let loaded = desk.loaded();
        let mut reader = Self { app, desk, look, state, asked: Vec::new(), held: None, disk_full: None };
        reader.happens(Event::Resized(Size { width, height }));
        reader.happens(Event::Loaded(loaded));
        for event in ruled {
            reader.happens(event);
        }
        reader
    }

    /// What stands in the configuration file.
    pub fn configuration(&self) -> String {
        fs::read_to_string(self.state.path().join("config.toml")).unwrap_or_default()
    }

    /// Puts something else into the configuration file while the program runs.
    pub fn write_configuration(&self, text: &str) {
        fs::write(self.state.path().join("config.toml"), text).expect("the file is written");
    }

    /// The same screen in another look.
    pub fn in_look(mut self, look: Look) -> Self {
        self.look = look;
        self
    }

    /// Presses keys written as text: `j j a u`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.happens(Event::Key(key.parse().expect("a key")));
        }
        self
    }

    /// Types letters into a field.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.happens(Event::Key(dateline::app::Key::char(letter)));
        }
        self
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.happens(Event::Resized(Size { width, height }));
        self
    }

    /// Lets something happen and everything that follows from it.
    pub fn happens(&mut self, event: Event) {
        let mut waiting = VecDeque::from([event]);
        while let Some(event) = waiting.pop_front() {
            for effect in self.app.update(event) {
                match (effect, &mut self.held) {
                    (
                        effect @ (Effect::Mouse(_)
                        | Effect::Redraw
                        | Effect::Suspend
                        | Effect::Outside(_)
                        | Effect::Quit),
                        _,
                    ) => {
                        self.asked.push(effect);
                    }
                    (effect, Some(held)) => held.push_back(effect),
                    (effect, None) => waiting.extend(self.work(effect)),
                }
            }
        }
    }

    /// From now on the worker is slow: nothing it is asked for is answered.
    pub fn hold(&mut self) -> &mut Self {
        self.held.get_or_insert_default();
        self
    }

    /// The slow worker answers what it was asked first; says whether there was anything.
    pub fn answer_one(&mut self) -> bool {
        let effect = self.held.as_mut().and_then(VecDeque::pop_front);
        let events = effect.map(|effect| self.work(effect));
        let answered = events.is_some();
        events.into_iter().flatten().for_each(|event| self.happens(event));
        answered
    }

    /// What the slow worker is asked next; it answers as if nothing had to be said.
    pub fn next_held(&mut self) -> Option<Effect> {
        self.held.as_mut().and_then(VecDeque::pop_front)
    }

    /// The slow worker answers everything and is quick again.
    pub fn release(&mut self) -> &mut Self {
        while self.answer_one() {}
        self.held = None;
        self
    }

    fn work(&mut self, effect: Effect) -> Vec<Event> {
        match (effect, self.disk_full) {
            // What is written goes where the test keeps what is its own, whatever name is typed.
            (Effect::Export(mut export), _) => {
                export.path = self.state.path().join(&export.path).display().to_string();
                self.desk.perform(&Effect::Export(export), &Interrupt::default()).expect("nothing interrupts")
            }
            (Effect::Save(act), Some(why)) => {
                vec![Event::NotSaved(Failure { act: act.number, why: SafeText::label(why) })]
            }
            (Effect::Reverse(reach), Some(why)) => {
                let outcome = ReversalOutcome::NotSaved(SafeText::label(why));
                vec![Event::Reversed(Reversed { reversing: reach.reversing, outcome })]
            }
            (effect, _) => self.desk.perform(&effect, &Interrupt::default()).expect("nothing interrupts"),
        }
    }

    /// The headlines in the list with their marks: `> Niger…`, `* …`, `(read)`.
    pub fn rows(&self) -> Vec<String> {
        let list = self.app.list();
        let marked = list.entries().iter().enumerate().map(|(index, entry)| {
            let cursor = if index == list.cursor() { "> " } else { "  " };
            let star = if entry.marks.starred { "* " } else { "" };
            let states = [(entry.marks.read, " (read)"), (entry.marks.archived, " (archived)")];
            let states: String = states.iter().filter(|(holds, _)| *holds).map(|(_, word)| *word).collect();
            let headline = list.row(index).map_or("", |row| &row.headline);
            let head: String = headline.chars().take(24).collect();
            format!("{cursor}{star}{head}{states}")
        });
        marked.collect()
    }

    /// The rows that are here, in order.
    pub fn listed(&self) -> Vec<&Row> {
        let list = self.app.list();
        (0..list.known()).filter_map(|index| list.row(index)).collect()
    }

    /// The notice on screen.
    pub fn notice(&self) -> String {
        self.app.notice().map(|notice| notice.text.to_string()).unwrap_or_default()
    }

    /// Where the terminal's own cursor stands.
    pub fn cursor(&self) -> Option<Spot> {
        let size = self.app.size();
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        ui::draw(&self.app, &self.look, &mut buffer)
    }

    /// The cells of the screen.
    pub fn cells(&self) -> Buffer {
        let size = self.app.size();
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        ui::draw(&self.app, &self.look, &mut buffer);
        buffer
    }

    /// The screen as text, one line a row.
    pub fn screen(&self) -> String {
        let cells = self.cells();
        let rows = (0..cells.area.height).map(|y| row(&cells, y));
        rows.collect::<Vec<_>>().join("\n")
    }

    /// The screen as text, then every style with the runs of cells that have it.
    pub fn styled(&self) -> String {
        let cells = self.cells();
        let mut legend: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for y in 0..cells.area.height {
            let mut x = 0;
            while x < cells.area.width {
                let style = style(&cells[(x, y)]);
                let end = (x..cells.area.width).find(|end| self::style(&cells[(*end, y)]) != style);
                let end = end.unwrap_or(cells.area.width);
                let words: String = (x..end).map(|x| cells[(x, y)].symbol()).collect();
                if !style.is_empty() && !words.trim().is_empty() {
                    legend.entry(style).or_default().push(format!(
                        "{}:{} {}",
                        y + 1,
                        x + 1,
                        words.trim_end()
                    ));
                }
                x = end;
            }
        }
        let mut text = self.screen();
        for (style, runs) in legend {
            let _ = write!(text, "\n\n[{style}]\n{}", runs.join("\n"));
        }
        text
    }
}

fn row(cells: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut x = 0;
    while x < cells.area.width {
        let symbol = cells[(x, y)].symbol();
        text.push_str(symbol);
        // A wide sign covers the cell behind it, which holds nothing of its own.
        x += u16::try_from(dateline::text::width(symbol)).unwrap_or(1).max(1);
    }
    text.trim_end().to_owned()
}

/// A cell's colours and modifiers in words; empty where it has none.
pub fn style(cell: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != ratatui::style::Color::Reset {
        words.push(format!("{:?}", cell.fg));
    }
    if cell.bg != ratatui::style::Color::Reset {
        words.push(format!("on {:?}", cell.bg));
    }
    words.extend(cell.modifier.iter_names().map(|(name, _)| name.to_lowercase()));
    words.join(" ")
}

fn desk(paths: &[&Path], state: &Path) -> (Desk, Vec<Event>) {
    desk_kept(paths, state, Path::new(""))
}

fn desk_kept(paths: &[&Path], state: &Path, cache: &Path) -> (Desk, Vec<Event>) {
    let cache = cache.to_owned();
    let paths_read = paths.iter().map(|path| path.to_path_buf()).collect();
    let config = state.join("config.toml");
    let (written, mistakes) = Config::load_sound(&config).expect("the configuration is read");
    let (tag_rules, _) = tag_rules(&written);
    let journal = state.join("journal");
    let standing = standing(&written);
    let options = Options {
        paths: paths_read,
        journal,
        config: config.clone(),
        tag_rules,
        standing,
        cache,
        ..Options::default()
    };
    let mut library = Library::open(&options, &mut |_| ()).expect("the library opens");
    let today = Date::day_of(2026, 2, 20).expect("there is such a day");
    let mistakes = mistakes.into_iter().map(|mistake| SafeText::label(&mistake.in_file(&config).to_string()));
    let ruled = tui::rule(&mut library, today, mistakes.collect());
    let paths = paths.iter().map(|path| SafeText::label(&path.to_string_lossy())).collect();
    (Desk::new(library, today, paths), ruled)
}

/// The folder of sample pages.
pub fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

/// A folder with pages of the given names and texts.
pub fn folder(pages: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in pages {
        fs::write(folder.path().join(name), text).expect("a page is written");
    }
    folder
}
