//! Panics: kept silent while the screen is up, then told in one line and written to a file in full.
//!
//! A panic that is caught where it may happen, as in reading one page, is that place's to tell about. One that
//! reaches the top of a thread ends the program; the loop sees to that.

use std::backtrace::Backtrace;
use std::cell::Cell;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::library::{READER_THREAD, make_private_folder, private_file};
use crate::text::SafeText;

use super::guard::Terminal;

/// What a program that panicked exits with, as the language has it.
pub(super) const EXIT_CODE: i32 = 101;

/// The panics kept; the first of a chain is the one that tells most, so later ones are dropped.
const KEPT: usize = 8;

thread_local! {
    /// Whether a panic of this thread is passed over where it happens, and no fault of the program.
    static PASSED_OVER: Cell<bool> = const { Cell::new(false) };
}

/// How the messages of panics begin after which the program is aborted and no other code runs.
const ABORTING: &str = "panic in a ";

/// The panics of this run but for those while a file was read, which are caught and told as a problem of the file.
/// They are kept instead of printed for as long as this lives.
#[derive(Debug)]
pub(super) struct Panics(Arc<Mutex<Vec<Panic>>>);

#[derive(Debug)]
struct Panic {
    thread: String,
    place: String,
    message: String,
    trace: Backtrace,
}

impl Panics {
    /// Keeps panics from now on.
    pub(super) fn keep(terminal: Arc<Terminal>) -> Self {
        let panics = Self(Arc::default());
        let kept = Arc::clone(&panics.0);
        panic::set_hook(Box::new(move |info| {
            if PASSED_OVER.get() {
                return;
            }
            let panic = Panic::of(info);
            if panic.message.starts_with(ABORTING) {
                terminal.leave();
                say(&panic.line());
            }
            keep(panic, &mut kept.lock().unwrap_or_else(PoisonError::into_inner));
        }));
        panics
    }

    /// Says on standard error that the program failed, and where the rest is to be read.
    pub(super) fn tell(&self, folder: &Path) {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let line = all.first().map_or_else(|| "no message".to_owned(), Panic::line);
        say(&format!("dateline failed, by a fault of its own: {line}"));
        match write_report(folder, &all) {
            Ok(path) => say(&format!("Everything known about it is in {}", path.display())),
            Err(error) => say(&format!("No report could be written to {}: {error}", folder.display())),
        }
    }
}

impl Drop for Panics {
    fn drop(&mut self) {
        // A thread that is panicking may not touch what is called when it panics.
        if !thread::panicking() {
            drop(panic::take_hook());
        }
    }
}

impl Panic {
    fn of(info: &PanicHookInfo<'_>) -> Self {
        let thread = thread::current().name().unwrap_or("unnamed").to_owned();
        let place = info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        let payload = info.payload();
        let fixed = payload.downcast_ref::<&str>().copied();
        let message = fixed.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let message = message.unwrap_or("no message").to_owned();
        Self { thread, place, message, trace: Backtrace::force_capture() }
    }

    fn line(&self) -> String {
        format!("{} (thread {}, {})", self.message, self.thread, self.place)
    }
}

/// Does what may panic over what others sent; none where it does. Such a panic is not told as a fault of the program.
pub(super) fn passing_over<T>(work: impl FnOnce() -> T) -> Option<T> {
    PASSED_OVER.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work)).ok();
    PASSED_OVER.set(false);
    done
}

/// Keeps a panic unless it is told elsewhere or there are enough.
fn keep(panic: Panic, kept: &mut Vec<Panic>) {
    if panic.thread != READER_THREAD && kept.len() < KEPT {
        kept.push(panic);
    }
}

fn write_report(folder: &Path, panics: &[Panic]) -> io::Result<PathBuf> {
    make_private_folder(folder)?;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let path = folder.join(format!("fault-{seconds}-{}.txt", process::id()));
    let mut file = private_file().write(true).create_new(true).open(&path)?;
    file.write_all(SafeText::body(&report(panics)).as_bytes())?;
    Ok(path)
}

fn report(panics: &[Panic]) -> String {
    let mut report = format!("dateline {}\n", env!("CARGO_PKG_VERSION"));
    for panic in panics {
        // Writing to memory does not fail.
        let _ = write!(report, "\n{}\n{}\n", panic.line(), panic.trace);
    }
    report
}

/// Writes one line to standard error, which may be as dead as the terminal.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{}", SafeText::label(line));
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn panic(message: &str) -> Panic {
        Panic {
            thread: "worker".to_owned(),
            place: "src/lib.rs:1:1".to_owned(),
            message: message.to_owned(),
            trace: Backtrace::disabled(),
        }
    }

    #[test]
    fn a_report_holds_every_panic_and_is_for_its_owner_only() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("not there yet");
        let path = write_report(&folder, &[panic("first"), panic("second")]).unwrap();
        let written = fs::read_to_string(&path).unwrap();
        assert!(written.contains("first (thread worker, src/lib.rs:1:1)"), "{written}");
        assert!(written.contains("second"), "{written}");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_page_that_could_not_be_read_is_not_named_as_the_fault() {
        let mut kept = Vec::new();
        for number in 0..2 * KEPT {
            keep(Panic { thread: READER_THREAD.to_owned(), ..panic(&format!("page {number}")) }, &mut kept);
        }
        keep(panic("the fault"), &mut kept);
        assert_eq!(kept.iter().map(|panic| &*panic.message).collect::<Vec<_>>(), ["the fault"]);
    }

    #[test]
    fn a_report_that_cannot_be_written_is_an_error_and_no_panic() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(write_report(file.path(), &[panic("any")]).is_err());
    }
}
