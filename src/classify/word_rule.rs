//! Rules of the reader's about single words: what a word means, and what it never means.

use crate::article::{Place, Reason, Stance, Subject, TagKey};

use super::fields::Field;
use super::gazetteer::Target;
use super::scan::{self, Token};
use super::settle::{Authority, Settled};
use super::tables::{Tables, TopicId};
use super::topics::Material;
use super::toponym::{Follows, Found, Letters, Reading};

/// The first number of names that only rules know; those of the gazetteer are far below.
const FIRST_NAME: u32 = 1 << 31;
/// The most bytes between two words of one name.
const WIDEST_GAP: usize = 2;

/// What a word means, or never means, by a rule of the reader's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordRule {
    /// The hashes of its words.
    words: Vec<u64>,
    /// Whether it is only meant where it begins with a capital letter.
    capital: bool,
    tag: TagKey,
    /// The place it names; none for a topic.
    target: Option<Target>,
    stance: Stance,
}

/// One place where the word of a rule stands.
#[derive(Debug, Clone, Copy)]
struct Spoken<'a> {
    rule: &'a WordRule,
    /// The number of the name, where no other has one.
    name: u32,
    field: usize,
    start: usize,
    end: usize,
}

/// What rules make of the words of one article.
#[derive(Debug, Default)]
pub(super) struct Spoke<'a> {
    all: Vec<Spoken<'a>>,
    /// Tags that the article has because a word stands in it.
    pub(super) settled: Vec<Settled>,
}

impl WordRule {
    /// A rule that a word means something, or never does; nothing where there is no word, or no such tag.
    pub(super) fn new(tables: &Tables, word: &str, tag: &TagKey, stance: Stance) -> Option<Self> {
        let mut tokens = Vec::new();
        scan::tokens(word, &mut tokens);
        let target = match tag.subject {
            Subject::Country => Some(Target::Country(tables.country(&tag.code)?)),
            Subject::Region => Some(Target::Region(tables.region(&tag.code)?)),
            Subject::Topic => {
                tables.topics.iter().find(|topic| topic.title.code == tag.code)?;
                None
            }
        };
        let capital = tokens.first()?.is_capitalised();
        let words = tokens.iter().map(|token| token.hash).collect();
        Some(Self { words, capital, tag: tag.clone(), target, stance })
    }

    /// Where the word stands in a text, as bytes.
    fn places(&self, tokens: &[Token]) -> impl Iterator<Item = (usize, usize)> {
        tokens.windows(self.words.len()).filter_map(|window| {
            let (first, last) = (window.first()?, window.last()?);
            let same = window.iter().map(|token| token.hash).eq(self.words.iter().copied());
            let close = window.iter().zip(window.iter().skip(1)).all(|(a, b)| b.start - a.end <= WIDEST_GAP);
            let fits = same && close && (!self.capital || first.is_capitalised());
            fits.then_some((first.start, last.end))
        })
    }
}

