//! The command line: most of it in this process over folders of the tests' own, a handful through the binary.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dateline::cli::{self, Around, Exit, Outcome, Terminal};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Two articles in one file, as a page dump has them.
const HARBOUR: &str = "\
Harbour Reopens After Storm

Fishing boats return to the harbour of Dakar, Senegal, on Monday. (Reuters)
Fishing boats return to the harbour of Dakar, Senegal, on Monday. (Reuters)
TT

Harbour Reopens After Storm

Fishing boats return to the harbour of Dakar, Senegal, on Monday. (Reuters)

The harbour of Dakar reopened on Monday after a storm that had kept the fishing fleet of Senegal ashore for nine days, the port authority said.

More than four hundred boats left before dawn, and traders at the market said that prices would fall within the week if the weather held.



Ministers Agree on Grain Corridor

Ministers of the region meet in Nairobi, Kenya, on Tuesday. (AFP)
Ministers of the region meet in Nairobi, Kenya, on Tuesday. (AFP)
TT

Ministers Agree on Grain Corridor

Ministers of the region meet in Nairobi, Kenya, on Tuesday. (AFP)

Ministers from Kenya and Ethiopia agreed in Nairobi on Tuesday to open a corridor for grain, a step that aid groups had asked for since the drought began.

The agreement lets lorries pass the border without unloading, and both governments promised to keep the road open at night.
";

/// One dated article in a file of its own.
const ELECTION: &str =
    " date 2023-11-10 Voters in Chile went to the polls on Sunday to choose between two drafts of a \
constitution, after a campaign that had left many of them tired.

Turnout was high in the south of the country, where queues formed before the polling stations opened.

Officials in Santiago said that first results were expected before midnight, and that the count had been calm.
";

/// A folder with pages, and another for what the program keeps.
struct Desk {
    folder: TempDir,
}

/// What a command left behind.
struct Answer {
    exit: u8,
    out: String,
    err: String,
}

