//! All that was read, kept as it was read, so that it can be put together anew when a part of it is read again.

use std::collections::HashSet;
use std::io;
use std::sync::Arc;

use super::collection::Progress;
use super::file_report::FileReport;
use super::gathered::{Gathered, Place};
use super::keeping::Keeping;
use super::kept::Cache;
use super::known::Known;
use super::learned::{self, Origin};
use super::load::{Loader, ReadPage, Reading, counted};
use super::rules::Untold;
use super::threads::each;
use super::understood::{Tables, Understood};
use super::walk::{Finding, Findings};
use crate::article::{Article, Problem, ProblemKind};
use crate::classify::Home;
use crate::ingest::{Corrections, Format, PassedOver, Reason};
use crate::text::SafeText;

/// All that was read, in the order it was found.
#[derive(Debug)]
pub(super) struct Readings {
    found: Vec<Finding>,
    passed_over: PassedOver,
    read: Vec<Reading>,
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
        Ok(Self { found, passed_over, read, stamp })
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
    /// is known of an article as it is then is taken from there.
    pub(super) fn join(
        &self,
        tables: &Tables,
        known: &Known<'_>,
        corrections: &Corrections,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Joined, io::Error> {
        let mut gathered = self.gather();
        gathered.put_together(corrections);
        let Gathered { articles: all, mut files, passed_over, .. } = gathered;
        let total = self.read.len();
        let mut so_far = Progress { files: total, total, articles: all.len(), understood: 0 };
        let mut told = |_: &Option<Understood>| {
            so_far.understood += 1;
            progress(so_far);
        };
        let understand = |(_, article): &(Place, Arc<Article>)| {
            known.find(tables, article).or_else(|| tables.understand(article))
        };
        let understood = each(&all, understand, &mut told)?;
        let articles = all.iter().zip(understood).map(|((_, article), understood)| {
            understood.unwrap_or_else(|| {
                not_understood(&mut files, article);
                Understood::bare(Arc::clone(article))
            })
        });
        let mut articles: Vec<Understood> = articles.collect();
        let places: Vec<Place> = all.into_iter().map(|(place, _)| place).collect();
        self.learn_homes(tables, &places, &mut articles)?;
        Ok(Joined { articles, files, passed_over })
    }

    /// Learns the homes of sources from their articles, and understands those anew for which they say something else
    /// than before.
    fn learn_homes(
        &self,
        tables: &Tables,
        places: &[Place],
        articles: &mut [Understood],
    ) -> Result<(), io::Error> {
        let origin = |(place, known): (&Place, &Understood)| Origin::of(&known.article, self.format(place));
        let learns = tables.homes.untold == Untold::Learned;
        let origins: Vec<Origin> = places.iter().zip(&*articles).filter(|_| learns).map(origin).collect();
        let sure = origins.iter().zip(&*articles).filter(|(_, known)| known.is_untold());
        let homes = learned::homes(
            sure.filter_map(|(origin, known)| Some((origin, known.article.id, known.surest?))),
        );
        let home = |number: usize| origins.get(number).and_then(|origin| homes.get(origin)).copied();
        let others = |(number, known): (usize, &Understood)| {
            let home = home(number);
            (known.is_untold() && known.home != home).then_some((number, home))
        };
        let others: Vec<(usize, Option<Home>)> = articles.iter().enumerate().filter_map(others).collect();
        let understand =
            |(number, home): &(usize, Option<Home>)| articles.get(*number)?.learned(tables, *home);
        let understood = each(&others, understand, &mut |_| {})?;
        for ((number, _), understood) in others.iter().zip(understood) {
            if let Some((article, understood)) = articles.get_mut(*number).zip(understood) {
                *article = understood;
            }
        }
        Ok(())
    }

    /// The format of the page an article stands on.
    fn format(&self, (file, page, _): &Place) -> Option<Format> {
        self.read.get(*file)?.pages.get(*page)?.report.format
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
