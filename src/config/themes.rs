//! Themes of the reader's own, as they are written. Which roles and colours there are is decided where things are drawn.

use std::collections::BTreeMap;

use toml::Spanned;

use super::place::Placed;

/// A theme the reader wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTheme {
    /// Its name.
    pub name: Placed,
    /// What it says of each role, in the order of the file; `base` names the theme it is made from.
    pub colours: Vec<(Placed, Placed)>,
}

/// Themes as they are written: by their names, what each says of its roles.
pub(super) type WrittenThemes = BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<String>>>;

/// The themes in the order of the file, so that one can be made from one above it.
pub(super) fn placed_themes(file: &str, written: WrittenThemes) -> Vec<OwnTheme> {
    let placed = |text| Placed::of(file, text);
    let mut themes: Vec<OwnTheme> = written
        .into_iter()
        .map(|(name, colours)| OwnTheme {
            name: placed(name),
            colours: colours.into_iter().map(|(role, colour)| (placed(role), placed(colour))).collect(),
        })
        .collect();
    themes.sort_by_key(|theme| theme.name.at);
    for theme in &mut themes {
        theme.colours.sort_by_key(|(role, _)| role.at);
    }
    themes
}
