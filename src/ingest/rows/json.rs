//! JSON text cut into the values it holds, each with its row, read one at a time so that a large file is never
//! held twice. A value that cannot be read never hides its neighbours. What the values say is not judged here.

use std::ops::Range;

use serde_json::Value;

use super::mend;

/// The most bytes of one value.
const LONGEST: usize = 16 << 20;

/// How many bytes are gone over in vain in search of the ends of broken values, beside four times the text.
const PATIENCE: usize = 32 << 20;

/// How many lines are looked at to tell a file of lines.
const SAMPLE: usize = 20;

/// How the values of a file follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// One value a line; the row of a value is its line.
    Lines,
    /// The elements of an array, or values one behind the other; their rows are counted from 1.
    Sequence,
}

/// How the text is laid out.
pub(super) fn layout(text: &str) -> Layout {
    if is_lines(text) { Layout::Lines } else { Layout::Sequence }
}

/// Whether most of the first lines hold an object each.
fn is_lines(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(SAMPLE).peekable();
    if lines.peek().is_some_and(|first| first.ends_with('[')) {
        return false;
    }
    let (mut whole, mut all) = (0, 0);
    for line in lines {
        all += 1;
        whole += usize::from(line.starts_with('{') && line.trim_end_matches(',').ends_with('}'));
    }
    all > 1 && whole * 2 > all
}

/// A value that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The line of the text where the trouble is, from 1.
    pub(super) line: usize,
    /// What is wrong, without a place.
    pub(super) message: String,
}

/// One value of a file.
#[derive(Debug, PartialEq)]
pub(super) struct Read {
    /// Its row, from 1.
    pub(super) row: u32,
    /// The value, or why there is none.
    pub(super) value: Result<Value, Fault>,
}

/// The values of a text, one at a time.
#[derive(Debug, Clone)]
pub(super) struct Values<'t> {
    text: &'t str,
    layout: Layout,
    at: usize,
    line: usize,
    row: u32,
    spent: usize,
}

impl<'t> Values<'t> {
    /// The values of a text with this layout.
    pub(super) fn of(text: &'t str, layout: Layout) -> Self {
        Self { text, layout, at: 0, line: 1, row: 0, spent: 0 }
    }

    /// The values within a part of a text; lines count from the start of the text.
    pub(super) fn within(text: &'t str, part: Range<usize>) -> Self {
        let mut values = Self::of(text.get(..part.end).unwrap_or(text), Layout::Sequence);
        values.advance(part.start);
        values
    }

    /// How many bytes of the text were passed.
    pub(super) fn passed(&self) -> usize {
        self.at
    }

    /// Moves on, counting the lines that are passed.
    fn advance(&mut self, to: usize) {
        self.line += self.text.get(self.at..to).unwrap_or_default().matches('\n').count();
        self.at = to;
    }

    /// Reads the value that begins here, within its line.
    fn read_line(&mut self) -> Result<Value, Fault> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let end = self.at + line.len();
        let written = line.trim_end().trim_end_matches(',');
        let read = within(written, || mend::parse(written));
        // Several values may share a line.
        let first = value_end(written).filter(|first| read.is_err() && *first < written.len());
        let shared = first.and_then(|first| Some((first, mend::parse(written.get(..first)?).ok()?)));
        if let Some((length, value)) = shared {
            self.advance(self.at + length);
            return Ok(value);
        }
        let read = read.map_err(|fault| self.placed(fault));
        self.advance(end);
        read
    }

    /// Reads the value that begins here and may take several lines.
    fn read_value(&mut self) -> Result<Value, Fault> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = value_end(rest);
        let written = end.and_then(|end| rest.get(..end));
        let read = match written {
            Some(written) => within(written, || mend::parse(written)),
            None => Err(Fault { line: 1, message: "the value has no end".to_owned() }),
        };
        let length = if let (Ok(_), Some(end)) = (&read, end) {
            end
        } else {
            self.spent += end.unwrap_or(rest.len());
            let least = rest.chars().next().map_or(1, char::len_utf8);
            self.next_start().into_iter().chain(end).min().unwrap_or(rest.len()).max(least)
        };
        let read = read.map_err(|fault| self.placed(fault));
        self.advance(self.at + length);
        read
    }

    fn placed(&self, fault: Fault) -> Fault {
        Fault { line: self.line + fault.line.saturating_sub(1), ..fault }
    }

    /// How far from here the next object begins, told by its place and not by brackets, which cannot be trusted
    /// in a broken value: indented as this one, or behind `},`.
    fn next_start(&self) -> Option<usize> {
        let (before, rest) = self.text.split_at_checked(self.at)?;
        let indent = before.rfind('\n').and_then(|feed| before.get(feed + 1..));
        if let Some(indent) = indent.filter(|indent| indent.trim().is_empty()) {
            return rest.find(&format!("\n{indent}{{")).map(|found| found + 1 + indent.len());
        }
        let behind_comma = |at: &usize| {
            let before = rest.get(..*at).unwrap_or_default().trim_end();
            before.strip_suffix(',').is_some_and(|before| before.trim_end().ends_with('}'))
        };
        rest.match_indices('{').map(|(at, _)| at).find(behind_comma)
    }
}

