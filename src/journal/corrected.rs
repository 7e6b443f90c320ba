//! How a correction stands in a record: its kind, and the key of its line or the headline.

use crate::article::Correction;
use crate::text::SafeText;

/// The name of its kind.
pub(super) fn name(correction: &Correction) -> &'static str {
    match correction {
        Correction::Split(_) => "split",
        Correction::Join(_) => "join",
        Correction::Caption(_) => "caption",
        Correction::NotCaption(_) => "not-caption",
        Correction::Headline(_) => "headline",
    }
}

/// The headline it gives.
pub(super) fn headline(correction: &Correction) -> Option<&str> {
    if let Correction::Headline(text) = correction { Some(text) } else { None }
}

/// Reads it back; nothing where the kind is unknown or what it needs is missing.
pub(super) fn read(name: &str, line: Option<&str>, headline: Option<&str>) -> Option<Correction> {
    let line = || line?.parse().ok();
    Some(match name {
        "split" => Correction::Split(line()?),
        "join" => Correction::Join(line()?),
        "caption" => Correction::Caption(line()?),
        "not-caption" => Correction::NotCaption(line()?),
        "headline" => Correction::Headline(SafeText::label(headline?)),
        _ => return None,
    })
}
