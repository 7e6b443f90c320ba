//! Small faults of programs that write JSON almost right, put right so that a row is not lost to one of them.
//!
//! Only what no strict reader takes is changed: bare words of other languages, commas before a closing bracket,
//! raw control characters, unknown escapes and halves of surrogate pairs inside strings.

use std::fmt::Write as _;

use serde_json::Value;

/// Reads a JSON value, mending it where it is not one as it stands.
pub(super) fn parse(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(text).or_else(|error| serde_json::from_str(&mended(text)).map_err(|_| error))
}

/// The text with its small faults put right.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        rest = match letter {
            '"' => string(rest, &mut out),
            ',' => comma(rest, &mut out),
            '-' if rest.starts_with("-Infinity") => bare_word(rest.get(1..).unwrap_or_default(), &mut out),
            letter if letter.is_ascii_alphabetic() => bare_word(rest, &mut out),
            letter => {
                out.push(letter);
                rest.get(letter.len_utf8()..).unwrap_or_default()
            }
        };
    }
    out
}

/// Leaves out a comma that stands before a closing bracket.
fn comma<'t>(text: &'t str, out: &mut String) -> &'t str {
    let behind = text.get(1..).unwrap_or_default();
    if !behind.trim_start().starts_with(['}', ']']) {
        out.push(',');
    }
    behind
}

/// Writes a bare word as JSON knows it: Python's and JavaScript's names for nothing, yes and no.
fn bare_word<'t>(text: &'t str, out: &mut String) -> &'t str {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, behind) = text.split_at_checked(length).unwrap_or((text, ""));
    out.push_str(match word {
        "NaN" | "Infinity" | "None" | "undefined" | "nan" => "null",
        "True" => "true",
        "False" => "false",
        other => other,
    });
    behind
}

/// Copies a string that begins with its quotation mark, and gives what stands behind it.
fn string<'t>(text: &'t str, out: &mut String) -> &'t str {
    out.push('"');
    let mut rest = text.get(1..).unwrap_or_default();
    while let Some(letter) = rest.chars().next() {
        let behind = rest.get(letter.len_utf8()..).unwrap_or_default();
        rest = match letter {
            '"' => {
                out.push('"');
                return behind;
            }
            '\\' => escape(rest, out),
            control if control < ' ' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
                behind
            }
            letter => {
                out.push(letter);
                behind
            }
        };
    }
    rest
}

/// Copies an escape that begins with its backslash.
fn escape<'t>(text: &'t str, out: &mut String) -> &'t str {
    let behind = text.get(1..).unwrap_or_default();
    match behind.chars().next() {
        Some('u') => surrogates(text, out),
        Some(known @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => {
            out.push('\\');
            out.push(known);
            behind.get(1..).unwrap_or_default()
        }
        // A backslash that escapes nothing is dropped and what it stood before kept.
        Some(_) | None => behind,
    }
}

/// Copies `\u0000`, both halves of a pair together; half a pair becomes U+FFFD.
fn surrogates<'t>(text: &'t str, out: &mut String) -> &'t str {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6).and_then(|escape| escape.strip_prefix("\\u"))?;
        u16::from_str_radix(digits, 16).ok()
    };
    let (copied, length) = match (unit(0), unit(6)) {
        (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (text.get(..12), 12),
        (Some(0xD800..=0xDFFF), _) => (None, 6),
        (Some(_), _) => (text.get(..6), 6),
        (None, _) => (None, 2),
    };
    out.push_str(copied.unwrap_or("\\ufffd"));
    text.get(length..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn small_faults_are_put_right() {
        for (text, expected) in [
            (
                r#"{"a": NaN, "b": -Infinity, "c": None, "d": True}"#,
                json!({"a": null, "b": null, "c": null, "d": true}),
            ),
            (r#"{"a": [1, 2, ], "b": 3,}"#, json!({"a": [1, 2], "b": 3})),
            ("{\"a\": \"one\ttwo\nthree\"}", json!({"a": "one\ttwo\nthree"})),
            (r#"{"a": "it\'s \d"}"#, json!({"a": "it's d"})),
            (
                r#"{"a": "cut \ud83d", "b": "\ud83d\ude00 \udc00x \u00e9"}"#,
                json!({"a": "cut \u{fffd}", "b": "😀 \u{fffd}x é"}),
            ),
            (r#"{"a": "NaN, ]", "b": NaN}"#, json!({"a": "NaN, ]", "b": null})),
        ] {
            assert_eq!(parse(text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_json_stays_an_error() {
        for text in ["", "{", "{\"a\" 1}", "'a'", "{a: 1}", "\"", "[1 2]"] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse(&format!("{}{}", "[".repeat(200), "]".repeat(200))).is_err(), "too deep");
    }

    proptest! {
        #[test]
        fn nothing_that_is_json_is_changed(text in "[^\u{0}-\u{1f}]{0,40}", number in any::<i32>()) {
            let value = json!({ "a": [text, number, null, true], "b": {"c": text} });
            prop_assert_eq!(serde_json::from_str::<Value>(&mended(&value.to_string())).unwrap(), value);
        }

        #[test]
        fn any_text_is_mended_without_panic(text in r#"["\\u{}\[\],:a-f0-9dNn \n]{0,60}"#) {
            let _ = parse(&text);
        }
    }
}
