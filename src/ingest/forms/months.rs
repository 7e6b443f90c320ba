//! The names of the months in the languages whose feeds and mails spell them. Knows no grammar of dates.

use crate::text::fold;

/// The shortest abbreviation that is read as a month.
const SHORTEST: usize = 3;

/// Folded names a month, January first. A word is a month if it is one of these or its opening letters.
///
/// English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish and its neighbours, Polish (in the form
/// used in dates), Hungarian, Turkish, Russian and Greek, as far as they differ from a name before them.
const NAMES: [&[&str]; 12] = [
    &[
        "january",
        "januari",
        "janvier",
        "enero",
        "gennaio",
        "janeiro",
        "stycznia",
        "ocak",
        "января",
        "ιανουαριου",
    ],
    &["february", "februari", "fevrier", "febrero", "fevereiro", "lutego", "subat", "февраля", "φεβρουαριου"],
    &[
        "march",
        "mars",
        "marz",
        "maerz",
        "mrz",
        "marzo",
        "marco",
        "maart",
        "mrt",
        "marca",
        "marcius",
        "марта",
        "μαρτιου",
    ],
    &["april", "avril", "abril", "aprile", "kwietnia", "aprilis", "nisan", "апреля", "απριλιου"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "maj", "maja", "majus", "mayis", "мая", "μαιου"],
    &["june", "juni", "juin", "junio", "giugno", "junho", "czerwca", "junius", "haziran", "июня", "ιουνιου"],
    &["july", "juli", "juillet", "julio", "luglio", "julho", "lipca", "julius", "temmuz", "июля", "ιουλιου"],
    &["august", "aout", "agosto", "augustus", "sierpnia", "augusztus", "agustos", "августа", "αυγουστου"],
    &[
        "september",
        "septembre",
        "septiembre",
        "settembre",
        "setembro",
        "wrzesnia",
        "szeptember",
        "eylul",
        "сентября",
        "σεπτεμβριου",
    ],
    &[
        "october",
        "oktober",
        "octobre",
        "octubre",
        "ottobre",
        "outubro",
        "pazdziernika",
        "ekim",
        "октября",
        "οκτωβριου",
    ],
    &["november", "novembre", "noviembre", "novembro", "listopada", "kasim", "ноября", "νοεμβριου"],
    &[
        "december",
        "dezember",
        "decembre",
        "diciembre",
        "dicembre",
        "dezembro",
        "grudnia",
        "aralik",
        "декабря",
        "δεκεμβριου",
    ],
];

/// The month a word names, 1 to 12: `Nov`, `July`, `Ιούλ`, `júl`, `Sept`.
pub(super) fn month(word: &str) -> Option<u8> {
    let folded = fold(word);
    if folded.chars().count() < SHORTEST {
        return None;
    }
    let named = |names: &&[&str]| names.iter().any(|name| name.starts_with(folded.as_ref()));
    NAMES.iter().position(named).and_then(|index| u8::try_from(index + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_full_and_short_in_many_languages() {
        let cases = [
            ("Nov", 11),
            ("JANUARY", 1),
            ("Sept", 9),
            ("März", 3),
            ("févr", 2),
            ("août", 8),
            ("ago", 8),
            ("Dez", 12),
            ("października", 10),
            ("július", 7),
            ("Ιούλ", 7),
            ("мая", 5),
            ("Şubat", 2),
        ];
        for (word, number) in cases {
            assert_eq!(month(word), Some(number), "{word}");
        }
    }

    #[test]
    fn other_words_are_no_months() {
        for word in ["", "Ma", "Thu", "Sun", "GMT", "EST", "Novembers", "Marchand", "오후"] {
            assert_eq!(month(word), None, "{word}");
        }
    }
}
