//! What is done outside the program: other programs started by their arguments, never through a shell, and never with
//! words of an article among those arguments but for an address that was checked.

mod clipboard;
mod editor;
mod opener;
mod pipe;

use std::cell::RefCell;
use std::io;
use std::path::PathBuf;
use std::process::{Command, ExitStatus};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::app::{Event, Notice, NoticeKind, Outside};
use crate::library::PageCopy;
use crate::text::SafeText;

use super::guard::Terminal;
use super::happening::Teller;
use super::input;

/// The programs the reader chose; none means what is usual.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Programs {
    /// Opens an address: a program and its arguments.
    pub opener: Vec<String>,
    /// Edits a file: a program and its arguments.
    pub editor: Vec<String>,
}

/// Does what is asked of the world outside.
#[derive(Debug)]
pub(super) struct Outdoors {
    /// The programs to do it with.
    pub(super) programs: Programs,
    /// The terminal, which some of them need.
    pub(super) terminal: Arc<Terminal>,
    /// Where those that run beside the program tell what came of it.
    pub(super) teller: Teller,
    /// Where copies of pages are put for programs that read files alone.
    pub(super) folder: PathBuf,
    /// The copies that a program may be showing still; they go with this.
    pub(super) copies: RefCell<Vec<PageCopy>>,
}

/// A program that needs the terminal for itself.
#[derive(Debug)]
pub(super) struct Guest {
    command: Command,
    name: String,
    /// The copy it is given in the place of a page that is in another file.
    copy: Option<PageCopy>,
}

impl Guest {
    /// A program that is given no copy.
    fn new((command, name): (Command, String)) -> Self {
        Self { command, name, copy: None }
    }
}

/// How something outside goes on.
#[derive(Debug)]
pub(super) enum Begun {
    /// It is done, or refused, or goes on beside the program.
    Told(Notice),
    /// The terminal is to be lent to a program.
    Lend(Box<Guest>),
}

impl Outdoors {
    /// Begins what is asked.
    pub(super) fn begin(&self, outside: Outside) -> Begun {
        match outside {
            Outside::Copy { text, what } => Begun::Told(self.copy(text, &what)),
            Outside::OpenLink(link) => self.open_link(&link),
            Outside::Edit { path, line } => self.edit(&path, line),
            Outside::Pipe { command, text } => Begun::Told(self.pipe(&command, text)),
        }
    }

    /// Runs a program that has the terminal until it ends. The terminal is to be taken again afterwards.
    pub(super) fn lend(&self, mut guest: Box<Guest>) -> Option<Notice> {
        self.terminal.lend();
        // What is being read from the terminal now would be lost to the program.
        thread::sleep(input::MORE + Duration::from_millis(5));
        match guest.command.status() {
            Ok(status) if status.success() => {
                guest.copy.take().map(|copy| self.tell_of_copy(copy, &guest.name))
            }
            Ok(status) => Some(warning(&format!("{} ended with {}", guest.name, ending(status)))),
            Err(error) => Some(not_started(&guest.name, &error)),
        }
    }
}

/// A command and the name it goes by.
fn command(words: &[String]) -> (Command, String) {
    let (program, arguments) =
        words.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    let mut command = Command::new(program);
    command.args(arguments);
    (command, name(program).to_owned())
}

/// The last part of a program's path.
fn name(program: &str) -> &str {
    program.rsplit('/').next().unwrap_or(program)
}

/// Puts a value in the place of every `{name}` in the arguments; says whether there was one.
fn fill(words: &mut [String], name: &str, value: &str) -> bool {
    let wanted = format!("{{{name}}}");
    let mut filled = false;
    for word in words.iter_mut().skip(1).filter(|word| word.contains(&wanted)) {
        *word = word.replace(&wanted, value);
        filled = true;
    }
    filled
}

fn ending(status: ExitStatus) -> String {
    status.code().map_or_else(|| "a signal".to_owned(), |code| format!("exit code {code}"))
}

fn not_started(name: &str, error: &io::Error) -> Notice {
    if error.kind() == io::ErrorKind::NotFound {
        warning(&format!("there is no program `{name}`"))
    } else {
        warning(&format!("{name} cannot be started: {error}"))
    }
}

fn warning(text: &str) -> Notice {
    Notice { kind: NoticeKind::Warning, text: SafeText::label(text) }
}

fn done(text: &str) -> Notice {
    Notice { kind: NoticeKind::Done, text: SafeText::label(text) }
}

/// Starts a thread that tells what came of something.
fn beside(teller: &Teller, work: impl FnOnce() -> Vec<Event> + Send + 'static) -> io::Result<()> {
    let teller = teller.clone();
    let told = move || {
        for event in work() {
            teller.tell(event);
        }
    };
    thread::Builder::new().name("outside".to_owned()).spawn(told).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_take_the_place_of_their_names_in_arguments_alone() {
        let mut words = ["{line}", "--at", "{path}:{line}"].map(str::to_owned);
        assert!(fill(&mut words, "line", "7"));
        assert!(!fill(&mut words, "address", "a"));
        assert_eq!(words, ["{line}", "--at", "{path}:7"]);
    }
}
