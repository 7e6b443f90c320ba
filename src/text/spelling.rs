//! British and American spellings of a word levelled, so that an edition for the other side compares as the same.
//!
//! What comes out is for comparing alone: it need not be a word, and a few words that are no variants of each other
//! come out alike.

use std::borrow::Cow;

/// Words this short have no variants, and levelling would make them others: `four`, `our`, `wise`.
const SHORTEST: usize = 5;

/// Where a spelling stands in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Anywhere behind the first letter.
    Within,
    /// At the end of the word, plurals included.
    End,
}

/// British spellings, the American ones, and where they stand. `lled` is levelled against `led` in whatever
/// word, so that `travelled` is `traveled`, and so on.
const VARIANTS: [(&str, &str, Place); 22] = [
    ("our", "or", Place::Within),
    ("isation", "ization", Place::Within),
    ("ise", "ize", Place::Within),
    ("ising", "izing", Place::Within),
    ("yse", "yze", Place::Within),
    ("ysing", "yzing", Place::Within),
    ("ae", "e", Place::Within),
    ("oe", "e", Place::Within),
    ("ogue", "og", Place::Within),
    ("lling", "ling", Place::End),
    ("lled", "led", Place::End),
    ("ller", "ler", Place::End),
    ("llers", "lers", Place::End),
    ("tre", "ter", Place::End),
    ("tres", "ters", Place::End),
    ("ence", "ense", Place::End),
    ("ences", "enses", Place::End),
    ("ramme", "ram", Place::End),
    ("rammes", "rams", Place::End),
    ("heque", "heck", Place::Within),
    ("lough", "low", Place::Within),
    ("wards", "ward", Place::End),
];

/// A folded word with British spellings made American. Borrowed where there are none.
pub fn level_spelling(word: &str) -> Cow<'_, str> {
    if word.len() < SHORTEST || !word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let within = may_vary_within(word);
    let mut level = Cow::Borrowed(word);
    for (british, american, place) in VARIANTS {
        if place == Place::Within && !within {
            continue;
        }
        let (first, rest) = level.split_at(1);
        let changed = match place {
            Place::Within if rest.contains(british) => {
                format!("{first}{}", rest.replacen(british, american, 1))
            }
            Place::End if rest.ends_with(british) => {
                let kept = level.len() - british.len();
                format!("{}{american}", level.get(..kept).unwrap_or_default())
            }
            Place::Within | Place::End => continue,
        };
        level = Cow::Owned(changed);
    }
    level
}

/// Whether letters stand in a word by which one of the variants within words begins: most words have none.
fn may_vary_within(word: &str) -> bool {
    word.as_bytes().windows(3).any(|letters| {
        matches!(
            letters,
            b"our"
                | b"isa"
                | b"ise"
                | b"isi"
                | b"yse"
                | b"ysi"
                | b"ogu"
                | b"heq"
                | b"lou"
                | [_, b'a' | b'o', b'e']
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_come_out_alike() {
        for (british, american) in [
            ("colour", "color"),
            ("neighbouring", "neighboring"),
            ("organisation", "organization"),
            ("organised", "organized"),
            ("organising", "organizing"),
            ("analysed", "analyzed"),
            ("paediatric", "pediatric"),
            ("dialogue", "dialog"),
            ("travelling", "traveling"),
            ("cancelled", "canceled"),
            ("centre", "center"),
            ("theatres", "theaters"),
            ("defence", "defense"),
            ("programme", "program"),
            ("cheques", "checks"),
            ("towards", "toward"),
        ] {
            assert_eq!(level_spelling(british), level_spelling(american), "{british}");
        }
    }

    #[test]
    fn no_variant_within_words_is_passed_over() {
        for (british, _, place) in VARIANTS {
            let word = format!("xx{british}xx");
            assert!(place == Place::End || may_vary_within(&word), "{word}");
        }
        assert!(!may_vary_within("president"));
    }

    #[test]
    fn other_words_stay_apart() {
        for word in ["four", "our", "ours", "wise", "oil", "état", "minister", "election"] {
            assert_eq!(level_spelling(word), word);
        }
    }
}
