//! Carries out what the state asks for: effects in, events out, one at a time and without threads.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::{
    Act, Bond, Companion, Effect, Event, Facet, Failure, Listing, Loaded, Opened, QueryMistake, Request,
    ReversalOutcome, Reversed, Row, Shelf, SourceLine, SourcePage, quoted, shown_headline, without_fields,
};
use crate::article::{ArticleId, Correction, Date, Decision, Reversing};
use crate::library::{ActName, Fate, Found, Item, Library, PageLine, PageView, Past, Reversal, Search, said};
use crate::query::{Closeness, Query, QueryError};
use crate::text::SafeText;

use super::facets::facets;

/// The library as the interactive state sees it.
#[derive(Debug)]
pub struct Desk {
    library: Library,
    today: Date,
    paths: Vec<SafeText>,
    /// What was asked for last: topics it names are shown by name.
    query: Query,
    /// What the journal calls the acts of this run, by their numbers.
    acts: HashMap<u64, ActName>,
}

impl Desk {
    /// A desk over an open library. `paths` are what was read, for a screen without articles.
    pub fn new(library: Library, today: Date, paths: Vec<SafeText>) -> Self {
        Self { library, today, paths, query: Query::default(), acts: HashMap::new() }
    }

    /// What the state is told first.
    pub fn loaded(&self) -> Loaded {
        let files = self.library.files();
        let mut problems = Vec::new();
        for file in files {
            let path = file.path.to_string_lossy();
            problems.extend(file.problems.iter().map(|problem| {
                let place = problem.lines.map_or_else(String::new, |lines| format!(":{}", lines.first));
                SafeText::label(&format!("{path}{place}: {}", problem.message))
            }));
        }
        Loaded {
            vocabulary: self.library.vocabulary().clone(),
            articles: self.library.items().len(),
            files: files.len(),
            unsure: files.iter().filter(|file| !file.problems.is_empty()).count(),
            problems,
            notices: self.library.notices().to_vec(),
            paths: self.paths.clone(),
        }
    }

