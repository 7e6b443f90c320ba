//! What decides, besides a file itself, what is read of it, as one number.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use xxhash_rust::xxh3::xxh3_64;

use super::collection::Options;
use super::kept::Cache;

impl Cache {
    /// Where readings for these options are kept; nothing where none are to be, or where this program cannot be told
    /// from others.
    pub(super) fn of(options: &Options) -> Option<Self> {
        if options.cache.as_os_str().is_empty() {
            return None;
        }
        let both = [program()?, options.rules.fingerprint()].map(u64::to_le_bytes);
        Some(Self { folder: options.cache.clone(), agreed: xxh3_64(both.as_flattened()) })
    }
}

/// The folder within a folder for caches where what is read of these paths is kept: another one for other paths, and for
/// the same ones seen from another folder.
pub fn cache_of(paths: &[PathBuf], caches: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let mut named = here.into_os_string().into_encoded_bytes();
    for path in paths {
        named.push(0);
        named.extend_from_slice(path.as_os_str().as_encoded_bytes());
    }
    caches.join(format!("{:016x}", xxh3_64(&named)))
}

/// What tells this program from all others, later and earlier ones too, since each may read pages in another way: its
/// version, and which file it is. Asked once, because that file may be replaced while the program runs.
fn program() -> Option<u64> {
    static PROGRAM: OnceLock<Option<u64>> = OnceLock::new();
    *PROGRAM.get_or_init(|| {
        let path = std::env::current_exe().ok()?;
        let found = std::fs::metadata(&path).ok()?;
        Some(xxh3_64(told(&path, &found).as_bytes()))
    })
}

fn told(path: &Path, found: &Metadata) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!("{version} {} {} {} {}", path.display(), found.size(), found.mtime(), found.mtime_nsec())
}
