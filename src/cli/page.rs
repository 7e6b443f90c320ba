//! The saved page an article was cut from, line by line, with what was removed and why.

use std::io::{self, Write};

use crate::library::{Fate, Item, Library, PageLine, PageView};
use crate::text::{Hyphenation, SafeText, WrapOptions, wrap};

use super::outcome::Failure;
use super::paint::{Paint, Weight};

/// Writes the whole page: line numbers, a sign before what is in no article's text, and the reasons.
pub(super) fn page(library: &Library, item: &Item, paint: Paint, out: &mut dyn Write) -> Result<(), Failure> {
    let path = &item.article.source.path;
    let view = PageView::of(library, path).map_err(|error| {
        let name = SafeText::label(&path.to_string_lossy());
        Failure::Failed(format!("{name}: {error}"))
    })?;
    writeln!(out, "{}", paint.paint(Weight::Strong, &view.path))?;
    for line in &view.lines {
        if let Some((id, headline)) = &line.begins {
            writeln!(out, "{}", paint.paint(Weight::Strong, &rule(&format!("{id} {headline}"), paint)))?;
        }
        write_line(line, paint, out)?;
    }
    Ok(())
}

/// A line that parts two articles.
fn rule(article: &str, paint: Paint) -> String {
    let dash = if paint.ascii { "-" } else { "─" };
    let line = format!("{0}{0} {article} {0}{0}", dash.repeat(2));
    paint.columns.map_or(line.clone(), |columns| paint.fit(&line, columns.into()))
}

/// One line: its number, a sign (`-` removed, `~` partly removed, `?` not understood), its text, the reasons.
/// On a terminal it is wrapped behind its number.
fn write_line(line: &PageLine, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let (sign, weight) = match line.fate {
        Fate::Doubtful => ('?', Weight::Plain),
        Fate::PartlyRemoved => ('~', Weight::Plain),
        Fate::Removed => ('-', Weight::Quiet),
        Fate::Kept => (' ', Weight::Plain),
    };
    let (text, number) = (&line.text, line.number);
    let before = paint.paint(Weight::Quiet, &format!("{number:>5} {sign} "));
    let rows = match paint.columns {
        Some(columns) => rows(text, usize::from(columns).saturating_sub(MARGIN).max(1)),
        None => vec![&**text],
    };
    let indent = format!("\n{:MARGIN$}", "");
    let painted: Vec<String> = rows.iter().map(|row| paint.paint(weight, row)).collect();
    let remark = match line.remarks.as_slice() {
        [] if line.repeats_above => format!("  {}", paint.paint(Weight::Warning, "[\"]")),
        [] => String::new(),
        remarks => format!("  {}", paint.paint(Weight::Warning, &format!("[{}]", remarks.join("; ")))),
    };
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
