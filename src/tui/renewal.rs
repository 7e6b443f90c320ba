//! Takes in what looks at the files came to, and tells it.

use super::desk::{Desk, Rereading};
use super::looking::{Looking, Seen};
use super::ruling::apply;
use crate::app::{Event, Notice, NoticeKind};
use crate::library::{Copies, Looked, TakenIn, said};
use crate::text::SafeText;

/// How often files are read again because what was kept of them turned out to be damaged.
const MENDINGS: u8 = 3;

impl Desk {
    /// Takes in what is new since the files were looked at before.
    pub(super) fn take_files(&mut self) -> Vec<Event> {
        let seen = self.looking.as_mut().and_then(Looking::seen);
        let events = self.take_seen(seen);
        if self.library.wants_look() || self.looking.as_ref().is_some_and(Looking::is_due) {
            self.look();
        }
        events
    }

    /// Has the files read again where what was kept of them turned out to be damaged, and says so. What stays damaged is
    /// left alone after some times.
    pub(super) fn mend(&mut self) -> Option<Event> {
        let mends = self.library.is_damaged() && self.mended < MENDINGS;
        let looking = self.looking.as_mut().filter(|looking| mends && !looking.is_busy())?;
        self.mended += 1;
        looking.look(&self.library);
        let text = SafeText::label("what was kept of the files was damaged; they are read again");
        Some(Event::Notice(Notice { kind: NoticeKind::Warning, text }))
    }

    fn take_seen(&mut self, seen: Option<Seen>) -> Vec<Event> {
        match seen {
            None => Vec::new(),
            Some(Seen::Part(looked)) => {
                self.rereading = Rereading::Parts;
                self.take_in(*looked).1
            }
            Some(Seen::All(looked)) => self.take_all(*looked),
            Some(Seen::Failed(error)) => {
                let text = SafeText::label(&format!("the files cannot be read: {}", said(&error)));
                vec![
                    self.told_anew(),
                    Event::AllRead,
                    Event::Notice(Notice { kind: NoticeKind::Warning, text }),
                ]
            }
        }
    }

    /// Looks at the files on this thread, where they are not watched.
    pub(super) fn look_at_once(&mut self) -> Vec<Event> {
        let looked = self.library.look().take(&|| true, &mut |_| {});
        let seen = match looked {
            Ok(looked) => looked.map(|looked| Seen::All(Box::new(looked))),
            Err(error) => Some(Seen::Failed(error)),
        };
        self.take_seen(seen)
    }

    /// Takes in what a look came to at its end.
    fn take_all(&mut self, looked: Looked) -> Vec<Event> {
        let (taken, mut events) = self.take_in(looked);
        let told = !events.is_empty();
        events.push(Event::AllRead);
        if taken == TakenIn::Outdated {
            // Another look follows: what comes of a correction comes with that one.
            return events;
        }
        let now = self.library.size(Copies::Folded);
        let corrected = std::mem::take(&mut self.corrected);
        let in_parts = self.rereading == Rereading::Parts;
        self.rereading = if corrected || in_parts { Rereading::Ended } else { Rereading::Nothing };
        let before = self.before.replace(now).filter(|before| *before > 0 && !corrected);
        if told {
            events.extend(before.and_then(|before| news(before, now)).map(Event::Notice));
            events.extend(apply(&mut self.library, self.listings.today()));
        }
        events
    }

    /// Takes in what a look came to, and tells it if it is new, or if nothing was told yet.
    fn take_in(&mut self, looked: Looked) -> (TakenIn, Vec<Event>) {
        let taken = self.library.take_in(looked);
        let tells = taken == TakenIn::New || self.before.is_none();
        (taken, if tells { vec![self.told_anew()] } else { Vec::new() })
    }

    /// What the state is told when the library is another.
    pub(super) fn told_anew(&mut self) -> Event {
        if self.before.is_some() {
            return self.read_again();
        }
        self.forget_answers();
        self.before = Some(0);
        Event::Loaded(self.loaded())
    }
}

/// What is said when articles came in.
fn news(before: usize, now: usize) -> Option<Notice> {
    let text = match now.checked_sub(before)? {
        0 => return None,
        1 => "1 new article".to_owned(),
        more => format!("{more} new articles"),
    };
    Some(Notice { kind: NoticeKind::Done, text: SafeText::label(&text) })
}
