//! How well the tagger does on the project's own evaluation set: no figure may fall below its floor, and a floor that
//! was left far behind must be raised.

mod cases;
mod score;

use std::collections::BTreeSet;
use std::path::Path;

use dateline::classify::{Subject, Tagger};

use cases::Case;
use score::{Measure, Report};

/// The least figure of each measure, in percent: what was reached, rounded down to a half.
const FLOORS: [(Measure, f64); 11] = [
    (Measure::About, 95.0),
    (Measure::Named, 99.0),
    (Measure::FirstCountry, 94.0),
    (Measure::RegionsFound, 99.0),
    (Measure::RegionsRight, 95.0),
    (Measure::FirstTopic, 74.0),
    (Measure::FirstTopicAmong, 90.5),
    (Measure::Topics, 72.0),
    (Measure::OtherLanguages, 100.0),
    (Measure::Traps, 97.0),
    (Measure::Reasons, 93.0),
];

/// How far a figure may rise before its floor must follow, in points.
const SLACK: f64 = 1.0;

fn all_cases(tagger: &Tagger) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/evaluation");
    cases::read(&folder, tagger).unwrap()
}

#[test]
fn figures_stay_above_their_floors_and_floors_follow() {
    let tagger = Tagger::new();
    let report = Report::of(&tagger, &all_cases(&tagger));
    let floor =
        |measure| FLOORS.iter().find(|(other, _)| *other == measure).map_or(100.0, |(_, floor)| *floor);
    let mut wrong = Vec::new();
    for (measure, percent) in report.figures() {
        let floor = floor(measure);
        if percent < floor {
            wrong.push(format!("{measure:?} fell to {percent:.1}, below its floor of {floor:.1}"));
        } else if percent > floor + SLACK {
            let raised = (2.0 * percent).floor() / 2.0;
            wrong.push(format!(
                "{measure:?} rose to {percent:.1}: raise its floor of {floor:.1} to {raised:.1}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}\n\n{}", report.misses.join("\n"), wrong.join("\n"));
    assert_eq!(report.figures().count(), FLOORS.len(), "every measure has its floor");
}

#[test]
fn tags_expected_are_tags_there_are() {
    let tagger = Tagger::new();
    let known = |subject: Subject| -> BTreeSet<&str> {
        let entries = tagger.entries().iter().filter(|entry| entry.subject == subject);
        entries.map(|entry| if subject == Subject::Topic { &*entry.label } else { &*entry.code }).collect()
    };
    let (countries, regions, topics) =
        (known(Subject::Country), known(Subject::Region), known(Subject::Topic));
    for Case { place, gold, .. } in all_cases(&tagger) {
        let named: Vec<&String> = gold.about.iter().chain(&gold.mentioned).collect();
        let is_known = |code: &String| countries.contains(&**code) || regions.contains(&**code);
        assert!(named.iter().all(|code| countries.contains(&***code)), "{place}: {named:?}");
        assert!(gold.regions.iter().all(|code| regions.contains(&**code)), "{place}: {:?}", gold.regions);
        assert!(gold.topics.iter().all(|label| topics.contains(&**label)), "{place}: {:?}", gold.topics);
        assert!(gold.topics.len() <= 3, "{place}: more topics than are shown");
        assert!(gold.traps.iter().all(is_known), "{place}: {:?}", gold.traps);
        let contradicted = gold.traps.iter().find(|code| named.contains(code) || gold.regions.contains(code));
        assert_eq!(contradicted, None, "{place}: expected and not to be found");
    }
}

#[test]
fn no_text_stands_twice() {
    let mut seen = BTreeSet::new();
    for case in all_cases(&Tagger::new()) {
        let id = (case.article.headline.text.clone(), case.article.id);
        assert!(seen.insert(format!("{id:?}")), "{}", case.place);
    }
}
