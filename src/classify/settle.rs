//! Tags that are settled whatever the words of an article say: put among those the words earned, or taken from them.

use crate::article::{
    Evidence, EvidenceSource, Explanation, Reason, Rule, Ruling, Stance, Subject, Tag, TagKey, Tags,
};
use crate::text::SafeText;

use super::explanation::{account, unspoken};
use super::gazetteer::Target;
use super::regions;
use super::resolve::Vote;
use super::tables::{CountryId, Tables, Title};
use super::toponym::{Found, Reading};
use super::weigh::{self, MOST_EVIDENCE, Standing, Standings};

/// How certain a tag is that is settled, and what its settling weighs.
const CERTAIN: f32 = 1.0;

/// One tag that is settled for an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The tag.
    pub tag: TagKey,
    /// What is settled about it.
    pub stance: Stance,
    /// Who settled it.
    pub by: Authority,
}

/// Who settled a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Authority {
    /// The reader, on this article.
    Reader,
    /// A rule of the reader's, for all articles it is about.
    Rule,
}

impl Authority {
    /// What a tag says among its words where this settled it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Reader => "set by you",
            Self::Rule => "set by a rule of yours",
        }
    }

    fn source(self) -> EvidenceSource {
        match self {
            Self::Reader => EvidenceSource::Reader,
            Self::Rule => EvidenceSource::ReadersRule,
        }
    }

    fn rule(self) -> Rule {
        match self {
            Self::Reader => Rule::Reader,
            Self::Rule => Rule::ReadersRule,
        }
    }
}

/// Everything that is settled for one article; of two that speak of one tag the later one holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settlement<'a> {
    pub(super) tables: &'a Tables,
    pub(super) settled: &'a [Settled],
}

impl<'a> Settlement<'a> {
    /// Takes the votes for what the article is not about; names that lose all theirs speak for nothing.
    pub(super) fn take_votes(self, votes: &mut Vec<Vote>, found: &mut [Found]) {
        if self.settled.is_empty() {
            return;
        }
        let denied: Vec<Vote> = votes.extract_if(.., |vote| self.denies(vote.target)).collect();
        for vote in denied.iter().filter(|denied| votes.iter().all(|vote| vote.found != denied.found)) {
            if let Some(found) = found.get_mut(vote.found) {
                found.reading = Reading::Nothing(Reason::Denied);
            }
        }
    }

    /// Whether the home country may still decide: not where it was denied, nor where a country was given.
    pub(super) fn allows(self, home: CountryId) -> bool {
        self.given(Subject::Country).next().is_none() && !self.denies(Target::Country(home))
    }

    /// Puts the countries that were given before all others, in the order they were.
    pub(super) fn add_countries(self, standings: &mut Standings) {
        let given: Vec<CountryId> =
            self.given(Subject::Country).filter_map(|one| self.tables.country(&one.tag.code)).collect();
        let top = standings.top();
        for (place, country) in given.into_iter().enumerate() {
            let named = standings.take(country);
            standings.about.insert(place, Standing::settled(country, top, named));
        }
    }

    /// Takes what was denied from the tags, adds what was given, and says on each given one who gave it.
    pub(super) fn apply(self, tags: &mut Tags) {
        tags.regions.retain(|tag| !self.denies_code(Subject::Region, &tag.code));
        tags.topics.retain(|tag| !self.denies_code(Subject::Topic, &tag.code));
        for one in self.given(Subject::Country) {
            if let Some(tag) = tags.countries.iter_mut().find(|tag| tag.code == one.tag.code) {
                mark(tag, one.by);
            }
        }
        for (place, one) in self.given(Subject::Region).enumerate() {
            self.give_region(&mut tags.regions, (place, one));
        }
        for (place, one) in self.given(Subject::Topic).enumerate() {
            if let Some(title) = self.title(Subject::Topic, &one.tag.code) {
                give(&mut tags.topics, place, title, one.by);
            }
        }
    }

    /// Whether a country or region was given.
    pub(super) fn gives(self, target: Target) -> bool {
        self.named(target).is_some_and(|(subject, title)| {
            self.last(subject, &title.code).is_some_and(|one| one.stance == Stance::About)
        })
    }

