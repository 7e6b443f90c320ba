//! Themes of the reader's own: what the configuration says about them, checked.

use ratatui::style::Color;

use super::{Depth, Role, Shade, Theme};
use crate::config::{Mistake, OwnTheme, Placed};

/// The key of a theme that names the one it is made from.
const BASE: &str = "base";

impl Theme {
    /// The themes the program brings with those of the reader behind them, and what makes no sense about these and is
    /// left out: a role that there is not, a colour that is none, a theme to begin with that is not there. One of the
    /// same name takes the place of the program's.
    pub fn with_own(own: &[OwnTheme]) -> (Vec<Self>, Vec<Mistake>) {
        let (mut themes, mut mistakes) = (Self::built_in(), Vec::new());
        for written in own {
            let theme = Self::own(&themes, written, &mut mistakes);
            match themes.iter_mut().find(|known| known.name == theme.name) {
                Some(known) => *known = theme,
                None => themes.push(theme),
            }
        }
        (themes, mistakes)
    }

    fn own(known: &[Self], written: &OwnTheme, mistakes: &mut Vec<Mistake>) -> Self {
        let base = written.colours.iter().find(|(key, _)| key.text == BASE);
        let base = base
            .and_then(|(_, name)| Self::named(known, name).map_err(|mistake| mistakes.push(mistake)).ok());
        let mut shades = known.get(base.unwrap_or(0)).map(|theme| theme.shades).unwrap_or_default();
        for (key, value) in written.colours.iter().filter(|(key, _)| key.text != BASE) {
            match (role(key), colour(value)) {
                (Ok(place), Ok(full)) => {
                    if let Some(shade) = shades.get_mut(place) {
                        *shade = Shade { full, sixteen: Depth::Sixteen.nearest(full) };
                    }
                }
                (place, full) => mistakes.extend(place.err().into_iter().chain(full.err())),
            }
        }
        Self { name: written.name.text.clone(), shades }
    }

    /// The place of the theme with a name.
    ///
    /// # Errors
    /// There is none.
    pub fn named(themes: &[Self], name: &Placed) -> Result<usize, Mistake> {
        themes.iter().position(|theme| theme.name == name.text).ok_or_else(|| {
            let names: Vec<&str> = themes.iter().map(Self::name).collect();
            let message = format!("`{}` is no theme; there are {}", name.text, names.join(", "));
            Mistake { at: name.at, message }
        })
    }
}

/// The place of a role by its name.
fn role(written: &Placed) -> Result<usize, Mistake> {
    Role::ALL.iter().position(|role| role.name() == written.text).ok_or_else(|| {
        let roles = Role::ALL.map(Role::name).join(", ");
        let message = format!("`{}` is nothing a theme colours; there are {roles}, and base", written.text);
        Mistake { at: written.at, message }
    })
}

/// A colour as it is written: its name, its number, or its red, green and blue.
fn colour(written: &Placed) -> Result<Color, Mistake> {
    let word = if written.text == "default" { "reset" } else { &written.text };
    word.parse().map_err(|_| {
        let message =
            format!("`{}` is no colour; write blue, light-blue, default, 0 to 255 or #1e90ff", written.text);
        Mistake { at: written.at, message }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Place;

    fn placed(text: &str, line: usize) -> Placed {
        Placed { text: text.to_owned(), at: Place { line, column: 1 } }
    }

    fn own(name: &str, colours: &[(&str, &str)]) -> OwnTheme {
        let lines = (2..).zip(colours);
        let colours =
            lines.map(|(line, (role, colour))| (placed(role, line), placed(colour, line))).collect();
        OwnTheme { name: placed(name, 1), colours }
    }

    #[test]
    fn a_theme_begins_with_another_and_changes_some_colours() {
        let written = own("mine", &[("accent", "#ff0000"), ("base", "light"), ("quiet", "243")]);
        let themes = Theme::with_own(&[written]).0;
        let [mine, light] =
            ["mine", "light"].map(|name| themes.iter().find(|theme| theme.name() == name).unwrap());
        assert_eq!(mine.colour(Role::Accent, Depth::True), Color::Rgb(255, 0, 0));
        assert_eq!(mine.colour(Role::Accent, Depth::Sixteen), Color::LightRed);
        assert_eq!(mine.colour(Role::Quiet, Depth::Indexed), Color::Indexed(243));
        assert_eq!(mine.colour(Role::Text, Depth::True), light.colour(Role::Text, Depth::True));
    }

    #[test]
    fn without_a_base_the_terminal_keeps_its_colours() {
        let themes = Theme::with_own(&[own("mine", &[("warning", "light-red")])]).0;
        let mine = themes.last().unwrap();
        assert_eq!(mine.colour(Role::Background, Depth::True), Color::Reset);
        assert_eq!(mine.colour(Role::Warning, Depth::True), Color::LightRed);
    }

    #[test]
    fn an_own_theme_takes_the_place_of_one_the_program_brings() {
        let count = Theme::built_in().len();
        let themes = Theme::with_own(&[own("dark", &[("text", "white")])]).0;
        assert_eq!(themes.len(), count);
        assert_eq!(themes[1].colour(Role::Text, Depth::True), Color::White);
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        for (colours, line, said) in [
            ([("text", "blue"), ("ruler", "blue")], 3, "`ruler` is nothing a theme colours"),
            ([("text", "blueish"), ("rule", "blue")], 2, "`blueish` is no colour"),
            ([("text", "#12345"), ("rule", "blue")], 2, "`#12345` is no colour"),
            ([("text", "256"), ("rule", "blue")], 2, "`256` is no colour"),
            ([("text", "blue"), ("base", "drak")], 3, "`drak` is no theme; there are terminal, dark"),
        ] {
            let (themes, mistakes) = Theme::with_own(&[own("mine", &colours)]);
            let [mistake] = &mistakes[..] else { panic!("{mistakes:?}") };
            assert_eq!(mistake.at.line, line, "{mistake}");
            assert!(mistake.to_string().contains(said), "{mistake}");
            let [mine, usual] = [themes.last(), themes.first()].map(|theme| theme.unwrap().shades);
            let other = usize::from(line == 2);
            let changed = (0..mine.len()).filter(|place| mine[*place] != usual[*place]).count();
            assert_eq!((changed, colours[other].1), (1, "blue"), "the other colour holds");
        }
    }
}
