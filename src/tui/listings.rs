//! What the list is told: the beginning of an answer, more of it, rows, and counts of what it can be narrowed to.
//!
//! The order of the last answer is kept, so that whatever is decided meanwhile does not move what is listed. Nothing
//! here is made for every article at a key but what is found, put in order and added up.

use std::collections::{HashMap, HashSet};

use crate::app::{
    Arranged, Arrangement, Budget, Continued, Group, Listing, QueryMistake, Request, RowsFound, RowsWanted,
    Stretch, View,
};
use crate::article::{Date, Triage};
use crate::library::{Found, Heading, Library, Search};
use crate::query::{Closeness, Direction, Grouping, Query, QueryError, Sort, SortKey};
use crate::text::SafeText;

use super::folding::Folding;
use super::interrupt::{Interrupt, Interrupted};
use super::order::Order;
use super::queue::ReadingList;
use super::rows::Rows;
use super::understood::{Understood, understood};

/// Entries that come with an answer: enough for the first screens.
const ENTRIES: usize = 512;
/// Rows that come with an answer.
const ROWS: usize = 100;
/// The most articles a reading list is chosen from: the newest.
const CANDIDATES: usize = 2000;

/// The newest answer, and what is worth keeping from one to the next.
#[derive(Debug)]
pub(super) struct Listings {
    today: Date,
    /// How many articles each view holds.
    holding: HashMap<View, usize>,
    /// What values of fields find among all articles, as far as anybody asked: `source:"niger"`.
    pub(super) finding: HashMap<String, Found>,
    answer: Answer,
    queue: Option<ReadingList>,
}

/// What was found last.
#[derive(Debug, Default)]
struct Answer {
    request: Request,
    query: Query,
    /// The articles in the order they are shown; none where they are others since.
    order: Option<Folding>,
}

/// What fits a request.
struct Fitting {
    query: Query,
    order: Folding,
    groups: Vec<Group>,
    arranged: Arranged,
    similar: bool,
    guesses: Vec<SafeText>,
    mistake: Option<QueryMistake>,
}

/// Where a query looks, and how long.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// Among the articles of this view.
    pub(super) view: View,
    /// The order where the query names none.
    pub(super) sort: Option<Sort>,
    /// Whether the answer is still wanted.
    pub(super) go_on: &'a dyn Fn() -> Result<(), Interrupted>,
}

impl Listings {
    /// Nothing was asked for yet.
    pub(super) fn new(today: Date) -> Self {
        let (holding, finding) = (HashMap::new(), HashMap::new());
        Self { today, holding, finding, answer: Answer::default(), queue: None }
    }

    /// What was asked for last: topics it names are shown by name.
    pub(super) fn query(&self) -> &Query {
        &self.answer.query
    }

    /// Today's date.
    pub(super) fn today(&self) -> Date {
        self.today
    }

    /// From now on it is this day.
    pub(super) fn begin_day(&mut self, day: Date) {
        self.today = day;
        self.read_again();
    }

    /// Something was decided: views hold other articles.
    pub(super) fn decided(&mut self) {
        self.holding.clear();
        self.finding.retain(|value, _| !value.starts_with("tag:"));
    }

    /// The articles are others.
    pub(super) fn read_again(&mut self) {
        self.decided();
        self.finding.clear();
        self.answer.order = None;
    }

    /// The beginning of the answer to a request.
    pub(super) fn list(
        &mut self,
        library: &Library,
        request: &Request,
        interrupt: &Interrupt,
    ) -> Result<Listing, Interrupted> {
        let fitting = self.fitting(library, request, interrupt)?;
        let Fitting { query, order, groups, arranged, similar, guesses, mistake } = fitting;
        let of = self.of(library, (request.view, &|| interrupt.go_on(request.number)))?;
        let around = &request.around;
        let rows = Rows::of(library, self.today).with_ledes(around.ledes);
        let found = around.articles.iter().find_map(|id| order.place_of(library, *id));
        let place = found.unwrap_or(around.place).min(order.count());
        let known = order.stretch(library, 0..place + ENTRIES);
        let first = place.saturating_sub(ROWS / 2);
        let shown = known.iter().copied().skip(first).take(ROWS).collect::<Vec<u32>>();
        let listing = Listing {
            number: request.number,
            entries: rows.entries(&known),
            total: order.count(),
            place: found,
            became: Vec::new(),
            rows: rows.rows_at(&shown, &query),
            groups,
            arranged,
            sums: order.sums(rows),
            of,
            similar,
            guesses,
            mistake,
            today: Some(self.today),
        };
        self.answer = Answer { request: request.clone(), query, order: Some(order) };
        Ok(listing)
    }

