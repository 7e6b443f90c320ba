//! Who writes to a file: its lock is waited for as long as other programs take to write, and no longer.

use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// A program writes for some thousandths of a second. One that was stopped meanwhile may never end.
const PATIENCE: Duration = Duration::from_secs(1);

/// Takes the lock of a file when it is its turn, and gives up after a while: that [`is_busy`]. Then the file is to be
/// opened anew, as a thread still waits with this handle; it frees the lock when that is closed.
pub(super) fn take(file: &File) -> io::Result<()> {
    match file.try_lock() {
        Ok(()) => return Ok(()),
        Err(TryLockError::Error(error)) => return Err(error),
        Err(TryLockError::WouldBlock) => {}
    }
    let waiting = file.try_clone()?;
    // Nothing is kept in it: what nobody receives any more was not sent.
    let (locked, turn) = mpsc::sync_channel(0);
    // The system lets in those who wait in their turn; trying again and again would let in the quickest.
    thread::Builder::new().name("lock".to_owned()).spawn(move || {
        let _ = locked.send(waiting.lock());
    })?;
    turn.recv_timeout(PATIENCE).unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

/// Whether a lock could not be had because another program holds it.
pub(super) fn is_busy(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::TimedOut
}

/// The process that holds the lock of a file, from the system's own list: the fifth field of a line is the process, the
/// sixth the device and the number of the file, as in `1: FLOCK ADVISORY WRITE 4242 fe:01:131 0 EOF` (proc(5)). Those who
/// wait for it have an arrow behind the number.
pub(super) fn holder(path: &Path) -> Option<u32> {
    let number = fs::metadata(path).ok()?.ino().to_string();
    let locks = fs::read_to_string("/proc/locks").ok()?;
    locks.lines().find_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let (process, place) = (fields.get(4)?, fields.get(5)?);
        let same = place.rsplit_once(':').is_some_and(|(_, inode)| inode == number);
        if same && fields.get(1) == Some(&"FLOCK") { process.parse().ok() } else { None }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lock_that_was_given_up_is_free_once_its_holder_and_the_handle_are_gone() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let open = || File::open(file.path()).expect("the file");
        let held = open();
        take(&held).expect("it is free");
        assert_eq!(holder(file.path()), Some(std::process::id()));
        let late = open();
        assert!(take(&late).is_err_and(|error| is_busy(&error)));
        drop((late, held));
        take(&open()).expect("it is free again");
        take(&open()).expect("and again");
    }

    #[test]
    fn those_who_wait_have_their_turn() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let held = File::open(file.path()).expect("the file");
        take(&held).expect("it is free");
        thread::scope(|scope| {
            let waiting = File::open(file.path()).expect("the file");
            let waits = scope.spawn(move || take(&waiting));
            thread::sleep(Duration::from_millis(50));
            held.unlock().expect("it is held");
            waits.join().expect("no panic").expect("its turn");
        });
    }
}
