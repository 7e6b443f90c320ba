//! Articles as they stand in a generation of the index, with their copies folded, and the ways to lay hands on one of
//! them. Nothing of an article is in memory before it is asked for.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use fixedbitset::FixedBitSet;

use super::file_report::FileReport;
use super::sources::Sources;
use super::told::Told;
use super::tracks::Track;
use super::written::{self, Head, Relations};
use super::{folded, front};
use crate::article::{Article, ArticleId, Date, Decision, Headline, StoryId, Tags};
use crate::classify::Home;
use crate::index::{BY_HOME, Broken, Generation, Segment};
use crate::stories::{self, Wanted};
use crate::text::SafeText;

/// The number of the first region that only the tags of the reader name; the index knows far fewer.
const OWN_REGIONS: u16 = 0x4000;

/// One article of the library, with its text.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its number: the newest article has 0.
    pub number: u32,
    /// The article.
    pub article: Arc<Article>,
    /// What it is about.
    pub tags: Arc<Tags>,
    /// The home country of its source, told or learned.
    pub home: Option<Home>,
    /// The story it belongs to.
    pub story: StoryId,
    /// How many copies of it there are, itself included.
    pub copies: usize,
}

/// What a list shows of an article, without its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// Its number: the newest article has 0.
    pub number: u32,
    /// Its content id.
    pub id: ArticleId,
    /// Its headline; the lines it came from are not told.
    pub headline: Headline,
    /// When it was published.
    pub published: Option<Date>,
    /// How many words its body has.
    pub words: usize,
    /// The file it comes from.
    pub path: PathBuf,
    /// What it is about, without the words that earned it.
    pub tags: Tags,
    /// How many copies of it there are, itself included.
    pub copies: usize,
}

/// All articles, each copy and each story. What cannot be read is as if it were not there, and the shelf is damaged
/// from then on.
#[derive(Debug)]
pub(super) struct Shelf {
    generation: Arc<Generation>,
    head: Head,
    /// The articles that stand for their stories.
    shown: OnceLock<FixedBitSet>,
    /// The copies of each story that has several, the fullest first.
    copied: OnceLock<Vec<Vec<u32>>>,
    /// Tags that their reader spoke about, by the numbers of the articles.
    settled: HashMap<u32, Arc<Tags>>,
    /// Codes and labels of regions that only such tags name.
    regions: Vec<(SafeText, SafeText)>,
    told: OnceLock<Told>,
    sources: OnceLock<Sources>,
    files: OnceLock<Vec<FileReport>>,
    troubled: OnceLock<Vec<FileReport>>,
    damaged: AtomicBool,
    /// Why it is in memory alone and not in the cache.
    unkept: Option<SafeText>,
}

impl Shelf {
    /// The articles of a generation.
    ///
    /// # Errors
    /// What is told of all of them cannot be read or is damaged.
    pub(super) fn new(generation: Generation) -> Result<Self, Broken> {
        let head = written::head(&generation)?;
        Ok(Self {
            generation: Arc::new(generation),
            head,
            shown: OnceLock::new(),
            copied: OnceLock::new(),
            settled: HashMap::new(),
            regions: Vec::new(),
            told: OnceLock::new(),
            sources: OnceLock::new(),
            files: OnceLock::new(),
            troubled: OnceLock::new(),
            damaged: AtomicBool::new(false),
            unkept: None,
        })
    }

    /// The same shelf, which could not be kept in the cache for this reason, if there is one.
    pub(super) fn unkept_for(self, unkept: Option<SafeText>) -> Self {
        Self { unkept, ..self }
    }

    /// Why it is in memory alone though it was to be kept in the cache; none where it is there.
    pub(super) fn unkept(&self) -> Option<&SafeText> {
        self.unkept.as_ref()
    }

    /// What is told of all files together.
    pub(super) fn head(&self) -> Head {
        self.head
    }

    /// The generation the articles stand in.
    pub(super) fn generation(&self) -> &Arc<Generation> {
        &self.generation
    }

