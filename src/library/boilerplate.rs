//! Finds what a site puts on every page: text that stands in many articles of one folder which otherwise have
//! nothing in common. It is folded away with its count as the reason; ids stay, as they were made before.
//!
//! Copies of one article share most of their text and count once. A sentence that recurs in the midst of a few
//! articles, as a quoted line or a paragraph of background does, stays where it is.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::compared::Compared;
use crate::article::{Article, ArticleId, Block, Headline, HeadlineOrigin, Removed, RemovedKind};
use crate::text::{self, SafeText};

/// Text at the edge of so many different articles is the site's.
const AT_EDGES: usize = 3;
/// Of a thousand articles of a folder so many must have a text at their edge: in large folders a sentence ends
/// three articles by chance.
const EDGE_SHARE: usize = 4;
/// Text in the midst of so many different articles may be the site's.
const IN_MIDST: usize = 6;
/// Of a hundred articles of a folder so many must have a text in their midst that is the site's.
const MIDST_SHARE: usize = 30;
/// The longest text in the midst of articles that is taken for the site's, in bytes. Background is longer.
const LONGEST_IN_MIDST: u32 = 300;
/// So many articles are compared to learn how many different ones have a text.
const COMPARED: usize = 40;
/// One heading over so many different articles is the site's or a column's.
const SAME_HEADLINE: usize = 4;

/// What is the site's in the articles of each folder.
#[derive(Debug, Default)]
pub(super) struct Sites(HashMap<u32, Site>);

/// What is the site's in the articles of one folder.
#[derive(Debug, Default)]
struct Site {
    /// The texts, with the number of articles they stand in.
    texts: HashMap<u64, usize>,
    /// The headlines, with the number of articles they stand over.
    labels: HashMap<u64, usize>,
}

impl Sites {
    /// Finds it by the outlines of all articles, each with the number of its folder.
    pub(super) fn among<'a>(outlines: impl Iterator<Item = (u32, &'a Outline)>) -> Self {
        let mut folders: HashMap<u32, Vec<&Outline>> = HashMap::new();
        for (folder, outline) in outlines {
            folders.entry(folder).or_default().push(outline);
        }
        folders.retain(|_, members| members.len() >= AT_EDGES);
        let sites =
            folders.into_iter().map(|(folder, members)| (folder, Folder { outlines: &members }.site()));
        Self(sites.collect())
    }

    /// Whether an article has anything of the site's.
    pub(super) fn concern(&self, folder: u32, outline: &Outline) -> bool {
        self.0.get(&folder).is_some_and(|site| site.concerns(outline))
    }

    /// Folds what is the site's out of an article, if something is left then. Says whether it changed.
    pub(super) fn fold(&self, folder: u32, article: &mut Article) -> bool {
        self.0.get(&folder).is_some_and(|site| site.fold(article))
    }
}

/// The texts of one article as keys, in order, the blocks of its body with their lengths in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Outline {
    /// The article.
    pub(super) id: ArticleId,
    headline: u64,
    pub(super) blocks: Box<[(u64, u32)]>,
}

impl Outline {
    /// The outline of an article.
    pub(super) fn of(article: &Article) -> Self {
        let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let blocks = article.body.iter().map(|block| (key(&block.text), length(&block.text)));
        Self { id: article.id, headline: key(&article.headline.text), blocks: blocks.collect() }
    }
}

/// What a text says, apart from case, accents, punctuation and white space.
fn key(text: &str) -> u64 {
    xxh3_64(text::letters(text).as_bytes())
}

/// Where a text stands in the articles of a folder.
#[derive(Debug, Default)]
struct Standing {
    articles: Vec<usize>,
    length: u32,
}

/// The articles of a folder.
struct Folder<'a> {
    outlines: &'a [&'a Outline],
}

