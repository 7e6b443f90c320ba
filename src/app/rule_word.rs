//! The word that a rule is to be about, typed or picked among those of the article.

use crate::article::{Article, Stance, Subject};
use crate::text::{self, SafeText, Token, TokenKind, fold};

use super::prompt::Prompt;
use super::retag::TagRow;

/// The most words that are offered.
const MOST_WORDS: usize = 40;
/// The fewest letters of a word that is offered for a topic before anything is typed.
const TELLING_LETTERS: usize = 5;

/// A word that is being chosen for a rule.
#[derive(Debug, Clone)]
pub struct RuleWord {
    /// The tag the rule is about.
    pub tag: TagRow,
    /// Whether the word is to mean it, or never to.
    pub stance: Stance,
    /// What is typed.
    pub prompt: Prompt,
    /// The row of the cursor, from 0.
    pub cursor: usize,
}

/// A word of the article, or several that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordRow {
    /// The word as it first stands there.
    pub word: SafeText,
    /// How often it stands there.
    pub count: usize,
}

impl RuleWord {
    /// Begins to choose a word.
    pub fn new(tag: TagRow, stance: Stance) -> Self {
        Self { tag, stance, prompt: Prompt::default(), cursor: 0 }
    }

    /// What can be chosen: what was typed, where it stands in the article, then words that begin with it, the most
    /// frequent first. Before anything is typed, names for a place and other long words for a topic.
    pub fn rows(&self, article: &Article) -> Vec<WordRow> {
        let typed = self.prompt.text().trim();
        let mut rows = Vec::new();
        for text in texts(article) {
            if typed.is_empty() && self.tag.tag.subject != Subject::Topic {
                names(text).for_each(|name| count(&mut rows, name));
            } else {
                words(text, typed).for_each(|word| count(&mut rows, word));
            }
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.count));
        let whole: Vec<&str> = texts(article).flat_map(|text| standing(text, typed)).collect();
        if let Some(first) = whole.first() {
            rows.retain(|row| fold(&row.word) != fold(first));
            rows.insert(0, WordRow { word: SafeText::label(first), count: whole.len() });
        }
        rows.truncate(MOST_WORDS);
        rows
    }
}

/// The texts of an article that words are looked for in.
fn texts(article: &Article) -> impl Iterator<Item = &str> {
    let body = article.body.iter().map(|block| block.text.as_str());
    let points = article.standfirst.iter().map(|point| point.text.as_str());
    [article.headline.text.as_str()].into_iter().chain(points).chain(body)
}

fn count(rows: &mut Vec<WordRow>, word: &str) {
    match rows.iter_mut().find(|row| row.word.as_str() == word) {
        Some(row) => row.count += 1,
        None => rows.push(WordRow { word: SafeText::label(word), count: 1 }),
    }
}

/// Words that begin as typed; the longer ones in small letters where nothing is.
fn words<'a>(text: &'a str, typed: &str) -> impl Iterator<Item = &'a str> {
    let typed = fold(typed).into_owned();
    let fits = move |token: &Token<'a>| {
        if typed.is_empty() {
            token.kind == TokenKind::Plain && token.text.chars().count() >= TELLING_LETTERS
        } else {
            token.folded().starts_with(&typed)
        }
    };
    text::tokens(text).into_iter().filter(fits).filter_map(|token| text.get(token.range))
}

/// Words with a capital letter, those that stand together as one; not what only begins a sentence.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let tokens = text::tokens(text);
    let joined = |one: &Token<'_>, next: &Token<'_>| {
        let both = [one, next].iter().all(|token| token.kind == TokenKind::Capitalised);
        both && !next.opens_sentence && matches!(text.get(one.range.end..next.range.start), Some(" " | "-"))
    };
    let name = |run: &[Token<'_>]| {
        let (first, last) = (run.first()?, run.last()?);
        let tells = first.kind == TokenKind::Capitalised && (run.len() > 1 || !first.opens_sentence);
        tells.then(|| text.get(first.range.start..last.range.end)).flatten()
    };
    tokens.chunk_by(joined).filter_map(name).collect::<Vec<_>>().into_iter()
}

/// Where typed words stand whole in a text, as they are written there.
fn standing<'a>(text: &'a str, typed: &str) -> Vec<&'a str> {
    let whole = |range: &std::ops::Range<usize>| {
        let before = text.get(..range.start).and_then(|before| before.chars().next_back());
        let after = text.get(range.end..).and_then(|after| after.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    };
    text::find(text, typed).into_iter().filter(whole).filter_map(|range| text.get(range)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Held;
    use crate::article::TagKey;

    fn rows(typed: &str, subject: Subject) -> Vec<String> {
        let tag = TagRow {
            tag: TagKey::new(subject, "x"),
            label: SafeText::default(),
            held: Held::Given,
            words: SafeText::default(),
            evidence: Vec::new(),
            letters: Vec::new(),
        };
        let text = "Boats from Port Harcourt raced on Monday. Crews of the boats in Lagos said the race in Lagos \
                    was hard. Racing boats is expensive.";
        let article = Article::plain("Lagos race", [text]);
        let word = RuleWord { prompt: Prompt::with(typed), ..RuleWord::new(tag, Stance::About) };
        word.rows(&article).iter().map(|row| format!("{} {}", row.word, row.count)).collect()
    }

    #[test]
    fn names_are_offered_for_a_place_and_other_words_for_a_topic() {
        assert_eq!(rows("", Subject::Country), ["Lagos 2", "Port Harcourt 1", "Monday 1"]);
        assert_eq!(rows("", Subject::Topic), ["boats 2", "raced 1", "expensive 1"]);
    }

    #[test]
    fn what_is_typed_goes_before_words_that_begin_with_it() {
        assert_eq!(rows("rac", Subject::Topic), ["race 2", "raced 1", "Racing 1"]);
        assert_eq!(rows("raced", Subject::Topic), ["raced 1"]);
        assert_eq!(rows("port harcourt", Subject::Country), ["Port Harcourt 1"]);
        assert_eq!(rows("port har", Subject::Country), [""; 0], "no word ends there");
        assert_eq!(rows("zebra", Subject::Topic), [""; 0]);
    }
}