impl Desk {
    fn new(pages: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in pages {
            let path = folder.path().join("pages").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self { folder }
    }

    /// A folder with three articles, one of them twice.
    fn usual() -> Self {
        Self::new(&[
            ("a.txt", HARBOUR),
            ("b.txt", ELECTION),
            ("copy/b again.txt", ELECTION),
            ("README.md", "About these pages."),
        ])
    }

    fn pages(&self) -> PathBuf {
        self.folder.path().join("pages")
    }

    /// Runs `dateline` with these words, `@` standing for the folder of pages.
    fn run(&self, typed: &str) -> Answer {
        self.run_with(typed, Terminal::default(), &mut io::empty())
    }

    #[expect(clippy::panic, reason = "the tests that call it fail where the reader is opened")]
    fn run_with(&self, typed: &str, terminal: Terminal, input: &mut dyn Read) -> Answer {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut around = Around {
            input,
            out: &mut out,
            err: &mut err,
            terminal,
            variable: &|name| self.variable(name),
            today: "2023-11-12".parse().unwrap(),
        };
        let exit = match cli::run(self.words(typed), &mut around) {
            Outcome::Exit(exit) => exit.code(),
            Outcome::Read(options) => panic!("the reader is opened: {options:?}"),
        };
        Answer { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
    }

    fn words(&self, typed: &str) -> Vec<OsString> {
        let words = typed.split(' ').filter(|word| !word.is_empty());
        let pages = self.pages().to_string_lossy().into_owned();
        let whole = |word: &str| OsString::from(word.replace('@', &pages).replace('+', " "));
        std::iter::once(OsString::from("dateline")).chain(words.map(whole)).collect()
    }

    fn variable(&self, name: &str) -> Option<OsString> {
        match name {
            "HOME" => Some(self.folder.path().join("home").into_os_string()),
            "TERM" => Some("xterm-256color".into()),
            _ => None,
        }
    }

    /// Runs the real binary in the folder of pages.
    fn spawn(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(words).current_dir(self.pages()).env_clear().stdin(Stdio::null());
        command.env("HOME", self.folder.path().join("home")).env("TERM", "xterm");
        command
    }

    /// All articles as JSON, in the order of their sources.
    fn listed(&self) -> Vec<Value> {
        let answer = self.run("list @ --json --sort source");
        assert_eq!(answer.exit, 0, "{}", answer.err);
        objects(&answer.out)
    }
}

#[test]
fn a_headline_of_opening_words_goes_on_in_every_set_of_signs() {
    let text = "The bridge over the river that parts the two halves of the town was opened on Monday after ten years of \
                work, the officials in Nairobi said, and nobody came to the ceremony in the rain of the evening.\n";
    let desk = Desk::new(&[("a.txt", text)]);
    let id = desk.listed()[0]["id"].as_str().unwrap().to_owned();
    for (signs, more) in [("", "…"), ("--plain", "...")] {
        let shown = desk.run(&format!("show {id} @ {signs}")).out;
        let headline = shown.split("\n\n").next().unwrap();
        assert!(headline.ends_with(more), "{headline}");
    }
}

fn objects(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn names(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

const ROW: &str = "id story copies related headline headline_origin headline_lines kicker date date_origin updated \
    byline agency dateline url language source captions standfirst countries mentioned regions topics words \
    minutes tags state";

#[test]
fn every_article_is_listed_on_a_line() {
    let desk = Desk::usual();
    let answer = desk.run("list @");
    assert_eq!(answer.exit, 0, "{}", answer.err);
    assert_eq!(answer.out.lines().count(), 3, "{}", answer.out);
    assert!(answer.out.lines().next().unwrap().contains("2023-11-10"), "the newest comes first");
    assert!(answer.out.contains("Harbour Reopens After Storm"));
    assert_eq!(answer.err, "");
}

#[test]
fn lines_fit_the_terminal() {
    let desk = Desk::usual();
    for columns in [20, 40, 80, 120, 200] {
        let terminal = Terminal { columns: Some(columns), ..Terminal::default() };
        let answer = desk.run_with("list @ --color never", terminal, &mut io::empty());
        for line in answer.out.lines() {
            assert!(line.chars().count() <= usize::from(columns), "{columns}: {line}");
        }
        assert_eq!(answer.out.lines().count(), 3);
    }
}

#[test]
fn json_has_exactly_the_fields_of_the_contract() {
    let desk = Desk::usual();
    let row: Vec<&str> = ROW.split_whitespace().collect();
    for object in desk.listed() {
        assert_eq!(names(&object), row);
    }
    let place = row.iter().position(|name| *name == "countries").unwrap();
    let full = [&row[..place], &["body", "removed"], &row[place..]].concat();
    let exported = objects(&desk.run("export @").out);
    assert_eq!(exported.len(), 3);
    for object in exported {
        assert_eq!(names(&object), full);
        assert_eq!(names(&object["source"]), ["path", "first_line", "last_line"]);
        assert_eq!(names(&object["state"]), ["read", "starred", "archived", "progress"]);
    }
    for object in objects(&desk.run("scan @ --json").out) {
        assert_eq!(names(&object), ["path", "format", "articles", "removed", "problems"]);
    }
}

#[test]
fn copies_are_folded_unless_each_is_asked_for() {
    let desk = Desk::usual();
    let counts = |typed: &str| -> Vec<u64> {
        objects(&desk.run(typed).out).iter().map(|object| object["copies"].as_u64().unwrap()).collect()
    };
    assert_eq!(counts("list @ --json --sort source"), [1, 1, 2]);
    assert_eq!(counts("list @ --json --sort source --copies"), [1, 1, 2, 2]);
}

#[test]
fn a_decision_holds_for_every_copy_and_is_found_again() {
    let desk = Desk::usual();
    assert_eq!(desk.run("list @ -q is:read").exit, 1);
    let id = desk.listed()[2]["id"].as_str().unwrap().to_owned();
    let marked = desk.run(&format!("mark read {} @", &id[..8]));
    assert_eq!((marked.exit, &*marked.out), (0, "marked 1 article read\n"), "{}", marked.err);
    let read = objects(&desk.run("list @ -q is:read --json --copies").out);
    assert_eq!(read.iter().map(|object| object["id"].as_str().unwrap()).collect::<Vec<_>>(), [&*id, &*id]);
    assert!(read.iter().all(|object| object["state"]["read"] == true));
    let again = desk.run(&format!("mark read {id} @"));
    assert_eq!((again.exit, &*again.out), (0, "marked 0 articles read; 1 already was so\n"));
}

#[test]
fn a_decision_reaches_copies_that_were_cut_or_come_later() {
    let (cut, _) = ELECTION.split_once("\n\nOfficials").unwrap();
    let desk = Desk::new(&[("cut.txt", cut), ("other.txt", HARBOUR)]);
    let id = |desk: &Desk, file: &str| {
        let each = objects(&desk.run("list @ --copies --json").out);
        let of = |object: &&Value| object["source"]["path"].as_str().unwrap().ends_with(file);
        each.iter().find(of).unwrap()["id"].as_str().unwrap().to_owned()
    };
    let short = id(&desk, "cut.txt");
    assert_eq!(desk.run(&format!("mark star {short} @")).exit, 0);
    fs::write(desk.pages().join("whole.txt"), ELECTION).unwrap();
    let whole = id(&desk, "whole.txt");
    assert_ne!(whole, short);
    let starred = objects(&desk.run("list @ -q is:starred --json").out);
    assert_eq!(starred.len(), 1, "the fullest copy stands for both");
    assert_eq!((starred[0]["id"].as_str(), starred[0]["copies"].as_u64()), (Some(&*whole), Some(2)));
    assert_eq!(objects(&desk.run(&format!("list @ -q story:{whole} --copies --json")).out).len(), 2);
    assert!(
        desk.run(&format!("show {short} @ --plain")).out.contains("cut.txt"),
        "a copy can be asked for by its id"
    );
    assert!(desk.run(&format!("mark archive {short} @")).out.contains("archived 1 article"));
    fs::remove_file(desk.pages().join("cut.txt")).unwrap();
    let left = objects(&desk.run("list @ -q is:archived --json").out);
    assert_eq!(left.len(), 1, "what was decided on a copy that is gone stays decided");
}

#[test]
fn every_action_can_be_taken_back() {
    let desk = Desk::usual();
    for (act, query, back) in [
        ("read", "is:read", "unread"),
        ("star", "is:starred", "unstar"),
        ("archive", "is:archived", "restore"),
        ("tag=energy", "tag:energy", "untag=energy"),
    ] {
        assert_eq!(desk.run(&format!("mark {act} --all @")).exit, 0);
        assert_eq!(objects(&desk.run(&format!("list @ --json -q {query}")).out).len(), 3, "{query}");
        assert_eq!(desk.run(&format!("mark {back} -q {query} @")).exit, 0);
        assert_eq!(desk.run(&format!("list @ -q {query}")).exit, 1, "{query}");
    }
}

#[test]
fn what_articles_are_about_is_settled_by_name_and_left_to_their_words_again() {
    let desk = Desk::usual();
    let count = |query: &str| objects(&desk.run(&format!("list @ --json -q {query}")).out).len();
    assert_eq!((count("country:kenya"), count("country:niger")), (1, 0));
    assert_eq!(desk.run("mark country=-kenya --all @").out, "took country:KE from 3 articles\n");
    assert_eq!(desk.run("mark country=Niger --all @").exit, 0);
    assert_eq!((count("country:kenya"), count("country:niger"), count("region:sahel")), (0, 3, 3));
    let listed = desk.run("list @ --json");
    assert!(listed.out.contains("\"text\":\"set by you\""), "{}", listed.out);
    assert_eq!(desk.run("mark by-words=country:KE --all @").exit, 0);
    assert_eq!(count("country:kenya"), 1);
    for typed in ["mark country=narnia --all @", "mark topic=cri --all @", "mark region= --all @"] {
        assert_eq!(desk.run(typed).exit, 64, "{typed}");
    }
}

#[test]
fn rules_about_tags_hold_and_their_mistakes_are_told_with_their_place() {
    let desk = Desk::usual();
    let file = desk.folder.path().join("home/.config/dateline/config.toml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "[[tags]]\nword = \"Kenya\"\nmeans = \"country:TZ\"\n").unwrap();
    let count = |query: &str| objects(&desk.run(&format!("list @ --json -q {query}")).out).len();
    assert_eq!(count("country:tanzania"), 1);
    fs::write(&file, "[[tags]]\nword = \"Kenya\"\nmeans = \"Narnia\"\n").unwrap();
    let refused = desk.run("list @");
    assert!(refused.err.contains("line 3, column 9: there is no tag `Narnia`"), "{}", refused.err);
}

#[test]
fn marking_everything_must_be_meant() {
    let desk = Desk::usual();
    for typed in ["mark read @", "mark read", "mark", "mark tag= @ --all", "mark shred @ --all"] {
        assert_eq!(desk.run(typed).exit, 64, "{typed}");
    }
    for query in ["*", "sort:date", "()", "-*"] {
        assert_eq!(desk.run(&format!("mark read -q {query} @")).exit, 64, "{query} asks for nothing");
    }
    assert_eq!(desk.run("mark read --all @").out, "marked 3 articles read\n");
}

#[test]
fn marking_never_goes_on_to_similar_words() {
    let desk = Desk::usual();
    assert_eq!(desk.run("list @ -q harbour").out.lines().count(), 1);
    let answer = desk.run("mark archive -q harbuor @");
    assert_eq!((answer.exit, &*answer.out), (1, ""), "{}", answer.err);
    assert_eq!(desk.run("list @ -q is:archived").exit, 1);
}

#[test]
fn a_misspelt_name_is_told_and_nothing_is_marked_for_it() {
    let desk = Desk::usual();
    let listed = desk.run("list @ -q country:senegall");
    assert_eq!(listed.out.lines().count(), 1, "{}", listed.err);
    assert!(listed.err.contains("`senegall` was taken for Senegal"), "{}", listed.err);
    assert_eq!(desk.run("mark archive -q country:senegall @").exit, 64);
    assert_eq!(desk.run("list @ -q is:archived").exit, 1);
}

#[test]
fn an_unknown_id_marks_nothing() {
    let desk = Desk::usual();
    let id = desk.listed()[0]["id"].as_str().unwrap().to_owned();
    let answer = desk.run(&format!("mark star {id} ffffffffffffffff @"));
    assert_eq!(answer.exit, 1);
    assert!(answer.err.contains("ffffffffffffffff"), "{}", answer.err);
    assert_eq!(desk.run("list @ -q is:starred").exit, 1);
}

#[test]
fn an_article_is_shown_whole_within_its_width() {
    let desk = Desk::usual();
    let id = desk.listed()[0]["id"].as_str().unwrap().to_owned();
    for width in [20, 40, 80, 120] {
        let answer = desk.run(&format!("show {} @ --width {width}", &id[..10]));
        assert_eq!(answer.exit, 0, "{}", answer.err);
        let words: Vec<&str> = answer.out.split_whitespace().collect();
        let shown = words.join(" ");
        if width > 20 {
            assert!(shown.contains("kept the fishing fleet of Senegal ashore for nine days"), "{shown}");
        }
        assert!(answer.out.lines().all(|line| line.chars().count() <= width), "{}", answer.out);
    }
}

/// A page whose names need telling apart.
const STATE: &str = "
Georgia Counts Votes Again

A market in Togo, where ballots are printed, on Monday. (Reuters)

Officials in Atlanta said on Monday that Georgia would count the votes in the state again before the week was over.

Jordan Smith, who runs the count, said that Jordan had no part in it and that nobody outside the state had asked for one either.

The count in Georgia is the third, and officials in Atlanta and across Georgia expect that it will be the last of them.
";

#[test]
fn explanation_names_words_weights_places_and_what_was_passed_over() {
    let desk = Desk::new(&[("state.txt", STATE)]);
    let id = desk.listed()[0]["id"].as_str().unwrap().to_owned();
    insta::assert_snapshot!(desk.run(&format!("show {id} @ --why --width 100")).out);
    let json: Value =
        serde_json::from_str(&desk.run(&format!("show {id} @ --why --format json")).out).unwrap();
    let georgia = &json["countries"][0]["words"][0];
    assert_eq!((&georgia["rule"], &georgia["count"]), (&json!("area"), &json!(4)));
    assert_eq!(georgia["places"][0], json!({"place": "headline", "number": null, "bytes": [0, 7]}));
    assert_eq!(json["countries"][1]["shortfall"]["kind"], "only-captions");
    assert_eq!(json["passed_over"][0]["within"], "Jordan Smith");
    assert_eq!(desk.run(&format!("show {id} @ --why --format markdown")).exit, 64);
}

#[test]
fn every_line_of_the_page_stands_in_the_raw_view() {
    let desk = Desk::usual();
    let id = desk.listed()[0]["id"].as_str().unwrap().to_owned();
    let answer = desk.run(&format!("show {id} @ --raw"));
    let numbered = |line: &&str| line.trim_start().starts_with(|letter: char| letter.is_ascii_digit());
    assert_eq!(answer.out.lines().filter(numbered).count(), HARBOUR.lines().count(), "{}", answer.out);
    for line in HARBOUR.lines() {
        assert!(answer.out.contains(line), "{line}");
    }
    assert!(answer.out.contains("[widget: "), "{}", answer.out);
}

#[test]
fn lines_of_an_old_page_are_numbered_as_they_were_read() {
    let desk = Desk::new(&[("a.txt", &ELECTION.replace('\n', "\r"))]);
    let listed = desk.listed();
    let id = listed[0]["id"].as_str().unwrap();
    let last = listed[0]["source"]["last_line"].as_u64().unwrap();
    let raw = desk.run(&format!("show {id} @ --raw")).out;
    let line = raw.lines().find(|line| line.trim_start().starts_with(&format!("{last} "))).unwrap();
    assert!(line.contains("the count had been calm"), "{raw}");
}

#[test]
fn hidden_characters_are_named_only_in_the_raw_view() {
    let hostile = ELECTION.replace("calm", "ca\u{202e}lm \x1b[31mred");
    let desk = Desk::new(&[("a\x1b[2J.txt", &hostile)]);
    let id = desk.listed()[0]["id"].as_str().unwrap().to_owned();
    for typed in ["list @", "scan @", "stats @", "export @", "export @ --format markdown"] {
        let answer = desk.run(typed);
        assert!(!answer.out.contains(['\x1b', '\u{202e}']), "{typed}: {:?}", answer.out);
    }
    let raw = desk.run(&format!("show {id} @ --raw")).out;
    assert!(raw.contains("ca<U+202E>lm ^[[31mred"), "{raw}");
    assert!(!raw.contains(['\x1b', '\u{202e}']), "{raw:?}");
}

#[test]
fn an_export_is_a_new_file_unless_forced() {
    let desk = Desk::usual();
    let file = desk.folder.path().join("news.md");
    let typed = format!("export @ -o {}", file.display());
    assert_eq!(desk.run(&typed).exit, 0);
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.contains("# Harbour Reopens After Storm\n"), "{written}");
    fs::write(&file, "mine").unwrap();
    let refused = desk.run(&typed);
    assert_eq!(refused.exit, 2);
    assert!(refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    assert_eq!(desk.run(&format!("{typed} --force")).exit, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), written);
}

#[test]
fn the_folder_of_articles_is_never_written_to() {
    let desk = Desk::usual();
    let names = || {
        let entries = fs::read_dir(desk.pages()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = entries.collect();
        names.sort();
        names
    };
    let before = names();
    for typed in ["scan @", "list @", "stats @", "regions @", "topics @", "export @", "mark read --all @"] {
        desk.run(typed);
    }
    assert_eq!(names(), before);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let desk = Desk::usual();
    let answer = desk.run("list @ @/gone.txt");
    assert_eq!((answer.exit, answer.out.lines().count()), (2, 3));
    assert!(answer.err.contains("gone.txt: cannot be read: No such file"), "{}", answer.err);
}

#[test]
fn a_scan_tells_files_repeats_and_what_was_passed_over() {
    let desk = Desk::usual();
    let answer = desk.run("scan @");
    assert_eq!(answer.exit, 0, "{}", answer.err);
    assert!(answer.out.contains("3 files, 4 articles, 1 copy, "), "{}", answer.out);
    assert!(answer.out.contains("1 file passed over: 1 readme"), "{}", answer.out);
}

#[test]
fn problems_with_content_are_no_failure() {
    let desk = Desk::new(&[("empty.txt", ""), ("a.txt", ELECTION)]);
    let answer = desk.run("scan @");
    assert_eq!(answer.exit, 0, "{}", answer.err);
    assert!(answer.out.starts_with(&*desk.pages().join("empty.txt").to_string_lossy()), "{}", answer.out);
}

#[test]
fn standard_input_can_be_read() {
    let desk = Desk::new(&[]);
    let answer = desk.run_with("list - --json", Terminal::default(), &mut ELECTION.as_bytes());
    assert_eq!(objects(&answer.out)[0]["source"]["path"], "-");
    let id = objects(&answer.out)[0]["id"].as_str().unwrap().to_owned();
    let raw = desk.run_with(&format!("show {id} - --raw"), Terminal::default(), &mut ELECTION.as_bytes());
    assert!(raw.out.contains("Turnout was high"), "{}", raw.out);
}

#[test]
fn regions_topics_and_stats_count_articles() {
    let desk = Desk::usual();
    assert!(desk.run("regions @").out.contains("Africa"));
    let topics = objects(&desk.run("topics @ --json").out);
    assert!(topics.iter().all(|topic| names(topic) == ["code", "label", "count", "children"]));
    let stats = objects(&desk.run("stats @ --json").out).remove(0);
    assert_eq!((&stats["articles"], &stats["copies"], &stats["files"]), (&3.into(), &4.into(), &3.into()));
    assert!(desk.run("stats @").out.contains("3 articles"));
}

#[test]
fn what_makes_no_sense_is_refused_with_its_own_code() {
    let desk = Desk::usual();
    for typed in [
        "list @ --no-such-option",
        "list @ --sort colour",
        "list @ --limit many",
        "list",
        "show",
        "completions tcl",
        "export @ -o news.epub",
        "export @ --force",
        "list @ -q (",
        "list @ -q region:nowhere-at-all",
        "@ -q x list",
    ] {
        let answer = desk.run(typed);
        assert_eq!((answer.exit, &*answer.out), (64, ""), "{typed}: {}", answer.err);
        assert!(!answer.err.is_empty(), "{typed}");
    }
    assert_eq!(desk.run("show ffffffffffff @").exit, 1);
}

#[test]
fn help_version_completions_and_manual_are_results() {
    let desk = Desk::new(&[]);
    for (typed, said) in [
        ("--help", "terminal reader for saved news"),
        ("list --help", "--json"),
        ("--version", "dateline "),
        ("completions bash", "complete"),
        ("completions fish", "complete"),
        ("man", ".TH"),
    ] {
        let answer = desk.run(typed);
        assert_eq!(answer.exit, 0, "{typed}");
        assert!(answer.out.contains(said), "{typed}: {}", answer.out);
        assert_eq!(answer.err, "");
    }
}

#[test]
fn folders_of_the_configuration_are_read_where_none_is_given() {
    let desk = Desk::usual();
    let file = desk.folder.path().join("home/.config/dateline/config.toml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, format!("folders = [{:?}]\n", desk.pages())).unwrap();
    assert_eq!(desk.run("list").out.lines().count(), 3);
    fs::write(&file, "folder = []\n").unwrap();
    let mistaken = desk.run("list");
    assert_eq!(mistaken.exit, 2);
    assert!(mistaken.err.contains("config.toml, line 1, column 1: unknown field"), "{}", mistaken.err);
    assert_eq!(desk.run("list @ --config /no/such/file").exit, 2);
}

#[test]
fn the_reader_opens_only_on_a_terminal() {
    let desk = Desk::usual();
    let refused = desk.run("@");
    assert_eq!(refused.exit, 2);
    assert!(refused.err.contains("dateline list "), "{}", refused.err);
    let terminal = Terminal { input: true, columns: Some(80), err: true };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut around = Around {
        input: &mut io::empty(),
        out: &mut out,
        err: &mut err,
        terminal,
        variable: &|name| desk.variable(name),
        today: "2023-11-12".parse().unwrap(),
    };
    match cli::run(desk.words("@ -q sahel --plain"), &mut around) {
        Outcome::Read(options) => {
            assert_eq!(options.library.paths, [desk.pages()]);
            assert_eq!((&*options.query, options.look.plain, options.look.ascii), ("sahel", true, true));
        }
        Outcome::Exit(exit) => panic!("{exit:?}: {}", String::from_utf8_lossy(&err)),
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let desk = Desk::usual();
    for typed in
        ["list @", "list @ --json", "export @", "scan @ --json", "stats @ --json", "man", "completions zsh"]
    {
        let mut err = Vec::new();
        let mut around = Around {
            input: &mut io::empty(),
            out: &mut Closed,
            err: &mut err,
            terminal: Terminal::default(),
            variable: &|name| desk.variable(name),
            today: "2023-11-12".parse().unwrap(),
        };
        let outcome = cli::run(desk.words(typed), &mut around);
        assert!(matches!(outcome, Outcome::Exit(Exit::Done)), "{typed}: {outcome:?}");
        assert_eq!(String::from_utf8_lossy(&err), "", "{typed}");
    }
}

#[test]
fn the_binary_tells_the_shell_how_it_went() {
    let desk = Desk::usual();
    for (words, code) in [
        (&["list", "."][..], 0),
        (&["list", ".", "-q", "zeppelin"], 1),
        (&["list", "gone"], 2),
        (&["list", "--nonsense"], 64),
        (&["--version"], 0),
        (&["."], 2),
    ] {
        let output = desk.spawn(words).output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(code),
            "{words:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert_eq!(output.stdout.is_empty(), code != 0, "{words:?}");
    }
}

#[test]
fn the_binary_survives_a_reader_that_leaves() {
    let desk = Desk::new(&[]);
    fs::create_dir_all(desk.pages()).unwrap();
    for number in 0..60 {
        let page = ELECTION.replace("two drafts", &format!("draft {number} and another draft"));
        fs::write(desk.pages().join(format!("{number}.txt")), page).unwrap();
    }
    let mut child =
        desk.spawn(&["export", "."]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut first = [0_u8; 1];
    out.read_exact(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn what_is_kept_is_for_the_reader_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::usual();
    assert_eq!(desk.run("mark star --all @").exit, 0);
    let mut folders = vec![desk.folder.path().join("home/.local/state/dateline/journal")];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                assert_eq!(mode(&path), 0o600, "{}", path.display());
                files += 1;
            }
        }
    }
    assert!(files > 0);
}

#[test]
fn escape_sequences_in_arguments_never_reach_the_terminal() {
    let desk = Desk::usual();
    let terminal = Terminal { input: true, columns: Some(80), err: true };
    for typed in [
        "--x\x1b]0;title\x07",
        "list @ --limit \x1b]52;c;AA\x07",
        "list @ --sort \u{9b}31m\u{202e}",
        "mark \x1b[2J @",
        "completions \x1b[31m",
        "show \u{9b}2J @",
        "list @ -q region:\x1b[2J",
    ] {
        let answer = desk.run_with(typed, terminal, &mut io::empty());
        assert_ne!(answer.exit, 0, "{typed:?}");
        let raw = ['\x1b', '\x07', '\u{9b}', '\u{202e}'];
        assert!(!answer.err.contains(raw) && !answer.out.contains(raw), "{typed:?}: {:?}", answer.err);
    }
    let misspelt = desk.run_with("list @ --jsn", terminal, &mut io::empty());
    let lines: Vec<&str> = misspelt.err.lines().collect();
    assert_eq!(lines.first(), Some(&"error: unexpected argument '--jsn' found"));
    assert!(lines.contains(&"  tip: a similar argument exists: '--json'"), "{lines:?}");
}

#[test]
fn help_names_the_program_however_it_was_called() {
    let desk = Desk::new(&[]);
    let mut words = desk.words("--help");
    words[0] = "/bin/\x1b]0;title\x07".into();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut around = Around {
        input: &mut io::empty(),
        out: &mut out,
        err: &mut err,
        terminal: Terminal::default(),
        variable: &|name| desk.variable(name),
        today: "2023-11-12".parse().unwrap(),
    };
    cli::run(words, &mut around);
    let help = String::from_utf8(out).unwrap();
    assert!(help.contains("Usage: dateline ") && !help.contains('\x1b'), "{help:?}");
}

#[test]
fn decisions_that_cannot_be_added_to_are_still_shown() {
    let desk = Desk::usual();
    assert_eq!(desk.run("mark star --all @").exit, 0);
    let later = desk.folder.path().join("home/.local/state/dateline/journal/lap-00000001.jsonl");
    fs::write(&later, "{\"format\":2,\"writer\":\"dateline 9\"}\n").unwrap();
    let starred = desk.run("list @ -q is:starred");
    assert_eq!((starred.exit, starred.out.lines().count()), (0, 3), "{}", starred.err);
    assert!(starred.err.contains("new decisions cannot be saved: "), "{}", starred.err);
    let refused = desk.run("mark read --all @");
    assert_eq!((refused.exit, &*refused.out), (2, ""));
    assert!(
        refused.err.contains("nothing was saved: ") && refused.err.contains("format 2"),
        "{}",
        refused.err
    );
}

#[test]
fn decisions_that_cannot_be_read_are_a_failure() {
    let desk = Desk::usual();
    fs::create_dir_all(desk.folder.path().join("home/.local/state/dateline")).unwrap();
    fs::write(desk.folder.path().join("home/.local/state/dateline/journal"), "").unwrap();
    let listed = desk.run("list @");
    assert_eq!((listed.exit, listed.out.lines().count()), (2, 3), "{}", listed.err);
    assert!(listed.err.contains("journal: Not a directory"), "{}", listed.err);
}

#[test]
fn the_reader_does_not_read_what_its_keys_come_from() {
    struct Untouched;
    impl Read for Untouched {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            unreachable!("standard input is read")
        }
    }
    let desk = Desk::usual();
    for input in [true, false] {
        let terminal = Terminal { input, columns: Some(80), err: true };
        for typed in ["-", "@ -"] {
            let refused = desk.run_with(typed, terminal, &mut Untouched);
            assert_eq!((refused.exit, &*refused.out), (64, ""), "{typed}");
            assert!(refused.err.contains("`dateline list -`"), "{}", refused.err);
        }
    }
}

#[test]
fn files_without_articles_are_counted() {
    let desk = Desk::new(&[("empty.txt", "")]);
    let none = desk.run("list @/gone");
    assert!(none.err.contains("no articles found (0 files read, 0 passed over)"), "{}", none.err);
    let one = desk.run("list @");
    assert!(one.err.contains("no articles found (1 file read, 0 passed over)"), "{}", one.err);
}

#[test]
fn an_export_may_have_the_longest_name_there_is() {
    let desk = Desk::usual();
    let file = desk.folder.path().join(format!("{}.jsonl", "n".repeat(249)));
    for force in ["", "--force"] {
        let answer = desk.run(&format!("export @ -o {} {force}", file.display()));
        assert_eq!(answer.exit, 0, "{}", answer.err);
    }
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 3);
}

#[test]
fn errors_speak_to_people() {
    let desk = Desk::usual();
    fs::write(desk.folder.path().join("home"), "in the way").unwrap();
    for typed in ["list @ --config /no/such/file", "mark star --all @", "export @ -o /no/such/folder/file"] {
        let answer = desk.run(typed);
        assert_eq!(answer.exit, 2, "{typed}");
        assert!(!answer.err.contains("os error"), "{typed}: {}", answer.err);
    }
}
