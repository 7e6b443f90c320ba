//! The list in windows: whoever knows only the beginning of what was found, and few of its rows, does with every key
//! what it would do if all were here, however late the answers come.

use std::collections::{BTreeMap, VecDeque};
use std::sync::LazyLock;

use dateline::app::{
    App, Arranged, Continued, Counts, Effect, Event, Failure, Group, Key, ListEntry, Listing, Loaded, Marks,
    ReversalOutcome, Reversed, Row, RowsFound, Settings, Size, Sums,
};
use dateline::article::{ArticleId, Date, Triage, Turning};
use dateline::text::{SafeText, width};
use dateline::ui::{self, Look};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// More than any answer tells of at once.
const ARTICLES: usize = 6000;

/// As many as a large archive holds.
const MANY: usize = 100_000;

/// The headlines of the first of them, and the cells these take; the others have the same in turn.
static HEADLINES: LazyLock<Vec<(SafeText, u16)>> = LazyLock::new(|| {
    let headline = |number: usize| {
        let text = SafeText::label(&format!("Article {number} {}", "and so on ".repeat(number % 9)));
        let cells = u16::try_from(width(text.trim_end())).expect("a short headline");
        (text, cells)
    };
    (0..ARTICLES).map(headline).collect()
});

/// A paper of numbered articles: what a library would answer, without one.
struct Paper {
    articles: usize,
    states: BTreeMap<ArticleId, Triage>,
    /// Entries and rows that come with an answer.
    first: (usize, usize),
    /// What was found last.
    found: Vec<usize>,
    /// How many rows were asked for by name.
    fetched: usize,
    disk_full: bool,
}

/// The headline of an article, and the cells it takes.
fn headline(number: usize) -> &'static (SafeText, u16) {
    &HEADLINES[number % ARTICLES]
}

fn id(number: usize) -> ArticleId {
    ArticleId::from_number(u64::try_from(number).expect("it is small") + 1)
}

fn number(id: ArticleId) -> usize {
    usize::try_from(id.number()).expect("it is small") - 1
}

/// The day on which all this happens.
fn today() -> Option<Date> {
    Date::day_of(2024, 6, 1).ok()
}

impl Paper {
    fn row(&self, number: usize) -> Row {
        Row {
            id: id(number),
            headline: headline(number).0.clone(),
            lede: Some(SafeText::default()),
            matched: Vec::new(),
            region: None,
            countries: Vec::new(),
            topics: Vec::new(),
            date: Date::day_of(2024, 5, 1).ok(),
            source: SafeText::default(),
            minutes: number % 5 + 1,
            copies: 1,
            notes: 0,
            triage: self.states.get(&id(number)).cloned().unwrap_or_default(),
        }
    }

    fn entry(&self, number: usize) -> ListEntry {
        let minutes = u16::try_from(number % 5 + 1).unwrap();
        let marks = self.states.get(&id(number)).map(|state| Marks::of(state, today())).unwrap_or_default();
        ListEntry { id: id(number), minutes, cells: headline(number).1, marks }
    }

    fn entries(&self, places: std::ops::Range<usize>) -> Vec<ListEntry> {
        let places = places.start.min(self.found.len())..places.end.min(self.found.len());
        self.found[places].iter().map(|number| self.entry(*number)).collect()
    }

