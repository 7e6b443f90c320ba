//! What an article is about: countries, regions and topics, each with the words that earned it.
//!
//! A text is read once: its words are looked up in a gazetteer of place names and in a lexicon of topics. Names are
//! then resolved by what else the article names, weighed by where they stand, and parted into what the article is
//! about and what it mentions. Everything is by embedded tables and rules; nothing here fails or reads a file.

mod blob;
mod compile;
mod credits;
mod desk;
mod explanation;
mod fields;
mod gazetteer;
mod home;
mod languages;
mod lexicon;
mod model;
mod name_set;
mod neighbours;
mod phrase_set;
mod phrases;
mod regions;
mod resolve;
mod scan;
mod setting;
mod settle;
mod tables;
mod together;
mod topics;
mod toponym;
mod training;
mod vocabulary;
mod weigh;
mod word_rule;
mod words;

use std::sync::{LazyLock, OnceLock};

use crate::article::{Article, Explanation, Stance, TagKey, Tags};
use crate::text::SafeText;

pub use crate::article::Subject;
pub use compile::{CompileError, Compiled, compile};
pub use home::Home;
pub use settle::{Authority, Settled};
pub use training::Lesson;
pub use word_rule::WordRule;

use blob::Sections;
use credits::Credits;
use desk::{Desk, Desks};
use explanation::Explainer;
use fields::Field;
use gazetteer::Gazetteer;
use languages::{Language, Languages};
use lexicon::Lexicon;
use model::TopicModel;
use neighbours::Neighbours;
use resolve::{Resolver, Vote};
use settle::Settlement;
use tables::{CountryId, Tables};
use topics::{Material, Topics, Weighed};
use toponym::{Finder, Found};
use weigh::{Ballot, Standings};
use word_rule::Spoke;
use words::Passage;

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
    /// Codes of the regions this one lies in, first that which newspapers print; for a topic, of the one it is folded
    /// into on screen.
    pub parents: Vec<String>,
}

/// What is known about an article besides its words. Nothing by default.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The home country of its source.
    pub home: Option<Home>,
    /// What words mean and never mean by rules of the reader's; of two about one word the later one holds.
    pub words: &'a [&'a WordRule],
    /// Tags that are settled whatever its words say; of two that speak of one tag the later one holds.
    pub settled: &'a [Settled],
}

/// The tagger and its tables, each loaded when it is first needed: who only shows tags needs few of them.
#[derive(Debug)]
pub struct Tagger {
    entries: OnceLock<Vec<Entry>>,
    tables: LazyLock<Tables>,
    gazetteer: LazyLock<Gazetteer>,
    neighbours: LazyLock<Neighbours>,
    credits: LazyLock<Credits>,
    lexicon: LazyLock<Lexicon>,
    model: LazyLock<TopicModel>,
    languages: Languages,
    desks: Desks,
}

impl Tagger {
    /// A tagger over the embedded tables. Loading all of them takes a few milliseconds.
    pub fn new() -> Self {
        Self {
            entries: OnceLock::new(),
            tables: LazyLock::new(|| Tables::read(Sections::embedded().records)),
            gazetteer: LazyLock::new(|| Gazetteer::read(Sections::embedded().names)),
            neighbours: LazyLock::new(|| Neighbours::read(Sections::embedded().people)),
            credits: LazyLock::new(Credits::new),
            lexicon: LazyLock::new(|| Lexicon::read(Sections::embedded().lexicon)),
            model: LazyLock::new(|| TopicModel::read(Sections::embedded().model)),
            languages: Languages::new(Sections::embedded().languages),
            desks: Desks::default(),
        }
    }

    /// A tagger that gives countries and regions, and no topics.
    pub fn of_places() -> Self {
        Self {
            lexicon: LazyLock::new(Lexicon::empty),
            model: LazyLock::new(TopicModel::empty),
            ..Self::new()
        }
    }

    /// Everything an article can be tagged with: countries, regions, topics, each in the order of its table.
    pub fn entries(&self) -> &[Entry] {
        self.entries.get_or_init(|| vocabulary::entries(&self.tables))
    }

    /// The label of the topic that the topic of a code is shown as where there is little room; none for most.
    pub fn wider_topic(&self, code: &str) -> Option<&SafeText> {
        let topics = &self.tables.topics;
        let lesser = topics.iter().find(|topic| &*topic.title.code == code)?;
        let wider = topics.iter().find(|topic| &*topic.title.label == lesser.folded_into)?;
        Some(&wider.title.label)
    }

    /// The country with this code of ISO 3166-1, or this name in any case, as the home of a source; nothing where there
    /// is none.
    pub fn home(&self, name: &str) -> Option<Home> {
        Home::named(name, &self.tables)
    }

    /// A rule that a word means something, or never does; nothing where it has no letters, or there is no such tag.
    pub fn word_rule(&self, word: &str, tag: &TagKey, stance: Stance) -> Option<WordRule> {
        WordRule::new(&self.tables, word, tag, stance)
    }

    /// What the article is about by its words alone.
    pub fn tag(&self, article: &Article) -> Tags {
        self.tag_in(Context::default(), article)
    }

    /// What the article is about, with what is known besides its words.
    pub fn tag_in(&self, context: Context<'_>, article: &Article) -> Tags {
        self.read(article, context).tags(self)
    }

