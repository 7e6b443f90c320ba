//! Keys that the reader gave to one action and so took from another, which is told, because the other does not tell it.

use super::action::{ACTIONS, Action, Binding};
use super::event::NoticeKind;
use super::keymap::{Keymap, OwnKeys, Pane};
use super::presets::Preset;
use super::state::App;
use crate::text::SafeText;

/// Which keys of the reader's own were those of other actions: `` `d` does star and no longer done``. Who gave the other
/// action keys of its own knows of it.
pub fn taken_keys(keymap: &Keymap, preset: Preset, own: &[OwnKeys]) -> Vec<SafeText> {
    let is_own = |name: &str| own.iter().any(|own| own.action == name);
    let mut taken: Vec<SafeText> = Vec::new();
    for binding in ACTIONS.iter().filter(|binding| !is_own(binding.name)) {
        for (pane, keys) in usual_keys(preset, binding) {
            for key in keys.split_whitespace().filter_map(|key| key.parse().ok()) {
                let by = keymap.action(pane, key).and_then(|by| ACTIONS.iter().find(|row| row.action == by));
                let by = by.filter(|by| is_own(by.name));
                let saying = by.map(|by| format!("`{key}` does {} and no longer {}", by.name, binding.name));
                let saying = saying.map(|saying| SafeText::label(&saying));
                taken.extend(saying.filter(|saying| !taken.contains(saying)));
            }
        }
    }
    taken
}

/// The keys an action has in each pane where the reader says nothing of it.
fn usual_keys(preset: Preset, binding: &Binding) -> [(Pane, &'static str); 2] {
    let rebound = preset.rebindings().iter().find(|rebound| rebound.action == binding.action);
    let (list, reading) = rebound.map_or((binding.list, binding.reading), |new| (new.list, new.reading));
    [(Pane::List, list), (Pane::Reading, reading)]
}

impl App {
    /// Tells which keys do something else than usual, where nothing more pressing is told.
    pub(super) fn tell_taken_keys(&mut self) {
        let taken = taken_keys(&self.keymap, self.settings.preset, &self.settings.keys);
        let text = match taken.as_slice() {
            [] => return,
            [only] => only.to_string(),
            [first, rest @ ..] => {
                let hint = self.hint(Action::Log, "shows");
                let hint = if hint.is_empty() { hint } else { format!("{hint} {} more", rest.len()) };
                format!("{first}{hint}")
            }
        };
        if self.notice().is_some() {
            return self.note(taken);
        }
        self.note(taken.into_iter().skip(1));
        self.say(NoticeKind::Done, SafeText::label(&text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(preset: Preset, own: &[(&str, &str)]) -> Vec<String> {
        let own: Vec<OwnKeys> = own
            .iter()
            .map(|(action, keys)| OwnKeys {
                action: (*action).to_owned(),
                keys: keys.split_whitespace().map(str::to_owned).collect(),
            })
            .collect();
        let keymap = Keymap::new(preset, &own).unwrap();
        taken_keys(&keymap, preset, &own).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_key_that_is_taken_from_an_action_is_told_with_both_names() {
        assert_eq!(told(Preset::Vim, &[("star", "d")]), ["`d` does star and no longer done"]);
        assert_eq!(told(Preset::Vim, &[("star", "X")]), Vec::<String>::new());
        assert_eq!(told(Preset::Vim, &[("star", "d"), ("done", "s")]), Vec::<String>::new());
        assert_eq!(told(Preset::Mutt, &[("help", "t")])[0], "`t` does help and no longer select");
        assert_eq!(told(Preset::Newsboat, &[]), Vec::<String>::new());
    }
}
