//! Settles what typed arguments mean, with the configuration and the environment, before anything is done.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::config::{self, Choice, Config, ConfigError, Folders, Mistake, Overrides};
use crate::library::{self, Copies, Existing, ExportFormat, STANDARD_INPUT, read_input};
use crate::text::SafeText;
use crate::ui::{Borders, Depth, Look, Theme};

use super::absent::nothing_at;
use super::arguments::{
    Arguments, Color, Export, ExportAs, Mark, Paths, Places, Selection as TypedSelection, Show, ShowFormat,
    Surface, Typed,
};
use super::around::Around;
use super::choices::choices;
use super::command::{Command, Form, Job, ReadOptions, Report, Selection, ShowView, Target, Task};
use super::doctor::Examination;
use super::outcome::Failure;
use super::paint::Paint;
use super::state::StateTask;

/// The widest a line of text is where nothing else is asked for.
const WIDTH: u16 = 80;

/// The fewest letters of an id that are taken for one where a path could stand.
const SHORTEST_ID: usize = 4;

/// Settles what was typed.
pub(super) fn settle(typed: Arguments, around: &mut Around<'_>) -> Result<Command, Failure> {
    let Arguments { paths, selection, surface, places, command } = typed;
    let common = Common { selection, surface, places };
    if command.is_some() && !paths.is_empty() {
        let message = "a path stands before the command; write the command first, or ./NAME for a folder";
        return Err(Failure::Usage(message.to_owned()));
    }
    let (task, paths) = match command {
        None => return reader(paths, common, around),
        Some(Typed::Completions { shell }) => return Ok(Command::Completions(shell)),
        Some(Typed::Man) => return Ok(Command::Man),
        Some(Typed::State(task)) => return state_command(task, common, around),
        Some(Typed::Doctor(typed)) => return doctor_command(typed, common, around),
        Some(Typed::Scan(typed)) => (Task::Report(Report::Scan(form(&typed))), typed.paths),
        Some(Typed::List(typed)) => (Task::Report(Report::List(form(&typed))), typed.paths),
        Some(Typed::Regions(typed)) => (Task::Report(Report::Regions(form(&typed))), typed.paths),
        Some(Typed::Topics(typed)) => (Task::Report(Report::Topics(form(&typed))), typed.paths),
        Some(Typed::Stats(typed)) => (Task::Report(Report::Stats(form(&typed))), typed.paths),
        Some(Typed::Show(show)) => show_task(show, around)?,
        Some(Typed::Export(export)) => export_task(export)?,
        Some(Typed::Mark(mark)) => mark_task(mark, &common.selection)?,
    };
    job(task, paths, common, around)
}

/// The arguments every command takes.
struct Common {
    selection: TypedSelection,
    surface: Surface,
    places: Places,
}

fn form(report: &Paths) -> Form {
    if report.json { Form::Json } else { Form::Human }
}

fn job(task: Task, paths: Vec<PathBuf>, common: Common, around: &mut Around<'_>) -> Result<Command, Failure> {
    let (folders, config) = set_up(common.places, around)?;
    let paths = usual_paths(paths, &folders, &config);
    if paths.is_empty() {
        let file = folders.config.display();
        let advice = "name a file or folder, as in `dateline list FOLDER`, or set `folders` in";
        return Err(Failure::Usage(format!("no files to read: {advice} {file}")));
    }
    let paint = paint(&common.surface, &config, around);
    let progress = around.terminal.err && !common.surface.plain && !dumb(around);
    let config_path = folders.config.clone();
    let (library, mistakes) = library_options(paths, folders, &config, around)?;
    if let Some(mistake) = mistakes.into_iter().next() {
        return Err(mistake.in_file(&config_path).into());
    }
    let TypedSelection { query, view, sort, limit, copies } = common.selection;
    let limit = limit.unwrap_or(usize::MAX);
    let copies = if copies { Copies::Each } else { Copies::Folded };
    let selection = Selection { query, view, sort, limit, copies };
    Ok(Command::Job(Box::new(Job { library, selection, paint, progress, task })))
}

