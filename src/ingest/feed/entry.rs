//! One entry of a feed in any vocabulary: which element is its title, its address, its dates, its text.

use std::cmp::Reverse;

use super::markup::Markup;
use super::space::Space;
use super::xml::Element;
use crate::article::{Date, Lines};
use crate::ingest::address;
use crate::ingest::forms::timestamps::timestamp;

/// What an entry states.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The headline, which may be HTML.
    pub(super) title: Option<Markup>,
    /// The address of the article.
    pub(super) link: Option<String>,
    /// When it was published.
    pub(super) published: Option<Date>,
    /// When it was last changed.
    pub(super) updated: Option<Date>,
    /// A date as printed that is none in any form known, where no other of its sort could be read.
    pub(super) unread_date: Option<String>,
    /// The authors by name.
    pub(super) byline: Option<String>,
    /// The language as a BCP 47 tag.
    pub(super) language: Option<String>,
    /// The fullest text.
    pub(super) text: Option<Markup>,
    /// A summary beside the text.
    pub(super) summary: Option<Markup>,
    /// The lines of the feed it stands on.
    pub(super) lines: Lines,
}

/// What an entry takes over from the elements around it.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// The address that relative ones start from.
    pub(super) base: Option<String>,
    /// The language around it.
    pub(super) language: Option<String>,
    /// The authors of the whole feed.
    pub(super) byline: Option<String>,
}

impl Context {
    /// The context within an element.
    pub(super) fn within(&self, element: &Element) -> Self {
        let mut inner = self.clone();
        if let Some(base) = element.attribute("xml:base") {
            inner.base = Some(address::resolve(base, self.base.as_deref()));
        }
        if let Some(language) = element.attribute("xml:lang") {
            inner.language = Some(language.trim().to_owned()).filter(|language| !language.is_empty());
        }
        inner
    }
}

/// Reads an entry; `document` is the whole feed.
pub(super) fn read(element: &Element, context: &Context, document: &str) -> Entry {
    let context = context.within(element);
    let texts = texts(element, document);
    let text = texts.first().cloned();
    let summary =
        texts.into_iter().nth(1).filter(|second| Some(second.plain()) != text.as_ref().map(Markup::plain));
    let published = dates(element, published_rank);
    let updated = dates(element, updated_rank);
    Entry {
        title: title(element, document),
        link: link(element, &context),
        unread_date: published
            .unread
            .or(updated.unread)
            .filter(|_| published.date.or(updated.date).is_none()),
        published: published.date,
        updated: updated.date,
        byline: byline(element).or_else(|| context.byline.clone()),
        language: language(element).or_else(|| context.language.clone()),
        text,
        summary,
        lines: element.lines,
    }
}

/// The best title; several vocabularies may give one.
pub(super) fn title(element: &Element, document: &str) -> Option<Markup> {
    let rank = |child: &Element| match (child.space, child.name.as_str()) {
        (Space::Core, "title") => Some(3),
        (Space::DublinCore, "title") => Some(2),
        (Space::Media | Space::Podcast, "title") => Some(1),
        _ => None,
    };
    ranked(element, rank).into_iter().map(|child| Markup::of(child, document)).find(|title| !title.is_blank())
}

/// The children with a rank, best first, else in the order of the document.
fn ranked(element: &Element, rank: impl Fn(&Element) -> Option<u8>) -> Vec<&Element> {
    let ranks = element.children.iter().filter_map(|child| Some((rank(child)?, child)));
    let mut ranks: Vec<(u8, &Element)> = ranks.collect();
    ranks.sort_by_key(|(rank, _)| Reverse(*rank));
    ranks.into_iter().map(|(_, child)| child).collect()
}

/// The texts of an entry, the fullest first: one meant as its content unless a summary says twice as much.
fn texts(element: &Element, document: &str) -> Vec<Markup> {
    let rank = |child: &Element| match (child.space, child.name.as_str()) {
        (Space::Content, "encoded") => Some(6),
        (Space::Core, "content" | "fullitem") if child.attribute("src").is_none() => Some(5),
        (Space::Html, "body" | "div") => Some(4),
        (Space::Core, "description") => Some(3),
        (Space::Core, "summary" | "abstract") => Some(2),
        (Space::DublinCore | Space::Media | Space::Podcast, "description" | "summary" | "abstract") => {
            Some(1)
        }
        _ => None,
    };
    let found = ranked(element, rank).into_iter().filter(|child| is_text(child));
    let mut texts: Vec<Markup> = found.map(|child| Markup::of(child, document)).collect();
    texts.retain(|text| !text.is_blank());
    let fuller = |texts: &[Markup]| {
        let first = texts.first()?.plain().len();
        texts.iter().position(|text| text.plain().len() > 2 * first)
    };
    if let Some(fuller) = fuller(&texts) {
        texts.swap(0, fuller);
    }
    texts
}

/// Content may also be a picture or a sound.
fn is_text(element: &Element) -> bool {
    let kind = element.attribute("type").unwrap_or_default();
    !["image/", "audio/", "video/"].iter().any(|medium| kind.starts_with(medium))
}

/// The address of the article: the publisher's own where a service stands between, the alternate of Atom, the link of
/// RSS, a permanent id, the address the entry is named by.
pub(super) fn link(element: &Element, context: &Context) -> Option<String> {
    let links = element.children.iter().filter_map(|child| Some((link_rank(child)?, child)));
    let mut links: Vec<(u8, &Element)> = links.collect();
    links.sort_by_key(|(rank, _)| Reverse(*rank));
    let stated = links.into_iter().map(|(_, child)| {
        let context = context.within(child);
        (child.attribute("href").unwrap_or(&child.text).trim().to_owned(), context.base)
    });
    let named = ["href", "rdf:about"].into_iter().filter_map(|name| element.attribute(name));
    let named = named.map(|address| (address.trim().to_owned(), context.base.clone()));
    let (address, base) = stated.chain(named).find(|(address, _)| !address.is_empty())?;
    Some(address::resolve(&address, base.as_deref()))
}

