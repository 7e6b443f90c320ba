//! Several articles in one note: front matter that stands again, or titles of the first level with a text below each.

use super::front_matter;
use crate::article::{Removed, RemovedKind};
use crate::ingest::document::{Part, Told};
use crate::ingest::forms::sentence;
use crate::ingest::rows::{self, Names};
use crate::text::SafeText;

/// The most lines of front matter that stands again.
const MOST_LINES: usize = 100;
/// The fewest words of a title that is more than the name of a section.
const TITLE: usize = 3;
/// A text above the first title of so many words is one that its titles are sections of.
const OPENING: usize = 25;

/// The articles below the titles of a note, and what stands above the first.
pub(super) struct Titled {
    /// What stands above the first title.
    pub(super) above: Vec<Removed>,
    /// The blocks of each article, its title first.
    pub(super) articles: Vec<Vec<Told>>,
}

/// A note cut where front matter stands again, each part with the line it begins on, from 1. Only where the note
/// begins with front matter of its own, and only before front matter that states a headline: what stands between two
/// rules is nothing else.
pub(super) fn parts<'t>(note: &'t str, names: &Names) -> Vec<(&'t str, u32)> {
    let fence = note.trim_start().lines().next().unwrap_or_default().trim_end();
    if !is_fence(fence) || front_matter::part(note, names).is_none() {
        return vec![(note, 1)];
    }
    let lines = Lined::of(note);
    let mut starts = vec![0];
    let mut at = lines.closing(lines.first_filled(), fence).unwrap_or_default() + 1;
    let mut inside_code = false;
    while let Some(line) = lines.line(at) {
        inside_code ^= line.starts_with("```") || line.starts_with("~~~");
        let end = (!inside_code && line == fence).then(|| lines.front_matter(at, fence, names)).flatten();
        if end.is_some() {
            starts.push(at);
        }
        at = end.unwrap_or(at) + 1;
    }
    let ends = starts.iter().copied().skip(1).chain([usize::MAX]);
    let cut = starts.iter().copied().zip(ends);
    let number = |line: usize| u32::try_from(line).unwrap_or(u32::MAX).saturating_add(1);
    cut.filter_map(|(start, end)| Some((lines.between(start, end)?, number(start)))).collect()
}

fn is_fence(line: &str) -> bool {
    matches!(line, "---" | "+++")
}

/// A note with the places of its lines.
struct Lined<'t> {
    note: &'t str,
    /// Where each line begins, in bytes.
    starts: Vec<usize>,
}

impl<'t> Lined<'t> {
    fn of(note: &'t str) -> Self {
        let starts = [0].into_iter().chain(note.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { note, starts }
    }

    /// A line without the white space at its end.
    fn line(&self, at: usize) -> Option<&'t str> {
        let start = *self.starts.get(at)?;
        let end = self.starts.get(at + 1).copied().unwrap_or(self.note.len());
        self.note.get(start..end).map(str::trim_end)
    }

    /// The text from one line to another, or to the end.
    fn between(&self, from: usize, to: usize) -> Option<&'t str> {
        let end = self.starts.get(to).copied().unwrap_or(self.note.len());
        self.note.get(*self.starts.get(from)?..end)
    }

    fn first_filled(&self) -> usize {
        (0..self.starts.len()).find(|at| self.line(*at).is_some_and(|line| !line.is_empty())).unwrap_or(0)
    }

    /// The fence that closes the one in this line.
    fn closing(&self, at: usize, fence: &str) -> Option<usize> {
        (at + 1..self.starts.len()).take(MOST_LINES).find(|at| self.line(*at) == Some(fence))
    }

    /// The last line of the front matter that begins in this line below a blank one and states a headline.
    fn front_matter(&self, at: usize, fence: &str, names: &Names) -> Option<usize> {
        let blank_above = at.checked_sub(1).and_then(|above| self.line(above)).is_some_and(str::is_empty);
        let named_below = self.line(at + 1).is_some_and(|line| line.contains([':', '=']));
        let end = self.closing(at, fence).filter(|_| blank_above && named_below)?;
        let parts = front_matter::part(self.between(at, end + 1)?, names)?;
        rows::stated(&parts.fields, names, "").headline.map(|_| end)
    }
}

