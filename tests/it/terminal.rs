//! The program in a real pseudo-terminal: whatever ends it, the terminal is given back, and nothing that was not
//! meant for it is ever sent.

mod audit;
mod configured;
mod input;
mod kills;
mod outside;
mod session;

use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use session::{Received, Session, processor_time};

/// Far more than an end takes, and what a reader would still put up with.
const PROMPT: Duration = Duration::from_secs(2);

const SIZE: (u16, u16) = (80, 24);

/// What a probe of that size shows when its library is loaded.
const READY: &str = "80x24 ready";

/// The probe, built as these tests were.
fn probe() -> &'static Path {
    static PROBE: OnceLock<PathBuf> = OnceLock::new();
    PROBE.get_or_init(|| {
        let profile: &[&str] = if cfg!(debug_assertions) { &[] } else { &["--release"] };
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--example", "terminal_probe"]).args(profile);
        assert!(cargo.status().expect("cargo runs").success(), "the probe can be built");
        let tests = std::env::current_exe().expect("a test has a path");
        let profile = tests.parent().and_then(Path::parent).expect("tests stand two folders deep");
        profile.join("examples").join("terminal_probe")
    })
}

fn in_terminal(program: impl AsRef<std::ffi::OsStr>) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.env("TERM", "xterm-256color");
    command.env("LC_ALL", "C.UTF-8");
    command.env_remove("NO_COLOR");
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command
}

fn failing(fault: &str, folder: &Path) -> CommandBuilder {
    let mut command = in_terminal(probe());
    command.arg(fault);
    command.arg(folder);
    command
}

fn shell(script: &str) -> CommandBuilder {
    let mut command = in_terminal("sh");
    command.args(["-c", script]);
    command
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("there is room for a test")
}

/// A probe that fails in this way, on the screen.
fn started(fault: &str, folder: &TempDir) -> Session {
    let session = Session::start(failing(fault, folder.path()), SIZE);
    session.wait_for(READY);
    session
}

fn saved(folder: &TempDir) -> bool {
    folder.path().join("saved").exists()
}

#[test]
fn leaving_gives_the_terminal_back() {
    let folder = folder();
    let mut session = started("none", &folder);
    assert!(!session.is_cooked());
    session.press("q");
    let (_, text) = session.end_restored("0");
    assert!(text.starts_with("frames="), "{text}");
}

#[test]
fn control_and_q_is_not_q() {
    let folder = folder();
    let mut session = started("none", &folder);
    session.press("\x11\x1bq\x1b[113;9u");
    session.press("q");
    session.end_restored("0");
}

#[test]
fn a_signal_that_ends_the_program_saves_first_and_is_the_cause_of_its_end() {
    let signals = [
        (Signal::TERM, "Terminated"),
        (Signal::HUP, "Hangup"),
        (Signal::INT, "Interrupt"),
        (Signal::QUIT, "Quit"),
    ];
    for (signal, cause) in signals {
        let folder = folder();
        let session = started("none", &folder);
        session.signal(signal);
        let (end, _) = session.end_restored(cause);
        assert!(end.took < PROMPT, "{cause}: {end:?}");
        assert!(saved(&folder), "{cause}");
    }
}

#[test]
fn a_signal_ends_the_program_also_when_saving_never_does() {
    let folder = folder();
    let session = started("stuck", &folder);
    session.signal(Signal::TERM);
    let (end, _) = session.end_restored("Terminated");
    assert!(end.took < PROMPT, "{end:?}");
}

#[test]
fn a_signal_ends_the_program_also_while_it_waits_for_saving() {
    let folder = folder();
    let mut session = started("stuck", &folder);
    session.press("q");
    session.wait("the terminal to be given back", |received| !received.emulator.screen().alternate_screen());
    session.signal(Signal::INT);
    session.end_restored("Interrupt");
}

#[test]
fn a_terminal_that_takes_nothing_does_not_hold_up_the_end() {
    let folder = folder();
    let session = started("none", &folder);
    session.freeze();
    for columns in 100..160 {
        session.resize(columns, 50);
    }
    session.signal(Signal::TERM);
    let (end, session) = session.end();
    assert_eq!(end.cause, "Terminated");
    assert!(end.took < PROMPT, "{end:?}");
    assert!(session.is_cooked());
}

fn tells_of_mouse(received: &Received) -> bool {
    received.emulator.screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None
}

/// A probe on the screen with the mouse turned on.
fn with_mouse(folder: &TempDir) -> Session {
    let mut session = started("none", folder);
    assert!(!session.received(tells_of_mouse), "it is off until it is asked for");
    session.press("M");
    session.wait("the mouse to be told of", tells_of_mouse);
    session
}

