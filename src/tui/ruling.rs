//! What is told of views and rules once a library is open.

use crate::app::{Event, Notice, NoticeKind};
use crate::article::Date;
use crate::library::{Library, said};
use crate::text::SafeText;

/// Lets the reader's rules hold for new articles; tells what they did, and what of the configuration makes no sense:
/// `mistakes` is what is known of that already.
pub fn rule(library: &mut Library, today: Date, mut mistakes: Vec<SafeText>) -> Vec<Event> {
    mistakes.extend(library.check_standing(today));
    let mut events: Vec<Event> = apply(library, today).into_iter().collect();
    if !mistakes.is_empty() {
        events.push(Event::Misconfigured(mistakes));
    }
    events
}

/// Lets the rules hold for what is new; tells what they did, or why they could not.
pub(super) fn apply(library: &mut Library, today: Date) -> Option<Event> {
    match library.apply_rules(today) {
        Ok(ruled) => ruled.map(|ruled| Event::Ruled(SafeText::label(&ruled.to_string()))),
        Err(error) => {
            let text = SafeText::label(&format!("the rules did nothing: {}", said(&error)));
            Some(Event::Notice(Notice { kind: NoticeKind::Warning, text }))
        }
    }
}
