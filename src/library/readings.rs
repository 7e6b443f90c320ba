//! All that was read, kept as it was read, so that it can be put together anew when a part of it is read again.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::Arc;

use super::collection::Progress;
use super::file_report::FileReport;
use super::gathered::{Gathered, Place};
use super::keeping::Keeping;
use super::kept::Cache;
use super::learned::{self, Origin};
use super::load::{Loader, ReadPage, Reading, counted};
use super::rules::Untold;
use super::threads::each;
use super::understood::{Tables, Understood};
use super::walk::{Finding, Findings};
use crate::article::{Article, Problem, ProblemKind};
use crate::ingest::{Corrections, Format, PassedOver, Reason};
use crate::text::SafeText;

/// All that was read, in the order it was found.
#[derive(Debug)]
pub(super) struct Readings {
    found: Vec<Finding>,
    passed_over: PassedOver,
    read: Vec<Reading>,
    /// What the articles were understood as when everything was last put together, by themselves.
    understood: HashMap<Place, Understood>,
    /// The same from sources whose home was learned.
    at_home: HashMap<Place, Understood>,
    /// A number for what is kept of all this in the cache; none where it is not, or not all of it.
    stamp: Option<u64>,
}

/// What all readings come to.
#[derive(Debug)]
pub(super) struct Joined {
    /// The articles with what is known about each, in the order of their sources.
    pub(super) articles: Vec<Understood>,
    /// What is told about each file.
    pub(super) files: Vec<FileReport>,
    /// What was passed over.
    pub(super) passed_over: PassedOver,
}

