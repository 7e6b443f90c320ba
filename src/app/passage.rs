//! A passage being marked in the text: it begins as a sentence, is made longer and shorter, and is kept as a highlight.

use std::ops::Range;

use super::action::Action;
use super::ask::Question;
use super::deed::Change;
use super::event::{Effect, NoticeKind};
use super::key::{Key, KeyCode};
use super::keymap::Pane;
use super::overlay::Overlay;
use super::page::Line;
use super::reading::{Hit, Reading};
use super::state::App;
use crate::article::{Article, Decision, Highlight, TextRange};
use crate::text::{SafeText, sentences};

/// A place in the body: a block and a byte of its text.
type Spot = (usize, usize);

/// A passage from a place up to another one behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    from: Spot,
    to: Spot,
}

/// What can be done to a passage by a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Its end a sentence further.
    SentenceOn,
    /// Its end a sentence back.
    SentenceBack,
    /// Its end a word further.
    WordOn,
    /// Its end a word back.
    WordBack,
    /// To the sentence behind its first one.
    NextSentence,
    /// To the sentence before its first one.
    PreviousSentence,
    /// To the first sentence of the next paragraph.
    NextParagraph,
    /// To the first sentence of the previous paragraph.
    PreviousParagraph,
}

impl Passage {
    /// The part of it in each paragraph.
    pub(super) fn ranges(self, article: &Article) -> Vec<TextRange> {
        let ((first, start), (last, end)) = (self.from, self.to);
        let blocks = article.body.iter().enumerate().take(last + 1).skip(first);
        let ranges = blocks.filter_map(|(at, block)| {
            let start = if at == first { start } else { 0 };
            let end = if at == last { end } else { block.text.len() };
            text_range(at, start..end)
        });
        ranges.collect()
    }

    /// Which of its bytes stand in a block.
    pub(super) fn bytes_in(self, block: usize) -> Option<Range<usize>> {
        let ((first, start), (last, end)) = (self.from, self.to);
        let within = (first..=last).contains(&block);
        let start = if block == first { start } else { 0 };
        within.then_some(start..if block == last { end } else { usize::MAX })
    }

    /// The passage after a key.
    fn moved(self, article: &Article, step: Step) -> Self {
        let all = all_sentences(article);
        let (from, to) = (self.from, self.to);
        let starting = |spot: Spot| all.iter().rposition(|(start, _)| *start <= spot).unwrap_or(0);
        let whole =
            |place: usize| all.get(place).map_or(self, |(start, end)| Self { from: *start, to: *end });
        match step {
            Step::SentenceOn => {
                let end = all.iter().map(|(_, end)| *end).find(|end| *end > to);
                Self { from, to: end.unwrap_or(to) }
            }
            Step::SentenceBack => {
                let end = all.iter().map(|(_, end)| *end).rfind(|end| *end < to && *end > from);
                Self { from, to: end.unwrap_or(to) }
            }
            Step::WordOn => Self { from, to: word_ends(article).find(|end| *end > to).unwrap_or(to) },
            Step::WordBack => {
                let ends = word_ends(article).take_while(|end| *end < to).filter(|end| *end > from);
                Self { from, to: ends.last().unwrap_or(to) }
            }
            Step::NextSentence => whole((starting(from) + 1).min(all.len().saturating_sub(1))),
            Step::PreviousSentence => whole(starting(from).saturating_sub(1)),
            Step::NextParagraph => {
                let next = all.iter().position(|(start, _)| start.0 > from.0);
                next.map_or(self, whole)
            }
            Step::PreviousParagraph => {
                let before = all.iter().rev().map(|(start, _)| start.0).find(|block| *block < from.0);
                let first = all.iter().position(|(start, _)| start.0 == before.unwrap_or(0));
                first.map_or(self, whole)
            }
        }
    }
}

