//! Where the cursor goes when another list comes: it stays on its article, goes back to where it was before a filter,
//! or begins at the first row.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::list::List;
use super::listing::ListEntry;
use crate::article::ArticleId;

/// Why something is listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Listed {
    /// For the first time: reading begins with what is still to be read.
    #[default]
    First,
    /// Once more, because something about it changed.
    Again,
    /// By another filter: what does not fit it gives way to the first row.
    Narrowed,
    /// For another view: what does not stand there gives way to the first row.
    Elsewhere,
    /// Without the filter or the reading list that was on.
    Whole,
}

/// What is remembered of the cursor from one list to the next.
#[derive(Debug, Clone, Default)]
pub(super) struct Home {
    listed: Listed,
    /// The article the cursor was on before the filter, as long as nothing was done under that.
    article: Option<ArticleId>,
    /// The article the cursor was on in the view before, as long as nothing was done in this one.
    elsewhere: Option<ArticleId>,
}

impl Home {
    /// Another list is asked for while the cursor is on an article.
    pub(super) fn leave(&mut self, listed: Listed, cursor: Option<ArticleId>) {
        if self.listed == Listed::First {
            return;
        }
        match listed {
            Listed::Narrowed => self.article = self.article.or(cursor),
            Listed::Elsewhere => self.elsewhere = self.elsewhere.or(cursor),
            Listed::First | Listed::Again | Listed::Whole => {}
        }
        self.listed = listed;
    }

    /// The reader chose where to be: there is nowhere to go back to.
    pub(super) fn settle(&mut self) {
        (self.article, self.elsewhere) = (None, None);
    }

    /// The articles the cursor is to be on, the first that is listed.
    pub(super) fn wanted(&self, cursor: Option<ArticleId>) -> impl Iterator<Item = ArticleId> {
        let wanted = match self.listed {
            Listed::First => [None, None],
            Listed::Again => [cursor, None],
            Listed::Elsewhere => [self.elsewhere, cursor],
            Listed::Narrowed => [self.article.or(cursor), None],
            Listed::Whole => [self.article, cursor],
        };
        wanted.into_iter().flatten()
    }

    /// Why is listed what comes next.
    pub(super) fn listed(&self) -> Listed {
        self.listed
    }

    /// The list has come.
    pub(super) fn arrive(&mut self) {
        if self.listed == Listed::Whole {
            self.article = None;
        }
        self.listed = Listed::Again;
    }
}

impl List {
    /// The place of the first of these articles that is known.
    pub fn place_of_first(&self, articles: &[ArticleId]) -> Option<usize> {
        let first = self.place_of(*articles.first()?);
        // Nearly always that one is; for the others the list is gone through once.
        first.or_else(|| {
            let ranks: HashMap<ArticleId, usize> =
                articles.iter().enumerate().rev().map(|(rank, id)| (*id, rank)).collect();
            let ranked = |(place, entry): (usize, &ListEntry)| Some((*ranks.get(&entry.id)?, place));
            self.entries.iter().enumerate().filter_map(ranked).min().map(|(_, place)| place)
        })
    }

    /// Whether all of these articles are among those that are known.
    pub fn lists_all(&self, articles: &[ArticleId]) -> bool {
        let wanted: HashSet<ArticleId> = articles.iter().copied().collect();
        self.entries.iter().filter(|entry| wanted.contains(&entry.id)).count() == wanted.len()
    }

    /// The place to begin at.
    pub(super) fn beginning(&self) -> usize {
        match self.home.listed() {
            Listed::First => self.unread(0..self.entries.len()).next().unwrap_or(0),
            Listed::Again => self.cursor,
            Listed::Narrowed | Listed::Elsewhere | Listed::Whole => 0,
        }
    }

    /// Another list is asked for.
    pub(super) fn leave(&mut self, listed: Listed) {
        self.home.leave(listed, self.id_at_cursor());
    }

    /// The reader is at home here: leaving the filter leads back to nowhere else.
    pub(super) fn settle_here(&mut self) {
        self.home.settle();
    }

    /// The nearest known article ahead that is still to be read; where all are known, past the end going on from the
    /// beginning.
    pub fn next_unread(&self) -> Option<usize> {
        let ahead = self.unread(self.cursor + 1..self.entries.len()).next();
        ahead.or_else(|| self.unread(0..self.cursor).next().filter(|_| self.is_whole()))
    }

    /// The nearest one behind, past the beginning going on from the end, where that is known.
    pub fn previous_unread(&self) -> Option<usize> {
        let behind = self.unread(0..self.cursor).next_back();
        let ahead = self.cursor + 1..self.entries.len();
        behind.or_else(|| self.unread(ahead).next_back().filter(|_| self.is_whole()))
    }

    fn unread(&self, places: Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
        let waits = |entry: &ListEntry| entry.marks.waits();
        places.filter(move |place| self.entries.get(*place).is_some_and(waits) && !self.is_folded(*place))
    }
}
