//! What is asked of the world outside the program: the clipboard, other programs, files of the reader's own.

use std::path::PathBuf;

use crate::article::{ArticleId, Link};
use crate::text::SafeText;

/// Something that is done outside. Text from an article is never part of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outside {
    /// Put a text on the clipboard.
    Copy {
        /// The text; line feeds are its only control characters.
        text: String,
        /// What it is, for the notice: `the address`.
        what: SafeText,
    },
    /// Give an address to the program that opens addresses.
    OpenLink(Link),
    /// Open a file in the reader's editor.
    Edit {
        /// The file as its articles name it.
        path: PathBuf,
        /// The line to go to, from 1.
        line: u32,
    },
    /// Give a text to a program as its input.
    Pipe {
        /// The program and its arguments, as the reader typed them.
        command: Vec<String>,
        /// The text.
        text: String,
    },
}

/// Articles that are to be written to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The file as it was typed; `~/` is the home folder.
    pub path: String,
    /// The articles, in order.
    pub articles: Vec<ArticleId>,
    /// What happens to a file that is there already.
    pub existing: Replacing,
}

/// What happens to a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Replacing {
    /// Nothing: the reader is asked.
    Ask,
    /// It is replaced once the new one is complete.
    Replace,
}

/// What came of writing articles to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// They stand in this file.
    Written(SafeText),
    /// There is such a file already.
    Exists(Export),
    /// They were not written, for this reason.
    Failed(SafeText),
}
