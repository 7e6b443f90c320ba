//! Lines that a page sets below or above each of its articles, told by recurring at the same place between texts; and
//! numbers that a digest gives its articles. Knows no wording.

use std::collections::HashMap;

use super::opening::Piece;
use super::shape::{self, Shape};
use crate::ingest::forms::{control, sentence, wording};

/// Tells the furniture among the pieces of a page.
pub(super) fn tell(pieces: &mut [Piece]) {
    lower_footers(pieces);
    lower_rows(pieces);
    lower_forms(pieces);
    lower_scraps(pieces);
    open_numbered(pieces);
    open_counted(pieces);
}

/// The longest line that recurs below texts, in bytes.
const LONGEST: usize = 120;

/// A short line that stands right below the text of several articles, the last of the page among them, is none of
/// any of them.
fn lower_footers(pieces: &mut [Piece]) {
    let Some(last_text) =
        pieces.iter().rposition(|piece| piece.shape == Shape::Prose && piece.text.len() > LONGEST)
    else {
        return;
    };
    let is_text =
        |at: usize| pieces.get(at).is_some_and(|piece| matches!(piece.shape, Shape::Prose | Shape::Bullet));
    let closes = |at: usize| {
        let apart = pieces.get(at).is_some_and(|piece| piece.gap > 0);
        let over = at > last_text || opens_article(pieces, at + 1);
        apart && over && at > 0 && is_text(at - 1)
    };
    let mut below: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        if piece.text.len() <= LONGEST && matches!(piece.shape, Shape::Title | Shape::Prose) {
            below.entry(&piece.text).or_default().push(at);
        }
    }
    let recurs = |places: &Vec<usize>| {
        places.len() >= 2
            && places.last().is_some_and(|&last| last > last_text)
            && places.iter().all(|&at| closes(at))
    };
    let footers: Vec<usize> = below.into_values().filter(recurs).flatten().collect();
    for at in footers {
        if let Some(piece) = pieces.get_mut(at) {
            piece.shape = Shape::Control(control::BELOW_EACH);
        }
    }
}

/// Whether a title with a name or a date of its own stands there, as above each article and above no heading.
fn opens_article(pieces: &[Piece], at: usize) -> bool {
    let Some(title) = pieces.get(at) else { return false };
    let signed = |piece: &Piece| matches!(piece.shape, Shape::Byline(_) | Shape::DateRow(_));
    let stamped = title.opens || matches!(title.shape, Shape::Stamp(_));
    stamped
        || (title.shape == Shape::Title
            && pieces.get(at + 1..).is_some_and(|rest| rest.iter().take(2).any(signed)))
}

/// The shortest row that recurs within a text, in words; names of speakers and headings are shorter.
const SHORTEST_ROW: usize = 4;

/// An invitation that stands more than once, each time alone between two paragraphs, is none of either.
fn lower_rows(pieces: &mut [Piece]) {
    let is_text =
        |at: usize| pieces.get(at).is_some_and(|piece| piece.shape == Shape::Prose && piece.gap > 0);
    let mut rows: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, piece) in pieces.iter().enumerate().skip(1) {
        let row = piece.shape == Shape::Title && piece.gap > 0 && piece.text.len() <= LONGEST;
        if row && is_text(at + 1) && pieces.get(at - 1).is_some_and(|above| above.shape == Shape::Prose) {
            rows.entry(&piece.text).or_default().push(at);
        }
    }
    rows.retain(|text, places| {
        let invites = || wording::opens_invitation(&sentence::plain(text));
        places.len() >= 2 && sentence::words(text) >= SHORTEST_ROW && !text.ends_with('?') && invites()
    });
    let mut copies: HashMap<&str, usize> = rows.keys().map(|text| (*text, 0)).collect();
    for piece in pieces.iter().filter(|_| !rows.is_empty()) {
        if let Some(count) = copies.get_mut(piece.text.as_str()) {
            *count += 1;
        }
    }
    rows.retain(|text, places| copies.get(text) == Some(&places.len()));
    let found: Vec<usize> = rows.into_values().flatten().collect();
    for at in found {
        if let Some(piece) = pieces.get_mut(at) {
            piece.shape = Shape::Control(control::WITHIN);
        }
    }
}

/// The longest form between two paragraphs, in pieces, and the longest sentence in it, in words.
const LONGEST_FORM: (usize, usize) = (7, 16);

