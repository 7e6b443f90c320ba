//! A page of which nobody reads the lines, such as a web page: its readable parts in the order of the page, what is in
//! its articles and what was taken out.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::collection::Library;
use super::page_view::{Fate, PageLine, PageView};
use super::source::ReadError;
use crate::article::{Article, ArticleId, HeadlineOrigin, Lines, Problem, Removed, RemovedKind};
use crate::ingest::Format;
use crate::text::SafeText;

/// Between parts of one reason that stand on one line.
const BETWEEN: &str = " · ";

impl PageView {
    /// The page as it is read: its lines where they are text, else its readable parts, each with the number of the line it
    /// begins on. Several parts of one line stand in the order of the page as far as it can be told.
    ///
    /// # Errors
    /// The file cannot be read any more.
    pub fn readable(library: &Library, path: &Path) -> Result<Self, ReadError> {
        let mut reports = library.files().iter().filter(|file| file.path == path);
        if !reports.any(|file| file.format.is_some_and(has_parts)) {
            return Self::of(library, path);
        }
        let blocks = library.page_blocks(path)?;
        let mut parts = Parts::new(&blocks);
        for item in library.of_file(path) {
            parts.add_article(&item.article);
        }
        for file in library.files().iter().filter(|file| file.path == path) {
            parts.add_removed(&file.removed);
            parts.add_problems(&file.problems);
        }
        Ok(Self { path: SafeText::label(&path.to_string_lossy()), lines: parts.lines() })
    }
}

/// Whether the lines of a format are no sentences.
fn has_parts(format: Format) -> bool {
    match format {
        Format::Html
        | Format::Mhtml
        | Format::Feed
        | Format::Json
        | Format::JsonLines
        | Format::Table
        | Format::Book => true,
        Format::Text | Format::Mail | Format::Mbox | Format::Note | Format::WebArchive => false,
    }
}

/// So many letters are taken for a sentence of their own, in bytes.
const SENTENCE: usize = 24;

/// The parts of a page while they are gathered.
struct Parts {
    /// The blocks of each line as their letters, in the order of the page.
    blocks: HashMap<u32, Vec<String>>,
    /// Each part with its place on its line.
    placed: Vec<(usize, PageLine)>,
}

impl Parts {
    fn new(blocks: &[(Lines, String)]) -> Self {
        let mut of_lines: HashMap<u32, Vec<String>> = HashMap::new();
        for (lines, text) in blocks {
            of_lines.entry(lines.first).or_default().push(letters(text));
        }
        Self { blocks: of_lines, placed: Vec::new() }
    }

    fn add_article(&mut self, article: &Article) {
        let part = |lines: Lines, text: &SafeText| kept(article.id, lines, text);
        let headline = &article.headline;
        let printed = headline.origin == HeadlineOrigin::Page && !headline.text.is_empty();
        let lines = headline.lines.unwrap_or(Lines::one(article.source.lines.first));
        let headline = printed.then(|| part(lines, &headline.text));
        let standfirst = article.standfirst.iter().map(|point| part(point.lines, &point.text));
        self.add(headline.into_iter().chain(standfirst));
        let captions = article.captions.iter().map(|caption| part(caption.lines, &caption.text));
        self.add(captions.map(|line| PageLine { caption: true, ..line }));
        self.add(article.body.iter().map(|block| part(block.lines, &block.text)));
        self.add_removed(&article.removed);
    }

    fn add_removed(&mut self, removed: &[Removed]) {
        self.add(removed.iter().map(|removed| PageLine {
            caption: removed.kind == RemovedKind::Caption,
            remarks: vec![SafeText::label(&format!("{}: {}", removed.kind.name(), removed.why))],
            ..part(removed.lines, &removed.text, Fate::Removed)
        }));
    }

    fn add_problems(&mut self, problems: &[Problem]) {
        let known = problems.iter().filter_map(|problem| Some((problem.lines?, &problem.message)));
        self.add(known.map(|(lines, message)| PageLine {
            remarks: vec![message.clone()],
            ..part(lines, &SafeText::default(), Fate::Doubtful)
        }));
    }

    /// Adds parts that follow one another on the page. One that cannot be found on its line stands where the one before
    /// it does.
    fn add(&mut self, parts: impl IntoIterator<Item = PageLine>) {
        let mut before = (0, 0);
        for part in parts {
            let from = if before.0 == part.number { before.1 } else { 0 };
            let blocks = self.blocks.get(&part.number).map(Vec::as_slice).unwrap_or_default();
            let place = place(blocks, &letters(&part.text), from).unwrap_or(from);
            before = (part.number, place);
            self.placed.push((place, part));
        }
    }

