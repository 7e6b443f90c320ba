//! Every panel at three sizes: one table, a line a panel. The frames stand in `snapshots/panels`, with their styles.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use dateline::app::{Event, Habits, Loaded, Overlay, Progress, Settings};
use dateline::article::Phase;
use dateline::text::SafeText;
use tempfile::TempDir;

use crate::reader::{Reader, folder, style};
use crate::tasks::press;

/// A panel: its name, what is read, and the keys that lead to it, as in `docs/keystrokes.md`.
type Panel = (&'static str, fn((u16, u16)) -> Opened, &'static str);

/// A reader, and the folder it reads where that is to go away.
type Opened = (Reader, Option<TempDir>);

#[rustfmt::skip]
const PANELS: &[Panel] = &[
    ("list", seeds, ""),
    ("list-after-triage", news, "d s a v"),
    ("list-selected", news, "v j V j j"),
    ("list-folded", news, "c j j"),
    ("list-compact", news, r#"S "compact" Enter d s"#),
    ("list-by-day", news, r#"S "day" Enter"#),
    ("text", seeds, "j Enter"),
    ("text-end", seeds, "j Enter G"),
    ("text-marked-words", seeds, "j Enter # #"),
    ("zen", seeds, "j Enter z"),
    ("find", seeds, r#"j Enter / "wagner""#),
    ("found", seeds, r#"j Enter / "wagner" Enter n"#),
    ("filter-fields", seeds, r#"/ "re""#),
    ("filter-values", seeds, r#"/ "region:""#),
    ("filter-typed", seeds, r#"/ "sahel confl""#),
    ("filter-mistake", seeds, r#"/ "war is:unred""#),
    ("filter-similar", seeds, r#"/ "wagnre""#),
    ("filter-taken", news, r#"/ "kenya" Enter"#),
    ("nothing-fits", seeds, r#"/ "zzzzzz" Enter"#),
    ("topics", news, "t"),
    ("regions", news, "R Down Down"),
    ("regions-narrowed", seeds, r#"R "af""#),
    ("views", viewed, "'"),
    ("arrange", seeds, "S"),
    ("palette", viewed, ":"),
    ("palette-narrowed", seeds, r#": "theme""#),
    ("help", seeds, "?"),
    ("help-scrolled", seeds, "j Enter ? PgDn"),
    ("help-narrowed", seeds, r#"? "archive""#),
    ("log", news, "d s a u !"),
    ("map", news, "m"),
    ("map-typed", news, r#"m "southern""#),
    ("facets", news, "F Left"),
    ("facets-taken", news, "F j j Enter"),
    ("time-line", news, r#"/ "crane" Enter j D"#),
    ("difference", news, r#"/ "crane" Enter j D D"#),
    ("provenance", seeds, "j ="),
    ("provenance-headline", seeds, "j = H"),
    ("why-these-tags", seeds, "j = Tab"),
    ("retag", seeds, "j T Down"),
    ("retag-typed", seeds, r#"j T "nig""#),
    ("retag-rules", seeds, "j T -"),
    ("notes", seeds, r#"j Enter v J H "how long?" Enter H j"#),
    ("notes-none", seeds, "j H"),
    ("links", linked, "Enter ;"),
    ("marking", seeds, "j Enter v J j"),
    ("ask-tag", seeds, r#"+ "harbour" Enter + "h""#),
    ("ask-untag", seeds, r#"+ "harbour" Enter k -"#),
    ("ask-snooze", seeds, "Z"),
    ("ask-snooze-mistake", seeds, r#"Z "yesteryear" Enter"#),
    ("ask-file", seeds, "w"),
    ("ask-program", seeds, r#"| "wc -w""#),
    ("ask-note", seeds, r#"j Enter v H "why""#),
    ("confirm-archive", news, "A"),
    ("confirm-address", linked, "; Enter"),
    ("confirm-program", seeds, r#"| "wc -w" Enter"#),
    ("welcome", first_run, ""),
    ("loading", loading, ""),
    ("more-is-read", more_is_read, "j"),
    ("empty-folder", empty, ""),
    ("empty-view", seeds, "3"),
    ("queue", news, r#": "queue 5m" Enter"#),
    ("queue-empty", news, r#"* d : "queue" Enter"#),
    ("key-unbound", seeds, "X"),
    ("misconfigured", misconfigured, ""),
];

fn open(path: &str, size: (u16, u16)) -> Opened {
    // A path below the folder that tests run in is the same on every machine.
    (Reader::open(&[Path::new(path)], size), None)
}

fn seeds(size: (u16, u16)) -> Opened {
    open("seeds", size)
}

/// Twenty articles on many countries, one of them a story of several.
fn news(size: (u16, u16)) -> Opened {
    open("screenshots/news.jsonl", size)
}

fn configured(size: (u16, u16), configuration: &str) -> Opened {
    (Reader::configured(&[Path::new("seeds")], size, configuration), None)
}

fn viewed(size: (u16, u16)) -> Opened {
    configured(
        size,
        "[[views]]\nname = \"Sahel\"\nquery = \"region:sahel\"\n[[views]]\nname = \"Iran, oldest first\"\n\
         query = \"country:iran is:inbox\"\nsort = \"-date\"\n",
    )
}

fn misconfigured(size: (u16, u16)) -> Opened {
    let (mut reader, _) = seeds(size);
    let mistake = |text| SafeText::label(&format!("/home/amina/.config/dateline/config.toml, {text}"));
    reader.happens(Event::Misconfigured(vec![
        mistake("line 3, column 11: a measure is between 20 and 200, not 7"),
        mistake("line 9, column 1: `stra` is no action; did you mean star?"),
    ]));
    (reader, None)
}

/// An article that names an address, another one that has none.
fn linked(size: (u16, u16)) -> Opened {
    let pages = folder(&[(
        "a.txt",
        "A bridge opens at last\n\nhttps://example.org/bridge\n\nThe bridge was opened on Monday, the officials in \
         Nairobi said, after ten years of work.\n\nNobody came to the ceremony; the plans are at \
         https://example.org/plans-of-the-bridge/as-they-were-drawn/in-the-spring and may be read by everybody.\n",
    )]);
    (Reader::open(&[pages.path()], size), Some(pages))
}

fn first_run(size: (u16, u16)) -> Opened {
    let habits = Habits { is_new: true, ..Habits::default() };
    let (reader, _) = seeds(size);
    (reader.with_settings(Settings { habits, ..Settings::default() }), None)
}

fn empty(size: (u16, u16)) -> Opened {
    let pages = folder(&[]);
    // A folder of another name each time would not fit a frame that is kept.
    let loaded = Loaded { paths: vec![SafeText::label("saved/pages")], ..Loaded::default() };
    let reader = Reader::open(&[pages.path()], size);
    (reader.beginning(Settings::default(), Event::Loaded(loaded)), Some(pages))
}

const HALFWAY: Progress = Progress {
    phase: Phase::Reading,
    files: 1200,
    total: 4000,
    bytes: 12_345_678,
    all_bytes: 98_765_432,
    articles: 3400,
    done: 0,
    files_a_second: 600,
};

fn loading(size: (u16, u16)) -> Opened {
    let (reader, _) = seeds(size);
    (reader.beginning(Settings::default(), Event::Progress(HALFWAY)), None)
}

fn more_is_read(size: (u16, u16)) -> Opened {
    let (mut reader, _) = seeds(size);
    reader.happens(Event::Progress(HALFWAY));
    (reader, None)
}

/// The frame, and below it each style with the cells that have it: rows, and columns from and to, all from 1.
fn frame(reader: &Reader) -> String {
    let cells = reader.cells();
    let mut runs: BTreeMap<String, Vec<(u16, u16, u16)>> = BTreeMap::new();
    for y in 0..cells.area.height {
        let mut x = 0;
        while x < cells.area.width {
            let look = style(&cells[(x, y)]);
            let same = |x: &u16| style(&cells[(*x, y)]) == look;
            let end = (x..cells.area.width).take_while(same).last().map_or(x, |last| last + 1);
            let words: String = (x..end).map(|x| cells[(x, y)].symbol()).collect();
            if !look.is_empty() && !words.trim().is_empty() {
                let shown = u16::try_from(words.trim_end().chars().count()).unwrap_or(end - x);
                runs.entry(look).or_default().push((y + 1, x + 1, x + shown.min(end - x)));
            }
            x = end;
        }
    }
    let mut text = reader.screen();
    for (look, runs) in runs {
        let _ = write!(text, "\n\n{look}:");
        let mut row = 0;
        for (y, from, to) in runs {
            let parted = if y == row { String::from(",") } else { format!("\n{y}:") };
            row = y;
            let _ = write!(text, "{parted}{from}-{to}");
        }
    }
    text
}

fn at(panel: &Panel, size: (u16, u16)) -> Opened {
    let (_, open, keys) = panel;
    let (mut reader, pages) = open(size);
    press(&mut reader, keys);
    (reader, pages)
}

/// Every panel at a size looks as it was reviewed, and names the way out.
fn check(size: (u16, u16)) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/panels");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut wrong = String::new();
    for panel in PANELS {
        let (reader, _pages) = at(panel, size);
        let name = format!("{}-{}x{}", panel.0, size.0, size.1);
        if let Some(fault) = fault(&reader) {
            let _ = writeln!(wrong, "{name} {fault}");
        }
        settings.bind(|| insta::assert_snapshot!(name, frame(&reader)));
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_panel_on_a_large_screen() {
    check((120, 40));
}

#[test]
fn every_panel_on_a_usual_screen() {
    check((80, 24));
}

#[test]
fn every_panel_on_a_small_screen() {
    check((40, 12));
}

/// What is wrong with the bottom line: it names no way out of what lies over the panes, or a hint is cut.
fn fault(reader: &Reader) -> Option<String> {
    let screen = reader.screen();
    let status = screen.lines().last().unwrap_or_default();
    let lies_over = !matches!(reader.app.overlay(), Overlay::None);
    let out = ["Esc", "close", "any other key"].iter().any(|word| screen.contains(word));
    if lies_over && !out && reader.app.notice().is_none() {
        return Some(format!("names no way out: {status}"));
    }
    let cut = dateline::text::width(status) >= usize::from(reader.app.size().width);
    cut.then(|| format!("is cut: {status}"))
}
