//! What was typed. What it means is decided in `command`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::article::{Date, Decision, Stance, Subject};
use crate::query::Sort;
use crate::text::SafeText;

use super::state::StateTask;

/// A terminal reader for saved news.
///
/// Without a command, the reader opens on the files and folders given, or on those of the configuration.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    bin_name = "dateline",
    version,
    max_term_width = 100,
    disable_help_subcommand = true
)]
pub(super) struct Arguments {
    /// Files and folders of saved pages. Write `./list` for a folder with a command's name.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) selection: Selection,
    #[command(flatten)]
    pub(super) surface: Surface,
    #[command(flatten)]
    pub(super) places: Places,
    #[command(subcommand)]
    pub(super) command: Option<Typed>,
}

/// Which articles, and in what order.
#[derive(Debug, Args)]
#[command(next_help_heading = "Articles")]
pub(super) struct Selection {
    /// Only articles that fit this query, such as `region:sahel is:unread wagner`.
    #[arg(
        short,
        long,
        global = true,
        value_name = "QUERY",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub(super) query: String,
    /// Only articles of this saved view; a query narrows it.
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) view: Option<String>,
    /// The order: date, headline, words, minutes, source, region or relevance, with a dash the other way round;
    /// without it the best first where the query has words, else the newest first.
    #[arg(long, global = true, value_name = "KEY", allow_hyphen_values = true)]
    pub(super) sort: Option<Sort>,
    /// At most this many articles.
    #[arg(long, global = true, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// Show each copy of an article instead of the fullest one.
    #[arg(long, global = true)]
    pub(super) copies: bool,
}

/// How results look.
#[derive(Debug, Args)]
#[command(next_help_heading = "Display")]
pub(super) struct Surface {
    /// Whether to use colours; `NO_COLOR` is obeyed too.
    #[arg(long, global = true, value_name = "WHEN", value_enum)]
    pub(super) color: Option<Color>,
    /// No colours, only ASCII in what the program itself draws, nothing cut to the terminal's width; in the reader one pane at
    /// a time and no lines.
    #[arg(long, global = true)]
    pub(super) plain: bool,
}

/// Where the program's own files are.
#[derive(Debug, Args)]
#[command(next_help_heading = "Files")]
pub(super) struct Places {
    /// The folder for decisions, instead of `$XDG_STATE_HOME/dateline`.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(super) state_dir: Option<PathBuf>,
    /// The folder for what can be made anew, instead of `$XDG_CACHE_HOME/dateline`.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(super) cache_dir: Option<PathBuf>,
    /// The configuration file, instead of `$XDG_CONFIG_HOME/dateline/config.toml`.
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal that has them.
    Auto,
    /// Even into a file.
    Always,
    /// Not at all.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Typed {
    /// Read and clean, and report on each file, the least certain first.
    Scan(Paths),
    /// List articles, one a line.
    List(Paths),
    /// Show one article.
    Show(Show),
    /// Write articles for other programs.
    Export(Export),
    /// Decide about articles without the screen.
    Mark(Mark),
    /// Count articles by region and country.
    Regions(Paths),
    /// Count articles by topic.
    Topics(Paths),
    /// Count articles by date, region, topic, file and state.
    Stats(Paths),
    /// Carry decisions to other places and back.
    #[command(subcommand)]
    State(StateTask),
    /// Look at the program's folders, the journal and the terminal, and say what should be done.
    Doctor(Paths),
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

/// The arguments of the commands that report.
#[derive(Debug, Args)]
pub(super) struct Paths {
    /// Files and folders of saved pages; `-` is standard input.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Write JSON, one object a line.
    #[arg(long)]
    pub(super) json: bool,
}

/// The arguments of `show`.
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The article's id, or its first letters.
    #[arg(value_name = "ID")]
    pub(super) id: String,
    /// Files and folders of saved pages; `-` is standard input.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// What to write.
    #[arg(long, value_enum, default_value_t = ShowFormat::Text)]
    pub(super) format: ShowFormat,
    /// The widest a line may be; without it the terminal's width, at most 80.
    #[arg(long, value_name = "N")]
    pub(super) width: Option<u16>,
    /// Show the saved page with its line numbers and what was removed from it, and why.
    #[arg(long, conflicts_with_all = ["format", "width", "why"])]
    pub(super) raw: bool,
    /// Show why it has its tags: the words, their weight and place, and what was passed over; as text or JSON.
    #[arg(long)]
    pub(super) why: bool,
}

