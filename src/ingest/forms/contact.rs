//! Addresses of pages, people and accounts: links, mail addresses, handles, hosts, rows of hashtags.

use super::{counter, sentence};

/// An address on the net and nothing else.
pub(in crate::ingest) fn is_address(text: &str) -> bool {
    let bare = text.strip_prefix('<').and_then(|open| open.strip_suffix('>')).unwrap_or(text);
    let opens = ["http://", "https://", "www."].iter().any(|opening| bare.starts_with(opening));
    opens && !bare.contains(' ')
}

/// The address within a text, where one stands there.
pub(in crate::ingest) fn address(text: &str) -> Option<&str> {
    text.split([' ', '<', '>']).find(|word| is_address(word))
}

/// The longest label before an address, in words.
const LONGEST_LABEL: usize = 5;

/// An address behind a short label: `Clipped from: https://…`.
pub(in crate::ingest) fn is_labelled_address(text: &str) -> bool {
    let Some((label, last)) = text.rsplit_once(' ') else { return false };
    let marked = label.ends_with([':', '>', '→', '-'])
        || ["from", "at", "source"].iter().any(|end| label.to_lowercase().ends_with(end));
    let marked = marked || sentence::words(label) == 1;
    is_address(last) && marked && sentence::words(label) <= LONGEST_LABEL
}

/// Whether the line is a mail address, a handle, a host or a row of hashtags, and nothing else.
pub(in crate::ingest) fn is_contact(text: &str) -> bool {
    if !text.bytes().any(|byte| matches!(byte, b'@' | b'#' | b'.' | b':')) {
        return false;
    }
    let words = || {
        text.split(' ')
            .map(|word| word.trim_matches(|letter: char| !is_part(letter)))
            .filter(|word| !word.is_empty())
    };
    let spoken = [
        "contact:",
        "email:",
        "e-mail:",
        "mail:",
        "twitter:",
        "follow",
        "subscribe to",
        "join",
        "contact",
        "x:",
    ];
    let bare = spoken
        .iter()
        .find_map(|word| sentence::strip_prefix_folded(text, word))
        .map_or(text, str::trim_start);
    let named = bare
        .split(' ')
        .map(|word| word.trim_matches(|letter: char| !is_part(letter)))
        .filter(|word| !word.is_empty());
    let some = named.clone().count() > 0 && words().count() <= 12;
    let all = named.clone().all(|word| {
        is_mail(word)
            || is_handle(word)
            || is_hashtag(word)
            || [
                "and", "or", "on", "at", "the", "twitter", "telegram", "writer", "writers", "reporter",
                "author",
            ]
            .contains(&word.to_lowercase().as_str())
    });
    let any = named.clone().any(|word| is_mail(word) || is_handle(word) || is_hashtag(word));
    let counted = text
        .split_once(' ')
        .is_some_and(|(address, count)| is_address(address) && counter::is_counter(count));
    (some && all && any) || is_host(text) || counted
}

fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || "@#_".contains(letter)
}

fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && is_host(host))
}

fn is_handle(word: &str) -> bool {
    word.strip_prefix('@').is_some_and(|name| {
        name.len() >= 2 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}

fn is_hashtag(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphabetic))
}

/// `port.example`, `news.port.example`: small letters, parts joined by dots.
fn is_host(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let spelled = |part: &&str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let ends =
        parts.last().is_some_and(|end| end.len() >= 2 && end.bytes().all(|byte| byte.is_ascii_lowercase()));
    (2..=5).contains(&parts.len()) && ends && parts.iter().all(spelled) && text.len() >= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stand_alone_or_behind_a_label() {
        assert!(is_address("https://port.example/1") && is_address("<https://port.example/1>"));
        assert!(is_labelled_address("Clipped from: https://port.example/1"));
        assert!(!is_labelled_address("The port has put all of its rules on https://port.example/1"));
    }

    #[test]
    fn contacts_are_no_text() {
        for text in [
            "jane@port.example",
            "@jane_doe",
            "#port #storm",
            "port.example",
            "👉 @portnews",
            "Contact: desk@port.example",
            "Subscribe to @portnews",
        ] {
            assert!(is_contact(text), "{text}");
        }
        for text in [
            "He wrote to jane@port.example.",
            "Port Blue",
            "etc.",
            "a.m.",
            "Follow the money",
            "It rained.",
            "#1",
        ] {
            assert!(!is_contact(text), "{text}");
        }
    }
}
