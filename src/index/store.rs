//! Where the bytes of a segment lie: in a file of the cache, or in memory where there is none.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::sync::Arc;

/// Bytes that can be read at any place and do not change.
#[derive(Debug, Clone)]
pub(super) enum Store {
    /// An open file. It stays readable when its name is gone.
    File(Arc<File>),
    /// Memory.
    Memory(Arc<[u8]>),
}

impl Store {
    /// How many bytes there are.
    pub(super) fn length(&self) -> io::Result<u64> {
        match self {
            Self::File(file) => Ok(file.metadata()?.len()),
            Self::Memory(bytes) => Ok(bytes.len() as u64),
        }
    }

    /// Some of the bytes.
    ///
    /// # Errors
    /// They end before, or the system cannot read them.
    pub(super) fn read(&self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        match self {
            Self::File(file) => {
                let mut bytes = vec![0; length];
                file.read_exact_at(&mut bytes, at)?;
                Ok(bytes)
            }
            Self::Memory(bytes) => {
                let from = usize::try_from(at).unwrap_or(usize::MAX);
                let wanted = from.checked_add(length).and_then(|to| bytes.get(from..to));
                wanted.map(<[u8]>::to_vec).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn file_and_memory_read_alike() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"0123456789").unwrap();
        let memory = Store::Memory(b"0123456789".as_slice().into());
        for store in [Store::File(Arc::new(file)), memory] {
            assert_eq!(store.length().unwrap(), 10);
            assert_eq!(store.read(3, 4).unwrap(), b"3456");
            assert_eq!(store.read(10, 0).unwrap(), b"");
            assert!(store.read(7, 4).is_err());
            assert!(store.read(u64::MAX, 1).is_err());
        }
    }
}