    /// Does what is asked and says what came of it.
    pub fn perform(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::List(request) => {
                let (listing, query) = self.list(&request);
                self.query = query;
                vec![Event::Listed(Box::new(listing))]
            }
            Effect::Open(id) => {
                let opened = self.library.item(id).map(|item| Opened {
                    article: item.article.clone(),
                    tags: item.tags.clone(),
                    subjects: self.library.subjects(&item.tags, &self.query),
                    explanation: Arc::new(self.library.explain(item)),
                    companions: self.companions(item),
                });
                opened.map(Event::Opened).into_iter().collect()
            }
            Effect::ShowPage(path) => vec![Event::PageShown(Box::new(self.page(path)))],
            Effect::Save(act) => self.save(&act),
            Effect::Reverse(reversing) => self.reverse(reversing),
            // These concern the terminal alone.
            Effect::Redraw | Effect::Suspend | Effect::Quit => Vec::new(),
        }
    }

    /// Its copies, then what is related to it.
    fn companions(&self, item: &Item) -> Vec<Companion> {
        let itself = |copy: &&Item| !Arc::ptr_eq(&copy.article, &item.article);
        let copies = self.library.story(item.article.id).filter(itself).map(|copy| {
            let same = copy.article.id == item.article.id;
            Companion { article: copy.article.clone(), bond: if same { Bond::SameText } else { Bond::Copy } }
        });
        let related =
            self.library.related(item).iter().filter_map(|id| self.library.item(*id)).map(|other| {
                let words = self.library.shared_words(item, other);
                Companion { article: other.article.clone(), bond: Bond::Related(words) }
            });
        copies.chain(related).collect()
    }

    fn save(&mut self, act: &Act) -> Vec<Event> {
        let reverses = act.reverses.and_then(|(reversing, number)| {
            Some(Reversal { reversing, act: self.acts.get(&number)?.clone() })
        });
        let reverses = reverses.as_ref();
        let done = match &act.rule {
            None => {
                let name = self.library.carry_out(&act.decisions, reverses);
                name.map(|name| (name, None)).map_err(|error| said(&error))
            }
            Some(change) => {
                let outcome = self.library.decide_with_rule(&act.decisions, change, reverses);
                outcome.map(|(name, rule)| (name, Some(rule))).map_err(|error| said(&error))
            }
        };
        let rule = match done {
            Ok((name, rule)) => {
                self.acts.extend(name.map(|name| (act.number, name)));
                rule
            }
            Err(why) => {
                let why = SafeText::label(&why);
                return vec![Event::NotSaved(Failure { act: act.number, why })];
            }
        };
        let ruled = rule.is_some();
        let mut events = vec![Event::Saved { act: act.number, rule }];
        let rereads = |decision: &Decision| decision.correction().is_some() || decision.settles().is_some();
        if ruled || act.decisions.iter().any(|(_, decision)| rereads(decision)) {
            events.push(Event::ReadAgain(self.loaded()));
        }
        events
    }

    /// Takes back or does again what the journal holds of earlier runs and other devices.
    fn reverse(&mut self, reversing: Reversing) -> Vec<Event> {
        let reversed = |outcome| Event::Reversed(Reversed { reversing, outcome });
        match self.library.reverse(reversing) {
            Ok(Some(past)) => {
                let outcome = self.told(&past);
                vec![reversed(outcome), Event::ReadAgain(self.loaded())]
            }
            Ok(None) => vec![reversed(ReversalOutcome::Nothing)],
            Err(error) => vec![reversed(ReversalOutcome::NotSaved(SafeText::label(&said(&error))))],
        }
    }

    /// What an act had done, and to which article.
    fn told(&self, past: &Past) -> ReversalOutcome {
        let found = |id: &ArticleId| self.library.folded(*id);
        let ids: BTreeSet<ArticleId> =
            past.decided.iter().map(|(id, _)| found(id).map_or(*id, |item| item.article.id)).collect();
        let item = past.decided.iter().find_map(|(id, _)| found(id));
        let articles = match (ids.len(), item) {
            (0 | 1, Some(item)) => quoted(&shown_headline(&item.article.headline)),
            (0 | 1, None) => "an article that is not here now".to_owned(),
            (several, _) => format!("{several} articles"),
        };
        let mut decided: Vec<&Decision> = Vec::new();
        for (_, decision) in &past.decided {
            if !decided.contains(&decision) {
                decided.push(decision);
            }
        }
        let more = if decided.len() > 1 { " and more" } else { "" };
        let told = decided.first().map(|decision| decision.told_of(&articles)).unwrap_or_default();
        ReversalOutcome::Saved {
            article: item.map(|item| item.article.id),
            saying: SafeText::label(&format!("{told}{more}")),
        }
    }

    /// The lines of a page; none where its file cannot be read any more.
    fn page(&self, path: PathBuf) -> SourcePage {
        let view = PageView::of(&self.library, &path);
        let lines = view.map(|view| view.lines.into_iter().map(source_line).collect()).unwrap_or_default();
        SourcePage { path, lines }
    }

    /// The answer to a request, and its query as it was understood.
    fn list(&self, request: &Request) -> (Listing, Query) {
        let parsed = Query::parse(&request.query, self.library.vocabulary(), self.today);
        let items = self.library.items().iter();
        let holds = |item: &&Item| request.view.holds(self.library.triage(item.article.id), self.today);
        let of = items.filter(holds).count();
        let found = parsed.and_then(|query| Ok((self.search(&request.query, request)?, query)));
        let (found, query, mistake) = match found {
            Ok((found, query)) => (found, query, None),
            Err(error) => {
                let all = self.search("", request).unwrap_or_default();
                (all, Query::default(), Some(mistake(&error)))
            }
        };
        let hits = found.items.iter().filter_map(|hit| self.library.items().get(hit.item));
        let items: Vec<&Item> = hits.collect();
        let mut rows: Vec<Row> = items.iter().map(|item| self.row(item, &query)).collect();
        let grouped = !query.has_words() && query.sort().is_none();
        if grouped {
            group(&mut rows);
        }
        let listing = Listing {
            number: request.number,
            rows,
            grouped,
            facets: self.facets(&items, request),
            of,
            similar: found.similar,
            mistake,
        };
        (listing, query)
    }

    /// What the reader can choose from. On each shelf the counts are those of the filter without what was
    /// chosen from that shelf, so that one choice can be exchanged for another.
    fn facets(&self, items: &[&Item], request: &Request) -> Vec<Facet> {
        let mut all = Vec::new();
        for shelf in [Shelf::Regions, Shelf::Topics] {
            let wider = without_fields(&request.query, shelf.kinds());
            let found = if wider == request.query.trim() { None } else { self.search(&wider, request).ok() };
            let counted = match found {
                None => facets(items, self.library.tagger().entries()),
                Some(found) => {
                    let hits = found.items.iter().filter_map(|hit| self.library.items().get(hit.item));
                    facets(&hits.collect::<Vec<_>>(), self.library.tagger().entries())
                }
            };
            all.extend(counted.into_iter().filter(|facet| shelf.kinds().contains(&facet.kind)));
        }
        all
    }

    fn search(&self, query: &str, request: &Request) -> Result<Found, QueryError> {
        let (view, today) = (request.view, self.today);
        let within = |_: &Item, triage: &crate::article::Triage| view.holds(triage, today);
        let search =
            Search { closeness: Closeness::Similar, within: Some(&within), ..Search::new(query, today) };
        self.library.search(&search)
    }

    fn row(&self, item: &Item, query: &Query) -> Row {
        let article = &item.article;
        let subjects = self.library.subjects(&item.tags, query);
        let source = article.source.path.file_name().unwrap_or(article.source.path.as_os_str());
        Row {
            id: article.id,
            headline: shown_headline(&article.headline),
            matched: query.highlights(&article.headline.text),
            region: subjects.regions.into_iter().next(),
            countries: subjects.countries,
            topics: subjects.topics,
            date: article.dates.published.map(|dated| dated.date),
            source: SafeText::label(&source.to_string_lossy()),
            minutes: article.minutes(),
            copies: item.copies,
            triage: self.library.triage(article.id).clone(),
        }
    }
}

