//! Which articles are copies of one text, and which tell of the same event.
//!
//! Everything here is a function of the set of articles: the order in which they were found changes nothing, but that of
//! equally near articles the earlier one comes first. No article's id depends on another article.

mod copies;
mod events;
mod field;
mod news;
mod overlap;
mod related;
#[cfg(test)]
mod samples;
mod sketch;
mod sketches;
mod terms;
mod weighing;

pub use copies::groups;
pub use events::Events;
pub use field::{Field, Held, LONGEST_LIST, Malformed};
pub use news::Told;
pub use overlap::{Overlap, Runs, Wording};
pub use related::{LINKED, Link, Wanted, links};
pub use sketch::Sketch;
pub use sketches::{Brief, Sketches, TERM, Tell, read_prints, read_terms};
pub use terms::{CommonWords, Term, shared_words};
pub use weighing::Weighing;
