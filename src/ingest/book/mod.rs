//! An EPUB book: what it says about itself, and its chapters in the order they are read in.
//!
//! Names in a book are names of entries of its archive and never of files.

mod markup;

use std::collections::HashMap;
use std::path::Path;

use crate::article::{DateOrigin, Dated, Lines};
use crate::text::{self, Decoded};

use super::document;
use super::draft::Stated;
use super::forms::timestamps;
use super::html;
use super::pack::{Budget, Zip};
use super::page::physical_lines;
use super::{Format, Page, Reason, Rules};
use markup::Element;

/// The file of a book that names its package (OCF 3.3, 4.2.6.3.1).
const CONTAINER: &str = "META-INF/container.xml";

/// The fewest words of a chapter that is an article and not a cover, a list of contents or an imprint.
const FEWEST_WORDS: usize = 40;

/// A book's chapters in the order they are read in.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Book {
    /// Its chapters; none where the archive does not say which they are.
    pub(super) chapters: Vec<Chapter>,
}

/// One chapter of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chapter {
    /// The name of its entry.
    pub(super) name: String,
    /// What the book says of it and of itself: its title in the contents, the date, the author, the language.
    pub(super) stated: Stated,
}

impl Book {
    /// Reads the package of a book.
    pub(super) fn of(zip: &Zip<'_>, budget: &Budget) -> Self {
        Self::read(|name| {
            let entry = zip.entry(name.as_bytes())?;
            Some(text::decode(&entry.unpack(budget).bytes).text)
        })
    }

    /// Reads the package with what gives the text of an entry.
    fn read(text_of: impl Fn(&str) -> Option<String>) -> Self {
        let package_name = text_of(CONTAINER).and_then(|container| package_name(&container));
        let Some((name, package)) = package_name.and_then(|name| text_of(&name).map(|text| (name, text)))
        else {
            return Self::default();
        };
        let elements = markup::elements(&package);
        let items: Vec<Item> = elements.iter().filter_map(|element| Item::of(element, &name)).collect();
        let titles = titles(&items, &text_of);
        let common = metadata(&elements);
        let order = elements.iter().filter(|element| element.name == "itemref");
        let in_order = order.filter_map(|element| element.attribute("idref"));
        let listed = in_order.filter_map(|id| items.iter().find(|item| item.id == id));
        let chapters = listed.filter(|item| !item.is_contents()).map(|item| Chapter {
            name: item.name.clone(),
            stated: Stated { headline: titles.get(&item.name).cloned(), ..common.clone() },
        });
        Self { chapters: chapters.collect() }
    }
}

/// Reads a chapter, which is one article or none.
pub(super) fn chapter(path: &Path, decoded: &Decoded, rules: &Rules) -> Page {
    let mut page = Page::empty(path, Format::Book);
    let count = u32::try_from(physical_lines(&decoded.text).count()).unwrap_or(u32::MAX);
    let mut told = html::fragment(&decoded.text, Lines { first: 1, last: count.max(1) });
    page.hidden = document::hidden(&told);
    rules.mark(path, &mut told);
    match document::article(path, Stated::default(), &told).filter(|article| article.words() >= FEWEST_WORDS)
    {
        Some(article) => Page { articles: vec![article], ..page },
        None => Page { passed_over: Some(Reason::Document), ..page },
    }
}

/// A file that the package lists.
#[derive(Debug, PartialEq, Eq)]
struct Item {
    id: String,
    name: String,
    kind: String,
    properties: String,
}

impl Item {
    fn of(element: &Element, package: &str) -> Option<Self> {
        if element.name != "item" {
            return None;
        }
        let attribute = |name| element.attribute(name).unwrap_or_default().to_owned();
        Some(Self {
            id: element.attribute("id")?.to_owned(),
            name: target(package, element.attribute("href")?),
            kind: attribute("media-type"),
            properties: attribute("properties"),
        })
    }

    /// Whether it is the list of contents, which EPUB 3 writes as a page.
    fn is_contents(&self) -> bool {
        self.properties.split_whitespace().any(|property| property == "nav")
    }

    /// Whether it is the list of contents as EPUB 2 writes it.
    fn is_old_contents(&self) -> bool {
        self.kind == "application/x-dtbncx+xml"
    }
}

fn package_name(container: &str) -> Option<String> {
    let elements = markup::elements(container);
    let root = elements.iter().find(|element| element.name == "rootfile")?;
    Some(target("", root.attribute("full-path")?))
}