    /// More of the newest answer; nothing where another one was asked about.
    pub(super) fn list_on(
        &mut self,
        library: &Library,
        stretch: &Stretch,
        interrupt: &Interrupt,
    ) -> Result<Option<Continued>, Interrupted> {
        if stretch.number != self.answer.request.number {
            return Ok(None);
        }
        if self.answer.order.is_none() {
            let request = self.answer.request.clone();
            self.answer.order = Some(self.fitting(library, &request, interrupt)?.order);
        }
        let Some(order) = &self.answer.order else { return Ok(None) };
        let from = stretch.places.start.min(order.count());
        let entries = Rows::of(library, self.today).entries(&order.stretch(library, stretch.places.clone()));
        Ok(Some(Continued { number: stretch.number, from, entries }))
    }

    /// The rows of articles, as the newest answer lists them; nothing where another one was asked about.
    pub(super) fn rows(&mut self, library: &Library, wanted: &RowsWanted) -> Option<RowsFound> {
        if wanted.number != self.answer.request.number {
            return None;
        }
        let rows = Rows::of(library, self.today).with_ledes(wanted.ledes);
        let rows = rows.rows(&wanted.ids, &self.answer.query);
        Some(RowsFound { number: wanted.number, ids: wanted.ids.clone(), rows })
    }

