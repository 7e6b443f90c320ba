//! All articles against a query at once: which fit, and how well. The same answer as the matcher gives for each alone,
//! found by sets of articles instead of by reading them.

use fixedbitset::FixedBitSet;

use super::corpus::{Carried, Corpus};
use super::fitting::Fitting;
use super::fuzzy::Fuzzy;
use super::matcher::{BODY, HEADLINE, LABEL, PEOPLE, Points, Reach, SOURCE};
use super::tree::{Filter, Node};
use super::value::{Meaning, Terms};
use super::words::{Depth, Wanted};
use crate::article::{TagKind, Zone, minutes_of};
use crate::text::{self, Fit};

/// A query that is put to a corpus.
pub(super) struct Engine<'a, C> {
    corpus: &'a C,
}

impl<'a, C: Corpus> Engine<'a, C> {
    /// Puts queries to this corpus.
    pub(super) fn new(corpus: &'a C) -> Self {
        Self { corpus }
    }

    /// The articles that fit a condition.
    pub(super) fn fitting(&self, node: &Node, reach: Reach) -> Result<Fitting, C::Error> {
        match node {
            Node::All(nodes) => {
                // Filters leave few articles over and cost little, so they go before the words.
                let filters = nodes.iter().filter(|node| matches!(node, Node::Filter(_)));
                let others = nodes.iter().filter(|node| !matches!(node, Node::Filter(_)));
                let mut all = Fitting::all(self.corpus.articles());
                for node in filters.chain(others) {
                    all = all.and(&self.fitting(node, reach)?);
                    if all.set().is_clear() {
                        break;
                    }
                }
                Ok(all)
            }
            Node::Any(nodes) => {
                let nothing = Fitting::none(self.corpus.articles());
                nodes.iter().try_fold(nothing, |any, node| Ok(any.or(self.fitting(node, reach)?)))
            }
            Node::Not(negated) => {
                let mut set = self.fitting(negated, Reach::Words)?.set().clone();
                set.toggle_range(..);
                Ok(Fitting::unranked(set))
            }
            Node::Text(wanted) => self.with_words(wanted, reach),
            Node::Filter(filter) => Ok(Fitting::unranked(self.passing(filter, reach.depth())?)),
        }
    }

    /// The articles that have a word or phrase anywhere, with the points of the best place it stands in.
    fn with_words(&self, wanted: &Wanted, reach: Reach) -> Result<Fitting, C::Error> {
        let depth = reach.depth();
        let mut tiers: Vec<(u32, FixedBitSet)> = Vec::new();
        let places: [(&[Zone], &Points, Depth); 4] = [
            (&[Zone::Headline], &HEADLINE, depth),
            (&[Zone::Byline, Zone::Agency], &PEOPLE, depth),
            (&[Zone::Name], &SOURCE, Depth::Words),
            (&[Zone::Body], &BODY, Depth::Words),
        ];
        for (zones, points, depth) in places {
            for fit in fits(wanted, depth) {
                tiers.push((points.of(fit), self.standing(wanted, zones, fit)?));
            }
        }
        let labels = self.corpus.labels()?;
        let fit = |(_, label): &(Carried, String)| wanted.best_fit(&text::fold(label), depth);
        for (tag, _, fit) in labels.iter().filter_map(|label| Some((&label.0, &label.1, fit(label)?))) {
            tiers.push((LABEL.of(fit), self.carrying([tag])?));
        }
        tiers.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
        let mut found = Fitting::none(self.corpus.articles());
        for (points, set) in tiers {
            found.add(set, points);
        }
        if reach == Reach::Similar {
            self.add_similar(wanted, &labels, &mut found)?;
        }
        Ok(found)
    }

    /// Adds the articles that have only a similar word.
    fn add_similar(
        &self,
        wanted: &Wanted,
        labels: &[(Carried, String)],
        found: &mut Fitting,
    ) -> Result<(), C::Error> {
        let fuzzy = Fuzzy::new();
        let gapped = |word: &str, typed: &str| fuzzy.find(word, typed).is_some();
        let alike = |word: &str| wanted.resembles(word, gapped);
        let mut set = self.none();
        self.corpus.having_any(Zone::Headline, "", &alike, &mut set)?;
        found.add(set, HEADLINE.similar);
        let named = labels.iter().filter(|(_, label)| text::words(&text::fold(label)).any(alike));
        found.add(self.carrying(named.map(|(tag, _)| tag))?, LABEL.similar);
        Ok(())
    }

    fn passing(&self, filter: &Filter, depth: Depth) -> Result<FixedBitSet, C::Error> {
        let mut set = self.none();
        for value in &filter.values {
            self.add_meant(&value.meaning, depth, &mut set)?;
        }
        Ok(set)
    }

