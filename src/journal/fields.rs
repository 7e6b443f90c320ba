//! What a record says, in the fields of its JSON: written, and read back.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::act::{ActName, Reversal};
use super::corrected;
use super::record::{Place, Said};
use crate::article::{ArticleId, Correction, Date, Decision, Position, Reversing, Sighting, TextRange};
use crate::text::SafeText;

/// The kind of a record that says what an article was before its page was changed.
const CHANGED: &str = "changed";

/// The fields of a record, in the order they are written.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Fields<'a> {
    pub(super) seq: u64,
    #[serde(borrow, default)]
    pub(super) time: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) device: Cow<'a, str>,
    #[serde(default)]
    pub(super) act: u64,
    #[serde(default)]
    pub(super) of: u64,
    #[serde(borrow, default)]
    pub(super) kind: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) tag: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) block: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) offset: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) progress: Option<f32>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) correction: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) headline: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) until: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) length: Option<u32>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) undoes: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) redoes: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) was: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) seen: Option<Seen<'a>>,
}

/// By what an article is known again, as it stands in a record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Seen<'a> {
    #[serde(borrow, default)]
    path: Cow<'a, str>,
    #[serde(borrow, default)]
    headline: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    date: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    sample: Cow<'a, str>,
}

impl<'a> Fields<'a> {
    /// A record that says something of an article.
    pub(super) fn of(place: &Place<'a>, time: &'a str, id: ArticleId, said: &'a Said) -> Self {
        let mut fields = match said {
            Said::Decided(decision) => decided(decision),
            Said::Changed { was } => Fields {
                kind: Cow::Borrowed(CHANGED),
                was: Some(Cow::Owned(was.to_string())),
                ..Fields::default()
            },
        };
        fields.seq = place.seq;
        fields.time = Cow::Borrowed(time);
        fields.device.clone_from(&place.device);
        (fields.act, fields.of) = (place.act, place.of);
        fields.id = Cow::Owned(id.to_string());
        fields
    }

    /// What it says; nothing where that is not known here.
    pub(super) fn said(&self) -> Option<Said> {
        if self.kind == CHANGED {
            return Some(Said::Changed { was: self.was.as_deref()?.parse().ok()? });
        }
        read_decision(self).map(Said::Decided)
    }

    /// The earlier act that its act takes back or does again.
    pub(super) fn reversal(&self) -> Option<Reversal> {
        let (reversing, act) = match (&self.undoes, &self.redoes) {
            (Some(act), _) => (Reversing::Undo, act),
            (None, Some(act)) => (Reversing::Redo, act),
            (None, None) => return None,
        };
        Some(Reversal { reversing, act: act.parse::<ActName>().ok()? })
    }
}

impl<'a> Seen<'a> {
    /// As it is written.
    pub(super) fn of(sighting: &'a Sighting) -> Self {
        Self {
            path: Cow::Borrowed(&sighting.path),
            headline: Cow::Borrowed(&sighting.headline),
            date: sighting.date.map(|date| Cow::Owned(date.to_string())),
            sample: Cow::Owned(sighting.sample.to_string()),
        }
    }

    /// As it is read. A sample that makes no sense is none.
    pub(super) fn sighting(&self) -> Sighting {
        Sighting {
            path: SafeText::label(&self.path),
            headline: SafeText::label(&self.headline),
            date: self.date.as_deref().and_then(|date| date.parse().ok()),
            sample: self.sample.parse().unwrap_or_default(),
        }
    }

    /// A number for the place and the headline, to tell whether they are others now.
    pub(super) fn digest(&self) -> u32 {
        digest(&self.path, &self.headline)
    }
}

/// A number for a place and a headline.
pub(super) fn digest(path: &str, headline: &str) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for part in [path, "\n", headline] {
        hasher.update(part.as_bytes());
    }
    hasher.finalize()
}

fn decided(decision: &Decision) -> Fields<'_> {
    let (position, correction, range) = (position(decision), decision.correction(), range(decision));
    let in_text =
        position.map(|at| (at.block, at.offset)).or_else(|| range.map(|range| (range.block, range.start)));
    Fields {
        kind: Cow::Borrowed(kind(decision)),
        tag: tag(decision),
        block: in_text.map(|(block, _)| block),
        offset: in_text.map(|(_, offset)| offset),
        progress: position.map(|position| position.progress).filter(|progress| progress.is_finite()),
        correction: correction.map(|correction| Cow::Borrowed(corrected::name(correction))),
        line: correction.and_then(Correction::line).map(|line| Cow::Owned(line.to_string())),
        headline: correction.and_then(corrected::headline).map(Cow::Borrowed),
        until: until(decision),
        length: range.map(|range| range.length),
        note: note(decision),
        ..Fields::default()
    }
}

