//! Other programs beside the reader: they get the terminal for themselves, and the screen is intact behind them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use tempfile::TempDir;

use super::session::Session;
use super::{SIZE, folder, on_pages, on_seeds};

/// A program in a folder, written as a script.
fn script(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

/// The program on its seeds, with this in its configuration.
fn reader(folder: &TempDir, configuration: &str) -> Session {
    let config = folder.path().join("config").join("dateline");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.toml"), configuration).unwrap();
    let mut command = on_seeds(folder);
    command.env_remove("TMUX");
    command.env_remove("DISPLAY");
    command.env_remove("WAYLAND_DISPLAY");
    let session = Session::start(command, SIZE);
    session.wait_for("Niger");
    session
}

#[test]
fn an_editor_has_the_terminal_and_leaves_the_screen_as_it_was() {
    let folder = folder();
    let told = folder.path().join("told");
    let text =
        format!("echo the editor; read line; printf '%s|' \"$@\" \"$line\" > '{}'; exit 3", told.display());
    let editor = script(&folder, "vi", &text);
    let mut session = reader(&folder, &format!("editor = [\"{}\"]\n", editor.display()));
    session.press("e");
    session.wait("the editor", |received| {
        !received.emulator.screen().alternate_screen() && received.text().contains("the editor")
    });
    assert!(session.is_cooked());
    session.press("typed there\r");
    session.wait("the reader", |received| {
        received.emulator.screen().alternate_screen() && received.text().contains("vi ended with exit code 3")
    });
    assert!(session.received(|received| received.text().contains("Niger")));
    let told = fs::read_to_string(told).unwrap();
    assert!(told.starts_with("+1|seeds/") && told.ends_with("|typed there|"), "{told}");
    session.press("q");
    session.end_restored("0");
}

#[test]
fn of_a_page_in_an_archive_the_editor_gets_a_copy_that_is_gone_afterwards() {
    let folder = folder();
    let told = folder.path().join("told");
    let text =
        format!("stat -c %a \"$2\" > '{0}'; echo \"$2\" >> '{0}'; cat \"$2\" >> '{0}'", told.display());
    let editor = script(&folder, "vi", &text);
    let page = "A bridge opens at last\n\nThe bridge was opened on Monday, the officials in Nairobi said.\n";
    let archive = folder.path().join("pages.tar");
    fs::write(&archive, tar("news/bridge.txt", page)).unwrap();
    let config = folder.path().join("config").join("dateline");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.toml"), format!("editor = [\"{}\"]\n", editor.display())).unwrap();
    let mut session = Session::start(on_pages(&folder, &archive), SIZE);
    session.wait_for("A bridge");
    session.press("e");
    session.wait_for("that was a copy");
    let told = fs::read_to_string(told).unwrap();
    let (mode, rest) = told.split_once('\n').unwrap();
    let (path, seen) = rest.split_once('\n').unwrap();
    assert_eq!((mode, seen), ("400", page));
    assert!(path.ends_with("/bridge.txt"), "{path}");
    assert!(!PathBuf::from(path).parent().unwrap().exists(), "{path} stays");
    session.press("q");
    session.end_restored("0");
}

/// An archive of one file.
fn tar(name: &str, text: &str) -> Vec<u8> {
    let mut head = vec![0_u8; 512];
    let mut put = |at: usize, field: &str| head[at..at + field.len()].copy_from_slice(field.as_bytes());
    put(0, name);
    put(100, "0000644");
    put(124, &format!("{:011o}", text.len()));
    put(136, "00000000000");
    put(148, "        ");
    put(156, "0");
    put(257, "ustar\u{0}00");
    let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
    head[148..155].copy_from_slice(format!("{sum:06o}\u{0}").as_bytes());
    head.extend(text.bytes());
    head.resize(head.len().next_multiple_of(512) + 1024, 0);
    head
}

#[test]
fn an_interrupt_in_the_editor_is_for_the_editor() {
    let folder = folder();
    let editor = script(&folder, "vi", "trap 'echo interrupted; exit 0' INT; echo the editor; read line");
    let mut session = reader(&folder, &format!("editor = [\"{}\"]\n", editor.display()));
    session.press("e");
    session.wait_for("the editor");
    session.press("\x03");
    session.wait("the reader", |received| {
        received.emulator.screen().alternate_screen() && received.text().contains("Niger")
    });
    session.press("q");
    session.end_restored("0");
}

#[test]
fn a_program_that_is_given_the_text_cannot_take_keys_from_the_reader() {
    let folder = folder();
    let greedy = script(&folder, "greedy", "wc -l | tr -d ' '; (read key < /dev/tty) & exit 0");
    let mut session = reader(&folder, "");
    session.press("|");
    session.wait_for("pipe to");
    session.press(format!("{}\ry", greedy.display()));
    session.wait_for("greedy: ");
    session.press("q");
    session.end_restored("0");
}

#[test]
fn the_clipboard_of_the_terminal_is_set_only_by_the_key_for_it() {
    let folder = folder();
    let mut session = reader(&folder, "");
    assert_eq!(session.take_copied(), None);
    session.press("y");
    session.wait_for("copied ");
    let copied = session.take_copied().expect("something was copied");
    assert!(copied.is_ascii() && !copied.is_empty(), "{copied}");
    session.press("q");
    session.end_restored("0");
}
