//! The program with a configuration that makes no sense, and with a theme that was chosen in an earlier run.

use std::fs;

use super::session::Session;
use super::{SIZE, folder, on_seeds, program};

/// The program on the sample pages with this in its configuration.
fn configured(folder: &tempfile::TempDir, configuration: &str) -> Session {
    let path = folder.path().join("config").join("dateline");
    fs::create_dir_all(&path).expect("a folder is made");
    fs::write(path.join("config.toml"), configuration).expect("a file is written");
    Session::start(on_seeds(folder), SIZE)
}

/// Leaves the program once it shows a background: none for the terminal's own.
fn shows_and_ends(mut session: Session, background: vt100::Color) {
    session.wait("the theme", |received| {
        let cell = received.emulator.screen().cell(4, 10).map(vt100::Cell::bgcolor);
        received.text().contains("Niger") && cell == Some(background)
    });
    session.press("q");
    session.end_restored("0");
}

#[test]
fn a_configuration_that_makes_no_sense_is_told_and_the_rest_of_it_holds() {
    let folder = folder();
    let wrong = "[keys]\nstra = [\"s\"]\nstar = [\"x\"]\n[reading]\nmeasure = 7\n";
    let mut session = configured(&folder, wrong);
    session.wait_for("2 mistakes in the configuration");
    session.press("!");
    for mistake in ["`stra` is no action; did you mean star?", "a measure is between 20 and 200, not 7"] {
        // It may go on on the next line, with the margin between.
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        session.wait(mistake, |received| words(&received.text()).contains(mistake));
    }
    session.press("\x1b");
    session.wait_for("Niger");
    session.press("x");
    session.wait_for("starred");
    session.press("q");
    session.end_restored("0");
}

#[test]
fn a_theme_chosen_while_reading_lasts_until_the_configuration_asks_for_another() {
    let folder = folder();
    let dark = vt100::Color::Idx(234);
    let mut session = configured(&folder, "");
    session.wait_for("Niger");
    session.press(":theme dark\r");
    session.wait_for("theme dark, from now on");
    shows_and_ends(session, dark);
    shows_and_ends(configured(&folder, ""), dark);
    shows_and_ends(configured(&folder, "theme = \"high-contrast\"\n"), vt100::Color::Idx(16));
    shows_and_ends(configured(&folder, "theme = \"terminal\"\n"), dark);
}

#[test]
fn what_is_kept_of_the_files_is_made_anew_where_it_turns_out_to_be_damaged() {
    let folder = folder();
    let mut session = program(&folder);
    session.wait_for("Niger");
    session.press("/wagner");
    session.wait_for(" of 5  Esc");
    let found = session.received(|received| received.text().lines().last().unwrap_or_default().to_owned());
    session.press("\x1b");
    session.wait_for("keys");
    session.press("q");
    session.end_restored("0");
    let caches = fs::read_dir(folder.path().join("cache")).unwrap().map(|entry| entry.unwrap().path());
    let [cache] = &*caches.collect::<Vec<_>>() else { panic!("one library, one cache") };
    let kept = cache.join("articles-0");
    let mut bytes = fs::read(&kept).unwrap();
    // What is found by words is written last.
    let words = bytes.len() * 90 / 100;
    bytes[words] ^= 4;
    fs::write(&kept, bytes).unwrap();
    let mut session = program(&folder);
    session.wait_for("Niger");
    session.press("/wagner");
    session.wait_for(found.trim());
    session.press("\x1b");
    session.wait_for("keys");
    session.press("!");
    session.wait_for("damaged; they are read again");
    session.press("q");
    session.press("q");
    session.end_restored("0");
    assert!(!kept.exists(), "it was made anew");
}