    fn answer(&mut self, effect: Effect) -> Option<Event> {
        Some(match effect {
            Effect::List(request) => {
                let fits = |number: &usize| {
                    let triage = self.states.get(&id(*number)).cloned().unwrap_or_default();
                    let today = today().expect("a day");
                    request.view.holds(&triage, today) && number.to_string().contains(request.query.trim())
                };
                self.found = (0..self.articles).filter(fits).collect();
                let wanted =
                    request.around.articles.iter().find_map(|id| self.found.binary_search(&number(*id)).ok());
                let place = wanted.unwrap_or(request.around.place).min(self.found.len());
                let mut sums = Sums::default();
                for number in &self.found {
                    let entry = self.entry(*number);
                    sums.add(usize::from(entry.minutes), entry.marks);
                }
                let rows = self.found.iter().skip(place.saturating_sub(self.first.1 / 2)).take(self.first.1);
                let half = self.found.len() / 2;
                let group =
                    |label: &str, count| Group { label: Some(SafeText::label(label)), count, folded: false };
                let halves = vec![group("first half", half), group("rest", self.found.len() - half)];
                Event::Listed(Box::new(Listing {
                    number: request.number,
                    entries: self.entries(0..place.saturating_add(self.first.0)),
                    total: self.found.len(),
                    place: None,
                    became: Vec::new(),
                    rows: rows.map(|number| self.row(*number)).collect(),
                    arranged: Arranged::default(),
                    groups: halves.into_iter().filter(|group| group.count > 0).collect(),
                    sums,
                    of: self.articles,
                    similar: false,
                    guesses: Vec::new(),
                    mistake: None,
                    today: today(),
                }))
            }
            Effect::ListOn(stretch) => Event::ListedOn(Continued {
                number: stretch.number,
                from: stretch.places.start,
                entries: self.entries(stretch.places),
            }),
            Effect::FetchRows(wanted) => {
                self.fetched += wanted.ids.len();
                let rows = wanted.ids.iter().map(|id| self.row(number(*id))).collect();
                Event::RowsFetched(RowsFound { number: wanted.number, ids: wanted.ids, rows })
            }
            Effect::Count(request) => Event::Counted(Counts { number: request.number, ..Counts::default() }),
            Effect::CountViews(_) => Event::ViewsCounted(Vec::new()),
            Effect::Save(act) if self.disk_full => {
                Event::NotSaved(Failure { act: act.number, why: SafeText::label("disk full") })
            }
            Effect::Save(act) => {
                for (id, decision) in &act.decisions {
                    decision.apply(self.states.entry(*id).or_default());
                }
                Event::Saved { act: act.number, rule: None, turning: Turning::AsAsked }
            }
            Effect::Reverse(reach) => {
                Event::Reversed(Reversed { reversing: reach.reversing, outcome: ReversalOutcome::Nothing })
            }
            Effect::Glance(_)
            | Effect::Open(_)
            | Effect::ShowPage(_)
            | Effect::Explain(_)
            | Effect::ReadWords
            | Effect::LookAtFiles
            | Effect::TakeFiles
            | Effect::BeginDay(_)
            | Effect::Export(_)
            | Effect::Outside(_)
            | Effect::Remember(_)
            | Effect::Mouse(_)
            | Effect::Redraw
            | Effect::Suspend
            | Effect::Quit => {
                return None;
            }
        })
    }
}

/// A reader of the paper whose answers come when they are let through.
struct Reader {
    app: App,
    paper: Paper,
    asked: VecDeque<Effect>,
}

impl Reader {
    /// One of a paper of so many articles, some entries and rows of which come at first.
    fn of(articles: usize, first: (usize, usize)) -> Self {
        let app = App::new(Settings::default()).expect("the default keys are sound");
        let (states, found) = (BTreeMap::new(), Vec::new());
        let paper = Paper { articles, states, first, found, fetched: 0, disk_full: false };
        let mut reader = Self { app, paper, asked: VecDeque::new() };
        reader.happens(Event::Resized(Size { width: 80, height: 24 }));
        reader.happens(Event::Loaded(Loaded { articles, ..Loaded::default() }));
        reader.settle();
        reader
    }

    /// One that is told little at a time.
    fn in_windows() -> Self {
        Self::of(ARTICLES, (30, 12))
    }

    /// One that knows every entry at once.
    fn of_everything() -> Self {
        Self::of(ARTICLES, (ARTICLES, 100))
    }

    fn happens(&mut self, event: Event) {
        self.asked.extend(self.app.update(event));
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.happens(Event::Key(key.parse().expect("a key")));
        }
        self
    }

    fn types(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.happens(Event::Key(Key::char(letter)));
        }
        self
    }

    /// Lets so many answers through.
    fn answer(&mut self, count: usize) -> &mut Self {
        for _ in 0..count {
            let event = self.asked.pop_front().and_then(|effect| self.paper.answer(effect));
            if let Some(event) = event {
                self.happens(event);
            }
        }
        self
    }

    /// Lets all answers through.
    fn settle(&mut self) -> &mut Self {
        while !self.asked.is_empty() {
            self.answer(1);
        }
        self
    }

    fn chosen(&self) -> Option<usize> {
        self.app.list().current_id().map(number)
    }

    fn screen(&self) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        ui::draw(&self.app, &Look::default(), &mut buffer);
        let row = |y| (0..80).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (0..24).map(row).collect()
    }

    fn line_of_cursor(&self) -> Option<usize> {
        self.screen().iter().position(|line| line.starts_with('>'))
    }

    fn archived(&self) -> (usize, usize) {
        let listed = self.app.list().entries().iter().filter(|entry| entry.marks.archived).count();
        (listed, self.paper.states.values().filter(|state| state.archived).count())
    }

    /// Where the reader is, what the list looks like there, and what was decided.
    fn outcome(&self) -> (Option<usize>, usize, Sums, BTreeMap<ArticleId, Triage>) {
        let list = self.app.list();
        (self.chosen(), list.top(), list.sums(), self.paper.states.clone())
    }
}

