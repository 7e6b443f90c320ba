//! The saved page an article was cut from, line by line, with what was removed and why.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use crate::article::{Article, Lines};
use crate::library::{Item, Library};
use crate::text::{Field, SafeText, clean, width};

use super::outcome::Failure;
use super::paint::{Paint, Weight};

/// Writes the whole page: line numbers, a sign before what is in no article's text, and the reasons.
pub(super) fn page(library: &Library, item: &Item, paint: Paint, out: &mut dyn Write) -> Result<(), Failure> {
    let path = &item.article.source.path;
    let name = SafeText::label(&path.to_string_lossy());
    let text = library.page_text(path).map_err(|error| Failure::Failed(format!("{name}: {error}")))?;
    let notes = Notes::of(library, item);
    writeln!(out, "{}", paint.paint(Weight::Strong, &name))?;
    for (line, number) in text.lines().zip(1..) {
        if let Some(article) = notes.begins.get(&number) {
            writeln!(out, "{}", paint.paint(Weight::Strong, &rule(article, paint)))?;
        }
        writeln!(out, "{}", annotated(line, number, &notes, paint))?;
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
fn annotated(line: &str, number: u32, notes: &Notes, paint: Paint) -> String {
    let remarks = notes.remarks.get(&number);
    let sign = match (remarks, notes.kept.contains(&number)) {
        _ if notes.doubtful.contains(&number) => '?',
        (Some(_), true) => '~',
        (Some(_), false) => '-',
        (None, _) => ' ',
    };
    let text = revealed(line);
    let weight = if sign == '-' { Weight::Quiet } else { Weight::Plain };
    let shown = paint.paint(weight, &text);
    let remark = remarks.map_or(String::new(), |remarks| format!("  [{}]", remarks.join("; ")));
    let remark = paint.paint(Weight::Warning, &SafeText::label(&remark));
    format!("{} {sign} {shown}{remark}", paint.paint(Weight::Quiet, &format!("{number:>5}")))
        .trim_end()
        .to_owned()
}

/// A line with every hidden character named: `^[` for a control character, `<U+202E>` for the others.
fn revealed(line: &str) -> SafeText {
    if *clean(line, Field::Label).0 == *line {
        return SafeText::label(line);
    }
    let mut shown = String::new();
    for letter in line.chars() {
        let before = shown.chars().last().filter(|before| width(before.encode_utf8(&mut [0; 4])) > 0);
        let pair: String = before.into_iter().chain([letter]).collect();
        if *clean(&pair, Field::Label).0 == *pair {
            shown.push(letter);
        } else {
            shown.push_str(&named(letter));
        }
    }
    SafeText::label(&shown)
}

fn named(letter: char) -> String {
    match u32::from(letter) {
        0x09 => "    ".to_owned(),
        code @ 0..0x20 => format!("^{}", char::from_u32(code + 0x40).unwrap_or('?')),
        0x7F => "^?".to_owned(),
        code => format!("<U+{code:04X}>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_have_names() {
        for (letter, name) in [
            ('\x1b', "^["),
            ('\0', "^@"),
            ('\x7f', "^?"),
            ('\u{202e}', "<U+202E>"),
            ('\u{9b}', "<U+009B>"),
            ('\u{e0041}', "<U+E0041>"),
        ] {
            assert_eq!(named(letter), name);
        }
    }

    #[test]
    fn a_clean_line_is_shown_as_it_is() {
        for line in ["", "Niger’s junta", "Ägypten, e\u{301}"] {
            assert_eq!(&*revealed(line), line);
        }
    }
}
