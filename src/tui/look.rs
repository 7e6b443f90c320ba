//! What may be sent to the terminal for the look that was asked for.

use crate::ui::Look;

/// The characters that may be sent to the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// All that are safe.
    Unicode,
    /// Only ASCII: other bytes would be shown as garbage or, worse, obeyed as control characters.
    Ascii,
}

/// The characters a look allows.
pub(super) fn charset(look: &Look) -> Charset {
    if look.ascii { Charset::Ascii } else { Charset::Unicode }
}
