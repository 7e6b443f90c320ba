//! An article while its parts arrive, from whatever format. It decides nothing about what a part is; it only puts
//! parts into their fields, takes a dateline off the first paragraph, and makes the id.

use std::path::Path;

use crate::article::{
    Article, ArticleId, Attribution, Block, BlockKind, Caption, Date, DateOrigin, Dated, Dates, Headline,
    HeadlineOrigin, Lines, Removed, RemovedKind, Source, Standfirst,
};
use crate::text::SafeText;

use super::forms::byline::Byline;
use super::forms::dates::DateRow;
use super::forms::short_dates::DayOfYear;
use super::forms::{ages, credit, dateline, headline, language};

/// What a format itself states about an article, apart from its text: a feed's title, a page's metadata.
///
/// Texts are as decoded, not yet cleaned. What is stated wins over what the text seems to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stated {
    /// The headline.
    pub(super) headline: Option<String>,
    /// A section or label above the headline.
    pub(super) kicker: Option<String>,
    /// When it was published, and where that is said.
    pub(super) published: Option<Dated>,
    /// When it was last changed.
    pub(super) updated: Option<Date>,
    /// The author or authors, without "By".
    pub(super) byline: Option<String>,
    /// The news agency.
    pub(super) agency: Option<String>,
    /// The place it was filed from.
    pub(super) dateline: Option<String>,
    /// The canonical address.
    pub(super) url: Option<String>,
    /// The language as a BCP 47 tag.
    pub(super) language: Option<String>,
    /// Summary sentences that stand between headline and body, with the line they are told to stand on.
    pub(super) standfirst: Vec<String>,
}

impl Stated {
    /// What holds for each article where this is stated about several in one file.
    pub(super) fn of_all(&self) -> Self {
        let one = self.clone();
        Self { headline: None, url: None, standfirst: Vec::new(), ..one }
    }

    /// Fills in what an article does not say of itself, where this is what a book or a crawl says of it.
    pub(super) fn complete(&self, article: &mut Article) {
        let label =
            |text: &Option<String>| text.as_deref().map(SafeText::label).filter(|text| !text.is_empty());
        if article.headline.origin == HeadlineOrigin::Derived
            && let Some(text) = label(&self.headline)
        {
            article.headline = Headline { text, origin: HeadlineOrigin::Page, lines: None };
        }
        article.url = article.url.take().or_else(|| label(&self.url));
        article.language = article.language.take().or_else(|| label(&self.language));
        article.attribution.byline = article.attribution.byline.take().or_else(|| label(&self.byline));
        article.dates.published = article.dates.published.or(self.published);
    }
}

/// An article while its parts arrive.
#[derive(Debug, Default)]
pub(super) struct Draft {
    stated: Stated,
    headline: Option<Headline>,
    kicker: Option<SafeText>,
    dates: FoundDates,
    attribution: Attribution,
    captions: Vec<Caption>,
    standfirst: Vec<Standfirst>,
    body: Vec<Block>,
    removed: Vec<Removed>,
    url: Option<SafeText>,
    last: u32,
}

/// The dates of a page by where they stood.
#[derive(Debug, Default)]
struct FoundDates {
    stamp: Option<Date>,
    published: Option<Date>,
    updated: Option<Date>,
    seen: Option<Date>,
    age: Option<u16>,
    yearless: Option<DayOfYear>,
    elsewhere: Elsewhere,
}

/// What the page tells about dates outside an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Elsewhere {
    /// The date that all articles of the page have in common.
    pub(super) common: Option<Date>,
    /// A day on which the page existed.
    pub(super) latest: Option<Date>,
    /// The year of the page.
    pub(super) year: Option<u16>,
}

impl Draft {
    /// A draft of an article about which its format states something.
    pub(super) fn of(stated: Stated) -> Self {
        Self { stated, ..Self::default() }
    }

    /// The headline that the format states.
    pub(super) fn stated_headline(&self) -> Option<&str> {
        self.stated.headline.as_deref()
    }

    /// The headline as far as it is known: stated, or told.
    pub(super) fn known_headline(&self) -> Option<&str> {
        let told = self.headline.as_ref().map(|headline| headline.text.as_str());
        self.stated.headline.as_deref().or(told)
    }

    /// Whether the headline was told by its lines, and not only stated.
    pub(super) fn is_headline_printed(&self) -> bool {
        self.headline.is_some()
    }