/// What the book says about itself.
fn metadata(elements: &[Element]) -> Stated {
    let all = |name: &'static str| {
        let named = elements.iter().filter(move |element| element.name == name);
        named.map(|element| element.text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let creators: Vec<String> = all("creator").collect();
    let date = all("date").find_map(|date| timestamps::timestamp(&date));
    Stated {
        published: date.map(|date| Dated { date, origin: DateOrigin::Metadata }),
        byline: Some(creators.join(", ")).filter(|byline| !byline.is_empty()),
        language: all("language").next(),
        ..Stated::default()
    }
}

/// The titles of chapters by the names of their entries, from either list of contents.
fn titles(items: &[Item], text_of: &impl Fn(&str) -> Option<String>) -> HashMap<String, String> {
    let mut titles = HashMap::new();
    for item in items.iter().filter(|item| item.is_contents() || item.is_old_contents()) {
        let Some(text) = text_of(&item.name) else { continue };
        let mut label = String::new();
        for element in markup::elements(&text) {
            let (address, title) = match &*element.name {
                "a" => (element.attribute("href"), element.text.trim()),
                "content" => (element.attribute("src"), label.trim()),
                "text" => {
                    label.clone_from(&element.text);
                    continue;
                }
                _ => continue,
            };
            if let Some(address) = address.filter(|_| !title.is_empty()) {
                titles.entry(target(&item.name, address)).or_insert_with(|| title.to_owned());
            }
        }
    }
    titles
}

/// The name of the entry that an address in another entry leads to.
fn target(from: &str, address: &str) -> String {
    let address = unescaped(address.split('#').next().unwrap_or_default());
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> =
        if address.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

/// An address with its `%20` and the like as the characters they stand for.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits =
            behind.get(..2).filter(|_| *first == b'%').and_then(|digits| str::from_utf8(digits).ok());
        if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = behind.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(entries: &[(&str, &str)]) -> Book {
        Book::read(|name| {
            entries.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned())
        })
    }

    const PACKAGE: &str = r#"<package><metadata><dc:date>2023-11-10T06:00:00Z</dc:date>
        <dc:creator>Ann Lee</dc:creator><dc:language>en</dc:language></metadata>
        <manifest><item id="a" href="text/one%20more.xhtml" media-type="application/xhtml+xml"/>
        <item id="b" href="text/two.xhtml" media-type="application/xhtml+xml"/>
        <item id="n" href="nav.xhtml" properties="nav"/>
        <item id="t" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
        <spine toc="t"><itemref idref="n"/><itemref idref="b"/><itemref idref="a"/><itemref idref="x"/></spine>
        </package>"#;

    #[test]
    fn chapters_come_as_they_are_read_with_their_titles() {
        let book = read(&[
            (
                CONTAINER,
                r#"<container><rootfiles><rootfile full-path="OEBPS/p.opf"/></rootfiles></container>"#,
            ),
            ("OEBPS/p.opf", PACKAGE),
            (
                "OEBPS/nav.xhtml",
                r#"<nav><ol><li><a href="text/two.xhtml#top">Sun &amp; <i>rain</i></a></li></ol></nav>"#,
            ),
            (
                "OEBPS/toc.ncx",
                r#"<navPoint><navLabel><text>Rain</text></navLabel><content src="text/one%20more.xhtml"/></navPoint>"#,
            ),
        ]);
        let told: Vec<(&str, Option<&str>)> = book
            .chapters
            .iter()
            .map(|chapter| (&*chapter.name, chapter.stated.headline.as_deref()))
            .collect();
        assert_eq!(
            told,
            [("OEBPS/text/two.xhtml", Some("Sun & rain")), ("OEBPS/text/one more.xhtml", Some("Rain"))]
        );
        let stated = &book.chapters[0].stated;
        assert_eq!(stated.byline.as_deref(), Some("Ann Lee"));
        assert_eq!(stated.published.map(|dated| dated.date.to_string()).as_deref(), Some("2023-11-10"));
    }

    #[test]
    fn a_book_without_a_package_has_no_chapters() {
        assert_eq!(read(&[]), Book::default());
        assert_eq!(read(&[(CONTAINER, "<rootfile full-path='gone'/>")]), Book::default());
        assert_eq!(read(&[(CONTAINER, "<rootfile full-path='a'/>"), ("a", "<<<&&&")]), Book::default());
    }

    #[test]
    fn addresses_stay_within_the_book() {
        for (from, address, name) in [
            ("OEBPS/p.opf", "a/b.xhtml#c", "OEBPS/a/b.xhtml"),
            ("OEBPS/a/b", "../c", "OEBPS/c"),
            ("p.opf", "../../../etc/passwd", "etc/passwd"),
            ("a/p.opf", "/b", "b"),
            ("p.opf", "%2e%2e/%zz%", "%zz%"),
        ] {
            assert_eq!(target(from, address), name);
        }
    }
}
