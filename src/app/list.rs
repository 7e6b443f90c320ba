//! The list pane: the articles listed, which one is chosen, and which ones are on screen.
//!
//! It knows the beginning of what was found by entries, and rows only around the screen; what is missing is drawn as
//! blank lines of the right height until it comes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::article::{ArticleId, Became, Date, Decision, Triage};

use super::details::Details;
use super::extent::Extent;
use super::groups::Groups;
use super::home::{Home, Listed};
use super::listing::{Around, Continued, ListEntry, Listing, Marks, Row, RowsFound};
use super::sums::Sums;

/// Rows on a screen are taken to be no fewer than this, so that there is something in hand before the first frame.
const LEAST_SCREEN: usize = 16;
/// How many screens of rows are fetched above and below the one that shows.
const SCREENS_AROUND: usize = 2;
/// How many screens of rows are held before those further away are let go.
const SCREENS_HELD: usize = 8;

/// The articles listed and the place among them.
#[derive(Debug, Clone, Default)]
pub struct List {
    pub(super) entries: Vec<ListEntry>,
    total: usize,
    /// The day on which the list was told; none before the first answer.
    today: Option<Date>,
    /// How many entries have come or are on their way.
    asked: usize,
    pub(super) groups: Groups,
    sums: Sums,
    details: Details,
    pub(super) cursor: usize,
    pub(super) top: usize,
    pub(super) extent: Extent,
    /// The article the cursor goes to when it is listed next.
    sought: Option<ArticleId>,
    /// The articles of which the cursor goes to the first that is listed at first.
    resumes: Vec<ArticleId>,
    /// The articles the next answer was asked to reach to.
    reached_for: Vec<ArticleId>,
    /// Where the cursor goes where none of them is listed.
    pub(super) home: Home,
}

impl List {
    /// Takes the answer to a request; the cursor goes to the article that was sought, or stays on its own where that is
    /// still listed, else to where another list is begun. Says what became of its own, where that is another one now.
    pub fn show(&mut self, listing: &mut Listing) -> Option<(ArticleId, Became)> {
        let followed = self.follow(&std::mem::take(&mut listing.became));
        self.entries = std::mem::take(&mut listing.entries);
        self.total = listing.total.max(self.entries.len());
        self.today = listing.today;
        self.asked = self.entries.len();
        self.groups = Groups::new(std::mem::take(&mut listing.groups));
        self.sums = listing.sums;
        self.details.renew(std::mem::take(&mut listing.rows));
        let place = followed.wanted.iter().find_map(|id| self.place_of(*id));
        if place.is_none() && !self.is_whole() {
            // The cursor moved on after this was asked for; where its article stands now is not known yet.
            self.sought = followed.wanted.iter().copied().find(|id| !followed.reached_for.contains(id));
        }
        // What is not among the entries may be folded under a heading.
        let folded = listing.place.filter(|place| self.is_folded(*place));
        let found = place.or(folded);
        self.go_to(found.unwrap_or_else(|| self.beginning()));
        let became = self.lose(&followed, found.is_some());
        if !self.is_empty() {
            self.home.arrive();
        }
        became
    }

    /// Takes further entries; the cursor goes to the article that is sought, if it is among them.
    pub fn continue_with(&mut self, continued: &Continued) {
        if continued.from != self.entries.len() {
            return;
        }
        self.entries.extend_from_slice(&continued.entries);
        self.total = self.total.max(self.entries.len());
        // What is folded is not known by its entries.
        if self.is_whole() && self.groups().iter().all(|group| !group.folded) {
            self.sums = Sums::default();
            for entry in &self.entries {
                self.sums.add(usize::from(entry.minutes), entry.marks);
            }
        }
        if let Some(place) = self.sought.and_then(|id| self.place_of(id)) {
            self.sought = None;
            self.go_to(place);
        } else if self.is_whole() {
            self.sought = None;
        }
    }

    /// Takes rows that were fetched.
    pub fn fill(&mut self, found: RowsFound) {
        self.details.add(found.rows);
        self.details.answered(&found.ids);
    }

    /// The day on which the list was told; none before the first answer.
    pub fn today(&self) -> Option<Date> {
        self.today
    }