#[test]
fn the_mouse_is_given_back_whatever_ends_the_program() {
    let (left, ended) = (folder(), folder());
    let mut session = with_mouse(&left);
    session.press("\x1b[<0;5;5M\x1b[<0;5;5m\x1b[<65;5;5M");
    session.press("q");
    session.end_restored("0");
    let session = with_mouse(&ended);
    session.signal(Signal::TERM);
    session.end_restored("Terminated");
}

#[test]
fn a_panic_on_any_thread_ends_in_one_message_and_a_report() {
    let faults = [("draw", "thread main"), ("worker", "thread worker")];
    for (fault, thread) in faults {
        let folder = folder();
        let session = Session::start(failing(fault, folder.path()), SIZE);
        let (_, text) = session.end_restored("101");
        let text = text.replace('\n', "");
        assert!(text.contains("the fault that was asked for"), "{text}");
        assert!(text.contains(thread), "{text}");
        let reports: Vec<_> = fs::read_dir(folder.path().join("reports")).unwrap().collect();
        let [Ok(report)] = reports.as_slice() else { panic!("one report: {reports:?}") };
        let name = report.file_name().into_string().unwrap();
        assert!(text.contains(&name), "{name} in {text}");
        assert_eq!(report.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert!(fs::read_to_string(report.path()).unwrap().contains(thread));
    }
}

#[test]
#[cfg(debug_assertions)]
fn drawing_a_control_character_is_found_while_testing() {
    let folder = folder();
    let session = Session::start(failing("control", folder.path()), SIZE);
    let (_, text) = session.end_restored("101");
    assert!(text.contains("only cleaned text may be drawn"), "{text}");
}

#[test]
fn a_library_that_cannot_be_loaded_is_told_after_the_terminal_is_back() {
    let folder = folder();
    let session = Session::start(failing("load", folder.path()), SIZE);
    let (_, text) = session.end_restored("2");
    assert!(text.contains("the library is broken"), "{text}");
}

#[test]
fn a_lost_terminal_ends_the_program_and_costs_nothing() {
    let spawned = [
        ("none", "exec \"$0\" \"$@\""),
        ("none", "trap '' HUP; exec \"$0\" \"$@\""),
        ("stuck", "trap '' HUP; exec \"$0\" \"$@\""),
    ];
    for (fault, script) in spawned {
        let folder = folder();
        let mut command = shell(script);
        command.args([probe().as_os_str(), fault.as_ref(), folder.path().as_os_str()]);
        let mut session = Session::start(command, SIZE);
        session.wait_for(READY);
        session.lose_terminal();
        let before = processor_time(session.process());
        let (end, _) = session.end();
        assert_eq!(end.cause, "Hangup", "{fault} {script}");
        assert!(end.took < PROMPT + PROMPT, "{fault} {script}: {end:?}");
        assert!(end.processor - before < 0.5, "{fault} {script}: {end:?}");
        assert_eq!(saved(&folder), fault == "none", "{fault} {script}");
    }
}

#[test]
fn a_lost_terminal_is_noticed_also_when_no_signal_tells_of_it() {
    let folder = folder();
    let mut command = shell("setsid sh -c 'echo $$ >\"$2/process\"; exec \"$0\" \"$@\"' \"$@\"; exit");
    command.args(["".as_ref(), probe().as_os_str(), "none".as_ref(), folder.path().as_os_str()]);
    let mut session = Session::start(command, SIZE);
    session.wait_for(READY);
    let process = fs::read_to_string(folder.path().join("process")).unwrap();
    let process = Pid::from_raw(process.trim().parse().unwrap()).unwrap();
    session.lose_terminal();
    let before = processor_time(process);
    let since = Instant::now();
    let mut after = before;
    session.until("the end of the program", || {
        after = processor_time(process).max(after);
        matches!(Session::state_of(process), None | Some('Z'))
    });
    assert!(since.elapsed() < PROMPT);
    assert!(after - before < 0.5, "{before} {after}");
    assert!(saved(&folder));
}

#[test]
fn a_screen_that_is_gone_ends_the_program_also_when_keys_still_come() {
    let folder = folder();
    let other = native_pty_system().openpty(PtySize::default()).unwrap();
    let name = other.master.tty_name().unwrap();
    let mut command = shell("exec \"$0\" none \"$1\" >\"$2\"");
    command.args([probe().as_os_str(), folder.path().as_os_str(), name.as_os_str()]);
    let mut session = Session::start(command, SIZE);
    let mut screen = other.master.try_clone_reader().unwrap();
    let mut shown = vt100::Parser::new(24, 80, 0);
    let mut part = [0; 1024];
    while !shown.screen().contents().contains(READY) {
        let length = screen.read(&mut part).unwrap();
        shown.process(&part[..length]);
    }
    drop((screen, other));
    session.press("x");
    let (end, session) = session.end();
    assert_eq!(end.cause, "Hangup");
    assert!(session.is_cooked());
    assert!(saved(&folder));
}

#[test]
fn a_program_stopped_and_continued_from_outside_draws_everything_anew() {
    let folder = folder();
    let mut session = started("none", &folder);
    let process = session.process();
    session.signal(Signal::STOP);
    session.until("the program to stop", || Session::state_of(process) == Some('T'));
    let frames = session.received(|received| received.full_frames);
    session.signal(Signal::CONT);
    session.wait("a full frame", |received| received.full_frames > frames && received.text().contains(READY));
    assert!(!session.is_cooked());
    session.press("q");
    session.end_restored("0");
}

#[test]
fn a_shell_can_stop_the_program_and_take_it_to_the_front_again() {
    let folder = folder();
    let mut command = in_terminal("sh");
    command.arg("-i");
    command.env("PS1", "ready> ");
    command.env("ENV", "");
    let mut session = Session::start(command, SIZE);
    session.wait_for("ready>");
    let shell = session.process();
    session.press(format!("'{}' none '{}'\r", probe().display(), folder.path().display()));
    session.wait_for(READY);
    for _ in 0..2 {
        let program = session.foreground();
        assert_ne!(program, shell);
        kill_process(program, Signal::TSTP).unwrap();
        session.until("the program to stop", || Session::state_of(program) == Some('T'));
        session.until("the shell to come to the front", || session.foreground() == shell);
        session.wait("the main screen", |received| {
            let screen = received.emulator.screen();
            !screen.alternate_screen() && !screen.hide_cursor() && received.text().contains("ready>")
        });
        session.resize(90, 30);
        let frames = session.received(|received| received.full_frames);
        session.press("fg\r");
        session.wait("a full frame", |received| received.full_frames > frames);
        session.wait_for("90x30 ready");
        assert!(session.received(|received| received.emulator.screen().alternate_screen()));
    }
    session.press("q");
    session.wait_for("frames=");
    session.until("the shell to come to the front", || session.foreground() == shell);
    session.press("exit\r");
    let (end, _) = session.end();
    assert_eq!(end.cause, "0");
}

#[test]
fn a_program_that_nobody_could_continue_does_not_stop() {
    let folder = folder();
    let mut session = started("none", &folder);
    let frames = session.received(|received| received.full_frames);
    session.signal(Signal::TSTP);
    session.wait("a full frame", |received| received.full_frames > frames && received.text().contains(READY));
    session.press("q");
    session.end_restored("0");
}

#[test]
fn without_a_terminal_nothing_is_sent_but_one_line() {
    let probe = probe().display();
    let refused = [
        (format!("TERM=dumb '{probe}' none /"), "TERM"),
        (format!("TERM= '{probe}' none /"), "TERM"),
        (format!("unset TERM; '{probe}' none /"), "TERM"),
        (format!("'{probe}' none / </dev/null"), "dateline list"),
        (format!("'{probe}' none / | cat"), "dateline list"),
    ];
    for (script, word) in refused {
        let session = Session::start(shell(&script), SIZE);
        let (_, text) = session.end_restored(if script.contains('|') { "0" } else { "2" });
        assert!(text.contains(word), "{script}: {text}");
    }
    let folder = folder();
    let mut piped = Command::new(self::probe());
    piped.args(["none".as_ref(), folder.path().as_os_str()]).stdin(Stdio::null()).env("TERM", "xterm");
    let output = piped.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"");
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(!told.contains('\x1b'), "{told:?}");
}

