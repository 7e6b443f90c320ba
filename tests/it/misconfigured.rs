//! Mistakes in the configuration: `dateline doctor` tells all of them with their places and what would be right, the reader
//! opens without what makes no sense, and commands that only work refuse.

use std::fs;

use dateline::app::{Event, Preset};
use dateline::cli::{self, Around, Outcome, ReadOptions, Terminal};
use dateline::text::SafeText;
use serde_json::Value;
use tempfile::TempDir;

use crate::reader::{Reader, folder, seeds};

/// A mistake in every section, and beside each something that is right.
const WRONG: &str = "\
folder = [\"seeds\"]
opener = \"w3m\"
theme = \"drak\"
[reading]
measure = 7
justify = true
[list]
group = \"colour\"
sort = \"-size\"
rows = \"tiny\"
[screen]
color = \"red\"
[themes.mine]
text = \"reddish\"
ruler = \"blue\"
[tagging]
learn_homes = 1
[keys]
preset = \"emacs\"
stra = [\"s\"]
star = [\"Ctrl-S\", \"x\"]
done = [\"x\"]
[fields]
headlin = [\"hed\"]
[[sources]]
match = \"a/**\"
start = \"(\"
[[sources]]
match = \"b/**\"
home = \"Narnia\"
[[tags]]
word = \"derby\"
means = \"topic:chess\"
[[views]]
name = \"Sahel\"
query = \"regio:sahel\"
[[rules]]
when = \"iran\"
then = [\"delete\"]
";

/// Where each mistake stands, and what is said to be right.
const TOLD: [(usize, usize, &str); 19] = [
    (1, 1, "`folders`"),
    (2, 10, "a list, as in"),
    (3, 9, "there are terminal, dark"),
    (5, 11, "between 20 and 200"),
    (8, 9, "there are region, story, day"),
    (9, 8, "there are date, headline"),
    (10, 8, "`compact`"),
    (12, 9, "`never`"),
    (14, 8, "write blue, light-blue"),
    (15, 1, "there are background, text"),
    (17, 15, "true or false"),
    (19, 10, "there are vim, newsboat"),
    (20, 1, "did you mean star?"),
    (21, 9, "write j, J, ^R"),
    (22, 9, "bound to star already"),
    (24, 1, "there are headline"),
    (27, 9, "unclosed group"),
    (30, 8, "home = \"NE\""),
    (33, 9, "\"topic:sport\""),
];

/// Runs `dateline` with this configuration in a terminal of eighty columns.
fn run(home: &TempDir, configuration: &str, typed: &str) -> (Outcome, String, String) {
    let config = home.path().join("config.toml");
    fs::write(&config, configuration).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut words: Vec<std::ffi::OsString> = typed.split_whitespace().map(Into::into).collect();
    words.insert(0, "dateline".into());
    words.extend([seeds().into(), "--config".into(), config.into()]);
    let mut around = Around {
        input: &mut std::io::empty(),
        out: &mut out,
        err: &mut err,
        terminal: Terminal { input: true, columns: Some(80), err: true },
        variable: &|name| match name {
            "HOME" => Some(home.path().into()),
            "TERM" => Some("xterm".into()),
            _ => None,
        },
        today: "2023-11-12".parse().unwrap(),
    };
    let outcome = cli::run(words, &mut around);
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

fn exit(outcome: &Outcome) -> u8 {
    let exit = if let Outcome::Exit(exit) = outcome { Some(exit.code()) } else { None };
    exit.expect("no reader is opened")
}

fn opened(outcome: Outcome) -> ReadOptions {
    let options = if let Outcome::Read(options) = outcome { Some(*options) } else { None };
    options.expect("the reader is opened")
}

#[test]
fn doctor_tells_every_mistake_with_its_place_and_what_would_be_right() {
    let home = folder(&[]);
    let (outcome, out, err) = run(&home, WRONG, "doctor --json");
    assert_eq!(exit(&outcome), 2, "{err}");
    let findings: Value = serde_json::from_str(&out).unwrap();
    let advice: Vec<&str> = findings["advice"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    for (line, column, right) in TOLD {
        let place = format!("config.toml, line {line}, column {column}: ");
        let told =
            advice.iter().find(|told| told.contains(&place)).unwrap_or_else(|| panic!("{place}{advice:#?}"));
        assert!(told.contains(right), "{told}");
    }
    let standing = ["line 36, column 9", "line 39, column 9: no rule can do `delete`"];
    assert!(standing.iter().all(|place| advice.iter().any(|told| told.contains(place))), "{advice:#?}");
    let about_config = advice.iter().filter(|told| told.starts_with("the configuration needs mending: "));
    assert_eq!(about_config.count(), TOLD.len() + standing.len(), "{advice:#?}");
}

#[test]
fn doctor_finds_nothing_wrong_with_the_configuration_of_the_guide() {
    let home = folder(&[]);
    let guide = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/configuration.md")).unwrap();
    let lines: Vec<&str> = guide.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    let sample = lines.join("\n");
    let (outcome, out, _) = run(&home, &sample, "doctor");
    assert_eq!(exit(&outcome), 0, "{out}");
    assert!(out.contains("all is well"), "{out}");
}

#[test]
fn the_reader_opens_with_everything_that_makes_sense() {
    let home = folder(&[]);
    let options = opened(run(&home, WRONG, "").0);
    assert_eq!(options.mistakes.len(), TOLD.len(), "{:#?}", options.mistakes);
    assert!(options.config.reading.justify && options.config.reading.measure == 72);
    assert_eq!((options.choices.preset, options.choices.theme), (Preset::Vim, 0));
    let bound: Vec<(&str, &str)> =
        options.choices.keys.iter().map(|own| (own.action.as_str(), own.keys[0].as_str())).collect();
    assert_eq!(bound, [("star", "x")], "the other action keeps its usual key");
    assert!(options.choices.themes.iter().any(|theme| theme.name() == "mine"));
}

#[test]
fn a_file_that_cannot_be_read_at_all_is_told_too() {
    let home = folder(&[]);
    let options = opened(run(&home, "[reading\nmeasure = 66\n", "").0);
    assert!(options.mistakes[0].contains("config.toml, line 1, column "), "{:?}", options.mistakes);
    let (outcome, out, _) = run(&home, "[reading\nmeasure = 66\n", "doctor");
    assert!(exit(&outcome) == 2 && out.contains("line 1, column "), "{out}");
}

#[test]
fn commands_refuse_what_makes_no_sense() {
    let home = folder(&[]);
    for (wrong, said) in [
        ("[reading]\nmeasure = 7\n", "line 2, column 11: "),
        ("[[tags]]\nword = \"a\"\nmeans = \"Narnia\"\n", "line 3, column 9: "),
    ] {
        let (outcome, _, err) = run(&home, wrong, "list");
        assert!(exit(&outcome) == 2 && err.contains(said), "{err}");
    }
}

#[test]
fn one_mistake_is_told_in_full_and_of_several_how_many_with_the_key_for_all() {
    let mut reader = Reader::on_seeds((120, 40));
    let mistakes = ["line 1, column 1: this", "line 2, column 1: that"].map(SafeText::label);
    reader.happens(Event::Misconfigured(mistakes[..1].to_vec()));
    assert_eq!(reader.notice(), "line 1, column 1: this");
    reader.happens(Event::Misconfigured(mistakes.to_vec()));
    assert!(
        reader.notice().starts_with("2 mistakes in the configuration · ! shows all"),
        "{}",
        reader.notice()
    );
    reader.press("!");
    assert!(reader.screen().contains("line 2, column 1: that"), "{}", reader.screen());
}
