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
mod setting;
mod tables;
mod topics;
mod toponym;
mod vocabulary;
mod weigh;

use crate::article::{Article, Explanation, Tags};

pub use home::Home;

use explanation::Explainer;
use fields::Field;
use gazetteer::Gazetteer;
use lexicon::Lexicon;
use neighbours::Neighbours;
use resolve::{Resolver, Vote};
use tables::{CountryId, Tables};
use topics::TermFound;
use toponym::{Finder, Found};
use weigh::Ballot;

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

    /// Why the article has the tags that [`Tagger::tag`] gives it.
    pub fn explain(&self, article: &Article) -> Explanation {
        Explainer::new(self, &self.read(article, None)).explanation()
    }

    /// Why the article has the tags that [`Tagger::tag_from`] gives it.
    pub fn explain_from(&self, home: Home, article: &Article) -> Explanation {
        Explainer::new(self, &self.read(article, Some(home))).explanation()
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
    fn ballot<'a>(&'a self, tagger: &'a Tagger) -> Ballot<'a> {
        let (fields, found, votes) = (&self.fields, &self.found, &self.votes);
        Ballot { tables: &tagger.tables, fields, found, votes, home: self.home }
    }

    fn tags(&self, tagger: &Tagger) -> Tags {
        let ballot = self.ballot(tagger);
        let standings = ballot.standings();
        let top = standings.top();
        Tags {
            countries: ballot.country_tags(&standings.about, top),
            mentioned: ballot.country_tags(&standings.mentioned, top),
            regions: regions::tags(&ballot, &standings),
            topics: topics::tags(&tagger.tables, &tagger.lexicon, &self.fields, &self.terms),
        }
    }
}