#[test]
fn every_size_can_be_drawn() {
    let edges = [0, 1, 2, 3, 5, 20, 80, 200];
    let mut sizes: Vec<(u16, u16)> = edges.iter().flat_map(|edge| [(*edge, 24), (80, *edge)]).collect();
    sizes.extend(edges.map(|edge| (edge, edge)));
    sizes.extend([(0, 1), (1, 0), (1000, 2), (2, 500), (1000, 500), (5000, 3), (1, 1)]);
    let folder = folder();
    let mut session = started("none", &folder);
    for (columns, rows) in sizes {
        let frames = session.received(|received| received.full_frames);
        session.resize(columns, rows);
        // The kernel tells of a size only when it is another one.
        session.press("x");
        session.wait(&format!("{columns}x{rows}"), |received| received.full_frames > frames);
    }
    session.resize(80, 24);
    session.wait_for("80x24 ready");
    session.press("q");
    session.end_restored("0");
}

#[test]
fn a_storm_of_sizes_ends_on_the_last_one() {
    let folder = folder();
    let mut session = started("none", &folder);
    let since = Instant::now();
    for storm in 0..1000 {
        session.resize(40 + storm % 100, 10 + storm % 30);
        thread::sleep(Duration::from_micros(300));
    }
    session.resize(77, 23);
    session.wait_for("77x23 ready");
    let most = 10 + since.elapsed().as_millis() / 16;
    session.press("q");
    let (_, text) = session.end_restored("0");
    assert!(frames(&text) <= most, "{text}, at most {most}");
}

