//! The country a source is written in, by the code or the name its reader gives it.

use serde::{Deserialize, Serialize};

use super::tables::{Country, CountryId, Tables, listed};
use crate::text::SafeText;

/// The home country of a source. A name that may stand for places in several countries is rather one there, and an
/// article that names no place at all is about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Home {
    pub(super) country: CountryId,
    /// From how many articles of the source it was learned; none where the reader told it.
    learned_from: Option<usize>,
}

impl Home {
    /// The country with this code of ISO 3166-1, or this name in any case; nothing where there is none.
    pub(super) fn named(name: &str, tables: &Tables) -> Option<Self> {
        let countries = &tables.countries;
        let name = name.trim().to_lowercase();
        let by_code = countries.iter().position(|country| country.title.code.to_lowercase() == name);
        let by_name = || countries.iter().position(|country| names(country).any(|known| known == name));
        by_code.or_else(by_name).map(|place| Self::of(CountryId(place)))
    }

    /// A country that is told, not learned.
    pub(super) fn of(country: CountryId) -> Self {
        Self { country, learned_from: None }
    }

    /// The same country, learned from so many articles of the source.
    #[must_use]
    pub fn learned_from(self, articles: usize) -> Self {
        Self { learned_from: Some(articles), ..self }
    }

    /// What a tag says among its words where this decided.
    pub(super) fn words(self) -> SafeText {
        SafeText::label(&match self.learned_from {
            Some(articles) => format!("home country learned from {articles} articles of this source"),
            None => "home country of the source".to_owned(),
        })
    }
}

/// All names of a country in small letters: those of the tables, and its longer codes.
fn names(country: &Country) -> impl Iterator<Item = String> {
    let titles = [&country.title.label, &country.title.name].into_iter().map(|name| name.to_lowercase());
    titles.chain(listed(country.other_codes).chain(listed(country.names)).map(str::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::tests::tables;

    #[test]
    fn countries_are_known_by_code_and_by_name() {
        let tables = tables();
        let code = |name: &str| {
            let home = Home::named(name, &tables)?;
            Some(tables.countries[home.country.0].title.code.to_string())
        };
        for (name, expected) in [
            ("NE", "NE"),
            ("ne", "NE"),
            ("NGA", "NG"),
            ("Niger", "NE"),
            (" united kingdom ", "GB"),
            ("Ivory Coast", "CI"),
        ] {
            assert_eq!(code(name).as_deref(), Some(expected), "{name}");
        }
        for name in ["", "Nigerien", "Niamey", "Narnia", "011"] {
            assert_eq!(code(name), None, "{name}");
        }
    }
}
