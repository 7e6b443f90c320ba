//! The menu of how the list is arranged: what its articles are grouped by, in which order they stand, and how their rows
//! are set.

use super::dates::DateForm;
use super::event::Effect;
use super::extent::RowForm;
use super::filter::without_sort;
use super::key::Key;
use super::listing::Group;
use super::overlay::Overlay;
use super::picker::paged;
use super::prompt::{Prompt, Typed};
use super::state::App;
use super::taste::Taste;
use crate::query::{Direction, Grouping, Sort, SortKey};
use crate::text::{SafeText, fold};

/// How a list is to be arranged, as far as its reader chose that. What is not chosen is as usual: by region and the newest
/// first, but what words were looked for stands best first and without headings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Arrangement {
    /// What stands under one heading.
    pub grouping: Option<Grouping>,
    /// The order, if the filter names none.
    pub sort: Option<Sort>,
}

/// How a list is arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Arranged {
    /// What stands under one heading.
    pub grouping: Grouping,
    /// The order under each.
    pub sort: Sort,
}

impl Default for Arranged {
    fn default() -> Self {
        Self { grouping: Grouping::Region, sort: sort(SortKey::Date, Direction::Usual) }
    }
}

/// The open menu.
#[derive(Debug, Clone, Default)]
pub struct ArrangeMenu {
    /// What is typed to narrow it.
    pub prompt: Prompt,
    /// The chosen row.
    pub cursor: usize,
}

/// What a row of the menu does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// It groups.
    Group(Grouping),
    /// It sorts.
    Sort(Sort),
    /// It sets rows.
    Rows(RowForm),
    /// It tells dates.
    Dates(DateForm),
    /// It folds all groups.
    FoldAll,
    /// It unfolds all groups.
    UnfoldAll,
}

/// One row of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrangeRow {
    does: Choice,
    /// What it is about: `group by`, `sort`.
    pub about: &'static str,
    /// What would be: `region`, `newest first`.
    pub says: &'static str,
    /// Whether it is so.
    pub holds: bool,
}

const fn sort(key: SortKey, direction: Direction) -> Sort {
    Sort { key, direction }
}

/// The orders of the menu, and what each is called.
const SORTS: [(Sort, &str); 7] = [
    (sort(SortKey::Date, Direction::Usual), "newest first"),
    (sort(SortKey::Date, Direction::Reversed), "oldest first"),
    (sort(SortKey::Relevance, Direction::Usual), "best first"),
    (sort(SortKey::Words, Direction::Reversed), "longest first"),
    (sort(SortKey::Words, Direction::Usual), "shortest first"),
    (sort(SortKey::Headline, Direction::Usual), "headline"),
    (sort(SortKey::Source, Direction::Usual), "source"),
];

impl App {
    pub(super) fn open_arrange(&mut self) -> Vec<Effect> {
        let mut menu = ArrangeMenu::default();
        menu.cursor = self.arrange_rows(&menu).iter().position(|row| row.holds).unwrap_or(0);
        self.overlay = Overlay::Arrange(menu);
        Vec::new()
    }

    pub(super) fn press_in_arrange(&mut self, mut menu: ArrangeMenu, key: Key) -> Vec<Effect> {
        let rows = self.arrange_rows(&menu);
        let page = usize::from(self.panes().choices(self.size).height);
        if let Some(cursor) = paged(key, menu.cursor, (rows.len(), page)) {
            menu.cursor = cursor;
            self.overlay = Overlay::Arrange(menu);
            return Vec::new();
        }
        match menu.prompt.press(key) {
            Typed::Left => return Vec::new(),
            Typed::Taken | Typed::Complete => {
                if let Some(row) = rows.get(menu.cursor) {
                    return self.arrange_list(row.does);
                }
            }
            Typed::Changed => menu.cursor = 0,
            Typed::Up => menu.cursor = menu.cursor.saturating_sub(1),
            Typed::Down => menu.cursor = (menu.cursor + 1).min(rows.len().saturating_sub(1)),
            Typed::Nothing => {}
        }
        self.overlay = Overlay::Arrange(menu);
        Vec::new()
    }

