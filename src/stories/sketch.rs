//! What is kept of an article to find its copies without holding it against every other one.

use serde::{Deserialize, Serialize};

use crate::article::{Article, ArticleId, Date};
use crate::text::{self, Token};

use super::overlap::Wording;
use super::terms::{CommonWords, Term};

/// A few hundred bytes that stand for an article. It depends on that article alone, so that it can be made on any
/// thread, kept, and joined with others in any order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// The article.
    pub id: ArticleId,
    /// Letters and digits of its body, by which the fullest copy is told.
    pub length: usize,
    /// A number for its words and which of them are figures and names.
    pub wording: u32,
    /// The winnowed fingerprints of its body, sorted: about two for every nine words.
    pub prints: Box<[u32]>,
    /// The terms that say most, in the order of their numbers.
    pub terms: Box<[Term]>,
    /// The day it appeared, counted from a day long ago; none where the page does not tell it.
    pub day: Option<u32>,
}

impl Sketch {
    /// The sketch of an article.
    pub fn of(article: &Article, common: &CommonWords) -> Self {
        let wording = Wording::of(article);
        Self {
            id: article.id,
            length: article.body.iter().map(|block| letters(&block.text)).sum(),
            wording: wording.number(),
            prints: text::fingerprints(wording.words()).into_boxed_slice(),
            terms: common.terms(article).into_boxed_slice(),
            day: article.dates.published.and_then(|dated| day(dated.date)),
        }
    }

    /// The sketch of an article of which nothing is known but its id.
    pub fn bare(id: ArticleId) -> Self {
        Self { id, length: 0, wording: 0, prints: Box::default(), terms: Box::default(), day: None }
    }
}

/// The words of the body in order.
pub(super) fn body_tokens(article: &Article) -> impl Iterator<Item = Token<'_>> {
    article.body.iter().flat_map(|block| text::tokens(&block.text))
}

fn letters(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_alphanumeric()).count()
}

/// The number of a day, months as if they all had 31 days: near enough to tell days from weeks.
fn day(date: Date) -> Option<u32> {
    let (month, day) = (u32::from(date.month()?), u32::from(date.day()?));
    Some((u32::from(date.year()) * 12 + month) * 31 + day)
}
