//! What an article says of its place among the pages of a whole: `Page 2 of 3`, `(2/3)` behind the headline,
//! `Continued on page 4`, an address that ends in `?page=2`, the addresses of the pages around it.

use std::num::NonZeroU64;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::article::{Article, Block, Date, Removed};
use crate::ingest::Neighbours;
use crate::text;

/// The longest line that says which page it is on, in bytes.
const LONGEST: usize = 40;
/// An article of more pages than this is not believed.
const MOST_PAGES: u16 = 50;

/// A number that stands for a text, by which it is known again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) struct Name(NonZeroU64);

impl Name {
    fn of(text: &str) -> Self {
        Self(NonZeroU64::new(xxh3_64(text.as_bytes())).unwrap_or(NonZeroU64::MIN))
    }
}

/// What an article says of its place, its texts as numbers: it is held for all articles at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Says {
    /// Its headline without the number, as letters alone.
    pub(super) headline: Name,
    /// Which page of how many it is, from 1.
    pub(super) of: Option<(u16, u16)>,
    /// The page it goes on.
    pub(super) on: Option<u16>,
    /// The page it comes from.
    pub(super) from: Option<u16>,
    /// Its address without the number of the page.
    pub(super) address: Option<Name>,
    /// The number of the page in its address; 1 where there is none.
    pub(super) page: u16,
    /// Its whole address.
    pub(super) url: Option<Name>,
    /// The address of the page before it.
    pub(super) previous: Option<Name>,
    /// The address of the page behind it.
    pub(super) next: Option<Name>,
    /// When it was published.
    pub(super) published: Option<Date>,
}

impl Says {
    /// What an article says in its headline and address, at the ends of its text, in what was taken out of it, or in
    /// what its page has beside it.
    pub(super) fn of(article: &Article, beside: &[Removed]) -> Self {
        let (headline, of) = numbered(&article.headline.text);
        let addressed = article.url.as_ref().map(|url| address(url));
        let mut says = Self {
            headline: Name::of(&text::letters(headline)),
            of,
            on: None,
            from: None,
            address: addressed.as_ref().map(|(address, _)| Name::of(address)),
            page: addressed.map_or(1, |(_, page)| page),
            url: article.url.as_ref().map(|url| Name::of(url)),
            previous: None,
            next: None,
            published: article.dates.published.map(|dated| dated.date),
        };
        let removed = article.removed.iter().chain(beside).map(|removed| &removed.text);
        let ends = [article.body.first(), article.body.last()].into_iter().flatten().map(|block| &block.text);
        for remark in removed.chain(ends).filter_map(|text| remark(text)) {
            match remark {
                Remark::Of(page, pages) => says.of = says.of.or(Some((page, pages))),
                Remark::On(page) => says.on = says.on.or(Some(page)),
                Remark::From(page) => says.from = says.from.or(Some(page)),
            }
        }
        says
    }

    /// The same where the page links to those around it; a link to itself leads nowhere.
    pub(super) fn linked(self, neighbours: &Neighbours) -> Self {
        let elsewhere = |address: &Option<String>| {
            address.as_deref().map(Name::of).filter(|address| Some(*address) != self.url)
        };
        let Neighbours { previous, next } = neighbours;
        Self { previous: elsewhere(previous), next: elsewhere(next), ..self }
    }
}

/// Whether a block says nothing but which page it is on.
pub(super) fn is_remark(block: &Block) -> bool {
    remark(&block.text).is_some()
}

/// What a line says of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Remark {
    Of(u16, u16),
    On(u16),
    From(u16),
}

