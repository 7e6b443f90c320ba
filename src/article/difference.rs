//! What differs between two copies of an article, sentence by sentence.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Article;
use crate::text::{self, SafeText};

/// Neighbouring sentences that stand in both articles, or in one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where they stand.
    pub standing: Standing,
    /// The sentences in order, as the left article has them unless they stand in the right one alone. Never empty.
    pub sentences: Vec<SafeText>,
}

/// In which of two articles sentences stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// In both; how they are set and where paragraphs end does not matter.
    Both,
    /// In the left one alone.
    Left,
    /// In the right one alone.
    Right,
}

/// Goes through the bodies of two articles side by side. All sentences of both are in what comes out, in order. A
/// sentence that was moved stands in the left one alone and again in the right one alone.
pub fn difference(left: &Article, right: &Article) -> Vec<Passage> {
    let (left, right) = (sentences(left), sentences(right));
    let keys = |sentences: &[&str]| sentences.iter().map(|sentence| key(sentence)).collect::<Vec<_>>();
    let passage = |standing, sentences: &[&str], start: usize, count: usize| Passage {
        standing,
        sentences: sentences
            .iter()
            .skip(start)
            .take(count)
            .map(|sentence| SafeText::label(sentence))
            .collect(),
    };
    let mut passages = Vec::new();
    for step in capture_diff_slices(Algorithm::Myers, &keys(&left), &keys(&right)) {
        match step {
            DiffOp::Equal { old_index, len, .. } => {
                passages.push(passage(Standing::Both, &left, old_index, len));
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                passages.push(passage(Standing::Left, &left, old_index, old_len));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                passages.push(passage(Standing::Right, &right, new_index, new_len));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                passages.push(passage(Standing::Left, &left, old_index, old_len));
                passages.push(passage(Standing::Right, &right, new_index, new_len));
            }
        }
    }
    passages
}

fn sentences(article: &Article) -> Vec<&str> {
    let of = |block: &'_ str| text::sentences(block);
    let blocks = article.body.iter().map(|block| &*block.text);
    blocks.flat_map(|block| of(block).into_iter().filter_map(move |range| block.get(range))).collect()
}

/// What is the same for a sentence however it is set: its letters and digits, folded.
fn key(sentence: &str) -> String {
    text::letters(sentence)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(left: &[&str], right: &[&str]) -> String {
        let mark = |passage: &Passage| match passage.standing {
            Standing::Both => '=',
            Standing::Left => '-',
            Standing::Right => '+',
        };
        let article = |paragraphs: &[&str]| Article::plain("", paragraphs.iter().copied());
        let passages = difference(&article(left), &article(right));
        let line = |passage: &Passage| format!("{}{}", mark(passage), passage.sentences.join(" "));
        passages.iter().map(line).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn sentences_are_told_by_where_they_stand() {
        for (left, right, expected) in [
            ("It rained. Nobody came.", "It rained.|Nobody came.", "=It rained. Nobody came."),
            ("One. Two. Three.", "One. Three.", "=One.|-Two.|=Three."),
            ("One. Two.", "One. Other. Two.", "=One.|+Other.|=Two."),
            ("“One”. Two.", "\"One\". Deux.", "=“One”.|-Two.|+Deux."),
            ("", "", ""),
        ] {
            let paragraphs = |text: &'static str| text.split('|').collect::<Vec<_>>();
            assert_eq!(told(&paragraphs(left), &paragraphs(right)), expected);
        }
    }

    proptest! {
        #[test]
        fn every_sentence_of_both_is_told(
            left in prop::collection::vec(0_u8..6, 0..12),
            right in prop::collection::vec(0_u8..6, 0..12),
        ) {
            let text = |numbers: &[u8]| numbers.iter().map(|number| format!("Sentence {number}.")).collect::<Vec<_>>();
            let (left, right) = (text(&left).join(" "), text(&right).join(" "));
            let passages = difference(&Article::plain("", [&*left]), &Article::plain("", [&*right]));
            let side = |other: Standing| {
                let kept = passages.iter().filter(|passage| passage.standing != other);
                kept.flat_map(|passage| passage.sentences.iter().map(ToString::to_string)).collect::<Vec<_>>().join(" ")
            };
            prop_assert_eq!(side(Standing::Right), left);
            prop_assert_eq!(side(Standing::Left), right);
        }
    }
}