impl Folder<'_> {
    fn site(&self) -> Site {
        Site { texts: self.texts(), labels: self.labels() }
    }

    fn texts(&self) -> HashMap<u64, usize> {
        let standings = self.standings();
        let different = self.different_for_each(&standings);
        let at_edges = self.at_edges(&|key| different.get(key).is_some_and(|count| *count >= AT_EDGES));
        let mut texts = HashMap::new();
        for (key, standing) in &standings {
            let count = different.get(key).copied().unwrap_or_default();
            let at_edges = at_edges.get(key).copied().unwrap_or_default();
            let everywhere = count >= IN_MIDST
                && count * 100 >= self.outlines.len() * MIDST_SHARE
                && standing.length <= LONGEST_IN_MIDST;
            let often = count >= AT_EDGES && count * 1000 >= self.outlines.len() * EDGE_SHARE;
            if (often && at_edges * 10 >= standing.articles.len() * 9) || everywhere {
                texts.insert(*key, standing.articles.len());
            }
        }
        texts
    }

    /// The texts that stand in so many articles that they may be the site's.
    fn standings(&self) -> HashMap<u64, Standing> {
        let blocks = || self.outlines.iter().flat_map(|outline| &outline.blocks);
        // Nearly all texts stand in one article, and are not to take memory beyond their keys.
        let mut keys: Vec<u64> = blocks().map(|(key, _)| *key).collect();
        keys.sort_unstable();
        let often = keys.chunk_by(|one, other| one == other).filter(|run| run.len() >= AT_EDGES);
        let mut standings: HashMap<u64, Standing> =
            often.filter_map(|run| Some((*run.first()?, Standing::default()))).collect();
        drop(keys);
        for (number, outline) in self.outlines.iter().enumerate() {
            for (key, length) in &outline.blocks {
                let Some(standing) = standings.get_mut(key) else { continue };
                standing.length = *length;
                if standing.articles.last() != Some(&number) {
                    standing.articles.push(number);
                }
            }
        }
        standings.retain(|_, standing| standing.articles.len() >= AT_EDGES);
        standings
    }

    fn labels(&self) -> HashMap<u64, usize> {
        let mut bearing: Vec<(u64, usize)> =
            self.outlines.iter().enumerate().map(|(number, outline)| (outline.headline, number)).collect();
        bearing.sort_unstable();
        let several = bearing.chunk_by(|(one, _), (other, _)| one == other);
        let label = |run: &[(u64, usize)]| {
            let numbers: Vec<usize> = run.iter().map(|(_, number)| *number).collect();
            let key = run.first()?.0;
            (self.compared(&numbers).different(0) >= SAME_HEADLINE).then_some((key, numbers.len()))
        };
        several.filter(|run| run.len() >= SAME_HEADLINE).filter_map(label).collect()
    }

    /// In how many different articles each text stands. Texts that stand in the same articles are looked at together, as
    /// all of a page do that was saved several times.
    fn different_for_each(&self, standings: &HashMap<u64, Standing>) -> HashMap<u64, usize> {
        let mut together: Vec<(&[usize], u64)> =
            standings.iter().map(|(key, standing)| (&*standing.articles, *key)).collect();
        together.sort_unstable();
        let mut different = HashMap::with_capacity(together.len());
        for texts in together.chunk_by(|(one, _), (other, _)| one == other) {
            let Some((numbers, _)) = texts.first() else { continue };
            let mut compared = self.compared(numbers);
            different.extend(texts.iter().map(|(_, key)| (*key, compared.different(*key))));
        }
        different
    }

    /// Those of the articles with the lowest ids, to be compared.
    fn compared(&self, numbers: &[usize]) -> Compared {
        let mut members: Vec<&Outline> =
            numbers.iter().filter_map(|&number| self.outlines.get(number)).copied().collect();
        members.sort_by_key(|outline| outline.id);
        members.dedup_by_key(|outline| outline.id);
        members.truncate(COMPARED);
        Compared::new(members.into_iter())
    }

    /// At an end of how many articles each text stands, with nothing but what recurs between it and that end. Articles of
    /// which everything recurs do not count.
    fn at_edges(&self, recurs: &impl Fn(&u64) -> bool) -> HashMap<u64, usize> {
        let mut counts = HashMap::new();
        for outline in self.outlines {
            let keys = || outline.blocks.iter().map(|(key, _)| *key);
            let first = keys().take_while(recurs).collect::<Vec<_>>();
            if first.len() == outline.blocks.len() {
                continue;
            }
            let last = outline.blocks.iter().rev().map(|(key, _)| *key).take_while(recurs);
            let at_ends: HashSet<u64> = first.into_iter().chain(last).collect();
            for key in at_ends {
                *counts.entry(key).or_default() += 1;
            }
        }
        counts
    }
}

impl Site {
    fn concerns(&self, outline: &Outline) -> bool {
        self.labels.contains_key(&outline.headline)
            || outline.blocks.iter().any(|(key, _)| self.texts.contains_key(key))
    }

