//! Which countries an article is about and which it only mentions, by adding up the votes of their names.

use crate::article::{Evidence, EvidenceSource, Place, Relation, Ruling, Shortfall, Tag};
use crate::text::SafeText;

use super::fields::Field;
use super::gazetteer::Target;
use super::home::Home;
use super::resolve::Vote;
use super::tables::{CountryId, RegionId, Tables, Title};
use super::toponym::Found;

/// The least score of a country the article is about: one name in a caption.
const LEAST_SCORE: f32 = 0.3;
/// The least share of the strongest country's score for one that the headline or the dateline names, or the lede
/// and another place.
const NAMED_ABOVE: f32 = 0.2;
/// The same for one that is named once, in the lede.
const NAMED_IN_LEDE: f32 = 0.35;
/// The same for one that is named several times below the lede.
const NAMED_IN_TEXT: f32 = 0.3;
/// The same for one that is named once, below the lede: most such are mentioned in passing.
const NAMED_ONCE: f32 = 0.6;
/// How much stronger another country has to be than the one the headline names first, to stand before it.
const HEADLINE_LEADS: f32 = 1.2;
/// The score at which half of full certainty is reached.
const HALF_CERTAIN: f32 = 0.5;
/// The most pieces of evidence a tag carries.
pub(super) const MOST_EVIDENCE: usize = 8;

/// The votes of one article and the text they came from.
#[derive(Clone, Copy)]
pub(super) struct Ballot<'a> {
    pub(super) tables: &'a Tables,
    pub(super) fields: &'a [Field<'a>],
    pub(super) found: &'a [Found],
    pub(super) votes: &'a [Vote],
    /// The home country of the source.
    pub(super) home: Option<Home>,
}

/// A country and the sum of its votes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Standing {
    pub(super) country: CountryId,
    pub(super) score: f32,
    /// How many names speak for it.
    names: u32,
    /// Where its most prominent name stands.
    seen: Seen,
    /// Whether any of them is its own, rather than a capital's, a people's or the like.
    by_name: bool,
}

/// Where a name stands, the least prominent first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    /// In a caption.
    #[default]
    Caption,
    /// In the text below the lede, or in the line above the headline.
    Text,
    /// In the lede or the standfirst.
    Lede,
    /// In the headline or the dateline.
    Above,
}

impl Standing {
    /// The least share of the strongest score that makes it a country the article is about.
    fn least_share(&self) -> f32 {
        match self.seen {
            Seen::Above => NAMED_ABOVE,
            Seen::Lede if self.names > 1 => NAMED_ABOVE,
            Seen::Lede => NAMED_IN_LEDE,
            Seen::Text | Seen::Caption if self.names > 1 => NAMED_IN_TEXT,
            Seen::Text | Seen::Caption => NAMED_ONCE,
        }
    }

    /// Whether no more than one capital or people speaks for it, below the headline.
    fn is_hinted_at(&self) -> bool {
        self.names == 1 && !self.by_name && self.seen < Seen::Above
    }
}

/// The countries of an article, strongest first, where the one its headline names first need not quite be that.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Standings {
    pub(super) about: Vec<Standing>,
    pub(super) mentioned: Vec<Standing>,
    pub(super) bar: Bar,
}

/// What a country has to reach for an article to be about it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Bar {
    /// The score of the strongest country that may lead.
    top: f32,
    /// The weight of the words for the region that most speak for; beside it the one capital where its leaders
    /// meet says little.
    region: f32,
    /// Where a country has to be named at least: outside captions, if anything else names any.
    least_seen: Seen,
}

impl Bar {
    /// What comes of a country.
    pub(super) fn ruling(self, standing: &Standing) -> Ruling {
        // What 0.3 stands for in the table is a hair less in arithmetic.
        let reaches = |least: f32| standing.score >= least - f32::EPSILON;
        let share = standing.least_share();
        let strongest = if standing.is_hinted_at() { self.top.max(self.region) } else { self.top };
        if standing.seen < self.least_seen {
            Ruling::Mentioned(Shortfall::OnlyCaptions)
        } else if !reaches(LEAST_SCORE) {
            Ruling::Mentioned(Shortfall::TooLittle { least: LEAST_SCORE })
        } else if !reaches(share * strongest) {
            Ruling::Mentioned(Shortfall::SmallShare { strongest, share })
        } else {
            Ruling::About
        }
    }
}

impl Standing {
    /// A country that the article is about whatever else it names: as much as the strongest one.
    pub(super) fn settled(country: CountryId, top: f32, named: Option<Self>) -> Self {
        let score = named.map_or(LEAST_SCORE, |named| named.score).max(top);
        Self { country, score, names: 1, seen: Seen::Above, by_name: true }
    }
}

impl Standings {
    /// Takes a country out of both lists.
    pub(super) fn take(&mut self, country: CountryId) -> Option<Standing> {
        let taken = |list: &mut Vec<Standing>| {
            list.iter().position(|standing| standing.country == country).map(|place| list.remove(place))
        };
        taken(&mut self.about).or_else(|| taken(&mut self.mentioned))
    }