    /// The index of the articles.
    pub(super) fn articles(&self) -> &Segment {
        &self.generation.articles
    }

    /// Whether something could not be read.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// What could be read; else nothing, and that is remembered.
    pub(super) fn told<T>(&self, read: Result<T, Broken>) -> Option<T> {
        read.inspect_err(|_| self.damaged.store(true, Ordering::Relaxed)).ok()
    }

    /// How many copies there are of all articles.
    pub(super) fn size(&self) -> usize {
        usize::try_from(self.articles().articles()).unwrap_or_default()
    }

    /// The articles of which each stands for the copies of its story.
    pub(super) fn shown(&self) -> &FixedBitSet {
        let all = || self.articles().none();
        self.shown.get_or_init(|| self.told(folded::shown(&self.generation)).unwrap_or_else(all))
    }

    /// How many articles there are, each story counted once.
    pub(super) fn stories(&self) -> usize {
        self.told(front::count(&self.generation)).unwrap_or_default()
    }

    /// The place of each article in the order of the sources.
    pub(super) fn places(&self) -> Vec<u32> {
        self.told(written::places(&self.generation)).unwrap_or_default()
    }

    /// The headline and the place of each article as numbers.
    pub(super) fn tracks(&self) -> Vec<Track> {
        self.told(written::tracks(&self.generation)).unwrap_or_default()
    }

    /// What came out of each file, in the order they were found.
    pub(super) fn files(&self) -> &[FileReport] {
        self.files.get_or_init(|| self.told(written::reports(&self.generation)).unwrap_or_default())
    }

    /// The files of which something is to be said.
    pub(super) fn troubled(&self) -> &[FileReport] {
        self.troubled.get_or_init(|| self.told(written::troubled(&self.generation)).unwrap_or_default())
    }

    /// An article with its text.
    pub(super) fn item(&self, number: u32) -> Option<Item> {
        let record = self.told(self.articles().record(number))?;
        let kept = self.told(written::kept(&record.kept))?;
        let (story, copies) = self.story_of(number, record.article.id)?;
        let tags = self.settled.get(&number).cloned().unwrap_or_else(|| Arc::new(record.tags));
        Some(Item { number, article: Arc::new(record.article), tags, home: kept.home, story, copies })
    }

    /// What a list shows of an article.
    pub(super) fn overview(&self, number: u32) -> Option<Overview> {
        let summary = self.told(self.articles().summary(number))?;
        let path = self.told(written::path(&self.generation, summary.file))?;
        let tags = self.settled.get(&number).map(|tags| Tags::clone(tags));
        Some(Overview {
            number,
            id: summary.id,
            headline: summary.headline,
            published: summary.published,
            words: summary.words,
            path,
            tags: tags.unwrap_or(summary.tags),
            copies: self.story(number).len(),
        })
    }

    /// The number of the article of an id, of several the fullest copy.
    pub(super) fn number(&self, id: ArticleId) -> Option<u32> {
        let found = self.told(self.articles().having_ids(&[id]))?;
        let first = found.first().map(|(_, number)| *number)?;
        // Those of one id have one text, and so are of one story.
        let mut members = self.story(first).into_iter();
        members.find(|member| found.iter().any(|(_, number)| number == member)).or(Some(first))
    }

    /// The number of the article that stands for the story of an article.
    pub(super) fn shown_for(&self, number: u32) -> u32 {
        self.story(number).first().copied().unwrap_or(number)
    }

    /// The numbers of all copies of an article, itself included, the fullest first.
    pub(super) fn story(&self, number: u32) -> Vec<u32> {
        let copies = self.told(folded::copies(&self.generation, number)).unwrap_or_default();
        if copies.is_empty() { vec![number] } else { copies }
    }

    /// The articles that have these ids, each id with the number of every article that has it.
    pub(super) fn having_ids(&self, ids: &[ArticleId]) -> Vec<(ArticleId, u32)> {
        self.told(self.articles().having_ids(ids)).unwrap_or_default()
    }

