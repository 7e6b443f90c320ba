//! Lines that belong to the page and not to an article, as far as their wording alone tells.

use crate::article::RemovedKind;

use super::wording::{self, Meaning};
use super::{buttons, contact, counter, ending, prose, sentence};

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
    /// Who wrote the text, what it was drawn from: what stands below it.
    Ending,
}

/// A button or another control.
pub(super) const WIDGET: Control = Control { kind: RemovedKind::Widget, why: "control of the page" };
const RULE: Control = Control { kind: RemovedKind::Widget, why: "a line drawn across the page" };
/// An age instead of a date.
pub(in crate::ingest) const AGE: Control =
    Control { kind: RemovedKind::Date, why: "tells an age instead of a date" };
/// A time without a date.
pub(super) const CLOCK: Control = Control { kind: RemovedKind::Date, why: "a clock time without a date" };
/// A row of places to share to.
pub(super) const SHARE: Control = Control { kind: RemovedKind::Share, why: "row of sharing buttons" };
/// The label of an advertisement.
pub(super) const ADVERT: Control = Control { kind: RemovedKind::Promotion, why: "label of an advertisement" };
const OFFER: Control =
    Control { kind: RemovedKind::Promotion, why: "invitation to subscribe, install or follow" };
pub(super) const FOOTER: Control =
    Control { kind: RemovedKind::Footer, why: "closes every page of the site" };
/// A menu of links.
pub(in crate::ingest) const MENU: Control =
    Control { kind: RemovedKind::Navigation, why: "menu of the page" };
pub(super) const CREDITS: Control =
    Control { kind: RemovedKind::Byline, why: "names those who worked on the text" };
pub(in crate::ingest) const END: Control =
    Control { kind: RemovedKind::Boilerplate, why: "marks the end of the text" };
/// An address that is not the page's own.
pub(in crate::ingest) const ADDRESS: Control =
    Control { kind: RemovedKind::Widget, why: "address of a page" };
/// A note of an agency to the papers that print its dispatch.
pub(super) const NOTE: Control =
    Control { kind: RemovedKind::Boilerplate, why: "note to the papers that print the dispatch" };
/// A note about the printed paper.
pub(super) const PRINTED: Control =
    Control { kind: RemovedKind::Boilerplate, why: "tells where the text was printed" };
/// A note about where a copy of the page was kept.
const COPY: Control = Control { kind: RemovedKind::Widget, why: "tells where a copy of the page was kept" };
/// The number of comments on a text.
pub(in crate::ingest) const COUNT: Control =
    Control { kind: RemovedKind::Comments, why: "counts the comments on each text" };
/// A form to fill in between two paragraphs.
pub(in crate::ingest) const FORM: Control =
    Control { kind: RemovedKind::Promotion, why: "part of a form to fill in" };
/// A few words between the rows of a head.
pub(in crate::ingest) const SCRAP: Control =
    Control { kind: RemovedKind::Widget, why: "stands among the rows of the head" };
/// A line that recurs within a text.
pub(in crate::ingest) const WITHIN: Control =
    Control { kind: RemovedKind::Boilerplate, why: "stands several times between paragraphs" };
/// A line below each article of the page.
pub(in crate::ingest) const BELOW_EACH: Control =
    Control { kind: RemovedKind::Boilerplate, why: "stands below each article of the page" };
const CONTACT: Control =
    Control { kind: RemovedKind::Widget, why: "address of a person, an account or a site" };
/// A labelled row about the document.
pub(in crate::ingest) const FIELD: Control =
    Control { kind: RemovedKind::Boilerplate, why: "labelled row about the document" };
/// The head or foot of a printed page.
pub(in crate::ingest) const SHEET: Control =
    Control { kind: RemovedKind::Boilerplate, why: "head or foot of a printed page" };
/// The name of the newspaper or site.
pub(in crate::ingest) const SITE: Control =
    Control { kind: RemovedKind::Navigation, why: "name of the newspaper or site" };
/// The label of a caption, or the source of a picture.
pub(in crate::ingest) const PICTURE: Control =
    Control { kind: RemovedKind::Caption, why: "names the source of a picture" };
