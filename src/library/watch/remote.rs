//! Whether a path leads to another machine, of whose changes this one hears nothing.

use std::path::Path;

/// Whether a path lies on a network.
#[cfg(target_os = "linux")]
pub(super) fn is_remote(path: &Path) -> bool {
    let Ok(found) = rustix::fs::statfs(path) else { return false };
    // The type is signed on some machines, and these numbers have 32 bits.
    let kind = u32::try_from(found.f_type & 0xFFFF_FFFF).unwrap_or_default();
    NETWORKS.contains(&kind)
}

/// Elsewhere the system itself says so, or tells.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_remote(_: &Path) -> bool {
    false
}

/// The numbers of file systems on a network, as `statfs(2)` has them: AFS, 9P, Ceph, CIFS, Coda, FUSE (through which
/// most others come), Lustre, NCP, NFS, SMB and its second version.
#[cfg(target_os = "linux")]
const NETWORKS: [u32; 11] = [
    0x5346_414F,
    0x0102_1997,
    0x00C3_6400,
    0xFF53_4D42,
    0x7375_7245,
    0x6573_5546,
    0x0BD0_0BD0,
    0x0000_564C,
    0x0000_6969,
    0x0000_517B,
    0xFE53_4D42,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_here_or_nowhere_is_not_remote() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_remote(folder.path()));
        assert!(!is_remote(&folder.path().join("gone")));
    }
}