    /// Whether no block of the body was told yet.
    pub(super) fn is_head(&self) -> bool {
        self.body.is_empty()
    }

    /// Whether nothing was stated or told that makes an article.
    pub(super) fn is_empty(&self) -> bool {
        self.body.is_empty() && self.known_headline().is_none_or(|text| text.trim().is_empty())
    }

    /// The lines of a part that stays count as lines of the article.
    pub(super) fn reach(&mut self, lines: Lines) {
        self.last = self.last.max(lines.last);
    }

    /// The headline; the last one told counts.
    pub(super) fn set_headline(&mut self, text: &str, lines: Lines) {
        self.reach(lines);
        let text = SafeText::label(text);
        self.headline = Some(Headline { text, origin: HeadlineOrigin::Page, lines: Some(lines) });
    }

    /// The label above the headline.
    pub(super) fn set_kicker(&mut self, text: &str, lines: Lines) {
        self.reach(lines);
        self.kicker = Some(SafeText::label(text));
    }

    /// A caption, with its credit read from it; its place among the captions.
    pub(super) fn add_caption(&mut self, text: &str, lines: Lines) -> usize {
        self.reach(lines);
        self.captions.push(caption(text, lines));
        self.captions.len() - 1
    }

    /// A fuller copy of a caption, which takes its place.
    pub(super) fn replace_caption(&mut self, at: usize, text: &str, lines: Lines, why: &str) {
        self.reach(lines);
        let Some(kept) = self.captions.get_mut(at) else { return };
        let Caption { text, lines, .. } = std::mem::replace(kept, caption(text, lines));
        self.remove(RemovedKind::Caption, &text, lines, why);
    }

    /// A point of the standfirst, without its mark.
    pub(super) fn add_standfirst(&mut self, text: &str, lines: Lines) {
        self.reach(lines);
        self.standfirst.push(Standfirst { text: SafeText::label(text), lines });
    }

    /// A block of the body, without its mark; the first paragraph gives up its dateline.
    pub(super) fn add_block(&mut self, kind: BlockKind, text: &str, lines: Lines) {
        self.reach(lines);
        let opens = kind == BlockKind::Paragraph && self.body.is_empty();
        let bare = if opens { self.open(text, lines) } else { text };
        if !bare.is_empty() {
            self.body.push(Block { kind, text: SafeText::body(bare), lines });
        }
    }

