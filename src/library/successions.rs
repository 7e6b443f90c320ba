//! Which articles are what became of others whose pages were changed: those that stand in the same place or bear the same
//! headline, and say enough of the same. What several could be is given to none of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::shelf::Shelf;
use super::tracks::Track;
use crate::article::{ArticleId, Date, Resemblance, RunsOfWords, Sighting, Succession};

/// The most articles of one headline, or of one place, that are held against one that is missing.
const MOST: usize = 64;

/// The most pages of one name in different folders.
const MOST_OF_NAME: usize = 8;

/// How much of either text has to be the same: in one place under one headline, where only one of these is the same,
/// and on two days that differ.
const SAME: f32 = 0.65;
const SAME_ELSEWHERE: f32 = 0.75;
const SAME_ON_ANOTHER_DAY: f32 = 0.85;

/// How much of the other text has to be the same then, where only the place or only the headline is.
const LEAST: f32 = 0.2;

/// How much more the best has to resemble than what comes next.
const LEAD: f32 = 0.1;

/// What a headline or a place in common counts for beside the text.
const AGREEMENT: f32 = 0.15;

/// An article that is found nowhere, and by what it is known again.
pub(super) type Missing = (ArticleId, Sighting);

/// What an article has in common with one that is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Agreement {
    headline: bool,
    place: bool,
    /// Neither is dated by another day.
    day: bool,
}

/// An article that may be what became of one that is missing.
struct Candidate {
    number: u32,
    id: ArticleId,
    likeness: f32,
}

/// What became of articles that are missing, of those articles that may have become of them.
pub(super) fn successions(
    shelf: &Shelf,
    missing: &[Missing],
    may_follow: &dyn Fn(ArticleId, ArticleId) -> bool,
) -> Vec<Succession> {
    let mut texts: HashMap<u32, Option<Text>> = HashMap::new();
    let mut found = Vec::new();
    for ((was, sighting), numbers) in missing.iter().zip(near(shelf, missing)) {
        let mut candidates: Vec<Candidate> = Vec::new();
        for (number, agreement) in numbers {
            let text = texts.entry(number).or_insert_with(|| Text::of(shelf, number));
            let Some(text) = text.as_ref().filter(|text| may_follow(*was, text.id)) else { continue };
            let resemblance = sighting.sample.resemblance(&text.runs);
            let day = sighting.date.zip(text.date).is_none_or(|(one, other)| one == other);
            let agreement = Agreement { day, ..agreement };
            if is_same(agreement, resemblance) {
                candidates.push(Candidate {
                    number,
                    id: text.id,
                    likeness: likeness(agreement, resemblance),
                });
            }
        }
        found.extend(best(shelf, candidates).map(|id| Succession { id, was: *was }));
    }
    found
}

/// What is held against a missing article.
struct Text {
    id: ArticleId,
    date: Option<Date>,
    runs: RunsOfWords,
}

impl Text {
    fn of(shelf: &Shelf, number: u32) -> Option<Self> {
        let article = shelf.item(number)?.article;
        let date = article.dates.published.map(|dated| dated.date);
        Some(Self { id: article.id, date, runs: RunsOfWords::of(&article) })
    }
}

/// For each missing article the numbers of those that agree with it.
fn near(shelf: &Shelf, missing: &[Missing]) -> Vec<BTreeMap<u32, Agreement>> {
    let tracks: Vec<Track> = missing.iter().map(|(_, sighting)| Track::of_sighting(sighting)).collect();
    let headlines = having(shelf, &tracks, |track| track.headline);
    let places = having(shelf, &tracks, |track| track.place);
    let names = having(shelf, &tracks, |track| track.name);
    let near = |track: &Track| {
        let mut near: BTreeMap<u32, Agreement> = BTreeMap::new();
        for number in few(&headlines, track.headline, MOST) {
            near.entry(*number).or_default().headline = true;
        }
        let beside = few(&places, track.place, MOST).iter().chain(few(&names, track.name, MOST_OF_NAME));
        for number in beside {
            near.entry(*number).or_default().place = true;
        }
        near
    };
    tracks.iter().map(near).collect()
}

/// The articles that have each number some tracks have.
fn having(shelf: &Shelf, wanted: &[Track], of: fn(&Track) -> u32) -> HashMap<u32, Vec<u32>> {
    let mut having: HashMap<u32, Vec<u32>> = wanted.iter().map(|track| (of(track), Vec::new())).collect();
    having.remove(&0);
    for (number, track) in (0..).zip(shelf.tracks()) {
        if let Some(numbers) = having.get_mut(&of(&track)).filter(|numbers| numbers.len() <= MOST) {
            numbers.push(number);
        }
    }
    having
}

/// Those that have a number, unless so many have it that it says nothing.
fn few(having: &HashMap<u32, Vec<u32>>, number: u32, most: usize) -> &[u32] {
    having.get(&number).filter(|numbers| numbers.len() <= most).map(Vec::as_slice).unwrap_or_default()
}

/// Whether so much of a text was kept that it is the same article.
fn is_same(agreement: Agreement, resemblance: Resemblance) -> bool {
    let Resemblance { kept, known } = resemblance;
    let (more, less) = (kept.max(known), kept.min(known));
    let (enough, least) = match agreement {
        Agreement { day: false, .. } => (SAME_ON_ANOTHER_DAY, LEAST),
        Agreement { headline: true, place: true, .. } => (SAME, 0.0),
        Agreement { .. } => (SAME_ELSEWHERE, LEAST),
    };
    more >= enough && less >= least
}

fn likeness(agreement: Agreement, resemblance: Resemblance) -> f32 {
    let agreed = [agreement.headline, agreement.place].into_iter().filter(|agreed| *agreed);
    f32::midpoint(resemblance.kept, resemblance.known) + agreed.map(|_| AGREEMENT).sum::<f32>()
}

