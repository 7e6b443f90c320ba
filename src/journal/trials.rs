//! A long day: five hundred actions of two programs on this device and one on another, with undoing, compacting,
//! backing up and taking over. The power goes before every call to the disk, in every way, and every call fails once.
//!
//! A sample of the calls is tried; all of them where `DATELINE_TRIALS` is `full`.

use std::path::Path;
use std::sync::Arc;

use super::backups::{self, Occasion};
use super::disk::Disk;
use super::log::{Log, read_only};
use super::scan::Scan;
use super::simulated::{Fault, Loss, SimulatedDisk};
use super::survival::{Act, States, id};
use super::transfer::{Extent, Source, export, import};
use super::{ActName, JournalError};
use crate::article::{Date, Decision, Position, Reversing};
use crate::text::SafeText;

/// The journal of this device, and that of the other.
const HERE: &str = "here";
const THERE: &str = "there";

const ACTIONS: usize = 500;

/// How many actions come before and after one in which a call fails.
const BEFORE: usize = 3;
const AFTER: usize = 4;

/// Every so many calls are tried where not all are; without a divisor in common with the calls of an action.
const STRIDE: usize = 83;

/// One of the programs that have this device's journal open.
type Window = usize;

#[derive(Debug, Clone)]
enum Action {
    Decide(Window, Act),
    Reverse(Window, Reversing),
    /// A program ends and is started again.
    Restart(Window),
    Compact(Window),
    BackUp(Window, String),
    /// The other device decides.
    Elsewhere(Act),
    /// What the other device knows is taken over.
    TakeOver,
}

fn action(number: usize) -> Action {
    let window = number / 3 % 2;
    match number {
        _ if number % 50 == 49 => Action::Compact(window),
        _ if number % 40 == 17 => Action::BackUp(window, format!("2023-11-{:02}", number % 28 + 1)),
        _ if number % 25 == 12 => Action::Restart(window),
        _ if number % 30 == 21 => Action::TakeOver,
        _ if number % 10 == 3 => Action::Elsewhere(act(number)),
        _ if number % 9 == 5 => Action::Reverse(window, Reversing::Undo),
        _ if number % 18 == 6 => Action::Reverse(window, Reversing::Redo),
        _ => Action::Decide(window, act(number)),
    }
}

/// Up to six decisions. Half of them leave a trace of their own, the others contradict each other.
fn act(number: usize) -> Act {
    let name = SafeText::label(&format!("tag {number}"));
    let position = Position { block: u32::try_from(number).unwrap_or_default(), offset: 1, progress: 0.5 };
    let until = Date::day_of(2026, 12, 1).expect("there is such a day");
    let all = [
        Decision::Tag(name.clone()),
        Decision::Star,
        Decision::Tag(name.clone()),
        Decision::Note(name.clone()),
        Decision::Tag(name.clone()),
        Decision::Unstar,
        Decision::Tag(name.clone()),
        Decision::Archive,
        Decision::Tag(name.clone()),
        Decision::Position(position),
        Decision::Tag(name),
        Decision::Snooze(until),
    ];
    let count = if number.is_multiple_of(4) { 1 + number % 6 } else { 1 };
    (0..count).map(|more| (id((number + more) % 12), all[(number + more) % all.len()].clone())).collect()
}

/// An act that was said to be saved.
#[derive(Debug)]
struct Saved {
    name: ActName,
    decisions: Act,
}

/// What was said to be saved, in either journal.
#[derive(Debug, Clone, Default)]
struct Truth {
    here: Vec<Arc<Saved>>,
    there: Vec<Arc<Saved>>,
}

/// The state that acts lead to, told in the simplest way there is.
fn states(saved: &[Arc<Saved>]) -> States {
    let mut sorted: Vec<&Saved> = saved.iter().map(Arc::as_ref).collect();
    let order = |saved: &Saved| (saved.name.first, saved.name.device.clone());
    sorted.sort_by_key(|saved| order(saved));
    let mut states = States::new();
    for (id, decision) in sorted.iter().flat_map(|saved| &saved.decisions) {
        decision.apply(states.entry(*id).or_default());
    }
    states
}

/// The programs, the disk, and what they said.
struct Day {
    disk: SimulatedDisk,
    windows: [Option<Log<SimulatedDisk>>; 2],
    other: Option<Log<SimulatedDisk>>,
    truth: Truth,
}

