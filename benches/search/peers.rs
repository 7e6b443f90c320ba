//! `SQLite` and ripgrep on the same lines.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// How long ripgrep takes to count the lines that have a word.
pub fn ripgrep(word: &str, lines: &Path) -> Result<Duration> {
    let start = Instant::now();
    let mut command = Command::new("rg");
    command.args(["-c", "-i", "--", word]).arg(lines).stdin(Stdio::null()).stdout(Stdio::null());
    command.status()?;
    Ok(start.elapsed())
}

/// What an index of `SQLite` keeps of each word.
#[derive(Debug, Clone, Copy)]
pub enum Detail {
    /// In which texts it is and at which places, as is usual.
    Full,
    /// In which texts it is, which is what the index here keeps.
    None,
}

impl Detail {
    /// Whether places are kept, as the beginning of a phrase.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "with",
            Self::None => "without",
        }
    }

    fn option(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::None => "none",
        }
    }
}

/// The processor time that `SQLite` takes to index lines for full text, and how large that index is in bytes. The lines
/// are read into a plain table before, and the index does not keep them.
pub fn full_text_of_sqlite(lines: &Path, detail: Detail, database: &Path) -> Result<(Duration, u64)> {
    if database.exists() {
        fs::remove_file(database)?;
    }
    let script = format!(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;\n\
         CREATE TABLE lines(text);\n\
         .mode ascii\n.separator \"\\001\" \"\\n\"\n.import '{}' lines\n.mode list\n\
         CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61', detail={detail});\n\
         .timer on\n\
         INSERT INTO words(rowid, text) SELECT rowid, text FROM lines;\n\
         .timer off\n\
         SELECT 'bytes', sum(pgsize) FROM dbstat WHERE name LIKE 'words%';\n",
        lines.display(),
        detail = detail.option(),
    );
    let path = database.with_extension("sql");
    fs::write(&path, script)?;
    let output = Command::new("sqlite3").arg(database).arg(format!(".read '{}'", path.display())).output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "sqlite3: {}", String::from_utf8_lossy(&output.stderr));
    // `Run Time: real 1.234 user 1.200000 sys 0.034000`
    let timed =
        said.lines().find_map(|line| line.strip_prefix("Run Time:")).context("sqlite3 told no time")?;
    let seconds: f64 =
        timed.split_whitespace().skip(3).step_by(2).filter_map(|part| part.parse::<f64>().ok()).sum();
    let bytes = said.lines().find_map(|line| line.strip_prefix("bytes|")).context("sqlite3 told no size")?;
    fs::remove_file(database)?;
    Ok((Duration::from_secs_f64(seconds), bytes.trim().parse()?))
}
