//! The rows the list holds in full: those on screen and around it. The rest is known by its entries alone.

use std::collections::{HashMap, HashSet};

use crate::article::ArticleId;
use crate::text::SafeText;

use super::listing::Row;

/// Rows by their articles.
#[derive(Debug, Clone, Default)]
pub(super) struct Details(HashMap<ArticleId, Detail>);

/// What is known of a row.
#[derive(Debug, Clone)]
enum Detail {
    /// It is on its way.
    Asked,
    /// It was asked for, and there is no such article any more.
    Gone,
    /// It is here.
    Here(Box<Row>),
}

impl Details {
    /// Forgets all rows, and holds these.
    pub(super) fn renew(&mut self, rows: Vec<Row>) {
        self.0.clear();
        self.add(rows);
    }

    /// Holds these too.
    pub(super) fn add(&mut self, rows: Vec<Row>) {
        self.0.extend(rows.into_iter().map(|row| (row.id, Detail::Here(Box::new(row)))));
    }

    /// The row of an article, where it is here.
    pub(super) fn row(&self, id: ArticleId) -> Option<&Row> {
        match self.0.get(&id)? {
            Detail::Here(row) => Some(row),
            Detail::Asked | Detail::Gone => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn row_mut(&mut self, id: ArticleId) -> Option<&mut Row> {
        match self.0.get_mut(&id)? {
            Detail::Here(row) => Some(row),
            Detail::Asked | Detail::Gone => None,
        }
    }

    /// Whether nobody has asked for a row yet.
    pub(super) fn is_unknown(&self, id: ArticleId) -> bool {
        !self.0.contains_key(&id)
    }

    /// Whether a row may still come.
    pub(super) fn is_missing(&self, id: ArticleId) -> bool {
        match self.0.get(&id) {
            None | Some(Detail::Asked) => true,
            Some(Detail::Gone | Detail::Here(_)) => false,
        }
    }

    /// Whether a row is here that does not tell how its article begins.
    pub(super) fn lacks_lede(&self, id: ArticleId) -> bool {
        self.row(id).is_some_and(|row| row.lede.is_none())
    }

    /// Takes note that rows are on their way, or how the articles of those that are here begin.
    pub(super) fn ask(&mut self, ids: &[ArticleId]) {
        for id in ids {
            match self.0.entry(*id).or_insert(Detail::Asked) {
                Detail::Here(row) => row.lede = row.lede.take().or_else(|| Some(SafeText::default())),
                Detail::Asked | Detail::Gone => {}
            }
        }
    }

    /// Takes note that whatever of these did not come does not come.
    pub(super) fn answered(&mut self, ids: &[ArticleId]) {
        for id in ids {
            if let Some(asked @ Detail::Asked) = self.0.get_mut(id) {
                *asked = Detail::Gone;
            }
        }
    }

    /// Lets go of all but these and those that are on their way.
    pub(super) fn keep(&mut self, wanted: &HashSet<ArticleId>) {
        self.0.retain(|id, detail| wanted.contains(id) || matches!(detail, Detail::Asked));
    }

    /// How many rows it holds or waits for.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}
