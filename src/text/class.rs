//! What the character policy makes of each code point, from the properties Unicode gives it.

use std::sync::LazyLock;

use icu_properties::props::{
    DefaultIgnorableCodePoint, ExtendedPictographic, GeneralCategory, GeneralCategoryGroup,
    GraphemeClusterBreak, HangulSyllableType, IndicConjunctBreak, Script,
};
use icu_properties::script::ScriptWithExtensions;
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// How a code point is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Visible, takes cells, may carry marks.
    Plain,
    /// A space of any kind; carries no marks.
    Space,
    /// Ends a line.
    Break,
    /// The horizontal tab.
    Tab,
    /// A C0 control or DEL, which has a picture.
    Control,
    /// A C1 control, which has none.
    HighControl,
    /// Begins a terminal's escape sequence.
    Introducer,
    /// Invisible: bidirectional controls, default ignorables, format characters.
    Hidden,
    /// ZWJ or ZWNJ.
    Joiner,
    /// Attaches to the character before it.
    Mark,
    /// A letter without a cell of its own that attaches to the letter after it.
    Prefix,
    /// A symbol that may begin an emoji sequence.
    Pictograph,
    /// A skin tone.
    Modifier,
    /// A conjoining leading consonant of Hangul.
    Lead,
    /// A conjoining vowel of Hangul, which takes no cell of its own.
    Vowel,
    /// A conjoining trailing consonant of Hangul, which takes no cell of its own.
    Trail,
    /// A consonant that an Indic virama may tie to the one before it.
    Consonant,
    /// Private, unassigned or of unknown width.
    Unknown,
}

/// Scripts in which ZWJ and ZWNJ choose between letter forms: Arabic and those of India.
const JOINED_SCRIPTS: [Script; 11] = [
    Script::Arabic,
    Script::Devanagari,
    Script::Bengali,
    Script::Gurmukhi,
    Script::Gujarati,
    Script::Oriya,
    Script::Tamil,
    Script::Telugu,
    Script::Kannada,
    Script::Malayalam,
    Script::Sinhala,
];

/// Marks that are newer than the tables by which text is cut into graphemes, and would stand there without a cell.
static UNSEGMENTED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let marks = CodePointMapData::<GeneralCategory>::new();
    let mut codes: Vec<u32> = marks.iter_ranges_for_group(GeneralCategoryGroup::Mark).flatten().collect();
    codes.sort_unstable();
    let stands_alone =
        |&mark: &char| mark.width() == Some(0) && format!("a{mark}").graphemes(true).count() > 1;
    codes.into_iter().filter_map(char::from_u32).filter(stands_alone).collect()
});

/// Whether a character is visible, carries marks and needs no look at its neighbours, by ranges alone: most of
/// the world's news. A test holds the ranges against the properties.
pub(super) fn is_plain(c: char) -> bool {
    matches!(c,
        '!'..='~'
        | '\u{a1}'..='\u{a8}' | '\u{aa}'..='\u{ac}' | '\u{af}'..='\u{2ff}' // Latin
        | '\u{3a3}'..='\u{482}' | '\u{48a}'..='\u{52f}' // Greek, Cyrillic
        | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}' // Hebrew, Arabic
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203b}' | '\u{20a0}'..='\u{20bf}' // punctuation, currencies
        | '\u{3001}'..='\u{3020}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30ff}' // kana
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff9d}') // Han, Hangul, full width
}

/// The class of any code point.
pub(super) fn classify(c: char) -> Class {
    match c {
        '\t' => Class::Tab,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Break,
        '\u{1b}' | '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}'..='\u{9f}' => Class::Introducer,
        '\0'..='\u{1f}' | '\u{7f}' => Class::Control,
        '\u{80}'..='\u{9f}' => Class::HighControl,
        '\u{200c}' | '\u{200d}' => Class::Joiner,
        ' ' | '\u{a0}' => Class::Space,
        c if is_plain(c) => Class::Plain,
        c => by_category(c),
    }
}

fn by_category(c: char) -> Class {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    if category == GeneralCategory::Format || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
    {
        Class::Hidden
    } else if GeneralCategoryGroup::Mark.contains(category) {
        if UNSEGMENTED.binary_search(&c).is_ok() { Class::Unknown } else { Class::Mark }
    } else if category == GeneralCategory::SpaceSeparator {
        Class::Space
    } else if GeneralCategoryGroup::Other.contains(category) {
        Class::Unknown
    } else {
        by_cluster(c, category)
    }
}

