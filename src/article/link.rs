//! Addresses that may be opened: the article's own and those its text names. An address is taken apart, checked and
//! written anew, because another program is to be given it.

use std::fmt::Write as _;
use std::ops::Range;

use fluent_uri::Iri;
use thiserror::Error;

use super::{Article, Place, Spot};
use crate::text::{SafeText, mixes_scripts};

/// The longest address that is opened or copied, in bytes; browsers take about as much.
const LONGEST: usize = 2048;

/// The most addresses told of one article.
const MOST: usize = 500;

/// What may stand in addresses people write, and never in one that is handed on.
const WRITTEN_LOOSELY: [char; 10] = ['"', '\'', '<', '>', '\\', '^', '`', '{', '|', '}'];

/// An address of the web or of a mailbox, in ASCII, without quotes, spaces or control characters. It begins with its
/// scheme, so that no program takes it for an option.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link(SafeText);

/// Why an address is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LinkError {
    /// It is none that is built as addresses are.
    #[error("it is not an address")]
    Malformed,
    /// It is longer than any that leads somewhere.
    #[error("it is longer than {LONGEST} characters")]
    TooLong,
    /// It is neither of the web nor of a mailbox.
    #[error("only http, https and mailto addresses are opened")]
    Scheme,
    /// A name and `@` stand before the host, which makes it look like another one.
    #[error("a name stands before its host, which hides where it leads")]
    UserInfo,
    /// Its host has letters of several scripts in one word.
    #[error("its host mixes letters of several scripts")]
    MixedHost,
}

impl Link {
    /// Takes an address as it is written.
    ///
    /// # Errors
    /// Why it is not to be opened.
    pub fn of(written: &str) -> Result<Self, LinkError> {
        if written.len() > LONGEST {
            return Err(LinkError::TooLong);
        }
        let iri = Iri::parse(strictly(written.trim())).map_err(|_| LinkError::Malformed)?;
        let host = match iri.scheme().as_str().to_ascii_lowercase().as_str() {
            "http" | "https" => {
                let authority = iri.authority().ok_or(LinkError::Malformed)?;
                if authority.userinfo().is_some() {
                    return Err(LinkError::UserInfo);
                }
                authority.host().to_owned()
            }
            "mailto" => iri.path().as_str().rsplit('@').next().unwrap_or_default().to_owned(),
            _ => return Err(LinkError::Scheme),
        };
        if host.is_empty() {
            return Err(LinkError::Malformed);
        }
        if host.split('.').any(mixes_scripts) {
            return Err(LinkError::MixedHost);
        }
        let written = SafeText::label(iri.to_uri().as_str());
        if written.len() > LONGEST { Err(LinkError::TooLong) } else { Ok(Self(written)) }
    }

    /// The whole address.
    pub fn address(&self) -> &SafeText {
        &self.0
    }
}

/// An address of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it leads.
    pub link: Link,
    /// Where the text names it; none for the article's own address.
    pub spot: Option<Spot>,
}

impl Article {
    /// Its own address, then those its text names, each once, in order.
    pub fn mentions(&self) -> Vec<Mention> {
        let own = self.url.as_deref().and_then(|url| Link::of(url).ok());
        let mut mentions: Vec<Mention> = own.map(|link| Mention { link, spot: None }).into_iter().collect();
        let texts = std::iter::once((Place::Headline, &self.headline.text))
            .chain(self.captions.iter().enumerate().map(|(at, one)| (Place::Caption(at), &one.text)))
            .chain(self.standfirst.iter().enumerate().map(|(at, one)| (Place::Standfirst(at), &one.text)))
            .chain(self.body.iter().enumerate().map(|(at, one)| (Place::Block(at), &one.text)));
        for (place, text) in texts {
            for range in addresses(text) {
                let written = text.get(range.clone()).unwrap_or_default();
                let Ok(link) = Link::of(&with_scheme(written)) else { continue };
                if mentions.len() < MOST && mentions.iter().all(|known| known.link != link) {
                    mentions.push(Mention { link, spot: Some(Spot { place, range }) });
                }
            }
        }
        mentions
    }
}

/// What is written loosely written as it has to be.
fn strictly(written: &str) -> String {
    let mut strict = String::with_capacity(written.len());
    for letter in written.chars() {
        if WRITTEN_LOOSELY.contains(&letter) {
            // Writing to a `String` cannot fail.
            let _ = write!(strict, "%{:02X}", u32::from(letter));
        } else {
            strict.push(letter);
        }
    }
    strict
}

/// Where addresses stand in a text: from `http://`, `https://` or `www.` to the next space or bracket, and words with
/// an `@` in them. The punctuation of the sentence is left out.
fn addresses(text: &str) -> Vec<Range<usize>> {
    if !text.contains("://") && !text.contains("www.") && !text.contains('@') {
        return Vec::new();
    }
    let ends_word = |letter: char| letter.is_whitespace() || "<>\"“”«»„".contains(letter);
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(ends_word) {
        let bare = word.trim_end_matches(ends_word);
        found.extend(address_in(bare).map(|range| at + range.start..at + range.end));
        at += word.len();
    }
    found
}