#[test]
fn first_screens_are_known_and_the_rest_is_counted() {
    let reader = Reader::in_windows();
    let list = reader.app.list();
    assert_eq!(list.len(), ARTICLES);
    assert!(list.known() < ARTICLES && list.row(0).is_some());
    let screen = reader.screen().join("\n");
    assert!(screen.contains("6000 articles") && screen.contains("1/6000"), "{screen}");
    assert!(screen.contains("FIRST HALF") && screen.contains("3000"), "{screen}");
}

#[test]
fn last_row_is_gone_to_when_it_is_known_and_what_was_pressed_meanwhile_follows() {
    let mut reader = Reader::in_windows();
    reader.press("G k s");
    assert_eq!(reader.chosen(), Some(0), "nothing jumps before the answer");
    reader.settle();
    assert_eq!(reader.chosen(), Some(ARTICLES - 1), "k went up by one and s down again");
    let starred = reader.app.list().marks(id(ARTICLES - 2)).map(|marks| marks.starred);
    assert_eq!(starred, Some(true));
}

#[test]
fn every_row_is_reached_one_by_one_and_by_pages() {
    for key in ["j", "PgDn", "^D"] {
        let mut reader = Reader::in_windows();
        let mut steps = 0;
        while reader.chosen() != Some(ARTICLES - 1) && steps <= ARTICLES {
            reader.press(key).answer(1);
            steps += 1;
        }
        reader.settle();
        assert_eq!(reader.chosen(), Some(ARTICLES - 1), "{key}");
        assert!(reader.screen().join("\n").contains("Article 5999"), "{key}");
    }
}

#[test]
fn next_unread_is_found_behind_what_is_known() {
    let mut reader = Reader::in_windows();
    for number in (0..5000).chain(5001..ARTICLES) {
        reader.paper.states.entry(id(number)).or_default().read = true;
    }
    reader.press("5").settle().press("g n").settle();
    assert_eq!(reader.chosen(), Some(5000));
    reader.press("n");
    assert_eq!(
        reader.app.notice().map(|notice| notice.text.to_string()).unwrap_or_default(),
        "no other unread article here"
    );
    reader.press("g N").settle();
    assert_eq!(reader.chosen(), Some(5000));
}

#[test]
fn escape_gives_up_what_is_waited_for() {
    let mut reader = Reader::in_windows();
    reader.press("G d Esc").settle();
    assert_eq!(reader.chosen(), Some(0));
    assert!(reader.paper.states.is_empty());
    reader.press("j").settle();
    assert_eq!(reader.chosen(), Some(1));
}

#[test]
fn what_undoing_found_is_waited_for_before_anything_is_done_again() {
    let mut reader = Reader::in_windows();
    reader.press("d u u ^R j").settle();
    assert_eq!(reader.chosen(), Some(1));
    assert_eq!(reader.paper.states.get(&id(0)).map(|state| state.read), Some(true));
}

#[test]
fn nothing_is_waited_for_while_files_are_read() {
    let mut app = App::new(Settings::default()).expect("the default keys are sound");
    app.update(Event::Resized(Size { width: 80, height: 24 }));
    for key in ["G", "n", "d", "u", "t", "Esc"] {
        assert_eq!(app.update(Event::Key(key.parse().unwrap())).len(), usize::from(key == "u"), "{key}");
    }
    assert_eq!(app.update(Event::Key(Key::char('q'))), [Effect::Quit]);
}

#[test]
fn missing_rows_are_blank_and_keep_their_places() {
    let mut reader = Reader::in_windows();
    reader.press("G").settle().press("g");
    reader.press("j j j j j j j j j j j j j j");
    let (line, top) = (reader.line_of_cursor(), reader.app.list().top());
    assert!(line.is_some(), "the cursor shows before its row has come");
    reader.settle();
    assert_eq!((reader.line_of_cursor(), reader.app.list().top()), (line, top));
    let below = reader.screen().iter().filter(|line| line.contains("Article")).count();
    assert!(below > 3, "the rows have come");
}

#[test]
fn filter_is_typed_and_taken_while_rows_are_missing() {
    let mut reader = Reader::in_windows();
    reader.press("G").settle().press("g /").types("59").press("Enter j s").settle();
    assert_eq!(reader.app.list().len(), (0..ARTICLES).filter(|n| n.to_string().contains("59")).count());
    let starred: Vec<usize> = reader.paper.states.keys().copied().map(number).collect();
    assert_eq!(starred, [159]);
}

