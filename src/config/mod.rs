//! What the reader set up: the configuration file, and the folders the program keeps its own files in.
//!
//! Nothing in a folder of articles is ever taken for configuration.

mod file;
mod folders;
mod keys;
mod listing;
mod place;
mod sound;
mod sources;
mod standing;
mod tag_rules;
mod themes;

pub use file::{Borders, Choice, Config, ConfigError, Paragraphs, Reading, Screen, Tagging};
pub use folders::{FolderError, Folders, Overrides};
pub use keys::{KeyBinding, Keys};
pub use listing::{Dates, Listing, Rows};
pub use place::{Mistake, Place, Placed};
pub use sources::{FieldNames, Source};
pub use standing::{SavedView, TriageRule};
pub use tag_rules::{NewTagRule, TagDoes, TagRule};
pub use themes::OwnTheme;
