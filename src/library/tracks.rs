//! Numbers for the headline and the place of every article, by which those that may be what became of another one are
//! found at one go.

use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use crate::article::{Article, Sighting};
use crate::text;

/// The bytes of a track.
pub(super) const BYTES: usize = 12;

/// Where an article stands and what it is called, as numbers; 0 where it is called nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Track {
    /// The letters of the headline.
    pub(super) headline: u32,
    /// The name of the page.
    pub(super) name: u32,
    /// The name of the page and of the folder it stands in.
    pub(super) place: u32,
}

impl Track {
    /// The track of an article.
    pub(super) fn of(article: &Article) -> Self {
        Self::new(&article.headline.text, &article.source.path)
    }

    /// The track of an article as it was seen earlier.
    pub(super) fn of_sighting(sighting: &Sighting) -> Self {
        Self::new(&sighting.headline, Path::new(&*sighting.path))
    }

    fn new(headline: &str, path: &Path) -> Self {
        let path = path.to_string_lossy();
        let mut parts = path.rsplit('/');
        let (name, folder) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        Self {
            headline: number(&text::letters(headline)),
            name: number(name),
            place: number(&format!("{folder}/{name}")),
        }
    }

    /// As it is written.
    pub(super) fn bytes(self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        for (slot, number) in bytes.chunks_exact_mut(4).zip([self.headline, self.name, self.place]) {
            slot.copy_from_slice(&number.to_le_bytes());
        }
        bytes
    }

    /// As it is read from three numbers.
    pub(super) fn of_numbers([headline, name, place]: [u32; 3]) -> Self {
        Self { headline, name, place }
    }
}

fn number(text: &str) -> u32 {
    if text.is_empty() { 0 } else { u32::try_from(xxh3_64(text.as_bytes()) >> 32).unwrap_or(u32::MAX).max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::samples::article;

    #[test]
    fn a_place_is_the_same_in_another_folder_and_a_headline_in_other_letters() {
        let track = |path: &str| Track::of(&article(path, "One story."));
        let (here, there) = (track("/home/amina/news/2023/a.txt"), track("./2023/a.txt"));
        assert_eq!(here, there);
        let moved = track("2024/a.txt");
        assert!(moved.name == here.name && moved.place != here.place && moved.headline == here.headline);
        assert_eq!(number(&text::letters("“Café”")), number(&text::letters("cafe")));
        assert_eq!(number(""), 0);
    }
}
