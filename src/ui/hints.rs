//! Keys named on a row with what they do. None is cut or named without that, and the last one, the way out, is there before
//! all others.

use super::Kit;
use super::paint::Pen;
use crate::app::{Action, App, Key, Pane};
use crate::text::{SafeText, width};

/// Actions and what their keys do, in a word.
pub(super) type Hint = (&'static [Action], &'static str);

/// Cells between two hints.
const GAP: u16 = 2;

/// A key, or several, with what they do.
#[derive(Debug, Clone)]
pub(super) struct Named {
    keys: SafeText,
    says: &'static str,
}

impl Named {
    /// Keys that are not rebound.
    pub(super) fn fixed(keys: &'static str, says: &'static str) -> Self {
        Self { keys: SafeText::label(keys), says }
    }

    /// Keys of a pane as they are bound; none where an action has none.
    pub(super) fn bound(app: &App, pane: Pane, hint: &Hint) -> Option<Self> {
        Self::bound_but(app, pane, hint, |_| false)
    }

    /// The same without the keys that do something else where one is.
    pub(super) fn bound_but(
        app: &App,
        pane: Pane,
        (actions, says): &Hint,
        taken: fn(Key) -> bool,
    ) -> Option<Self> {
        let free = |action: &Action| app.keymap().keys(pane, *action).into_iter().find(|key| !taken(*key));
        let bound = actions.iter().filter_map(free);
        let keys: Vec<String> = bound.map(|key| key.to_string()).collect();
        (!keys.is_empty()).then(|| Self { keys: SafeText::label(&keys.join(" ")), says })
    }

    /// The cells it takes.
    pub(super) fn width(&self) -> u16 {
        u16::try_from(width(&self.keys) + 1 + width(self.says)).unwrap_or(u16::MAX)
    }
}

/// Names keys: the last one before all others, and of these as many as fit. The last cell stays blank, so that nothing
/// looks cut; what does not fit is left out whole.
pub(super) fn write(kit: Kit, pen: &mut Pen<'_>, named: &[Named]) {
    let Some((last, others)) = named.split_last() else { return };
    for one in others {
        if one.width() + GAP + last.width() >= pen.room() {
            break;
        }
        write_one(kit, pen, one);
    }
    if last.width() < pen.room() {
        write_one(kit, pen, last);
    }
}

/// Names a key in the first of some wordings, from the longest on, for which there is room.
pub(super) fn write_fitting(kit: Kit, pen: &mut Pen<'_>, wordings: &[Named]) {
    if let Some(one) = wordings.iter().find(|one| one.width() < pen.room()) {
        write_one(kit, pen, one);
    }
}

fn write_one(kit: Kit, pen: &mut Pen<'_>, one: &Named) {
    pen.write(&one.keys, kit.styles.strong).skip(1).write(one.says, kit.styles.quiet).skip(GAP);
}
