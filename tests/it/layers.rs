//! The rules the sources keep: who may use whom, where a foreign crate may be named, how long things may be.

use std::path::Path;

use crate::sources::{Source, Token};

/// The layers from the bottom up. A layer may use those before it.
const LAYERS: [&str; 16] = [
    "text", "atlas", "article", "ingest", "classify", "stories", "query", "journal", "index", "config",
    "library", "app", "ui", "tui", "cli", "main",
];

/// Layers that do not know one another although one stands before the other.
const STRANGERS: [&[&str]; 2] =
    [&["ingest", "classify", "stories", "query", "journal", "index", "config"], &["tui", "cli"]];

/// All that the interactive state may use.
const STATE_USES: [&str; 5] = ["text", "atlas", "article", "query", "app"];

/// A path that may be named only in some places.
struct Home {
    /// The path: a crate, or a module of the standard library.
    path: &'static str,
    /// The folders and files it may be named in, below `src/`.
    places: &'static [&'static str],
    /// In how many files.
    files: usize,
}

const HOMES: &[Home] = &[
    Home { path: "aho_corasick", places: &["ingest/forms/phrases.rs"], files: 1 },
    Home { path: "anyhow", places: &["main.rs", "cli/", "tui/"], files: usize::MAX },
    Home { path: "base64", places: &["ingest/feed/", "tui/outside/"], files: 2 },
    Home { path: "bzip2", places: &["ingest/pack/"], files: 1 },
    Home { path: "chardetng", places: &["text/"], files: 1 },
    Home { path: "clap", places: &["cli/"], files: usize::MAX },
    Home { path: "clap_complete", places: &["cli/"], files: usize::MAX },
    Home { path: "clap_mangen", places: &["cli/"], files: 1 },
    Home { path: "crossterm", places: &["tui/"], files: usize::MAX },
    Home { path: "csv", places: &["ingest/"], files: 1 },
    Home { path: "encoding_rs", places: &["text/"], files: 1 },
    Home { path: "flate2", places: &["ingest/pack/"], files: usize::MAX },
    Home { path: "fluent_uri", places: &["ingest/address.rs", "article/link.rs"], files: 2 },
    Home { path: "fuzzy_matcher", places: &["query/"], files: 1 },
    Home { path: "globset", places: &["ingest/rules.rs"], files: 1 },
    Home { path: "html5gum", places: &["ingest/html/"], files: 1 },
    Home { path: "hypher", places: &["text/wrap/"], files: 1 },
    Home { path: "ignore", places: &["library/"], files: 1 },
    // Nobody else asks a clock what day it is; how long something takes is measured below.
    Home { path: "jiff::Timestamp::now", places: &["journal/", "library/clock.rs"], files: usize::MAX },
    Home { path: "Timestamp::now", places: &["journal/", "library/clock.rs"], files: usize::MAX },
    Home { path: "jiff::Zoned::now", places: &[], files: 0 },
    Home { path: "Zoned::now", places: &[], files: 0 },
    Home { path: "lzma_rust2", places: &["ingest/pack/"], files: 1 },
    Home { path: "mail_parser", places: &["ingest/"], files: usize::MAX },
    Home { path: "notify", places: &["library/watch/listening.rs"], files: 1 },
    Home { path: "pulldown_cmark", places: &["ingest/notes/"], files: 1 },
    Home { path: "quick_xml", places: &["ingest/feed/", "ingest/book/"], files: 2 },
    Home { path: "ratatui", places: &["ui/", "tui/"], files: usize::MAX },
    Home { path: "rawzip", places: &["ingest/pack/"], files: usize::MAX },
    Home { path: "regex", places: &["ingest/rules.rs"], files: 1 },
    Home {
        path: "rustix",
        places: &[
            "journal/regular.rs",
            "library/source.rs",
            "library/watch/remote.rs",
            "cli/terminal.rs",
            "tui/",
        ],
        files: usize::MAX,
    },
    Home { path: "ruzstd", places: &["ingest/pack/"], files: 1 },
    Home { path: "signal_hook", places: &["cli/terminal.rs", "tui/"], files: usize::MAX },
    Home {
        path: "std::fs",
        places: &["library/", "index/", "journal/", "config/", "cli/"],
        files: usize::MAX,
    },
    Home { path: "similar", places: &["article/"], files: 1 },
    Home { path: "std::process::Command", places: &["tui/outside/"], files: usize::MAX },
    Home { path: "std::net", places: &[], files: 0 },
    Home { path: "std::time::Instant", places: &["library/", "tui/", "cli/"], files: usize::MAX },
    // These two panic where the system has no thread to give; `Builder` says so.
    Home { path: "std::thread::spawn", places: &[], files: 0 },
    Home { path: "thread::spawn", places: &[], files: 0 },
    Home {
        path: "std::thread",
        places: &["journal/turns.rs", "library/", "tui/", "cli/terminal.rs"],
        files: usize::MAX,
    },
    Home { path: "tar", places: &["ingest/pack/"], files: usize::MAX },
    Home { path: "textwrap", places: &["text/"], files: 1 },
    Home { path: "toml", places: &["config/", "ingest/notes/"], files: usize::MAX },
];

