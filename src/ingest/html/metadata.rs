//! What a page states about its article: structured data, Open Graph, `meta`, `link` and `time`.
//!
//! Only what a page says in so many words is taken; what its text seems to say is read elsewhere.

use std::collections::HashMap;

use crate::article::{Date, DateOrigin, Dated};
use crate::ingest::Neighbours;
use crate::ingest::address::resolve;
use crate::ingest::draft::Stated;
use crate::ingest::forms::timestamps;

use super::headline;
use super::structured::{self, Structured};
use super::tag::Tag;
use super::tree::{Attribute, Node, Tree};

/// Names under which pages give the day of publication, best first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "cxenseparse:recs:publishtime",
    "date",
    "rnews:datepublished",
    "og:published_time",
    "originalpublicationdate",
    "article.published",
    "published-date",
    "release_date",
];

/// Names under which pages give the day of the last change.
const UPDATED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:modified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "modified_date",
];

/// Names under which pages give the authors.
const AUTHORS: &[&str] = &[
    "author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "article:author",
    "dc.contributor",
    "article:author_name",
    "cxenseparse:author",
    "rnews:author",
];

/// Names under which pages give the section.
const SECTIONS: &[&str] = &["article:section", "parsely-section", "og:section", "section", "article.section"];

/// What a page states.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// About its article.
    pub(super) stated: Stated,
    /// The text of the article.
    pub(super) body: Option<String>,
    /// Whether it says that it is one article.
    pub(super) is_article: bool,
    /// The pages around it.
    pub(super) neighbours: Neighbours,
}

/// Reads what a page states.
pub(super) fn read(tree: &Tree) -> Metadata {
    let scripts = tree.nodes.iter().enumerate().filter(|(_, node)| node.tag == Tag::Data);
    let texts = scripts.filter_map(|(at, _)| tree.inside(at).first()).map(|text| tree.text(text));
    let structured = structured::read(texts);
    let named = named(tree);
    let pick = |names: &[&str]| names.iter().find_map(|name| named.get(*name)).map(|text| (*text).to_owned());
    let published = date(structured.published.as_deref(), PUBLISHED, &named)
        .or_else(|| timed(tree))
        .map(|date| Dated { date, origin: DateOrigin::Metadata });
    let updated = date(structured.updated.as_deref(), UPDATED, &named)
        .filter(|updated| published.is_none_or(|published| *updated > published.date));
    let stated = Stated {
        headline: headline::read(tree, structured.headline.as_deref(), &named),
        kicker: structured.section.clone().or_else(|| pick(SECTIONS)),
        published,
        updated,
        byline: byline(&structured, &named),
        url: url(tree, &structured, &named),
        language: language(tree, &structured, &named),
        ..Stated::default()
    };
    let is_article = structured.headline.is_some()
        || named.get("og:type").is_some_and(|kind| kind.contains("article"))
        || named.contains_key("article:published_time");
    let neighbours = neighbours(tree, stated.url.as_deref());
    Metadata { stated, body: structured.body, is_article, neighbours }
}

/// The contents of the `meta` elements by name in small letters; the first of a name counts.
pub(super) type Named<'t> = HashMap<String, &'t str>;

fn named(tree: &Tree) -> Named<'_> {
    let mut contents = HashMap::new();
    for node in tree.nodes.iter().filter(|node| node.tag == Tag::Meta) {
        let Some(content) = tree.attribute(node, Attribute::Content).map(str::trim) else { continue };
        let names = [Attribute::Property, Attribute::Name, Attribute::ItemProperty, Attribute::HttpEquiv];
        for name in names.iter().filter_map(|name| tree.attribute(node, *name)) {
            if !content.is_empty() {
                contents.entry(name.trim().to_ascii_lowercase()).or_insert(content);
            }
        }
    }
    contents
}

fn date(structured: Option<&str>, keys: &[&str], named: &Named<'_>) -> Option<Date> {
    let given = keys.iter().filter_map(|name| named.get(*name).copied());
    structured.into_iter().chain(given).find_map(timestamps::timestamp)
}

