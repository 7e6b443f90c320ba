//! What the program found when it looked at itself: its folders, the journal, the terminal. Changes nothing.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::article::Date;
use crate::config::Folders;
use crate::journal::{Access, FileState, Heading, Inspection, Journal, Lock, Remedy};
use crate::library::{Library, LibraryError, Options, Purpose, said};
use crate::text::SafeText;
use crate::ui::Depth;

use super::around::Around;
use super::command::Form;
use super::mark::counted;
use super::outcome::{Exit, Failure};
use super::run::unread;
use super::settle::{dumb, shows_unicode};

/// What the program is to look at.
#[derive(Debug)]
pub(super) struct Examination {
    /// The program's own folders.
    pub(super) folders: Folders,
    /// What makes no sense in the configuration but for views and rules, in the order of the file.
    pub(super) mistakes: Vec<SafeText>,
    /// The saved pages; without paths where none was given or set up.
    pub(super) library: Options,
    /// For whom the findings are written.
    pub(super) form: Form,
}

/// The library as it was found.
struct Examined {
    /// Whether pages are named or configured.
    named: bool,
    opened: Result<Library, LibraryError>,
    /// What makes no sense in views and rules.
    mistakes: Vec<SafeText>,
}

impl Examined {
    fn of(mut options: Options, today: Date) -> Self {
        let named = !options.paths.is_empty();
        if !named {
            // Nothing is to be kept of no pages.
            options.cache = PathBuf::new();
        }
        options.purpose = Purpose::Examination;
        let mut opened = Library::open(&options, &mut |_| ());
        let mistakes = opened.as_mut().map(|library| library.check_standing(today)).unwrap_or_default();
        Self { named, opened, mistakes }
    }
}

/// One thing found out.
struct Fact {
    name: &'static str,
    value: Value,
    /// What people are told.
    text: String,
}

/// Everything found out, in parts.
#[derive(Default)]
struct Findings {
    parts: Vec<(&'static str, Vec<Fact>)>,
    /// What should be done, as sentences.
    advice: Vec<String>,
}

/// File systems that lie on other machines, by the names `/proc/self/mountinfo` gives them. Locks and syncs there are
/// only as good as the other side.
const NETWORK: [&str; 12] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.davfs2",
    "virtiofs",
];

/// Looks at everything and tells what was found.
pub(super) fn doctor(examination: Examination, around: &mut Around<'_>) -> Result<Exit, Failure> {
    let Examination { folders, mistakes, library, form } = examination;
    // Before anything else, so that it is told as it was found.
    let inspected = Journal::inspect(&folders.journal);
    let library = Examined::of(library, around.today);
    let mut findings = Findings::default();
    findings.parts.push(("program", program()));
    findings.parts.push(("folders", places(&folders)));
    examine_config(&mistakes, &library, &mut findings);
    match inspected {
        Ok(inspection) => {
            examine_journal(&folders.journal, &inspection, &mut findings);
            examine_articles(&inspection, &library, &mut findings);
        }
        Err(error) => findings.advice.push(format!("earlier decisions cannot be read: {}", said(&error))),
    }
    findings.parts.push(("terminal", terminal(around)));
    match form {
        Form::Json => write_json(&findings, around.out)?,
        Form::Human => write_text(&findings, around.out)?,
    }
    Ok(if findings.advice.is_empty() { Exit::Done } else { Exit::Failed })
}

impl Fact {
    fn new(name: &'static str, text: impl Into<String>) -> Self {
        let text = SafeText::label(&text.into()).to_string();
        Self { name, value: Value::from(text.clone()), text }
    }

    fn with(name: &'static str, value: Value, text: impl Into<String>) -> Self {
        Self { value, ..Self::new(name, text) }
    }
}

fn program() -> Vec<Fact> {
    let format = Journal::FORMAT;
    vec![
        Fact::new("version", env!("CARGO_PKG_VERSION")),
        Fact::with("journal_format", json!(format), format!("{format}, and all before it")),
    ]
}