fn reader(paths: Vec<PathBuf>, common: Common, around: &mut Around<'_>) -> Result<Command, Failure> {
    if reads_input(&paths) {
        let message = "the reader takes its keys from standard input and reads no page there; \
            use `dateline list -` or `dateline show ID -`";
        return Err(Failure::Usage(message.to_owned()));
    }
    if !paths.is_empty() && !paths.iter().any(|path| path.exists()) {
        return Err(Failure::Failed(nothing_at(&paths)));
    }
    if around.terminal.columns.is_none() || dumb(around) || !around.terminal.input {
        let named: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
        let paths = if named.is_empty() { "FOLDER".to_owned() } else { named.join(" ") };
        let message = format!("the reader needs a terminal; without one, use `dateline list {paths}`");
        return Err(Failure::Failed(message));
    }
    let (folders, config, mut mistakes) = set_up_soundly(common.places, around)?;
    let paths = usual_paths(paths, &folders, &config);
    let (choices, wrong) = choices(&config);
    mistakes.extend(wrong);
    let look = look(&common.surface, (&config, choices.themes.clone()), around);
    let config_path = folders.config.clone();
    let (library, wrong) = library_options(paths, folders, &config, around)?;
    mistakes.extend(wrong);
    let TypedSelection { query, view, .. } = common.selection;
    Ok(Command::Read(Box::new(ReadOptions {
        library,
        config,
        choices,
        mistakes: told(mistakes, &config_path),
        config_path,
        query,
        view,
        look,
        plain: common.surface.plain,
        today: around.today,
    })))
}

/// A configuration that cannot be read, or makes no sense, is among what is told, and keeps nothing else from being
/// looked at.
fn doctor_command(typed: Paths, common: Common, around: &mut Around<'_>) -> Result<Command, Failure> {
    let form = form(&typed);
    let asked_for = common.places.config.is_some();
    let folders = folders(common.places, around)?;
    let mut unread = None;
    let (config, mut mistakes) = load_sound(&folders, asked_for).unwrap_or_else(|error| {
        unread = Some(SafeText::label(&library::said(&error)));
        Default::default()
    });
    let paths = usual_paths(typed.paths, &folders, &config);
    mistakes.extend(choices(&config).1);
    let (library, wrong) = library_options(paths, folders.clone(), &config, around)?;
    mistakes.extend(wrong);
    let mistakes = unread.into_iter().chain(told(mistakes, &folders.config)).collect();
    Ok(Command::Doctor(Box::new(Examination { folders, mistakes, library, form })))
}

/// Mistakes as they are told, in the order of the file.
fn told(mut mistakes: Vec<Mistake>, path: &Path) -> Vec<SafeText> {
    mistakes.sort_by_key(|mistake| mistake.at);
    let told = mistakes.into_iter().map(|mistake| mistake.in_file(path));
    told.map(|mistake| SafeText::label(&library::said(&mistake))).collect()
}

/// The journal needs no configuration: a mistake there keeps nobody from their decisions.
fn state_command(task: StateTask, common: Common, around: &Around<'_>) -> Result<Command, Failure> {
    let TypedSelection { query, view, sort, limit, copies } = &common.selection;
    if !query.is_empty() || view.is_some() || sort.is_some() || limit.is_some() || *copies {
        let message = "`state` works on all decisions; --query, --view, --sort, --limit and --copies mean nothing to it";
        return Err(Failure::Usage(message.to_owned()));
    }
    Ok(Command::State { task, journal: folders(common.places, around)?.journal })
}

/// The program's own folders.
fn folders(places: Places, around: &Around<'_>) -> Result<Folders, Failure> {
    let overrides = Overrides { config: places.config, state: places.state_dir, cache: places.cache_dir };
    Ok(Folders::new(overrides, around.variable)?)
}

/// The folders and the configuration.
fn set_up(places: Places, around: &Around<'_>) -> Result<(Folders, Config), Failure> {
    let asked_for = places.config.is_some();
    let folders = folders(places, around)?;
    let load = if asked_for { Config::load_existing } else { Config::load };
    let config = load(&folders.config)?;
    Ok((folders, config))
}

/// The folders, what makes sense of the configuration, and what does not.
fn set_up_soundly(places: Places, around: &Around<'_>) -> Result<(Folders, Config, Vec<Mistake>), Failure> {
    let asked_for = places.config.is_some();
    let folders = folders(places, around)?;
    let (config, mistakes) = load_sound(&folders, asked_for)?;
    Ok((folders, config, mistakes))
}

fn load_sound(folders: &Folders, asked_for: bool) -> Result<(Config, Vec<Mistake>), ConfigError> {
    let load = if asked_for { Config::load_existing_sound } else { Config::load_sound };
    load(&folders.config)
}

