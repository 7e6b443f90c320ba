//! The search in the open text: what the reader looks for, or the filter, where it stands, and at which hit one is.

use std::ops::Range;

use super::action::Action;
use super::event::{Effect, NoticeKind};
use super::key::{Key, KeyCode};
use super::marks::Marked;
use super::overlay::{FindBar, Overlay};
use super::page::Line;
use super::part::{Part, PartKind};
use super::prompt::{Prompt, Typed};
use super::reading::{Hit, Reading, Search, Sought};
use super::recall::Recall;
use super::state::App;
use crate::query::{Query, Site};
use crate::text::{SafeText, find};

/// What a filter looks for in a text.
#[derive(Debug, Clone)]
pub(super) struct Wording {
    query: Query,
    /// Its words as they were typed.
    words: String,
}

impl Search {
    /// The words looked for; none where those that earned tags are marked.
    pub fn words(&self) -> Option<&str> {
        match &self.sought {
            Sought::Words(words) => Some(words),
            Sought::Filter(wording) => Some(&wording.words),
            Sought::Marked(_) => None,
        }
    }

    /// The tags whose words are marked.
    pub fn marked(&self) -> Option<Marked> {
        match self.sought {
            Sought::Words(_) | Sought::Filter(_) => None,
            Sought::Marked(marked) => Some(marked),
        }
    }

    /// Whether it is the filter that looks for something.
    pub fn is_of_filter(&self) -> bool {
        matches!(self.sought, Sought::Filter(_))
    }

    /// Every place, in order.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The index of the hit the reader is at; none before the first was gone to.
    pub fn current(&self) -> Option<usize> {
        self.at
    }
}

impl Reading {
    /// The search that is on.
    pub fn search(&self) -> Option<&Search> {
        self.search.as_ref()
    }

    /// Looks for words and goes to the first hit below the top; says how many there are.
    pub fn look_for(&mut self, words: &str) -> usize {
        let sought = Sought::Words(words.to_owned());
        let found = self.seek(sought);
        self.go_to_hit();
        found
    }

    /// Marks the words that earned tags; says how many places there are. The text stays where it is.
    pub(super) fn mark(&mut self, marked: Marked) -> usize {
        self.seek(Sought::Marked(marked))
    }

    /// Marks what a filter looks for, if it stands here. The text stays where it is, and one is at no hit yet.
    fn mark_wording(&mut self, wording: Wording) {
        self.seek(Sought::Filter(Box::new(wording)));
        if let Some(search) = &mut self.search {
            search.at = None;
        }
        self.search.take_if(|search| search.hits.is_empty());
    }

    /// Shows the hits of what is sought, the first below the top as the one the reader is at.
    fn seek(&mut self, sought: Sought) -> usize {
        let hits = self.places_of(&sought);
        let (found, at) = (hits.len(), Some(self.first_below(&hits)));
        self.search = Some(Search { sought, hits, at });
        found
    }

    /// Looks for the same in the page as it is laid out now.
    pub(super) fn search_again(&mut self) {
        let Some(Search { sought, at, .. }) = self.search.take() else { return };
        let hits = self.places_of(&sought);
        let at = at.map(|at| at.min(hits.len().saturating_sub(1)));
        self.search = Some(Search { sought, hits, at });
    }

    fn places_of(&self, sought: &Sought) -> Vec<Hit> {
        let parts = self.page.iter().flat_map(|page| page.parts().iter().enumerate());
        let hit = |part: usize| move |range| Hit { part, range };
        match sought {
            Sought::Words(words) => {
                parts.flat_map(|(at, part)| find(&part.text, words).into_iter().map(hit(at))).collect()
            }
            Sought::Filter(wording) => {
                let people = |text: &str| self.people_in(text);
                parts.flat_map(|(at, part)| wording.places(part, &people).into_iter().map(hit(at))).collect()
            }
            Sought::Marked(marked) => self.hits_of(*marked),
        }
    }

    /// Where a line names who wrote the article, and the agency.
    fn people_in(&self, text: &str) -> Vec<Range<usize>> {
        let attribution = self.opened().map(|opened| &opened.article.attribution);
        let names = attribution.into_iter().flat_map(|by| [&by.byline, &by.agency]).flatten();
        names.filter_map(|name| text.find(&**name).map(|at| at..at + name.len())).collect()
    }

