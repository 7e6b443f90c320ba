//! One line that is asked for before something is done to the selected articles, or to the current one: a tag to give or
//! take away, the day they come back, the file they are written to, the program that is to have the text.

use std::collections::{BTreeMap, BTreeSet};

use super::action::Action;
use super::bulk::Target;
use super::event::{Effect, NoticeKind};
use super::key::Key;
use super::keymap::Pane;
use super::overlay::Overlay;
use super::prompt::{Prompt, Typed};
use super::state::App;
use super::triage::LastDeed;
use crate::article::{Date, Decision, MonthName, TextRange};
use crate::query::{Kind, day_ahead, days_ahead};
use crate::text::{SafeText, fold};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Question {
    /// A tag to give.
    Tag,
    /// A tag to take away.
    Untag,
    /// The day until which they are kept out of the inbox.
    Snooze,
    /// A program that is to have the text, with its arguments.
    Command,
    /// The file that articles are written to.
    File,
    /// What is noted on the passage that is marked.
    PassageNote,
    /// What is noted on a passage that is highlighted.
    HighlightNote(TextRange),
    /// What is noted on the article as a whole.
    ArticleNote,
}

impl Question {
    /// What stands before the answer where it is about one article.
    fn name(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Untag => "take the tag",
            Self::Snooze => "snooze until",
            Self::Command => "pipe to",
            Self::File => "write to",
            Self::PassageNote | Self::HighlightNote(_) => "note on the passage, if any:",
            Self::ArticleNote => "note on the article:",
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
    /// The earlier answer that is shown, the latest being 0; none for what is typed now.
    recalled: Option<usize>,
}

/// What was answered before, the latest last.
#[derive(Debug, Clone, Default)]
pub(super) struct Answers(BTreeMap<Question, Vec<String>>);

impl Answers {
    /// The most answers that are kept to one question.
    const MOST: usize = 50;

    /// Keeps an answer.
    pub(super) fn keep(&mut self, question: Question, answer: &str) {
        let known = self.0.entry(question).or_default();
        known.retain(|earlier| earlier != answer);
        if known.len() >= Self::MOST {
            known.remove(0);
        }
        known.push(answer.to_owned());
    }

    /// Whether this was answered before.
    pub(super) fn knows(&self, question: Question, answer: &str) -> bool {
        self.latest_first(question).any(|known| known == answer)
    }

