//! Saved views and rules for new articles, on the screen and on the command line.

use std::fs;

use dateline::app::View;
use dateline::cli::{self, Around, Outcome, Terminal};
use serde_json::Value;
use tempfile::TempDir;

use crate::reader::{Reader, folder, seeds};

/// Two views and a rule over the sample pages.
const SAMPLE: &str = "\
[[views]]
name = \"Sahel\"
query = \"region:sahel\"

[[views]]
name = \"Iran, oldest first\"
query = \"country:iran is:inbox\"
sort = \"-date\"
";

/// A rule that fits some of the sample pages.
const RULE: &str = "[[rules]]\nwhen = \"country:iran\"\nthen = [\"archive\", \"tag:tehran\"]\n";

fn configured(size: (u16, u16), configuration: &str) -> Reader {
    Reader::configured(&[&seeds()], size, configuration)
}

#[test]
fn views_with_counts_at_80x24() {
    insta::assert_snapshot!(configured((80, 24), SAMPLE).press("'").styled());
}

#[test]
fn views_with_counts_at_120x40() {
    insta::assert_snapshot!(configured((120, 40), SAMPLE).press("d '").types("i").styled());
}

#[test]
fn a_saved_view_is_listed_and_can_be_filtered() {
    let mut reader = configured((120, 40), SAMPLE);
    let all = reader.app.list().len();
    reader.press("'").types("sah").press("Enter");
    assert_eq!((reader.app.view(), &*reader.app.view_name()), (View::Saved(0), "Sahel"));
    let held = reader.app.list().len();
    assert!(0 < held && held < all);
    assert_eq!(reader.app.filter().of(), held);
    reader.press("/").types("wagner").press("Enter");
    let narrowed = reader.app.list().len();
    assert!(0 < narrowed && narrowed < held, "{narrowed} of {held}");
    reader.press("Esc 1");
    assert_eq!((reader.app.view(), reader.app.list().len()), (View::Inbox, all));
}

#[test]
fn counts_of_views_follow_what_is_decided() {
    let mut reader = configured((120, 40), SAMPLE);
    reader.press("'");
    let before = reader.app.filter().held_by(View::Unread);
    reader.press("Esc d '");
    assert_eq!(reader.app.filter().held_by(View::Unread), before.map(|count| count - 1));
    assert_eq!(reader.app.filter().held_by(View::All), reader.app.filter().held_by(View::Inbox));
}

#[test]
fn a_rule_archives_new_articles_and_undo_brings_them_back_for_good() {
    let mut reader = configured((120, 40), RULE);
    let said = reader.app.notice().map(|notice| notice.text.to_string()).unwrap_or_default();
    assert!(said.contains(" archived, ") && said.ends_with(" tagged tehran by rules · u undoes"), "{said}");
    let kept = reader.app.list().len();
    reader.press("u");
    let all = reader.app.list().len();
    assert!(kept < all, "{kept} of {all}");
    let mut reader = reader.again(&[&seeds()]);
    assert_eq!(reader.app.list().len(), all);
    assert!(reader.app.notice().is_none_or(|notice| !notice.text.contains("by rules")));
    reader.press("^R");
    assert_eq!(reader.app.list().len(), kept);
}

#[test]
fn what_makes_no_sense_in_the_configuration_is_told_at_the_start() {
    let wrong = format!("{SAMPLE}[[rules]]\nwhen = \"iran\"\nthen = [\"delete\"]\n");
    let reader = configured((120, 40), &wrong);
    let said = reader.app.notice().map(|notice| notice.text.to_string()).unwrap_or_default();
    assert!(said.contains("config.toml, line 11, column 9: no rule can do `delete`"), "{said}");
}

/// Runs `dateline` over the sample pages with this configuration: exit code, standard output, standard error.
fn run(home: &TempDir, configuration: &str, typed: &str) -> (u8, String, String) {
    let config = home.path().join("config.toml");
    fs::write(&config, configuration).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut words: Vec<std::ffi::OsString> = typed.split(' ').map(Into::into).collect();
    words.insert(0, "dateline".into());
    words.extend([seeds().into(), "--config".into(), config.into()]);
    let mut around = Around {
        input: &mut std::io::empty(),
        out: &mut out,
        err: &mut err,
        terminal: Terminal::default(),
        variable: &|name| (name == "HOME").then(|| home.path().into()),
        today: "2023-11-12".parse().unwrap(),
    };
    let outcome = cli::run(words, &mut around);
    let Outcome::Exit(exit) = outcome else { unreachable!("the reader is not opened by {typed}") };
    (exit.code(), String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

#[test]
fn commands_take_a_saved_view_and_a_query_narrows_it() {
    let home = folder(&[]);
    let count = |typed: &str| run(&home, SAMPLE, typed).1.lines().count();
    let (all, sahel) = (count("list"), count("list --view sahel"));
    assert!(0 < sahel && sahel < all);
    assert_eq!(sahel, count("list -q region:sahel"));
    let narrowed = count("list --view Sahel -q wagner");
    assert!(0 < narrowed && narrowed < sahel);
    let (exit, _, err) = run(&home, SAMPLE, "list --view Asia");
    assert_eq!(exit, 64);
    assert!(err.contains("no view is called `Asia`; there are Sahel, Iran, oldest first"), "{err}");
    let (_, out, _) = run(&home, SAMPLE, "stats --json");
    let stats: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(stats["views"][0], serde_json::json!({"name": "Sahel", "count": sahel}));
}

#[test]
fn scan_tells_of_a_view_what_belongs_to_it() {
    let home = folder(&[]);
    let configuration = "[[views]]\nname = \"Iran\"\nquery = \"country:iran\"\n";
    let files = |typed: &str| run(&home, configuration, typed).1.lines().count();
    let (all, iran) = (files("scan --json"), files("scan --json --view iran"));
    assert!(0 < iran && iran < all, "{iran} of {all}");
    assert_eq!(iran, files("scan --json -q country:iran"));
}

#[test]
fn a_view_that_asks_for_nothing_marks_nothing() {
    let home = folder(&[]);
    let configuration = "[[views]]\nname = \"News\"\nquery = \"sort:date\"\n";
    for typed in ["mark archive --view news", "mark archive --view news -q *"] {
        let (exit, _, err) = run(&home, configuration, typed);
        assert!(exit == 64 && err.contains("asks for nothing"), "{err}");
    }
    assert_eq!(run(&home, "", "list -q is:archived").0, 1);
    assert_eq!(run(&home, configuration, "mark archive --view news -q country:niger").0, 0);
}

#[test]
fn looking_shows_what_rules_do_and_marking_saves_it() {
    let home = folder(&[]);
    let archived = |typed: &str| run(&home, RULE, typed).1.lines().count();
    let ruled = archived("list -q is:archived");
    assert!(ruled > 0);
    assert!(!home.path().join(".local").exists(), "nothing is written by looking");
    let (exit, _, err) = run(&home, RULE, "mark star -q country:niger");
    assert_eq!(exit, 0);
    assert!(err.contains(&format!("{ruled} archived, {ruled} tagged tehran by rules")), "{err}");
    assert_eq!(run(&home, "", "list -q tag:tehran").1.lines().count(), ruled);
    let (exit, _, err) = run(&home, RULE, "mark star -q country:niger");
    assert_eq!((exit, err.as_str()), (0, ""));
}