/// The first `time` element that is marked as the publication, or stands alone.
fn timed(tree: &Tree) -> Option<Date> {
    let times: Vec<&Node> = tree.nodes.iter().filter(|node| node.tag == Tag::Time).collect();
    let marked = |node: &&&Node| {
        let property = tree.attribute(node, Attribute::ItemProperty).unwrap_or_default();
        let class = tree.attribute(node, Attribute::Class).unwrap_or_default();
        property.contains("datePublished") || class.contains("publish") || class.contains("entry-date")
    };
    let chosen = times.iter().find(marked).or_else(|| times.first().filter(|_| times.len() == 1))?;
    timestamps::timestamp(tree.attribute(chosen, Attribute::DateTime)?)
}

fn byline(structured: &Structured, named: &Named<'_>) -> Option<String> {
    let bare = |name: &str| {
        let name = name.trim();
        let opened = name.get(..3).is_some_and(|opening| opening.eq_ignore_ascii_case("by "));
        let name = if opened { name.get(3..).unwrap_or_default() } else { name };
        let is_address = name.contains("://") || name.starts_with("www.") || name.starts_with('@');
        (!name.is_empty() && !is_address && name.len() <= 200).then(|| name.trim().to_owned())
    };
    let mut authors: Vec<String> = structured.authors.iter().filter_map(|name| bare(name)).collect();
    authors.dedup();
    if authors.is_empty() {
        return AUTHORS.iter().filter_map(|name| named.get(*name)).find_map(|name| bare(name));
    }
    Some(authors.join(", "))
}

/// The pages around the page at this address.
fn neighbours(tree: &Tree, url: Option<&str>) -> Neighbours {
    let linked =
        |names: &[&str]| names.iter().find_map(|name| related(tree, name, &[Tag::Relation, Tag::Link]));
    let whole = |address: &str| resolve(address.trim(), url);
    Neighbours { previous: linked(&["prev", "previous"]).map(whole), next: linked(&["next"]).map(whole) }
}

/// The address of the first of such elements with this relation to the page.
fn related<'t>(tree: &'t Tree, name: &str, tags: &[Tag]) -> Option<&'t str> {
    let is_named = |node: &&Node| {
        let rel = || tree.attribute(node, Attribute::Rel).unwrap_or_default();
        tags.contains(&node.tag) && rel().split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case(name))
    };
    tree.nodes.iter().find(is_named).and_then(|node| tree.attribute(node, Attribute::Href))
}

/// The address of the page, where it gives a whole one.
fn url(tree: &Tree, structured: &Structured, named: &Named<'_>) -> Option<String> {
    let canonical = related(tree, "canonical", &[Tag::Relation]);
    let given = [canonical, named.get("og:url").copied(), structured.url.as_deref()];
    let whole = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    given.into_iter().flatten().map(str::trim).find(whole).map(str::to_owned)
}

fn language(tree: &Tree, structured: &Structured, named: &Named<'_>) -> Option<String> {
    let root = tree.nodes.iter().filter(|node| node.tag == Tag::Root);
    let declared =
        root.filter_map(|node| tree.attribute(node, Attribute::Language)).find(|tag| !tag.trim().is_empty());
    let given = [
        declared,
        structured.language.as_deref(),
        named.get("content-language").copied(),
        named.get("og:locale").copied(),
    ];
    given.into_iter().flatten().find_map(tag)
}

