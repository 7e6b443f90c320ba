//! The thread that carries out what the state asks for, one effect after the other, and the loop's end of it.

use std::cmp::Reverse;
use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::app::{Effect, Event, Request, ReversalOutcome, Reversed, RowsWanted, Stretch};
use crate::text::SafeText;

use super::Desk;
use super::happening::{Happening, Sender, Teller, start};
use super::interrupt::{Interrupt, Interrupted};

/// Carries out effects: the [`Desk`], or a stand-in where the terminal itself is tested.
pub trait Perform {
    /// Does what is asked and says what came of it.
    ///
    /// # Errors
    /// Something else goes first; the effect is asked for again after that, if it is still wanted.
    fn perform(&mut self, effect: &Effect, interrupt: &Interrupt) -> Result<Vec<Event>, Interrupted>;
}

impl Perform for Desk {
    fn perform(&mut self, effect: &Effect, interrupt: &Interrupt) -> Result<Vec<Event>, Interrupted> {
        Self::perform(self, effect, interrupt)
    }
}

/// Loads the library on the worker thread; meanwhile, and later, the events it tells of are shown.
pub type Load<D> = Box<dyn FnOnce(&Teller) -> anyhow::Result<D> + Send>;

/// The loop's end of the worker.
#[derive(Debug)]
pub(super) struct Worker {
    effects: mpsc::Sender<Effect>,
    interrupt: Interrupt,
    loaded: bool,
    unsaved: usize,
}

/// How the worker ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Farewell {
    /// Everything it was asked for is done.
    Done,
    /// Something was not saved, for the reason given.
    Unsaved(SafeText),
    /// A thread panicked.
    Fault,
}

impl Worker {
    /// Starts the worker; it loads first.
    pub(super) fn start<D: Perform + 'static>(load: Load<D>, sender: Sender) -> io::Result<Self> {
        let (effects, asked) = mpsc::channel();
        let interrupt = Interrupt::default();
        let backlog = Backlog::new(asked, interrupt.clone());
        start("worker", sender, move |sender| work(load, backlog, sender))?;
        Ok(Self { effects, interrupt, loaded: false, unsaved: 0 })
    }

    /// Asks for an effect; its events come through the channel of the loop.
    pub(super) fn ask(&mut self, effect: Effect) {
        if is_saving(&effect) {
            self.unsaved += 1;
        }
        // A worker that is gone has said why through the channel.
        self.send(effect);
    }

    /// Sends an effect; says whether the worker is there.
    fn send(&self, effect: Effect) -> bool {
        self.interrupt.ask(&effect);
        self.effects.send(effect).is_ok()
    }

    /// Takes note that the library is loaded.
    pub(super) fn loaded(&mut self) {
        self.loaded = true;
    }

    /// Takes note of what an event says about saving.
    pub(super) fn heard(&mut self, event: &Event) {
        if matches!(event, Event::Saved { .. } | Event::NotSaved(_) | Event::Reversed(_)) {
            self.unsaved = self.unsaved.saturating_sub(1);
        }
    }

    /// Asks the worker to end and waits for it, at most this long. It is left to itself while it is loading
    /// with nothing to save after that.
    pub(super) fn finish(mut self, happenings: &Receiver<Happening>, limit: Duration) -> Farewell {
        if !self.loaded && self.unsaved == 0 {
            return Farewell::Done;
        }
        if !self.send(Effect::Quit) {
            return Farewell::Fault;
        }
        let since = Instant::now();
        let mut unsaved = None;
        loop {
            match happenings.recv_timeout(limit.saturating_sub(since.elapsed())) {
                Ok(Happening::Finished) => return unsaved.map_or(Farewell::Done, Farewell::Unsaved),
                Ok(Happening::Fault) => return Farewell::Fault,
                Ok(Happening::Failed(error)) => {
                    return Farewell::Unsaved(SafeText::label(&format!("{error:#}")));
                }
                Ok(Happening::Event(event)) => {
                    self.heard(&event);
                    unsaved = unsaved.or_else(|| not_saved(event));
                }
                Ok(
                    // The thread that watches signals ends the program in time by itself.
                    Happening::Signal(_)
                    | Happening::Key(_)
                    | Happening::Resized
                    | Happening::Suspended
                    | Happening::Resumed
                    | Happening::Ready,
                ) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) if self.unsaved == 0 => {
                    return unsaved.map_or(Farewell::Done, Farewell::Unsaved);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    return Farewell::Unsaved(SafeText::label("there was no time left"));
                }
            }
        }
    }
}

