//! What a library tells of its articles, by their numbers and ids.

use std::path::Path;

use fixedbitset::FixedBitSet;
use serde_json::Value;

use super::collection::Library;
use super::find::FindError;
use super::numbers;
use super::search::Copies;
use super::shelf::{Item, Overview};
use super::sources::{self, Having};
use crate::article::{Article, ArticleId, ArticleJson, Date, Detail, Triage};
use crate::index::Broken;
use crate::stories;
use crate::text::SafeText;

/// Shared words that are named for a link.
const SHARED_WORDS: usize = 5;

impl Library {
    /// How many articles there are.
    pub fn size(&self, copies: Copies) -> usize {
        match copies {
            Copies::Folded => self.shelf.stories(),
            Copies::Each => self.shelf.size(),
        }
    }

    /// The articles that name a file as theirs, each copy.
    pub fn of_file(&self, path: &Path) -> impl Iterator<Item = Item> {
        let file = self.files().iter().position(|file| file.path == path);
        let file = file.and_then(|file| u32::try_from(file).ok());
        let files = self.shelf.told(self.shelf.articles().files()).unwrap_or_default();
        let of = (0..).zip(files).filter(move |(_, of)| Some(**of) == file);
        of.filter_map(|(number, _)| self.item(number))
    }

    /// The state of an article.
    pub fn triage(&self, id: ArticleId) -> &Triage {
        self.decisions.triage(id)
    }

    /// The articles that were begun and not finished when the decisions were read, the one in which reading stopped last
    /// first; a few of them.
    pub fn left(&self) -> &[ArticleId] {
        self.decisions.left()
    }

    /// The articles about which something was decided, each copy.
    pub fn decided(&self) -> FixedBitSet {
        let mut decided = self.shelf.articles().none();
        decided.extend(self.decided.iter().filter_map(|(_, number)| usize::try_from(*number).ok()));
        decided
    }

    /// An article with its text; none where the index cannot be read.
    pub fn item(&self, number: u32) -> Option<Item> {
        self.shelf.item(number)
    }

    /// What a list shows of an article; none where the index cannot be read.
    pub fn overview(&self, number: u32) -> Option<Overview> {
        self.shelf.overview(number)
    }

    /// How the text of an article begins.
    pub fn lede(&self, number: u32) -> Option<SafeText> {
        self.shelf.told(self.shelf.articles().lede(number))
    }

    /// The id of an article.
    pub fn id(&self, number: u32) -> Option<ArticleId> {
        self.shelf.id(number)
    }

    /// The number of the article of an id, whether it is shown or stands behind a fuller copy.
    pub fn number(&self, id: ArticleId) -> Option<u32> {
        self.shelf.number(id)
    }

    /// The number of what stands for an article among those whose copies are folded: the fullest of its copies.
    pub fn shown_for(&self, number: u32) -> u32 {
        self.shelf.shown_for(number)
    }

    /// All copies of an article, itself included, the fullest first.
    pub fn story(&self, number: u32) -> Vec<u32> {
        self.shelf.story(number)
    }

    /// Reads what is asked of all articles at a search, so that the first one need not wait for it.
    pub fn read_words(&self) {
        self.read_columns();
        let _ = self.shelf.shown();
        self.shelf.told(self.shelf.articles().read_words());
    }

    /// The ids of all articles, each copy, by their numbers.
    pub fn ids(&self) -> &[ArticleId] {
        self.shelf.told(self.shelf.articles().ids()).unwrap_or_default()
    }

    /// How many of some articles are found neither as they were nor as what became of them.
    pub fn gone(&self, among: impl IntoIterator<Item = ArticleId>) -> usize {
        let is_found = |id: ArticleId| self.number(id).is_some();
        among.into_iter().filter(|id| self.decisions.is_gone(*id, &is_found)).count()
    }

    /// How many of some articles were published when, in the order of time; those without a date first.
    pub fn dates(&self, articles: &FixedBitSet) -> Vec<(Option<Date>, usize)> {
        self.shelf.told(self.shelf.articles().days(articles)).unwrap_or_default()
    }

    /// How many of some articles come from each source, those with most first. A source is a file, or where each
    /// article has a file of its own, the folder of these; of many sources the greatest are told.
    pub fn sources(&self, among: &FixedBitSet) -> Vec<Having> {
        let files = self.shelf.told(self.shelf.articles().files()).unwrap_or_default();
        self.shelf.sources().having(files, among)
    }

