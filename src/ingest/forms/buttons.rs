//! Buttons, counts, rows of places to share to, menus: what a page sets beside a text to be pressed or followed.

use super::control::{ADVERT, AGE, CLOCK, Control, FOOTER, SHARE, WIDGET};
use super::wording::{self, Meaning};
use super::{ages, clock, counter, sentence};

/// A button, the label of an advertisement, a count, an age or a time.
pub(super) fn button(text: &str, plain: &str) -> Option<Control> {
    let short = !text.ends_with('.') && !sentence::is_longer(text, 50);
    match wording::meaning(plain) {
        Some(Meaning::Widget) if short || sentence::words(plain) >= 4 => Some(WIDGET),
        _ if plain.starts_with(TRUSTED) && short => Some(WIDGET),
        _ if plain.ends_with(" text size") && sentence::words(plain) <= 4 => Some(WIDGET),
        Some(Meaning::Advert) => Some(ADVERT),
        Some(Meaning::Legal) => Some(FOOTER),
        _ if ages::days_ago(text).is_some() => Some(AGE),
        _ if clock::is_clock(text) => Some(CLOCK),
        _ => (short
            && (is_listening(plain)
                || is_counts(plain)
                || counter::is_reading_time(plain)
                || is_tracker(plain)
                || counter::is_player(text, plain)))
        .then_some(WIDGET),
    }
}

/// How buttons of a player begin.
pub(super) const LISTENING: &[&str] =
    &["listen to ", "hear this ", "watch this ", "new you can now listen to ", "you can now listen to "];
/// How a newspaper links to what it says of itself.
pub(super) const TRUSTED: &str = "why you can trust ";

/// `Listen to this story`.
fn is_listening(plain: &str) -> bool {
    LISTENING.iter().any(|words| plain.starts_with(words))
        && ["story", "articles", "article", "report", "post", "page"].iter().any(|work| plain.ends_with(work))
        && sentence::words(plain) <= 10
}

/// `35 comments 45 shares`, `12 likes`: numbers, each with what it counts.
fn is_counts(plain: &str) -> bool {
    let counted = [
        "comments",
        "comment",
        "shares",
        "share",
        "likes",
        "like",
        "views",
        "reactions",
        "reposts",
        "replies",
        "retweets",
    ];
    let words: Vec<&str> = plain.split(' ').collect();
    let pair = |pair: &[&str]| matches!(pair, [number, what] if number.bytes().all(|byte| byte.is_ascii_digit()) && counted.contains(what));
    words.len() >= 4 && words.chunks(2).all(pair)
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
pub(super) fn share(text: &str, plain: &str) -> Option<Control> {
    if is_foreign_share(text) {
        return Some(SHARE);
    }
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

/// The longest row of buttons to share in another language than English, in words.
const MOST_BUTTONS: usize = 12;

/// A row of places to share to and of buttons for it in another language: `分享 微博 微信`, `Compartir en Facebook`. One
/// button alone is one where a text would not be so short.
fn is_foreign_share(text: &str) -> bool {
    if text.len() > LONGEST_SHARE || sentence::ends_sentence(text) {
        return false;
    }
    let parts = |letter: char| {
        letter.is_whitespace() || matches!(letter, '|' | '/' | '·' | '•' | '・' | ':' | '：' | ',' | '、')
    };
    let lower = text.to_lowercase();
    let words = || lower.split(parts).filter(|word| !word.is_empty());
    let known = |word: &str| {
        wording::is_foreign_sharing(word)
            || wording::is_foreign_filling(word)
            || wording::is_share_place(word)
            || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    words().all(known) && words().any(wording::is_foreign_sharing) && words().count() <= MOST_BUTTONS
}

/// The longest row of such buttons, in bytes.
const LONGEST_SHARE: usize = 240;

/// What stands before a trail from the home page.
pub(super) const TRAIL: &str = "you are here:";

/// The marks that part the links of trails and menus, and how many links there are at least.
const TRAILS: [(&str, usize); 7] =
    [(" > ", 2), (" » ", 2), (" › ", 2), (" / ", 4), (" | ", 4), (" · ", 4), (" • ", 4)];

/// Trails of links and menus: `Home > World > Africa`, `News | Sport | Weather | Opinion`.
pub(super) fn is_menu(text: &str) -> bool {
    let text = sentence::strip_prefix_folded(text, TRAIL).map_or(text, str::trim_start);
    if !is_parted(text) {
        return false;
    }
    let home = sentence::strip_prefix_folded(text, "home ").is_some();
    let short = |part: &str| {
        let bare =
            !part.ends_with(['.', '!', '?', ',']) && !part.contains(|letter: char| letter.is_ascii_digit());
        bare && (1..=3).contains(&sentence::words(part))
    };
    TRAILS.iter().any(|(mark, least)| {
        let parts = text.split(mark);
        let count = parts.clone().count();
        // A trail from the home page ends in the headline itself.
        (count >= *least && parts.clone().all(short)) || (home && count >= 2 && parts.take(2).all(short))
    })
}

/// Whether a mark that parts the links of a menu follows one of the first three words: no menu has a longer link.
pub(super) fn is_parted(text: &str) -> bool {
    let is_mark = |word: &str| word.len() <= 3 && TRAILS.iter().any(|(mark, _)| mark.trim() == word);
    text.split(' ').skip(1).take(3).any(is_mark)
}
