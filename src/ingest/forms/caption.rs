//! What makes a line look like the caption of a picture: its credit, its words, its date.

use std::sync::LazyLock;

use super::credit::{self, Certainty, Credit};
use super::dates::{self, NumericOrder};
use super::phrases::Phrases;
use super::sentence;

/// How much a line looks like a caption by itself, without its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::ingest) enum Likeness {
    /// Nothing speaks for it.
    None,
    /// An uncertain credit or the words of a caption, which prose may share.
    Some,
    /// The credit of a known agency.
    Credited,
    /// The credit of a known agency and the words or the date of a caption.
    Certain,
}

/// The longest caption, in characters.
const LONGEST: usize = 900;

/// Words that describe a picture instead of telling what happened.
const PICTURE_WORDS: &[&str] = &[
    "pictured",
    "is seen",
    "are seen",
    "seen in this",
    "seen here",
    "file picture",
    "file photo",
    "handout",
    "this photo",
    "this picture",
    "this image",
    "photo shows",
    "picture shows",
    "image shows",
    "photo taken",
    "taken on",
    "photographed",
    "a general view",
    "an aerial view",
    "looks on",
    "look on",
    "stands next to",
    "stand guard",
    "stands guard",
    "poses for",
    "pose for",
    "gestures",
    "silhouette",
    "screengrab",
    "video grab",
    "screenshot",
    "(l)",
    "(r)",
    "(c)",
    "(left)",
    "(right)",
    "(center)",
    "left,",
    "right,",
    "from left",
    "illustration",
    "undated photo",
    "walks past",
    "walk past",
    "speaks during",
    "speaks at a",
    "shakes hands",
    "shake hands",
    "wave ",
    "waves ",
];

static PICTURE_PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(PICTURE_WORDS));

/// How much the line looks like a caption.
pub(in crate::ingest) fn likeness(text: &str) -> Likeness {
    if sentence::is_longer(text, LONGEST) {
        return Likeness::None;
    }
    match credit::credit(text) {
        Some(Credit { name, certainty: Certainty::Agency }) => {
            let photographer = name.contains('/') || name.to_lowercase().contains("photo");
            let described = photographer || has_picture_words(text) || is_dated_scene(text);
            if described { Likeness::Certain } else { Likeness::Credited }
        }
        Some(Credit { certainty: Certainty::Label, .. }) if is_dated_picture(text) => Likeness::Certain,
        Some(_) => Likeness::Some,
        None if is_short(text) && has_picture_words(text) => Likeness::Some,
        None => Likeness::None,
    }
}

/// Whether the line ends in a credit behind a label: `… Credit: Jane Doe`.
pub(in crate::ingest) fn is_labelled(text: &str) -> bool {
    credit::credit(text).is_some_and(|credit| credit.certainty >= Certainty::Label)
}

/// Whether the line ends in the credit of a known agency: its likeness is [`Likeness::Credited`] at least.
pub(in crate::ingest) fn is_credited(text: &str) -> bool {
    let certain = credit::credit(text).is_some_and(|credit| match credit.certainty {
        Certainty::Agency => true,
        Certainty::Label => is_dated_picture(text),
        Certainty::Guess => false,
    });
    certain && !sentence::is_longer(text, LONGEST)
}

/// Words of a picture or a day of taking before a credit that names whose photo it is.
fn is_dated_picture(text: &str) -> bool {
    let end = sentence::tail(text, 60).to_ascii_lowercase();
    let Some(at) = ["photo", "image", "picture", "credit..."].iter().filter_map(|word| end.rfind(word)).min()
    else {
        return false;
    };
    let scene = text.get(..text.len() - (end.len() - at)).unwrap_or_default();
    is_short(text) && (has_picture_words(scene) || is_dated_scene(scene))
}

fn is_short(text: &str) -> bool {
    !sentence::is_longer(text, 300)
}

fn has_picture_words(text: &str) -> bool {
    PICTURE_PHRASES.are_in(text)
}

/// Whether a line that would pass for prose is a caption where it stands right under a headline.
pub(in crate::ingest) fn stands_under_headline(text: &str) -> bool {
    let credited = || credit::credit(text).is_some();
    let described = || has_picture_words(text) || is_dated_scene(text);
    let open = || !sentence::ends_sentence(text) || ends_with_year(text);
    if is_from_file(text) {
        return true;
    }
    !sentence::is_longer(text, LONGEST) && ((is_short(text) && open() && described()) || credited())
}

/// Whether the line says first that the picture is from the files: `FILE - A ferry leaves Port Blue.`
pub(in crate::ingest) fn is_from_file(text: &str) -> bool {
    let marks = [" -", " –", " —", ":", " PHOTO"];
    text.strip_prefix("FILE").is_some_and(|rest| marks.iter().any(|mark| rest.starts_with(mark)))
}

/// One sentence that ends in a full date behind a comma: `…, January 22, 2019.`
fn is_dated_scene(text: &str) -> bool {
    let open = text
        .rfind(['(', '['])
        .and_then(|at| text.get(..at))
        .unwrap_or(text)
        .trim_end_matches(['.', ' ', '/']);
    let date = dates::trailing_row(open, NumericOrder::Unsettled).map(|(start, _)| start);
    let behind_comma =
        date.and_then(|start| open.get(..start)).is_some_and(|scene| scene.trim_end().ends_with(','));
    behind_comma && !open.contains(". ")
}

/// Whether a year stands among the last words, the credit aside: pictures are dated at the end.
pub(in crate::ingest) fn ends_with_year(text: &str) -> bool {
    let uncredited = text.rfind(['(', '[', '/']).and_then(|at| text.get(..at)).unwrap_or(text);
    let is_year = |word: &str| {
        let digits = word.trim_matches(|letter: char| !letter.is_ascii_digit());
        digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
    };
    uncredited.split_whitespace().rev().take(3).any(is_year)
}

/// The shortest paragraph that no picture could have as its caption, in characters.
const SHORTEST_PARAGRAPH: usize = 80;

/// A full sentence that speaks of no picture.
pub(in crate::ingest) fn is_paragraph(text: &str) -> bool {
    sentence::is_longer(text, SHORTEST_PARAGRAPH - 1)
        && sentence::ends_sentence(text)
        && likeness(text) == Likeness::None
        && !ends_with_year(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_from_prose() {
        let table = [
            ("Soldiers stand guard in Niamey on Aug. 3, 2023. (AFP)", Likeness::Certain),
            ("Mayor Jane Doe pictured on 5 May 2019 (Reuters)", Likeness::Certain),
            ("The mayor of Port Blue. (Reuters)", Likeness::Credited),
            ("Mayor Jane Doe poses for a picture in Port Blue", Likeness::Some),
            ("The spire. Image: Sam Doe.", Likeness::Some),
            ("The council of Port Blue rejected the plan on Monday.", Likeness::None),
            ("The trial began on May 3, 2019", Likeness::None),
        ];
        for (text, expected) in table {
            assert_eq!(likeness(text), expected, "{text}");
        }
    }
}
