//! Carries out what the state asks for: effects in, events out, one at a time and without threads.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::{
    Act, Bond, Companion, Effect, Event, Failure, Habit, Loaded, Moment, Opened, Reach, ReversalOutcome,
    Reversed, SavedView, time_line,
};
use crate::article::{Article, ArticleId, Became, Date, Decision, Turning};
use crate::library::{ActName, CarriedOut, Copies, Habits, Item, Library, Reversal, said};
use crate::text::SafeText;

use super::exporting::export;
use super::happening::Teller;
use super::interrupt::{Interrupt, Interrupted};
use super::listings::Listings;
use super::looking::Looking;
use super::page::source_page;
use super::past::outcome;
use super::ruling::apply;

/// The library as the interactive state sees it.
#[derive(Debug)]
pub struct Desk {
    pub(super) library: Library,
    paths: Vec<SafeText>,
    pub(super) listings: Listings,
    /// What the journal calls the acts of this run, by their numbers.
    acts: HashMap<u64, ActName>,
    /// Where the files are watched.
    pub(super) looking: Option<Looking>,
    /// Where filters and the like are remembered; none where nobody asked for it.
    habits: Option<Habits>,
    /// How many articles there were before the files were looked at; none where nothing is shown yet.
    pub(super) before: Option<usize>,
    /// Whether they are looked at because of what their reader set right: articles that come of that are no news.
    pub(super) corrected: bool,
    /// How often the files were read again because what was kept of them turned out to be damaged.
    pub(super) mended: u8,
    /// The article that was opened last, as it was then.
    pub(super) opened: Option<Arc<Article>>,
    /// What became of articles, as far as anybody asked since there are others.
    pub(super) became: HashMap<ArticleId, Option<Became>>,
    /// Why pages are understood otherwise than before.
    pub(super) rereading: Rereading,
}

/// Why pages that did not change are understood otherwise than before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Rereading {
    /// They are not: what is another article was changed.
    #[default]
    Nothing,
    /// They are being read, and more of their sites is known with each of them.
    Parts,
    /// All of them were read, or their reader set something right.
    Ended,
}

impl Desk {
    /// A desk over an open library. `paths` are what was read, for a screen without articles.
    pub fn new(library: Library, today: Date, paths: Vec<SafeText>) -> Self {
        let before = Some(library.size(Copies::Folded));
        Self {
            library,
            paths,
            listings: Listings::new(today),
            acts: HashMap::new(),
            looking: None,
            habits: None,
            before,
            corrected: false,
            mended: 0,
            opened: None,
            became: HashMap::new(),
            rereading: Rereading::default(),
        }
    }

    /// A desk over a library of which nothing is known before its files were looked at.
    pub fn empty(library: Library, today: Date, paths: Vec<SafeText>) -> Self {
        Self { before: None, ..Self::new(library, today, paths) }
    }

    /// Keeps what is listed as the files are from now on.
    pub fn watch(&mut self, paths: &[PathBuf], own: &[PathBuf], teller: &Teller) {
        self.library.leave_corrections_to_looks();
        self.looking = Some(Looking::new(paths, own, teller.clone()));
    }

    /// What the state is told first.
    pub fn loaded(&self) -> Loaded {
        let mut problems = Vec::new();
        for file in self.library.troubled() {
            let path = file.path.to_string_lossy();
            problems.extend(file.problems.iter().map(|problem| {
                let place = problem.lines.map_or_else(String::new, |lines| format!(":{}", lines.first));
                SafeText::label(&format!("{path}{place}: {}", problem.message))
            }));
        }
        let barren = self.library.troubled().iter().filter(|file| file.holds_no_article()).count();
        let views = self
            .library
            .views()
            .iter()
            .map(|view| SavedView { name: view.name.clone(), query: SafeText::label(&view.query) });
        let passed_over = self.library.passed_over();
        let passed_over =
            passed_over.reasons().map(|(reason, count)| (count, SafeText::label(reason.told())));
        Loaded {
            passed_over: passed_over.collect(),
            vocabulary: self.library.vocabulary().clone(),
            articles: self.library.size(Copies::Folded),
            files: self.library.files_count(),
            barren,
            unsure: self.library.troubled().len() - barren,
            problems,
            notices: self.library.notices().iter().chain(self.library.unkept()).cloned().collect(),
            paths: self.paths.clone(),
            views: views.collect(),
            left: self.library.left().to_vec(),
        }
    }

