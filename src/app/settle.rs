//! Correcting the tags of the current article: the keys of the panel, and the deeds they do.

use super::deed::{Change, Deed};
use super::event::{Effect, NoticeKind};
use super::key::{Key, KeyCode};
use super::offer::{Corrected, Offer, Proposal, about_word, offers};
use super::overlay::Overlay;
use super::prompt::Typed;
use super::retag::{Held, Retag, TagRow};
use super::rule_word::{RuleWord, WordRow};
use super::state::App;
use super::triage::{LastDeed, quoted};
use crate::article::{Decision, Tags, Triage};
use crate::query::Vocabulary;
use crate::text::SafeText;

/// What keys do in the panel of tags besides typing; these are not rebound.
pub const TAG_KEYS: [(&str, &str); 6] = [
    ("letters", "find a country, region or topic"),
    ("Enter", "add what was found; on a tag: choose another in its place"),
    ("- Delete", "on a tag: take it away, or back again"),
    ("1 to 9", "after a correction: remember the rule of this number, or choose a word for one"),
    ("Up Down ^P ^N", "move"),
    ("Esc", "leave"),
];

/// What was settled about tags, so that it can be done again elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Settling {
    decisions: Vec<Decision>,
    /// What was done, before the headline: `took Nigeria from`.
    verb: String,
}

impl App {
    pub(super) fn open_retag(&mut self) -> Vec<Effect> {
        if let Some(id) = self.list.current_id() {
            self.overlay = Overlay::Retag(Box::new(Retag::new(id)));
        } else {
            self.say(NoticeKind::Warning, SafeText::label("no article here"));
        }
        Vec::new()
    }

    /// The lines of the panel.
    pub fn tag_rows(&self, panel: &Retag) -> Vec<TagRow> {
        let (nothing, no_tags, untouched) = (Vocabulary::default(), Tags::default(), Triage::default());
        let tags = self.reading.opened().map_or(&no_tags, |opened| &*opened.tags);
        let triage = self.list.triage(panel.article).unwrap_or(&untouched);
        panel.rows(tags, triage, self.vocabulary().unwrap_or(&nothing))
    }

    pub(super) fn press_in_retag(&mut self, mut panel: Box<Retag>, key: Key) -> Vec<Effect> {
        if let Some(word) = panel.word.take() {
            return self.press_in_word(panel, word, key);
        }
        let offers = std::mem::take(&mut panel.offers);
        if let Some(offer) = offered(&offers, key) {
            return self.take_offer(panel, offer);
        }
        let rows = self.tag_rows(&panel);
        let cursor = panel.cursor(&rows);
        let chosen = rows.get(cursor).cloned();
        let row_of = |place: usize| rows.get(place).map(|row| row.tag.clone());
        let typing = panel.replaced.is_some() || !panel.prompt.text().is_empty();
        let takes = matches!(key.code, KeyCode::Char('-') | KeyCode::Delete) && !key.control;
        if takes && !typing {
            panel.on = row_of(cursor);
            self.overlay = Overlay::Retag(panel);
            return chosen.map(|row| self.take_or_restore(&row)).unwrap_or_default();
        }
        match panel.prompt.press(key) {
            Typed::Left => return Vec::new(),
            Typed::Changed => panel.on = None,
            Typed::Up => panel.on = row_of(cursor.saturating_sub(1)),
            Typed::Down => panel.on = row_of((cursor + 1).min(rows.len().saturating_sub(1))),
            Typed::Taken | Typed::Complete => return self.choose_tag(panel, chosen, typing),
            Typed::Nothing => {}
        }
        self.overlay = Overlay::Retag(panel);
        Vec::new()
    }

    fn take_offer(&mut self, mut panel: Box<Retag>, offer: &Offer) -> Vec<Effect> {
        match &offer.proposes {
            Proposal::Rule(rule) => {
                let act = self.history.remember(rule.clone(), panel.corrected_by, offer.says.clone());
                self.overlay = Overlay::Retag(panel);
                self.say(NoticeKind::Done, SafeText::label(&format!("remembering: {}", offer.says)));
                vec![Effect::Save(act)]
            }
            Proposal::AnyWord(tag, stance) => {
                panel.word = Some(RuleWord::new((**tag).clone(), *stance));
                self.overlay = Overlay::Retag(panel);
                Vec::new()
            }
        }
    }

    /// The words that a rule may be about.
    pub fn word_rows(&self, word: &RuleWord) -> Vec<WordRow> {
        self.reading.opened().map(|opened| word.rows(&opened.article)).unwrap_or_default()
    }

