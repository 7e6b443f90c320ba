//! What an article is about: countries, regions and topics, each with the words that earned it.
//!
//! A text is read once: its words are looked up in a gazetteer of place names and in a lexicon of topics. Names are
//! then resolved by what else the article names, weighed by where they stand, and parted into what the article is
//! about and what it mentions. Everything is by embedded tables and rules; nothing here fails or reads a file.

mod explanation;
mod fields;
mod gazetteer;
mod home;
mod lexicon;
mod neighbours;
mod phrases;
mod regions;
mod resolve;
mod scan;
mod tables;
mod topics;
mod toponym;
mod vocabulary;
mod weigh;

use crate::article::{Article, Tags};

pub use explanation::{Count, Explanation, Mention, Place, Reason, Term, Verdict};
pub use gazetteer::Relation;
pub use home::Home;

use fields::Field;
use gazetteer::{Gazetteer, Target};
use lexicon::Lexicon;
use neighbours::Neighbours;
use resolve::{Resolver, Vote};
use tables::{CountryId, Tables};
use topics::TermFound;
use toponym::{Finder, Found, Reading};
use weigh::{Ballot, written};

/// What a vocabulary entry names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A country or territory of ISO 3166-1.
    Country,
    /// A region of M49, an informal region or a group of countries.
    Region,
    /// A topic of the IPTC Media Topics.
    Topic,
}

/// One thing an article can be tagged with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it names.
    pub subject: Subject,
    /// The code tags carry: `NE`, `011`, `sahel`, `16000000`.
    pub code: String,
    /// The label shown: `Niger`, `Western Africa`, `conflict`.
    pub label: String,
    /// Other names a reader may type: codes, slugs, adjectives, capitals, abbreviations.
    pub aliases: Vec<String>,
    /// Codes of the regions this one lies in, the closest first; none for topics.
    pub parents: Vec<String>,
}

/// The tables, loaded once, and the tagger over them.
#[derive(Debug)]
pub struct Tagger {
    entries: Vec<Entry>,
    tables: Tables,
    gazetteer: Gazetteer,
    neighbours: Neighbours,
    lexicon: Lexicon,
}

impl Tagger {
    /// Loads the embedded tables, which takes a few milliseconds.
    pub fn new() -> Self {
        let tables = Tables::read();
        Self {
            entries: vocabulary::entries(&tables),
            gazetteer: Gazetteer::build(&tables),
            neighbours: Neighbours::read(),
            lexicon: Lexicon::read(&tables),
            tables,
        }
    }

    /// Everything an article can be tagged with: countries, regions, topics, each in the order of its table.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What the article is about, where nothing is known about its source.
    pub fn tag(&self, article: &Article) -> Tags {
        self.read(article, None).tags(self)
    }

    /// What the article of a source with this home country is about.
    pub fn tag_from(&self, home: Home, article: &Article) -> Tags {
        self.read(article, Some(home)).tags(self)
    }

    /// What the article is about, with every name and word that led there and what became of it.
    pub fn explain(&self, article: &Article) -> Explanation {
        let read = self.read(article, None);
        let places = (0..).zip(&read.found);
        let mentions = places.map(|(place, found)| read.mention(self, place, found)).collect();
        let terms = read.terms.iter().map(|term| read.term(self, term)).collect();
        Explanation { tags: read.tags(self), mentions, terms }
    }

    fn read<'a>(&self, article: &'a Article, home: Option<Home>) -> Read<'a> {
        let fields = fields::fields(article);
        let finder = Finder { gazetteer: &self.gazetteer, neighbours: &self.neighbours };
        let (mut tokens, mut found, mut terms) = (Vec::new(), Vec::new(), Vec::new());
        for (place, field) in fields.iter().enumerate() {
            scan::tokens(field.text, &mut tokens);
            finder.find(place, field, &tokens, &mut found);
            topics::find(&self.lexicon, place, field, &tokens, &mut terms);
        }
        let home = home.map(|Home(country)| country);
        let votes = Resolver::new(&self.tables, &self.gazetteer, &fields, &found, home).votes(&mut found);
        Read { fields, found, votes, terms, home }
    }
}

impl Default for Tagger {
    fn default() -> Self {
        Self::new()
    }
}

/// Everything read out of one article.
struct Read<'a> {
    fields: Vec<Field<'a>>,
    found: Vec<Found>,
    votes: Vec<Vote>,
    terms: Vec<TermFound>,
    home: Option<CountryId>,
}

impl Read<'_> {
    fn tags(&self, tagger: &Tagger) -> Tags {
        let tables = &tagger.tables;
        let (fields, found, votes) = (&self.fields, &self.found, &self.votes);
        let ballot = Ballot { tables, fields, found, votes, home: self.home };
        let standings = ballot.standings();
        let top = standings.top();
        Tags {
            countries: ballot.country_tags(&standings.about, top),
            mentioned: ballot.country_tags(&standings.mentioned, top),
            regions: regions::tags(&ballot, &standings),
            topics: topics::tags(tables, &tagger.lexicon, &self.fields, &self.terms),
        }
    }

    fn mention(&self, tagger: &Tagger, place: usize, found: &Found) -> Mention {
        let verdict = match found.reading {
            Reading::Nothing(reason) => Verdict::PassedOver(reason),
            Reading::Open | Reading::In(_) => {
                let own = self.votes.iter().filter(|vote| vote.found == place);
                Verdict::Counted(own.filter_map(|vote| tagger.count(vote)).collect())
            }
        };
        Mention {
            place: self.place(found.field),
            range: found.start..found.end,
            text: written(&self.fields, found.field, found.start..found.end),
            verdict,
        }
    }

    fn term(&self, tagger: &Tagger, found: &TermFound) -> Term {
        let topics = tagger.lexicon.term(found.term).map_or(&[][..], |term| &term.topics);
        let records = topics.iter().filter_map(|(topic, _)| tagger.tables.topics.get(topic.0));
        Term {
            place: self.place(found.field),
            range: found.start..found.end,
            text: written(&self.fields, found.field, found.start..found.end),
            codes: records.map(|topic| topic.title.code.clone()).collect(),
            weight: found.at * topics.iter().map(|(_, weight)| *weight).fold(0.0, f32::max),
        }
    }

    fn place(&self, field: usize) -> Place {
        self.fields.get(field).map_or(Place::Headline, |field| field.place)
    }
}

impl Tagger {
    fn count(&self, vote: &Vote) -> Option<Count> {
        let title = match vote.target {
            Target::Country(country) => &self.tables.countries.get(country.0)?.title,
            Target::Region(region) => &self.tables.regions.get(region.0)?.title,
        };
        Some(Count { code: title.code.clone(), relation: vote.relation, weight: vote.weight })
    }
}