    fn add_meant(&self, meaning: &Meaning, depth: Depth, set: &mut FixedBitSet) -> Result<(), C::Error> {
        let corpus = self.corpus;
        match meaning {
            Meaning::Region(terms) => self.add_carrying(&[TagKind::Region], terms, set),
            Meaning::Country(terms) => self.add_carrying(&[TagKind::Country], terms, set),
            Meaning::Mentions(terms) => {
                self.add_carrying(&[TagKind::Country, TagKind::Mentioned], terms, set)
            }
            Meaning::Topic(terms) => self.add_carrying(&[TagKind::Topic], terms, set),
            Meaning::Tag(terms) => {
                terms.codes.iter().try_for_each(|name| corpus.carrying(&Carried::Own(name.clone()), set))
            }
            Meaning::Note(wanted) => corpus.noting(&|text| wanted.is_in(text, depth), set),
            Meaning::Source(wanted) => {
                self.add_standing(wanted, &[Zone::Path, Zone::Name, Zone::Agency], depth, set)
            }
            Meaning::Headline(wanted) => self.add_standing(wanted, &[Zone::Headline], depth, set),
            Meaning::Text(wanted) => {
                self.add_standing(wanted, &[Zone::Headline], depth, set)?;
                self.add_standing(wanted, &[Zone::Body], Depth::Words, set)
            }
            Meaning::Byline(wanted) => self.add_standing(wanted, &[Zone::Byline], depth, set),
            Meaning::Language(language) => corpus.in_language(language, set),
            Meaning::Id(start) => corpus.with_id(start, set),
            Meaning::Story(start) => corpus.in_story(start, set),
            Meaning::Is(state) => corpus.in_state(*state, set),
            Meaning::Date(days) => corpus.published(&|date| days.hold(date), set),
            Meaning::Words(numbers) => corpus.of_length(&|words| numbers.hold(words), set),
            Meaning::Minutes(numbers) => corpus.of_length(&|words| numbers.hold(minutes_of(words)), set),
        }
    }

    fn add_carrying(&self, kinds: &[TagKind], terms: &Terms, set: &mut FixedBitSet) -> Result<(), C::Error> {
        for kind in kinds {
            for code in &terms.codes {
                self.corpus.carrying(&Carried::Found(*kind, code.clone()), set)?;
            }
        }
        Ok(())
    }

    fn add_standing(
        &self,
        wanted: &Wanted,
        zones: &[Zone],
        depth: Depth,
        set: &mut FixedBitSet,
    ) -> Result<(), C::Error> {
        // A word that fits less well is found with those that fit better, a phrase is not.
        let alone = wanted.words().len() == 1;
        let widest = fits(wanted, depth).last();
        for fit in fits(wanted, depth).filter(|fit| !alone || Some(*fit) == widest) {
            set.union_with(&self.standing(wanted, zones, fit)?);
        }
        Ok(())
    }

    /// The articles in whose texts a word or phrase fits so, and some or all of those in which it fits better.
    fn standing(&self, wanted: &Wanted, zones: &[Zone], fit: Fit) -> Result<FixedBitSet, C::Error> {
        let mut found = self.none();
        for zone in zones {
            match wanted.words() {
                [word] if wanted.typed().quoted && fit != Fit::Whole => {
                    let fits = |own: &str| wanted.best_fit(own, Depth::Words) >= Some(fit);
                    self.corpus.having_any(*zone, word, &fits, &mut found)?;
                }
                [word] => self.corpus.having(*zone, word, fit, &mut found)?,
                words => found.union_with(&self.with_phrase((wanted, words), *zone, fit)?),
            }
        }
        Ok(found)
    }

    /// The articles that have all words of a phrase, and have them side by side.
    fn with_phrase(
        &self,
        (wanted, words): (&Wanted, &[String]),
        zone: Zone,
        fit: Fit,
    ) -> Result<FixedBitSet, C::Error> {
        let mut all = Fitting::all(self.corpus.articles()).set().clone();
        for (place, word) in words.iter().enumerate() {
            let mut having = self.none();
            if place == 0 && fit == Fit::Part {
                self.corpus.having_any(zone, word, &|own| wanted.begins_within(own), &mut having)?;
            } else if place + 1 < words.len() || fit == Fit::Whole {
                self.corpus.having(zone, word, Fit::Whole, &mut having)?;
            } else if wanted.typed().quoted {
                let ends = |own: &str| wanted.ends_within(own) || (own == word && fit == Fit::Part);
                self.corpus.having_any(zone, word, &ends, &mut having)?;
            } else {
                self.corpus.having(zone, word, Fit::Prefix, &mut having)?;
            }
            all.intersect_with(&having);
            if all.is_clear() {
                return Ok(all);
            }
        }
        let mut found = self.none();
        for article in all.ones() {
            let texts = self.corpus.texts(article, zone)?;
            let fits = |text: &String| wanted.best_fit(&text::fold(text), Depth::Words) >= Some(fit);
            found.set(article, texts.iter().any(fits));
        }
        Ok(found)
    }

    fn carrying<'t>(&self, tags: impl IntoIterator<Item = &'t Carried>) -> Result<FixedBitSet, C::Error> {
        let mut set = self.none();
        tags.into_iter().try_for_each(|tag| self.corpus.carrying(tag, &mut set))?;
        Ok(set)
    }

    fn none(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.corpus.articles())
    }
}

/// How a word or phrase may fit, best first.
fn fits(wanted: &Wanted, depth: Depth) -> impl Iterator<Item = Fit> {
    [Fit::Whole, Fit::Prefix, Fit::Part].into_iter().filter(move |fit| wanted.may(*fit, depth))
}
