//! Where an article's lines stood, what was taken out of its page, and what could not be understood.

use std::path::PathBuf;

use serde::ser::SerializeTuple;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::SafeText;

/// A run of lines of a decoded file (or rows of a data file): 1-based, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lines {
    /// The first line, from 1.
    pub first: u32,
    /// The last line, never before the first.
    pub last: u32,
}

impl Lines {
    /// One line.
    pub fn one(line: u32) -> Self {
        Self { first: line, last: line }
    }

    /// The shortest run that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }
}

/// Written in JSON as `[first, last]`.
impl Serialize for Lines {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut pair = serializer.serialize_tuple(2)?;
        pair.serialize_element(&self.first)?;
        pair.serialize_element(&self.last)?;
        pair.end()
    }
}

impl<'de> Deserialize<'de> for Lines {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (first, last) = Deserialize::deserialize(deserializer)?;
        Ok(Self { first, last })
    }
}

/// The place an article was cut from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The file as it was reached from the path the reader gave; `a.zip!/b.html` inside an archive.
    #[serde(with = "system_text")]
    pub path: PathBuf,
    /// The lines from the article's first to its last, removed ones between them included.
    pub lines: Lines,
}

/// Paths as the system writes them, which need not be Unicode: for `#[serde(with = …)]`.
pub(crate) mod system_text {
    use std::ffi::OsString;
    use std::path::{Path, PathBuf};

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
        path.as_os_str().serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
        OsString::deserialize(deserializer).map(PathBuf::from)
    }
}

/// A part of a page that is in no article's text, kept so that the reader can see what went and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// What the part was taken for.
    pub kind: RemovedKind,
    /// The part as printed, cleaned; several lines are joined by spaces.
    pub text: SafeText,
    /// The lines it stood on.
    pub lines: Lines,
    /// The reason, in words a reader understands: `repeats line 3`.
    pub why: SafeText,
}

/// What a removed part of a page was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RemovedKind {
    /// A further copy of the headline.
    Headline,
    /// A further copy of a caption, or a caption of a gallery without an article.
    Caption,
    /// A control of the page: a font-size switch, a short-address or follow button, a language menu.
    Widget,
    /// A bare number beside a control: `1`, `1 / 2`.
    Counter,
    /// The line the byline was read from.
    Byline,
    /// The line or part of a line a date was read from.
    Date,
    /// The opening words of another article.
    Teaser,
    /// A list of, or an address for, related articles.
    Related,
    /// A row of sharing buttons.
    Share,
    /// An invitation to subscribe, install or follow, or an advertisement's label.
    Promotion,
    /// A menu, a section name, a trail of links.
    Navigation,
    /// A row of tags or topics.
    Tags,
    /// Comments or a form for them.
    Comments,
    /// What closes every page of a site: copyright, addresses.
    Footer,
    /// A line that stands on many pages of one site.
    Boilerplate,
}

impl RemovedKind {
    /// The name used in JSON and on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Caption => "caption",
            Self::Widget => "widget",
            Self::Counter => "counter",
            Self::Byline => "byline",
            Self::Date => "date",
            Self::Teaser => "teaser",
            Self::Related => "related",
            Self::Share => "share",
            Self::Promotion => "promotion",
            Self::Navigation => "navigation",
            Self::Tags => "tags",
            Self::Comments => "comments",
            Self::Footer => "footer",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// Something about a file that could not be understood or shown as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What sort of trouble.
    pub kind: ProblemKind,
    /// The lines it concerns; none where it is the whole file.
    pub lines: Option<Lines>,
    /// One sentence for the reader, without the file's name.
    pub message: SafeText,
}

/// The sorts of trouble a page can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ProblemKind {
    /// Bytes that are no text in the page's encoding.
    Encoding,
    /// Nothing on the page is an article: an empty file, a gallery, a menu.
    NoArticle,
    /// Lines that fit no role; they are kept here so that nothing is lost.
    Unsure,
    /// A part that breaks the rules of the file's format; what stands around it was read.
    Malformed,
    /// The file is larger than what is read of one page.
    TooLarge,
    /// The file could not be read at all, or reading it failed inside the program.
    Unreadable,
}

impl ProblemKind {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Encoding => "encoding",
            Self::NoArticle => "no-article",
            Self::Unsure => "unsure",
            Self::Malformed => "malformed",
            Self::TooLarge => "too-large",
            Self::Unreadable => "unreadable",
        }
    }
}
