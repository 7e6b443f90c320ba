//! The panel that corrects tags: what the open article is tagged with, and what may be put there instead.

use crate::article::{ArticleId, Evidence, EvidenceSource, Stance, Subject, Tag, TagKey, Tags, Triage};
use crate::query::{Kind, Vocabulary};
use crate::text::{SafeText, fold};

use super::offer::Offer;
use super::prompt::Prompt;
use super::rule_word::RuleWord;

/// How many words are named beside a tag.
const NAMED: usize = 3;
/// The most candidates that are offered for what was typed.
const MOST_CANDIDATES: usize = 40;

/// The panel that corrects tags.
#[derive(Debug, Clone)]
pub struct Retag {
    /// The article.
    pub article: ArticleId,
    /// What is typed to find another tag.
    pub prompt: Prompt,
    /// The tag the cursor stands on, which it follows when rows come and go.
    pub on: Option<TagKey>,
    /// The tag that what is chosen next takes the place of.
    pub replaced: Option<TagRow>,
    /// Rules that would spare the correction just made elsewhere.
    pub offers: Vec<Offer>,
    /// The number of the act that made it; none where nothing had to change.
    pub corrected_by: Option<u64>,
    /// The word for such a rule, while it is being chosen.
    pub word: Option<RuleWord>,
}

/// One line of the panel: a tag of the article, or one that could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagRow {
    /// The tag.
    pub tag: TagKey,
    /// The label shown.
    pub label: SafeText,
    /// Whether the article has it, and by what.
    pub held: Held,
    /// What speaks for it, in words.
    pub words: SafeText,
    /// The words of the article that speak for it, strongest first.
    pub evidence: Vec<SafeText>,
    /// Bytes of the label where letters that were typed begin.
    pub letters: Vec<usize>,
}

/// How an article holds a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Held {
    /// It does not.
    Not,
    /// Its words earned it.
    ByWords,
    /// The reader gave it.
    Given,
    /// The reader took it away.
    Taken,
}

impl Retag {
    /// Opens over an article.
    pub fn new(article: ArticleId) -> Self {
        Self {
            article,
            prompt: Prompt::default(),
            on: None,
            replaced: None,
            offers: Vec::new(),
            corrected_by: None,
            word: None,
        }
    }

    /// The row the cursor is at, from 0: that of its tag, else the first.
    pub fn cursor(&self, rows: &[TagRow]) -> usize {
        let on = self.on.as_ref().and_then(|tag| rows.iter().position(|row| row.tag == *tag));
        on.unwrap_or_default()
    }

    /// What can be chosen: candidates for what was typed, else the tags there are.
    pub fn rows(&self, tags: &Tags, triage: &Triage, vocabulary: &Vocabulary) -> Vec<TagRow> {
        let held = held(tags, triage, vocabulary);
        let typed = self.prompt.text().trim();
        match &self.replaced {
            None if typed.is_empty() => held,
            Some(replaced) if typed.is_empty() => {
                likely(replaced.tag.subject, tags, candidates(typed, &held, vocabulary))
            }
            Some(_) | None => candidates(typed, &held, vocabulary).take(MOST_CANDIDATES).collect(),
        }
    }
}

/// What an article is tagged with and what its reader took away: countries, regions, topics.
fn held(tags: &Tags, triage: &Triage, vocabulary: &Vocabulary) -> Vec<TagRow> {
    let mut rows = Vec::new();
    for subject in Subject::ALL {
        let earned = match subject {
            Subject::Country => &tags.countries,
            Subject::Region => &tags.regions,
            Subject::Topic => &tags.topics,
        };
        rows.extend(earned.iter().map(|tag| earned_row(subject, tag, triage)));
        let settled = triage.stances.iter().filter(|(tag, _)| tag.subject == subject);
        for (tag, stance) in settled.filter(|(tag, _)| earned.iter().all(|other| other.code != tag.code)) {
            let label =
                vocabulary.term(Kind::from(subject), &tag.code).map_or(tag.code.as_str(), |term| &term.label);
            rows.push(settled_row(tag, label, *stance));
        }
    }
    rows
}

fn earned_row(subject: Subject, tag: &Tag, triage: &Triage) -> TagRow {
    let key = TagKey { subject, code: tag.code.clone() };
    let held = match triage.stances.get(&key) {
        Some(Stance::About) => Held::Given,
        Some(Stance::NotAbout) => Held::Taken,
        None => Held::ByWords,
    };
    let words = tag.evidence.iter().filter(|evidence| evidence.source == EvidenceSource::Words);
    let evidence = words.map(|words| words.text.clone()).collect();
    TagRow { tag: key, label: tag.label.clone(), held, words: said(tag), evidence, letters: Vec::new() }
}

fn settled_row(tag: &TagKey, label: &str, stance: Stance) -> TagRow {
    let (held, words) = match stance {
        Stance::About => (Held::Given, "set by you"),
        Stance::NotAbout => (Held::Taken, "taken away by you"),
    };
    let (label, words) = (SafeText::label(label), SafeText::label(words));
    TagRow { tag: tag.clone(), label, held, words, evidence: Vec::new(), letters: Vec::new() }
}

/// The words that speak for a tag.
fn said(tag: &Tag) -> SafeText {
    let said = |evidence: &Evidence| match (evidence.source, evidence.count) {
        (EvidenceSource::Words, 0 | 1) => format!("\"{}\"", evidence.text),
        (EvidenceSource::Words, count) => format!("\"{}\" {count} times", evidence.text),
        (EvidenceSource::HomeCountry | EvidenceSource::Reader | EvidenceSource::ReadersRule, _) => {
            evidence.text.to_string()
        }
    };
    let named: Vec<String> = tag.evidence.iter().take(NAMED).map(said).collect();
    SafeText::label(&if named.is_empty() { "by its countries".to_owned() } else { named.join(", ") })
}

