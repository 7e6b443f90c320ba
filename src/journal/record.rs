//! One line of a journal: its JSON, its checksum, and nothing about files.

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::{Timestamp, Unit};
use serde::{Deserialize, Serialize};

use super::act::{NewAct, Reversal};
use super::fields::{Fields, Seen};
use super::reach::Reach;
use crate::article::{ArticleId, Decision, Reversing};

/// The newest format this program reads and the one it writes.
pub(super) const FORMAT: u32 = 1;

/// The highest number a record may bear. A greater one is taken for damage: it would leave none for what comes after it,
/// and other programs that read JSON cannot tell it from its neighbours.
pub(super) const HIGHEST: u64 = 1 << 53;

/// The highest number that a record may bear that is taken over from elsewhere: nothing that comes in leaves too few.
pub(super) const HIGHEST_TAKEN_OVER: u64 = HIGHEST / 2;

/// What stands between the checksummed bytes of a line and its eight hex digits.
const CHECKSUM_KEY: &[u8] = b",\"crc\":\"";

/// What closes a line after the hex digits.
const CHECKSUM_END: &[u8] = b"\"}";

/// One line, as far as this version understands it.
#[derive(Debug)]
pub(super) enum Line<'a> {
    /// The first line of a file.
    Header(Header<'a>),
    /// A decision, or what an article was before its page was changed.
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

/// What the first line of an export or a backup says besides.
#[derive(Debug, Serialize)]
struct ExportHeader<'a> {
    #[serde(flatten)]
    header: Header<'a>,
    last: &'a Reach,
}

/// How far an export or a backup says that it goes.
#[derive(Debug, Deserialize)]
struct Stated {
    last: Reach,
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

/// What a record says of its article.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said {
    /// What its reader decided about it.
    Decided(Decision),
    /// Its page was changed.
    Changed {
        /// The article it was before.
        was: ArticleId,
    },
}

/// A record as it stands in a file.
#[derive(Debug)]
pub(super) struct Record<'a> {
    /// Where it stands.
    pub(super) place: Place<'a>,
    /// The whole line, which settles the order of records with one number and device.
    pub(super) line: &'a [u8],
    /// The article.
    pub(super) id: ArticleId,
    /// What is said of it.
    pub(super) said: Said,
    /// The earlier act that its act takes back or does again; none where it is an act of its own.
    pub(super) reverses: Option<Box<Reversal>>,
    /// By what the article is known again, if that was written down.
    pub(super) seen: Option<Box<Seen<'a>>>,
}

impl Record<'_> {
    /// What settles when it is applied: its number, its device and, for copies that differ, its line.
    pub(super) fn order(&self) -> (u64, &str, &[u8]) {
        (self.place.seq, &self.place.device, self.line)
    }

    /// What was decided, if it is a decision.
    pub(super) fn decision(&self) -> Option<&Decision> {
        match &self.said {
            Said::Decided(decision) => Some(decision),
            Said::Changed { .. } => None,
        }
    }
}

/// The first line of a new file, with its line feed.
pub(super) fn header_line(device: &str) -> Vec<u8> {
    let writer = Cow::Borrowed(concat!("dateline ", env!("CARGO_PKG_VERSION")));
    sealed(&Header { format: FORMAT, writer, device: Cow::Borrowed(device) })
}

/// The first line of a file that holds all records that go so far, with its line feed.
pub(super) fn export_header_line(last: &Reach) -> Vec<u8> {
    let writer = Cow::Borrowed(concat!("dateline ", env!("CARGO_PKG_VERSION")));
    let header = Header { format: FORMAT, writer, device: Cow::Borrowed("export") };
    sealed(&ExportHeader { header, last })
}

/// How far the file goes that begins with this line, if it says so.
pub(super) fn stated_reach(line: &[u8]) -> Option<Reach> {
    let line = line.trim_ascii_end();
    if !checksum_holds(line) {
        return None;
    }
    serde_json::from_slice(line).ok().map(|Stated { last }| last)
}

/// The lines of decisions made together, with their line feeds, the first numbered `first`. Each names the act that it
/// `reverses`.
pub(super) fn act_lines(
    device: &str,
    first: u64,
    decisions: &[(ArticleId, Decision)],
    reverses: Option<&Reversal>,
) -> Vec<u8> {
    lines_of(device, first, &NewAct { decisions, reverses, ..NewAct::default() })
}

