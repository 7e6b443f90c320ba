//! Cleaning: any text in, only what may be shown out, in one pass and without a copy where nothing has to change.

use std::borrow::Cow;
use std::ops::Range;

use icu_properties::CodePointSetData;
use icu_properties::props::Emoji;

use super::Field;
use super::cluster::{Cluster, Verdict};
use super::escape::sequence_length;
use crate::text::class::{Class, classify, is_plain};
use crate::text::width;

/// Shown where an escape sequence or an escape character was.
const ESCAPE_PICTURE: char = '\u{241b}';

/// Shown where DEL was.
const DELETE_PICTURE: char = '\u{2421}';

/// Put before a mark that has nothing to stand on.
const DOTTED_CIRCLE: char = '\u{25cc}';

/// As many as there are cells from one tab stop to the next.
const SPACES: &str = "        ";

/// Bytes looked at together while they are ASCII.
const STRIDE: usize = 16;

/// Cleans a text; borrowed where nothing had to change. Also tells how many hidden characters went.
///
/// Hidden are what a reader cannot see: bidirectional controls, default ignorables, format characters, joiners
/// outside the scripts that need them, the marks beyond the eighth on a letter, and escape sequences (each counts
/// as one). The tails of emoji sequences go uncounted. The result is at most eight times as long as the text, and
/// at most three times as long where the text has no tabs. Cleaning what is clean changes nothing.
pub fn clean(raw: &str, field: Field) -> (Cow<'_, str>, usize) {
    let mut cleaner = Cleaner {
        field,
        output: Output { raw, copied: 0, written: String::new(), line: 0, column: 0 },
        cluster: Cluster::START,
        tail: Tail::None,
        hidden: 0,
    };
    let mut at = 0;
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        at += cleaner.skip_plain(rest);
        let rest = raw.get(at..).unwrap_or_default();
        if let Some(c) = rest.chars().next() {
            at = cleaner.step(at, c, rest);
        }
    }
    (cleaner.output.finish(), cleaner.hidden)
}

/// How far an emoji sequence has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tail {
    /// There is none.
    None,
    /// The last visible character was a pictograph.
    Pictograph,
    /// And a joiner ties the next one to it.
    Joined,
}

struct Cleaner<'a> {
    field: Field,
    output: Output<'a>,
    cluster: Cluster,
    tail: Tail,
    hidden: usize,
}

impl Cleaner<'_> {
    /// The bytes at the beginning of `rest` that need no look at each character.
    fn skip_plain(&mut self, rest: &str) -> usize {
        let length = plain_length(rest, self.field);
        if let Some(last) = rest.get(..length).and_then(|plain| plain.chars().next_back()) {
            let class = match last {
                ' ' | '\n' => Class::Space,
                _ => Class::Plain,
            };
            self.cluster.push(last, class);
            self.tail = Tail::None;
        }
        length
    }

    /// Treats the character at byte `at`, with which `rest` begins; returns where to go on.
    fn step(&mut self, at: usize, c: char, rest: &str) -> usize {
        let end = at + c.len_utf8();
        let class = classify(c);
        if self.ends_emoji(c, class) {
            self.output.replace(at..end, "");
            return end;
        }
        self.tail = if class == Class::Pictograph { Tail::Pictograph } else { Tail::None };
        match class {
            Class::Break => return self.line_break(at, rest),
            Class::Introducer => return self.escape(at, c, rest),
            Class::Tab => self.tab(at),
            Class::Control => self.put(at..end, picture(c)),
            Class::HighControl => self.put(at..end, char::REPLACEMENT_CHARACTER),
            Class::Plain
            | Class::Space
            | Class::Hidden
            | Class::Joiner
            | Class::Mark
            | Class::Prefix
            | Class::Pictograph
            | Class::Modifier
            | Class::Lead
            | Class::Vowel
            | Class::Trail
            | Class::Consonant
            | Class::Unknown => self.weigh(at..end, c, class),
        }
        end
    }

    /// Whether a character only goes on with the emoji before it, which is shown by its first code point alone.
    fn ends_emoji(&mut self, c: char, class: Class) -> bool {
        let sequence = self.tail != Tail::None;
        match (c, class) {
            (_, Class::Joiner) if sequence => self.tail = Tail::Joined,
            (_, Class::Pictograph) if self.tail == Tail::Joined => self.tail = Tail::Pictograph,
            (_, Class::Modifier) | ('\u{e0020}'..='\u{e007f}', _) if sequence => {}
            ('\u{fe0e}' | '\u{fe0f}', _) => {
                return sequence || CodePointSetData::new::<Emoji>().contains(self.cluster.last());
            }
            ('\u{20e3}', _) => return matches!(self.cluster.last(), '0'..='9' | '#' | '*'),
            _ => return false,
        }
        true
    }

    fn line_break(&mut self, at: usize, rest: &str) -> usize {
        let length = if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) };
        let (shown, class) = match self.field {
            Field::Label => (' ', Class::Space),
            Field::Body => ('\n', Class::Break),
        };
        if !rest.starts_with(shown) {
            self.output.put(at..at + length, shown);
        }
        self.cluster.push(shown, class);
        at + length
    }

    fn escape(&mut self, at: usize, c: char, rest: &str) -> usize {
        let length = sequence_length(rest);
        self.hidden += usize::from(length.is_some());
        let shown =
            if length.is_some() || c == '\u{1b}' { ESCAPE_PICTURE } else { char::REPLACEMENT_CHARACTER };
        let end = at + length.unwrap_or(c.len_utf8());
        self.put(at..end, shown);
        end
    }

    fn tab(&mut self, at: usize) {
        self.output.tab(at);
        self.cluster.push(' ', Class::Space);
    }

    fn weigh(&mut self, range: Range<usize>, c: char, class: Class) {
        let after = self.output.raw.get(range.end..).unwrap_or_default();
        match self.cluster.judge(class, after) {
            Verdict::Keep => self.cluster.push(c, class),
            Verdict::NeedsBase => {
                self.put(range.start..range.start, DOTTED_CIRCLE);
                self.cluster.push(c, class);
            }
            Verdict::Excess => {
                self.output.replace(range, "");
                self.hidden += 1;
            }
            Verdict::Stray => self.put(range, char::REPLACEMENT_CHARACTER),
        }
    }

    fn put(&mut self, range: Range<usize>, shown: char) {
        self.output.put(range, shown);
        self.cluster.push(shown, Class::Plain);
    }
}

