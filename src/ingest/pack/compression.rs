//! One decoder for each way a document is made smaller. All of them are pure Rust, and none is trusted to end.

use std::ffi::OsStr;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::Source;
use crate::ingest::sniff::Compression;

/// The memory a file may ask of the xz decoder, in KiB: its highest preset takes 65 MiB.
#[cfg(feature = "xz")]
const XZ_MEMORY: u32 = 96 << 10;

/// Reads packed bytes unpacked.
pub(in crate::ingest) fn decoder<'m>(compression: Compression, source: Source<'m>) -> Box<dyn Read + 'm> {
    match compression {
        Compression::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(source)),
        Compression::Zstandard => Box::new(Frames { source, decoder: FrameDecoder::new(), begun: false }),
        #[cfg(feature = "bzip2")]
        Compression::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(source)),
        #[cfg(feature = "xz")]
        Compression::Xz => Box::new(lzma_rust2::XzReader::new_mem_limit(source, true, XZ_MEMORY)),
        #[cfg(not(feature = "bzip2"))]
        Compression::Bzip2 => Box::new(Absent),
        #[cfg(not(feature = "xz"))]
        Compression::Xz => Box::new(Absent),
    }
}

/// The path of what is in a compressed file, to know it by: without the ending of the compression.
pub(in crate::ingest) fn without_ending(path: &Path) -> PathBuf {
    let ending = path.extension().map(OsStr::to_ascii_lowercase);
    let known = ["gz", "zst", "bz2", "xz"].iter().any(|known| ending.as_deref() == Some(known.as_ref()));
    if known { path.with_extension("") } else { path.to_owned() }
}

/// A decoder this program was built without.
#[cfg(not(all(feature = "bzip2", feature = "xz")))]
struct Absent;

#[cfg(not(all(feature = "bzip2", feature = "xz")))]
impl Read for Absent {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::from(io::ErrorKind::Unsupported))
    }
}

/// The frames of a Zstandard file, one after the other; those without data are skipped.
struct Frames<'m> {
    source: Source<'m>,
    decoder: FrameDecoder,
    /// Whether a frame was begun and more may come of it.
    begun: bool,
}

impl Read for Frames<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !buffer.is_empty() {
            if self.begun && self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            }
            if self.begun && !self.decoder.is_finished() {
                let step = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.source, step).map_err(io::Error::other)?;
            } else if self.source.fill_buf()?.is_empty() {
                return Ok(0);
            } else {
                self.begin()?;
            }
        }
        Ok(0)
    }
}

impl Frames<'_> {
    /// Begins the next frame, or passes one over that holds no data.
    fn begin(&mut self) -> io::Result<()> {
        match self.decoder.init(&mut self.source) {
            Ok(()) => self.begun = true,
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length, ..
            })) => {
                self.begun = false;
                let length = u64::from(length);
                let skipped = io::copy(&mut self.source.by_ref().take(length), &mut io::sink())?;
                if skipped < length {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
            Err(error) => return Err(io::Error::other(error)),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::ingest::pack::{Budget, Meter};

    const TEXT: &[u8] = b"It will rain on Monday, and again on Tuesday.";

    fn decoded(compression: Compression, bytes: &[u8]) -> io::Result<Vec<u8>> {
        let budget = Budget::of_a_file();
        let meter = Meter::new(&budget);
        let mut found = Vec::new();
        decoder(compression, Source::new(bytes, &meter)).read_to_end(&mut found)?;
        Ok(found)
    }

    fn packed(compression: Compression) -> Vec<u8> {
        match compression {
            Compression::Gzip => {
                let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
                writer.write_all(TEXT).unwrap();
                writer.finish().unwrap()
            }
            Compression::Zstandard => {
                ruzstd::encoding::compress_to_vec(TEXT, ruzstd::encoding::CompressionLevel::Fastest)
            }
            Compression::Bzip2 => {
                let mut writer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
                writer.write_all(TEXT).unwrap();
                writer.finish().unwrap()
            }
            Compression::Xz => {
                let options = lzma_rust2::XzOptions::with_preset(1);
                let mut writer = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
                writer.write_all(TEXT).unwrap();
                writer.finish().unwrap()
            }
        }
    }

    const ALL: [Compression; 4] =
        [Compression::Gzip, Compression::Zstandard, Compression::Bzip2, Compression::Xz];

    fn is_built(compression: Compression) -> bool {
        match compression {
            Compression::Gzip | Compression::Zstandard => true,
            Compression::Bzip2 => cfg!(feature = "bzip2"),
            Compression::Xz => cfg!(feature = "xz"),
        }
    }

    #[test]
    fn every_compression_is_undone_and_may_be_repeated() {
        for compression in ALL.into_iter().filter(|compression| is_built(*compression)) {
            let once = packed(compression);
            assert_eq!(decoded(compression, &once).unwrap(), TEXT, "{compression:?}");
            let twice = [&*once, &*once].concat();
            assert_eq!(decoded(compression, &twice).unwrap(), [TEXT, TEXT].concat(), "{compression:?}");
            assert!(decoded(compression, &once[..once.len() - 9]).is_err(), "{compression:?}");
        }
    }

    #[test]
    #[cfg(not(all(feature = "bzip2", feature = "xz")))]
    fn a_compression_that_was_left_out_is_told_as_left_out_of_this_build() {
        use crate::ingest::{Rules, read};

        for compression in ALL.into_iter().filter(|compression| !is_built(*compression)) {
            let pages = read(Path::new("page.txt"), &packed(compression), &Rules::default());
            let told = format!("is compressed with {}, which was left out of this build", compression.name());
            let messages =
                pages.iter().flat_map(|page| &page.problems).map(|problem| problem.message.to_string());
            assert_eq!(messages.collect::<Vec<_>>(), [told]);
            assert!(pages.iter().all(|page| page.articles.is_empty()), "{pages:?}");
        }
    }

    #[test]
    fn frames_without_data_are_skipped() {
        let skipped = [&b"\x50\x2A\x4D\x18\x03\0\0\0abc"[..], &packed(Compression::Zstandard)].concat();
        assert_eq!(decoded(Compression::Zstandard, &skipped).unwrap(), TEXT);
        assert!(decoded(Compression::Zstandard, &skipped[..9]).is_err());
    }

    #[test]
    fn the_ending_of_a_compression_is_not_that_of_its_content() {
        for (name, inner) in
            [("a.html.gz", "a.html"), ("a.txt.XZ", "a.txt"), ("a.html", "a.html"), ("gz", "gz")]
        {
            assert_eq!(without_ending(Path::new(name)), Path::new(inner));
        }
    }
}
