//! The time line of a story: the open article among its copies and related ones, what is new in each, and how a copy
//! differs.

use crate::article::{Article, ArticleId, Standing, difference};
use crate::text::{self, Hyphenation, SafeText, WrapOptions};

use super::action::Action;
use super::event::{Bond, Companion, Effect, NoticeKind};
use super::home::Listed;
use super::key::Key;
use super::keymap::Pane;
use super::listing::View;
use super::overlay::Overlay;
use super::panes::panel_margin;
use super::state::App;

/// Where the reader is in the panel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Companions {
    /// The chosen one, by its place in the time line.
    pub chosen: usize,
    /// What of the chosen one is shown.
    pub view: CompanionView,
}

/// What the panel shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CompanionView {
    /// The copies and related articles.
    #[default]
    List,
    /// How the chosen one differs from the open article, from this line on.
    Difference(usize),
}

/// An article of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// The open one.
    Open,
    /// One of its companions, by its place among them.
    Companion(usize),
}

/// How many new sentences of an article are shown in the time line, and how many of the chosen one.
const LEAST_NEWS: usize = 1;
const MOST_NEWS: usize = 6;

/// How much of an article the time line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// A copy that tells nothing new: one row.
    Copy,
    /// What it is and where it is from, then sentences that are new.
    Article {
        /// How many of these are shown.
        news: usize,
        /// How many there are besides, which are only counted.
        more: usize,
    },
}

impl Told {
    /// How many rows it takes.
    fn rows(self) -> usize {
        match self {
            Self::Copy => 1,
            Self::Article { news, more } => 2 + news + usize::from(more > 0),
        }
    }
}

/// The open article and its companions in the order of time; those without a date stand last, and of one day the open
/// one first.
pub fn time_line(open: &Article, companions: &[Companion]) -> Vec<Moment> {
    let published = |article: &Article| article.dates.published.map(|dated| dated.date);
    let others =
        (0..).zip(companions).map(|(place, other)| (published(&other.article), Moment::Companion(place)));
    let mut line: Vec<_> = std::iter::once((published(open), Moment::Open)).chain(others).collect();
    line.sort_by_key(|(date, _)| (date.is_none(), *date));
    line.into_iter().map(|(_, moment)| moment).collect()
}

/// What stands in a time line: `this article, 2 copies, 4 related`. Another article has others near it.
pub fn members(companions: &[Companion]) -> String {
    let near = companions.iter().filter(|other| matches!(other.bond, Bond::Related(_))).count();
    let copies = match companions.len() - near {
        0 => String::new(),
        1 => ", 1 copy".to_owned(),
        copies => format!(", {copies} copies"),
    };
    let near = match near {
        0 => String::new(),
        1 => ", 1 related".to_owned(),
        near => format!(", {near} related"),
    };
    format!("this article{copies}{near}")
}

/// Columns before a sentence of a difference.
pub const DIFFERENCE_MARK: u16 = 2;

/// One line of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferenceLine {
    /// In which of the two it stands: left is the open article.
    pub standing: Standing,
    /// Part of a sentence, or how many sentences stand in both.
    pub text: SafeText,
    /// It is the first line of its sentence.
    pub first: bool,
}

impl Companion {
    /// Why it is named, in a few words.
    pub fn reason(&self) -> SafeText {
        match &self.bond {
            Bond::SameText => SafeText::label("same text"),
            Bond::Copy => SafeText::label("copy"),
            Bond::Related(words) => {
                let words: Vec<&str> = words.iter().map(SafeText::as_str).collect();
                SafeText::label(&format!("related: {}", words.join(", ")))
            }
        }
    }
}

