//! What a value means in another field than the one it was typed for: France is a country, whatever `region:france` says.

use super::kind::Kind;
use super::vocabulary::{Term, Tier, Vocabulary};

impl Vocabulary {
    /// The kind of which something bears exactly this name, code or alias, where it is not the one that was asked for.
    pub(super) fn named_otherwise(&self, kind: Kind, name: &str) -> Option<Kind> {
        others(kind).find(|other| self.named(*other, name).is_some())
    }

    /// The term of another kind than was asked for that is most like what was typed: its name begins so, has words
    /// that do, or is that but for a letter.
    pub(super) fn like_otherwise(&self, kind: Kind, typed: &str) -> Option<&Term> {
        let like = |tier: Tier| matches!(tier, Tier::Exact | Tier::Prefix | Tier::WordPrefix | Tier::Typo);
        let best = others(kind).filter_map(|other| self.meant(other, typed).into_iter().next());
        let best = best.filter(|best| like(best.tier) && typed.chars().any(char::is_alphanumeric));
        best.min_by_key(|best| best.tier).map(|best| best.term)
    }
}

fn others(kind: Kind) -> impl Iterator<Item = Kind> {
    let kinds = [Kind::Country, Kind::Region, Kind::Topic, Kind::Tag].into_iter();
    kinds.filter(move |other| *other != kind)
}