    /// A key while the word of a rule is being chosen.
    fn press_in_word(&mut self, mut panel: Box<Retag>, mut word: RuleWord, key: Key) -> Vec<Effect> {
        let rows = self.word_rows(&word);
        match word.prompt.press(key) {
            Typed::Left => {}
            Typed::Taken | Typed::Complete => match (rows.get(word.cursor), self.reading.opened()) {
                (Some(row), Some(opened)) => {
                    let offers = about_word(&opened.article, &row.word, (&word.tag, word.stance));
                    panel.offers = offers.into();
                }
                (_, _) => panel.word = Some(word),
            },
            Typed::Changed => panel.word = Some(RuleWord { cursor: 0, ..word }),
            Typed::Up => panel.word = Some(RuleWord { cursor: word.cursor.saturating_sub(1), ..word }),
            Typed::Down => {
                let cursor = (word.cursor + 1).min(rows.len().saturating_sub(1));
                panel.word = Some(RuleWord { cursor, ..word });
            }
            Typed::Nothing => panel.word = Some(word),
        }
        self.overlay = Overlay::Retag(panel);
        Vec::new()
    }

    /// Enter: puts the found tag to the article, or begins to look for one in the place of the chosen one.
    fn choose_tag(&mut self, mut panel: Box<Retag>, chosen: Option<TagRow>, typing: bool) -> Vec<Effect> {
        let Some(row) = chosen else {
            self.overlay = Overlay::Retag(panel);
            return Vec::new();
        };
        if !typing && row.held == Held::Taken {
            self.overlay = Overlay::Retag(panel);
            return self.take_or_restore(&row);
        }
        if !typing {
            panel.replaced = Some(row);
            panel.on = None;
            self.overlay = Overlay::Retag(panel);
            return Vec::new();
        }
        let replaced = panel.replaced.take().filter(|replaced| replaced.tag != row.tag);
        let corrected = Corrected { taken: replaced.clone(), given: Some(row.clone()) };
        let on = Some(row.tag.clone());
        self.overlay = Overlay::Retag(Box::new(Retag { on, ..Retag::new(panel.article) }));
        self.offer_rules(&corrected);
        let mut decisions = Vec::new();
        let verb = match &replaced {
            Some(replaced) => {
                decisions.push(taking(replaced));
                format!("{} instead of {} on", row.label, replaced.label)
            }
            None => format!("{} added to", row.label),
        };
        decisions.push(Decision::About(row.tag));
        self.settle_tags(Settling { decisions, verb })
    }

    fn take_or_restore(&mut self, row: &TagRow) -> Vec<Effect> {
        if row.held != Held::Taken {
            self.offer_rules(&Corrected { taken: Some(row.clone()), given: None });
        }
        let (decision, verb) = match row.held {
            Held::Taken => (Decision::ByWords(row.tag.clone()), format!("{} back on", row.label)),
            Held::Not | Held::ByWords | Held::Given => (taking(row), format!("{} taken from", row.label)),
        };
        self.settle_tags(Settling { decisions: vec![decision], verb })
    }

    /// Offers rules that would spare a correction elsewhere.
    fn offer_rules(&mut self, corrected: &Corrected) {
        let Some(opened) = self.reading.opened() else { return };
        let offers = offers(&opened.article, corrected);
        if let Overlay::Retag(panel) = &mut self.overlay {
            panel.offers = offers;
        }
    }

    /// Settles tags of the current article, as one deed.
    pub(super) fn settle_tags(&mut self, settling: Settling) -> Vec<Effect> {
        let Some(row) = self.list.current() else { return Vec::new() };
        let mut triage = row.triage.clone();
        let mut changes = Vec::new();
        for decision in &settling.decisions {
            if let Some(inverse) = decision.inverse(&triage) {
                decision.apply(&mut triage);
                changes.push(Change { id: row.id, decision: decision.clone(), inverse });
            }
        }
        let saying = SafeText::label(&format!("{} {}", settling.verb, quoted(&row.headline)));
        self.last_deed = Some(LastDeed::Settling(settling));
        if changes.is_empty() {
            self.say(NoticeKind::Done, SafeText::label(&format!("already so: {saying}")));
            return Vec::new();
        }
        let deed = Deed::new(changes, saying);
        let act = self.history.begin(deed.clone(), &self.list);
        if let Overlay::Retag(panel) = &mut self.overlay {
            panel.corrected_by = Some(act.number);
        }
        self.apply(&deed);
        vec![Effect::Save(act)]
    }
}

/// The offer whose number was pressed.
fn offered(offers: &[Offer], key: Key) -> Option<&Offer> {
    let KeyCode::Char(digit) = key.code else { return None };
    let number = usize::try_from(digit.to_digit(10)?).ok()?;
    offers.get(number.checked_sub(1)?)
}

/// Takes a tag away; one that only the reader gave is left to the words again.
fn taking(row: &TagRow) -> Decision {
    let only_given = row.held == Held::Given && row.evidence.is_empty();
    if only_given { Decision::ByWords(row.tag.clone()) } else { Decision::NotAbout(row.tag.clone()) }
}
