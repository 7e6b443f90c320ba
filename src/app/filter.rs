//! What is listed: the view, the filter over it, and what the last answer said about them.

use super::arrange::{Arranged, Arrangement};
use super::counts::{Counts, FieldValue, Spare};
use super::listing::{Around, Budget, Facet, Listing, QueryMistake, Request, View};
use crate::article::{ArticleId, Date};
use crate::query::Kind;
use crate::text::SafeText;

/// What the listed articles can be narrowed to, as far as that is known.
#[derive(Debug, Clone, Default)]
enum Facets {
    /// Nobody has asked.
    #[default]
    Unknown,
    /// They are being counted.
    Asked,
    /// They are here.
    Counted(Counts),
}

/// A view and filter that one goes back to.
#[derive(Debug, Clone)]
struct Before {
    view: View,
    query: String,
    left_for: LeftFor,
}

/// Why a view and filter gave way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LeftFor {
    /// For a reading list; whether that was told of.
    Queue(bool),
    /// For an article that is not among them; from which one.
    Another(Option<ArticleId>),
}

/// The view and filter, and the answer to them.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    view: View,
    query: String,
    arrangement: Arrangement,
    arranged: Arranged,
    folded: Vec<Option<SafeText>>,
    /// Those that are folded while the filter is on: what it finds is in sight at first.
    folded_meanwhile: Vec<Option<SafeText>>,
    number: u64,
    answered: u64,
    facets: Facets,
    of: usize,
    similar: bool,
    guesses: Vec<SafeText>,
    /// Whether nobody was told of them yet.
    guesses_untold: bool,
    mistake: Option<QueryMistake>,
    counts: Vec<(View, usize)>,
    /// How many reading lists were asked for.
    lists: u16,
    /// What was shown before it gave way for a while.
    before: Option<Before>,
}

impl Filter {
    /// The standing selection.
    pub fn view(&self) -> View {
        self.view
    }

    /// The filter as typed.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Regions, countries and topics of what is listed; none while they are not counted.
    pub fn facets(&self) -> Option<&[Facet]> {
        match &self.facets {
            Facets::Unknown | Facets::Asked => None,
            Facets::Counted(counts) => Some(&counts.facets),
        }
    }

    /// The same for who goes on narrowing: countries within the regions that the filter names, and the other way round.
    pub fn facets_within(&self) -> Vec<&Facet> {
        let Facets::Counted(Counts { facets, within, .. }) = &self.facets else { return Vec::new() };
        let counted = |facet: &&Facet| within.iter().any(|inner| inner.kind == facet.kind);
        within.iter().chain(facets.iter().filter(|facet| !counted(facet))).collect()
    }

    /// How many of what is listed were published when, as far as that is counted.
    pub fn dates(&self) -> &[(Option<Date>, usize)] {
        match &self.facets {
            Facets::Unknown | Facets::Asked => &[],
            Facets::Counted(counts) => &counts.dates,
        }
    }

    /// Sources and languages of what is listed, as far as they are counted.
    pub fn values(&self) -> &[FieldValue] {
        match &self.facets {
            Facets::Unknown | Facets::Asked => &[],
            Facets::Counted(counts) => &counts.values,
        }
    }

    /// Where the filter finds nothing, the words without which it would, as far as that is counted.
    pub fn spare(&self) -> &[Spare] {
        match &self.facets {
            Facets::Unknown | Facets::Asked => &[],
            Facets::Counted(counts) => &counts.spare,
        }
    }

    /// What to count for them; none where that was asked for already.
    pub fn ask_for_facets(&mut self) -> Option<Request> {
        match self.facets {
            Facets::Unknown => {
                self.facets = Facets::Asked;
                Some(self.request(Around::default()))
            }
            Facets::Asked | Facets::Counted(_) => None,
        }
    }

    /// Takes what was counted, if it is about what is listed.
    pub fn count(&mut self, counts: Counts) {
        if counts.number == self.number {
            self.facets = Facets::Counted(counts);
        }
    }

    /// How many articles the view holds before the filter.
    pub fn of(&self) -> usize {
        self.of
    }

    /// Whether nothing fitted and what is listed is only similar.
    pub fn similar(&self) -> bool {
        self.similar
    }

    /// What was understood for names that only nearly stand in it, in sentences.
    pub fn guesses(&self) -> &[SafeText] {
        &self.guesses
    }

    /// The same, where it was not told before.
    pub(super) fn untold_guesses(&mut self) -> Option<SafeText> {
        let untold = std::mem::take(&mut self.guesses_untold) && !self.guesses.is_empty();
        let guesses: Vec<&str> = self.guesses.iter().map(SafeText::as_str).collect();
        untold.then(|| SafeText::label(&guesses.join(", ")))
    }

