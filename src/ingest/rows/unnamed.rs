//! What the columns of a table hold that does not name them, told by their values alone: an address, a date, the
//! text, a headline. A table without a text is none of articles.

use crate::ingest::forms::{sentence, timestamps};

/// The shortest text of an article, in words on average.
const SHORTEST_TEXT: usize = 12;
/// The shortest headline, in words on average.
const SHORTEST_HEADLINE: usize = 3;
/// The fewest rows that tell.
const FEWEST_ROWS: usize = 2;

/// Names for the columns of some rows, which all must have as many; nothing where no column is a text.
pub(super) fn names(rows: &[Vec<&str>]) -> Option<Vec<String>> {
    let count = rows.first().map(Vec::len).filter(|count| *count >= 2)?;
    if rows.len() < FEWEST_ROWS || rows.iter().any(|row| row.len() != count) {
        return None;
    }
    let columns: Vec<Column> = (0..count).map(|at| Column::of(rows, at)).collect();
    let text = longest(&columns, |column| column.words >= SHORTEST_TEXT && column.is_prose)?;
    let short = |column: &Column| {
        column.words >= SHORTEST_HEADLINE && column.words < columns.get(text).map_or(0, |text| text.words)
    };
    let headline = longest(&columns, |column| short(column) && !column.is_date);
    let date = columns.iter().position(|column| column.is_date);
    let address = columns.iter().position(|column| column.is_address);
    let named = [(Some(text), "text"), (headline, "title"), (date, "date"), (address, "url")];
    let name = |at: usize| {
        let known = named.iter().find(|(column, _)| *column == Some(at)).map(|(_, name)| (*name).to_owned());
        known.unwrap_or_else(|| format!("column {}", at + 1))
    };
    Some((0..count).map(name).collect())
}

/// What the values of a column have in common.
struct Column {
    /// The words of a value, on average.
    words: usize,
    /// Whether most values end as sentences do.
    is_prose: bool,
    is_date: bool,
    is_address: bool,
}

impl Column {
    fn of(rows: &[Vec<&str>], at: usize) -> Self {
        let values = || {
            rows.iter()
                .filter_map(|row| row.get(at))
                .map(|value| value.trim())
                .filter(|value| !value.is_empty())
        };
        let count = values().count();
        let most = |test: fn(&str) -> bool| {
            count > 0 && values().filter(|value| test(value)).count() * 5 >= count * 4
        };
        Self {
            words: values().map(sentence::words).sum::<usize>() / count.max(1),
            is_prose: most(|value| {
                value.contains(". ") || sentence::ends_sentence(value) || sentence::breaks_off(value)
            }),
            is_date: most(is_date),
            is_address: most(|value| value.starts_with("http://") || value.starts_with("https://")),
        }
    }
}

/// Whether a value is a date; a run of digits is one only where it spells year, month and day.
fn is_date(value: &str) -> bool {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    (!digits || value.len() == 8) && timestamps::timestamp(value).is_some()
}

/// The column with the most words among those that fit; the first where several have as many.
fn longest(columns: &[Column], fits: impl Fn(&Column) -> bool) -> Option<usize> {
    let fitting = columns.iter().enumerate().filter(|(_, column)| fits(column) && !column.is_address);
    fitting.rev().max_by_key(|(_, column)| column.words).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "The harbour of Port Blue was closed on Monday after a storm had broken the mole.";
    const SECOND: &str = "Two ferries wait outside, and forty trucks stand on the quay of the old town.";

    #[test]
    fn columns_are_told_by_what_they_hold() {
        let rows = [
            vec!["3", "2020-05-10", "Storm closes harbour", FIRST, "https://example.org/1"],
            vec!["4", "11 May 2020", "Two ferries wait outside", SECOND, "https://example.org/2"],
        ];
        let names = names(&rows).unwrap();
        assert_eq!(names, ["column 1", "date", "title", "text", "url"]);
    }

    #[test]
    fn tables_of_figures_names_and_one_column_have_no_text() {
        for rows in [
            vec![vec!["Niamey", "12"], vec!["Lagos", "14"]],
            vec![vec![FIRST], vec![SECOND]],
            vec![vec!["1", FIRST]],
            vec![vec!["1", FIRST], vec!["2", SECOND, "3"]],
        ] {
            assert_eq!(names(&rows), None, "{rows:?}");
        }
    }
}
