//! What the state asks about many articles at once, and what it is told: requests, entries, rows and counts.

use std::ops::Range;

use super::arrange::{Arranged, Arrangement};
use super::sums::Sums;
use crate::article::{ArticleId, Became, Date, Triage};
use crate::query::{Kind, QueryError};
use crate::text::SafeText;

/// A selection of articles: the standing ones, of which five have the keys `1` to `5`, and those the reader saved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Neither archived nor snoozed.
    #[default]
    Inbox,
    /// Not read, and in the inbox.
    Unread,
    /// Starred, archived or not.
    Starred,
    /// Archived.
    Archived,
    /// Everything.
    All,
    /// What the reader noted something on or highlighted words in, archived or not.
    Noted,
    /// Out of the inbox until a day ahead.
    Snoozed,
    /// What a query of the reader's holds: the place of the saved view among them, from 0.
    Saved(usize),
    /// A reading list that fits a time.
    Queue(Budget),
}

/// How much time a reading list is to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Budget {
    /// Minutes of reading, at most.
    pub minutes: u16,
    /// Rises with every list of this run, so that each is chosen once and stays.
    pub number: u16,
}

impl View {
    /// The standing ones, those with keys first and in the order of these.
    pub const STANDING: [Self; 7] =
        [Self::Inbox, Self::Unread, Self::Starred, Self::Archived, Self::All, Self::Noted, Self::Snoozed];

    /// The name shown on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Unread => "unread",
            Self::Starred => "starred",
            Self::Archived => "archived",
            Self::All => "all",
            Self::Noted => "notes",
            Self::Snoozed => "snoozed",
            Self::Saved(_) => "saved view",
            Self::Queue(_) => "reading list",
        }
    }

    /// What it holds, in a few words.
    pub fn says(self) -> &'static str {
        match self {
            Self::Inbox => "neither archived nor snoozed",
            Self::Unread => "in the inbox and not read",
            Self::Starred => "starred, archived or not",
            Self::Archived => "archived",
            Self::All => "everything",
            Self::Noted => "with a note or a highlight, archived or not",
            Self::Snoozed => "out of the inbox until a day ahead",
            Self::Saved(_) => "what its query finds",
            Self::Queue(_) => "unread, topics in turn",
        }
    }

    /// Whether it keeps out of sight what is archived or snoozed.
    pub fn is_inbox(self) -> bool {
        matches!(self, Self::Inbox | Self::Unread)
    }

    /// Whether an article in this state may belong to the view on this day; a saved one asks a query beside.
    pub fn holds(self, triage: &Triage, today: Date) -> bool {
        match self {
            Self::Inbox => triage.is_in_inbox(today),
            Self::Unread => !triage.read && triage.is_in_inbox(today),
            Self::Starred => triage.starred,
            Self::Archived => triage.archived,
            Self::Noted => triage.is_noted(),
            Self::Snoozed => triage.is_snoozed(today),
            Self::All | Self::Saved(_) | Self::Queue(_) => true,
        }
    }
}

/// A question for the library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Rises with every request, so that late answers are known.
    pub number: u64,
    /// The standing selection.
    pub view: View,
    /// The filter as typed; empty for all.
    pub query: String,
    /// How the answer is to be arranged.
    pub arrangement: Arrangement,
    /// What the groups have in common that are to be folded.
    pub folded: Vec<Option<SafeText>>,
    /// Where in the answer the reader will be.
    pub around: Around,
}

/// Where in an answer the reader will be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The article to be at; the first of these that is in the answer.
    pub articles: Vec<ArticleId>,
    /// The place to be at where none of them is, from 0.
    pub place: usize,
    /// Whether rows show how their articles begin.
    pub ledes: bool,
}

/// A stretch of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The number of the request.
    pub number: u64,
    /// The places, from 0.
    pub places: Range<usize>,
}

/// Articles of an answer whose rows are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsWanted {
    /// The number of the request.
    pub number: u64,
    /// The articles.
    pub ids: Vec<ArticleId>,
    /// Whether they are to tell how their articles begin.
    pub ledes: bool,
}

/// The answer to a [`Request`]: its beginning, and how much there is.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The number of the request.
    pub number: u64,
    /// The first articles, in the order they are shown: as far as the reader will be and somewhat further.
    pub entries: Vec<ListEntry>,
    /// How many places there are in all; of a folded group one, in which its first article stands for the others.
    pub total: usize,
    /// Where the first of [`Around::articles`] stands that was found, or the heading it is folded under.
    pub place: Option<usize>,
    /// What became of those of [`Around::articles`] that are not listed as they were, each with what it was.
    pub became: Vec<(ArticleId, Became)>,
    /// The rows of articles around the place where the reader will be.
    pub rows: Vec<Row>,
    /// The groups the articles stand in, in order; none where they are not grouped.
    pub groups: Vec<Group>,
    /// How they are arranged.
    pub arranged: Arranged,
    /// What all articles add up to.
    pub sums: Sums,
    /// The day it is.
    pub today: Option<Date>,
    /// How many articles the view holds before the filter.
    pub of: usize,
    /// Nothing fitted exactly, and these are only similar.
    pub similar: bool,
    /// What was understood for names that only nearly stand in the filter: `` `ukrane` was taken for Ukraine``.
    pub guesses: Vec<SafeText>,
    /// The filter makes no sense; the rows are then those of the view.
    pub mistake: Option<QueryMistake>,
}

