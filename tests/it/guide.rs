//! The guides agree with the program: what is generated from a table is fresh, what is named exists.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::app::{ACTIONS, Binding, FIELD_KEYS, MAP_KEYS, PANEL_KEYS, Preset, Section, TAG_KEYS};

fn place(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// The guide to the keys as the table of actions gives it.
fn keys_guide() -> String {
    let mut guide = String::from(
        "# Keys\n\nThis page is written from the program's own table of actions. The name in the last column is the one \
         to use in\nthe `[keys]` section of the [configuration](configuration.md).\n",
    );
    for section in Section::ALL {
        let _ = write!(
            guide,
            "\n## {}\n\n| in the list | in the text | does | name |\n|---|---|---|---|\n",
            section.name()
        );
        for row in ACTIONS.iter().filter(|row| row.section == section) {
            let (list, reading) = (written(row.list), written(row.reading));
            let _ = writeln!(guide, "| {list} | {reading} | {} | `{}` |", row.says, row.name);
        }
    }
    presets(&mut guide);
    guide.push_str("\n## While typing: in the filter, a search, a picker\n\n| keys | do |\n|---|---|\n");
    for (keys, says) in FIELD_KEYS {
        let _ = writeln!(guide, "| {keys} | {says} |");
    }
    guide.push_str("\n## On the map that `m` shows\n\n| keys | do |\n|---|---|\n");
    for (keys, says) in MAP_KEYS {
        let _ = writeln!(guide, "| {keys} | {says} |");
    }
    guide.push_str("\n## Over the page that `=` shows\n\n| keys | do |\n|---|---|\n");
    for (keys, says) in PANEL_KEYS {
        let _ = writeln!(guide, "| {} | {says} |", written(keys));
    }
    guide.push_str("\n## Over the tags that `T` shows\n\n| keys | do |\n|---|---|\n");
    for (keys, says) in TAG_KEYS {
        let _ = writeln!(guide, "| {keys} | {says} |");
    }
    guide
}

/// Where the presets differ from the table.
fn presets(guide: &mut String) {
    guide.push_str(
        "\n## Presets\n\n`preset = \"newsboat\"`, `\"mutt\"` or `\"less\"` in the section `[keys]` begins with these keys \
         instead; a key that stands here does\nnothing else, and what is not named is as above (`vim`). Where an\naction loses all its keys to those here, it has them with Alt: `Alt-J`.\n",
    );
    for preset in Preset::ALL.into_iter().filter(|preset| !preset.rebindings().is_empty()) {
        let _ =
            write!(guide, "\n### {}\n\n| in the list | in the text | does |\n|---|---|---|\n", preset.name());
        let new_keys = |row: &Binding| preset.rebindings().iter().find(|new| new.action == row.action);
        for (row, new) in ACTIONS.iter().filter_map(|row| Some((row, new_keys(row)?))) {
            let _ = writeln!(guide, "| {} | {} | {} |", written(new.list), written(new.reading), row.says);
        }
    }
}

fn written(keys: &str) -> String {
    keys.split_whitespace().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ")
}

#[test]
fn guide_to_the_keys_is_what_the_table_says() {
    let file = place("docs/keys.md");
    if std::env::var_os("DATELINE_BLESS").is_some() {
        fs::write(&file, keys_guide()).expect("the guide is written");
    }
    let stored = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(stored, keys_guide(), "docs/keys.md is stale: DATELINE_BLESS=1 cargo test writes it anew");
}

#[test]
fn every_file_the_readme_names_exists() {
    let readme = fs::read_to_string(place("README.md")).expect("there is a README");
    let links = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let mut seen = 0;
    for link in links {
        assert!(place(link).exists(), "README.md names {link}, which is not there");
        seen += 1;
    }
    assert!(seen > 5, "the README's links were not found");
}

#[test]
fn readme_names_keys_as_they_are_bound() {
    let readme = fs::read_to_string(place("README.md")).expect("there is a README");
    let table =
        readme.split("## Ten keys").nth(1).and_then(|rest| rest.split("\n\n").nth(1)).expect("a table");
    let keys = table.lines().skip(2).flat_map(|row| row.split('|').nth(1).unwrap_or("").split_whitespace());
    for key in keys.map(|key| key.trim_matches('`')) {
        let bound = ACTIONS.iter().any(|row| {
            row.list.split_whitespace().chain(row.reading.split_whitespace()).any(|bound| bound == key)
        });
        assert!(bound, "README.md shows {key}, which does nothing");
    }
}
