//! What the terminal can show, as far as the environment tells.

use std::env;

use crate::ui::Look;

/// The characters that may be sent to the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// All that are safe.
    Unicode,
    /// Only ASCII: other bytes would be shown as garbage or, worse, obeyed as control characters.
    Ascii,
}

/// The look that `NO_COLOR` and the locale ask for.
pub fn look() -> Look {
    look_of(variable)
}

/// The characters a look allows.
pub(super) fn charset(look: Look) -> Charset {
    if look.ascii { Charset::Ascii } else { Charset::Unicode }
}

fn variable(name: &str) -> Option<String> {
    env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

fn look_of(variable: impl Fn(&str) -> Option<String>) -> Look {
    // See https://no-color.org: set and not empty, whatever the value.
    let plain = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
    let ascii = charset_of(variable) == Charset::Ascii;
    Look { ascii, plain }
}

/// The first of the three that is set decides, as POSIX has it for the category `LC_CTYPE`.
fn charset_of(variable: impl Fn(&str) -> Option<String>) -> Charset {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG"));
    let locale = locale.unwrap_or_default().to_ascii_lowercase();
    if locale.contains("utf-8") || locale.contains("utf8") { Charset::Unicode } else { Charset::Ascii }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: Look = Look { ascii: false, plain: false };
    const ASCII: Look = Look { ascii: true, plain: false };
    const PLAIN: Look = Look { ascii: false, plain: true };

    fn check(environment: &[(&str, &str)], look: Look) {
        let variable = |name: &str| {
            environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(look_of(variable), look, "{environment:?}");
    }

    #[test]
    fn the_locale_decides_about_characters() {
        check(&[("LANG", "en_US.UTF-8")], FULL);
        check(&[("LANG", "C.utf8")], FULL);
        check(&[("LANG", "C")], ASCII);
        check(&[("LANG", "de_DE@euro")], ASCII);
        check(&[], ASCII);
    }

    #[test]
    fn the_more_special_locale_wins_unless_it_is_empty() {
        check(&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")], ASCII);
        check(&[("LC_CTYPE", "C.UTF-8"), ("LANG", "C")], FULL);
        check(&[("LC_ALL", ""), ("LC_CTYPE", ""), ("LANG", "en_US.UTF-8")], FULL);
    }

    #[test]
    fn no_color_counts_when_it_is_not_empty() {
        check(&[("LANG", "C.UTF-8"), ("NO_COLOR", "1")], PLAIN);
        check(&[("LANG", "C.UTF-8"), ("NO_COLOR", "0")], PLAIN);
        check(&[("LANG", "C.UTF-8"), ("NO_COLOR", "")], FULL);
    }
}
