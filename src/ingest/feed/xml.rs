//! XML to a tree of elements, whatever state it is in: nothing is refused, faults are mended and counted.
//!
//! Knows no feed format. No document type is read, so no entity but the five of XML, those of HTML and character
//! references means anything; elements nested deeper than a cap are dissolved into the one that holds them.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};

use super::space::{Bindings, Space};
use crate::article::Lines;

/// The deepest element that is told apart, as browsers have it for HTML.
const DEEPEST: usize = 512;

/// The most attributes of one element that are kept.
const MOST_ATTRIBUTES: usize = 256;

/// The most places at which parsing starts anew behind a fault that cost more than a short look ahead.
const MOST_RESTARTS: usize = 64;

/// Fields of entries that are one line of text.
const LINES: [&str; 9] =
    ["title", "link", "guid", "id", "pubdate", "date", "creator", "published", "updated"];

/// Fields of entries that may hold anything.
const TEXTS: [&str; 6] = ["author", "category", "content", "description", "encoded", "summary"];

/// The bytes of a short look ahead.
const CHEAP: usize = 4096;

/// One element with what it holds.
#[derive(Debug)]
pub(super) struct Element {
    /// The vocabulary its name belongs to.
    pub(super) space: Space,
    /// The name without its prefix, in lower case.
    pub(super) name: String,
    /// The attributes in the order of the document.
    pub(super) attributes: Vec<Attribute>,
    /// The characters directly within, references resolved.
    pub(super) text: String,
    /// The elements directly within.
    pub(super) children: Vec<Element>,
    /// The lines from its first tag to its last.
    pub(super) lines: Lines,
    /// Where in the document stands what is between its tags.
    pub(super) inner: Range<usize>,
}

/// One attribute.
#[derive(Debug)]
pub(super) struct Attribute {
    /// The name with its prefix, in lower case.
    pub(super) name: String,
    /// The value, references resolved.
    pub(super) value: String,
}

impl Element {
    fn begun(name: (Space, String), attributes: Vec<Attribute>, line: u32, at: usize) -> Self {
        let (space, name) = name;
        let (text, children) = (String::new(), Vec::new());
        Self { space, name, attributes, text, children, lines: Lines::one(line), inner: at..at }
    }

    /// The value of an attribute; prefixed names are given with their prefix: `xml:base`.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
            .map(|attribute| attribute.value.as_str())
    }
}

/// A document as a tree.
#[derive(Debug)]
pub(super) struct Document {
    /// Stands above the outermost elements; it has no name.
    pub(super) top: Element,
    /// How many faults were mended.
    pub(super) faults: usize,
}

/// Reads a document.
pub(super) fn parse(text: &str) -> Document {
    let top = Element::begun((Space::Core, String::new()), Vec::new(), 1, 0);
    let mut tree = Tree {
        open: vec![top],
        beyond: 0,
        bindings: Bindings::default(),
        lines: Counter::of(text),
        faults: 0,
    };
    let (mut start, mut restarts) = (0, 0);
    while restarts <= MOST_RESTARTS {
        let rest = text.get(start..).unwrap_or_default();
        let Some(fault) = tree.read(rest, start) else { break };
        tree.faults += 1;
        restarts += usize::from(fault.passed > CHEAP);
        start = mend(text, fault.at.max(start), &mut tree);
    }
    tree.finish(text.len())
}

/// Takes what opens a construct that never ends for text, and tells where to go on.
fn mend(text: &str, fault: usize, tree: &mut Tree) -> usize {
    const OPENINGS: [&str; 3] = ["<![CDATA[", "<!--", "<"];
    let rest = text.get(fault..).unwrap_or_default();
    let opening = OPENINGS.into_iter().find(|opening| rest.starts_with(opening));
    match opening {
        Some("<") => {
            tree.text("<");
            fault + 1
        }
        Some(opening) => fault + opening.len(),
        None => fault + rest.chars().next().map_or(1, char::len_utf8),
    }
}

/// A place where what opens is no tag, or never ends.
struct Fault {
    at: usize,
    passed: usize,
}

/// Counts lines as far as the document was read.
struct Counter<'a> {
    text: &'a str,
    ending: char,
    at: usize,
    line: u32,
}

impl<'a> Counter<'a> {
    fn of(text: &'a str) -> Self {
        let ending = if text.contains('\n') { '\n' } else { '\r' };
        Self { text, ending, at: 0, line: 1 }
    }

    /// The line of a place; places come in ascending order.
    fn line(&mut self, place: usize) -> u32 {
        let ends = self.text.get(self.at..place).unwrap_or_default().matches(self.ending).count();
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.at = self.at.max(place);
        self.line
    }
}

