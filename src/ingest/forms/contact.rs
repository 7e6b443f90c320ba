//! Addresses of pages, people and accounts: links, mail addresses, handles, hosts, rows of hashtags.

use memchr::memchr2;

use super::{counter, sentence};

/// An address on the net and nothing else.
pub(in crate::ingest) fn is_address(text: &str) -> bool {
    let bare = text.strip_prefix('<').and_then(|open| open.strip_suffix('>')).unwrap_or(text);
    let opens = ["http://", "https://", "www."].iter().any(|opening| bare.starts_with(opening));
    !bare.contains(' ') && (opens || is_path(bare))
}

/// `pic.port.example/a1B2`: a host and a path without a scheme.
fn is_path(text: &str) -> bool {
    text.split_once('/').is_some_and(|(host, path)| !path.is_empty() && host.contains('.') && is_host(host))
}

/// The address within a text, where one stands there.
pub(in crate::ingest) fn address(text: &str) -> Option<&str> {
    text.split([' ', '<', '>']).find(|word| is_address(word))
}

/// The longest label before an address, in words.
const LONGEST_LABEL: usize = 5;

/// An address behind a short label: `Clipped from: https://…`.
pub(in crate::ingest) fn is_labelled_address(text: &str) -> bool {
    let Some((label, _)) = text.rsplit_once(' ').filter(|(_, last)| is_address(last)) else {
        return false;
    };
    let marked = label.ends_with([':', '>', '→', '-'])
        || ["from", "at", "source"].iter().any(|end| label.to_lowercase().ends_with(end));
    let marked = marked || sentence::words(label) == 1;
    marked && sentence::words(label) <= LONGEST_LABEL
}

/// Whether the line is a mail address, a handle, a host or a row of hashtags, and nothing else.
pub(in crate::ingest) fn is_contact(text: &str) -> bool {
    is_host(text)
        || is_counted_address(text)
        || is_telephone(text)
        || (memchr2(b'@', b'#', text.as_bytes()).is_some() && are_contacts(text))
}

/// An address and how often it is linked: `https://port.example 12`.
fn is_counted_address(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(address, count)| is_address(address) && counter::is_counter(count))
}

/// `Contact Jane Doe at 555-0134.`
fn is_telephone(text: &str) -> bool {
    let Some(behind) = sentence::strip_prefix_folded(text, "contact ").filter(|rest| rest.len() <= 60) else {
        return false;
    };
    let number = behind.trim_end_matches('.').rsplit(' ').next().unwrap_or_default();
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    digits >= 7 && number.bytes().all(|byte| byte.is_ascii_digit() || b"+-()".contains(&byte))
}

/// The most words of a line of contacts.
const MOST_WORDS: usize = 12;

/// Mail addresses, handles and hashtags behind a word that announces them.
fn are_contacts(text: &str) -> bool {
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
    let words = |text: &str| parts(text).take(MOST_WORDS + 1).count();
    let bare = spoken
        .iter()
        .find_map(|word| sentence::strip_prefix_folded(text, word))
        .map_or(text, str::trim_start);
    let is_contact = |word: &str| is_mail(word) || is_handle(word) || is_hashtag(word);
    let joins = |word: &str| {
        let joining = [
            "and", "or", "on", "at", "the", "twitter", "telegram", "writer", "writers", "reporter", "author",
        ];
        joining.iter().any(|known| word.eq_ignore_ascii_case(known))
    };
    // A person's name and number may stand beside the address.
    let named = || parts(bare).any(is_mail) && !sentence::ends_sentence(text);
    let is_figure = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    words(text) <= MOST_WORDS
        && parts(bare).any(is_contact)
        && (parts(bare).all(|word| is_contact(word) || joins(word))
            || (named()
                && parts(bare).all(|word| {
                    is_contact(word) || joins(word) || is_figure(word) || sentence::is_capitalised(word)
                })))
}

/// The words of a text without the marks around them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ')
        .map(|word| word.trim_matches(|letter: char| !is_part(letter)))
        .filter(|word| !word.is_empty())
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
    let spelled = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.');
    let ends = |end: &str| end.len() >= 2 && end.bytes().all(|byte| byte.is_ascii_lowercase());
    text.len() >= 6
        && text.bytes().all(spelled)
        && (2..=5).contains(&text.split('.').count())
        && text.split('.').all(|part| !part.is_empty())
        && text.rsplit('.').next().is_some_and(ends)
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
