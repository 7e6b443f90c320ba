//! The journal without the screen: decisions written for another place, and taken over from one.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::journal::{Compacted, Exported, Extent, Imported, Journal, Source};
use crate::library::{Existing, STANDARD_INPUT, write_file};
use crate::text::SafeText;

use super::around::Around;
use super::mark::counted;
use super::outcome::{Exit, Failure};

/// What was typed after `state`.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub(super) enum StateTask {
    /// Write all decisions as JSON lines, for a backup, another device or another program.
    Export(StateExport),
    /// Take over an export, a backup or decisions that another program wrote.
    ///
    /// What is known already changes nothing, and what was decided later keeps winning. A line is a record as
    /// `export` writes it, or as little as `{"kind":"star","id":"385f06038a73da51"}`.
    Import {
        /// The file; `-` is standard input.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Take over the journals of other devices, and conflicted copies of this one.
    Merge {
        /// Folders of journals, and journal files.
        #[arg(value_name = "FOLDER|FILE", required = true)]
        from: Vec<PathBuf>,
    },
    /// Make the journal of this device smaller: leave out what later decisions have the last word over.
    ///
    /// The newest acts stay as they are, and what holds now stays as it is. A backup is made before; programs that
    /// are open meanwhile lose nothing.
    Compact {
        /// How many of the newest acts stay as they are.
        #[arg(long, value_name = "ACTS", default_value_t = 10_000)]
        keep: usize,
    },
}

/// The arguments of `state export`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub(super) struct StateExport {
    /// The file to write; without it, or with `-`, standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace FILE where it exists.
    #[arg(long, requires = "output")]
    force: bool,
    /// Only what holds now, one decision a line, without numbers, devices and history.
    #[arg(long)]
    present: bool,
}

/// Does something with the journal in a folder.
pub(super) fn state(task: StateTask, journal: &Path, around: &mut Around<'_>) -> Result<Exit, Failure> {
    match task {
        StateTask::Export(typed) => export(&typed, journal, around),
        StateTask::Import { file } => import(journal, &[file], around),
        StateTask::Compact { keep } => compact(keep, journal, around),
        StateTask::Merge { from } => import(journal, &from, around),
    }
}

fn export(typed: &StateExport, journal: &Path, around: &mut Around<'_>) -> Result<Exit, Failure> {
    let extent = if typed.present { Extent::PresentState } else { Extent::EveryRecord };
    let Exported { lines, decisions, notices } = Journal::export(journal, extent)?;
    if decisions == 0 && notices.is_empty() {
        return Err(Failure::Nothing("nothing was decided yet".to_owned()));
    }
    match typed.output.as_deref().filter(|path| *path != Path::new("-")) {
        None => around.out.write_all(&lines)?,
        Some(file) => {
            let existing = if typed.force { Existing::Replace } else { Existing::Refuse };
            write_file(file, existing, |out| out.write_all(&lines))?;
            let file = SafeText::label(&file.to_string_lossy());
            writeln!(around.out, "wrote {} to {file}", counted(decisions, "decision"))?;
        }
    }
    Ok(tell(&notices, around))
}

fn import(journal: &Path, from: &[PathBuf], around: &mut Around<'_>) -> Result<Exit, Failure> {
    let mut sources = Vec::new();
    let mut odd = Vec::new();
    for path in from {
        if path == Path::new(STANDARD_INPUT) {
            let failed = |error| Failure::Failed(format!("cannot read standard input: {error}"));
            let mut bytes = Vec::new();
            around.input.read_to_end(&mut bytes).map_err(failed)?;
            sources.push(Source { path: PathBuf::from("standard input"), bytes });
        } else {
            let named = Journal::sources(path)?;
            sources.extend(named.files);
            odd.extend(named.notices);
        }
    }
    let imported = Journal::import(journal, &sources)?;
    let Imported { added, known, notices } = &imported;
    let exit = tell(&[odd.as_slice(), notices].concat(), around);
    if added + known == 0 {
        return Err(Failure::Failed("nothing was taken over: there are no decisions in it".to_owned()));
    }
    let already = match known {
        0 => String::new(),
        1 => "; 1 was known already".to_owned(),
        more => format!("; {more} were known already"),
    };
    writeln!(around.out, "took over {}{already}", counted(*added, "decision"))?;
    Ok(exit)
}

fn compact(keep: usize, journal: &Path, around: &mut Around<'_>) -> Result<Exit, Failure> {
    if !journal.exists() {
        return Err(Failure::Nothing("nothing was decided yet".to_owned()));
    }
    let Compacted { dropped, before, after } = Journal::compact(journal, keep)?;
    if dropped == 0 {
        writeln!(around.out, "nothing is superseded; {before} bytes")?;
    } else {
        let decisions = counted(dropped, "superseded decision");
        writeln!(around.out, "left out {decisions}; {before} bytes before, {after} now")?;
    }
    Ok(Exit::Done)
}

/// Says what was passed over; says by the exit code whether anything was.
fn tell(notices: &[String], around: &mut Around<'_>) -> Exit {
    for notice in notices {
        around.say(notice);
    }
    if notices.is_empty() { Exit::Done } else { Exit::Failed }
}
