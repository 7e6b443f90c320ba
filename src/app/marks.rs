//! The words that earned the tags, marked in the text: those of all tags at once, or of one tag after another.

use std::ops::Range;

use super::action::Action;
use super::event::{Effect, NoticeKind, Opened};
use super::page::Page;
use super::part::PartKind;
use super::reading::{Hit, Reading, Search};
use super::state::App;
use crate::article::{Account, Place, Spot, Witness};
use crate::text::SafeText;

/// How many words are named at the bottom of the screen.
const NAMED: usize = 5;

/// Which tags have their words marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marked {
    /// All of them.
    Every,
    /// One, by its place among countries, regions and topics.
    Tag(usize),
}

impl App {
    /// Marks the words of all tags, then of one after another, then none.
    pub(super) fn mark_words(&mut self) -> Vec<Effect> {
        let Some(opened) = self.reading.opened() else { return Vec::new() };
        let tags = explained(opened).count();
        let from = match self.reading.search().and_then(Search::marked) {
            None => None,
            Some(Marked::Every) => Some(0),
            Some(Marked::Tag(tag)) => Some(tag + 1),
        };
        let next = match from {
            None => Some(Marked::Every),
            Some(from) => (from..tags).map(Marked::Tag).find(|tag| !self.reading.hits_of(*tag).is_empty()),
        };
        self.reading.forget_search();
        let Some(next) = next else { return Vec::new() };
        self.reading.mark(next);
        if let Some(asked) = self.lacks_explanation() {
            return vec![asked];
        }
        self.tell_unearned();
        Vec::new()
    }

    /// Says so where words are to be marked and there are none.
    pub(super) fn tell_unearned(&mut self) {
        let Some(search) = self.reading.search() else { return };
        if search.marked().is_some() && search.hits().is_empty() {
            self.reading.forget_search();
            let text = SafeText::label(&format!(
                "no word in the text earned a tag{}",
                self.hint(Action::Provenance, "tells why")
            ));
            self.say(NoticeKind::Done, text);
        }
    }
}

impl Reading {
    /// The places in the laid-out text of the words that earned these tags, in order; none overlap.
    pub(super) fn hits_of(&self, marked: Marked) -> Vec<Hit> {
        let (Some(opened), Some(page)) = (self.opened(), self.page()) else { return Vec::new() };
        let spots = accounts(opened, marked).into_iter().flat_map(|tag| &tag.words).flat_map(|w| &w.spots);
        let mut hits: Vec<Hit> = spots.filter_map(|spot| hit(opened, page, spot)).collect();
        hits.sort_by_key(|hit| (hit.part, hit.range.start, std::cmp::Reverse(hit.range.end)));
        hits.dedup_by(|next, kept| next.part == kept.part && next.range.start < kept.range.end);
        hits
    }

    /// Where the selected address stands on the page; nothing where the text does not name it.
    pub(super) fn link_hit(&self) -> Option<Hit> {
        let spot = self.chosen_link()?.spot.as_ref()?;
        hit(self.opened()?, self.page()?, spot)
    }

    /// What is marked, in words: `Niger  Niger ×17, Niamey ×1`; nothing where nothing is.
    pub fn marked_words(&self) -> Option<SafeText> {
        let marked = self.search()?.marked()?;
        let accounts = accounts(self.opened()?, marked);
        let text = match (marked, accounts.as_slice()) {
            (Marked::Tag(_), [tag]) => format!("{}: {}", tag.label, words(&tag.words)),
            (Marked::Every | Marked::Tag(_), tags) => {
                let labels: Vec<&str> = tags.iter().map(|tag| &*tag.label).take(NAMED).collect();
                let more = if tags.len() > NAMED { ", …" } else { "" };
                format!("all tags: {}{more}", labels.join(", "))
            }
        };
        Some(SafeText::label(&text))
    }
}

/// The tags of which is known why they were given.
fn explained(opened: &Opened) -> impl Iterator<Item = &Account> {
    opened.explanation.iter().flat_map(|explanation| explanation.tags())
}

/// The tags whose words are marked.
fn accounts(opened: &Opened, marked: Marked) -> Vec<&Account> {
    let tags = explained(opened);
    match marked {
        Marked::Every => tags.collect(),
        Marked::Tag(place) => tags.skip(place).take(1).collect(),
    }
}

/// The first words with how often they stand there: `Niger ×17, Niamey ×1`.
pub(super) fn words(witnesses: &[Witness]) -> String {
    let said = |witness: &Witness| match witness.spots.len() {
        0 => witness.text.to_string(),
        count => format!("{} ×{count}", witness.text),
    };
    let mut named: Vec<String> = witnesses.iter().take(NAMED).map(said).collect();
    if witnesses.len() > NAMED {
        named.push(format!("{} more", witnesses.len() - NAMED));
    }
    named.join(", ")
}

/// Where a place of the article stands on the page; nothing where the page does not show it.
fn hit(opened: &Opened, page: &Page, spot: &Spot) -> Option<Hit> {
    let nth = |kind: PartKind, number: usize| {
        let parts = page.parts().iter().enumerate().filter(|(_, part)| part.kind == kind);
        parts.map(|(at, _)| at).nth(number)
    };
    let part = match spot.place {
        Place::Headline => nth(PartKind::Headline, 0),
        Place::Kicker => nth(PartKind::Kicker, 0),
        Place::Dateline => nth(PartKind::Dateline, 0),
        Place::Standfirst(number) => nth(PartKind::Standfirst, number),
        Place::Caption(number) => nth(PartKind::Caption, number),
        Place::Block(number) => page.parts().iter().position(|part| part.block == Some(number)),
    }?;
    let text = &page.parts().get(part)?.text;
    let range = match (spot.place, &opened.article.attribution.dateline) {
        // The dateline stands behind date, minutes and names in one line.
        (Place::Dateline, Some(dateline)) => shifted(&spot.range, text.rfind(&**dateline)?),
        _ => spot.range.clone(),
    };
    text.get(range.clone())?;
    Some(Hit { part, range })
}

fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}
