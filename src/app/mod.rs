//! All interactive state, and nothing else: `App::update(Event) -> Vec<Effect>`.
//!
//! It reads no clock, no file and no store, and draws nothing: given the same events it is in the same state.

mod account;
mod action;
mod answers;
mod arrange;
mod ask;
mod bulk;
mod choose;
mod columns;
mod companions;
mod complete;
mod confirm;
mod correct;
mod counts;
mod dates;
mod days;
mod deed;
mod details;
mod doubts;
mod emphasis;
mod event;
mod extent;
mod facets;
mod filter;
mod filter_bar;
mod fold_deeds;
mod folds;
mod groups;
mod habits;
mod help;
mod history;
mod home;
mod key;
mod keymap;
mod lack;
mod links;
mod list;
mod listing;
mod map;
mod marks;
mod notes;
mod notice;
mod offer;
mod outgoing;
mod outside;
mod overlay;
mod page;
mod palette;
mod panes;
mod part;
mod passage;
mod perform;
mod picker;
mod pointed;
mod pointer;
mod presets;
mod prompt;
mod provenance;
mod queue;
mod reading;
mod recall;
mod region_tree;
mod retag;
mod rule_word;
mod said;
mod selection;
mod settings;
mod settle;
mod sheet;
mod sought;
mod source_page;
mod state;
mod sums;
mod synonyms;
mod taken;
mod taste;
mod themes;
mod triage;
mod typesetting;
mod unsettled;
mod views;

pub use action::{ACTIONS, Action, Binding, FIELD_KEYS, Section};
pub use arrange::{ArrangeMenu, ArrangeRow, Arranged, Arrangement};
pub use ask::{Ask, Question, Suggestion};
pub use columns::Column;
pub use companions::{
    CompanionView, Companions, DIFFERENCE_MARK, DifferenceLine, Moment, Told, difference_lines, members,
    time_line,
};
pub use complete::Completion;
pub use confirm::Confirm;
pub use correct::PANEL_KEYS;
pub use counts::{Counts, FieldValue, Spare};
pub use dates::{DateForm, age};
pub use emphasis::Emphasis;
pub use event::{
    Act, Bond, Companion, Effect, Event, Failure, Loaded, Notice, NoticeKind, Opened, Progress, Reach,
    ReversalOutcome, Reversed, Size,
};
pub use extent::{Extent, MARKS, RowForm};
pub use facets::{BAR_ROWS, Bar, Bars, FacetPane, FacetRow, Histogram, Span};
pub use filter::{Filter, without_each, without_fields, without_named};
pub use filter_bar::FilterBar;
pub use habits::{Habit, Habits};
pub use help::{Help, HelpLine, help_below, help_columns, help_keys};
pub use history::Session;
pub use key::{Key, KeyCode, KeyError};
pub use keymap::{Keymap, KeymapError, KeymapMistake, OwnKeys, Pane};
pub use links::LinkPanel;
pub use list::List;
pub use listing::{
    Around, Budget, Continued, Facet, Glance, Group, ListEntry, Listing, Marks, QueryMistake, Request, Row,
    RowsFound, RowsWanted, Stretch, View,
};
pub use map::{BESIDE, MAP_KEYS, Map, MapAreas, MapPlace};
pub use marks::Marked;
pub use notes::{NOTE_PASSAGE, NOTE_ROWS, NotePanel};
pub use offer::{Offer, Proposal};
pub use outside::{Export, Exported, Outside, Replacing};
pub use overlay::{FindBar, Overlay};
pub use page::{Line, Page, Setting, Spacing};
pub use palette::{Command, Palette, PaletteRow};
pub use panes::{Area, Panes, panel_margin};
pub use part::{Part, PartKind};
pub use passage::Passage;
pub use picker::{Entry, Picker, Shelf};
pub use pointer::{Mouse, Pointed, Pointing};
pub use presets::{Preset, Rebinding};
pub use prompt::Prompt;
pub use provenance::{PageRow, WhyLine, why_lines};
pub use reading::{Hit, Reading, Search};
pub use region_tree::{Branch, Level};
pub use retag::{Held, Retag, TagRow};
pub use rule_word::{RuleWord, WordRow};
pub use said::LogLine;
pub use settings::Settings;
pub use settle::TAG_KEYS;
pub use sheet::{GUTTER, REMARK, remarks_beside};
pub use source_page::{Provenance, SourceLine, SourcePage, Telling};
pub use state::{App, Stage};
pub use sums::Sums;
pub use taste::{KeptTaste, Taste};
pub use themes::Themes;
pub use triage::quoted;
pub use views::{SavedView, ViewMenu, ViewRow};
