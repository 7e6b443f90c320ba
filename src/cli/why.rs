//! Why an article has its tags: every word with its count, weight, rule and places, and what was passed over.

use std::io::{self, Write};

use crate::article::{
    Account, Article, Explanation, PassedOver, Ruling, Share, Witness, places_in_words, weight_in_words,
};
use crate::text::{Hyphenation, SafeText, WrapOptions, width, wrap};

use super::paint::Weight;
use super::show::{Mark, Sheet};

/// The most words told of one tag in a row of their own; the others are named together.
const MOST_WORDS: usize = 12;
/// The widest the column of words may be, in cells.
const WIDEST_WORD: usize = 26;
/// With less room than this, in cells, places stand in rows of their own.
const LEAST_ROOM: usize = 24;
/// The cells before a word, and between two columns.
const GAP: usize = 2;

/// One part of the account.
enum Line {
    /// The title of a section.
    Title(&'static str),
    /// A tag.
    Tag(Tag),
    /// Words in columns: text, count, weight, rule; then where they stand.
    Words { cells: [String; 4], rest: String },
    /// Words named together.
    More(String),
}

/// A tag with what its words weigh, and why it is none; that is empty where it is one.
struct Tag {
    label: SafeText,
    weight: String,
    shortfall: String,
}

/// Writes everything that led to the tags of an article, the heaviest first.
pub(super) fn why(
    article: &Article,
    explanation: &Explanation,
    sheet: Sheet,
    out: &mut dyn Write,
) -> io::Result<()> {
    sheet.write(Mark::None, Weight::Strong, &article.headline.text, out)?;
    let lines = lines(explanation, sheet);
    if lines.is_empty() {
        return writeln!(out, "\nNothing in it names a place or a topic.");
    }
    let columns = Columns::of(&lines);
    lines.iter().try_for_each(|line| write_line(line, columns, sheet, out))
}

fn lines(explanation: &Explanation, sheet: Sheet) -> Vec<Line> {
    let is_about = |account: &&Account| account.ruling == Ruling::About;
    let parted = |accounts: &'_ [Account], about: bool| -> Vec<Line> {
        accounts.iter().filter(|a| is_about(a) == about).flat_map(|a| account_lines(a, sheet)).collect()
    };
    let sections = [
        ("Countries", parted(&explanation.countries, true)),
        ("Countries only mentioned", parted(&explanation.countries, false)),
        ("Regions", parted(&explanation.regions, true)),
        ("Topics", parted(&explanation.topics, true)),
        ("Topics it comes close to", parted(&explanation.topics, false)),
        ("Passed over", explanation.passed_over.iter().map(|over| passed_over(over, sheet)).collect()),
    ];
    let told = sections.into_iter().filter(|(_, lines)| !lines.is_empty());
    told.flat_map(|(title, lines)| std::iter::once(Line::Title(title)).chain(lines)).collect()
}

fn account_lines(account: &Account, sheet: Sheet) -> Vec<Line> {
    let mut lines = vec![Line::Tag(Tag {
        label: account.label.clone(),
        weight: weight_in_words(account.score),
        shortfall: account.shortfall_in_words().unwrap_or_default(),
    })];
    lines.extend(account.countries.iter().map(country));
    lines.extend(account.words.iter().take(MOST_WORDS).map(|witness| words(witness, sheet)));
    let further: Vec<&str> = account.words.iter().skip(MOST_WORDS).map(|witness| &*witness.text).collect();
    if !further.is_empty() {
        lines.push(Line::More(format!("and {} more: {}", further.len(), further.join(", "))));
    }
    lines
}

fn country(share: &Share) -> Line {
    let cells =
        [share.label.to_string(), String::new(), weight_in_words(share.weight), "country in it".to_owned()];
    Line::Words { cells, rest: String::new() }
}

fn words(witness: &Witness, sheet: Sheet) -> Line {
    let count = times(witness.spots.len(), sheet);
    let by = if witness.rule.is_usual() { "" } else { witness.rule.words() };
    let cells = [witness.text.to_string(), count, weight_in_words(witness.weight), by.to_owned()];
    let told = [places_in_words(&witness.spots), witness.decision_in_words().unwrap_or_default()];
    Line::Words {
        cells,
        rest: told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; "),
    }
}

fn passed_over(over: &PassedOver, sheet: Sheet) -> Line {
    let cells =
        [over.text.to_string(), times(over.spots.len(), sheet), String::new(), over.reason_in_words()];
    Line::Words { cells, rest: places_in_words(&over.spots) }
}

fn times(count: usize, sheet: Sheet) -> String {
    if count == 0 { String::new() } else { format!("{}{count}", sheet.paint.times()) }
}