impl Day {
    fn new(disk: SimulatedDisk, truth: Truth) -> Self {
        Self { disk, windows: [None, None], other: None, truth }
    }

    /// Does one thing; what was said to be saved is added to the truth.
    fn take(&mut self, action: &Action) -> Result<(), JournalError> {
        match action {
            Action::Decide(window, act) => {
                let name = self.window(*window)?.append(act, None)?;
                self.saved_here(name, act.clone());
            }
            Action::Reverse(window, reversing) => {
                if let Some((name, past)) = self.window(*window)?.reverse(*reversing, &|id| vec![id])? {
                    self.saved_here(Some(name), past.decisions);
                }
            }
            Action::Restart(window) => {
                self.windows[*window] = None;
                self.window(*window)?;
            }
            Action::Compact(window) => {
                self.window(*window)?.compact(20)?;
            }
            Action::BackUp(window, day) => {
                self.window(*window)?.back_up(day, Occasion::NewDay)?;
            }
            Action::Elsewhere(act) => {
                let name = opened(&mut self.other, &self.disk, THERE, "lap")?.append(act, None)?;
                let saved = name.map(|name| Arc::new(Saved { name, decisions: act.clone() }));
                self.truth.there.extend(saved);
            }
            Action::TakeOver => {
                let bytes = export(&self.disk, Path::new(THERE), Extent::EveryRecord)?.lines;
                let source = Source { path: "export.jsonl".into(), bytes };
                import(&self.disk, Path::new(HERE), "desk", &[source])?;
                self.truth = self.taken_over();
            }
        }
        Ok(())
    }

    /// What is known here once all of the other device is taken over.
    fn taken_over(&self) -> Truth {
        let mut truth = self.truth.clone();
        let known = |saved: &Saved| self.truth.here.iter().any(|here| here.name == saved.name);
        truth.here.extend(self.truth.there.iter().filter(|saved| !known(saved)).cloned());
        truth
    }

    fn window(&mut self, window: Window) -> Result<&mut Log<SimulatedDisk>, JournalError> {
        opened(&mut self.windows[window], &self.disk, HERE, "desk")
    }

    fn saved_here(&mut self, name: Option<ActName>, decisions: Act) {
        self.truth.here.extend(name.map(|name| Arc::new(Saved { name, decisions })));
    }

    /// Opens anew what says that it is in doubt, as the programs do.
    fn leave_what_is_suspect(&mut self) {
        for log in self.windows.iter_mut().chain([&mut self.other]) {
            let suspect =
                |log: &mut Log<_>| matches!(log.append(&[], None), Err(JournalError::Suspect { .. }));
            if log.as_mut().is_some_and(suspect) {
                *log = None;
            }
        }
    }
}

fn opened<'a>(
    log: &'a mut Option<Log<SimulatedDisk>>,
    disk: &SimulatedDisk,
    folder: &str,
    host: &str,
) -> Result<&'a mut Log<SimulatedDisk>, JournalError> {
    Ok(match log {
        Some(log) => log,
        None => log.insert(Log::open(disk, Path::new(folder), host)?.0),
    })
}

/// A day on which nothing went wrong: before each action and at the end the calls so far and what was saved.
struct Whole {
    disk: SimulatedDisk,
    marks: Vec<(usize, Truth)>,
}

fn whole_day() -> Whole {
    let mut day = Day::new(SimulatedDisk::remembering(), Truth::default());
    let mut marks = vec![(0, Truth::default())];
    for number in 0..ACTIONS {
        day.take(&action(number)).expect("a sound disk");
        marks.push((day.disk.calls(), day.truth.clone()));
    }
    Whole { disk: day.disk, marks }
}

impl Whole {
    /// The actions, each with its calls.
    fn actions(&self) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> {
        self.marks.windows(2).map(|marks| marks[0].0..marks[1].0).enumerate()
    }
}

/// Which calls are tried.
fn tried(call: usize) -> bool {
    static FULL: std::sync::LazyLock<bool> =
        std::sync::LazyLock::new(|| std::env::var("DATELINE_TRIALS").is_ok_and(|extent| extent == "full"));
    *FULL || call.is_multiple_of(STRIDE)
}

/// The state that a journal opens with.
fn found(disk: &SimulatedDisk, folder: &str, host: &str) -> States {
    let opened = Log::open(disk, Path::new(folder), host);
    let states = opened.map_or_else(|error| panic!("does not open: {error}"), |(_, replay)| replay.states);
    let read = read_only(disk, Path::new(folder)).map(|replay| replay.states);
    assert_eq!(read.as_ref().ok(), Some(&states), "reading finds what opening finds");
    states
}

