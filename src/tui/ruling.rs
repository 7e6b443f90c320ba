//! What is told of views and rules once a library is open.

use crate::app::{Event, Notice, NoticeKind};
use crate::article::Date;
use crate::library::{Library, said};
use crate::text::SafeText;

/// Lets the reader's rules hold for new articles; tells what they did, and what of views and rules makes no sense.
pub fn rule(library: &mut Library, today: Date) -> Vec<Event> {
    let warning = |text| Event::Notice(Notice { kind: NoticeKind::Warning, text });
    let mistakes = library.check_standing(today);
    let mut events: Vec<Event> = match library.apply_rules(today) {
        Ok(ruled) => {
            ruled.map(|ruled| Event::Ruled(SafeText::label(&ruled.to_string()))).into_iter().collect()
        }
        Err(error) => {
            vec![warning(SafeText::label(&format!("the rules did nothing: {}", said(&error))))]
        }
    };
    events.extend(mistakes.into_iter().map(warning));
    events
}
