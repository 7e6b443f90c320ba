//! Lines that belong to the page and not to an article, as far as their wording alone tells.

use crate::article::RemovedKind;

use super::wording::{self, Meaning};
use super::{dates, sentence};

/// What a line of the page's own is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) struct Control {
    /// What it is removed as.
    pub(in crate::ingest) kind: RemovedKind,
    /// The reason, for the reader.
    pub(in crate::ingest) why: &'static str,
}

/// A line that says what the lines after it are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Opener {
    /// Headlines of other articles; the body may go on behind them.
    Related,
    /// Headlines or whole ledes of other articles, mostly up to the end of the page.
    Recommended,
    /// Tags.
    Tags,
    /// Comments or the form for them: nothing behind it belongs to the article.
    Comments,
}

const WIDGET: Control = Control { kind: RemovedKind::Widget, why: "control of the page" };
const RULE: Control = Control { kind: RemovedKind::Widget, why: "a line drawn across the page" };
const AGE: Control = Control { kind: RemovedKind::Date, why: "tells an age instead of a date" };
const CLOCK: Control = Control { kind: RemovedKind::Date, why: "a clock time without a date" };
const SHARE: Control = Control { kind: RemovedKind::Share, why: "row of sharing buttons" };
const ADVERT: Control = Control { kind: RemovedKind::Promotion, why: "label of an advertisement" };
const OFFER: Control =
    Control { kind: RemovedKind::Promotion, why: "invitation to subscribe, install or follow" };
const FOOTER: Control = Control { kind: RemovedKind::Footer, why: "closes every page of the site" };
const MENU: Control = Control { kind: RemovedKind::Navigation, why: "menu of the page" };
const CREDITS: Control = Control { kind: RemovedKind::Byline, why: "names those who worked on the text" };
const END: Control = Control { kind: RemovedKind::Boilerplate, why: "marks the end of the text" };
const ADDRESS: Control = Control { kind: RemovedKind::Widget, why: "address of a page" };
const PICTURE: Control = Control { kind: RemovedKind::Caption, why: "names the source of a picture" };
const TAGS: Control = Control { kind: RemovedKind::Tags, why: "row of tags" };
const POINTER: Control = Control { kind: RemovedKind::Related, why: "points to another article" };

/// The longest line that is a control, in characters.
const LONGEST: usize = 400;

/// What the line is, if its wording alone says that it belongs to the page.
pub(in crate::ingest) fn control(text: &str) -> Option<Control> {
    if !text.contains(char::is_alphanumeric) {
        return Some(RULE);
    }
    if sentence::length(text) > LONGEST {
        return None;
    }
    if is_address(text) {
        return Some(ADDRESS);
    }
    let plain = sentence::plain(text);
    let plain = plain.as_str();
    button(text, plain)
        .or_else(|| share(text, plain))
        .or_else(|| promotion(text, plain))
        .or_else(|| footer(text, plain))
        .or_else(|| closing(text, plain))
        .or_else(|| (is_menu(text) || is_pager(text, plain)).then_some(MENU))
}

fn button(text: &str, plain: &str) -> Option<Control> {
    let short = !text.ends_with('.') && sentence::length(text) <= 50;
    match wording::meaning(plain) {
        Some(Meaning::Widget) if short => Some(WIDGET),
        Some(Meaning::Advert) => Some(ADVERT),
        Some(Meaning::Legal) => Some(FOOTER),
        _ if dates::is_age(text) => Some(AGE),
        _ if dates::is_clock(text) => Some(CLOCK),
        _ => (short && (is_reading_time(plain) || is_tracker(plain))).then_some(WIDGET),
    }
}

/// `3 min read`, `Reading time: 5 minutes`.
fn is_reading_time(plain: &str) -> bool {
    if !["read", "reading", "time"].iter().any(|word| plain.contains(word)) {
        return false;
    }
    let words: Vec<&str> = plain.split(' ').collect();
    let minutes = |word: &str| ["min", "mins", "minute", "minutes"].contains(&word);
    let counted = |count: &str| count.parse::<u32>().is_ok();
    match words.as_slice() {
        [count, unit, "read" | "reading"] => counted(count) && minutes(unit),
        ["reading", "time", ..] | ["estimated", "reading", "time", ..] => true,
        _ => false,
    }
}

/// The label of a counting pixel or script.
fn is_tracker(plain: &str) -> bool {
    let tools = [
        "analytics",
        "pixel",
        "tracking",
        "comscore",
        "chartbeat",
        "matomo",
        "piwik",
        "gtm",
        "utm",
        "beacon",
        "tracker",
    ];
    let words = sentence::words(plain);
    let named = || plain.split(' ').any(|word| tools.contains(&word));
    words <= 3 && (named() && (words == 1 || !plain.contains("live")) || plain.ends_with("tag manager"))
}

