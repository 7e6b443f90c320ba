//! What the program found when it looked at itself: its folders, the journal, the terminal. Changes nothing.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::article::{ArticleId, Date};
use crate::config::Folders;
use crate::journal::{Access, FileState, Heading, Inspection, Journal, Lock};
use crate::library::{Library, LibraryError, Options, said};
use crate::text::SafeText;

use super::around::Around;
use super::command::Form;
use super::mark::counted;
use super::outcome::{Exit, Failure};

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
    let library = Examined::of(library, around.today);
    let mut findings = Findings::default();
    findings.parts.push(("program", program()));
    findings.parts.push(("folders", places(&folders)));
    examine_config(&mistakes, &library, &mut findings);
    match Journal::inspect(&folders.journal) {
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
    let Inspection { files, backups, access, .. } = inspection;
    let mut facts: Vec<Fact> = files.iter().map(file).collect();
    let (saves, text) = match access {
        Access::Writable => (true, "works".to_owned()),
        Access::NoFolder => (true, "the folder is made with the first decision".to_owned()),
        Access::Refused(error) => (false, said(error)),
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
    let restore = newest
        .as_deref()
        .map(|path| format!("; `dateline state import {path}` brings back what the backup holds"));
    findings
        .advice
        .extend(files.iter().filter_map(|file| wrong(file, restore.as_deref().unwrap_or_default())));
    findings.parts.push(("journal", facts));
}

fn file(file: &FileState) -> Fact {
    let FileState { path, bytes, heading, records, damaged, unfinished, own, lock } = file;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (format, said) = match heading {
        Heading::Format(format) => (json!(format), format!("format {format}")),
        Heading::Later(format) => (json!(format), format!("format {format}, of a later version")),
        Heading::Unreadable => (Value::Null, "its first line cannot be read".to_owned()),
    };
    let (held, holder) = match lock {
        Lock::Free => (json!(false), String::new()),
        Lock::Held(Some(process)) => (json!(process), format!(", process {process} is writing")),
        Lock::Held(None) => (json!(true), ", a program is writing".to_owned()),
        Lock::Unknown => (Value::Null, String::new()),
    };
    let own_file = if *own { ", this device's own" } else { "" };
    let text = format!("{name}: {said}, {}, {bytes} bytes{own_file}{holder}", counted(*records, "decision"));
    let value = json!({
        "name": name, "format": format, "decisions": records, "bytes": bytes, "own": own,
        "damaged_lines": damaged, "unfinished_bytes": unfinished, "locked": held,
    });
    Fact::with("file", value, text)
}

/// What is wrong with a file, and what can be done about it.
fn wrong(file: &FileState, restore: &str) -> Option<String> {
    let name = file.path.file_name().unwrap_or_default().to_string_lossy();
    if let Heading::Later(_) = file.heading {
        return Some(format!(
            "{name} was written by a later version: nothing is saved until this one is updated"
        ));
    }
    if let Some(first) = file.damaged.first() {
        let lines = counted(file.damaged.len(), "damaged line");
        return Some(format!("{name} has {lines}, from line {first} on, which are passed over{restore}"));
    }
    if file.heading == Heading::Unreadable && file.records > 0 {
        return Some(format!("{name} has lost its first line: it is read, and left alone{restore}"));
    }
    let rest = "were never finished; they are kept aside when a decision is saved";
    (file.unfinished > 0).then(|| format!("the last {} bytes of {name} {rest}", file.unfinished))
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
            let found: HashSet<ArticleId> = library.ids().iter().copied().collect();
            let kept = inspection.articles.difference(&found).count();
            let text =
                format!("{} not found today; what was decided about them is kept", counted(kept, "article"));
            facts.push(Fact::with("kept", json!(kept), text));
            findings.advice.extend(library.unkept().map(ToString::to_string));
        }
    }
    findings.parts.push(("articles", facts));
}

fn terminal(around: &Around<'_>) -> Vec<Fact> {
    let value = |name: &str| (around.variable)(name).filter(|value| !value.is_empty());
    let text = |name: &str| value(name).map(|value| value.to_string_lossy().into_owned());
    let name = text("TERM").unwrap_or_else(|| "not set".to_owned());
    let colors = match (text("COLORTERM").as_deref(), name.as_str()) {
        _ if around.has("NO_COLOR") => "none, as NO_COLOR asks",
        (Some("truecolor" | "24bit"), _) => "16 million",
        (_, "dumb" | "not set") => "none",
        (_, name) if name.contains("256color") => "256",
        (_, _) => "16",
    };
    // The first of them that is set counts, as in locale(7).
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(&text).unwrap_or_default();
    let unicode = locale.to_ascii_lowercase().replace('-', "").ends_with("utf8");
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
