//! Tells running text from all other lines by its ends, its first words and a few rare letters, without folding or
//! parting it: most of a page is running text, and none of the other forms needs to look at it. What is not told here
//! may be running text as well.

use std::collections::HashSet;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter, memchr2, memchr3};

use crate::text;

use super::phrases::Phrases;
use super::{buttons, control, counter, credit, dates, ending, sentence, wording};

/// The longest line that is always looked at closely, in bytes.
const SHORT: usize = 100;
/// Lines with more bytes are no rows of dates.
const LONGEST_ROW: usize = 160;
/// So many bytes at the end may hold the date of a headline's row.
const ROW_END: usize = 64;
/// So many spaces part more words than a byline or an abbreviated headline has.
const MANY_SPACES: usize = 17;
/// So many spaces part more words than the known wordings have that may stand anywhere in a line.
const SOME_SPACES: usize = 4;
/// So many bytes are looked at for the letters of a text.
const FEWEST_LETTERS: usize = 60;
/// So many bytes hold the first words of every wording here.
const HEAD: usize = 64;

/// Whether a line is running text beyond doubt: several words that begin with a letter or a quotation mark and end
/// as a sentence does, without anything that another form asks for.
pub(in crate::ingest) fn is_prose(text: &str) -> bool {
    if text.len() <= SHORT || !ends_plainly(text) {
        return false;
    }
    let bytes = text.as_bytes();
    // Of longer lines only the end may be a row of dates.
    let end = if text.len() > LONGEST_ROW { text.len() - ROW_END } else { 0 };
    has_spaces(text, MANY_SPACES)
        && !bytes.get(end..).is_some_and(dates::holds_year)
        && !credit::is_labelled(text)
        && is_ordinary(text)
}

/// Whether the last letters are small ones before a full stop, which closing quotation marks may follow.
fn ends_plainly(text: &str) -> bool {
    let open = text.trim_end_matches(['”', '"']);
    matches!(open.as_bytes(), [.., before, last, b'.'] if before.is_ascii_lowercase() && last.is_ascii_lowercase())
}

/// Whether nothing in the wording of a line says that it could belong to the page and not to a text: what a form of
/// the page's own begins or ends with, or the few letters that stand in the middle of one.
pub(in crate::ingest) fn is_ordinary(text: &str) -> bool {
    let opens = |letter: char| letter.is_alphabetic() || matches!(letter, '"' | '“' | '‘' | '\'');
    text.starts_with(opens)
        && has_spaces(text, SOME_SPACES)
        && has_letters(text)
        && !holds_mark(text)
        && !buttons::is_parted(text)
        && !is_coded(text)
        && !ends_as_own(text)
        && !opens_as_own(text)
        && !RARE.iter().any(|wording| wording.find(text.as_bytes()).is_some())
}

fn has_spaces(text: &str, least: usize) -> bool {
    memchr_iter(b' ', text.as_bytes()).nth(least - 1).is_some()
}

/// Whether a text is more than a few words in a row of marks.
fn has_letters(text: &str) -> bool {
    let letters =
        |bytes: &[u8]| bytes.iter().filter(|byte| byte.is_ascii_alphanumeric()).take(FEWEST_LETTERS).count();
    let few = text.len().min(FEWEST_LETTERS);
    let head = text.as_bytes().get(..few).unwrap_or_default();
    letters(head) * 2 >= few
}

/// Whether a mark stands in a text that parts links or the two of a credit, or opens an account's name or a tag.
fn holds_mark(text: &str) -> bool {
    let bytes = text.as_bytes();
    // The last bytes of `·` and `•`, which few other letters have.
    let foreign = || memchr2(0xB7, 0xA2, bytes).is_some() && text.contains(['·', '•']);
    memchr3(b'|', b'/', b'#', bytes).is_some()
        || memchr(b'@', bytes).is_some()
        || (!text.is_ascii() && foreign())
}

/// Whether the first word is a code: `BC-ML--Harbour`.
fn is_coded(text: &str) -> bool {
    let coded = text.bytes().take(2).all(|byte| byte.is_ascii_uppercase());
    coded && text.split(' ').next().is_some_and(|first| first.split('-').count() >= 3)
}

/// Whether the last word, which may be a number, ends a wording of the page's own: `3 hours ago`, `12 comments`.
fn ends_as_own(text: &str) -> bool {
    let open = text.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let last = open.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    last.starts_with(|letter: char| letter.is_ascii_digit()) && text.len() <= SHORT
        || LAST_WORDS.iter().any(|word| word.eq_ignore_ascii_case(last))
}

/// The last words of ages, counts and lists.
static LAST_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let ages = ["ago", "today", "now", "yesterday", "shares", "manager"];
    let last = |words: &&'static str| words.rsplit(' ').next();
    ages.into_iter()
        .chain([control::LISTED, control::JOINED, control::INVITED].concat().iter().filter_map(last))
        .collect()
});

/// What may stand anywhere in a line of the page's own. Capitals stand at the start of a word or throughout.
static RARE: LazyLock<[Finder<'static>; 8]> = LazyLock::new(|| {
    [
        "ookies",
        "OOKIES",
        "ights reserved",
        "ights Reserved",
        "IGHTS RESERVED",
        "ontributed",
        "ONTRIBUTED",
        "©",
    ]
    .map(Finder::new)
});