/// The text as it comes out: what is kept is copied in runs, and not at all before the first change.
struct Output<'a> {
    raw: &'a str,
    /// The bytes of `raw` that are in `written` or were replaced.
    copied: usize,
    written: String,
    /// Where in `written` the columns are counted from.
    line: usize,
    /// The column there, in cells.
    column: usize,
}

impl<'a> Output<'a> {
    fn replace(&mut self, range: Range<usize>, shown: &str) {
        self.written.push_str(self.raw.get(self.copied..range.start).unwrap_or_default());
        self.written.push_str(shown);
        self.copied = range.end;
    }

    fn put(&mut self, range: Range<usize>, shown: char) {
        self.replace(range, shown.encode_utf8(&mut [0; 4]));
    }

    /// Replaces the tab at byte `at` by the spaces to the next stop. Counts each column of a line once.
    fn tab(&mut self, at: usize) {
        self.replace(at..at + 1, "");
        let since = self.written.get(self.line..).unwrap_or_default();
        let column = match since.rsplit_once('\n') {
            Some((_, line)) => width(line),
            None => self.column + width(since),
        };
        let spaces = SPACES.len() - column % SPACES.len();
        self.written.push_str(SPACES.get(..spaces).unwrap_or(SPACES));
        self.line = self.written.len();
        self.column = column + spaces;
    }

    fn finish(mut self) -> Cow<'a, str> {
        if self.copied == 0 && self.written.is_empty() {
            return Cow::Borrowed(self.raw);
        }
        self.replace(self.raw.len()..self.raw.len(), "");
        Cow::Owned(self.written)
    }
}

fn plain_length(text: &str, field: Field) -> usize {
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        at += ascii_length(rest.as_bytes(), field);
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) if is_plain(c) => at += c.len_utf8(),
            _ => break,
        }
    }
    at
}

fn ascii_length(bytes: &[u8], field: Field) -> usize {
    let also = match field {
        Field::Label => b' ',
        Field::Body => b'\n',
    };
    let is_kept = |byte: u8| matches!(byte, b' '..=b'~') || byte == also;
    let strides = bytes
        .chunks_exact(STRIDE)
        .take_while(|stride| stride.iter().fold(true, |all, &byte| all & is_kept(byte)))
        .count();
    let rest = bytes.get(strides * STRIDE..).unwrap_or_default();
    strides * STRIDE + rest.iter().take_while(|&&byte| is_kept(byte)).count()
}

