//! Pieces that look different beside their neighbours: a first line above a byline, points and labels above what they
//! name, a name with the only date near. Changes shapes; takes nothing out.

use super::furniture;
use super::opening::{Piece, part};
use super::shape::{self, Shape};
use crate::ingest::forms::control::{self, Opener};
use crate::ingest::forms::dates::{self, NumericOrder};
use crate::ingest::forms::field::{self, Field};
use crate::ingest::forms::{byline, sentence, site};

/// Looks at the pieces of a page once more, each beside the others.
pub(super) fn compare(mut pieces: Vec<Piece>, order: NumericOrder) -> Vec<Piece> {
    furniture::tell(&mut pieces);
    let mut pieces = signed_apart(pieces, order);
    raise_opening(&mut pieces);
    lower_labels(&mut pieces);
    lower_counts(&mut pieces);
    pieces
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
        let rest = pieces.get_mut(at..).unwrap_or_default();
        let Some(first) = rest.first().filter(|piece| dashed(piece)) else {
            at += 1;
            continue;
        };
        let gap = first.gap;
        let run = 1 + rest.iter().skip(1).take_while(|piece| piece.gap == 0 && dashed(piece)).count();
        if run >= 2 && gap > 0 {
            rest.iter_mut().take(run).for_each(|piece| piece.shape = Shape::Bullet);
        }
        at += run;
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
        if names.contains(&at) {
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
    let signed = |at: usize| {
        let piece = pieces
            .get(at)
            .filter(|piece| piece.shape == Shape::Title && piece.text.len() <= LONGEST_SIGNATURE)?;
        let (start, row) = dates::trailing_row(&piece.text, order).filter(|&(start, _)| start > 0)?;
        let names = part(&piece.text, 0, start).trim_end_matches([',', '(', ' ', '|', '-', '–']);
        let signs = byline::is_bare_name(names) || site::is_masthead(names);
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

/// The longest row of a name and a date, in bytes.
const LONGEST_SIGNATURE: usize = 72;