#[test]
fn a_flood_of_keys_is_taken_in_a_moment_and_few_frames() {
    let folder = folder();
    let mut session = started("none", &folder);
    let since = Instant::now();
    session.press("j".repeat(100_000));
    session.press("q");
    let (end, text) = session.end_restored("0");
    let took = since.elapsed();
    // A machine that is busy with other things takes longer, and may then draw as often as it always may.
    let most = 100.max(took.as_millis() / 16);
    assert!(frames(&text) < most, "{text} in {took:?}");
    assert!(end.processor < 5.0, "{end:?}");
}

#[test]
fn keys_typed_after_leaving_do_not_reach_the_shell() {
    let folder = folder();
    let mut session = started("none", &folder);
    let paste = format!("q{}", "echo pasted\r".repeat(300));
    let process = session.process();
    session.signal(Signal::STOP);
    session.until("the program to stop", || Session::state_of(process) == Some('T'));
    session.press(&paste);
    session.until("the paste to arrive", || session.unread() == paste.len());
    session.signal(Signal::CONT);
    let (_, text) = session.end_restored("0");
    assert!(!text.contains("pasted"), "{text}");
}

#[test]
fn bytes_at_random_do_no_harm() {
    let folder = folder();
    let mut session = started("none", &folder);
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let bytes = std::iter::repeat_with(|| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random.to_le_bytes()[3]
    });
    // Keys that leave or stop the program are what they always are.
    let bytes: Vec<u8> = bytes.filter(|byte| !b"qQ\x1a".contains(byte)).take(50_000).collect();
    session.press(bytes);
    // The letters end what may have been left unfinished; Escape closes what was opened, once it stands alone.
    session.press("mcu");
    for _ in 0..3 {
        std::thread::sleep(Duration::from_millis(200));
        session.press("\x1b");
    }
    std::thread::sleep(Duration::from_millis(200));
    session.press("Q");
    session.end_restored("0");
}

/// The program itself on its seeds, with these folders for all it keeps.
fn on_seeds(folder: &TempDir) -> CommandBuilder {
    on_pages(folder, Path::new("seeds"))
}

/// The program on pages of one's own.
fn on_pages(folder: &TempDir, pages: &Path) -> CommandBuilder {
    let mut command = in_terminal(env!("CARGO_BIN_EXE_dateline"));
    command.arg(pages);
    for kept in ["state", "cache"] {
        command.arg(format!("--{kept}-dir"));
        command.arg(folder.path().join(kept));
    }
    command.env("XDG_CONFIG_HOME", folder.path().join("config"));
    command
}

fn program(folder: &TempDir) -> Session {
    Session::start(on_seeds(folder), SIZE)
}

#[test]
fn the_program_shows_its_seeds_keeps_what_is_decided_and_gives_the_terminal_back() {
    let folder = folder();
    let mut session = program(&folder);
    session.wait_for("Niger");
    session.press("s");
    session.press("q");
    session.end_restored("0");
    let journal = fs::read_dir(folder.path().join("state").join("journal")).unwrap();
    let kept: String = journal.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    assert!(kept.contains("star"), "{kept}");
}

#[test]
fn control_and_z_stops_the_program_and_the_shell_takes_it_to_the_front_again() {
    let folder = folder();
    let mut command = in_terminal("sh");
    command.arg("-i");
    command.env("PS1", "ready> ");
    command.env("ENV", "");
    command.env("XDG_CONFIG_HOME", folder.path().join("config"));
    command.env("XDG_STATE_HOME", folder.path().join("state"));
    command.env("XDG_CACHE_HOME", folder.path().join("cache"));
    let mut session = Session::start(command, SIZE);
    session.wait_for("ready>");
    let shell = session.process();
    session.press(format!("'{}' seeds\r", env!("CARGO_BIN_EXE_dateline")));
    session.wait("the reader", |received| {
        received.emulator.screen().alternate_screen() && received.text().contains("Niger")
    });
    session.press("\x1a");
    session.until("the shell to come to the front", || session.foreground() == shell);
    session.wait("the main screen", |received| !received.emulator.screen().alternate_screen());
    session.press("fg\r");
    session.wait("the reader", |received| {
        received.emulator.screen().alternate_screen() && received.text().contains("Niger")
    });
    session.press("q");
    session.until("the shell to come to the front", || session.foreground() == shell);
    session.press("exit\r");
    session.end();
}

fn frames(text: &str) -> u128 {
    let count = text.lines().find_map(|line| line.strip_prefix("frames="));
    count.and_then(|count| count.trim().parse().ok()).expect("the probe says how many frames it drew")
}