/// The lines of one act with their line feeds, the first numbered `first`. What an article was seen as stands in the
/// first record about it.
pub(super) fn lines_of(device: &str, first: u64, act: &NewAct<'_>) -> Vec<u8> {
    let now = Timestamp::now();
    let time = now.round(Unit::Second).unwrap_or(now).to_string();
    let name = |reversing| {
        let reversal = act.reverses.filter(|reversal| reversal.reversing == reversing)?;
        Some(reversal.act.to_string())
    };
    let (undoes, redoes) = (name(Reversing::Undo), name(Reversing::Redo));
    let mut told: HashSet<ArticleId> = HashSet::new();
    let line = |(seq, (id, said)): (u64, (ArticleId, Said))| {
        let place = Place { seq, device: Cow::Borrowed(device), act: first, of: act.records() };
        let mut fields = Fields::of(&place, &time, id, &said);
        fields.undoes = undoes.as_deref().map(Cow::Borrowed);
        fields.redoes = redoes.as_deref().map(Cow::Borrowed);
        fields.seen = act.seen_of(id).filter(|_| told.insert(id)).map(Seen::of);
        sealed(&fields)
    };
    let changed = act.successions.iter().map(|one| (one.id, Said::Changed { was: one.was }));
    let decided = act.decisions.iter().map(|(id, decision)| (*id, Said::Decided(decision.clone())));
    (first..=u64::MAX).zip(changed.chain(decided)).flat_map(line).collect()
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
    if [fields.seq, fields.act, fields.of].into_iter().any(|number| number > HIGHEST) {
        return Line::Damaged;
    }
    let (id, said) = (fields.id.parse(), fields.said());
    let reverses = fields.reversal().map(Box::new);
    let place = Place { seq: fields.seq, device: fields.device, act: fields.act, of: fields.of };
    let seen = fields.seen.map(Box::new);
    match (id, said) {
        (Ok(id), Some(said)) => Line::Record(Record { place, line, id, said, reverses, seen }),
        (_, _) => Line::Foreign(Some(place)),
    }
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
    use crate::article::{
        Correction, Date, LineKey, Position, Sample, Sighting, Subject, Succession, TagKey, TextRange,
    };
    use crate::journal::act::ActName;
    use crate::text::SafeText;

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
        fn every_decision_reads_back(decision in decision(), body in ".*", seq in 1..=HIGHEST) {
            let id = ArticleId::of_body([body.as_str()]);
            let bytes = act_lines("desk-00c0ffee", seq, &[(id, decision.clone())], None);
            let Line::Record(record) = only_line(&bytes) else { panic!("{bytes:?}") };
            prop_assert_eq!(record.decision(), Some(&decision));
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
        assert!(matches!(only_line(&line), Line::Record(Record { said: Said::Decided(Decision::Star), .. })));
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
    fn what_an_article_was_seen_as_stands_in_its_first_record() {
        let [old, new] = ["old", "new"].map(|body| ArticleId::of_body([body]));
        let sample: Sample = "000007c0ffee".parse().expect("a sample");
        let (path, headline) = (SafeText::label("news/\"a\".txt"), SafeText::label("Harbour opens"));
        let seen = [(new, Sighting { path, headline, date: Date::day_of(2024, 5, 1).ok(), sample })];
        let act = NewAct {
            decisions: &[(new, Decision::Star), (new, Decision::Read)],
            successions: &[Succession { id: new, was: old }],
            seen: &seen,
            ..NewAct::default()
        };
        let bytes = lines_of("desk-00c0ffee", 7, &act);
        let lines = bytes.split_inclusive(|byte| *byte == b'\n').map(|line| match only_line(line) {
            Line::Record(record) => (record.said, record.seen.map(|seen| seen.sighting())),
            other => panic!("{other:?}"),
        });
        let [(_, sighting)] = &seen;
        let expected = [
            (Said::Changed { was: old }, Some(sighting.clone())),
            (Said::Decided(Decision::Star), None),
            (Said::Decided(Decision::Read), None),
        ];
        assert_eq!(lines.collect::<Vec<_>>(), expected);
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
            "changed",
        ] {
            assert!(guide.contains(&format!("`{decision}`")), "{decision}");
        }
    }
}