/// The tree while it grows; the last of the open elements is the innermost.
struct Tree<'a> {
    open: Vec<Element>,
    beyond: usize,
    bindings: Bindings,
    lines: Counter<'a>,
    faults: usize,
}

impl Tree<'_> {
    /// Reads on to the end, or to a fault that the parser cannot pass.
    fn read(&mut self, rest: &str, start: usize) -> Option<Fault> {
        let mut reader = Reader::from_str(rest);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_comments = false;
        config.check_end_names = false;
        loop {
            let before = start + place(reader.buffer_position());
            let event = reader.read_event();
            let after = start + place(reader.buffer_position());
            match event {
                Ok(Event::Start(tag) | Event::Empty(tag)) if !is_name(tag.name().into_inner()) => {
                    return Some(Fault { at: before, passed: after - before });
                }
                Ok(Event::Start(tag)) => self.start(&tag, before, after),
                Ok(Event::Empty(tag)) => {
                    self.start(&tag, before, after);
                    self.end(tag.name().into_inner(), after, after);
                }
                Ok(Event::End(tag)) => self.end(tag.name().into_inner(), before, after),
                Ok(Event::Text(text)) => self.text(&text),
                Ok(Event::CData(text)) => self.text(&text.into_inner()),
                Ok(Event::GeneralRef(name)) => self.reference(&name),
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
                Ok(Event::Eof) => return None,
                Err(_) => {
                    return Some(Fault { at: start + place(reader.error_position()), passed: rest.len() });
                }
            }
        }
    }

    fn start(&mut self, tag: &BytesStart, before: usize, after: usize) {
        if self.open.len() > DEEPEST {
            self.beyond += 1;
            self.faults += 1;
            return;
        }
        let attributes = attributes(tag);
        self.close_unclosed_entry(tag, before);
        self.close_unclosed_field(tag, before);
        self.bindings.enter(self.open.len(), &attributes);
        let name = self.bindings.resolve(tag.name().into_inner());
        let line = self.lines.line(before);
        self.open.push(Element::begun(name, attributes, line, after));
    }

    /// An entry holds no entry, unless as its content: one that seems to was never closed.
    fn close_unclosed_entry(&mut self, tag: &BytesStart, before: usize) {
        let name = local(tag.name().into_inner());
        let opens_entry = name == "item" || name == "entry";
        let in_content = self.open.last().is_some_and(|element| element.name == "content");
        if !opens_entry || in_content {
            return;
        }
        let unclosed =
            self.open.iter().rposition(|element| element.space == Space::Core && element.name == name);
        if let Some(unclosed) = unclosed {
            self.faults += 1;
            self.close_down_to(unclosed, before, before);
        }
    }

    /// A field that is one line of text holds no other field.
    fn close_unclosed_field(&mut self, tag: &BytesStart, before: usize) {
        let name = local(tag.name().into_inner());
        let opens = LINES.contains(&name.as_str()) || TEXTS.contains(&name.as_str());
        let unclosed = self
            .open
            .last()
            .is_some_and(|last| LINES.contains(&last.name.as_str()) && last.space != Space::Other);
        if opens && unclosed {
            self.faults += 1;
            self.close_down_to(self.open.len() - 1, before, before);
        }
    }

    fn end(&mut self, name: &str, before: usize, after: usize) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let name = local(name);
        let place = self.open.iter().rposition(|element| element.name == name).filter(|place| *place > 0);
        match place {
            Some(place) => {
                self.faults += self.open.len() - 1 - place;
                self.close_down_to(place, before, after);
            }
            None => self.faults += 1,
        }
    }

    /// Closes the innermost elements down to the one at this depth, which is above the top.
    fn close_down_to(&mut self, depth: usize, before: usize, after: usize) {
        let line = self.lines.line(after);
        while self.open.len() > depth.max(1) {
            let Some(mut element) = self.open.pop() else { return };
            element.lines.last = line.max(element.lines.first);
            element.inner.end = before.max(element.inner.start);
            self.bindings.leave(self.open.len());
            if let Some(holder) = self.open.last_mut() {
                holder.children.push(element);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            element.text.push_str(text);
        }
    }

    fn reference(&mut self, name: &str) {
        if let Some(text) = resolve(name) {
            self.text(&text);
        } else {
            self.faults += 1;
            self.text(&format!("&{name};"));
        }
    }

    fn finish(mut self, length: usize) -> Document {
        self.faults += self.open.len().saturating_sub(1);
        self.close_down_to(1, length, length);
        let top =
            self.open.pop().unwrap_or_else(|| Element::begun((Space::Core, String::new()), Vec::new(), 1, 0));
        Document { top, faults: self.faults }
    }
}

/// A position the parser tells; it never exceeds the length of the text, which is a `usize`.
fn place(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// Whether a tag may have this name; else its mark is one of text.
fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}