/// What may stand in the place of a tag before anything is typed: the others of its kind that the article has not, those
/// that it mentions first, the rest by their names.
fn likely(subject: Subject, tags: &Tags, all: impl Iterator<Item = TagRow>) -> Vec<TagRow> {
    let mentioned = |row: &TagRow| {
        let place = tags.mentioned.iter().position(|tag| tag.code == row.tag.code);
        place.filter(|_| subject == Subject::Country).unwrap_or(usize::MAX)
    };
    let of_kind = |row: &TagRow| row.tag.subject == subject && row.held == Held::Not;
    let mut rows: Vec<TagRow> = all.filter(of_kind).collect();
    rows.sort_by_cached_key(|row| (mentioned(row), fold(&row.label).into_owned()));
    rows.truncate(MOST_CANDIDATES);
    rows
}

/// The tags that fit what was typed, best first.
fn candidates(typed: &str, held: &[TagRow], vocabulary: &Vocabulary) -> impl Iterator<Item = TagRow> {
    let found = vocabulary.resolve_any(typed).into_iter();
    found.filter_map(|found| {
        let tag = TagKey::new(found.term.kind.subject()?, &found.term.code);
        let known = held.iter().find(|row| row.tag == tag);
        Some(TagRow {
            held: known.map_or(Held::Not, |row| row.held),
            words: SafeText::label(tag.subject.name()),
            label: SafeText::label(&found.term.label),
            evidence: Vec::new(),
            letters: found.letters,
            tag,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Term;

    fn vocabulary() -> Vocabulary {
        Vocabulary::new(vec![
            Term::plain(Kind::Country, "NE", "Niger"),
            Term::plain(Kind::Country, "NG", "Nigeria"),
            Term::plain(Kind::Tag, "nigh", "nigh"),
            Term::plain(Kind::Topic, "16000000", "conflict"),
        ])
    }

    fn tags() -> Tags {
        let evidence = vec![Evidence {
            source: EvidenceSource::Words,
            text: SafeText::label("Nigerian"),
            count: 2,
            weight: 0.9,
        }];
        let (label, name) = (SafeText::label("Nigeria"), SafeText::label("Nigeria"));
        let tag = Tag { code: SafeText::label("NG"), label, name, score: 0.9, evidence };
        Tags { countries: vec![tag], ..Tags::default() }
    }

    fn shown(panel: &Retag, triage: &Triage) -> Vec<(String, Held, String)> {
        let rows = panel.rows(&tags(), triage, &vocabulary());
        rows.into_iter().map(|row| (row.label.to_string(), row.held, row.words.to_string())).collect()
    }

    fn panel() -> Retag {
        Retag::new(ArticleId::of_body(["body"]))
    }

    #[test]
    fn tags_stand_with_their_words_and_with_what_the_reader_said() {
        let mut triage = Triage::default();
        let by_words = ("Nigeria".to_owned(), Held::ByWords, "\"Nigerian\" 2 times".to_owned());
        assert_eq!(shown(&panel(), &triage), [by_words]);
        triage.stances.insert(TagKey::new(Subject::Country, "NG"), Stance::NotAbout);
        triage.stances.insert(TagKey::new(Subject::Country, "NE"), Stance::About);
        triage.stances.insert(TagKey::new(Subject::Topic, "16000000"), Stance::NotAbout);
        let labels: Vec<_> =
            shown(&panel(), &triage).into_iter().map(|(label, held, _)| (label, held)).collect();
        let expected = [("Nigeria", Held::Taken), ("Niger", Held::Given), ("conflict", Held::Taken)];
        assert_eq!(labels, expected.map(|(label, held)| (label.to_owned(), held)));
    }

    #[test]
    fn what_is_not_mentioned_stands_by_its_name() {
        let row = |code: &str, label: &str| TagRow {
            tag: TagKey::new(Subject::Country, code),
            label: SafeText::label(label),
            held: Held::Not,
            words: SafeText::default(),
            evidence: Vec::new(),
            letters: Vec::new(),
        };
        let all = [row("AD", "Zaire"), row("AE", "Åland"), row("AF", "Benin"), row("NE", "Niger")];
        let mut tags = tags();
        tags.mentioned = tags.countries.clone();
        tags.mentioned[0].code = SafeText::label("NE");
        let rows = likely(Subject::Country, &tags, all.into_iter());
        let labels: Vec<&str> = rows.iter().map(|row| &*row.label).collect();
        assert_eq!(labels, ["Niger", "Åland", "Benin", "Zaire"]);
    }

    #[test]
    fn what_takes_the_place_of_a_tag_is_first_of_its_kind_and_mentioned() {
        let replaced = panel().rows(&tags(), &Triage::default(), &vocabulary()).remove(0);
        let panel = Retag { replaced: Some(replaced), ..panel() };
        let labels: Vec<String> =
            shown(&panel, &Triage::default()).into_iter().map(|(label, ..)| label).collect();
        assert_eq!(labels, ["Niger"], "neither Nigeria itself nor a topic");
    }

    #[test]
    fn what_is_typed_finds_tags_but_not_the_readers_own() {
        let panel = Retag { prompt: Prompt::with("nig"), ..panel() };
        let labels: Vec<_> =
            shown(&panel, &Triage::default()).into_iter().map(|(label, held, _)| (label, held)).collect();
        assert_eq!(labels, [("Niger".to_owned(), Held::Not), ("Nigeria".to_owned(), Held::ByWords)]);
    }
}
