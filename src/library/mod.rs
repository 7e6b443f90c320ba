//! The one door both front ends use: finds files, reads them, joins articles with tags and decisions,
//! searches and exports.
//!
//! The folders of the reader are only ever read; what is written is the journal, and exports where asked.

mod agreed;
mod articles;
mod asked;
mod boilerplate;
mod bundle;
mod changes;
mod clock;
mod collection;
mod compared;
mod config_file;
mod continued;
mod copies;
mod deciding;
mod decisions;
mod export;
mod facts;
mod file_report;
mod find;
mod folded;
mod front;
mod gathered;
mod generations;
mod groups;
mod habits;
mod ignored;
#[cfg(test)]
mod incremental;
mod joined;
mod keeping;
mod kept;
#[cfg(test)]
mod kept_law;
mod known;
#[cfg(test)]
mod known_law;
mod learned;
mod load;
mod looking;
mod markdown;
mod meter;
mod numbers;
mod ordered;
mod output;
mod page_copy;
mod page_number;
mod page_parts;
mod page_view;
mod parts;
mod private;
mod readings;
mod remember;
mod rules;
mod ruling;
#[cfg(test)]
mod samples;
mod search;
mod shelf;
mod sketched;
mod source;
mod sources;
mod standing;
mod subjects;
mod succeeding;
mod successions;
mod tagging;
mod tally;
mod threads;
mod told;
mod tracks;
mod understood;
mod walk;
mod watch;
mod written;

pub use crate::ingest::{PassedOver, Reason};
pub use crate::journal::{ActName, Past, Reversal};
pub use agreed::cache_of;
pub use clock::today;
pub use collection::{Library, LibraryError, Options, Phase, Progress, Purpose};
pub use deciding::CarriedOut;
pub use export::{ExportFormat, write_articles};
pub use file_report::FileReport;
pub use find::FindError;
pub use front::Front;
pub use groups::Heading;
pub use habits::Habits;
pub use looking::{Glimpse, Look, Looked, TakenIn};
pub use ordered::Ordered;
pub use output::{Existing, OutputError, write_file};
pub use page_copy::{CopyError, PageCopy};
pub use page_view::{Fate, PageLine, PageView};
pub use private::{make_private_folder, private_file};
pub use remember::RememberError;
pub use rules::{Homes, homes, rules};
pub use ruling::Ruled;
pub use search::{Copies, Found, Guess, Search, Within};
pub use shelf::{Item, Overview};
pub use source::{ReadError, STANDARD_INPUT, read_input, said};
pub use sources::Having;
pub use standing::{SavedView, Standing, standing};
pub use tagging::{TagRules, tag_rules};
pub use tally::Tally;
pub use threads::READER_THREAD;
pub use watch::{Stirring, Watch};
