//! Pieces that look different beside their neighbours: a first line above a byline, points and labels above what they
//! name, a name with the only date near. Changes shapes only; what `furniture` finds
//! is told on the way.

use super::furniture;
use super::opening::{Piece, part};
use super::shape::{self, Shape};
use crate::ingest::forms::control::{self, Opener};
use crate::ingest::forms::dates::{self, DateRow, NumericOrder};
use crate::ingest::forms::field::{self, Field};
use crate::ingest::forms::{byline, sentence, site};

/// Looks at the pieces of a page once more, each beside the others.
pub(super) fn compare(mut pieces: Vec<Piece>, order: NumericOrder) -> Vec<Piece> {
    pieces = signed_apart(pieces, order);
    furniture::tell(&mut pieces);
    lower_stamps(&mut pieces);
    open_shouted(&mut pieces);
    raise_headings(&mut pieces);
    open_dated(&mut pieces);
    raise_opening(&mut pieces);
    lower_labels(&mut pieces);
    lower_counts(&mut pieces);
    pieces
}

/// `Date: 2019-05-03` right below a title is the date of what the title stands over, and no document begins there.
fn lower_stamps(pieces: &mut [Piece]) {
    for at in 1..pieces.len() {
        let titled = pieces.get(at - 1).is_some_and(|above| above.shape == Shape::Title);
        let stamp = pieces.get_mut(at).filter(|piece| titled && furniture::is_labelled_stamp(piece));
        if let Some(piece) = stamp
            && let Shape::Stamp(published) = piece.shape
        {
            piece.shape = Shape::DateRow(DateRow { published, ..DateRow::default() });
        }
    }
}

/// The longest first line of a page that is its headline although it ends as a sentence does, in words.
const LONGEST_SENTENCE: usize = 14;

/// A short first line right above a byline or a date is the headline, however it ends.
fn raise_opening(pieces: &mut [Piece]) {
    raise_points(pieces);
    raise_hyphens(pieces);
    let [first, second, ..] = pieces else { return };
    let row = matches!(second.shape, Shape::Byline(_) | Shape::DateRow(_)) && second.gap <= 1;
    if row && first.shape == Shape::Prose && sentence::words(&first.text) <= LONGEST_SENTENCE {
        first.shape = Shape::Title;
    }
}

/// Two and more lines that begin with a hyphen, right below one another, are points of a list.
fn raise_hyphens(pieces: &mut [Piece]) {
    let dashed = |piece: &Piece| piece.shape == Shape::Prose && shape::hyphen_bullet(&piece.text).is_some();
    let mut at = 0;
    while at < pieces.len() {
        // A label such as `Summary` may stand right above the first point.
        let labelled = at.checked_sub(1).and_then(|above| pieces.get(above)).is_some_and(|above| {
            above.gap > 0 && above.shape == Shape::Title && sentence::words(&above.text) <= 3
        });
        let rest = pieces.get_mut(at..).unwrap_or_default();
        let Some(first) = rest.first().filter(|piece| dashed(piece)) else {
            at += 1;
            continue;
        };
        let gap = first.gap.max(u32::from(labelled));
        let run = 1 + rest.iter().skip(1).take_while(|piece| piece.gap == 0 && dashed(piece)).count();
        if run >= 2 && gap > 0 {
            rest.iter_mut().take(run).for_each(|piece| piece.shape = Shape::Bullet);
        }
        at += run;
    }
}

/// Dates that stand on the line of their title, before it, begin an article each where there are several.
fn open_dated(pieces: &mut [Piece]) {
    let on_title = |pair: &[Piece]| {
        matches!(pair, [date, title] if matches!(date.shape, Shape::DateRow(_)) && title.shape == Shape::Title
            && date.lines == title.lines)
    };
    let dated: Vec<usize> =
        pieces.windows(2).enumerate().filter(|(_, pair)| on_title(pair)).map(|(at, _)| at).collect();
    if dated.len() < 2 {
        return;
    }
    for at in dated {
        if let Some(piece) = pieces.get_mut(at) {
            piece.opens = true;
        }
    }
}