    /// The score of the strongest country.
    pub(super) fn top(&self) -> f32 {
        self.about.iter().map(|standing| standing.score).fold(0.0, f32::max)
    }
}

impl<'a> Ballot<'a> {
    /// Parts the countries into those the article is about and those it mentions.
    pub(super) fn standings(&self) -> Standings {
        let all = self.sums();
        let highest = all.iter().map(|standing| standing.seen).max().unwrap_or(Seen::Caption);
        let least_seen = highest.min(Seen::Text);
        let top = all.iter().filter(|s| s.seen >= least_seen).map(|s| s.score).fold(0.0, f32::max);
        let bar = Bar { top, region: self.strongest_region(), least_seen };
        let (about, mentioned) = all.into_iter().partition(|s| bar.ruling(s) == Ruling::About);
        Standings { about, mentioned, bar }
    }

    fn sums(&self) -> Vec<Standing> {
        let mut sums: Vec<Standing> = Vec::new();
        for vote in self.votes {
            let Target::Country(country) = vote.target else { continue };
            let (seen, by_name) = (self.seen(vote), vote.relation == Relation::Name);
            match sums.iter_mut().find(|standing| standing.country == country) {
                Some(standing) => {
                    standing.score += vote.weight;
                    standing.names += 1;
                    standing.seen = standing.seen.max(seen);
                    standing.by_name |= by_name;
                }
                None => sums.push(Standing { country, score: vote.weight, names: 1, seen, by_name }),
            }
        }
        // What names no place at all is about where it was written.
        if let Some(home) = self.home.filter(|_| self.votes.is_empty()) {
            let (country, score, seen) = (home.country, LEAST_SCORE, Seen::Text);
            sums.push(Standing { country, score, names: 1, seen, by_name: false });
        }
        let leading = self.first_in_headline();
        let rank = |standing: &Standing| {
            let leads = leading == Some(standing.country);
            if leads { HEADLINE_LEADS * standing.score } else { standing.score }
        };
        // The sort is stable: of two equal ones the first named stays first.
        sums.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
        sums
    }

    /// The country that the headline names first.
    fn first_in_headline(&self) -> Option<CountryId> {
        self.votes.iter().find_map(|vote| match vote.target {
            Target::Country(country) => (self.place(vote) == Some(Place::Headline)).then_some(country),
            Target::Region(_) => None,
        })
    }

    /// The weight of the words for one region, of that which most speak for.
    fn strongest_region(&self) -> f32 {
        let mut sums: Vec<(RegionId, f32)> = Vec::new();
        for vote in self.votes {
            let Target::Region(region) = vote.target else { continue };
            match sums.iter_mut().find(|(other, _)| *other == region) {
                Some((_, sum)) => *sum += vote.weight,
                None => sums.push((region, vote.weight)),
            }
        }
        sums.into_iter().map(|(_, sum)| sum).fold(0.0, f32::max)
    }

    fn place(&self, vote: &Vote) -> Option<Place> {
        let found = self.found.get(vote.found)?;
        self.fields.get(found.field).map(|field| field.place)
    }

    fn seen(&self, vote: &Vote) -> Seen {
        let Some(found) = self.found.get(vote.found) else { return Seen::Text };
        self.fields.get(found.field).map_or(Seen::Text, |field| match field.place {
            Place::Headline | Place::Dateline => Seen::Above,
            Place::Standfirst(_) => Seen::Lede,
            Place::Block(_) if field.is_lede(found.start) => Seen::Lede,
            Place::Kicker | Place::Block(_) => Seen::Text,
            Place::Caption(_) => Seen::Caption,
        })
    }

    /// The tags of countries, with scores beside the strongest one's.
    pub(super) fn country_tags(&self, standings: &[Standing], top: f32) -> Vec<Tag> {
        let tag = |standing: &Standing| {
            let title = self.tables.countries.get(standing.country.0).map(|country| &country.title)?;
            let score = certainty(standing.score, top);
            Some(tag(title, score, self.evidence(Target::Country(standing.country))))
        };
        standings.iter().filter_map(tag).collect()
    }