fn link_rank(child: &Element) -> Option<u8> {
    let is_address = || address::is_absolute(child.text.trim());
    match (child.space, child.name.as_str()) {
        (Space::Other, "origlink") => Some(9),
        (Space::Core, "link") => match child.attribute("rel").unwrap_or("alternate") {
            "alternate" | "" => Some(if is_page(child) { 8 } else { 7 }),
            _ => None,
        },
        (Space::Core, "guid") => match child.attribute("ispermalink") {
            Some("false") => None,
            Some(_) => Some(6),
            None => is_address().then_some(5),
        },
        (Space::Core, "id") => is_address().then_some(4),
        _ => None,
    }
}

/// Whether a link leads to a page, as far as it says.
fn is_page(link: &Element) -> bool {
    link.attribute("type").is_none_or(|kind| kind.is_empty() || kind.contains("html"))
}

/// A date, or how the one that could not be read is printed.
#[derive(Debug, Default)]
struct Found {
    date: Option<Date>,
    unread: Option<String>,
}

fn dates(element: &Element, rank: impl Fn(Space, &str) -> Option<u8>) -> Found {
    let mut best: Option<(u8, Date)> = None;
    let mut unread = None;
    let children =
        element.children.iter().map(|child| (child.space, child.name.as_str(), child.text.as_str()));
    let attributes = element
        .attributes
        .iter()
        .map(|attribute| (Space::Core, attribute.name.as_str(), attribute.value.as_str()));
    for (space, name, text) in children.chain(attributes) {
        let Some(rank) = rank(space, name).filter(|_| !text.trim().is_empty()) else { continue };
        match timestamp(text) {
            // Of several of one name the last one counts.
            Some(date) if best.is_none_or(|(known, _)| rank >= known) => best = Some((rank, date)),
            Some(_) => {}
            None => unread = Some(text.trim().to_owned()),
        }
    }
    Found { date: best.map(|(_, date)| date), unread }
}

fn published_rank(space: Space, name: &str) -> Option<u8> {
    match (space, name) {
        (Space::Core, "published" | "pubdate") => Some(5),
        (Space::Core | Space::DublinCore, "issued") => Some(4),
        (Space::DublinCore, "date" | "available") => Some(3),
        (Space::Core | Space::DublinCore, "created") => Some(2),
        (Space::Core, "date") => Some(1),
        _ => None,
    }
}

fn updated_rank(space: Space, name: &str) -> Option<u8> {
    match (space, name) {
        (Space::Core, "updated") => Some(3),
        (Space::Core | Space::DublinCore, "modified") => Some(2),
        (Space::Core, "lastmod" | "lastbuilddate") => Some(1),
        _ => None,
    }
}

/// The names of the authors, each once.
pub(super) fn byline(element: &Element) -> Option<String> {
    let rank = |child: &Element| match (child.space, child.name.as_str()) {
        (Space::DublinCore, "creator") => Some(3),
        (Space::Core, "author") => Some(2),
        (Space::Podcast, "author") => Some(1),
        _ => None,
    };
    let found = ranked(element, rank);
    let best = found.first().and_then(|child| rank(child));
    let mut names: Vec<String> = Vec::new();
    for name in found.into_iter().filter(|child| rank(child) == best).filter_map(author_name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// The name in `jane@example.org (Jane Doe)`, `Jane Doe <jane@example.org>` or an element of its own.
fn author_name(author: &Element) -> Option<String> {
    let named = author.children.iter().find(|child| child.name == "name").map(|child| child.text.as_str());
    person(named.unwrap_or(&author.text))
}

/// The name of a person or body beside which a mail address may stand; nothing where only the address does.
pub(super) fn person(written: &str) -> Option<String> {
    let plain = Markup::seen(written.to_owned(), false, Lines::one(1)).plain();
    let bracketed =
        plain.split_once('(').and_then(|(before, behind)| Some((before, behind.split_once(')')?.0)));
    let name = match bracketed {
        Some((before, name)) if before.contains('@') => name,
        Some((name, address)) if address.contains('@') => name,
        _ => plain.split_once('<').map_or(plain.as_str(), |(name, _)| name),
    };
    let name = name.trim().trim_matches('"').trim();
    let is_mail = name.contains('@') && !name.contains(' ');
    (!name.is_empty() && !is_mail).then(|| name.to_owned())
}

/// The language an element states by an element of its own or by its text.
pub(super) fn language(element: &Element) -> Option<String> {
    let stated = element
        .children
        .iter()
        .find(|child| child.name == "language" && matches!(child.space, Space::Core | Space::DublinCore));
    let of_text = || {
        let mut texts =
            element.children.iter().filter(|child| child.name == "content" || child.name == "summary");
        texts.find_map(|child| child.attribute("xml:lang"))
    };
    let found = stated.map(|child| child.text.as_str()).or_else(of_text)?.trim();
    (!found.is_empty()).then(|| found.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_known_beside_their_addresses() {
        let cases = [
            ("desk@port.example (Jane Doe)", Some("Jane Doe")),
            ("Jane Doe (mailto:jane@port.example)", Some("Jane Doe")),
            ("\"Jane Doe\" <jane@port.example>", Some("Jane Doe")),
            ("Jane Doe (Port Weekly)", Some("Jane Doe (Port Weekly)")),
            ("jane@port.example", None),
            (" ", None),
        ];
        for (written, name) in cases {
            assert_eq!(person(written).as_deref(), name, "{written}");
        }
    }
}
