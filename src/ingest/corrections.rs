//! What the reader set right about pages, as the stages look it up: by what lines say, and by articles.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::article::{
    Article, ArticleId, Correction, Headline, HeadlineOrigin, LineKey, Lines, Removed, RemovedKind,
};
use crate::text::SafeText;

/// All corrections in force. None by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    lines: HashMap<LineKey, HashSet<Correction>>,
    headlines: HashMap<ArticleId, SafeText>,
}

impl Corrections {
    /// Those made while reading these articles.
    pub fn of<'a>(made: impl IntoIterator<Item = (ArticleId, &'a Correction)>) -> Self {
        let mut corrections = Self::default();
        for (id, correction) in made {
            match correction {
                Correction::Split(line)
                | Correction::Join(line)
                | Correction::Caption(line)
                | Correction::NotCaption(line) => {
                    corrections.lines.entry(*line).or_default().insert(correction.clone());
                }
                Correction::Headline(text) => {
                    corrections.headlines.insert(id, text.clone());
                }
            }
        }
        corrections
    }

    /// Those about lines, which decide how pages are cut, each once; in any order.
    pub fn of_lines(&self) -> impl Iterator<Item = &Correction> {
        self.lines.values().flatten()
    }

    /// A number that corrections have in common if they are the same.
    pub fn fingerprint(&self) -> u64 {
        let lines: BTreeSet<&Correction> = self.of_lines().collect();
        let headlines: BTreeMap<&ArticleId, &SafeText> = self.headlines.iter().collect();
        xxh3_64(format!("{lines:?} {headlines:?}").as_bytes())
    }

    /// Whether nothing is to be corrected about lines.
    pub(super) fn spares_lines(&self) -> bool {
        self.lines.is_empty()
    }

    /// What holds about a line.
    pub(super) fn about(&self, line: LineKey) -> impl Iterator<Item = &Correction> {
        self.lines.get(&line).into_iter().flatten()
    }

    /// Whether its reader set the headline of an article.
    pub fn has_headline(&self, article: ArticleId) -> bool {
        self.headlines.contains_key(&article)
    }

    /// Gives an article the headline its reader set; the printed one is kept as removed.
    pub fn set_headline(&self, article: &mut Arc<Article>) {
        let Some(text) = self.headlines.get(&article.id) else { return };
        let article = Arc::make_mut(article);
        let headline = Headline { text: text.clone(), origin: HeadlineOrigin::Page, lines: None };
        let printed = std::mem::replace(&mut article.headline, headline);
        if printed.origin == HeadlineOrigin::Page && printed.text != *text {
            let lines = printed.lines.unwrap_or(Lines::one(article.source.lines.first));
            let why = SafeText::label("you gave the article another headline");
            article.removed.push(Removed { kind: RemovedKind::Headline, text: printed.text, lines, why });
        }
    }
}