    /// The words that speak for a target, strongest first.
    pub(super) fn evidence(&self, target: Target) -> Vec<Evidence> {
        let by_home = self.by_home(target);
        let mut names: Vec<(u32, &'a Found, u32, f32)> = Vec::new();
        for vote in self.votes.iter().filter(|vote| vote.target == target) {
            let Some(found) = self.found.get(vote.found) else { continue };
            match names.iter_mut().find(|(name, ..)| *name == found.name) {
                Some((_, _, count, weight)) => {
                    *count += 1;
                    *weight += vote.weight;
                }
                None => names.push((found.name, found, 1, vote.weight)),
            }
        }
        names.sort_by(|a, b| b.3.total_cmp(&a.3));
        names.truncate(MOST_EVIDENCE - by_home.iter().count());
        let evidence = |(_, found, count, weight): (u32, &Found, u32, f32)| Evidence {
            source: EvidenceSource::Words,
            text: written(self.fields, found.field, found.start..found.end),
            count,
            weight: mean(weight, count).min(1.0),
        };
        let names = names.into_iter().map(evidence);
        names.chain(by_home).collect()
    }

    /// What the home of the source says for a target, where that decided.
    fn by_home(&self, target: Target) -> Option<Evidence> {
        let home = self.home.filter(|home| target == Target::Country(home.country))?;
        let decided = self.votes.is_empty() || self.votes.iter().any(|vote| vote.by_home);
        decided.then(|| Evidence {
            source: EvidenceSource::HomeCountry,
            text: home.words(),
            count: 1,
            weight: LEAST_SCORE,
        })
    }
}

/// The words of a field as they stand there.
pub(super) fn written(fields: &[Field], field: usize, range: std::ops::Range<usize>) -> SafeText {
    let text = fields.get(field).and_then(|field| field.text.get(range));
    SafeText::label(text.unwrap_or_default())
}

/// How certain a score is beside the strongest one's, 0 to 1: its share of the strongest, less while both are small.
pub(super) fn certainty(score: f32, top: f32) -> f32 {
    if score <= 0.0 { 0.0 } else { score / (score + HALF_CERTAIN) * (score / top.max(score)) }
}

/// A tag with this title.
pub(super) fn tag(title: &Title, score: f32, evidence: Vec<Evidence>) -> Tag {
    let Title { code, label, name } = title.clone();
    Tag { code, label, name, score, evidence }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words in one article are far below 2^24")]
pub(super) fn mean(sum: f32, count: u32) -> f32 {
    sum / count.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::classify::Tagger;

    /// The codes of what an article is about and of what it mentions.
    fn told(article: &Article) -> (String, String) {
        let tags = Tagger::of_places().tag(article);
        let codes = |tags: &[Tag]| tags.iter().map(|tag| tag.code.as_str()).collect::<Vec<_>>().join(" ");
        (codes(&tags.countries), codes(&tags.mentioned))
    }

    #[test]
    fn what_a_text_is_about_depends_on_where_and_how_often_it_is_named() {
        let chad =
            "The well that Chad dug is open again after the long dry summer, the ministry in N'Djamena said.";
        for (what, headline, body, about, mentioned) in [
            ("named in the headline", "Kenya helps Chad", vec![chad, "Chad was glad."], "TD KE", ""),
            ("named twice in the lede", "A well", vec![chad], "TD", ""),
            (
                "named once in the text",
                "Chad opens a well",
                vec![chad, "The pump came from Kenya."],
                "TD",
                "KE",
            ),
            ("named in a long lede", "Chad opens a well of Chad", vec![chad, "Kenya paid."], "TD", "KE"),
            (
                "named several times in the text",
                "A well",
                vec![chad, "Kenya paid for it.", "Kenya has more.", "Kenyan pumps last."],
                "TD KE",
                "",
            ),
        ] {
            let found = told(&Article::plain(headline, body));
            assert_eq!(found, (about.to_owned(), mentioned.to_owned()), "{what}");
        }
    }

    #[test]
    fn a_lede_is_one_paragraph_unless_that_is_a_mere_line() {
        let lede =
            "Goats and their herders went home from the market of the old town, a day before the rains came.";
        let paid = "Kenya and Chad paid.";
        let score = |body: &[&str]| {
            let tags = Tagger::of_places().tag(&Article::plain("Goats", body.iter().copied()));
            tags.countries[0].score
        };
        assert!(score(&["Photo below", paid]) > score(&[lede, paid]));
        assert!((score(&[paid]) - score(&["Photo below", paid])).abs() < f32::EPSILON);
    }

    #[test]
    fn the_country_the_headline_names_first_leads_those_as_strong() {
        for (headline, about) in [("Niger and Chad meet", "NE TD"), ("Chad and Niger meet", "TD NE")] {
            let found =
                told(&Article::plain(headline, ["Officials of Chad and Niger met.", "They met in a tent."]));
            assert_eq!(found, (about.to_owned(), String::new()), "{headline}");
        }
        let niger = ["Niger dug a well near Niamey.", "Niger paid.", "Nigerien engineers hope for water."];
        assert_eq!(told(&Article::plain("Chad hears of Niger's well", niger)).0, "NE TD");
    }

    #[test]
    fn a_capital_is_only_mentioned_beside_the_region_whose_leaders_meet_there() {
        let body = [
            "Leaders of West Africa want one price for every ticket from one airport to another, they said.",
            "They met in Accra.",
        ];
        assert_eq!(told(&Article::plain("West African fares", body)), (String::new(), "GH".to_owned()));
        assert_eq!(told(&Article::plain("Fares", ["Leaders want one price.", body[1]])).0, "GH");
    }

    #[test]
    fn certainty_grows_with_the_score_and_with_its_share() {
        assert!(certainty(0.3, 0.3) < certainty(10.0, 10.0));
        assert!(certainty(3.0, 10.0) < certainty(6.0, 10.0));
        assert!(certainty(1000.0, 1000.0) <= 1.0);
        assert!(certainty(0.0, 0.0).abs() < f32::EPSILON);
    }
}
