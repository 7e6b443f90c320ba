//! What was read of one file as bytes: its articles one behind the other, so that each can be read by itself, then what
//! is told of the file and of each article as far as all articles together need it, and how long that is.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::boilerplate::Outline;
use super::file_report::FileReport;
use super::load::{ReadPage, Reading};
use super::page_number::Says;
use crate::article::{Article, LineFilter};
use crate::index::{Blob, BlobReader, Broken};
use crate::ingest::PassedOver;

/// Bytes behind all else: how long the head is, and its checksum.
const TRAILER: usize = 4 + 8;

/// What is told of a file without its articles.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Head {
    /// Its pages: one, or those of an archive; none where all of it was passed over.
    pub(super) pages: Vec<PageHead>,
    /// How many pages were passed over for what their bytes are.
    pub(super) passed_over: PassedOver,
}

/// What is told of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct PageHead {
    /// What came out of it.
    pub(super) report: FileReport,
    /// The lines that corrections can be about.
    pub(super) lines: LineFilter,
    /// Its articles in the order of the page.
    pub(super) articles: Vec<Bundled>,
}

/// An article of a bundle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Bundled {
    /// Where it lies.
    pub(super) place: Place,
    /// What it says of its place among the pages of a whole.
    pub(super) says: Says,
    /// Its texts as keys.
    pub(super) outline: Outline,
}

/// Where an article lies in its bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Place {
    at: u32,
    length: u32,
    checksum: u32,
}

/// The bytes of what was read of one file.
#[derive(Debug, Clone)]
pub(super) enum Bundle {
    /// They lie in the cache.
    Kept(Blob),
    /// They are held in memory.
    Held(Arc<[u8]>),
}

/// What was read of a file as bytes; nothing where it has no such form, which is where it takes more than 4 GiB. Each
/// article is given up as soon as it is written.
pub(super) fn bundled(reading: Reading) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut head = Head { pages: Vec::new(), passed_over: reading.passed_over };
    for page in reading.pages {
        head.pages.push(PageHead::bundled(page, &mut bytes)?);
    }
    let written = postcard::to_stdvec(&head).ok()?;
    bytes.extend_from_slice(&written);
    bytes.extend_from_slice(&u32::try_from(written.len()).ok()?.to_le_bytes());
    bytes.extend_from_slice(&xxh3_64(&written).to_le_bytes());
    Some(bytes)
}

impl PageHead {
    fn bundled(page: ReadPage, bytes: &mut Vec<u8>) -> Option<Self> {
        let ReadPage { report, articles, lines, neighbours } = page;
        let alone = articles.len() == 1;
        let beside = if alone { report.removed.as_slice() } else { &[] };
        let mut told = Vec::with_capacity(articles.len());
        for article in articles {
            let says = Says::of(&article, beside);
            let says = if alone { says.linked(&neighbours) } else { says };
            let outline = Outline::of(&article);
            told.push(Bundled { place: Place::of(&article, bytes)?, says, outline });
        }
        Some(Self { report, lines, articles: told })
    }
}

impl Place {
    /// The place of an article that is written behind these bytes.
    fn of(article: &Article, bytes: &mut Vec<u8>) -> Option<Self> {
        let written = postcard::to_stdvec(article).ok()?;
        let at = u32::try_from(bytes.len()).ok()?;
        bytes.extend_from_slice(&written);
        Some(Self { at, length: u32::try_from(written.len()).ok()?, checksum: checksum(&written) })
    }
}

impl Head {
    /// How many articles there are.
    pub(super) fn articles(&self) -> usize {
        self.pages.iter().map(|page| page.articles.len()).sum()
    }
}

impl Bundle {
    /// What is told of the file; `kept` reads what lies in the cache.
    pub(super) fn head(&self, kept: Option<&BlobReader>) -> Result<Head, Broken> {
        let length = self.length();
        if length == 0 {
            return Ok(Head::default());
        }
        let end = length.checked_sub(TRAILER as u64).ok_or(Broken::Form)?;
        let trailer = self.part(kept, end..length)?;
        let (head, sum) = trailer.split_first_chunk().ok_or(Broken::Form)?;
        let begins = end.checked_sub(u64::from(u32::from_le_bytes(*head))).ok_or(Broken::Form)?;
        let bytes = self.part(kept, begins..end)?;
        if xxh3_64(&bytes).to_le_bytes() != sum {
            return Err(Broken::Checksum);
        }
        postcard::from_bytes(&bytes).map_err(|_| Broken::Form)
    }

    /// An article; `kept` reads what lies in the cache.
    pub(super) fn article(&self, kept: Option<&BlobReader>, place: Place) -> Result<Article, Broken> {
        let at = u64::from(place.at);
        let bytes = self.part(kept, at..at + u64::from(place.length))?;
        if checksum(&bytes) != place.checksum {
            return Err(Broken::Checksum);
        }
        postcard::from_bytes(&bytes).map_err(|_| Broken::Form)
    }

    fn length(&self) -> u64 {
        match self {
            Self::Kept(blob) => blob.length(),
            Self::Held(bytes) => bytes.len() as u64,
        }
    }

    fn part(&self, kept: Option<&BlobReader>, part: Range<u64>) -> Result<Vec<u8>, Broken> {
        match self {
            Self::Kept(blob) => kept.ok_or(Broken::Form)?.part(blob, part),
            Self::Held(bytes) => {
                let size = |at: u64| usize::try_from(at).map_err(|_| Broken::Form);
                let part = bytes.get(size(part.start)?..size(part.end)?);
                part.map(<[u8]>::to_vec).ok_or(Broken::Form)
            }
        }
    }
}

fn checksum(bytes: &[u8]) -> u32 {
    u32::try_from(xxh3_64(bytes) >> 32).unwrap_or(u32::MAX)
}
