//! Work on many things at once, handed back in the order of the things, whatever order the threads finish in.

use std::collections::HashMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread::{Builder, available_parallelism, scope};
use std::time::Duration;

/// The name of the threads that read files and tell what articles are about. A panic there is caught and becomes a
/// problem of the file, so a panic hook may stay silent about it.
pub const READER_THREAD: &str = "dateline-reader";

/// More threads than this gain nothing but memory taken by pages in flight.
const MOST_THREADS: usize = 8;

/// Does the work on each thing on a few threads; `done` is told of each result as it comes.
pub(super) fn each<T: Sync, R: Send>(
    things: &[T],
    work: impl Fn(&T) -> R + Sync,
    done: &mut dyn FnMut(&R),
) -> Result<Vec<R>, io::Error> {
    each_while(things, &|| true, work, &mut |result| result.into_iter().for_each(&mut *done))
}

/// So long nothing is told while no result comes.
const TICK: Duration = Duration::from_millis(100);

/// Does the work on one thing after the other while this is to go on: on all of them, or on the first ones. `done` is told
/// of each result as it comes, and of none now and then.
pub(super) fn each_while<T: Sync, R: Send>(
    things: &[T],
    goes_on: &(dyn Fn() -> bool + Sync),
    work: impl Fn(&T) -> R + Sync,
    done: &mut dyn FnMut(Option<&R>),
) -> Result<Vec<R>, io::Error> {
    let threads = available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(things.len());
    let next = AtomicUsize::new(0);
    let (finished, results) = channel();
    let work = &work;
    let take = |finished: std::sync::mpsc::Sender<(usize, R)>| {
        while goes_on() {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(place) else { return };
            if finished.send((place, work(thing))).is_err() {
                return;
            }
        }
    };
    scope(|scope| {
        for _ in 0..threads {
            let (take, finished) = (&take, finished.clone());
            Builder::new().name(READER_THREAD.to_owned()).spawn_scoped(scope, move || take(finished))?;
        }
        drop(finished);
        let mut places: Vec<Option<R>> = Vec::new();
        places.resize_with(things.len(), || None);
        loop {
            let (place, result) = match results.recv_timeout(TICK) {
                Ok(result) => result,
                Err(RecvTimeoutError::Timeout) => {
                    done(None);
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => break,
            };
            done(Some(&result));
            if let Some(slot) = places.get_mut(place) {
                *slot = Some(result);
            }
        }
        Ok(places.into_iter().flatten().collect())
    })
}

/// So many things are worked on before the first of them is handed on, at most.
const AHEAD: usize = 256;

/// Does the work on so many things on a few threads and hands the results on in the order of the things, a few of which
/// are in memory at a time. Ends where a result cannot be handed on.
pub(super) fn in_order<R: Send, E: From<io::Error>>(
    count: usize,
    work: impl Fn(usize) -> R + Sync,
    hand_on: &mut dyn FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(count);
    let (next, window) = (AtomicUsize::new(0), Window::default());
    let (finished, results) = channel();
    let take = |finished: std::sync::mpsc::Sender<(usize, R)>| {
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            if place >= count || !window.reaches(place) {
                return;
            }
            let ends = Ends(&window);
            let result = work(place);
            std::mem::forget(ends);
            if finished.send((place, result)).is_err() {
                return;
            }
        }
    };
    scope(|scope| {
        let _ends = Ends(&window);
        for _ in 0..threads {
            let (take, finished) = (&take, finished.clone());
            Builder::new().name(READER_THREAD.to_owned()).spawn_scoped(scope, move || take(finished))?;
        }
        drop(finished);
        let mut early: HashMap<usize, R> = HashMap::new();
        let mut handed_on = 0;
        for (place, result) in &results {
            early.insert(place, result);
            while let Some(result) = early.remove(&handed_on) {
                hand_on(result)?;
                handed_on += 1;
            }
            window.move_to(handed_on);
        }
        Ok(())
    })
}

