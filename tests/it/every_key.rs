//! Every key of the table of actions, pressed in every pane where it is bound: a line an action, and what it comes to.

use dateline::app::{
    ACTIONS, Action, App, Effect, Keymap, Outside, Overlay, Pane, Preset, Question, Settings, Shelf, Spacing,
    View,
};
use tempfile::TempDir;

use crate::reader::{Reader, folder};

/// A deed: the name of an action, what is done before its key, what behind it, and what must hold then and not before.
/// What is done is told by names of actions, by keys, and by words in quotation marks that are typed.
type Deed = (&'static str, &'static str, &'static str, fn(&Reader, Pane) -> bool);

#[rustfmt::skip]
const DEEDS: &[Deed] = &[
    ("advance", "", "", |reader, _| reader.app.reading().top() > 5),
    ("done", "", "", |reader, _| state(reader, 0).0),
    ("star", "", "", |reader, _| state(reader, 0).1),
    ("archive", "", "", |reader, _| state(reader, 0).2),
    ("toggle-read", "", "", |reader, _| state(reader, 0).0),
    ("tag", "", "", |reader, _| asks(reader, Question::Tag)),
    ("untag", "tag \"harbour\" Enter previous-article", "", |reader, _| asks(reader, Question::Untag)),
    ("snooze", "", "", |reader, _| asks(reader, Question::Snooze)),
    ("select", "", "", |reader, _| reader.app.selected() == 1),
    ("select-range", "", "next-article", |reader, _| reader.app.selected() == 2),
    ("select-shown", "", "", |reader, _| reader.app.selected() == reader.app.list().articles()),
    ("archive-shown", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Confirm(_))),
    ("retag", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Retag(_))),
    ("highlight", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Passage)),
    ("notes", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Notes(_))),
    ("undo", "star", "", |reader, _| !state(reader, 0).1),
    ("redo", "star undo", "", |reader, _| state(reader, 0).1),
    ("repeat", "star next-article", "", |reader, _| starred(reader) == 2),
    ("next-article", "", "", |reader, _| reader.app.list().cursor() == 1),
    ("previous-article", "next-article", "", |reader, _| reader.app.list().cursor() == 0),
    ("scroll-down", "", "", |reader, _| reader.app.reading().top() == 1),
    ("scroll-up", "scroll-down scroll-down", "", |reader, _| reader.app.reading().top() == 1),
    ("read", "", "", |reader, _| reader.app.focus() == Pane::Reading),
    ("return", "", "", |reader, _| reader.app.focus() == Pane::List),
    ("switch-pane", "", "", |reader, pane| reader.app.focus() != pane),
    ("page-down", "", "", |reader, pane| gone(reader, pane) > 2),
    ("page-up", "last", "", |reader, pane| left(reader, pane) > 2),
    ("half-page-down", "", "", |reader, pane| gone(reader, pane) > 1),
    ("half-page-up", "last", "", |reader, pane| left(reader, pane) > 1),
    ("first", "last", "", |reader, pane| gone(reader, pane) == 0),
    ("last", "", "", |reader, pane| left(reader, pane) == 0),
    ("paragraph-up", "last", "", |reader, _| !reader.app.reading().at_end()),
    ("paragraph-down", "", "", |reader, _| reader.app.reading().top() > 0),
    ("jump-back", "last", "", |reader, _| reader.app.reading().top() == 0),
    ("next-unread", "", "", |reader, _| reader.app.list().cursor() == 1),
    ("previous-unread", "next-article next-article", "", |reader, _| reader.app.list().cursor() == 1),
    ("filter", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Filter(_))),
    ("find", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Find(_))),
    ("topics", "", "", |reader, _| picks_from(reader, Shelf::Topics)),
    ("regions", "", "", |reader, _| picks_from(reader, Shelf::Regions)),
    ("map", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Map(_))),
    ("facets", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Facets(_))),
    ("view-inbox", "view-all", "", |reader, _| reader.app.view() == View::Inbox),
    ("view-unread", "", "", |reader, _| reader.app.view() == View::Unread),
    ("view-starred", "", "", |reader, _| reader.app.view() == View::Starred),
    ("view-archived", "", "", |reader, _| reader.app.view() == View::Archived),
    ("view-all", "", "", |reader, _| reader.app.view() == View::All),
    ("views", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Views(_))),
    ("arrange", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Arrange(_))),
    ("fold", "", "", |reader, _| reader.app.list().groups()[0].folded),
    ("provenance", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Provenance(_))),
    ("words", "", "", |reader, _| reader.app.reading().search().is_some()),
    ("companions", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Companions(_))),
    ("open-link", "links Esc", "", |reader, _| matches!(reader.app.overlay(), Overlay::Confirm(_))),
    ("links", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Links(_))),
    ("follow", "links Esc", "", |reader, _| matches!(reader.app.overlay(), Overlay::Confirm(_))),
    ("edit-source", "", "", |reader, _| asked(reader, |effect| matches!(effect, Effect::Outside(Outside::Edit { .. })))),
    ("copy", "", "", |reader, _| asked(reader, |effect| matches!(effect, Effect::Outside(Outside::Copy { .. })))),
    ("copy-id", "", "", |reader, _| asked(reader, |effect| matches!(effect, Effect::Outside(Outside::Copy { .. })))),
    ("export", "", "", |reader, _| asks(reader, Question::File)),
    ("pipe", "", "", |reader, _| asks(reader, Question::Command)),
    ("narrower", "", "", |reader, _| reader.app.settings().measure < 72),
    ("wider", "", "", |reader, _| reader.app.settings().measure > 72),
    ("justify", "", "", |reader, _| reader.app.settings().justify),
    ("hyphenate", "", "", |reader, _| reader.app.settings().hyphenate),
    ("paragraphs", "", "", |reader, _| reader.app.settings().spacing == Spacing::Indented),
    ("zen", "", "", |reader, _| reader.app.panes().list.is_none()),
    ("palette", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Palette(_))),
    ("help", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Help(_))),
    ("log", "", "", |reader, _| matches!(reader.app.overlay(), Overlay::Log(_))),
    ("dismiss", "regions Enter", "", |reader, _| reader.app.filter().query().is_empty()),
    ("back", "", "", |reader, pane| match pane {
        Pane::List => asked(reader, |effect| *effect == Effect::Quit),
        Pane::Reading => reader.app.focus() == Pane::List,
    }),
    ("quit", "", "", |reader, _| asked(reader, |effect| *effect == Effect::Quit)),
    ("mouse", "", "", |reader, _| asked(reader, |effect| matches!(effect, Effect::Mouse(_)))),
    ("redraw", "", "", |reader, _| asked(reader, |effect| *effect == Effect::Redraw)),
    ("suspend", "", "", |reader, _| asked(reader, |effect| *effect == Effect::Suspend)),
];

