//! Credits that were left standing inside a paragraph: who took the picture, who reported from where. What they name
//! is where somebody works, not what the text is about.

use super::scan::{Token, word_hash};

/// The words credits are known by, by their hashes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Credits {
    photo: [u64; 4],
    work: [u64; 4],
    additional: u64,
    by: u64,
    /// A bit for each word that may begin a credit, chosen by its hash: nearly all other words have none of them.
    first: u64,
}

impl Credits {
    pub(super) fn new() -> Self {
        let photo = ["photo", "photograph", "picture", "image"].map(word_hash);
        let work = ["reporting", "writing", "editing", "compiled"].map(word_hash);
        let additional = word_hash("additional");
        let first = photo.iter().chain(&work).chain([&additional]).fold(0, |bits, word| bits | bit(*word));
        Self { photo, work, additional, by: word_hash("by"), first }
    }

    /// Takes the words of credits out of those of a paragraph.
    pub(super) fn leave_out(&self, text: &str, tokens: &mut Vec<Token>) {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if self.first & bit(token.hash) != 0 && token.is_capitalised() {
                if self.tells_who_worked(text, tokens, at) {
                    tokens.truncate(at);
                } else if self.photo.contains(&token.hash)
                    && let Some((open, close)) = brackets(text, token)
                {
                    tokens.retain(|word| word.start < open || word.start > close);
                }
            }
            at += 1;
        }
    }

    /// Whether what stands from here on says who worked on the text: `Reporting by Jane Doe in Nairobi`.
    fn tells_who_worked(&self, text: &str, tokens: &[Token], at: usize) -> bool {
        let hash = |place: usize| tokens.get(place).map(|token| token.hash);
        let more = usize::from(hash(at) == Some(self.additional));
        let works = hash(at + more).is_some_and(|word| self.work.contains(&word));
        let by = works && hash(at + more + 1) == Some(self.by);
        let named = tokens.get(at + more + 2).is_some_and(|token| token.is_capitalised());
        let before = tokens.get(at).and_then(|token| text.get(..token.start)).unwrap_or_default().trim_end();
        by && named && (before.is_empty() || before.ends_with(['(', '[', '.', '”', '"', '—', '-', ';']))
    }
}

/// One of 64 bits by a hash.
fn bit(hash: u64) -> u64 {
    1 << (hash >> (u64::BITS - 6))
}

/// The brackets that stand around `AP Photo/Jane Doe` or `Photo: Jane Doe`, and the word is that of a credit.
fn brackets(text: &str, word: &Token) -> Option<(usize, usize)> {
    let (before, after) = (text.get(..word.start)?, text.get(word.end..)?);
    let is_label =
        after.starts_with(['/', ':']) || after.starts_with(" by ") || after.starts_with(" courtesy");
    let open = before.rfind(['(', '['])?;
    let inside = is_label && !before.get(open..)?.contains([')', ']']);
    let close = after.find([')', ']']).filter(|_| inside)?;
    Some((open, word.end + close))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::scan;

    #[test]
    fn words_of_credits_are_left_out_and_no_others() {
        for (text, left) in [
            ("Rain fell. (Reporting by Ann Roe in Nairobi; Editing by Bo Ek in London)", "Rain fell"),
            ("Rain fell. Additional reporting by Ann Roe in Paris", "Rain fell"),
            ("Rain fell on Oslo (AP Photo/Ann Roe in Paris) all day", "Rain fell on Oslo all day"),
            ("Rain fell [Photograph: Ann Roe/AFP] on Oslo", "Rain fell on Oslo"),
            ("Reporting by night was hard in Oslo", "Reporting by night was hard in Oslo"),
            ("She lived (Photo albums tell) in Oslo", "She lived Photo albums tell in Oslo"),
            ("The Photo/Arts centre of Oslo", "The Photo Arts centre of Oslo"),
            ("A desk for Reporting by Young Africans", "A desk for Reporting by Young Africans"),
        ] {
            let mut tokens = Vec::new();
            scan::tokens(text, &mut tokens);
            Credits::new().leave_out(text, &mut tokens);
            let words: Vec<&str> = tokens.iter().map(|token| &text[token.start..token.end]).collect();
            assert_eq!(words.join(" "), left, "{text}");
        }
    }
}