/// The worker thread. Whether somebody still listens does not matter: what is to be saved is saved.
fn work<D: Perform>(load: Load<D>, mut backlog: Backlog, sender: &Sender) {
    let mut desk = match load(&Teller(sender.clone())) {
        Ok(desk) => desk,
        Err(error) => return drop(sender.send(Happening::Failed(error))),
    };
    let _ = sender.send(Happening::Ready);
    while let Some(effect) = backlog.next() {
        match desk.perform(&effect, &backlog.interrupt) {
            Ok(events) => {
                for event in events {
                    let _ = sender.send(Happening::Event(event));
                }
            }
            Err(Interrupted) => backlog.put_back(effect),
        }
        if backlog.ended {
            break;
        }
    }
    let _ = sender.send(Happening::Finished);
}

/// What was asked for and is not done yet.
#[derive(Debug)]
struct Backlog {
    asked: Receiver<Effect>,
    interrupt: Interrupt,
    effects: VecDeque<Effect>,
    /// Whether the reader has left.
    leaving: bool,
    /// Whether the last effect there is was given out.
    ended: bool,
}

impl Backlog {
    fn new(asked: Receiver<Effect>, interrupt: Interrupt) -> Self {
        Self { asked, interrupt, effects: VecDeque::new(), leaving: false, ended: false }
    }

    /// The next effect worth doing; waits for one. `None` when nobody can ask any more.
    fn next(&mut self) -> Option<Effect> {
        loop {
            if self.effects.is_empty() {
                let effect = self.asked.recv().ok()?;
                self.add(effect);
            }
            while let Ok(effect) = self.asked.try_recv() {
                self.add(effect);
            }
            let effect = self.effects.remove(self.most_urgent())?;
            self.interrupt.take(&effect);
            if self.is_worth_doing(&effect) {
                self.ended = effect == Effect::Quit;
                return Some(effect);
            }
        }
    }

    /// Of effects that are as urgent the one asked for first, but the newest rows: they are on screen.
    fn most_urgent(&self) -> usize {
        let urgency = |(place, effect): &(usize, &Effect)| {
            let newest_first = matches!(effect, Effect::FetchRows(_)).then_some(Reverse(*place));
            (urgency(effect), newest_first)
        };
        self.effects.iter().enumerate().min_by_key(urgency).map_or(0, |(place, _)| place)
    }

    fn add(&mut self, effect: Effect) {
        self.leaving |= effect == Effect::Quit;
        self.effects.push_back(effect);
    }

    /// Takes back what something else goes before.
    fn put_back(&mut self, effect: Effect) {
        self.interrupt.ask(&effect);
        self.effects.push_front(effect);
    }

    fn is_worth_doing(&self, effect: &Effect) -> bool {
        let newest = self.interrupt.newest();
        match effect {
            Effect::List(Request { number, .. })
            | Effect::Count(Request { number, .. })
            | Effect::ListOn(Stretch { number, .. })
            | Effect::FetchRows(RowsWanted { number, .. })
            | Effect::CountViews(number) => *number >= newest && !self.leaving,
            // Only the glance and the article that are asked for last are waited for.
            Effect::Glance(Request { number, .. }) => {
                let newer = self.effects.iter().any(|other| matches!(other, Effect::Glance(_)));
                *number >= newest && !self.leaving && !newer
            }
            Effect::Open(_) => {
                !self.leaving && !self.effects.iter().any(|other| matches!(other, Effect::Open(_)))
            }
            Effect::ShowPage(_)
            | Effect::Explain(_)
            | Effect::ReadWords
            | Effect::LookAtFiles
            | Effect::TakeFiles
            | Effect::BeginDay(_) => !self.leaving,
            Effect::Save(_) | Effect::Reverse(_) | Effect::Remember(_) | Effect::Export(_) | Effect::Quit => {
                true
            }
            Effect::Mouse(_) | Effect::Redraw | Effect::Suspend | Effect::Outside(_) => false,
        }
    }
}

