//! All that was read, kept as it was read, so that it can be put together anew when a part of it is read again.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::Arc;

use super::collection::{FileReport, Progress};
use super::gathered::{Gathered, Place};
use super::load::{Loader, ReadPage, Reading};
use super::threads::each;
use super::understood::{Tables, Understood};
use super::walk::{Finding, Findings};
use crate::article::{Article, Problem, ProblemKind};
use crate::ingest::{Corrections, PassedOver, Reason};
use crate::text::SafeText;

/// All that was read, in the order it was found.
#[derive(Debug)]
pub(super) struct Readings {
    found: Vec<Finding>,
    passed_over: PassedOver,
    read: Vec<Reading>,
    /// What the articles were understood as when everything was last put together.
    understood: HashMap<Place, Understood>,
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
    /// Reads all that was found.
    pub(super) fn load(
        loader: Loader<'_>,
        Findings { found, passed_over }: Findings,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, io::Error> {
        let read = loader.load(&found, progress)?;
        Ok(Self { found, passed_over, read, understood: HashMap::new() })
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
        let places = gathered.articles.iter().map(|(place, _)| *place);
        self.understood = places.zip(articles.iter().cloned()).collect();
        Ok(Joined { articles, files: gathered.files, passed_over: gathered.passed_over })
    }

    /// What an article was understood as, if it has stood here before.
    fn known(&self, place: &Place, article: &Arc<Article>) -> Option<&Understood> {
        self.understood
            .get(place)
            .filter(|known| Arc::ptr_eq(&known.article, article) || known.article == *article)
    }

    /// All articles and files as they were read.
    fn gather(&self) -> Gathered {
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
