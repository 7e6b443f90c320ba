//! An explanation in words, the same on the screen and on the command line.

use super::{Account, PassedOver, Place, Ruling, Shortfall, Spot, Witness};

/// Shares with a name of their own.
const NAMED_SHARES: [(f32, &str); 3] = [(0.25, "a quarter"), (0.5, "half"), (0.75, "three quarters")];

/// A weight as readers see it: one decimal, two where one would say nothing.
pub fn weight_in_words(weight: f32) -> String {
    if weight < 0.095 { format!("{weight:.2}") } else { format!("{weight:.1}") }
}

/// Where words stand: `headline, paragraphs 1, 3-5, caption 2`.
pub fn places_in_words(spots: &[Spot]) -> String {
    let mut places: Vec<Place> = spots.iter().map(|spot| spot.place).collect();
    places.sort_unstable();
    places.dedup();
    let kinds = places.chunk_by(|one, other| one.code() == other.code());
    let named = kinds.filter_map(|kind| {
        let numbers: Vec<usize> = kind.iter().filter_map(|place| place.number()).collect();
        let [first, others @ ..] = kind else { return None };
        // The points of a standfirst are counted, but there is one standfirst.
        let plural = if others.is_empty() || matches!(first, Place::Standfirst(_)) { "" } else { "s" };
        let name = format!("{}{plural} {}", first.code(), ranges(&numbers));
        Some(name.trim_end().to_owned())
    });
    named.collect::<Vec<_>>().join(", ")
}

/// Numbers that rise, with those that follow one another as ranges: `1, 3-5`.
fn ranges(numbers: &[usize]) -> String {
    let runs = numbers.chunk_by(|one, next| one + 1 == *next);
    let written = runs.filter_map(|run| match run {
        [] => None,
        [one] => Some(one.to_string()),
        [one, two] => Some(format!("{one}, {two}")),
        [first, .., last] => Some(format!("{first}-{last}")),
    });
    written.collect::<Vec<_>>().join(", ")
}

impl Account {
    /// Why the article only mentions it, or has no such tag: `0.8 of 14.2, under a quarter of the strongest`.
    pub fn shortfall_in_words(&self) -> Option<String> {
        let score = weight_in_words(self.score);
        match self.ruling {
            Ruling::About => None,
            Ruling::Mentioned(Shortfall::OnlyCaptions) => Some("only in captions".to_owned()),
            Ruling::Mentioned(Shortfall::TooLittle { least }) => {
                Some(format!("{score}, under the {} it takes", weight_in_words(least)))
            }
            Ruling::Mentioned(Shortfall::SmallShare { strongest, share }) => {
                let strongest = weight_in_words(strongest);
                Some(format!("{score} of {strongest}, under {} of the strongest", share_in_words(share)))
            }
            Ruling::Mentioned(Shortfall::Outnumbered) => Some("others are stronger".to_owned()),
        }
    }
}

fn share_in_words(share: f32) -> String {
    let named = NAMED_SHARES.iter().find(|(known, _)| (known - share).abs() < 0.005);
    named.map_or_else(|| format!("{:.0} %", share * 100.0), |(_, name)| (*name).to_owned())
}

impl Witness {
    /// What else the name may stand for and what decided: `not Georgia, as Atlanta tells`.
    pub fn decision_in_words(&self) -> Option<String> {
        let others: Vec<&str> = self.rather_than.iter().map(|label| &**label).collect();
        let others = others.join(" or ");
        match (&self.decided_by, others.is_empty()) {
            (None, true) => None,
            (None, false) => Some(format!("rather than {others}")),
            (Some(words), true) => Some(format!("as {words} tells")),
            (Some(words), false) => Some(format!("not {others}, as {words} tells")),
        }
    }
}

impl PassedOver {
    /// The reason, with the words that tell: `part of a person's name: Jordan Smith`.
    pub fn reason_in_words(&self) -> String {
        let words = self.reason.words();
        if self.within == self.text { words.to_owned() } else { format!("{words}: {}", self.within) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Reason, Relation, Rule};
    use crate::text::SafeText;

    fn account(score: f32, ruling: Ruling) -> Account {
        let text = SafeText::label("Niger");
        Account { code: text.clone(), label: text, score, ruling, words: Vec::new(), countries: Vec::new() }
    }

    #[test]
    fn places_are_named_once_and_runs_of_them_as_ranges() {
        let spots = |places: &[Place]| -> Vec<Spot> {
            places.iter().map(|place| Spot { place: *place, range: 0..1 }).collect()
        };
        for (places, expected) in [
            (&[Place::Headline, Place::Block(0), Place::Block(0)][..], "headline, paragraph 1"),
            (&[Place::Block(0), Place::Block(2), Place::Block(3), Place::Block(4)], "paragraphs 1, 3-5"),
            (&[Place::Caption(1), Place::Dateline, Place::Block(6)], "dateline, paragraph 7, caption 2"),
            (&[Place::Standfirst(0), Place::Standfirst(1)], "standfirst 1, 2"),
            (&[], ""),
        ] {
            assert_eq!(places_in_words(&spots(places)), expected);
        }
    }

    #[test]
    fn shortfalls_are_told_in_figures() {
        let small = Shortfall::SmallShare { strongest: 14.2, share: 0.25 };
        for (ruling, expected) in [
            (Ruling::About, None),
            (Ruling::Mentioned(Shortfall::OnlyCaptions), Some("only in captions")),
            (Ruling::Mentioned(Shortfall::TooLittle { least: 4.0 }), Some("0.8, under the 4.0 it takes")),
            (Ruling::Mentioned(small), Some("0.8 of 14.2, under a quarter of the strongest")),
            (Ruling::Mentioned(Shortfall::Outnumbered), Some("others are stronger")),
        ] {
            assert_eq!(account(0.8, ruling).shortfall_in_words().as_deref(), expected);
        }
        let odd = Ruling::Mentioned(Shortfall::SmallShare { strongest: 20.0, share: 0.45 });
        let told = account(5.0, odd).shortfall_in_words();
        assert_eq!(told.as_deref(), Some("5.0 of 20.0, under 45 % of the strongest"));
    }

    #[test]
    fn decisions_name_what_was_not_meant_and_what_tells() {
        let witness = |rather_than: &[&str], decided_by: Option<&str>| Witness {
            text: SafeText::label("Georgia"),
            rule: Rule::Named(Relation::Area),
            weight: 1.0,
            spots: Vec::new(),
            rather_than: rather_than.iter().map(|label| SafeText::label(label)).collect(),
            decided_by: decided_by.map(SafeText::label),
        };
        for (witness, expected) in [
            (witness(&[], None), None),
            (witness(&["Georgia"], Some("Atlanta")), Some("not Georgia, as Atlanta tells")),
            (witness(&["France", "Togo"], None), Some("rather than France or Togo")),
            (witness(&[], Some("home country of the source")), Some("as home country of the source tells")),
        ] {
            assert_eq!(witness.decision_in_words().as_deref(), expected);
        }
    }

    #[test]
    fn reasons_quote_the_words_beside_the_name() {
        let over = |within: &str| PassedOver {
            text: SafeText::label("Jordan"),
            reason: Reason::PersonName,
            within: SafeText::label(within),
            spots: Vec::new(),
        };
        assert_eq!(over("Jordan Smith").reason_in_words(), "part of a person's name: Jordan Smith");
        assert_eq!(over("Jordan").reason_in_words(), "part of a person's name");
    }
}