/// Names of modules that say nothing about what is in them.
const EMPTY_NAMES: [&str; 8] = ["util", "utils", "common", "helper", "helpers", "manager", "prelude", "misc"];

/// The most lines of production code in a file.
const FILE_LINES: usize = 400;

/// The most lines of a function.
const FUNCTION_LINES: usize = 80;

/// A rule: what it finds wrong in a source.
type Rule = fn(&Source) -> Vec<String>;

const RULES: [Rule; 5] = [upward_uses, foreign_names, long_file, long_functions, empty_names];

#[test]
fn every_source_keeps_every_rule() {
    let sources = Source::all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(sources.len() > 20, "only {} sources were found", sources.len());
    let mut wrong: Vec<String> =
        sources.iter().flat_map(|source| RULES.iter().flat_map(|rule| rule(source))).collect();
    wrong.extend(spread_names(&sources));
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Uses of a layer that stands above, or beside as a stranger.
fn upward_uses(source: &Source) -> Vec<String> {
    let own = source.layer();
    let used = source.paths.iter().filter_map(|path| used_layer(source, path));
    let wrong = used.filter(|used| LAYERS.contains(&&**used) && !may_use(own, used));
    wrong.map(|used| format!("{}: `{own}` uses `{used}`", source.path)).collect()
}

/// The layer a path leads to, where it leaves its own.
fn used_layer(source: &Source, path: &[String]) -> Option<String> {
    let climbed = path.iter().take_while(|part| *part == "super").count();
    match path.first().map(String::as_str) {
        Some("crate" | "dateline") => path.get(1).cloned(),
        Some("super") if climbed >= source.depth() => path.get(climbed).cloned(),
        _ => None,
    }
}

fn may_use(own: &str, used: &str) -> bool {
    let place = |layer: &str| LAYERS.iter().position(|known| *known == layer);
    let strangers = STRANGERS.iter().any(|group| group.contains(&own) && group.contains(&used));
    let foreign_to_state = own == "app" && !STATE_USES.contains(&used);
    own == used || (place(used) < place(own) && !strangers && !foreign_to_state)
}

/// Foreign crates and guarded modules named outside their homes.
fn foreign_names(source: &Source) -> Vec<String> {
    let outside = |home: &&Home| {
        let at_home = home.places.iter().any(|place| source.path.starts_with(place));
        !at_home && names(source, home.path)
    };
    let wrong = HOMES.iter().filter(outside);
    wrong.map(|home| format!("{}: `{}` belongs in {:?}", source.path, home.path, home.places)).collect()
}

/// Foreign crates named in more files than they may be.
fn spread_names(sources: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for home in HOMES {
        let named: Vec<&str> =
            sources.iter().filter(|source| names(source, home.path)).map(|source| &*source.path).collect();
        if named.len() > home.files {
            wrong.push(format!("`{}` is named in {named:?}, not in {} files", home.path, home.files));
        }
    }
    wrong
}

fn names(source: &Source, guarded: &str) -> bool {
    let guarded: Vec<&str> = guarded.split("::").collect();
    source
        .paths
        .iter()
        .any(|path| path.iter().map(String::as_str).take(guarded.len()).eq(guarded.iter().copied()))
}

fn long_file(source: &Source) -> Vec<String> {
    let lines = source.lines;
    let wrong = (lines > FILE_LINES).then(|| format!("{}: {lines} lines of production code", source.path));
    wrong.into_iter().collect()
}

fn long_functions(source: &Source) -> Vec<String> {
    let functions = source.functions().into_iter().filter(|(_, lines)| *lines > FUNCTION_LINES);
    functions.map(|(name, lines)| format!("{}: `{name}` has {lines} lines", source.path)).collect()
}

fn empty_names(source: &Source) -> Vec<String> {
    let of_path = source.path.split(['/', '.']).map(ToOwned::to_owned);
    let declared = source.tokens.windows(2).filter_map(|pair| match pair {
        [Token { text: keyword, .. }, Token { text: name, .. }] if keyword == "mod" => Some(name.clone()),
        _ => None,
    });
    let wrong = of_path.chain(declared).filter(|name| EMPTY_NAMES.contains(&&**name));
    wrong.map(|name| format!("{}: a module is called `{name}`", source.path)).collect()
}

/// Asserts that a rule finds fault with some texts and none with others.
fn check(rule: Rule, path: &str, bad: &[&str], good: &[&str]) {
    for text in bad {
        assert!(!rule(&Source::new(path, text)).is_empty(), "nothing found in {path}: {text}");
    }
    for text in good {
        assert_eq!(rule(&Source::new(path, text)), Vec::<String>::new(), "{path}: {text}");
    }
}

#[test]
fn upward_uses_are_found_however_they_are_written() {
    check(
        upward_uses,
        "query/mod.rs",
        &[
            "use crate::library::Library;",
            "use crate::{text, library::Library};",
            "fn f() { crate::app::App::new(); }",
            "use super::ui;",
            "use crate::journal::Journal;",
        ],
        &[
            "use crate::article::Article;",
            "use crate::{text, article};",
            "// crate::library\nfn f() -> &'static str { \"crate::app\" }",
            "#[cfg(test)]\nmod tests { use crate::library::Library; }",
        ],
    );
    check(upward_uses, "query/rank.rs", &["use super::super::app;"], &["use super::app;"]);
    check(upward_uses, "app/state.rs", &["use crate::config::Config;"], &["use crate::query::Query;"]);
    check(upward_uses, "cli/mod.rs", &["use crate::tui::run;"], &["use crate::ui::draw;"]);
    check(upward_uses, "main.rs", &[], &["use dateline::{cli, tui};"]);
}

#[test]
fn foreign_crates_are_found_outside_their_homes() {
    check(
        foreign_names,
        "app/state.rs",
        &[
            "use std::fs::File;",
            "use std::{fmt, fs};",
            "use std::{io::{self, Read}, thread::{self}};",
            "fn f() { std::thread::spawn(|| {}); }",
            "use ratatui::buffer::Buffer;",
            "use anyhow as any;",
            "use ::crossterm::event;",
            "use jiff::Zoned;\nfn f() { Zoned::now(); }",
            "fn f() { jiff::Timestamp::now(); }",
            "use std::time::{Duration, Instant};",
        ],
        &[
            "use std::fmt;",
            "use jiff::civil;\nuse std::time::Duration;",
            "// ratatui::Frame\nuse std::io;",
            "fn f(fs: u8, thread: u8) {}",
        ],
    );
    check(foreign_names, "ui/list.rs", &["use crossterm::event;"], &["use ratatui::buffer::Buffer;"]);
    let twice = ["text/wrap.rs", "text/hyphens.rs"].map(|path| Source::new(path, "use textwrap::Options;"));
    assert_eq!(spread_names(&twice[..1]), Vec::<String>::new());
    assert_eq!(spread_names(&twice).len(), 1);
}

#[test]
fn long_files_and_functions_are_found() {
    let lines = |count: usize| "    let _ = 1;\n".repeat(count);
    let function = |count| format!("fn long() {{\n{}}}\n", lines(count));
    check(
        long_functions,
        "text/a.rs",
        &[&function(79)],
        &[&function(78), "fn f();\nfn g() {}", "type F = fn(u8);"],
    );
    check(
        long_file,
        "text/a.rs",
        &[&lines(401)],
        &[&lines(400), &format!("#[cfg(test)]\nmod tests {{\n{}}}", lines(500))],
    );
}

#[test]
fn names_that_say_nothing_are_found() {
    check(
        empty_names,
        "text/mod.rs",
        &["mod utils;", "pub mod prelude {}"],
        &["mod wrap;", "fn helpers() {}"],
    );
    check(empty_names, "text/common.rs", &[""], &[]);
    check(empty_names, "text/commons.rs", &[], &[""]);
}
