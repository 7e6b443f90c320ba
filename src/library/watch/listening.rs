//! Has the system tell what happens in folders, and sorts out what matters.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::ErrorKind::{NotFound, PermissionDenied};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use notify::event::{CreateKind, EventKind, ModifyKind, RemoveKind};
use notify::{Error, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::signal::Signal;
use crate::library::{ignored, walk};

/// How often the folders are listed again because some came or went meanwhile.
const ROUNDS: usize = 3;

/// Hears what happens in folders until it is dropped.
#[derive(Debug)]
pub(super) struct Listening {
    _watcher: RecommendedWatcher,
}

/// What is listened to, by paths without links in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Concern {
    /// The folders in which everything matters.
    folders: HashSet<PathBuf>,
    /// The paths that were given, and what they lead to. In the folders they lie in nothing else matters.
    named: HashSet<PathBuf>,
    /// The folders of the program itself, in which nothing matters.
    own: Vec<PathBuf>,
}

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    /// Nothing that matters.
    Nothing,
    /// A file.
    File,
    /// A folder, or which of the files matter.
    Folder,
}

impl Listening {
    /// Listens to all that a walk of these paths finds; nothing where the system does not tell of so many folders.
    pub(super) fn new(paths: &[PathBuf], own: &[PathBuf], most: usize, signal: &Arc<Signal>) -> Option<Self> {
        let mut concern = Concern::of(paths, own);
        let mut listening = concern.listen(most, signal)?;
        for _ in 1..ROUNDS {
            // What was made meanwhile in folders that were not listened to yet was not heard.
            let now = Concern::of(paths, own);
            if now == concern {
                break;
            }
            drop(listening);
            listening = now.listen(most, signal)?;
            concern = now;
        }
        Some(listening)
    }
}

impl Concern {
    fn of(paths: &[PathBuf], own: &[PathBuf]) -> Self {
        let own: Vec<PathBuf> = own.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let foreign = |path: &PathBuf| !own.iter().any(|own| path.starts_with(own));
        let folders = walk::find(paths).folders;
        let folders = folders.iter().filter_map(|path| path.canonicalize().ok()).filter(foreign).collect();
        let named = paths.iter().flat_map(|path| [in_its_folder(path), path.canonicalize().ok()]);
        Self { folders, named: named.flatten().collect(), own }
    }

    /// Listens to all this; nothing where the system does not tell of so much.
    fn listen(&self, most: usize, signal: &Arc<Signal>) -> Option<Listening> {
        let around = self.named.iter().filter_map(|path| path.parent());
        let all: HashSet<&Path> = self.folders.iter().map(PathBuf::as_path).chain(around).collect();
        if all.len() > most {
            return None;
        }
        let (concern, signal) = (self.clone(), Arc::clone(signal));
        let heard = move |event: Result<Event, Error>| match concern.about(&event) {
            About::Nothing => {}
            about @ (About::File | About::Folder) => signal.note(about == About::Folder),
        };
        let mut watcher = notify::recommended_watcher(heard).ok()?;
        for folder in all {
            if watcher.watch(folder, RecursiveMode::NonRecursive).is_err_and(|error| !is_excused(&error)) {
                return None;
            }
        }
        Some(Listening { _watcher: watcher })
    }

    /// What an event is about. Where the system lost some or made a mistake, it may be anything.
    fn about(&self, event: &Result<Event, Error>) -> About {
        match event {
            Ok(event) if !event.need_rescan() => {
                let about = event.paths.iter().map(|path| self.about_path(event.kind, path));
                about.max().unwrap_or(About::Nothing)
            }
            Ok(_) | Err(_) => About::Folder,
        }
    }

    fn about_path(&self, kind: EventKind, path: &Path) -> About {
        let inside = path.parent().is_some_and(|folder| self.folders.contains(folder));
        let (known, named) = (self.folders.contains(path), self.named.contains(path));
        let name = path.file_name().unwrap_or_default();
        let patterns = name == OsStr::new(ignored::FILE_NAME);
        let hidden = name.as_encoded_bytes().starts_with(b".") && !patterns && !known;
        let own = self.own.iter().any(|own| path.starts_with(own));
        let reading = matches!(kind, EventKind::Access(_));
        if reading || own || !(known || named || inside && !hidden) {
            About::Nothing
        } else if patterns || known || may_be_folder(kind) && path.is_dir() {
            About::Folder
        } else {
            About::File
        }
    }
}

/// Whether the path of an event of this kind may be that of a folder not seen before.
fn may_be_folder(kind: EventKind) -> bool {
    match kind {
        EventKind::Create(CreateKind::File)
        | EventKind::Remove(RemoveKind::File)
        | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)) => false,
        EventKind::Any
        | EventKind::Access(_)
        | EventKind::Create(CreateKind::Any | CreateKind::Folder | CreateKind::Other)
        | EventKind::Modify(ModifyKind::Any | ModifyKind::Name(_) | ModifyKind::Other)
        | EventKind::Remove(RemoveKind::Any | RemoveKind::Folder | RemoveKind::Other)
        | EventKind::Other => true,
    }
}

/// Whether a folder that cannot be listened to is one that cannot be read either.
fn is_excused(error: &Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => matches!(error.kind(), NotFound | PermissionDenied),
        ErrorKind::Generic(_)
        | ErrorKind::WatchNotFound
        | ErrorKind::InvalidConfig(_)
        | ErrorKind::MaxFilesWatch => false,
    }
}

/// A path below its folder, in which links are followed, while it need not be there itself.
fn in_its_folder(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?))
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, DataChange, Flag, RenameMode};

    use super::*;

    #[test]
    fn only_what_a_walk_would_find_matters() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for path in ["news/old", "news/state", "news/new"] {
            std::fs::create_dir_all(root.join(path)).unwrap();
        }
        let paths = |names: &[&str]| names.iter().map(|name| root.join(name)).collect::<HashSet<_>>();
        let concern = Concern {
            folders: paths(&["news", "news/old"]),
            named: paths(&["news", "a.txt"]),
            own: vec![root.join("news/state")],
        };
        let modified = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let created = EventKind::Create(CreateKind::Any);
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        for (kind, path, about) in [
            (modified, "news/page.txt", About::File),
            (modified, "news/old/page.txt", About::File),
            (EventKind::Access(AccessKind::Any), "news/page.txt", About::Nothing),
            (modified, "news/.page.txt.swp", About::Nothing),
            (modified, "news/.datelineignore", About::Folder),
            (created, "news/page.txt", About::File),
            (created, "news/new", About::Folder),
            (renamed, "news/old", About::Folder),
            (EventKind::Remove(RemoveKind::Folder), "news", About::Folder),
            (modified, "news/state/journal", About::Nothing),
            (created, "news/state", About::Nothing),
            (modified, "a.txt", About::File),
            (modified, "b.txt", About::Nothing),
        ] {
            let event = Event::new(kind).add_path(root.join(path));
            assert_eq!(concern.about(&Ok(event)), about, "{kind:?} {path}");
        }
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(concern.about(&Ok(lost)), About::Folder);
        assert_eq!(concern.about(&Err(Error::generic("odd"))), About::Folder);
    }
}