/// Short lines that stand together with a field to fill in or a button to press, apart from the text above and below,
/// are one form.
fn lower_forms(pieces: &mut [Piece]) {
    let mut at = 1;
    while at < pieces.len() {
        let run = 1 + pieces.iter().skip(at + 1).take_while(|piece| piece.gap == 0).count();
        let above = at.checked_sub(1).and_then(|above| pieces.get(above)).map(|piece| &piece.shape);
        let apart = above == Some(&Shape::Prose) && (2..=LONGEST_FORM.0).contains(&run);
        if let Some(block) = pieces.get_mut(at..at + run).filter(|block| apart && is_form(block)) {
            for piece in block.iter_mut().filter(|piece| !matches!(piece.shape, Shape::Control(_))) {
                piece.shape = Shape::Control(control::FORM);
            }
        }
        at += run;
    }
}

/// A field or a button, and lines without the end of a sentence; one sentence only above a field for an address.
fn is_form(block: &[Piece]) -> bool {
    let short = |piece: &Piece| match piece.shape {
        Shape::Control(_) => true,
        Shape::Title | Shape::Prose => sentence::words(&piece.text) <= LONGEST_FORM.1,
        _ => false,
    };
    let filled =
        |piece: &Piece| matches!(piece.shape, Shape::Control(_)) && control::is_form_part(&piece.text);
    let told =
        block.iter().filter(|piece| piece.shape == Shape::Prose && sentence::ends_sentence(&piece.text));
    let addressed =
        || block.iter().any(|piece| filled(piece) && sentence::plain(&piece.text).contains("mail"));
    block.first().is_some_and(|piece| piece.gap > 0)
        && block.iter().all(short)
        && block.iter().any(filled)
        && match told.count() {
            0 => true,
            1 => addressed(),
            _ => false,
        }
}

/// The longest scrap among the rows of a head, in bytes and in words.
const LONGEST_SCRAP: (usize, usize) = (28, 4);

/// A few words right below a name, a date or a button that begin with a small letter or wait for another word belong
/// to the page: `in World`, `close panel`, `Text by:`.
fn lower_scraps(pieces: &mut [Piece]) {
    let is_row = |piece: &Piece| match piece.shape {
        Shape::DateRow(_) | Shape::Byline(_) | Shape::Counter | Shape::Caption => true,
        Shape::Control(_) => piece.text.contains(char::is_alphanumeric),
        _ => false,
    };
    let is_scrap = |piece: &Piece| {
        piece.shape == Shape::Prose
            && piece.text.len() <= LONGEST_SCRAP.0
            && sentence::words(&piece.text) <= LONGEST_SCRAP.1
            && (sentence::starts_lower(&piece.text) || piece.text.ends_with(':'))
            && !sentence::ends_sentence(&piece.text)
            && !piece.text.contains(['"', '“', '”'])
    };
    let is_text = |piece: &Piece| piece.shape == Shape::Prose && piece.text.len() >= SHORTEST_LEDE;
    let first_text = pieces.iter().position(is_text).unwrap_or(pieces.len());
    let announces = |piece: &Piece| piece.shape == Shape::Prose && piece.text.ends_with(':');
    for at in 1..pieces.len() {
        let over_points = at < first_text
            && pieces.get(at + 1).is_some_and(|below| below.shape == Shape::Bullet)
            && pieces.get(at).is_some_and(announces);
        let scrap =
            over_points || (pieces.get(at).is_some_and(is_scrap) && pieces.get(at - 1).is_some_and(is_row));
        if let Some(piece) = pieces.get_mut(at).filter(|_| scrap) {
            piece.shape = Shape::Control(control::SCRAP);
        }
    }
}

/// The shortest text above a numbered title that makes the numbers those of its points, in bytes.
const SHORTEST_LEDE: usize = 100;

/// Titles that are numbered from one on, each over a text, the first above all text of the page, open an article each.
fn open_numbered(pieces: &mut [Piece]) {
    let first_text =
        pieces.iter().position(|piece| piece.shape == Shape::Prose && piece.text.len() >= SHORTEST_LEDE);
    let Some(first_text) = first_text else { return };
    let mut titles: Vec<usize> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let numeral = piece.text.trim_start_matches('[').starts_with(|letter: char| letter.is_ascii_digit());
        if !numeral || !matches!(piece.shape, Shape::Title | Shape::Prose) {
            continue;
        }
        let number = numbered_title(&piece.text).filter(|(_, title)| sentence::words(title) >= 3);
        let expected = titles.len() + 1;
        if number.is_some_and(|(number, _)| usize::from(number) == expected) && stands_over_text(pieces, at) {
            titles.push(at);
        }
    }
    let Some(&first) = titles.first().filter(|&&first| titles.len() >= 2 && first < first_text) else {
        return;
    };
    let head = pieces.get(..first).unwrap_or_default();
    // Below a name and a sentence of its own they are the points of one article.
    let signed = head.iter().any(|piece| matches!(piece.shape, Shape::Byline(_)));
    let told = head.iter().any(|piece| piece.shape == Shape::Prose && sentence::ends_sentence(&piece.text));
    if signed && told {
        return;
    }
    for at in titles {
        if let Some(piece) = pieces.get_mut(at)
            && let Some((_, title)) = numbered_title(&piece.text)
        {
            piece.text = title.to_owned();
            piece.shape = Shape::Title;
            piece.opens = true;
        }
    }
}

