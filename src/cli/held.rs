//! Results that are held back until it is certain that they are whole.

use std::io::{self, Write};

/// Results are held up to so many bytes; longer ones are passed on as they come.
const MOST: usize = 256 * 1024;

/// Holds the beginning of what is written.
pub(super) struct Held<'a> {
    out: &'a mut dyn Write,
    /// What was written; none once it was passed on.
    held: Option<Vec<u8>>,
}

impl<'a> Held<'a> {
    /// Holds what is to go to `out`.
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        Self { out, held: Some(Vec::new()) }
    }

    /// Passes on what is held, and holds nothing any more.
    ///
    /// # Errors
    /// What `out` says.
    pub(super) fn pass_on(&mut self) -> io::Result<()> {
        self.held.take().map_or(Ok(()), |held| self.out.write_all(&held))
    }

    /// Forgets what was written; says whether that was possible, as nothing of it was passed on.
    pub(super) fn take_back(&mut self) -> bool {
        self.held.as_mut().map(Vec::clear).is_some()
    }
}

impl Write for Held<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.held {
            Some(held) if held.len() + bytes.len() <= MOST => held.write(bytes),
            Some(_) => self.pass_on().and_then(|()| self.out.write(bytes)),
            None => self.out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_some() { Ok(()) } else { self.out.flush() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_can_be_taken_back_and_what_is_long_not() {
        let mut out = Vec::new();
        let mut held = Held::new(&mut out);
        held.write_all(b"one").unwrap();
        assert!(held.take_back());
        held.write_all(b"two").unwrap();
        held.flush().unwrap();
        held.pass_on().unwrap();
        assert!(!held.take_back());
        held.write_all(b" three").unwrap();
        assert_eq!(out, b"two three");
        let (mut out, long) = (Vec::new(), vec![b'x'; MOST]);
        let mut held = Held::new(&mut out);
        held.write_all(b"one").unwrap();
        held.write_all(&long).unwrap();
        assert!(!held.take_back());
        assert_eq!(out.len(), MOST + 3);
    }
}
