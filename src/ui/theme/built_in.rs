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
const ROWS: [Row; 8] = [
    //                       background text      strong    quiet     rule      accent    match     hit       warning
    Row { name: "dark",
          full: [0x1c_1e_22, 0xd3_d5_d9, 0xff_ff_ff, 0x9a_9f_a8, 0x6c_72_7d, 0x4f_c1_e9, 0x8f_d4_6a, 0xf2_c1_4e, 0xf0_8d_64],
          sixteen: ON_BLACK },
    Row { name: "light",
          full: [0xfb_fa_f7, 0x2b_2b_2b, 0x00_00_00, 0x66_62_5b, 0x8f_8a_82, 0x00_62_7a, 0x35_6b_00, 0x7a_4b_00, 0xa8_3a_00],
          sixteen: ON_WHITE },
    Row { name: "high-contrast",
          full: [0x00_00_00, 0xff_ff_ff, 0xff_ff_ff, 0xd0_d0_d0, 0xb0_b0_b0, 0x6a_c0_ff, 0xff_ff_00, 0xff_ff_00, 0xff_9d_5c],
          sixteen: ON_BLACK },
    Row { name: "high-contrast-light",
          full: [0xff_ff_ff, 0x00_00_00, 0x00_00_00, 0x3a_3a_3a, 0x55_55_55, 0x00_41_8f, 0x6b_00_6b, 0x00_41_8f, 0x8f_15_00],
          sixteen: ON_WHITE },
    // After the palette of E. Schoonover, with its greys moved apart as far as small letters need.
    Row { name: "solarized",
          full: [0x00_2b_36, 0xa4_b1_b1, 0xee_e8_d5, 0x8a_9b_9d, 0x65_7b_83, 0x4f_a8_e0, 0xa3_b4_1a, 0xd9_a5_20, 0xec_7f_4e],
          sixteen: ON_BLACK },
    Row { name: "solarized-light",
          full: [0xfd_f6_e3, 0x45_59_5f, 0x07_36_42, 0x58_6e_75, 0x7c_8c_8d, 0x1a_6a_a5, 0x5b_69_00, 0x7d_5b_00, 0xb5_3a_0c],
          sixteen: ON_WHITE },
    // After the colours that M. Okabe and K. Ito chose so that all eyes tell them apart.
    Row { name: "color-blind",
          full: [0x1a_1a_1a, 0xd8_d8_d8, 0xff_ff_ff, 0xa0_a0_a0, 0x73_73_73, 0x56_b4_e9, 0x56_b4_e9, 0xf0_e4_42, 0xe6_9f_00],
          sixteen: ON_BLACK },
    Row { name: "color-blind-light",
          full: [0xff_ff_ff, 0x26_26_26, 0x00_00_00, 0x5f_5f_5f, 0x8a_8a_8a, 0x00_60_a0, 0x00_60_a0, 0x00_60_a0, 0xb0_4a_00],
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
