//! What an article is about, with the words that say so.

use std::io::{self, Write};

use crate::article::{Evidence, Tag};
use crate::library::Item;
use crate::text::SafeText;

use super::paint::Weight;
use super::show::{Mark, Sheet};

/// Writes every tag of an article with its score and its words, strongest first.
pub(super) fn why(item: &Item, sheet: Sheet, out: &mut dyn Write) -> io::Result<()> {
    sheet.write(Mark::None, Weight::Strong, &item.article.headline.text, out)?;
    let tags = &item.tags;
    let groups = [
        ("Countries", &tags.countries),
        ("Only mentioned", &tags.mentioned),
        ("Regions", &tags.regions),
        ("Topics", &tags.topics),
    ];
    for (title, tags) in groups {
        if !tags.is_empty() {
            writeln!(out, "\n{}", sheet.paint.paint(Weight::Strong, title))?;
        }
        for tag in tags {
            sheet.write(Mark::None, Weight::Plain, &SafeText::label(&named(tag)), out)?;
            let words: Vec<String> = tag.evidence.iter().map(|words| weighed(words, sheet)).collect();
            if !words.is_empty() {
                sheet.write(Mark::Indent, Weight::Quiet, &SafeText::label(&words.join(", ")), out)?;
            }
        }
    }
    if groups.iter().all(|(_, tags)| tags.is_empty()) {
        writeln!(out, "\nNothing in it names a place or a topic.")?;
    }
    Ok(())
}

fn named(tag: &Tag) -> String {
    let name = if tag.name == tag.label { String::new() } else { format!(": {}", tag.name) };
    format!("{}{name} ({}) {:.2}", tag.label, tag.code, tag.score)
}

/// Words with how often they stand there and what one of them weighs: `junta ×9 (0.60)`.
fn weighed(words: &Evidence, sheet: Sheet) -> String {
    format!("{} {}{} ({:.2})", words.text, sheet.paint.times(), words.count, words.weight)
}