/// How lines of the page's own begin: the first words of each wording, and of its first word at most eight letters.
static OPENINGS: LazyLock<(Phrases, HashSet<u64>)> = LazyLock::new(|| {
    let lists = [
        control::COPY_NOTES,
        control::GREETINGS,
        control::THANKS,
        control::CAPTIONED,
        control::MORE,
        buttons::LISTENING,
        control::CONSENT,
        counter::CONTINUED,
        counter::LISTENS,
        counter::COUNTED,
        ending::TO_READER,
        ending::OWNED,
        ending::CREDITED,
        ending::PICTURED,
        ending::SOURCED,
        ending::FULL,
        ending::VERSIONS,
        ending::PAPERS,
        ending::DRAWN,
        &[control::FORM_NOTE, control::ABOUT, ending::END_OF, buttons::TRUSTED, "more", "read", "watch"],
        &["copyright", "source", "eds ", "you are here"],
    ];
    let made = ending::WORKS.iter().map(|work| format!("this {work}"));
    let all: Vec<String> = wording::openings().chain(lists.concat()).map(str::to_owned).chain(made).collect();
    let firsts = all.iter().map(|words| packed(words)).collect();
    (Phrases::opening(&all), firsts)
});

fn opens_as_own(text: &str) -> bool {
    let (phrases, firsts) = &*OPENINGS;
    let bare = text.trim_start_matches(['"', '“', '‘', '\'']);
    let foreign = bare.bytes().take(8).any(|byte| !byte.is_ascii());
    if foreign || firsts.contains(&packed(bare)) {
        let head = sentence::plain(sentence::head(bare, HEAD));
        if phrases.open(&head) {
            return true;
        }
    }
    let is_number = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    let words = bare.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(3).all(|word| is_number(word) || SHARING.contains(&packed(word)))
}

/// The words of rows of sharing buttons and of pagers.
static SHARING: LazyLock<HashSet<u64>> =
    LazyLock::new(|| wording::sharing().chain(counter::PAGER.iter().copied()).map(packed).collect());

/// The letters of the first word, at most eight, in lower case.
fn packed(text: &str) -> u64 {
    let letters = text.bytes().map_while(text::ascii_letter).take(8);
    letters.fold(0, |packed, letter| packed << 8 | u64::from(letter.get()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ingest::forms::{byline, caption, contact, dateline};

    #[test]
    fn running_text_is_told_from_lines_of_the_page() {
        let prose = "The ferry company said on Monday that all service to the outer islands is suspended until the \
                     storm has passed and the harbour opens again.";
        assert!(is_prose(prose) && is_prose(&format!("“{prose}”")));
        for other in [
            "The harbour closed.",
            &prose.replace('.', ""),
            &format!("{prose} (Reuters)"),
            &prose.replace("The ferry", "Reporting by Jane Doe and"),
            &prose.replace("Monday", "cookies"),
            &prose.replace("The ferry", "Topics: The ferry"),
        ] {
            assert!(!is_prose(other), "{other}");
        }
    }

    /// Lines that a form of the page's own reads, or the label of a caption.
    fn is_own(text: &str) -> bool {
        control::closely(text).is_some()
            || control::opener(text).is_some()
            || control::labelled(text).is_some()
            || control::labelled_caption(text).is_some()
    }

    #[test]
    fn no_known_wording_is_ordinary_whatever_parts_it() {
        for text in [
            "Facebook – Twitter – WhatsApp – Email",
            "Facebook, Twitter & WhatsApp & Email & Telegram",
            "Prev 1 - 2 - 3 - Next",
            "JANE DOE IN NIAMEY CONTRIBUTED TO THIS REPORT",
            "This story was reported by Jane Doe and edited by Omar Osei.",
            "Media caption, A ferry leaves the quay",
            "Continued on the last page of the sports section",
        ] {
            assert!(!is_ordinary(text), "{text}");
        }
        let (phrases, _) = &*OPENINGS;
        for words in wording::openings() {
            let text = format!("{words} the mayor of the old harbour town");
            assert!(phrases.open(&text) && !is_ordinary(&text), "{text}");
        }
    }

    #[test]
    fn sentences_of_articles_are_ordinary() {
        for text in [
            "The harbour of Port Blue was closed",
            "You could see the wall from the quay",
            "In Niamey the council met on Monday",
        ] {
            assert!(is_ordinary(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_form_reads_what_is_told_as_running_text(words in prop::collection::vec(
            "(Share|on|facebook|Twitter|WhatsApp|The|mayor|harbour|By|Jane|Doe|Page|Prev|Next|1|2|of|Related:|Home|[>|/»–&+-]|\
             Reporting by|cookies|2019|May|Updated:|Reuters|Photo:|PARIS|Subscribe|to|our|newsletter|closed\\.|\\(AP\\)|©|\
             @port|#storm|Privacy Policy|Media caption,|contributed to this report|CONTRIBUTED TO THIS REPORT|3 hours ago) ", 0..40
        ), tail in "(|left|rose\\.|ended\\.”|a\\.m\\.|time\\.|source\\.|\\(AP\\)\\.)") {
            let text = words.concat() + &tail;
            let text = text.trim_end();
            prop_assert!(!(is_ordinary(text) && is_own(text)));
            if is_prose(text) {
                let order = dates::NumericOrder::Unsettled;
                prop_assert_eq!(byline::byline(text), None);
                prop_assert_eq!(dates::row(text, order), None);
                prop_assert!(!dateline::is_alone(text) && !caption::is_credited(text));
                prop_assert!(!contact::is_labelled_address(text) && !counter::is_counter(text));
                prop_assert!(sentence::ends_sentence(text));
            }
        }
    }
}