/// Whether the article at a place is read, starred, archived.
fn state(reader: &Reader, place: usize) -> (bool, bool, bool) {
    let marks = reader.app.list().entries()[place].marks;
    (marks.read, marks.starred, marks.archived)
}

fn starred(reader: &Reader) -> usize {
    reader.app.list().entries().iter().filter(|entry| entry.marks.starred).count()
}

fn asks(reader: &Reader, question: Question) -> bool {
    matches!(reader.app.overlay(), Overlay::Ask(ask) if ask.question == question)
}

fn picks_from(reader: &Reader, shelf: Shelf) -> bool {
    matches!(reader.app.overlay(), Overlay::Picker(picker) if picker.shelf() == shelf)
}

fn asked(reader: &Reader, what: impl Fn(&Effect) -> bool) -> bool {
    reader.asked.iter().any(what)
}

/// How far a pane is from its beginning.
fn gone(reader: &Reader, pane: Pane) -> usize {
    match pane {
        Pane::List => reader.app.list().cursor(),
        Pane::Reading => reader.app.reading().top(),
    }
}

/// How far a pane is from its end.
fn left(reader: &Reader, pane: Pane) -> usize {
    match pane {
        Pane::List => reader.app.list().len() - 1 - reader.app.list().cursor(),
        Pane::Reading if reader.app.reading().at_end() => 0,
        Pane::Reading => {
            reader.app.reading().page().expect("a text is open").lines().len() - reader.app.reading().top()
        }
    }
}