/// Headings that say nothing but a word and a number, rising from one, each right above a title, part documents:
/// `### Article 2`.
fn open_counted(pieces: &mut [Piece]) {
    let counted = |piece: &Piece, number: usize| {
        let heading =
            matches!(piece.shape, Shape::Heading | Shape::Title) && piece.text.len() <= LONGEST_COUNT;
        let mut words = shape::unmarked(&piece.text).split(' ');
        heading
            && words.next().is_some_and(|word| {
                ["article", "story", "item", "document", "text"]
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(word))
            })
            && words.next().is_some_and(|word| word.trim_end_matches([':', '.']).parse() == Ok(number))
            && words.next().is_none()
    };
    let mut found: Vec<usize> = Vec::new();
    for (at, pair) in pieces.windows(2).enumerate() {
        let [heading, title] = pair else { continue };
        if title.shape == Shape::Title && counted(heading, found.len() + 1) {
            found.push(at);
        }
    }
    for at in found.iter().copied().filter(|_| found.len() >= 2) {
        if let Some(heading) = pieces.get_mut(at) {
            heading.shape = Shape::Control(control::FIELD);
        }
        if let Some(title) = pieces.get_mut(at + 1) {
            title.opens = true;
        }
    }
}

/// The longest heading that counts documents, in bytes.
const LONGEST_COUNT: usize = 24;

/// The number and the title of `3. Storm nears` or `[3] Storm nears`.
fn numbered_title(text: &str) -> Option<(u16, &str)> {
    let bracketed = || {
        let (number, title) = text.strip_prefix('[')?.split_once("] ")?;
        let number = number.split('/').next()?;
        Some((number.parse().ok()?, title))
    };
    shape::numbered(text).or_else(bracketed).filter(|(_, title)| shape::is_title(title))
}

/// So many rows of names, dates and pictures may stand between a title and its text.
const MOST_ROWS: usize = 4;

/// Whether a crawler's date reads as a labelled row may: `Date: 2019-05-03`.
pub(super) fn is_labelled_stamp(piece: &Piece) -> bool {
    matches!(piece.shape, Shape::Stamp(Some(_))) && piece.text.contains(':')
}