    /// Takes the dateline off the first paragraph.
    fn open<'t>(&mut self, text: &'t str, lines: Lines) -> &'t str {
        let Some(found) = dateline::dateline(text).filter(|found| !found.rest.is_empty()) else {
            return text;
        };
        if found.place.is_some() && self.attribution.dateline.is_some() {
            return text;
        }
        self.add_dateline(text, lines);
        found.rest
    }

    /// The place, agency and day of filing of a dateline.
    pub(super) fn add_dateline(&mut self, text: &str, lines: Lines) {
        self.reach(lines);
        let Some(found) = dateline::dateline(text) else { return };
        if let Some(place) = found.place {
            if self.attribution.dateline.is_none() {
                self.attribution.dateline = Some(SafeText::label(place));
            } else {
                self.remove(RemovedKind::Byline, place, lines, "a further dateline");
            }
        }
        if let Some(agency) = found.agency {
            if self.attribution.agency.is_none() {
                self.attribution.agency = Some(SafeText::label(agency));
            } else {
                self.remove(RemovedKind::Byline, agency, lines, "agency of the dateline");
            }
        }
        if let Some(date) = found.date {
            self.remove(RemovedKind::Date, date, lines, "day of filing in the dateline");
        }
    }

    /// A byline; the first one counts.
    pub(super) fn add_byline(&mut self, byline: &Byline, lines: Lines) {
        self.reach(lines);
        if let Some(names) = byline.names.as_deref().filter(|_| self.attribution.byline.is_none()) {
            self.attribution.byline = Some(SafeText::label(names));
        }
        if let Some(agency) = byline.agency.as_deref().filter(|_| self.attribution.agency.is_none()) {
            self.attribution.agency = Some(SafeText::label(agency));
        }
    }

    /// A crawler's date before the text.
    pub(super) fn add_stamp(&mut self, stamp: Option<Date>, lines: Lines) {
        self.reach(lines);
        self.dates.stamp = self.dates.stamp.or(stamp);
    }

    /// A row of dates.
    pub(super) fn add_dates(&mut self, row: &DateRow, lines: Lines) {
        self.reach(lines);
        self.dates.published = self.dates.published.or(row.published);
        self.dates.updated = self.dates.updated.or(row.updated);
        self.dates.seen = self.dates.seen.or(row.seen);
        self.dates.yearless = self.dates.yearless.or(row.yearless);
    }

    /// What the page tells about dates outside this article.
    pub(super) fn set_elsewhere(&mut self, elsewhere: Elsewhere) {
        self.dates.elsewhere = elsewhere;
    }

    /// The day on which the page was saved.
    pub(super) fn set_seen(&mut self, seen: Option<Date>) {
        self.dates.seen = seen;
    }

    /// How many days before the page was saved the article appeared.
    pub(super) fn add_age(&mut self, days: u16, lines: Lines) {
        self.reach(lines);
        self.dates.age = self.dates.age.or(Some(days));
    }

    /// The page's own address; the first one counts.
    pub(super) fn set_url(&mut self, address: &str, lines: Lines) {
        self.reach(lines);
        self.url.get_or_insert_with(|| SafeText::label(address));
    }

    /// A part that was taken out.
    pub(super) fn remove(&mut self, kind: RemovedKind, text: &str, lines: Lines, why: &str) {
        self.removed.push(Removed { kind, text: SafeText::label(text), lines, why: SafeText::label(why) });
    }

    /// The article, and what was removed behind its last line. `first` holds its first line.
    pub(super) fn finish(mut self, path: &Path, first: Lines) -> (Article, Vec<Removed>) {
        let lines = Lines { first: first.first, last: self.last.max(first.first) };
        let (removed, behind) =
            self.removed.drain(..).partition(|part: &Removed| part.lines.first <= lines.last);
        let headline = self.take_headline();
        let standfirst = self.take_standfirst(lines);
        let stated = self.stated;
        let body = self.body.iter().map(|block| block.text.as_str());
        // Where the body is too short to tell, what stands above it helps.
        let above = || std::iter::once(&headline.text).chain(standfirst.iter().map(|point| &point.text));
        let whole = || body.clone().chain(above().map(SafeText::as_str));
        let language = language::settle(stated.language, body.clone())
            .or_else(|| language::detect(whole()).map(str::to_owned));
        let label = |stated: Option<String>, told: Option<SafeText>| {
            stated.map(|text| SafeText::label(&text)).filter(|text| !text.is_empty()).or(told)
        };
        let article = Article {
            id: id(&headline, &self.body),
            headline,
            kicker: label(stated.kicker, self.kicker),
            dates: self.dates.resolve(stated.published, stated.updated),
            attribution: Attribution {
                byline: label(stated.byline, self.attribution.byline),
                agency: label(stated.agency, self.attribution.agency),
                dateline: label(stated.dateline, self.attribution.dateline),
            },
            url: label(stated.url, self.url),
            language: language.as_deref().map(SafeText::label),
            source: Source { path: path.to_owned(), lines },
            captions: self.captions,
            standfirst,
            body: self.body,
            removed,
        };
        (article, behind)
    }

    /// The stated headline with the lines of the printed one, the printed one, or words of the lede.
    fn take_headline(&mut self) -> Headline {
        let told = self.headline.take();
        let stated = self.stated.headline.take().map(|text| SafeText::label(&text));
        match stated.filter(|text| !text.is_empty()) {
            Some(text) => {
                let lines = told.and_then(|told| told.lines);
                Headline { text, origin: HeadlineOrigin::Page, lines }
            }
            None => told.unwrap_or_else(|| derived(&self.body)),
        }
    }

    /// Stated summary sentences unless the text begins with them, then the told ones.
    fn take_standfirst(&mut self, lines: Lines) -> Vec<Standfirst> {
        let repeated = |text: &SafeText| {
            let known = self.standfirst.iter().map(|point| &point.text);
            let mut known = known.chain(self.body.first().map(|block| &block.text));
            text.is_empty() || known.any(|known| known.as_str().starts_with(text.as_str()))
        };
        let stated = self.stated.standfirst.iter().map(|text| SafeText::label(text));
        let mut points: Vec<Standfirst> = stated
            .filter(|text| !repeated(text))
            .map(|text| Standfirst { text, lines: Lines::one(lines.first) })
            .collect();
        points.append(&mut self.standfirst);
        points
    }
}

impl FoundDates {
    /// The day an age names, where the day is known that it counts from.
    fn aged(&self) -> Option<Date> {
        ages::before(self.seen?, self.age?)
    }

