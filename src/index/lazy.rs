//! A value that is read when it is first needed, by whoever needs it first.

use std::sync::OnceLock;

use super::Broken;

/// A value that may not have been read yet.
#[derive(Debug)]
pub(super) struct Lazy<T>(OnceLock<T>);

impl<T> Lazy<T> {
    /// A value that was not read yet.
    pub(super) fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The value, if it was read.
    pub(super) fn known(&self) -> Option<&T> {
        self.0.get()
    }

    /// The value; it is read now if it never was. Of two that read it at once, one reads in vain.
    pub(super) fn get(&self, read: impl FnOnce() -> Result<T, Broken>) -> Result<&T, Broken> {
        if let Some(known) = self.0.get() {
            return Ok(known);
        }
        let value = read()?;
        Ok(self.0.get_or_init(|| value))
    }
}