    /// Does what is asked and says what came of it.
    ///
    /// # Errors
    /// It was a listing or a count that something else goes before.
    pub fn perform(&mut self, effect: &Effect, interrupt: &Interrupt) -> Result<Vec<Event>, Interrupted> {
        let mut events = self.carry_out(effect, interrupt)?;
        events.extend(self.mend());
        Ok(events)
    }

    fn carry_out(&mut self, effect: &Effect, interrupt: &Interrupt) -> Result<Vec<Event>, Interrupted> {
        let (library, listings) = (&self.library, &mut self.listings);
        Ok(match effect {
            Effect::List(request) => vec![self.list(request, interrupt)?],
            Effect::ListOn(stretch) => {
                listings.list_on(library, stretch, interrupt)?.map(Event::ListedOn).into_iter().collect()
            }
            Effect::FetchRows(wanted) => {
                listings.rows(library, wanted).map(Event::RowsFetched).into_iter().collect()
            }
            Effect::CountViews(number) => {
                vec![Event::ViewsCounted(listings.count_views(library, (*number, interrupt))?)]
            }
            Effect::Count(request) => vec![Event::Counted(listings.count(library, request, interrupt)?)],
            Effect::Glance(request) => vec![Event::Glanced(listings.glance(library, request, interrupt)?)],
            Effect::Open(id) => self.open(*id).into_iter().collect(),
            Effect::ShowPage(path) => vec![Event::PageShown(Box::new(source_page(library, path)))],
            Effect::Explain(id) => self.explain(*id).into_iter().collect(),
            Effect::ReadWords => {
                self.library.read_words();
                Vec::new()
            }
            Effect::LookAtFiles if self.looking.is_none() => self.look_at_once(),
            Effect::LookAtFiles => {
                self.look();
                Vec::new()
            }
            Effect::TakeFiles => self.take_files(),
            Effect::BeginDay(day) => self.begin_day(*day),
            Effect::Export(wanted) => vec![Event::Exported(export(library, wanted))],
            Effect::Remember(habit) => {
                self.remember(habit);
                Vec::new()
            }
            Effect::Save(act) => self.save(act),
            Effect::Reverse(reach) => self.reverse(*reach),
            Effect::Quit => {
                if let Some(looking) = &self.looking {
                    looking.leave();
                }
                Vec::new()
            }
            // These concern the terminal alone.
            Effect::Mouse(_) | Effect::Redraw | Effect::Suspend | Effect::Outside(_) => Vec::new(),
        })
    }

    pub(super) fn look(&mut self) {
        if let Some(looking) = &mut self.looking {
            looking.look(&self.library);
        }
    }

    /// Looks at the files where that shows what their reader set right.
    fn look_if_wanted(&mut self) {
        if self.library.wants_look() {
            self.corrected = true;
            self.look();
        }
    }

    /// Remembers filters and the like from now on.
    pub fn keep_habits(&mut self, habits: Habits) {
        self.habits = Some(habits);
    }

    fn remember(&self, habit: &Habit) {
        match (&self.habits, habit) {
            (Some(habits), Habit::Filter(filter)) => habits.add_filter(filter),
            (Some(habits), Habit::Greeted) => habits.greeted(),
            (Some(habits), Habit::Taste(taste)) => {
                habits.choose([&taste.name, &taste.value, &taste.instead_of]);
            }
            (None, _) => {}
        }
    }

    /// What was snoozed until today is back, and rules that count days hold anew.
    fn begin_day(&mut self, day: Date) -> Vec<Event> {
        self.listings.begin_day(day);
        if self.before.is_none() {
            return Vec::new();
        }
        let ruled = apply(&mut self.library, day);
        std::iter::once(self.told_anew()).chain(ruled).collect()
    }

    fn open(&mut self, id: ArticleId) -> Option<Event> {
        let item = &self.library.item(self.library.number(id)?)?;
        self.opened = Some(item.article.clone());
        let mut companions = self.companions(item);
        let news = self.tell_news(item, &mut companions);
        Some(Event::Opened(Box::new(Opened {
            article: item.article.clone(),
            tags: item.tags.clone(),
            subjects: self.library.subjects(&item.tags, self.listings.query()),
            triage: self.library.triage(id).clone(),
            explanation: None,
            companions,
            news,
            gone: false,
        })))
    }