fn backups_are_whole(disk: &SimulatedDisk) {
    for path in backups::all(disk, Path::new(HERE)).expect("a sound disk") {
        let bytes = disk.read(&path).expect("a sound disk");
        assert_eq!(Scan::of(&bytes).good, bytes.len(), "{}", path.display());
    }
}

#[test]
fn power_cut_before_any_call_of_a_long_day_loses_nothing_acknowledged() {
    let whole = whole_day();
    let random = (0..4).map(Loss::Random);
    let losses: Vec<Loss> =
        [Loss::KeptAll, Loss::SyncedOnly, Loss::SizesOnly].into_iter().chain(random).collect();
    let (mut moments, mut cuts) = (0, 0);
    for (number, calls) in whole.actions() {
        let (before, after) = (&whole.marks[number].1, &whole.marks[number + 1].1);
        let here = [states(&before.here), states(&after.here)];
        let there = [states(&before.there), states(&after.there)];
        for call in calls.filter(|call| tried(*call)) {
            let running = whole.disk.at(call);
            for loss in &losses {
                let disk = running.after_power_cut(*loss);
                let place = || format!("call {call} of action {number}, {loss:?}");
                assert!(there.contains(&found(&disk, THERE, "lap")), "the other device: {}", place());
                let mut kept = found(&disk, HERE, "desk");
                assert!(here.contains(&kept), "{}", place());
                backups_are_whole(&disk);
                // What is decided next is kept in turn.
                let (mut log, _) = Log::open(&disk, Path::new(HERE), "desk").expect("a sound disk");
                log.append(&[(id(99), Decision::Star)], None).expect("a sound disk");
                kept.entry(id(99)).or_default().starred = true;
                let again = found(&disk.after_power_cut(Loss::SyncedOnly), HERE, "desk");
                assert_eq!(again, kept, "{}", place());
                cuts += 1;
            }
            moments += 1;
        }
    }
    let calls = whole.disk.calls();
    assert!(calls > 3_000 && moments * STRIDE >= calls - STRIDE, "{moments} of {calls}");
    println!("{ACTIONS} actions, {calls} calls; {cuts} power cuts before {moments} of them; nothing lost");
}

#[test]
fn any_call_of_a_long_day_failing_once_loses_nothing_and_saves_nothing_unsaid() {
    let whole = whole_day();
    let (mut failures, mut refusals) = (0, 0);
    for (number, calls) in whole.actions() {
        let first = number.saturating_sub(BEFORE);
        let last = (number + AFTER).min(ACTIONS - 1);
        let (start, truth) = &whole.marks[first];
        let offsets = calls.clone().filter(|call| tried(*call)).map(|call| call - calls.start);
        for (offset, fault) in
            offsets.flat_map(|offset| [(offset, Fault::Once as fn(_) -> _), (offset, Fault::Short)])
        {
            let mut day = Day::new(whole.disk.at(*start), truth.clone());
            let place = || format!("{:?} in action {number}", fault(offset));
            let mut doubtful = None;
            for at in first..=last {
                if at == number {
                    day.disk.set_fault(fault(day.disk.calls() + offset));
                }
                if day.take(&action(at)).is_err() {
                    refusals += 1;
                    // A file may stand replaced although that could not be said.
                    doubtful = matches!(action(at), Action::TakeOver).then(|| day.taken_over()).or(doubtful);
                    day.leave_what_is_suspect();
                }
            }
            day.disk.set_fault(Fault::None);
            for disk in [day.disk.at(usize::MAX), day.disk.after_power_cut(Loss::SyncedOnly)] {
                let kept = found(&disk, HERE, "desk");
                let said = kept == states(&day.truth.here);
                let taken = || doubtful.as_ref().is_some_and(|truth| kept == states(&truth.here));
                assert!(said || taken(), "{}", place());
                assert_eq!(found(&disk, THERE, "lap"), states(&day.truth.there), "{}", place());
                backups_are_whole(&disk);
            }
            failures += 1;
        }
    }
    assert!(failures > 50 && refusals > failures / 2, "{refusals} of {failures} were told");
    println!(
        "{failures} failures of single calls, {refusals} actions refused aloud; nothing lost, nothing unsaid"
    );
}