/// What differs between the open article and another one, wrapped for a panel on a screen of so many columns.
/// Sentences that stand in both are only counted.
pub fn difference_lines(open: &Article, other: &Article, screen: u16) -> Vec<DifferenceLine> {
    let width = screen.saturating_sub(2 * panel_margin(screen) + DIFFERENCE_MARK);
    let options = WrapOptions { width: usize::from(width).max(1), hyphenation: Hyphenation::Off };
    let passages = difference(open, other);
    let alone = passages.len() == 1;
    let mut lines = Vec::new();
    for passage in passages {
        match passage.standing {
            Standing::Both => {
                let text = SafeText::label(&in_both(passage.sentences.len(), alone));
                lines.push(DifferenceLine { standing: Standing::Both, text, first: true });
            }
            standing @ (Standing::Left | Standing::Right) => {
                for sentence in &passage.sentences {
                    for (number, row) in text::wrap(sentence, options).into_iter().enumerate() {
                        let text = SafeText::label(sentence.get(row.shown).unwrap_or_default());
                        lines.push(DifferenceLine { standing, text, first: number == 0 });
                    }
                }
            }
        }
    }
    lines
}

/// How many sentences stand in both, and whether that is all there is.
fn in_both(count: usize, alone: bool) -> String {
    match (count, alone) {
        (1, true) => "no difference: the one sentence stands in both".to_owned(),
        (count, true) => format!("no difference: all {count} sentences stand in both"),
        (1, false) => "1 sentence stands in both".to_owned(),
        (count, false) => format!("{count} sentences stand in both"),
    }
}

impl App {
    /// What else there is of the open article.
    pub fn companions(&self) -> &[Companion] {
        self.reading.opened().map_or(&[], |opened| &opened.companions)
    }

    /// The open article and its companions in the order of time.
    pub fn time_line(&self) -> Vec<Moment> {
        let opened = self.reading.opened();
        opened.map(|opened| time_line(&opened.article, &opened.companions)).unwrap_or_default()
    }

    /// How much the time line tells of one of its articles.
    pub fn told(&self, moment: Moment, chosen: bool) -> Option<Told> {
        let (news, is_copy) = match moment {
            Moment::Open => (&self.reading.opened()?.news, false),
            Moment::Companion(place) => {
                let other = self.companions().get(place)?;
                (&other.news, !matches!(other.bond, Bond::Related(_)))
            }
        };
        if is_copy && news.is_empty() {
            return Some(Told::Copy);
        }
        let shown = news.len().min(if chosen { MOST_NEWS } else { LEAST_NEWS });
        Some(Told::Article { news: shown, more: news.len() - shown })
    }

    /// For each row of the time line the place of its article; none for the blank one behind each article.
    pub(super) fn time_line_rows(&self, chosen: usize) -> Vec<Option<usize>> {
        let line = self.time_line().into_iter().enumerate();
        let rows = line.flat_map(|(place, moment)| {
            let rows = self.told(moment, place == chosen).map_or(0, Told::rows);
            std::iter::repeat_n(Some(place), rows).chain([None])
        });
        rows.collect()
    }

    /// The companion that is chosen; none where that is the open article itself.
    pub fn chosen_companion(&self, panel: Companions) -> Option<&Companion> {
        match self.time_line().get(panel.chosen)? {
            Moment::Open => None,
            Moment::Companion(place) => self.companions().get(*place),
        }
    }

    pub(super) fn open_companions(&mut self) -> Vec<Effect> {
        if self.reading.opened().is_none() {
            return Vec::new();
        }
        if self.companions().is_empty() {
            let text = SafeText::label("there is no copy of this article and nothing related to it");
            self.say(NoticeKind::Done, text);
        } else {
            let first = self.time_line().iter().position(|moment| *moment == Moment::Companion(0));
            let chosen = first.unwrap_or_default();
            self.overlay = Overlay::Companions(Companions { chosen, ..Companions::default() });
        }
        Vec::new()
    }

    pub(super) fn press_in_companions(&mut self, panel: Companions, key: Key) -> Vec<Effect> {
        match panel.view {
            CompanionView::List => self.press_in_companion_list(panel, key),
            CompanionView::Difference(top) => self.press_in_difference(panel, top, key),
        }
    }