    /// How many of some articles have each tag of the reader's own, those with most first.
    pub fn own_tags(&self, among: &FixedBitSet) -> Vec<Having> {
        let asked = self.asked(&|| true);
        let having = |tag: &SafeText| {
            let tagged = asked.in_states(&|triage| triage.tags.contains(tag));
            let count = tagged.intersection_count(among);
            Having { label: tag.clone(), value: sources::written(tag), count }
        };
        let tags = self.decisions.own_tags().into_iter().map(having);
        sources::most_first(tags.filter(|having| having.count > 0).collect())
    }

    /// How many of some articles are written in each language, those with most first.
    pub fn languages(&self, among: &FixedBitSet) -> Vec<Having> {
        let articles = self.shelf.articles();
        let having = |language: &str| {
            let mut set = articles.none();
            articles.in_language(language, &mut set)?;
            let count = set.intersection_count(among);
            Ok(Having { label: SafeText::label(language), value: language.to_owned(), count })
        };
        let counted = || articles.languages()?.into_iter().map(having).collect::<Result<Vec<_>, Broken>>();
        let mut counted = self.shelf.told(counted()).unwrap_or_default();
        counted.retain(|having| having.count > 0);
        sources::most_first(counted)
    }

    /// The words of each article's body.
    pub fn lengths(&self) -> &[u32] {
        self.shelf.told(self.shelf.articles().lengths()).unwrap_or_default()
    }

    /// How many words the body of an article has.
    pub fn length(&self, number: u32) -> usize {
        self.shelf.told(self.shelf.articles().length(number)).map_or(0, numbers::size)
    }

    /// How many cells the headline of an article takes.
    pub fn headline_cells(&self, number: u32) -> Option<u16> {
        self.shelf.told(self.shelf.articles().headline_cells(number))
    }

    /// Reads at once what a list says of every article, for those who are about to ask of many.
    pub fn read_columns(&self) {
        let articles = self.shelf.articles();
        let (_, _) = (self.ids(), self.lengths());
        let _ = self.shelf.told(articles.cells());
        let _ = self.shelf.told(articles.regions());
    }

    /// Which region an article is listed under, its first one, as a number that [`Library::region_label`] names.
    pub fn region(&self, number: u32) -> u16 {
        self.shelf.region(number)
    }

    /// The label of the region of a number, as it is shown; none for those without one.
    pub fn region_label(&self, region: u16) -> Option<SafeText> {
        self.shelf.region_label(region)
    }

    /// Other articles on the same event, one a story, the nearest first.
    pub fn related(&self, number: u32) -> Vec<ArticleId> {
        self.shelf.related(number)
    }

    /// Words that two articles share and that say most about what they tell of, in the order of the first.
    pub fn shared_words(&self, one: &Item, other: &Item) -> Vec<SafeText> {
        let words = stories::shared_words(&self.tables.common, &one.article, &other.article, SHARED_WORDS);
        words.iter().map(|words| SafeText::label(words)).collect()
    }

    /// What each of some articles tells that none before it told, in the order given: their sentences.
    pub fn news(&self, articles: &[&Article]) -> Vec<Vec<SafeText>> {
        let mut told = stories::Told::default();
        let news = articles.iter().map(|article| told.news(&self.tables.common, article));
        news.map(|news| news.iter().map(|sentence| SafeText::label(sentence)).collect()).collect()
    }

    /// The article whose id begins with these letters.
    ///
    /// # Errors
    /// No article's id does, or those of several do.
    pub fn find(&self, shortened_id: &str) -> Result<u32, FindError> {
        self.shelf.find(shortened_id)
    }

    /// How many letters of an id tell every article here from the others; at least `least`.
    pub fn id_length(&self, least: usize) -> usize {
        self.shelf.id_length(least)
    }

    /// The JSON object of an article.
    pub fn json(&self, item: &Item, detail: Detail) -> Value {
        let json = ArticleJson {
            article: &item.article,
            tags: &item.tags,
            triage: self.triage(item.article.id),
            story: item.story,
            copies: item.copies,
            related: &self.related(item.number),
        };
        json.value(detail)
    }
}
