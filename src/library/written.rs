//! The form in which all of a library is written into a generation of the index, and read from it.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use fixedbitset::FixedBitSet;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::collection::Progress;
use super::copies;
use super::file_report::FileReport;
use super::joined::Joined;
use super::parts::Part;
use super::sketched::{Sketched, Sketching};
use super::threads::{guarded, in_order};
use super::tracks::{self, Track};
use super::understood::{Key, Understood};
use super::{find, folded, front};
use crate::article::{Phase, system_text};
use crate::classify::Home;
use crate::index::{Broken, Catalogue, Draft, Entry, Generation, Out, Pieces, SegmentWriter};
use crate::ingest::PassedOver;
use crate::stories::{CommonWords, Events, Field, LONGEST_LIST, Malformed, Sketch, Weighing};

/// What is told of each file.
const REPORTS: Pieces = Pieces { bytes: Part::Reports.number(), ends: Part::ReportEnds.number() };
/// The path of each file.
const PATHS: Pieces = Pieces { bytes: Part::Paths.number(), ends: Part::PathEnds.number() };
/// What is kept of each article to tell what is related to it.
const ROWS: Pieces = Pieces { bytes: Part::Rows.number(), ends: Part::RowEnds.number() };
/// Which articles have the terms that stand in these rows.
const LISTS: Pieces = Pieces { bytes: Part::Lists.number(), ends: Part::ListEnds.number() };

/// What is told of all files together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// What decided, besides the files, what is in the generation.
    pub(super) settings: u64,
    /// What was read, as one number; none where that is not known.
    pub(super) readings: Option<u64>,
    /// How many files there are.
    pub(super) files: usize,
    /// What was passed over.
    pub(super) passed_over: PassedOver,
    /// Whether some files were not read yet as they are now.
    pub(super) partial: bool,
}

/// What is kept of an article in its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    /// The home country of its source, told or learned.
    pub(super) home: Option<Home>,
    /// The country its words speak for without doubt.
    pub(super) surest: Option<Home>,
}

/// The path of a file, in a form that can hold any.
#[derive(Serialize, Deserialize)]
struct Named(#[serde(with = "system_text")] PathBuf);

/// Writes all of a library: newest first, undated ones last, those of one day in the order of their sources.
pub(super) fn write(
    (folder, agreed): (Option<&Path>, u64),
    head: Head,
    joined: &Joined,
    common: &CommonWords,
    progress: &mut dyn FnMut(Progress),
) -> Result<Generation, Broken> {
    let articles = &joined.articles;
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|place| Reverse(articles.get(*place).and_then(|one| one.published)));
    let mut draft = Draft::new(folder, agreed)?;
    let sketching = Sketching::new(folder, order.len())?;
    let (tracks, sketched) =
        Writing { joined, common, order: &order }.articles(draft.articles(), sketching, progress)?;
    draft.publish(|written, catalogue| {
        catalogue.part(Part::Head.number(), &bytes(&head)?)?;
        let stories = copies::stories(joined, &sketched, &order)?;
        let shown = folded::write(&stories, order.len(), catalogue)?;
        front::write(written, &shown, catalogue)?;
        find::write(written, catalogue)?;
        let places = order.iter().flat_map(|place| short(*place).to_le_bytes());
        catalogue.part(Part::Places.number(), &places.collect::<Vec<u8>>())?;
        catalogue.part(Part::Tracks.number(), &tracks)?;
        let keys =
            order.iter().filter_map(|place| articles.get(*place)).map(|one| one.key.map_or(0, |key| key.0));
        catalogue.part(Part::Keys.number(), &keys.flat_map(u64::to_le_bytes).collect::<Vec<u8>>())?;
        write_files(joined, catalogue)?;
        write_relations((common, &sketched), &shown, catalogue, progress)
    })
}

/// The articles that are written, and their order.
#[derive(Debug, Clone, Copy)]
struct Writing<'a> {
    joined: &'a Joined,
    common: &'a CommonWords,
    order: &'a [usize],
}

impl Writing<'_> {
    /// Writes the articles. Gives their tracks and sketches.
    fn articles(
        self,
        segment: &mut SegmentWriter<Out>,
        mut sketching: Sketching,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(Vec<u8>, Sketched), Broken> {
        let mut so_far = Progress::of(Phase::Writing, self.order.len());
        progress(so_far);
        let mut files: HashMap<&Path, u32> = HashMap::new();
        for (file, number) in self.joined.files.iter().zip(0..) {
            files.entry(&file.path).or_insert(number);
        }
        let mut tracks = Vec::with_capacity(self.order.len() * tracks::BYTES);
        in_order(self.order.len(), |number| self.read(number), &mut |read: Result<Ready, Broken>| {
            let (one, track, sketch) = read?;
            let kept = bytes(&Kept { home: one.home, surest: one.surest })?;
            let file = files.get(&*one.article.source.path).copied().unwrap_or(u32::MAX);
            tracks.extend_from_slice(&track.bytes());
            sketching.add(&sketch)?;
            segment.add(Entry { article: &one.article, tags: &one.tags, file, kept: &kept })?;
            so_far.done += 1;
            progress(so_far);
            Ok::<(), Broken>(())
        })?;
        Ok((tracks, sketching.end()?))
    }

    fn read(self, number: usize) -> Result<Ready, Broken> {
        let one = self.joined.understood(*self.order.get(number).ok_or(Broken::Form)?)?;
        let track = Track::of(&one.article);
        let sketch = guarded(|| Sketch::of(&one.article, self.common));
        // Without a sketch it has no copies but those of the same id.
        let sketch = sketch.unwrap_or_else(|| Sketch::bare(one.article.id));
        Ok((one, track, sketch))
    }
}

