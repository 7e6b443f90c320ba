//! The elements of the small XML files that a book is described with. No document type counts for anything.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// The most elements looked at in one file.
const MOST_ELEMENTS: usize = 100_000;

/// How many of the innermost open elements a text counts for.
const DEEPEST: usize = 8;

/// An element with all the text in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name without the prefix of a name space.
    pub(super) name: String,
    /// The text between its tags, that of inner elements included.
    pub(super) text: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// All elements in the order of their first tags, up to where the file is no XML any more.
pub(super) fn elements(text: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    reader.config_mut().allow_dangling_amp = true;
    let (mut elements, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    while elements.len() < MOST_ELEMENTS {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                open.push(elements.len());
                elements.push(element(&tag));
            }
            Ok(Event::Empty(tag)) => elements.push(element(&tag)),
            Ok(Event::End(_)) => {
                open.pop();
            }
            Ok(Event::Text(text)) => add(&mut elements, &open, &text),
            Ok(Event::CData(text)) => add(&mut elements, &open, &text),
            Ok(Event::GeneralRef(name)) => {
                let number = name.resolve_char_ref().ok().flatten().map(String::from);
                let named = || resolve_predefined_entity(&name).map(ToOwned::to_owned);
                add(&mut elements, &open, &number.or_else(named).unwrap_or_default());
            }
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Ok(Event::Eof) | Err(_) => break,
        }
    }
    elements
}

fn element(tag: &BytesStart<'_>) -> Element {
    let local = |name: &str| name.rsplit(':').next().unwrap_or(name).to_owned();
    let mut found = tag.attributes();
    let attributes = found.with_checks(false).flatten().map(|attribute| {
        let value = quick_xml::escape::unescape(&attribute.value).unwrap_or_default().into_owned();
        (local(attribute.key.into_inner()), value)
    });
    Element { name: local(tag.name().into_inner()), attributes: attributes.collect(), text: String::new() }
}

fn add(elements: &mut [Element], open: &[usize], text: &str) {
    for place in open.iter().rev().take(DEEPEST) {
        if let Some(element) = elements.get_mut(*place) {
            element.text.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_come_with_attributes_and_all_their_text() {
        let text = "<!DOCTYPE a [<!ENTITY b 'boom'>]><x:c d='e &lt; f'>g<h>i &#38; &b;j</h><k/></x:c>";
        let found = elements(text);
        let names: Vec<(&str, &str)> = found.iter().map(|found| (&*found.name, &*found.text)).collect();
        assert_eq!(names, [("c", "gi & j"), ("h", "i & j"), ("k", "")]);
        assert_eq!(found[0].attribute("d"), Some("e < f"));
    }

    #[test]
    fn broken_markup_ends_quietly() {
        for text in ["<a", "<a b=", "</a></b>", "<a>&b", "<![CDATA[", "<a>".repeat(200_000).as_str()] {
            assert!(elements(text).len() <= MOST_ELEMENTS);
        }
    }
}