fn places(folders: &Folders) -> Vec<Fact> {
    let fact = |name, path: &Path| {
        let there = if path.exists() { "" } else { " (not there yet)" };
        let value = json!({"path": path.to_string_lossy(), "exists": path.exists()});
        Fact::with(name, value, format!("{}{there}", path.display()))
    };
    vec![
        fact("configuration", &folders.config),
        fact("journal", &folders.journal),
        fact("cache", &folders.cache),
    ]
}

/// Tells what makes no sense in the configuration, that of its views and rules too.
fn examine_config(mistakes: &[SafeText], library: &Examined, findings: &mut Findings) {
    let mistakes = mistakes.iter().chain(&library.mistakes);
    findings.advice.extend(mistakes.map(|mistake| format!("the configuration needs mending: {mistake}")));
}

fn examine_journal(folder: &Path, inspection: &Inspection, findings: &mut Findings) {
    let Inspection { files, backups, lost, access, .. } = inspection;
    let mut facts: Vec<Fact> = files.iter().map(file).collect();
    let (saves, text) = match (files.iter().find_map(hindrance), access) {
        (Some(hindrance), _) => (false, hindrance),
        (None, Access::Writable) => (true, "works".to_owned()),
        (None, Access::NoFolder) => (true, "the folder is made with the first decision".to_owned()),
        (None, Access::Refused(error)) => (false, said(error)),
    };
    if !saves {
        findings.advice.push(format!("new decisions cannot be saved: {text}"));
    }
    facts.push(Fact::with("saving", json!({"works": saves, "why": text}), text));
    let newest = backups.last().map(|path| path.to_string_lossy().into_owned());
    let told = match &newest {
        Some(newest) => format!("{}, the newest {newest}", backups.len()),
        None => "none; the first is made on the day after the first decision".to_owned(),
    };
    facts.push(Fact::with("backups", json!({"count": backups.len(), "newest": newest}), told));
    let system = file_system(folder);
    if let Some(system) = system.as_deref().filter(|system| NETWORK.contains(system)) {
        let told = "use one program at a time there, or let a synchroniser carry a local folder";
        findings.advice.push(format!("the journal lies on a network file system ({system}): {told}"));
    }
    let told = system.clone().unwrap_or_else(|| "the system does not tell".to_owned());
    facts.push(Fact::with("file_system", json!(system), told));
    findings.advice.extend(files.iter().flat_map(wrong));
    findings.advice.extend(lost.iter().cloned());
    findings.parts.push(("journal", facts));
}

fn file(file: &FileState) -> Fact {
    let FileState { path, bytes, heading, records, damaged, unfinished, own, lock, remedy, oddity } = file;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if let Some(odd) = oddity {
        let value = json!({"name": name, "format": null, "own": own, "passed_over": odd});
        return Fact::with("file", value, format!("{name}: passed over, as {odd}"));
    }
    let (format, said) = match heading {
        Heading::Format(format) => (json!(format), format!("format {format}")),
        Heading::Later(format) => (json!(format), format!("format {format}, of a later version")),
        Heading::Unreadable => (Value::Null, "its first line cannot be read".to_owned()),
    };
    let (held, holder) = match lock {
        Lock::Free => (json!(false), String::new()),
        Lock::Held(process @ Some(number)) => (json!(number), format!(", {} is writing", writer(*process))),
        Lock::Held(None) => (json!(true), format!(", {} is writing", writer(None))),
        Lock::Unknown => (Value::Null, String::new()),
    };
    let own_file = if *own { ", this device's own" } else { "" };
    let made_good = match remedy {
        Some(Remedy::MadeGood) => {
            format!(", {} whose decisions stand elsewhere", counted(damaged.len(), "damaged line"))
        }
        Some(Remedy::Backup(_) | Remedy::Unknown) | None => String::new(),
    };
    let decisions = counted(*records, "decision");
    let text = format!("{name}: {said}, {decisions}, {bytes} bytes{own_file}{holder}{made_good}");
    let value = json!({
        "name": name, "format": format, "decisions": records, "bytes": bytes, "own": own,
        "damaged_lines": damaged, "unfinished_bytes": unfinished, "locked": held,
    });
    Fact::with("file", value, text)
}

