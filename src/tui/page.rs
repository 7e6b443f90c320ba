//! The page behind an article as its panel shows it: the lines of the file or its readable parts, and what is said about each.

use std::path::Path;

use crate::app::{SourceLine, SourcePage};
use crate::article::Correction;
use crate::library::{Fate, Library, PageLine, PageView};
use crate::text::SafeText;

/// The lines of a page; none where its file cannot be read any more.
pub(super) fn source_page(library: &Library, path: &Path) -> SourcePage {
    let view = PageView::readable(library, path);
    let lines = view.map(|view| view.lines.into_iter().map(source_line).collect()).unwrap_or_default();
    SourcePage { path: path.to_owned(), lines }
}

fn source_line(line: PageLine) -> SourceLine {
    let corrected = line.corrections.iter().filter_map(|(_, correction)| corrected(correction));
    let mut remarks: Vec<&str> = corrected.collect();
    let repeats_above = line.repeats_above && remarks.is_empty();
    remarks.extend((line.repeats_above && !repeats_above).then_some(PageLine::AS_ABOVE));
    remarks.extend(line.remarks.iter().map(SafeText::as_str));
    // Several articles may have been corrected alike.
    remarks.dedup();
    SourceLine {
        number: line.number,
        remark: SafeText::label(&remarks.join("; ")),
        repeats_above,
        text: line.text,
        removed: line.fate == Fate::Removed,
        article: line.article,
        caption: line.caption,
        begins: line.begins.map(|(id, _)| id),
        key: line.key,
        corrections: line.corrections,
    }
}

/// What a correction says beside its line.
fn corrected(correction: &Correction) -> Option<&'static str> {
    match correction {
        Correction::Split(_) => Some("you began an article here"),
        Correction::Join(_) => Some("you joined it with the article above"),
        Correction::Caption(_) => Some("you made it a caption"),
        Correction::NotCaption(_) => Some("you made it text"),
        Correction::Headline(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, LineKey};

    #[test]
    fn a_corrected_line_says_in_words_what_is_said_above() {
        let key = LineKey::of("", "Share this page");
        let corrections = vec![(ArticleId::of_body(["a"]), Correction::Caption(key))];
        let repeating = |corrections| PageLine {
            number: 2,
            text: SafeText::label("Share this page"),
            fate: Fate::Removed,
            article: None,
            caption: false,
            remarks: Vec::new(),
            repeats_above: true,
            begins: None,
            key: Some(key),
            corrections,
        };
        let told = |line: PageLine| {
            let line = source_line(line);
            (line.remark.to_string(), line.repeats_above)
        };
        assert_eq!(told(repeating(Vec::new())), (String::new(), true));
        assert_eq!(told(repeating(corrections)), ("you made it a caption; as above".to_owned(), false));
    }
}
