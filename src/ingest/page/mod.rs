//! A dump of a page's text to articles, in stages, each a plain type in its own file.
//!
//! `lines` numbers and cleans, `reflow` joins what was wrapped, `opening` cuts lines into pieces and `shape` looks
//! at each alone, `repeats` finds copies, `split` cuts the page into sections, `roles` (with `head` and `body`)
//! tells the part of each piece, and `assemble` builds articles. No stage knows a site or a file's name.

mod assemble;
mod body;
mod head;
mod hyphens;
mod lines;
mod meta;
mod opening;
mod reflow;
mod repeats;
mod rhythm;
mod roles;
mod shape;
mod split;

use std::path::Path;

use crate::text::Decoded;

pub use lines::physical_lines;

use super::{Format, Page, encoding_problem};
use repeats::Repeats;
use roles::Section;
use split::Survey;

/// Reads the decoded text of a page dump.
pub(super) fn read(path: &Path, decoded: &Decoded) -> Page {
    let numbered = lines::number(&decoded.text);
    let pieces = opening::pieces(&reflow::reflow(numbered.lines));
    let repeats = Repeats::of(&pieces);
    let survey = Survey::of(&pieces, &repeats);
    let sections: Vec<Section> =
        split::sections(&survey).into_iter().map(|range| Section::of(&survey, range)).collect();
    let page = assemble::assemble(path, &pieces, &sections);
    let mut problems = page.problems;
    problems.extend(encoding_problem(decoded));
    Page {
        format: Format::Text,
        articles: page.articles,
        removed: page.removed,
        problems,
        hidden: numbered.hidden,
    }
}
