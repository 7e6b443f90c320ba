//! What the program that trains the topic model needs of the tagger: the words the model may learn from, and what the
//! lexicon says beside them. Articles are not tagged by anything in here.

use crate::article::Article;
use crate::text;

use super::gazetteer::{Demand, Gazetteer};
use super::scan::{self, Token};
use super::{Tagger, model};

/// One article as the model learns from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// What the lexicon gives each topic, in the order of [`Tagger::topic_labels`].
    pub lexicon: Vec<f32>,
    /// The words and pairs of neighbouring words that the model would read, folded, in the order they stand.
    pub features: Vec<String>,
    /// How many bytes of text the article has.
    pub bytes: usize,
}

impl Tagger {
    /// The labels of the topics in the order of their table.
    pub fn topic_labels(&self) -> Vec<&str> {
        self.tables.topics.iter().map(|topic| topic.title.label.as_str()).collect()
    }

    /// What the model learns from an article.
    pub fn lesson(&self, article: &Article) -> Lesson {
        let read = self.read(article, super::Context::default());
        let lexicon = read.topics.scores;
        let (mut features, mut tokens) = (Vec::new(), Vec::new());
        let mut left = model::MOST_BYTES;
        for field in read.fields.iter().filter(|field| model::is_read(field.place)) {
            scan::tokens(field.text, &mut tokens);
            let words: Vec<String> = tokens.iter().map(|token| folded(field.text, token)).collect();
            let pairs = words.iter().zip(words.iter().skip(1).map(Some).chain([None]));
            for ((word, next), _) in pairs.zip(&tokens).take_while(|(_, token)| token.start < left) {
                features.push(word.clone());
                features.extend(next.map(|next| format!("{word} {next}")));
            }
            left = left.saturating_sub(field.text.len());
        }
        Lesson { lexicon, features, bytes: read.topics.material.features.bytes }
    }

    /// Whether a folded word or pair of words has the name of a place or of its people in it, however it is written.
    pub fn names_a_place(&self, feature: &str) -> bool {
        let capitals = feature.to_uppercase();
        let mut tokens = Vec::new();
        scan::tokens(&capitals, &mut tokens);
        (0..tokens.len()).any(|from| place_name(&self.gazetteer, &capitals, &tokens, from))
    }
}

fn folded(text: &str, token: &Token) -> String {
    text::letters(text.get(token.start..token.end).unwrap_or_default())
}

fn place_name(gazetteer: &Gazetteer, text: &str, tokens: &[Token], from: usize) -> bool {
    let hit = gazetteer.longest(text, tokens, from);
    // `County` hints at a country where nothing else names one, but is no name of it.
    hit.is_some_and(|hit| gazetteer.senses(hit.value).iter().any(|sense| sense.demand != Demand::Alone))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = include_str!("../../data/topics/model.tsv");

    #[test]
    fn learned_features_are_sorted_and_name_no_place() {
        let tagger = Tagger::new();
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
        let features: Vec<&str> = rows.filter_map(|row| row.split('\t').next()).collect();
        assert!(TABLE.contains(&format!("# {} features", features.len())), "the header counts them");
        assert!(features.is_sorted());
        let places: Vec<&str> =
            features.into_iter().filter(|feature| tagger.names_a_place(feature)).collect();
        assert!(places.is_empty(), "{places:?}");
    }
}