/// The class of what is visible, by how it joins its neighbours.
fn by_cluster(c: char, category: GeneralCategory) -> Class {
    match CodePointMapData::<GraphemeClusterBreak>::new().get(c) {
        GraphemeClusterBreak::L => Class::Lead,
        // A few other scripts have vowel signs that join as those of Hangul do, but take cells of their own.
        GraphemeClusterBreak::V if hangul(c) == HangulSyllableType::VowelJamo => Class::Vowel,
        GraphemeClusterBreak::T => Class::Trail,
        GraphemeClusterBreak::Prepend => Class::Prefix,
        GraphemeClusterBreak::Extend if category == GeneralCategory::ModifierSymbol => Class::Modifier,
        GraphemeClusterBreak::V | GraphemeClusterBreak::Extend | GraphemeClusterBreak::SpacingMark => {
            Class::Mark
        }
        _ if conjunct(c) == IndicConjunctBreak::Consonant => Class::Consonant,
        _ if CodePointSetData::new::<ExtendedPictographic>().contains(c) => Class::Pictograph,
        _ if c.width() == Some(0) => Class::Unknown,
        _ => Class::Plain,
    }
}

/// How a character joins into a syllable of Hangul.
pub(super) fn hangul(c: char) -> HangulSyllableType {
    CodePointMapData::<HangulSyllableType>::new().get(c)
}

/// How a character joins into an Indic conjunct.
pub(super) fn conjunct(c: char) -> IndicConjunctBreak {
    CodePointMapData::<IndicConjunctBreak>::new().get(c)
}

/// Whether ZWJ and ZWNJ mean something beside this character: a letter or mark of Arabic or an Indic script.
pub(super) fn takes_joiner(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let scripts = ScriptWithExtensions::new();
    if GeneralCategoryGroup::Letter.contains(category) {
        JOINED_SCRIPTS.contains(&CodePointMapData::<Script>::new().get(c))
    } else {
        // Marks are shared by several scripts.
        GeneralCategoryGroup::Mark.contains(category)
            && JOINED_SCRIPTS.iter().any(|&script| scripts.has_script(c, script))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_plain_characters_agree_with_the_properties() {
        for c in ('\u{a0}'..=char::MAX).filter(|&c| is_plain(c)) {
            assert_eq!(by_category(c), Class::Plain, "{c:?}");
            assert_ne!(c.width(), Some(0), "{c:?}");
        }
    }

    #[test]
    fn classes_of_some_characters() {
        let table = [
            ('a', Class::Plain),
            ('ę', Class::Plain),
            ('\u{a0}', Class::Space),
            ('\u{3000}', Class::Space),
            ('\u{85}', Class::Break),
            ('\u{9c}', Class::HighControl),
            ('\u{ad}', Class::Hidden),
            ('\u{600}', Class::Hidden),
            ('\u{fff9}', Class::Hidden),
            ('\u{e0041}', Class::Hidden),
            ('\u{115f}', Class::Hidden),
            ('\u{301}', Class::Mark),
            ('\u{93e}', Class::Mark),
            ('\u{e33}', Class::Mark),
            ('\u{ff9e}', Class::Mark),
            ('\u{915}', Class::Consonant),
            ('\u{d4e}', Class::Prefix),
            ('\u{1100}', Class::Lead),
            ('\u{1161}', Class::Vowel),
            ('\u{11a8}', Class::Trail),
            ('\u{1f469}', Class::Pictograph),
            ('\u{1f3fd}', Class::Modifier),
            ('\u{1f1eb}', Class::Plain),
            ('\u{e000}', Class::Unknown),
            ('\u{fdd0}', Class::Unknown),
            ('\u{378}', Class::Unknown),
        ];
        for (c, class) in table {
            assert_eq!(classify(c), class, "{c:?}");
        }
    }

    #[test]
    fn joiners_belong_to_arabic_and_indic_letters() {
        for c in ['م', 'ک', '\u{64b}', 'क', '\u{94d}', 'ක', '\u{dca}'] {
            assert!(takes_joiner(c), "{c:?}");
        }
        for c in ['a', ' ', '1', 'ж', '中', '👩', '\u{301}', '،'] {
            assert!(!takes_joiner(c), "{c:?}");
        }
    }
}