/// The candidate that is clearly the best; copies of one text do not stand in each other's way.
fn best(shelf: &Shelf, mut candidates: Vec<Candidate>) -> Option<ArticleId> {
    candidates.sort_by(|one, other| other.likeness.total_cmp(&one.likeness).then(one.id.cmp(&other.id)));
    let first = candidates.first()?;
    let story: BTreeSet<u32> = shelf.story(first.number).into_iter().collect();
    let rival = candidates.iter().find(|other| !story.contains(&other.number));
    let clear = rival.is_none_or(|rival| first.likeness - rival.likeness >= LEAD);
    clear.then_some(first.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, DateOrigin, Dated};
    use crate::library::samples;

    /// Numbers by chance, the same in every run.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, limit: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(self.0 >> 33).unwrap() % limit
        }

        /// So many words of a few thousand.
        fn words(&mut self, count: usize) -> Vec<String> {
            (0..count).map(|_| format!("word{}", self.below(5000))).collect()
        }
    }

    fn article(path: &str, headline: &str, words: &[String]) -> Article {
        let mut article = Article::plain(headline, [words.join(" ").as_str()]);
        article.source.path = path.into();
        article
    }

    fn dated(mut article: Article, day: u8) -> Article {
        let date = Date::day_of(2024, 5, day).unwrap();
        article.dates.published = Some(Dated { date, origin: DateOrigin::Page });
        article
    }

    /// What is found to have become of articles that are gone, among others.
    fn found(gone: &[Article], here: Vec<Article>) -> Vec<Succession> {
        let missing: Vec<Missing> = gone.iter().map(|one| (one.id, Sighting::of(one))).collect();
        successions(&samples::shelf(here), &missing, &|_, _| true)
    }

    /// Columns of many days, each of which says again a share of the one before, in hundredths.
    fn columns(chance: &mut Chance, again: usize) -> [Article; 2] {
        let length = 60 + chance.below(900);
        let first = chance.words(length);
        let kept = length * again / 100;
        let at = chance.below(length - kept + 1);
        let mut second = chance.words(length - kept);
        let place = chance.below(second.len() + 1);
        second.splice(place..place, first[at..at + kept].iter().cloned());
        [("brief", &first), ("brief", &second)]
            .map(|(name, words)| article(&format!("daily/{name}.html"), "Morning briefing", words))
    }

    #[test]
    fn a_column_never_has_what_was_decided_about_that_of_another_day() {
        let mut chance = Chance(7);
        let mut wrong = Vec::new();
        for number in 0..180 {
            let again = number % 45;
            let [yesterday, today] = columns(&mut chance, again);
            if !found(&[yesterday], vec![today]).is_empty() {
                wrong.push(again);
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
        for number in 0..60 {
            let [yesterday, today] = columns(&mut chance, 45 + number % 30);
            assert!(found(&[dated(yesterday, 1)], vec![dated(today, 2)]).is_empty(), "dated by two days");
        }
    }

    #[test]
    fn an_edited_article_is_found_and_none_beside_it() {
        let mut chance = Chance(11);
        let (mut right, mut wrong, edits) = (0, 0, 120);
        for number in 0..edits {
            let length = 40 + chance.below(700);
            let words = chance.words(length);
            let mut edited = words.clone();
            match number % 4 {
                0 => edited[chance.below(length)] = "edited".to_owned(),
                1 => edited.extend(chance.words(length)),
                2 => edited.truncate(length / 2),
                _ => drop(edited.splice(length / 3..length / 2, chance.words(30))),
            }
            let (headline, path) = (format!("Headline {number}"), "page.html");
            // On its page stand two others, one of them a report on the same; in other files copies of its agency.
            let report: Vec<String> =
                words[..length / 3].iter().cloned().chain(chance.words(length)).collect();
            let other = chance.words(length);
            let column = chance.words(length);
            let here = vec![
                article(path, &headline, &edited),
                article(path, "A report on it", &report),
                article(path, "Something else", &other),
                article("elsewhere.html", &headline, &column),
            ];
            let expected = here[0].id;
            for one in found(&[article(path, &headline, &words)], here) {
                if one.id == expected { right += 1 } else { wrong += 1 }
            }
        }
        assert_eq!(wrong, 0);
        assert!(right * 100 >= edits * 97, "{right} of {edits}");
    }

    #[test]
    fn an_article_that_went_from_its_page_leaves_nothing_to_its_neighbours() {
        let mut chance = Chance(13);
        for number in 0..120 {
            let length = 40 + chance.below(400);
            let words = chance.words(length);
            let shared = length * (number % 60) / 100;
            let neighbour = |chance: &mut Chance, headline: &str| {
                let own = chance.words(length - shared);
                article("page.html", headline, &[&words[..shared], &own].concat())
            };
            let here =
                vec![neighbour(&mut chance, "First neighbour"), neighbour(&mut chance, "Second neighbour")];
            assert!(found(&[article("page.html", "The one that went", &words)], here).is_empty(), "{number}");
        }
    }

    #[test]
    fn a_page_that_reports_as_things_happen_is_followed_as_long_as_most_of_it_stays() {
        let mut chance = Chance(17);
        let mut entries = chance.words(600);
        for _ in 0..20 {
            let before = article("live.html", "As it happened", &entries);
            let news = 20 + chance.below(100);
            entries.splice(0..0, chance.words(news));
            let now = article("live.html", "As it happened", &entries);
            let id = now.id;
            assert_eq!(found(std::slice::from_ref(&before), vec![now]), [Succession { id, was: before.id }]);
        }
    }
}
