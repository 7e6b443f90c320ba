//! Articles by the first letters of their ids.

use std::ops::RangeInclusive;

use thiserror::Error;

use super::numbers;
use super::parts::Part;
use super::shelf::Shelf;
use crate::article::ArticleId;
use crate::index::{Broken, Catalogue, Segment};
use crate::text::SafeText;

/// Writes how many letters of an id tell every article from the others.
pub(super) fn write(articles: &Segment, catalogue: &mut Catalogue) -> Result<(), Broken> {
    let mut ids = articles.ids_in_order()?;
    ids.dedup();
    let shared = |pair: &[ArticleId]| match pair {
        [first, second] => (first.number() ^ second.number()).leading_zeros() / 4,
        _ => 0,
    };
    let longest = ids.windows(2).map(|pair| shared(pair) + 1).max().unwrap_or(0);
    Ok(catalogue.part(Part::Letters.number(), &longest.to_le_bytes())?)
}

impl Shelf {
    /// The number of the article whose id begins with these letters, in whatever case.
    pub(super) fn find(&self, typed: &str) -> Result<u32, FindError> {
        let none = || FindError::None(SafeText::label(typed));
        let mut found =
            beginning(typed).map(|ids| self.told(self.articles().between_ids(ids))).ok_or_else(none)?;
        let found = found.get_or_insert_default();
        found.dedup_by_key(|(id, _)| *id);
        match found.as_slice() {
            [] => Err(none()),
            [(id, _)] => self.number(*id).ok_or_else(none),
            several => {
                let mut numbers: Vec<u32> = several.iter().map(|(_, number)| *number).collect();
                numbers.sort_unstable();
                let candidates = numbers.into_iter().filter_map(|number| self.id(number)).collect();
                Err(FindError::Ambiguous { typed: SafeText::label(typed), candidates })
            }
        }
    }

    /// How many letters of an id tell every article here from the others; at least `least`.
    pub(super) fn id_length(&self, least: usize) -> usize {
        let letters = self.told(numbers::word(self.generation(), Part::Letters, 0)).unwrap_or_default();
        numbers::size(letters).max(least)
    }
}

/// The first and the last id that begin with these hex digits, in whatever case; none where they are no digits.
pub(super) fn beginning(typed: &str) -> Option<RangeInclusive<ArticleId>> {
    let whole = 16_usize.checked_sub(typed.len())?;
    let fill = |digit: &str| {
        let digits = format!("{typed}{}", digit.repeat(whole));
        u64::from_str_radix(&digits, 16).ok().filter(|_| !digits.starts_with('+'))
    };
    Some(ArticleId::from_number(fill("0")?)..=ArticleId::from_number(fill("f")?))
}

/// Why no article was found for a shortened id.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FindError {
    /// No id begins so.
    #[error("no article has an id that begins with `{0}`")]
    None(SafeText),
    /// More than one does.
    #[error("{} articles have an id that begins with `{typed}`: {}", candidates.len(), listed(candidates))]
    Ambiguous {
        /// What was typed.
        typed: SafeText,
        /// The articles it could be, in the order of their sources.
        candidates: Vec<ArticleId>,
    },
}

/// The first few ids, in words.
fn listed(ids: &[ArticleId]) -> String {
    let shown: Vec<String> = ids.iter().take(5).map(ToString::to_string).collect();
    let rest = if ids.len() > shown.len() { ", …" } else { "" };
    format!("{}{rest}", shown.join(", "))
}
