//! One line that is asked for before something is done to the selected articles, or to the current one: a tag to give or
//! take away, or the day they come back.

use std::collections::BTreeSet;

use super::bulk::Target;
use super::event::{Effect, NoticeKind};
use super::key::Key;
use super::keymap::Pane;
use super::overlay::Overlay;
use super::prompt::{Prompt, Typed};
use super::state::App;
use super::triage::LastDeed;
use crate::article::{Date, Decision, MonthName};
use crate::query::{Kind, day_ahead, days_ahead};
use crate::text::{SafeText, fold};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Question {
    /// A tag to give.
    Tag,
    /// A tag to take away.
    Untag,
    /// The day until which they are kept out of the inbox.
    Snooze,
}

impl Question {
    /// What stands before the answer.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Untag => "take the tag",
            Self::Snooze => "snooze until",
        }
    }
}

/// A question with the answer as far as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What is asked for.
    pub question: Question,
    /// What is typed.
    pub prompt: Prompt,
    /// Why what was entered makes no sense.
    pub mistake: Option<SafeText>,
}

/// Something the answer may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What takes the place of what is typed.
    pub answer: SafeText,
    /// What it stands for, to be shown behind it; empty where the answer says all.
    pub meaning: SafeText,
}

impl App {
    /// Asks, if there is an article to ask about.
    pub(super) fn ask(&mut self, question: Question) -> Vec<Effect> {
        if self.list.is_empty() {
            self.say(NoticeKind::Warning, SafeText::label("no article here"));
        } else if question == Question::Untag && self.held_tags().is_empty() {
            self.say(NoticeKind::Done, SafeText::label("no tags of your own here"));
        } else {
            self.overlay = Overlay::Ask(Ask { question, prompt: Prompt::default(), mistake: None });
        }
        Vec::new()
    }

    pub(super) fn press_in_ask(&mut self, mut ask: Ask, key: Key) -> Vec<Effect> {
        match ask.prompt.press(key) {
            Typed::Left => return Vec::new(),
            Typed::Taken => match self.answered(&ask) {
                Ok(decision) => return self.decide_as_asked(&decision),
                Err(why) => ask.mistake = Some(SafeText::label(&why)),
            },
            Typed::Complete => {
                if let Some(first) = self.suggestions(&ask).into_iter().next() {
                    ask.prompt = Prompt::with(&first.answer);
                    ask.mistake = None;
                }
            }
            Typed::Changed => ask.mistake = None,
            Typed::Up | Typed::Down | Typed::Nothing => {}
        }
        self.overlay = Overlay::Ask(ask);
        Vec::new()
    }

    /// What the answer may be, as far as it is typed, the likeliest first.
    pub fn suggestions(&self, ask: &Ask) -> Vec<Suggestion> {
        let typed = fold(ask.prompt.text().trim()).into_owned();
        let named = |(name, day): (&'static str, Date)| Suggestion {
            answer: SafeText::label(name),
            meaning: SafeText::label(&day.in_words(MonthName::Short)),
        };
        let tag = |answer: SafeText| Suggestion { answer, meaning: SafeText::default() };
        let all: Vec<Suggestion> = match (ask.question, self.list.today()) {
            (Question::Snooze, today) => today.map(days_ahead).into_iter().flatten().map(named).collect(),
            (Question::Tag, _) => self.own_tags().map(tag).collect(),
            (Question::Untag, _) => self.held_tags().into_iter().map(tag).collect(),
        };
        all.into_iter().filter(|one| fold(&one.answer).starts_with(&typed)).collect()
    }

    /// The decision that an answer stands for.
    fn answered(&self, ask: &Ask) -> Result<Decision, String> {
        let typed = SafeText::label(ask.prompt.text().trim());
        let only = self.suggestions(ask).into_iter().next().map(|first| first.answer);
        match ask.question {
            Question::Snooze => {
                let today = self.list.today().ok_or_else(|| "nothing is listed yet".to_owned())?;
                day_ahead(&typed, today).map(Decision::Snooze)
            }
            Question::Untag => {
                only.map(Decision::Untag).ok_or_else(|| format!("no article here has the tag `{typed}`"))
            }
            Question::Tag if typed.is_empty() || typed.contains(char::is_whitespace) => {
                Err("a tag is one word".to_owned())
            }
            Question::Tag => Ok(Decision::Tag(typed)),
        }
    }

    /// Does what was asked for to what is selected, else to the current article.
    pub(super) fn decide_as_asked(&mut self, decision: &Decision) -> Vec<Effect> {
        self.last_deed = Some(LastDeed::Answer(decision.clone()));
        let target = self.target();
        let articles = self.states_of(target);
        let mut effects = self.do_to_all(decision, &articles);
        if target == Target::Selection {
            self.end_selection();
        }
        let goes = self.list.current_id().and_then(|id| self.list.marks(id));
        match decision {
            Decision::Snooze(_) if goes.is_some_and(|marks| !marks.waits()) => {
                if let Some(next) = self.list.next_unread() {
                    self.list.choose(next);
                }
            }
            _ if target == Target::Current && self.focus == Pane::List => self.list.step(1),
            _ => {}
        }
        effects.extend(self.follow_cursor());
        effects
    }

    /// The reader's own tags, wherever they are.
    fn own_tags(&self) -> impl Iterator<Item = SafeText> {
        let terms = self.vocabulary().into_iter().flat_map(|vocabulary| vocabulary.terms(Kind::Tag));
        let known: BTreeSet<SafeText> = terms.map(|term| SafeText::label(&term.label)).collect();
        known.into_iter().chain(self.history.given_tags().cloned()).collect::<BTreeSet<_>>().into_iter()
    }

    /// The tags of the reader's own on the articles that are meant, as far as their rows are here.
    fn held_tags(&self) -> BTreeSet<SafeText> {
        let articles = self.states_of(self.target());
        articles.into_iter().flat_map(|(_, triage)| triage.tags).collect()
    }
}
