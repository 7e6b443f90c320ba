//! All that was read, kept as it was read, so that it can be put together anew when a part of it is read again.

use std::io;
use std::sync::Arc;

use super::collection::Progress;
use super::file_report::FileReport;
use super::gathered::Gathered;
use super::keeping::Keeping;
use super::kept::Cache;
use super::known::Known;
use super::learned::{self, Origin};
use super::load::{Loader, ReadPage, Reading, counted};
use super::rules::Untold;
use super::threads::{each, each_while};
use super::understood::{Tables, Understood};
use super::walk::{Finding, Findings};
use crate::article::{Article, Problem, ProblemKind};
use crate::classify::Home;
use crate::ingest::{Corrections, Format, PassedOver};
use crate::text::SafeText;

/// All that was read, in the order it was found.
#[derive(Debug)]
pub(super) struct Readings {
    pub(super) findings: Arc<Findings>,
    /// What was read of each, as long as it is held.
    pub(super) read: Vec<Reading>,
    /// How many of them were not read as they are now.
    missing: usize,
    /// A number for what is kept of all this in the cache; none where it is not, or not all of it.
    stamp: Option<u64>,
}

/// What all readings come to.
#[derive(Debug, Default)]
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
        findings: &Arc<Findings>,
        cache: Option<&Cache>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, io::Error> {
        if let Some(cache) = cache {
            return Self::load_while(loader, findings, (cache, &|| true), progress);
        }
        let read = loader.load(&findings.found, progress)?;
        Ok(Self { findings: Arc::clone(findings), read, missing: 0, stamp: None })
    }

    /// The same while it is to go on. Of files that were not read by then, what was kept before is taken to hold.
    ///
    /// # Errors
    /// The system gives no threads.
    pub(super) fn load_while(
        loader: Loader<'_>,
        findings: &Arc<Findings>,
        (cache, goes_on): (&Cache, &(dyn Fn() -> bool + Sync)),
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, io::Error> {
        let keeping = Keeping::new(cache, findings, loader)?;
        let all = || findings.found.iter().enumerate();
        let (kept, changed): (Vec<_>, Vec<_>) = all().partition(|(place, _)| keeping.is_kept(*place));
        let total = findings.found.len();
        let known = Progress { files: kept.len(), total, ..Progress::default() };
        let read = |(place, finding): &(usize, &Finding)| keeping.read(*place, finding, loader);
        let new = each_while(&changed, goes_on, read, &mut counted(known, progress))?;
        let missing = changed.len() - new.len();
        let outdated = changed.iter().skip(new.len());
        let outdated: Vec<Reading> = outdated.map(|(place, _)| keeping.outdated(*place)).collect();
        let before = |(place, finding): &(usize, &Finding)| keeping.kept(*place, finding, loader);
        let before = each(&kept, before, &mut |_| {})?;
        let placed = changed.iter().zip(new.into_iter().chain(outdated)).chain(kept.iter().zip(before));
        let mut placed: Vec<(usize, Reading)> =
            placed.map(|((place, _), reading)| (*place, reading)).collect();
        placed.sort_by_key(|(place, _)| *place);
        let read = placed.into_iter().map(|(_, reading)| reading).collect();
        let stamp = keeping.finish(loader).ok().flatten();
        Ok(Self { findings: Arc::clone(findings), read, missing, stamp })
    }

    /// Whether everything was read as it is now.
    pub(super) fn is_complete(&self) -> bool {
        self.missing == 0
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
        let found: Vec<Finding> =
            places.iter().filter_map(|&place| self.findings.found.get(place).cloned()).collect();
        for (place, again) in places.into_iter().zip(loader.load(&found, &mut |_| {})?) {
            if let Some(reading) = self.read.get_mut(place) {
                *reading = again;
                self.stamp = None;
            }
        }
        Ok(())
    }

    /// Puts everything together in the order it was found. What is known of an article as it is then is taken from
    /// there. Afterwards nothing is held any more of what is kept in the cache.
    pub(super) fn join(
        &mut self,
        tables: &Tables,
        known: &Known<'_>,
        corrections: &Corrections,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Joined, io::Error> {
        let mut gathered = self.hand_over();
        gathered.put_together(corrections);
        let Gathered { articles: all, mut files, passed_over, .. } = gathered;
        let total = self.findings.found.len();
        let mut so_far = Progress { files: total - self.missing, total, articles: all.len(), understood: 0 };
        let mut told = |_: &Option<Understood>| {
            so_far.understood += 1;
            progress(so_far);
        };
        let understand = |(_, article): &(Option<Format>, Arc<Article>)| {
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
        let formats: Vec<Option<Format>> = all.into_iter().map(|(format, _)| format).collect();
        learn_homes(tables, &formats, &mut articles)?;
        Ok(Joined { articles, files, passed_over })
    }

    /// All articles and files as they were read.
    pub(super) fn gather(&self) -> Gathered {
        Gathered::of(self.findings.passed_over, self.read.iter().cloned())
    }

    /// The same; what is kept in the cache is handed over, so that it is not held twice.
    fn hand_over(&mut self) -> Gathered {
        match self.stamp {
            Some(_) => Gathered::of(self.findings.passed_over, std::mem::take(&mut self.read).into_iter()),
            None => self.gather(),
        }
    }
}

/// Learns the homes of sources from their articles, and understands those anew for which they say something else
/// than before.
fn learn_homes(
    tables: &Tables,
    formats: &[Option<Format>],
    articles: &mut [Understood],
) -> Result<(), io::Error> {
    let origin = |(format, known): (&Option<Format>, &Understood)| Origin::of(&known.article, *format);
    let learns = tables.homes.untold == Untold::Learned;
    let origins: Vec<Origin> = formats.iter().zip(&*articles).filter(|_| learns).map(origin).collect();
    let sure = origins.iter().zip(&*articles).filter(|(_, known)| known.is_untold());
    let homes =
        learned::homes(sure.filter_map(|(origin, known)| Some((origin, known.article.id, known.surest?))));
    let home = |number: usize| origins.get(number).and_then(|origin| homes.get(origin)).copied();
    let others = |(number, known): (usize, &Understood)| {
        let home = home(number);
        (known.is_untold() && known.home != home).then_some((number, home))
    };
    let others: Vec<(usize, Option<Home>)> = articles.iter().enumerate().filter_map(others).collect();
    let understand = |(number, home): &(usize, Option<Home>)| articles.get(*number)?.learned(tables, *home);
    let understood = each(&others, understand, &mut |_| {})?;
    for ((number, _), understood) in others.iter().zip(understood) {
        if let Some((article, understood)) = articles.get_mut(*number).zip(understood) {
            *article = understood;
        }
    }
    Ok(())
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