fn stands_over_text(pieces: &[Piece], at: usize) -> bool {
    let row = |piece: &&Piece| {
        matches!(
            piece.shape,
            Shape::Byline(_) | Shape::DateRow(_) | Shape::Caption | Shape::Address | Shape::Control(_)
        ) || is_labelled_stamp(piece)
    };
    let below = pieces.get(at + 1..).unwrap_or_default();
    let rows = below.iter().take(MOST_ROWS).take_while(row).count();
    below.get(rows).is_some_and(|piece| piece.shape == Shape::Prose)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::ingest::{Rules, page};
    use crate::text;

    /// The headline and the blocks of each article.
    fn read(text: &str) -> Vec<(String, Vec<String>)> {
        let page = page::read(Path::new("a.txt"), &text::decode(text.as_bytes()), &Rules::default());
        let blocks = |article: &crate::article::Article| {
            article.body.iter().map(|block| block.text.to_string()).collect()
        };
        page.articles.iter().map(|article| (article.headline.text.to_string(), blocks(article))).collect()
    }

    const STORM: &str = "The harbour of Port Blue was closed on Monday after a storm broke the wall of the quay in two places, the council said.";
    const FERRY: &str = "Ferries to the islands will wait outside the long wall of Marsa until the pilots return, the harbour master told reporters.";

    #[test]
    fn a_line_that_closes_each_article_is_in_none() {
        let page = format!(
            "Storm closes harbour in Port Blue\nBy Jane Doe\n\n{STORM}\n\nThe evening desk wishes you well\n\n\
             Ferries wait outside the wall\nBy Omar Osei\n\n{FERRY}\n\nThe evening desk wishes you well\n"
        );
        let found = read(&page);
        let expected =
            [("Storm closes harbour in Port Blue", STORM), ("Ferries wait outside the wall", FERRY)];
        assert_eq!(found, expected.map(|(head, text)| (head.to_owned(), vec![text.to_owned()])));
    }

    #[test]
    fn forms_and_rows_between_paragraphs_are_in_no_text() {
        let page = format!(
            "Storm closes harbour in Port Blue\nBy Jane Doe\n\n{STORM}\n\nFollow the evening programme every day\n\n{FERRY}\n\n\
             The best of the quay, every evening\nYour email address\nSign up\n\n{STORM} Twice.\n\n\
             Follow the evening programme every day\n\n{FERRY} Twice.\n"
        );
        let texts =
            vec![STORM.to_owned(), FERRY.to_owned(), format!("{STORM} Twice."), format!("{FERRY} Twice.")];
        assert_eq!(read(&page), [("Storm closes harbour in Port Blue".to_owned(), texts)]);
    }

    #[test]
    fn numbered_headlines_of_a_digest_open_articles() {
        let page = format!(
            "Evening Digest\n\n1. Storm closes harbour in Port Blue\n\n{STORM}\n\n2. Ferries wait outside the wall\n\n{FERRY}\n"
        );
        let heads: Vec<String> = read(&page).into_iter().map(|(head, _)| head).collect();
        assert_eq!(heads, ["Storm closes harbour in Port Blue", "Ferries wait outside the wall"]);
    }

    #[test]
    fn numbered_headings_behind_a_lede_are_its_points() {
        let page = format!(
            "Five harbours to see this year\n\n{STORM}\n\n1. The long wall of Marsa\n\n{FERRY}\n\n2. The old town of Port Blue\n\n{STORM} Twice.\n"
        );
        assert_eq!(read(&page).len(), 1);
    }

    #[test]
    fn what_a_text_says_twice_stays_in_it() {
        let refrain = "And the sea gave nothing back at all";
        let page = format!(
            "Storm closes harbour in Port Blue\nBy Jane Doe\n3 May 2019\n\n{STORM}\n\nThe mayor waited.\n\n\
             What came of it in the end\n\n{FERRY}\n\n{refrain}\n\n{STORM} Twice.\n\n{refrain}\n\n{FERRY} Twice.\n\nThe mayor waited.\n"
        );
        let [(_, blocks)] = &read(&page)[..] else { panic!("one article") };
        assert_eq!(blocks.iter().filter(|block| *block == "The mayor waited.").count(), 2);
        assert_eq!(blocks.iter().filter(|block| *block == refrain).count(), 2);
    }

    #[test]
    fn short_sentences_above_a_button_stay() {
        let page = format!(
            "Storm closes harbour in Port Blue\nBy Jane Doe\n3 May 2019\n\n{STORM}\n\nThe mayor resigned on Monday.\n\
             He gave no reason for it.\nSign up\n\n{FERRY}\n"
        );
        let [(_, blocks)] = &read(&page)[..] else { panic!("one article") };
        assert!(blocks.iter().any(|block| block.contains("The mayor resigned on Monday.")), "{blocks:?}");
        assert!(blocks.iter().any(|block| block.contains("He gave no reason for it.")), "{blocks:?}");
    }

    #[test]
    fn counted_documents_are_articles() {
        for count in ["### Article ", "[0/2] "] {
            let head = |number: &str, title: &str| {
                let mark = count.replace('0', number);
                if count.starts_with('#') {
                    format!("{mark}{number}\n\n{title}")
                } else {
                    format!("{mark}{title}")
                }
            };
            let page = format!(
                "{}\n\nDate: 2019-05-03\n\n{STORM}\n\n{}\n\nDate: 2019-05-04\n\n{FERRY}\n",
                head("1", "Storm closes harbour in Port Blue"),
                head("2", "Ferries wait outside the wall")
            );
            let expected =
                [("Storm closes harbour in Port Blue", STORM), ("Ferries wait outside the wall", FERRY)];
            let expected = expected.map(|(head, text)| (head.to_owned(), vec![text.to_owned()]));
            assert_eq!(read(&page), expected, "{page}");
        }
    }

    #[test]
    fn numbered_headings_of_a_signed_text_are_its_points() {
        let page = format!(
            "Five harbours to see this year\nBy Jane Doe\n3 May 2019\n\nWe went to see them all.\n\n\
             1. The long wall of Marsa\n\n{FERRY}\n\n2. The old town of Port Blue\n\n{STORM}\n"
        );
        assert_eq!(read(&page).len(), 1);
    }
}
