//! HTML to articles: a page to its main content and what it states about it, a fragment to its blocks.
//!
//! Scripts and styles never matter, and nothing is fetched.

mod agreement;
mod charset;
mod clean;
mod content;
mod excess;
mod headline;
mod hint;
mod lines;
mod metadata;
mod outline;
mod parse;
mod several;
mod stories;
mod structured;
mod tag;
mod teasers;
mod told;
mod tree;

use std::path::Path;

use crate::article::{Lines, Problem, ProblemKind, Removed, RemovedKind};
use crate::text::{self, Decoded, Field, SafeText};

use super::document::{self, Part, Told};
use super::draft::Stated;
use super::rules::Rules;
use super::{Format, Page};
use content::{Fate, Verdict};
use hint::Hint;
use lines::LineCounter;
use metadata::Metadata;
use outline::Outline;
use told::Telling;
use tree::Tree;

pub(super) use tag::{is_block, is_element};

/// The blocks of a fragment of HTML, such as the body of a feed entry; all of them stand in the given lines.
pub(super) fn fragment(html: &str, lines: Lines) -> Vec<Told> {
    letter(html, lines).0
}

/// The same for a mail, with the places of the headlines of several stories among the blocks.
pub(super) fn letter(html: &str, lines: Lines) -> (Vec<Told>, Vec<usize>) {
    let tree = parse::parse(html);
    let outline = outline::outline(&tree);
    let mut hidden = vec![false; outline.blocks.len()];
    for (at, node) in tree.nodes.iter().enumerate() {
        if !node.tag.is_inline() && hint::hint(&tree, node) == Some(Hint::Hidden) {
            hidden.get_mut(outline.within(&tree, at)).unwrap_or_default().fill(true);
        }
    }
    let told = told::tell_all(&outline.blocks, |at| hidden.get(at) == Some(&true), lines);
    (told, stories::headlines(&outline.blocks))
}

/// The text of a page or fragment, by the encoding it declares.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    match charset::declared(bytes) {
        Some(label) => text::decode_declared(bytes, &label),
        None => text::decode(bytes),
    }
}

/// All blocks of text of a page with their lines, in the order of the page.
pub(super) fn blocks(html: &str) -> Vec<(Lines, String)> {
    let mut counter = LineCounter::new(html);
    let blocks = outline::outline(&parse::parse(html)).blocks.into_iter();
    blocks.map(|block| (counter.lines(block.at), block.text)).collect()
}

/// The article of a whole page, or its articles where it holds several in full.
pub(super) fn page(path: &Path, decoded: &Decoded, rules: &Rules) -> Page {
    let tree = parse::parse(&decoded.text);
    let metadata = metadata::read(&tree);
    let outline = outline::outline(&tree);
    let mut counter = LineCounter::new(&decoded.text);
    let lines: Vec<Lines> = outline.blocks.iter().map(|block| counter.lines(block.at)).collect();
    let source = Source { path, rules, tree, outline, lines };
    let roots = if metadata.is_article { Vec::new() } else { several::roots(&source.tree, &source.outline) };
    let mut page = match roots[..] {
        [] | [_] => source.single(metadata),
        [..] => source.several(&roots, metadata.stated.language.as_deref()),
    };
    page.problems.extend(source.tree.excess.problems());
    let hidden = source.outline.blocks.iter().map(|block| text::clean(&block.text, Field::Body).1);
    page.hidden = hidden.sum();
    page
}

/// A page that has been taken apart.
struct Source<'p> {
    path: &'p Path,
    rules: &'p Rules,
    tree: Tree,
    outline: Outline,
    /// The lines of each block.
    lines: Vec<Lines>,
}

impl Source<'_> {
    fn single(&self, metadata: Metadata) -> Page {
        let mut page =
            Page { neighbours: metadata.neighbours.clone(), ..Page::empty(self.path, Format::Html) };
        let choice = content::choose(&self.tree, &self.outline, 0, &metadata);
        let Telling { mut told, standfirst, outside, .. } =
            told::tell(&self.outline, &self.lines, &choice.fates);
        self.rules.mark(self.path, &mut told);
        page.removed = outside.iter().filter_map(removed).collect();
        match choice.verdict {
            Verdict::Article => {
                let stated = Stated { standfirst, ..metadata.stated };
                page.articles.extend(document::article(self.path, stated, &told));
            }
            Verdict::List => page.removed.extend(without_article(&told, RemovedKind::Teaser)),
            Verdict::Gallery => page.removed.extend(without_article(&told, RemovedKind::Caption)),
            Verdict::Empty => page.removed.extend(without_article(&told, RemovedKind::Boilerplate)),
        }
        if page.articles.is_empty() {
            page.problems.push(no_article(choice.verdict));
        }
        page
    }

    fn several(&self, roots: &[usize], language: Option<&str>) -> Page {
        let mut page = Page::empty(self.path, Format::Html);
        let mut outside = vec![Fate::Outside(RemovedKind::Navigation); self.outline.blocks.len()];
        for root in roots {
            let range = self.outline.within(&self.tree, *root);
            let mut fates = content::choose(&self.tree, &self.outline, *root, &Metadata::default()).fates;
            let headline = several::headline(&self.outline, range.clone(), &mut fates);
            for at in range.filter(|at| !matches!(fates.get(*at), Some(Fate::Outside(_)))) {
                if let Some(fate) = outside.get_mut(at) {
                    *fate = Fate::Kept;
                }
            }
            let Telling { mut told, standfirst, .. } = told::tell(&self.outline, &self.lines, &fates);
            self.rules.mark(self.path, &mut told);
            let language = language.map(str::to_owned);
            let stated = Stated { headline, language, standfirst, ..Stated::default() };
            page.articles.extend(document::article(self.path, stated, &told));
        }
        let Telling { outside, .. } = told::tell(&self.outline, &self.lines, &outside);
        page.removed = outside.iter().filter_map(removed).collect();
        page
    }
}

