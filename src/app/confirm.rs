//! A question that stands before something is done, answered by yes or by any other key, which is no.

use std::collections::HashSet;

use super::event::{Effect, NoticeKind};
use super::fold_deeds::GroupDeed;
use super::key::{Key, KeyCode};
use super::outside::{Export, Outside, Replacing};
use super::overlay::Overlay;
use super::state::App;
use crate::article::{ArticleId, Link, Reversing};
use crate::text::SafeText;

/// A question that stands before something is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirm {
    /// What is asked: `archive 185 articles?`.
    pub question: SafeText,
    /// What is done after a yes.
    pub(super) then: Then,
}

/// What is done after a yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Then {
    /// These are archived, or restored among archived ones: what comes in meanwhile is not meant.
    Archive(HashSet<ArticleId>),
    /// These articles of a group are decided about, and it is folded again, which it is in any case.
    Decide(GroupDeed, HashSet<ArticleId>),
    /// The address is opened.
    Open(Link),
    /// The text goes to this program, as it was typed.
    Pipe(String),
    /// What was done elsewhere is taken back, or done again.
    Reverse(Reversing),
    /// The file is replaced.
    Replace(Export),
}

impl Confirm {
    /// Whether it is about all that is shown.
    pub(super) fn is_about_all(&self) -> bool {
        matches!(self.then, Then::Archive(_) | Then::Decide(..))
    }
}

impl App {
    /// Asks.
    pub(super) fn ask_whether(&mut self, question: &str, then: Then) -> Vec<Effect> {
        self.overlay = Overlay::Confirm(Confirm { question: SafeText::label(question), then });
        Vec::new()
    }

    /// Asks whether something is taken back, or done again, of which nothing is to be seen here. Keys that were pressed
    /// meanwhile were meant for what is here.
    pub(super) fn ask_to_reverse(&mut self, reversing: Reversing, saying: &SafeText) -> Vec<Effect> {
        self.forget_waiting();
        let question = match reversing {
            Reversing::Undo => format!("what was done last was done elsewhere: {saying}; undo that?"),
            Reversing::Redo => format!("what was undone last was done elsewhere: {saying}; do it again?"),
        };
        self.ask_whether(&question, Then::Reverse(reversing))
    }

    /// Yes, or anything else, which is no.
    pub(super) fn press_in_confirm(&mut self, confirm: Confirm, key: Key) -> Vec<Effect> {
        // What is pasted by mistake holds line breaks sooner than this letter.
        let by_enter = key.code == KeyCode::Enter && !matches!(confirm.then, Then::Pipe(_));
        let yes = key.code == KeyCode::Char('y') || by_enter;
        if !yes || key.control || key.alt {
            self.say(NoticeKind::Done, SafeText::label("nothing was done"));
            return match &confirm.then {
                Then::Decide(deed, _) => self.fold_again(deed),
                Then::Archive(_) | Then::Open(_) | Then::Pipe(_) | Then::Reverse(_) | Then::Replace(_) => {
                    Vec::new()
                }
            };
        }
        match confirm.then {
            Then::Archive(articles) => self.archive_these(&articles),
            Then::Decide(deed, articles) => self.decide_about_group(&deed, &articles),
            Then::Open(link) => vec![Effect::Outside(Outside::OpenLink(link))],
            Then::Pipe(command) => self.pipe_to(&command),
            Then::Reverse(reversing) => self.reach_anywhere(reversing),
            Then::Replace(export) => vec![Effect::Export(Export { existing: Replacing::Replace, ..export })],
        }
    }
}
