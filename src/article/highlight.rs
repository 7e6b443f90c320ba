//! What a reader highlighted in an article, with the words that stand there now.

use super::{Article, Lines, TextRange, Triage};
use crate::text::SafeText;

/// A highlighted passage of one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// Where it stands.
    pub range: TextRange,
    /// Its words.
    pub text: SafeText,
    /// What the reader noted on it; may be empty.
    pub note: SafeText,
    /// The lines of the paragraph in its file.
    pub lines: Lines,
}

impl Article {
    /// The highlighted passages in the order of the text; those whose place is no longer there are left out.
    pub fn highlights(&self, triage: &Triage) -> Vec<Highlight> {
        let passages = triage.highlights.iter().filter_map(|(range, note)| {
            let block = self.body.get(range.block as usize)?;
            let text = SafeText::body(block.text.get(range.bytes())?);
            Some(Highlight { range: *range, text, note: note.clone(), lines: block.lines })
        });
        passages.collect()
    }

    /// What was noted on the article, then of each highlighted passage its words and what was noted on it.
    pub fn noted(&self, triage: &Triage) -> Vec<SafeText> {
        let passages = self.highlights(triage).into_iter().flat_map(|passage| [passage.text, passage.note]);
        triage.note.iter().cloned().chain(passages).collect()
    }
}

impl TextRange {
    /// The bytes of its block's text.
    pub fn bytes(&self) -> std::ops::Range<usize> {
        let start = self.start as usize;
        start..start.saturating_add(self.length as usize)
    }
}

impl Highlight {
    /// Its file and lines: `news/a.txt:12-14`.
    pub fn place(&self, article: &Article) -> SafeText {
        let Lines { first, last } = self.lines;
        let lines = if first == last { first.to_string() } else { format!("{first}-{last}") };
        SafeText::label(&format!("{}:{lines}", article.source.path.to_string_lossy()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Decision;

    #[test]
    fn passages_are_told_with_their_words_and_lines_as_far_as_they_are_there() {
        let mut article = Article::plain("A headline", ["One two three.", "Four é five."]);
        article.source.path = "news/a.txt".into();
        let mut triage = Triage::default();
        for (block, start, length) in [(1, 5, 2), (0, 4, 3), (7, 0, 1), (1, 6, 3), (0, 10, 90)] {
            let range = TextRange { block, start, length };
            Decision::Highlight(range, SafeText::label("why?")).apply(&mut triage);
        }
        let told = article.highlights(&triage);
        let words: Vec<&str> = told.iter().map(|one| &*one.text).collect();
        assert_eq!(words, ["two", "é"]);
        assert_eq!(&*told[1].place(&article), "news/a.txt:3");
    }
}
