//! What of a filter that is being typed makes sense already.

use crate::app::QueryMistake;
use crate::query::{Query, QueryError};

/// As much of a filter as makes sense.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Understood<'a> {
    /// What it asks.
    pub(super) query: Query,
    /// The part of the text that asks it.
    pub(super) typed: &'a str,
    /// Why that is not all of it.
    pub(super) mistake: Option<QueryMistake>,
}

/// Understands a filter. One whose end makes no sense yet counts up to there, so that a field without its value does not
/// take away what was asked for before; one that makes no sense elsewhere asks nothing.
pub(super) fn understood(typed: &str, parse: impl Fn(&str) -> Result<Query, QueryError>) -> Understood<'_> {
    let mut mistake = None;
    let mut left = typed;
    loop {
        let error = match parse(left) {
            Ok(query) => return Understood { query, typed: left, mistake },
            Err(error) => error,
        };
        let at_end = error.at.end >= left.trim_end().len() && error.at.start < left.len();
        left = left.get(..error.at.start).filter(|_| at_end).unwrap_or_default();
        mistake.get_or_insert(QueryMistake::from(error));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Kind, Term, Vocabulary};

    #[test]
    fn what_is_half_typed_leaves_what_stands_before_it() {
        let vocabulary = Vocabulary::new(vec![Term::plain(Kind::Region, "sahel", "Sahel")]);
        let today = "2024-06-01".parse().unwrap();
        let parse = |query: &str| Query::parse(query, &vocabulary, today);
        for (typed, counts, mistaken) in [
            ("region:sahel", "region:sahel", None),
            ("region:sahel country:", "region:sahel ", Some(13..21)),
            ("region:sahel -country: ", "region:sahel -", Some(14..22)),
            ("region:sahel is:un", "region:sahel ", Some(13..18)),
            ("region:sahel OR is:un", "region:sahel ", Some(16..21)),
            ("war \"gas pr", "war ", Some(4..11)),
            ("region: war", "", Some(0..7)),
            ("(war OR is:un", "", Some(8..13)),
        ] {
            let Understood { typed: left, mistake, query } = understood(typed, parse);
            assert_eq!((left, mistake.map(|mistake| mistake.at)), (counts, mistaken), "{typed}");
            assert_eq!(parse(left), Ok(query), "{typed}");
        }
    }
}
