//! All that was read, kept as it was read, so that it can be put together anew when a part of it is read again.

use std::collections::{BTreeSet, HashSet};
use std::io;
use std::sync::Arc;

use super::boilerplate;
use super::collection::{FileReport, Progress};
use super::continued::{self, PageOf};
use super::load::{Loader, ReadPage, Reading};
use super::walk::{Finding, Findings};
use crate::article::{Article, ArticleId, Tags};
use crate::classify::Tagger;
use crate::ingest::{PassedOver, Reason};

/// All that was read, in the order it was found.
#[derive(Debug)]
pub(super) struct Readings {
    found: Vec<Finding>,
    passed_over: PassedOver,
    read: Vec<Reading>,
}

/// What all readings come to.
#[derive(Debug)]
pub(super) struct Joined {
    /// The articles with their tags, in the order of their sources.
    pub(super) articles: Vec<(Arc<Article>, Arc<Tags>)>,
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
        Ok(Self { found, passed_over, read })
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

    /// Puts everything together in the order it was found; a file that was reached twice counts the first time.
    pub(super) fn join(&self, tagger: &Tagger) -> Joined {
        let mut joined = Joined { articles: Vec::new(), files: Vec::new(), passed_over: self.passed_over };
        let mut says = Vec::new();
        let mut seen = HashSet::new();
        for reading in &self.read {
            if reading.identity.is_some_and(|file| !seen.insert(file)) {
                joined.passed_over.add(Reason::Repeated);
                continue;
            }
            joined.passed_over.add_all(reading.passed_over);
            for page in &reading.pages {
                let alone = page.articles.len() == 1;
                let beside = if alone { page.report.removed.as_slice() } else { &[] };
                says.extend(page.articles.iter().map(|(article, _)| continued::page_of(article, beside)));
                joined.articles.extend(page.articles.iter().cloned());
                joined.files.push(page.report.clone());
            }
        }
        joined.join_pages(&says, tagger);
        joined.fold_boilerplate(tagger);
        joined
    }
}

impl Joined {
    /// Puts articles together that run over several files. The files of the later parts name the whole article.
    fn join_pages(&mut self, says: &[Option<PageOf>], tagger: &Tagger) {
        let mut articles: Vec<&mut Arc<Article>> =
            self.articles.iter_mut().map(|(article, _)| article).collect();
        let parts = continued::join(&mut articles, says);
        if parts.is_empty() {
            return;
        }
        let ids: Vec<ArticleId> = self.articles.iter().map(|(article, _)| article.id).collect();
        for (part, first) in &parts {
            let (Some(part), Some(first)) = (ids.get(*part), ids.get(*first)) else { continue };
            for id in self.files.iter_mut().flat_map(|file| &mut file.ids).filter(|id| **id == *part) {
                *id = *first;
            }
        }
        let wholes: BTreeSet<usize> = parts.values().copied().collect();
        for place in wholes {
            if let Some((article, tags)) = self.articles.get_mut(place) {
                *tags = Arc::new(tagger.tag(article));
            }
        }
        let mut place = 0;
        self.articles.retain(|_| {
            place += 1;
            !parts.contains_key(&(place - 1))
        });
    }

    /// Takes out what sites put on all their pages. It may have earned a tag, so that these are given anew.
    fn fold_boilerplate(&mut self, tagger: &Tagger) {
        let mut articles: Vec<&mut Arc<Article>> =
            self.articles.iter_mut().map(|(article, _)| article).collect();
        for place in boilerplate::fold(&mut articles) {
            if let Some((article, tags)) = self.articles.get_mut(place) {
                *tags = Arc::new(tagger.tag(article));
            }
        }
    }
}
