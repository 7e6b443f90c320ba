//! Characters and nothing else: decoding, the character policy, folding, words and runs of them, display width and
//! wrapping.

mod amount;
mod arguments;
mod class;
mod decode;
mod direction;
mod ellipsis;
mod find;
mod fold;
mod graphemes;
mod safe;
mod scripts;
mod sentences;
mod shingles;
mod spelling;
mod tokens;
mod width;
mod words;
mod wrap;

pub use amount::{count_words, is_unspaced, spelled_length};
pub use arguments::arguments;
pub use decode::{Decoded, decode, decode_declared};
pub use direction::runs_right_to_left;
pub use ellipsis::{Ellipsis, ellipsize};
pub use find::find;
pub use fold::{Ends, ascii_letter, fold, letters};
pub use safe::{Field, SafeText, clean, reveal};
pub use scripts::mixes_scripts;
pub use sentences::sentences;
pub use shingles::{SHINGLE, WINDOW, fingerprints, shingles, word_number};
pub use spelling::level_spelling;
pub use tokens::{Token, TokenKind, tokens};
pub use width::{truncate, width};
pub use words::{Fit, WordFolder, words};
pub use wrap::{Gap, Hyphenation, Row, WrapOptions, justify, wrap, wrap_set_in, wrap_to_justify};