    /// As much of a filter as makes sense.
    pub(super) fn understood<'q>(&self, library: &Library, query: &'q str) -> Understood<'q> {
        understood(query, |query| Query::parse(query, library.vocabulary(), self.today))
    }

    fn fitting(
        &mut self,
        library: &Library,
        request: &Request,
        interrupt: &Interrupt,
    ) -> Result<Fitting, Interrupted> {
        let go_on = || interrupt.go_on(request.number);
        go_on()?;
        if let View::Queue(budget) = request.view {
            self.choose(library, (request, budget), &go_on)?;
        }
        if let Some(front) = self.front(library, request) {
            return Ok(front);
        }
        self.found(library, request, &go_on)
    }

    /// Chooses the articles of a reading list, once for each: what was read of it stays on it.
    fn choose(
        &mut self,
        library: &Library,
        (request, budget): (&Request, Budget),
        go_on: &dyn Fn() -> Result<(), Interrupted>,
    ) -> Result<(), Interrupted> {
        if self.queue.as_ref().is_some_and(|queue| queue.is_of(budget)) {
            return Ok(());
        }
        let Understood { typed, .. } = self.understood(library, &request.query);
        let found =
            self.search(library, typed, Scope { view: View::Unread, sort: None, go_on })?.unwrap_or_default();
        let numbers: Vec<u32> = found.articles.set().ones().take(CANDIDATES).filter_map(short).collect();
        let rows = Rows::of(library, self.today).rows_at(&numbers, &Query::default());
        self.queue = Some(ReadingList::of(library, rows, budget));
        Ok(())
    }

    /// What is found by looking at all articles.
    fn found(
        &self,
        library: &Library,
        request: &Request,
        go_on: &dyn Fn() -> Result<(), Interrupted>,
    ) -> Result<Fitting, Interrupted> {
        library.read_columns();
        let (saved, saved_sort) = self.saved(library, request.view);
        let Understood { query, typed, mistake } = self.understood(library, &request.query);
        let sort = request.arrangement.sort.or(saved_sort);
        let found =
            self.search(library, typed, Scope { view: request.view, sort, go_on })?.unwrap_or_default();
        let mut order = found.articles;
        let saved = Query::parse(saved, library.vocabulary(), self.today);
        let query = query.within(saved.unwrap_or_default());
        let arranged = arranged(&query, request.arrangement, saved_sort);
        let mut groups = Vec::new();
        if let Some(queue) = self.queue.as_ref().filter(|_| matches!(request.view, View::Queue(_))) {
            (order, groups) = queue.in_turn(library, order);
        } else if arranged.grouping != Grouping::Nothing {
            let mut articles = order.all();
            let headings = library.group(&mut articles, arranged.grouping, arranged.sort);
            let group = |Heading { label, count }| Group { label, count, folded: false };
            groups.extend(headings.into_iter().map(group));
            order = order.rearranged(articles);
        }
        go_on()?;
        fold(&mut groups, request);
        let order = Folding::new(Order::Found(order), &groups);
        let guesses = found.guesses.iter().map(|guess| SafeText::label(&guess.to_string())).collect();
        Ok(Fitting { query, order, groups, arranged, similar: found.similar, guesses, mistake })
    }

    /// What a standing view lists where nothing is asked.
    fn front(&mut self, library: &Library, request: &Request) -> Option<Fitting> {
        let usual = arranged(&Query::default(), request.arrangement, None) == Arranged::default();
        let asked = matches!(request.view, View::Saved(_) | View::Queue(_));
        if !usual || asked || !request.query.trim().is_empty() {
            return None;
        }
        let front = library.front(&|triage| request.view.holds(triage, self.today))?;
        self.holding.insert(request.view, front.count());
        let mut groups = Rows::of(library, self.today).groups(&front);
        fold(&mut groups, request);
        Some(Fitting {
            query: Query::default(),
            order: Folding::new(Order::Front(front), &groups),
            groups,
            arranged: Arranged::default(),
            similar: false,
            guesses: Vec::new(),
            mistake: None,
        })
    }

    /// Searches a view. What is interrupted looks at no further article.
    pub(super) fn search(
        &self,
        library: &Library,
        query: &str,
        Scope { view, sort, go_on }: Scope<'_>,
    ) -> Result<Result<Found, QueryError>, Interrupted> {
        // Who asks for what is archived or snoozed asks in vain among what is neither.
        let asked = Query::parse(query, library.vocabulary(), self.today);
        let behind = view.is_inbox() && asked.is_ok_and(|query| query.looks_behind_inbox());
        let within = |triage: &Triage| {
            if behind { view == View::Inbox || !triage.read } else { view.holds(triage, self.today) }
        };
        let wanted = || go_on().is_ok();
        let (saved, _) = self.saved(library, view);
        // Similar words are for what is being typed.
        let closeness = if query.is_empty() { Closeness::Exact } else { Closeness::Similar };
        let asked = Search { closeness, within: Some(&within), ..Search::new(query, self.today) };
        let search = Search { view: saved, sort, wanted: &wanted, ..asked };
        let found = library.search(&search);
        go_on()?;
        Ok(found)
    }

    /// The query and order of a saved view or reading list; nothing to ask for a standing one.
    fn saved<'a>(&'a self, library: &'a Library, view: View) -> (&'a str, Option<Sort>) {
        match view {
            View::Saved(place) => {
                let view = library.views().get(place);
                view.map_or(("", None), |view| (&view.query, view.sort))
            }
            View::Queue(_) => self.queue.as_ref().map_or(("", None), |queue| (queue.query(), None)),
            View::Inbox
            | View::Unread
            | View::Starred
            | View::Archived
            | View::All
            | View::Noted
            | View::Snoozed => ("", None),
        }
    }

    /// How many articles each view holds, those the reader saved before the standing ones.
    pub(super) fn count_views(
        &mut self,
        library: &Library,
        (number, interrupt): (u64, &Interrupt),
    ) -> Result<Vec<(View, usize)>, Interrupted> {
        let saved = (0..library.views().len()).map(View::Saved);
        let views = saved.chain(View::STANDING);
        views.map(|view| Ok((view, self.of(library, (view, &|| interrupt.go_on(number)))?))).collect()
    }

    /// How many articles a view holds.
    fn of(
        &mut self,
        library: &Library,
        (view, go_on): (View, &dyn Fn() -> Result<(), Interrupted>),
    ) -> Result<usize, Interrupted> {
        if let Some(known) = self.holding.get(&view) {
            return Ok(*known);
        }
        let today = self.today;
        let held = match view {
            View::Saved(_) | View::Queue(_) => self
                .search(library, "", Scope { view, sort: None, go_on })?
                .map_or(0, |found| found.articles.count()),
            View::Inbox
            | View::Unread
            | View::Starred
            | View::Archived
            | View::All
            | View::Noted
            | View::Snoozed => library.count(&|triage| view.holds(triage, today)),
        };
        self.holding.insert(view, held);
        Ok(held)
    }
}

