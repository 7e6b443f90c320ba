//! Dateline reads saved news offline: it cleans page dumps, splits them into articles, folds what stands
//! twice, tags every article by region and topic, and lets a reader triage them from the keyboard.
//!
//! # The map of the house
//!
//! One package: a library and two thin front ends over it, the screen and the command line. A folder may use
//! what stands above it in this list and never what stands below; `tests/it/layers.rs` holds it to that.
//!
//! | folder | knows | gives |
//! |---|---|---|
//! | [`text`] | only characters | decoding, the character policy, folding, width, wrapping |
//! | [`atlas`] | where countries lie | their middles and outlines, the map as dots, who is next in a direction |
//! | [`article`] | the nouns | articles, captions, dates, tags with evidence, decisions, the JSON object |
//! | [`ingest`] | bytes → articles | a pure function of one file's bytes; it never fails as a whole |
//! | [`classify`] | article + tables → tags | countries, regions and topics with the words that earned them |
//! | [`stories`] | articles → links | which are copies of one text, which tell of one event |
//! | [`query`] | what the reader asked for | parsing, printing back, matching, ranking, the vocabulary |
//! | [`journal`] | the reader's decisions | an append-only log: the one thing that must never be lost |
//! | [`index`] | a cache of what the files say | generations of articles: rows, columns, words, texts; may be deleted at any time |
//! | [`config`] | the reader's choices | the configuration file, the folders of the system |
//! | [`library`] | joins the seven above | scan, open, search, decide, export: the one door of both front ends |
//! | [`app`] | all interactive state, pure | `App::update(Event) -> Vec<Effect>` |
//! | [`ui`] | `&App` → cells, pure | one file a panel |
//! | [`tui`] | the terminal | the loop, the guard, the worker |
//! | [`cli`] | the non-interactive twin | subcommands that write to a given `Write` |
//!
//! `ingest`, `classify`, `stories`, `query`, `journal`, `index` and `config` do not know one another; only `library` joins them.
//! `app` knows `text`, `atlas`, `article` and `query`.
//!
//! # From bytes in a file to a cell on screen
//!
//! [`library`] finds the files and reads them on a few threads. The bytes of each go through [`ingest`]: unpacked,
//! told what they are, decoded; a text page is cut into numbered lines, every line given a role, repeats folded, the
//! page split into articles; other formats tell their blocks apart themselves. Then what all files say together
//! counts: parts are joined, what a site puts on every page is folded, copies become one story.
//! What is removed is kept with its lines and the reason. [`classify`] adds tags. All of it is written into a generation
//! of the [`index`], and what was read of each file is kept beside it, so that the next start shows what is known at once
//! and reads only what changed. The state asks for rows with an effect; the worker's desk answers with an event;
//! [`query`] filtered and ranked them by sets of articles, which the index answers with. Opening a row
//! lays the article out for the width once, so [`app`] knows exact line counts; [`ui`] turns state into cells.
//!
//! # From a key to a saved decision
//!
//! A key becomes an action by the one table in [`app`]. The row changes in memory at once, its inverse is
//! remembered for undo, the cursor moves on, and an effect carries the decision to the worker, which appends
//! a line to the [`journal`], makes it durable and only then answers that it is saved. If it cannot be saved,
//! the change is taken back on screen and the reader is told.

pub mod app;
pub mod article;
pub mod atlas;
pub mod classify;
pub mod cli;
pub mod config;
pub mod index;
pub mod ingest;
pub mod journal;
pub mod library;
pub mod query;
pub mod stories;
pub mod text;
pub mod tui;
pub mod ui;
