//! The country a source is written in, by the code or the name its reader gives it.

use serde::{Deserialize, Serialize};

use super::tables::{Country, CountryId, Tables, listed};
use crate::article::{EvidenceSource, TagKind, Tags};
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

    /// Whether it was learned from the articles of the source.
    pub fn is_learned(self) -> bool {
        self.learned_from.is_some()
    }

    /// Whether both are one country, however that is known.
    pub fn is_same_country(self, other: Self) -> bool {
        self.country == other.country
    }

    /// Lets tags of an article that were given with this country as the home of its source tell how that is known now.
    pub fn retell(self, tags: &mut Tags) {
        for kind in TagKind::ALL {
            let evidence = tags.of_mut(kind).iter_mut().flat_map(|tag| &mut tag.evidence);
            for home in evidence.filter(|one| one.source == EvidenceSource::HomeCountry) {
                home.text = self.words();
            }
        }
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
    use crate::article::Article;
    use crate::classify::tests::tables;
    use crate::classify::{Context, Tagger};

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

    #[test]
    fn tags_tell_of_a_home_as_if_they_were_given_anew() {
        let tagger = Tagger::of_places();
        for body in [
            "It rained on Monday, and the road was closed.",
            "The fair in Paris opens on Friday.",
            "Nigeria and Niger sent soldiers to Paris, France, and to Lagos on Monday.",
        ] {
            let article = Article::plain("Rain", [body]);
            for name in ["US", "NE", "FR"] {
                let home = tagger.home(name).unwrap();
                let given = |articles| {
                    let context = Context { home: Some(home.learned_from(articles)), ..Context::default() };
                    tagger.tag_in(context, &article)
                };
                let mut tags = given(5);
                home.learned_from(12).retell(&mut tags);
                assert_eq!(tags, given(12), "{name}: {body}");
            }
        }
    }
}
