//! One line of a journal: its JSON, its checksum, and nothing about files.

use std::borrow::Cow;

use jiff::{Timestamp, Unit};
use serde::{Deserialize, Serialize};

use crate::article::{ArticleId, Correction, Date, Decision, Position, Reversing, TextRange};
use crate::text::SafeText;

use super::act::{ActName, Reversal};
use super::corrected;

/// The newest format this program reads and the one it writes.
pub(super) const FORMAT: u32 = 1;

/// What stands between the checksummed bytes of a line and its eight hex digits.
const CHECKSUM_KEY: &[u8] = b",\"crc\":\"";

/// What closes a line after the hex digits.
const CHECKSUM_END: &[u8] = b"\"}";

/// One line, as far as this version understands it.
#[derive(Debug)]
pub(super) enum Line<'a> {
    /// The first line of a file.
    Header(Header<'a>),
    /// A decision.
    Record(Record<'a>),
    /// A whole line of a kind that a later version may know.
    Foreign(Option<Place<'a>>),
    /// The checksum does not fit, or there is none.
    Damaged,
}

/// The first line of a journal file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Header<'a> {
    /// The format of the lines below.
    pub(super) format: u32,
    /// The program that began the file.
    #[serde(borrow, default)]
    pub(super) writer: Cow<'a, str>,
    /// The device the file belongs to.
    #[serde(borrow, default)]
    pub(super) device: Cow<'a, str>,
}

/// Where a record stands among all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// Its number; grows with every record, over all devices known to the writer.
    pub(super) seq: u64,
    /// The device that wrote it.
    pub(super) device: Cow<'a, str>,
    /// The number of the first record of its act.
    pub(super) act: u64,
    /// How many records the act has.
    pub(super) of: u64,
}

impl Place<'_> {
    /// Whether the act's last record is this one.
    pub(super) fn ends_its_act(&self) -> bool {
        self.seq.saturating_sub(self.act).saturating_add(1) >= self.of
    }

    /// Whether both are records of one act.
    pub(super) fn shares_act(&self, other: &Self) -> bool {
        self.act == other.act && self.device == other.device
    }
}

/// A decision as it stands in a file.
#[derive(Debug)]
pub(super) struct Record<'a> {
    /// Where it stands.
    pub(super) place: Place<'a>,
    /// The whole line, which settles the order of records with one number and device.
    pub(super) line: &'a [u8],
    /// The article.
    pub(super) id: ArticleId,
    /// What was decided about it.
    pub(super) decision: Decision,
    /// The earlier act that its act takes back or does again; none where it is an act of its own.
    pub(super) reverses: Option<Box<Reversal>>,
}

impl Record<'_> {
    /// What settles when it is applied: its number, its device and, for copies that differ, its line.
    pub(super) fn order(&self) -> (u64, &str, &[u8]) {
        (self.place.seq, &self.place.device, self.line)
    }
}

/// The fields of a record, in the order they are written.
#[derive(Debug, Serialize, Deserialize)]
struct Fields<'a> {
    seq: u64,
    #[serde(borrow, default)]
    time: Cow<'a, str>,
    #[serde(borrow, default)]
    device: Cow<'a, str>,
    #[serde(default)]
    act: u64,
    #[serde(default)]
    of: u64,
    #[serde(borrow, default)]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    id: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    tag: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    block: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offset: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    progress: Option<f32>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    correction: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    line: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    headline: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    until: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    length: Option<u32>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    note: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    undoes: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    redoes: Option<Cow<'a, str>>,
}

/// The first line of a new file, with its line feed.
pub(super) fn header_line(device: &str) -> Vec<u8> {
    let writer = Cow::Borrowed(concat!("dateline ", env!("CARGO_PKG_VERSION")));
    sealed(&Header { format: FORMAT, writer, device: Cow::Borrowed(device) })
}

/// The lines of one act with their line feeds, the first numbered `first`. Each names the act that it `reverses`.
pub(super) fn act_lines(
    device: &str,
    first: u64,
    decisions: &[(ArticleId, Decision)],
    reverses: Option<&Reversal>,
) -> Vec<u8> {
    let now = Timestamp::now();
    let time = now.round(Unit::Second).unwrap_or(now).to_string();
    let of = decisions.len() as u64;
    let name = |reversing| {
        let reversal = reverses.filter(|reversal| reversal.reversing == reversing)?;
        Some(reversal.act.to_string())
    };
    let (undoes, redoes) = (name(Reversing::Undo), name(Reversing::Redo));
    let numbered = (first..).zip(decisions);
    numbered
        .flat_map(|(seq, (id, decision))| {
            let place = Place { seq, device: Cow::Borrowed(device), act: first, of };
            let mut fields = fields(&place, &time, *id, decision);
            fields.undoes = undoes.as_deref().map(Cow::Borrowed);
            fields.redoes = redoes.as_deref().map(Cow::Borrowed);
            sealed(&fields)
        })
        .collect()
}

