//! A cache of what the files of a library say: its articles in rows and columns, the words they use, their texts. It
//! may be deleted at any moment and is made anew from the files; decisions are never kept here.
//!
//! Articles stand in segments: files that are written once, newest article first, and never changed. `sections` is
//! the form of such a file, `words` and `postings` say which article uses which word, `columns` what can be asked of
//! an article without its text. `blobs` keeps what others made of each file, so that they need not make it again, and
//! `spill` what they set aside for a while.

mod blobs;
mod columns;
mod generation;
mod ids;
mod inverted;
mod inverting;
mod lazy;
mod names;
mod postings;
mod rows;
mod runs;
mod sections;
mod segment;
mod spill;
mod store;
mod words;
mod writer;

use std::io;

use thiserror::Error;

pub use blobs::{Blob, BlobReader, BlobWriter, Blobs};
pub use columns::date;
pub use generation::{Catalogue, Draft, Generation, Out, Pieces};
pub use rows::REGION_BY_HOME as BY_HOME;
pub use segment::{Label, Record, Segment, Summary};
pub use spill::{Span, Spill, Spilled};
pub use writer::{Entry, SegmentWriter};

/// Why something cannot be read from the cache. It is then made anew.
#[derive(Debug, Error)]
pub enum Broken {
    /// The system cannot read it.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// It was written by another version, or with other choices of the reader.
    #[error("was written by another version or for other settings")]
    Outdated,
    /// It has not the form of a segment.
    #[error("has not the form of an index")]
    Form,
    /// Its bytes are not those that were written.
    #[error("is damaged")]
    Checksum,
}