/// The formats of `show`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ShowFormat {
    /// Text for reading.
    Text,
    /// Markdown.
    Markdown,
    /// A JSON object.
    Json,
}

/// The arguments of `export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Files and folders of saved pages; `-` is standard input.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// The file to write; without it, or with `-`, standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// What to write; without it as FILE's name ends, else jsonl.
    #[arg(long, value_enum)]
    pub(super) format: Option<ExportAs>,
    /// Replace FILE where it exists.
    #[arg(long, requires = "output")]
    pub(super) force: bool,
}

/// The formats of `export`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportAs {
    /// JSON Lines, complete.
    Jsonl,
    /// Markdown.
    Markdown,
}

/// The arguments of `mark`.
#[derive(Debug, Args)]
pub(super) struct Mark {
    /// read, unread, star, unstar, archive, restore, tag=NAME, untag=NAME; snooze=2026-12-01 to keep it out of the inbox
    /// until that day, wake to let it back; note=TEXT, note= to take the note away; country=NE, region=sahel or topic=crime
    /// for what the article is about, country=-NE for what it is not about, by-words=country:NE to leave it to its
    /// words again.
    pub(super) action: Action,
    /// Ids of articles, or their first letters, and files and folders to find them in.
    #[arg(value_name = "ID|PATH")]
    pub(super) targets: Vec<OsString>,
    /// Every article found, where neither an id nor a query says which.
    #[arg(long)]
    pub(super) all: bool,
}

/// What `mark` does to each article.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    /// This.
    Decide(Decision),
    /// Settle a tag whose name has still to be looked up.
    Settle(TypedTag),
}

/// A country, region or topic as it was typed, and what is to be settled about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypedTag {
    pub(super) subject: Subject,
    /// Its code or one of its names.
    pub(super) name: String,
    /// What is settled; none leaves it to the words of the article.
    pub(super) stance: Option<Stance>,
}

impl FromStr for Action {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let name = |name: &str| {
            let name = SafeText::label(name.trim());
            let fits = !name.is_empty() && !name.contains(char::is_whitespace);
            fits.then_some(name).ok_or_else(|| "a tag is one word: tag=energy".to_owned())
        };
        let subject = |named: &str| Subject::ALL.into_iter().find(|subject| subject.name() == named);
        Ok(match typed.split_once('=') {
            Some(("tag", tag)) => Self::Decide(Decision::Tag(name(tag)?)),
            Some(("untag", tag)) => Self::Decide(Decision::Untag(name(tag)?)),
            Some(("snooze", until)) => Self::Decide(Decision::Snooze(day(until)?)),
            Some(("note", text)) => Self::Decide(Decision::Note(SafeText::label(text.trim()))),
            Some(("by-words", tag)) => {
                let (named, name) = tag.split_once(':').unwrap_or_default();
                let subject = subject(named).ok_or("write it as by-words=country:NE")?;
                Self::Settle(TypedTag { subject, name: name.trim().to_owned(), stance: None })
            }
            Some((named, name)) => match subject(named) {
                Some(subject) => Self::Settle(settled(subject, name)?),
                None => Self::Decide(plain(typed)?),
            },
            None => Self::Decide(plain(typed)?),
        })
    }
}

/// `NE` for what an article is about, `-NE` for what it is not.
fn settled(subject: Subject, typed: &str) -> Result<TypedTag, String> {
    let (name, stance) = match typed.trim().strip_prefix('-') {
        Some(name) => (name.trim(), Stance::NotAbout),
        None => (typed.trim(), Stance::About),
    };
    if name.is_empty() {
        return Err(format!("say which {0}: {0}=NAME, or {0}=-NAME", subject.name()));
    }
    Ok(TypedTag { subject, name: name.to_owned(), stance: Some(stance) })
}

