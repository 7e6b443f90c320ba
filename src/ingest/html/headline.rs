//! The headline of a page: its first heading, checked against its title, or the title without the site's name.

use std::collections::HashSet;

use crate::text;

use super::metadata::Named;
use super::tag::Tag;
use super::tree::Tree;

/// What parts the headline from the name of the site in a title.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " : ", " » ", " « ", " · ", " • ", " / ", " ‹ ", " › "];

/// The headline a page states; nothing where it states none.
pub(super) fn read(tree: &Tree, structured: Option<&str>, named: &Named<'_>) -> Option<String> {
    let title = tree.nodes.iter().position(|node| node.tag == Tag::PageTitle).map(|at| tree.plain(at));
    let open_graph =
        ["og:title", "twitter:title", "dc.title"].iter().find_map(|name| named.get(*name).copied());
    let site = named.get("og:site_name").copied();
    let stated: Vec<String> = [structured, open_graph, title.as_deref()]
        .into_iter()
        .flatten()
        .map(|title| without_site(title, site))
        .filter(|title| !title.is_empty())
        .collect();
    let headings = tree.nodes.iter().enumerate().filter(|(_, node)| node.tag == Tag::Title);
    let headings = headings.map(|(at, _)| tree.plain(at)).filter(|heading| !heading.is_empty());
    let printed = headings.take(8).find(|heading| stated.iter().any(|title| says(heading, title)));
    printed.or_else(|| stated.into_iter().next())
}

/// Whether a heading says at least half of what a title says, and little else.
fn says(heading: &str, title: &str) -> bool {
    let words = |text: &str| text::fold(text).split_whitespace().map(str::to_owned).collect::<HashSet<_>>();
    let (heading, title) = (words(heading), words(title));
    let both = heading.intersection(&title).count();
    both * 2 >= title.len() && both * 2 >= heading.len() && both > 0
}

/// A title without the name of its site at either end.
fn without_site(title: &str, site: Option<&str>) -> String {
    let folded = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = folded.as_str();
    let is_site = |part: &str| site.is_some_and(|site| text::fold(site.trim()) == text::fold(part.trim()));
    for separator in SEPARATORS {
        while let Some((head, tail)) = rest.rsplit_once(separator) {
            let short = tail.split(' ').count() <= 4 && head.split(' ').count() >= 4;
            if !(is_site(tail) || short) {
                break;
            }
            rest = head;
        }
        if let Some((head, tail)) = rest.split_once(separator)
            && is_site(head)
        {
            rest = tail;
        }
    }
    rest.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::html::parse::parse;

    fn check(html: &str, expected: Option<&str>) {
        let tree = parse(html);
        assert_eq!(read(&tree, None, &Named::default()).as_deref(), expected, "{html}");
    }

    #[test]
    fn the_heading_that_says_the_title_is_the_headline() {
        check(
            "<title>Harbour of Port Blue closes - The Port</title><h1>The Port</h1><h1>Harbour of Port Blue closes</h1>",
            Some("Harbour of Port Blue closes"),
        );
    }

    #[test]
    fn a_title_loses_the_name_of_its_site() {
        for title in
            ["Harbour of Port Blue closes | The Port", "Harbour of Port Blue closes - World - The Port"]
        {
            check(&format!("<title>{title}</title><h1>The Port</h1>"), Some("Harbour of Port Blue closes"));
        }
        check("<title>Harbour closes</title>", Some("Harbour closes"));
        check("<p>No title at all.</p>", None);
    }
}
