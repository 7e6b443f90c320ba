//! Which articles tell of one event, and the headline each such story is listed under.

use std::collections::HashMap;

use super::numbers::size;
use super::written;
use crate::index::{Broken, Generation};
use crate::text::SafeText;

/// The stories that articles tell.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// For each article the number of the first one of its story, the newest.
    firsts: Vec<u32>,
    /// The headlines of these, where others tell the story too.
    headlines: HashMap<u32, SafeText>,
}

impl Told {
    /// Those of a generation.
    ///
    /// # Errors
    /// They cannot be read or are damaged.
    pub(super) fn read(generation: &Generation) -> Result<Self, Broken> {
        let firsts = written::events(generation)?;
        let all = generation.articles.headlines()?;
        let joins = (0..).zip(&firsts).filter(|(number, first)| *number != **first);
        let mut headlines = HashMap::new();
        for (_, first) in joins {
            let headline = || all.get(size(*first)).map(|headline| SafeText::label(headline));
            if !headlines.contains_key(first) {
                headlines.insert(*first, headline().ok_or(Broken::Form)?);
            }
        }
        Ok(Self { firsts, headlines })
    }

    /// The number of the first article of the story that an article tells.
    pub(super) fn first_of(&self, article: u32) -> u32 {
        self.firsts.get(size(article)).copied().unwrap_or(article)
    }

    /// The headline of the story with this first article; none where nobody else tells it.
    pub(super) fn headline(&self, first: u32) -> Option<SafeText> {
        self.headlines.get(&first).cloned()
    }
}
