//! What became of each file.

use std::collections::HashSet;
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::article::{ArticleId, Problem, ProblemKind, RemovedJson};
use crate::library::{FileReport, PassedOver};
use crate::text::SafeText;

use super::command::{Form, Selection};
use super::mark::counted;
use super::outcome::{Failure, Matched};
use super::paint::{Paint, Weight};
use super::selected::Selected;

/// Reports on each file; with a query or a view, on those with an article that fits it.
pub(super) fn scan(
    selected: &Selected<'_>,
    selection: &Selection,
    form: Form,
    out: &mut dyn Write,
) -> Result<Matched, Failure> {
    let fitting: HashSet<ArticleId> =
        selected.articles.iter().filter_map(|number| selected.library.id(*number)).collect();
    let everything = selection.query.trim().is_empty() && selection.view.is_none();
    let asked_for = |file: &&FileReport| everything || file.ids.iter().any(|id| fitting.contains(id));
    let files: Vec<&FileReport> = selected.library.files().iter().filter(asked_for).collect();
    match form {
        Form::Json => {
            for file in &files {
                serde_json::to_writer(&mut *out, &object(file)).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
        }
        Form::Human => write_lines(&files, selected, out)?,
    }
    Ok(if files.is_empty() { Matched::None } else { Matched::Some })
}

/// A file as JSON; see `docs/json.md`.
fn object(file: &FileReport) -> Value {
    let ids: Vec<String> = file.ids.iter().map(ToString::to_string).collect();
    let removed: Vec<RemovedJson<'_>> = file.removed.iter().map(RemovedJson::from).collect();
    let problem = |problem: &Problem| json!({"kind": problem.kind.name(), "lines": problem.lines, "message": problem.message});
    let problems: Vec<Value> = file.problems.iter().map(problem).collect();
    json!({
        "path": SafeText::label(&file.path.to_string_lossy()),
        "format": file.format.map(crate::ingest::Format::name),
        "articles": ids,
        "removed": removed,
        "problems": problems,
    })
}

fn write_lines(files: &[&FileReport], selected: &Selected<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut sorted = files.to_vec();
    sorted.sort_by_key(|file| certainty(file));
    for file in sorted {
        write_file(file, selected.paint, out)?;
    }
    writeln!(out, "{}", selected.paint.paint(Weight::Strong, &summary(files)))?;
    let passed_over = selected.library.passed_over();
    if passed_over.total() > 0 {
        writeln!(out, "{}", selected.paint.paint(Weight::Quiet, &passed_over_line(passed_over)))?;
    }
    Ok(())
}

fn write_file(file: &FileReport, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let path = SafeText::label(&file.path.to_string_lossy());
    let mut facts = vec![counted(file.ids.len(), "article")];
    for (number, fact) in [(file.repeats, "repeat"), (file.hidden, "hidden character")] {
        if number > 0 {
            facts.push(counted(number, fact));
        }
    }
    writeln!(out, "{path}  {}", paint.paint(Weight::Quiet, &facts.join(", ")))?;
    for problem in &file.problems {
        let place =
            problem.lines.map_or(String::new(), |lines| format!("lines {}-{}: ", lines.first, lines.last));
        writeln!(out, "    {}", paint.paint(Weight::Warning, &format!("{place}{}", problem.message)))?;
    }
    Ok(())
}

/// How sure a file was understood; the least sure sort first.
fn certainty(file: &FileReport) -> u8 {
    let of = |problem: &Problem| match problem.kind {
        ProblemKind::Unreadable => 0,
        ProblemKind::TooLarge => 1,
        ProblemKind::NoArticle => 2,
        ProblemKind::Malformed => 3,
        ProblemKind::Unsure => 4,
        ProblemKind::Encoding => 5,
    };
    file.problems.iter().map(of).min().unwrap_or(6)
}

fn summary(files: &[&FileReport]) -> String {
    let ids = files.iter().flat_map(|file| &file.ids);
    let (articles, distinct) = (ids.clone().count(), ids.collect::<HashSet<_>>().len());
    let repeats: usize = files.iter().map(|file| file.repeats).sum();
    let unsure = files.iter().filter(|file| !file.problems.is_empty()).count();
    let mut parts = vec![counted(files.len(), "file"), counted(articles, "article")];
    match articles - distinct {
        0 => {}
        1 => parts.push("1 copy".to_owned()),
        more => parts.push(format!("{more} copies")),
    }
    parts.push(format!("{} folded", counted(repeats, "repeat")));
    parts.push(format!("{} unsure", counted(unsure, "file")));
    parts.join(", ")
}

fn passed_over_line(passed_over: PassedOver) -> String {
    let reasons: Vec<String> =
        passed_over.reasons().map(|(reason, count)| format!("{count} {}", reason.name())).collect();
    format!("{} passed over: {}", counted(passed_over.total(), "file"), reasons.join(", "))
}