/// A row of places to share to: `Facebook Twitter WhatsApp`, `Share on X`, `12 shares`.
fn share(text: &str, plain: &str) -> Option<Control> {
    let words = || plain.split(' ');
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_part =
        |word: &str| wording::is_share_place(word) || wording::is_share_filling(word) || is_number(word);
    if text.ends_with('.') || !words().all(is_part) || words().count() > 20 {
        return None;
    }
    let places = words().filter(|word| wording::is_share_place(word)).count();
    let named = plain.starts_with("share") || plain.ends_with("shares") || words().count() == 1;
    (places > 1 || (places == 1 && named)).then_some(SHARE)
}

/// Invitations address the reader; a quotation of one is content.
fn promotion(text: &str, plain: &str) -> Option<Control> {
    let cookies = ["we use cookies", "uses cookies", "accept cookies", "accept all cookies"];
    if plain.contains("cookies") && cookies.iter().any(|words| plain.contains(words)) {
        return Some(OFFER);
    }
    if !wording::opens_invitation(plain) {
        return None;
    }
    let words = sentence::words(plain);
    let quoted = text.starts_with(['"', '“', '‘', '\'', '«', '(']);
    let own = ["our", "us", "your", "newsletter"].iter().any(|word| wording::contains_words(plain, word));
    (!quoted && words <= 40 && wording::invites(plain) && (own || words <= 12)).then_some(OFFER)
}

fn footer(text: &str, plain: &str) -> Option<Control> {
    let year = || plain.split(' ').nth(1).is_some_and(|word| word.starts_with("20"));
    let copyright = plain.starts_with("copyright") && (text.contains('©') || year());
    let rights = plain.contains("all rights reserved") || text.starts_with('©') || copyright;
    let links = text.split(['|', '·', '•', '/']).map(sentence::plain);
    let legal = || links.filter(|link| wording::meaning(link) == Some(Meaning::Legal)).count() >= 2;
    let parted = text.contains(['|', '·', '•', '/']);
    ((parted && legal()) || (rights && sentence::words(plain) <= 40)).then_some(FOOTER)
}

/// Trails of links and menus: `Home > World > Africa`, `News | Sport | Weather | Opinion`.
fn is_menu(text: &str) -> bool {
    if !text.contains(['>', '»', '›', '/', '|', '·', '•']) {
        return false;
    }
    let trails = [(" > ", 2), (" » ", 2), (" › ", 2), (" / ", 4), (" | ", 4), (" · ", 4), (" • ", 4)];
    let home = sentence::strip_prefix_folded(text, "home ").is_some();
    let short = |part: &str| {
        let bare =
            !part.ends_with(['.', '!', '?', ',']) && !part.contains(|letter: char| letter.is_ascii_digit());
        bare && (1..=3).contains(&sentence::words(part))
    };
    trails.iter().any(|(mark, least)| {
        let parts = text.split(mark);
        let count = parts.clone().count();
        // A trail from the home page ends in the headline itself.
        (count >= *least && parts.clone().all(short)) || (home && count >= 2 && parts.take(2).all(short))
    })
}

/// `1 2 3 … 27 Next »`, `Page 1 of 2`, `Continued on next page`.
fn is_pager(text: &str, plain: &str) -> bool {
    let named = |word: &str| {
        ["page", "pages", "next", "previous", "prev", "last", "first", "of", "older", "newer"].contains(&word)
    };
    let number = |word: &str| word.parse::<u16>().ok();
    if ["continued on next page", "continued on the next page"].contains(&plain) {
        return true;
    }
    if !plain.split(' ').all(|word| named(word) || number(word).is_some()) {
        return false;
    }
    let numbers: Vec<u16> = plain.split(' ').filter_map(number).collect();
    let labelled = plain.split(' ').any(|word| named(word) && word != "of");
    let rising = numbers.windows(2).all(|pair| pair.first() < pair.last());
    let counted = rising && !text.ends_with('.');
    counted && (numbers.len() >= 3 || (numbers.len() == 2 && labelled))
}

/// An address on the net and nothing else.
pub(in crate::ingest) fn is_address(text: &str) -> bool {
    let opens = ["http://", "https://", "www."].iter().any(|opening| text.starts_with(opening));
    opens && !text.contains(' ')
}

