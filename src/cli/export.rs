//! Articles for other programs.

use std::io::Write;

use crate::library::{ExportFormat, write_articles, write_file};

use super::command::Target;
use super::outcome::Failure;
use super::selected::Selected;

/// Writes the selected articles to a file or to standard output.
pub(super) fn export(
    selected: &Selected<'_>,
    format: ExportFormat,
    target: &Target,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let Selected { library, articles, .. } = selected;
    match target {
        Target::Output => Ok(write_articles(library, articles, format, out)?),
        Target::File(path, existing) => {
            let content = |out: &mut dyn Write| write_articles(library, articles, format, out);
            Ok(write_file(path, *existing, content)?)
        }
    }
}