fn writer(process: Option<u32>) -> String {
    process.map_or_else(|| "a program".to_owned(), |process| format!("process {process}"))
}

/// Why nothing can be saved as long as a file is as it is.
fn hindrance(file: &FileState) -> Option<String> {
    let name = file.path.file_name().unwrap_or_default().to_string_lossy();
    match (&file.heading, &file.lock, &file.oddity) {
        (Heading::Later(_), _, _) => Some(format!("{name} was written by a later version; update this one")),
        (_, _, Some(odd)) if file.own => {
            Some(format!("{name} bears the name of this device's file, and {odd}; move it away"))
        }
        (_, Lock::Held(process), _) if file.own => {
            Some(format!("{} is writing to {name} and does not end; continue or end it", writer(*process)))
        }
        (_, _, _) => None,
    }
}

/// What is wrong with a file, and what can be done about it.
fn wrong(file: &FileState) -> Vec<String> {
    let name = file.path.file_name().unwrap_or_default().to_string_lossy();
    if let Heading::Later(_) = file.heading {
        // Told already: nothing can be saved.
        return Vec::new();
    }
    if let Some(odd) = file.oddity.as_ref().filter(|_| !file.own) {
        return vec![format!("{name} is passed over: {odd}; move it away")];
    }
    let lines = || counted(file.damaged.len(), "damaged line");
    let first = file.damaged.first();
    let damaged = first.zip(file.remedy.as_ref()).and_then(|(first, remedy)| {
        let told = format!("{name} has {}, from line {first} on, which are passed over", lines());
        match remedy {
            Remedy::MadeGood => None,
            Remedy::Backup(backup) => {
                let backup = backup.display();
                Some(format!("{told}; `dateline state import {backup}` brings back what they said"))
            }
            Remedy::Unknown => Some(format!("{told}; no backup knows what they said")),
        }
    });
    let headless = (file.heading == Heading::Unreadable && file.records > 0)
        .then(|| format!("{name} has lost its first line: it is read, and left alone"));
    let rest = "were never finished; they are kept aside when a decision is saved";
    let unfinished =
        (file.unfinished > 0).then(|| format!("the last {} bytes of {name} {rest}", file.unfinished));
    [damaged, headless, unfinished].into_iter().flatten().collect()
}

fn examine_articles(inspection: &Inspection, library: &Examined, findings: &mut Findings) {
    let decided = inspection.articles.len();
    let mut facts = vec![Fact::with("decided", json!(decided), counted(decided, "article"))];
    match &library.opened {
        Ok(_) if !library.named => {
            facts.push(Fact::with("kept", Value::Null, "unknown, as no pages are named or configured"));
        }
        Err(error) => findings.advice.push(format!("the pages cannot be read: {}", said(error))),
        Ok(library) => {
            let kept = library.gone(inspection.articles.iter().copied());
            let text =
                format!("{} not found today; what was decided about them is kept", counted(kept, "article"));
            facts.push(Fact::with("kept", json!(kept), text));
            findings.advice.extend(unread(library));
            findings.advice.extend(library.unkept().map(ToString::to_string));
        }
    }
    findings.parts.push(("articles", facts));
}

