//! Tells running text from all other lines by its ends, its first words and a few rare letters, without folding or
//! parting it: most of a page is running text, and none of the other forms needs to look at it. What is not told here
//! may be running text as well.

use std::collections::HashSet;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter, memchr2, memchr3};

use crate::text;

use super::phrases::Phrases;
use super::{control, credit, dates, ending, sentence, wording};

/// The longest line that is always looked at closely, in bytes.
const SHORT: usize = 100;
/// Lines with more bytes are no rows of dates.
const LONGEST_ROW: usize = 160;
/// So many bytes at the end may hold the date of a headline's row.
const ROW_END: usize = 64;
/// No byline and no abbreviated headline has more words.
const MOST_WORDS: usize = 16;
/// Known wordings of fewer words are looked up.
const FEWEST_SPACES: usize = 3;
/// So many bytes are looked at for the letters of a text.
const FEWEST_LETTERS: usize = 60;
/// So many bytes hold the first words of every wording here.
const HEAD: usize = 64;

/// Whether a line is running text beyond doubt: several words that begin with a letter or a quotation mark and end
/// as a sentence does, without anything that another form asks for.
pub(in crate::ingest) fn is_prose(text: &str) -> bool {
    if text.len() <= SHORT || !ends_plainly(text) || text.starts_with(['y', 'Y']) {
        return false;
    }
    let bytes = text.as_bytes();
    // Of longer lines only the end may be a row of dates.
    let end = if text.len() > LONGEST_ROW { text.len() - ROW_END } else { 0 };
    memchr_iter(b' ', bytes).nth(MOST_WORDS).is_some()
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
        && memchr_iter(b' ', text.as_bytes()).nth(FEWEST_SPACES).is_some()
        && has_letters(text)
        && !holds_mark(text)
        && !is_parted(text)
        && !is_coded(text)
        && !ends_as_own(text)
        && !opens_as_own(text)
        && !RARE.iter().any(|wording| wording.find(text.as_bytes()).is_some())
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

/// Whether a mark that parts the links of a menu follows one of the first three words.
pub(super) fn is_parted(text: &str) -> bool {
    let marks = [">", "»", "›", "/", "|", "·", "•"];
    text.split(' ').skip(1).take(3).any(|word| word.len() <= 3 && marks.contains(&word))
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
const LAST_WORDS: &[&str] = &[
    "ago",
    "today",
    "now",
    "yesterday",
    "shares",
    "stories",
    "articles",
    "posts",
    "news",
    "manager",
    "conversation",
    "discussion",
];

/// What may stand anywhere in a line of the page's own. Capitals stand at the start of a word or throughout.
static RARE: LazyLock<[Finder<'static>; 7]> = LazyLock::new(|| {
    ["ookies", "OOKIES", "ights reserved", "ights Reserved", "IGHTS RESERVED", "ontributed", "©"]
        .map(Finder::new)
});

/// How lines of the page's own begin: the first words of each wording, and of its first word at most eight letters.
static OPENINGS: LazyLock<(Phrases, HashSet<u64>)> = LazyLock::new(|| {
    let lists = [
        control::COPY_NOTES,
        control::GREETINGS,
        control::THANKS,
        ending::TO_READER,
        ending::OWNED,
        ending::CREDITED,
        ending::PICTURED,
        ending::SOURCED,
        ending::FULL,
        OTHERS,
    ];
    let mut all: Vec<&str> = wording::openings().collect();
    all.extend(lists.concat());
    let firsts = all.iter().map(|words| packed(words)).collect();
    (Phrases::opening(&[&all]), firsts)
});

/// First words of other forms of the page's own.
const OTHERS: &[&str] = &[
    "copyright",
    "source",
    "eds ",
    "more",
    "latest",
    "about ",
    "your email",
    "continued o",
    "continued f",
    "continues on",
    "turn to page",
    "see page",
    "reading",
    "estimated",
    "listen",
    "play",
    "watch",
    "list of",
    "heard on",
    "read",
    "a version of this ",
    "this article",
    "this story",
    "this report",
    "this dispatch",
    "this piece",
    "published in ",
    "first published in ",
    "appeared in ",
    "end of ",
    "you are here",
    "hear this ",
    "with files ",
    "with reports ",
];

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
    bare.split(' ').take(3).all(|word| is_number(word) || SHARING.contains(&packed(word)))
}

/// The words of rows of sharing buttons and of pagers.
static SHARING: LazyLock<HashSet<u64>> =
    LazyLock::new(|| wording::sharing().chain(PAGER.iter().copied()).map(packed).collect());

/// The letters of the first word, at most eight, in lower case.
fn packed(text: &str) -> u64 {
    let letters = text.bytes().map_while(text::ascii_letter).take(8);
    letters.fold(0, |packed, letter| packed << 8 | u64::from(letter.get()))
}

/// The words beside the numbers of pages.
const PAGER: &[&str] =
    &["page", "pages", "next", "previous", "prev", "last", "first", "of", "older", "newer"];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ingest::forms::{byline, caption, contact, counter, dateline};

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

    proptest! {
        #[test]
        fn no_form_reads_what_is_told_as_running_text(words in prop::collection::vec(
            "(Share|on|facebook|The|mayor|harbour|By|Jane|Doe|Page|1|2|of|Related:|Home|[>|/»-]|Reporting by|cookies|\
             2019|May|Updated:|Reuters|Photo:|PARIS|Subscribe|to|our|newsletter|closed\\.|\\(AP\\)|©|@port|#storm|Privacy Policy) ", 0..40
        ), tail in "(left|rose\\.|ended\\.”|a\\.m\\.|time\\.|source\\.|\\(AP\\)\\.)") {
            let text = words.concat() + &tail;
            if is_ordinary(&text) {
                prop_assert_eq!(control::closely(&text), None);
                prop_assert_eq!(control::opener(&text), None);
                prop_assert_eq!(control::labelled(&text), None);
            }
            if is_prose(&text) {
                prop_assert_eq!(control::opener(&text), None);
                prop_assert_eq!(control::closely(&text), None);
                prop_assert_eq!(byline::byline(&text), None);
                prop_assert_eq!(dates::row(&text, dates::NumericOrder::Unsettled), None);
                prop_assert!(!dateline::is_alone(&text) && !caption::is_credited(&text));
                prop_assert!(!contact::is_labelled_address(&text) && !counter::is_counter(&text));
                prop_assert!(sentence::ends_sentence(&text));
            }
        }
    }
}
