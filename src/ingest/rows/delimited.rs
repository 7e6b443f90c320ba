//! Delimited text (comma, semicolon, tab or bar) as rows of named fields, read one at a time. A row is never lost
//! to a quotation mark its neighbour left open. What the fields say is not judged here.

use csv::{Reader, ReaderBuilder, StringRecord};
use serde_json::{Map, Value};

use super::json::Fault;
use super::names::{Names, folded};
use super::unnamed;

/// The marks that may part fields.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// How many records are looked at to tell the mark.
const SAMPLE: usize = 20;

/// The longest name of a field, in bytes.
const LONGEST_NAME: usize = 64;

/// The most bytes of one record.
const LONGEST: usize = 16 << 20;

/// How a delimited text is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table<'t> {
    /// What stands below the row of names, or all rows where there is none.
    rows: &'t str,
    /// The rows of names above: one or none.
    heads: u32,
    /// The line the first record begins on, from 1.
    line: usize,
    delimiter: u8,
    names: Vec<String>,
}

/// One record of a delimited text.
#[derive(Debug, PartialEq)]
pub(super) struct Record {
    /// Its row, from 1; the row of names is the first.
    pub(super) row: u32,
    /// Its fields by name.
    pub(super) fields: Value,
    /// What is wrong with it, where something is.
    pub(super) fault: Option<Fault>,
}

impl<'t> Table<'t> {
    /// The layout of a text whose first row names its fields, by names that are known, or whose fields tell themselves
    /// what they hold; nothing where no mark makes such a table of it.
    pub(super) fn of(text: &'t str, known: &Names) -> Option<Self> {
        // Spreadsheets announce the mark in a line of its own.
        let announced = text.lines().next().is_some_and(|line| line.len() < 8 && line.starts_with("sep="));
        let skipped = if announced { text.find('\n').map_or(text.len(), |feed| feed + 1) } else { 0 };
        let body = text.get(skipped..)?;
        let tables = DELIMITERS.iter().filter_map(|&delimiter| Self::parted(body, delimiter, known));
        let named = tables.max_by_key(|(score, _)| *score).map(|(_, table)| table);
        let mut table = named.or_else(|| DELIMITERS.iter().find_map(|&mark| Self::unnamed(body, mark)))?;
        table.line += usize::from(announced);
        Some(table)
    }

    /// The table this mark makes of a text, with how well it fits.
    fn parted(text: &'t str, delimiter: u8, known: &Names) -> Option<((usize, usize), Self)> {
        let mut first = reader(text, delimiter);
        let head = read_record(&mut first)?;
        let end = place(&first);
        let names: Vec<String> = head.iter().map(|name| name.trim().to_owned()).collect();
        let is_name = |name: &String| name.len() <= LONGEST_NAME && !name.contains('\n');
        let told = names.iter().filter(|name| known.find(&folded(name)).is_some()).count();
        if told == 0 || !names.iter().all(is_name) {
            return None;
        }
        let line = 1 + text.get(..end)?.matches('\n').count();
        let table = Self { rows: text.get(end..)?, heads: 1, line, delimiter, names };
        let fitting = table.records().take(SAMPLE).filter(|record| record.fault.is_none()).count();
        Some(((told, fitting), table))
    }

    /// The table this mark makes of a text without a row of names.
    fn unnamed(text: &'t str, delimiter: u8) -> Option<Self> {
        let mut reader = reader(text, delimiter);
        let sample: Vec<StringRecord> = (0..SAMPLE).map_while(|_| read_record(&mut reader)).collect();
        let rows: Vec<Vec<&str>> = sample.iter().map(|record| record.iter().collect()).collect();
        let names = unnamed::names(&rows)?;
        Some(Self { rows: text, heads: 0, line: 1, delimiter, names })
    }

