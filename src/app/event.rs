//! What reaches the state, and what the state asks for: the two closed sets between it and the world.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use crate::article::{
    Article, ArticleId, Date, Decision, Explanation, Reversing, RuleChange, RuleOutcome, Subjects, Tags,
    Triage,
};
use crate::query::{Kind, Vocabulary};
use crate::text::SafeText;

use super::Key;
use super::source_page::SourcePage;

/// Everything that can happen.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// The terminal has this size now.
    Resized(Size),
    /// Files are being read.
    Progress(Progress),
    /// The library is ready to be asked.
    Loaded(Loaded),
    /// The answer to [`Effect::List`].
    Listed(Box<Listing>),
    /// The answer to [`Effect::Open`].
    Opened(Opened),
    /// The answer to [`Effect::ShowPage`].
    PageShown(Box<SourcePage>),
    /// Pages were read again, because something about them was set right: what there is now.
    ReadAgain(Loaded),
    /// An act is durable.
    Saved {
        /// The number of the [`Act`].
        act: u64,
        /// What came of the change to the rules that belongs to it.
        rule: Option<RuleOutcome>,
    },
    /// An act was not saved.
    NotSaved(Failure),
    /// The answer to [`Effect::Reverse`].
    Reversed(Reversed),
    /// Something the reader should know.
    Notice(Notice),
    /// The program is being stopped from outside: what must not be lost has to be asked for now.
    Stopping,
}

/// Everything the state can ask for.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Filter and rank the articles; a newer request makes older ones worthless.
    List(Request),
    /// Fetch the text of an article.
    Open(ArticleId),
    /// Fetch the lines of a page and what became of them.
    ShowPage(PathBuf),
    /// Make decisions durable, and a change to the rules with them.
    Save(Act),
    /// Take back the last act in the journal, or do again what was taken back last: it is of an earlier run or of
    /// another device.
    Reverse(Reversing),
    /// Draw everything anew.
    Redraw,
    /// Stop as the shell asks with Control-Z.
    Suspend,
    /// Leave, after all acts before it are saved.
    Quit,
}

/// The size of the terminal in cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// The standing selections of articles, on the keys `1` to `5`.
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
}

impl View {
    /// The name shown on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Unread => "unread",
            Self::Starred => "starred",
            Self::Archived => "archived",
            Self::All => "all",
        }
    }

    /// Whether an article in this state belongs to the view on this day.
    pub fn holds(self, triage: &Triage, today: Date) -> bool {
        match self {
            Self::Inbox => triage.is_in_inbox(today),
            Self::Unread => !triage.read && triage.is_in_inbox(today),
            Self::Starred => triage.starred,
            Self::Archived => triage.archived,
            Self::All => true,
        }
    }
}

/// A question for the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Rises with every request, so that late answers are known.
    pub number: u64,
    /// The standing selection.
    pub view: View,
    /// The filter as typed; empty for all.
    pub query: String,
}

/// The answer to a [`Request`].
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The number of the request.
    pub number: u64,
    /// The articles, in the order they are shown.
    pub rows: Vec<Row>,
    /// The rows stand in groups by region.
    pub grouped: bool,
    /// Regions, countries and topics of these articles with counts, most frequent first.
    pub facets: Vec<Facet>,
    /// How many articles the view holds before the filter.
    pub of: usize,
    /// Nothing fitted exactly, and these are only similar.
    pub similar: bool,
    /// The filter makes no sense; the rows are then those of the view.
    pub mistake: Option<QueryMistake>,
}

/// Where and why a filter makes no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryMistake {
    /// The bytes of the query that are wrong.
    pub at: Range<usize>,
    /// What is wrong, and what would be right.
    pub message: SafeText,
}

/// One article in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its content id.
    pub id: ArticleId,
    /// Its headline.
    pub headline: SafeText,
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
}

/// An article fetched for reading.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The article.
    pub article: Arc<Article>,
    /// What it is about.
    pub tags: Arc<Tags>,
    /// The labels of these tags as the page shows them.
    pub subjects: Subjects,
    /// Why it has these tags.
    pub explanation: Arc<Explanation>,
    /// Its copies, the fullest first, then related articles, the nearest first.
    pub companions: Vec<Companion>,
}

/// A copy of the open article, or an article on the same event.
#[derive(Debug, Clone)]
pub struct Companion {
    /// The article.
    pub article: Arc<Article>,
    /// What ties it to the open one.
    pub bond: Bond,
}

/// What ties two articles together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bond {
    /// They have the same text, letter by letter.
    SameText,
    /// They are copies of one text, cut or edited.
    Copy,
    /// They tell of the same event, as these shared words show.
    Related(Vec<SafeText>),
}

/// Decisions that are made, saved and undone together.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// Rises with every act of this run.
    pub number: u64,
    /// What was decided about which article.
    pub decisions: Vec<(ArticleId, Decision)>,
    /// What changes with them in the rules of the configuration.
    pub rule: Option<RuleChange>,
    /// What it does to an act of this run, by the number of the one that did it first; none for an act of its own.
    pub reverses: Option<(Reversing, u64)>,
}

/// What came of taking back, or doing again, an act that is not of this run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversed {
    /// What was asked for.
    pub reversing: Reversing,
    /// What came of it.
    pub outcome: ReversalOutcome,
}

/// What came of asking for an act that is not of this run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReversalOutcome {
    /// It is durable.
    Saved {
        /// The first of its articles that is found today.
        article: Option<ArticleId>,
        /// What the act had done: `archived "Iranians Chant…"`.
        saying: SafeText,
    },
    /// There is no such act.
    Nothing,
    /// It was not saved, for this reason.
    NotSaved(SafeText),
}

/// An act that was not saved and must be taken back on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The number of the [`Act`].
    pub act: u64,
    /// The reason: `disk full`.
    pub why: SafeText,
}

/// How far reading the files has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files read so far.
    pub files: usize,
    /// Articles found so far.
    pub articles: usize,
    /// Articles of which is known so far what they are about.
    pub understood: usize,
}

/// What was found when the files had been read.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// All regions, countries, topics and tags.
    pub vocabulary: Arc<Vocabulary>,
    /// How many articles there are.
    pub articles: usize,
    /// How many files they came from.
    pub files: usize,
    /// How many files could not be understood in whole or in part.
    pub unsure: usize,
    /// Sentences about them, in the order of the files.
    pub problems: Vec<SafeText>,
    /// What the journal has to say: damage, a newer format, a disk that cannot be written to.
    pub notices: Vec<SafeText>,
    /// The paths that were read, for a screen without articles.
    pub paths: Vec<SafeText>,
}

/// One line for the reader, shown until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub kind: NoticeKind,
    /// The sentence.
    pub text: SafeText,
}

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// It confirms what was done.
    Done,
    /// Something went wrong.
    Warning,
}
