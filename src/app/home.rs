//! Where the cursor goes when another list comes: it stays on its article, goes back to where it was before a filter,
//! or begins at the first row.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::list::List;
use super::listing::ListEntry;
use crate::article::{ArticleId, Became};

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
    /// The article the cursor was on, which is not listed any more: it goes back there once it is listed again.
    lost: Option<ArticleId>,
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

    /// Goes along with what became of an article that is remembered.
    fn follow(&mut self, became: &[(ArticleId, Became)]) {
        for kept in [&mut self.article, &mut self.elsewhere, &mut self.lost] {
            *kept = kept.map(|id| now(became, id));
        }
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

/// The article that one is now; itself where it is gone.
fn now(became: &[(ArticleId, Became)], id: ArticleId) -> ArticleId {
    let found = became.iter().find(|(was, _)| *was == id);
    found.and_then(|(_, became)| became.now()).unwrap_or(id)
}

/// The articles a list is asked for, gone along with what became of them.
pub(super) struct Followed {
    /// Those the cursor goes to, the first that is listed.
    pub(super) wanted: Vec<ArticleId>,
    /// Those that what was listed was asked to reach to.
    pub(super) reached_for: Vec<ArticleId>,
    /// The article the cursor was on, as it is now; none on the heading of a folded group.
    held: Option<ArticleId>,
    /// Whether that was not listed before either.
    was_lost: bool,
    /// What the article the cursor was on was, and what became of it; none where it is the same.
    became: Option<(ArticleId, Became)>,
}

impl List {
    /// The articles the cursor is wanted on, as they are now.
    pub(super) fn follow(&mut self, became: &[(ArticleId, Became)]) -> Followed {
        let (held, was_lost) = (self.home.lost.or(self.current_id()), self.home.lost.is_some());
        let own = self.home.wanted(self.home.lost.or(self.id_at_cursor()));
        let (wanted, reached_for) = self.take_wanted(own.collect());
        self.home.follow(became);
        let all_now = |ids: Vec<ArticleId>| ids.into_iter().map(|id| now(became, id)).collect();
        Followed {
            wanted: all_now(wanted),
            reached_for: all_now(reached_for),
            held: held.map(|id| now(became, id)),
            was_lost,
            became: became.iter().find(|(was, _)| Some(*was) == held).copied(),
        }
    }

    /// Takes note whether the cursor found the article it was on. Says what became of that; nothing where it is the same.
    pub(super) fn lose(&mut self, followed: &Followed, found: bool) -> Option<(ArticleId, Became)> {
        let may_be_lost = followed.was_lost || followed.became.is_some();
        let lost = !found && may_be_lost && self.home.listed == Listed::Again;
        self.home.lost = followed.held.filter(|_| lost);
        followed.became
    }

    /// The article the cursor was on that is not listed any more, as long as the reader goes nowhere else.
    pub fn lost(&self) -> Option<ArticleId> {
        self.home.lost
    }

    /// The cursor is on what is listed where it stands.
    pub(super) fn forget_lost(&mut self) {
        self.home.lost = None;
    }

    /// Whether the cursor is on the article, or the heading, at a place.
    pub fn is_chosen(&self, place: usize) -> bool {
        place == self.cursor && self.home.lost.is_none()
    }

    /// Moves by rows, stopping at the ends. Where the cursor's article is gone, the one below stands in its place.
    pub fn step(&mut self, rows: isize) {
        let rows = if rows > 0 && self.home.lost.is_some() { rows - 1 } else { rows };
        self.choose(self.cursor.saturating_add_signed(rows));
    }

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
        self.home.leave(listed, self.home.lost.or(self.id_at_cursor()));
    }

    /// The reader is at home here: leaving the filter leads back to nowhere else.
    pub(super) fn settle_here(&mut self) {
        self.home.settle();
    }

    /// The first place behind the cursor.
    fn ahead(&self) -> usize {
        self.cursor + usize::from(self.home.lost.is_none())
    }

    /// The nearest known article ahead that is still to be read; where all are known, past the end going on from the
    /// beginning.
    pub fn next_unread(&self) -> Option<usize> {
        let ahead = self.unread(self.ahead()..self.entries.len()).next();
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