    /// How many articles are listed, known or not.
    pub fn len(&self) -> usize {
        self.total
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// How many of them are known by their entries, from the first.
    pub fn known(&self) -> usize {
        self.entries.len()
    }

    /// Whether all of them are.
    pub fn is_whole(&self) -> bool {
        self.entries.len() >= self.total
    }

    /// What all of them add up to.
    pub fn sums(&self) -> Sums {
        self.sums
    }

    /// The known articles in order.
    pub fn entries(&self) -> &[ListEntry] {
        &self.entries
    }

    /// The row at a place, where it is here.
    pub fn row(&self, index: usize) -> Option<&Row> {
        self.details.row(self.entries.get(index)?.id)
    }

    /// The articles that are shown, with their places: those in folded groups are not.
    pub fn shown(&self) -> impl DoubleEndedIterator<Item = (usize, &ListEntry)> {
        self.entries.iter().enumerate().filter(|(place, _)| !self.is_folded(*place))
    }

    /// How many articles there are, those in folded groups counted.
    pub fn articles(&self) -> usize {
        let hidden: usize = self.groups().iter().map(|group| group.count - group.places()).sum();
        self.total + hidden
    }

    /// The chosen row, where it is here.
    pub fn current(&self) -> Option<&Row> {
        self.row(self.cursor).filter(|_| self.is_on_article())
    }

    /// The chosen article; none on the heading of a folded group, and where it is not listed any more.
    pub fn current_id(&self) -> Option<ArticleId> {
        self.id_at_cursor().filter(|_| self.is_on_article())
    }

    fn is_on_article(&self) -> bool {
        !self.is_folded(self.cursor) && self.lost().is_none()
    }

    pub(super) fn id_at_cursor(&self) -> Option<ArticleId> {
        self.entries.get(self.cursor).map(|entry| entry.id)
    }

    /// The index of the chosen row, from 0.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The index of the first row on screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The size it is shown at.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// Takes a new size.
    pub fn resize(&mut self, extent: Extent) {
        self.extent = extent;
        self.keep_cursor_on_screen();
    }

    /// The articles the cursor is to go to, its own last, and those the answer was asked to reach to; once.
    pub(super) fn take_wanted(&mut self, own: Vec<ArticleId>) -> (Vec<ArticleId>, Vec<ArticleId>) {
        let resumes = std::mem::take(&mut self.resumes).into_iter();
        let wanted = resumes.chain(self.sought.take()).chain(own).collect();
        (wanted, std::mem::take(&mut self.reached_for))
    }

    /// The place of an article among those known.
    pub fn place_of(&self, id: ArticleId) -> Option<usize> {
        if self.id_at_cursor() == Some(id) {
            return Some(self.cursor);
        }
        self.entries.iter().position(|entry| entry.id == id)
    }

    /// Whether an article may stand among those that are not known.
    pub fn may_hold_unseen(&self, id: ArticleId) -> bool {
        !self.is_whole() && self.place_of(id).is_none()
    }

    /// Chooses a row; an index past the end chooses the last. There the reader is at home.
    pub fn choose(&mut self, index: usize) {
        self.settle_here();
        self.forget_lost();
        self.go_to(index);
    }

    fn go_to(&mut self, index: usize) {
        self.cursor = index.min(self.entries.len().saturating_sub(1));
        self.keep_cursor_on_screen();
    }

    /// Lets the cursor go to an article when it is listed next, if it ever is.
    pub fn seek(&mut self, article: Option<ArticleId>) {
        self.sought = article;
    }

    /// Lets the cursor go to the first of these articles that is listed, when something is listed at first.
    pub fn resume(&mut self, left: Vec<ArticleId>) {
        self.resumes = left;
    }

    /// The articles that the cursor will go to, if one of them is listed.
    pub fn resumes(&self) -> &[ArticleId] {
        &self.resumes
    }

    /// Whether an article is sought.
    pub fn seeks(&self) -> bool {
        self.sought.is_some()
    }

    /// Where in the next answer the reader will be.
    pub fn around(&mut self) -> Around {
        let own = self.home.wanted(self.lost().or(self.id_at_cursor()));
        self.reached_for = self.resumes.iter().copied().chain(self.sought).chain(own).collect();
        let place = if self.home.listed() == Listed::Again { self.cursor } else { 0 };
        let ledes = self.extent.shows_ledes();
        Around { articles: self.reached_for.clone(), place, ledes }
    }

    /// The places to ask for so that all up to this one are known; none where they are, or are on their way.
    pub fn ask_on(&mut self, end: usize) -> Option<Range<usize>> {
        let places = self.asked..end.min(self.total);
        if places.is_empty() {
            return None;
        }
        self.asked = places.end;
        Some(places)
    }

    /// Changes the states of articles, in this order.
    pub fn decide<'a>(&mut self, decisions: impl IntoIterator<Item = (ArticleId, &'a Decision)>) {
        let mut marks: HashMap<ArticleId, Vec<&Decision>> = HashMap::new();
        for (id, decision) in decisions {
            if let Some(row) = self.details.row_mut(id) {
                decision.apply(&mut row.triage);
            }
            marks.entry(id).or_default().push(decision);
        }
        for entry in &mut self.entries {
            let Some(decisions) = marks.get(&entry.id) else { continue };
            let mut state = entry.marks.state();
            for decision in decisions {
                decision.apply(&mut state);
            }
            mark(entry, Marks::of(&state, self.today), &mut self.sums);
        }
    }

    /// The states of articles as far as they are known: by their rows where these are here, else by their marks.
    pub fn states_of(&self, ids: &HashSet<ArticleId>) -> Vec<(ArticleId, Triage)> {
        let rows = ids.iter().filter_map(|id| Some((*id, self.triage(*id)?.clone())));
        let mut states: Vec<(ArticleId, Triage)> = rows.collect();
        if states.len() < ids.len() {
            let unseen = |entry: &&ListEntry| ids.contains(&entry.id) && self.triage(entry.id).is_none();
            states.extend(self.entries.iter().filter(unseen).map(|entry| (entry.id, entry.marks.state())));
        }
        states
    }

    /// Gives articles the states they have.
    pub fn settle(&mut self, states: &HashMap<ArticleId, Triage>) {
        for (id, triage) in states {
            if let Some(row) = self.details.row_mut(*id) {
                row.triage.clone_from(triage);
            }
        }
        for entry in &mut self.entries {
            if let Some(triage) = states.get(&entry.id) {
                mark(entry, Marks::of(triage, self.today), &mut self.sums);
            }
        }
    }

    /// Takes how many notes and highlighted passages an article has.
    pub(super) fn count_notes(&mut self, id: ArticleId, count: usize) {
        if let Some(row) = self.details.row_mut(id) {
            row.notes = count;
        }
    }

    /// What was done to an article that is known.
    pub fn marks(&self, id: ArticleId) -> Option<Marks> {
        self.entries.get(self.place_of(id)?).map(|entry| entry.marks)
    }

    /// The marks of an article in a state on the day of the list.
    pub fn marks_of(&self, triage: &Triage) -> Marks {
        Marks::of(triage, self.today)
    }

    /// The state of an article whose row is here.
    pub fn triage(&self, id: ArticleId) -> Option<&Triage> {
        self.details.row(id).map(|row| &row.triage)
    }

    /// Whether the row of a listed article may still come.
    pub fn lacks_row(&self, id: ArticleId) -> bool {
        self.details.is_missing(id) && self.place_of(id).is_some()
    }

    /// Whether the row at a place may still come.
    pub fn lacks_row_at(&self, place: usize) -> bool {
        self.entries.get(place).is_some_and(|entry| self.details.is_missing(entry.id))
    }

    /// Those of these articles whose rows nobody has asked for; they count as asked for from now on.
    pub fn ask_for(&mut self, ids: impl IntoIterator<Item = ArticleId>) -> Vec<ArticleId> {
        let ledes = self.extent.shows_ledes();
        let wanted = |id: &ArticleId| self.details.is_unknown(*id) || (ledes && self.details.lacks_lede(*id));
        let unknown: Vec<ArticleId> = ids.into_iter().filter(wanted).collect();
        self.details.ask(&unknown);
        unknown
    }

    /// The articles whose rows are wanted around the screen; none while the next screen is there.
    pub fn ask_around(&mut self) -> Vec<ArticleId> {
        let ledes = self.extent.shows_ledes();
        let lacking = |id| ledes && self.details.lacks_lede(id);
        let unknown = |entry: &ListEntry| self.details.is_unknown(entry.id) || lacking(entry.id);
        if !self.screens(1).iter().any(unknown) {
            return Vec::new();
        }
        let ids: Vec<ArticleId> = self.screens(SCREENS_AROUND).iter().map(|entry| entry.id).collect();
        self.ask_for(ids)
    }

    /// Lets go of rows that are far from the screen, but not of this article's.
    pub fn let_go(&mut self, open: Option<ArticleId>) {
        let most = SCREENS_HELD * self.screen();
        let near = self.screens(SCREENS_AROUND).iter().map(|entry| entry.id);
        let wanted: HashSet<ArticleId> = if self.details.len() > most {
            near.chain(self.current_id()).chain(open).collect()
        } else {
            return;
        };
        self.details.keep(&wanted);
    }

    fn screen(&self) -> usize {
        usize::from(self.extent.height).max(LEAST_SCREEN)
    }

    /// The entries on screen and so many screens above and below.
    fn screens(&self, around: usize) -> &[ListEntry] {
        let screen = self.screen();
        let first = self.top.saturating_sub(around * screen).min(self.entries.len());
        let end = self.top.saturating_add((around + 1) * screen).min(self.entries.len());
        self.entries.get(first..end).unwrap_or_default()
    }
}

