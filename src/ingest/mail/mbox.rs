//! A box of mails cut into its mails, each with the line it begins on.

use std::borrow::Cow;

/// One mail of a box.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Boxed<'b> {
    /// The mail, without the line that parts it from the one before, and with quoted such lines as they were.
    pub(super) bytes: Cow<'b, [u8]>,
    /// The line of the box that parts it from the one before, from 1.
    pub(super) line: u32,
}

/// What begins a mail in a box.
const OPENING: &[u8] = b"From ";

/// Cuts a box.
///
/// A line begins a mail if it begins with `From `, stands at the beginning or behind a blank line, and is followed by
/// a header: programs that quote such lines in texts do so with `>`, others leave them, and no text goes on like a
/// header.
pub(super) fn mails(bytes: &[u8]) -> Vec<Boxed<'_>> {
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let mut starts: Vec<usize> = Vec::new();
    let mut blank = true;
    for (place, line) in lines.iter().enumerate() {
        if blank && line.starts_with(OPENING) && lines.get(place + 1).is_some_and(|next| is_header(next)) {
            starts.push(place);
        }
        blank = line.trim_ascii().is_empty();
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let ranges = starts.iter().copied().zip(ends);
    let mail = |(start, end): (usize, usize)| {
        let held = lines.get(start + 1..end)?;
        Some(Boxed {
            bytes: unquoted(bytes, held),
            line: u32::try_from(start).unwrap_or(u32::MAX).saturating_add(1),
        })
    };
    ranges.filter_map(mail).collect()
}

/// `Name: value`, or what some programs write before the first header.
fn is_header(line: &[u8]) -> bool {
    let name = line.iter().take_while(|byte| byte.is_ascii_graphic() && **byte != b':').count();
    let ended = line.get(name) == Some(&b':');
    (name > 0 && ended) || line.starts_with(b">From ")
}

/// The lines as one text again; a quoted opening loses one `>`.
fn unquoted<'b>(bytes: &'b [u8], lines: &[&'b [u8]]) -> Cow<'b, [u8]> {
    if lines.iter().any(|line| is_quoted(line)) {
        let plain = |line: &&'b [u8]| if is_quoted(line) { line.get(1..).unwrap_or_default() } else { *line };
        return Cow::Owned(lines.iter().map(plain).collect::<Vec<_>>().concat());
    }
    let length: usize = lines.iter().map(|line| line.len()).sum();
    let start =
        lines.first().map_or(0, |first| (first.as_ptr() as usize).saturating_sub(bytes.as_ptr() as usize));
    Cow::Borrowed(bytes.get(start..start + length).unwrap_or_default())
}

fn is_quoted(line: &[u8]) -> bool {
    let depth = line.iter().take_while(|byte| **byte == b'>').count();
    depth > 0 && line.get(depth..).is_some_and(|rest| rest.starts_with(OPENING))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(u32, String)> {
        let mails = mails(text.as_bytes());
        mails.iter().map(|mail| (mail.line, String::from_utf8_lossy(&mail.bytes).into_owned())).collect()
    }

    #[test]
    fn mails_begin_behind_blank_lines_and_before_headers() {
        let text = "From a@b Mon\nSubject: One\n\nFrom here on it rains.\n\nFrom the harbour, too.\n\nFrom c@d Tue\nSubject: Two\n\nSun.\n";
        let expected = [
            (1, "Subject: One\n\nFrom here on it rains.\n\nFrom the harbour, too.\n\n".to_owned()),
            (8, "Subject: Two\n\nSun.\n".to_owned()),
        ];
        assert_eq!(cut(text), expected);
    }

    #[test]
    fn quoted_openings_lose_one_mark() {
        let text = "From a@b Mon\nSubject: One\n\n>From here\n>>From there\n> From afar\n";
        assert_eq!(cut(text), [(1, "Subject: One\n\nFrom here\n>From there\n> From afar\n".to_owned())]);
    }

    #[test]
    fn what_is_no_box_holds_no_mail() {
        assert_eq!(cut(""), []);
        assert_eq!(cut("From here on it rains.\n"), []);
    }
}