impl Readings {
    /// Reads all that was found; what is kept in a cache is taken from there, and the rest is kept there then. A cache
    /// that cannot be written changes nothing but the time all this takes.
    ///
    /// # Errors
    /// The system gives no threads.
    pub(super) fn load(
        loader: Loader<'_>,
        findings: Findings,
        cache: Option<&Cache>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, io::Error> {
        let mut stamp = None;
        let read = match cache {
            None => loader.load(&findings.found, progress)?,
            Some(cache) => {
                let keeping = Keeping::new(cache, &findings, loader)?;
                let found: Vec<(usize, &Finding)> = findings.found.iter().enumerate().collect();
                let read = |(place, finding): &(usize, &Finding)| keeping.reading(*place, finding, loader);
                let read = each(&found, read, &mut counted(found.len(), progress))?;
                stamp = keeping.finish(loader).ok().flatten();
                read
            }
        };
        let Findings { found, passed_over, .. } = findings;
        Ok(Self { found, passed_over, read, understood: HashMap::new(), at_home: HashMap::new(), stamp })
    }

    /// A number for what is kept of all this in the cache; none where it is not, or not all of it.
    pub(super) fn stamp(&self) -> Option<u64> {
        self.stamp
    }

    /// Reads the files again one of whose pages is concerned.
    pub(super) fn load_again(
        &mut self,
        loader: Loader<'_>,
        concerns: impl Fn(&ReadPage) -> bool,
    ) -> Result<(), io::Error> {
        let places: Vec<usize> = (0..self.read.len())
            .filter(|&place| self.read.get(place).is_some_and(|reading| reading.pages.iter().any(&concerns)))
            .collect();
        let found: Vec<Finding> = places.iter().filter_map(|&place| self.found.get(place).cloned()).collect();
        for (place, again) in places.into_iter().zip(loader.load(&found, &mut |_| {})?) {
            if let Some(reading) = self.read.get_mut(place) {
                *reading = again;
                self.stamp = None;
            }
        }
        Ok(())
    }

    /// Puts everything together in the order it was found; a file that was reached twice counts the first time. What
    /// has not changed since the last time is not understood again.
    pub(super) fn join(
        &mut self,
        tables: &Tables,
        corrections: &Corrections,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Joined, io::Error> {
        let mut gathered = self.gather();
        gathered.put_together(corrections);
        let all = gathered.articles.iter();
        let new: Vec<Arc<Article>> = all
            .filter(|(place, article)| self.known(place, article).is_none())
            .map(|(_, new)| Arc::clone(new))
            .collect();
        let files = self.read.len();
        let mut so_far = Progress { files, total: files, articles: gathered.articles.len(), understood: 0 };
        so_far.understood = so_far.articles - new.len();
        let mut told = |_: &Option<Understood>| {
            so_far.understood += 1;
            progress(so_far);
        };
        let mut new = each(&new, |article| tables.understand(article), &mut told)?.into_iter();
        let mut articles = Vec::with_capacity(gathered.articles.len());
        for (place, article) in &gathered.articles {
            let known = self.known(place, article).cloned();
            let known = known.or_else(|| new.next().flatten());
            articles.push(known.unwrap_or_else(|| {
                not_understood(&mut gathered.files, article);
                Understood::bare(Arc::clone(article))
            }));
        }
        let places: Vec<Place> = gathered.articles.iter().map(|(place, _)| *place).collect();
        self.understood = places.iter().copied().zip(articles.iter().cloned()).collect();
        self.learn_homes(tables, &places, &mut articles)?;
        Ok(Joined { articles, files: gathered.files, passed_over: gathered.passed_over })
    }

    /// Learns the homes of sources from their articles, and understands these anew where that may tell something.
    fn learn_homes(
        &mut self,
        tables: &Tables,
        places: &[Place],
        articles: &mut [Understood],
    ) -> Result<(), io::Error> {
        if tables.homes.untold == Untold::Unknown {
            return Ok(());
        }
        let untold = |known: &Understood| known.home.is_none();
        let origin = |(place, known): (&Place, &Understood)| Origin::of(&known.article, self.format(place));
        let origins: Vec<Origin> = places.iter().zip(&*articles).map(origin).collect();
        let sure = origins.iter().zip(&*articles).filter(|(_, known)| untold(known));
        let homes = learned::homes(
            sure.filter_map(|(origin, known)| Some((origin, known.article.id, known.surest?))),
        );
        let mut at_home: HashMap<Place, Understood> = HashMap::new();
        let mut new = Vec::new();
        for ((place, origin), known) in places.iter().zip(&origins).zip(&*articles) {
            let Some(home) = homes.get(origin).filter(|_| untold(known)) else { continue };
            let before = self.at_home.remove(place);
            match before.filter(|before| before.home == Some(*home) && is_of(before, &known.article)) {
                Some(before) => drop(at_home.insert(*place, before)),
                None => new.push((*place, *home, known)),
            }
        }
        let understood = each(&new, |(_, home, known)| tables.at_home(*home, known), &mut |_| {})?;
        let new = new.iter().zip(understood).filter_map(|((place, ..), known)| Some((*place, known?)));
        at_home.extend(new);
        for (place, article) in places.iter().zip(articles) {
            if let Some(known) = at_home.get(place) {
                article.clone_from(known);
            }
        }
        self.at_home = at_home;
        Ok(())
    }

    /// The format of the page an article stands on.
    fn format(&self, (file, page, _): &Place) -> Option<Format> {
        self.read.get(*file)?.pages.get(*page)?.report.format
    }

    /// Lets articles be understood anew when everything is put together next.
    pub(super) fn forget(&mut self, concerned: impl Fn(&Article) -> bool) {
        self.understood.retain(|_, known| !concerned(&known.article));
        self.at_home.retain(|_, known| !concerned(&known.article));
    }

    /// What an article was understood as, if it has stood here before.
    fn known(&self, place: &Place, article: &Arc<Article>) -> Option<&Understood> {
        self.understood.get(place).filter(|known| is_of(known, article))
    }

    /// All articles and files as they were read.
    pub(super) fn gather(&self) -> Gathered {
        let mut gathered = Gathered::new(self.passed_over);
        let mut seen = HashSet::new();
        for (file, reading) in self.read.iter().enumerate() {
            if reading.identity.is_some_and(|file| !seen.insert(file)) {
                gathered.passed_over.add(Reason::Repeated);
                continue;
            }
            gathered.passed_over.add_all(reading.passed_over);
            for (number, page) in reading.pages.iter().enumerate() {
                gathered.add((file, number), page);
            }
        }
        gathered
    }
}

/// Whether an article was understood as it is now.
fn is_of(known: &Understood, article: &Arc<Article>) -> bool {
    Arc::ptr_eq(&known.article, article) || known.article == *article
}

/// Tells with its file that nothing could be found out about an article.
fn not_understood(files: &mut [FileReport], article: &Article) {
    let message = "An article has no tags: the program made a mistake on it.";
    let problem = Problem {
        kind: ProblemKind::Unsure,
        lines: Some(article.source.lines),
        message: SafeText::label(message),
    };
    if let Some(file) = files.iter_mut().find(|file| file.path == article.source.path) {
        file.problems.push(problem);
    }
}
