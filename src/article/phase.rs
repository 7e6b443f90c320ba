//! What is done until articles can be read.

/// What is being done with the files, in the order of time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Phase {
    /// They are looked for, and those that changed.
    #[default]
    Looking,
    /// They are read.
    Reading,
    /// It is told what their articles are about.
    Tagging,
    /// The articles and their words are written down.
    Writing,
    /// The articles are held against one another.
    Comparing,
}