fn fields<'a>(place: &Place<'a>, time: &'a str, id: ArticleId, decision: &'a Decision) -> Fields<'a> {
    let (position, correction, range) = (position(decision), decision.correction(), range(decision));
    let in_text =
        position.map(|at| (at.block, at.offset)).or_else(|| range.map(|range| (range.block, range.start)));
    Fields {
        seq: place.seq,
        time: Cow::Borrowed(time),
        device: place.device.clone(),
        act: place.act,
        of: place.of,
        kind: Cow::Borrowed(kind(decision)),
        id: Cow::Owned(id.to_string()),
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
        undoes: None,
        redoes: None,
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

/// Writes an object as JSON and puts the checksum of all bytes before it at its end.
pub(super) fn sealed(object: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(object).expect("numbers and strings are always JSON");
    line.pop();
    let checksum = crc32fast::hash(&line);
    line.extend_from_slice(CHECKSUM_KEY);
    line.extend_from_slice(format!("{checksum:08x}").as_bytes());
    line.extend_from_slice(CHECKSUM_END);
    line.push(b'\n');
    line
}

/// The format number of a line that says it opens a file, whether or not its checksum is one we know.
///
/// A later format may compute it otherwise; such a file must be told apart from a damaged one.
pub(super) fn declared_format(line: &[u8]) -> Option<u32> {
    serde_json::from_slice::<Header<'_>>(line).ok().map(|header| header.format)
}

/// Understands one line, given without its line feed.
pub(super) fn read_line(line: &[u8]) -> Line<'_> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if !checksum_holds(line) {
        return Line::Damaged;
    }
    if let Ok(fields) = serde_json::from_slice::<Fields<'_>>(line) {
        return read_record(fields, line);
    }
    serde_json::from_slice(line).map_or(Line::Foreign(None), Line::Header)
}

