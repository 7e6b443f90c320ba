//! Regions and countries as a tree: continents, their regions, the countries in these, then what lies across them.

use crate::query::Kind;
use crate::text::SafeText;

use super::listing::Facet;

/// How wide a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// A country or territory.
    Country,
    /// A region of a continent.
    Region,
    /// A continent.
    Continent,
    /// A region newspapers speak of, or a group of countries, across the others.
    Group,
}

/// A facet with its place in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The facet.
    pub facet: Facet,
    /// In how many others it lies: 0 at the root.
    pub depth: u16,
}

/// Regions and countries in the order of the tree, the most frequent first among those that lie side by side.
pub(super) fn tree(facets: &[Facet]) -> Vec<Branch> {
    let leveled: Vec<(&Facet, Level)> = facets
        .iter()
        .filter(|facet| matches!(facet.kind, Kind::Region | Kind::Country))
        .map(|facet| (facet, level(facet, &countries_within(facet, facets))))
        .collect();
    let mut tree = Vec::new();
    for root in leveled.iter().filter(|(facet, level)| outer((facet, *level), &leveled).is_none()) {
        grow(*root, &leveled, 0, &mut tree);
    }
    // Across the others lie at the end, below what they cross.
    tree.sort_by_key(|(_, crosses)| *crosses);
    tree.into_iter().map(|(branch, _)| branch).collect()
}

/// Adds a facet and all that lies in it.
fn grow(own: (&Facet, Level), all: &[(&Facet, Level)], depth: u16, tree: &mut Vec<(Branch, bool)>) {
    let (facet, own_level) = own;
    tree.push((Branch { facet: facet.clone(), depth }, own_level == Level::Group));
    for inner in all {
        if outer(*inner, all).is_some_and(|outer| outer.kind == facet.kind && outer.code == facet.code) {
            grow(*inner, all, depth + 1, tree);
        }
    }
}

/// What a facet lies in, among those that are there: a region that is wider than it, the closest first.
fn outer<'a>((facet, own): (&Facet, Level), all: &[(&'a Facet, Level)]) -> Option<&'a Facet> {
    let wider: &[Level] = match own {
        Level::Country => &[Level::Region, Level::Continent],
        Level::Region => &[Level::Continent],
        Level::Continent | Level::Group => &[],
    };
    let holds = |level: Level| {
        let of_level = move |(outer, _): &&(&Facet, Level)| facet.within.contains(&outer.code);
        all.iter().filter(move |(_, other)| *other == level).find(of_level).map(|(outer, _)| *outer)
    };
    wider.iter().find_map(|level| holds(*level))
}

/// The countries in a region that have articles; a country itself.
pub(super) fn countries_within<'a>(facet: &'a Facet, facets: &'a [Facet]) -> Vec<&'a Facet> {
    match facet.kind {
        Kind::Country => vec![facet],
        Kind::Region | Kind::Topic | Kind::Tag => {
            let countries = facets.iter().filter(|other| other.kind == Kind::Country);
            countries.filter(|country| country.within.contains(&facet.code)).collect()
        }
    }
}

/// How wide a place is. M49 gives regions numbers. Those that lie in no other one are continents; those in which every
/// country has a closer region, as Latin America, lie across the others.
pub(super) fn level(facet: &Facet, countries: &[&Facet]) -> Level {
    let is_number = |code: &&SafeText| code.chars().all(|letter| letter.is_ascii_digit());
    let is_closest = |country: &&Facet| country.within.iter().find(is_number) == Some(&facet.code);
    match facet.kind {
        Kind::Country => Level::Country,
        Kind::Region if !is_number(&&facet.code) => Level::Group,
        Kind::Region if !facet.within.iter().any(|code| is_number(&code)) => Level::Continent,
        Kind::Region if countries.is_empty() || countries.iter().any(is_closest) => Level::Region,
        Kind::Region | Kind::Topic | Kind::Tag => Level::Group,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facet(kind: Kind, (code, count): (&str, usize), within: &[&str]) -> Facet {
        Facet {
            kind,
            code: SafeText::label(code),
            label: SafeText::label(code),
            count,
            detail: SafeText::default(),
            holds: Vec::new(),
            folded: false,
            within: within.iter().map(|code| SafeText::label(code)).collect(),
        }
    }

    #[test]
    fn countries_stand_below_their_closest_region_and_groups_at_the_end() {
        let facets = [
            facet(Kind::Region, ("002", 4), &[]),
            facet(Kind::Region, ("202", 4), &["002"]),
            facet(Kind::Country, ("KE", 3), &["014", "202", "002"]),
            facet(Kind::Region, ("014", 3), &["002"]),
            facet(Kind::Region, ("sahel", 2), &["002"]),
            facet(Kind::Country, ("NE", 2), &["011", "sahel", "202", "002"]),
            facet(Kind::Region, ("019", 1), &[]),
            facet(Kind::Country, ("US", 1), &["021", "019"]),
            facet(Kind::Topic, ("sport", 1), &[]),
            facet(Kind::Country, ("AQ", 1), &[]),
        ];
        let tree: Vec<String> = tree(&facets)
            .iter()
            .map(|branch| format!("{}{}", " ".repeat(usize::from(branch.depth)), branch.facet.code))
            .collect();
        // Western Africa itself is not among them, so that its country stands below the continent.
        assert_eq!(tree, ["002", " 014", "  KE", " NE", "019", " US", "AQ", "202", "sahel"]);
    }
}