/// Gives an entry marks, and keeps the sums true.
fn mark(entry: &mut ListEntry, marks: Marks, sums: &mut Sums) {
    sums.subtract(usize::from(entry.minutes), entry.marks);
    sums.add(usize::from(entry.minutes), marks);
    entry.marks = marks;
}

#[cfg(test)]
mod tests {
    use super::super::extent::RowForm;
    use super::super::listing::Group;
    use super::*;
    use crate::text::{self, SafeText};

    fn row(number: usize) -> Row {
        let words = "word ".repeat(number % 23 + 1);
        Row {
            id: ArticleId::of_body([format!("{number}").as_str()]),
            headline: SafeText::label(&words),
            lede: None,
            matched: Vec::new(),
            region: None,
            countries: Vec::new(),
            topics: Vec::new(),
            date: None,
            source: SafeText::default(),
            minutes: 1,
            copies: 1,
            notes: 0,
            triage: Triage::default(),
        }
    }

    fn entry(row: &Row) -> ListEntry {
        ListEntry {
            id: row.id,
            minutes: 1,
            cells: u16::try_from(text::width(row.headline.trim_end())).unwrap(),
            marks: Marks::of(&row.triage, None),
        }
    }

    fn listing(numbers: Range<usize>) -> Listing {
        let rows: Vec<Row> = numbers.map(row).collect();
        let entries: Vec<ListEntry> = rows.iter().map(entry).collect();
        Listing { total: entries.len(), entries, rows, ..Listing::default() }
    }