/// The shortest headline in capitals beside which a heading in capitals is short, in bytes.
const SHORTEST_SHOUTED: usize = 28;
/// The shortest paragraph that no greeting or note above the first headline is as long as, in bytes.
const SHORTEST_TEXT: usize = 100;

/// Long titles in capitals, each right above a text, the first above all text of the page, begin an article each.
fn open_shouted(pieces: &mut [Piece]) {
    let is_text = |piece: &Piece| piece.shape == Shape::Prose && piece.text.len() >= SHORTEST_TEXT;
    let Some(first) = pieces.iter().position(is_text) else { return };
    let shouted = |pair: &[Piece]| {
        matches!(pair, [title, text] if title.shape == Shape::Title
            && title.text.len() >= SHORTEST_SHOUTED
            && title.gap > 0
            && text.shape == Shape::Prose
            && !title.text.chars().any(char::is_lowercase))
    };
    let found: Vec<usize> =
        pieces.windows(2).enumerate().filter(|(_, pair)| shouted(pair)).map(|(at, _)| at).collect();
    if found.len() < 2 || found.first() != first.checked_sub(1).as_ref() {
        return;
    }
    for at in found {
        if let Some(piece) = pieces.get_mut(at) {
            piece.opens = true;
        }
    }
}

/// Headings right above a name or a date, where there are several, are headlines.
fn raise_headings(pieces: &mut [Piece]) {
    let signed = |pair: &[Piece]| {
        matches!(pair, [heading, row] if heading.shape == Shape::Heading && row.gap <= 1
            && matches!(row.shape, Shape::Byline(_) | Shape::DateRow(_)))
    };
    let found: Vec<usize> =
        pieces.windows(2).enumerate().filter(|(_, pair)| signed(pair)).map(|(at, _)| at).collect();
    for &at in found.iter().filter(|_| found.len() >= 2) {
        if let Some(piece) = pieces.get_mut(at) {
            piece.shape = Shape::Title;
            piece.opens = true;
        }
    }
}

/// Labels on lines of their own right above what they name: `Date`, below it `3 May 2019`. One of them is a date's or a
/// name's, and there are two at least.
fn lower_labels(pieces: &mut [Piece]) {
    let mut at = 0;
    while at < pieces.len() {
        let run = 1 + pieces.iter().skip(at + 1).take_while(|piece| piece.gap == 0).count();
        let block = pieces.get_mut(at..at + run).unwrap_or_default();
        if run >= 4 {
            lower_block(block);
        }
        at += run;
    }
}

/// The labels of lines without a blank one between them.
fn lower_block(block: &mut [Piece]) {
    let label = |piece: &Piece| {
        let short = piece.text.len() <= 24 && !matches!(piece.shape, Shape::DateRow(_) | Shape::Byline(_));
        if short { field::alone(&piece.text) } else { None }
    };
    let labels: Vec<(usize, Field)> =
        block.iter().enumerate().filter_map(|(at, piece)| Some((at, label(piece)?))).collect();
    let dated = |at: usize| matches!(block.get(at + 1), Some(Piece { shape: Shape::DateRow(_), .. }));
    let (Some(&(first, _)), true) = (labels.first(), labels.len() >= 2) else { return };
    if !labels.iter().any(|&(at, field)| field == Field::Date && dated(at)) {
        return;
    }
    let names: Vec<usize> =
        labels.iter().filter(|(_, field)| *field == Field::Byline).map(|&(at, _)| at + 1).collect();
    for (at, piece) in block.iter_mut().enumerate().skip(first) {
        if names.binary_search(&at).is_ok() {
            piece.shape = Shape::Byline(byline::named(&piece.text));
        } else if !matches!(piece.shape, Shape::DateRow(_) | Shape::Byline(_) | Shape::Prose | Shape::Address)
        {
            piece.shape = Shape::Control(control::FIELD);
        }
    }
}

/// The shortest paragraph between two counts of comments that shows that neither opens any, in characters.
const SHORTEST_BETWEEN: usize = 80;

