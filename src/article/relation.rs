//! How a name is related to the place it speaks for.

/// How a name is related to the country or region it speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The name of the country: `Niger`.
    Name,
    /// An adjective or a people: `Nigerien`.
    Adjective,
    /// The capital or seat of government.
    Capital,
    /// A state or province: `Texas`.
    Area,
    /// An institution, a leader, a well-known place: `Kremlin`.
    Metonym,
    /// Another large city.
    City,
    /// The abbreviation of a state after a comma: `Ind.`.
    Abbreviation,
    /// Words for a region: `West African`.
    Region,
}

impl Relation {
    /// The relation in words for the reader.
    pub fn words(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Adjective => "people or adjective",
            Self::Capital => "capital",
            Self::Area => "state or province",
            Self::Metonym => "stands for it",
            Self::City => "city",
            Self::Abbreviation => "abbreviated state",
            Self::Region => "name of the region",
        }
    }

    /// The word JSON uses for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Adjective => "adjective",
            Self::Capital => "capital",
            Self::Area => "area",
            Self::Metonym => "metonym",
            Self::City => "city",
            Self::Abbreviation => "abbreviation",
            Self::Region => "region",
        }
    }
}
