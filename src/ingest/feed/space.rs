//! The vocabularies of feeds, by their addresses or, where a prefix is bound to none, by its customary letters.

use super::xml::Attribute;

/// A vocabulary as far as feeds are concerned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Space {
    /// RSS of any version, Atom, CDF, or none.
    #[default]
    Core,
    /// The content module of RSS: the whole text of an entry.
    Content,
    /// The Dublin Core elements and terms.
    DublinCore,
    /// Media RSS.
    Media,
    /// Podcasts.
    Podcast,
    /// HTML written as XML.
    Html,
    /// Any other.
    Other,
}

/// Which prefix means which vocabulary at one place of a document.
#[derive(Debug, Default)]
pub(super) struct Bindings {
    bound: Vec<Bound>,
}

#[derive(Debug)]
struct Bound {
    depth: usize,
    prefix: String,
    space: Space,
}

impl Bindings {
    /// Adds what the attributes of an element at this depth bind.
    pub(super) fn enter(&mut self, depth: usize, attributes: &[Attribute]) {
        for attribute in attributes {
            let prefix = match attribute.name.strip_prefix("xmlns") {
                Some("") => "",
                Some(named) => named.strip_prefix(':').unwrap_or(named),
                None => continue,
            };
            // A default that nobody knows says of the outermost element only that some feed begins.
            let unknown = if prefix.is_empty() && depth <= 2 { Space::Core } else { Space::Other };
            let space = of_address(&attribute.value).unwrap_or(unknown);
            self.bound.push(Bound { depth, prefix: prefix.to_owned(), space });
        }
    }

    /// Forgets what an element at this depth bound.
    pub(super) fn leave(&mut self, depth: usize) {
        let kept = self.bound.iter().rposition(|bound| bound.depth < depth).map_or(0, |last| last + 1);
        self.bound.truncate(kept);
    }

    /// The vocabulary of an element and its name without the prefix, in lower case.
    pub(super) fn resolve(&self, name: &str) -> (Space, String) {
        let name = name.to_ascii_lowercase();
        let (prefix, local) = name.split_once(':').unwrap_or(("", &name));
        let bound = self.bound.iter().rfind(|bound| bound.prefix == prefix).map(|bound| bound.space);
        (bound.unwrap_or_else(|| of_prefix(prefix)), local.to_owned())
    }
}

fn of_address(address: &str) -> Option<Space> {
    let address = address.trim().to_ascii_lowercase();
    let has = |part: &str| address.contains(part);
    let known = if has("/modules/content") {
        Space::Content
    } else if has("purl.org/dc/elements") || has("purl.org/dc/terms") || has("purl.org/metadata/dublin_core")
    {
        Space::DublinCore
    } else if has("search.yahoo.com/mrss") {
        Space::Media
    } else if has("/dtds/podcast") || has("example.com/dtds/podcast") {
        Space::Podcast
    } else if has("w3.org/1999/xhtml") {
        Space::Html
    } else if address.is_empty() || CORE.iter().any(|part| has(part)) && !has("/modules/") {
        Space::Core
    } else {
        return None;
    };
    Some(known)
}

/// Parts of the addresses that RSS 0.9 to 2.0 and Atom 0.1 to 1.0 have gone by.
const CORE: [&str; 8] = [
    "purl.org/rss",
    "w3.org/2005/atom",
    "purl.org/atom",
    "netscape.com/rdf",
    "userland.com/rss",
    "harvard.edu/tech/rss",
    "purl.org/echo",
    "purl.org/pie",
];

fn of_prefix(prefix: &str) -> Space {
    match prefix {
        "" | "rss" | "atom" | "atom10" | "atom03" => Space::Core,
        "content" => Space::Content,
        "dc" | "dcterms" => Space::DublinCore,
        "media" => Space::Media,
        "itunes" => Space::Podcast,
        "xhtml" | "html" => Space::Html,
        _ => Space::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn binding(name: &str, value: &str) -> Attribute {
        Attribute { name: name.to_owned(), value: value.to_owned() }
    }

    #[test]
    fn vocabularies_are_known_by_address_then_by_prefix() {
        let mut bindings = Bindings::default();
        bindings.enter(
            1,
            &[binding("xmlns:d", "http://purl.org/dc/elements/1.1/"), binding("xmlns", "http://my.feed/")],
        );
        bindings.enter(5, &[binding("xmlns", "http://www.w3.org/2000/svg")]);
        let cases = [
            ("d:Creator", Space::DublinCore, "creator"),
            ("dc:date", Space::DublinCore, "date"),
            ("content:encoded", Space::Content, "encoded"),
            ("x:title", Space::Other, "title"),
            ("title", Space::Other, "title"),
        ];
        for (name, space, local) in cases {
            assert_eq!(bindings.resolve(name), (space, local.to_owned()), "{name}");
        }
        bindings.leave(5);
        assert_eq!(bindings.resolve("Title"), (Space::Core, "title".to_owned()));
    }
}
