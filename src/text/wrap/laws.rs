//! The laws of wrapping, held over many scripts, all narrow widths and any text.

use proptest::prelude::*;

use super::{Hyphenation, Row, WrapOptions, justify, wrap, wrap_to_justify};
use crate::text::graphemes::graphemes;
use crate::text::{SafeText, width};

const CORPUS: [&str; 20] = [
    "The council of ministers met on Tuesday in Niamey and agreed – after “long” talks – to send a delegation.",
    "See https://example.com/2023/11/10/a-long-address-of-a-page?with=parameters&and=more#here, or write to us.",
    "Le président déchu : « Je reste ! », a-t-il dit ; l’élu de Zinder n’était pas là.",
    "प्रधानमंत्री ने मंगलवार को राजधानी में एक बैठक की और कहा कि क्षेत्र में शांति ज़रूरी है।",
    "ｶﾞﾝﾊﾞﾚ ﾆｯﾎﾟﾝ、ﾊﾟｰﾃｨｰﾉ ﾄﾞｱｦ ｱｹﾙ。xxxﾞ",
    "قال الرئيس يوم الثلاثاء إنّ الحكومة ستعقد اجتماعًا في العاصمة، می\u{200c}خواهم بروم.",
    "นายกรัฐมนตรีกล่าวว่ารัฐบาลจะทำงานต่อไปเพื่อประชาชนทุกคนในประเทศ น้ำ",
    "👩\u{200d}🚒👨🏽 🇳🇪🇫🇷🇳 ❤\u{fe0f}1\u{fe0f}\u{20e3} 😀😀😀",
    "e\u{301}\u{302}\u{303} a\u{35c}b \u{301}alone \u{20dd} x\u{336}y\u{336}z\u{336}",
    "首相は火曜日に東京で会見し、「新しい政策」について説明しました。（記者団）",
    "총리는 화요일 수도에서 회견을 열고 새 정책을 설명했다. \u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}",
    "xxx\u{ff9e}",
    "x\u{115f}漢",
    "ｱｲｳｴｵｶｷｸｹｺｻﾞｼﾞｽﾞｾﾞｿﾞ",
    "ก็ที่นั่นมีน้ำแข็ง \u{d4e}ക ക്ഷ സ്ത്രീ ശ്രീ",
    "བོད་སྐད་ཀྱི་ཡི་གེ། མྱན་མ ဘာသာစကား ភាសាខ្មែរ ລາວ አማርኛ ქართული",
    "a     lot     of      space        and\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}none   ",
    "( [ { open ! ? close } ] ) , . ; : -- - — – … … / \\ | a-b-c-d-e-f --g--",
    "supercalifragilisticexpialidocious-antidisestablishmentarianism internationalisation representatives",
    "line one\n\n   indented line two\r\n\tthird\u{2028}fourth\n",
];

/// The laws that hold for every text and width.
#[track_caller]
fn check(text: &SafeText, options: WrapOptions) {
    check_rows(text, options, &wrap(text, options));
    check_rows(text, options, &wrap_to_justify(text, options, 0));
}

#[track_caller]
fn check_rows(text: &SafeText, options: WrapOptions, rows: &[Row]) {
    let mut at = 0;
    for row in rows {
        assert_eq!(row.range.start, at, "{text:?} at {options:?}");
        at = row.range.end;
        check_row(text, row, options.width);
        check_justified(text, row, options.width);
    }
    assert_eq!(at, text.len(), "{text:?} at {options:?}");
    assert_eq!(rows.iter().filter(|row| row.last).count(), text.split_inclusive('\n').count());
}

#[track_caller]
fn check_row(text: &SafeText, row: &Row, asked: usize) {
    let shown = &text[row.shown.clone()];
    assert_eq!(row.shown.start, row.range.start);
    assert!(row.shown.end <= row.range.end && !row.range.is_empty(), "{row:?}");
    assert!(text[row.shown.end..row.range.end].chars().all(char::is_whitespace), "{row:?} hides text");
    assert_eq!(shown, shown.trim_end(), "{row:?}");
    assert!(!shown.contains('\n'));
    let taken = width(shown) + usize::from(row.hyphen);
    let alone = !row.hyphen && graphemes(shown).count() == 1;
    assert!(taken <= asked || alone, "{shown:?} takes {taken} of {asked}");
    let ends_line = text[row.range.clone()].ends_with('\n') || row.range.end == text.len();
    assert_eq!(row.last, ends_line);
    assert!(!(row.last && row.hyphen));
}