    fn latest_first(&self, question: Question) -> impl Iterator<Item = &str> {
        self.0.get(&question).into_iter().flatten().rev().map(String::as_str)
    }
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
            let text = format!("no tags of your own here{}", self.hint(Action::Retag, "corrects the others"));
            self.say(NoticeKind::Done, SafeText::label(&text));
        } else {
            let prompt = match question {
                Question::File => Prompt::with(&self.offered_file()),
                Question::PassageNote => Prompt::with(&self.noted_on_passage()),
                Question::HighlightNote(range) => Prompt::with(&self.noted_on(range)),
                Question::ArticleNote => Prompt::with(&self.article_note()),
                Question::Tag | Question::Untag | Question::Snooze | Question::Command => Prompt::default(),
            };
            self.overlay = Overlay::Ask(Ask { question, prompt, mistake: None, recalled: None });
        }
        Vec::new()
    }

    pub(super) fn press_in_ask(&mut self, mut ask: Ask, key: Key) -> Vec<Effect> {
        match ask.prompt.press(key) {
            Typed::Left => {
                // The key for the passage has kept it already; what is left is the note on it.
                if ask.question == Question::PassageNote {
                    return self.keep_passage(&self.noted_on_passage());
                }
                return self.end_question();
            }
            Typed::Taken => match self.take_answer(&self.with_first_offer(&ask)) {
                Ok(mut effects) => {
                    effects.extend(self.end_question());
                    return effects;
                }
                Err(why) => ask.mistake = Some(SafeText::label(&why)),
            },
            Typed::Complete => {
                if let Some(first) = self.suggestions(&ask).into_iter().next() {
                    ask.prompt = Prompt::with(&first.answer);
                    ask.mistake = None;
                }
            }
            Typed::Changed => (ask.mistake, ask.recalled) = (None, None),
            Typed::Up => self.recall(&mut ask, |shown| shown.map_or(0, |shown| shown + 1)),
            Typed::Down => self.recall(&mut ask, |shown| shown.map_or(0, |shown| shown.saturating_sub(1))),
            Typed::Nothing => {}
        }
        self.overlay = Overlay::Ask(ask);
        Vec::new()
    }

    /// What the keys do that end a question about a note, that which keeps it first; none where another thing is asked
    /// for.
    pub fn ends_of_note(&self, question: Question) -> Option<[&'static str; 2]> {
        match question {
            Question::PassageNote if self.noted_on_passage().is_empty() => Some(["keeps", "without a note"]),
            Question::PassageNote | Question::HighlightNote(_) | Question::ArticleNote => {
                Some(["keeps", "as it was"])
            }
            Question::Tag | Question::Untag | Question::Snooze | Question::Command | Question::File => None,
        }
    }

    /// Puts an earlier answer in place of what is typed.
    fn recall(&self, ask: &mut Ask, step: impl Fn(Option<usize>) -> usize) {
        let wanted = step(ask.recalled);
        if let Some(answer) = self.answers.latest_first(ask.question).nth(wanted) {
            ask.prompt = Prompt::with(answer);
            (ask.mistake, ask.recalled) = (None, Some(wanted));
        }
    }

    /// The question with the first answer that is offered, where nothing is typed.
    fn with_first_offer(&self, ask: &Ask) -> Ask {
        let first = self.suggestions(ask).into_iter().next().filter(|_| ask.prompt.text().trim().is_empty());
        let prompt = first.map_or_else(|| ask.prompt.clone(), |first| Prompt::with(&first.answer));
        Ask { prompt, ..ask.clone() }
    }

    /// What stands before the answer: what is asked for, and of how many articles where they are several.
    pub fn asks(&self, question: Question) -> SafeText {
        let selected = (self.target() == Target::Selection).then(|| format!("{} selected", self.selected()));
        let words = match (question, selected) {
            (Question::Tag, Some(selected)) => format!("tag {selected}"),
            (Question::Untag, Some(selected)) => format!("take from {selected} the tag"),
            (Question::Snooze, Some(selected)) => format!("snooze {selected} until"),
            (Question::File, Some(selected)) => format!("write {selected} to"),
            (Question::File, None) => "write 1 article to".to_owned(),
            (Question::Tag | Question::Untag | Question::Snooze, None)
            | (
                Question::Command
                | Question::PassageNote
                | Question::HighlightNote(_)
                | Question::ArticleNote,
                _,
            ) => question.name().to_owned(),
        };
        SafeText::label(&words)
    }

    /// How all that is listed would be written, where only one article is about to be.
    pub fn way_to_write_all(&self, question: Question) -> Option<SafeText> {
        let all = self.list.articles();
        let one = question == Question::File && self.target() == Target::Current && all > 1;
        let key = |action| self.keymap.keys(Pane::List, action).into_iter().next();
        let (select, write) = key(Action::SelectShown).zip(key(Action::Export)).filter(|_| one)?;
        Some(SafeText::label(&format!("Esc {select} {write}: all {all}")))
    }

    /// Does what was asked for.
    fn take_answer(&mut self, ask: &Ask) -> Result<Vec<Effect>, String> {
        let typed = ask.prompt.text().trim();
        let effects = match ask.question {
            Question::Tag | Question::Untag | Question::Snooze => {
                let decision = self.answered(ask)?;
                self.decide_as_asked(&decision)
            }
            // It is remembered once it ran.
            Question::Command => return self.pipe(typed),
            Question::File => self.export(typed)?,
            Question::PassageNote => return Ok(self.keep_passage(typed)),
            Question::HighlightNote(range) => return Ok(self.note_on_highlight(range, typed)),
            Question::ArticleNote => return Ok(self.note_on_article(typed)),
        };
        self.answers.keep(ask.question, typed);
        Ok(effects)
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
            (Question::PassageNote | Question::HighlightNote(_) | Question::ArticleNote, _) => Vec::new(),
            (Question::Command, _) => {
                self.answers.latest_first(ask.question).map(SafeText::label).map(tag).collect()
            }
            (Question::File, _) => {
                let offered = SafeText::label(&self.offered_file());
                let earlier = self.answers.latest_first(ask.question).map(SafeText::label);
                let all = std::iter::once(offered).chain(earlier);
                all.filter(|file| **file != *ask.prompt.text()).map(tag).collect()
            }
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
            Question::Command
            | Question::File
            | Question::PassageNote
            | Question::HighlightNote(_)
            | Question::ArticleNote => Err("it is not decided about".to_owned()),
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