/// Counts of comments that stand below each of several texts open nothing.
fn lower_counts(pieces: &mut [Piece]) {
    let is_count = |piece: &Piece| piece.shape == Shape::Opener(Opener::Comments);
    let counts: Vec<usize> =
        pieces.iter().enumerate().filter(|(_, piece)| is_count(piece)).map(|(at, _)| at).collect();
    let parted = |from: usize, to: usize| {
        let between = pieces.get(from + 1..to).unwrap_or_default();
        let text =
            |piece: &Piece| piece.shape == Shape::Prose && sentence::length(&piece.text) >= SHORTEST_BETWEEN;
        between.iter().any(text) && between.iter().any(|piece| piece.shape == Shape::Title)
    };
    let below_each =
        counts.len() >= 2 && counts.windows(2).all(|pair| matches!(pair, [from, to] if parted(*from, *to)));
    for at in counts.into_iter().filter(|_| below_each) {
        if let Some(piece) = pieces.get_mut(at) {
            piece.shape = Shape::Control(control::COUNT);
        }
    }
}

/// A point right above an address or a date of its own is a headline: `* Harbour closed`.
fn raise_points(pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        let row = pieces
            .get(at + 1)
            .is_some_and(|below| below.gap == 0 && matches!(below.shape, Shape::Address | Shape::DateRow(_)));
        if let Some(piece) = pieces.get_mut(at).filter(|piece| row && piece.shape == Shape::Bullet)
            && let Some(bare) = shape::bullet(&piece.text).filter(|bare| shape::is_title(bare))
        {
            piece.text = bare.to_owned();
            piece.shape = Shape::Title;
        }
    }
}

/// `Jane Doe, May 3, 2019` where no other date stands near: a name and a date, which in a caption would be a scene.
fn signed_apart(pieces: Vec<Piece>, order: NumericOrder) -> Vec<Piece> {
    let is_row = |at: usize| {
        let row = |piece: &Piece| matches!(piece.shape, Shape::DateRow(_) | Shape::Byline(_));
        pieces.get(at).is_some_and(row)
    };
    let dated_names = |piece: &Piece| {
        let short = piece.shape == Shape::Title && piece.text.len() <= LONGEST_SIGNATURE;
        short
            && dates::trailing_row(&piece.text, order)
                .is_some_and(|(start, _)| is_named(part(&piece.text, 0, start)))
    };
    let recurs = pieces.iter().filter(|piece| dated_names(piece)).count() >= 2;
    let signed = |at: usize| {
        let piece = pieces
            .get(at)
            .filter(|piece| piece.shape == Shape::Title && piece.text.len() <= LONGEST_SIGNATURE)?;
        let printed =
            piece.text.find(", page ").or_else(|| piece.text.find(", p. ")).unwrap_or(piece.text.len());
        let (start, row) =
            dates::trailing_row(part(&piece.text, 0, printed), order).filter(|&(start, _)| start > 0)?;
        let names = part(&piece.text, 0, start).trim_end_matches([',', '(', ' ', '|', '-', '–']);
        // A paper may bear its place and its years: `Port Post (Port Blue : 1931 - 2019)`.
        let names =
            names.strip_suffix(')').and_then(|open| open.split_once(" (")).map_or(names, |(name, _)| name);
        let signs = byline::is_bare_name(names) || site::is_masthead(names) || (recurs && is_named(names));
        let near = at.saturating_sub(2)..at + 3;
        (signs && !near.into_iter().any(is_row)).then_some((start, row))
    };
    let found: Vec<_> = (0..pieces.len()).filter_map(|at| Some((at, signed(at)?))).collect();
    if found.is_empty() {
        return pieces;
    }
    let mut found = found.into_iter().peekable();
    let mut parted = Vec::with_capacity(pieces.len() + 2);
    for (at, piece) in pieces.into_iter().enumerate() {
        let Some((_, (start, row))) = found.next_if(|(place, _)| *place == at) else {
            parted.push(piece);
            continue;
        };
        let names = part(&piece.text, 0, start).to_owned();
        let byline = byline::named(names.trim_end_matches([',', '(', ' ', '|', '-', '–']));
        let date = part(&piece.text, start, piece.text.len()).to_owned();
        let (lines, gap) = (piece.lines, 0);
        parted.push(Piece { text: names, shape: Shape::Byline(byline), ..piece });
        parted.push(Piece { text: date, lines, gap, shape: Shape::DateRow(row), opens: false, marks: None });
    }
    parted
}

