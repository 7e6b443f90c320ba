//! HTML to articles: a page to its main content and what it states about it, a fragment to its blocks.
//!
//! Scripts and styles never matter, and nothing is fetched.

mod charset;
mod clean;
mod content;
mod headline;
mod hint;
mod lines;
mod metadata;
mod outline;
mod parse;
mod structured;
mod tag;
mod teasers;
mod told;
mod tree;

use std::path::Path;

use crate::article::{Lines, Problem, ProblemKind, Removed};
use crate::text::{self, Decoded, SafeText};

use super::document::{self, Part, Told};
use super::draft::Stated;
use super::rules::Rules;
use super::{Format, Page};
use content::Verdict;
use hint::Hint;
use told::Telling;

/// The blocks of a fragment of HTML, such as the body of a feed entry; all of them stand in the given lines.
pub(super) fn fragment(html: &str, lines: Lines) -> Vec<Told> {
    let tree = parse::parse(html);
    let outline = outline::outline(&tree);
    let mut hidden = vec![false; outline.blocks.len()];
    for (at, node) in tree.nodes.iter().enumerate() {
        if !node.tag.is_inline() && hint::hint(&tree, node) == Some(Hint::Hidden) {
            hidden.get_mut(outline.within(&tree, at)).unwrap_or_default().fill(true);
        }
    }
    told::tell_all(&outline.blocks, |at| hidden.get(at) == Some(&true), lines)
}

/// The text of a page or fragment, by the encoding it declares.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    match charset::declared(bytes) {
        Some(label) => text::decode_declared(bytes, &label),
        None => text::decode(bytes),
    }
}

/// The article of a whole page.
pub(super) fn page(path: &Path, decoded: &Decoded, rules: &Rules) -> Page {
    let mut page = Page::empty(path, Format::Html);
    let tree = parse::parse(&decoded.text);
    let stated = metadata::read(&tree);
    let outline = outline::outline(&tree);
    let choice = content::choose(&tree, &outline);
    let Telling { mut told, standfirst, outside } = told::tell(&decoded.text, &outline, &choice.fates);
    rules.mark(path, &mut told);
    let stated = Stated { standfirst, ..stated };
    page.removed = outside.iter().filter_map(removed).collect();
    match choice.verdict {
        Verdict::Article => page.articles.extend(document::article(path, stated, &told)),
        Verdict::List | Verdict::Gallery | Verdict::Empty => {
            page.removed.extend(told.iter().filter_map(removed));
        }
    }
    if page.articles.is_empty() {
        page.problems.push(no_article(choice.verdict));
    }
    page
}

fn removed(told: &Told) -> Option<Removed> {
    let Part::Foreign(kind, why) = told.part else { return None };
    Some(Removed { kind, text: SafeText::label(&told.text), lines: told.lines, why: SafeText::label(why) })
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
    use super::*;

    #[test]
    fn a_fragment_gives_its_texts() {
        let told = fragment("<p>One.</p><p>Two.</p>", Lines::one(3));
        let texts: Vec<&str> = told.iter().map(|told| told.text.as_str()).collect();
        assert_eq!(texts, ["One.", "Two."]);
    }
}
