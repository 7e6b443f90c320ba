//! Dateline, a terminal reader for saved news.

pub mod app;
pub mod article;
pub mod classify;
pub mod ingest;
pub mod journal;
pub mod query;
pub mod text;
pub mod tui;
pub mod ui;
