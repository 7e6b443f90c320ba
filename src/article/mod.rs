//! The nouns: an article as it was cut out of a page, what it is about, and what its reader decided.
//!
//! Nothing here reads a file, knows a format or draws; every other layer speaks in these types.

mod became;
mod content;
mod correction;
mod date;
mod decided;
mod difference;
mod explanation;
mod explanation_json;
mod highlight;
mod id;
mod json;
mod link;
mod phase;
mod plain_text;
mod provenance;
mod relation;
mod sighting;
mod stance;
mod tag_rule;
mod tags;
mod told;
mod triage;
mod wording;
mod zone;

pub use became::Became;
pub use content::{
    Article, Attribution, Block, BlockKind, Caption, Dates, Headline, HeadlineOrigin, Standfirst, minutes_of,
    time_in_words,
};
pub use correction::{Correction, LineFilter, LineKey, LineKeyError};
pub use date::{Date, DateError, DateOrigin, Dated, MonthName};
pub use difference::{Passage, Standing, difference};
pub use explanation::{
    Account, Explanation, PassedOver, Place, Reason, Rule, Ruling, Share, Shortfall, Spot, Witness,
};
pub use highlight::Highlight;
pub use id::{ArticleId, IdError, StoryId};
pub use json::{ArticleJson, Detail, RemovedJson};
pub use link::{Link, LinkError, Mention};
pub use phase::Phase;
pub(crate) use provenance::system_text;
pub use provenance::{Lines, Problem, ProblemKind, Removed, RemovedKind, Source};
pub use relation::Relation;
pub use sighting::{Resemblance, RunsOfWords, Sample, Sighting, Succession};
pub use stance::{Stance, Subject, TagKey, TagKeyError};
pub use tag_rule::{RuleChange, RuleOutcome, TagRule};
pub use tags::{Evidence, EvidenceSource, Subjects, Tag, TagKind, Tags};
pub use triage::{Decision, Position, Reversing, TextRange, Triage, Turning};
pub use wording::{places_in_words, weight_in_words};
pub use zone::Zone;