/// The articles of a note whose titles of the first level stand on these lines: where there are several, each with a
/// text below it, and at least half of them say more than the name of a section does.
pub(super) fn titled(titles: &[u32], told: &[Told]) -> Option<Titled> {
    let first = *titles.first().filter(|_| titles.len() > 1)?;
    let cut = |line: u32| told.partition_point(|block| block.lines.first < line);
    let above = told.get(..cut(first))?;
    let ends = titles.iter().skip(1).map(|line| cut(*line)).chain([told.len()]);
    let ranges = titles.iter().map(|line| cut(*line)).zip(ends);
    let articles: Vec<&[Told]> = ranges.map(|(start, end)| told.get(start..end)).collect::<Option<_>>()?;
    let telling = articles.iter().filter(|blocks| says_more(blocks)).count();
    let opened = above.iter().any(|block| sentence::words(&block.text) >= OPENING);
    if opened || telling * 2 < articles.len() || !articles.iter().all(|blocks| has_text(blocks)) {
        return None;
    }
    let articles = articles.into_iter().map(<[Told]>::to_vec).collect();
    Some(Titled { above: above.iter().map(removed).collect(), articles })
}

fn says_more(blocks: &[Told]) -> bool {
    blocks.first().is_some_and(|title| sentence::words(&title.text) >= TITLE)
}

/// Whether a sentence stands below the title.
fn has_text(blocks: &[Told]) -> bool {
    let is_text = |block: &Told| block.part == Part::Paragraph && sentence::ends_sentence(block.text.trim());
    blocks.iter().skip(1).any(is_text)
}

fn removed(block: &Told) -> Removed {
    let (kind, why) = match block.part {
        Part::Foreign(kind, why) => (kind, why),
        Part::Heading | Part::Paragraph | Part::Item | Part::Quote | Part::Preformatted | Part::Caption => {
            (RemovedKind::Boilerplate, "stands above the first of several articles")
        }
    };
    Removed { kind, text: SafeText::label(&block.text), lines: block.lines, why: SafeText::label(why) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begins(note: &str) -> Vec<u32> {
        parts(note, &Names::with(&[])).into_iter().map(|(_, line)| line).collect()
    }

    const TWO: &str = "---\ntitle: Dam opens\n---\nThe dam opened.\n\n---\ntitle: Port closes\ndate: 2020-05-01\n---\n\
                       The port closed.\n";

    #[test]
    fn front_matter_that_stands_again_begins_another_note() {
        assert_eq!(begins(TWO), [1, 6]);
        assert_eq!(parts(TWO, &Names::with(&[])).into_iter().map(|(text, _)| text).collect::<String>(), TWO);
        assert_eq!(
            begins(&TWO.replace("---", "+++").replace(": ", " = \"").replace("opens\n", "opens\"\n")),
            [1]
        );
        let toml = "+++\ntitle = \"Dam\"\n+++\nOpened.\n\n+++\ntitle = \"Port\"\n+++\nClosed.\n";
        assert_eq!(begins(toml), [1, 6]);
    }

    #[test]
    fn rules_code_and_notes_without_a_title_begin_none() {
        for note in [
            "---\ntitle: Dam\n---\nOpened.\n\n---\n\nWater came.\n\n---\n",
            "---\ntitle: Dam\n---\nOpened.\n\n---\nNote: it rained.\n---\n\nMore.\n",
            "---\ntitle: Dam\n---\nOpened.\n---\ntitle: Water\n---\n",
            "---\ntitle: Dam\n---\n```\n\n---\ntitle: Water\n---\n```\n",
            "# Dam\n\n---\ntitle: Water\n---\n\n---\ntitle: Port\n---\n",
            "---\n---\n---\n",
            "",
        ] {
            assert_eq!(begins(note), [1], "{note}");
        }
    }
}
