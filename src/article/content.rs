//! An article: its headline, captions and body, each part with the lines it stood on.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{ArticleId, Date, Dated, Lines, Removed, Source};
use crate::text::{self, SafeText};

/// Words a reader takes in a minute, for the minutes shown beside an article.
const WORDS_A_MINUTE: usize = 220;

/// Cells of the opening words that are shown in a list.
const LEDE: usize = 200;
/// Bytes that they take at most, however many marks their letters have.
const LEDE_BYTES: usize = 1200;

/// One article, cut out of a page and cleaned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The content id; see [`ArticleId`].
    pub id: ArticleId,
    /// The headline, printed or derived.
    pub headline: Headline,
    /// A short line above the headline: a section or a label.
    pub kicker: Option<SafeText>,
    /// When it was published and updated, as far as the page says.
    pub dates: Dates,
    /// Who wrote it and where.
    pub attribution: Attribution,
    /// The page's own address.
    pub url: Option<SafeText>,
    /// The language of the text as a BCP 47 tag: `en`.
    pub language: Option<SafeText>,
    /// The file and lines it was cut from.
    pub source: Source,
    /// The captions of its pictures, each once, in the order of the page.
    pub captions: Vec<Caption>,
    /// Bullet points or summary sentences between the headline and the body.
    pub standfirst: Vec<Standfirst>,
    /// The text, in order; never empty unless the page gave only a headline.
    pub body: Vec<Block>,
    /// What was taken out between its first and last line.
    pub removed: Vec<Removed>,
}

impl Article {
    /// An article of a headline and paragraphs, about which nothing else is known: each stands on a line of its own, in
    /// a file without a name. An empty headline is none.
    pub fn plain<'a>(headline: &str, paragraphs: impl IntoIterator<Item = &'a str>) -> Self {
        let printed = !headline.is_empty();
        let body: Vec<Block> = paragraphs
            .into_iter()
            .zip(if printed { 2.. } else { 1.. })
            .map(|(text, line)| Block {
                kind: BlockKind::Paragraph,
                text: SafeText::body(text),
                lines: Lines::one(line),
            })
            .collect();
        let lines = body.last().map_or(Lines::one(1), |last| Lines::one(1).to(last.lines));
        let (origin, stands) = if printed {
            (HeadlineOrigin::Page, Some(Lines::one(1)))
        } else {
            (HeadlineOrigin::Derived, None)
        };
        Self {
            id: ArticleId::of_body(body.iter().map(|block| block.text.as_str())),
            headline: Headline { text: SafeText::label(headline), origin, lines: stands },
            kicker: None,
            dates: Dates::default(),
            attribution: Attribution::default(),
            url: None,
            language: None,
            source: Source { path: PathBuf::new(), lines },
            captions: Vec::new(),
            standfirst: Vec::new(),
            body,
            removed: Vec::new(),
        }
    }

    /// The number of words of the body; see [`text::count_words`].
    pub fn words(&self) -> usize {
        self.body.iter().map(|block| text::count_words(&block.text)).sum()
    }

    /// How its text begins, in one line of whole words: what follows the words that a derived headline shows.
    pub fn lede(&self) -> SafeText {
        let prose = |block: &&Block| match block.kind {
            BlockKind::Paragraph | BlockKind::Quote => true,
            BlockKind::Subheading | BlockKind::Item | BlockKind::Preformatted => false,
        };
        let Some(first) = self.body.iter().find(prose) else { return SafeText::default() };
        let told = match self.headline.origin {
            HeadlineOrigin::Page => &*first.text,
            HeadlineOrigin::Derived => first.text.strip_prefix(&*self.headline.text).unwrap_or(&first.text),
        };
        let told = told.trim_start();
        let bytes = (0..=LEDE_BYTES.min(told.len())).rev().find(|at| told.is_char_boundary(*at));
        let head = text::truncate(told.get(..bytes.unwrap_or_default()).unwrap_or_default(), LEDE);
        let whole = head.len() == told.len();
        // Where words are written without spaces, the last space may stand far before the end.
        let unspaced = || head.ends_with(text::is_unspaced);
        let end = if whole || unspaced() {
            head.len()
        } else {
            head.rfind(char::is_whitespace).unwrap_or(head.len())
        };
        SafeText::label(head.get(..end).unwrap_or(head).trim_end())
    }

    /// The name of the site its address leads to, without `www.`.
    pub fn site(&self) -> Option<&str> {
        let url = self.url.as_deref()?;
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        Some(host.strip_prefix("www.").unwrap_or(host))
    }

    /// Minutes of reading: the words of the body by 220, rounded up.
    pub fn minutes(&self) -> usize {
        minutes_of(self.words())
    }
}