    fn explain(&self, id: ArticleId) -> Option<Event> {
        let item = &self.library.item(self.library.number(id)?)?;
        Some(Event::Explained(id, Arc::new(self.library.explain(item))))
    }

    /// Says of every companion what is new in it, in the order of time, and what is new in the article itself.
    fn tell_news(&self, item: &Item, companions: &mut [Companion]) -> Vec<SafeText> {
        let order = time_line(&item.article, companions);
        let articles: Vec<Arc<Article>> = order
            .iter()
            .filter_map(|moment| match moment {
                Moment::Open => Some(item.article.clone()),
                Moment::Companion(place) => companions.get(*place).map(|companion| companion.article.clone()),
            })
            .collect();
        let articles: Vec<&Article> = articles.iter().map(|article| &**article).collect();
        let mut own = Vec::new();
        for (moment, news) in order.into_iter().zip(self.library.news(&articles)) {
            match moment {
                Moment::Open => own = news,
                Moment::Companion(place) => {
                    if let Some(companion) = companions.get_mut(place) {
                        companion.news = news;
                    }
                }
            }
        }
        own
    }

    /// Its copies, then what is related to it.
    fn companions(&self, item: &Item) -> Vec<Companion> {
        let library = &self.library;
        let copies = library.story(item.number).into_iter().filter(|copy| *copy != item.number);
        let copies = copies.filter_map(|copy| library.item(copy)).map(|copy| {
            let same = copy.article.id == item.article.id;
            let bond = if same { Bond::SameText } else { Bond::Copy };
            Companion { article: copy.article, bond, news: Vec::new() }
        });
        let related = library.related(item.number).into_iter();
        let related = related.filter_map(|id| library.item(library.number(id)?)).map(|other| {
            let words = library.shared_words(item, &other);
            Companion { article: other.article, bond: Bond::Related(words), news: Vec::new() }
        });
        copies.chain(related).collect()
    }

    fn save(&mut self, act: &Act) -> Vec<Event> {
        let reverses = act.reverses.and_then(|(reversing, number)| {
            Some(Reversal { reversing, act: self.acts.get(&number)?.clone() })
        });
        let reverses = reverses.as_ref();
        let noticed = self.library.notices().len();
        let done = match &act.rule {
            None => {
                let carried_out = self.library.carry_out(&act.decisions, reverses);
                carried_out.map(|carried_out| (carried_out, None)).map_err(|error| said(&error))
            }
            Some(change) => {
                let outcome = self.library.decide_with_rule(&act.decisions, change, reverses);
                outcome.map(|(carried_out, rule)| (carried_out, Some(rule))).map_err(|error| said(&error))
            }
        };
        let (turning, rule) = match done {
            Ok((CarriedOut { name, turning }, rule)) => {
                self.acts.extend(name.map(|name| (act.number, name)));
                (turning, rule)
            }
            Err(why) => {
                let why = SafeText::label(&why);
                return vec![Event::NotSaved(Failure { act: act.number, why })];
            }
        };
        self.listings.decided();
        self.look_if_wanted();
        let anew = rule.is_some() || turning != Turning::AsAsked;
        let mut events = vec![Event::Saved { act: act.number, rule, turning }];
        let rereads = |decision: &Decision| decision.correction().is_some() || decision.settles().is_some();
        let noticed = self.library.notices().len() > noticed;
        if anew || noticed || act.decisions.iter().any(|(_, decision)| rereads(decision)) {
            self.rereading = Rereading::Ended;
            events.push(self.read_again());
        }
        events
    }

    /// Takes back or does again what the journal holds of earlier runs and other devices.
    fn reverse(&mut self, Reach { reversing, anywhere }: Reach) -> Vec<Event> {
        let reversed = |outcome| Event::Reversed(Reversed { reversing, outcome });
        if !anywhere
            && let Ok(Some(past)) = self.library.past(reversing)
            && let ReversalOutcome::Saved { article: None, saying } = outcome(&self.library, &past)
        {
            return vec![reversed(ReversalOutcome::Elsewhere { saying })];
        }
        match self.library.reverse(reversing) {
            Ok(Some(past)) => {
                self.look_if_wanted();
                self.rereading = Rereading::Ended;
                let outcome = outcome(&self.library, &past);
                vec![reversed(outcome), self.read_again()]
            }
            Ok(None) => vec![reversed(ReversalOutcome::Nothing)],
            Err(error) => vec![reversed(ReversalOutcome::NotSaved(SafeText::label(&said(&error))))],
        }
    }
}
