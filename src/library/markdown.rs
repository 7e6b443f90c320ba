//! An article as Markdown that any reader of `CommonMark` shows as it was printed.

use std::fmt::Write as _;

use crate::article::{Article, Block, BlockKind, Tag, Tags, Triage};

/// One article: headline, where and when, tags, pictures' captions, text. Ends with a line break.
pub(super) fn article(article: &Article, tags: &Tags, triage: &Triage) -> String {
    let mut parts = vec![format!("# {}", escaped(&article.headline.shown()))];
    parts.extend(origin(article));
    parts.extend(subjects(tags));
    parts.extend(triage.note.as_ref().map(|note| format!("Note: {}", escaped(note))));
    parts.extend(article.captions.iter().map(|caption| format!("> Picture: {}", escaped(&caption.text))));
    parts.extend(list(article.standfirst.iter().map(|point| &*point.text)));
    parts.extend(body(&article.body));
    parts.extend(highlights(article, triage));
    parts.join("\n\n") + "\n"
}

/// What was highlighted, each passage with its note and with the file and lines to cite.
fn highlights(article: &Article, triage: &Triage) -> Vec<String> {
    let mut parts = Vec::new();
    for highlight in article.highlights(triage) {
        if parts.is_empty() {
            parts.push("## Highlights".to_owned());
        }
        let place = escaped(&highlight.place(article));
        let words: Vec<String> = highlight.text.split("\n\n").map(escaped).collect();
        parts.push(format!("> {}\n>\n> ({place})", words.join("\n>\n> ")));
        parts.extend((!highlight.note.is_empty()).then(|| format!("Note: {}", escaped(&highlight.note))));
    }
    parts
}

/// Date, author, agency and place, as far as they are known, in one line.
fn origin(article: &Article) -> Option<String> {
    let date = article.dates.published.map(|dated| dated.date.to_string());
    let who = &article.attribution;
    let known = [who.byline.as_ref(), who.agency.as_ref(), who.dateline.as_ref()];
    let known = known.into_iter().flatten().map(|text| escaped(text));
    let all: Vec<String> = date.into_iter().chain(known).collect();
    (!all.is_empty()).then(|| all.join(" · "))
}

/// Countries, regions and topics in one line.
fn subjects(tags: &Tags) -> Option<String> {
    let all = [&tags.countries, &tags.regions, &tags.topics];
    let groups = all.into_iter().filter(|group| !group.is_empty());
    let labels =
        |group: &Vec<Tag>| group.iter().map(|tag| escaped(&tag.label)).collect::<Vec<_>>().join(", ");
    let lines: Vec<String> = groups.map(labels).collect();
    (!lines.is_empty()).then(|| format!("Tags: {}", lines.join("; ")))
}

