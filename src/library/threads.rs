//! Work on many things at once, handed back in the order of the things, whatever order the threads finish in.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread::{Builder, available_parallelism, scope};

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
    each_while(things, &|| true, work, done)
}

/// Does the work on one thing after the other while this is to go on: on all of them, or on the first ones.
pub(super) fn each_while<T: Sync, R: Send>(
    things: &[T],
    goes_on: &(dyn Fn() -> bool + Sync),
    work: impl Fn(&T) -> R + Sync,
    done: &mut dyn FnMut(&R),
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
        for (place, result) in &results {
            done(&result);
            if let Some(slot) = places.get_mut(place) {
                *slot = Some(result);
            }
        }
        Ok(places.into_iter().flatten().collect())
    })
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
    fn a_panic_costs_one_thing_only() {
        assert_eq!(guarded(|| 1), Some(1));
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let caught = guarded(|| -> u8 { panic!("on one page") });
        std::panic::set_hook(hook);
        assert_eq!(caught, None);
    }
}