/// A folder of pages, and what was read of them.
struct Pages {
    folder: TempDir,
    cache: TempDir,
}

/// Eight long articles of one country; of the first there is a copy, and it names an address.
fn pages() -> Pages {
    let paragraph = |day: usize, number: usize| {
        format!(
            "On the {number}th street of town {day} in Kenya nobody else said anything about it, and {number} people \
             who were asked in the evening had heard of nothing else for {day} weeks."
        )
    };
    let body = |day: usize| (1..=12).map(|number| paragraph(day, number)).collect::<Vec<_>>().join("\n\n");
    let page = |day: usize, headline: &str, body: &str| {
        (format!("{day}-{}.txt", headline.len()), format!(" date 2024-05-{day:02} {headline}\n\n{body}\n"))
    };
    let first = format!("{}\n\nThe plans are at https://example.org/plans and may be read.", body(20));
    let mut pages: Vec<(String, String)> =
        (1..8).map(|day| page(day, &format!("Kenya asks about street {day}"), &body(day))).collect();
    pages.push(page(20, "Kenya opens a street", &first));
    pages.push(page(20, "Kenya opens a street, and nobody says anything", &body(20)));
    let folder = folder(&pages.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
    Pages { folder, cache: tempfile::tempdir().expect("a temporary folder") }
}

/// Does what is told by names of actions, by keys and by words in quotation marks.
fn does(reader: &mut Reader, deeds: &str) {
    for deed in deeds.split_whitespace() {
        let binding = ACTIONS.iter().find(|binding| binding.name == deed);
        let bound = binding
            .and_then(|binding| keys(&reader.app, reader.app.focus(), binding.action).into_iter().next());
        match (bound, deed.strip_prefix('"')) {
            (Some(key), _) => reader.press(&key),
            (None, Some(typed)) => reader.types(typed.trim_end_matches('"')),
            (None, None) => reader.press(deed),
        };
    }
}

fn keys(app: &App, pane: Pane, action: Action) -> Vec<String> {
    app.keymap().keys(pane, action).iter().map(ToString::to_string).collect()
}

/// A reader with the keys of a preset in a pane.
fn begun(pages: &Pages, preset: Preset, pane: Pane) -> Reader {
    let settings = Settings { preset, ..Settings::default() };
    let mut reader =
        Reader::kept(&[pages.folder.path()], (120, 24), pages.cache.path()).with_settings(settings);
    if pane == Pane::Reading {
        does(&mut reader, "read");
    }
    assert_eq!(reader.app.focus(), pane);
    reader
}

/// Presses a key where its action can do something, and looks whether it did.
fn check(pages: &Pages, (preset, pane): (Preset, Pane), key: &str, deed: &Deed) {
    let (name, before, behind, sees) = deed;
    let mut reader = begun(pages, preset, pane);
    does(&mut reader, before);
    let told = || format!("{key} for {name} in {pane:?} of {preset:?}");
    assert!(!sees(&reader, pane), "{} holds before it is pressed", told());
    assert!(matches!(reader.app.overlay(), Overlay::None), "{}: something lies over the pane", told());
    does(&mut reader, key);
    does(&mut reader, behind);
    assert!(sees(&reader, pane), "{} came to nothing:\n{}", told(), reader.screen());
}

/// Presses the keys of some actions, so many of each in each pane.
fn check_all((preset, most): (Preset, usize), bound_anew: impl Fn(Action) -> bool) {
    let (pages, keymap) = (pages(), Keymap::new(preset, &[]).expect("the table has no bad key"));
    for binding in ACTIONS.iter().filter(|binding| bound_anew(binding.action)) {
        let deed = DEEDS.iter().find(|deed| deed.0 == binding.name);
        assert!(deed.is_some(), "nobody presses the keys of {}: a line for it is missing", binding.name);
        let Some(deed) = deed else { continue };
        let mut pressed = 0;
        for pane in [Pane::List, Pane::Reading] {
            for key in keymap.keys(pane, binding.action).into_iter().take(most) {
                check(&pages, (preset, pane), &key.to_string(), deed);
                pressed += 1;
            }
        }
        if pressed == 0 {
            check(&pages, (preset, Pane::List), &format!("palette \"{} Enter", binding.name), deed);
        }
    }
}

#[test]
fn every_key_of_the_table_does_what_its_action_says() {
    check_all((Preset::Vim, usize::MAX), |_| true);
}

#[test]
fn what_a_preset_binds_anew_does_what_its_action_says() {
    for preset in Preset::ALL {
        check_all((preset, 1), |action| preset.rebindings().iter().any(|rebound| rebound.action == action));
    }
}

#[test]
fn no_line_is_about_an_action_that_there_is_not() {
    for (place, deed) in DEEDS.iter().enumerate() {
        assert!(ACTIONS.iter().any(|binding| binding.name == deed.0), "{} is no action", deed.0);
        assert!(DEEDS[..place].iter().all(|other| other.0 != deed.0), "{} stands twice", deed.0);
    }
}

/// Where the reader is: pane, article, filter, view, line of the text but for panels that lead to another one.
fn place(reader: &Reader, name: &str) -> impl PartialEq + std::fmt::Debug + use<> {
    let app = &reader.app;
    let top = if ["links", "highlight"].contains(&name) { 0 } else { app.reading().top() };
    (app.focus(), app.list().current_id(), app.filter().query().to_owned(), app.view(), top)
}

/// Whether letters type in what lies over the panes, so that the key that opened it is one.
fn types(overlay: &Overlay) -> bool {
    match overlay {
        Overlay::Filter(_)
        | Overlay::Find(_)
        | Overlay::Picker(_)
        | Overlay::Map(_)
        | Overlay::Palette(_)
        | Overlay::Views(_)
        | Overlay::Arrange(_)
        | Overlay::Help(_)
        | Overlay::Retag(_)
        | Overlay::Ask(_) => true,
        Overlay::None
        | Overlay::Facets(_)
        | Overlay::Provenance(_)
        | Overlay::Companions(_)
        | Overlay::Links(_)
        | Overlay::Passage
        | Overlay::Notes(_)
        | Overlay::Log(_)
        | Overlay::Confirm(_) => false,
    }
}

#[test]
fn whatever_lies_over_the_panes_is_closed_by_escape_and_its_own_key_and_leaves_the_reader_where_they_were() {
    let (pages, keymap) = (pages(), Keymap::default());
    let mut opened = Vec::new();
    for binding in ACTIONS {
        for pane in [Pane::List, Pane::Reading] {
            let Some(key) = keymap.keys(pane, binding.action).into_iter().next() else { continue };
            let key = key.to_string();
            let mut reader = begun(&pages, Preset::Vim, pane);
            does(&mut reader, "links Esc first");
            let before = place(&reader, binding.name);
            reader.press(&key);
            if matches!(reader.app.overlay(), Overlay::None) {
                continue;
            }
            let name = binding.name;
            opened.push(name);
            reader.press("Esc");
            assert!(matches!(reader.app.overlay(), Overlay::None), "{name} in {pane:?} outlives Esc");
            assert_eq!(
                place(&reader, binding.name),
                before,
                "{name} in {pane:?}, left by Esc, moved the reader"
            );
            reader.press(&key);
            let is_typed = types(reader.app.overlay());
            reader.press(&key);
            // The key of the time line goes on to what differs, and from there back.
            if is_typed || name == "companions" {
                assert!(!matches!(reader.app.overlay(), Overlay::None), "{key} was no letter in {name}");
                reader.press("Esc Esc");
            }
            assert!(matches!(reader.app.overlay(), Overlay::None), "{name} in {pane:?} outlives its own key");
            assert_eq!(
                place(&reader, binding.name),
                before,
                "{name} in {pane:?}, left by its key, moved the reader"
            );
        }
    }
    opened.dedup();
    assert!(opened.len() > 20, "only {opened:?} were opened");
}