/// Minutes of reading so many words: by 220, rounded up.
pub fn minutes_of(words: usize) -> usize {
    words.div_ceil(WORDS_A_MINUTE)
}

/// Minutes of reading as they are told: `90 min`, `1 h` and `2 h 30 min`, from ten hours on in whole hours.
pub fn time_in_words(minutes: usize) -> String {
    match (minutes / 60, minutes % 60) {
        (hours @ 1.., 0) => format!("{hours} h"),
        (0 | 1, _) => format!("{minutes} min"),
        (hours @ ..10, rest) => format!("{hours} h {rest} min"),
        (hours, rest) => format!("{} h", hours + rest / 30),
    }
}

/// The headline and where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    /// The words, white space folded.
    pub text: SafeText,
    /// Printed on the page, or made from the lede.
    pub origin: HeadlineOrigin,
    /// The lines of the copy that was kept; none where it was derived.
    pub lines: Option<Lines>,
}

impl Headline {
    /// How many cells it takes on one line as it is shown.
    pub fn cells(&self) -> u16 {
        u16::try_from(text::width(self.shown().trim_end())).unwrap_or(u16::MAX)
    }

    /// The headline as it is shown: one that is made of opening words goes on.
    pub fn shown(&self) -> SafeText {
        self.shown_with("…")
    }

    /// The same with another sign that it goes on.
    pub fn shown_with(&self, more: &str) -> SafeText {
        let ends = self.text.ends_with(['.', '!', '?', '…', '。']);
        match self.origin {
            HeadlineOrigin::Derived if !ends => SafeText::label(&format!("{}{more}", self.text)),
            HeadlineOrigin::Page | HeadlineOrigin::Derived => self.text.clone(),
        }
    }
}

/// Where a headline came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HeadlineOrigin {
    /// It stands on the page.
    Page,
    /// The page has none: the opening words of the lede, at most 100 characters.
    Derived,
}

impl HeadlineOrigin {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Derived => "derived",
        }
    }
}

/// When an article appeared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    /// The publication date; where the page gives only "Updated", that one.
    pub published: Option<Dated>,
    /// The date of the last update, where the page gives both.
    pub updated: Option<Date>,
}

/// Who wrote an article, for whom, and from where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The author or authors as printed, without "By".
    pub byline: Option<SafeText>,
    /// The news agency: `Associated Press`.
    pub agency: Option<SafeText>,
    /// The place the story was filed from: `NIAMEY, Niger`.
    pub dateline: Option<SafeText>,
}

/// The caption of one picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caption {
    /// As printed, unwrapped, with its credit.
    pub text: SafeText,
    /// The agency or person alone: `Reuters`, `Maria Lopez via AP`.
    pub credit: Option<SafeText>,
    /// The lines of the copy that was kept.
    pub lines: Lines,
}

/// One point of a standfirst.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standfirst {
    /// The sentence without its bullet.
    pub text: SafeText,
    /// The lines it stood on.
    pub lines: Lines,
}

/// One block of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text; white space is folded except in preformatted blocks.
    pub text: SafeText,
    /// The lines it stood on.
    pub lines: Lines,
}

/// What a block of the body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading inside the body, without its dashes or hashes.
    Subheading,
    /// A quotation set apart.
    Quote,
    /// One item of a list, without its mark.
    Item,
    /// Text whose line breaks matter: verse, a table, code.
    Preformatted,
}

impl BlockKind {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Subheading => "subheading",
            Self::Quote => "quote",
            Self::Item => "item",
            Self::Preformatted => "preformatted",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_are_told_in_hours() {
        let cases = [
            (0, "0 min"),
            (1, "1 min"),
            (59, "59 min"),
            (60, "1 h"),
            (61, "61 min"),
            (119, "119 min"),
            (120, "2 h"),
            (150, "2 h 30 min"),
            (599, "9 h 59 min"),
            (629, "10 h"),
            (837, "14 h"),
            (15_269, "254 h"),
            (15_274, "255 h"),
        ];
        for (minutes, expected) in cases {
            assert_eq!(time_in_words(minutes), expected, "{minutes}");
        }
    }
}