    /// The day without a year, in the year of the page.
    fn completed(&self) -> Option<Date> {
        let day = self.yearless?;
        let latest = self.stamp.or(self.updated).or(self.seen).or(self.elsewhere.latest);
        latest.and_then(|latest| day.before(latest)).or_else(|| day.in_year(self.elsewhere.year?))
    }

    /// What the format states counts first, then a crawler's stamp; a date line that lies within that makes it more
    /// precise.
    fn resolve(&self, published: Option<Dated>, updated: Option<Date>) -> Dates {
        let precise = |wider: Date| self.published.filter(|&date| lies_within(date, wider)).unwrap_or(wider);
        let page = |date: Date| Dated { date, origin: DateOrigin::Page };
        let found = published
            .map(|dated| Dated { date: precise(dated.date), origin: dated.origin })
            .or_else(|| self.stamp.map(precise).or(self.published).or(self.aged()).map(page))
            .or_else(|| {
                self.completed().or(self.elsewhere.common.filter(|_| self.updated.is_none())).map(page)
            });
        let updated = updated.or(self.updated);
        Dates { published: found.or(updated.map(page)), updated: updated.filter(|_| found.is_some()) }
    }
}

fn caption(text: &str, lines: Lines) -> Caption {
    let credit = credit::credit(text).map(|credit| SafeText::label(credit.name));
    Caption { text: SafeText::label(text), credit, lines }
}

fn lies_within(date: Date, wider: Date) -> bool {
    let month = wider.month().is_none() || wider.month() == date.month();
    let day = wider.day().is_none() || wider.day() == date.day();
    date.year() == wider.year() && month && day
}

fn derived(body: &[Block]) -> Headline {
    let lede = body.iter().find(|block| block.kind == BlockKind::Paragraph).or_else(|| body.first());
    let text = lede.map(|block| headline::derive(&block.text)).unwrap_or_default();
    Headline { text: SafeText::label(&text), origin: HeadlineOrigin::Derived, lines: None }
}

fn id(headline: &Headline, body: &[Block]) -> ArticleId {
    if body.is_empty() {
        return ArticleId::of_body([headline.text.as_str()]);
    }
    ArticleId::of_body(body.iter().map(|block| block.text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(draft: Draft) -> Article {
        draft.finish(Path::new("page"), Lines::one(1)).0
    }

    #[test]
    fn what_is_stated_wins_over_what_is_told() {
        let stated = Stated {
            headline: Some("Harbour closes".to_owned()),
            byline: Some("Jane Doe".to_owned()),
            ..Stated::default()
        };
        let mut draft = Draft::of(stated);
        draft.set_headline("Harbour closes | The Port", Lines::one(2));
        let told = Byline { names: Some("Staff".to_owned()), agency: Some("Reuters".to_owned()) };
        draft.add_byline(&told, Lines::one(3));
        draft.add_block(BlockKind::Paragraph, "The harbour closed on Monday.", Lines::one(4));
        let article = finished(draft);
        assert_eq!(article.headline.text.as_str(), "Harbour closes");
        assert_eq!(article.headline.lines, Some(Lines::one(2)));
        assert_eq!(article.attribution.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(article.attribution.agency.as_deref(), Some("Reuters"));
        assert_eq!(article.source.lines, Lines { first: 1, last: 4 });
    }

    #[test]
    fn a_summary_that_the_text_begins_with_is_shown_once() {
        let standfirst = vec!["The harbour closed".to_owned(), "Ships wait outside.".to_owned()];
        let mut draft = Draft::of(Stated { standfirst, ..Stated::default() });
        draft.add_block(BlockKind::Paragraph, "The harbour closed on Monday.", Lines::one(4));
        let points: Vec<String> =
            finished(draft).standfirst.iter().map(|point| point.text.to_string()).collect();
        assert_eq!(points, ["Ships wait outside."]);
    }

    #[test]
    fn a_printed_date_makes_a_stated_month_more_precise() {
        let month = Date::month_of(2023, 11).ok();
        let day = Date::day_of(2023, 11, 10).ok();
        let published = month.map(|date| Dated { date, origin: DateOrigin::Metadata });
        let mut draft = Draft::of(Stated { published, ..Stated::default() });
        draft.add_dates(&DateRow { published: day, ..DateRow::default() }, Lines::one(2));
        let dates = finished(draft).dates;
        assert_eq!(dates.published, day.map(|date| Dated { date, origin: DateOrigin::Metadata }));
    }
}