const TAGS: Control = Control { kind: RemovedKind::Tags, why: "row of tags" };
pub(super) const POINTER: Control = Control { kind: RemovedKind::Related, why: "points to another article" };

/// Whether a control is a field of a form or its button: `Your email address`, `Sign up`.
pub(in crate::ingest) fn is_form_part(text: &str) -> bool {
    let parts = [
        "sign up",
        "sign up now",
        "subscribe",
        "subscribe now",
        "enter your email",
        "email address",
        "your email",
        "your email address",
        "your e mail address",
        "register",
        "app store",
        "google play",
        "get the app",
        "download",
        "email",
    ];
    text.len() <= 32 && parts.contains(&sentence::plain(text).as_str())
}

/// The longest line that is a control, in characters.
const LONGEST: usize = 400;

/// What the line is, if its wording alone says that it belongs to the page.
pub(in crate::ingest) fn control(text: &str) -> Option<Control> {
    if prose::is_ordinary(text) { None } else { closely(text) }
}

/// The same for a line that may be one.
pub(in crate::ingest) fn closely(text: &str) -> Option<Control> {
    if !text.contains(char::is_alphanumeric) {
        return Some(RULE);
    }
    if sentence::is_longer(text, LONGEST) {
        return None;
    }
    if contact::is_address(text) {
        return Some(ADDRESS);
    }
    if contact::is_contact(text) {
        return Some(CONTACT);
    }
    let forwarded = || text.contains("orwarded message") || text.contains("riginal message");
    if text.starts_with("```") || (text.starts_with("---") && forwarded()) {
        return Some(RULE);
    }
    let plain = sentence::plain(text);
    let plain = plain.as_str();
    if is_copy_note(plain) {
        return Some(COPY);
    }
    buttons::button(text, plain)
        .or_else(|| buttons::share(text, plain))
        .or_else(|| promotion(text, plain))
        .or_else(|| ending::footer(text, plain))
        .or_else(|| ending::closing(text, plain))
        .or_else(|| (buttons::is_menu(text) || counter::is_pager(text, plain)).then_some(MENU))
}

/// How notes about a copy begin.
pub(super) const COPY_NOTES: &[&str] = &[
    "this is a cached ",
    "this is google s cache ",
    "this is a copy of ",
    "this page was saved ",
    "this page was archived ",
    "archived from ",
    "saved from ",
    "printed from ",
    "it is a snapshot of ",
    "the current page could have changed ",
];

/// `This is a cached copy of … as it appeared on …`.
fn is_copy_note(plain: &str) -> bool {
    COPY_NOTES.iter().any(|words| plain.starts_with(words)) && sentence::words(plain) <= 40
}

/// How editors greet their readers.
pub(super) const GREETINGS: &[&str] =
    &["good morning", "good evening", "good afternoon", "hello", "dear reader", "welcome to", "happy"];
/// How they take their leave.
pub(super) const THANKS: &[&str] = &["thanks for reading", "thank you for reading"];

/// How what a reader agrees to below a form begins.
pub(super) const CONSENT: &[&str] =
    &["by signing up", "by subscribing", "by submitting", "by registering", "by entering your"];

/// How what is said about a newsletter ends in an invitation.
pub(super) const INVITED: &[&str] = &[" sign up here", " subscribe here", " sign up now", " subscribe now"];

/// Invitations address the reader; a quotation of one is content.
fn promotion(text: &str, plain: &str) -> Option<Control> {
    let cookies = ["we use cookies", "uses cookies", "accept cookies", "accept all cookies"];
    let thanks = || THANKS.iter().any(|words| plain.starts_with(words));
    let greeted = || GREETINGS.iter().any(|words| plain.starts_with(words)) && plain.contains(" you ");
    let offers_cookies = plain.contains("cookies") && cookies.iter().any(|words| plain.contains(words));
    if thanks() || offers_cookies || (greeted() && sentence::words(plain) <= 40) {
        return Some(OFFER);
    }
    let consents = CONSENT.iter().any(|words| plain.starts_with(words)) && plain.contains(" you ");
    if consents && sentence::words(plain) <= 40 {
        return Some(OFFER);
    }
    let closes = INVITED.iter().any(|words| plain.ends_with(words));
    if closes && plain.contains("newsletter") && sentence::words(plain) <= 40 {
        return Some(OFFER);
    }
    if !wording::opens_invitation(plain) {
        return None;
    }
    let words = sentence::words(plain);
    let quoted = text.starts_with(['"', '“', '‘', '\'', '«', '(']);
    let own =
        ["our", "us", "you", "your", "newsletter"].iter().any(|word| wording::contains_words(plain, word));
    (!quoted && words <= 40 && wording::invites(plain) && (own || words <= 12)).then_some(OFFER)
}

