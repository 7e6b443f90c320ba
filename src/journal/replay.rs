//! Records of all files into one state. Pure: the same records give the same state in whatever order they come.

use std::collections::HashMap;

use super::record::Record;
use crate::article::{ArticleId, Triage};

/// Applies all records in the order of sequence number, device and line.
///
/// The last line of a tie is the greater text, so that copies of one line change nothing and the order of
/// files and folders does not matter.
pub(super) fn states(mut records: Vec<Record<'_>>) -> HashMap<ArticleId, Triage> {
    records.sort_by(|one, other| one.order().cmp(&other.order()));
    let mut states = HashMap::new();
    for record in &records {
        record.decision.apply(states.entry(record.id).or_default());
    }
    states
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{Decision, Position, Subject, TagKey};
    use crate::journal::record::{act_lines, header_line};
    use crate::journal::scan::Scan;
    use crate::text::SafeText;

    /// Decisions about few articles, so that the devices contradict each other often.
    fn acts() -> impl Strategy<Value = Vec<Vec<(u8, u8)>>> {
        prop::collection::vec(prop::collection::vec((0_u8..3, 0_u8..12), 1..4), 0..8)
    }

    fn decision(number: u8) -> Decision {
        let position = Position { block: u32::from(number), offset: 4, progress: 0.25 };
        let niger = TagKey::new(Subject::Country, "NE");
        let all = [
            Decision::Read,
            Decision::Unread,
            Decision::Star,
            Decision::Unstar,
            Decision::Archive,
            Decision::Restore,
            Decision::Tag(SafeText::label("energy")),
            Decision::Untag(SafeText::label("energy")),
            Decision::Position(position),
            Decision::About(niger.clone()),
            Decision::NotAbout(niger.clone()),
            Decision::ByWords(niger),
        ];
        all[usize::from(number)].clone()
    }

    fn file(device: &str, acts: &[Vec<(u8, u8)>]) -> Vec<Vec<u8>> {
        let mut seq = 1;
        let mut lines = vec![header_line(device)];
        for act in acts {
            let id = |number: u8| ArticleId::of_body([number.to_string().as_str()]);
            let decisions: Vec<_> = act.iter().map(|(body, kind)| (id(*body), decision(*kind))).collect();
            let bytes = act_lines(device, seq, &decisions);
            lines.extend(bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec));
            seq += decisions.len() as u64;
        }
        lines
    }

    fn replayed(files: &[&[u8]]) -> HashMap<ArticleId, Triage> {
        states(files.iter().flat_map(|bytes| Scan::of(bytes).records).collect())
    }

    proptest! {
        #[test]
        fn any_interleaving_of_two_devices_gives_one_state(
            first in acts(), second in acts(), picks in prop::collection::vec(any::<bool>(), 64)
        ) {
            let (first, second) = (file("desk-00000001", &first), file("lap-00000002", &second));
            let (one, other) = (first.concat(), second.concat());
            let expected = replayed(&[&one, &other]);
            prop_assert_eq!(&replayed(&[&other, &one]), &expected);
            prop_assert_eq!(&replayed(&[&other, &one, &one]), &expected, "a copy changes nothing");
            let mut lines = [first.into_iter(), second.into_iter()];
            let mut merged: Vec<u8> = Vec::new();
            for pick in picks {
                merged.extend(lines[usize::from(pick)].next().unwrap_or_default());
            }
            merged.extend(lines.into_iter().flatten().flatten());
            prop_assert_eq!(&replayed(&[&merged]), &expected);
        }
    }
}
