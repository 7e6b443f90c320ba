//! All interactive state, and nothing else: `App::update(Event) -> Vec<Effect>`.
//!
//! It reads no clock, no file and no store, and draws nothing: given the same events it is in the same state.

mod event;
mod key;
mod state;

pub use event::{
    Act, Effect, Event, Facet, Failure, Listing, Loaded, Notice, NoticeKind, Opened, Progress, QueryMistake,
    Request, Row, Size, View,
};
pub use key::{Key, KeyCode, KeyError};
pub use state::{App, Settings};