fn attributes(tag: &BytesStart) -> Vec<Attribute> {
    let mut found = tag.html_attributes();
    let found = found.with_checks(false).flatten().take(MOST_ATTRIBUTES);
    let attribute = |attribute: quick_xml::events::attributes::Attribute| Attribute {
        name: attribute.key.into_inner().to_ascii_lowercase(),
        value: unescape(&attribute.value),
    };
    found.map(attribute).collect()
}

/// The characters a reference stands for, named without its ampersand and semicolon.
///
/// Code points of C1 controls are those of windows-1252 as in HTML, for that is what is meant by them.
pub(super) fn resolve(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    let windows =
        code.checked_sub(0x80).and_then(|index| WINDOWS_1252.chars().nth(usize::try_from(index).ok()?));
    windows.or_else(|| char::from_u32(code).filter(|letter| *letter != '\0')).map(String::from)
}

/// What windows-1252 has at 0x80 to 0x9F.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// Text with its references resolved once; an ampersand that begins none stays.
pub(super) fn unescape(text: &str) -> String {
    /// The longest name of a reference of HTML, in bytes.
    const LONGEST: usize = 32;
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        plain.push_str(before);
        let length = behind.bytes().take(LONGEST).position(|byte| byte == b';');
        let name = length.and_then(|length| behind.get(..length));
        if let Some((name, found)) = name.and_then(|name| Some((name, resolve(name)?))) {
            plain.push_str(&found);
            rest = behind.get(name.len() + 1..).unwrap_or_default();
        } else {
            plain.push('&');
            rest = behind;
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(element: &Element) -> String {
        let inner: Vec<String> = element.children.iter().map(names).collect();
        if inner.is_empty() { element.name.clone() } else { format!("{}({})", element.name, inner.join(" ")) }
    }

    #[track_caller]
    fn check(text: &str, expected: &str, faults: usize) {
        let document = parse(text);
        assert_eq!((names(&document.top).as_str(), document.faults), (expected, faults), "{text}");
    }

    #[test]
    fn well_formed_documents_become_trees() {
        check("<a><b/><c>x</c></a>", "(a(b c))", 0);
        check("<?xml version='1.0'?><!-- c --><A><dc:B/></A>", "(a(b))", 0);
    }

    #[test]
    fn faults_are_mended() {
        check("<a><b>one<c>two</b></a>", "(a(b(c)))", 1);
        check("<a><b>one", "(a(b))", 2);
        check("<item><title>One<link>two</link></item>", "(item(title link))", 1);
        check("<a></x></a>", "(a)", 1);
        check(
            "<rss><item><title>One<item><title>Two</title></item></rss>",
            "(rss(item(title) item(title)))",
            1,
        );
        check("<a>1 < 2 <= 3</a>", "(a)", 2);
        check("<a><![CDATA[never ends</a>", "(a)", 1);
        check("<a><!-- never ends</a>", "(a)", 1);
    }

    #[test]
    fn references_mean_what_they_mean_in_html() {
        let document = parse("<a>caf&eacute; &#8217;&#x92;&amp; AT&T &unknown; &#0;</a>");
        let text = document.top.children.first().map(|element| element.text.as_str());
        assert_eq!(text, Some("café ’’& AT&T &unknown; &#0;"));
    }

    #[test]
    fn entities_of_a_document_type_stay_unread() {
        let document = parse("<!DOCTYPE a [<!ENTITY b \"bomb\">]><a>&b;</a>");
        assert_eq!(document.top.children.first().map(|element| element.text.as_str()), Some("&b;"));
    }

    #[test]
    fn elements_know_their_lines_and_what_they_hold() {
        let text = "<a>\n <b>x</b>\n <c\n d='1'>é<e/></c>\n</a>";
        let document = parse(text);
        let children =
            document.top.children.first().map(|element| element.children.as_slice()).unwrap_or_default();
        let [b, c] = children else { panic!("two children") };
        assert_eq!((b.lines, c.lines), (Lines::one(2), Lines { first: 3, last: 4 }));
        assert_eq!(text.get(c.inner.clone()), Some("é<e/>"));
        assert_eq!(c.attribute("d"), Some("1"));
    }

    #[test]
    fn depth_is_capped() {
        let deep = format!("{}text{}<b/>", "<a>".repeat(100_000), "</a>".repeat(100_000));
        let document = parse(&deep);
        assert_eq!(document.top.children.len(), 2);
    }

    proptest! {
        #[test]
        fn any_text_becomes_a_tree(text in "(\\PC|[<>&;!\\[\\]/?'\"-]|<a>|</a>|<!\\[CDATA\\[|]]>|<item>|&#){0,80}") {
            let _ = parse(&text);
        }
    }
}
