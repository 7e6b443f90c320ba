//! A saved page line by line, with what became of each line: kept, removed and why, corrected by its reader.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::collection::Library;
use super::source::ReadError;
use crate::article::{Article, ArticleId, Correction, LineKey, Lines, Removed, RemovedKind};
use crate::ingest::{self, Format};
use crate::text::{SafeText, reveal};

/// A page with what is known about its lines.
#[derive(Debug, Clone, PartialEq)]
pub struct PageView {
    /// The file as its articles name it.
    pub path: SafeText,
    /// All lines, blank ones included.
    pub lines: Vec<PageLine>,
}

/// One line of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageLine {
    /// Its number, from 1.
    pub number: u32,
    /// What it says, hidden characters named.
    pub text: SafeText,
    /// What became of it.
    pub fate: Fate,
    /// The article in whose text it is.
    pub article: Option<ArticleId>,
    /// Whether it is a caption, or a copy of one.
    pub caption: bool,
    /// Why it was removed or is doubtful, in words.
    pub remarks: Vec<SafeText>,
    /// Whether of it only the same is to be said as of the line above; then it has no remarks.
    pub repeats_above: bool,
    /// The article that begins here, with its headline.
    pub begins: Option<(ArticleId, SafeText)>,
    /// By what corrections find it; none where it is blank, or the page is no text page.
    pub key: Option<LineKey>,
    /// The corrections that hold about it, with the articles they were made on.
    pub corrections: Vec<(ArticleId, Correction)>,
}

impl PageLine {
    /// What stands for what is said of the line above where something else is said of a line beside.
    pub const AS_ABOVE: &str = "as above";
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is in an article, or blank.
    Kept,
    /// A part of it is in an article.
    PartlyRemoved,
    /// It is in no article.
    Removed,
    /// It was not understood.
    Doubtful,
}

impl PageView {
    /// The page that articles name so, as it is now.
    ///
    /// # Errors
    /// The file cannot be read any more.
    pub fn of(library: &Library, path: &Path) -> Result<Self, ReadError> {
        let text = library.page_text(path)?;
        let mut notes = Notes::of(library, path);
        if library.files().iter().any(|file| file.path == path && file.format == Some(Format::Text)) {
            notes.keys = ingest::line_keys(&text).into_iter().collect();
        }
        let lines = ingest::physical_lines(&text).zip(1..).map(|(line, number)| notes.line(number, line));
        Ok(Self { path: SafeText::label(&path.to_string_lossy()), lines: lines.collect() })
    }
}

/// What is known about the lines of a page, by their numbers.
#[derive(Default)]
struct Notes {
    begins: BTreeMap<u32, (ArticleId, SafeText)>,
    /// The article that each line that was kept belongs to.
    kept: BTreeMap<u32, ArticleId>,
    captions: BTreeSet<u32>,
    remarks: BTreeMap<u32, Vec<SafeText>>,
    /// The lines of which is said what is said of the one above.
    repeating: BTreeSet<u32>,
    doubtful: BTreeSet<u32>,
    keys: HashMap<u32, LineKey>,
    corrections: HashMap<LineKey, Vec<(ArticleId, Correction)>>,
}

impl Notes {
    fn of(library: &Library, path: &Path) -> Self {
        let mut notes = Self::default();
        for item in library.of_file(path) {
            notes.add_article(&item.article);
        }
        for file in library.files().iter().filter(|file| file.path == path) {
            notes.add_removed(&file.removed);
            for problem in &file.problems {
                if let Some(lines) = problem.lines {
                    notes.remark(lines, &problem.message);
                    notes.doubtful.extend(lines.first..=lines.last);
                }
            }
        }
        for (id, correction) in library.corrections() {
            if let Some(line) = correction.line() {
                notes.corrections.entry(line).or_default().push((id, correction.clone()));
            }
        }
        notes
    }

    fn add_article(&mut self, article: &Article) {
        let begins = (article.id, article.headline.text.clone());
        self.begins.insert(article.source.lines.first, begins);
        let headline = article.headline.lines.into_iter();
        let captions = article.captions.iter().map(|caption| caption.lines);
        let standfirst = article.standfirst.iter().map(|point| point.lines);
        let body = article.body.iter().map(|block| block.lines);
        for caption in captions.clone() {
            self.captions.extend(caption.first..=caption.last);
        }
        for lines in headline.chain(captions).chain(standfirst).chain(body) {
            self.kept.extend((lines.first..=lines.last).map(|line| (line, article.id)));
        }
        self.add_removed(&article.removed);
    }

    fn add_removed(&mut self, removed: &[Removed]) {
        for removed in removed {
            if removed.kind == RemovedKind::Caption {
                self.captions.extend(removed.lines.first..=removed.lines.last);
            }
            self.remark(removed.lines, &format!("{}: {}", removed.kind.name(), removed.why));
        }
    }

    /// A remark stands on its first line; the further lines only refer to it.
    fn remark(&mut self, lines: Lines, remark: &str) {
        self.remarks.entry(lines.first).or_default().push(SafeText::label(remark));
        self.repeating.extend(lines.first.saturating_add(1)..=lines.last);
    }

    fn line(&mut self, number: u32, text: &str) -> PageLine {
        let mut remarks = self.remarks.remove(&number).unwrap_or_default();
        let repeats = self.repeating.contains(&number);
        let repeats_above = repeats && remarks.is_empty();
        if repeats && !repeats_above {
            remarks.insert(0, SafeText::label(PageLine::AS_ABOVE));
        }
        let fate = match (remarks.is_empty() && !repeats_above, self.kept.contains_key(&number)) {
            _ if self.doubtful.contains(&number) => Fate::Doubtful,
            (false, true) => Fate::PartlyRemoved,
            (false, false) => Fate::Removed,
            (true, _) => Fate::Kept,
        };
        let key = self.keys.get(&number).copied();
        PageLine {
            number,
            text: SafeText::label(&reveal(text)),
            fate,
            article: self.kept.get(&number).copied(),
            caption: self.captions.contains(&number),
            remarks,
            repeats_above,
            begins: self.begins.remove(&number),
            key,
            corrections: key.and_then(|key| self.corrections.get(&key)).cloned().unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_above_is_repeated_alone_and_told_in_words_beside_something_else() {
        let mut notes = Notes::default();
        notes.remark(Lines { first: 1, last: 3 }, "widget: a row of buttons");
        notes.remark(Lines::one(3), "caption: repeats line 7");
        let told: Vec<(String, bool, Fate)> = (1..=4)
            .map(|number| notes.line(number, "text"))
            .map(|line| {
                let remarks: Vec<&str> = line.remarks.iter().map(SafeText::as_str).collect();
                (remarks.join("; "), line.repeats_above, line.fate)
            })
            .collect();
        let expected = [
            ("widget: a row of buttons", false, Fate::Removed),
            ("", true, Fate::Removed),
            ("as above; caption: repeats line 7", false, Fate::Removed),
            ("", false, Fate::Kept),
        ];
        assert_eq!(told, expected.map(|(remark, repeats, fate)| (remark.to_owned(), repeats, fate)));
    }
}
