//! Tables that were written as one JSON object, as data-frame libraries write them: by column, by row number, or split
//! into the names of the columns and the rows.

use serde_json::{Map, Value};

/// The rows a value holds in each of these layouts; what they say is not judged here.
pub(super) fn tables(value: &Value) -> impl Iterator<Item = Vec<Value>> {
    let fields = value.as_object();
    let by_column = fields.and_then(by_column);
    let by_row = fields.and_then(by_row);
    let split = fields.and_then(split);
    [by_column, by_row, split].into_iter().flatten()
}

/// Whether a text may be such a table: an object whose first value is an object or an array.
pub(super) fn may_be(text: &str) -> bool {
    let Some(object) = text.trim_start().strip_prefix('{') else { return false };
    let value = object.split_once(':').map(|(_, value)| value.trim_start());
    value.is_some_and(|value| value.starts_with(['{', '[']))
}

/// `{"title": {"0": …, "1": …}, "text": {"0": …, "1": …}}`: every column has the same rows.
fn by_column(columns: &Map<String, Value>) -> Option<Vec<Value>> {
    let columns: Vec<(&String, &Map<String, Value>)> =
        columns.iter().map(|(name, column)| Some((name, column.as_object()?))).collect::<Option<_>>()?;
    let (_, first) = columns.first()?;
    let is_whole = columns.iter().all(|(_, column)| column.len() == first.len());
    let numbered = first.keys().all(|row| is_number(row)) && is_whole;
    let row = |row: &String| -> Value {
        let cells =
            columns.iter().filter_map(|(name, column)| Some(((*name).clone(), column.get(row)?.clone())));
        Value::Object(cells.collect())
    };
    numbered.then(|| first.keys().map(row).collect())
}

/// `{"0": {"title": …, "text": …}, "1": {…}}`
fn by_row(rows: &Map<String, Value>) -> Option<Vec<Value>> {
    let numbered = rows.iter().all(|(row, fields)| is_number(row) && fields.is_object());
    numbered.then(|| rows.values().cloned().collect())
}

/// `{"columns": ["title", "text"], "data": [[…, …], …]}`
fn split(table: &Map<String, Value>) -> Option<Vec<Value>> {
    let names: Vec<&str> =
        table.get("columns")?.as_array()?.iter().map(Value::as_str).collect::<Option<_>>()?;
    let row = |cells: &Value| -> Option<Value> {
        let fields =
            names.iter().zip(cells.as_array()?).map(|(name, cell)| ((*name).to_owned(), cell.clone()));
        Some(Value::Object(fields.collect()))
    };
    table.get("data")?.as_array()?.iter().map(row).collect()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rows_come_out_of_every_layout() {
        let rows =
            [json!({"title": "Rain", "text": "It rained."}), json!({"title": "Wind", "text": "It blew."})];
        for table in [
            json!({"title": {"0": "Rain", "1": "Wind"}, "text": {"0": "It rained.", "1": "It blew."}}),
            json!({"0": rows[0], "1": rows[1]}),
            json!({"columns": ["title", "text"], "index": [0, 1], "data": [["Rain", "It rained."], ["Wind", "It blew."]]}),
        ] {
            assert!(may_be(&table.to_string()), "{table}");
            assert_eq!(tables(&table).collect::<Vec<_>>(), [rows.to_vec()], "{table}");
        }
    }

    #[test]
    fn other_objects_are_no_tables() {
        for other in [
            json!({"title": "Rain", "text": "It rained."}),
            json!({"rain": {"title": "Rain"}, "wind": {"text": "It blew."}}),
            json!({"title": {"0": "Rain"}, "text": {"0": "It rained.", "1": "It blew."}}),
            json!({"data": [["Rain"]]}),
            json!([["Rain"]]),
        ] {
            assert_eq!(tables(&other).count(), 0, "{other}");
        }
        assert!(!may_be("{\"title\": \"Rain\"}") && !may_be("[{}]"));
    }
}
