//! HTML to a tree: the tokens of `html5gum`, nested as browsers nest them as far as reading text needs it.
//!
//! Work is linear in the size of the source, whatever it holds: nesting and attributes are capped.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::excess::{DEEPEST, Excess, MOST_ATTRIBUTES, MOST_NODES};
use super::tag::Tag;
use super::tree::{Attribute, Node, Tree};

/// The most elements reopened behind a link that was closed across them, as the standard's own limit has it.
const MOST_REOPENED: usize = 8;

/// Reads a page or a piece of one.
pub(super) fn parse(source: &str) -> Tree {
    let mut builder = Builder::new(source.len());
    let mut emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
            builder.take(&event, span);
            None
        });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(source, emitter).finish();
    builder.finish()
}

/// An element that is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    tag: Tag,
    /// Its place in the tree.
    at: usize,
    /// Its name, so that an end tag closes no element of another name.
    name: Spelling,
}

/// The first eight bytes of an element's name and its length.
type Spelling = ([u8; 8], usize);

fn spelling(name: &[u8]) -> Spelling {
    let mut first = [0; 8];
    for (kept, byte) in first.iter_mut().zip(name) {
        *kept = *byte;
    }
    (first, name.len())
}

struct Builder {
    tree: Tree,
    open: Vec<Open>,
    /// How many of the open elements are paragraphs.
    paragraphs: usize,
    /// Start tags beyond the cap whose end tags are still to come.
    beyond: usize,
    /// The start tag whose attributes are being read.
    pending: Option<Open>,
    /// The attributes of that tag so far, kept or not.
    attributes: usize,
    /// Whether the last attribute named is one that is looked at.
    named: bool,
    /// The element without text that is open behind the last node.
    muted: Option<Spelling>,
}

impl Builder {
    fn new(size: usize) -> Self {
        let root = Node { tag: Tag::Root, parent: 0, end: 0, first: 0, last: 0, at: 0 };
        let tree = Tree {
            nodes: Vec::with_capacity(size / 48 + 1),
            text: String::with_capacity(size / 2),
            attributes: Vec::with_capacity(size / 64),
            excess: Excess::default(),
        };
        let mut builder = Self {
            tree,
            open: Vec::new(),
            paragraphs: 0,
            beyond: 0,
            pending: None,
            attributes: 0,
            named: false,
            muted: None,
        };
        builder.tree.nodes.push(root);
        builder.open.push(Open { tag: Tag::Root, at: 0, name: spelling(b"") });
        builder
    }