    /// The id of an article.
    pub(super) fn id(&self, number: u32) -> Option<ArticleId> {
        self.told(self.articles().id(number))
    }

    /// The ids of the copies of an article, its own included; alone where it is not known.
    pub(super) fn ids(&self, id: ArticleId) -> Vec<ArticleId> {
        self.number(id).map_or_else(|| vec![id], |number| self.ids_of_story(number, id))
    }

    /// The ids of the copies of an article whose number is known, in order, its own included.
    pub(super) fn ids_of_story(&self, number: u32, id: ArticleId) -> Vec<ArticleId> {
        let copies = self.story(number).into_iter().filter(|copy| *copy != number);
        let mut ids: Vec<ArticleId> = copies.filter_map(|copy| self.id(copy)).chain([id]).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Decisions as they are written: each for every copy that it reaches, once.
    pub(super) fn reached(&self, decisions: &[(ArticleId, Decision)]) -> Vec<(ArticleId, Decision)> {
        let reached = |(id, decision): &(ArticleId, Decision)| {
            let ids = if decision.reaches_copies() { self.ids(*id) } else { vec![*id] };
            ids.into_iter().map(|id| (id, decision.clone())).collect::<Vec<_>>()
        };
        decisions.iter().flat_map(reached).collect()
    }

    /// Other articles on the same event as one, one a story, the nearest first.
    pub(super) fn related(&self, number: u32) -> Vec<ArticleId> {
        let shown = self.shown_for(number);
        if shown >= self.articles().articles() {
            return Vec::new();
        }
        let links = stories::links(&Relations(&self.generation), shown, Wanted::default());
        self.told(links).into_iter().flatten().filter_map(|link| self.id(link.to)).collect()
    }

    /// Which region an article is listed under, its first one, as a number that [`Shelf::region_label`] names; 0 for
    /// none.
    pub(super) fn region(&self, number: u32) -> u16 {
        let Some(tags) = self.settled.get(&number) else {
            return self.told(self.articles().first_region(number)).unwrap_or_default();
        };
        let Some(first) = tags.regions.first() else { return 0 };
        let known = self.told(self.articles().region_number(&first.code)).flatten();
        let own = || {
            let place = self.regions.iter().position(|(code, _)| *code == first.code)?;
            OWN_REGIONS.checked_add(u16::try_from(place).ok()?)
        };
        let number = known.or_else(own).unwrap_or_default();
        if first.is_by_home() { number | BY_HOME } else { number }
    }

    /// The label of the region an article is listed under.
    pub(super) fn first_region(&self, number: u32) -> Option<SafeText> {
        self.region_label(self.region(number) & !BY_HOME)
    }

    /// The label of the region of such a number, as it is shown.
    pub(super) fn region_label(&self, region: u16) -> Option<SafeText> {
        let number = region & !BY_HOME;
        let label = match number.checked_sub(OWN_REGIONS) {
            Some(own) => self.regions.get(usize::from(own)).map(|(_, label)| label.clone()),
            None => self.told(self.articles().region(number))?.map(|(_, label)| label.clone()),
        };
        label.map(|label| super::subjects::shown(&label, region & BY_HOME != 0))
    }

    /// Gives an article the tags its reader's words led to; none where they are those of its own words.
    pub(super) fn settle(&mut self, number: u32, tags: Option<Arc<Tags>>) {
        match tags {
            Some(tags) => {
                let known = |code: &SafeText| self.regions.iter().any(|(own, _)| own == code);
                if let Some(first) = tags.regions.first().filter(|first| !known(&first.code)) {
                    self.regions.push((first.code.clone(), first.label.clone()));
                }
                self.settled.insert(number, tags);
            }
            None => drop(self.settled.remove(&number)),
        }
    }

    /// The articles whose tags their reader spoke about.
    pub(super) fn settled(&self) -> impl Iterator<Item = (u32, &Tags)> {
        self.settled.iter().map(|(number, tags)| (*number, &**tags))
    }

    fn story_of(&self, number: u32, id: ArticleId) -> Option<(StoryId, usize)> {
        let story = self.story(number);
        let id = if story.len() > 1 { self.id(*story.first()?)? } else { id };
        Some((StoryId::from(id), story.len()))
    }

    /// Which articles tell of one event.
    pub(super) fn events(&self) -> &Told {
        self.told.get_or_init(|| self.told(Told::read(&self.generation)).unwrap_or_default())
    }

    /// Where articles come from.
    pub(super) fn sources(&self) -> &Sources {
        self.sources.get_or_init(|| self.told(Sources::read(self)).unwrap_or_default())
    }

    /// The stories that have several copies.
    pub(super) fn copied(&self) -> &[Vec<u32>] {
        self.copied.get_or_init(|| self.told(folded::stories(&self.generation)).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::HeadlineOrigin;
    use crate::library::find::FindError;
    use crate::library::samples::{self, article};

    fn number(shelf: &Shelf, id: ArticleId) -> u32 {
        shelf.number(id).unwrap()
    }

    fn ids(shelf: &Shelf, numbers: Vec<u32>) -> Vec<ArticleId> {
        numbers.into_iter().map(|number| shelf.id(number).unwrap()).collect()
    }

    fn shelf(pages: &[(&str, &str)]) -> Shelf {
        samples::shelf(pages.iter().map(|(path, body)| article(path, body)))
    }

    #[test]
    fn equal_bodies_fold_and_are_counted() {
        let shelf = shelf(&[("a", "One story."), ("b", "Another."), ("c", "one story")]);
        let paths: Vec<_> =
            shelf.folded().iter().map(|item| item.article.source.path.display().to_string()).collect();
        assert_eq!(paths, ["a", "b"]);
        assert_eq!(shelf.folded().iter().map(|item| item.copies).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(shelf.all().iter().map(|item| item.copies).collect::<Vec<_>>(), [2, 1, 2]);
    }

    #[test]
    fn the_fullest_copy_stands_for_the_others() {
        let mut bare = article("a", "One story.");
        bare.headline.origin = HeadlineOrigin::Derived;
        let mut credited = article("c", "One story.");
        credited.attribution.agency = Some(SafeText::label("Reuters"));
        let all = [bare, article("b", "One story."), credited, article("d", "One story.")];
        for (count, fullest) in [(1, "a"), (2, "b"), (3, "c"), (4, "c")] {
            let shelf = samples::shelf(all.iter().take(count).cloned());
            assert_eq!(shelf.folded().len(), 1);
            assert_eq!(shelf.folded()[0].article.source.path.display().to_string(), fullest, "of {count}");
        }
    }

    /// Twelve sentences of their own each, so that parts of them are told from each other.
    fn long(seed: &str, sentences: std::ops::Range<usize>) -> String {
        let word = |sentence: usize, place: u8| {
            format!("{seed}{}{}", "x".repeat(sentence), char::from(b'a' + place))
        };
        let sentence = |number: usize| (0..14).map(|place| word(number, place)).collect::<Vec<_>>().join(" ");
        sentences.map(sentence).collect::<Vec<_>>().join(". ")
    }

    #[test]
    fn a_cut_copy_stands_behind_the_whole() {
        let (cut, whole, other) = (long("one", 0..5), long("one", 0..12), long("other", 0..12));
        let shelf = shelf(&[("cut", &cut), ("whole", &whole), ("other", &other)]);
        let [cut, whole] = [&cut, &whole].map(|body| ArticleId::of_body([body.as_str()]));
        let shown: Vec<ArticleId> = shelf.folded().iter().map(|item| item.article.id).collect();
        assert_eq!(shown, [whole, ArticleId::of_body([other.as_str()])]);
        assert_eq!(shelf.folded().iter().map(|item| item.copies).collect::<Vec<_>>(), [2, 1]);
        assert!(
            shelf.all().iter().take(2).all(|copy| copy.story == StoryId::from(whole) && copy.copies == 2)
        );
        assert_eq!(shelf.id(shelf.shown_for(number(&shelf, cut))).unwrap(), whole);
        assert_eq!(shelf.item(number(&shelf, cut)).unwrap().article.id, cut);
        assert_eq!(shelf.find(&cut.to_string()).unwrap(), number(&shelf, cut));
        assert_eq!(ids(&shelf, shelf.story(number(&shelf, cut))), [whole, cut]);
        assert_eq!(shelf.copied().iter().map(Vec::len).collect::<Vec<_>>(), [2]);
        assert_eq!(shelf.ids(cut).len(), 2);
        assert_eq!(shelf.ids(ArticleId::of_body(["unknown"])).len(), 1);
    }

    #[test]
    fn which_copy_is_shown_does_not_depend_on_their_order() {
        let bodies = [long("one", 0..9), long("one", 0..12), long("one", 0..12), long("one", 3..12)];
        let paths = ["d", "c", "b", "a"];
        let pages: Vec<(&str, &str)> = paths.into_iter().zip(bodies.iter().map(String::as_str)).collect();
        for turn in 0..pages.len() {
            let mut turned = pages.clone();
            turned.rotate_left(turn);
            let shelf = shelf(&turned);
            let shown: Vec<_> =
                shelf.folded().iter().map(|item| (item.article.source.path.clone(), item.copies)).collect();
            assert_eq!(shown, [("b".into(), 4)]);
        }
    }

    #[test]
    fn a_copy_is_related_to_what_its_story_is_related_to() {
        let first = "Skipper Jonas Wray was killed in Ellmouth as a crane toppled onto his pilot boat.";
        let second = "In Ellmouth a crane toppled onto the pilot boat of skipper Jonas Wray on Tuesday.";
        let shelf = shelf(&[("a", first), ("b", first), ("c", second), ("d", "Bees gave more honey.")]);
        let [first, second, alone] =
            [first, second, "Bees gave more honey."].map(|body| ArticleId::of_body([body]));
        let expected = [(first, vec![second]), (second, vec![first]), (alone, vec![])];
        for (id, related) in expected.iter().rev().chain(&expected) {
            assert_eq!(shelf.related(number(&shelf, *id)), *related, "{id}");
        }
        assert!(shelf.related(u32::MAX).is_empty());
        assert!(shelf.number(ArticleId::of_body(["unknown"])).is_none());
    }

    #[test]
    fn a_shortened_id_finds_its_article() {
        let shelf = shelf(&[("a", "One."), ("b", "Two."), ("c", "Three.")]);
        let length = shelf.id_length(1);
        for item in shelf.folded() {
            let id = item.article.id.to_string();
            let found = shelf.find(&id[..length].to_uppercase()).unwrap();
            assert_eq!(found, item.number);
            assert_eq!(shelf.item(found).unwrap().article, item.article);
        }
        assert!(
            matches!(shelf.find(""), Err(FindError::Ambiguous { candidates, .. }) if candidates.len() == 3)
        );
        assert!(matches!(shelf.find("not an id"), Err(FindError::None(_))));
    }

    #[test]
    fn ids_are_shortened_no_further_than_they_stay_unique() {
        let bodies: Vec<String> = (0..300).map(|number| format!("Story {number}.")).collect();
        let shelf = samples::shelf(bodies.iter().map(|body| article("a", body)));
        let length = shelf.id_length(1);
        let short = |length: usize| {
            let cut = shelf.folded().into_iter().map(|item| item.article.id.to_string()[..length].to_owned());
            cut.collect::<std::collections::HashSet<_>>().len()
        };
        assert_eq!(short(length), 300);
        assert!(short(length - 1) < 300);
        assert_eq!(shelf.id_length(12), 12);
    }
}
