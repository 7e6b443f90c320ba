//! The laws of the character policy, held against every code point and against any text.
//!
//! What is banned is stated here by ranges, from the policy and not from the code that carries it out.

use std::borrow::Cow;

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::{Field, clean};
use crate::text::class::{Class, classify};
use crate::text::width;

const FIELDS: [Field; 2] = [Field::Label, Field::Body];

/// `Default_Ignorable_Code_Point` of Unicode 17, without the two joiners; includes nine of the twelve
/// bidirectional controls; the interlinear marks beside it.
const IGNORABLE: [(u32, u32); 19] = [
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200B),
    (0x200E, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
    (0xFFF9, 0xFFFB),
];

/// Format characters that are not default ignorable, skin tones, and the breaks beside the line feed.
const FORMAT: [(u32, u32); 12] = [
    (0x600, 0x605),
    (0x6DD, 0x6DD),
    (0x70F, 0x70F),
    (0x890, 0x891),
    (0x8E2, 0x8E2),
    (0x2028, 0x2029),
    (0x110BD, 0x110BD),
    (0x110CD, 0x110CD),
    (0x13430, 0x1343F),
    (0x1F3FB, 0x1F3FF),
    (0xE000, 0xF8FF),
    (0xF0000, 0x10_FFFF),
];

/// The blocks of Arabic and of the Indic scripts, and the marks they share with others.
const JOINED: [(u32, u32); 14] = [
    (0x600, 0x6FF),
    (0x750, 0x77F),
    (0x860, 0x8FF),
    (0x900, 0xDFF),
    (0x1CD0, 0x1CFF),
    (0x20F0, 0x20F0),
    (0xA830, 0xA8FF),
    (0xFB50, 0xFEFF),
    (0x102E0, 0x102FB),
    (0x10EC0, 0x10EFF),
    (0x111E1, 0x111F4),
    (0x11300, 0x113FF),
    (0x11B00, 0x11FFF),
    (0x1EE00, 0x1EEFF),
];

fn within(code: u32, ranges: &[(u32, u32)]) -> bool {
    ranges.iter().any(|&(first, last)| (first..=last).contains(&code))
}

