//! What stands around the captions of a gallery: the labels of its parts, and captions that were cut to be unfolded.

use crate::ingest::forms::sentence;

/// What the parts of a picture are called before them.
const LABELS: [&str; 14] = [
    "caption",
    "image caption",
    "photo caption",
    "picture caption",
    "media caption",
    "image",
    "photo",
    "picture",
    "image source",
    "picture source",
    "image copyright",
    "image credit",
    "photo credit",
    "picture credit",
];

/// The words that unfold a caption, behind what shows that it was cut.
const UNFOLDS: [&str; 2] = [" ... more", "… more"];

/// The word that folds it again.
const FOLDS: &str = " less";

/// Whether a text only names a part of a picture: `Caption`, `Image source:`.
pub(super) fn is_label(text: &str) -> bool {
    let bare = text.trim_end_matches([':', ' ']);
    LABELS.iter().any(|label| bare.eq_ignore_ascii_case(label))
}

/// A caption without the word that folds it.
pub(super) fn without_fold(text: &str) -> &str {
    let bare = text.strip_suffix(FOLDS).map(str::trim_end);
    bare.filter(|bare| sentence::ends_sentence(bare)).unwrap_or(text)
}

/// The beginning of a caption that was cut to be unfolded: what stands before ` ... more`.
pub(super) fn beginning(text: &str) -> Option<&str> {
    let at = UNFOLDS.iter().filter_map(|mark| text.find(mark)).min()?;
    text.get(..at).map(str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_names_of_parts_and_nothing_else() {
        for text in ["Caption", "caption:", "IMAGE SOURCE", "Photo"] {
            assert!(is_label(text), "{text}");
        }
        for text in ["Photo finish", "Captions", "", "Image 1 of 23", "Photo: Jane Doe"] {
            assert!(!is_label(text), "{text}");
        }
    }

    #[test]
    fn words_that_fold_and_unfold_are_no_part_of_a_caption() {
        assert_eq!(without_fold("A ferry leaves on Monday. less"), "A ferry leaves on Monday.");
        assert_eq!(without_fold("We spend less"), "We spend less");
        assert_eq!(without_fold("less"), "less");
        assert_eq!(beginning("A ferry leaves at ... more Photo: AP"), Some("A ferry leaves at"));
        assert_eq!(beginning("A ferry leaves… more"), Some("A ferry leaves"));
        assert_eq!(beginning("More ferries leave"), None);
    }
}
