//! The integration tests, one binary for all.
#![expect(
    clippy::unwrap_used,
    reason = "what a test needs may be unwrapped in its helpers as in the test itself"
)]

mod arranged;
mod bulk;
mod command_line;
mod cursor;
mod data;
mod decisions;
mod evaluation;
mod every_key;
mod explained;
mod facets;
mod filter_bar;
mod followed;
mod frames;
mod guide;
mod highlights;
mod instances;
mod journeys;
mod jumps;
mod languages;
mod laws;
mod layers;
mod map;
mod misconfigured;
mod notes;
mod outside;
mod pages;
mod palette;
mod panels;
mod phrases;
mod pointer;
mod presets;
mod provenance;
mod queue;
mod reader;
mod resumed;
mod retag;
mod scrolled;
mod settings;
mod sharing;
mod sources;
mod stacked;
mod standing;
mod tables;
mod tags;
mod tasks;
mod terminal;
mod themes;
mod vocabulary;
mod wayfinding;
mod welcome;
mod windows;
mod wording;
