//! Writes articles in the formats other programs read.

use std::io::{self, Write};
use std::path::Path;

use crate::article::Detail;

use super::collection::Library;
use super::markdown;

/// The formats articles can be written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// JSON Lines: one object an article, complete.
    #[default]
    JsonLines,
    /// Markdown: headline, date, tags, captions and text.
    Markdown,
}

impl ExportFormat {
    /// The format a file's name asks for by its ending.
    ///
    /// # Errors
    /// The ending of a format that is not written.
    pub fn of_file(file: &Path) -> Result<Self, String> {
        let ending = file.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        match &*ending {
            "md" | "markdown" => Ok(Self::Markdown),
            "" | "jsonl" | "ndjson" | "json" => Ok(Self::JsonLines),
            _ => Err(ending),
        }
    }
}

/// Writes articles one after the other.
///
/// # Errors
/// What `out` says, or that what is kept of the articles is damaged: then what was written is not all.
pub fn write_articles(
    library: &Library,
    articles: &[u32],
    format: ExportFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (place, item) in articles.iter().filter_map(|number| library.item(*number)).enumerate() {
        match format {
            ExportFormat::JsonLines => {
                serde_json::to_writer(&mut *out, &library.json(&item, Detail::Full))?;
                out.write_all(b"\n")?;
            }
            ExportFormat::Markdown => {
                if place > 0 {
                    out.write_all(b"\n---\n\n")?;
                }
                out.write_all(
                    markdown::article(&item.article, &item.tags, library.triage(item.article.id)).as_bytes(),
                )?;
            }
        }
    }
    if library.is_damaged() {
        return Err(io::Error::other("what is kept of the articles is damaged"));
    }
    Ok(())
}