    /// Where the filter makes no sense.
    pub fn mistake(&self) -> Option<&QueryMistake> {
        self.mistake.as_ref()
    }

    /// How many articles a view holds, as far as that was counted.
    pub fn held_by(&self, view: View) -> Option<usize> {
        self.counts.iter().find(|(known, _)| *known == view).map(|(_, count)| *count)
    }

    /// Takes what each view was counted to hold.
    pub fn take_counts(&mut self, counts: Vec<(View, usize)>) {
        self.counts = counts;
    }

    /// Whether the answer to the last request has come.
    pub fn is_answered(&self) -> bool {
        self.answered == self.number
    }

    /// The number of the newest request.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Changes the view.
    pub fn look_at(&mut self, view: View) {
        self.view = view;
        self.stay();
    }

    /// Turns to all articles without the filter, for one that is not among those listed.
    pub(super) fn look_among_all(&mut self, from: Option<ArticleId>) {
        let (view, query) = (self.view, std::mem::take(&mut self.query));
        // All headings are open, as the article may stand under any.
        self.folded.clear();
        self.folded_meanwhile.clear();
        self.view = View::All;
        self.before = Some(Before { view, query, left_for: LeftFor::Another(from) });
    }

    /// The reader goes on here, and not back to where an article was missing.
    fn stay(&mut self) {
        self.before.take_if(|before| matches!(before.left_for, LeftFor::Another(_)));
    }

    /// Turns to a new reading list, chosen of what the filter finds.
    pub(super) fn look_at_queue(&mut self, minutes: u16) {
        self.lists = self.lists.wrapping_add(1);
        let (view, query) = match self.before.take() {
            Some(before) if matches!(self.view, View::Queue(_)) => (before.view, before.query),
            Some(_) | None => (self.view, self.query.clone()),
        };
        self.before = Some(Before { view, query, left_for: LeftFor::Queue(false) });
        self.view = View::Queue(Budget { minutes, number: self.lists });
    }

    /// Goes back to what was shown before a reading list, or before all articles were shown for one of them. Says what
    /// one was on then, where that is known; none where there is nothing to go back to.
    pub(super) fn go_back(&mut self) -> Option<Vec<ArticleId>> {
        let before = self.before.take()?;
        let (in_queue, from) = match before.left_for {
            LeftFor::Queue(_) => (matches!(self.view, View::Queue(_)), None),
            LeftFor::Another(from) => (true, from),
        };
        in_queue.then(|| {
            (self.view, self.query) = (before.view, before.query);
            from.into_iter().collect()
        })
    }

    /// The reading list that is shown, if it was not told of before.
    pub(super) fn untold_queue(&mut self) -> Option<Budget> {
        let View::Queue(budget) = self.view else { return None };
        let before = self.before.as_mut().filter(|before| before.left_for == LeftFor::Queue(false))?;
        before.left_for = LeftFor::Queue(true);
        Some(budget)
    }

    /// Changes the filter.
    pub fn narrow(&mut self, query: &str) {
        let query = query.trim_start();
        if query != self.query {
            self.folded_meanwhile.clear();
            self.stay();
        }
        query.clone_into(&mut self.query);
    }

    /// How the list is to be arranged, as far as the reader chose it.
    pub fn arrangement(&self) -> Arrangement {
        self.arrangement
    }

    /// How it is arranged.
    pub fn arranged(&self) -> Arranged {
        self.arranged
    }

    /// Changes how it is to be arranged. Groups of another kind are not folded.
    pub fn arrange(&mut self, arrangement: Arrangement) {
        if arrangement.grouping != self.arrangement.grouping {
            self.folded.clear();
            self.folded_meanwhile.clear();
        }
        self.arrangement = arrangement;
    }

    /// What the groups have in common that are to be folded: under a filter others than without it.
    pub fn folded_mut(&mut self) -> &mut Vec<Option<SafeText>> {
        if self.query.trim().is_empty() { &mut self.folded } else { &mut self.folded_meanwhile }
    }

    fn folded(&self) -> &[Option<SafeText>] {
        if self.query.trim().is_empty() { &self.folded } else { &self.folded_meanwhile }
    }

    /// Asks anew.
    pub fn ask(&mut self, around: Around) -> Request {
        self.number += 1;
        self.request(around)
    }

    fn request(&self, around: Around) -> Request {
        Request {
            number: self.number,
            view: self.view,
            query: self.query.clone(),
            arrangement: self.arrangement,
            folded: self.folded().to_vec(),
            around,
        }
    }