fn removed(told: &Told) -> Option<Removed> {
    let Part::Foreign(kind, why) = told.part else { return None };
    Some(Removed { kind, text: SafeText::label(&told.text), lines: told.lines, why: SafeText::label(why) })
}

/// What stands on a page without an article; what is nothing else is of this kind.
fn without_article(told: &[Told], kind: RemovedKind) -> impl Iterator<Item = Removed> {
    told.iter().map(move |told| {
        removed(told).unwrap_or_else(|| {
            let why = SafeText::label("stands on a page without an article");
            Removed { kind, text: SafeText::label(&told.text), lines: told.lines, why }
        })
    })
}

fn no_article(verdict: Verdict) -> Problem {
    let message = match verdict {
        Verdict::List => "The page only lists articles that stand elsewhere.",
        Verdict::Gallery => "The page is a gallery: captions without an article.",
        Verdict::Empty | Verdict::Article => "Nothing on the page reads as an article.",
    };
    Problem { kind: ProblemKind::NoArticle, lines: None, message: SafeText::label(message) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(html: &str) -> Page {
        page(Path::new("page.html"), &decode(html.as_bytes()), &Rules::default())
    }

    #[test]
    fn a_fragment_gives_its_blocks() {
        let html = "<p>One <a href=x>link</a>.</p>Two.<br><br>Three.<ul><li>Four</ul><script>no()</script>\
                    <div style='display:none'>Hidden</div>";
        let told = fragment(html, Lines::one(3));
        let texts: Vec<(Part, &str)> = told.iter().map(|told| (told.part, told.text.as_str())).collect();
        let hidden = Part::Foreign(RemovedKind::Widget, "hidden when the page opens");
        let expected = [
            (Part::Paragraph, "One link."),
            (Part::Paragraph, "Two."),
            (Part::Paragraph, "Three."),
            (Part::Item, "Four"),
            (hidden, "Hidden"),
        ];
        assert_eq!(texts, expected);
        assert!(told.iter().all(|told| told.lines == Lines::one(3)));
    }

    #[test]
    fn a_page_without_text_says_so() {
        for html in ["", "<html></html>", "<script>let page = 1;</script>", "<!-- nothing -->"] {
            let page = read(html);
            let kinds: Vec<ProblemKind> = page.problems.iter().map(|problem| problem.kind).collect();
            assert_eq!((page.articles.len(), kinds), (0, vec![ProblemKind::NoArticle]), "{html}");
        }
    }

    #[test]
    fn hostile_pages_are_read_to_the_end() {
        for (unit, is_read) in [
            ("<div>", true),
            ("<ul><li>", true),
            ("<p>", true),
            ("<b>", true),
            // A text that is a link leads elsewhere.
            ("<a>", false),
            ("<table><tr><td>", true),
            ("</p>", true),
            ("</b>", true),
            ("<svg>", true),
            // A comment that is never closed reaches to the end of the page.
            ("<!--", false),
            ("<", true),
            ("&", true),
            ("&lt;", true),
            ("<p class=a ", true),
            ("<blockquote>word ", true),
            // What is nested too deep stands in the deepest element that is kept, here a link.
            ("<a><div></a>", false),
            ("<li>", true),
            ("<td>", true),
            ("\u{1F600}", true),
        ] {
            let text = "The harbour is closed. ".repeat(9);
            let page = read(&format!("{}<p>{text}</p>", unit.repeat(30_000 / unit.len())));
            let mut blocks = page.articles.iter().flat_map(|article| &article.body);
            assert_eq!(blocks.any(|block| block.text.contains("The harbour is closed.")), is_read, "{unit}");
            assert!(is_read || !page.problems.is_empty(), "nothing is said of {unit}");
        }
    }

    proptest! {
        #[test]
        fn any_tags_in_any_order_lose_no_word_of_a_fragment(parts in prop::collection::vec(
            prop::sample::select(vec![
                "<p>", "</p>", "<div>", "</div>", "<a href=x>", "</a>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>",
                "</table>", "<b>", "</b>", "<br>", "<br><br>", "<h2>", "</h2>", "<pre>", "</pre>", "<blockquote>",
                "<figure>", "<figcaption>", "</figure>", " ", "\n", "word",
            ]),
            0..60,
        )) {
            let html = parts.concat();
            let told = fragment(&html, Lines::one(1));
            let found: usize = told.iter().map(|told| told.text.matches("word").count()).sum();
            prop_assert_eq!(found, html.matches("word").count());
        }
    }
}
