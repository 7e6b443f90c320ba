//! An article as plain text, for other programs and for the clipboard.

use super::{Article, BlockKind};
use crate::text::SafeText;

impl Article {
    /// Headline, date and names, standfirst and text, one blank line between them; ends with a line break.
    pub fn plain_text(&self) -> String {
        let mut parts = vec![self.headline.shown().to_string()];
        parts.extend(self.origin_line());
        parts.extend(self.standfirst.iter().map(|point| format!("- {}", point.text)));
        let mut text = parts.join("\n\n");
        let mut before = None;
        for block in &self.body {
            let list_goes_on = before == Some(BlockKind::Item) && block.kind == BlockKind::Item;
            text.push_str(if list_goes_on { "\n" } else { "\n\n" });
            match block.kind {
                BlockKind::Item => text.push_str("- "),
                BlockKind::Quote => text.push_str("> "),
                BlockKind::Paragraph | BlockKind::Subheading | BlockKind::Preformatted => {}
            }
            text.push_str(&block.text);
            before = Some(block.kind);
        }
        text.push('\n');
        text
    }

    /// Headline and address, each on a line of its own; where there is no address, the file and lines.
    pub fn reference(&self) -> String {
        let source = &self.source;
        let place = self.url.as_ref().map_or_else(
            || SafeText::label(&format!("{}:{}", source.path.to_string_lossy(), source.lines.first)),
            Clone::clone,
        );
        format!("{}\n{place}", self.headline.shown())
    }

    fn origin_line(&self) -> Option<String> {
        let who = &self.attribution;
        let date = self.dates.published.map(|dated| dated.date.to_string());
        let names = [&who.byline, &who.agency, &who.dateline].into_iter().flatten().map(ToString::to_string);
        let known: Vec<String> = date.into_iter().chain(names).collect();
        (!known.is_empty()).then(|| known.join(" · "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Lines};

    #[test]
    fn parts_are_told_apart_by_blank_lines() {
        let mut article = Article::plain("A headline", ["One."]);
        article.attribution.byline = Some(SafeText::label("Jo Doe"));
        let block = |kind, text| Block { kind, text: SafeText::body(text), lines: Lines::one(1) };
        article.body.extend([
            block(BlockKind::Item, "a"),
            block(BlockKind::Item, "b"),
            block(BlockKind::Quote, "We wait."),
        ]);
        assert_eq!(article.plain_text(), "A headline\n\nJo Doe\n\nOne.\n\n- a\n- b\n\n> We wait.\n");
    }

    #[test]
    fn a_reference_leads_to_the_page_or_to_the_file() {
        let mut article = Article::plain("A headline", ["One."]);
        article.source.path = "news/a.txt".into();
        assert_eq!(article.reference(), "A headline\nnews/a.txt:1");
        article.url = Some(SafeText::label("https://example.org/a"));
        assert_eq!(article.reference(), "A headline\nhttps://example.org/a");
    }
}
