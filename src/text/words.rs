//! Words of folded texts, and how a word fits one that is looked for.

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

/// Visits the words of a text, each folded: the same as [`words`] of the whole text folded, without a copy of it.
pub fn each_folded_word(text: &str, mut visit: impl FnMut(&str)) {
    if !text.is_ascii() {
        words(&fold(text)).for_each(visit);
        return;
    }
    let mut lower = String::new();
    for word in text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.bytes().any(|letter| letter.is_ascii_uppercase()) {
            lower.clear();
            lower.push_str(word);
            lower.make_ascii_lowercase();
            visit(&lower);
        } else {
            visit(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_folded_one_by_one_are_those_of_the_folded_text(text in "([a-zA-Z0-9 .’'-]{0,20}|[éßİŁ①½ﬁ한]{0,3}|.{0,4}){0,5}") {
            let mut one_by_one = Vec::new();
            each_folded_word(&text, |word| one_by_one.push(word.to_owned()));
            prop_assert_eq!(one_by_one, words(&fold(&text)).map(str::to_owned).collect::<Vec<_>>());
        }
    }
}