    fn list(count: usize, grouped: bool) -> List {
        let regions = [Some("Africa"), Some("Asia"), Some("Europe"), None];
        let group = |label: Option<&str>| Group {
            label: label.map(SafeText::label),
            count: count / regions.len(),
            folded: false,
        };
        let groups = if grouped { regions.map(group).to_vec() } else { Vec::new() };
        let mut list = List::default();
        list.show(&mut Listing { groups, ..listing(0..count) });
        list
    }

    /// Lines from a row to the end of the last one, the blank one behind that aside.
    fn lines_from(list: &List, top: usize) -> usize {
        let lines: usize = (top..list.known()).map(|index| list.height_of(index, index == top)).sum();
        lines - usize::from(list.extent().is_spaced())
    }

    /// Lines from the first row on screen to the end of the chosen row's headline.
    fn lines_to_cursor(list: &List) -> usize {
        let above: usize =
            (list.top()..list.cursor()).map(|index| list.height_of(index, index == list.top())).sum();
        let chosen = list.headline_height(list.cursor());
        above + list.heading_height(list.cursor(), list.cursor() == list.top()) + chosen
    }

    #[test]
    fn chosen_row_is_on_screen_wherever_one_goes() {
        let forms = [RowForm::Comfortable, RowForm::Compact];
        let each = |bits: usize| (bits & 1 == 0, bits & 2 == 0, forms[bits >> 2]);
        for (grouped, details, form) in (0..8).map(each) {
            let mut list = list(60, grouped);
            for height in [1, 2, 3, 5, 9, 20, 37] {
                list.resize(Extent { width: 40, height, form, details, ledes: true });
                for step in [1, 1, 1, 7, 30, -2, -11, 100, -1, -1, -40, 3, -100, 25] {
                    list.step(step);
                    assert!(list.top() <= list.cursor());
                    let alone = list.top() == list.cursor();
                    assert!(
                        alone || lines_to_cursor(&list) <= usize::from(height),
                        "height {height}, step {step}"
                    );
                    let one_more = list.top().checked_sub(1).map(|top| lines_from(&list, top));
                    assert!(
                        one_more.is_none_or(|lines| lines > usize::from(height)),
                        "rows are hidden above that there is room for: height {height}, step {step}"
                    );
                }
            }
        }
    }

    #[test]
    fn cursor_stays_on_its_article_when_rows_come_and_go() {
        let mut list = list(10, false);
        list.choose(5);
        let held = list.current_id();
        list.show(&mut listing(3..8));
        assert_eq!(list.current_id(), held);
        assert_eq!(list.cursor(), 2);
    }

    #[test]
    fn an_article_takes_sixteen_bytes() {
        assert_eq!(size_of::<ListEntry>(), 16);
    }

    #[test]
    fn height_of_a_row_is_that_of_its_headline_before_the_headline_is_here() {
        let mut list = list(60, false);
        for width in [1, 10, 14, 23, 40, 80, 119] {
            let form = if width % 2 == 0 { RowForm::Comfortable } else { RowForm::Compact };
            list.resize(Extent { width, height: 20, form, details: width > 40, ledes: true });
            for place in 0..60 {
                let lines = list.headline_rows(&row(place)).len();
                assert_eq!(list.headline_height(place), lines, "row {place} at {width}");
            }
        }
    }

    #[test]
    fn groups_are_headed_once_with_their_count() {
        let list = list(8, true);
        let headings: Vec<_> = (0..8).filter_map(|index| list.heading(index)).collect();
        let counts: Vec<usize> = headings.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [2, 2, 2, 2]);
        assert_eq!(headings[3].0, None, "rows without a region stand under one heading too");
    }
}
