//! Input that no terminal should send: it is passed over, and the keys behind it do what they always do.

use super::{folder, program};

/// Deeds of the mouse in each of its three forms, and a place of the cursor, with columns and rows from 0.
const FROM_ZERO: [&[u8]; 6] =
    [b"\x1b[<0;0;0M", b"\x1b[<0;0;5m", b"\x1b[M   ", b"\x1b[32;0;0M", b"\x1b[0;0R", b"\x1b[<64;0;0M"];

#[test]
fn places_counted_from_zero_end_nothing() {
    let folder = folder();
    let mut session = program(&folder);
    session.wait_for("1/5");
    for mouse in ["mouse on", "mouse off"] {
        for bytes in FROM_ZERO {
            session.press(bytes);
            session.press("j");
            session.wait_for("2/5");
            session.press("k");
            session.wait_for("1/5");
        }
        session.press("M");
        session.wait_for(mouse);
        session.press("\x0c");
    }
    session.press("q");
    session.end_restored("0");
}