/// The day an article is to come back.
fn day(typed: &str) -> Result<Date, String> {
    let day = typed.trim().parse().ok().filter(|date: &Date| date.day().is_some());
    day.ok_or_else(|| format!("`{typed}` is no day: write snooze=2026-12-01"))
}

fn plain(typed: &str) -> Result<Decision, String> {
    match typed {
        "read" => Ok(Decision::Read),
        "unread" => Ok(Decision::Unread),
        "star" => Ok(Decision::Star),
        "unstar" => Ok(Decision::Unstar),
        "archive" => Ok(Decision::Archive),
        "restore" => Ok(Decision::Restore),
        "wake" => Ok(Decision::Wake),
        _ => Err(
            "there are read, unread, star, unstar, archive, restore, snooze=2026-12-01, wake, note=TEXT, tag=NAME, \
                 untag=NAME, country=NAME, region=NAME, topic=NAME, each of these three with -NAME, and \
                 by-words=country:NAME"
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_table_of_arguments_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn options_stand_before_or_after_paths_and_commands() {
        for typed in [
            "dateline list seeds -q wagner --limit 3",
            "dateline list -q wagner seeds --limit 3",
            "dateline -q wagner --limit 3 list seeds",
        ] {
            let arguments = Arguments::try_parse_from(typed.split(' ')).unwrap();
            assert_eq!(
                (&*arguments.selection.query, arguments.selection.limit),
                ("wagner", Some(3)),
                "{typed}"
            );
            let paths = match arguments.command {
                Some(Typed::List(list)) => list.paths,
                other => panic!("{other:?}"),
            };
            assert_eq!(paths, [PathBuf::from("seeds")]);
        }
    }

    #[test]
    fn a_folder_with_a_commands_name_can_be_read() {
        for (typed, paths) in [
            ("dateline ./list", &["./list"][..]),
            ("dateline -- list", &["list"]),
            ("dateline seeds list", &["seeds", "list"]),
            ("dateline -", &["-"]),
        ] {
            let arguments = Arguments::try_parse_from(typed.split(' ')).unwrap();
            assert!(arguments.command.is_none(), "{typed}");
            assert_eq!(arguments.paths, paths.iter().map(PathBuf::from).collect::<Vec<_>>());
        }
    }

    #[test]
    fn actions_are_named_as_in_the_manual() {
        let tag = SafeText::label("energy");
        for (typed, decision) in [
            ("read", Some(Decision::Read)),
            ("unread", Some(Decision::Unread)),
            ("star", Some(Decision::Star)),
            ("unstar", Some(Decision::Unstar)),
            ("archive", Some(Decision::Archive)),
            ("restore", Some(Decision::Restore)),
            ("tag=energy", Some(Decision::Tag(tag.clone()))),
            ("untag= energy", Some(Decision::Untag(tag.clone()))),
            ("snooze=2026-12-01", Date::day_of(2026, 12, 1).ok().map(Decision::Snooze)),
            ("snooze=2026-12", None),
            ("snooze", None),
            ("wake", Some(Decision::Wake)),
            ("note= energy ", Some(Decision::Note(tag))),
            ("note=", Some(Decision::Note(SafeText::default()))),
            ("country=", None),
            ("topic=-", None),
            ("by-words=NE", None),
            ("place=NE", None),
            ("tag=", None),
            ("tag=two words", None),
            ("tag", None),
            ("read=now", None),
            ("Read", None),
        ] {
            assert_eq!(typed.parse::<Action>().ok(), decision.map(Action::Decide), "{typed}");
        }
    }

    #[test]
    fn what_an_article_is_about_is_settled_by_name() {
        for (typed, subject, name, stance) in [
            ("country=NE", Subject::Country, "NE", Some(Stance::About)),
            ("country=-Ivory Coast", Subject::Country, "Ivory Coast", Some(Stance::NotAbout)),
            ("region=sahel", Subject::Region, "sahel", Some(Stance::About)),
            ("topic=-crime", Subject::Topic, "crime", Some(Stance::NotAbout)),
            ("by-words=topic:crime", Subject::Topic, "crime", None),
        ] {
            let settled = TypedTag { subject, name: name.to_owned(), stance };
            assert_eq!(typed.parse(), Ok(Action::Settle(settled)), "{typed}");
        }
    }
}