fn list<'a>(points: impl Iterator<Item = &'a str>) -> Option<String> {
    let lines: Vec<String> = points.map(|point| format!("- {}", escaped(point))).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The blocks of the body; items that follow one another are one list.
fn body(blocks: &[Block]) -> Vec<String> {
    let same_list = |one: &Block, next: &Block| one.kind == BlockKind::Item && next.kind == BlockKind::Item;
    blocks.chunk_by(same_list).filter_map(run).collect()
}

fn run(blocks: &[Block]) -> Option<String> {
    let first = blocks.first()?;
    Some(match first.kind {
        BlockKind::Paragraph => escaped(&first.text),
        BlockKind::Subheading => format!("## {}", escaped(&first.text)),
        BlockKind::Quote => format!("> {}", escaped(&first.text)),
        BlockKind::Item => list(blocks.iter().map(|block| &*block.text))?,
        BlockKind::Preformatted => fenced(&first.text),
    })
}

/// Text between fences longer than any run of backticks in it.
fn fenced(text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{text}\n{fence}")
}

/// One line of text with everything Markdown would take as its own marked as plain text.
fn escaped(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut written = String::with_capacity(line.len() + 8);
    let number = line.bytes().take_while(u8::is_ascii_digit).count();
    for (place, letter) in line.char_indices() {
        let opens_line = place == 0 && matches!(letter, '+' | '-' | '=' | '!' | ':');
        let ends_number = place == number && number > 0 && matches!(letter, '.' | ')');
        let anywhere = matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '<' | '>' | '#' | '&' | '~' | '|' | '$' | '^'
        );
        if opens_line || ends_number || anywhere {
            written.push('\\');
        }
        // Writing to a `String` cannot fail.
        let _ = write!(written, "{letter}");
    }
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag as Element};

    use super::*;
    use crate::article::{Caption, DateOrigin, Dated, Decision, Lines, Standfirst, TextRange};
    use crate::library::samples;
    use crate::text::SafeText;

    /// The text a reader of Markdown shows, with the elements around it.
    fn shown(markdown: &str) -> (String, Vec<String>) {
        let mut text = String::new();
        let mut elements = Vec::new();
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(part) | Event::Code(part) => text.push_str(&part),
                Event::Start(element) => elements.push(format!("{element:?}")),
                Event::SoftBreak | Event::HardBreak => text.push('\n'),
                Event::End(_) => {}
                other => elements.push(format!("{other:?}")),
            }
        }
        (text, elements)
    }

    proptest! {
        #[test]
        fn text_is_shown_as_it_was_printed(
            text in r"([-+=#>!:~|$^&;a-c0-9.()*_`\[\]<>\\/ '{}@]|&amp;|- |1\. |https?://){0,24}"
        ) {
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assume!(!line.is_empty());
            let (paragraph, elements) = shown(&escaped(&text));
            prop_assert_eq!(&paragraph, &line);
            prop_assert_eq!(elements, [format!("{:?}", Element::Paragraph)]);
            prop_assert_eq!(&shown(&format!("# {}", escaped(&text))).0, &line);
            prop_assert_eq!(&shown(&format!("- {}", escaped(&text))).0, &line);
        }

        #[test]
        fn preformatted_text_stays_between_its_fences(text in "[`~a \n]{1,20}") {
            let (read, elements) = shown(&fenced(&text));
            prop_assert_eq!(read, format!("{text}\n"));
            prop_assert_eq!(elements.len(), 1);
        }
    }

    #[test]
    fn braces_behind_a_headline_are_no_attributes() {
        for text in ["{}", "Rates {b}", "a {#b .c}"] {
            assert_eq!(shown(&format!("# {}", escaped(text))).0, text);
        }
    }

    #[test]
    fn an_article_is_written_in_order() {
        let lines = Lines::one(1);
        let safe = SafeText::label;
        let block = |kind, text: &str| Block { kind, text: SafeText::body(text), lines };
        let mut page = samples::article("a", "First *paragraph*.");
        page.headline.text = safe("Ceasefire #2 holds");
        page.dates.published = Some(Dated { date: "2023-11".parse().unwrap(), origin: DateOrigin::Page });
        page.attribution.agency = Some(safe("Reuters"));
        page.captions = vec![Caption { text: safe("A bridge. (AFP)"), credit: Some(safe("AFP")), lines }];
        page.standfirst = vec![Standfirst { text: safe("One point"), lines }];
        page.body.extend([
            block(BlockKind::Subheading, "What next"),
            block(BlockKind::Quote, "We wait."),
            block(BlockKind::Item, "one"),
            block(BlockKind::Item, "two"),
            block(BlockKind::Preformatted, "a  b\n c"),
        ]);
        let label = |code: &str, label: &str| Tag {
            code: safe(code),
            label: safe(label),
            name: safe(label),
            score: 1.0,
            evidence: Vec::new(),
        };
        let tags = Tags {
            countries: vec![label("NE", "Niger"), label("ML", "Mali")],
            topics: vec![label("16000000", "conflict")],
            ..Tags::default()
        };
        let expected = "# Ceasefire \\#2 holds\n\n2023-11 · Reuters\n\nTags: Niger, Mali; conflict\n\n\
            > Picture: A bridge. (AFP)\n\n- One point\n\nFirst \\*paragraph\\*.\n\n## What next\n\n\
            > We wait.\n\n- one\n- two\n\n```\na  b\n c\n```\n";
        assert_eq!(article(&page, &tags, &Triage::default()), expected);
    }

    #[test]
    fn highlights_are_told_with_note_file_and_lines() {
        let page = samples::article("news/a.txt", "One *two* three.");
        let range = TextRange { block: 0, start: 4, length: 5 };
        let mut triage = Triage::default();
        Decision::Highlight(range, SafeText::label("why?")).apply(&mut triage);
        Decision::Note(SafeText::label("ask Amina")).apply(&mut triage);
        let written = article(&page, &Tags::default(), &triage);
        assert!(written.contains("\n\nNote: ask Amina\n\n"), "{written}");
        let end = "## Highlights\n\n> \\*two\\*\n>\n> (news/a.txt:2)\n\nNote: why?\n";
        assert!(written.ends_with(end), "{written}");
    }
}
