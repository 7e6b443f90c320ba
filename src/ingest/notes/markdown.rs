//! Markdown to told blocks, each with its lines. Marks of emphasis go, the text of links stays, and what a picture is
//! said to show is its caption.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::article::Lines;
use crate::ingest::document::{Part, Told};
use crate::ingest::forms::sentence;
use crate::ingest::html;

/// Lines of a paragraph that were broken on purpose: at least so many breaks make it verse.
const VERSE: usize = 3;

/// The blocks of a text whose first line has this number.
pub(super) fn blocks(text: &str, first: u32) -> Vec<Told> {
    let mut teller = Teller::of(text, first);
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        teller.tell(event, range);
    }
    teller.flush();
    teller.told
}

/// The lines of the headings of the first level in a text whose first line has this number.
pub(super) fn titles(text: &str, first: u32) -> Vec<u32> {
    let marked = |line: &&str| line.trim_start().starts_with("# ") || line.starts_with('=');
    if text.lines().filter(marked).nth(1).is_none() {
        return Vec::new();
    }
    let teller = Teller::of(text, first);
    let mut depth = 0_usize;
    let mut titles = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if depth == 0 && matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })) {
            titles.push(teller.lines(&range).first);
        }
        if matches!(event, Event::Start(_)) {
            depth += 1;
        } else if matches!(event, Event::End(_)) {
            depth = depth.saturating_sub(1);
        }
    }
    titles
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS
}

/// Whether a text holds marks that only Markdown has.
pub(super) fn is_marked(text: &str) -> bool {
    let heading = |line: &str| {
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        (1..=6).contains(&marks) && line.get(marks..).is_some_and(|rest| rest.starts_with(' '))
    };
    let lines = || text.lines().map(str::trim);
    let linked = text.contains("](http") || text.contains("![") || text.contains("[[");
    let emphasised = text.matches("**").count() >= 2;
    linked
        || emphasised
        || lines().any(|line| heading(line) || line.starts_with("> ") || line.starts_with("```"))
}

/// What the open elements make of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Item,
    Quote,
}

struct Teller<'t> {
    text: &'t str,
    /// Where the lines begin, in bytes.
    starts: Vec<usize>,
    first: u32,
    told: Vec<Told>,
    inside: Vec<Inside>,
    /// The block that is being read.
    part: Part,
    words: String,
    place: Option<Range<usize>>,
    /// What a picture that is being read is said to show.
    picture: Option<Picture>,
    breaks: usize,
    /// How much of the block is emphasised, in bytes, and how deep emphasis is.
    emphasised: usize,
    emphasis: usize,
}

#[derive(Debug, Default)]
struct Picture {
    says: String,
    title: String,
}