/// Which things may be worked on: some of those behind the last that was handed on.
#[derive(Debug, Default)]
struct Window {
    /// How many were handed on, or [`OVER`].
    handed_on: Mutex<usize>,
    moved: Condvar,
}

/// Nothing more is handed on.
const OVER: usize = usize::MAX;

impl Window {
    /// Waits until a thing may be worked on; says whether it is to be.
    fn reaches(&self, place: usize) -> bool {
        let handed_on = self.handed_on.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = |handed_on: &mut usize| place >= handed_on.saturating_add(AHEAD);
        let handed_on = self.moved.wait_while(handed_on, waits);
        *handed_on.unwrap_or_else(PoisonError::into_inner) != OVER
    }

    /// Moves on, unless nothing more is handed on: results that were ready before that may still come.
    fn move_to(&self, place: usize) {
        let mut handed_on = self.handed_on.lock().unwrap_or_else(PoisonError::into_inner);
        if *handed_on != OVER {
            *handed_on = place;
        }
        drop(handed_on);
        self.moved.notify_all();
    }
}

/// Ends the work when it goes out of scope, by an error or a panic too: nobody would move the window any more.
struct Ends<'a>(&'a Window);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.move_to(OVER);
    }
}

/// Runs work on one thing; nothing where it panicked.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    // The work starts from borrowed input and leaves nothing behind but its result.
    catch_unwind(AssertUnwindSafe(work)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_each_is_told() {
        for count in [0_usize, 1, 100] {
            let things: Vec<usize> = (0..count).collect();
            let mut told = 0;
            let doubled = each(&things, |thing| thing * 2, &mut |_| told += 1).unwrap();
            assert_eq!(doubled, things.iter().map(|thing| thing * 2).collect::<Vec<_>>());
            assert_eq!(told, count);
        }
    }

    #[test]
    fn work_that_is_to_end_is_done_on_the_first_things() {
        let things: Vec<usize> = (0..1_000).collect();
        let left = AtomicUsize::new(40);
        let goes_on =
            || left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok();
        let done = each_while(&things, &goes_on, |thing| *thing, &mut |_| {}).unwrap();
        assert_eq!(done, (0..40).collect::<Vec<_>>());
    }

    #[test]
    fn things_are_handed_on_in_order_and_few_wait() {
        for count in [0, 1, 3 * AHEAD] {
            let (held, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let work = |place: usize| {
                most.fetch_max(held.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                if place == 1 {
                    // All others are ready long before.
                    std::thread::sleep(std::time::Duration::from_millis(50));
                }
                place
            };
            let mut handed_on = Vec::new();
            in_order(count, work, &mut |place| {
                held.fetch_sub(1, Ordering::SeqCst);
                handed_on.push(place);
                io::Result::Ok(())
            })
            .unwrap();
            assert_eq!(handed_on, (0..count).collect::<Vec<_>>());
            assert!(most.into_inner() <= AHEAD);
        }
    }

    #[test]
    fn nothing_begins_again_once_the_work_has_ended() {
        let window = Window::default();
        assert!(window.reaches(0));
        drop(Ends(&window));
        window.move_to(5);
        assert!(!window.reaches(5 + AHEAD), "nobody waits for what never comes");
    }

    #[test]
    fn what_cannot_be_handed_on_ends_the_work_and_a_panic_does() {
        let mut left = 10;
        let ended = in_order(10_000, |place| place, &mut |_| {
            left -= 1;
            if left == 0 { Err(io::Error::other("full")) } else { Ok(()) }
        });
        assert_eq!(ended.unwrap_err().to_string(), "full");
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let work = |place: usize| assert_ne!(place, 5);
        let ended = guarded(|| in_order(10_000, work, &mut |()| io::Result::Ok(())));
        std::panic::set_hook(hook);
        assert!(ended.is_none());
    }

    #[test]
    fn a_panic_costs_one_thing_only() {
        assert_eq!(guarded(|| 1), Some(1));
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let caught = guarded(|| -> u8 { panic!("on one page") });
        std::panic::set_hook(hook);
        assert_eq!(caught, None);
    }
}
