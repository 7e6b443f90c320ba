//! A program in a pseudo-terminal, watched by a terminal emulator. Waits for conditions, never for a fixed time.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::io::ioctl_fionread;
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{Termios, tcgetattr};

use super::audit::audit;

/// Long enough for the busiest machine; only a test that fails waits for so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// Opening a terminal must not make it the controlling one; the value of Linux for `O_NOCTTY`.
const NOT_CONTROLLING: i32 = 0o400;

/// Erases the screen.
const WIPE: &[u8] = b"\x1b[2J";

/// The emulator is not made for less; what is shown on less is not looked at.
const SMALLEST: (u16, u16) = (20, 5);

/// What the terminal has received so far.
pub(super) struct Received {
    /// All bytes.
    pub(super) bytes: Vec<u8>,
    /// What an emulator shows of them.
    pub(super) emulator: vt100::Parser,
    /// How many times the screen was drawn in full.
    pub(super) full_frames: usize,
}

impl Received {
    fn add(&mut self, part: &[u8]) {
        // What erases the screen may have been cut in two.
        let known = self.bytes.len().saturating_sub(WIPE.len() - 1);
        self.bytes.extend_from_slice(part);
        self.full_frames += self.bytes[known..].windows(WIPE.len()).filter(|part| *part == WIPE).count();
        self.emulator.process(part);
    }

    /// The text on the screen.
    pub(super) fn text(&self) -> String {
        self.emulator.screen().contents()
    }
}

#[derive(Default)]
struct Shared {
    received: Mutex<Option<Received>>,
    changed: Condvar,
    frozen: AtomicBool,
    closing: AtomicBool,
}

/// A running program and its terminal.
pub(super) struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    line: Option<File>,
    before: Termios,
    shared: Arc<Shared>,
}

/// How a program ended.
#[derive(Debug)]
pub(super) struct End {
    /// The exit code, or the name of the signal that ended it.
    pub(super) cause: String,
    /// Seconds of processor time over its whole life.
    pub(super) processor: f64,
    /// The time it took to end.
    pub(super) took: Duration,
}

impl Session {
    /// Starts a program in a terminal of this many columns and rows.
    pub(super) fn start(command: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let size = PtySize { rows, cols: columns, ..PtySize::default() };
        let pair = native_pty_system().openpty(size).expect("there are pseudo-terminals");
        let name = pair.master.tty_name().expect("a terminal has a name");
        let line = open_line(&name);
        let before = tcgetattr(&line).expect("a terminal has modes");
        let child = pair.slave.spawn_command(command).expect("the program can be started");
        let shared = Arc::new(Shared::default());
        let emulator = vt100::Parser::new(rows.max(SMALLEST.1), columns.max(SMALLEST.0), 0);
        *shared.received.lock().expect("no test thread has panicked") =
            Some(Received { bytes: Vec::new(), emulator, full_frames: 0 });
        let reader = pair.master.try_clone_reader().expect("a terminal can be read");
        let keys = pair.master.take_writer().ok();
        thread::spawn({
            let shared = Arc::clone(&shared);
            move || receive(reader, &shared)
        });
        Self { child, master: Some(pair.master), keys, line: Some(line), before, shared }
    }

    /// What was received, now.
    pub(super) fn received<T>(&self, look: impl FnOnce(&Received) -> T) -> T {
        look(self.lock().as_ref().expect("a session has received something or nothing"))
    }

    /// Waits until what was received fulfils a condition.
    pub(super) fn wait(&self, what: &str, done: impl Fn(&Received) -> bool) {
        let since = Instant::now();
        let mut received = self.lock();
        while !received.as_ref().is_some_and(&done) {
            assert!(since.elapsed() < PATIENCE, "waited for {what}, saw {:?}", tail(received.as_ref()));
            let pause = Duration::from_millis(50);
            received =
                self.shared.changed.wait_timeout(received, pause).expect("no test thread has panicked").0;
        }
    }

