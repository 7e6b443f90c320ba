//! A dump of a page's text to articles, in stages, each a plain type in its own file.
//!
//! `lines` numbers and cleans, `links` and `running` take out what a browser or a printer added, `blocks` sets verse,
//! tables and quotations apart, `reflow` joins what `wrapping` proves was wrapped, `records` finds labelled rows,
//! `opening` cuts lines into pieces and `shape` looks at each alone, `neighbours` and `furniture` look at them beside
//! one another, `repeats` finds copies, `survey` compares the pieces, `split` cuts the page into sections, `roles`
//! (with `head` and `body`) tells the part of each piece, and `assemble` builds articles.
//! No stage knows a site or a file's name.

mod assemble;
mod blocks;
mod body;
mod corrected;
mod furniture;
mod head;
mod hyphens;
mod lede;
mod lines;
mod links;
mod meta;
mod neighbours;
mod opening;
mod records;
mod reflow;
mod repeats;
mod rhythm;
mod roles;
mod running;
mod set_in;
pub(super) mod shape;
mod split;
mod survey;
mod vocabulary;
mod wrapping;

use std::path::Path;

use crate::article::{Article, LineKey, Lines, Removed};
use crate::text::Decoded;

pub(super) use lines::fold_spaces;
pub use lines::physical_lines;

use super::draft::{Draft, Stated};
use super::rules::{self, Rules};
use super::{Format, Page};
use corrected::Corrected;
use lines::Line;
use repeats::Repeats;
use roles::Section;
use survey::Survey;

/// Reads the decoded text of a page dump.
pub(super) fn read(path: &Path, decoded: &Decoded, rules: &Rules) -> Page {
    let mut numbered = lines::number(&decoded.text, 1);
    // Lines are known by what is printed, as the reader sees it, whatever else is taken out of them.
    let keys = corrected::keys(&numbered.lines);
    let corrected = Corrected::of(&keys, &rules.corrections);
    links::take(&mut numbered.lines);
    let (lines, ruled_out) = ruled(path, numbered.lines, rules);
    let mut sheets = running::take(lines);
    wrapping::close_up(&mut sheets.text);
    let text = blocks::set_apart(blocks::unquote(sheets.text), &corrected);
    let pieces = opening::pieces(&reflow::reflow(text, &corrected));
    let pieces = running::put_back(pieces, sheets.taken);
    let repeats = Repeats::of(&pieces);
    let survey = Survey::of(&pieces, &repeats);
    let sections: Vec<Section> = corrected
        .cut(split::sections(&survey), &pieces)
        .into_iter()
        .map(|range| corrected.tell(&survey, Section::of(&survey, range)))
        .collect();
    let assembled = assemble::assemble(path, &pieces, &sections);
    Page {
        articles: assembled.articles,
        removed: ruled_out.into_iter().chain(assembled.removed).collect(),
        problems: assembled.problems,
        hidden: numbered.hidden,
        lines: keys.into_iter().map(|(_, key)| key).collect(),
        ..Page::empty(path, Format::Text)
    }
}

/// Parts the lines that stay from those a rule of the configuration takes out.
fn ruled(path: &Path, lines: Vec<Line>, rules: &Rules) -> (Vec<Line>, Vec<Removed>) {
    let Some(keeps) = rules.keeps(path, || lines.iter().map(|line| line.text.as_str()).collect()) else {
        return (lines, Vec::new());
    };
    let (mut stay, mut removed, mut gap) = (Vec::new(), Vec::new(), 0);
    for (mut line, keep) in lines.into_iter().zip(keeps) {
        if keep {
            // What stood between two lines still parts them.
            line.gap = line.gap.max(std::mem::take(&mut gap));
            stay.push(line);
        } else {
            gap = gap.max(line.gap).max(1);
            removed.push(rules::removed(&line.text, line.lines));
        }
    }
    (stay, removed)
}

/// The key of each line of a decoded page that is not blank, by which corrections find it.
pub fn line_keys(decoded: &str) -> Vec<(u32, LineKey)> {
    corrected::keys(&lines::number(decoded, 1).lines)
}

/// Where a text stands that is known to be one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// On lines of its own in the file, the first of which is this one.
    From(u32),
    /// In one row of a data file, or in one other place that has no lines of its own.
    Within(Lines),
}

