//! What an article tells that earlier ones on the same event did not, sentence by sentence.

use std::collections::HashSet;

use super::terms::{CommonWords, is_filler, word_number};
use crate::article::{Article, Headline, HeadlineOrigin};
use crate::text;

/// The part of what a sentence says that must stand in one earlier sentence for it to be nothing new.
const TOLD_IN_ONE: f32 = 0.6;
/// The same for all earlier sentences together: a sentence put together from several is nothing new either.
const TOLD_IN_ALL: f32 = 0.9;
/// Fewer words than this say nothing by themselves: `He did not elaborate.`
const LEAST_WORDS: usize = 4;

/// What earlier articles told.
#[derive(Debug, Default)]
pub struct Told {
    sentences: Vec<HashSet<u32>>,
    all: HashSet<u32>,
}

impl Told {
    /// The sentences of an article's body that tell what was not told before, in order; from then on they are told.
    pub fn news(&mut self, common: &CommonWords, article: &Article) -> Vec<String> {
        let mut news = Vec::new();
        let mut own = Vec::new();
        for block in &article.body {
            for sentence in text::sentences(&block.text).into_iter().filter_map(|range| block.text.get(range))
            {
                let words = words(sentence);
                if words.len() >= LEAST_WORDS && !self.is_told(common, &words) {
                    news.extend(beyond_headline(&article.headline, sentence));
                }
                own.push(words);
            }
        }
        self.all.extend(own.iter().flatten());
        self.sentences.extend(own);
        news
    }

    fn is_told(&self, common: &CommonWords, words: &HashSet<u32>) -> bool {
        let said = |among: &dyn Fn(&u32) -> bool| -> f32 {
            words.iter().filter(|word| among(word)).map(|word| common.rarity(*word, 0, 0)).sum()
        };
        let all = said(&|_| true);
        let in_one = |sentence: &HashSet<u32>| said(&|word| sentence.contains(word)) >= all * TOLD_IN_ONE;
        said(&|word| self.all.contains(word)) >= all * TOLD_IN_ALL || self.sentences.iter().any(in_one)
    }
}

/// What a sentence says that a headline made of opening words does not say already: all of it, its end behind a sign that
/// it goes on, or nothing.
fn beyond_headline(headline: &Headline, sentence: &str) -> Option<String> {
    let opening = headline.text.trim_end_matches(['…', ' ']);
    if headline.origin != HeadlineOrigin::Derived || opening.is_empty() {
        return Some(sentence.to_owned());
    }
    match sentence.strip_prefix(opening) {
        Some(rest) => (words(rest).len() >= LEAST_WORDS)
            .then(|| format!("… {}", rest.trim_start_matches([' ', ',', ';']))),
        None => (!opening.starts_with(sentence)).then(|| sentence.to_owned()),
    }
}

/// The words of a sentence that say something.
fn words(sentence: &str) -> HashSet<u32> {
    let tokens = text::tokens(sentence);
    tokens.iter().filter(|token| !is_filler(token)).map(word_number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The news of each of some articles, told one after the other.
    fn told(articles: &[&str]) -> Vec<Vec<String>> {
        let (common, mut told) = (CommonWords::new(), Told::default());
        articles.iter().map(|body| told.news(&common, &Article::plain("", [*body]))).collect()
    }

    #[test]
    fn sentences_that_were_told_in_other_words_are_no_news() {
        let first = "The harbour bridge of Tarbert collapsed at dawn under a lorry with gravel.";
        let second = "A lorry with gravel brought the harbour bridge of Tarbert down when it collapsed at dawn. \
                      The ferry will carry schoolchildren until Christmas, the council decided.";
        let news = told(&[first, second, second]);
        assert_eq!(news[0], [first]);
        assert_eq!(news[1], ["The ferry will carry schoolchildren until Christmas, the council decided."]);
        assert!(news[2].is_empty(), "{:?}", news[2]);
    }

    #[test]
    fn what_a_headline_of_opening_words_says_is_not_told_again() {
        let (common, body) = (
            CommonWords::new(),
            "The ferry will carry schoolchildren until Christmas, the council of Tarbert decided on Monday.",
        );
        let news = |headline: &str, origin: HeadlineOrigin| {
            let mut article = Article::plain(headline, [body]);
            article.headline.origin = origin;
            Told::default().news(&common, &article)
        };
        let opening = "The ferry will carry schoolchildren until Christmas,";
        assert_eq!(news(opening, HeadlineOrigin::Derived), ["… the council of Tarbert decided on Monday."]);
        assert_eq!(news(opening, HeadlineOrigin::Page), [body]);
        assert!(news(body, HeadlineOrigin::Derived).is_empty());
        let nearly = body.trim_end_matches("on Monday.");
        assert!(news(nearly, HeadlineOrigin::Derived).is_empty(), "two words are no news");
    }

    #[test]
    fn short_asides_are_no_news() {
        assert!(told(&["He laughed. Then she left."])[0].is_empty());
    }
}