/// A number of the library's.
fn short(place: usize) -> Option<u32> {
    u32::try_from(place).ok()
}

/// Folds those groups that are to be folded.
fn fold(groups: &mut [Group], request: &Request) {
    // There may be as many of both as there are stories.
    let folded: HashSet<&Option<SafeText>> = request.folded.iter().collect();
    for group in groups {
        group.folded = folded.contains(&group.label);
    }
}

/// How what fits a query is listed: as its reader chose; else by region and the newest first, but what words were
/// looked for stands best first, and an order that was asked for otherwise stands without headings.
fn arranged(query: &Query, chosen: Arrangement, saved: Option<Sort>) -> Arranged {
    let key = if query.has_words() { SortKey::Relevance } else { SortKey::Date };
    let sort = query.sort().or(chosen.sort).or(saved);
    let ordered = query.has_words() || query.sort().or(saved).is_some();
    let usual = if ordered { Grouping::Nothing } else { Grouping::Region };
    Arranged {
        grouping: chosen.grouping.unwrap_or(usual),
        sort: sort.unwrap_or(Sort { key, direction: Direction::Usual }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Around, Effect, Marks};
    use crate::article::{ArticleId, Decision, Subject, TagKey};
    use crate::library::Options;
    use crate::text::SafeText;

    /// Four dated articles, two of them on Kenya, the newest first by their files.
    fn library() -> (Library, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let pages = [
            (
                "04",
                "Kenya counts its boats",
                "The boats of Mombasa were counted by the port of Kenya on Saturday.",
            ),
            (
                "03",
                "Peru plants potatoes",
                "Farmers in Peru planted six hundred sorts of potatoes near Cusco.",
            ),
            (
                "02",
                "Nairobi opens a library",
                "A library for children was opened in Nairobi by Kenyan teachers.",
            ),
            (
                "01",
                "Rain falls on the moor",
                "It rained on the moor for a week, and the sheep stood in the wet.",
            ),
        ];
        for (day, headline, text) in pages {
            let text = format!(" date 2024-05-{day} {headline}\n\n{text}\n");
            std::fs::write(folder.path().join(format!("{day}.txt")), text).unwrap();
        }
        let paths = vec![folder.path().to_owned()];
        let options = Options { paths, journal: folder.path().join("state"), ..Options::default() };
        (Library::open(&options, &mut |_| {}).unwrap(), folder)
    }

    fn request(number: u64, query: &str) -> Request {
        Request { number, query: query.to_owned(), ..Request::default() }
    }

    fn listings() -> Listings {
        Listings::new("2024-06-01".parse().unwrap())
    }

    #[test]
    fn groups_stand_by_their_size_and_those_without_a_region_last() {
        let (library, _folder) = library();
        let listing = listings().list(&library, &request(1, ""), &Interrupt::default()).unwrap();
        let groups: Vec<_> =
            listing.groups.iter().map(|group| (group.label.is_some(), group.count)).collect();
        assert_eq!(groups, [(true, 2), (true, 1), (false, 1)]);
        let dates: Vec<_> = listing.rows.iter().map(|row| row.date.unwrap().to_string()).collect();
        assert_eq!(dates, ["2024-05-04", "2024-05-02", "2024-05-03", "2024-05-01"]);
        assert_eq!(listing.entries.iter().map(|entry| entry.id).collect::<Vec<_>>(), {
            listing.rows.iter().map(|row| row.id).collect::<Vec<_>>()
        });
    }

    /// What is listed, as its headings with the days of the month under each, and how it is arranged.
    fn listed(library: &Library, query: &str, arrangement: Arrangement) -> (String, Arranged) {
        let request = Request { arrangement, ..request(1, query) };
        let listing = listings().list(library, &request, &Interrupt::default()).unwrap();
        let mut days = listing.rows.iter().map(|row| row.date.and_then(Date::day).unwrap().to_string());
        let group = |group: &Group| {
            let label = group.label.as_ref().map_or("-", SafeText::as_str);
            format!("{label}: {}", days.by_ref().take(group.count).collect::<Vec<_>>().join(" "))
        };
        let mut groups: Vec<String> = listing.groups.iter().map(group).collect();
        groups.extend((listing.groups.is_empty()).then(|| days.collect::<Vec<_>>().join(" ")));
        (groups.join(", "), listing.arranged)
    }

    #[test]
    fn articles_are_grouped_and_sorted_as_their_reader_chose() {
        let (library, folder) = library();
        let pages = folder.path().file_name().unwrap().to_string_lossy().into_owned();
        for (group, sort, expected) in [
            ("none", "-date", "1 2 3 4".to_owned()),
            ("none", "headline", "4 2 3 1".to_owned()),
            ("day", "date", "4 May 2024: 4, 3 May 2024: 3, 2 May 2024: 2, 1 May 2024: 1".to_owned()),
            ("day", "-date", "1 May 2024: 1, 2 May 2024: 2, 3 May 2024: 3, 4 May 2024: 4".to_owned()),
            ("region", "-date", "Eastern Africa: 2 4, South America: 3, -: 1".to_owned()),
            ("story", "date", "-: 4 3 2 1".to_owned()),
            ("source", "headline", format!("{pages}: 4 2 3 1")),
        ] {
            let arrangement = Arrangement { grouping: group.parse().ok(), sort: sort.parse().ok() };
            let (listed, arranged) = listed(&library, "", arrangement);
            assert_eq!(listed, expected, "{group} {sort}");
            assert_eq!(
                (arranged.grouping.to_string(), arranged.sort.to_string()),
                (group.into(), sort.into())
            );
        }
    }

    #[test]
    fn words_stand_best_first_unless_their_reader_chose_otherwise_and_an_order_in_the_query_goes_first() {
        let (library, _folder) = library();
        let usual = Arrangement::default();
        let by_day = Arrangement { grouping: Some(Grouping::Day), ..usual };
        let oldest = Arrangement { sort: "-date".parse().ok(), ..usual };
        for (query, arrangement, expected) in [
            ("kenya", usual, "none relevance"),
            ("kenya", by_day, "day relevance"),
            ("kenya", oldest, "none -date"),
            ("kenya sort:words", oldest, "none words"),
            ("sort:words", by_day, "day words"),
            ("", oldest, "region -date"),
        ] {
            let (_, Arranged { grouping, sort }) = listed(&library, query, arrangement);
            assert_eq!(format!("{grouping} {sort}"), expected, "{query} {arrangement:?}");
        }
    }

    /// What is listed for a view before anything is asked, made in both ways.
    fn both(library: &Library, view: View) -> [String; 2] {
        let mut listings = listings();
        let request = Request { view, ..request(1, "") };
        let front = listings.front(library, &request).unwrap();
        let found = listings.found(library, &request, &|| Ok(())).unwrap();
        [front, found].map(|fitting| {
            let Fitting { order, groups, .. } = fitting;
            let (count, sums) = (order.count(), order.sums(Rows::of(library, listings.today())));
            let numbers = order.stretch(library, 0..usize::MAX);
            let places: Vec<_> = numbers
                .iter()
                .map(|number| order.place_of(library, library.id(*number).unwrap()).unwrap())
                .collect();
            assert_eq!(places, (0..count).collect::<Vec<_>>());
            let middle = order.stretch(library, 1..3);
            format!("{count} {numbers:?} {middle:?} {groups:?} {sums:?}")
        })
    }

    #[test]
    fn what_is_listed_first_is_what_looking_at_all_articles_gives() {
        let (mut library, _folder) = library();
        let ids: Vec<ArticleId> = (0..4).filter_map(|number| library.id(number)).collect();
        let kenya = TagKey::new(Subject::Country, "KE");
        let everything = [
            Decision::Read,
            Decision::NotAbout(TagKey::new(Subject::Region, "202")),
            Decision::NotAbout(kenya.clone()),
            Decision::Archive,
            Decision::About(kenya),
            Decision::Star,
            Decision::Restore,
        ];
        for (turn, decision) in everything.iter().cycle().take(28).enumerate() {
            library.decide(&[(ids[turn % 4], decision.clone())]).unwrap();
            for view in [View::Inbox, View::Unread, View::All] {
                let [front, found] = both(&library, view);
                assert_eq!(front, found, "{view:?} after {decision:?} on {}", turn % 4);
            }
        }
        assert!(listings().front(&library, &Request { view: View::Starred, ..request(1, "") }).is_none());
    }

    #[test]
    fn what_goes_on_is_the_answer_that_was_begun_whatever_is_decided_meanwhile() {
        let (mut library, _folder) = library();
        let (mut listings, interrupt) = (listings(), Interrupt::default());
        let listing = listings.list(&library, &request(1, ""), &interrupt).unwrap();
        library.decide(&[(listing.entries[2].id, Decision::Archive)]).unwrap();
        listings.decided();
        let stretch = Stretch { number: 1, places: 1..9 };
        let more = listings.list_on(&library, &stretch, &interrupt).unwrap().unwrap();
        let ids =
            |entries: &[crate::app::ListEntry]| entries.iter().map(|entry| entry.id).collect::<Vec<_>>();
        assert_eq!((more.from, ids(&more.entries)), (1, ids(&listing.entries[1..])));
        assert_eq!(more.entries[1].marks, Marks { archived: true, ..Marks::default() });
        let again = listings.list(&library, &request(2, ""), &interrupt).unwrap();
        assert_eq!((again.total, again.of), (3, 3));
        assert!(listings.list_on(&library, &stretch, &interrupt).unwrap().is_none(), "that answer is gone");
    }

    #[test]
    fn rows_come_from_around_the_article_the_reader_is_at() {
        let (library, _folder) = library();
        let (mut listings, interrupt) = (listings(), Interrupt::default());
        let last = listings.list(&library, &request(1, ""), &interrupt).unwrap().entries[3].id;
        let around = Around { articles: vec![last], ..Around::default() };
        let listing =
            listings.list(&library, &Request { around, ..request(2, "kenya") }, &interrupt).unwrap();
        assert_eq!((listing.total, listing.rows.len()), (2, 2));
        let found = listings.rows(&library, &RowsWanted { number: 2, ids: vec![last], ledes: true }).unwrap();
        assert_eq!((found.rows.len(), found.rows[0].matched.len()), (1, 0));
        assert!(listings.rows(&library, &RowsWanted { number: 1, ids: vec![last], ledes: true }).is_none());
    }

    #[test]
    fn what_is_interrupted_gives_no_answer() {
        let (library, _folder) = library();
        let (mut listings, interrupt) = (listings(), Interrupt::default());
        interrupt.ask(&Effect::List(request(2, "ke")));
        assert!(listings.list(&library, &request(1, "k"), &interrupt).is_err());
        assert!(listings.list(&library, &request(2, "ke"), &interrupt).is_ok());
        assert!(listings.count(&library, &request(2, "ke"), &interrupt).is_err(), "an effect waits");
        interrupt.take(&Effect::List(request(2, "ke")));
        assert!(!listings.count(&library, &request(2, "ke"), &interrupt).unwrap().facets.is_empty());
    }
}
