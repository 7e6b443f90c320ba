//! Writes a segment: articles in order, each as row, columns, words and text.

use std::io::{self, Write};
use std::path::Path;

use super::columns::day_number;
use super::ids;
use super::inverting::Inverting;
use super::names::{Key, Section};
use super::rows::{self, RowsWritten, push};
use super::sections::SectionWriter;
use crate::article::{Article, TagKind, Tags, Zone};
use crate::text::WordFolder;

/// An article that is to be written.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The article.
    pub article: &'a Article,
    /// What it is about.
    pub tags: &'a Tags,
    /// The number of its file.
    pub file: u32,
    /// What is to be kept of it besides; the index does not look into it.
    pub kept: &'a [u8],
}

/// Writes the articles of a segment in the order in which they are added: newest first, undated ones last.
///
/// Texts go to the file at once. Memory is taken for the rows, some 150 bytes an article, and for the words of the last
/// articles and who has them, some 60 MB at most where there is a folder to set the others aside.
#[derive(Debug)]
pub struct SegmentWriter<W> {
    out: SectionWriter<W>,
    articles: u32,
    ids: Vec<u8>,
    dates: Vec<u8>,
    lengths: Vec<u8>,
    files: Vec<u8>,
    rows: RowsWritten,
    record_ends: Vec<u8>,
    inverting: [Inverting; Key::ALL.len()],
    folder: WordFolder,
}

impl<W: Write> SegmentWriter<W> {
    /// Begins a segment. What is too much for memory is set aside in this folder, where there is one.
    ///
    /// # Errors
    /// As for every method below: it cannot be written.
    pub fn new(out: W, folder: Option<&Path>) -> io::Result<Self> {
        let mut out = SectionWriter::new(out);
        out.begin(Section::Records.number())?;
        Ok(Self {
            out,
            articles: 0,
            ids: Vec::new(),
            dates: Vec::new(),
            lengths: Vec::new(),
            files: Vec::new(),
            rows: RowsWritten::default(),
            record_ends: Vec::new(),
            inverting: std::array::from_fn(|_| Inverting::new(folder)),
            folder: WordFolder::default(),
        })
    }

    /// How many bytes of articles were written so far.
    pub fn length(&self) -> u64 {
        self.out.length()
    }

    /// Adds the next article.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn add(&mut self, entry: Entry<'_>) -> io::Result<()> {
        let Entry { article, tags, file, kept } = entry;
        let record = postcard::to_stdvec(&(article.lede(), article, tags, kept)).map_err(io::Error::other)?;
        self.out.write(&record)?;
        self.record_ends.extend_from_slice(&self.out.length().to_le_bytes());
        self.ids.extend_from_slice(&article.id.number().to_le_bytes());
        let published = day_number(article.dates.published.map(|dated| dated.date));
        self.dates.extend_from_slice(&published.to_le_bytes());
        push(&mut self.lengths, article.words());
        self.files.extend_from_slice(&file.to_le_bytes());
        self.rows.add(&article.headline, tags);
        self.add_words(article);
        self.add_tags(tags);
        self.inverting.iter_mut().try_for_each(Inverting::set_aside)?;
        self.articles = self.articles.checked_add(1).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(())
    }

    /// Ends the segment; `agreed` is what its readers have to know.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(mut self, agreed: u64) -> io::Result<W> {
        for (section, bytes) in [
            (Section::RecordEnds, &self.record_ends),
            (Section::Ids, &self.ids),
            (Section::Dates, &self.dates),
            (Section::Lengths, &self.lengths),
            (Section::Files, &self.files),
        ] {
            self.out.section(section.number(), bytes)?;
        }
        ids::write(&self.ids, &mut self.out)?;
        self.rows.write(&mut self.out)?;
        let articles = usize::try_from(self.articles).unwrap_or(usize::MAX);
        for (key, inverting) in Key::ALL.into_iter().zip(self.inverting) {
            inverting.write(key.section(), articles, &mut self.out)?;
        }
        self.out.finish(agreed)
    }

    fn add_words(&mut self, article: &Article) {
        for zone in Zone::ALL {
            let Some(inverting) = self.inverting.get_mut(Key::Words(zone).number()) else { continue };
            for text in article.texts(zone) {
                self.folder.each(&text, |word| inverting.add(word, self.articles));
            }
        }
        if let Some(language) = &article.language {
            self.word(Key::Languages, &language.to_ascii_lowercase());
        }
    }

    fn add_tags(&mut self, tags: &Tags) {
        for kind in TagKind::ALL {
            for tag in tags.of(kind) {
                self.word(Key::Tags, &rows::key(kind, &tag.code));
            }
        }
    }

    fn word(&mut self, key: Key, word: &str) {
        if let Some(inverting) = self.inverting.get_mut(key.number()) {
            inverting.add(word, self.articles);
        }
    }
}
