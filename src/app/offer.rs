//! Rules that are offered after a correction, so that it need not be made again on other articles.

use std::path::Path;

use super::retag::TagRow;
use crate::article::{Article, Stance, TagKey, TagRule};
use crate::text::SafeText;

/// How many words of a tag that was taken away are offered for a rule.
const MOST_WORDS: usize = 2;

/// Something that would spare the reader a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is.
    pub proposes: Proposal,
    /// What it says, in a sentence.
    pub says: SafeText,
}

/// What is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposal {
    /// A rule.
    Rule(TagRule),
    /// A rule for a word that is still to be chosen: the tag it means, or never means.
    AnyWord(Box<TagRow>, Stance),
}

/// What was corrected: a tag that was taken away, one that was given, or one in the place of another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Corrected {
    /// What was taken away.
    pub(super) taken: Option<TagRow>,
    /// What was given.
    pub(super) given: Option<TagRow>,
}

/// What fits a correction of an article: rules about words that earned the tag, here and anywhere, then about the whole
/// source, then about a word to be chosen.
pub(super) fn offers(article: &Article, corrected: &Corrected) -> Vec<Offer> {
    let source = pattern(&article.source.path);
    let mut offers = Vec::new();
    let (tag, stance) = match (&corrected.given, &corrected.taken) {
        (Some(given), _) => (given, Stance::About),
        (None, Some(taken)) => (taken, Stance::NotAbout),
        (None, None) => return offers,
    };
    let words = corrected.taken.iter().flat_map(|taken| &taken.evidence);
    for word in words.take(MOST_WORDS) {
        offers.extend(about_word(article, word, (tag, stance)));
    }
    offers.push(offer(Some(&source), None, stance, tag));
    let means = if stance == Stance::About { "means" } else { "never means" };
    let says = SafeText::label(&format!("a word of your choice {means} {}", tag.label));
    offers.push(Offer { proposes: Proposal::AnyWord(Box::new(tag.clone()), stance), says });
    offers
}

/// Rules that a word means a tag, or never does: in the source of the article, and anywhere.
pub(super) fn about_word(article: &Article, word: &SafeText, (tag, stance): (&TagRow, Stance)) -> [Offer; 2] {
    let source = pattern(&article.source.path);
    [Some(&source), None].map(|paths| offer(paths, Some(word.as_str()), stance, tag))
}

fn offer(paths: Option<&String>, word: Option<&str>, stance: Stance, tag: &TagRow) -> Offer {
    let place = paths.map_or("anywhere".to_owned(), |paths| format!("in {paths}"));
    let label = &tag.label;
    let says = match (word, stance) {
        (Some(word), Stance::About) => format!("\"{word}\" means {label} {place}"),
        (Some(word), Stance::NotAbout) => format!("\"{word}\" never means {label} {place}"),
        (None, Stance::About) => format!("all articles {place} are about {label}"),
        (None, Stance::NotAbout) => format!("no article {place} is about {label}"),
    };
    let tag: TagKey = tag.tag.clone();
    let rule = TagRule { paths: paths.cloned(), word: word.map(str::to_owned), stance, tag };
    Offer { proposes: Proposal::Rule(rule), says: SafeText::label(&says) }
}

/// A pattern of the paths of an article's source: the folder its file lies in, or the file where it lies in none.
fn pattern(path: &Path) -> String {
    let name = |path: &Path| path.file_name().map(|name| escaped(&name.to_string_lossy()));
    match path.parent().and_then(name) {
        Some(folder) => format!("{folder}/**"),
        None => name(path).unwrap_or_default(),
    }
}

/// A name in which no letter means anything but itself in a pattern.
fn escaped(name: &str) -> String {
    let letter = |letter: char| match letter {
        '*' | '?' | '[' | ']' | '{' | '}' | '\\' => format!("[{letter}]"),
        _ => letter.to_string(),
    };
    name.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Held;

    fn row(tag: &str, label: &str, evidence: &[&str]) -> TagRow {
        TagRow {
            tag: tag.parse().unwrap(),
            label: SafeText::label(label),
            held: Held::ByWords,
            words: SafeText::default(),
            evidence: evidence.iter().map(|words| SafeText::label(words)).collect(),
            letters: Vec::new(),
        }
    }

    fn says(path: &str, taken: Option<TagRow>, given: Option<TagRow>) -> Vec<String> {
        let mut article = Article::plain("Fair opens", ["The fair in Lebanon opens, said Michael Jordan."]);
        article.source.path = path.into();
        let offers = offers(&article, &Corrected { taken, given });
        offers.iter().map(|offer| offer.says.to_string()).collect()
    }

    #[test]
    fn a_tag_that_was_taken_away_offers_its_words_and_the_source() {
        let taken = row("country:JO", "Jordan", &["Jordan"]);
        assert_eq!(
            says("news/local/a.txt", Some(taken), None),
            [
                "\"Jordan\" never means Jordan in local/**",
                "\"Jordan\" never means Jordan anywhere",
                "no article in local/** is about Jordan",
                "a word of your choice never means Jordan",
            ]
        );
    }

    #[test]
    fn a_tag_in_the_place_of_another_offers_the_words_of_that() {
        let (taken, given) =
            (row("country:LB", "Lebanon", &["Lebanon"]), row("country:US", "United States", &[]));
        let offered = says("a.txt", Some(taken), Some(given));
        assert_eq!(offered[1], "\"Lebanon\" means United States anywhere");
        assert_eq!(offered[2], "all articles in a.txt are about United States");
    }

    #[test]
    fn a_tag_that_was_added_offers_the_source_and_any_word() {
        let given = row("country:JO", "Jordan", &[]);
        assert_eq!(
            says("local/a.txt", None, Some(given)),
            ["all articles in local/** are about Jordan", "a word of your choice means Jordan"]
        );
    }

    #[test]
    fn names_of_folders_mean_only_themselves() {
        assert_eq!(pattern(Path::new("a/b [old]/c.txt")), "b [[]old[]]/**");
        assert_eq!(pattern(Path::new("news.zip!/c.txt")), "news.zip!/**");
        assert_eq!(pattern(Path::new("c.txt")), "c.txt");
        assert_eq!(pattern(Path::new("/c.txt")), "c.txt");
    }
}
