//! Watches folders while they are shown: says that something changed, never what. Whoever is told looks for
//! themselves, which finds everything, whatever a system forgets to tell.

mod asking;
mod burst;
mod listening;
mod remote;
mod signal;

#[cfg(test)]
mod trials;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::source::{Identity, STANDARD_INPUT};
use crate::text::SafeText;

use asking::Asking;
use listening::Listening;
use signal::{Signal, Woken};

/// Watches until it is dropped.
#[derive(Debug)]
pub struct Watch {
    signal: Arc<Signal>,
}

/// What a watch tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stirring {
    /// Something under the paths may have changed. Told once at first, when the watch stands.
    Changed,
    /// Changes under some paths will not be noticed at once; a sentence for the reader.
    Slow(SafeText),
}

/// How long a watch waits for what.
#[derive(Debug, Clone, Copy)]
struct Pace {
    /// How long nothing more must happen before it is told that something did.
    quiet: Duration,
    /// How long that is put off at most while things go on happening.
    longest: Duration,
    /// How often the paths themselves are looked at, which may be taken away and made again.
    roots: Duration,
    /// How often those files are looked at, at most, of which the system tells nothing.
    asking: Duration,
    /// How many folders the system is asked to tell about, at most. Each costs it about a kilobyte.
    folders: usize,
}

const PACE: Pace = Pace {
    quiet: Duration::from_millis(300),
    longest: Duration::from_secs(3),
    roots: Duration::from_secs(2),
    asking: Duration::from_secs(10),
    folders: 100_000,
};

impl Watch {
    /// Watches everything that a walk of these paths finds, except what lies in folders of the program's own. What is
    /// told is told on a thread of the watch.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn new(
        paths: &[PathBuf],
        own: &[PathBuf],
        tell: impl FnMut(Stirring) + Send + 'static,
    ) -> io::Result<Self> {
        Self::paced(PACE, paths, own, tell)
    }

    fn paced(
        pace: Pace,
        paths: &[PathBuf],
        own: &[PathBuf],
        tell: impl FnMut(Stirring) + Send + 'static,
    ) -> io::Result<Self> {
        let signal = Arc::new(Signal::new(pace));
        let paths: Vec<PathBuf> =
            paths.iter().filter(|path| *path != Path::new(STANDARD_INPUT)).cloned().collect();
        let watching = Watching {
            pace,
            listened: paths,
            own: own.to_vec(),
            signal: Arc::clone(&signal),
            tell: Box::new(tell),
            listening: None,
            asking: None,
            roots: Vec::new(),
        };
        Builder::new().name("dateline-watch".to_owned()).spawn(move || watching.run())?;
        Ok(Self { signal })
    }
}

impl Drop for Watch {
    /// Ends the thread, which is not waited for: it may be held up by a network.
    fn drop(&mut self) {
        self.signal.stop();
    }
}

/// What the thread of a watch holds.
struct Watching {
    pace: Pace,
    /// The paths about which the system tells.
    listened: Vec<PathBuf>,
    own: Vec<PathBuf>,
    signal: Arc<Signal>,
    tell: Box<dyn FnMut(Stirring) + Send>,
    listening: Option<Listening>,
    /// Those about which it does not.
    asking: Option<Asking>,
    /// What stood under the listened paths when they were last looked at.
    roots: Vec<Option<Identity>>,
}

impl Watching {
    fn run(mut self) {
        let (near, far) = self.listened.drain(..).partition(|path| !remote::is_remote(path));
        self.listened = near;
        self.ask(&far, "they lie on a network");
        self.listen();
        (self.tell)(Stirring::Changed);
        let mut check = Instant::now() + self.pace.roots;
        loop {
            let asked = self.asking.as_ref().map_or(check, Asking::next);
            match self.signal.wait(check.min(asked)) {
                Woken::Stopped => return,
                Woken::Stirred { folders } => {
                    if folders {
                        self.listen();
                    }
                    (self.tell)(Stirring::Changed);
                }
                Woken::Late => {
                    let renewed = self.renew();
                    let changed = self.asking.as_mut().is_some_and(Asking::ask);
                    if renewed || changed {
                        (self.tell)(Stirring::Changed);
                    }
                    check = Instant::now() + self.pace.roots;
                }
            }
        }
    }

    /// Has the system tell about all folders there are now; where it does not, they will be asked.
    fn listen(&mut self) {
        // First the old one goes, as there may not be room for both.
        self.listening = None;
        self.roots = roots(&self.listened);
        if self.listened.is_empty() {
            return;
        }
        self.listening = Listening::new(&self.listened, &self.own, self.pace.folders, &self.signal);
        if self.listening.is_none() {
            self.roots.clear();
            let all = std::mem::take(&mut self.listened);
            self.ask(&all, "the system cannot tell about so many folders");
        }
    }

    /// Listens anew where something else stands under a path than before; says whether it does.
    fn renew(&mut self) -> bool {
        let renewed = roots(&self.listened) != self.roots;
        if renewed {
            self.listen();
        }
        renewed
    }

    /// Asks from now on about these paths too.
    fn ask(&mut self, paths: &[PathBuf], why: &str) {
        let Some(first) = paths.first() else { return };
        let others = if paths.len() > 1 { " and other paths" } else { "" };
        let asking = self.asking.get_or_insert_with(|| Asking::new(self.pace.asking, &self.own));
        asking.add(paths);
        let seconds = asking.every().as_secs();
        let sentence =
            format!("Changes under {}{others} show after {seconds} seconds or more: {why}.", first.display());
        (self.tell)(Stirring::Slow(SafeText::label(&sentence)));
    }
}

/// What stands under paths; nothing where nothing does.
fn roots(paths: &[PathBuf]) -> Vec<Option<Identity>> {
    paths.iter().map(|path| Identity::of(path)).collect()
}
