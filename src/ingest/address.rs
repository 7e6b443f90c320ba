//! Relative addresses made whole.

use fluent_uri::{Iri, IriRef};

/// The address as seen from a base; as written where there is none or where either is no address.
pub(super) fn resolve(written: &str, base: Option<&str>) -> String {
    let whole = || {
        let base = Iri::parse(base?).ok()?.strip_fragment().to_owned();
        let reference = IriRef::parse(written).ok()?;
        reference.resolve_against(&base).ok()
    };
    if is_absolute(written) {
        written.to_owned()
    } else {
        whole().map_or_else(|| written.to_owned(), |iri| iri.to_string())
    }
}

/// Whether an address begins with a scheme of the web.
pub(super) fn is_absolute(address: &str) -> bool {
    let begins =
        |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_are_seen_from_their_base() {
        let cases = [
            ("/news/1", Some("http://example.org/feed.xml"), "http://example.org/news/1"),
            ("../1", Some("http://example.org/a/b/"), "http://example.org/a/1"),
            ("//example.net/1", Some("https://example.org/"), "https://example.net/1"),
            ("http://example.net", Some("http://example.org/"), "http://example.net"),
            ("news 1", Some("http://example.org/"), "news 1"),
            ("/news/1", Some("not an address"), "/news/1"),
            ("/news/1", None, "/news/1"),
        ];
        for (written, base, expected) in cases {
            assert_eq!(resolve(written, base), expected, "{written}");
        }
    }
}