    /// Takes an answer; says whether it is the newest and so counts.
    pub fn answer(&mut self, listing: &mut Listing) -> bool {
        if listing.number != self.number {
            return false;
        }
        self.answered = listing.number;
        self.facets = Facets::Unknown;
        self.arranged = listing.arranged;
        self.of = listing.of;
        self.similar = listing.similar;
        let guesses = std::mem::take(&mut listing.guesses);
        self.guesses_untold |= self.guesses != guesses;
        self.guesses = guesses;
        self.mistake = listing.mistake.take();
        true
    }

    /// The filter with one more field, in place of those that choose from the same shelf.
    pub fn with_facet(&self, facet: &Facet, replaced: &[Kind]) -> String {
        let kept = without_fields(&self.query, replaced);
        let labels = std::iter::once(&facet.label).chain(&facet.holds);
        let chosen: Vec<String> = labels.map(|label| facet_query(facet.kind, label)).collect();
        let chosen = chosen.join(" ");
        if kept.is_empty() { chosen } else { format!("{kept} {chosen}") }
    }
}

/// A query without the words that name fields of these kinds.
pub fn without_fields(query: &str, kinds: &[Kind]) -> String {
    let fields: Vec<&str> = kinds.iter().map(|kind| field_name(*kind)).collect();
    without_named(query, &fields)
}

/// A query without the words that name these fields.
pub fn without_named(query: &str, fields: &[&str]) -> String {
    let kept = words(query).into_iter().filter(|word| {
        let field = word.split_once(':').map(|(field, _)| field);
        !field.is_some_and(|field| fields.contains(&field))
    });
    kept.collect::<Vec<_>>().join(" ")
}

/// Each word of a query with the query without it; none where there is only one, or where they hang together by
/// parentheses, `OR` or `not`.
pub fn without_each(query: &str) -> Vec<(&str, String)> {
    let all = words(query);
    let joins = |word: &&str| ["OR", "AND", "not", "NOT"].contains(word) || word.contains(['(', ')']);
    if all.len() < 2 || all.iter().any(joins) {
        return Vec::new();
    }
    let others = |left_out: usize| {
        let others = all.iter().enumerate().filter(|(place, _)| *place != left_out);
        others.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
    };
    all.iter().enumerate().map(|(place, word)| (*word, others(place))).collect()
}

/// A query without the order it names.
pub(super) fn without_sort(query: &str) -> String {
    let kept = words(query).into_iter().filter(|word| !word.starts_with("sort:"));
    kept.collect::<Vec<_>>().join(" ")
}

/// The words of a query; what stands in quotes belongs to its word.
pub(super) fn words(query: &str) -> Vec<&str> {
    let (mut in_quotes, mut escaped) = (false, false);
    let parts = query.split(|letter: char| {
        in_quotes ^= letter == '"' && !escaped;
        escaped = in_quotes && letter == '\\' && !escaped;
        !in_quotes && letter.is_whitespace()
    });
    parts.filter(|word| !word.is_empty()).collect()
}

/// A field and value as one word of a query: `region:western-africa`.
pub fn facet_query(kind: Kind, label: &str) -> String {
    let letters = label.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' });
    let spaced: String = letters.collect::<String>().to_lowercase();
    let value: Vec<&str> = spaced.split_whitespace().collect();
    format!("{}:{}", field_name(kind), value.join("-"))
}

pub(super) fn field_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Region => "region",
        Kind::Country => "country",
        Kind::Topic => "topic",
        Kind::Tag => "tag",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_taken_out_with_what_stands_in_their_quotes() {
        let cases = [
            ("war region:sahel -sport", "war -sport"),
            ("region:\"west africa\" war", "war"),
            ("war country:niger \"region: sahel\"", "war \"region: sahel\""),
            ("topic:war", "topic:war"),
            (r#"war region:"a\"b c" sport"#, "war sport"),
            ("", ""),
        ];
        for (query, expected) in cases {
            assert_eq!(without_fields(query, &[Kind::Region, Kind::Country]), expected, "{query}");
        }
    }

    #[test]
    fn each_word_is_left_out_once_unless_words_hang_together() {
        let without = |query| {
            let each = without_each(query).into_iter();
            each.map(|(word, others)| format!("{word}|{others}")).collect::<Vec<_>>()
        };
        assert_eq!(
            without("war \"gas price\" topic:war"),
            ["war|\"gas price\" topic:war", "\"gas price\"|war topic:war", "topic:war|war \"gas price\""]
        );
        for query in ["war", "", "war OR peace", "(war peace) oil", "not war peace"] {
            assert!(without(query).is_empty(), "{query}");
        }
    }

    #[test]
    fn facet_becomes_one_word() {
        assert_eq!(
            facet_query(Kind::Region, "Middle East & North Africa"),
            "region:middle-east-north-africa"
        );
        assert_eq!(facet_query(Kind::Country, "Côte d’Ivoire"), "country:côte-d-ivoire");
    }
}
