//! Where benchmarks leave their files.

use std::path::PathBuf;

/// A folder of that name below the build's, on a real disk.
pub fn folder(name: &str) -> PathBuf {
    let below = option_env!("CARGO_TARGET_TMPDIR").map_or_else(|| "target/tmp".into(), PathBuf::from);
    below.join("benches").join(name)
}