    /// The first hit that is not above the screen; the first of all where all are.
    fn first_below(&self, hits: &[Hit]) -> usize {
        let lines = self.page.iter().flat_map(|page| page.lines().iter().skip(self.top));
        let below = lines.into_iter().find_map(|line| match line {
            Line::Text { part, row } => Some((*part, row.range.start)),
            Line::Blank => None,
        });
        let next = hits.partition_point(|hit| below.is_some_and(|below| (hit.part, hit.range.start) < below));
        if next < hits.len() { next } else { 0 }
    }

    /// To the next or previous hit, going round at the ends. Where one was at none yet, to the first below the top, or
    /// the one before that.
    pub fn next_hit(&mut self, step: isize) {
        let Some(search) = self.search.as_ref().filter(|search| !search.hits.is_empty()) else { return };
        let from = match search.at {
            Some(at) => at.cast_signed() + step,
            None => self.first_below(&search.hits).cast_signed() + step.min(0),
        };
        let at = from.rem_euclid(search.hits.len().cast_signed()).cast_unsigned();
        if let Some(search) = &mut self.search {
            search.at = Some(at);
        }
        self.go_to_hit();
    }

    /// Ends the search.
    pub fn forget_search(&mut self) {
        self.search = None;
    }

    fn go_to_hit(&mut self) {
        let hit = self.search.as_ref().and_then(|search| search.hits.get(search.at?)).cloned();
        if let Some(hit) = hit {
            self.bring_into_sight(&hit);
        }
    }

    /// The line of the hit the reader is at.
    pub(super) fn hit_line(&self) -> Option<usize> {
        let search = self.search.as_ref()?;
        let hit = search.hits.get(search.at?)?;
        self.page.as_ref()?.line_of_part(hit.part, hit.range.start)
    }

    /// The line of the screen, from the first of the text, on which the hit the reader is at begins.
    pub fn hit_on_screen(&self) -> Option<usize> {
        self.hit_line().filter(|line| self.shows(*line)).map(|line| line - self.top)
    }

    /// Whether a line is on screen.
    pub(super) fn shows(&self, line: usize) -> bool {
        (self.top..self.top + self.height).contains(&line)
    }

    /// Brings the hit the reader is at back on screen where another size took it off. That is no jump.
    pub(super) fn keep_hit_in_sight(&mut self) {
        if let Some(line) = self.hit_line().filter(|line| !self.shows(*line)) {
            self.go_to(line.saturating_sub(self.height / 3));
        }
    }

    /// Scrolls to a place in the text unless it is on screen.
    pub(super) fn bring_into_sight(&mut self, hit: &Hit) {
        let page = self.page.as_ref();
        let line = page.and_then(|page| page.line_of_part(hit.part, hit.range.start));
        if let Some(line) = line.filter(|line| !self.shows(*line)) {
            self.jump(line.saturating_sub(self.height / 3));
        }
    }
}

impl Wording {
    /// Where it stands in a part of the page; `people` tells where those are named who wrote it.
    fn places(&self, part: &Part, people: &dyn Fn(&str) -> Vec<Range<usize>>) -> Vec<Range<usize>> {
        let text = &part.text;
        match part.kind {
            PartKind::Headline => self.query.places(text, Site::Headline),
            PartKind::Tags => self.query.places(text, Site::Label),
            PartKind::Dateline => {
                let people = people(text);
                let named = |at: &Range<usize>| {
                    people.iter().any(|name| name.start <= at.start && at.end <= name.end)
                };
                self.query.places(text, Site::Person).into_iter().filter(named).collect()
            }
            PartKind::Caption
            | PartKind::Standfirst
            | PartKind::Paragraph
            | PartKind::Subheading
            | PartKind::Quote
            | PartKind::Item
            | PartKind::Preformatted => self.query.places(text, Site::Body),
            // Neither the label above a headline nor what the reader noted is searched by a filter.
            PartKind::Kicker | PartKind::Note | PartKind::End => Vec::new(),
        }
    }
}

impl App {
    /// Marks in the open text what the filter looks for, once for each article and filter: what the reader took away
    /// stays away, and a search of the reader's own goes before.
    pub(super) fn mark_filter(&mut self) {
        let query = self.filter.query().trim();
        if self.reading.page().is_none() || self.reading.marked_for == query {
            return;
        }
        query.clone_into(&mut self.reading.marked_for);
        self.reading.search.take_if(|search| search.is_of_filter());
        if self.reading.search().is_none() {
            self.mark_wording_again();
        }
    }