fn kind(decision: &Decision) -> &'static str {
    match decision {
        Decision::Read => "read",
        Decision::Unread => "unread",
        Decision::Star => "star",
        Decision::Unstar => "unstar",
        Decision::Archive => "archive",
        Decision::Restore => "restore",
        Decision::Tag(_) => "tag",
        Decision::Untag(_) => "untag",
        Decision::Position(_) => "position",
        Decision::Correct(_) => "correct",
        Decision::Withdraw(_) => "withdraw",
        Decision::About(_) => "about",
        Decision::NotAbout(_) => "not-about",
        Decision::ByWords(_) => "by-words",
        Decision::Snooze(_) => "snooze",
        Decision::Wake => "wake",
        Decision::Note(_) => "note",
        Decision::Highlight(..) => "highlight",
        Decision::Unhighlight(_) => "unhighlight",
    }
}

fn tag(decision: &Decision) -> Option<Cow<'_, str>> {
    match decision {
        Decision::Tag(name) | Decision::Untag(name) => Some(Cow::Borrowed(name.as_str())),
        Decision::About(tag) | Decision::NotAbout(tag) | Decision::ByWords(tag) => {
            Some(Cow::Owned(tag.to_string()))
        }
        Decision::Read
        | Decision::Unread
        | Decision::Star
        | Decision::Unstar
        | Decision::Archive
        | Decision::Restore
        | Decision::Position(_)
        | Decision::Correct(_)
        | Decision::Withdraw(_)
        | Decision::Snooze(_)
        | Decision::Wake
        | Decision::Note(_)
        | Decision::Highlight(..)
        | Decision::Unhighlight(_) => None,
    }
}

fn until(decision: &Decision) -> Option<Cow<'_, str>> {
    if let Decision::Snooze(until) = decision { Some(Cow::Owned(until.to_string())) } else { None }
}

fn note(decision: &Decision) -> Option<Cow<'_, str>> {
    if let Decision::Note(note) | Decision::Highlight(_, note) = decision {
        Some(Cow::Borrowed(note.as_str()))
    } else {
        None
    }
}

fn range(decision: &Decision) -> Option<&TextRange> {
    if let Decision::Highlight(range, _) | Decision::Unhighlight(range) = decision {
        Some(range)
    } else {
        None
    }
}

fn position(decision: &Decision) -> Option<&Position> {
    if let Decision::Position(position) = decision { Some(position) } else { None }
}

fn read_decision(fields: &Fields<'_>) -> Option<Decision> {
    let tag = || fields.tag.as_deref().map(SafeText::label);
    let key = || fields.tag.as_deref()?.parse().ok();
    let note = || fields.note.as_deref().map(SafeText::label);
    let range = || Some(TextRange { block: fields.block?, start: fields.offset?, length: fields.length? });
    Some(match fields.kind.as_ref() {
        "read" => Decision::Read,
        "unread" => Decision::Unread,
        "star" => Decision::Star,
        "unstar" => Decision::Unstar,
        "archive" => Decision::Archive,
        "restore" => Decision::Restore,
        "tag" => Decision::Tag(tag()?),
        "untag" => Decision::Untag(tag()?),
        "position" => Decision::Position(Position {
            block: fields.block?,
            offset: fields.offset?,
            progress: fields.progress.unwrap_or_default(),
        }),
        "correct" => Decision::Correct(read_correction(fields)?),
        "withdraw" => Decision::Withdraw(read_correction(fields)?),
        "about" => Decision::About(key()?),
        "not-about" => Decision::NotAbout(key()?),
        "by-words" => Decision::ByWords(key()?),
        "snooze" => Decision::Snooze(fields.until.as_deref()?.parse::<Date>().ok()?),
        "wake" => Decision::Wake,
        "note" => Decision::Note(note()?),
        "highlight" => Decision::Highlight(range()?, note().unwrap_or_default()),
        "unhighlight" => Decision::Unhighlight(range()?),
        _ => return None,
    })
}

fn read_correction(fields: &Fields<'_>) -> Option<Correction> {
    corrected::read(fields.correction.as_deref()?, fields.line.as_deref(), fields.headline.as_deref())
}