/// Whether a code point may stand nowhere in a cleaned text.
fn is_banned(c: char, field: Field) -> bool {
    let code = u32::from(c);
    if (0x20..0x7F).contains(&code) || c == char::REPLACEMENT_CHARACTER {
        return false;
    }
    let control = match field {
        Field::Label => code < 0x20,
        Field::Body => code < 0x20 && c != '\n',
    };
    let noncharacter = (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE;
    let unassigned = CodePointMapData::<GeneralCategory>::new().get(c) == GeneralCategory::Unassigned;
    control
        || (0x7F..=0x9F).contains(&code)
        || noncharacter
        || unassigned
        || within(code, &IGNORABLE)
        || within(code, &FORMAT)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

#[track_caller]
fn check(raw: &str, field: Field) {
    let (text, hidden) = clean(raw, field);
    assert!(!text.chars().any(|c| is_banned(c, field)), "{raw:?} gave {text:?}");
    assert!(hidden <= raw.chars().count(), "{raw:?} hides {hidden}");
    assert_eq!(matches!(text, Cow::Borrowed(_)), text == raw, "{raw:?}");
    match clean(&text, field) {
        (Cow::Borrowed(_), 0) => {}
        again => panic!("{raw:?} gave {text:?}, then {again:?}"),
    }
    let most = if raw.contains('\t') { 8 } else { 3 };
    assert!(text.len() <= most * raw.len(), "{raw:?} grew to {text:?}");
    if field == Field::Body {
        check_cells(&text);
    }
}

/// Nothing is invisible, and nothing is more than a cell can hold.
#[track_caller]
fn check_cells(text: &str) {
    for grapheme in text.graphemes(true).filter(|&grapheme| grapheme != "\n") {
        assert!(width(grapheme) > 0, "{grapheme:?} of {text:?} takes no cell");
        assert!(grapheme.chars().count() <= 90, "{grapheme:?} of {text:?} is too much for a cell");
        assert!(!grapheme.starts_with(is_joiner), "{text:?}");
    }
}

fn is_assigned(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    !matches!(category, GeneralCategory::Unassigned | GeneralCategory::PrivateUse)
}

fn assigned() -> impl Iterator<Item = char> {
    ('\0'..=char::MAX).filter(|&c| is_assigned(c))
}

/// Many code points are checked as one text, each on lines of its own, where no other can touch it.
fn check_lines(lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    for batch in lines.chunks(256) {
        check(&batch.concat(), Field::Body);
        check(&batch.concat(), Field::Label);
    }
}

#[test]
fn no_code_point_alone_or_between_letters_breaks_a_law() {
    check_lines(assigned().map(|c| format!("{c}\na{c}b\n")));
}

#[test]
fn letters_around_any_code_point_stay() {
    for c in assigned() {
        let raw = format!("a{c}b");
        let (text, _) = clean(&raw, Field::Body);
        assert!(
            text.starts_with('a') && (text.ends_with('b') || matches!(c, '\u{1b}' | '\u{9b}')),
            "{raw:?} gave {text:?}"
        );
    }
}

#[test]
fn code_points_without_a_character_are_replaced_or_dropped() {
    for c in ('\0'..=char::MAX).filter(|&c| !is_assigned(c)) {
        let ignorable = within(u32::from(c), &IGNORABLE);
        let (alone, between) = if ignorable { ("", "ab") } else { ("\u{fffd}", "a\u{fffd}b") };
        for field in FIELDS {
            assert_eq!(clean(c.encode_utf8(&mut [0; 4]), field).0, alone, "{c:?}");
            assert_eq!(clean(&format!("a{c}b"), field).0, between, "{c:?}");
        }
    }
}

#[test]
fn no_code_point_beside_those_that_look_around_breaks_a_law() {
    let neighbours =
        ['\u{200d}', '\u{200c}', '\u{d4e}', '\u{94d}', '\u{1100}', '\u{1161}', '👩', '\u{1b}', 'م'];
    let meets = |c: char| neighbours.map(|neighbour| format!("क{neighbour}{c}{neighbour}क ")).concat() + "\n";
    let looks_around = |&c: &char| !matches!(classify(c), Class::Plain | Class::Unknown);
    check_lines(assigned().filter(looks_around).map(meets));
}

#[test]
fn joiners_stand_between_letters_of_joined_scripts_only() {
    for c in assigned() {
        let raw = format!("{c}\u{200d}{c}");
        let (text, _) = clean(&raw, Field::Body);
        assert!(!text.contains('\u{200d}') || within(u32::from(c), &JOINED), "{c:?} keeps a joiner");
    }
}

#[test]
fn letters_are_kept_in_order() {
    let text =
        "Élysée Łódź Ñandú Ἀθῆναι Київ наука שלום عربي हिन्दी বাংলা தமிழ் ไทย ລາວ 日本語 한국어 ქართული አማርኛ";
    let noisy: String = text.chars().flat_map(|c| [c, '\u{202e}', '\u{200b}']).collect();
    assert_eq!(clean(&noisy, Field::Label), (Cow::Borrowed(text), 2 * text.chars().count()));
}

fn noise() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        "[ -~]{1,6}",
        prop::sample::select(vec![
            "\u{1b}",
            "\u{1b}[",
            "\u{1b}]",
            "\u{1b}P",
            "\u{9b}",
            "\u{9d}",
            "\u{9c}",
            "\u{7}",
            "\u{1b}\\",
            "\r",
            "\n",
            "\t",
            "\u{200d}",
            "\u{200c}",
            "\u{200b}",
            "\u{202e}",
            "\u{feff}",
            "\u{fe0f}",
            "\u{20e3}",
            "\u{e0067}",
            "\u{301}",
            "\u{ff9e}",
            "\u{e33}",
            "👩",
            "🚒",
            "🏽",
            "🇳",
            "❤",
            "©",
            "1",
            "क",
            "क्",
            "\u{94d}",
            "م",
            "ی",
            "\u{64b}",
            "\u{d4e}",
            "ക",
            "\u{1100}",
            "\u{1161}",
            "\u{11a8}",
            "한",
            "\u{16d63}",
            "\u{e000}",
            "\u{a0}",
            "\u{3000}",
        ])
        .prop_map(String::from),
        prop::sample::select(vec![
            "\u{301}",
            "क्",
            "\u{1100}",
            "\u{200d}",
            "\u{11a8}",
            "م\u{200c}",
            "\u{93e}"
        ])
        .prop_map(|piece| piece.repeat(12)),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_obeys_the_laws(raw in noise()) {
        for field in FIELDS {
            check(&raw, field);
        }
    }

    #[test]
    fn cleaned_texts_joined_obey_the_laws(first in noise(), second in noise()) {
        for field in FIELDS {
            let joined = clean(&first, field).0.into_owned() + &clean(&second, field).0;
            check(&joined, field);
        }
    }

    #[test]
    fn plain_letters_keep_their_order(raw in noise()) {
        let letters = |text: &str| text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c) || "хцчшщ".contains(*c)).collect::<String>();
        let spiced: String = raw.chars().flat_map(|c| ['х', c, '中']).collect();
        // A sequence's payload may hold letters; without introducers all of them stay.
        let spiced = spiced.replace(['\u{1b}', '\u{9b}', '\u{9d}', '\u{90}', '\u{98}', '\u{9e}', '\u{9f}'], "");
        prop_assert_eq!(letters(&clean(&spiced, Field::Body).0), letters(&spiced));
    }
}
