//! Tells HTML and feeds from texts that only hold a `<`.

use super::Ending;
use crate::ingest::html;

/// What a marked-up file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    /// A page, a fragment of one, or other XML, whose text is read in the same way.
    Html,
    /// RSS, Atom or RDF.
    Feed,
    /// SVG.
    Drawing,
}

/// The lines of a text among which a page may begin.
const NEAR: usize = 40;

/// What a text is that begins with `<`; nothing where that is just a sign.
pub(super) fn begun(text: &str, ending: Ending) -> Option<Markup> {
    let prolog = Prolog::of(text);
    let root = prolog.root.map(str::to_ascii_lowercase).unwrap_or_default();
    let local = root.rsplit(':').next().unwrap_or_default();
    let doctype = prolog.doctype.map(str::to_ascii_lowercase).unwrap_or_default();
    match local {
        "rss" | "feed" | "rdf" | "channel" | "entry" | "item" => Some(Markup::Feed),
        "svg" => Some(Markup::Drawing),
        "html" | "head" | "body" => Some(Markup::Html),
        _ if doctype == "html" => Some(Markup::Html),
        _ if ending == Ending::Markdown => None,
        _ if prolog.declared && prolog.root.is_some() => Some(Markup::Html),
        _ if ending == Ending::Html && prolog.root.is_some() => Some(Markup::Html),
        _ => is_parted_by_tags(text, 2).then_some(Markup::Html),
    }
}

/// Whether a text that begins with other words is a page after all.
pub(super) fn is_inside(text: &str, ending: Ending) -> bool {
    if !text.contains('<') {
        return false;
    }
    if ending == Ending::Html {
        return tags(text).next().is_some();
    }
    begins_a_page_near_the_start(text) || is_parted_by_tags(text, 4)
}

/// Whether a line near the start begins a page, as where a program has put its own lines before it.
fn begins_a_page_near_the_start(text: &str) -> bool {
    let begins = |line: &str| {
        ["<!doctype html", "<html", "<body"].iter().any(|tag| begins_with(line.trim_start(), tag))
    };
    text.lines().take(NEAR).any(begins) && tags(text).take(5).count() == 5
}

fn begins_with(line: &str, tag: &str) -> bool {
    line.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
}

/// Whether tags and not line ends part the text: at least `least` tags of blocks, and one to six lines.
fn is_parted_by_tags(text: &str, least: usize) -> bool {
    let blocks = tags(text).filter(|name| html::is_block(name)).count();
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    blocks >= least && blocks * 6 >= lines
}

/// The names of all opening and closing tags of a text that look like those of HTML.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|rest| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let name = name(rest)?;
        let behind = rest.get(name.len()..)?;
        let is_tag = behind.starts_with(['>', '/'])
            || (behind.starts_with(char::is_whitespace) && behind.contains('>'));
        (is_tag && html::is_element(name)).then_some(name)
    })
}

/// The name at the start of a text: letters, digits and the signs of names.
fn name(text: &str) -> Option<&str> {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && !matches!(letter, ':' | '-' | '_' | '.'));
    let name = text.get(..end.unwrap_or(text.len()))?;
    name.starts_with(char::is_alphabetic).then_some(name)
}

/// What stands at the beginning of a marked-up file, before its text.
#[derive(Debug, Default, PartialEq, Eq)]
struct Prolog<'t> {
    /// Whether there is an XML declaration.
    declared: bool,
    /// The name of the document type.
    doctype: Option<&'t str>,
    /// The name of the first element.
    root: Option<&'t str>,
}

impl<'t> Prolog<'t> {
    fn of(text: &'t str) -> Self {
        let mut prolog = Self::default();
        let mut rest = text;
        loop {
            rest = rest.trim_start();
            let passed = if rest.starts_with("<!--") {
                behind(rest, "-->")
            } else if rest.starts_with("<?") {
                prolog.declared |= begins_with(rest, "<?xml");
                behind(rest, ">")
            } else if begins_with(rest, "<!doctype") {
                let stated = rest.get("<!doctype".len()..).unwrap_or_default().trim_start();
                prolog.doctype = name(stated);
                behind_doctype(rest)
            } else {
                prolog.root = rest.strip_prefix('<').and_then(name);
                None
            };
            match passed {
                Some(passed) => rest = passed,
                None => return prolog,
            }
        }
    }
}

/// The text behind the first `mark`.
fn behind<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    text.split_once(mark).map(|(_, rest)| rest)
}

/// The text behind a document type, whose own declarations stand in brackets.
fn behind_doctype(text: &str) -> Option<&str> {
    let end = text.find('>')?;
    match text.find('[') {
        Some(bracket) if bracket < end => behind(text, "]").and_then(|rest| behind(rest, ">")),
        _ => text.get(end + 1..),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_behind_everything_else() {
        let text =
            "<?xml version='1.0'?>\n<?style a?><!-- <b> -->\n<!DOCTYPE a [<!ENTITY c '<d>'>]>\n<x:e f='g'>";
        assert_eq!(Prolog::of(text), Prolog { declared: true, doctype: Some("a"), root: Some("x:e") });
        for unfinished in ["<!-- a", "<?xml", "<!doctype a [<b>", "<", "<!", "<1>", ""] {
            assert_eq!(Prolog::of(unfinished).root, None, "{unfinished}");
        }
    }

    #[test]
    fn tags_are_told_from_signs() {
        let found: Vec<&str> = tags("a < b <p> <foo> </P > <br/> <a href=x>y</a> <p <li").collect();
        assert_eq!(found, ["p", "P", "br", "a", "a"]);
    }

    #[test]
    fn a_few_tags_do_not_make_a_page() {
        let lines = "Rain is expected.\n".repeat(30);
        for (text, inside) in [
            (format!("{lines}Write <br> for a new line, <p> for a paragraph.\n"), false),
            ("Rain<br>is<br>expected<br>here<br>".to_owned(), true),
            (format!("Fetched: today\n<html>\n<head><title>Rain</title></head>\n{lines}"), true),
            (format!("The tag <html> begins a page.\n<html> is written so.\n{lines}"), false),
        ] {
            assert_eq!(is_inside(&text, Ending::Silent), inside, "{text}");
        }
    }
}