fn terminal(around: &Around<'_>) -> Vec<Fact> {
    let value = |name: &str| (around.variable)(name).filter(|value| !value.is_empty());
    let text = |name: &str| value(name).map(|value| value.to_string_lossy().into_owned());
    let name = text("TERM").unwrap_or_else(|| "not set".to_owned());
    let said = |name: &str| text(name).unwrap_or_default();
    let colors = match Depth::of(&said("COLORTERM"), &said("TERM")) {
        _ if around.has("NO_COLOR") => "none, as NO_COLOR asks",
        _ if dumb(around) => "none",
        Depth::True => "16 million",
        Depth::Indexed => "256",
        Depth::Sixteen => "16",
    };
    let unicode = shows_unicode(around.variable);
    let columns = around.terminal.columns;
    let width = columns.map_or("output is not a terminal".to_owned(), |columns| format!("{columns} columns"));
    vec![
        Fact::new("term", name),
        Fact::new("colors", colors),
        Fact::with("columns", json!(columns), width),
        Fact::with("utf8", json!(unicode), if unicode { "yes" } else { "no; --plain draws in ASCII" }),
    ]
}

/// The kind of the file system a path is on, where the system has a list of them: of all mount points above it the
/// deepest, the fifth field of a line, with the kind behind the dash (proc(5)).
fn file_system(path: &Path) -> Option<String> {
    let existing = path.ancestors().find_map(|above| above.canonicalize().ok())?;
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    let above = mounts.lines().filter_map(|line| {
        let (place, kind) = line.split_once(" - ")?;
        let point = place.split(' ').nth(4)?.replace("\\040", " ");
        existing.starts_with(&point).then(|| (point.len(), kind.split(' ').next().unwrap_or_default()))
    });
    above.max_by_key(|(depth, _)| *depth).map(|(_, kind)| kind.to_owned())
}

fn write_json(findings: &Findings, out: &mut dyn Write) -> io::Result<()> {
    let mut object = Map::new();
    for (title, facts) in &findings.parts {
        let (files, others): (Vec<&Fact>, Vec<&Fact>) = facts.iter().partition(|fact| fact.name == "file");
        let mut part: Map<String, Value> =
            others.iter().map(|fact| (fact.name.to_owned(), fact.value.clone())).collect();
        if *title == "journal" {
            part.insert("files".to_owned(), files.iter().map(|fact| fact.value.clone()).collect());
        }
        object.insert((*title).to_owned(), Value::Object(part));
    }
    object.insert("advice".to_owned(), json!(findings.advice));
    serde_json::to_writer(&mut *out, &object)?;
    out.write_all(b"\n")
}

fn write_text(findings: &Findings, out: &mut dyn Write) -> io::Result<()> {
    for (title, facts) in &findings.parts {
        writeln!(out, "{title}")?;
        for Fact { name, text, .. } in facts {
            writeln!(out, "  {:<15} {text}", name.replace('_', " "))?;
        }
    }
    writeln!(out, "advice")?;
    if findings.advice.is_empty() {
        writeln!(out, "  all is well")?;
    }
    for advice in &findings.advice {
        writeln!(out, "  {}", SafeText::label(advice))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::cli::Terminal;

    fn check(environment: &[(&str, &str)], colors: &str, utf8: bool) {
        let set = |name: &str| environment.iter().find(|(known, _)| *known == name);
        let around = Around {
            input: &mut io::empty(),
            out: &mut io::sink(),
            err: &mut io::sink(),
            terminal: Terminal::default(),
            variable: &|name| set(name).map(|(_, value)| OsString::from(value)),
            today: "2023-11-12".parse().unwrap(),
        };
        let facts = terminal(&around);
        let fact = |name| &facts.iter().find(|fact| fact.name == name).unwrap().value;
        assert_eq!((fact("colors"), fact("utf8")), (&json!(colors), &json!(utf8)), "{environment:?}");
    }

    #[test]
    fn terminal_is_what_the_reader_takes_it_for() {
        check(&[("TERM", "xterm-direct"), ("LANG", "en_US.UTF-8@euro")], "16 million", true);
        check(&[("TERM", "xterm-256color"), ("LC_ALL", ""), ("LANG", "C.utf8")], "256", true);
        check(&[("TERM", "dumb"), ("COLORTERM", "truecolor")], "none", false);
        check(&[("TERM", "xterm"), ("LC_ALL", "C"), ("LANG", "C.UTF-8")], "16", false);
    }
}