impl App {
    /// Marks the sentence of the hit one is at, else the first one on screen; a highlight that stands there as a whole.
    pub(super) fn begin_passage(&mut self) -> Vec<Effect> {
        let Some(passage) = self.reading.passage_here() else {
            self.say(NoticeKind::Done, SafeText::label("no text to highlight here"));
            return Vec::new();
        };
        if self.reading.id().is_some_and(|id| self.list.triage(id).is_none()) {
            self.say(NoticeKind::Warning, SafeText::label("highlights are kept on the copy that is listed"));
            return Vec::new();
        }
        self.reading.mark_passage(Some(passage));
        self.overlay = Overlay::Passage;
        Vec::new()
    }

    /// Carries out a key while a passage is marked.
    pub(super) fn press_in_passage(&mut self, key: Key) -> Vec<Effect> {
        let step = match (key.code, self.keymap.action(Pane::Reading, key)) {
            (KeyCode::Enter, _) | (_, Some(Action::Notes)) => return self.ask_note(),
            (_, Some(Action::Copy)) => return self.copy_passage(),
            (KeyCode::Delete, _) | (_, Some(Action::Untag)) => return self.take_highlights_away(),
            (_, Some(Action::ScrollDown)) => Step::SentenceOn,
            (_, Some(Action::ScrollUp)) => Step::SentenceBack,
            (_, Some(Action::Follow)) => Step::WordOn,
            (_, Some(Action::Return)) => Step::WordBack,
            (_, Some(Action::NextArticle | Action::Advance)) => Step::NextSentence,
            (_, Some(Action::PreviousArticle)) => Step::PreviousSentence,
            (_, Some(Action::ParagraphDown | Action::PageDown | Action::HalfPageDown)) => Step::NextParagraph,
            (_, Some(Action::ParagraphUp | Action::PageUp | Action::HalfPageUp)) => Step::PreviousParagraph,
            (_, Some(Action::Quit)) => return self.quit(),
            (KeyCode::Esc, _) | (_, Some(_)) => {
                self.reading.mark_passage(None);
                return Vec::new();
            }
            (_, None) => {
                self.overlay = Overlay::Passage;
                return Vec::new();
            }
        };
        self.overlay = Overlay::Passage;
        if let Some((passage, opened)) = self.reading.passage().zip(self.reading.opened()) {
            let moved = passage.moved(&opened.article, step);
            self.reading.mark_passage(Some(moved));
        }
        Vec::new()
    }

    fn ask_note(&mut self) -> Vec<Effect> {
        self.ask(Question::PassageNote)
    }

    fn copy_passage(&mut self) -> Vec<Effect> {
        let text = self.marked_text();
        self.reading.mark_passage(None);
        text.map_or_else(Vec::new, |text| self.copy_text(text, "the passage"))
    }

    /// The words of the passage, its paragraphs parted by blank lines.
    fn marked_text(&self) -> Option<String> {
        let (passage, opened) = self.reading.passage().zip(self.reading.opened())?;
        let body = &opened.article.body;
        let ranges = passage.ranges(&opened.article);
        let texts = ranges.iter().filter_map(|range| body.get(range.block as usize)?.text.get(range.bytes()));
        Some(texts.collect::<Vec<_>>().join("\n\n"))
    }

    /// What is noted on the highlight that is marked; empty where it is a new one.
    pub(super) fn noted_on_passage(&self) -> String {
        let marked = self.reading.passage().zip(self.reading.opened());
        let Some((passage, opened)) = marked else { return String::new() };
        let ranges = passage.ranges(&opened.article);
        let noted = ranges.last().and_then(|range| opened.triage.highlights.get(range));
        noted.map(ToString::to_string).unwrap_or_default()
    }