    /// All parts in the order of the page. An article begins with the first of its own; what was taken out of one line for
    /// one reason stands together, and a reason is told once.
    fn lines(mut self) -> Vec<PageLine> {
        self.placed.sort_by_key(|(place, part)| (part.number, *place));
        let mut lines: Vec<PageLine> = Vec::new();
        let mut begun: HashSet<ArticleId> = HashSet::new();
        let mut told = Vec::new();
        for (_, mut part) in self.placed {
            if let Some(id) = part.article.filter(|id| begun.insert(*id)) {
                part.begins = Some((id, part.text.clone()));
            }
            let again = !part.remarks.is_empty() && part.remarks == told;
            if let Some(above) = lines.last_mut().filter(|above| again && above.number == part.number) {
                above.text = SafeText::label(&format!("{}{BETWEEN}{}", above.text, part.text));
                continue;
            }
            told.clone_from(&part.remarks);
            if again {
                part.remarks.clear();
                part.repeats_above = true;
            }
            lines.push(part);
        }
        lines
    }
}

fn kept(article: ArticleId, lines: Lines, text: &SafeText) -> PageLine {
    PageLine { article: Some(article), ..part(lines, text, Fate::Kept) }
}

fn part(lines: Lines, text: &SafeText, fate: Fate) -> PageLine {
    PageLine {
        number: lines.first,
        text: SafeText::label(text),
        fate,
        article: None,
        caption: false,
        remarks: Vec::new(),
        repeats_above: false,
        begins: None,
        key: None,
        corrections: Vec::new(),
    }
}

/// The place of a text among the blocks of its line, both as their letters: the next one from a place on that says just
/// this, else the first; else one of which the one is the beginning of the other; else, for a whole sentence, one that holds
/// it, as the first paragraph holds a dateline before it.
fn place(blocks: &[String], text: &str, from: usize) -> Option<usize> {
    if text.is_empty() {
        return None;
    }
    let seek = |fits: &dyn Fn(&String) -> bool| {
        let behind = blocks.iter().skip(from).position(fits).map(|at| at + from);
        behind.or_else(|| blocks.iter().position(fits))
    };
    let begins =
        |block: &String| !block.is_empty() && (block.starts_with(text) || text.starts_with(&**block));
    let holds = |block: &String| text.len() >= SENTENCE && block.contains(text);
    seek(&|block| block == text).or_else(|| seek(&begins)).or_else(|| seek(&holds))
}

/// The letters and digits of a text, which cleaning leaves as they are.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// This would take minutes if each part were compared with every article above it.
    #[test]
    fn every_row_of_a_large_table_begins_its_article_once() {
        let parts = (0..200_000_u32).map(|number| {
            let row = number / 2;
            let article = ArticleId::from_number(u64::from(row));
            (0, kept(article, Lines::one(row + 1), &SafeText::label(&number.to_string())))
        });
        let lines = Parts { blocks: HashMap::new(), placed: parts.collect() }.lines();
        let begin = lines.iter().filter_map(|line| Some((line.begins.as_ref()?.0, line.number)));
        let first = begin.clone().take(2).map(|(id, number)| (id.number(), number));
        assert_eq!(first.collect::<Vec<_>>(), [(0, 1), (1, 2)]);
        assert_eq!((lines.len(), begin.count()), (200_000, 100_000));
    }

    #[test]
    fn a_text_is_found_from_its_predecessor_on_before_it_is_found_elsewhere() {
        let blocks = [
            "Share",
            "Storm closes harbour",
            "Share",
            "Storm",
            "TARBERT — The ferries wait for the storm to end",
        ];
        let blocks = blocks.map(letters);
        for (text, from, at) in [
            ("Share", 0, Some(0)),
            ("Share", 1, Some(2)),
            ("Storm", 0, Some(3)),
            ("Share", 3, Some(0)),
            ("Storm closes", 0, Some(1)),
            ("Share this page", 1, Some(2)),
            ("closes harbour", 0, None),
            ("The ferries wait for the storm to end", 0, Some(4)),
            ("Comments", 0, None),
            ("…", 0, None),
        ] {
            assert_eq!(place(&blocks, &letters(text), from), at, "{text} from {from}");
        }
    }
}
