//! From arguments to an exit code.

use std::ffi::OsString;
use std::time::{Duration, Instant};

use clap::Parser;
use clap::error::ErrorKind;

use crate::article::Phase;
use crate::library::{FileReport, FindError, Library, Progress, said};
use crate::text::SafeText;

use super::arguments::Arguments;
use super::around::Around;
use super::command::{Command, Job, Report, Selection, ShowView, Task};
use super::held::Held;
use super::outcome::{Exit, Failure, Matched, Outcome};
use super::paint::Paint;
use super::selected::{Selected, select};
use super::settle::settle;
use super::show::ShowOptions;
use super::{doctor, export, list, mark, scan, shell, show, state, stats, tree};

/// Carries out a command line.
pub fn run(arguments: impl IntoIterator<Item = OsString>, around: &mut Around<'_>) -> Outcome {
    let typed = match Arguments::try_parse_from(arguments) {
        Ok(typed) => typed,
        Err(error) => return Outcome::Exit(refuse(&error, around)),
    };
    let outcome = settle(typed, around).and_then(|command| carry_out(command, around));
    let flushed = around.out.flush().map_err(Failure::from);
    match outcome.and_then(|outcome| flushed.map(|()| outcome)) {
        Ok(outcome) => outcome,
        Err(failure) => {
            if failure.exit() != Exit::Done {
                around.say(&said(&failure));
            }
            Outcome::Exit(failure.exit())
        }
    }
}

/// Answers arguments that ask for help or make no sense. Help is the program's own text and may be coloured;
/// a refusal quotes what was typed, so that each of its lines is cleaned.
fn refuse(error: &clap::Error, around: &mut Around<'_>) -> Exit {
    let text = error.render();
    if !matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        for line in text.to_string().lines() {
            let _ = writeln!(around.err, "{}", SafeText::label(line));
        }
        return Exit::Usage;
    }
    let colors = around.terminal.columns.is_some() && !around.has("NO_COLOR");
    let text = if colors { text.ansi().to_string() } else { text.to_string() };
    // A reader who has gone away needs no answer.
    let _ = around.out.write_all(text.as_bytes()).and_then(|()| around.out.flush());
    Exit::Done
}

fn carry_out(command: Command, around: &mut Around<'_>) -> Result<Outcome, Failure> {
    match command {
        Command::Read(options) => Ok(Outcome::Read(options)),
        Command::Job(job) => work(&job, around).map(Outcome::Exit),
        Command::State { task, journal } => state::state(task, &journal, around).map(Outcome::Exit),
        Command::Doctor(examination) => doctor::doctor(*examination, around).map(Outcome::Exit),
        Command::Completions(shell) => {
            shell::completions(shell, around.out)?;
            Ok(Outcome::Exit(Exit::Done))
        }
        Command::Man => {
            shell::manual(around.out)?;
            Ok(Outcome::Exit(Exit::Done))
        }
    }
}

/// Does the task over the library; once more where what was kept of the files turns out to be damaged, unless results
/// were passed on by then.
fn work(job: &Job, around: &mut Around<'_>) -> Result<Exit, Failure> {
    let mut held = Held::new(&mut *around.out);
    for again in [false, true] {
        let mut inner = Around {
            input: &mut *around.input,
            out: &mut held,
            err: &mut *around.err,
            terminal: around.terminal,
            variable: around.variable,
            today: around.today,
        };
        let done = attempt(job, &mut inner);
        if let Some(done) = done.transpose() {
            held.pass_on()?;
            return done;
        }
        if again || !held.take_back() {
            break;
        }
    }
    Err(Failure::Failed("this is not all; run the command again".to_owned()))
}