/// A line that speaks of pages and of nothing else, in whatever case and brackets.
fn remark(line: &str) -> Option<Remark> {
    if line.len() > LONGEST || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let folded = text::fold(line);
    let all: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    match all[..] {
        ["page" | "part", page, "of", pages] => of(page, pages),
        ["page" | "part", page, pages] if line.contains('/') => of(page, pages),
        ["continued" | "cont", way, "page" | "p", page] | ["continued" | "cont", way, page] => {
            let page = number(page)?;
            match way {
                "on" => Some(Remark::On(page)),
                "from" => Some(Remark::From(page)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn of(page: &str, pages: &str) -> Option<Remark> {
    let (page, pages) = (page.parse().ok()?, pages.parse().ok()?);
    let believed = (1..=pages).contains(&page) && (2..=MOST_PAGES).contains(&pages);
    believed.then_some(Remark::Of(page, pages))
}

/// The number of a printed page, without the letter of its section: `A12`.
fn number(page: &str) -> Option<u16> {
    let digits = page.strip_prefix(|letter: char| letter.is_ascii_lowercase()).unwrap_or(page);
    digits.parse().ok().filter(|number| *number > 0)
}

/// A headline without the number of its page, and that: `The long road (2/3)`, `The long road, part 2 of 3`.
fn numbered(headline: &str) -> (&str, Option<(u16, u16)>) {
    if !headline.bytes().any(|byte| byte.is_ascii_digit()) {
        return (headline, None);
    }
    let lower = headline.to_ascii_lowercase();
    let bracket = headline.rfind(['(', '[']).filter(|_| headline.ends_with([')', ']']));
    let word = ["part ", "page "].into_iter().filter_map(|word| lower.rfind(word)).max();
    for at in [bracket, word].into_iter().flatten() {
        let Some((rest, tail)) = headline.split_at_checked(at) else { continue };
        let inner = tail.trim_matches(['(', ')', '[', ']']);
        let said = if inner.starts_with(|letter: char| letter.is_ascii_digit()) {
            remark(&format!("page {inner}"))
        } else {
            remark(inner)
        };
        if let Some(Remark::Of(page, pages)) = said.filter(|_| rest.contains(char::is_alphanumeric)) {
            return (rest, Some((page, pages)));
        }
    }
    (headline, None)
}

/// An address without the number of the page in its query, and that number; 1 where it has none.
fn address(url: &str) -> (String, u16) {
    let Some((path, query)) = url.split_once('?') else { return (url.to_owned(), 1) };
    let number = |field: &str| field.strip_prefix("page=").and_then(|page| page.parse::<u16>().ok());
    let page = query.split('&').find_map(number).unwrap_or(1);
    let rest: Vec<&str> = query.split('&').filter(|field| number(field).is_none()).collect();
    let whole = if rest.is_empty() { path.to_owned() } else { format!("{path}?{}", rest.join("&")) };
    (whole, page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_their_page() {
        for (line, expected) in [
            ("Page 2 of 3", Some(Remark::Of(2, 3))),
            ("(PART 1 OF 2)", Some(Remark::Of(1, 2))),
            ("Page 2/3", Some(Remark::Of(2, 3))),
            ("Continued on page 4", Some(Remark::On(4))),
            ("(Cont. on A12)", Some(Remark::On(12))),
            ("CONTINUED FROM PAGE 1", Some(Remark::From(1))),
            ("Page 4 of 3", None),
            ("Page 1 of 900", None),
            ("Talks continued on 4", None),
            ("continued on Monday", None),
            ("See page 2 of 2 newspapers", None),
        ] {
            assert_eq!(remark(line), expected, "{line}");
        }
    }

    #[test]
    fn headlines_are_told_from_their_numbers() {
        for (headline, rest, of) in [
            ("The long road (2/3)", "The long road ", Some((2, 3))),
            ("The long road [part 1 of 2]", "The long road ", Some((1, 2))),
            ("The long road, part 2 of 2", "The long road, ", Some((2, 2))),
            ("Harbour reopens in part (Reuters)", "Harbour reopens in part (Reuters)", None),
            ("(1/2)", "(1/2)", None),
            ("Team wins (3/2)", "Team wins (3/2)", None),
        ] {
            assert_eq!(numbered(headline), (rest, of), "{headline}");
        }
    }

    #[test]
    fn addresses_are_told_from_their_pages() {
        for (url, whole, page) in [
            ("https://a.example/road", "https://a.example/road", 1),
            ("https://a.example/road?page=2", "https://a.example/road", 2),
            ("https://a.example/?id=7&page=3", "https://a.example/?id=7", 3),
            ("https://a.example/?page=last", "https://a.example/?page=last", 1),
        ] {
            assert_eq!(address(url), (whole.to_owned(), page), "{url}");
        }
    }
}