/// A language tag in the case that is usual: `en`, `pt-BR`, `zh-Hant`.
fn tag(written: &str) -> Option<String> {
    let written = written.trim().replace('_', "-");
    let mut parts = written.split('-');
    let is_language = |part: &&str| {
        (2..=3).contains(&part.len()) && part.bytes().all(|letter| letter.is_ascii_alphabetic())
    };
    let mut tag = parts.next().filter(is_language)?.to_ascii_lowercase();
    for part in parts.take(2) {
        if !(2..=8).contains(&part.len()) || !part.bytes().all(|letter| letter.is_ascii_alphanumeric()) {
            break;
        }
        tag.push('-');
        match part.len() {
            2 => tag.push_str(&part.to_ascii_uppercase()),
            4 => {
                let (first, rest) = part.split_at(1);
                tag.push_str(&first.to_ascii_uppercase());
                tag.push_str(&rest.to_ascii_lowercase());
            }
            _ => tag.push_str(part),
        }
    }
    Some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::html::parse::parse;

    fn read(html: &str) -> Metadata {
        super::read(&parse(html))
    }

    #[test]
    fn the_day_of_publication_is_found_under_each_name() {
        let table = [
            ("<meta property='article:published_time' content='2023-11-10T08:00:00Z'>", Some("2023-11-10")),
            ("<meta name=date content='10 Nov 2023'>", Some("2023-11-10")),
            ("<meta itemprop=datePublished content=2023-11-10>", Some("2023-11-10")),
            ("<time datetime=2023-11-10>Friday</time>", Some("2023-11-10")),
            (
                "<time datetime=2020-01-01></time><time class=published datetime=2023-11-10>",
                Some("2023-11-10"),
            ),
            ("<time datetime=2020-01-01></time><time datetime=2023-11-10></time>", None),
            ("<meta name=date content=03/04/2023>", None),
            ("<meta name=date content=soon>", None),
        ];
        for (html, expected) in table {
            let found = read(html).stated.published.map(|dated| dated.date.to_string());
            assert_eq!(found.as_deref(), expected, "{html}");
        }
    }

    #[test]
    fn the_better_name_counts_and_an_update_must_be_later() {
        let page = |updated: &str| {
            read(&format!(
                "<meta name=date content=2023-11-12><meta name=pubdate content=2023-11-10>\
                 <meta property='og:updated_time' content='{updated}'>"
            ))
        };
        let stated = page("2023-11-11").stated;
        assert_eq!(stated.published.map(|dated| dated.date.to_string()).as_deref(), Some("2023-11-10"));
        assert_eq!(stated.updated.map(|date| date.to_string()).as_deref(), Some("2023-11-11"));
        assert_eq!(page("2023-11-10").stated.updated, None);
    }

    #[test]
    fn authors_are_names_and_no_addresses() {
        let table = [
            ("<meta name=author content='By Jane Doe'>", Some("Jane Doe")),
            ("<meta property='article:author' content='https://example.org/jane'>", None),
            ("<meta name=author content=''><meta name=byl content='Jane Doe'>", Some("Jane Doe")),
            ("<meta name=author content='@jane'>", None),
        ];
        for (html, expected) in table {
            assert_eq!(read(html).stated.byline.as_deref(), expected, "{html}");
        }
    }

    #[test]
    fn only_whole_addresses_count_and_the_canonical_one_first() {
        let table = [
            (
                "<link rel=canonical href=https://example.org/a><meta property=og:url content=https://example.org/b>",
                Some("https://example.org/a"),
            ),
            (
                "<link rel=canonical href=/a><meta property=og:url content=https://example.org/b>",
                Some("https://example.org/b"),
            ),
            ("<link rel=canonical href='javascript:a()'>", None),
            ("<link rel=stylesheet href=https://example.org/style>", None),
        ];
        for (html, expected) in table {
            assert_eq!(read(html).stated.url.as_deref(), expected, "{html}");
        }
    }

    #[test]
    fn languages_are_tags_in_their_usual_case() {
        let table = [
            ("<html lang=EN_us>", Some("en-US")),
            ("<html lang=zh-hant-tw>", Some("zh-Hant-TW")),
            ("<meta http-equiv=content-language content=fr>", Some("fr")),
            ("<html lang=english>", None),
        ];
        for (html, expected) in table {
            assert_eq!(read(html).stated.language.as_deref(), expected, "{html}");
        }
    }
}