    /// Keeps the passage with a note, which may be empty. Highlights inside it become part of it.
    pub(super) fn keep_passage(&mut self, note: &str) -> Vec<Effect> {
        let marked = self.reading.passage().zip(self.reading.opened());
        let Some((passage, opened)) = marked else { return Vec::new() };
        let ranges = passage.ranges(&opened.article);
        let within =
            |known: &TextRange| !ranges.contains(known) && ranges.iter().any(|range| covers(range, known));
        let swallowed = opened.triage.highlights.keys().filter(|known| within(known));
        let mut decisions: Vec<Decision> = swallowed.map(|range| Decision::Unhighlight(*range)).collect();
        let last = ranges.len().saturating_sub(1);
        decisions.extend(ranges.iter().enumerate().map(|(at, range)| {
            let note = if at == last { SafeText::label(note) } else { SafeText::default() };
            Decision::Highlight(*range, note)
        }));
        self.reading.mark_passage(None);
        let noted = if note.is_empty() { "" } else { ", with a note" };
        self.decide_on_text(&decisions, &format!("highlighted a passage{noted}"))
    }

    /// Takes the highlights away that the passage touches.
    fn take_highlights_away(&mut self) -> Vec<Effect> {
        let marked = self.reading.passage().zip(self.reading.opened());
        let Some((passage, opened)) = marked else { return Vec::new() };
        let ranges = passage.ranges(&opened.article);
        let touched = |known: &TextRange| ranges.iter().any(|range| touches(range, known));
        let known = opened.article.highlights(&opened.triage);
        let meant = known.iter().filter(|highlight| highlight.ranges.iter().any(touched));
        let decisions: Vec<Decision> = meant.flat_map(taking_away).collect();
        self.reading.mark_passage(None);
        if decisions.is_empty() {
            self.say(NoticeKind::Done, SafeText::label("nothing is highlighted there"));
        }
        self.decide_on_text(&decisions, "took a highlight away")
    }

    /// Decides several things about the open article as one act.
    pub(super) fn decide_on_text(&mut self, decisions: &[Decision], saying: &str) -> Vec<Effect> {
        let Some(id) = self.reading.id() else { return Vec::new() };
        let Some(mut state) = self.list.triage(id).cloned() else { return Vec::new() };
        let mut changes = Vec::new();
        for decision in decisions {
            if let Some(inverse) = decision.inverse(&state) {
                decision.apply(&mut state);
                changes.push(Change { id, decision: decision.clone(), inverse });
            }
        }
        self.correct(changes, saying)
    }
}

impl Reading {
    /// The passage that is being marked.
    pub fn passage(&self) -> Option<Passage> {
        self.passage
    }

    /// Marks a passage, or none, and brings the end that moved into sight.
    pub(super) fn mark_passage(&mut self, passage: Option<Passage>) {
        let before = self.passage;
        self.passage = passage;
        let Some(passage) = passage else { return };
        let moved_end = before.is_some_and(|before| before.from == passage.from);
        let (block, offset) = if moved_end { passage.to } else { passage.from };
        let Some(part) = self.part_of(block) else { return };
        let offset = if moved_end { offset.saturating_sub(1) } else { offset };
        self.bring_into_sight(&Hit { part, range: offset..offset });
    }

    /// The part of the page that shows a block.
    pub(super) fn part_of(&self, block: usize) -> Option<usize> {
        self.page()?.parts().iter().position(|part| part.block == Some(block))
    }

    /// The sentence to begin with.
    fn passage_here(&self) -> Option<Passage> {
        let opened = self.opened()?;
        let spot = self.spot_of_hit().or_else(|| self.first_spot_in_sight())?;
        let holds = |range: &TextRange| range.block as usize == spot.0 && range.bytes().contains(&spot.1);
        let known = opened.article.highlights(&opened.triage);
        let known = known.iter().find(|highlight| highlight.ranges.iter().any(holds));
        if let Some((first, last)) = known.and_then(|known| known.ranges.first().zip(known.ranges.last())) {
            let from = (first.block as usize, first.bytes().start);
            return Some(Passage { from, to: (last.block as usize, last.bytes().end) });
        }
        let all = all_sentences(&opened.article);
        let at = all.iter().position(|(_, end)| *end > spot)?;
        all.get(at).map(|(from, to)| Passage { from: *from, to: *to })
    }

    fn spot_of_hit(&self) -> Option<Spot> {
        let search = self.search()?;
        let hit = search.hits().get(search.current()?)?;
        let block = self.page()?.parts().get(hit.part)?.block?;
        Some((block, hit.range.start))
    }

