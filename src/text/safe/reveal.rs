//! The page with its hidden characters named, for readers who want to see what was removed.

use std::fmt::Write;

use super::cluster::{Cluster, Verdict};
use super::{Field, clean};
use crate::text::class::{Class, classify};

/// Names every hidden character: `^X` for C0 controls, `<U+202E>` for the others. A line break stays one, after its
/// name where it is not a line feed; tabs become spaces. What comes out is clean.
pub fn reveal(raw: &str) -> String {
    let mut shown = String::with_capacity(raw.len());
    let mut cluster = Cluster::START;
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        let class = classify(c);
        let after = chars.as_str();
        let named = matches!(class, Class::Joiner) || cluster.judge(class, after) != Verdict::Keep;
        if named {
            name(c, &mut shown);
            cluster = Cluster::START;
        } else if class == Class::Break {
            break_line(c, after, &mut shown);
            cluster = Cluster::START;
        } else {
            shown.push(c);
            cluster.push(c, class);
        }
    }
    // Expands the tabs; nothing else is left to clean.
    clean(&shown, Field::Body).0.into_owned()
}

fn break_line(c: char, after: &str, shown: &mut String) {
    if c != '\n' {
        name(c, shown);
    }
    if c != '\r' || !after.starts_with('\n') {
        shown.push('\n');
    }
}

fn name(c: char, shown: &mut String) {
    match c {
        '\0'..='\u{1f}' | '\u{7f}' => {
            shown.push('^');
            shown.extend(char::from_u32(u32::from(c) ^ 0x40));
        }
        _ => {
            // Writing to a string cannot fail.
            let _ = write!(shown, "<U+{:04X}>", u32::from(c));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hidden_characters_are_named() {
        let table = [
            ("plain – é", "plain – é"),
            ("a\0\u{7f}\u{9b}", "a^@^?<U+009B>"),
            ("\u{1b}]0;t\u{7}\u{1b}[31m", "^[]0;t^G^[[31m"),
            ("a\u{202e}b\u{200b}\u{e0041}", "a<U+202E>b<U+200B><U+E0041>"),
            ("👩🏽\u{200d}🚒\u{fe0f}", "👩<U+1F3FD><U+200D>🚒<U+FE0F>"),
            ("می\u{200c}خ", "می<U+200C>خ"),
            ("\u{301}\u{302}a\u{301}", "<U+0301><U+0302>a\u{301}"),
            ("\u{e000}", "<U+E000>"),
            ("a\r\nb\rc\u{2028}d\ne\tf", "a^M\nb^M\nc<U+2028>\nd\ne       f"),
        ];
        for (raw, shown) in table {
            assert_eq!(reveal(raw), shown, "{raw:?}");
        }
    }

    #[test]
    fn marks_beyond_the_eighth_are_named() {
        let shown = reveal(&format!("a{}", "\u{301}".repeat(10)));
        assert_eq!(shown, format!("a{}<U+0301><U+0301>", "\u{301}".repeat(8)));
    }

    proptest! {
        #[test]
        fn what_is_revealed_is_clean(raw in any::<String>()) {
            let shown = reveal(&raw);
            prop_assert_eq!(clean(&shown, Field::Body), (shown.as_str().into(), 0));
        }

        #[test]
        fn every_character_is_revealed(raw in "[^\t\r\n\u{b}\u{c}\u{85}\u{2028}\u{2029}]{0,60}") {
            let named = |c: char| match c {
                '\0'..='\u{1f}' | '\u{7f}' => format!("^{}", char::from(c as u8 ^ 0x40)),
                c => format!("<U+{:04X}>", u32::from(c)),
            };
            let shown = reveal(&raw);
            let mut rest = shown.as_str();
            for c in raw.chars() {
                let name = named(c);
                rest = rest.strip_prefix(c).or_else(|| rest.strip_prefix(&*name)).expect("shown or named");
            }
            prop_assert_eq!(rest, "");
        }
    }
}