fn picture(control: char) -> char {
    match control {
        '\u{7f}' => DELETE_PICTURE,
        _ => char::from_u32(0x2400 + u32::from(control)).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    #[track_caller]
    fn check(raw: &str, body: &str, hidden: usize) {
        let (text, count) = clean(raw, Field::Body);
        assert_eq!((&*text, count), (body, hidden), "{raw:?}");
        assert_eq!(matches!(text, Cow::Borrowed(_)), raw == body, "{raw:?}");
    }

    #[test]
    fn clean_text_is_borrowed() {
        check("", "", 0);
        check(
            "Coup in Niger: “we act”, said Gén. Tchiani.\nNext line",
            "Coup in Niger: “we act”, said Gén. Tchiani.\nNext line",
            0,
        );
        check("नमस्ते, 日本語 العربية ไทย é", "नमस्ते, 日本語 العربية ไทย é", 0);
    }

    #[test]
    fn controls_become_pictures() {
        check("a\0b\u{8}c\u{7f}", "a␀b␈c␡", 0);
        check("a\u{84}b\u{9c}", "a\u{fffd}b\u{fffd}", 0);
    }

    #[test]
    fn line_breaks_of_all_kinds_are_one_kind() {
        check("a\r\nb\rc\u{85}d\u{b}e\u{c}f\u{2028}g\u{2029}h", "a\nb\nc\nd\ne\nf\ng\nh", 0);
        let label = clean("a\r\nb\rc\u{85}d\u{b}e\u{c}f\u{2028}g\u{2029}h\ni", Field::Label);
        assert_eq!(label, (Cow::Borrowed("a b c d e f g h i"), 0));
    }

    #[test]
    fn tabs_reach_the_next_stop_of_eight() {
        check("\tx", "        x", 0);
        check("a\tb\t\tc", "a       b               c", 0);
        check("12345678\tx", "12345678        x", 0);
        check("日本\tx\ny\tz", "日本    x\ny       z", 0);
        check("e\u{301}\u{200b}\tx", "e\u{301}       x", 1);
    }

    #[test]
    fn escape_sequences_lose_their_payload() {
        check("a\u{1b}[31mred\u{1b}[0m", "a␛red␛", 2);
        check("\u{1b}]52;c;cm0=\u{7}x\u{9b}2Jy\u{90}q\u{9c}z", "␛x␛y␛z", 3);
        check("cut \u{1b}[31", "cut ␛[31", 0);
        check("cut \u{1b}]0;title\nnext", "cut ␛]0;title\nnext", 0);
        check("cut \u{9b}", "cut \u{fffd}", 0);
    }

    #[test]
    fn invisible_characters_go_and_are_counted() {
        check("safe\u{202e}live\u{202c}", "safelive", 2);
        check("\u{feff}zero\u{200b}wi\u{ad}dth\u{2060}\u{34f}\u{3164}\u{e0041}\u{fff9}", "zerowidth", 8);
        check("a\u{200d}b\u{200c}c", "abc", 2);
    }

    #[test]
    fn joiners_stay_between_letters_that_need_them() {
        check("می\u{200c}خواهم", "می\u{200c}خواهم", 0);
        check("क्\u{200d}ष श्\u{200d}रී", "क्\u{200d}ष श्\u{200d}रී", 0);
        check("می\u{200c} خواهم\u{200c}", "می خواهم", 2);
        check("می\u{200c}\u{200c}خواهم", "می\u{200c}خواهم", 1);
        check("م\u{200c}a", "مa", 1);
    }

    #[test]
    fn emoji_sequence_is_its_first_code_point() {
        check("👩\u{200d}🚒!", "👩!", 0);
        check("👨🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏿 ok", "👨 ok", 0);
        check("❤\u{fe0f} ✌🏾", "❤ ✌", 0);
        check("1\u{fe0f}\u{20e3} #\u{20e3}", "1 #", 0);
        check("🏴\u{e0067}\u{e0062}\u{e007f}x", "🏴x", 0);
        check("🇳🇪🇫🇷🇳", "🇳🇪🇫🇷🇳", 0);
        check("a🏽", "a", 1);
        check("👩\u{200d}a", "👩a", 0);
    }

    #[test]
    fn marks_stand_on_a_base_and_are_eight_at_most() {
        check("\u{301}a", "◌\u{301}a", 0);
        check("a \u{301}\u{302}\n\u{303}", "a ◌\u{301}\u{302}\n◌\u{303}", 0);
        let tower = format!("a{}b", "\u{301}".repeat(1000));
        check(&tower, &format!("a{}b", "\u{301}".repeat(8)), 992);
        check("ｶ\u{ff9e} \u{ff9e}", "ｶ\u{ff9e} ◌\u{ff9e}", 0);
        check("à\u{e33}", "à\u{e33}", 0);
    }

    #[test]
    fn what_has_no_form_or_width_is_replaced() {
        check("\u{e000}\u{fdd0}\u{10ffff}\u{378}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}", 0);
        check("\u{1161}한\u{11a8}x\u{11a8}", "\u{fffd}한\u{11a8}x\u{fffd}", 0);
        check("\u{d4e}ക \u{d4e} ", "\u{d4e}ക \u{fffd} ", 0);
    }

    #[test]
    fn chains_of_tied_letters_end() {
        for link in
            ["\u{1100}", "क्", "क्\u{200d}", "\u{d4e}", "\u{1161}", "\u{11a8}", "한\u{11a8}", "\u{16d63}"]
        {
            let chain = format!("क{}", link.repeat(1000));
            let (text, _) = clean(&chain, Field::Body);
            let longest = text.graphemes(true).map(|grapheme| grapheme.chars().count()).max();
            assert!(longest <= Some(27), "{link:?} makes a unit of {longest:?} characters");
        }
    }

    #[test]
    fn bombs_take_linear_time() {
        let length = 1 << 18;
        for bomb in [
            "\u{1b}[",
            "\u{1b}]",
            "\u{9d}",
            "\u{1b}P;",
            "\t",
            "\u{301}",
            "\u{200d}",
            "👩\u{200d}",
            "\r",
            "ل\u{200c}",
        ] {
            let text = bomb.repeat(length / bomb.len());
            let start = std::time::Instant::now();
            let (cleaned, _) = clean(&text, Field::Body);
            assert!(cleaned.len() <= 8 * text.len());
            assert!(start.elapsed().as_secs() < 5, "{bomb:?} took {:?}", start.elapsed());
        }
    }
}
