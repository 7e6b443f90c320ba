//! Articles that run over several files, where their pages agree on it: each says which page of how many it is, one
//! goes on where the other comes from, their addresses differ in the number of the page alone, or each links to the
//! other as the page before or behind it.
//!
//! The parts are put together under the id of the first, so that it stays the same when the others arrive. What
//! follows is told to stand where the first part ends.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::page_number::{Name, Says, is_remark};
use crate::article::{Article, Block, Caption, Lines, Removed, RemovedKind, Standfirst};
use crate::text::{self, SafeText};

/// Which articles are the parts of a whole, in its order, by what each says; all those of one folder bear its number.
pub(super) fn wholes(says: &[(u32, Says)]) -> Vec<Vec<usize>> {
    let mut order: Vec<(u32, Name, usize)> =
        says.iter().enumerate().map(|(number, (folder, says))| (*folder, says.headline, number)).collect();
    order.sort_unstable();
    let mut joined = Vec::new();
    // Runs have no part in common, so what one took is nothing to the others.
    let runs = order.chunk_by(|(folder, headline, _), (other, next, _)| (folder, headline) == (other, next));
    for run in runs.filter(|run| run.len() > 1) {
        let part = |(_, _, number): &(u32, Name, usize)| Some((*number, &says.get(*number)?.1));
        let parts: Vec<Part<'_>> = run.iter().filter_map(part).collect();
        let mut taken: HashSet<usize> = HashSet::new();
        let wholes = counted(&parts).into_iter().chain(continued(&parts)).chain(addressed(&parts));
        for whole in wholes.chain(linked(&parts)) {
            if whole.iter().all(|part| !taken.contains(part)) {
                taken.extend(&whole);
                joined.push(whole);
            }
        }
    }
    joined
}

/// The number of an article and what it says.
type Part<'a> = (usize, &'a Says);

/// Parts that say which page of how many they are: all of them, each once.
fn counted(parts: &[Part<'_>]) -> Vec<Vec<usize>> {
    let mut counts: BTreeMap<u16, Vec<(u16, usize)>> = BTreeMap::new();
    for (number, says) in parts {
        if let Some((page, pages)) = says.of {
            counts.entry(pages).or_default().push((page, *number));
        }
    }
    let complete = |(pages, found): (u16, Vec<(u16, usize)>)| in_order(found, pages);
    counts.into_iter().filter_map(complete).collect()
}

/// The numbers of pages that are there from 1 to the last, each once.
fn in_order(mut found: Vec<(u16, usize)>, last: u16) -> Option<Vec<usize>> {
    found.sort_unstable();
    let complete = found.iter().map(|(page, _)| *page).eq(1..=last);
    complete.then(|| found.into_iter().map(|(_, number)| number).collect())
}

/// Parts each of which goes on where the next comes from: one way through all of them, and no other.
fn continued(parts: &[Part<'_>]) -> Option<Vec<usize>> {
    let mut rest: Vec<Part<'_>> = parts.to_vec();
    rest.retain(|(_, says)| says.of.is_none() && (says.on.is_some() || says.from.is_some()));
    let (first, says) = take_only(&mut rest, |says| says.from.is_none())?;
    let (mut whole, mut goes_on, mut stands) = (vec![first], says.on, None);
    while let Some(on) = goes_on {
        let follows = |says: &Says| {
            says.from.is_some_and(|from| from < on && stands.is_none_or(|stands| stands == from))
        };
        let (next, says) = take_only(&mut rest, follows)?;
        whole.push(next);
        (goes_on, stands) = (says.on, Some(on));
    }
    (rest.is_empty() && whole.len() > 1).then_some(whole)
}

/// Takes the part that fits, if no other does.
fn take_only<'a>(parts: &mut Vec<Part<'a>>, fits: impl Fn(&Says) -> bool) -> Option<Part<'a>> {
    let mut fitting = parts.iter().enumerate().filter(|(_, (_, says))| fits(says)).map(|(at, _)| at);
    let (Some(at), None) = (fitting.next(), fitting.next()) else { return None };
    Some(parts.remove(at))
}

