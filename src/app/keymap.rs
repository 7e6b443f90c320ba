//! Which key does what in which pane: the table's keys, those of a preset over them, and the reader's own over both.

use std::collections::{HashMap, HashSet};

use thiserror::Error;

use super::action::{ACTIONS, Action, Binding};
use super::key::{Key, KeyError};
use super::presets::Preset;
use crate::query::{Kind, Term, Vocabulary};

/// The two places in which single keys act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Pane {
    /// The list of articles.
    #[default]
    List,
    /// The text of one.
    Reading,
}

/// Keys of the reader's own for one action, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnKeys {
    /// The action's name.
    pub action: String,
    /// The keys; none takes the action's keys away.
    pub keys: Vec<String>,
}

/// The keys of both panes. No key is the beginning of another, so nothing waits.
#[derive(Debug, Clone)]
pub struct Keymap {
    keys: HashMap<(Pane, Key), Action>,
}

impl Keymap {
    /// The keys of a preset with some actions bound anew.
    ///
    /// # Errors
    /// Every name that is no action, every text that is no key, every key that is given twice.
    pub fn new(preset: Preset, own: &[OwnKeys]) -> Result<Self, Vec<KeymapMistake>> {
        let mut keys = HashMap::new();
        let mut mistakes = Vec::new();
        // The reader's own keys go in first, then those of the preset: a key that they take is simply taken.
        for (number, own) in own.iter().enumerate() {
            let found = ACTIONS.iter().find(|binding| binding.name == own.action);
            match found {
                Some(binding) => bind(&mut keys, &mut mistakes, (number, own, binding)),
                None => mistakes.push(KeymapMistake {
                    binding: number,
                    key: None,
                    error: KeymapError::no_such_action(&own.action),
                }),
            }
        }
        let usual = ACTIONS.iter().filter(|binding| own.iter().all(|own| own.action != binding.name));
        let (preset, table): (Vec<_>, Vec<_>) =
            usual.map(|binding| of_preset(preset, binding)).partition(|(rebound, _)| *rebound);
        let rebound: HashSet<Action> = preset.iter().map(|(_, (action, _))| *action).collect();
        for (_, (action, panes)) in preset.into_iter().chain(table) {
            for (pane, written) in panes {
                bind_usual(&mut keys, &rebound, (pane, written, action));
            }
        }
        if mistakes.is_empty() { Ok(Self { keys }) } else { Err(mistakes) }
    }

    /// What a key does in a pane.
    pub fn action(&self, pane: Pane, key: Key) -> Option<Action> {
        self.keys.get(&(pane, key)).copied()
    }

    /// The keys of an action in a pane, the shortest first, as the help shows them.
    pub fn keys(&self, pane: Pane, action: Action) -> Vec<Key> {
        let bound = self.keys.iter().filter(|((bound_in, _), does)| *bound_in == pane && **does == action);
        let mut keys: Vec<Key> = bound.map(|((_, key), _)| *key).collect();
        keys.sort_by_key(|key| (key.to_string().chars().count(), *key));
        keys
    }
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(Preset::Vim, &[]).expect("the table of actions has no bad key, as its test shows")
    }
}