impl Iterator for Values<'_> {
    type Item = Read;

    fn next(&mut self) -> Option<Read> {
        let rest = self.text.get(self.at..)?;
        let start = self.at + rest.find(|letter: char| !is_between(letter))?;
        self.advance(start);
        if self.spent > self.text.len().saturating_mul(4).saturating_add(PATIENCE) {
            self.at = self.text.len();
            let message = "what follows is too broken to be read".to_owned();
            return Some(Read { row: self.row + 1, value: Err(Fault { line: self.line, message }) });
        }
        self.row = match self.layout {
            Layout::Lines => u32::try_from(self.line).unwrap_or(u32::MAX),
            Layout::Sequence => self.row.saturating_add(1),
        };
        let value = match self.layout {
            Layout::Lines => self.read_line(),
            Layout::Sequence => self.read_value(),
        };
        Some(Read { row: self.row, value })
    }
}

/// Reads a value unless it is too long.
fn within(written: &str, parse: impl FnOnce() -> Result<Value, serde_json::Error>) -> Result<Value, Fault> {
    if written.len() > LONGEST {
        return Err(Fault { line: 1, message: "the value is longer than 16 MiB".to_owned() });
    }
    parse().map_err(|error| {
        let whole = error.to_string();
        let message = whole.split(" at line ").next().unwrap_or(&whole).to_owned();
        Fault { line: error.line(), message }
    })
}

/// What stands between values: white space, commas, brackets of the arrays they are in, record separators.
fn is_between(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, ',' | '[' | ']' | '\u{1e}' | '\u{feff}')
}

/// The length of the value at the start of the text; nothing where it has no end. A string never passes the end
/// of its line, so that a missing quotation mark does not turn everything behind it inside out.
fn value_end(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        if quoted {
            quoted = byte != b'\n' && (escaped || byte != b'"');
            escaped = !escaped && byte == b'\\';
            if !quoted && depth == 0 {
                return Some(at + 1);
            }
            continue;
        }
        match byte {
            b'"' => (quoted, escaped) = (true, false),
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return Some(at + usize::from(depth == 1)),
            b'}' | b']' => depth -= 1,
            b',' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => return Some(at),
            _ => {}
        }
    }
    (depth == 0 && !quoted).then_some(text.len())
}

/// Where the arrays stand inside the object that the text begins with, down to those of its own objects; nothing
/// where it begins with something else.
pub(super) fn arrays(text: &str) -> Vec<Range<usize>> {
    let begins =
        |value: &Range<usize>, sign: char| text.get(value.clone()).is_some_and(|text| text.starts_with(sign));
    let mut found = Vec::new();
    for value in members(text, 0..text.len()) {
        if begins(&value, '{') {
            found.extend(members(text, value).into_iter().filter(|value| begins(value, '[')));
        } else if begins(&value, '[') {
            found.push(value);
        }
    }
    found
}

