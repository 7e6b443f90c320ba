//! One article, set for reading or written for a program.

use std::io::{self, Write};

use serde_json::Value;

use crate::article::{Article, BlockKind, Detail, MonthName, Subjects, Triage, time_in_words};
use crate::library::{ExportFormat, Item, Library, write_articles};
use crate::query::Query;
use crate::text::{Hyphenation, SafeText, WrapOptions, width, wrap};

use super::command::ShowView;
use super::outcome::Failure;
use super::paint::{Paint, Weight};
use super::{page, why};

/// How an article is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShowOptions {
    /// What of it.
    pub(super) view: ShowView,
    /// How it looks.
    pub(super) paint: Paint,
}

/// Shows one article.
pub(super) fn show(
    library: &Library,
    item: &Item,
    options: ShowOptions,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let ShowOptions { view, paint } = options;
    match view {
        ShowView::Page => page::page(library, item, paint, out),
        ShowView::Why(cells) => {
            let sheet = Sheet { paint, cells: cells.into() };
            Ok(why::why(&item.article, &library.explain(item), sheet, out)?)
        }
        ShowView::WhyJson => write_json(&library.explain(item).value(item.article.id), out),
        ShowView::Text(cells) => Ok(text(library, item, Sheet { paint, cells: cells.into() }, out)?),
        ShowView::Markdown => Ok(write_articles(library, &[item.number], ExportFormat::Markdown, out)?),
        ShowView::Json => write_json(&library.json(item, Detail::Full), out),
    }
}

fn write_json(value: &Value, out: &mut dyn Write) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(io::Error::from)?;
    Ok(writeln!(out)?)
}

/// The column text is set in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    /// How it looks.
    pub(super) paint: Paint,
    /// The widest a line may be.
    pub(super) cells: usize,
}