/// Further entries of an answer.
#[derive(Debug, Clone)]
pub struct Continued {
    /// The number of the request.
    pub number: u64,
    /// The place of the first of them, from 0.
    pub from: usize,
    /// The articles, in the order they are shown.
    pub entries: Vec<ListEntry>,
}

/// Rows that were asked for.
#[derive(Debug, Clone)]
pub struct RowsFound {
    /// The number of the request.
    pub number: u64,
    /// The articles that were asked for.
    pub ids: Vec<ArticleId>,
    /// The rows of those that are there.
    pub rows: Vec<Row>,
}

/// The first of what a request finds, to be shown at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// The number of the request.
    pub number: u64,
    /// Its query.
    pub query: String,
    /// The first headlines.
    pub headlines: Vec<SafeText>,
}

/// Articles that stand together under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common: a region, say; none for articles without one.
    pub label: Option<SafeText>,
    /// How many articles there are in it.
    pub count: usize,
    /// Whether only its heading is shown.
    pub folded: bool,
}

impl Group {
    /// How many places of the list it takes: where it is folded, that of its heading.
    pub fn places(&self) -> usize {
        if self.folded { self.count.min(1) } else { self.count }
    }
}

/// What the list knows of every article: sixteen bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListEntry {
    /// Its content id.
    pub id: ArticleId,
    /// Minutes of reading.
    pub minutes: u16,
    /// The cells its headline takes on one line.
    pub cells: u16,
    /// What was done to it.
    pub marks: Marks,
}

/// What stands before a headline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four answers that do not hang on one another, a byte each"
)]
pub struct Marks {
    /// It was read or dismissed.
    pub read: bool,
    /// It was starred.
    pub starred: bool,
    /// It was moved out of the inbox.
    pub archived: bool,
    /// It is kept out of the inbox until a day ahead.
    pub snoozed: bool,
}

impl Marks {
    /// Those of an article in this state on a day; where none is known, every day that was named lies ahead.
    pub fn of(triage: &Triage, today: Option<Date>) -> Self {
        let snoozed = today.map_or(triage.snoozed.is_some(), |today| triage.is_snoozed(today));
        Self { read: triage.read, starred: triage.starred, archived: triage.archived, snoozed }
    }

    /// Gives a state these marks. Which day it was snoozed until they do not tell: that stays, and where there is none
    /// it is as if it were the last of all.
    pub fn put_on(self, triage: &mut Triage) {
        (triage.read, triage.starred, triage.archived) = (self.read, self.starred, self.archived);
        triage.snoozed = triage.snoozed.filter(|_| self.snoozed).or(self.snoozed.then_some(Date::LAST));
    }

    /// A state that has these marks and no others.
    pub fn state(self) -> Triage {
        let mut state = Triage::default();
        self.put_on(&mut state);
        state
    }

    /// Whether the article is still to be read.
    pub fn waits(self) -> bool {
        !self.read && !self.archived && !self.snoozed
    }

    /// Whether anything was done to it.
    pub fn is_touched(self) -> bool {
        self.read || self.starred || self.archived || self.snoozed
    }
}

/// Where and why a filter makes no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryMistake {
    /// The bytes of the query that are wrong.
    pub at: Range<usize>,
    /// What is wrong, and what would be right.
    pub message: SafeText,
}

impl From<QueryError> for QueryMistake {
    fn from(error: QueryError) -> Self {
        Self { at: error.at, message: SafeText::label(&error.message) }
    }
}

/// One article in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its content id.
    pub id: ArticleId,
    /// Its headline.
    pub headline: SafeText,
    /// How its text begins; none where nobody asked.
    pub lede: Option<SafeText>,
    /// Bytes of the headline the filter matched.
    pub matched: Vec<Range<usize>>,
    /// The region it is listed under: the first one.
    pub region: Option<SafeText>,
    /// The countries it is about, best first.
    pub countries: Vec<SafeText>,
    /// The topics it is about, best first.
    pub topics: Vec<SafeText>,
    /// When it was published.
    pub date: Option<Date>,
    /// The file it comes from, without its folders.
    pub source: SafeText,
    /// Minutes of reading.
    pub minutes: usize,
    /// How many copies there are, itself included.
    pub copies: usize,
    /// How many notes and highlighted passages it has.
    pub notes: usize,
    /// What the reader decided.
    pub triage: Triage,
}

/// A value the shown articles can be narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// A region, a country, a topic or a tag.
    pub kind: Kind,
    /// The code or name a query uses.
    pub code: SafeText,
    /// The label shown.
    pub label: SafeText,
    /// How many of the articles carry it.
    pub count: usize,
    /// What is said beside it: `Niger 2 · Nigeria 1`.
    pub detail: SafeText,
    /// Labels of lesser topics that are counted and chosen with it.
    pub holds: Vec<SafeText>,
    /// Whether it is such a lesser topic, and stands in a picker only when it is typed.
    pub folded: bool,
    /// Codes of the regions it lies in, first that which newspapers print.
    pub within: Vec<SafeText>,
}