    fn take(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.begin(name, span.start),
            CallbackEvent::AttributeName { name } => self.name(name),
            CallbackEvent::AttributeValue { value } => self.value(value),
            CallbackEvent::CloseStartTag { self_closing } => self.start(*self_closing),
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.text(value, span.start),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    /// Reads the name of a start tag and writes its element, not yet open, at the end of the tree.
    fn begin(&mut self, name: &[u8], at: usize) {
        let opened = Open { tag: Tag::named(name), at: self.tree.nodes.len(), name: spelling(name) };
        self.attributes = 0;
        self.pending = None;
        if self.is_full() {
            self.mute(opened);
            return;
        }
        if self.is_swallowed(opened) {
            return;
        }
        self.make_room(opened.tag);
        let from = self.tree.attributes.len();
        self.push(Node { tag: opened.tag, parent: self.innermost(), end: 0, first: from, last: from, at });
        self.pending = Some(opened);
    }

    /// Whether no further element is taken apart.
    fn is_full(&mut self) -> bool {
        let is_full = self.tree.nodes.len() >= MOST_NODES;
        self.tree.excess.nodes |= is_full;
        is_full
    }

    /// An element behind the last node: a space, or the beginning of what is no text.
    fn mute(&mut self, opened: Open) {
        match opened.tag {
            Tag::Opaque | Tag::Data if self.muted.is_none() => self.muted = Some(opened.name),
            tag if !tag.is_inline() => self.tree.text.push(' '),
            _ => {}
        }
    }

    /// Whether a start tag stands inside an element whose content is no text. A block ends a drawing, as in
    /// browsers: a drawing nobody closed must not take the page with it.
    fn is_swallowed(&mut self, opened: Open) -> bool {
        let Some(innermost) = self.open.last().copied().filter(|open| open.tag == Tag::Opaque) else {
            return false;
        };
        let is_drawing = innermost.name == spelling(b"svg") || innermost.name == spelling(b"math");
        if is_drawing && opened.tag.closes_paragraph() {
            self.close_to(self.open.len() - 1);
            return false;
        }
        true
    }

    /// Closes what the start of this element ends without an end tag.
    fn make_room(&mut self, tag: Tag) {
        if tag.closes_paragraph() && self.paragraphs > 0 {
            self.close_within(&[Tag::Paragraph], &[Tag::Button]);
        }
        match tag {
            Tag::Link => self.close_within(&[Tag::Link], &[Tag::Cell]),
            Tag::Item => self.close_within(&[Tag::Item], &[Tag::List]),
            Tag::Term | Tag::Description => {
                self.close_within(&[Tag::Term, Tag::Description], &[Tag::DescriptionList]);
            }
            Tag::Cell => self.close_within(&[Tag::Cell], &[Tag::Row, Tag::Table]),
            Tag::Row => self.close_within(&[Tag::Row], &[Tag::TableGroup, Tag::Table]),
            Tag::TableGroup => self.close_within(&[Tag::TableGroup], &[Tag::Table]),
            _ => {}
        }
    }

    /// Closes the innermost of some elements unless one of others, or a boundary, stands before it.
    fn close_within(&mut self, wanted: &[Tag], stops: &[Tag]) {
        let crosses = wanted.iter().all(|tag| tag.is_tabular());
        let found = self.open.iter().rposition(|open| {
            let stop = (open.tag.is_boundary() && !crosses) || stops.contains(&open.tag);
            wanted.contains(&open.tag) || stop
        });
        if let Some(at) = found.filter(|at| self.open.get(*at).is_some_and(|open| wanted.contains(&open.tag)))
        {
            self.close_to(at);
        }
    }

    fn name(&mut self, name: &[u8]) {
        self.named = false;
        self.attributes += 1;
        self.tree.excess.attributes += usize::from(self.attributes > MOST_ATTRIBUTES);
        let Some(pending) = self.pending.filter(|_| self.attributes <= MOST_ATTRIBUTES) else { return };
        let Some(name) = Attribute::named(name) else { return };
        let end = self.tree.text.len();
        self.tree.attributes.push((name, end, end));
        if let Some(node) = self.tree.nodes.get_mut(pending.at) {
            node.last = self.tree.attributes.len();
        }
        self.named = true;
    }

    fn value(&mut self, value: &[u8]) {
        if !std::mem::take(&mut self.named) {
            return;
        }
        self.tree.text.push_str(&String::from_utf8_lossy(value));
        if let Some((_, _, last)) = self.tree.attributes.last_mut() {
            *last = self.tree.text.len();
        }
    }

    /// Opens the element whose attributes have been read.
    fn start(&mut self, self_closing: bool) {
        let Some(mut opened) = self.pending.take() else { return };
        if opened.name == spelling(b"script") {
            opened.tag = self.script(opened.at);
        }
        let is_closed = self_closing && matches!(opened.name, (name, 3) if name.starts_with(b"svg"));
        if opened.tag.is_void() || opened.tag == Tag::Root || is_closed {
            return;
        }
        if self.open.len() >= DEEPEST {
            self.beyond += 1;
            self.tree.excess.elements += 1;
            return;
        }
        self.paragraphs += usize::from(opened.tag == Tag::Paragraph);
        self.open.push(opened);
    }

    /// A script is opaque unless it holds structured data.
    fn script(&mut self, at: usize) -> Tag {
        let Some(node) = self.tree.nodes.get(at).copied() else { return Tag::Opaque };
        let is_data =
            self.tree.attribute(&node, Attribute::Type).is_some_and(|kind| kind.contains("ld+json"));
        if is_data && let Some(node) = self.tree.nodes.get_mut(at) {
            node.tag = Tag::Data;
        }
        if is_data { Tag::Data } else { Tag::Opaque }
    }

    fn end(&mut self, name: &[u8]) {
        let tag = Tag::named(name);
        if self.muted == Some(spelling(name)) {
            self.muted = None;
            return;
        }
        if self.beyond > 0 {
            self.beyond -= usize::from(!tag.is_void());
            return;
        }
        let name = spelling(name);
        let found = self.open.iter().rposition(|open| {
            open.name == name
                || (open.tag.is_boundary() && !tag.is_tabular())
                || (tag.is_inline() && tag != Tag::Link && !open.tag.is_inline())
        });
        let Some(at) = found.filter(|at| self.open.get(*at).is_some_and(|open| open.name == name)) else {
            return;
        };
        if at == 0 {
            return;
        }
        let crossed: Vec<Open> = match tag {
            Tag::Link => self.open.get(at + 1..).unwrap_or_default().to_vec(),
            _ => Vec::new(),
        };
        self.close_to(at);
        self.reopen(&crossed);
    }

    /// Opens anew the blocks a link was closed across: what follows stands in them, but in no link.
    fn reopen(&mut self, crossed: &[Open]) {
        let blocks = crossed.iter().filter(|open| !open.tag.is_inline());
        for open in blocks.take(MOST_REOPENED) {
            let Some(&node) = self.tree.nodes.get(open.at) else { continue };
            let at = self.tree.nodes.len();
            self.push(Node { parent: self.innermost(), end: 0, ..node });
            self.paragraphs += usize::from(open.tag == Tag::Paragraph);
            self.open.push(Open { at, ..*open });
        }
    }

    fn text(&mut self, value: &[u8], at: usize) {
        if self.open.last().is_some_and(|open| open.tag == Tag::Opaque) {
            return;
        }
        if self.muted.is_some() {
            return;
        }
        let first = self.tree.text.len();
        self.tree.text.push_str(&String::from_utf8_lossy(value));
        if self.is_full()
            && let Some(last) = self.tree.nodes.last_mut().filter(|last| last.tag == Tag::Text)
        {
            last.last = self.tree.text.len();
            return;
        }
        let node =
            Node { tag: Tag::Text, parent: self.innermost(), end: 0, first, last: self.tree.text.len(), at };
        self.push(node);
    }

    fn innermost(&self) -> usize {
        self.open.last().map_or(0, |open| open.at)
    }

    fn push(&mut self, node: Node) {
        let end = self.tree.nodes.len() + 1;
        self.tree.nodes.push(Node { end, ..node });
    }

    /// Closes the elements from this place of the stack on.
    fn close_to(&mut self, at: usize) {
        let end = self.tree.nodes.len();
        for open in self.open.drain(at..) {
            self.paragraphs -= usize::from(open.tag == Tag::Paragraph);
            if let Some(node) = self.tree.nodes.get_mut(open.at) {
                node.end = end;
            }
        }
    }

    fn finish(mut self) -> Tree {
        self.close_to(0);
        self.tree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tags of a tree as nested brackets, texts as they stand.
    fn nested(html: &str) -> String {
        let tree = parse(html);
        let (mut shown, mut ends) = (String::new(), Vec::new());
        for (at, node) in tree.nodes.iter().enumerate() {
            while ends.pop_if(|end| *end <= at).is_some() {
                shown.push(')');
            }
            match node.tag {
                Tag::Text => shown.push_str(tree.text(node)),
                Tag::Root => {}
                tag => {
                    shown.extend([format!("{tag:?}"), "(".to_owned()]);
                    ends.push(node.end);
                }
            }
        }
        shown.extend(ends.iter().map(|_| ')'));
        shown
    }

    #[test]
    fn missing_end_tags_are_added_as_browsers_add_them() {
        let cases = [
            ("<p>a<p>b", "Paragraph(a)Paragraph(b)"),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "List(Item(a)Item(bList(Item(c))))d"),
            ("<dl><dt>a<dd>b<dt>c</dl>", "DescriptionList(Term(a)Description(b)Term(c))"),
            ("<table><tr><td>a<td>b<tr><td>c</table>d", "Table(Row(Cell(a)Cell(b))Row(Cell(c)))d"),
            ("<p>a<div>b</div>c", "Paragraph(a)Block(b)c"),
            ("<a>a<a>b", "Link(a)Link(b)"),
        ];
        for (html, expected) in cases {
            assert_eq!(nested(html), expected, "{html}");
        }
    }

    #[test]
    fn stray_end_tags_close_nothing_else() {
        let cases = [
            ("<div>a</p>b</span></div>", "Block(ab)"),
            ("<table><tr><td>a</div>b</table>", "Table(Row(Cell(ab)))"),
            ("<b><p>a</b>b</p>c", "Inline(Paragraph(ab)c)"),
            ("<a><div>a</a>b</div>", "Link(Block(a))Block(b)"),
        ];
        for (html, expected) in cases {
            assert_eq!(nested(html), expected, "{html}");
        }
    }

    #[test]
    fn a_drawing_nobody_closed_does_not_take_the_page() {
        assert_eq!(nested("<svg><path><title>x</title><p>a"), "Opaque()Paragraph(a)");
        assert_eq!(nested("<svg/>a"), "Opaque()a");
    }

    #[test]
    fn scripts_are_no_text_but_their_data_is_kept() {
        assert_eq!(nested("<script>if (a<b) {}</script>c"), "Opaque()c");
        assert_eq!(nested("<script type='application/ld+json'>{}</script>"), "Data({})");
    }

    #[test]
    fn nesting_and_attributes_are_capped() {
        let deep = format!("{}text{}after", "<div>".repeat(20_000), "</div>".repeat(20_000));
        let tree = parse(&deep);
        let mut deepest = vec![0_usize];
        for node in tree.nodes.iter().skip(1) {
            deepest.push(deepest[node.parent] + 1);
        }
        assert!(deepest.iter().max() <= Some(&DEEPEST), "{:?}", deepest.iter().max());
        assert!(tree.text.contains("after"));
        let attributes = " class=c".repeat(20_000);
        assert_eq!(parse(&format!("<p{attributes}>")).attributes.len(), MOST_ATTRIBUTES);
    }
}