/// One to five capitalised words before a date, a comma behind them.
fn is_named(before: &str) -> bool {
    let names = before.trim_end_matches([',', '(', ' ', '|', '-', '–']);
    (1..=5).contains(&sentence::words(names)) && names.split(' ').all(sentence::is_capitalised)
}

/// The longest row of a name and a date, in bytes.
const LONGEST_SIGNATURE: usize = 96;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::ingest::{Rules, page};
    use crate::text;

    /// The headline, the date and the byline of each article, a dash for one that is not told.
    fn read(text: &str) -> Vec<[String; 3]> {
        let page = page::read(Path::new("a.txt"), &text::decode(text.as_bytes()), &Rules::default());
        let told = |article: &crate::article::Article| {
            let date = article.dates.published.map_or("-".to_owned(), |dated| dated.date.to_string());
            let byline = article.attribution.byline.as_ref().map_or("-".to_owned(), ToString::to_string);
            [article.headline.text.to_string(), date, byline]
        };
        page.articles.iter().map(told).collect()
    }

    fn expect(page: &str, expected: &[[&str; 3]]) {
        assert_eq!(read(page), expected, "{page}");
    }

    const STORM: &str = "The harbour of Port Blue was closed on Monday after a storm broke the wall of the quay in two places, the council said.";
    const FERRY: &str = "Ferries to the islands will wait outside the long wall of Marsa until the pilots return, the harbour master told reporters.";

    #[test]
    fn labels_above_their_values_are_read() {
        let page = format!(
            "Storm closes harbour in Port Blue\n\nDate\n03.05.2019\nAuthor\nJane Doe\n\n{STORM}\n\n{FERRY}\n"
        );
        expect(&page, &[["Storm closes harbour in Port Blue", "2019-05-03", "Jane Doe"]]);
    }

    #[test]
    fn the_only_date_near_a_name_is_that_of_the_article() {
        let page =
            format!("Storm closes harbour in Port Blue\n\nJane Doe, May 3, 2019\n\n{STORM}\n\n{FERRY}\n");
        expect(&page, &[["Storm closes harbour in Port Blue", "2019-05-03", "Jane Doe"]]);
    }

    #[test]
    fn dates_before_titles_part_articles() {
        let page = format!(
            "3 May 2019 - Storm closes harbour in Port Blue\n\n{STORM}\n\n4 May 2019 - Ferries wait outside the wall\n\n{FERRY}\n"
        );
        expect(
            &page,
            &[
                ["Storm closes harbour in Port Blue", "2019-05-03", "-"],
                ["Ferries wait outside the wall", "2019-05-04", "-"],
            ],
        );
    }

    #[test]
    fn headings_above_names_part_articles() {
        let page = format!(
            "## Storm closes harbour in Port Blue\n\n*Jane Doe, 3 May 2019*\n\n{STORM}\n\n---\n\n## Ferries wait outside the wall\n\n*Omar Osei, 4 May 2019*\n\n{FERRY}\n"
        );
        expect(
            &page,
            &[
                ["Storm closes harbour in Port Blue", "2019-05-03", "Jane Doe"],
                ["Ferries wait outside the wall", "2019-05-04", "Omar Osei"],
            ],
        );
    }

    #[test]
    fn one_date_above_several_articles_is_that_of_each() {
        let page = format!(
            "Evening Briefing\nFriday, May 3, 2019\n\nSTORM CLOSES HARBOUR IN PORT BLUE\n\n{STORM}\n\nFERRIES WAIT OUTSIDE THE LONG WALL\n\n{FERRY}\n"
        );
        expect(
            &page,
            &[
                ["STORM CLOSES HARBOUR IN PORT BLUE", "2019-05-03", "-"],
                ["FERRIES WAIT OUTSIDE THE LONG WALL", "2019-05-03", "-"],
            ],
        );
    }

    #[test]
    fn a_day_without_a_year_takes_that_of_the_page() {
        let page = format!(
            "Storm closes harbour in Port Blue\nBy Jane Doe\nFriday, May 3\n\n{STORM}\n\n{FERRY}\n\n© 2019 Port Post\n"
        );
        expect(&page, &[["Storm closes harbour in Port Blue", "2019-05-03", "Jane Doe"]]);
    }
}
