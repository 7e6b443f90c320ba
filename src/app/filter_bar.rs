//! The filter while it is typed: the list follows each letter, Tab completes, Up and Down bring back what was asked before.

use super::complete::{Completion, Known, completions};
use super::event::Effect;
use super::habits::Habit;
use super::key::{Key, KeyCode};
use super::keymap::Pane;
use super::listing::QueryMistake;
use super::overlay::Overlay;
use super::prompt::{Prompt, Typed};
use super::recall::Recall;
use super::state::App;

/// The filter while it is typed, with what it was before.
#[derive(Debug, Clone, Default)]
pub struct FilterBar {
    /// What is typed.
    pub prompt: Prompt,
    /// The filter to go back to when it is left.
    pub before: String,
    /// Why what is typed was not taken, until something else is typed.
    pub refused: Option<QueryMistake>,
    /// What Tab goes through, until another key is pressed.
    cycle: Option<Cycle>,
    /// What was typed before each completion, as long as nothing else is typed.
    completed: Vec<String>,
    recall: Recall,
}

/// Completions that Tab puts in one after the other.
#[derive(Debug, Clone)]
struct Cycle {
    /// What was typed when Tab was first pressed.
    typed: String,
    offers: Vec<Completion>,
    /// The place of the one that stands there now.
    place: usize,
}

impl Cycle {
    /// What was typed with a completion in place of its last word.
    fn standing(&self, offer: &Completion) -> Prompt {
        let mut prompt = Prompt::with(&self.typed);
        prompt.replace_last_word(&offer.query);
        // After a bare field its value is to be typed, or offered.
        if offer.query.ends_with(':') { Prompt::with(prompt.text().trim_end()) } else { prompt }
    }
}

impl FilterBar {
    /// Goes back to the completion before, or to what was typed before the first.
    fn take_completion_back(&mut self) {
        self.cycle = self.cycle.take().and_then(Cycle::previous);
        let before = match &self.cycle {
            Some(cycle) => cycle.offers.get(cycle.place).map(|offer| cycle.standing(offer)),
            None => self.completed.pop().map(|typed| Prompt::with(&typed)),
        };
        if let Some(before) = before {
            (self.prompt, self.refused) = (before, None);
        }
    }

    /// A filter that was not taken, with what is wrong with it.
    pub(super) fn refused(filter: &str, mistake: QueryMistake) -> Self {
        Self { prompt: Prompt::with(filter), refused: Some(mistake), ..Self::default() }
    }
}

impl Cycle {
    /// The next completion; behind the last one the first.
    fn next(self) -> Self {
        Self { place: (self.place + 1) % self.offers.len().max(1), ..self }
    }

    /// The completion before; none before the first.
    fn previous(self) -> Option<Self> {
        Some(Self { place: self.place.checked_sub(1)?, ..self })
    }
}

impl App {
    pub(super) fn open_filter(&mut self) -> Vec<Effect> {
        let before = self.filter.query().to_owned();
        let spaced =
            if before.is_empty() || before.ends_with(' ') { before.clone() } else { format!("{before} ") };
        let prompt = Prompt::with(&spaced);
        self.overlay = Overlay::Filter(FilterBar { prompt, before, ..FilterBar::default() });
        vec![Effect::ReadWords]
    }

    pub(super) fn press_in_filter(&mut self, mut bar: FilterBar, key: Key) -> Vec<Effect> {
        let typed = match key.code {
            KeyCode::Up | KeyCode::Down => {
                let past = &self.settings.habits.filters;
                let found = bar.recall.turn(past, key.code == KeyCode::Up, &mut bar.prompt);
                if found { Typed::Changed } else { Typed::Nothing }
            }
            KeyCode::BackTab => Typed::Complete,
            _ => bar.prompt.press(key),
        };
        match typed {
            Typed::Taken => match self.mistake_in(bar.prompt.text()) {
                None => return self.take_filter(&bar),
                mistake @ Some(_) => bar.refused = mistake,
            },
            Typed::Left => return self.narrow(&bar.before),
            Typed::Complete if key.code == KeyCode::BackTab => bar.take_completion_back(),
            Typed::Complete => self.complete(&mut bar),
            Typed::Up => self.list.step(-1),
            Typed::Down => self.list.step(1),
            Typed::Changed => bar.refused = None,
            Typed::Nothing => {}
        }
        if typed != Typed::Complete {
            (bar.cycle, bar.completed) = (None, Vec::new());
        }
        let query = bar.prompt.text().to_owned();
        self.overlay = Overlay::Filter(bar);
        match typed {
            Typed::Changed | Typed::Complete => self.narrow(&query),
            Typed::Up | Typed::Down => self.follow_cursor(),
            Typed::Taken | Typed::Left | Typed::Nothing => Vec::new(),
        }
    }

    /// What Tab puts in next, and what it would put in after that.
    pub fn offers(&self, bar: &FilterBar) -> Vec<Completion> {
        let Some(cycle) = &bar.cycle else { return self.completions(bar.prompt.text()) };
        let mut offers = cycle.offers.clone();
        let next = (cycle.place + 1).min(offers.len());
        offers.rotate_left(next);
        // The last one stands there already.
        offers.pop();
        offers
    }

    fn completions(&self, typed: &str) -> Vec<Completion> {
        let Some(vocabulary) = self.vocabulary() else { return Vec::new() };
        let facets = self.filter.facets_within();
        let (values, dates, today) = (self.filter.values(), self.filter.dates(), self.list.today());
        completions(Known { vocabulary, facets: &facets, values, dates, today }, typed)
    }

    /// Puts the next completion in place of the last word that was typed.
    fn complete(&self, bar: &mut FilterBar) {
        let begun = |completed: &mut Vec<String>| {
            let typed = bar.prompt.text().to_owned();
            completed.push(typed.clone());
            Cycle { offers: self.completions(&typed), typed, place: 0 }
        };
        let cycle = bar.cycle.take();
        let cycle = cycle.map_or_else(|| begun(&mut bar.completed), Cycle::next);
        let Some(offer) = cycle.offers.get(cycle.place) else {
            bar.completed.pop();
            return;
        };
        bar.refused = None;
        bar.prompt = cycle.standing(offer);
        let goes_into = offer.query.ends_with(':') && !self.completions(bar.prompt.text()).is_empty();
        bar.cycle = (cycle.offers.len() > 1 && !goes_into).then_some(cycle);
    }

    /// Keeps the filter on and remembers it.
    fn take_filter(&mut self, bar: &FilterBar) -> Vec<Effect> {
        let mut effects = self.look_at(Pane::List);
        let filter = bar.prompt.text().trim().to_owned();
        if !filter.is_empty() {
            let past = &mut self.settings.habits.filters;
            past.retain(|known| *known != filter);
            past.push(filter.clone());
            effects.push(Effect::Remember(Habit::Filter(filter)));
        }
        effects
    }
}
