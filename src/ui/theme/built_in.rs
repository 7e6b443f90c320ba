//! The themes the program brings: one table. What makes them readable is tested as laws beside it.

use ratatui::style::Color;

use super::{Role, Shade, Theme};

/// A theme as a row of the table: a colour a role, in the order of [`Role::ALL`], first as red, green and blue, then
/// as one of sixteen.
struct Row {
    name: &'static str,
    full: [u32; Role::ALL.len()],
    sixteen: [Color; Role::ALL.len()],
}

/// Light letters on black, where there are sixteen colours.
const ON_BLACK: [Color; Role::ALL.len()] = [
    Color::Black,
    Color::White,
    Color::White,
    Color::Gray,
    Color::Gray,
    Color::LightCyan,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightYellow,
];

/// Dark letters on white.
const ON_WHITE: [Color; Role::ALL.len()] = [
    Color::White,
    Color::Black,
    Color::Black,
    Color::DarkGray,
    Color::DarkGray,
    Color::Blue,
    Color::Magenta,
    Color::Blue,
    Color::Red,
];

#[rustfmt::skip]
#[expect(clippy::unreadable_literal, reason = "red, green and blue are six digits everywhere")]
const ROWS: [Row; 8] = [
    //                       background text      strong    quiet     rule      accent    match     hit       warning
    Row { name: "dark",
          full: [0x1c1e22, 0xd3d5d9, 0xffffff, 0x9a9fa8, 0x6c727d, 0x4fc1e9, 0x8fd46a, 0xf2c14e, 0xf08d64],
          sixteen: ON_BLACK },
    Row { name: "light",
          full: [0xfbfaf7, 0x2b2b2b, 0x000000, 0x66625b, 0x8f8a82, 0x00627a, 0x356b00, 0x7a4b00, 0xa83a00],
          sixteen: ON_WHITE },
    Row { name: "high-contrast",
          full: [0x000000, 0xffffff, 0xffffff, 0xd0d0d0, 0xb0b0b0, 0x6ac0ff, 0xffff00, 0xffff00, 0xff9d5c],
          sixteen: ON_BLACK },
    Row { name: "high-contrast-light",
          full: [0xffffff, 0x000000, 0x000000, 0x3a3a3a, 0x555555, 0x00418f, 0x6b006b, 0x00418f, 0x8f1500],
          sixteen: ON_WHITE },
    // After the palette of E. Schoonover, with its greys moved apart as far as small letters need.
    Row { name: "solarized",
          full: [0x002b36, 0xa4b1b1, 0xeee8d5, 0x8a9b9d, 0x657b83, 0x4fa8e0, 0xa3b41a, 0xd9a520, 0xec7f4e],
          sixteen: ON_BLACK },
    Row { name: "solarized-light",
          full: [0xfdf6e3, 0x45595f, 0x073642, 0x586e75, 0x7c8c8d, 0x1a6aa5, 0x5b6900, 0x7d5b00, 0xb53a0c],
          sixteen: ON_WHITE },
    // After the colours that M. Okabe and K. Ito chose so that all eyes tell them apart.
    Row { name: "color-blind",
          full: [0x1a1a1a, 0xd8d8d8, 0xffffff, 0xa0a0a0, 0x737373, 0x56b4e9, 0x56b4e9, 0xf0e442, 0xe69f00],
          sixteen: ON_BLACK },
    Row { name: "color-blind-light",
          full: [0xffffff, 0x262626, 0x000000, 0x5f5f5f, 0x8a8a8a, 0x0060a0, 0x0060a0, 0x0060a0, 0xb04a00],
          sixteen: ON_WHITE },
];

impl Theme {
    /// The themes the program brings, the one in the terminal's own colours first.
    pub fn built_in() -> Vec<Self> {
        std::iter::once(Self::of_terminal()).chain(ROWS.iter().map(Row::theme)).collect()
    }

    /// The terminal's own colours: what its user chose for letters and background, and two of the sixteen.
    fn of_terminal() -> Self {
        let shades = Role::ALL.map(|role| {
            let colour = match role {
                Role::Background | Role::Text | Role::Strong | Role::Quiet | Role::Rule | Role::Hit => {
                    Color::Reset
                }
                Role::Accent | Role::Match => Color::Cyan,
                Role::Warning => Color::Yellow,
            };
            Shade { full: colour, sixteen: colour }
        });
        Self { name: "terminal".to_owned(), shades }
    }
}

impl Row {
    fn theme(&self) -> Theme {
        let mut shades = [Shade::default(); Role::ALL.len()];
        for (shade, (full, sixteen)) in shades.iter_mut().zip(self.full.iter().zip(self.sixteen)) {
            *shade = Shade { full: Color::from_u32(*full), sixteen };
        }
        Theme { name: self.name.to_owned(), shades }
    }
}