    /// The records in order.
    pub(super) fn records(&self) -> Records<'_> {
        Records {
            table: self,
            reader: reader(self.rows, self.delimiter),
            base: 0,
            line: self.line,
            row: self.heads,
        }
    }

    fn named(&self, record: &StringRecord) -> Value {
        let last = self.names.len().saturating_sub(1);
        let mut fields = Map::new();
        for (name, field) in self.names.iter().zip(record) {
            // A second column of the same name speaks only where the first is silent.
            let silent = fields.get(name).and_then(Value::as_str).is_none_or(|text| text.trim().is_empty());
            if silent {
                fields.insert(name.clone(), Value::String(field.to_owned()));
            }
        }
        // A mark inside a text that is not quoted cuts it; what was cut belongs to the last field.
        let extra = record.iter().skip(self.names.len()).filter(|field| !field.trim().is_empty());
        for field in extra {
            if let Some(Value::String(text)) = self.names.get(last).and_then(|name| fields.get_mut(name)) {
                text.push(char::from(self.delimiter));
                text.push_str(field);
            }
        }
        Value::Object(fields)
    }
}

/// The records of a table, one at a time.
#[derive(Debug)]
pub(super) struct Records<'t> {
    table: &'t Table<'t>,
    reader: Reader<&'t [u8]>,
    /// Where in the rows the reader was set off.
    base: usize,
    line: usize,
    row: u32,
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let start = self.base + place(&self.reader);
        let mut record = read_record(&mut self.reader)?;
        let rest = self.table.rows.get(start..)?;
        let mut length = self.base + place(&self.reader) - start;
        if let Some((alone, next)) = self.swallowed(rest.get(..length)?, &record) {
            (record, length) = (alone, next);
            self.base = start + next;
            self.reader = reader(rest.get(next..)?, self.table.delimiter);
        }
        self.row = self.row.saturating_add(1);
        let fault = self.fault(&record, length).map(|message| Fault { line: self.line, message });
        let fields = if length > LONGEST { Value::Null } else { self.table.named(&record) };
        self.line += rest.get(..length).unwrap_or_default().matches('\n').count();
        Some(Record { row: self.row, fields, fault })
    }
}

impl Records<'_> {
    /// How many bytes of the rows were passed.
    pub(super) fn passed(&self) -> usize {
        self.base + place(&self.reader)
    }

    fn fault(&self, record: &StringRecord, length: usize) -> Option<String> {
        let (found, wanted) = (record.len(), self.table.names.len());
        if length > LONGEST {
            return Some("the row is longer than 16 MiB".to_owned());
        }
        (found > wanted).then(|| format!("the row has {found} fields where {wanted} are named"))
    }

    /// The first line alone, read without regard to quotation marks, and its length, where an open one made the
    /// record swallow its neighbours: it runs over lines, does not fit the names, and its next line does.
    fn swallowed(&self, whole: &str, record: &StringRecord) -> Option<(StringRecord, usize)> {
        let wanted = self.table.names.len();
        let next = whole.trim_start().find('\n')? + whole.len() - whole.trim_start().len() + 1;
        let open = whole.matches('"').count() % 2 == 1;
        if record.len() == wanted && !open {
            return None;
        }
        let below = read_record(&mut reader(whole.get(next..)?, self.table.delimiter))?;
        (below.len() == wanted)
            .then(|| (unquoted(whole.get(..next).unwrap_or(whole), self.table.delimiter), next))
    }
}

fn reader(text: &str, delimiter: u8) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// The next record; nothing at the end.
fn read_record(reader: &mut Reader<&[u8]>) -> Option<StringRecord> {
    let mut record = StringRecord::new();
    // The text is UTF-8 and records may have any number of fields: there is nothing left to fail.
    reader.read_record(&mut record).unwrap_or(false).then_some(record)
}