#[test]
fn cursor_far_down_stays_on_its_article_through_a_filter_and_back() {
    let mut reader = Reader::in_windows();
    reader.press("G").settle().press("/").types("9").settle();
    assert_eq!(reader.chosen(), Some(ARTICLES - 1));
    reader.press("Esc").settle();
    assert_eq!(reader.chosen(), Some(ARTICLES - 1));
    reader.press("1").answer(1);
    assert!(reader.app.list().current().is_some(), "its row comes with the answer");
}

#[test]
fn undo_goes_back_to_an_article_far_down() {
    let mut reader = Reader::in_windows();
    reader.press("G s").settle().press("5 g").settle();
    reader.press("g");
    let known = reader.app.list().known();
    reader.press("u").settle();
    assert!(known <= ARTICLES);
    assert_eq!(reader.chosen(), Some(ARTICLES - 1));
    assert_eq!(reader.app.list().marks(id(ARTICLES - 1)), Some(Marks::default()));
}

/// Each of these would take minutes if it compared every article with every other.
#[test]
fn all_of_many_are_archived_restored_and_archived_again_by_the_rows_on_screen() {
    let mut reader = Reader::of(MANY, (30, 12));
    reader.press("A y").settle();
    assert_eq!(reader.archived(), (MANY, MANY));
    for (key, archived) in [("u", 0), ("^R", MANY)] {
        reader.press(key).settle();
        assert_eq!(reader.archived(), (archived, archived), "{key}");
        assert_eq!((reader.chosen(), reader.line_of_cursor().is_some()), (Some(0), true), "{key}");
    }
    reader.press("G").settle().press("u").settle();
    assert_eq!((reader.archived(), reader.chosen()), ((0, 0), Some(MANY - 1)));
    assert!(reader.app.list().row(MANY - 1).is_some(), "the row the cursor stands on is here");
    assert!(reader.paper.fetched < 2000, "{} rows were fetched", reader.paper.fetched);
}

#[test]
fn many_that_could_not_be_archived_are_as_they_were() {
    let mut reader = Reader::of(MANY, (30, 12));
    reader.paper.disk_full = true;
    reader.press("A y").settle();
    assert_eq!(reader.archived(), (0, 0));
    assert_eq!(reader.app.list().sums().waiting, MANY);
}

#[test]
fn many_that_are_not_listed_any_more_come_back_when_that_is_undone() {
    let mut reader = Reader::of(MANY, (30, 12));
    let sevens = (0..MANY).filter(|number| number.to_string().contains('7')).count();
    reader.press("/").types("7").press("Enter").settle().press("A y").settle();
    reader.press("Esc").settle().press("1 G").settle();
    assert_eq!(reader.app.list().len(), MANY - sevens);
    reader.press("u").settle();
    assert_eq!((reader.app.list().len(), reader.archived(), reader.chosen()), (MANY, (0, 0), Some(7)));
}

#[test]
fn few_rows_are_held_wherever_one_goes() {
    let mut reader = Reader::in_windows();
    let mut most = 0;
    for _ in 0..100 {
        reader.press("PgDn PgDn PgDn PgDn").settle();
        let list = reader.app.list();
        most = most.max((0..list.known()).filter(|place| list.row(*place).is_some()).count());
    }
    assert!(most < 300, "{most} rows of {ARTICLES} are held");
}

#[test]
fn a_listing_for_what_was_asked_before_never_shows() {
    let mut reader = Reader::in_windows();
    reader.press("/").types("5").types("9").types("9");
    let early = Listing { number: 1, total: 0, ..Listing::default() };
    reader.happens(Event::Listed(Box::new(early)));
    assert_eq!(reader.app.list().len(), ARTICLES);
    reader.answer(1);
    assert_eq!(reader.app.list().len(), ARTICLES, "the answer to 5 comes after 599 was typed");
    reader.settle();
    let fitting = (0..ARTICLES).filter(|number| number.to_string().contains("599")).count();
    assert_eq!(reader.app.list().len(), fitting);
}

fn any_step() -> impl Strategy<Value = (&'static str, u8)> {
    let keys = vec![
        "j", "k", "G", "g", "d", "a", "s", "r", "n", "N", "u", "^R", ".", "PgDn", "PgUp", "^D", "1", "2", "5",
    ];
    (prop::sample::select(keys), 0..4_u8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn keys_do_the_same_whether_all_is_known_or_little_and_late(steps in prop::collection::vec(any_step(), 1..40)) {
        let (mut all, mut little) = (Reader::of_everything(), Reader::in_windows());
        for (key, answers) in &steps {
            all.press(key).settle();
            little.press(key).answer(usize::from(*answers));
        }
        little.settle();
        prop_assert_eq!(little.outcome(), all.outcome());
    }
}
