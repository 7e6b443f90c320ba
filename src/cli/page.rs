//! The saved page an article was cut from, line by line, with what was removed and why.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::article::{Article, Lines};
use crate::ingest::physical_lines;
use crate::library::{Item, Library};
use crate::text::{Hyphenation, SafeText, WrapOptions, reveal, wrap};

use super::outcome::Failure;
use super::paint::{Paint, Weight};

/// Writes the whole page: line numbers, a sign before what is in no article's text, and the reasons.
pub(super) fn page(library: &Library, item: &Item, paint: Paint, out: &mut dyn Write) -> Result<(), Failure> {
    let path = &item.article.source.path;
    let name = SafeText::label(&path.to_string_lossy());
    let text = library.page_text(path).map_err(|error| Failure::Failed(format!("{name}: {error}")))?;
    let notes = Notes::of(library, item);
    writeln!(out, "{}", paint.paint(Weight::Strong, &name))?;
    for (line, number) in physical_lines(&text).zip(1..) {
        if let Some(article) = notes.begins.get(&number) {
            writeln!(out, "{}", paint.paint(Weight::Strong, &rule(article, paint)))?;
        }
        write_line(line, number, &notes, paint, out)?;
    }
    Ok(())
}

/// What is known about the lines of a page, by their numbers.
#[derive(Default)]
struct Notes {
    begins: BTreeMap<u32, String>,
    kept: BTreeSet<u32>,
    remarks: BTreeMap<u32, Vec<String>>,
    doubtful: BTreeSet<u32>,
}

impl Notes {
    fn of(library: &Library, item: &Item) -> Self {
        let path = &item.article.source.path;
        let mut notes = Self::default();
        for copy in library.copies().iter().filter(|copy| copy.article.source.path == *path) {
            notes.add_article(&copy.article);
        }
        for file in library.files().iter().filter(|file| file.path == *path) {
            for removed in &file.removed {
                notes.remark(removed.lines, &format!("{}: {}", removed.kind.name(), removed.why));
            }
            for problem in &file.problems {
                if let Some(lines) = problem.lines {
                    notes.remark(lines, &problem.message);
                    notes.doubtful.extend(lines.first..=lines.last);
                }
            }
        }
        notes
    }

    fn add_article(&mut self, article: &Article) {
        self.begins.insert(article.source.lines.first, format!("{} {}", article.id, article.headline.text));
        let headline = article.headline.lines.into_iter();
        let captions = article.captions.iter().map(|caption| caption.lines);
        let standfirst = article.standfirst.iter().map(|point| point.lines);
        let body = article.body.iter().map(|block| block.lines);
        for lines in headline.chain(captions).chain(standfirst).chain(body) {
            self.kept.extend(lines.first..=lines.last);
        }
        for removed in &article.removed {
            self.remark(removed.lines, &format!("{}: {}", removed.kind.name(), removed.why));
        }
    }

    /// A remark stands on its first line; the further lines only refer to it.
    fn remark(&mut self, lines: Lines, remark: &str) {
        for number in lines.first..=lines.last {
            let text = if number == lines.first { remark } else { "\"" };
            self.remarks.entry(number).or_default().push(text.to_owned());
        }
    }
}

/// A line that parts two articles.
fn rule(article: &str, paint: Paint) -> String {
    let dash = if paint.ascii { "-" } else { "─" };
    let line = format!("{0}{0} {article} {0}{0}", dash.repeat(2));
    paint.columns.map_or(line.clone(), |columns| paint.fit(&line, columns.into()))
}

/// One line: its number, a sign (`-` removed, `~` partly removed, `?` not understood), its text, the reasons.
/// On a terminal it is wrapped behind its number.
fn write_line(line: &str, number: u32, notes: &Notes, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let remarks = notes.remarks.get(&number);
    let (sign, weight) = match (remarks, notes.kept.contains(&number)) {
        _ if notes.doubtful.contains(&number) => ('?', Weight::Plain),
        (Some(_), true) => ('~', Weight::Plain),
        (Some(_), false) => ('-', Weight::Quiet),
        (None, _) => (' ', Weight::Plain),
    };
    let text = SafeText::label(&reveal(line));
    let before = paint.paint(Weight::Quiet, &format!("{number:>5} {sign} "));
    let rows = match paint.columns {
        Some(columns) => rows(&text, usize::from(columns).saturating_sub(MARGIN).max(1)),
        None => vec![&*text],
    };
    let indent = format!("\n{:MARGIN$}", "");
    let painted: Vec<String> = rows.iter().map(|row| paint.paint(weight, row)).collect();
    let remark = remarks.map(|remarks| SafeText::label(&format!("[{}]", remarks.join("; "))));
    let remark =
        remark.map_or(String::new(), |remark| format!("  {}", paint.paint(Weight::Warning, &remark)));
    writeln!(out, "{}", format!("{before}{}{remark}", painted.join(&indent)).trim_end())
}

/// The cells before the text of a line.
const MARGIN: usize = 8;

/// A text as rows of at most this width; a blank one is one row.
fn rows(text: &SafeText, width: usize) -> Vec<&str> {
    let rows = wrap(text, WrapOptions { width, hyphenation: Hyphenation::Off });
    let shown = rows.into_iter().filter_map(|row| text.get(row.shown));
    let shown: Vec<&str> = shown.collect();
    if shown.is_empty() { vec![""] } else { shown }
}