/// The address in a word.
fn address_in(word: &str) -> Option<Range<usize>> {
    let begins = ["https://", "http://", "www."].iter().filter_map(|start| word.find(start)).min();
    let start = match begins {
        Some(start) => start,
        None if is_mailbox(word) => word.find(|letter: char| letter.is_alphanumeric())?,
        None => return None,
    };
    let rest = word.get(start..)?;
    let mut end = rest.len();
    loop {
        let kept = rest.get(..end)?;
        let last = kept.chars().next_back()?;
        // A closing bracket belongs to the address where it was opened in it.
        let closes = last == ')' && kept.matches('(').count() < kept.matches(')').count();
        if !closes && !".,;:!?]}'’…*_".contains(last) {
            return Some(start..start + end);
        }
        end -= last.len_utf8();
    }
}

fn is_mailbox(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else { return false };
    let host = host.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let plain = |letter: char| letter.is_alphanumeric() || "-._+(".contains(letter);
    let ends = host.rsplit('.').next().unwrap_or_default();
    name.chars().any(char::is_alphanumeric)
        && name.chars().all(plain)
        && host.chars().all(|letter| letter.is_alphanumeric() || letter == '-' || letter == '.')
        && host.contains('.')
        && ends.len() >= 2
        && ends.chars().all(char::is_alphabetic)
}

fn with_scheme(written: &str) -> String {
    if written.contains("://") {
        written.to_owned()
    } else if written.starts_with("www.") {
        format!("http://{written}")
    } else {
        format!("mailto:{written}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_are_written_anew_and_checked() {
        for (written, expected) in [
            ("https://example.org/a?b=c#d", Ok("https://example.org/a?b=c#d")),
            (" http://example.org ", Ok("http://example.org")),
            ("https://example.org/it's|so{}", Ok("https://example.org/it%27s%7Cso%7B%7D")),
            ("https://example.org/été", Ok("https://example.org/%C3%A9t%C3%A9")),
            ("mailto:desk@example.org", Ok("mailto:desk@example.org")),
            ("https://example.org/a b", Err(LinkError::Malformed)),
            ("--version", Err(LinkError::Malformed)),
            ("https://", Err(LinkError::Malformed)),
            ("file:///etc/passwd", Err(LinkError::Scheme)),
            ("javascript:alert(1)", Err(LinkError::Scheme)),
            ("data:text/html,a", Err(LinkError::Scheme)),
            ("https://bank.example@evil.example/", Err(LinkError::UserInfo)),
            ("https://p\u{430}ypal.example/", Err(LinkError::MixedHost)),
        ] {
            let link = Link::of(written);
            assert_eq!(
                link.as_ref().map(|link| link.address().as_str()),
                expected.as_ref().copied(),
                "{written}"
            );
        }
        let long = format!("https://example.org/{}", "a".repeat(3000));
        assert_eq!(Link::of(&long), Err(LinkError::TooLong));
    }

    #[test]
    fn addresses_in_a_text_end_where_the_sentence_goes_on() {
        for (text, expected) in [
            (
                "See https://example.org/a, or (http://b.example/x(1)).",
                vec!["https://example.org/a", "http://b.example/x(1)"],
            ),
            ("At www.example.org: write to desk@example.org.", vec!["www.example.org", "desk@example.org"]),
            ("“https://example.org”", vec!["https://example.org"]),
            ("call @someone at 5@6 or a@b", vec![]),
        ] {
            let found: Vec<&str> = addresses(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn an_article_tells_its_own_address_first_and_each_once() {
        let mut article = Article::plain(
            "A headline",
            ["Of https://example.org/1 and www.example.net twice: https://example.org/1"],
        );
        article.url = Some(SafeText::label("https://example.org/own"));
        let told: Vec<String> = article.mentions().iter().map(|one| one.link.address().to_string()).collect();
        assert_eq!(told, ["https://example.org/own", "https://example.org/1", "http://www.example.net"]);
    }

    proptest! {
        #[test]
        fn no_address_could_be_an_option_or_leave_its_quotes(written in "(https?://|mailto:|www\\.)?\\PC{0,40}") {
            if let Ok(link) = Link::of(&written) {
                let address = link.address();
                prop_assert!(address.starts_with("http") || address.to_lowercase().starts_with("mailto:") || address.starts_with("HTTP"));
                prop_assert!(address.chars().all(|letter| letter.is_ascii_graphic() && !WRITTEN_LOOSELY.contains(&letter)));
            }
        }

        #[test]
        fn finding_addresses_never_fails(text in "([a-z@.:/()]|https://|www\\.|\\PC){0,60}") {
            for range in addresses(&text) {
                prop_assert!(text.get(range).is_some_and(|found| !found.is_empty()));
            }
        }
    }
}