/// Parts whose addresses differ in the number of the page alone: all from the first to the last there is.
fn addressed(parts: &[Part<'_>]) -> Vec<Vec<usize>> {
    let mut pages: BTreeMap<Name, Vec<(u16, usize)>> = BTreeMap::new();
    for (number, says) in parts {
        if let Some(address) = says.address {
            pages.entry(address).or_default().push((says.page, *number));
        }
    }
    let several = pages.into_values().filter(|found| found.len() > 1);
    several
        .filter_map(|found| {
            let last = u16::try_from(found.len()).ok()?;
            in_order(found, last)
        })
        .collect()
}

/// Parts that link to one another, each to the next and the next back to it, from one that links to none before it.
fn linked(parts: &[Part<'_>]) -> Vec<Vec<usize>> {
    let mut places: HashMap<Name, Option<Part<'_>>> = HashMap::new();
    for part in parts {
        if let Some(url) = part.1.url {
            // Of a page that was saved twice either may be meant.
            places.entry(url).and_modify(|known| *known = None).or_insert(Some(*part));
        }
    }
    let next = |(_, says): &Part<'_>| -> Option<Part<'_>> {
        let (number, next) = (*places.get(&says.next?)?)?;
        let agreed = next.previous.is_some() && next.previous == says.url;
        // A series of posts under one headline links in the same way, but from day to day.
        let same_day = says.published.zip(next.published).is_none_or(|(one, other)| one == other);
        (agreed && same_day).then_some((number, next))
    };
    let firsts = places.values().flatten().filter(|(_, says)| says.previous.is_none());
    let wholes = firsts.map(|first| {
        // Pages that lead in a circle have no first; a way that comes back to itself would need two before one page.
        std::iter::successors(Some(*first), next).take(parts.len()).map(|(number, _)| number).collect()
    });
    let mut wholes: Vec<Vec<usize>> = wholes.filter(|whole: &Vec<usize>| whole.len() > 1).collect();
    wholes.sort_unstable();
    wholes
}

/// Puts a part behind what there is of its whole.
pub(super) fn append(whole: &mut Article, part: &Article) {
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
    let remarks = whole.body.extract_if(.., |block| is_remark(block));
    whole.removed.extend(remarks.map(|block| Removed {
        kind: RemovedKind::Navigation,
        text: SafeText::label(&block.text),
        lines: block.lines,
        why: SafeText::label("says where the article goes on"),
    }));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::article::{Date, DateOrigin, Dated};
    use crate::ingest::Neighbours;
    use crate::library::samples;

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

    fn titled(path: &str, body: &str, headline: &str) -> Article {
        let mut article = samples::article(path, body);
        article.headline.text = SafeText::label(headline);
        article
    }

    fn addressed(path: &str, body: &str, url: &str) -> Article {
        Article { url: Some(SafeText::label(url)), ..titled(path, body, "The long road") }
    }

    /// The articles with their parts in them, without those that went into another one.
    fn join(parts: &[Article], says: &[Says]) -> Vec<Article> {
        let folder = |part: &Article| part.source.path.parent().map(ToOwned::to_owned);
        let folders: BTreeSet<_> = parts.iter().map(folder).collect();
        let place = |part| folders.iter().zip(0..).find(|(known, _)| **known == folder(part)).unwrap().1;
        let says: Vec<_> = parts.iter().map(place).zip(says.iter().copied()).collect();
        let mut joined = parts.to_vec();
        let wholes = wholes(&says);
        for whole in &wholes {
            whole[1..].iter().for_each(|part| append(&mut joined[whole[0]], &parts[*part]));
        }
        let gone: BTreeSet<usize> = wholes.iter().flat_map(|whole| &whole[1..]).copied().collect();
        let kept = joined.into_iter().enumerate().filter(|(number, _)| !gone.contains(number));
        kept.map(|(_, article)| article).collect()
    }

    /// The bodies after joining.
    fn joined(parts: &[Article]) -> Vec<Vec<String>> {
        let says: Vec<Says> = parts.iter().map(|part| Says::of(part, &[])).collect();
        let bodies = join(parts, &says).into_iter().map(|article| article.body);
        bodies.map(|body| body.iter().map(|block| block.text.to_string()).collect()).collect()
    }

    #[test]
    fn pages_that_say_their_numbers_become_one_article() {
        let parts = [
            part("a/2.txt", "Second.", "Page 2 of 3"),
            part("a/1.txt", "First.", "(page 1 of 3)"),
            part("a/3.txt", "Third.", "PAGE 3 OF 3"),
        ];
        assert_eq!(joined(&parts), [["First.", "Second.", "Third."]]);
        let parts = [
            titled("a/2.txt", "Second.", "The long road (2/2)"),
            titled("a/1.txt", "First.", "The long road (1/2)"),
        ];
        assert_eq!(joined(&parts), [["First.", "Second."]]);
    }

    #[test]
    fn pages_that_go_on_where_the_next_comes_from_become_one_article() {
        let mut parts = vec![
            part("a/3.txt", "Third.", "Continued from page 1"),
            part("a/1.txt", "First.", "Continued on page 4"),
        ];
        assert_eq!(joined(&parts), [["First.", "Third."]]);
        let mut middle = part("a/2.txt", "Second.", "Continued from A1");
        let on = Block { text: SafeText::body("Continued on page 7"), ..middle.body[0].clone() };
        middle.body.push(on);
        parts[0] = part("a/3.txt", "Third.", "Continued from page 4");
        parts.push(middle);
        assert_eq!(joined(&parts), [["First.", "Second.", "Third."]], "what says so is no text");
    }

    #[test]
    fn pages_of_one_address_become_one_article() {
        let url = "https://a.example/road";
        let parts = [
            addressed("a/x.html", "Second.", "https://a.example/road?page=2"),
            addressed("a/y.html", "First.", url),
        ];
        assert_eq!(joined(&parts), [["First.", "Second."]]);
        let third = addressed("a/z.html", "Third.", "https://a.example/road?page=3");
        assert_eq!(joined(&[parts[1].clone(), third]).len(), 2, "the second page is missing");
        let again = addressed("a/z.html", "Once more.", url);
        assert_eq!(joined(&[parts[1].clone(), again]).len(), 2, "one address, saved twice");
    }

    #[test]
    fn pages_that_link_to_one_another_become_one_article() {
        let url = |name: &str| format!("https://a.example/road/{name}");
        let page = |name: &str, previous: Option<&str>, next: Option<&str>| {
            let neighbours = Neighbours { previous: previous.map(url), next: next.map(url) };
            (addressed(&format!("a/{name}.html"), &format!("Text {name}."), &url(name)), neighbours)
        };
        let linked = |pages: &[(Article, Neighbours)]| -> Vec<String> {
            let says = pages.iter().map(|(page, neighbours)| Says::of(page, &[]).linked(neighbours));
            let (says, parts): (Vec<Says>, Vec<Article>) =
                says.zip(pages.iter().map(|(page, _)| page.clone())).unzip();
            let body = |article: Article| {
                article.body.iter().map(|block| block.text.to_string()).collect::<String>()
            };
            let mut bodies: Vec<String> = join(&parts, &says).into_iter().map(body).collect();
            bodies.sort_unstable();
            bodies
        };
        let (a, b, c) =
            (page("a", None, Some("b")), page("b", Some("a"), Some("c")), page("c", Some("b"), None));
        for turned in [[&a, &b, &c], [&c, &a, &b], [&b, &c, &a]] {
            assert_eq!(linked(&turned.map(Clone::clone)), ["Text a.Text b.Text c."]);
        }
        let apart = |pages: &[(Article, Neighbours)]| assert_eq!(linked(pages).len(), pages.len());
        assert_eq!(linked(&[a.clone(), c.clone()]).len(), 2, "the page between is missing");
        apart(&[b.clone(), c.clone()]);
        apart(&[a.clone(), page("b", None, Some("c"))]);
        apart(&[a.clone(), b.clone(), b.clone()]);
        apart(&[page("a", Some("b"), Some("b")), page("b", Some("a"), Some("a"))]);
        apart(&[page("a", None, Some("a"))]);
        let on = |day: u8, (mut article, neighbours): (Article, Neighbours)| {
            let date = Date::day_of(2020, 5, day).expect("there is such a day");
            article.dates.published = Some(Dated { date, origin: DateOrigin::Page });
            (article, neighbours)
        };
        apart(&[on(1, a.clone()), on(2, page("b", Some("a"), None))]);
        assert_eq!(linked(&[on(1, a), on(1, page("b", Some("a"), None))]).len(), 1);
    }

    #[test]
    fn a_missing_page_another_folder_or_a_doubled_page_joins_nothing() {
        let first = part("a/1.txt", "First.", "Page 1 of 2");
        for other in [
            part("b/2.txt", "Second.", "Page 2 of 2"),
            part("a/3.txt", "Third.", "Page 3 of 3"),
            part("a/1b.txt", "Again.", "Page 1 of 2"),
            part("a/2.txt", "Second.", "See page 2 of 2 newspapers"),
            part("a/2.txt", "Second.", "Continued from page 1"),
        ] {
            assert_eq!(joined(&[first.clone(), other]).len(), 2);
        }
        let on = part("a/1.txt", "First.", "Continued on page 4");
        for other in [
            part("a/2.txt", "Second.", "Continued from page 5"),
            part("a/2.txt", "Second.", "Continued on page 4"),
            titled("a/2.txt", "Second.", "The long road"),
        ] {
            assert_eq!(joined(&[on.clone(), other]).len(), 2);
        }
    }

    proptest! {
        #[test]
        fn the_order_of_files_does_not_count(
            says in prop::collection::vec(
                prop::sample::select(&[
                    "Page 1 of 2", "Page 2 of 2", "Continued on page 2", "Continued from page 1",
                    "Continued on page 3", "Continued from page 2", "Page 1 of 3",
                ][..]),
                1..7,
            ),
            turn in 0..7_usize,
        ) {
            let numbered = says.iter().enumerate();
            let parts: Vec<Article> =
                numbered.map(|(number, says)| part(&format!("a/{number}"), &format!("Text {number}."), says)).collect();
            let mut turned = parts.clone();
            turned.rotate_left(turn % says.len());
            let sorted = |parts: &[Article]| {
                let mut bodies = joined(parts);
                bodies.sort_unstable();
                bodies
            };
            prop_assert_eq!(sorted(&turned), sorted(&parts));
        }
    }
}