impl Sheet {
    /// Writes text in rows, the first behind `mark` and the others behind as much space, or behind the mark
    /// again where it is a rule.
    pub(super) fn write(
        self,
        mark: Mark,
        weight: Weight,
        text: &SafeText,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let (first, further) = mark.parts(self.paint);
        let room = self.cells.saturating_sub(width(&first)).max(1);
        let rows = wrap(text, WrapOptions { width: room, hyphenation: Hyphenation::Off });
        for (place, row) in rows.iter().enumerate() {
            let before = if place == 0 { &first } else { &further };
            let hyphen = if row.hyphen { "-" } else { "" };
            let shown = format!("{}{hyphen}", text.get(row.shown.clone()).unwrap_or_default());
            let line = format!("{before}{}", self.paint.paint(weight, &shown));
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// What stands before the rows of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    None,
    /// A rule beside every row.
    Bar,
    /// A bullet before the first row.
    Bullet,
    /// Four cells of space.
    Indent,
}

impl Mark {
    fn parts(self, paint: Paint) -> (String, String) {
        let (bar, bullet) = (paint.bar().to_owned(), paint.bullet().to_owned());
        match self {
            Self::None => (String::new(), String::new()),
            Self::Bar => (bar.clone(), bar),
            Self::Bullet => {
                let space = " ".repeat(width(&bullet));
                (bullet, space)
            }
            Self::Indent => (" ".repeat(4), " ".repeat(4)),
        }
    }
}

/// The article for reading: headline, where and when, tags, captions, text.
fn text(library: &Library, item: &Item, sheet: Sheet, out: &mut dyn Write) -> io::Result<()> {
    let article = &item.article;
    if let Some(kicker) = &article.kicker {
        sheet.write(Mark::None, Weight::Quiet, kicker, out)?;
    }
    let headline = article.headline.shown_with(sheet.paint.ellipsis());
    sheet.write(Mark::None, Weight::Strong, &headline, out)?;
    writeln!(out)?;
    for line in
        [origin(item, sheet.paint), subjects(library, item, sheet.paint), decided(library, item, sheet.paint)]
    {
        if !line.is_empty() {
            sheet.write(Mark::None, Weight::Quiet, &SafeText::label(&line), out)?;
        }
    }
    let triage = library.triage(article.id);
    if let Some(note) = &triage.note {
        writeln!(out)?;
        sheet.write(Mark::Indent, Weight::Plain, &SafeText::label(&format!("Note: {note}")), out)?;
    }
    for caption in &article.captions {
        writeln!(out)?;
        sheet.write(Mark::Bar, Weight::Quiet, &caption.text, out)?;
    }
    if !article.standfirst.is_empty() {
        writeln!(out)?;
    }
    for point in &article.standfirst {
        sheet.write(Mark::Bullet, Weight::Plain, &point.text, out)?;
    }
    body(article, sheet, out)?;
    highlights(article, triage, sheet, out)
}

/// What was highlighted, each passage with its note and with the file and lines to cite.
fn highlights(article: &Article, triage: &Triage, sheet: Sheet, out: &mut dyn Write) -> io::Result<()> {
    let all = article.highlights(triage);
    if !all.is_empty() {
        writeln!(out)?;
        sheet.write(Mark::None, Weight::Strong, &SafeText::label("Highlights"), out)?;
    }
    for highlight in all {
        writeln!(out)?;
        sheet.write(Mark::Bar, Weight::Plain, &highlight.text, out)?;
        if !highlight.note.is_empty() {
            sheet.write(Mark::Indent, Weight::Plain, &highlight.note, out)?;
        }
        sheet.write(Mark::Indent, Weight::Quiet, &highlight.place(article), out)?;
    }
    Ok(())
}

fn body(article: &Article, sheet: Sheet, out: &mut dyn Write) -> io::Result<()> {
    let mut before = None;
    for block in &article.body {
        // Items of one list stand close together.
        if (before, block.kind) != (Some(BlockKind::Item), BlockKind::Item) {
            writeln!(out)?;
        }
        let (mark, weight) = match block.kind {
            BlockKind::Paragraph | BlockKind::Preformatted => (Mark::None, Weight::Plain),
            BlockKind::Subheading => (Mark::None, Weight::Strong),
            BlockKind::Quote => (Mark::Indent, Weight::Plain),
            BlockKind::Item => (Mark::Bullet, Weight::Plain),
        };
        sheet.write(mark, weight, &block.text, out)?;
        before = Some(block.kind);
    }
    Ok(())
}

/// Date, author, agency, place, length and file in one line.
fn origin(item: &Item, paint: Paint) -> String {
    let article = &item.article;
    let who = &article.attribution;
    let mut facts = vec![
        article.dates.published.map_or("undated".to_owned(), |dated| dated.date.in_words(MonthName::Full)),
    ];
    facts.extend(article.dates.updated.map(|date| format!("updated {}", date.in_words(MonthName::Full))));
    facts.extend(who.byline.as_ref().map(|byline| format!("by {byline}")));
    facts.extend([&who.agency, &who.dateline].into_iter().flatten().map(ToString::to_string));
    facts.push(time_in_words(article.minutes()));
    if item.copies > 1 {
        facts.push(format!("{} copies", item.copies));
    }
    let lines = article.source.lines;
    facts.push(format!("{}:{}-{}", article.source.path.display(), lines.first, lines.last));
    facts.join(paint.dot())
}

/// Countries and regions, then topics, in one line.
fn subjects(library: &Library, item: &Item, paint: Paint) -> String {
    let Subjects { countries, regions, topics } = library.subjects(&item.tags, &Query::default());
    let joined = |labels: &[SafeText], between: &str| {
        labels.iter().map(SafeText::as_str).collect::<Vec<_>>().join(between)
    };
    let groups = [joined(&[countries, regions].concat(), paint.dot()), joined(&topics, ", ")];
    groups.into_iter().filter(|group| !group.is_empty()).collect::<Vec<_>>().join("   ")
}

/// The reader's own tags and decisions in one line.
fn decided(library: &Library, item: &Item, paint: Paint) -> String {
    let triage = library.triage(item.article.id);
    let states = [(triage.starred, "starred"), (triage.read, "read"), (triage.archived, "archived")];
    let states = states.into_iter().filter(|(set, _)| *set).map(|(_, name)| name.to_owned());
    states.chain(triage.tags.iter().map(|tag| format!("#{tag}"))).collect::<Vec<_>>().join(paint.dot())
}