/// What goes first, where several effects wait. Decisions do: what is listed behind them then shows them, and a signal
/// finds them saved. What only adds to the list goes last.
fn urgency(effect: &Effect) -> u8 {
    match effect {
        Effect::Save(_) | Effect::Reverse(_) => 0,
        Effect::List(_) | Effect::ListOn(_) => 1,
        Effect::FetchRows(_) | Effect::ReadWords => 2,
        Effect::Open(_)
        | Effect::ShowPage(_)
        | Effect::Explain(_)
        | Effect::CountViews(_)
        | Effect::Glance(_)
        | Effect::Export(_) => 3,
        Effect::LookAtFiles | Effect::TakeFiles | Effect::BeginDay(_) | Effect::Remember(_) => 4,
        Effect::Mouse(_) | Effect::Redraw | Effect::Suspend | Effect::Outside(_) | Effect::Quit => 5,
        // It is given up as long as anything waits: were anything to wait behind it, it would be begun for ever.
        Effect::Count(_) => 6,
    }
}

/// Whether an effect writes to the journal.
fn is_saving(effect: &Effect) -> bool {
    matches!(effect, Effect::Save(_) | Effect::Reverse(_))
}

/// Why something was not saved, where an event tells that.
fn not_saved(event: Event) -> Option<SafeText> {
    if let Event::NotSaved(failure) = event {
        Some(failure.why)
    } else if let Event::Reversed(Reversed { outcome: ReversalOutcome::NotSaved(why), .. }) = event {
        Some(why)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::app::{Act, Failure};
    use crate::article::{ArticleId, Turning};

    use std::thread;

    use super::super::happening::channel;
    use super::*;

    /// Writes down what it is asked for; saves, unless the number of the act is odd.
    struct Scribe(mpsc::Sender<String>);

    impl Perform for Scribe {
        fn perform(&mut self, effect: &Effect, _: &Interrupt) -> Result<Vec<Event>, Interrupted> {
            Ok(match effect {
                Effect::Save(Act { number, .. }) => {
                    let number = *number;
                    let _ = self.0.send(format!("save {number}"));
                    let why = SafeText::label("disk full");
                    let failed = Event::NotSaved(Failure { act: number, why });
                    let saved = Event::Saved { act: number, rule: None, turning: Turning::AsAsked };
                    vec![if number % 2 == 0 { saved } else { failed }]
                }
                Effect::List(Request { number, .. }) => {
                    let _ = self.0.send(format!("list {number}"));
                    Vec::new()
                }
                Effect::Open(_)
                | Effect::ListOn(_)
                | Effect::FetchRows(_)
                | Effect::Count(_)
                | Effect::Glance(_)
                | Effect::ShowPage(_)
                | Effect::Explain(_)
                | Effect::CountViews(_)
                | Effect::ReadWords
                | Effect::LookAtFiles
                | Effect::TakeFiles
                | Effect::BeginDay(_)
                | Effect::Remember(_)
                | Effect::Reverse(_)
                | Effect::Export(_)
                | Effect::Outside(_)
                | Effect::Mouse(_)
                | Effect::Redraw
                | Effect::Suspend
                | Effect::Quit => {
                    let _ = self.0.send(format!("{effect:?}"));
                    Vec::new()
                }
            })
        }
    }

    fn list(number: u64) -> Effect {
        Effect::List(Request { number, ..Request::default() })
    }

    fn save(number: u64) -> Effect {
        Effect::Save(Act { number, decisions: Vec::new(), rule: None, reverses: None })
    }

    fn open() -> Effect {
        Effect::Open(ArticleId::of_body(["body"]))
    }

    /// What is done of these effects, and how the worker ends.
    fn done(effects: Vec<Effect>) -> (Vec<String>, Farewell) {
        let (scribe, written) = mpsc::channel();
        let (sender, happenings) = channel();
        let mut worker = Worker::start(Box::new(|_| Ok(Scribe(scribe))), sender).unwrap();
        for effect in effects {
            worker.ask(effect);
        }
        let farewell = worker.finish(&happenings, Duration::MAX);
        (written.try_iter().collect(), farewell)
    }

    /// Those of these effects that are done when all of them wait.
    fn worth_doing(effects: Vec<Effect>) -> Vec<Effect> {
        let (sender, asked) = mpsc::channel();
        let interrupt = Interrupt::default();
        for effect in effects {
            interrupt.ask(&effect);
            sender.send(effect).unwrap();
        }
        drop(sender);
        let mut backlog = Backlog::new(asked, interrupt);
        std::iter::from_fn(|| backlog.next()).collect()
    }

    #[test]
    fn everything_to_be_saved_is_saved_in_order_before_the_worker_ends() {
        let (done, farewell) = done(vec![save(2), save(4), Effect::Redraw, save(6)]);
        assert_eq!(done, ["save 2", "save 4", "save 6", "Quit"]);
        assert_eq!(farewell, Farewell::Done);
    }

    #[test]
    fn what_was_not_saved_at_the_end_is_told() {
        let (_, farewell) = done(vec![save(2), save(3), save(4)]);
        assert_eq!(farewell, Farewell::Unsaved(SafeText::label("disk full")));
    }

    #[test]
    fn decisions_go_first_and_only_the_newest_list_is_made() {
        let asked = vec![list(1), open(), save(1), list(2), save(2), list(3), open()];
        assert_eq!(worth_doing(asked), [save(1), save(2), list(3), open()]);
    }

    #[test]
    fn what_is_given_up_while_anything_waits_goes_behind_everything() {
        let count = Effect::Count(Request { number: 1, ..Request::default() });
        let waiting = [Effect::LookAtFiles, Effect::TakeFiles, open(), Effect::ReadWords];
        for other in waiting {
            assert_eq!(worth_doing(vec![count.clone(), other.clone()]), [other, count.clone()]);
        }
    }

    #[test]
    fn what_is_on_screen_goes_before_the_text_and_the_newest_of_it_first() {
        let rows = |bodies: &[&str]| {
            let ids = bodies.iter().map(|body| ArticleId::of_body([*body])).collect();
            Effect::FetchRows(RowsWanted { number: 1, ids, ledes: false })
        };
        let asked =
            vec![list(1), rows(&["a"]), open(), rows(&["b"]), Effect::Open(ArticleId::of_body(["c"]))];
        let newest = Effect::Open(ArticleId::of_body(["c"]));
        assert_eq!(worth_doing(asked), [list(1), rows(&["b"]), rows(&["a"]), newest]);
    }

    /// Lists and counts for ever, unless something was saved or opened before; says what it begins and ends.
    struct Dreamer {
        written: mpsc::Sender<String>,
        awake: bool,
    }

    impl Dreamer {
        fn dream(&self, go_on: impl Fn() -> Result<(), Interrupted>) -> Result<Vec<Event>, Interrupted> {
            if !self.awake {
                loop {
                    go_on()?;
                    thread::yield_now();
                }
            }
            Ok(Vec::new())
        }
    }

    impl Perform for Dreamer {
        fn perform(&mut self, effect: &Effect, interrupt: &Interrupt) -> Result<Vec<Event>, Interrupted> {
            let what = match effect {
                Effect::List(Request { number, .. }) => format!("list {number}"),
                Effect::Count(Request { number, .. }) => format!("count {number}"),
                Effect::Save(_) => "save".to_owned(),
                _ => "open".to_owned(),
            };
            let _ = self.written.send(what.clone());
            match effect {
                Effect::List(Request { number, .. }) => self.dream(|| interrupt.go_on(*number))?,
                Effect::Count(Request { number, .. }) => self.dream(|| interrupt.go_on_idly(*number))?,
                _ => {
                    self.awake = true;
                    Vec::new()
                }
            };
            if *effect != Effect::Quit {
                let _ = self.written.send(format!("{what} done"));
            }
            Ok(Vec::new())
        }
    }

    /// What is begun and done when the first of these is at work and the others are asked for, until the last word.
    fn begun_and_done(effects: Vec<Effect>, last: &str) -> Vec<String> {
        let (written, read) = mpsc::channel();
        let (sender, happenings) = channel();
        let dreamer = Dreamer { written, awake: false };
        let mut worker = Worker::start(Box::new(|_| Ok(dreamer)), sender).unwrap();
        worker.loaded();
        let mut all: Vec<String> = Vec::new();
        for effect in effects {
            worker.ask(effect);
            all.extend(read.recv_timeout(Duration::from_secs(20)));
        }
        while all.last().is_some_and(|word| word != last) {
            all.push(read.recv_timeout(Duration::from_secs(20)).unwrap());
        }
        assert_eq!(worker.finish(&happenings, Duration::MAX), Farewell::Done);
        all
    }

    #[test]
    fn a_newer_request_ends_the_one_at_work_which_is_never_answered() {
        let all = begun_and_done(vec![list(1), list(2), save(2)], "list 2 done");
        assert_eq!(all, ["list 1", "list 2", "save", "save done", "list 2", "list 2 done"]);
    }

    #[test]
    fn a_decision_is_saved_before_the_listing_at_work_goes_on() {
        let all = begun_and_done(vec![list(1), save(2)], "list 1 done");
        assert_eq!(all, ["list 1", "save", "save done", "list 1", "list 1 done"]);
    }

    #[test]
    fn counting_makes_way_for_anything_else() {
        let count = Effect::Count(Request { number: 1, ..Request::default() });
        let all = begun_and_done(vec![count, open()], "count 1 done");
        assert_eq!(all, ["count 1", "open", "open done", "count 1", "count 1 done"]);
    }

    #[test]
    fn only_saving_counts_when_the_reader_has_left() {
        let asked = vec![open(), save(1), list(1), save(2), Effect::Quit];
        assert_eq!(worth_doing(asked), [save(1), save(2), Effect::Quit]);
    }

    #[test]
    fn a_library_that_is_still_loading_is_not_waited_for() {
        let (sender, happenings) = channel();
        let (_forever, never) = mpsc::channel::<()>();
        let (unused, _) = mpsc::channel();
        let load = Box::new(move |_: &Teller| {
            let _ = never.recv();
            Ok(Scribe(unused))
        });
        let worker = Worker::start(load, sender).unwrap();
        assert_eq!(worker.finish(&happenings, Duration::MAX), Farewell::Done);
    }

    #[test]
    fn a_save_that_takes_too_long_is_told_when_the_time_is_up() {
        let (sender, happenings) = channel();
        let (_forever, never) = mpsc::channel::<()>();
        let (unused, _) = mpsc::channel();
        let load = Box::new(move |_: &Teller| {
            let _ = never.recv();
            Ok(Scribe(unused))
        });
        let mut worker = Worker::start(load, sender).unwrap();
        worker.ask(save(2));
        let farewell = worker.finish(&happenings, Duration::from_millis(10));
        assert_eq!(farewell, Farewell::Unsaved(SafeText::label("there was no time left")));
    }

    #[test]
    fn a_worker_that_panics_is_noticed_at_the_end() {
        let (sender, happenings) = channel();
        let load: Load<Scribe> = Box::new(|_| panic!("of the test"));
        let mut worker = Worker::start(load, sender).unwrap();
        worker.loaded();
        assert_eq!(worker.finish(&happenings, Duration::MAX), Farewell::Fault);
    }
}
