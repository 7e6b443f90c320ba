//! Bytes to text: byte order marks, UTF-16 by its pattern of zeros, UTF-8, a declared encoding, and else detection as
//! browsers do it.
//!
//! Never fails: what is no text becomes U+FFFD and is counted. UTF-7 is never decoded. Cleaning is not done here.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a file and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, not yet cleaned; a byte order mark is gone.
    pub text: String,
    /// The encoding's name as the web knows it: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// How many sequences of bytes were no text and stand as U+FFFD.
    pub broken: usize,
}

/// The bytes looked at for a pattern of zeros.
const ZEROS_SAMPLE: usize = 4096;

/// The bytes shown to the detector, from shortly before the first byte that is not ASCII. Detection settles
/// within a few hundred letters; the cap keeps a large file from being read twice.
const DETECTION_SAMPLE: usize = 1 << 20;

/// The ASCII bytes shown to the detector before the first other byte, so that it sees the word around it.
const DETECTION_LEAD: usize = 64;

/// Decodes the bytes of a file by its byte order mark, as UTF-8, or by detection.
///
/// A file that is UTF-8 but for a few broken bytes stays UTF-8: valid sequences of several bytes hardly occur by
/// chance, so they outweigh the broken ones.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some(decoded) = decode_utf_32(bytes) {
        return decoded;
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes.get(length..).unwrap_or_default());
    }
    if let Some(encoding) = utf_16_by_zeros(bytes) {
        return decode_as(encoding, bytes);
    }
    if holds_iso_2022_jp(bytes) {
        return decode_as(detect(bytes, Iso2022JpDetection::Allow), bytes);
    }
    decode_utf8(bytes).unwrap_or_else(|| decode_as(detect(bytes, Iso2022JpDetection::Deny), bytes))
}

/// Decodes bytes that say their encoding in a declaration or a header, `label` being the name given there.
///
/// A byte order mark and a pattern of zeros weigh more than the name, and so does being UTF-8 where the name is one
/// of a single-byte encoding: hardly any text of those is UTF-8 by chance. A name that no browser knows, or in which
/// some bytes are no text, is passed over for [`decode`].
pub fn decode_declared(bytes: &[u8], label: &str) -> Decoded {
    let declared =
        Encoding::for_label_no_replacement(label.as_bytes()).filter(|named| named.is_ascii_compatible());
    let marked = Encoding::for_bom(bytes).is_some() || utf_16_by_zeros(bytes).is_some();
    let Some(encoding) = declared.filter(|_| !marked && !bytes.starts_with(&[0; 2])) else {
        return decode(bytes);
    };
    if encoding.is_single_byte() && std::str::from_utf8(bytes).is_ok() {
        return decode(bytes);
    }
    let decoded = decode_as(encoding, bytes);
    if decoded.broken == 0 { decoded } else { decode(bytes) }
}

/// UTF-32 by its byte order mark, or by the three zeros beside the first two characters.
fn decode_utf_32(bytes: &[u8]) -> Option<Decoded> {
    let big_endian = match bytes.get(..8)? {
        [0, 0, 0xFE, 0xFF, ..] => true,
        [0xFF, 0xFE, 0, 0, ..] => false,
        [0, 0, 0, first, 0, 0, 0, second] if *first != 0 && *second != 0 => true,
        [first, 0, 0, 0, second, 0, 0, 0] if *first != 0 && *second != 0 => false,
        _ => return None,
    };
    let (mut text, mut broken) = (String::with_capacity(bytes.len() / 4), 0);
    for unit in bytes.chunks(4) {
        let unit = <[u8; 4]>::try_from(unit).ok();
        let code =
            unit.map(|unit| if big_endian { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) });
        let letter = code.and_then(char::from_u32);
        broken += usize::from(letter.is_none());
        text.push(letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let encoding = if big_endian { "UTF-32BE" } else { "UTF-32LE" };
    Some(Decoded { text, encoding, broken })
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    if encoding == UTF_8 {
        let (text, broken, _) = utf8_lossy(bytes);
        return Decoded { text, encoding: UTF_8.name(), broken };
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let (mut rest, mut broken) = (bytes, 0);
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(rest.len().max(64) * 2),
            DecoderResult::Malformed(_, _) => {
                text.push(char::REPLACEMENT_CHARACTER);
                broken += 1;
            }
        }
    }
    Decoded { text, encoding: encoding.name(), broken }
}

/// The bytes as UTF-8, or nothing where another encoding explains them better.
///
/// Each continuation byte of a valid sequence speaks for UTF-8, each broken sequence against it. The legacy
/// encodings with bytes that look most like UTF-8, the Chinese ones, yield about one such byte to four broken
/// sequences; two to one is asked for.
fn decode_utf8(bytes: &[u8]) -> Option<Decoded> {
    let (text, broken, support) = utf8_lossy(bytes);
    (broken == 0 || support >= 2 * broken).then(|| Decoded { text, encoding: UTF_8.name(), broken })
}

