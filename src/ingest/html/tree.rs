//! A page as a flat tree in document order: an element's content is the run of nodes behind it.
//!
//! Nothing here recurses, so no nesting can exhaust the stack.

use super::excess::Excess;
use super::tag::Tag;

/// The attributes that reading a page looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Attribute {
    /// `class`.
    Class,
    /// `id`.
    Id,
    /// `role`.
    Role,
    /// `style`.
    Style,
    /// `hidden`.
    Hidden,
    /// `aria-hidden`.
    AriaHidden,
    /// `itemprop`.
    ItemProperty,
    /// `itemtype`.
    ItemType,
    /// `href`.
    Href,
    /// `content`.
    Content,
    /// `datetime`.
    DateTime,
    /// `name`.
    Name,
    /// `property`.
    Property,
    /// `http-equiv`.
    HttpEquiv,
    /// `rel`.
    Rel,
    /// `lang` or `xml:lang`.
    Language,
    /// `type`.
    Type,
}

impl Attribute {
    /// The attribute of this lower-case name, if it is looked at.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"class" => Self::Class,
            b"id" => Self::Id,
            b"role" => Self::Role,
            b"style" => Self::Style,
            b"hidden" => Self::Hidden,
            b"aria-hidden" => Self::AriaHidden,
            b"itemprop" => Self::ItemProperty,
            b"itemtype" => Self::ItemType,
            b"href" => Self::Href,
            b"content" => Self::Content,
            b"datetime" => Self::DateTime,
            b"name" => Self::Name,
            b"property" => Self::Property,
            b"http-equiv" => Self::HttpEquiv,
            b"rel" => Self::Rel,
            b"lang" | b"xml:lang" => Self::Language,
            b"type" => Self::Type,
            _ => return None,
        })
    }
}

/// One element or one run of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    /// What it is.
    pub(super) tag: Tag,
    /// The element it stands in; the root stands in itself.
    pub(super) parent: usize,
    /// The first node behind its content.
    pub(super) end: usize,
    /// Its text, or its attributes: a range of the tree's store of either.
    pub(super) first: usize,
    /// The end of that range.
    pub(super) last: usize,
    /// Where it starts in the source, in bytes.
    pub(super) at: usize,
}

/// A whole page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The nodes in document order; the first is the root.
    pub(super) nodes: Vec<Node>,
    pub(super) text: String,
    pub(super) attributes: Vec<(Attribute, usize, usize)>,
    /// What was beyond the bounds.
    pub(super) excess: Excess,
}

impl Tree {
    /// The text of a text node; nothing for an element.
    pub(super) fn text(&self, node: &Node) -> &str {
        match node.tag {
            Tag::Text => self.text.get(node.first..node.last).unwrap_or_default(),
            _ => "",
        }
    }

    /// The value of an attribute of an element.
    pub(super) fn attribute(&self, node: &Node, name: Attribute) -> Option<&str> {
        let all = if node.tag == Tag::Text { None } else { self.attributes.get(node.first..node.last) };
        let &(_, first, last) = all.unwrap_or_default().iter().find(|(named, ..)| *named == name)?;
        self.text.get(first..last)
    }

    /// The nodes inside one, in document order.
    pub(super) fn inside(&self, at: usize) -> &[Node] {
        let end = self.nodes.get(at).map_or(0, |node| node.end);
        self.nodes.get(at + 1..end).unwrap_or_default()
    }

    /// The plain text inside a node, white space folded.
    pub(super) fn plain(&self, at: usize) -> String {
        let mut words = String::new();
        for node in self.inside(at) {
            if node.tag == Tag::Text {
                words.push_str(self.text(node));
            } else {
                words.push(' ');
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