impl<'t> Teller<'t> {
    fn of(text: &'t str, first: u32) -> Self {
        let starts = [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self {
            text,
            starts,
            first,
            told: Vec::new(),
            inside: Vec::new(),
            part: Part::Paragraph,
            words: String::new(),
            place: None,
            picture: None,
            breaks: 0,
            emphasised: 0,
            emphasis: 0,
        }
    }

    fn tell(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag, &range),
            Event::Text(text) | Event::Code(text) => self.add(&text, &range),
            Event::SoftBreak => self.add(" ", &range),
            Event::HardBreak => {
                self.breaks += 1;
                self.add("\n", &range);
            }
            Event::InlineHtml(tag) => {
                if tag.to_ascii_lowercase().starts_with("<br") {
                    self.add(" ", &range);
                }
            }
            Event::Html(markup) => self.add(&markup, &range),
            Event::Rule => self.flush(),
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.begin(self.running()),
            Tag::Heading { .. } => self.begin(Part::Heading),
            Tag::CodeBlock(_) | Tag::Table(_) => self.begin(Part::Preformatted),
            Tag::HtmlBlock => self.begin(Part::Paragraph),
            Tag::BlockQuote(_) => self.enter(Inside::Quote),
            Tag::Item => {
                self.enter(Inside::Item);
                self.part = Part::Item;
            }
            Tag::Image { title, .. } => {
                self.picture = Some(Picture { says: String::new(), title: title.to_string() });
            }
            Tag::Emphasis => self.emphasis += 1,
            Tag::List(_) | Tag::FootnoteDefinition(_) => self.flush(),
            Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn close(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::List(_)
            | TagEnd::FootnoteDefinition => self.flush(),
            TagEnd::HtmlBlock => self.flush_html(),
            TagEnd::BlockQuote(_) | TagEnd::Item => {
                self.flush();
                self.inside.pop();
                self.part = self.running();
            }
            TagEnd::TableCell => self.add(" | ", range),
            TagEnd::TableHead | TagEnd::TableRow => {
                let whole = self.words.trim_end_matches([' ', '|']).len();
                self.words.truncate(whole);
                self.words.push('\n');
            }
            TagEnd::Image => self.flush_picture(range),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// What a paragraph is among the elements that are open.
    fn running(&self) -> Part {
        match self.inside.last() {
            Some(Inside::Item) => Part::Item,
            Some(Inside::Quote) => Part::Quote,
            None => Part::Paragraph,
        }
    }

    fn enter(&mut self, inside: Inside) {
        self.flush();
        self.inside.push(inside);
    }

    fn begin(&mut self, part: Part) {
        self.flush();
        self.part = part;
    }

    fn add(&mut self, text: &str, range: &Range<usize>) {
        if let Some(picture) = &mut self.picture {
            picture.says.push_str(text);
            return;
        }
        self.words.push_str(text);
        if self.emphasis > 0 {
            self.emphasised += text.len();
        }
        let place = self.place.get_or_insert_with(|| range.clone());
        place.end = place.end.max(range.end);
    }

    /// Ends the block that is being read.
    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let place = self.place.take();
        let breaks = std::mem::take(&mut self.breaks);
        let emphasised = std::mem::take(&mut self.emphasised);
        let Some(place) = place.filter(|_| !words.trim().is_empty()) else { return };
        let whole = emphasised * 10 >= words.trim().len() * 9;
        let under_picture = whole && self.told.last().is_some_and(|told| told.part == Part::Caption);
        let part = match self.part {
            Part::Paragraph if under_picture => Part::Caption,
            Part::Paragraph if breaks >= VERSE => Part::Preformatted,
            part => part,
        };
        let lines = self.lines(&place);
        self.told.push(Told { part, text: words, lines });
    }

    fn flush_html(&mut self) {
        let markup = std::mem::take(&mut self.words);
        if let Some(place) = self.place.take() {
            let lines = self.lines(&place);
            self.told.extend(html::fragment(&markup, lines));
        }
    }

    /// A picture gives its caption before the paragraph it stands in.
    fn flush_picture(&mut self, range: &Range<usize>) {
        let Some(picture) = self.picture.take() else { return };
        let lines = self.lines(range);
        let said = [picture.title, picture.says].into_iter().find(|text| is_caption(text));
        // A picture without words still marks what stands under it in emphasis as its caption.
        self.told.push(Told { part: Part::Caption, text: said.unwrap_or_default(), lines });
    }

    fn lines(&self, place: &Range<usize>) -> Lines {
        let inner = self.text.get(place.clone()).unwrap_or_default().trim_end();
        let line = |at: usize| {
            let line = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
            self.first.saturating_add(u32::try_from(line).unwrap_or(u32::MAX))
        };
        Lines { first: line(place.start), last: line(place.start + inner.len().saturating_sub(1)) }
    }
}

/// Whether what a picture is said to show says something, and is not the name of a file.
fn is_caption(text: &str) -> bool {
    sentence::words(text) >= 3 && !text.contains("://")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(Part, &str, u32, u32)]) {
        let told = blocks(text, 1);
        let seen: Vec<_> = told
            .iter()
            .filter(|told| !told.text.is_empty())
            .map(|told| (told.part, told.text.trim_end(), told.lines.first, told.lines.last))
            .collect();
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn every_block_is_told_with_its_lines() {
        use Part::{Heading, Item, Paragraph, Preformatted, Quote};
        check(
            "# Dam opens\n\nIt *opened* on **Monday**,\nafter [ten](https://e.org) years of `work`[^1].\n\n## Water\n\n- One\n- Two\n  \
             more\n\n> We waited.\n>\n> They came.\n\n```\na  b\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: A note.\n",
            &[
                (Heading, "Dam opens", 1, 1),
                (Paragraph, "It opened on Monday, after ten years of work.", 3, 4),
                (Heading, "Water", 6, 6),
                (Item, "One", 8, 8),
                (Item, "Two more", 9, 10),
                (Quote, "We waited.", 12, 12),
                (Quote, "They came.", 14, 14),
                (Preformatted, "a  b", 17, 17),
                (Preformatted, "a | b\n1 | 2", 20, 22),
                (Paragraph, "A note.", 24, 24),
            ],
        );
    }

    #[test]
    fn pictures_give_their_captions() {
        use Part::{Caption, Paragraph};
        check(
            "![The dam in May](a.jpg)\n\nIt opened.\n",
            &[(Caption, "The dam in May", 1, 1), (Paragraph, "It opened.", 3, 3)],
        );
        check(
            "![](a.jpg \"The dam in May\") It opened.\n",
            &[(Caption, "The dam in May", 1, 1), (Paragraph, " It opened.", 1, 1)],
        );
        check(
            "![a.jpg](a.jpg)\n\n*The dam in May. Photo: Reuters*\n\nIt opened.\n",
            &[(Caption, "The dam in May. Photo: Reuters", 3, 3), (Paragraph, "It opened.", 5, 5)],
        );
        check("*It opened.*\n", &[(Paragraph, "It opened.", 1, 1)]);
    }

    #[test]
    fn links_between_notes_and_verse_stay_readable() {
        use Part::{Paragraph, Preformatted};
        check("See [[The dam|this dam]] and [[Water]].\n", &[(Paragraph, "See this dam and Water.", 1, 1)]);
        check("One  \ntwo  \nthree  \nfour\n", &[(Preformatted, "One\ntwo\nthree\nfour", 1, 4)]);
    }

    #[test]
    fn marks_of_markdown_are_known() {
        for text in ["# Dam", "It **opened** now", "> said", "[a](https://e.org)", "```\na\n```"] {
            assert!(is_marked(text), "{text}");
        }
        for text in ["It opened.", "#dam", "a * b", "5 > 4"] {
            assert!(!is_marked(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_told_within_its_lines(text in "[-#*>|`!()\\[\\]<a-c/ \n]{0,80}") {
            let last = u32::try_from(text.lines().count()).unwrap().max(1);
            for told in blocks(&text, 1) {
                prop_assert!(1 <= told.lines.first && told.lines.first <= told.lines.last && told.lines.last <= last, "{told:?}");
            }
        }
    }
}
