//! The form of the embedded tables: numbers in little-endian order, texts with their length before them.
//!
//! Only the form is known here; what stands in a section is the business of who writes and reads it.

use crate::text::SafeText;

/// What the embedded tables begin with; the last byte is the version of their form.
const MAGIC: [u8; 4] = *b"DLT\x01";

/// The embedded tables, compiled from `data/` by `cargo run --example gazetteer`.
const EMBEDDED: &[u8] = include_bytes!("../../data/tables.bin");

/// The sections of the embedded tables, in their order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sections {
    pub(super) records: Reader,
    pub(super) names: Reader,
    pub(super) people: Reader,
    pub(super) lexicon: Reader,
    pub(super) model: Reader,
    /// Names in other languages: what all of them write alike, then each.
    pub(super) languages: [Reader; 5],
}

impl Sections {
    /// Those that are embedded.
    pub(super) fn embedded() -> Self {
        Self::of(EMBEDDED)
    }

    /// Takes tables apart; those of another form read as empty.
    fn of(bytes: &'static [u8]) -> Self {
        let mut all = Reader { rest: bytes.strip_prefix(&MAGIC).unwrap_or_default() };
        Self {
            records: all.section(),
            names: all.section(),
            people: all.section(),
            lexicon: all.section(),
            model: all.section(),
            languages: std::array::from_fn(|_| all.section()),
        }
    }
}

/// Reads what a [`Writer`] wrote, in the same order. Past the end every number is 0 and every text empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader {
    rest: &'static [u8],
}

impl Reader {
    #[cfg(test)]
    pub(super) fn new(rest: &'static [u8]) -> Self {
        Self { rest }
    }

    pub(super) fn byte(&mut self) -> u8 {
        u8::from_le_bytes(self.array())
    }

    pub(super) fn half(&mut self) -> u16 {
        u16::from_le_bytes(self.array())
    }

    pub(super) fn word(&mut self) -> u32 {
        u32::from_le_bytes(self.array())
    }

    pub(super) fn long(&mut self) -> u64 {
        u64::from_le_bytes(self.array())
    }

    pub(super) fn text(&mut self) -> &'static str {
        let length = usize::from(self.half());
        std::str::from_utf8(self.take(length)).unwrap_or_default()
    }

    pub(super) fn safe_text(&mut self) -> SafeText {
        SafeText::label(self.text())
    }

    /// As many as the number before them says.
    pub(super) fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let length = self.half();
        (0..length).map(|_| read(self)).collect()
    }

    /// The next bytes as they stand; fewer where the section ends before.
    pub(super) fn bytes(&mut self, length: usize) -> &'static [u8] {
        self.take(length.min(self.rest.len()))
    }

    /// Numbers that rise, each told by its distance from the one before: seven bits a byte, the lowest first, and
    /// the highest bit where more follow.
    pub(super) fn rising(&mut self) -> Vec<u32> {
        let length = self.word();
        let mut last = 0_u32;
        let next = |_| {
            let (mut distance, mut shift) = (0, 0);
            loop {
                let byte = self.byte();
                distance |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or_default();
                shift += 7;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            last = last.wrapping_add(distance);
            last
        };
        (0..length).map(next).collect()
    }

    fn section(&mut self) -> Self {
        let length = usize::try_from(self.word()).unwrap_or_default();
        Self { rest: self.take(length) }
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        let (first, rest) = self.rest.split_first_chunk().unwrap_or((&[0; N], &[]));
        self.rest = rest;
        *first
    }

    fn take(&mut self, length: usize) -> &'static [u8] {
        let (first, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        first
    }
}

/// Writes one section.
#[derive(Debug, Clone, Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
}

/// More than the form has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLong;

impl Writer {
    pub(super) fn byte(&mut self, number: u8) {
        self.bytes.push(number);
    }

    pub(super) fn half(&mut self, number: u16) {
        self.bytes.extend(number.to_le_bytes());
    }

    pub(super) fn word(&mut self, number: u32) {
        self.bytes.extend(number.to_le_bytes());
    }

    pub(super) fn long(&mut self, number: u64) {
        self.bytes.extend(number.to_le_bytes());
    }

    /// Numbers in rising order; see [`Reader::rising`].
    pub(super) fn rising(&mut self, numbers: impl ExactSizeIterator<Item = u32>) -> Result<(), TooLong> {
        self.word(u32::try_from(numbers.len()).map_err(|_| TooLong)?);
        let mut last = 0_u32;
        for number in numbers {
            let mut distance = number.wrapping_sub(last);
            while distance > 0x7f {
                self.byte(u8::try_from(distance & 0x7f).unwrap_or_default() | 0x80);
                distance >>= 7;
            }
            self.byte(u8::try_from(distance).unwrap_or_default());
            last = number;
        }
        Ok(())
    }

    pub(super) fn text(&mut self, text: &str) -> Result<(), TooLong> {
        self.half(u16::try_from(text.len()).map_err(|_| TooLong)?);
        self.bytes.extend(text.as_bytes());
        Ok(())
    }

    pub(super) fn list<T>(
        &mut self,
        list: &[T],
        mut write: impl FnMut(&mut Self, &T) -> Result<(), TooLong>,
    ) -> Result<(), TooLong> {
        self.half(u16::try_from(list.len()).map_err(|_| TooLong)?);
        list.iter().try_for_each(|item| write(self, item))
    }

    /// The bytes of the section.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The embedded tables of these sections.
pub(super) fn join(sections: &[Writer]) -> Result<Vec<u8>, TooLong> {
    let mut all = MAGIC.to_vec();
    for section in sections {
        all.extend(u32::try_from(section.bytes.len()).map_err(|_| TooLong)?.to_le_bytes());
        all.extend(&section.bytes);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_nothing_follows_the_end() {
        let mut writer = Writer::default();
        writer.byte(7);
        writer.half(300);
        writer.word(70_000);
        writer.long(1 << 40);
        writer.text("Côte d’Ivoire").expect("short");
        let byte = |writer: &mut Writer, number: &u8| {
            writer.byte(*number);
            Ok(())
        };
        writer.list(&[1, 2], byte).expect("short");
        let mut reader = Reader { rest: writer.bytes().to_vec().leak() };
        assert_eq!((reader.byte(), reader.half(), reader.word(), reader.long()), (7, 300, 70_000, 1 << 40));
        assert_eq!(reader.text(), "Côte d’Ivoire");
        assert_eq!(reader.list(Reader::byte), [1, 2]);
        assert_eq!((reader.long(), reader.text()), (0, ""));
    }

    #[test]
    fn rising_numbers_are_read_as_they_were_written_and_end_with_the_table() {
        let numbers = [0, 1, 127, 128, 300, 70_000, 1 << 28, u32::MAX];
        let mut writer = Writer::default();
        writer.rising(numbers.into_iter()).expect("few");
        assert!(writer.bytes().len() < 4 * numbers.len());
        let mut reader = Reader { rest: writer.bytes().to_vec().leak() };
        assert_eq!(reader.rising(), numbers);
        assert_eq!(Reader { rest: &[1, 0, 0, 0, 0xff] }.rising().len(), 1);
    }

    #[test]
    fn tables_of_another_form_read_as_empty() {
        assert_eq!(Sections::of(b"DLT\x00rest").records.word(), 0);
        assert_eq!(Sections::of(b"DLT\x01\xff\xff\xff\xff").records.word(), 0);
    }
}
