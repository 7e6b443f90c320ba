//! What the configuration chooses for the reader, checked: keys, the list, themes. What makes no sense is left out.

use std::fmt::Display;

use crate::app::{Arrangement, Keymap, KeymapMistake, OwnKeys, Preset};
use crate::config::{Config, KeyBinding, Keys, Mistake, Placed};
use crate::query::{GroupingError, SortError};
use crate::ui::Theme;

/// What the configuration chooses for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// The keys to begin with.
    pub preset: Preset,
    /// Keys of the reader's own, all of which make sense.
    pub keys: Vec<OwnKeys>,
    /// How the list is arranged to begin with.
    pub arrangement: Arrangement,
    /// The themes there are, the program's and the reader's own.
    pub themes: Vec<Theme>,
    /// The place of the theme to begin with.
    pub theme: usize,
}

/// The choices of a configuration, and what makes no sense among them.
pub(super) fn choices(config: &Config) -> (Choices, Vec<Mistake>) {
    let (themes, mut mistakes) = Theme::with_own(&config.themes);
    let theme = config.theme.as_ref().map(|name| Theme::named(&themes, name));
    let theme = sound(theme, &mut mistakes).unwrap_or(0);
    let preset = sound(config.keys.preset.as_ref().map(preset), &mut mistakes).unwrap_or_default();
    let keys = keys(preset, &config.keys, &mut mistakes);
    let grouping = config
        .list
        .group
        .as_ref()
        .map(|name| name.text.parse().map_err(|error: GroupingError| wrong(name, &error)));
    let sort = config.list.sort.as_ref();
    let sort = sort.map(|name| name.text.parse().map_err(|error: SortError| wrong(name, &error)));
    let arrangement =
        Arrangement { grouping: sound(grouping, &mut mistakes), sort: sound(sort, &mut mistakes) };
    (Choices { preset, keys, arrangement, themes, theme }, mistakes)
}

/// What was chosen, where it makes sense.
fn sound<T>(chosen: Option<Result<T, Mistake>>, mistakes: &mut Vec<Mistake>) -> Option<T> {
    chosen?.map_err(|mistake| mistakes.push(mistake)).ok()
}

fn wrong(placed: &Placed, error: &dyn Display) -> Mistake {
    Mistake { at: placed.at, message: error.to_string() }
}

fn preset(name: &Placed) -> Result<Preset, Mistake> {
    let names = Preset::ALL.map(Preset::name).join(", ");
    Preset::named(&name.text)
        .ok_or_else(|| wrong(name, &format!("`{}` is no preset; there are {names}", name.text)))
}

/// The keys that make sense. An action none of whose keys does has its usual ones.
fn keys(preset: Preset, written: &Keys, mistakes: &mut Vec<Mistake>) -> Vec<OwnKeys> {
    let mut bindings = written.own.clone();
    loop {
        let own: Vec<OwnKeys> = bindings.iter().map(own).collect();
        let Err(found) = Keymap::new(preset, &own) else { return own };
        // From the back, so that what is left out moves nothing that is still to be.
        for mistake in found.iter().rev() {
            mistakes.extend(leave_out(&mut bindings, mistake));
        }
    }
}

fn own(binding: &KeyBinding) -> OwnKeys {
    OwnKeys {
        action: binding.action.text.clone(),
        keys: binding.keys.iter().map(|key| key.text.clone()).collect(),
    }
}

/// Leaves out a key, or all keys of what is no action; gives the mistake with its place.
fn leave_out(bindings: &mut Vec<KeyBinding>, mistake: &KeymapMistake) -> Option<Mistake> {
    let binding = bindings.get_mut(mistake.binding)?;
    let placed = match mistake.key {
        Some(key) => binding.keys.remove(key),
        None => binding.action.clone(),
    };
    if mistake.key.is_none() || binding.keys.is_empty() {
        bindings.remove(mistake.binding);
    }
    Some(wrong(&placed, mistake))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// What the choices of a text are, and the lines of what makes no sense.
    fn read(text: &str) -> (Choices, Vec<(usize, String)>) {
        let config = Config::of_text(text, Path::new("config.toml")).unwrap();
        let (choices, mistakes) = choices(&config);
        (choices, mistakes.into_iter().map(|mistake| (mistake.at.line, mistake.message)).collect())
    }

    fn check(text: &str, line: usize, said: &str) {
        let (choices, mistakes) = read(text);
        assert_eq!(mistakes.len(), 1, "{text}: {mistakes:?}");
        assert!(mistakes[0].0 == line && mistakes[0].1.contains(said), "{text}: {mistakes:?}");
        assert_eq!(choices.arrangement, Arrangement::default(), "{text}");
        assert_eq!((choices.preset, choices.theme), (Preset::default(), 0), "{text}");
    }

    #[test]
    fn every_mistake_says_what_would_be_right() {
        check("theme = \"drak\"", 1, "there are terminal, dark");
        check("[keys]\npreset = \"emacs\"", 2, "there are vim, newsboat, mutt, less");
        check("[keys]\nstra = [\"s\"]", 2, "`stra` is no action; did you mean star?");
        check("[keys]\nstar = [\"Ctrl-S\"]", 2, "write j, J, ^R");
        check("[keys]\nstar = [\"x\"]\ndone = [\"x\"]", 3, "`x` is bound to star already");
        check("[list]\ngroup = \"colour\"", 2, "there are region, story, day");
        check("[list]\nsort = \"colour\"", 2, "there are date, headline");
        check("[themes.mine]\nruler = \"red\"", 2, "there are background, text");
        check("[themes.mine]\ntext = \"reddish\"", 2, "write blue, light-blue");
    }

    #[test]
    fn keys_that_make_sense_hold_beside_those_that_do_not() {
        let (choices, mistakes) = read(
            "[keys]\nstar = [\"x\", \"Ctrl-S\", \"y\"]\ndance = [\"z\"]\ndone = [\"x\"]\narchive = []\n",
        );
        assert_eq!(mistakes.len(), 3, "{mistakes:?}");
        let keymap = Keymap::new(choices.preset, &choices.keys).unwrap();
        let keys = |name: &str| {
            let binding = crate::app::ACTIONS.iter().find(|binding| binding.name == name).unwrap();
            let keys = keymap.keys(crate::app::Pane::List, binding.action);
            keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!([keys("star"), keys("done"), keys("archive")], ["x y", "d", ""]);
    }
}
