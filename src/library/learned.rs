//! The home countries of sources, learned from what their own articles are about.
//!
//! Everything is counted anew from all articles whenever they are put together, so that the order in which they were
//! read does not matter.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;
use std::path::Path;

use crate::article::{Article, ArticleId};
use crate::classify::Home;
use crate::ingest::Format;

/// The fewest articles a home is learned from.
const LEAST_ARTICLES: usize = 5;
/// Of so many articles, one more counted against them, ...
const OF: usize = 5;
/// ... so many must be sure of one country. A paper of the world's news reaches three in five with its largest.
const SHARE: usize = 4;

/// What articles come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    /// A site, by its host.
    Host(String),
    /// A file of many articles, or a folder of files.
    Place(std::path::PathBuf),
}

impl Origin {
    /// The site an article's address names; else the file, where it is one of many articles, or the file's folder.
    pub(super) fn of(article: &Article, format: Option<Format>) -> Self {
        if let Some(host) = article.url.as_deref().and_then(host) {
            return Self::Host(host);
        }
        let path = &article.source.path;
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::Place(if format.is_some_and(holds_many) { path } else { folder }.to_owned())
    }
}

/// The home of each origin that has a clear one. Each article is counted once however often it was saved.
pub(super) fn homes<O: Copy + Eq + Hash>(
    articles: impl Iterator<Item = (O, ArticleId, Home)>,
) -> HashMap<O, Home> {
    let mut seen = HashSet::new();
    let mut counts: HashMap<O, BTreeMap<Home, usize>> = HashMap::new();
    for (origin, id, home) in articles {
        if seen.insert((origin, id)) {
            *counts.entry(origin).or_default().entry(home).or_default() += 1;
        }
    }
    counts.into_iter().filter_map(|(origin, counts)| Some((origin, clear(&counts)?))).collect()
}

/// The country that nearly all articles are sure of, if there are enough of them.
fn clear(counts: &BTreeMap<Home, usize>) -> Option<Home> {
    let all: usize = counts.values().sum();
    let (home, most) = counts.iter().max_by_key(|(_, count)| **count)?;
    let clear = all >= LEAST_ARTICLES && most * OF >= (all + 1) * SHARE;
    clear.then(|| home.learned_from(*most))
}

/// The host of an address, in small letters and without `www.`.
fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let named = authority.rsplit('@').next()?.to_lowercase();
    let host = named.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// Whether a file of this format is a source by itself.
fn holds_many(format: Format) -> bool {
    match format {
        Format::Feed
        | Format::Mbox
        | Format::Json
        | Format::JsonLines
        | Format::Table
        | Format::Book
        | Format::WebArchive => true,
        Format::Text | Format::Html | Format::Mhtml | Format::Mail | Format::Note => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::Tagger;
    use crate::library::samples::article;

    fn named(name: &str) -> Home {
        Tagger::new().home(name).unwrap()
    }

    fn learned(countries: &[(&str, usize)]) -> Option<Home> {
        let origin = Origin::Host("paper.example".to_owned());
        let all = countries.iter().flat_map(|(name, count)| std::iter::repeat_n(named(name), *count));
        let numbered = all.enumerate();
        let id = |number: usize| ArticleId::of_body([number.to_string().as_str()]);
        homes(numbered.map(|(number, home)| (&origin, id(number), home))).get(&&origin).copied()
    }

    #[test]
    fn a_home_needs_enough_articles_and_a_clear_share_of_them() {
        for (countries, home) in [
            (&[("US", 4)][..], None),
            (&[("US", 5)], Some(("US", 5))),
            (&[("US", 8), ("FR", 1)], Some(("US", 8))),
            (&[("US", 7), ("FR", 2)], None),
            (&[("US", 61), ("CA", 10), ("GB", 10), ("JP", 19)], None),
            (&[("NE", 90), ("NG", 10)], Some(("NE", 90))),
            (&[], None),
        ] {
            let expected = home.map(|(name, articles)| named(name).learned_from(articles));
            assert_eq!(learned(countries), expected, "{countries:?}");
        }
    }

    #[test]
    fn one_article_saved_often_counts_once() {
        let origin = Origin::Host("paper.example".to_owned());
        let saved = (0..9).map(|_| (&origin, ArticleId::of_body(["body"]), named("US")));
        assert!(homes(saved).is_empty());
    }

    #[test]
    fn an_article_comes_from_its_site_else_from_its_file_or_folder() {
        let of = |path: &str, url: Option<&str>, format| {
            let mut article = article(path, "It rained.");
            article.url = url.map(crate::text::SafeText::label);
            Origin::of(&article, Some(format))
        };
        let host = |name: &str| Origin::Host(name.to_owned());
        for (url, expected) in [
            ("https://www.Paper.example/a?b#c", "paper.example"),
            ("http://me@paper.example:8080", "paper.example"),
        ] {
            assert_eq!(of("a/b.txt", Some(url), Format::Text), host(expected), "{url}");
        }
        let place = |path: &str| Origin::Place(path.into());
        assert_eq!(of("a/b.txt", Some("nothing"), Format::Text), place("a"));
        assert_eq!(of("a/b.txt", None, Format::Text), place("a"));
        assert_eq!(of("a/b.jsonl", None, Format::JsonLines), place("a/b.jsonl"));
        assert_eq!(of("b.txt", None, Format::Html), place(""));
    }
}
