//! The table of countries, read from the text that is compiled in.

/// One row a country: its code, its middle, then the rings of its land, in tenths of a degree.
const COUNTRIES: &str = include_str!("../../data/map/countries.tsv");

/// A place on the earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spot {
    /// Tenths of a degree, east of Greenwich positive: -1800 to 1800.
    pub longitude: i16,
    /// Tenths of a degree, north of the equator positive: -900 to 900.
    pub latitude: i16,
}

/// A country as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// Its ISO 3166-1 code of two letters, or `XK`.
    pub code: &'static str,
    /// A spot well inside its largest piece of land.
    pub middle: Spot,
    /// Its pieces of land, each a ring whose last spot is joined to its first; none where it is too small to be drawn.
    pub rings: Vec<Vec<Spot>>,
}

/// All countries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atlas(Vec<Country>);

impl Default for Atlas {
    fn default() -> Self {
        Self(COUNTRIES.lines().filter_map(country).collect())
    }
}

impl Atlas {
    /// The countries in the order of their codes.
    pub fn countries(&self) -> &[Country] {
        &self.0
    }

    /// A country by its code.
    pub fn country(&self, code: &str) -> Option<&Country> {
        let place = self.0.binary_search_by(|country| country.code.cmp(code)).ok()?;
        self.0.get(place)
    }
}

fn country(row: &'static str) -> Option<Country> {
    let mut columns = row.split('\t');
    let code = columns.next().filter(|code| code.len() == 2)?;
    let middle = *ring(columns.next()?)?.first()?;
    Some(Country { code, middle, rings: columns.filter_map(ring).collect() })
}

/// Spots from numbers: the first one, then the steps from each to the next.
fn ring(numbers: &str) -> Option<Vec<Spot>> {
    let numbers: Vec<i16> = numbers.split(' ').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    let (mut longitude, mut latitude) = (0_i16, 0_i16);
    let (steps, rest) = numbers.as_chunks::<2>();
    let spots = steps.iter().map(|[east, north]| {
        (longitude, latitude) = (longitude.saturating_add(*east), latitude.saturating_add(*north));
        Spot { longitude, latitude }
    });
    let spots: Vec<Spot> = spots.collect();
    rest.is_empty().then_some(spots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_country_with_all_its_rings() {
        let rows: Vec<&str> = COUNTRIES.lines().filter(|row| !row.starts_with('#')).collect();
        let atlas = Atlas::default();
        assert_eq!(atlas.countries().len(), rows.len());
        for (row, country) in rows.iter().zip(atlas.countries()) {
            assert_eq!(country.rings.len(), row.split('\t').count() - 2, "{row}");
            assert_eq!(atlas.country(country.code), Some(country));
            for spot in country.rings.iter().flatten().chain([&country.middle]) {
                assert!(
                    (-1800..=1800).contains(&spot.longitude) && (-900..=900).contains(&spot.latitude),
                    "{row}"
                );
            }
        }
    }

    #[test]
    fn every_country_that_tags_know_is_there() {
        let known = include_str!("../../data/gazetteer/countries.tsv").lines();
        let atlas = Atlas::default();
        for code in known.filter(|row| !row.starts_with('#')).filter_map(|row| row.split('\t').next()) {
            assert!(atlas.country(code).is_some(), "{code} has no row in data/map/countries.tsv");
        }
    }
}
