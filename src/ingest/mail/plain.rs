//! The plain text of a mail to told blocks: wrapped lines joined, quotations, lists and the signature known.

use crate::article::{Lines, RemovedKind};
use crate::ingest::document::{Part, Told};

/// The shortest line, in characters, that was wrapped and goes on in the next; mails wrap at 65 to 78.
const WRAPPED: usize = 55;

/// How the lines of a text are broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// As the text was typed or wrapped.
    Fixed,
    /// A line that ends in a space goes on in the next (RFC 3676).
    Flowed,
    /// The same, and the space at its end goes.
    FlowedWithoutSpace,
}

/// Which lines of the file a text stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// As it stands in the file, from this line on.
    From(u32),
    /// Somewhere in these lines, in which it is encoded.
    Within(Lines),
}

impl Place {
    fn of(self, line: usize) -> Lines {
        match self {
            Self::From(first) => Lines::one(first.saturating_add(u32::try_from(line).unwrap_or(u32::MAX))),
            Self::Within(lines) => lines,
        }
    }
}

/// One line, with the depth of its quotation.
struct Line<'t> {
    text: &'t str,
    quoted: bool,
    lines: Lines,
}

/// Reads a text.
pub(super) fn blocks(text: &str, breaks: Breaks, place: Place) -> Vec<Told> {
    let mut teller = Teller { told: Vec::new(), joins: Joins::No, quoted: false, breaks };
    let mut lines = text.lines().enumerate().map(|(number, line)| line_of(line, breaks, place.of(number)));
    for line in lines.by_ref() {
        if line.text.trim_end() == "--" && !line.quoted {
            break;
        }
        teller.line(&line);
    }
    let signature: Vec<Line> = lines.filter(|line| !line.text.trim().is_empty()).collect();
    for line in signature {
        let part = Part::Foreign(RemovedKind::Footer, "signature of the mail");
        teller.told.push(Told { part, text: line.text.to_owned(), lines: line.lines });
    }
    teller.told
}

fn line_of(line: &str, breaks: Breaks, lines: Lines) -> Line<'_> {
    let bare = line.trim_start_matches('>');
    let quoted = bare.len() < line.len();
    // A flowed text has a space before what would else be taken for a mark.
    let stuffed = quoted || breaks != Breaks::Fixed;
    let text = if stuffed { bare.strip_prefix(' ').unwrap_or(bare) } else { bare };
    Line { text, quoted, lines }
}

/// Whether the next line goes on with the last block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joins {
    No,
    Spaced,
    Unspaced,
}

struct Teller {
    told: Vec<Told>,
    joins: Joins,
    quoted: bool,
    breaks: Breaks,
}

impl Teller {
    fn line(&mut self, line: &Line) {
        let text = line.text.trim();
        if text.is_empty() {
            self.joins = Joins::No;
            return;
        }
        let item = item(text);
        let goes_on = self.joins != Joins::No && item.is_none() && line.quoted == self.quoted;
        match self.told.last_mut().filter(|_| goes_on) {
            Some(last) => {
                if self.joins == Joins::Spaced {
                    last.text.push(' ');
                }
                last.text.push_str(text);
                last.lines = last.lines.to(line.lines);
            }
            None => self.begin(text, item, line),
        }
        self.quoted = line.quoted;
        self.joins = self.joins_after(line.text);
    }

    fn begin(&mut self, text: &str, item: Option<&str>, line: &Line) {
        let part = match (line.quoted, item) {
            (true, _) => Part::Quote,
            (false, Some(_)) => Part::Item,
            (false, None) => Part::Paragraph,
        };
        self.told.push(Told { part, text: item.unwrap_or(text).to_owned(), lines: line.lines });
    }

    /// A flowed line says itself whether it goes on; a fixed one does where it is as long as wrapped lines are.
    fn joins_after(&self, line: &str) -> Joins {
        let wrapped = line.trim_end().chars().count() >= WRAPPED;
        let flows = line.ends_with(' ');
        match self.breaks {
            Breaks::FlowedWithoutSpace if flows => Joins::Unspaced,
            Breaks::Flowed if flows => Joins::Spaced,
            Breaks::Fixed | Breaks::Flowed | Breaks::FlowedWithoutSpace => {
                if wrapped {
                    Joins::Spaced
                } else {
                    Joins::No
                }
            }
        }
    }
}

/// What stands behind the mark of a list.
fn item(text: &str) -> Option<&str> {
    let rest = ["* ", "- ", "• ", "· ", "+ "].iter().find_map(|mark| text.strip_prefix(mark))?;
    Some(rest.trim_start()).filter(|rest| rest.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, breaks: Breaks, expected: &[(Part, &str)]) {
        let told = blocks(text, breaks, Place::From(1));
        let told: Vec<(Part, &str)> = told.iter().map(|block| (block.part, block.text.as_str())).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn wrapped_lines_are_joined_and_short_ones_stay() {
        let text = "The harbour of Port Blue was closed on Monday after a storm had\nbroken the mole.\nNo ship sails.\n\n* Two ferries\n* One barge\n";
        check(
            text,
            Breaks::Fixed,
            &[
                (
                    Part::Paragraph,
                    "The harbour of Port Blue was closed on Monday after a storm had broken the mole.",
                ),
                (Part::Paragraph, "No ship sails."),
                (Part::Item, "Two ferries"),
                (Part::Item, "One barge"),
            ],
        );
    }

    #[test]
    fn flowed_lines_go_on_behind_a_space() {
        check(
            "One \ntwo\nthree\n",
            Breaks::Flowed,
            &[(Part::Paragraph, "One two"), (Part::Paragraph, "three")],
        );
        check("日 \n本\n", Breaks::FlowedWithoutSpace, &[(Part::Paragraph, "日本")]);
    }

    #[test]
    fn quotations_and_signatures_are_known() {
        let text = "She wrote:\n> No ship\n> sails.\nWe wait.\n-- \nJane Doe\nPort Weekly\n";
        let signature = Part::Foreign(RemovedKind::Footer, "signature of the mail");
        check(
            text,
            Breaks::Fixed,
            &[
                (Part::Paragraph, "She wrote:"),
                (Part::Quote, "No ship"),
                (Part::Quote, "sails."),
                (Part::Paragraph, "We wait."),
                (signature, "Jane Doe"),
                (signature, "Port Weekly"),
            ],
        );
    }
}