/// The paths given, else those of the configuration.
fn usual_paths(given: Vec<PathBuf>, folders: &Folders, config: &Config) -> Vec<PathBuf> {
    if given.is_empty() {
        config.folders.iter().map(|written| folders.resolve(written)).collect()
    } else {
        given
    }
}

/// What the library needs, and what makes no sense about it in the configuration.
fn library_options(
    paths: Vec<PathBuf>,
    folders: Folders,
    config: &Config,
    around: &mut Around<'_>,
) -> Result<(library::Options, Vec<Mistake>), Failure> {
    let (rules, mut mistakes) = library::rules(config);
    let (homes, wrong) = library::homes(config);
    mistakes.extend(wrong);
    let (tag_rules, wrong) = library::tag_rules(config);
    mistakes.extend(wrong);
    let read = |error| Failure::Failed(format!("cannot read standard input: {error}"));
    let input = if reads_input(&paths) { read_input(around.input).map_err(read)? } else { Vec::new() };
    let cache = library::cache_of(&paths, &folders.cache);
    let options = library::Options {
        paths,
        input,
        journal: folders.journal,
        rules,
        homes,
        tag_rules,
        standing: library::standing(config),
        config: folders.config,
        cache,
        purpose: library::Purpose::Use,
    };
    Ok((options, mistakes))
}

fn reads_input(paths: &[PathBuf]) -> bool {
    paths.iter().any(|path| path == Path::new(STANDARD_INPUT))
}

fn show_task(show: Show, around: &Around<'_>) -> Result<(Task, Vec<PathBuf>), Failure> {
    let fitting = around.terminal.columns.map_or(WIDTH, |columns| columns.min(WIDTH));
    let width = show.width.unwrap_or(fitting).max(1);
    let view = match (show.format, show.why) {
        _ if show.raw => ShowView::Page,
        (ShowFormat::Text, true) => ShowView::Why(width),
        (ShowFormat::Json, true) => ShowView::WhyJson,
        (ShowFormat::Markdown, true) => {
            let message = "--why is written as text or JSON, not as Markdown";
            return Err(Failure::Usage(message.to_owned()));
        }
        (ShowFormat::Text, false) => ShowView::Text(width),
        (ShowFormat::Markdown, false) => ShowView::Markdown,
        (ShowFormat::Json, false) => ShowView::Json,
    };
    Ok((Task::Show { id: show.id, view }, show.paths))
}

fn export_task(export: Export) -> Result<(Task, Vec<PathBuf>), Failure> {
    let file = export.output.filter(|path| path != Path::new("-"));
    let format = match (export.format, &file) {
        (Some(ExportAs::Jsonl), _) | (None, None) => ExportFormat::JsonLines,
        (Some(ExportAs::Markdown), _) => ExportFormat::Markdown,
        (None, Some(file)) => ExportFormat::of_file(file).map_err(|ending| {
            let message =
                format!("`.{ending}` files cannot be written; there are .jsonl and .md, or --format");
            Failure::Usage(message)
        })?,
    };
    let existing = if export.force { Existing::Replace } else { Existing::Refuse };
    let target = file.map_or(Target::Output, |path| Target::File(path, existing));
    Ok((Task::Report(Report::Export { format, target }), export.paths))
}

fn mark_task(mark: Mark, selection: &TypedSelection) -> Result<(Task, Vec<PathBuf>), Failure> {
    let (ids, paths): (Vec<OsString>, Vec<OsString>) = mark.targets.into_iter().partition(is_id);
    let narrowed = !selection.query.trim().is_empty() || selection.view.is_some();
    if ids.is_empty() && !narrowed && !mark.all {
        let message = "say which articles: their ids, a query with -q, a saved view with --view, or --all";
        return Err(Failure::Usage(message.to_owned()));
    }
    let ids = ids.iter().map(|id| id.to_string_lossy().into_owned()).collect();
    Ok((Task::Mark { action: mark.action, ids }, paths.into_iter().map(PathBuf::from).collect()))
}

/// Whether an argument is an id: letters of one, and nothing of that name to read.
fn is_id(typed: &OsString) -> bool {
    let bytes = typed.as_encoded_bytes();
    let letters = (SHORTEST_ID..=16).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_hexdigit);
    letters && std::fs::symlink_metadata(typed).is_err()
}