/// An article that is to be written, with what is told apart from it.
type Ready = (Understood, Track, Sketch);

fn write_relations(
    (common, sketched): (&CommonWords, &Sketched),
    shown: &FixedBitSet,
    catalogue: &mut Catalogue,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Broken> {
    let mut so_far = Progress::of(Phase::Comparing, shown.len());
    progress(so_far);
    let compared = |number: usize| shown.contains(number);
    let mut weighing = Weighing::new(common, sketched, &compared);
    catalogue.pieces(LISTS, |write| {
        while let Some(lists) = weighing.lists()? {
            write(&lists)?;
        }
        Ok::<(), Broken>(())
    })?;
    let mut events = Events::default();
    catalogue.pieces(ROWS, |write| {
        weighing.rows(|row| {
            events.add(row)?;
            so_far.done += 1;
            progress(so_far);
            write(row)
        })
    })?;
    Ok(catalogue.part(Part::Events.number(), &super::numbers::bytes(&events.stories()))?)
}

fn write_files(joined: &Joined, catalogue: &mut Catalogue) -> io::Result<()> {
    catalogue.part(Part::Troubled.number(), &bytes(&joined.troubled)?)?;
    let files = || joined.files.iter();
    catalogue
        .pieces::<io::Error>(REPORTS, |write| files().try_for_each(|file| write(&joined.report(file)?)))?;
    catalogue.pieces::<io::Error>(PATHS, |write| {
        files().try_for_each(|file| write(&bytes(&Named(file.path.clone()))?))
    })
}

/// What is told of all files together.
pub(super) fn head(generation: &Generation) -> Result<Head, Broken> {
    read(&generation.part(Part::Head.number())?)
}

/// The place of each article in the order of the sources.
pub(super) fn places(generation: &Generation) -> Result<Vec<u32>, Broken> {
    let places = numbers(&generation.part(Part::Places.number())?);
    if places.len() == size(generation.articles.articles()) { Ok(places) } else { Err(Broken::Form) }
}

/// What is told of the files that something is to be said about.
pub(super) fn troubled(generation: &Generation) -> Result<Vec<FileReport>, Broken> {
    read(&generation.part(Part::Troubled.number())?)
}

/// What is told of all files.
pub(super) fn reports(generation: &Generation) -> Result<Vec<FileReport>, Broken> {
    generation.pieces(REPORTS)?.iter().map(|piece| read(piece)).collect()
}

/// The number of the first article of the story each article belongs to, the newest of it: of most their own.
pub(super) fn events(generation: &Generation) -> Result<Vec<u32>, Broken> {
    let events = numbers(&generation.part(Part::Events.number())?);
    if events.len() == size(generation.articles.articles()) { Ok(events) } else { Err(Broken::Form) }
}

/// The paths of all files.
pub(super) fn paths(generation: &Generation) -> Result<Vec<PathBuf>, Broken> {
    generation.pieces(PATHS)?.iter().map(|piece| read::<Named>(piece).map(|named| named.0)).collect()
}

/// The path of a file.
pub(super) fn path(generation: &Generation, file: u32) -> Result<PathBuf, Broken> {
    read::<Named>(&generation.piece(PATHS, file)?).map(|named| named.0)
}

/// The track of each article.
pub(super) fn tracks(generation: &Generation) -> Result<Vec<Track>, Broken> {
    let numbers = numbers(&generation.part(Part::Tracks.number())?);
    Ok(numbers.as_chunks().0.iter().map(|numbers| Track::of_numbers(*numbers)).collect())
}

/// What is kept to tell what is related to an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Relations<'a>(pub(super) &'a Generation);

impl Field for Relations<'_> {
    type Error = Broken;

    fn row(&self, article: u32) -> Result<Vec<u8>, Broken> {
        self.0.piece(ROWS, article)
    }

    fn lists(&self, from: u32) -> Result<Vec<u8>, Broken> {
        self.0.run(LISTS, u64::from(from), LONGEST_LIST)
    }
}

impl From<Malformed> for Broken {
    fn from(_: Malformed) -> Self {
        Self::Form
    }
}

/// What decides what each article is understood as, with its number, in the order of the keys; those of which it is
/// not known are left out.
pub(super) fn keys(generation: &Generation) -> Result<Vec<(Key, u32)>, Broken> {
    let bytes = generation.part(Part::Keys.number())?;
    let keys = bytes.as_chunks().0.iter().map(|bytes| Key(u64::from_le_bytes(*bytes)));
    let mut numbered: Vec<(Key, u32)> = keys.zip(0..).filter(|(key, _)| key.0 != 0).collect();
    numbered.sort_unstable();
    Ok(numbered)
}

/// What was kept of an article in its record.
pub(super) fn kept(bytes: &[u8]) -> Result<Kept, Broken> {
    read(bytes)
}

/// A value as it is written.
pub(super) fn bytes<T: Serialize>(value: &T) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(io::Error::other)
}

/// A value that was written.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Broken> {
    postcard::from_bytes(bytes).map_err(|_| Broken::Form)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect()
}

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