fn place(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

fn unquoted(line: &str, delimiter: u8) -> StringRecord {
    line.trim().split(char::from(delimiter)).map(|field| field.trim_matches('"')).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn table(text: &str) -> Option<Table<'_>> {
        Table::of(text, &Names::with(&[]))
    }

    fn rows(text: &str) -> Vec<(u32, Value)> {
        table(text).unwrap().records().map(|record| (record.row, record.fields)).collect()
    }

    #[test]
    fn every_mark_is_told_by_what_it_makes_of_the_text() {
        for (mark, other) in [(",", ";"), (";", ","), ("\t", ","), ("|", ",")] {
            let text = format!(
                "title{mark}text\r\nOne{other} two{mark}\"It {mark} \"\"rained\"\".\nIt blew.\"\r\n\r\nThree{mark}Four\r\n"
            );
            let expected = [
                (
                    2,
                    json!({"title": format!("One{other} two"), "text": format!("It {mark} \"rained\".\nIt blew.")}),
                ),
                (3, json!({"title": "Three", "text": "Four"})),
            ];
            assert_eq!(rows(&text), expected, "{mark:?}");
        }
        assert_eq!(rows("sep=;\ntitle;text\nOne, two;It rained.").len(), 1);
        assert_eq!(rows("text\nIt rained, and blew.\n").len(), 1);
    }

    #[test]
    fn rows_without_names_are_told_by_their_values() {
        let text = "3,Storm closes harbour,\"The harbour of Port Blue was closed on Monday after a storm, and no ship sails.\"\n\
                    4,Two ferries wait,\"Two ferries wait outside, and forty trucks stand on the quay of the old town.\"\n";
        let rows = rows(text);
        assert_eq!(rows[0].0, 1);
        assert_eq!(rows[1].1["title"], "Two ferries wait");
        assert!(rows[1].1["text"].as_str().unwrap().ends_with("old town."));
    }

    #[test]
    fn text_without_a_row_of_known_names_is_no_table() {
        for text in ["", "It rained, and it blew.\n\nIt ended.", "a,b\n1,2", "name\n"] {
            assert!(table(text).is_none_or(|table| table.names.len() == 1), "{text}");
        }
    }

    #[test]
    fn an_open_quotation_mark_swallows_no_neighbour() {
        let text = "id,title,text\n1,\"Dam opens,It opened.\n2,Ferry sinks,It sank.\n3,\"Vote, held\",\"They voted.\"\n4,Fire,\"It burnt.\n";
        let titles: Vec<String> =
            rows(text).iter().map(|(_, row)| row["title"].as_str().unwrap().to_owned()).collect();
        assert_eq!(titles, ["Dam opens", "Ferry sinks", "Vote, held", "Fire"]);
    }

    #[test]
    fn marks_inside_an_unquoted_text_cost_nothing() {
        let text = "title,text\nDam opens,It opened, at last, on Monday.\nShort\n";
        let records: Vec<Record> = table(text).unwrap().records().collect();
        assert_eq!(records[0].fields["text"], "It opened, at last, on Monday.");
        assert!(records[0].fault.as_ref().is_some_and(|fault| fault.line == 2));
        assert_eq!((&records[1].fields, &records[1].fault), (&json!({"title": "Short"}), &None));
    }

    #[test]
    fn of_two_columns_with_one_name_the_one_that_speaks_counts() {
        assert_eq!(rows("text,text\n,It rained.\nIt blew.,Ad\n")[0].1, json!({"text": "It rained."}));
        assert_eq!(rows("text,text\n,It rained.\nIt blew.,Ad\n")[1].1, json!({"text": "It blew."}));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in r#"(title|text|a)[,;\t](text|b)\n[a",;\t\r\n ]{0,80}"#) {
            if let Some(table) = table(&text) {
                prop_assert!(table.records().count() <= text.len());
            }
        }

        #[test]
        fn composed_rows_come_back(cells in proptest::collection::vec(("[^\u{0}\"]{1,20}", "[^\u{0}\"]{1,20}"), 1..8)) {
            let written = cells.iter().map(|(title, text)| format!("\"{title}\",\"{text}\"")).collect::<Vec<_>>().join("\n");
            let expected: Vec<Value> = cells.iter().map(|(title, text)| json!({"title": title, "text": text})).collect();
            let back: Vec<Value> = rows(&format!("title,text\n{written}")).into_iter().map(|(_, row)| row).collect();
            prop_assert_eq!(back, expected);
        }
    }
}