/// The text with one U+FFFD for each broken sequence, how many there were, and, if there were any, the count of
/// continuation bytes in valid sequences.
fn utf8_lossy(bytes: &[u8]) -> (String, usize, usize) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), 0, 0);
    }
    let mut text = String::with_capacity(bytes.len());
    let mut broken = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            broken += 1;
        }
    }
    let replaced = broken * (char::REPLACEMENT_CHARACTER.len_utf8() - 1);
    let continuations = text.bytes().filter(|byte| (0x80..0xC0).contains(byte)).count();
    (text, broken, continuations.saturating_sub(replaced))
}

/// UTF-16 without a byte order mark, where the zeros leave no doubt: text of Latin letters has a zero in most
/// pairs of bytes, always on the same side, and a letter on the other.
fn utf_16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..ZEROS_SAMPLE).unwrap_or(bytes);
    let pairs = sample.len() / 2;
    if pairs < 4 || !sample.contains(&0) {
        return None;
    }
    let (mut first_zeros, mut second_zeros) = (0, 0);
    for pair in sample.chunks_exact(2) {
        first_zeros += usize::from(pair.first() == Some(&0));
        second_zeros += usize::from(pair.last() == Some(&0));
    }
    let most = pairs * 7 / 10;
    if second_zeros > most && first_zeros * 50 <= pairs {
        return Some(UTF_16LE);
    }
    (first_zeros > most && second_zeros * 50 <= pairs).then_some(UTF_16BE)
}

/// Whether the bytes are all ASCII and switch to a Japanese set and back, which nothing but ISO-2022-JP does.
fn holds_iso_2022_jp(bytes: &[u8]) -> bool {
    let holds = |sequence: &[u8]| bytes.windows(sequence.len()).any(|window| window == sequence);
    memchr::memchr(0x1B, bytes).is_some()
        && bytes.is_ascii()
        && (holds(b"\x1b$B") || holds(b"\x1b$@"))
        && (holds(b"\x1b(B") || holds(b"\x1b(J"))
}

