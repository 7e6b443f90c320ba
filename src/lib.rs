//! Dateline, a terminal reader for saved news.

pub mod app;
pub mod article;
pub mod classify;
pub mod cli;
pub mod config;
pub mod ingest;
pub mod journal;
pub mod library;
pub mod query;
pub mod text;
pub mod tui;
pub mod ui;