    fn first_spot_in_sight(&self) -> Option<Spot> {
        let page = self.page()?;
        page.lines().iter().skip(self.top()).find_map(|line| match line {
            Line::Text { part, row } => Some((page.parts().get(*part)?.block?, row.range.start)),
            Line::Blank => None,
        })
    }
}

/// Where every sentence of the body begins and ends.
fn all_sentences(article: &Article) -> Vec<(Spot, Spot)> {
    let blocks = article.body.iter().enumerate();
    let cut = |(at, text): (usize, &SafeText)| {
        sentences(text).into_iter().map(move |range| ((at, range.start), (at, range.end))).collect::<Vec<_>>()
    };
    blocks.flat_map(|(at, block)| cut((at, &block.text))).collect()
}

/// Where every word of the body ends, in order.
fn word_ends(article: &Article) -> impl Iterator<Item = Spot> {
    article.body.iter().enumerate().flat_map(|(at, block)| {
        let words = block.text.split_inclusive(char::is_whitespace).scan(0, |end, word| {
            let start = *end;
            *end += word.len();
            Some((start + word.trim_end().len(), word.trim().is_empty()))
        });
        words.filter(|(_, empty)| !empty).map(move |(end, _)| (at, end))
    })
}

/// What takes a highlighted passage away, in every paragraph of it.
pub(super) fn taking_away(highlight: &Highlight) -> impl Iterator<Item = Decision> {
    highlight.ranges.iter().map(|range| Decision::Unhighlight(*range))
}

fn text_range(block: usize, bytes: Range<usize>) -> Option<TextRange> {
    let number = |value: usize| u32::try_from(value).ok();
    let length = number(bytes.end.checked_sub(bytes.start).filter(|length| *length > 0)?)?;
    Some(TextRange { block: number(block)?, start: number(bytes.start)?, length })
}

fn covers(outer: &TextRange, inner: &TextRange) -> bool {
    let (outside, inside) = (outer.bytes(), inner.bytes());
    outer.block == inner.block && outside.start <= inside.start && inside.end <= outside.end
}

fn touches(one: &TextRange, other: &TextRange) -> bool {
    let (first, second) = (one.bytes(), other.bytes());
    one.block == other.block && first.start < second.end && second.start < first.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> Article {
        Article::plain("A headline", ["One came. Two went, é.", "Three stayed. Nobody spoke."])
    }

    fn shown(passage: Passage) -> String {
        let article = article();
        let ranges = passage.ranges(&article);
        let texts = ranges.iter().map(|range| &article.body[range.block as usize].text[range.bytes()]);
        texts.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_passage_grows_shrinks_and_moves() {
        use Step::{
            NextParagraph, NextSentence, PreviousParagraph, PreviousSentence, SentenceBack, SentenceOn,
            WordBack, WordOn,
        };
        let first = Passage { from: (0, 0), to: (0, 9) };
        for (steps, expected) in [
            (vec![], "One came."),
            (vec![SentenceOn], "One came. Two went, é."),
            (vec![SentenceOn, SentenceOn], "One came. Two went, é.|Three stayed."),
            (vec![SentenceOn, SentenceBack, SentenceBack], "One came."),
            (vec![WordOn], "One came. Two"),
            (vec![WordBack], "One"),
            (vec![WordBack, WordBack], "One"),
            (vec![NextSentence], "Two went, é."),
            (vec![NextSentence, WordBack], "Two went,"),
            (vec![NextParagraph], "Three stayed."),
            (vec![NextParagraph, PreviousSentence], "Two went, é."),
            (vec![NextParagraph, PreviousParagraph], "One came."),
            (vec![PreviousSentence], "One came."),
            (vec![NextParagraph, NextSentence, NextSentence, SentenceOn, WordOn], "Nobody spoke."),
        ] {
            let article = article();
            let passage = steps.iter().fold(first, |passage, step| passage.moved(&article, *step));
            assert_eq!(shown(passage), expected, "{steps:?}");
        }
    }
}