fn detect(bytes: &[u8], japanese: Iso2022JpDetection) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii() || *byte == 0x1B).unwrap_or(0);
    let rest = bytes.get(first.saturating_sub(DETECTION_LEAD)..).unwrap_or(bytes);
    let sample = rest.get(..DETECTION_SAMPLE).unwrap_or(rest);
    let mut detector = EncodingDetector::new(japanese);
    detector.feed(sample, sample.len() == rest.len());
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_KR, GBK, ISO_2022_JP, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251};
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], encoding: &str, text: &str, broken: usize) {
        let decoded = decode(bytes);
        assert_eq!((decoded.encoding, decoded.text.as_str(), decoded.broken), (encoding, text, broken));
    }

    fn utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn utf8_is_read_as_it_is() {
        check(b"", "UTF-8", "", 0);
        check(b"Niamey, 26 July", "UTF-8", "Niamey, 26 July", 0);
        check("Les élèves de Zinder – “merci”".as_bytes(), "UTF-8", "Les élèves de Zinder – “merci”", 0);
    }

    #[test]
    fn byte_order_mark_decides_and_goes() {
        check("\u{feff}Ouagadougou".as_bytes(), "UTF-8", "Ouagadougou", 0);
        check(&utf_16("\u{feff}Tahoua à midi", u16::to_le_bytes), "UTF-16LE", "Tahoua à midi", 0);
        check(&utf_16("\u{feff}Тахуа", u16::to_be_bytes), "UTF-16BE", "Тахуа", 0);
        check(b"\xef\xbb\xbfcaf\xe9", "UTF-8", "caf\u{fffd}", 1);
    }

    #[test]
    fn utf_16_is_known_by_its_zeros() {
        let text = "The council met on Tuesday – and agreed.\n";
        check(&utf_16(text, u16::to_le_bytes), "UTF-16LE", text, 0);
        check(&utf_16(text, u16::to_be_bytes), "UTF-16BE", text, 0);
        check(b"a few\0 zeros\0 make\0 no UTF-16", "UTF-8", "a few\0 zeros\0 make\0 no UTF-16", 0);
        check(&[0; 64], "UTF-8", &"\0".repeat(64), 0);
    }

    #[test]
    fn utf_16_cut_short_or_with_half_a_pair_is_counted() {
        check(b"\xff\xfea\0b\0c", "UTF-16LE", "ab\u{fffd}", 1);
        check(b"\xff\xfea\0\x00\xd8b\0", "UTF-16LE", "a\u{fffd}b", 1);
    }

    #[test]
    fn utf_32_is_known_by_its_mark_or_its_zeros() {
        let units = |text: &str, bytes_of: fn(u32) -> [u8; 4]| -> Vec<u8> {
            text.chars().flat_map(|letter| bytes_of(u32::from(letter))).collect()
        };
        check(&units("\u{feff}Tahoua à midi", u32::to_le_bytes), "UTF-32LE", "Tahoua à midi", 0);
        check(&units("\u{feff}Тахуа", u32::to_be_bytes), "UTF-32BE", "Тахуа", 0);
        check(&units("Tahoua", u32::to_be_bytes), "UTF-32BE", "Tahoua", 0);
        let cut = [units("Tahoua", u32::to_le_bytes), vec![0x61, 0]].concat();
        check(&cut, "UTF-32LE", "Tahoua\u{fffd}", 1);
    }

    #[test]
    fn a_declared_encoding_is_used_where_it_can_be_right() {
        let cases: [(&[u8], &str, &str, &str); 6] = [
            (b"\xd4\xf2\xe0", "koi8-r", "KOI8-R", "тРЮ"),
            (b"\xb3\xe2", "euc-kr", "EUC-KR", "년"),
            ("café".as_bytes(), "iso-8859-1", "UTF-8", "café"),
            (b"caf\xe9", "utf-8", "windows-1252", "café"),
            (b"caf\xe9", "no such encoding", "windows-1252", "café"),
            (b"cafe", "utf-16", "UTF-8", "cafe"),
        ];
        for (bytes, label, encoding, text) in cases {
            let decoded = decode_declared(bytes, label);
            assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text), "{label}");
        }
    }

    #[test]
    fn legacy_encodings_are_detected() {
        check(
            b"Le d\xe9put\xe9 a vot\xe9 \x96 c\x92est fini",
            "windows-1252",
            "Le député a voté – c’est fini",
            0,
        );
        let texts = [
            (WINDOWS_1251, "Министр прибыл в столицу во вторник и встретился с президентом страны."),
            (
                WINDOWS_1250,
                "Przewodniczący wręczył później nagrodę żołnierzowi z Łodzi; święto się kończyło.",
            ),
            (SHIFT_JIS, "首相は火曜日に東京で会見し、新しい政策について説明しました。"),
            (GBK, "总统星期二在首都会见了来访的代表团,双方就贸易问题交换了意见。"),
            (BIG5, "總統星期二在首都會見了來訪的代表團,雙方就貿易問題交換了意見。"),
            (EUC_KR, "대통령은 화요일 수도에서 방문 대표단을 만나 무역 문제를 논의했다."),
            (ISO_2022_JP, "首相は火曜日に東京で会見しました。"),
        ];
        for (encoding, text) in texts {
            let (bytes, _, unmapped) = encoding.encode(text);
            assert!(!unmapped, "{text}");
            check(&bytes, encoding.name(), text, 0);
        }
    }

    #[test]
    fn few_broken_bytes_leave_a_file_utf8() {
        check(
            b"It\xe2\x80\x99s the caf\xe9 of \xe2\x80\x9cAgadez",
            "UTF-8",
            "It’s the caf\u{fffd} of “Agadez",
            1,
        );
        check(b"cut within a sign: \xe2\x80\x99 \xe2\x80", "UTF-8", "cut within a sign: ’ \u{fffd}", 1);
        check(b"one quote \x93 in ASCII", "windows-1252", "one quote “ in ASCII", 0);
    }

    #[test]
    fn each_broken_sequence_is_counted_once() {
        let quotes = "’".repeat(9);
        let overlong = [quotes.as_bytes(), b"\xc0\xaf"].concat();
        check(&overlong, "UTF-8", &format!("{quotes}\u{fffd}\u{fffd}"), 2);
        let truncated = [quotes.as_bytes(), b"\xf0\x9f\x98 on"].concat();
        check(&truncated, "UTF-8", &format!("{quotes}\u{fffd} on"), 1);
        let surrogate = [quotes.as_bytes(), b"\xed\xa0\x80"].concat();
        check(&surrogate, "UTF-8", &format!("{quotes}\u{fffd}\u{fffd}\u{fffd}"), 3);
    }

    #[test]
    fn utf_7_stays_what_it_looks_like() {
        check(b"+ADw-script+AD4-", "UTF-8", "+ADw-script+AD4-", 0);
    }

    #[test]
    fn terminal_escapes_are_not_taken_for_japanese() {
        check(b"\x1b[31mred\x1b(B plain", "UTF-8", "\x1b[31mred\x1b(B plain", 0);
    }

    #[test]
    fn detection_of_a_large_file_looks_past_its_ascii_head() {
        let mut bytes = vec![b'a'; 3 << 20];
        bytes.extend_from_slice(b" d\xe9put\xe9s r\xe9unis");
        let decoded = decode(&bytes);
        assert_eq!(decoded.encoding, "windows-1252");
        assert!(decoded.text.ends_with(" députés réunis"));
    }

    proptest! {
        #[test]
        fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let decoded = decode(&bytes);
            prop_assert!(decoded.broken <= bytes.len());
            let replaced = decoded.text.matches(char::REPLACEMENT_CHARACTER).count();
            prop_assert!(replaced >= decoded.broken);
        }

        #[test]
        fn any_text_survives_as_utf8(text in "[^\0\u{feff}\u{1b}]{0,200}") {
            let decoded = decode(text.as_bytes());
            prop_assert_eq!((decoded.text, decoded.encoding, decoded.broken), (text, "UTF-8", 0));
        }
    }
}