    fn press_in_companion_list(&mut self, panel: Companions, key: Key) -> Vec<Effect> {
        let last = self.time_line().len().saturating_sub(1);
        let chosen = match self.keymap.action(Pane::List, key) {
            Some(Action::NextArticle) => panel.chosen.saturating_add(1).min(last),
            Some(Action::PreviousArticle) => panel.chosen.saturating_sub(1),
            Some(Action::First) => 0,
            Some(Action::Last) => last,
            Some(Action::Read) => return self.open_companion(panel),
            Some(Action::Companions) if self.chosen_companion(panel).is_none() => {
                let text = "this is the article that is open; from another one it shows what differs";
                self.say(NoticeKind::Done, SafeText::label(text));
                panel.chosen
            }
            Some(Action::Companions) => {
                self.overlay =
                    Overlay::Companions(Companions { view: CompanionView::Difference(0), ..panel });
                return Vec::new();
            }
            Some(Action::Quit) => return self.quit(),
            Some(Action::Dismiss | Action::Back) => return Vec::new(),
            Some(_) | None => panel.chosen,
        };
        self.overlay = Overlay::Companions(Companions { chosen, ..panel });
        Vec::new()
    }

    /// Keys that scroll a text scroll the difference; those that leave one go back to the list.
    fn press_in_difference(&mut self, panel: Companions, top: usize, key: Key) -> Vec<Effect> {
        let scrolled =
            |top| Overlay::Companions(Companions { view: CompanionView::Difference(top), ..panel });
        let pair = self.reading.opened().zip(self.chosen_companion(panel));
        let lines = pair.map_or(0, |(open, other)| {
            difference_lines(&open.article, &other.article, self.size.width).len()
        });
        let longest = lines.saturating_sub(usize::from(self.size.height) / 2);
        let effects = self.press_over_lines(scrolled, (top, longest), key);
        if matches!(self.overlay, Overlay::None) && effects.is_empty() {
            self.overlay = Overlay::Companions(Companions { view: CompanionView::List, ..panel });
        }
        effects
    }

    /// Shows the chosen one in the text pane: a related article by moving to it in the list, a copy in the place of
    /// the one that is listed.
    fn open_companion(&mut self, panel: Companions) -> Vec<Effect> {
        let Some(companion) = self.chosen_companion(panel) else { return self.look_at(Pane::Reading) };
        let (id, related) = (companion.article.id, matches!(companion.bond, Bond::Related(_)));
        if let Some(place) = self.list.place_of(id) {
            self.list.choose(place);
            let mut effects = self.follow_cursor();
            effects.extend(self.look_at(Pane::Reading));
            return effects;
        }
        if related {
            return self.open_among_all(id);
        }
        let mut effects = self.keep_position();
        self.reading.wait_for(Some(id));
        effects.push(Effect::Open(id));
        effects.extend(self.look_at(Pane::Reading));
        effects
    }

    /// Shows an article that is not among those listed: the list becomes that of all, until the reader goes back.
    fn open_among_all(&mut self, id: ArticleId) -> Vec<Effect> {
        if self.view() == View::All && self.filter.query().is_empty() {
            let text = SafeText::label("this article is not among those listed");
            self.say(NoticeKind::Done, text);
            return Vec::new();
        }
        let mut effects = self.keep_position();
        let left = match self.filter.query().trim() {
            "" => self.view_name().to_string(),
            query => format!("\"{query}\""),
        };
        self.end_selection();
        self.filter.look_among_all(self.list.current_id());
        self.list.seek(Some(id));
        effects.extend(self.list_otherwise(Listed::Elsewhere));
        effects.extend(self.look_at(Pane::Reading));
        // From the text the same key leads to the list first.
        let key = self.keymap.keys(Pane::Reading, Action::Dismiss).into_iter().next();
        let back = key.map_or_else(String::new, |key| format!(" · {key} {key} goes back"));
        self.say(NoticeKind::Done, SafeText::label(&format!("not in {left}, but among all{back}")));
        effects
    }
}