/// Opens the library, does the task, and tells what could not be read. Gives nothing where what was kept of the files
/// turned out to be damaged; it is thrown away then.
fn attempt(job: &Job, around: &mut Around<'_>) -> Result<Option<Exit>, Failure> {
    let mut library = {
        let mut bar = Bar::new(around, job.progress);
        Library::open(&job.library, &mut |progress| bar.show(progress))?
    };
    let noticed = library.notices().to_vec();
    for notice in &noticed {
        around.say(notice);
    }
    for mistake in library.check_standing(around.today) {
        around.say(&mistake);
    }
    rule(&mut library, &job.task, around)?;
    let done = carry_out_task(&mut library, job, around);
    for notice in library.notices().iter().filter(|notice| !noticed.contains(notice)) {
        around.say(notice);
    }
    if library.is_damaged() {
        library.forget_what_is_kept();
        around.say("what was kept of the files was damaged, and is thrown away");
        return Ok(None);
    }
    let unread = tell_unread(&library, around) || library.unread_decisions().is_some();
    done.map(|matched| match (unread, matched) {
        (true, Matched::Some | Matched::None) => Some(Exit::Failed),
        (false, Matched::Some) => Some(Exit::Done),
        (false, Matched::None) => Some(Exit::NothingMatched),
    })
}

fn carry_out_task(library: &mut Library, job: &Job, around: &mut Around<'_>) -> Result<Matched, Failure> {
    match &job.task {
        Task::Mark { action, ids } => mark::mark(library, action.clone(), ids, &job.selection, around),
        Task::Show { id, view } => show_one(library, id, *view, job.paint, around),
        Task::Report(report) => {
            let selected = select(library, &job.selection, job.paint, around)?;
            for guess in &selected.guesses {
                around.say(&guess.to_string());
            }
            write_report(report, &selected, &job.selection, around)
        }
    }
}

/// Lets the reader's rules hold for new articles before anything is decided about them; whoever only looks sees them as
/// if they did.
fn rule(library: &mut Library, task: &Task, around: &mut Around<'_>) -> Result<(), Failure> {
    match task {
        Task::Mark { .. } => {
            let unsaved = |error| Failure::Failed(format!("nothing was saved: {}", said(&error)));
            if let Some(ruled) = library.apply_rules(around.today).map_err(unsaved)? {
                around.say(&ruled.to_string());
            }
        }
        Task::Show { .. } | Task::Report(_) => library.foresee_rules(around.today),
    }
    Ok(())
}

fn show_one(
    library: &Library,
    id: &str,
    view: ShowView,
    paint: Paint,
    around: &mut Around<'_>,
) -> Result<Matched, Failure> {
    let number = match library.find(id) {
        Ok(number) => number,
        Err(error @ FindError::None(_)) => return Err(Failure::Nothing(error.to_string())),
        Err(error @ FindError::Ambiguous { .. }) => return Err(Failure::Usage(error.to_string())),
    };
    let item = library.item(number).ok_or_else(|| mark::unreadable(id))?;
    show::show(library, &item, ShowOptions { view, paint }, around.out)?;
    Ok(Matched::Some)
}

fn write_report(
    report: &Report,
    selected: &Selected<'_>,
    selection: &Selection,
    around: &mut Around<'_>,
) -> Result<Matched, Failure> {
    if let Report::Scan(form) = report {
        return scan::scan(selected, selection, *form, around.out);
    }
    if selected.articles.is_empty() && selected.library.is_damaged() {
        return Ok(Matched::None);
    }
    if selected.articles.is_empty() {
        around.say(&nothing(selected.library, selection));
        return Ok(Matched::None);
    }
    match report {
        // Told above, because a folder without articles is worth a report too.
        Report::Scan(_) => {}
        Report::List(form) => list::list(selected, *form, around.out)?,
        Report::Regions(form) => tree::regions(selected, *form, around.out)?,
        Report::Topics(form) => tree::topics(selected, *form, around.out)?,
        Report::Stats(form) => stats::stats(selected, *form, around.out)?,
        Report::Export { format, target } => export::export(selected, *format, target, around.out)?,
    }
    Ok(Matched::Some)
}

