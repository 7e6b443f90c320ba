//! Decisions without number, device and checksum: `{"kind":"star","id":"385f06038a73da51"}`, for people and other
//! programs to read and to write.

use serde_json::{Map, Value};

use super::record::{self, Line};
use crate::article::{ArticleId, Decision};

/// What only a record in a journal has.
const OF_A_RECORD: [&str; 6] = ["seq", "time", "device", "act", "of", "crc"];

/// A decision as a line, with its line feed.
pub(super) fn line(id: ArticleId, decision: Decision) -> Vec<u8> {
    let record = record::act_lines("", 1, &[(id, decision)], None);
    let mut object: Map<String, Value> =
        serde_json::from_slice(&record).expect("a record is an object of JSON");
    object.retain(|key, _| !OF_A_RECORD.contains(&key.as_str()));
    let mut line = serde_json::to_vec(&object).expect("what was read from JSON is JSON");
    line.push(b'\n');
    line
}

/// Reads such a line; nothing where it is none, or a record that was damaged.
pub(super) fn read(line: &[u8]) -> Option<(ArticleId, Decision)> {
    let mut object: Map<String, Value> = serde_json::from_slice(line).ok()?;
    if OF_A_RECORD.iter().any(|key| object.contains_key(*key)) {
        return None;
    }
    object.insert("seq".to_owned(), Value::from(1));
    let record = record::sealed(&object);
    match record::read_line(record.strip_suffix(b"\n")?) {
        Line::Record(record) => record.decision().map(|decision| (record.id, decision.clone())),
        Line::Header(_) | Line::Foreign(_) | Line::Damaged => None,
    }
}
