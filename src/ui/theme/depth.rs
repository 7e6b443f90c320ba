//! How many colours a terminal has, and which of them is nearest to one it has not.

use ratatui::style::Color;

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Depth {
    /// The sixteen that its user can choose.
    Sixteen,
    /// Those, and 240 fixed ones.
    Indexed,
    /// All.
    #[default]
    True,
}

/// The levels of red, green and blue in the cube of colours 16 to 231, as xterm has them.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The sixteen colours as xterm shows them where nothing else is chosen.
const SIXTEEN: [(Color, Rgb); 16] = [
    (Color::Black, Rgb(0, 0, 0)),
    (Color::Red, Rgb(205, 0, 0)),
    (Color::Green, Rgb(0, 205, 0)),
    (Color::Yellow, Rgb(205, 205, 0)),
    (Color::Blue, Rgb(0, 0, 238)),
    (Color::Magenta, Rgb(205, 0, 205)),
    (Color::Cyan, Rgb(0, 205, 205)),
    (Color::Gray, Rgb(229, 229, 229)),
    (Color::DarkGray, Rgb(127, 127, 127)),
    (Color::LightRed, Rgb(255, 0, 0)),
    (Color::LightGreen, Rgb(0, 255, 0)),
    (Color::LightYellow, Rgb(255, 255, 0)),
    (Color::LightBlue, Rgb(92, 92, 255)),
    (Color::LightMagenta, Rgb(255, 0, 255)),
    (Color::LightCyan, Rgb(0, 255, 255)),
    (Color::White, Rgb(255, 255, 255)),
];

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rgb(pub(super) u8, pub(super) u8, pub(super) u8);

impl Depth {
    /// What a terminal says of itself: `COLORTERM`, and its name in `TERM`.
    pub fn of(colorterm: &str, term: &str) -> Self {
        if matches!(colorterm, "truecolor" | "24bit") || term.ends_with("-direct") {
            Self::True
        } else if term.contains("256color") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }

    /// The nearest colour a terminal has.
    pub(super) fn nearest(self, colour: Color) -> Color {
        match (self, colour) {
            (Self::True, _) | (Self::Indexed, Color::Indexed(_)) => colour,
            (Self::Indexed, Color::Rgb(red, green, blue)) => {
                let wanted = Rgb(red, green, blue);
                let fixed = (16..=255).map(|index| (Color::Indexed(index), fixed(index)));
                wanted.nearest_of(fixed)
            }
            (Self::Sixteen, Color::Rgb(red, green, blue)) => Rgb(red, green, blue).nearest_of(SIXTEEN),
            (Self::Sixteen, Color::Indexed(index)) => match SIXTEEN.get(usize::from(index)) {
                Some((own, _)) => *own,
                None => fixed(index).nearest_of(SIXTEEN),
            },
            (Self::Indexed | Self::Sixteen, named) => named,
        }
    }
}

/// One of the 240 fixed colours: the cube from 16 on, the greys from 232 on.
pub(super) fn fixed(index: u8) -> Rgb {
    if index >= 232 {
        let grey = 8 + 10 * (index - 232);
        return Rgb(grey, grey, grey);
    }
    let place = usize::from(index.saturating_sub(16));
    let level = |place: usize| LEVELS.get(place % 6).copied().unwrap_or(0);
    Rgb(level(place / 36), level(place / 6), level(place))
}

impl Rgb {
    fn nearest_of(self, known: impl IntoIterator<Item = (Color, Self)>) -> Color {
        let nearest = known.into_iter().min_by_key(|(_, one)| self.distance(*one));
        nearest.map_or(Color::Reset, |(colour, _)| colour)
    }

    /// How different two colours look: the squares of their differences, weighted by how red they are, as
    /// T. Riemersma's low-cost approximation has it.
    fn distance(self, other: Self) -> i64 {
        let apart = |one: u8, other: u8| i64::from(one) - i64::from(other);
        let red = i64::midpoint(i64::from(self.0), i64::from(other.0));
        let [dr, dg, db] = [apart(self.0, other.0), apart(self.1, other.1), apart(self.2, other.2)];
        (512 + red) * dr * dr + 1024 * dg * dg + (767 - red) * db * db
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// What a colour looks like on a terminal with the sixteen colours of xterm.
    pub(in super::super) fn shown(colour: Color) -> Option<Rgb> {
        match colour {
            Color::Reset => None,
            Color::Rgb(red, green, blue) => Some(Rgb(red, green, blue)),
            Color::Indexed(index) => Some(fixed(index)),
            named => SIXTEEN.iter().find(|(known, _)| *known == named).map(|(_, rgb)| *rgb),
        }
    }

    #[test]
    fn a_terminal_has_the_colours_it_says_it_has() {
        for (colorterm, term, depth) in [
            ("truecolor", "xterm-256color", Depth::True),
            ("24bit", "screen", Depth::True),
            ("", "xterm-direct", Depth::True),
            ("", "xterm-256color", Depth::Indexed),
            ("yes", "tmux-256color", Depth::Indexed),
            ("", "xterm", Depth::Sixteen),
            ("", "linux", Depth::Sixteen),
        ] {
            assert_eq!(Depth::of(colorterm, term), depth, "{colorterm} {term}");
        }
    }

    #[test]
    fn a_colour_becomes_the_nearest_there_is() {
        for (depth, colour, expected) in [
            (Depth::True, Color::Rgb(1, 2, 3), Color::Rgb(1, 2, 3)),
            (Depth::Indexed, Color::Rgb(0, 0, 0), Color::Indexed(16)),
            (Depth::Indexed, Color::Rgb(255, 0, 1), Color::Indexed(196)),
            (Depth::Indexed, Color::Rgb(29, 28, 27), Color::Indexed(234)),
            (Depth::Indexed, Color::Cyan, Color::Cyan),
            (Depth::Sixteen, Color::Rgb(250, 250, 250), Color::White),
            (Depth::Sixteen, Color::Indexed(1), Color::Red),
            (Depth::Sixteen, Color::Indexed(231), Color::White),
            (Depth::Sixteen, Color::Reset, Color::Reset),
        ] {
            assert_eq!(depth.nearest(colour), expected, "{colour} on {depth:?}");
        }
    }

    #[test]
    fn every_fixed_colour_is_nearest_to_itself() {
        for index in 16..=255 {
            let Rgb(red, green, blue) = fixed(index);
            let found = Depth::Indexed.nearest(Color::Rgb(red, green, blue));
            assert_eq!(shown(found), Some(fixed(index)), "{index} became {found}");
        }
    }
}