/// Why there is nothing to report.
fn nothing(library: &Library, selection: &Selection) -> String {
    if let Some(view) = selection.view.as_ref().filter(|_| selection.query.trim().is_empty()) {
        format!("no article is in the view `{view}`")
    } else if selection.query.trim().is_empty() {
        // A file without a format could not be read, which is told by itself.
        let read = library.files().iter().filter(|file| file.format.is_some()).count();
        let (files, passed_over) = (mark::counted(read, "file"), library.passed_over().total());
        format!("no articles found ({files} read, {passed_over} passed over)")
    } else {
        format!("no article fits the query `{}`", selection.query)
    }
}

/// The most files named one by one.
const NAMED: usize = 20;

/// Names the files that could not be read, or not wholly; says whether there were any.
fn tell_unread(library: &Library, around: &mut Around<'_>) -> bool {
    let unread = unread(library);
    for told in &unread {
        around.say(told);
    }
    !unread.is_empty()
}

/// The files that could not be read, or not wholly, as sentences.
pub(super) fn unread(library: &Library) -> Vec<String> {
    let unread: Vec<_> = library.troubled().iter().filter(|file| file.failed()).collect();
    let of_file = |file: &&FileReport| {
        let path = SafeText::label(&file.path.to_string_lossy());
        file.problems.iter().map(move |problem| format!("{path}: {}", problem.message)).collect::<Vec<_>>()
    };
    let mut told: Vec<String> = unread.iter().take(NAMED).flat_map(of_file).collect();
    if unread.len() > NAMED {
        told.push(format!("and {} more files; `dateline scan` lists them", unread.len() - NAMED));
    }
    told
}

/// A line that tells how far reading has come, where it is wanted and only when it takes long.
struct Bar<'a, 'b> {
    around: &'a mut Around<'b>,
    wanted: bool,
    began: Instant,
    drawn: Option<Instant>,
}

/// Work shorter than this needs no line.
const PATIENCE: Duration = Duration::from_millis(300);

/// The line changes no more often than this.
const BREATH: Duration = Duration::from_millis(100);

impl<'a, 'b> Bar<'a, 'b> {
    fn new(around: &'a mut Around<'b>, wanted: bool) -> Self {
        Self { around, wanted, began: Instant::now(), drawn: None }
    }

    fn show(&mut self, progress: Progress) {
        let due = self.drawn.map_or(self.began + PATIENCE, |drawn| drawn + BREATH);
        if self.wanted && Instant::now() >= due {
            // The rest of the line before goes, which may have been longer.
            // In one piece, so that no half of it is seen.
            let line = format!("\r{} \x1b[K", told(progress));
            let _ = self.around.err.write_all(line.as_bytes());
            let _ = self.around.err.flush();
            self.drawn = Some(Instant::now());
        }
    }
}

/// What is being done and how far it has come.
fn told(progress: Progress) -> String {
    let Progress { phase, files, total, bytes, all_bytes, articles, done } = progress;
    let done_with = |how: &str| format!("{done} of {articles} articles {how}");
    match phase {
        Phase::Looking => "looking for files".to_owned(),
        Phase::Reading if all_bytes > MEGABYTE => {
            let (bytes, all_bytes) = (bytes / MEGABYTE, all_bytes / MEGABYTE);
            format!("{files} of {total} files read, {bytes} of {all_bytes} MB, {articles} articles")
        }
        Phase::Reading => format!("{files} of {total} files read, {articles} articles"),
        Phase::Tagging => done_with("tagged"),
        Phase::Writing => done_with("written"),
        Phase::Comparing => done_with("compared"),
    }
}

const MEGABYTE: u64 = 1_000_000;

impl Drop for Bar<'_, '_> {
    fn drop(&mut self) {
        if self.drawn.is_some() {
            // Back to the first column, and the rest of the line erased.
            let _ = write!(self.around.err, "\r\x1b[K");
            let _ = self.around.err.flush();
        }
    }
}
