//! The encoding a page declares about itself, read from its first bytes before they are decoded.

/// How far a declaration is looked for, in bytes: browsers look through the first 1024, some pages need more.
const REACH: usize = 8192;

/// The label of the encoding in `<?xml encoding="…"?>`, `<meta charset=…>` or `<meta content="…; charset=…">`.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(REACH)).unwrap_or_default();
    let head: String = head.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let xml = xml.and_then(|(declaration, _)| value(declaration, "encoding"));
    xml.or_else(|| tags(&head).find_map(|tag| value(tag, "charset")))
}

/// The insides of the `meta` tags outside comments.
fn tags(head: &str) -> impl Iterator<Item = &str> {
    let mut rest = head;
    std::iter::from_fn(move || {
        loop {
            let at = rest.find('<')?;
            rest = rest.get(at + 1..)?;
            if let Some(comment) = rest.strip_prefix("!--") {
                rest = comment.split_once("-->")?.1;
            } else if let Some(tag) = rest.strip_prefix("meta") {
                let (inside, behind) = tag.split_once('>')?;
                rest = behind;
                return Some(inside);
            }
        }
    })
}

/// The value behind a name and an equals sign, with or without quotes.
fn value(text: &str, name: &str) -> Option<String> {
    let behind = text.split_once(name)?.1.trim_start().strip_prefix('=')?;
    let behind = behind.trim_start().trim_start_matches(['"', '\'']);
    let end = behind.find(['"', '\'', ';', ' ', '/', '>']).unwrap_or(behind.len());
    behind.get(..end).map(str::to_owned).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_declares_its_encoding_in_many_ways() {
        let cases = [
            ("<meta charset=\"windows-1251\">", Some("windows-1251")),
            ("<META CHARSET=Shift_JIS>", Some("shift_jis")),
            ("<meta content='text/html; charset=iso-8859-2' http-equiv='Content-Type'/>", Some("iso-8859-2")),
            ("<?xml version=\"1.0\" encoding='koi8-r'?><html>", Some("koi8-r")),
            ("<!-- <meta charset=latin1> --><meta charset=utf-8>", Some("utf-8")),
            ("<meta name=author content=charset>", None),
            ("<p>charset=utf-8</p>", None),
            ("", None),
        ];
        for (page, expected) in cases {
            assert_eq!(declared(page.as_bytes()).as_deref(), expected, "{page}");
        }
    }
}