fn source_line(line: PageLine) -> SourceLine {
    let corrected = line.corrections.iter().filter_map(|(_, correction)| corrected(correction));
    let remarks: Vec<&str> = corrected.chain(line.remarks.iter().map(SafeText::as_str)).collect();
    SourceLine {
        number: line.number,
        remark: SafeText::label(&remarks.join("; ")),
        text: line.text,
        removed: line.fate == Fate::Removed,
        begins: line.begins.map(|(id, _)| id),
        key: line.key,
        corrections: line.corrections,
    }
}

/// What a correction says beside its line.
fn corrected(correction: &Correction) -> Option<&'static str> {
    match correction {
        Correction::Split(_) => Some("you began an article here"),
        Correction::Join(_) => Some("you joined it with the article above"),
        Correction::Caption(_) => Some("you made it a caption"),
        Correction::NotCaption(_) => Some("you made it text"),
        Correction::Headline(_) => None,
    }
}

fn mistake(error: &QueryError) -> QueryMistake {
    QueryMistake { at: error.at.clone(), message: SafeText::label(&error.to_string()) }
}

/// Puts rows of one region together: the region with most articles first, those without one last; the order
/// within a region stays.
fn group(rows: &mut [Row]) {
    let mut counts: Vec<(Option<SafeText>, usize)> = Vec::new();
    for row in rows.iter() {
        match counts.iter_mut().find(|(region, _)| *region == row.region) {
            Some((_, count)) => *count += 1,
            None => counts.push((row.region.clone(), 1)),
        }
    }
    counts.sort_by_key(|(region, count)| (region.is_none(), std::cmp::Reverse(*count)));
    let place = |region: &Option<SafeText>| counts.iter().position(|(known, _)| known == region);
    rows.sort_by_cached_key(|row| place(&row.region));
}