#[track_caller]
fn check_justified(text: &SafeText, row: &Row, asked: usize) {
    let gaps = justify(text, row, asked);
    if gaps.is_empty() {
        return;
    }
    let extra: usize = gaps.iter().map(|gap| gap.cells).sum();
    assert_eq!(width(&text[row.shown.clone()]) + usize::from(row.hyphen) + extra, asked, "{row:?}");
    assert!(
        gaps.is_sorted_by(|a, b| a.at < b.at && a.cells >= b.cells && a.cells - b.cells <= 1),
        "{gaps:?}"
    );
    assert!(gaps.iter().all(|gap| gap.cells <= 2), "{gaps:?}");
    assert!(gaps.iter().all(|gap| text[row.shown.start..gap.at].ends_with(' ')), "{gaps:?}");
}

#[test]
fn corpus_obeys_the_laws_at_every_width() {
    for text in CORPUS.map(SafeText::body).iter().chain([&SafeText::body(&CORPUS.join(" "))]) {
        for width in 1..=120 {
            for hyphenation in
                [Hyphenation::Off, Hyphenation::English, Hyphenation::French, Hyphenation::German]
            {
                check(text, WrapOptions { width, hyphenation });
            }
        }
    }
}

#[test]
fn every_row_but_the_last_of_prose_can_be_justified() {
    let text = SafeText::body(CORPUS[0]);
    let rows = wrap_to_justify(&text, WrapOptions { width: 30, hyphenation: Hyphenation::English }, 0);
    let (last, head) = rows.split_last().unwrap();
    assert!(justify(&text, last, 30).is_empty());
    for row in head {
        let extra: usize = justify(&text, row, 30).iter().map(|gap| gap.cells).sum();
        assert_eq!(width(&text[row.shown.clone()]) + usize::from(row.hyphen) + extra, 30);
    }
}

#[test]
fn extreme_widths_are_harmless() {
    let text = SafeText::body(&CORPUS.join("\n"));
    for width in [0, usize::MAX, usize::MAX - 1, u32::MAX as usize] {
        let rows = wrap(&text, WrapOptions { width, hyphenation: Hyphenation::English });
        assert_eq!(rows.last().map(|row| row.range.end), Some(text.len()));
    }
}

#[test]
fn bombs_take_linear_time() {
    let units = [
        "x",
        "x ",
        " ",
        "-",
        "a-",
        "/",
        "日",
        "é",
        "é ",
        "\u{1f1f3}",
        "क्ष",
        "ｶﾞ",
        "( ",
        "! ",
        "\u{a0}",
        "ก",
        "—",
        "👩",
        "\n",
        "a\u{301}",
        "“",
        "…",
    ];
    for unit in units {
        let text = SafeText::body(&unit.repeat((1 << 17) / unit.len()));
        for hyphenation in [Hyphenation::Off, Hyphenation::English] {
            let start = std::time::Instant::now();
            for width in [80, 200] {
                let options = WrapOptions { width, hyphenation };
                for rows in [wrap(&text, options), wrap_to_justify(&text, options, 0)] {
                    assert_eq!(rows.last().map(|row| row.range.end), Some(text.len()));
                }
            }
            assert!(start.elapsed().as_secs() < 10, "{unit:?} took {:?}", start.elapsed());
        }
    }
}

proptest! {
    #[test]
    fn any_text_obeys_the_laws(text in any::<String>(), width in 1..40_usize) {
        check(&SafeText::body(&text), WrapOptions { width, hyphenation: Hyphenation::English });
    }

    #[test]
    fn mixed_words_obey_the_laws(
        words in proptest::collection::vec(prop_oneof![
            "[a-zA-Z]{1,18}",
            "[ -~]{1,12}",
            prop::sample::select(CORPUS.join(" ").split_inclusive(' ').map(String::from).collect::<Vec<_>>()),
            prop::sample::select(vec![" ", "  ", "\n", "\u{a0}", "\u{3000}", "—", "-", "\u{301}", "\u{ff9e}", "/"])
                .prop_map(String::from),
        ], 0..40),
        width in 1..50_usize,
    ) {
        let text = SafeText::body(&words.concat());
        check(&text, WrapOptions { width, hyphenation: Hyphenation::English });
        check(&text, WrapOptions { width, hyphenation: Hyphenation::Portuguese });
        check(&text, WrapOptions { width, hyphenation: Hyphenation::Off });
    }
}