/// An action with its keys in both panes.
type Bound = (Action, [(Pane, &'static str); 2]);

/// What a preset binds an action to, and whether that differs from the table.
fn of_preset(preset: Preset, binding: &Binding) -> (bool, Bound) {
    let rebound = preset.rebindings().iter().find(|rebound| rebound.action == binding.action);
    let (list, reading) = rebound.map_or((binding.list, binding.reading), |new| (new.list, new.reading));
    (rebound.is_some(), (binding.action, [(Pane::List, list), (Pane::Reading, reading)]))
}

/// The panes an action has keys in, with its default keys there.
fn panes(binding: &Binding) -> impl Iterator<Item = (Pane, &'static str)> {
    let both = [(Pane::List, binding.list), (Pane::Reading, binding.reading)];
    both.into_iter().filter(|(_, keys)| !keys.is_empty())
}

/// Binds the keys an action usually has in a pane, as far as they are free. Where a preset took all of them, the action
/// has them with Alt.
fn bind_usual(
    keys: &mut HashMap<(Pane, Key), Action>,
    rebound: &HashSet<Action>,
    (pane, written, action): (Pane, &str, Action),
) {
    let wanted: Vec<Key> = written.split_whitespace().filter_map(|key| key.parse().ok()).collect();
    for key in &wanted {
        keys.entry((pane, *key)).or_insert(action);
    }
    let taken = |key: &Key| keys.get(&(pane, *key)).is_some_and(|by| *by != action && rebound.contains(by));
    if !wanted.is_empty() && wanted.iter().all(taken) {
        for key in wanted {
            keys.entry((pane, Key { alt: true, ..key })).or_insert(action);
        }
    }
}

fn bind(
    keys: &mut HashMap<(Pane, Key), Action>,
    mistakes: &mut Vec<KeymapMistake>,
    (number, own, binding): (usize, &OwnKeys, &Binding),
) {
    for (place, written) in own.keys.iter().enumerate() {
        let mut refuse = |error| mistakes.push(KeymapMistake { binding: number, key: Some(place), error });
        let key = match written.parse::<Key>() {
            Ok(key) => key,
            Err(error) => {
                refuse(error.into());
                continue;
            }
        };
        let before: Vec<_> =
            panes(binding).map(|(pane, _)| keys.insert((pane, key), binding.action)).collect();
        if let Some(other) = before.into_iter().flatten().find(|before| *before != binding.action) {
            refuse(KeymapError::Twice { key: written.clone(), other: name(other) });
        }
    }
}

/// A binding that makes no sense, and which one it is.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{error}")]
pub struct KeymapMistake {
    /// The place among the own keys, from 0.
    pub binding: usize,
    /// The place among that action's keys, from 0; none where it is the action's name.
    pub key: Option<usize>,
    /// What is wrong.
    pub error: KeymapError,
}

/// Why a binding makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum KeymapError {
    /// The name stands in no row of the table.
    #[error("`{name}` is no action; {hint}")]
    NoSuchAction {
        /// What stands there.
        name: String,
        /// What may be meant.
        hint: String,
    },
    /// The text names no key.
    #[error(transparent)]
    NoSuchKey(#[from] KeyError),
    /// Two actions ask for the key.
    #[error("`{key}` is bound to {other} already; a key does one thing")]
    Twice {
        /// The key.
        key: String,
        /// The name of the action that has it.
        other: &'static str,
    },
}

impl KeymapError {
    fn no_such_action(name: &str) -> Self {
        let term = |binding: &Binding| Term {
            kind: Kind::Tag,
            code: binding.name.to_owned(),
            label: binding.name.to_owned(),
            aliases: Vec::new(),
        };
        let names = Vocabulary::new(ACTIONS.iter().map(term).collect());
        let hint = match names.resolve_any(name).first() {
            Some(near) => format!("did you mean {}?", near.term.code),
            None => "`:` in the reader finds them by what they do".to_owned(),
        };
        Self::NoSuchAction { name: name.to_owned(), hint }
    }
}

/// The name of an action in the configuration.
fn name(action: Action) -> &'static str {
    ACTIONS.iter().find(|binding| binding.action == action).map_or("", |binding| binding.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_reads_and_stands_once_a_pane() {
        for pane in [Pane::List, Pane::Reading] {
            let mut seen = HashSet::new();
            for binding in ACTIONS {
                let written = if pane == Pane::List { binding.list } else { binding.reading };
                for key in written.split_whitespace() {
                    let key: Key = key.parse().expect(key);
                    assert!(seen.insert(key), "{key} stands twice in {pane:?}");
                }
            }
        }
    }

    #[test]
    fn every_action_has_its_own_name_and_a_key_unless_it_is_for_the_palette() {
        let mut names = HashSet::new();
        let mut without_key = Vec::new();
        for binding in ACTIONS {
            assert!(names.insert(binding.name), "{} stands twice", binding.name);
            if binding.list.is_empty() && binding.reading.is_empty() {
                without_key.push(binding.name);
            }
        }
        assert_eq!(without_key, ["copy-id", "justify", "hyphenate", "paragraphs"]);
    }

    fn own(bindings: &[(&str, &str)]) -> Vec<OwnKeys> {
        let owned = |keys: &str| keys.split_whitespace().map(str::to_owned).collect();
        bindings
            .iter()
            .map(|(action, keys)| OwnKeys { action: (*action).to_owned(), keys: owned(keys) })
            .collect()
    }

    #[test]
    fn own_binding_takes_the_key_and_frees_the_old_one() {
        let keymap = Keymap::new(Preset::Vim, &own(&[("star", "x"), ("done", "s"), ("archive", "")]))
            .expect("sound bindings");
        let at = |key: &str| keymap.action(Pane::List, key.parse().expect("a key"));
        assert_eq!(at("x"), Some(Action::Star));
        assert_eq!(at("s"), Some(Action::Done));
        assert_eq!(at("d"), None);
        assert_eq!(at("a"), None, "an action without keys has none");
    }

    #[test]
    fn every_key_of_a_preset_reads_and_stands_once_a_pane() {
        for preset in Preset::ALL {
            let mut seen = HashSet::new();
            let mut actions = HashSet::new();
            for row in preset.rebindings() {
                assert!(actions.insert(row.action), "{:?} stands twice in {preset:?}", row.action);
                for (pane, written) in [(Pane::List, row.list), (Pane::Reading, row.reading)] {
                    for key in written.split_whitespace() {
                        let key: Key = key.parse().expect(key);
                        assert!(seen.insert((pane, key)), "{key} stands twice in {pane:?} of {preset:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_preset_leaves_an_action_without_a_key_where_the_table_has_one() {
        for preset in Preset::ALL {
            let keymap = Keymap::new(preset, &[]).expect("sound bindings");
            for binding in ACTIONS {
                for (pane, written) in panes(binding) {
                    let keys = keymap.keys(pane, binding.action);
                    assert!(
                        !keys.is_empty(),
                        "{} had {written} in {pane:?}, in {preset:?} none",
                        binding.name
                    );
                }
            }
        }
    }

    #[test]
    fn own_keys_go_before_those_of_a_preset() {
        let keymap = Keymap::new(Preset::Mutt, &own(&[("help", "t")])).expect("sound bindings");
        let at = |key: &str| keymap.action(Pane::List, key.parse().expect("a key"));
        assert_eq!(
            (at("t"), at("v"), at("l")),
            (Some(Action::Help), Some(Action::Select), Some(Action::Filter))
        );
        assert_eq!(at("?"), None, "an action that is bound anew has only its new keys");
    }

    #[test]
    fn mistakes_in_bindings_are_all_named_with_their_place() {
        let mistakes = Keymap::new(
            Preset::Mutt,
            &own(&[("dance", "x"), ("star", "z Ctrl-K"), ("done", "y"), ("archive", "y")]),
        );
        let mistakes = mistakes.expect_err("three mistakes");
        let named: Vec<(usize, Option<usize>, String)> =
            mistakes.iter().map(|mistake| (mistake.binding, mistake.key, mistake.to_string())).collect();
        assert_eq!(named.len(), 3, "{named:?}");
        assert!(named[0].2.contains("dance") && (named[0].0, named[0].1) == (0, None), "{named:?}");
        assert!(named[1].2.contains("Ctrl-K") && (named[1].0, named[1].1) == (1, Some(1)), "{named:?}");
        assert!(named[2].2.contains("`y` is bound to done already") && named[2].0 == 3, "{named:?}");
    }
}