/// What closes a dispatch: `(Reporting by Jane Doe; Editing by John Doe)`, `(END)`, `-30-`.
fn closing(text: &str, plain: &str) -> Option<Control> {
    let bracketed = text.starts_with(['(', '[']) && text.ends_with([')', ']']);
    let opens = |word: &str| plain.starts_with(word);
    let credited =
        ["reporting by ", "additional reporting by ", "writing by ", "editing by ", "compiled by "]
            .into_iter()
            .any(opens);
    let shared = || plain.contains(" editing by ") || plain.contains(" writing by ");
    if credited && (bracketed || shared()) && sentence::words(plain) <= 40 {
        return Some(CREDITS);
    }
    let sourced = ["image source ", "image copyright ", "picture source "].into_iter().any(opens);
    if sourced && sentence::words(plain) <= 8 && !sentence::ends_sentence(text) {
        return Some(PICTURE);
    }
    if opens("read the full ") && sentence::words(plain) <= 10 {
        return Some(POINTER);
    }
    let inputs = ["with inputs from ", "with input from ", "with agencies", "with agency inputs"];
    if bracketed && sentence::words(plain) <= 8 && inputs.into_iter().any(opens) {
        return Some(CREDITS);
    }
    let dashed = text.starts_with('-') && text.ends_with('-') && plain == "30";
    (dashed || (bracketed && ["end", "ends"].contains(&plain))).then_some(END)
}

/// What the lines after this one are, if it says so.
pub(in crate::ingest) fn opener(text: &str) -> Option<Opener> {
    if text.ends_with('.') || sentence::length(text) > 80 {
        let form = text.trim_start_matches(|letter: char| !letter.is_alphanumeric()).starts_with(['y', 'Y'])
            && sentence::length(text) <= LONGEST
            && sentence::plain(text).starts_with("your email address will not be");
        return form.then_some(Opener::Comments);
    }
    let plain = sentence::plain(text);
    let count = plain
        .strip_suffix(" comments")
        .or_else(|| plain.strip_suffix(" comment"))
        .or_else(|| plain.strip_prefix("comments ").filter(|_| text.ends_with(')')));
    if count.is_some_and(|count| count.parse::<u32>().is_ok()) {
        return Some(Opener::Comments);
    }
    let from = ["more from ", "latest from ", "more in "].iter().any(|words| plain.starts_with(words));
    match wording::meaning(&plain) {
        Some(Meaning::Comments) => Some(Opener::Comments),
        Some(Meaning::Recommended) => Some(Opener::Recommended),
        Some(Meaning::Related) => Some(Opener::Related),
        Some(Meaning::Tags) => Some(Opener::Tags),
        Some(Meaning::Widget | Meaning::Advert | Meaning::Legal) | None => {
            let bare = text.ends_with(':') && ["read", "watch", "more"].contains(&plain.as_str());
            let recommended = from && !text.ends_with(['?', '!', ',']) && sentence::words(text) <= 6;
            if bare { Some(Opener::Related) } else { recommended.then_some(Opener::Recommended) }
        }
    }
}

/// The longest label before a mark, and the longest mark, in bytes.
const LONGEST_LABEL: usize = 60;
const MARK_BYTES: usize = 3;

/// A line that names its related article or its tags itself: `Read More: …`, `Topics: NigerMali`.
pub(in crate::ingest) fn labelled(text: &str) -> Option<Control> {
    let marks = [':', '|', '»', '>', '–', '—'];
    let head = sentence::head(text, LONGEST_LABEL + MARK_BYTES);
    let mark =
        head.find(marks).into_iter().chain(head.find(" - ")).min().filter(|at| *at <= LONGEST_LABEL)?;
    let label = sentence::plain(text.get(..mark)?);
    let rest = text.get(mark..)?.trim_start_matches(marks).trim_start_matches([' ', '-']).trim_start();
    if rest.is_empty() || sentence::words(rest) > 30 {
        return None;
    }
    match wording::meaning(&label) {
        Some(Meaning::Tags) => (!rest.contains(". ") && label != "topic").then_some(TAGS),
        Some(Meaning::Related | Meaning::Recommended) => Some(POINTER),
        Some(Meaning::Widget | Meaning::Advert | Meaning::Comments | Meaning::Legal) | None => {
            ["read", "watch", "more"].contains(&label.as_str()).then_some(POINTER)
        }
    }
}

/// Whether the line is the name of a section of a newspaper.
pub(in crate::ingest) fn is_section(text: &str) -> bool {
    wording::sections().any(|section| section.eq_ignore_ascii_case(text))
}

/// The length of a section name that is glued to the headline: `WorldTalks resume`, `POLITICSTalks resume`.
pub(in crate::ingest) fn glued_section(text: &str) -> Option<usize> {
    let is_glued = |section: &&str| {
        let Some((printed, rest)) = text.split_at_checked(section.len()) else { return false };
        if !printed.eq_ignore_ascii_case(section) {
            return false;
        }
        let shouted = !printed.bytes().any(|byte| byte.is_ascii_lowercase());
        let mut letters = rest.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let small = letters.next().is_some_and(|letter| letter.is_lowercase() || " .’'".contains(letter));
        (printed == *section || shouted) && capital && (small || !shouted) && sentence::words(rest) >= 3
    };
    wording::sections().filter(is_glued).map(str::len).max()
}