/// How results look: what was typed, then the environment, then the configuration.
fn paint(surface: &Surface, config: &Config, around: &Around<'_>) -> Paint {
    let on_terminal = around.terminal.columns.is_some();
    let color = match (surface.color, config.screen.color) {
        _ if surface.plain => false,
        (Some(Color::Always), _) => true,
        (Some(Color::Never), _) => false,
        _ if around.has("NO_COLOR") => false,
        (Some(Color::Auto), _) | (None, Choice::Auto) => on_terminal && !dumb(around),
        (None, Choice::Always) => true,
        (None, Choice::Never) => false,
    };
    let ascii = match config.screen.ascii {
        _ if surface.plain => true,
        Choice::Always => true,
        Choice::Never => false,
        Choice::Auto => on_terminal && !shows_unicode(around.variable),
    };
    let columns = around.terminal.columns.filter(|_| !surface.plain);
    Paint { color, ascii, columns }
}

/// How the screen looks.
fn look(surface: &Surface, (config, themes): (&Config, Vec<Theme>), around: &Around<'_>) -> Look {
    let Paint { ascii, color, .. } = paint(surface, config, around);
    let borders = match config.screen.borders {
        config::Borders::Auto => Borders::Lines,
        config::Borders::Ascii => Borders::Ascii,
    };
    let said = |name| (around.variable)(name).unwrap_or_default().to_string_lossy().into_owned();
    let depth = Depth::of(&said("COLORTERM"), &said("TERM"));
    Look { ascii, plain: !color, borders, depth, themes }
}

/// Whether the locale can show more than ASCII. The first of the three that is set and not empty decides, as POSIX
/// has it for the category `LC_CTYPE`; where none is, the locale is `C`, which is ASCII.
pub(super) fn shows_unicode(variable: &dyn Fn(&str) -> Option<OsString>) -> bool {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).is_some_and(|locale| {
        let locale = locale.to_string_lossy().to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// Whether the terminal obeys no escape sequences, or nothing is known of it.
pub(super) fn dumb(around: &Around<'_>) -> bool {
    (around.variable)("TERM").is_none_or(|name| name.is_empty() || name == "dumb")
}

#[cfg(test)]
mod tests {
    use std::io;

    use clap::Parser;

    use super::*;
    use crate::cli::Terminal;

    fn check(environment: &[(&str, &str)], unicode: bool) {
        let set = |name: &str| environment.iter().find(|(known, _)| *known == name);
        let variable = |name: &str| set(name).map(|(_, value)| OsString::from(value));
        assert_eq!(shows_unicode(&variable), unicode, "{environment:?}");
    }

    #[test]
    fn the_locale_decides_about_characters() {
        check(&[("LANG", "en_US.UTF-8")], true);
        check(&[("LANG", "C.utf8")], true);
        check(&[("LANG", "C")], false);
        check(&[("LANG", "de_DE@euro")], false);
        check(&[], false);
    }

    #[test]
    fn the_more_special_locale_wins_unless_it_is_empty() {
        check(&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")], false);
        check(&[("LC_CTYPE", "C.UTF-8"), ("LANG", "C")], true);
        check(&[("LC_ALL", ""), ("LC_CTYPE", ""), ("LANG", "en_US.UTF-8")], true);
        check(&[("LC_ALL", ""), ("LC_CTYPE", ""), ("LANG", "")], false);
    }

    fn shows_progress(typed: &[&str], name: Option<&str>, err: bool) -> bool {
        let typed = Arguments::try_parse_from([&["dateline", "list", "."], typed].concat()).unwrap();
        let mut around = Around {
            input: &mut io::empty(),
            out: &mut io::sink(),
            err: &mut io::sink(),
            terminal: Terminal { err, ..Terminal::default() },
            variable: &|variable| match variable {
                "TERM" => name.map(OsString::from),
                _ => Some("/nowhere".into()),
            },
            today: "2023-11-12".parse().unwrap(),
        };
        let settled = settle(typed, &mut around).unwrap();
        matches!(settled, Command::Job(job) if job.progress)
    }

    #[test]
    fn progress_is_shown_only_where_a_line_can_be_erased() {
        assert!(shows_progress(&[], Some("xterm"), true));
        assert!(!shows_progress(&[], Some("xterm"), false));
        assert!(!shows_progress(&["--plain"], Some("xterm"), true));
        for name in [Some("dumb"), Some(""), None] {
            assert!(!shows_progress(&[], name, true), "{name:?}");
        }
    }
}
