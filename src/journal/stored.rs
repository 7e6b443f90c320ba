//! Journals that earlier versions wrote: every later one reads them and comes to the same state.

use std::collections::BTreeSet;

use super::record::Said;
use super::replay::Records;
use super::samples::{KINDS, decision};
use super::scan::{Head, Scan};
use crate::article::{ArticleId, Correction, Decision, Reversing, TextRange, Triage};
use crate::text::SafeText;

const SOME: &[u8] = include_bytes!("../../tests/it/journals/format-1.jsonl");
const EVERY_KIND: &[u8] = include_bytes!("../../tests/it/journals/format-1-every-kind.jsonl");

fn records(stored: &[u8], last: u64) -> Records<'_> {
    let scan = Scan::of(stored);
    assert_eq!(scan.head, Head::Known("desk-1f0c77a2".to_owned()));
    assert_eq!((scan.damaged.len(), scan.good, scan.last), (0, stored.len(), last));
    Records::new(scan.records)
}

fn id(written: &str) -> ArticleId {
    written.parse().expect("an id")
}

#[test]
fn journal_with_a_kind_that_is_not_known_is_read() {
    let records = records(SOME, 13);
    let (one, other) = (id("385f06038a73da51"), id("00000000000000aa"));
    let states = records.states();
    let Triage { read, starred, archived, tags, snoozed, note, highlights, position, .. } =
        states[&one].clone();
    assert!(read && starred && !archived, "the archiving was taken back");
    assert_eq!(tags.iter().map(|tag| &**tag).collect::<Vec<_>>(), ["energy"]);
    assert_eq!(snoozed.map(|until| until.to_string()).as_deref(), Some("2026-12-01"));
    assert_eq!((note.as_deref(), position.block), (Some("ask \"Amina\" – why?"), 4));
    let range = TextRange { block: 2, start: 0, length: 17 };
    assert_eq!(highlights.into_iter().collect::<Vec<_>>(), [(range, SafeText::label("the figure"))]);
    assert!(states[&other].starred, "done again");
    let past = records.past(Reversing::Undo, &|id| vec![id]).expect("an act");
    assert_eq!(past.decided, [(other, Decision::Star)]);
}

#[test]
fn journal_with_every_kind_is_read() {
    let names = |decision: &Decision| format!("{decision:?}").split(['(', ' ']).next().map(str::to_owned);
    let stored: BTreeSet<_> = Scan::of(EVERY_KIND)
        .records
        .iter()
        .filter_map(|record| match &record.said {
            Said::Decided(decision) => Some(names(decision)),
            Said::Changed { .. } => None,
        })
        .collect();
    let every: BTreeSet<_> = (0..KINDS).map(|kind| names(&decision(kind))).collect();
    assert_eq!(stored, every);
    let records = records(EVERY_KIND, 28);
    let (was, now) = (id("385f06038a73da51"), id("00000000000000aa"));
    let states = records.states();
    let Triage { tags, stances, corrections, note, snoozed, highlights, position, .. } = &states[&was];
    assert_eq!((tags.len(), stances.len(), corrections.len(), position.block), (1, 1, 4, 4));
    assert!(corrections.contains(&Correction::Headline(SafeText::label("The harbour opens"))));
    assert!(snoozed.is_none() && highlights.is_empty());
    assert_eq!(note.as_deref(), Some("ask “Amina”"));
    assert_eq!(states[&now], Triage { changed: true, ..states[&was].clone() });
    let seen = records.sightings(&[was, now].into());
    assert_eq!((&*seen[&was].headline, &*seen[&now].headline), ("Harbour opens", "Harbour is open"));
    assert_eq!(seen[&was].date.map(|date| date.to_string()).as_deref(), Some("2026-11-20"));
    assert_eq!(seen[&was].sample.to_string(), "000007c0ffee");
}