/// Reads a plain text that is known to be one article, about which its format states something. Nothing where
/// there is neither a text nor a headline.
pub(super) fn one(path: &Path, text: &str, place: Place, stated: Stated) -> Option<Article> {
    let first = match place {
        Place::From(line) => Lines::one(line),
        Place::Within(lines) => lines,
    };
    let mut lines = lines::number(text, first.first).lines;
    if let Place::Within(row) = place {
        for line in &mut lines {
            line.lines = row;
        }
    }
    let stands = stated.headline.as_deref().map(lines::fold_spaces).filter(|headline| !headline.is_empty());
    if let Some(headline) = stands {
        // The text may repeat its headline; the stated one in front makes that a repeat like any other. It does not run
        // on into the text.
        if let Some(line) = lines.first_mut() {
            line.gap = line.gap.max(1);
        }
        lines.insert(0, Line::running(headline.into_owned(), first));
    }
    let sheets = running::take(lines);
    let corrected = Corrected::default();
    let text = blocks::set_apart(sheets.text, &corrected);
    let pieces = opening::pieces(&reflow::reflow(text, &corrected));
    let pieces = running::put_back(pieces, sheets.taken);
    let repeats = Repeats::of(&pieces);
    let survey = Survey::of(&pieces, &repeats);
    let section = Section::whole(&survey, 0..pieces.len());
    let mut draft = Draft::of(stated);
    assemble::fill(&mut draft, &pieces, &section);
    if draft.is_empty() {
        return None;
    }
    let (mut article, behind) = draft.finish(path, first);
    article.removed.extend(behind);
    Some(article)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Paths, Pattern, Source};
    use crate::text;

    fn stated(headline: &str) -> Stated {
        Stated { headline: Some(headline.to_owned()), ..Stated::default() }
    }

    fn bodies(article: &Article) -> Vec<&str> {
        article.body.iter().map(|block| block.text.as_str()).collect()
    }

    #[test]
    fn a_row_is_one_article_whatever_its_text_looks_like() {
        let text = "Harbour closes after storm\n\nNIAMEY, Niger (AP) — The harbour closed on Monday.\n\n\n\n\
                    Ships wait outside\n\nThe ships waited for two days, officials said.";
        let row = Lines::one(7);
        let article =
            one(Path::new("rows"), text, Place::Within(row), stated("Harbour closes after storm")).unwrap();
        assert_eq!(article.headline.text.as_str(), "Harbour closes after storm");
        assert_eq!(article.attribution.dateline.as_deref(), Some("NIAMEY, Niger"));
        assert!(bodies(&article)[0].starts_with("The harbour closed"), "{:?}", bodies(&article));
        assert!(bodies(&article).iter().any(|text| text.starts_with("The ships waited")));
        assert_eq!(article.source.lines, row);
        assert_eq!(article.removed.len(), 1, "{:?}", article.removed);
    }

    #[test]
    fn rules_of_the_configuration_take_lines_out() {
        let mut source = Source::new(Paths::new("*.txt").unwrap());
        source.start = Some(Pattern::new("^Harbour closes").unwrap());
        source.end = Some(Pattern::new("^More news").unwrap());
        let rules = Rules::new(&[], vec![source]);
        let text = "A line above\n\nHarbour closes after storm\n\nThe harbour closed on Monday.\n\nMore news\n\nA line below.\n";
        let page = read(Path::new("a.txt"), &text::decode(text.as_bytes()), &rules);
        let out: Vec<_> = page.removed.iter().map(|part| (&*part.text, part.lines.first)).collect();
        assert_eq!(out, [("A line above", 1), ("More news", 7), ("A line below.", 9)]);
        assert_eq!(page.articles.len(), 1);
        assert_eq!(bodies(&page.articles[0]), ["The harbour closed on Monday."]);
    }

    #[test]
    fn a_headline_alone_is_an_article_and_nothing_is_none() {
        let lines = Place::Within(Lines::one(1));
        assert!(one(Path::new("rows"), "", lines, stated("Harbour closes")).is_some());
        assert_eq!(one(Path::new("rows"), " \n", lines, Stated::default()), None);
        assert_eq!(one(Path::new("rows"), "", lines, stated("  ")), None);
    }

    #[test]
    fn lines_count_from_where_the_text_stands() {
        let article = one(Path::new("mail"), "One.\n\nTwo.", Place::From(9), stated("Head")).unwrap();
        let lines: Vec<u32> = article.body.iter().map(|block| block.lines.first).collect();
        assert_eq!(lines, [9, 11]);
    }
}