/// A bare number or a counter: `2`, `1 / 2`, `3 of 12`.
pub(in crate::ingest) fn is_counter(text: &str) -> bool {
    let digits = |part: &str| (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(text) || text.strip_prefix('#').is_some_and(digits) || is_picture_counter(text)
}

/// The counter of a picture in a row of them: `1 / 2`, `3 of 12`.
pub(in crate::ingest) fn is_picture_counter(text: &str) -> bool {
    if text.len() > 24 {
        return false;
    }
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let lower = text.trim_matches(['(', ')', '[', ']']).to_lowercase();
    let named = ["image ", "photo ", "picture ", "slide "].iter().find_map(|word| lower.strip_prefix(word));
    let pair = named.unwrap_or(&lower);
    let small = |part: &str| part.trim().parse::<u16>().ok();
    let parts = pair.split_once('/').or_else(|| pair.split_once(" of "));
    parts.and_then(|(at, all)| Some((small(at)?, small(all)?))).is_some_and(|(at, all)| at <= all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<RemovedKind> {
        control(text).or_else(|| labelled(text)).map(|control| control.kind)
    }

    #[test]
    fn lines_of_the_page_are_known_by_their_wording() {
        let table = [
            ("Short Url", RemovedKind::Widget),
            ("Follow", RemovedKind::Widget),
            ("3 min read", RemovedKind::Widget),
            ("***", RemovedKind::Widget),
            ("Facebook Twitter WhatsApp Email", RemovedKind::Share),
            ("Share this article", RemovedKind::Share),
            ("ADVERTISEMENT", RemovedKind::Promotion),
            ("Sign up for our free daily newsletter.", RemovedKind::Promotion),
            ("Download our app from the App Store or Google Play", RemovedKind::Promotion),
            ("Home > World > Africa", RemovedKind::Navigation),
            ("1 2 3 … 27 Next »", RemovedKind::Navigation),
            ("Page 1 of 2", RemovedKind::Navigation),
            ("(Reporting by Jane Doe; Editing by John Doe)", RemovedKind::Byline),
            ("(With inputs from agencies)", RemovedKind::Byline),
            ("-30-", RemovedKind::Boilerplate),
            ("https://riverside.example/harbour", RemovedKind::Widget),
            ("Image source, Reuters", RemovedKind::Caption),
            ("News | Sport | Weather | Opinion", RemovedKind::Navigation),
            ("© 2023 Riverside Post. All rights reserved.", RemovedKind::Footer),
            ("Read More: Harbour closed for a second week", RemovedKind::Related),
            ("ALSO READ | Harbour closed for a second week", RemovedKind::Related),
            ("Topics:HarbourPort BlueStorms", RemovedKind::Tags),
        ];
        for (text, expected) in table {
            assert_eq!(kind(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn prose_is_left_alone() {
        let table = [
            "He urged his party to follow.",
            "“Follow us on Facebook,” the minister told the crowd.",
            "Get the boats out, the mayor said.",
            "Facebook and Twitter were blocked on Monday.",
            "Follow-up talks are planned.",
            "They were related: one was the other's aunt.",
            "Mali, Niger and Burkina Faso | the three states",
            "Reporting by night was hard, the crew said.",
            "3, 1",
            "2019 2018 2017",
        ];
        for text in table {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn openers_say_what_follows() {
        let table = [
            ("Related News:", Some(Opener::Related)),
            ("You May Also Like", Some(Opener::Recommended)),
            ("Leave a Reply", Some(Opener::Comments)),
            ("12 Comments", Some(Opener::Comments)),
            ("Comments (2)", Some(Opener::Comments)),
            ("Tags", Some(Opener::Tags)),
            ("Read", None),
            ("Related parties met.", None),
        ];
        for (text, expected) in table {
            assert_eq!(opener(text), expected, "{text}");
        }
    }

    #[test]
    fn counters_are_numbers_alone() {
        for text in ["2", "1 / 2", "1/12", "3 of 12", "(1/3)", "Photo 2 of 3"] {
            assert!(is_counter(text), "{text}");
        }
        for text in ["12 dead", "3 / 2", "1,234,567", "", "TT"] {
            assert!(!is_counter(text), "{text}");
        }
    }

    #[test]
    fn section_names_are_cut_off_headlines() {
        let table = [
            ("WorldHarbour closed after storm", Some(5)),
            ("MIDDLE EASTHarbour closed after storm", Some(11)),
        ];
        for (text, expected) in table {
            assert_eq!(glued_section(text), expected, "{text}");
        }
        for text in [
            "World leaders meet in Port Blue",
            "Worldwide storm closes harbours",
            "AFRICA CLOSES ALL HARBOURS",
        ] {
            assert_eq!(glued_section(text), None, "{text}");
        }
    }
}