impl<'a> Spoke<'a> {
    /// Looks for the words of rules in one field, whose words are `tokens`.
    pub(super) fn find(&mut self, rules: &[&'a WordRule], field: usize, content: &Field, tokens: &[Token]) {
        for (name, rule) in (FIRST_NAME..).zip(rules) {
            for (start, end) in rule.places(tokens) {
                self.all.push(Spoken { rule, name, field, start, end });
                let gives = rule.target.is_none() && rule.stance == Stance::About;
                // A picture's caption may be about anything.
                if gives && !matches!(content.place, Place::Caption(_)) {
                    let (tag, stance) = (rule.tag.clone(), rule.stance);
                    self.settled.push(Settled { tag, stance, by: Authority::Rule });
                }
            }
        }
    }

    /// Makes names mean what they are to mean, and keeps them from meaning what they are not.
    pub(super) fn change(&self, found: &mut Vec<Found>) {
        for spoken in &self.all {
            let Some(target) = spoken.rule.target else { continue };
            let place = found.iter().position(|known| spoken.covers(known.field, known.start, known.end));
            let same = place.and_then(|place| found.get_mut(place));
            match (same, spoken.rule.stance) {
                (Some(known), Stance::NotAbout) => known.barred = Some(target),
                // Part of a person's name is no place, whatever the place would be.
                (Some(known), Stance::About) if known.reading != Reading::Nothing(Reason::PersonName) => {
                    known.reading = Reading::Means(target);
                }
                (None, Stance::About) => {
                    if !spoken.is_inside_one(found) {
                        found.push(spoken.as_found(target));
                    }
                }
                (Some(_), Stance::About) | (None, Stance::NotAbout) => {}
            }
        }
    }

    /// Keeps words from speaking for topics: terms of the lexicon that are the word or stand in it, and what was learned
    /// of any of its words.
    pub(super) fn silence(&self, tables: &Tables, material: &mut Material) {
        for spoken in &self.all {
            let Some(topic) = spoken.denied_topic(tables) else { continue };
            let terms = material.terms.iter_mut().filter(|term| term.field == spoken.field);
            for term in terms.filter(|term| spoken.start <= term.start && term.end <= spoken.end) {
                term.silent.add(topic);
            }
            let learned = material.features.found.iter_mut().filter(|found| found.field == spoken.field);
            for found in learned.filter(|found| spoken.start < found.end && found.start < spoken.end) {
                found.silent.add(topic);
            }
        }
    }
}

impl Spoken<'_> {
    fn covers(&self, field: usize, start: usize, end: usize) -> bool {
        (self.field, self.start, self.end) == (field, start, end)
    }

    fn is_inside_one(&self, found: &[Found]) -> bool {
        found
            .iter()
            .any(|known| known.field == self.field && known.start < self.end && self.start < known.end)
    }

    fn denied_topic(&self, tables: &Tables) -> Option<TopicId> {
        let WordRule { tag, stance, .. } = self.rule;
        let denies = tag.subject == Subject::Topic && *stance == Stance::NotAbout;
        let place = tables.topics.iter().position(|topic| topic.title.code == tag.code);
        place.filter(|_| denies).map(TopicId)
    }

