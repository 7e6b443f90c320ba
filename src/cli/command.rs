//! What is to be done: every path, folder and choice settled.

use std::path::PathBuf;

use clap_complete::Shell;

use crate::article::Date;
use crate::config::Config;
use crate::library::{self, Copies, Existing, ExportFormat};
use crate::query::Sort;
use crate::text::SafeText;
use crate::ui::Look;

use super::arguments::Action;
use super::choices::Choices;
use super::doctor::Examination;
use super::paint::Paint;
use super::state::StateTask;

/// What the reader needs to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// What is read, and where decisions are kept; without paths a start screen says how to begin.
    pub library: library::Options,
    /// What the reader set up.
    pub config: Config,
    /// What it chooses, as far as it makes sense.
    pub choices: Choices,
    /// The configuration file, as it is named on the start screen.
    pub config_path: PathBuf,
    /// What makes no sense in it and is left out, in the order of the file.
    pub mistakes: Vec<SafeText>,
    /// The filter to begin with; empty for none.
    pub query: String,
    /// The name of the saved view to begin with; none for the inbox.
    pub view: Option<String>,
    /// How the screen looks.
    pub look: Look,
    /// Nothing but text: one pane at a time, and no lines.
    pub plain: bool,
    /// Today's date, from which a filter's `date:2w..` counts.
    pub today: Date,
}

/// What is to be done.
#[derive(Debug)]
pub(super) enum Command {
    /// Open the reader.
    Read(Box<ReadOptions>),
    /// Do something with a library.
    Job(Box<Job>),
    /// Do something with the journal in a folder.
    State { task: StateTask, journal: PathBuf },
    /// Look at the program itself.
    Doctor(Box<Examination>),
    /// Print completions.
    Completions(Shell),
    /// Print the manual page.
    Man,
}

/// Something to do with a library.
#[derive(Debug)]
pub(super) struct Job {
    /// The library.
    pub(super) library: library::Options,
    /// The articles.
    pub(super) selection: Selection,
    /// How results look.
    pub(super) paint: Paint,
    /// Whether a line on standard error tells how far reading has come.
    pub(super) progress: bool,
    /// What is done with them.
    pub(super) task: Task,
}

/// Which articles, and in what order.
#[derive(Debug)]
pub(super) struct Selection {
    pub(super) query: String,
    /// The name of a saved view.
    pub(super) view: Option<String>,
    pub(super) sort: Option<Sort>,
    pub(super) limit: usize,
    pub(super) copies: Copies,
}

/// What is done with the articles.
#[derive(Debug)]
pub(super) enum Task {
    /// Show one of them.
    Show { id: String, view: ShowView },
    /// Decide about them.
    Mark { action: Action, ids: Vec<String> },
    /// Report on them.
    Report(Report),
}

/// What is told about articles.
#[derive(Debug)]
pub(super) enum Report {
    Scan(Form),
    List(Form),
    Regions(Form),
    Topics(Form),
    Stats(Form),
    Export { format: ExportFormat, target: Target },
}

/// For whom a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// People.
    Human,
    /// Programs: JSON.
    Json,
}

/// What is shown of one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ShowView {
    /// Its text, at most this wide.
    Text(u16),
    /// Why it has its tags, at most this wide.
    Why(u16),
    /// The same as JSON.
    WhyJson,
    /// The page it was cut from.
    Page,
    /// Markdown.
    Markdown,
    /// JSON.
    Json,
}

/// Where an export goes.
#[derive(Debug)]
pub(super) enum Target {
    /// Standard output.
    Output,
    /// A file.
    File(PathBuf, Existing),
}