    fn arrange_list(&mut self, choice: Choice) -> Vec<Effect> {
        let mut arrangement = self.filter.arrangement();
        let chosen = match choice {
            Choice::Rows(form) => {
                self.settings.rows = form;
                self.arrange();
                return self.keep_taste(Taste::Rows);
            }
            Choice::Dates(form) => {
                self.settings.dates = form;
                return self.keep_taste(Taste::Dates);
            }
            Choice::FoldAll => return self.fold_all(),
            Choice::UnfoldAll => return self.unfold_all(),
            Choice::Group(grouping) => {
                arrangement.grouping = Some(grouping);
                Taste::Group
            }
            Choice::Sort(sort) => {
                arrangement.sort = Some(sort);
                // An order in the filter would go before the one that was just chosen.
                let query = without_sort(self.filter.query());
                self.filter.narrow(&query);
                Taste::Sort
            }
        };
        self.settings.arrangement = arrangement;
        self.filter.arrange(arrangement);
        let mut effects = self.keep_taste(chosen);
        effects.push(self.list_anew());
        effects
    }

    /// The rows of the menu that fit what is typed.
    pub fn arrange_rows(&self, menu: &ArrangeMenu) -> Vec<ArrangeRow> {
        let arranged = self.filter.arranged();
        let groups = Grouping::ALL.into_iter().map(|grouping| ArrangeRow {
            does: Choice::Group(grouping),
            about: "group by",
            says: grouping.says(),
            holds: arranged.grouping == grouping,
        });
        let sorts = SORTS.into_iter().map(|(sort, says)| ArrangeRow {
            does: Choice::Sort(sort),
            about: "sort",
            says,
            holds: arranged.sort == sort,
        });
        let forms = RowForm::ALL.into_iter().map(|form| ArrangeRow {
            does: Choice::Rows(form),
            about: "rows",
            says: form.name(),
            holds: self.settings.rows == form,
        });
        let dates = DateForm::ALL.into_iter().map(|form| ArrangeRow {
            does: Choice::Dates(form),
            about: "dates",
            says: form.says(),
            holds: self.settings.dates == form,
        });
        let folded = |group: &Group| group.folded;
        let groups_there = self.list.groups();
        let folds = [
            (Choice::FoldAll, "fold all", groups_there.iter().all(folded)),
            (Choice::UnfoldAll, "unfold all", !groups_there.iter().any(folded)),
        ];
        let folds = folds.into_iter().filter(|_| !groups_there.is_empty());
        let folds = folds.map(|(does, says, holds)| ArrangeRow { does, about: "groups", says, holds });
        let typed = fold(menu.prompt.text().trim()).into_owned();
        let fits = |row: &ArrangeRow| format!("{} {}", row.about, row.says).contains(&typed);
        groups.chain(sorts).chain(forms).chain(dates).chain(folds).filter(fits).collect()
    }

    /// How the list is arranged where the reader chose that: `by day, oldest first`; empty for the usual.
    pub fn arrangement_in_words(&self) -> SafeText {
        let chosen = self.filter.arrangement();
        let grouping = chosen.grouping.filter(|grouping| *grouping != Grouping::default());
        let grouping = grouping.map(|grouping| match grouping {
            Grouping::Nothing => "no groups".to_owned(),
            Grouping::Region | Grouping::Story | Grouping::Day | Grouping::Topic | Grouping::Source => {
                format!("by {}", grouping.says())
            }
        });
        let sort = chosen.sort.filter(|sort| *sort != Arranged::default().sort);
        let sort = sort.map(|chosen| match SORTS.iter().find(|(sort, _)| *sort == chosen) {
            Some((_, says)) if says.ends_with("first") => (*says).to_owned(),
            _ => format!("sorted by {}", chosen.key.name()),
        });
        let parts: Vec<String> = [grouping, sort].into_iter().flatten().collect();
        SafeText::label(&parts.join(", "))
    }
}
