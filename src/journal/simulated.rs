//! A file system in memory for the tests: it fails at any call, loses power at any call, and then shows what a
//! real disk might hold.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use super::disk::{Disk, DiskFile};

/// The unit in which unsynced content may be lost.
const PAGE: usize = 256;

/// What goes wrong, counted in calls from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing.
    None,
    /// One call fails; a write takes nothing.
    Once(usize),
    /// One write takes half of what it was given, and the next call fails.
    Short(usize),
    /// This call and every later one fail.
    From(usize),
}

/// What survives of what was not synced when the power goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// Everything.
    KeptAll,
    /// Nothing.
    SyncedOnly,
    /// Names and sizes, but zeros for content.
    SizesOnly,
    /// Some names, some calls, some pages, by this seed.
    Random(u64),
}

/// A disk in memory; clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct SimulatedDisk {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    nodes: Vec<Node>,
    names: BTreeMap<PathBuf, usize>,
    durable_names: BTreeMap<PathBuf, usize>,
    calls: usize,
    fault: Option<Fault>,
    /// What the disk was before each call, where that is wanted.
    moments: Option<Vec<Moment>>,
}

/// What a disk is at one moment.
#[derive(Debug, Clone)]
struct Moment {
    nodes: Vec<Node>,
    names: BTreeMap<PathBuf, usize>,
    durable_names: BTreeMap<PathBuf, usize>,
}

#[derive(Debug, Clone, Default)]
struct Node {
    durable: Arc<Vec<u8>>,
    pending: Vec<Change>,
}

#[derive(Debug, Clone)]
enum Change {
    Append(Vec<u8>),
    Truncate(usize),
}

impl Node {
    fn content(&self) -> Arc<Vec<u8>> {
        if self.pending.is_empty() {
            return Arc::clone(&self.durable);
        }
        let mut bytes = self.durable.to_vec();
        self.pending.iter().for_each(|change| change.apply(&mut bytes));
        Arc::new(bytes)
    }
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Append(more) => bytes.extend_from_slice(more),
            Self::Truncate(length) => bytes.truncate(*length),
        }
    }

    fn zeroed(&self, lost: impl FnMut() -> bool) -> Self {
        let mut lost = lost;
        match self {
            Self::Append(more) => {
                let mut more = more.clone();
                more.chunks_mut(PAGE).filter(|_| lost()).for_each(|page| page.fill(0));
                Self::Append(more)
            }
            Self::Truncate(length) => Self::Truncate(*length),
        }
    }
}

impl State {
    fn moment(&self) -> Moment {
        let Self { nodes, names, durable_names, .. } = self;
        Moment { nodes: nodes.clone(), names: names.clone(), durable_names: durable_names.clone() }
    }

    /// Counts a call; tells how much of it happens.
    fn call(&mut self) -> io::Result<Extent> {
        let call = self.calls;
        self.calls += 1;
        if self.moments.is_some() {
            let moment = self.moment();
            self.moments.iter_mut().for_each(|moments| moments.push(moment.clone()));
        }
        let failure = || Err(io::Error::other(format!("call {call} failed")));
        match self.fault.unwrap_or(Fault::None) {
            Fault::Once(at) if at == call => failure(),
            Fault::From(at) if at <= call => failure(),
            Fault::Short(at) if at == call => Ok(Extent::Half),
            Fault::Short(at) if at + 1 == call => failure(),
            Fault::None | Fault::Once(_) | Fault::Short(_) | Fault::From(_) => Ok(Extent::Whole),
        }
    }
}

enum Extent {
    Whole,
    Half,
}

impl SimulatedDisk {
    pub(super) fn failing(fault: Fault) -> Self {
        let disk = Self::default();
        disk.set_fault(fault);
        disk
    }

    pub(super) fn set_fault(&self, fault: Fault) {
        self.state().fault = Some(fault);
    }

    pub(super) fn calls(&self) -> usize {
        self.state().calls
    }

    /// A disk that remembers what it was before every call.
    pub(super) fn remembering() -> Self {
        let disk = Self::default();
        disk.state().moments = Some(Vec::new());
        disk
    }

    /// The disk as it was just before a call, while the programs were running; as it is now before those to come.
    pub(super) fn at(&self, call: usize) -> Self {
        let state = self.state();
        let remembered = state.moments.as_ref().and_then(|moments| moments.get(call)).cloned();
        let Moment { nodes, names, durable_names } = remembered.unwrap_or_else(|| state.moment());
        let found = State { nodes, names, durable_names, ..State::default() };
        Self { state: Arc::new(Mutex::new(found)) }
    }