    /// A name that the gazetteer does not know.
    fn as_found(&self, target: Target) -> Found {
        Found {
            field: self.field,
            start: self.start,
            end: self.end,
            name: self.name,
            reading: Reading::Means(target),
            letters: Letters::Mixed,
            follows: Follows::Other,
            joined: false,
            share: 1.0,
            barred: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Rule};
    use crate::classify::{Context, Tagger};

    /// The codes of the countries and the labels of the topics under rules of word, tag and stance.
    fn tagged(text: &str, rules: &[(&str, &str, Stance)]) -> (String, String) {
        let tagger = Tagger::new();
        let compiled: Vec<WordRule> = rules
            .iter()
            .map(|(word, tag, stance)| tagger.word_rule(word, &tag.parse().unwrap(), *stance).unwrap())
            .collect();
        let words: Vec<&WordRule> = compiled.iter().collect();
        let context = Context { words: &words, ..Context::default() };
        let article = Article::plain("", [text]);
        let (tags, explained) = (tagger.tag_in(context, &article), tagger.explain_in(context, &article));
        let codes =
            |tags: &[crate::article::Tag]| tags.iter().map(|tag| tag.code.to_string()).collect::<Vec<_>>();
        let told: Vec<String> = explained.tags().map(|account| account.code.to_string()).collect();
        assert!(codes(&tags.countries).iter().all(|code| told.contains(code)), "{told:?}");
        let topics: Vec<&str> = tags.topics.iter().map(|topic| topic.label.as_str()).collect();
        (codes(&tags.countries).join(" "), topics.join(" "))
    }

    const FAIR: &str = "The fair in Lebanon opens on Friday. Farmers from Lebanon bring cows.";

    #[test]
    fn a_word_means_what_a_rule_says_it_does() {
        assert_eq!(tagged(FAIR, &[]).0, "LB");
        assert_eq!(tagged(FAIR, &[("Lebanon", "country:US", Stance::About)]).0, "US");
        let text = "The fair in Oberwaldstadt opens on Friday.";
        assert_eq!(tagged(text, &[("Oberwaldstadt", "country:AT", Stance::About)]).0, "AT");
        assert_eq!(tagged(text, &[("oberwaldstadt", "country:AT", Stance::About)]).0, "AT");
        let small = "The polish on the table was new.";
        assert_eq!(tagged(small, &[("Polish", "country:PL", Stance::About)]).0, "", "written small");
    }

    #[test]
    fn a_word_never_means_what_a_rule_says_it_does_not() {
        assert_eq!(tagged(FAIR, &[("Lebanon", "country:LB", Stance::NotAbout)]).0, "", "no other Lebanon");
        let text = "The band Niger plays on Friday. Niger will tour in May.";
        assert_eq!(tagged(text, &[("Niger", "country:NE", Stance::NotAbout)]).0, "");
        let text = "Lebanon and Syria met in Beirut. Syria agreed, and so did Lebanon.";
        let (countries, _) = tagged(text, &[("Lebanon", "country:LB", Stance::NotAbout)]);
        assert_eq!(countries, "SY LB", "Beirut still speaks for it");
    }

    #[test]
    fn a_word_speaks_for_a_topic_or_does_not() {
        let text = "The derby was held in the rain. Two thousand people came to the derby on Sunday.";
        let (_, topics) = tagged(text, &[("derby", "topic:06000000", Stance::About)]);
        assert!(topics.starts_with("environment"), "{topics}");
        let war = "The war on weeds goes on. It is a war that gardeners fight, a war of patience.";
        assert!(tagged(war, &[]).1.contains("conflict"));
        let (_, topics) = tagged(war, &[("war", "topic:16000000", Stance::NotAbout)]);
        assert!(!topics.contains("conflict"), "{topics}");
    }

    #[test]
    fn a_word_that_does_not_speak_for_a_topic_still_speaks_for_others() {
        let text = "Soldiers guarded the embassy while the peace talks went on. The peace talks end in May.";
        let before = tagged(text, &[]).1;
        assert!(before.contains("conflict") && before.contains("diplomacy"), "{before}");
        let never = |word| tagged(text, &[(word, "topic:16000000", Stance::NotAbout)]).1;
        let after = never("peace talks");
        assert!(after.starts_with("diplomacy"), "{after}");
    }

    #[test]
    fn words_of_the_lexicon_inside_a_word_and_learned_words_about_it_are_silenced() {
        let tagger = Tagger::new();
        let topic: TagKey = "topic:15000000".parse().unwrap();
        let text = "Rangers and Raiders meet in the league final on Saturday";
        let weight = |words: &[&WordRule]| {
            let context = Context { words, ..Context::default() };
            let topics = tagger.explain_in(context, &Article::plain("", [text])).topics;
            let account = topics.into_iter().find(|account| account.code == topic.code);
            account.map_or(Vec::new(), |account| account.words)
        };
        let said = |words: Vec<crate::article::Witness>| {
            words.iter().map(|word| word.text.to_string()).collect::<Vec<_>>()
        };
        assert!(said(weight(&[])).iter().any(|word| word == "league"));
        let rule = tagger.word_rule("league final", &topic, Stance::NotAbout).unwrap();
        let left = said(weight(&[&rule]));
        assert!(left.iter().all(|word| !word.contains("league") && !word.contains("final")), "{left:?}");
    }

    #[test]
    fn a_name_that_a_rule_reads_is_explained_by_it() {
        let tagger = Tagger::new();
        let tag = "country:US".parse().unwrap();
        let rule = tagger.word_rule("Lebanon", &tag, Stance::About).unwrap();
        let context = Context { words: &[&rule], ..Context::default() };
        let explained = tagger.explain_in(context, &Article::plain("", [FAIR]));
        let words: Vec<_> =
            explained.countries[0].words.iter().map(|word| (&*word.text, word.rule)).collect();
        assert_eq!(words, [("Lebanon", Rule::ReadersRule)]);
    }

    #[test]
    fn a_rule_needs_a_word_and_a_tag_there_is() {
        let tagger = Tagger::new();
        for (word, tag) in [("", "country:US"), ("--", "country:US"), ("a", "country:QQ"), ("a", "topic:1")] {
            assert_eq!(tagger.word_rule(word, &tag.parse().unwrap(), Stance::About), None, "{word} {tag}");
        }
    }
}