/// How labels of captions begin.
pub(super) const CAPTIONED: &[&str] = &["image caption", "photo caption", "picture caption", "media caption"];

/// The label of a caption and the caption: `Image caption, A ferry leaves`.
pub(in crate::ingest) fn labelled_caption(text: &str) -> Option<(&str, &str)> {
    let rest = CAPTIONED.iter().find_map(|label| sentence::strip_prefix_folded(text, label))?;
    let caption = rest.trim_start_matches([',', ':', ' ', '-']);
    let label = text.get(..text.len() - caption.len())?.trim_end();
    (rest.starts_with([',', ':', ' ']) && sentence::is_capitalised(caption)).then_some((label, caption))
}

/// How lines that open other articles begin, and what some of them end in.
pub(super) const MORE: &[&str] = &["more from ", "latest from ", "more in "];
pub(super) const LISTED: &[&str] = &[" stories", " articles", " posts", " news"];
/// What invitations to comment end in, and how the note above their form begins.
pub(super) const JOINED: &[&str] = &[" join the conversation", " join the discussion"];
pub(super) const FORM_NOTE: &str = "your email address will not be";
/// Before a name it opens a portrait: `About Port Shipping`.
pub(super) const ABOUT: &str = "about ";

/// What the lines after this one are, if it says so.
pub(in crate::ingest) fn opener(text: &str) -> Option<Opener> {
    let answered = |words: &str| {
        let count = text.split_once(words).map(|(count, _)| count);
        count.is_some_and(|count| count.parse::<u32>().is_ok())
    };
    let counts = text.starts_with(|first: char| first.is_ascii_digit());
    if counts && (answered(" thoughts on ") || answered(" responses to ")) {
        return Some(Opener::Comments);
    }
    if text.ends_with('.') || sentence::is_longer(text, 80) {
        let form = text.trim_start_matches(|letter: char| !letter.is_alphanumeric()).starts_with(['y', 'Y'])
            && !sentence::is_longer(text, LONGEST)
            && sentence::plain(text).starts_with(FORM_NOTE);
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
    if is_portrait(text) {
        return Some(Opener::Ending);
    }
    let listed = LISTED.iter().any(|words| plain.ends_with(words));
    let from = MORE.iter().any(|words| plain.starts_with(words)) || (plain.starts_with("more ") && listed);
    if JOINED.iter().any(|words| plain.ends_with(words)) {
        return Some(Opener::Comments);
    }
    match wording::meaning(&plain) {
        Some(Meaning::Comments) => Some(Opener::Comments),
        Some(Meaning::Recommended) => Some(Opener::Recommended),
        Some(Meaning::Related) => Some(Opener::Related),
        Some(Meaning::Tags) => Some(Opener::Tags),
        Some(Meaning::Ending) => Some(Opener::Ending),
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

/// `About Port Shipping`: who sends the text.
fn is_portrait(text: &str) -> bool {
    let Some(name) = sentence::strip_prefix_folded(text, ABOUT) else { return false };
    (1..=4).contains(&sentence::words(name))
        && name.trim_end_matches(':').split(' ').all(sentence::is_capitalised)
}

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
    if label.is_empty() && text.starts_with(">>") && !sentence::ends_sentence(text) {
        return Some(POINTER);
    }
    match wording::meaning(&label) {
        Some(Meaning::Tags) => (!rest.contains(". ") && label != "topic").then_some(TAGS),
        Some(Meaning::Related | Meaning::Recommended) => Some(POINTER),
        Some(Meaning::Widget | Meaning::Advert | Meaning::Comments | Meaning::Ending | Meaning::Legal)
        | None => ["read", "watch", "more"].contains(&label.as_str()).then_some(POINTER),
    }
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
}