    /// The same with the country that names which can mean no other speak for most.
    pub fn tag_surely(&self, context: Context<'_>, article: &Article) -> (Tags, Option<Home>) {
        let read = self.read(article, context);
        (read.tags(self), read.surest.map(Home::of))
    }

    /// Why the article has the tags that [`Tagger::tag`] gives it.
    pub fn explain(&self, article: &Article) -> Explanation {
        self.explain_in(Context::default(), article)
    }

    /// Why the article has the tags that [`Tagger::tag_in`] gives it.
    pub fn explain_in(&self, context: Context<'_>, article: &Article) -> Explanation {
        Explainer::new(self, &self.read(article, context)).explanation()
    }

    fn read<'a>(&'a self, article: &'a Article, context: Context<'a>) -> Read<'a> {
        let language = Language::of(article);
        let fields = fields::fields(article);
        let finder = self.finder(language);
        let reads_topics = language == Some(Language::English) && !self.lexicon.is_empty();
        let Desk { mut tokens, mut words, mut places } = self.desks.take();
        let mut found = Vec::new();
        let mut topics = Material::none();
        let mut spoke = Spoke::default();
        for (place, field) in fields.iter().enumerate() {
            scan::tokens(field.text, &mut tokens);
            self.credits.leave_out(field.text, &mut tokens);
            // What a language without tables says is not read, rather than read as if it were English.
            if language.is_some() {
                finder.find(place, field, &tokens, &mut found);
            }
            if reads_topics {
                let words = words.of(&tokens, |token| self.topics().word(field.text, token));
                let passage = Passage { field: place, content: field, tokens: &tokens, words };
                self.topics().find(passage, &mut topics);
            }
            spoke.find(context.words, place, field, &tokens);
        }
        toponym::carry_on(&mut found);
        spoke.change(&mut found);
        spoke.silence(&self.tables, &mut topics);
        let topics = self.topics().weighed(topics, &mut places);
        self.desks.leave(Desk { tokens, words, places });
        let settled: Vec<Settled> =
            spoke.settled.into_iter().chain(context.settled.iter().cloned()).collect();
        let home = context.home.map(|home| home.country);
        let resolver = Resolver::new(&self.tables, finder.gazetteer, &fields, &found, home);
        let mut votes = resolver.votes(&mut found);
        let surest = resolver.surest();
        let settlement = Settlement { tables: &self.tables, settled: &settled };
        settlement.take_votes(&mut votes, &mut found);
        Read {
            gazetteer: finder.gazetteer,
            fields,
            found,
            votes,
            surest,
            topics,
            home: context.home,
            settled,
        }
    }

    fn finder(&self, language: Option<Language>) -> Finder<'_> {
        match language {
            Some(Language::Foreign(language)) => {
                let names = self.languages.names(language, &self.tables, &self.neighbours);
                Finder { gazetteer: &names.gazetteer, neighbours: &names.neighbours }
            }
            Some(Language::English) | None => {
                Finder { gazetteer: &self.gazetteer, neighbours: &self.neighbours }
            }
        }
    }

    fn topics(&self) -> Topics<'_> {
        Topics { tables: &self.tables, lexicon: &self.lexicon, model: &self.model }
    }
}

impl Default for Tagger {
    fn default() -> Self {
        Self::new()
    }
}

/// Everything read out of one article.
struct Read<'a> {
    /// The names of the language it was read in.
    gazetteer: &'a Gazetteer,
    fields: Vec<Field<'a>>,
    found: Vec<Found>,
    votes: Vec<Vote>,
    surest: Option<CountryId>,
    topics: Weighed,
    home: Option<Home>,
    settled: Vec<Settled>,
}

impl Read<'_> {
    fn ballot<'a>(&'a self, tagger: &'a Tagger) -> Ballot<'a> {
        let (fields, found, votes) = (&self.fields, &self.found, &self.votes);
        let home = self.home.filter(|home| self.settlement(tagger).allows(home.country));
        Ballot { tables: &tagger.tables, fields, found, votes, home }
    }

    fn settlement<'a>(&'a self, tagger: &'a Tagger) -> Settlement<'a> {
        Settlement { tables: &tagger.tables, settled: &self.settled }
    }

    /// The countries of a ballot, with those that are settled.
    fn standings(&self, tagger: &Tagger, ballot: &Ballot<'_>) -> Standings {
        let mut standings = ballot.standings();
        self.settlement(tagger).add_countries(&mut standings);
        standings
    }

    fn tags(&self, tagger: &Tagger) -> Tags {
        let ballot = self.ballot(tagger);
        let standings = self.standings(tagger, &ballot);
        let top = standings.top();
        let mut tags = Tags {
            countries: ballot.country_tags(&standings.about, top),
            mentioned: ballot.country_tags(&standings.mentioned, top),
            regions: regions::tags(&ballot, &standings),
            topics: tagger.topics().tags(&self.fields, &self.topics),
        };
        self.settlement(tagger).apply(&mut tags);
        tags
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The embedded tables, for the tests of the parts.
    pub(super) fn tables() -> Tables {
        Tables::read(Sections::embedded().records)
    }

    pub(super) fn gazetteer() -> Gazetteer {
        Gazetteer::read(Sections::embedded().names)
    }

    pub(super) fn lexicon() -> Lexicon {
        Lexicon::read(Sections::embedded().lexicon)
    }
}
