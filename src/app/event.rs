//! What reaches the state, and what the state asks for: the two closed sets between it and the world.

use std::path::PathBuf;
use std::sync::Arc;

use crate::article::{
    Article, ArticleId, Date, Decision, Explanation, Phase, Reversing, RuleChange, RuleOutcome, Subjects,
    Tags, Triage, Turning,
};
use crate::query::Vocabulary;
use crate::text::SafeText;

use super::Key;
use super::counts::Counts;
use super::habits::Habit;
use super::listing::{Continued, Glance, Listing, Request, RowsFound, RowsWanted, Stretch, View};
use super::outside::{Export, Exported, Outside};
use super::pointer::{Mouse, Pointed};
use super::source_page::SourcePage;
use super::views::SavedView;

/// Everything that can happen.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Something was done with the mouse.
    Pointed(Pointed),
    /// The terminal has this size now.
    Resized(Size),
    /// Files are being read.
    Progress(Progress),
    /// The library is ready to be asked.
    Loaded(Loaded),
    /// The answer to [`Effect::List`].
    Listed(Box<Listing>),
    /// The answer to [`Effect::ListOn`].
    ListedOn(Continued),
    /// The answer to [`Effect::FetchRows`].
    RowsFetched(RowsFound),
    /// The answer to [`Effect::Count`].
    Counted(Counts),
    /// The answer to [`Effect::Glance`].
    Glanced(Glance),
    /// The answer to [`Effect::Open`].
    Opened(Box<Opened>),
    /// The answer to [`Effect::ShowPage`].
    PageShown(Box<SourcePage>),
    /// The answer to [`Effect::Explain`].
    Explained(ArticleId, Arc<Explanation>),
    /// Pages were read again, because something about them was set right: what there is now.
    ReadAgain(Loaded),
    /// It is another day.
    DayBegan(Date),
    /// Files may have changed.
    FilesStirred,
    /// The files were looked at again, as [`Effect::LookAtFiles`] asked, or some of them by now.
    FilesRead,
    /// All files were read that there are to read.
    AllRead,
    /// An act is durable.
    Saved {
        /// The number of the [`Act`].
        act: u64,
        /// What came of the change to the rules that belongs to it.
        rule: Option<RuleOutcome>,
        /// What came of it where it takes back another one or does it again.
        turning: Turning,
    },
    /// An act was not saved.
    NotSaved(Failure),
    /// The answer to [`Effect::Reverse`].
    Reversed(Reversed),
    /// The reader's rules did this about new articles: `3 archived by rules`.
    Ruled(SafeText),
    /// The answer to [`Effect::CountViews`]: how many articles each view holds.
    ViewsCounted(Vec<(View, usize)>),
    /// The answer to [`Effect::Export`].
    Exported(Exported),
    /// Lines for the log alone.
    Noted(Vec<SafeText>),
    /// These places of the configuration make no sense and are left out.
    Misconfigured(Vec<SafeText>),
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
    /// List more of what the newest request found.
    ListOn(Stretch),
    /// Fetch the rows of articles that the newest request found.
    FetchRows(RowsWanted),
    /// Count what the articles found can be narrowed to; a newer request makes it worthless.
    Count(Request),
    /// Tell the first headlines of what a request would list; a newer one makes it worthless.
    Glance(Request),
    /// Fetch the text of an article.
    Open(ArticleId),
    /// Fetch the lines of a page and what became of them.
    ShowPage(PathBuf),
    /// Find out why an article has its tags.
    Explain(ArticleId),
    /// Read which words the articles use: something will be looked for.
    ReadWords,
    /// Look at the files, and read those that changed; nobody waits for it.
    LookAtFiles,
    /// Take in what was found when the files were looked at.
    TakeFiles,
    /// From now on it is this day.
    BeginDay(Date),
    /// Remember something that is no decision, for later runs.
    Remember(Habit),
    /// Make decisions durable, and a change to the rules with them.
    Save(Act),
    /// Take back the last act in the journal, or do again what was taken back last: it is of an earlier run or of
    /// another device.
    Reverse(Reach),
    /// Count what each view holds; worthless once there is a request newer than this number.
    CountViews(u64),
    /// Write articles to a file of the reader's own.
    Export(Export),
    /// Do something outside the program.
    Outside(Outside),
    /// Let the terminal tell of the mouse, or no longer.
    Mouse(Mouse),
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

/// An article fetched for reading.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The article.
    pub article: Arc<Article>,
    /// What it is about.
    pub tags: Arc<Tags>,
    /// The labels of these tags as the page shows them.
    pub subjects: Subjects,
    /// What the reader decided about it.
    pub triage: Triage,
    /// Why it has these tags; none before that is asked for.
    pub explanation: Option<Arc<Explanation>>,
    /// Its copies, the fullest first, then related articles, the nearest first.
    pub companions: Vec<Companion>,
    /// What it tells that none of its companions told before, in sentences.
    pub news: Vec<SafeText>,
    /// Its page is no longer there: this is the article as it was.
    pub gone: bool,
}

/// A copy of the open article, or an article on the same event.
#[derive(Debug, Clone)]
pub struct Companion {
    /// The article.
    pub article: Arc<Article>,
    /// What ties it to the open one.
    pub bond: Bond,
    /// What it tells that neither the open one nor another companion told before, in sentences.
    pub news: Vec<SafeText>,
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

/// Which act that is not of this run is taken back, or done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reach {
    /// What is done with it.
    pub reversing: Reversing,
    /// Whether that is done even where none of its articles is found today.
    pub anywhere: bool,
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
    /// None of its articles is found today, and nothing was done.
    Elsewhere {
        /// What the act had done: `archived 2 articles`.
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
    /// What is being done.
    pub phase: Phase,
    /// Files read so far.
    pub files: usize,
    /// Files there are to read.
    pub total: usize,
    /// Bytes read so far of the files that changed.
    pub bytes: u64,
    /// Bytes there are to read of them.
    pub all_bytes: u64,
    /// Articles found so far.
    pub articles: usize,
    /// Articles with which the task is done, where files are not read any more.
    pub done: usize,
    /// How many files are read in a second.
    pub files_a_second: usize,
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
    /// In how many files nothing is an article.
    pub barren: usize,
    /// How many others could not be understood in whole or in part.
    pub unsure: usize,
    /// Sentences about them, in the order of the files.
    pub problems: Vec<SafeText>,
    /// How many files were not read as news, with the reason: `2`, `not text`.
    pub passed_over: Vec<(usize, SafeText)>,
    /// What the journal has to say: damage, a newer format, a disk that cannot be written to.
    pub notices: Vec<SafeText>,
    /// The paths that were read, for a screen without articles.
    pub paths: Vec<SafeText>,
    /// The views the reader saved, in the order of the configuration.
    pub views: Vec<SavedView>,
    /// The articles that were begun in an earlier run and not finished, the last one first; a few of them.
    pub left: Vec<ArticleId>,
}

impl Loaded {
    /// What was not read as news, one line a reason: `2 files passed over: not text`.
    pub fn passed_over_lines(&self) -> impl Iterator<Item = SafeText> {
        self.passed_over.iter().map(|(count, why)| {
            let noun = if *count == 1 { "file" } else { "files" };
            SafeText::label(&format!("{count} {noun} passed over: {why}"))
        })
    }
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
