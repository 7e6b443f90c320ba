//! The words beside a name that show a reader how it was taken: `Michael Jordan`, `London Road`.

use std::ops::Range;

/// How many words on each side may belong to a person's name.
const MOST_WORDS: usize = 2;
/// Shorter words than this are particles of the name of a street: `de`; in bytes, that of `rua`.
const LEAST_STREET: usize = 3;

/// The name with the capitalised words around it: a person's whole name with a title.
pub(super) fn person(text: &str, name: Range<usize>) -> Range<usize> {
    let mut range = name;
    for _ in 0..MOST_WORDS {
        let Some(start) = word_before(text, range.start) else { break };
        range.start = start;
    }
    for _ in 0..MOST_WORDS {
        let Some(end) = word_after(text, range.end).filter(|end| is_capitalised(text, *end)) else { break };
        range.end = end;
    }
    range
}

/// The name with the word after it.
pub(super) fn with_next_word(text: &str, name: Range<usize>) -> Range<usize> {
    let end = word_after(text, name.end).unwrap_or(name.end);
    name.start..end
}

/// The name with the capitalised word after it, or else with that before it: `London Road`, `Rue de Rome`.
pub(super) fn street(text: &str, name: Range<usize>) -> Range<usize> {
    let whole = with_next_word(text, name.clone());
    if whole.end > name.end && is_capitalised(text, whole.end) {
        return whole;
    }
    let before = text.get(..name.start).unwrap_or_default().trim_end();
    let word = before.rfind(' ').map_or(0, |space| space + 1);
    let is_particle = before.len() - word < LEAST_STREET;
    let further = before.get(..word).unwrap_or_default().trim_end();
    let start = if is_particle { further.rfind(' ').map_or(0, |space| space + 1) } else { word };
    start..name.end
}

/// Where the capitalised word that stands before a byte begins, if only a space parts them.
fn word_before(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?.strip_suffix(' ')?;
    let letters = before.trim_end_matches(|letter: char| !letter.is_whitespace());
    let word = before.get(letters.len()..)?;
    let plain = word.chars().all(|letter| letter.is_alphabetic() || "-'’.".contains(letter));
    let initial = word.chars().next().is_some_and(char::is_uppercase);
    // The end of a sentence is no initial: what stands before it belongs to no name.
    let ends_sentence = word.ends_with('.') && word.chars().count() > 5;
    (plain && initial && !ends_sentence).then_some(letters.len())
}

/// Where the word after a byte ends, if only a space parts them.
fn word_after(text: &str, at: usize) -> Option<usize> {
    let after = text.get(at..)?.strip_prefix(' ')?;
    let end = after.find(|letter: char| !letter.is_alphabetic() && !"-'’".contains(letter));
    let end = end.unwrap_or(after.len());
    (end > 0).then_some(at + 1 + end)
}

/// Whether the word that ends at a byte begins with a capital.
fn is_capitalised(text: &str, end: usize) -> bool {
    let word = text.get(..end).and_then(|before| before.rsplit(' ').next());
    word.and_then(|word| word.chars().next()).is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_with_the_words_that_tell() {
        type Shown = fn(&str, Range<usize>) -> Range<usize>;
        let (person, street): (Shown, Shown) = (person, street);
        for (text, name, how, expected) in [
            ("told Michael B. Jordan that", "Jordan", person, "Michael B. Jordan"),
            ("Then Coach Jordan spoke", "Jordan", person, "Then Coach Jordan"),
            ("He spoke to Jordan Smith.", "Jordan", person, "Jordan Smith"),
            ("They left Yesterday. Jordan stayed", "Jordan", person, "Jordan"),
            ("a French class of", "French", with_next_word, "French class"),
            ("on London Road.", "London", street, "London Road"),
            ("la calle Alemania es", "Alemania", street, "calle Alemania"),
            ("dans la Rue de Rome.", "Rome", street, "Rue de Rome"),
            ("in London.", "London", with_next_word, "London"),
            ("London", "London", street, "London"),
            ("Jordan", "Jordan", person, "Jordan"),
        ] {
            let start = text.find(name).unwrap();
            assert_eq!(&text[how(text, start..start + name.len())], expected, "{text}");
        }
    }
}
