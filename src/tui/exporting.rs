//! Articles written to a file of the reader's own, as `dateline export` writes them.

use std::env;
use std::path::{Path, PathBuf};

use crate::app::{Export, Exported, Replacing};
use crate::library::{Existing, ExportFormat, Library, OutputError, said, write_articles, write_file};
use crate::text::SafeText;

/// Writes articles to a file and says what came of it.
pub(super) fn export(library: &Library, export: &Export) -> Exported {
    let path = from_home(&export.path);
    let format = match ExportFormat::of_file(&path) {
        Ok(format) => format,
        Err(ending) => {
            let why = format!("`.{ending}` files cannot be written; there are .md and .jsonl");
            return Exported::Failed(SafeText::label(&why));
        }
    };
    let articles: Vec<u32> = export.articles.iter().filter_map(|id| library.number(*id)).collect();
    let existing = match export.existing {
        Replacing::Ask => Existing::Refuse,
        Replacing::Replace => Existing::Replace,
    };
    match write_file(&path, existing, |out| write_articles(library, &articles, format, out)) {
        Ok(()) => {
            let noun = if articles.len() == 1 { "article" } else { "articles" };
            Exported::Written(SafeText::label(&format!("wrote {} {noun} to {}", articles.len(), export.path)))
        }
        Err(OutputError::Exists(_)) => Exported::Exists(export.clone()),
        Err(error) => Exported::Failed(SafeText::label(&said(&error))),
    }
}

/// A path as it was typed, with the home folder in the place of `~`.
fn from_home(typed: &str) -> PathBuf {
    let home = typed.strip_prefix("~/").zip(env::home_dir());
    home.map_or_else(|| Path::new(typed).to_owned(), |(rest, home)| home.join(rest))
}
