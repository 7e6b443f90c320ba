//! Characters and nothing else: decoding, the character policy, folding, display width and wrapping.

mod class;
mod decode;
mod ellipsis;
mod find;
mod fold;
mod graphemes;
mod safe;
mod width;
mod wrap;

pub use decode::{Decoded, decode, decode_declared};
pub use ellipsis::{Ellipsis, ellipsize};
pub use find::find;
pub use fold::{fold, letters};
pub use safe::{Field, SafeText, clean, reveal};
pub use width::{truncate, width};
pub use wrap::{Gap, Hyphenation, Row, WrapOptions, justify, wrap};
