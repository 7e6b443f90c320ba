//! Made-up stories as a segment of the index.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::Duration;

use dateline::article::{Article, Date, DateOrigin, Dated, Tags};
use dateline::index::{Entry, Segment, SegmentWriter};
use dateline::text::SafeText;

use crate::archive::Story;
use crate::clock::processor_time;

/// How many articles are made before they are written together, so that the clock is read rarely.
const BATCH: usize = 2_000;

/// What the readers of a segment have to know.
const AGREED: u64 = 0;

/// What building took and gave.
#[derive(Debug, Default, Clone, Copy)]
pub struct Built {
    /// The processor time of writing the segment, without that of making articles.
    pub time: Duration,
    /// The bytes of the texts.
    pub texts: u64,
    /// The bytes of the articles in the segment.
    pub records: u64,
    /// The bytes of the whole segment.
    pub segment: u64,
}

/// Writes a segment of stories, and their texts a line each beside it for other programs.
pub fn build(stories: impl Iterator<Item = Story>, segment: &Path, lines: &Path) -> io::Result<Built> {
    let mut built = Built::default();
    let mut lines = BufWriter::new(File::create(lines)?);
    let mut writer = SegmentWriter::new(BufWriter::new(File::create(segment)?), None)?;
    let tags = Tags::default();
    let mut stories = stories.peekable();
    while stories.peek().is_some() {
        let mut batch = Vec::with_capacity(BATCH);
        for story in stories.by_ref().take(BATCH) {
            let line = line(&story);
            built.texts += line.len() as u64;
            lines.write_all(line.as_bytes())?;
            batch.push(article(&story));
        }
        let start = processor_time();
        for article in &batch {
            writer.add(Entry { article, tags: &tags, file: 0, kept: &[] })?;
        }
        built.time += processor_time().saturating_sub(start);
    }
    built.records = writer.length();
    let start = processor_time();
    writer.finish(AGREED)?.flush()?;
    built.time += processor_time().saturating_sub(start);
    built.segment = segment.metadata()?.len();
    lines.flush()?;
    Ok(built)
}

/// Opens what was built.
pub fn open(segment: &Path) -> anyhow::Result<Segment> {
    Ok(Segment::open(segment, AGREED)?)
}

fn line(story: &Story) -> String {
    let mut line = story.headline.clone();
    for paragraph in &story.paragraphs {
        line.push(' ');
        line.push_str(paragraph);
    }
    line.push('\n');
    line
}

fn article(story: &Story) -> Article {
    let mut article = Article::plain(&story.headline, story.paragraphs.iter().map(String::as_str));
    let (year, month, day) = story.date;
    let date = format!("{year}-{month:02}-{day:02}").parse::<Date>().ok();
    article.dates.published = date.map(|date| Dated { date, origin: DateOrigin::Page });
    article.attribution.byline = Some(SafeText::label(&story.byline));
    article
}