    fn fold(&self, article: &mut Article) -> bool {
        let outline = Outline::of(article);
        let is_sites = |key: &u64| self.texts.contains_key(key);
        let some = outline.blocks.iter().any(|(key, _)| is_sites(key));
        let all = outline.blocks.iter().all(|(key, _)| is_sites(key));
        let mut changed = false;
        if some && !all {
            let body = std::mem::take(&mut article.body);
            for (block, (key, _)) in body.into_iter().zip(&outline.blocks) {
                match self.texts.get(key) {
                    Some(count) => article.removed.push(removed(&block, *count)),
                    None => article.body.push(block),
                }
            }
            changed = true;
        }
        if let Some(count) = self.labels.get(&outline.headline) {
            changed |= replace_headline(article, *count);
        }
        if changed {
            article.removed.sort_by_key(|removed| removed.lines);
        }
        changed
    }
}

fn removed(block: &Block, count: usize) -> Removed {
    let why = SafeText::label(&format!("stands in {count} articles of this folder"));
    Removed { kind: RemovedKind::Boilerplate, text: SafeText::label(&block.text), lines: block.lines, why }
}

/// Puts the first point of the standfirst in the place of a headline that stands over many articles; the label
/// stays above it.
fn replace_headline(article: &mut Article, count: usize) -> bool {
    if article.headline.origin == HeadlineOrigin::Derived || article.standfirst.is_empty() {
        return false;
    }
    let next = article.standfirst.remove(0);
    let headline = Headline { text: next.text, origin: HeadlineOrigin::Page, lines: Some(next.lines) };
    let label = std::mem::replace(&mut article.headline, headline);
    if article.kicker.is_none() {
        article.kicker = Some(label.text);
    } else if let Some(lines) = label.lines {
        let why = SafeText::label(&format!("stands over {count} articles of this folder"));
        article.removed.push(Removed { kind: RemovedKind::Boilerplate, text: label.text, lines, why });
    }
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{Lines, Standfirst};

    /// An article in a folder, from its paragraphs.
    fn article(path: &str, paragraphs: &[&str]) -> Article {
        let headline = paragraphs.first().and_then(|text| text.split('.').next()).unwrap_or_default();
        let mut article = Article::plain(headline, paragraphs.iter().copied());
        article.source.path = path.into();
        article
    }

    fn folded(articles: &mut [Article]) -> Vec<usize> {
        let folder = |article: &Article| article.source.path.parent().map(ToOwned::to_owned);
        let folders: Vec<_> = articles.iter().map(folder).collect();
        let number = |of: &_| (0..).zip(&folders).find(|(_, known)| *known == of).unwrap().0;
        let folders: Vec<u32> = folders.iter().map(number).collect();
        let outlines: Vec<Outline> = articles.iter().map(Outline::of).collect();
        let sites = Sites::among(folders.iter().copied().zip(&outlines));
        let mut changed = Vec::new();
        for (number, article) in articles.iter_mut().enumerate() {
            if sites.fold(folders[number], article) {
                assert!(sites.concern(folders[number], &outlines[number]));
                changed.push(number);
            }
        }
        changed
    }

    fn bodies(articles: &[Article]) -> Vec<Vec<&str>> {
        articles
            .iter()
            .map(|article| article.body.iter().map(|block| block.text.as_str()).collect())
            .collect()
    }

    const ONE: &str = "The harbour of Port Blue was closed on Monday after a storm. Two ferries wait outside, \
                       and nobody knows when they may come in.";
    const TWO: &str = "Farmers in the north sold their olives early this year. The presses have worked day and \
                       night since the first week of October.";
    const THREE: &str = "A new bridge will join the two banks of the river in May. It was to be opened \
                         three years ago, before the company went broke.";
    const FOUR: &str = "The court heard three witnesses on the second day of the trial. None of them had seen \
                        the car before the evening of the fire.";
    const FOOT: &str = "The Example writes on ports since 1901.";

    #[test]
    fn what_stands_at_the_end_of_many_articles_is_folded() {
        let mut articles = [
            article("a/1", &[ONE, FOOT]),
            article("a/2", &[TWO, "Follow us.", FOOT]),
            article("a/3", &[THREE, "Follow us.", FOOT]),
            article("a/4", &[FOUR, "Follow us.", FOOT]),
        ];
        let ids: Vec<_> = articles.iter().map(|article| article.id).collect();
        assert_eq!(folded(&mut articles), [0, 1, 2, 3]);
        assert_eq!(bodies(&articles), [[ONE], [TWO], [THREE], [FOUR]]);
        assert_eq!(articles.iter().map(|article| article.id).collect::<Vec<_>>(), ids);
        let removed = &articles[3].removed[1];
        assert_eq!(
            (removed.kind, &*removed.why),
            (RemovedKind::Boilerplate, "stands in 4 articles of this folder")
        );
    }

    #[test]
    fn time_grows_with_the_page_and_not_with_its_square() {
        let saved = |edit: &str, blocks: u32| {
            let texts: Vec<String> =
                (0..blocks).map(|number| format!("Line {number} of a long page.")).collect();
            article("a/1", &texts.iter().map(|text| &**text).chain([edit]).collect::<Vec<_>>())
        };
        let time = |blocks| {
            let pages = ["One.", "Two.", "Three."].map(|edit| Outline::of(&saved(edit, blocks)));
            let start = std::time::Instant::now();
            let sites = Sites::among(pages.iter().map(|outline| (0, outline)));
            assert!(!sites.concern(0, &pages[0]), "they are copies");
            start.elapsed()
        };
        let (short, long) = (time(2_000), time(40_000));
        assert!(long < short * 200, "{short:?} {long:?}");
    }

    #[test]
    fn copies_of_one_article_are_not_emptied() {
        let mut articles: Vec<Article> =
            (0..6).map(|number| article(&format!("a/{number}"), &[ONE, TWO, THREE])).collect();
        articles.push(article("a/x", &[FOUR, TWO, THREE]));
        assert!(folded(&mut articles).is_empty());
    }

    #[test]
    fn a_quoted_line_amid_some_articles_stays() {
        let quote = "“We know nothing of that,” the minister said.";
        let mut articles = [
            article("a/1", &[ONE, quote, TWO]),
            article("a/2", &[THREE, quote, FOUR]),
            article("a/3", &["Ships wait outside the port.", quote, "The ferry sails again."]),
            article("a/4", &["Prices fell again.", "Nobody knows why."]),
        ];
        assert!(folded(&mut articles).is_empty());
    }

    #[test]
    fn other_folders_do_not_count() {
        let mut articles =
            [article("a/1", &[ONE, FOOT]), article("b/2", &[TWO, FOOT]), article("c/3", &[THREE, FOOT])];
        assert!(folded(&mut articles).is_empty());
    }

    #[test]
    fn a_label_over_many_articles_gives_way_to_their_headlines() {
        let mut articles: Vec<Article> = [ONE, TWO, THREE, FOUR]
            .iter()
            .zip(["One", "Two", "Three", "Four"])
            .map(|(body, title)| {
                let mut article = article("a/x", &[body]);
                article.headline.text = SafeText::label("The Example");
                article.standfirst = vec![Standfirst { text: SafeText::label(title), lines: Lines::one(2) }];
                article
            })
            .collect();
        folded(&mut articles);
        let headlines: Vec<&str> = articles.iter().map(|article| &*article.headline.text).collect();
        assert_eq!(headlines, ["One", "Two", "Three", "Four"]);
        assert!(articles.iter().all(|article| article.kicker.as_deref() == Some("The Example")));
    }

    proptest! {
        #[test]
        fn the_order_of_files_does_not_count(
            bodies in prop::collection::vec(prop::collection::vec(0..12_u8, 1..6), 1..12),
            turn in 0..12_usize,
        ) {
            let texts: Vec<String> = (0..12).map(|number| format!("Sentence number {number} of the day.")).collect();
            let make = |(number, body): (usize, &Vec<u8>)| {
                let paragraphs: Vec<&str> = body.iter().map(|text| &*texts[usize::from(*text)]).collect();
                article(&format!("a/{number}"), &paragraphs)
            };
            let mut straight: Vec<Article> = bodies.iter().enumerate().map(make).collect();
            let mut turned = straight.clone();
            turned.rotate_left(turn % bodies.len());
            folded(&mut straight);
            folded(&mut turned);
            turned.rotate_right(turn % bodies.len());
            prop_assert_eq!(straight, turned);
        }
    }
}