    /// Marks what the filter looks for; says whether that stands in the open text.
    pub(super) fn mark_wording_again(&mut self) -> bool {
        let Some(wording) = self.wording() else { return false };
        self.reading.mark_wording(wording);
        self.reading.search().is_some()
    }

    /// What the filter looks for in texts; none where it looks for no words.
    fn wording(&self) -> Option<Wording> {
        let (vocabulary, today) = (self.vocabulary()?, self.list.today()?);
        let query = Query::parse(self.filter.query(), vocabulary, today).ok()?;
        let words = query.words().join(" ");
        (!words.is_empty()).then_some(Wording { query, words })
    }

    pub(super) fn open_find(&mut self) -> Vec<Effect> {
        let before = self.reading.search.clone();
        let (prompt, origin) = (Prompt::default(), self.reading.top());
        self.overlay = Overlay::Find(FindBar { prompt, origin, before, recall: Recall::default() });
        Vec::new()
    }

    pub(super) fn press_in_find(&mut self, mut bar: FindBar, key: Key) -> Vec<Effect> {
        let typed = match key.code {
            KeyCode::Up | KeyCode::Down => {
                let found = bar.recall.turn(&self.sought_before(), key.code == KeyCode::Up, &mut bar.prompt);
                if found { Typed::Changed } else { Typed::Nothing }
            }
            _ => bar.prompt.press(key),
        };
        match typed {
            Typed::Left => {
                self.reading.search = bar.before;
                self.reading.go_to(bar.origin);
            }
            Typed::Taken if bar.prompt.text().trim().is_empty() => self.find_again(bar),
            Typed::Taken => self.end_find(bar.prompt.text().trim()),
            Typed::Changed => {
                // Every letter looks from where the search set out, not from where the last letter led.
                self.reading.go_to(bar.origin);
                if bar.prompt.text().trim().is_empty() {
                    self.reading.forget_search();
                } else {
                    self.reading.look_for(bar.prompt.text());
                }
                self.overlay = Overlay::Find(bar);
            }
            Typed::Complete | Typed::Up | Typed::Down | Typed::Nothing => self.overlay = Overlay::Find(bar),
        }
        Vec::new()
    }

    fn end_find(&mut self, words: &str) {
        self.finds.retain(|known| known != words);
        self.finds.push(words.to_owned());
        if self.reading.search().is_none_or(|search| search.hits().is_empty()) {
            self.reading.forget_search();
            let text = SafeText::label(&format!("\"{words}\" is not in this article"));
            self.say(NoticeKind::Warning, text);
        } else {
            self.tell_hits();
        }
    }

    /// Looks once more for what was looked for last: what is marked already, else what was typed, else what the filter
    /// looks for.
    fn find_again(&mut self, bar: FindBar) {
        self.reading.search = bar.before.filter(|search| search.marked().is_none());
        if self.reading.search().is_none() && self.finds.is_empty() {
            self.mark_wording_again();
        }
        match (self.reading.search(), self.finds.last().cloned()) {
            (Some(_), _) => {
                self.reading.next_hit(1);
                self.tell_hits();
            }
            (None, Some(words)) => {
                self.reading.look_for(&words);
                self.end_find(&words);
            }
            (None, None) => {
                self.say(NoticeKind::Done, SafeText::label("nothing was looked for before"));
            }
        }
    }

    fn tell_hits(&mut self) {
        let hits = self.reading.search().map_or(0, |search| search.hits().len());
        let noun = if hits == 1 { "hit" } else { "hits" };
        let next = self.hint(Action::NextUnread, "next");
        let previous = self.hint(Action::PreviousUnread, "previous");
        let ends = self.hint(Action::Dismiss, "ends");
        let text = format!("{hits} {noun}{next}{previous}{ends}");
        self.say(NoticeKind::Done, SafeText::label(&text));
    }

    /// What was looked for in texts before, the newest last; behind that the words of the filter.
    fn sought_before(&self) -> Vec<String> {
        let wording = self.wording();
        let words = wording.iter().flat_map(|wording| wording.query.words());
        let of_filter = words.filter(|words| !self.finds.iter().any(|known| known == words));
        of_filter.map(str::to_owned).chain(self.finds.iter().cloned()).collect()
    }
}