/// How wide the columns of words are, in cells.
#[derive(Clone, Copy, Default)]
struct Columns([usize; 4]);

impl Columns {
    fn of(lines: &[Line]) -> Self {
        let mut widths = [0; 4];
        for line in lines {
            let cells = match line {
                Line::Words { cells, .. } => cells,
                Line::Tag(tag) if tag.shortfall.is_empty() => {
                    widths[0] = widths[0].max(width(&tag.label).saturating_sub(GAP));
                    continue;
                }
                Line::Tag(_) | Line::Title(_) | Line::More(_) => continue,
            };
            // A reason is a sentence: it takes the room of the places, and they a row of their own.
            let has_weight = cells.get(2).is_some_and(|weight| !weight.is_empty());
            for (place, (widest, cell)) in widths.iter_mut().zip(cells).enumerate() {
                if place < 3 || has_weight {
                    *widest = (*widest).max(width(cell));
                }
            }
        }
        widths[0] = widths[0].min(WIDEST_WORD);
        Self(widths)
    }
}

fn write_line(line: &Line, columns: Columns, sheet: Sheet, out: &mut dyn Write) -> io::Result<()> {
    match line {
        Line::Title(title) => writeln!(out, "\n{}", sheet.paint.paint(Weight::Strong, title)),
        Line::Tag(tag) => write_tag(tag, columns, sheet, out),
        Line::Words { cells, rest } => write_words(cells, rest, columns, sheet, out),
        Line::More(words) => write_behind(&Before::plain(" ".repeat(GAP)), Weight::Quiet, words, sheet, out),
    }
}

/// Writes a tag with the weight of its words above theirs, or with why it is none.
fn write_tag(tag: &Tag, columns: Columns, sheet: Sheet, out: &mut dyn Write) -> io::Result<()> {
    let Columns([word, count, weight, _]) = columns;
    let label = sheet.paint.paint(Weight::Strong, &tag.label);
    if !tag.shortfall.is_empty() {
        let taken = width(&tag.label) + GAP;
        let before = Before { painted: format!("{label}{}", " ".repeat(GAP)), cells: taken };
        return write_behind(&before, Weight::Quiet, &tag.shortfall, sheet, out);
    }
    let column = GAP + word + GAP + count + GAP + weight;
    let taken = width(&tag.label) + width(&tag.weight);
    writeln!(out, "{label}{}{}", " ".repeat(column.saturating_sub(taken).max(GAP)), tag.weight)
}

/// Writes words in their columns. Places stand behind them where there is room, else below.
fn write_words(
    cells: &[String; 4],
    rest: &str,
    columns: Columns,
    sheet: Sheet,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Columns([word, count, weight, rule]) = columns;
    let [text, times, heavy, by] = cells;
    let text = sheet.paint.fit(text, word);
    let fill = |text: &str, cells: usize| " ".repeat(cells.saturating_sub(width(text)));
    let gap = " ".repeat(GAP);
    let head = format!(
        "{gap}{text}{}{gap}{}{times}{gap}{}{heavy}{gap}",
        fill(&text, word),
        fill(times, count),
        fill(heavy, weight)
    );
    let ahead = width(&head) + rule + GAP;
    if heavy.is_empty() || sheet.cells < ahead + LEAST_ROOM {
        let told = [by.as_str(), rest].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let told = told.join("; ");
        return write_behind(&Before::plain(head), Weight::Quiet, &told, sheet, out);
    }
    let before = Before::plain(format!("{head}{by}{}{gap}", fill(by, rule)));
    write_behind(&before, Weight::Quiet, rest, sheet, out)
}

/// What stands before a text.
struct Before {
    painted: String,
    /// The cells it takes.
    cells: usize,
}

impl Before {
    fn plain(text: String) -> Self {
        Self { cells: width(&text), painted: text }
    }
}

/// Writes a text in rows behind what stands before it, the further rows below where it begins.
fn write_behind(
    before: &Before,
    weight: Weight,
    text: &str,
    sheet: Sheet,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = SafeText::label(text);
    let room = sheet.cells.saturating_sub(before.cells).max(LEAST_ROOM / 2);
    let rows = wrap(&text, WrapOptions { width: room, hyphenation: Hyphenation::Off });
    if rows.is_empty() {
        return writeln!(out, "{}", before.painted.trim_end());
    }
    let indent = " ".repeat(before.cells);
    for (place, row) in rows.iter().enumerate() {
        let shown = sheet.paint.paint(weight, text.get(row.shown.clone()).unwrap_or_default());
        writeln!(out, "{}{shown}", if place == 0 { &before.painted } else { &indent })?;
    }
    Ok(())
}
