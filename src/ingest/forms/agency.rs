//! The news agencies and picture sources that bylines, datelines and credits name.

use std::sync::LazyLock;

use super::names::Names;

/// Agencies that file text. Compared without regard to case; the article keeps the page's spelling.
const WIRES: &[&str] = &[
    "associated press",
    "the associated press",
    "ap",
    "reuters",
    "thomson reuters",
    "thomson reuters foundation",
    "afp",
    "agence france-presse",
    "agence france presse",
    "efe",
    "epa",
    "epa-efe",
    "dpa",
    "ansa",
    "tass",
    "itar-tass",
    "interfax",
    "ria novosti",
    "xinhua",
    "bloomberg",
    "bloomberg news",
    "upi",
    "united press international",
    "pa media",
    "press association",
    "pti",
    "press trust of india",
    "ani",
    "ians",
    "kyodo",
    "kyodo news",
    "yonhap",
    "kcna",
    "anadolu",
    "anadolu agency",
    "mena",
    "kuna",
    "qna",
    "bna",
    "petra",
    "sana",
    "irna",
    "isna",
    "wafa",
    "spa",
    "wam",
    "saudi press agency",
    "ukrinform",
    "belga",
    "anp",
    "apa",
    "bernama",
    "antara",
    "panapress",
    "news agencies",
    "agencies",
    "canadian press",
    "the canadian press",
    "australian associated press",
    "aap",
    "rferl",
    "rfe/rl",
];

/// Broadcasters and papers that file under their own name.
const BROADCASTERS: &[&str] = &[
    "cnn",
    "bbc",
    "bbc news",
    "npr",
    "abc",
    "abc news",
    "cbs",
    "cbs news",
    "nbc",
    "nbc news",
    "fox news",
    "cnbc",
    "al jazeera",
    "dw",
    "rfi",
    "voa",
    "sky news",
    "france 24",
    "euronews",
    "rt",
    "cgtn",
    "nhk",
    "ndtv",
    "pbs",
    "cbc",
    "ctv",
    "itv",
    "sabc",
    "tvn24",
    "trt world",
    "press tv",
    "rudaw",
    "nan",
    "gna",
    "sapa",
    "ips",
    "unb",
    "bss",
    "app",
    "tnn",
    "mna",
    "irib",
    "prnewswire",
    "pr newswire",
    "business wire",
    "globe newswire",
    "globenewswire",
];

/// Whether the text is exactly the name of an agency or a broadcaster that files text.
pub(in crate::ingest) fn is_filer(name: &str) -> bool {
    is_wire(name) || BROADCASTER_NAMES.hold(name.trim().trim_end_matches('.'))
}

/// Sources that are named under pictures only.
const PICTURES: &[&str] = &[
    "getty images",
    "getty",
    "shutterstock",
    "alamy",
    "istock",
    "nurphoto",
    "zuma",
    "zuma press",
    "imago",
    "sipa",
    "maxar",
    "maxar technologies",
    "planet labs",
    "us navy",
    "handout",
    "supplied",
    "screengrab",
    "social media",
    "courtesy",
    "twitter",
    "facebook",
    "asharq al-awsat",
    "arab news",
    "an photo",
    "file photo",
    "ap photo",
    "afp photo",
    "reuters photo",
    "epa photo",
    "via ap",
    "pool",
    "wikimedia commons",
    "unsplash",
];

static WIRE_NAMES: LazyLock<Names> = LazyLock::new(|| Names::of(&[WIRES]));
static BROADCASTER_NAMES: LazyLock<Names> = LazyLock::new(|| Names::of(&[BROADCASTERS]));
static PICTURE_NAMES: LazyLock<Names> = LazyLock::new(|| Names::of(&[PICTURES]));

/// Whether the text is exactly the name of an agency that files text.
pub(in crate::ingest) fn is_wire(name: &str) -> bool {
    WIRE_NAMES.hold(name.trim().trim_end_matches('.'))
}

/// Whether the text is exactly the name of an agency or of another source of pictures.
pub(in crate::ingest) fn is_source(name: &str) -> bool {
    is_wire(name) || PICTURE_NAMES.hold(name.trim())
}

/// Whether the last letters of the text are those of an agency or of another source: most lines end otherwise, and
/// this is far cheaper to see than where a name would begin.
pub(in crate::ingest) fn ends_in_source(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches('.');
    WIRE_NAMES.end(text) || PICTURE_NAMES.end(text)
}

/// Whether the last letters of the text are those of an agency that files text.
pub(in crate::ingest) fn ends_in_wire(text: &str) -> bool {
    WIRE_NAMES.end(text.trim_end().trim_end_matches('.'))
}

/// Whether the last letters of the text are those of an agency or a broadcaster that files text.
pub(in crate::ingest) fn ends_in_filer(text: &str) -> bool {
    ends_in_wire(text) || BROADCASTER_NAMES.end(text.trim_end().trim_end_matches('.'))
}

/// The start of the wire's name at the end of `text`, where one stands there as whole words.
pub(in crate::ingest) fn trailing_wire(text: &str) -> Option<usize> {
    if !ends_in_wire(text) {
        return None;
    }
    let starts = text.char_indices().rev().filter(|&(_, letter)| letter == ' ' || letter == ',');
    let starts = starts.map(|(at, letter)| at + letter.len_utf8()).take(5);
    let is_name =
        |start: &usize| text.get(*start..).is_some_and(|name| !name.starts_with(' ') && is_wire(name));
    starts.filter(is_name).last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_matched_whole_and_without_case() {
        assert!(is_wire("REUTERS") && is_wire("Associated Press") && is_source("Getty Images"));
        assert!(!is_wire("Reuters reported") && !is_source("Getty Museum") && !is_wire(""));
    }

    #[test]
    fn every_name_ends_in_a_letter_and_is_known_by_it() {
        for name in WIRES.iter().chain(PICTURES) {
            assert!(is_source(name) && ends_in_source(&format!("the {}.", name.to_uppercase())), "{name}");
        }
        assert!(!ends_in_source("") && !ends_in_source("…") && !ends_in_wire("Getty Museum"));
    }

    #[test]
    fn the_longest_trailing_name_is_found() {
        let text = "JOHN SMITH, The Associated Press";
        assert_eq!(trailing_wire(text).and_then(|at| text.get(at..)), Some("The Associated Press"));
        assert_eq!(trailing_wire("JOHN SMITH"), None);
    }
}