    /// Tells of each tag what was settled about it.
    pub(super) fn explain(self, explanation: &mut Explanation) {
        explanation.regions.retain(|account| !self.denies_code(Subject::Region, &account.code));
        explanation.topics.retain(|account| !self.denies_code(Subject::Topic, &account.code));
        for subject in Subject::ALL {
            let accounts = match subject {
                Subject::Country => &mut explanation.countries,
                Subject::Region => &mut explanation.regions,
                Subject::Topic => &mut explanation.topics,
            };
            for (place, one) in self.given(subject).enumerate() {
                let Some(title) = self.title(subject, &one.tag.code) else { continue };
                let known = accounts.iter().position(|account| account.code == title.code);
                let known = known.map(|at| accounts.remove(at));
                let mut told = known.unwrap_or_else(|| account(title, CERTAIN));
                told.ruling = Ruling::About;
                told.words.insert(0, unspoken(SafeText::label(one.by.words()), one.by.rule(), CERTAIN));
                accounts.insert(place.min(accounts.len()), told);
            }
        }
    }

    /// Gives a region, and behind the others the ones it lies in.
    fn give_region(self, tags: &mut Vec<Tag>, (place, one): (usize, &Settled)) {
        let Some(region) = self.tables.region(&one.tag.code) else { return };
        for (step, holder) in regions::chain(self.tables, region).enumerate() {
            let Some(record) = self.tables.regions.get(holder.0) else { continue };
            let code = &record.title.code;
            if step == 0 {
                give(tags, place, &record.title, one.by);
            } else if !self.denies_code(Subject::Region, code) && tags.iter().all(|tag| tag.code != *code) {
                tags.push(weigh::tag(&record.title, CERTAIN, Vec::new()));
            }
        }
    }

    /// What was given of one subject, in the order it was.
    fn given(self, subject: Subject) -> impl Iterator<Item = &'a Settled> {
        let holds = move |one: &&Settled| {
            let last = self.last(subject, &one.tag.code);
            one.stance == Stance::About && last.is_some_and(|last| std::ptr::eq(last, *one))
        };
        self.settled.iter().filter(move |one| one.tag.subject == subject).filter(holds)
    }

    fn denies(self, target: Target) -> bool {
        self.named(target).is_some_and(|(subject, title)| self.denies_code(subject, &title.code))
    }

    fn named(self, target: Target) -> Option<(Subject, &'a Title)> {
        match target {
            Target::Country(id) => Some((Subject::Country, &self.tables.countries.get(id.0)?.title)),
            Target::Region(id) => Some((Subject::Region, &self.tables.regions.get(id.0)?.title)),
        }
    }

    fn title(self, subject: Subject, code: &str) -> Option<&'a Title> {
        match subject {
            Subject::Country => self.named(Target::Country(self.tables.country(code)?)),
            Subject::Region => self.named(Target::Region(self.tables.region(code)?)),
            Subject::Topic => {
                let topic = self.tables.topics.iter().find(|topic| &*topic.title.code == code)?;
                Some((Subject::Topic, &topic.title))
            }
        }
        .map(|(_, title)| title)
    }

    fn denies_code(self, subject: Subject, code: &SafeText) -> bool {
        self.last(subject, code).is_some_and(|one| one.stance == Stance::NotAbout)
    }

    /// What was settled last about a tag.
    fn last(self, subject: Subject, code: &SafeText) -> Option<&'a Settled> {
        self.settled.iter().rfind(|one| one.tag.subject == subject && one.tag.code == *code)
    }
}

/// Puts a tag in its place among those that were given, whether or not the words earned it too.
fn give(tags: &mut Vec<Tag>, place: usize, title: &Title, by: Authority) {
    let earned = tags.iter().position(|tag| tag.code == title.code).map(|at| tags.remove(at));
    let mut tag = earned.unwrap_or_else(|| weigh::tag(title, CERTAIN, Vec::new()));
    mark(&mut tag, by);
    tags.insert(place.min(tags.len()), tag);
}