/// Where the values of the object stand that fills this part of the text.
fn members(text: &str, object: Range<usize>) -> Vec<Range<usize>> {
    let mut members = Vec::new();
    let Some(text) = text.get(..object.end) else { return members };
    let rest = text.get(object.start..).unwrap_or_default().trim_start();
    let Some(mut rest) = rest.strip_prefix('{') else { return members };
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == ',');
        let Some(end) = value_end(rest).filter(|_| rest.starts_with('"')) else { return members };
        let behind = rest.get(end..).unwrap_or_default().trim_start();
        let Some(value) = behind.strip_prefix(':').map(str::trim_start) else { return members };
        // An array that was cut off still has its first elements.
        let length = value_end(value).unwrap_or(value.len());
        let start = text.len() - value.len();
        members.push(start..start + length);
        rest = value.get(length..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn rows(text: &str) -> Vec<(u32, Result<Value, usize>)> {
        let values = Values::of(text, layout(text));
        values.map(|read| (read.row, read.value.map_err(|fault| fault.line))).collect()
    }

    #[test]
    fn every_layout_is_cut_into_its_values() {
        let (a, b) = (json!({"a": "}, {\"x\" [1"}), json!({"b": [{"c": 1}, {"d": "]"}]}));
        let pretty = |value: &Value| serde_json::to_string_pretty(value).unwrap();
        for (text, numbers) in [
            (format!("{a}\n{b}\n"), [1, 2]),
            (format!("\n{a},\r\n\r\n{b}"), [2, 4]),
            (format!("[{a},{b}]"), [1, 2]),
            (format!("[\n{a}\n,\n{b},\n]\n"), [1, 2]),
            (format!("[{}, {}]", pretty(&a), pretty(&b)), [1, 2]),
            (format!("{}\n{}\n", pretty(&a), pretty(&b)), [1, 2]),
            (format!("{}{}", pretty(&a), pretty(&b)), [1, 2]),
            (format!("[{a}][{b}]"), [1, 2]),
        ] {
            let [first, second] = numbers;
            assert_eq!(rows(&text), [(first, Ok(a.clone())), (second, Ok(b.clone()))], "{text}");
        }
        assert_eq!(
            rows("{\"a\": 1}{\"a\": 2}\n{\"a\": 3}").iter().map(|row| row.0).collect::<Vec<_>>(),
            [1, 1, 2]
        );
    }

    #[test]
    fn a_broken_value_hides_no_neighbour() {
        for (text, good, line) in [
            ("{\"a\": 1}\n{\"a\": \n{\"a\": 3}", 2, 2),
            ("{\"a\": 1}\n{\"a\": \"open}\n{\"a\": 3}\n", 2, 2),
            ("{\"a\": 1}\n{\"a\": 2}\n{\"a\": [3", 2, 3),
            ("[\n  {\"a\": 1},\n  {\"a\": \"x\" y\"},\n  {\"a\": 3}\n]", 2, 3),
            ("[\n  {\n    \"a\": [1\n  },\n  {\n    \"a\": 3\n  }\n]", 1, 4),
            ("[{\"a\": 1}, {\"a\": {\"b\": 2}, {\"a\": 3}]", 2, 1),
            ("[{\"a\": 1}, {\"a\"", 1, 1),
        ] {
            let rows = rows(text);
            assert_eq!(rows.iter().filter(|(_, value)| value.is_ok()).count(), good, "{text}: {rows:?}");
            assert_eq!(rows.iter().find_map(|(_, value)| value.as_ref().err()), Some(&line), "{text}");
        }
    }

    #[test]
    fn too_long_values_are_told() {
        let long = format!("{{\"a\": 1}}\n{{\"a\": \"{}\"}}\n{{\"a\": 3}}\n", "x".repeat(LONGEST));
        let rows = rows(&long);
        assert_eq!(rows.iter().map(|(_, value)| value.is_ok()).collect::<Vec<_>>(), [true, false, true]);
    }

    #[test]
    fn arrays_are_found_inside_an_object() {
        let text =
            r#"{"status": "ok", "articles": [{"a": 1}], "response": {"n": 1, "results": [2]}, "x": []}"#;
        let found =
            |text: &str| arrays(text).into_iter().map(|array| text[array].to_owned()).collect::<Vec<_>>();
        assert_eq!(found(text), ["[{\"a\": 1}]", "[2]", "[]"]);
        assert_eq!(found("{\"articles\": [{\"a\": 1}, {\"a\""), ["[{\"a\": 1}, {\"a\""]);
        assert!(arrays("[1]").is_empty());
    }

    #[test]
    fn hopeless_text_ends_soon() {
        let text = format!("[{}", "{\"a\": [\n".repeat(2_000));
        assert!(rows(&text).len() <= 2_002);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_without_panic_and_ends(text in r#"[{\["\\\]},: a1\n]{0,80}"#) {
            for layout in [Layout::Lines, Layout::Sequence] {
                prop_assert!(Values::of(&text, layout).count() <= text.len());
            }
            arrays(&text);
        }

        #[test]
        fn composed_values_come_back(texts in proptest::collection::vec("[^\u{0}]{0,20}", 1..6), lines in any::<bool>()) {
            let values: Vec<Value> = texts.iter().map(|text| json!({ "text": text, "more": [{ "a": text }] })).collect();
            let text = if lines {
                values.iter().map(Value::to_string).collect::<Vec<_>>().join("\n")
            } else {
                serde_json::to_string_pretty(&values).unwrap()
            };
            let back: Vec<Value> = Values::of(&text, layout(&text)).filter_map(|read| read.value.ok()).collect();
            prop_assert_eq!(back, values);
        }
    }
}
