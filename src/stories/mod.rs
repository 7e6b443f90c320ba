//! Which articles are copies of one text, and which tell of the same event.
//!
//! Everything here is a function of the set of articles: neither their order nor the order in which they were
//! found changes what comes out, and no article's id depends on another article.

mod copies;
mod overlap;
mod related;
#[cfg(test)]
mod samples;
mod sketch;
mod terms;

pub use copies::groups;
pub use overlap::{Overlap, Runs, Wording};
pub use related::{LINKED, Link, Relations, Wanted, related};
pub use sketch::Sketch;
pub use terms::{CommonWords, Term, shared_words};
