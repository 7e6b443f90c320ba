//! The small forms that pages of news are written in: dates, bylines, credits, datelines, the words of controls.
//!
//! Each file reads one form out of one piece of text. None knows where on a page the text stood.

pub(super) mod agency;
pub(super) mod ages;
mod buttons;
pub(super) mod byline;
pub(super) mod caption;
mod clock;
pub(super) mod contact;
pub(super) mod control;
pub(super) mod counter;
pub(super) mod credit;
pub(super) mod dateline;
pub(super) mod dates;
pub(super) mod ending;
pub(super) mod field;
mod function_words;
pub(super) mod headline;
pub(super) mod language;
mod months;
mod names;
pub(super) mod numeric;
mod phrases;
pub(super) mod prose;
pub(super) mod scene;
pub(super) mod sentence;
pub(super) mod short_dates;
pub(super) mod signature;
pub(super) mod site;
pub(super) mod timestamps;
mod tokens;
pub(super) mod wording;
