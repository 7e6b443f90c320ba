//! The elements of HTML by what they mean for reading: where a block starts, what is closed by what, what is never shown.

/// An element's name, as far as reading a page needs to tell elements apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Tag {
    /// A run of text, which is no element.
    Text,
    /// The root of the tree, and `html`, `head` and `body`, which carry nothing of their own.
    Root,
    /// `a`.
    Link,
    /// `address`.
    Address,
    /// `article`.
    Article,
    /// `aside`.
    Aside,
    /// `blockquote`.
    Blockquote,
    /// `br`.
    Break,
    /// `button`.
    Button,
    /// `dd`.
    Description,
    /// `div`, `center`, `fieldset` and other blocks without a meaning.
    Block,
    /// `dl`.
    DescriptionList,
    /// `dt`.
    Term,
    /// `figcaption`, and the `caption` of a table.
    Caption,
    /// `figure`.
    Figure,
    /// `footer`.
    Footer,
    /// `form`.
    Form,
    /// `h1`.
    Title,
    /// `h2` to `h6`.
    Heading,
    /// `header` and `hgroup`.
    Header,
    /// `hr`.
    Rule,
    /// `img`.
    Image,
    /// `li`.
    Item,
    /// `link`.
    Relation,
    /// `main`.
    Main,
    /// `meta`.
    Meta,
    /// `nav`, `menu`.
    Navigation,
    /// `ol`, `ul`.
    List,
    /// `p`.
    Paragraph,
    /// `pre`.
    Preformatted,
    /// `section`.
    Section,
    /// `table`.
    Table,
    /// `thead`, `tbody`, `tfoot`.
    TableGroup,
    /// `tr`.
    Row,
    /// `td`, `th`.
    Cell,
    /// `time`.
    Time,
    /// The `title` of the page.
    PageTitle,
    /// A `script` with JSON-LD in it.
    Data,
    /// Elements whose content is no text of the page: scripts, styles, drawings, players, fields.
    Opaque,
    /// `template`, `dialog`: not shown until a script says so.
    Dormant,
    /// `input`, `source`, `col` and other elements without content.
    Void,
    /// `b`, `em`, `span` and every other element inside a line.
    Inline,
}

impl Tag {
    /// The element of this lower-case name.
    pub(super) fn named(name: &[u8]) -> Self {
        match name {
            b"html" | b"head" | b"body" => Self::Root,
            b"a" => Self::Link,
            b"address" => Self::Address,
            b"article" => Self::Article,
            b"aside" => Self::Aside,
            b"blockquote" => Self::Blockquote,
            b"br" => Self::Break,
            b"button" | b"select" | b"option" | b"optgroup" | b"textarea" | b"label" | b"legend"
            | b"datalist" | b"output" | b"progress" | b"meter" => Self::Button,
            b"dd" => Self::Description,
            b"div" | b"center" | b"fieldset" | b"details" | b"summary" | b"dir" | b"noindex" => Self::Block,
            b"dl" => Self::DescriptionList,
            b"dt" => Self::Term,
            b"figcaption" | b"caption" => Self::Caption,
            b"figure" => Self::Figure,
            b"footer" => Self::Footer,
            b"form" => Self::Form,
            b"h1" => Self::Title,
            b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Self::Heading,
            b"header" | b"hgroup" => Self::Header,
            b"hr" => Self::Rule,
            b"img" => Self::Image,
            b"li" => Self::Item,
            b"link" => Self::Relation,
            b"main" => Self::Main,
            b"meta" => Self::Meta,
            b"nav" | b"menu" => Self::Navigation,
            b"ol" | b"ul" => Self::List,
            b"p" => Self::Paragraph,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Self::Preformatted,
            b"section" => Self::Section,
            b"table" => Self::Table,
            b"thead" | b"tbody" | b"tfoot" => Self::TableGroup,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"time" => Self::Time,
            b"title" => Self::PageTitle,
            b"script" | b"style" | b"noscript" | b"iframe" | b"svg" | b"math" | b"canvas" | b"object"
            | b"audio" | b"video" | b"applet" | b"noembed" | b"noframes" | b"map" => Self::Opaque,
            b"template" | b"dialog" => Self::Dormant,
            b"area" | b"base" | b"basefont" | b"bgsound" | b"col" | b"embed" | b"frame" | b"input"
            | b"keygen" | b"param" | b"source" | b"track" | b"wbr" => Self::Void,
            _ => Self::Inline,
        }
    }

    /// An element that never has content and no end tag.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Self::Break | Self::Rule | Self::Image | Self::Relation | Self::Meta | Self::Void)
    }

    /// A part of a line: text flows around it.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Link
                | Self::Break
                | Self::Button
                | Self::Image
                | Self::Time
                | Self::Inline
                | Self::Void
                | Self::Relation
                | Self::Meta
                | Self::PageTitle
                | Self::Data
                | Self::Opaque
        )
    }

    /// An element that ends an open paragraph where it starts.
    pub(super) fn closes_paragraph(self) -> bool {
        !self.is_inline()
            && !matches!(self, Self::TableGroup | Self::Row | Self::Cell | Self::Dormant | Self::Root)
    }

    /// A part of a table, whose tags reach beyond the cell they stand in.
    pub(super) fn is_tabular(self) -> bool {
        matches!(self, Self::Table | Self::TableGroup | Self::Row | Self::Cell)
    }

    /// What an end tag inside it cannot reach beyond.
    pub(super) fn is_boundary(self) -> bool {
        matches!(self, Self::Root | Self::Table | Self::Cell | Self::Dormant)
    }
}

/// Elements within a line that HTML has or had, beside those that a [`Tag`] names.
const WITHIN_LINES: [&str; 33] = [
    "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "mark", "picture", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "tt", "u", "var", "blink", "nobr",
];

/// The longest name of an element.
const LONGEST_NAME: usize = 10;

/// Whether this is the name of an element of HTML, in letters of any case.
pub(in crate::ingest) fn is_element(name: &str) -> bool {
    let known = WITHIN_LINES.iter().any(|known| name.eq_ignore_ascii_case(known));
    known || lower_case(name).is_some_and(|name| Tag::named(name.as_bytes()) != Tag::Inline)
}

/// Whether this is the name of an element that parts a text into blocks or belongs to the frame of a page.
pub(in crate::ingest) fn is_block(name: &str) -> bool {
    lower_case(name).is_some_and(|name| {
        let tag = Tag::named(name.as_bytes());
        !tag.is_inline() || matches!(tag, Tag::Break | Tag::Relation | Tag::Meta | Tag::Opaque)
    })
}

fn lower_case(name: &str) -> Option<String> {
    (name.len() <= LONGEST_NAME).then(|| name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_known_by_their_names() {
        for (name, known, block) in [
            ("P", true, true),
            ("figcaption", true, true),
            ("script", true, true),
            ("br", true, true),
            ("a", true, false),
            ("Strong", true, false),
            ("title", true, false),
            ("marquee", false, false),
            ("blockquotes", false, false),
            ("foo", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_element(name), is_block(name)), (known, block), "{name}");
        }
    }
}
