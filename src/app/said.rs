//! What the reader is told: one line until the next key, and a log of what was said.

use std::collections::VecDeque;

use crate::article::{Reversing, RuleOutcome, Turning};
use crate::text::{Hyphenation, SafeText, WrapOptions, wrap};

use super::action::{ACTIONS, Action};
use super::event::{Effect, Failure, Notice, NoticeKind};
use super::history::Cause;
use super::key::Key;
use super::keymap::Pane;
use super::overlay::Overlay;
use super::state::{App, Stage};

/// How many messages the log keeps.
const LOG: usize = 200;

/// What the reader was told.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    /// The one line shown until the next key.
    pub(super) notice: Option<Notice>,
    /// Everything that was said, oldest first.
    pub(super) log: VecDeque<SafeText>,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogLine {
    /// What follows.
    Heading(&'static str),
    /// A line of what could not be understood, or was said.
    Text(SafeText),
    /// There is nothing of the kind.
    Nothing,
}

impl App {
    /// The log as it is set on the screen: what could not be understood, then what was said, newest first.
    pub fn log_lines(&self) -> Vec<LogLine> {
        let (problems, passed_over) = match &self.stage {
            Stage::Ready(loaded) => (loaded.problems.as_slice(), loaded.passed_over_lines().collect()),
            Stage::Loading(_) => (&[][..], Vec::new()),
        };
        let width = usize::from(self.panes().panel(self.size).width).max(1);
        let options = WrapOptions { width, hyphenation: Hyphenation::Off };
        let set = |text: &SafeText| {
            let rows = wrap(text, options).into_iter();
            rows.map(|row| LogLine::Text(SafeText::label(text.get(row.shown).unwrap_or_default()))).collect()
        };
        let mut lines = vec![LogLine::Heading("What could not be understood")];
        lines.extend(problems.iter().flat_map(|problem| -> Vec<LogLine> { set(problem) }));
        if problems.is_empty() {
            lines.push(LogLine::Nothing);
        }
        if !passed_over.is_empty() {
            lines.extend([LogLine::Text(SafeText::default()), LogLine::Heading("What was not read as news")]);
            lines.extend(passed_over.iter().flat_map(|line| -> Vec<LogLine> { set(line) }));
        }
        lines.extend([LogLine::Text(SafeText::default()), LogLine::Heading("Messages, newest first")]);
        lines.extend(self.said.log.iter().rev().flat_map(|text| -> Vec<LogLine> { set(text) }));
        lines
    }

    /// Says something until the next key, and keeps it in the log.
    pub(super) fn say(&mut self, kind: NoticeKind, text: SafeText) {
        self.note([text.clone()]);
        self.said.notice = Some(Notice { kind, text });
    }

    /// Keeps lines in the log alone.
    pub(super) fn note(&mut self, lines: impl IntoIterator<Item = SafeText>) {
        self.said.log.extend(lines);
        let over = self.said.log.len().saturating_sub(LOG);
        self.said.log.drain(..over);
    }

    /// Tells what makes no sense in the configuration: one mistake in full, of several how many, and all in the log.
    pub(super) fn tell_mistakes(&mut self, mistakes: &[SafeText]) {
        match mistakes {
            [] => {}
            [one] => self.say(NoticeKind::Warning, one.clone()),
            [first, ..] => {
                // The log has the newest first, and the file its first line.
                self.note(mistakes.iter().rev().cloned());
                let hint = self.hint(Action::Log, "shows all");
                let (count, first) = (mistakes.len(), first.as_str());
                let text = format!("{count} mistakes in the configuration{hint} · {first}");
                self.said.notice = Some(Notice { kind: NoticeKind::Warning, text: SafeText::label(&text) });
            }
        }
    }

    /// ` · u undoes`: what the key of an action does, nothing where it has no key in this pane.
    pub(super) fn hint(&self, action: Action, does: &str) -> String {
        let key = self.keymap.keys(self.focus, action).into_iter().next();
        key.map_or_else(String::new, |key| format!(" · {key} {does}"))
    }

    /// How to undo from here: in the panel of tags letters type, so that one leaves it first.
    fn hint_of_undo(&self) -> String {
        let hint = self.hint(Action::Undo, "undoes");
        if matches!(self.overlay, Overlay::Retag(_)) { hint.replace(" · ", " · Esc ") } else { hint }
    }

    pub(super) fn say_unbound(&mut self, key: Key) -> Vec<Effect> {
        let text = self.told_of_other_pane(key).unwrap_or_else(|| {
            format!("{key} does nothing here{}", self.hint(Action::Help, "shows the keys"))
        });
        self.said.notice = Some(Notice { kind: NoticeKind::Warning, text: SafeText::label(&text) });
        Vec::new()
    }

    /// What a key does in the other pane, if it does anything there.
    fn told_of_other_pane(&self, key: Key) -> Option<String> {
        let (other, name, way) = match self.focus {
            Pane::List => (Pane::Reading, "the text", Action::Read),
            Pane::Reading => (Pane::List, "the list", Action::Return),
        };
        let action = self.keymap.action(other, key)?;
        let binding = ACTIONS.iter().find(|binding| binding.action == action)?;
        Some(format!("{key} is for {name}: {}{}", binding.says, self.hint(way, "goes there")))
    }

    pub(super) fn confirm(&mut self, act: u64, rule: Option<&RuleOutcome>, turning: Turning) {
        let Some((cause, deed)) = self.history.saved(act) else { return };
        if rule == Some(&RuleOutcome::LeftAlone) {
            self.history.forget_rule(deed.number());
        }
        let (saying, ruled) = (&deed.saying, rule.map_or("", with_rule));
        let saying = match cause {
            Cause::Done => format!("{saying}{}", self.hint_of_undo()),
            Cause::Undone => {
                let elsewhere = turned_elsewhere(turning);
                format!("undone{elsewhere}{ruled}{}", self.with_way_on(Reversing::Undo, saying))
            }
            Cause::Redone => {
                let elsewhere = turned_elsewhere(turning);
                format!("again{elsewhere}{ruled}{}", self.with_way_on(Reversing::Redo, saying))
            }
            Cause::Remembered => rule.map_or_else(String::new, |rule| self.remembered(rule)),
            Cause::Kept => return,
        };
        self.say(NoticeKind::Done, SafeText::label(&saying));
    }

    /// What was taken back or done again of another run, and the key that turns it round.
    pub(super) fn told_of_reversal(&self, reversing: Reversing, saying: &SafeText) -> String {
        let word = match reversing {
            Reversing::Undo => "undone",
            Reversing::Redo => "again",
        };
        format!("{word}{}", self.with_way_on(reversing, saying))
    }

    fn with_way_on(&self, reversing: Reversing, saying: &SafeText) -> String {
        let hint = match reversing {
            Reversing::Undo => self.hint(Action::Redo, "does it again"),
            Reversing::Redo => self.hint(Action::Undo, "undoes"),
        };
        format!(": {saying}{hint}")
    }

    /// How much a new rule changed, and where it stands.
    fn remembered(&self, outcome: &RuleOutcome) -> String {
        match outcome {
            RuleOutcome::Written { path, line, changed } => {
                let noun = if *changed == 1 { "article" } else { "articles" };
                let (path, undo) = (path.display(), self.hint_of_undo());
                format!("{changed} {noun} tagged otherwise{undo} · written to {path}, line {line}")
            }
            RuleOutcome::TakenBack | RuleOutcome::LeftAlone => String::new(),
        }
    }

    pub(super) fn take_back(&mut self, failure: &Failure) -> Vec<Effect> {
        let Some((cause, deed)) = self.history.failed(failure.act) else { return Vec::new() };
        let states =
            deed.changes.iter().filter_map(|change| Some((change.id, self.history.state(change.id)?)));
        self.list.settle(&states.collect());
        self.history.forget_settled();
        let taken_back = match cause {
            Cause::Done | Cause::Redone => format!("not saved: {}; taken back: {}", failure.why, deed.saying),
            Cause::Undone => format!("not saved: {}; not undone: {}", failure.why, deed.saying),
            Cause::Remembered => format!("not remembered: {}", failure.why),
            Cause::Kept => format!("the place in the text was not saved: {}", failure.why),
        };
        self.say(NoticeKind::Warning, SafeText::label(&taken_back));
        Vec::new()
    }
}

/// What others had to do with a deed that was undone or done again.
fn turned_elsewhere(turning: Turning) -> &'static str {
    match turning {
        Turning::AsAsked => "",
        Turning::AsOthersLeave => ", but for what was decided elsewhere",
        Turning::Already => ", as it was elsewhere before",
    }
}

/// What is said of its rule beside a deed that was undone or done again.
fn with_rule(outcome: &RuleOutcome) -> &'static str {
    match outcome {
        RuleOutcome::Written { .. } => ", its rule written",
        RuleOutcome::TakenBack => ", its rule taken back",
        RuleOutcome::LeftAlone => ", its rule left as changed by hand",
    }
}
