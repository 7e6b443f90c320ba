//! The parts of a catalogue, each with the number that names it in the file. That no two have the same one is held by the
//! compiler.

/// A part of a catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub(super) enum Part {
    /// What is told of all files together.
    Head = 1,
    /// The copies of each story that has several: how many, then their numbers, the fullest first.
    Stories = 2,
    /// The place of each article in the order of the sources.
    Places = 3,
    /// The files that something is to be said about.
    Troubled = 4,
    /// What is told of each file.
    Reports = 5,
    /// Where each of that ends.
    ReportEnds = 6,
    /// The path of each file.
    Paths = 7,
    /// Where each of them ends.
    PathEnds = 8,
    /// What is kept of each article to tell what is related to it.
    Rows = 9,
    /// Where each of that ends.
    RowEnds = 10,
    /// Which articles have the terms that stand in these rows.
    Lists = 11,
    /// Where each of these lists ends.
    ListEnds = 12,
    /// The track of each article.
    Tracks = 13,
    /// [What decides](super::understood::Understood::key) what each article is understood as; 0 where that is not known.
    Keys = 16,
    /// A bit for each article, set where it stands for its story.
    Shown = 20,
    /// A bit for each article, set where it has copies.
    Copied = 21,
    /// The numbers of the articles that have copies, rising.
    Copies = 22,
    /// The place in the stories at which that of each of them begins.
    Beginnings = 23,
    /// The regions, and how many articles there are in each.
    Regions = 24,
    /// The numbers of the articles, region by region, rising in each.
    Order = 25,
    /// How many letters of an id tell every article from the others.
    Letters = 26,
    /// The number of the first article of the story each article belongs to.
    Events = 27,
}

impl Part {
    /// Its number in the file.
    pub(super) const fn number(self) -> u64 {
        self as u64
    }
}