fn read_record<'a>(fields: Fields<'a>, line: &'a [u8]) -> Line<'a> {
    let decision = read_decision(&fields);
    let id = fields.id.parse();
    let reverses = reversal(&fields).map(Box::new);
    let place = Place { seq: fields.seq, device: fields.device, act: fields.act, of: fields.of };
    match (id, decision) {
        (Ok(id), Some(decision)) => Line::Record(Record { place, line, id, decision, reverses }),
        (_, _) => Line::Foreign(Some(place)),
    }
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

fn reversal(fields: &Fields<'_>) -> Option<Reversal> {
    let (reversing, act) = match (&fields.undoes, &fields.redoes) {
        (Some(act), _) => (Reversing::Undo, act),
        (None, Some(act)) => (Reversing::Redo, act),
        (None, None) => return None,
    };
    Some(Reversal { reversing, act: act.parse::<ActName>().ok()? })
}

fn read_correction(fields: &Fields<'_>) -> Option<Correction> {
    corrected::read(fields.correction.as_deref()?, fields.line.as_deref(), fields.headline.as_deref())
}

fn checksum_holds(line: &[u8]) -> bool {
    let split = || {
        let open = line.strip_suffix(CHECKSUM_END)?;
        let (rest, digits) = open.split_at_checked(open.len().checked_sub(8)?)?;
        let covered = rest.strip_suffix(CHECKSUM_KEY)?;
        let stated = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        Some((covered, stated))
    };
    split().is_some_and(|(covered, stated)| crc32fast::hash(covered) == stated)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{LineKey, Subject, TagKey};

    fn decision() -> impl Strategy<Value = Decision> {
        let position = (any::<u32>(), any::<u32>(), 0.0_f32..=1.0);
        prop_oneof![
            Just(Decision::Read),
            Just(Decision::Unread),
            Just(Decision::Star),
            Just(Decision::Unstar),
            Just(Decision::Archive),
            Just(Decision::Restore),
            "[a-zé\"\\\\ ]{1,12}".prop_map(|name| Decision::Tag(SafeText::label(&name))),
            "[a-zé\"\\\\ ]{1,12}".prop_map(|name| Decision::Untag(SafeText::label(&name))),
            position.prop_map(|(block, offset, progress)| {
                Decision::Position(Position { block, offset, progress })
            }),
            correction().prop_map(Decision::Correct),
            correction().prop_map(Decision::Withdraw),
            tag_key().prop_map(Decision::About),
            tag_key().prop_map(Decision::NotAbout),
            tag_key().prop_map(Decision::ByWords),
            (1_u16..=9999, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| {
                Decision::Snooze(Date::day_of(year, month, day).expect("there is such a day"))
            }),
            Just(Decision::Wake),
            ".{0,20}".prop_map(|note| Decision::Note(SafeText::label(&note))),
            (text_range(), ".{0,20}")
                .prop_map(|(range, note)| Decision::Highlight(range, SafeText::label(&note))),
            text_range().prop_map(Decision::Unhighlight),
        ]
    }

    fn text_range() -> impl Strategy<Value = TextRange> {
        (any::<u32>(), any::<u32>(), any::<u32>()).prop_map(|(block, start, length)| TextRange {
            block,
            start,
            length,
        })
    }

    fn tag_key() -> impl Strategy<Value = TagKey> {
        let subject = prop::sample::select(&Subject::ALL[..]);
        (subject, "[A-Za-z0-9:-]{1,12}").prop_map(|(subject, code)| TagKey::new(subject, &code))
    }

    fn correction() -> impl Strategy<Value = Correction> {
        (0..5, ".{1,20}").prop_map(|(kind, text)| {
            let line = LineKey::of("", &text);
            match kind {
                0 => Correction::Split(line),
                1 => Correction::Join(line),
                2 => Correction::Caption(line),
                3 => Correction::NotCaption(line),
                _ => Correction::Headline(SafeText::label(&text)),
            }
        })
    }

    fn only_line(bytes: &[u8]) -> Line<'_> {
        read_line(bytes.strip_suffix(b"\n").unwrap_or(bytes))
    }

    proptest! {
        #[test]
        fn every_decision_reads_back(decision in decision(), body in ".*", seq in 1..u64::MAX) {
            let id = ArticleId::of_body([body.as_str()]);
            let bytes = act_lines("desk-00c0ffee", seq, &[(id, decision.clone())], None);
            let Line::Record(record) = only_line(&bytes) else { panic!("{bytes:?}") };
            prop_assert_eq!(record.decision, decision);
            prop_assert_eq!(record.id, id);
            prop_assert_eq!(record.place.seq, seq);
            prop_assert!(record.place.ends_its_act());
        }

        #[test]
        fn one_changed_byte_is_noticed(at in any::<prop::sample::Index>(), change in 1_u8..=255) {
            let id = ArticleId::of_body(["body"]);
            let mut bytes = act_lines("desk-00c0ffee", 7, &[(id, Decision::Star)], None);
            bytes.pop();
            let at = at.index(bytes.len());
            let original = bytes.clone();
            bytes[at] ^= change;
            // Hex digits may change their case without changing their value.
            prop_assume!(!bytes.eq_ignore_ascii_case(&original));
            prop_assert!(matches!(read_line(&bytes), Line::Damaged));
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = (read_line(&bytes), declared_format(&bytes));
        }
    }

    #[test]
    fn line_has_the_documented_shape() {
        let id = ArticleId::of_body(["body"]);
        let bytes = act_lines("desk-00c0ffee", 7, &[(id, Decision::Tag(SafeText::label("energy")))], None);
        let text = String::from_utf8(bytes).unwrap_or_default();
        let object: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        let keys: Vec<&String> = object.as_object().into_iter().flat_map(|object| object.keys()).collect();
        assert_eq!(keys, ["seq", "time", "device", "act", "of", "kind", "id", "tag", "crc"], "{text}");
        assert!(text.ends_with("\"}\n"), "{text}");
    }

    #[test]
    fn unknown_kinds_and_fields_are_tolerated() {
        let later =
            serde_json::json!({"seq": 9, "device": "a", "act": 9, "of": 1, "kind": "later", "text": "x"});
        let line = sealed(&later);
        assert!(matches!(only_line(&line), Line::Foreign(Some(Place { seq: 9, .. }))));
        let id = ArticleId::of_body(["body"]).to_string();
        let wider = serde_json::json!({"seq": 9, "kind": "star", "id": id, "why": ["later", 1]});
        let line = sealed(&wider);
        assert!(matches!(only_line(&line), Line::Record(Record { decision: Decision::Star, .. })));
    }

    #[test]
    fn act_that_reverses_another_names_it() {
        let act: ActName = "lap-90ab12cd:3".parse().expect("a name");
        for reversing in [Reversing::Undo, Reversing::Redo] {
            let reversal = Reversal { reversing, act: act.clone() };
            let id = ArticleId::of_body(["body"]);
            let bytes = act_lines("desk-00c0ffee", 7, &[(id, Decision::Unstar)], Some(&reversal));
            let Line::Record(record) = only_line(&bytes) else { panic!("{bytes:?}") };
            assert_eq!(record.reverses.as_deref(), Some(&reversal));
        }
    }

    #[test]
    fn later_format_is_told_without_its_checksum() {
        assert_eq!(declared_format(br#"{"format":2,"sum":"unheard of"}"#), Some(2));
        assert_eq!(declared_format(b"{\"seq\":1}"), None);
    }

    #[test]
    fn guide_shows_lines_that_can_be_read() {
        let guide = include_str!("../../docs/journal.md");
        let read: Vec<Line<'_>> = guide
            .lines()
            .filter_map(|line| line.strip_prefix("    ").filter(|line| line.starts_with('{')))
            .map(|line| read_line(line.as_bytes()))
            .collect();
        assert!(matches!(read.as_slice(), [Line::Header(_), Line::Record(_)]), "{read:?}");
        for decision in [
            "read",
            "unread",
            "star",
            "unstar",
            "archive",
            "restore",
            "tag",
            "untag",
            "position",
            "correct",
            "withdraw",
            "about",
            "not-about",
            "by-words",
            "snooze",
            "wake",
            "note",
            "highlight",
            "unhighlight",
        ] {
            assert!(guide.contains(&format!("`{decision}`")), "{decision}");
        }
    }
}
