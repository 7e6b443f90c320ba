//! Words of folded texts, and how a word fits one that is looked for.

use rustc_hash::FxHashMap;

use super::fold::fold;

/// How a word fits what is looked for, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// It has it as a part.
    Part,
    /// It begins with it.
    Prefix,
    /// It is the same.
    Whole,
}

/// The words of a folded text: its runs of letters and digits.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// How many spellings beyond ASCII are remembered at a time.
const REMEMBERED: usize = 1 << 14;

/// Gives the words of many texts, each folded: the same as [`words`] of the whole text folded. What spellings beyond
/// ASCII fold to is remembered, as most come again.
#[derive(Debug, Default)]
pub struct WordFolder {
    lower: String,
    folded: FxHashMap<Box<str>, Box<str>>,
}

impl WordFolder {
    /// Visits the words of a text in their order.
    pub fn each(&mut self, text: &str, mut visit: impl FnMut(&str)) {
        let Self { lower, folded } = self;
        lower.clear();
        lower.push_str(text);
        lower.make_ascii_lowercase();
        for spelling in spellings(lower) {
            if spelling.is_ascii() {
                visit(spelling);
            } else {
                words(remembered(folded, spelling)).for_each(&mut visit);
            }
        }
    }
}

/// What a spelling folds to.
fn remembered<'a>(known: &'a mut FxHashMap<Box<str>, Box<str>>, spelling: &str) -> &'a str {
    if !known.contains_key(spelling) {
        if known.len() == REMEMBERED {
            known.clear();
        }
        known.insert(spelling.into(), fold(spelling).into());
    }
    known.get(spelling).map(AsRef::as_ref).unwrap_or_default()
}

/// The runs of ASCII letters and digits and of everything beyond ASCII. Folding one does not depend on what stands
/// around it.
fn spellings(text: &str) -> impl Iterator<Item = &str> {
    let belongs = |byte: &u8| !byte.is_ascii() || byte.is_ascii_alphanumeric();
    let runs = text.as_bytes().split(move |byte| !belongs(byte));
    let mut at = 0;
    let placed = runs.map(move |run| {
        let start = at;
        at += run.len() + 1;
        start..start + run.len()
    });
    placed.filter(|place| !place.is_empty()).filter_map(|place| text.get(place))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one_by_one(folder: &mut WordFolder, text: &str) -> Vec<String> {
        let mut words = Vec::new();
        folder.each(text, |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn spellings_beyond_what_is_remembered_are_folded_all_the_same() {
        let mut folder = WordFolder::default();
        for number in 0..3 * REMEMBERED {
            assert_eq!(one_by_one(&mut folder, &format!("É{number}")), [format!("e{number}")]);
        }
        assert!(folder.folded.len() <= REMEMBERED);
    }

    proptest! {
        #[test]
        fn words_folded_one_by_one_are_those_of_the_folded_text(
            texts in prop::collection::vec("([a-zA-Z0-9 .’'-]{0,20}|[éßİŁ①½ﬁ한]{0,3}|.{0,4}){0,5}", 1..3),
        ) {
            let mut folder = WordFolder::default();
            for text in texts.iter().chain(&texts) {
                let whole: Vec<String> = words(&fold(text)).map(str::to_owned).collect();
                prop_assert_eq!(one_by_one(&mut folder, text), whole);
            }
        }
    }
}
