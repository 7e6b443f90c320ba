//! Articles, one a line.

use std::io::{self, Write};

use crate::article::{Detail, Headline, HeadlineOrigin, Subjects, Triage, minutes_of, time_in_words};
use crate::library::Overview;
use crate::text::SafeText;

use super::command::Form;
use super::paint::{Paint, Weight};
use super::selected::Selected;
use super::table::{self, Cell, Column, Side};

/// Below this many columns topics are left out.
const ROOM_FOR_TOPICS: u16 = 100;

/// Below this many columns nothing but id, marks and headline is shown.
const ROOM_FOR_FACTS: u16 = 60;

/// Topics shown of one article.
const TOPICS: usize = 2;

const COLUMNS: [Column; 8] = [
    Column { side: Side::Left, most: 16 },
    Column { side: Side::Left, most: 3 },
    Column { side: Side::Left, most: 10 },
    Column { side: Side::Left, most: 18 },
    Column { side: Side::Left, most: 24 },
    Column { side: Side::Right, most: 7 },
    Column { side: Side::Right, most: 4 },
    Column { side: Side::Left, most: usize::MAX },
];

/// Writes the selected articles, one a line.
pub(super) fn list(selected: &Selected<'_>, form: Form, out: &mut dyn Write) -> io::Result<()> {
    match form {
        Form::Json => selected.items().try_for_each(|item| {
            serde_json::to_writer(&mut *out, &selected.library.json(&item, Detail::Row))?;
            out.write_all(b"\n")
        }),
        Form::Human => {
            let short = selected.id_length();
            let row = |one: Overview| row(selected, &one, short);
            let rows: Vec<Vec<Cell>> = selected.overviews().map(row).collect();
            table::write(&rows, &COLUMNS, selected.paint, out)
        }
    }
}

fn row(selected: &Selected<'_>, one: &Overview, short: usize) -> Vec<Cell> {
    let Paint { columns, .. } = selected.paint;
    let roomy = |least: u16| columns.is_none_or(|columns| columns >= least);
    let shown = |roomy: bool, text: String| if roomy { text } else { String::new() };
    let (facts, topics) = (roomy(ROOM_FOR_FACTS), roomy(ROOM_FOR_TOPICS));
    let date = one.published.map_or("undated".to_owned(), |date| date.to_string());
    let subjects = selected.library.subjects(&one.tags, &selected.query);
    let labels: Vec<&str> = subjects.topics.iter().take(TOPICS).map(SafeText::as_str).collect();
    let copies = format!("{}{}", selected.paint.times(), one.copies);
    let triage = selected.library.triage(one.id);
    let rank =
        if (triage.read || triage.archived) && !triage.changed { Weight::Quiet } else { Weight::Strong };
    let id: String = one.id.to_string().chars().take(short).collect();
    vec![
        Cell::new(Weight::Quiet, id),
        Cell::new(Weight::Plain, marks(triage)),
        Cell::new(Weight::Plain, shown(facts, date)),
        Cell::new(Weight::Plain, shown(facts, place(&subjects).map(ToString::to_string).unwrap_or_default())),
        Cell::new(Weight::Quiet, shown(topics, labels.join(", "))),
        Cell::new(Weight::Quiet, shown(facts, time_in_words(minutes_of(one.words)))),
        Cell::new(Weight::Quiet, if one.copies > 1 { copies } else { String::new() }),
        Cell::new(rank, headline(&one.headline, selected.paint)),
    ]
}

/// The headline; one that was made from the opening words shows that they go on.
fn headline(headline: &Headline, paint: Paint) -> String {
    match headline.origin {
        HeadlineOrigin::Page => headline.text.to_string(),
        HeadlineOrigin::Derived => format!("{}{}", headline.text, paint.ellipsis()),
    }
}

/// The first country, else the first region.
fn place(subjects: &Subjects) -> Option<&SafeText> {
    subjects.countries.first().or(subjects.regions.first())
}

/// What the reader decided, one letter each: starred, read, archived, changed since.
fn marks(triage: &Triage) -> String {
    let letters = [(triage.starred, '*'), (triage.read, 'r'), (triage.archived, 'a'), (triage.changed, 'c')];
    letters.into_iter().filter_map(|(set, letter)| set.then_some(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_name_what_was_decided() {
        let triage = Triage { starred: true, archived: true, ..Triage::default() };
        assert_eq!(marks(&triage), "*a");
        assert_eq!(marks(&Triage::default()), "");
    }
}
