//! The last sweep for terminals that show ASCII only: every other sign is spelled plainly or stands as `?`.

use ratatui::buffer::{Buffer, Cell};
use unicode_normalization::UnicodeNormalization;

/// Spells every cell of a finished screen in ASCII.
pub(super) fn spell(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if !cell.symbol().is_ascii() {
            let plain = plain(cell.symbol());
            replace(cell, plain);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "one ASCII sign chosen here, never text from a file")]
fn replace(cell: &mut Cell, plain: char) {
    let mut buffer = [0_u8; 4];
    cell.set_symbol(plain.encode_utf8(&mut buffer));
}

fn plain(symbol: &str) -> char {
    let first = symbol.chars().next().unwrap_or(' ');
    match first {
        '‘' | '’' | '‚' | '′' => '\'',
        '“' | '”' | '„' | '«' | '»' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '─' | '·' => '-',
        '│' => '|',
        '•' => '*',
        '…' => '.',
        '┬' | '┴' | '┼' => '+',
        letter => letter.nfkd().find(char::is_ascii).filter(|plain| !plain.is_ascii_control()).unwrap_or('?'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_letters_are_spelled_plainly() {
        let cases =
            [("é", 'e'), ("Ü", 'U'), ("—", '-'), ("“", '"'), ("…", '.'), ("漢", '?'), ("ﬁ", 'f'), ("│", '|')];
        for (symbol, expected) in cases {
            assert_eq!(plain(symbol), expected, "{symbol}");
        }
    }
}
