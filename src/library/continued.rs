//! Articles that run over several files, where each of them says which page of how many it is: `Page 2 of 3`.
//!
//! The parts are put together under the id of the first, so that it stays the same when the others arrive. What
//! follows is told to stand where the first part ends.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use crate::article::{Article, Block, Caption, Lines, Removed, Standfirst};
use crate::text;

/// The longest line that says which page it is on, in bytes.
const LONGEST: usize = 40;
/// An article of more pages than this is not believed.
const MOST_PAGES: u16 = 50;

/// A page of so many that an article says it is, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct PageOf {
    page: u16,
    pages: u16,
}

/// What the parts of one article have in common: their folder, their headline, and how many they are.
type Run = (PathBuf, String, u16);

/// Puts the parts of articles together; `says` tells of each article which page it is. Says, for each part that
/// went into another article, into which.
pub(super) fn join(articles: &mut [&mut Arc<Article>], says: &[Option<PageOf>]) -> BTreeMap<usize, usize> {
    let mut runs: HashMap<Run, Vec<(u16, usize)>> = HashMap::new();
    for (number, (article, says)) in articles.iter().zip(says).enumerate() {
        if let Some(PageOf { page, pages }) = *says {
            let folder = article.source.path.parent().unwrap_or(&article.source.path).to_owned();
            let run = (folder, text::letters(&article.headline.text), pages);
            runs.entry(run).or_default().push((page, number));
        }
    }
    let mut joined = BTreeMap::new();
    for ((_, _, pages), mut parts) in runs {
        parts.sort_unstable();
        if parts.iter().map(|(page, _)| *page).eq(1..=pages) {
            let mut parts = parts.into_iter().map(|(_, number)| number);
            let Some(first) = parts.next() else { continue };
            for part in parts {
                append(articles, first, part);
                joined.insert(part, first);
            }
        }
    }
    joined
}

fn append(articles: &mut [&mut Arc<Article>], first: usize, part: usize) {
    let Some(part) = articles.get(part).map(|part| Arc::clone(part)) else { return };
    let Some(whole) = articles.get_mut(first) else { return };
    let whole = Arc::make_mut(whole);
    let lines = Lines::one(whole.source.lines.last);
    let known: Vec<String> = whole.captions.iter().map(|caption| text::letters(&caption.text)).collect();
    let new = part.captions.iter().filter(|caption| !known.contains(&text::letters(&caption.text)));
    whole.captions.extend(new.map(|caption| Caption { lines, ..caption.clone() }));
    // A summary is printed on every page; a new one belongs to the text that follows.
    let known: Vec<String> = whole.standfirst.iter().map(|point| text::letters(&point.text)).collect();
    let new = part.standfirst.iter().filter(|point| !known.contains(&text::letters(&point.text)));
    whole.standfirst.extend(new.map(|point| Standfirst { lines, ..point.clone() }));
    whole.body.extend(part.body.iter().map(|block| Block { lines, ..block.clone() }));
    whole.removed.extend(part.removed.iter().map(|removed| Removed { lines, ..removed.clone() }));
}

/// Which page of how many an article says it is, in its text, in what was taken out of it, or in what its page has
/// beside it.
pub(super) fn page_of(article: &Article, beside: &[Removed]) -> Option<PageOf> {
    let removed = article.removed.iter().chain(beside).map(|removed| &removed.text);
    let ends = [article.body.first(), article.body.last()].into_iter().flatten().map(|block| &block.text);
    removed.chain(ends).find_map(|text| pages(text))
}

/// `Page 2 of 3`, in whatever case and brackets.
fn pages(text: &str) -> Option<PageOf> {
    let folded = text::fold(text.get(..LONGEST.min(text.len()))?);
    let whole = text.len() <= LONGEST;
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let ["page", page, "of" | "/", pages] = words[..] else { return None };
    let (page, pages) = (page.parse().ok()?, pages.parse().ok()?);
    (whole && (1..=pages).contains(&page) && (2..=MOST_PAGES).contains(&pages))
        .then_some(PageOf { page, pages })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::RemovedKind;
    use crate::library::samples;
    use crate::text::SafeText;

    fn part(path: &str, body: &str, says: &str) -> Article {
        let mut article = samples::article(path, body);
        article.headline.text = SafeText::label("The long road");
        article.removed.push(Removed {
            kind: RemovedKind::Navigation,
            text: SafeText::label(says),
            lines: Lines::one(1),
            why: SafeText::label("page of an article"),
        });
        article
    }

    /// The bodies after joining, without the parts that went into another article.
    fn joined(parts: &[Article]) -> Vec<Vec<String>> {
        let mut shared: Vec<Arc<Article>> = parts.iter().cloned().map(Arc::new).collect();
        let says: Vec<Option<PageOf>> = parts.iter().map(|part| page_of(part, &[])).collect();
        let gone = join(&mut shared.iter_mut().collect::<Vec<_>>(), &says);
        let kept = shared.iter().enumerate().filter(|(number, _)| !gone.contains_key(number));
        kept.map(|(_, article)| article.body.iter().map(|block| block.text.to_string()).collect()).collect()
    }

    #[test]
    fn pages_that_say_their_numbers_become_one_article() {
        let parts = [
            part("a/2.txt", "Second.", "Page 2 of 3"),
            part("a/1.txt", "First.", "(page 1 of 3)"),
            part("a/3.txt", "Third.", "PAGE 3 OF 3"),
        ];
        assert_eq!(joined(&parts), [["First.", "Second.", "Third."]]);
    }

    #[test]
    fn a_missing_page_another_folder_or_a_doubled_page_joins_nothing() {
        let first = part("a/1.txt", "First.", "Page 1 of 2");
        for other in [
            part("b/2.txt", "Second.", "Page 2 of 2"),
            part("a/3.txt", "Third.", "Page 3 of 3"),
            part("a/1b.txt", "Again.", "Page 1 of 2"),
            part("a/2.txt", "Second.", "See page 2 of 2 newspapers"),
        ] {
            assert_eq!(joined(&[first.clone(), other]).len(), 2);
        }
    }
}
