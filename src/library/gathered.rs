//! The articles of all files together, and what only all of them tell: which run over several files, and what a site
//! puts on every page. No text of them is in memory; each is put together when it is asked for.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::boilerplate::{Outline, Sites};
use super::bundle::{Head, Place};
use super::continued;
use super::file_report::FileReport;
use super::page_number::Says;
use super::readings::Readings;
use crate::article::{Article, ArticleId};
use crate::index::Broken;
use crate::ingest::{Corrections, Format, PassedOver, Reason};

/// What was read, in the order it was found.
#[derive(Debug)]
pub(super) struct Gathered<'a> {
    readings: &'a Readings,
    corrections: &'a Corrections,
    /// The articles.
    pub(super) articles: Vec<Whole>,
    /// What was passed over.
    pub(super) passed_over: PassedOver,
    /// The parts of articles that run over several files, behind the first.
    further: HashMap<Part, Vec<Part>>,
    /// Into which article such a part went, by their ids.
    wholes: HashMap<ArticleId, ArticleId>,
    sites: Sites,
}

/// An article as it is put together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole {
    /// Where it was read, or its first part.
    part: Part,
    /// The number of the folder it lies in.
    folder: u32,
    /// The format of the page it was read from.
    pub(super) format: Option<Format>,
    /// Whether anything in it is the site's.
    folded: bool,
}

/// Where an article was read: the place of the file, and that in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Part {
    file: u32,
    place: Place,
}

/// What is needed of all articles at once to put them together.
#[derive(Debug, Default)]
struct Known {
    articles: Vec<Whole>,
    says: Vec<(u32, Says)>,
    outlines: Vec<Outline>,
    folders: HashMap<PathBuf, u32>,
}

impl<'a> Gathered<'a> {
    /// All articles that were read as they are shown. A file that was reached twice counts the first time.
    ///
    /// # Errors
    /// What was read cannot be read again.
    pub(super) fn of(readings: &'a Readings, corrections: &'a Corrections) -> Result<Self, Broken> {
        let mut known = Known::default();
        let mut passed_over = readings.findings.passed_over;
        let mut seen = HashSet::new();
        for (file, read) in (0..).zip(&readings.read) {
            if read.identity.is_some_and(|identity| !seen.insert(identity)) {
                passed_over.add(Reason::Repeated);
            } else {
                let head = readings.head(usize::try_from(file).map_err(|_| Broken::Form)?)?;
                passed_over.add_all(head.passed_over);
                known.add(file, head);
            }
        }
        let (further, wholes) = (HashMap::new(), HashMap::new());
        let (articles, sites) = (Vec::new(), Sites::default());
        let mut gathered = Self { readings, corrections, articles, passed_over, further, wholes, sites };
        gathered.put_together(known)?;
        Ok(gathered)
    }

    /// An article.
    ///
    /// # Errors
    /// There is none, or what was read cannot be read again.
    pub(super) fn article(&self, number: usize) -> Result<Arc<Article>, Broken> {
        let whole = self.articles.get(number).ok_or(Broken::Form)?;
        let mut article = self.joined(whole.part)?;
        if whole.folded {
            self.sites.fold(whole.folder, Arc::make_mut(&mut article));
        }
        Ok(article)
    }

    /// Tells what is told of each file, in order.
    ///
    /// # Errors
    /// What was read cannot be read again, or as what is told.
    pub(super) fn reports(
        &self,
        tell: &mut dyn FnMut(FileReport) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        let mut seen = HashSet::new();
        for (place, read) in self.readings.read.iter().enumerate() {
            if read.identity.is_some_and(|identity| !seen.insert(identity)) {
                continue;
            }
            for page in self.readings.head(place)?.pages {
                let mut report = page.report;
                for id in &mut report.ids {
                    *id = self.wholes.get(id).copied().unwrap_or(*id);
                }
                tell(report)?;
            }
        }
        Ok(())
    }

    /// Makes of the articles as they were read those that are shown.
    fn put_together(&mut self, mut known: Known) -> Result<(), Broken> {
        self.join_pages(&mut known);
        known.says = Vec::new();
        for (whole, outline) in known.articles.iter().zip(&mut known.outlines) {
            if self.further.contains_key(&whole.part) || self.corrections.has_headline(outline.id) {
                *outline = Outline::of(&*self.joined(whole.part)?);
            }
        }
        let Known { mut articles, outlines, .. } = known;
        let folders = articles.iter().map(|whole| whole.folder);
        self.sites = Sites::among(folders.zip(&outlines));
        for (whole, outline) in articles.iter_mut().zip(&outlines) {
            whole.folded = self.sites.concern(whole.folder, outline);
        }
        self.articles = articles;
        Ok(())
    }

    /// Finds the articles that run over several files. The files of the later parts name the whole article.
    fn join_pages(&mut self, known: &mut Known) {
        let mut gone: HashSet<usize> = HashSet::new();
        for whole in continued::wholes(&known.says) {
            let part = |number: &usize| known.articles.get(*number).map(|article| article.part);
            let id = |number: &usize| known.outlines.get(*number).map(|outline| outline.id);
            let Some((first, rest)) = whole.split_first() else { continue };
            let (Some(beginning), Some(name)) = (part(first), id(first)) else { continue };
            self.further.insert(beginning, rest.iter().filter_map(part).collect());
            self.wholes.extend(rest.iter().filter_map(|part| Some((id(part)?, name))));
            gone.extend(rest);
        }
        if !gone.is_empty() {
            retain(&mut known.articles, &gone);
            retain(&mut known.outlines, &gone);
        }
    }

    /// An article with its parts, under the headline its reader set.
    fn joined(&self, part: Part) -> Result<Arc<Article>, Broken> {
        let mut article = self.read(part)?;
        for further in self.further.get(&part).into_iter().flatten() {
            continued::append(&mut article, &self.read(*further)?);
        }
        let mut article = Arc::new(article);
        self.corrections.set_headline(&mut article);
        Ok(article)
    }

    fn read(&self, part: Part) -> Result<Article, Broken> {
        self.readings.article(usize::try_from(part.file).map_err(|_| Broken::Form)?, part.place)
    }
}

impl Known {
    fn add(&mut self, file: u32, head: Head) {
        for page in head.pages {
            let path = &page.report.path;
            let folder = self.folder(path.parent().unwrap_or(path));
            let format = page.report.format;
            for article in page.articles {
                let part = Part { file, place: article.place };
                self.articles.push(Whole { part, folder, format, folded: false });
                self.says.push((folder, article.says));
                self.outlines.push(article.outline);
            }
        }
    }

    /// The number of a folder.
    fn folder(&mut self, path: &Path) -> u32 {
        if let Some(number) = self.folders.get(path) {
            return *number;
        }
        let number = u32::try_from(self.folders.len()).unwrap_or(u32::MAX);
        self.folders.insert(path.to_owned(), number);
        number
    }
}

/// Keeps what is not gone.
fn retain<T>(all: &mut Vec<T>, gone: &HashSet<usize>) {
    let mut number = 0;
    all.retain(|_| {
        number += 1;
        !gone.contains(&(number - 1))
    });
}