/// Says on a tag that it is certain, and by whom.
fn mark(tag: &mut Tag, by: Authority) {
    tag.score = CERTAIN;
    tag.evidence.truncate(MOST_EVIDENCE - 1);
    tag.evidence.insert(
        0,
        Evidence { source: by.source(), text: SafeText::label(by.words()), count: 1, weight: CERTAIN },
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::classify::{Context, Tagger};

    const TEXT: &str = "Nigeria said on Monday that it would send soldiers to the border with Niger, where rebels \
                        had attacked a town. Nigerian officials in Abuja called the attack an act of war.";

    fn settled(stances: &[(&str, Stance)]) -> Vec<Settled> {
        let one = |(tag, stance): &(&str, Stance)| Settled {
            tag: tag.parse().unwrap(),
            stance: *stance,
            by: Authority::Reader,
        };
        stances.iter().map(one).collect()
    }

    /// The codes of countries and regions and the labels of topics.
    fn tagged(text: &str, home: Option<&str>, stances: &[(&str, Stance)]) -> [String; 3] {
        let settled = settled(stances);
        let tagger = Tagger::new();
        let home = home.and_then(|name| tagger.home(name));
        let context = Context { home, settled: &settled, ..Context::default() };
        let tags = tagger.tag_in(context, &Article::plain("", [text]));
        let joined = |tags: &[Tag], named: fn(&Tag) -> &SafeText| {
            tags.iter().map(|tag| named(tag).as_str()).collect::<Vec<_>>().join(" ")
        };
        let code: fn(&Tag) -> &SafeText = |tag| &tag.code;
        [joined(&tags.countries, code), joined(&tags.regions, code), joined(&tags.topics, |tag| &tag.label)]
    }

    #[test]
    fn what_is_denied_goes_with_its_regions_and_what_is_given_comes_first_with_its_own() {
        let [countries, regions, topics] = tagged(TEXT, None, &[]);
        assert_eq!((&*countries, &*topics), ("NG NE", "conflict"), "{regions}");
        assert!(regions.contains("011") && regions.contains("sahel"), "{regions}");
        let [countries, regions, topics] = tagged(
            TEXT,
            None,
            &[
                ("country:NG", Stance::NotAbout),
                ("country:NE", Stance::NotAbout),
                ("country:JO", Stance::About),
                ("topic:16000000", Stance::NotAbout),
                ("topic:02000000", Stance::About),
            ],
        );
        assert_eq!((&*countries, &*topics), ("JO", "crime"));
        assert!(regions.contains("middle-east") && !regions.contains("011"), "{regions}");
    }

    #[test]
    fn a_country_given_instead_of_another_takes_its_place() {
        let [countries, ..] =
            tagged(TEXT, None, &[("country:NG", Stance::NotAbout), ("country:BJ", Stance::About)]);
        assert_eq!(countries, "BJ NE");
    }

    #[test]
    fn the_last_ruling_about_a_tag_holds() {
        let both = [("country:NG", Stance::About), ("country:NG", Stance::NotAbout)];
        assert_eq!(tagged(TEXT, None, &both)[0], "NE");
        let both = [("country:NG", Stance::NotAbout), ("country:NG", Stance::About)];
        assert_eq!(tagged(TEXT, None, &both)[0], "NG NE");
    }

    #[test]
    fn a_region_is_given_with_those_it_lies_in_and_denied_alone() {
        let [_, regions, _] = tagged("It rained on Monday.", None, &[("region:011", Stance::About)]);
        assert_eq!(regions, "011 002");
        let [countries, regions, _] = tagged(TEXT, None, &[("region:sahel", Stance::NotAbout)]);
        assert_eq!(countries, "NG NE");
        assert!(regions.contains("011") && !regions.contains("sahel"), "{regions}");
    }

    #[test]
    fn the_home_of_the_source_yields_to_the_reader() {
        let text = "The council met on Monday and voted on nothing.";
        assert_eq!(tagged(text, Some("NE"), &[])[0], "NE");
        assert_eq!(tagged(text, Some("NE"), &[("country:NE", Stance::NotAbout)])[0], "");
        assert_eq!(tagged(text, Some("NE"), &[("country:KE", Stance::About)])[0], "KE");
    }

    #[test]
    fn a_given_tag_says_who_gave_it_before_its_words() {
        let settled = settled(&[("country:NE", Stance::About)]);
        let context = Context { settled: &settled, ..Context::default() };
        let tags = Tagger::new().tag_in(context, &Article::plain("", [TEXT]));
        let words: Vec<&str> = tags.countries[0].evidence.iter().map(|words| &*words.text).collect();
        assert_eq!(words, ["set by you", "Niger"]);
        assert!((tags.countries[0].score - CERTAIN).abs() < f32::EPSILON);
    }
}