    /// The disk as it may be found after the power went.
    pub(super) fn after_power_cut(&self, loss: Loss) -> Self {
        let state = self.state();
        let mut random = Random(if let Loss::Random(seed) = loss { seed } else { 0 });
        let mut found = State::default();
        let paths: BTreeSet<&PathBuf> = state.names.keys().chain(state.durable_names.keys()).collect();
        for path in paths {
            let (now, synced) = (state.names.get(path), state.durable_names.get(path));
            let kept = if now == synced || survives(loss, &mut random) { now } else { synced };
            if let Some(index) = kept {
                let durable = Arc::new(found_content(&state.nodes[*index], loss, &mut random));
                found.names.insert(path.clone(), found.nodes.len());
                found.durable_names.insert(path.clone(), found.nodes.len());
                found.nodes.push(Node { durable, pending: Vec::new() });
            }
        }
        Self { state: Arc::new(Mutex::new(found)) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn handle(&self, index: usize) -> SimulatedFile {
        SimulatedFile { disk: self.clone(), index }
    }
}

fn survives(loss: Loss, random: &mut Random) -> bool {
    match loss {
        Loss::KeptAll | Loss::SizesOnly => true,
        Loss::SyncedOnly => false,
        Loss::Random(_) => random.coin(),
    }
}

fn found_content(node: &Node, loss: Loss, random: &mut Random) -> Vec<u8> {
    let mut bytes = node.durable.to_vec();
    for change in &node.pending {
        match loss {
            Loss::KeptAll => change.apply(&mut bytes),
            Loss::SizesOnly => change.zeroed(|| true).apply(&mut bytes),
            Loss::Random(_) if random.coin() => change.zeroed(|| random.coin()).apply(&mut bytes),
            Loss::SyncedOnly | Loss::Random(_) => {}
        }
    }
    bytes
}

/// The generator of the name split-mix, so that a failing seed can be run again.
struct Random(u64);

impl Random {
    fn coin(&mut self) -> bool {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed >> 40) & 1 == 1
    }
}

impl Disk for SimulatedDisk {
    type File = SimulatedFile;

    fn make_folder(&self, _folder: &Path) -> io::Result<()> {
        self.state().call().map(|_| ())
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let mut state = self.state();
        state.call()?;
        let inside = state.names.keys().filter(|path| path.parent() == Some(folder));
        Ok(inside.filter_map(|path| path.file_name()).map(ToOwned::to_owned).collect())
    }

    fn first_line(&self, path: &Path) -> io::Result<Vec<u8>> {
        let bytes = self.read(path)?;
        Ok(bytes.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default().to_vec())
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut state = self.state();
        state.call()?;
        let index = *state.names.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(state.nodes[index].content().to_vec())
    }

    fn size(&self, path: &Path) -> io::Result<u64> {
        self.read(path).map(|bytes| bytes.len() as u64)
    }

    fn create(&self, path: &Path) -> io::Result<SimulatedFile> {
        let mut state = self.state();
        state.call()?;
        if state.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let index = state.nodes.len();
        state.nodes.push(Node::default());
        state.names.insert(path.to_owned(), index);
        Ok(self.handle(index))
    }

    fn open(&self, path: &Path) -> io::Result<SimulatedFile> {
        let mut state = self.state();
        state.call()?;
        let index = *state.names.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(self.handle(index))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.call()?;
        let index = state.names.remove(from).ok_or(io::ErrorKind::NotFound)?;
        state.names.insert(to.to_owned(), index);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.call()?;
        state.names.remove(path).map(|_| ()).ok_or(io::ErrorKind::NotFound.into())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.call()?;
        let inside = |path: &Path| path.parent() == Some(folder);
        let names = state.names.iter().filter(|(path, _)| inside(path));
        let names: Vec<_> = names.map(|(path, index)| (path.clone(), *index)).collect();
        state.durable_names.retain(|path, _| !inside(path));
        state.durable_names.extend(names);
        Ok(())
    }
}

#[derive(Debug)]
pub(super) struct SimulatedFile {
    disk: SimulatedDisk,
    index: usize,
}

impl DiskFile for SimulatedFile {
    fn lock(&self) -> io::Result<()> {
        self.disk.state().call().map(|_| ())
    }

    fn unlock(&self) -> io::Result<()> {
        self.disk.state().call().map(|_| ())
    }

    fn length(&self) -> io::Result<u64> {
        let mut state = self.disk.state();
        state.call()?;
        Ok(state.nodes[self.index].content().len() as u64)
    }

    fn read_from(&mut self, offset: u64) -> io::Result<Vec<u8>> {
        let mut state = self.disk.state();
        state.call()?;
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        Ok(state.nodes[self.index].content().get(offset..).unwrap_or_default().to_vec())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.disk.state();
        let taken = match state.call()? {
            Extent::Whole => bytes.len(),
            Extent::Half => bytes.len() / 2,
        };
        state.nodes[self.index].pending.push(Change::Append(bytes[..taken].to_vec()));
        Ok(taken)
    }

    fn sync(&self) -> io::Result<()> {
        let mut state = self.disk.state();
        state.call()?;
        let node = &mut state.nodes[self.index];
        node.durable = node.content();
        node.pending.clear();
        Ok(())
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        let mut state = self.disk.state();
        state.call()?;
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        state.nodes[self.index].pending.push(Change::Truncate(length));
        Ok(())
    }

    fn is_at(&self, path: &Path) -> io::Result<bool> {
        let mut state = self.disk.state();
        state.call()?;
        state.names.get(path).map(|index| *index == self.index).ok_or(io::ErrorKind::NotFound.into())
    }
}
