//! The forms an archive is written in: feeds, JSON Lines, a tree of text pages, a list of headlines.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde_json::json;

use crate::archive::Story;

/// Files are begun anew behind so many bytes; the program reads up to 64 MiB of one.
const FILE: u64 = 60 << 20;

/// How many pages stand in a folder.
const FOLDER: usize = 1_000;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A form of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// RSS, as few files as may be.
    Feed,
    /// JSON Lines, as few files as may be.
    Lines,
    /// A text page an article, a thousand in a folder.
    Pages,
    /// A headline a line.
    Headlines,
}

impl FromStr for Form {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "feed" => Ok(Self::Feed),
            "lines" => Ok(Self::Lines),
            "pages" => Ok(Self::Pages),
            "headlines" => Ok(Self::Headlines),
            other => Err(format!("`{other}` is no form; there are feed, lines, pages and headlines")),
        }
    }
}

/// What was written.
#[derive(Debug, Default)]
pub struct Written {
    /// The files, in order.
    pub files: Vec<PathBuf>,
    /// How many bytes they have together.
    pub bytes: u64,
}

/// Writes stories in a form into a folder, which is made.
pub fn write(form: Form, stories: impl Iterator<Item = Story>, folder: &Path) -> io::Result<Written> {
    fs::create_dir_all(folder)?;
    match form {
        Form::Feed => write_files(stories, folder, &FEED),
        Form::Lines => write_files(stories, folder, &LINES),
        Form::Headlines => write_files(stories, folder, &HEADLINES),
        Form::Pages => write_pages(stories, folder),
    }
}

/// How stories stand in one file.
struct Layout {
    name: &'static str,
    extension: &'static str,
    head: &'static str,
    story: fn(&Story) -> String,
    tail: &'static str,
    /// How many bytes a file may have.
    most: u64,
}

const FEED: Layout = Layout {
    name: "feed",
    extension: "xml",
    head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Generated</title>\
        <link>https://news.example/</link><description>Made up</description>\n",
    story: feed_item,
    tail: "</channel></rss>\n",
    most: FILE,
};

const LINES: Layout =
    Layout { name: "articles", extension: "jsonl", head: "", story: line, tail: "", most: FILE };

const HEADLINES: Layout = Layout {
    name: "headlines",
    extension: "txt",
    head: "",
    story: |story| format!("{}\n", story.headline),
    tail: "",
    most: u64::MAX,
};

fn feed_item(story: &Story) -> String {
    let Story { number, headline, byline, date: (year, month, day), paragraphs } = story;
    let month = MONTHS[(month - 1) % MONTHS.len()];
    let body = paragraphs.join("&lt;/p&gt;&lt;p&gt;");
    format!(
        "<item><title>{headline}</title><link>https://news.example/{number}</link><guid>https://news.example/{number}\
         </guid><author>{byline}</author><pubDate>{day:02} {month} {year} 08:00:00 GMT</pubDate>\
         <description>&lt;p&gt;{body}&lt;/p&gt;</description></item>\n"
    )
}

fn line(story: &Story) -> String {
    let object = json!({
        "title": story.headline,
        "author": story.byline,
        "date": day(story),
        "url": format!("https://news.example/{}", story.number),
        "text": story.paragraphs.join("\n"),
    });
    format!("{object}\n")
}

fn day(story: &Story) -> String {
    let (year, month, day) = story.date;
    format!("{year}-{month:02}-{day:02}")
}

fn write_files(stories: impl Iterator<Item = Story>, folder: &Path, layout: &Layout) -> io::Result<Written> {
    let mut written = Written::default();
    let mut file: Option<(BufWriter<File>, u64)> = None;
    for story in stories {
        let text = (layout.story)(&story);
        if file.as_ref().is_some_and(|(_, bytes)| bytes + text.len() as u64 > layout.most) {
            end(file.take(), layout, &mut written)?;
        }
        let (out, bytes) = match &mut file {
            Some(file) => file,
            None => file.insert(begin(folder, layout, &mut written)?),
        };
        out.write_all(text.as_bytes())?;
        *bytes += text.len() as u64;
    }
    end(file, layout, &mut written)?;
    Ok(written)
}

fn begin(folder: &Path, layout: &Layout, written: &mut Written) -> io::Result<(BufWriter<File>, u64)> {
    let number = written.files.len() + 1;
    let path = folder.join(format!("{}-{number:03}.{}", layout.name, layout.extension));
    let mut out = BufWriter::new(File::create(&path)?);
    out.write_all(layout.head.as_bytes())?;
    written.files.push(path);
    Ok((out, layout.head.len() as u64))
}

fn end(file: Option<(BufWriter<File>, u64)>, layout: &Layout, written: &mut Written) -> io::Result<()> {
    let Some((mut out, bytes)) = file else { return Ok(()) };
    out.write_all(layout.tail.as_bytes())?;
    written.bytes += bytes + layout.tail.len() as u64;
    out.flush()
}

fn write_pages(stories: impl Iterator<Item = Story>, folder: &Path) -> io::Result<Written> {
    let mut written = Written::default();
    for story in stories {
        let folder = folder.join(format!("{:04}", story.number / FOLDER));
        if story.number.is_multiple_of(FOLDER) {
            fs::create_dir_all(&folder)?;
        }
        let path = folder.join(format!("{:07}.txt", story.number));
        let (headline, byline, body) = (&story.headline, &story.byline, story.paragraphs.join("\n\n"));
        let text = format!("{headline}\n\nBy {byline}\n{}\n\n{body}\n", day(&story));
        fs::write(&path, &text)?;
        written.bytes += text.len() as u64;
        written.files.push(path);
    }
    Ok(written)
}
