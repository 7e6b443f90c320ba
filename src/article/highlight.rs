//! What a reader highlighted in an article, with the words that stand there now.

use super::{Article, Lines, TextRange, Triage};
use crate::text::SafeText;

/// A highlighted passage of one paragraph, or of several that follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// Its part in each of its paragraphs, in order: each is kept by itself, and the note with the last one.
    pub ranges: Vec<TextRange>,
    /// Its words; blank lines part paragraphs.
    pub text: SafeText,
    /// What the reader noted on it; may be empty.
    pub note: SafeText,
    /// The lines of its paragraphs in their file.
    pub lines: Lines,
}

impl Article {
    /// The highlighted passages in the order of the text; those whose place is no longer there are left out. One that
    /// reaches to the end of a paragraph, without a note there, goes on where another begins the next paragraph.
    pub fn highlights(&self, triage: &Triage) -> Vec<Highlight> {
        let mut passages: Vec<Highlight> = Vec::new();
        for (range, note) in &triage.highlights {
            let Some((text, lines)) = self.words_at(range) else { continue };
            if let Some(before) = passages.iter_mut().find(|before| self.goes_on(before, range)) {
                before.ranges.push(*range);
                before.text = SafeText::body(&format!("{}\n\n{text}", before.text));
                before.note = note.clone();
                before.lines.last = before.lines.last.max(lines.last);
            } else {
                let text = SafeText::body(text);
                passages.push(Highlight { ranges: vec![*range], text, note: note.clone(), lines });
            }
        }
        passages
    }

    /// What was highlighted at places that are no longer there, with the notes on them.
    pub fn lost_highlights<'a>(
        &self,
        triage: &'a Triage,
    ) -> impl Iterator<Item = (&'a TextRange, &'a SafeText)> {
        triage.highlights.iter().filter(|(range, _)| self.words_at(range).is_none())
    }

    /// How many notes and highlighted passages it has.
    pub fn count_notes(&self, triage: &Triage) -> usize {
        let passages = self.highlights(triage).len() + self.lost_highlights(triage).count();
        usize::from(triage.note.is_some()) + passages
    }

    /// The words at a place, and the lines of their paragraph.
    fn words_at(&self, range: &TextRange) -> Option<(&str, Lines)> {
        let block = self.body.get(range.block as usize)?;
        Some((block.text.get(range.bytes())?, block.lines))
    }

    /// Whether a passage goes on at a place: nothing stands between them.
    fn goes_on(&self, before: &Highlight, next: &TextRange) -> bool {
        let follows = |last: &TextRange| {
            let end = self.body.get(last.block as usize).map(|block| block.text.len());
            (next.block, next.start) == (last.block.saturating_add(1), 0) && Some(last.bytes().end) == end
        };
        before.note.is_empty() && before.ranges.last().is_some_and(follows)
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
    fn passages_that_nothing_parts_are_one() {
        let article = Article::plain("A headline", ["One two.", "Four.", "Five six."]);
        let told = |parts: &[(u32, u32, u32, &str)]| {
            let mut triage = Triage::default();
            for (block, start, length, note) in parts {
                let range = TextRange { block: *block, start: *start, length: *length };
                Decision::Highlight(range, SafeText::label(note)).apply(&mut triage);
            }
            assert_eq!(article.count_notes(&triage), article.highlights(&triage).len());
            let all = article.highlights(&triage).into_iter();
            all.map(|one| format!("{} ({})", one.text, one.note)).collect::<Vec<_>>()
        };
        let whole = [(0, 4, 4, ""), (1, 0, 5, ""), (2, 0, 4, "why?")];
        assert_eq!(told(&whole), ["two.\n\nFour.\n\nFive (why?)"]);
        assert_eq!(told(&whole[..2]), ["two.\n\nFour. ()"]);
        assert_eq!(told(&[whole[0], whole[2]]), ["two. ()", "Five (why?)"], "a paragraph lies between");
        assert_eq!(told(&[(0, 4, 3, ""), whole[1]]), ["two ()", "Four. ()"], "a letter lies between");
        assert_eq!(told(&[(0, 4, 4, "how?"), whole[1]]), ["two. (how?)", "Four. ()"], "each is its own");
    }

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