    /// Takes what was sent for the clipboard out of what was received, as it was sent.
    pub(super) fn take_copied(&self) -> Option<String> {
        const BEGINS: &[u8] = b"\x1b]52;c;";
        let mut received = self.lock();
        let bytes = &mut received.as_mut()?.bytes;
        let start = bytes.windows(BEGINS.len()).position(|part| part == BEGINS)?;
        let length = bytes[start..].iter().position(|byte| *byte == 7)?;
        let sequence: Vec<u8> = bytes.drain(start..=start + length).collect();
        String::from_utf8(sequence[BEGINS.len()..length].to_vec()).ok()
    }

    /// Waits until a text is on the screen.
    pub(super) fn wait_for(&self, text: &str) {
        self.wait(text, |received| received.text().contains(text));
    }

    /// Waits until the program does what makes the condition true.
    pub(super) fn until(&self, what: &str, mut done: impl FnMut() -> bool) {
        let since = Instant::now();
        while !done() {
            let seen = self.received(|received| tail(Some(received)));
            assert!(since.elapsed() < PATIENCE, "waited for {what}, saw {seen:?}");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Presses keys.
    pub(super) fn press(&mut self, keys: impl AsRef<[u8]>) {
        let terminal = self.keys.as_mut().expect("the terminal is there");
        terminal.write_all(keys.as_ref()).expect("the terminal takes keys");
    }

    /// Presses keys, where there still is a program to take them.
    pub(super) fn pressed(&mut self, keys: &[u8]) -> bool {
        self.keys.as_mut().is_some_and(|terminal| terminal.write_all(keys).is_ok())
    }

    /// Gives the terminal another size.
    pub(super) fn resize(&self, columns: u16, rows: u16) {
        let mut received = self.lock();
        let emulator = &mut received.as_mut().expect("a session has received something or nothing").emulator;
        emulator.screen_mut().set_size(rows.max(SMALLEST.1), columns.max(SMALLEST.0));
        let size = PtySize { rows, cols: columns, ..PtySize::default() };
        self.master
            .as_ref()
            .expect("the terminal is there")
            .resize(size)
            .expect("the terminal can be resized");
    }

    /// The number of the process that was started.
    pub(super) fn process(&self) -> Pid {
        pid(self.child.process_id())
    }

    /// The number of the process group that has the terminal.
    pub(super) fn foreground(&self) -> Pid {
        let leader = self.master.as_ref().and_then(|master| master.process_group_leader());
        pid(leader.and_then(|leader| u32::try_from(leader).ok()))
    }

    /// Sends a signal to the program.
    pub(super) fn signal(&self, signal: Signal) {
        kill_process(self.process(), signal).expect("the program runs");
    }

    /// Whether the terminal is back in the modes it had before the program.
    pub(super) fn is_cooked(&self) -> bool {
        let now =
            tcgetattr(self.line.as_ref().expect("the terminal is there")).expect("a terminal has modes");
        now.local_modes == self.before.local_modes
            && now.input_modes == self.before.input_modes
            && now.output_modes == self.before.output_modes
            && now.control_modes == self.before.control_modes
    }

    /// How many bytes of keys the program has not read.
    pub(super) fn unread(&self) -> usize {
        let count = ioctl_fionread(self.line.as_ref().expect("the terminal is there"));
        count.ok().and_then(|count| usize::try_from(count).ok()).expect("a terminal counts keys")
    }

    /// The letter of Linux for what a process is doing: `T` when it is stopped, `Z` when it has ended.
    pub(super) fn state_of(process: Pid) -> Option<char> {
        fields(process)?.first()?.chars().next()
    }

    /// Stops taking what the program writes.
    pub(super) fn freeze(&self) {
        self.shared.frozen.store(true, Ordering::SeqCst);
    }

    /// Takes the terminal away from the program.
    pub(super) fn lose_terminal(&mut self) {
        self.shared.closing.store(true, Ordering::SeqCst);
        // The frame that follows wakes the reader, which sees that it has to go.
        self.press("x");
        let since = Instant::now();
        while self.shared.closing.load(Ordering::SeqCst) {
            assert!(since.elapsed() < PATIENCE, "the reader has not gone");
            thread::sleep(Duration::from_millis(1));
        }
        // Giving up the keys presses two of them. The frame they make must not be what finds the terminal gone.
        drop(self.keys.take());
        thread::sleep(Duration::from_millis(200));
        drop((self.line.take(), self.master.take()));
    }

    /// Waits for the end of the program. Whatever it sent while it had the terminal is checked byte by byte.
    pub(super) fn end(mut self) -> (End, Self) {
        let since = Instant::now();
        let process = self.process();
        self.until("the end of the program", || matches!(Self::state_of(process), None | Some('Z')));
        let took = since.elapsed();
        let processor = processor_time(process);
        let status = self.child.wait().expect("the program was started");
        let cause = status.signal().map_or_else(|| status.exit_code().to_string(), str::to_owned);
        self.received(|received| audit(&received.bytes));
        (End { cause, processor, took }, self)
    }

    /// Waits for the end of the program and for all it wrote, and sees that the terminal is as it was.
    pub(super) fn end_restored(self, cause: &str) -> (End, String) {
        let (end, session) = self.end();
        assert_eq!(end.cause, cause);
        assert_eq!(session.unread(), 0, "keys are left for the shell");
        session.wait("the terminal to be given back", |received| {
            let screen = received.emulator.screen();
            let mouse = screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
            !screen.alternate_screen() && !screen.hide_cursor() && !mouse
        });
        assert!(session.is_cooked(), "the terminal is still raw");
        let text = session.settled_text();
        (end, text)
    }

    /// The text on the screen once nothing more comes of a program that has ended.
    fn settled_text(&self) -> String {
        let mut text = self.received(Received::text);
        loop {
            thread::sleep(Duration::from_millis(30));
            let later = self.received(Received::text);
            if later == text {
                return text;
            }
            text = later;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Received>> {
        self.shared.received.lock().expect("no test thread has panicked")
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.shared.frozen.store(false, Ordering::SeqCst);
    }
}

/// Processor time in seconds; also of a process that has ended and was not waited for.
pub(super) fn processor_time(process: Pid) -> f64 {
    // Fields 14 and 15 of the whole line, in hundredths of a second.
    let fields = fields(process).unwrap_or_default();
    let ticks = fields.iter().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// What `/proc/PID/stat` tells after the name of the process.
fn fields(process: Pid) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(") ")?;
    Some(rest.split(' ').map(str::to_owned).collect())
}

fn receive(mut reader: Box<dyn Read + Send>, shared: &Shared) {
    let mut part = vec![0; 1 << 16];
    while let Ok(length @ 1..) = reader.read(&mut part) {
        while shared.frozen.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(5));
        }
        if let Some(received) = shared.received.lock().expect("no test thread has panicked").as_mut() {
            received.add(&part[..length]);
        }
        shared.changed.notify_all();
        if shared.closing.load(Ordering::SeqCst) {
            break;
        }
    }
    drop(reader);
    shared.closing.store(false, Ordering::SeqCst);
}

fn open_line(name: &PathBuf) -> File {
    let mut options = OpenOptions::new();
    options.read(true).write(true).custom_flags(NOT_CONTROLLING);
    options.open(name).expect("the terminal can be opened")
}

fn tail(received: Option<&Received>) -> String {
    let bytes = received.map(|received| received.bytes.as_slice()).unwrap_or_default();
    String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(400)..]).into_owned()
}

fn pid(number: Option<u32>) -> Pid {
    let number = number.and_then(|number| i32::try_from(number).ok());
    number.and_then(Pid::from_raw).expect("a process has a number")
}
