//! The articles of all files together, and what only all of them tell: which run over several files, and what a site
//! puts on every page.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::boilerplate;
use super::continued;
use super::file_report::FileReport;
use super::load::{ReadPage, Reading};
use super::page_number::Says;
use crate::article::{Article, ArticleId};
use crate::ingest::{Corrections, Format, PassedOver, Reason};

/// What was read, in the order it was found.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The articles, each with the format of the page it was read from.
    pub(super) articles: Vec<(Option<Format>, Arc<Article>)>,
    /// What is told about each file.
    pub(super) files: Vec<FileReport>,
    /// What was passed over.
    pub(super) passed_over: PassedOver,
    /// What each article says of its place among the pages of a whole.
    says: Vec<Says>,
}

impl Gathered {
    /// What was read, besides what was passed over while looking for files. A file that was reached twice counts the
    /// first time.
    pub(super) fn of(passed_over: PassedOver, read: impl Iterator<Item = Reading>) -> Self {
        let mut gathered = Self { passed_over, ..Self::default() };
        let mut seen = HashSet::new();
        for reading in read {
            if reading.identity.is_some_and(|file| !seen.insert(file)) {
                gathered.passed_over.add(Reason::Repeated);
                continue;
            }
            gathered.passed_over.add_all(reading.passed_over);
            for page in reading.pages {
                gathered.add(page);
            }
        }
        gathered
    }

    fn add(&mut self, page: ReadPage) {
        let alone = page.articles.len() == 1;
        let beside = if alone { page.report.removed.as_slice() } else { &[] };
        let says = page.articles.iter().map(|article| Says::of(article, beside));
        self.says.extend(says.map(|says| if alone { says.linked(&page.neighbours) } else { says }));
        let format = page.report.format;
        self.articles.extend(page.articles.into_iter().map(|article| (format, article)));
        self.files.push(page.report);
    }

    /// Makes of the articles as they were read those that are shown.
    pub(super) fn put_together(&mut self, corrections: &Corrections) {
        self.join_pages();
        for (_, article) in &mut self.articles {
            corrections.set_headline(article);
        }
        boilerplate::fold(&mut self.shared());
    }

    /// Puts articles together that run over several files. The files of the later parts name the whole article.
    fn join_pages(&mut self) {
        let says = std::mem::take(&mut self.says);
        let parts = continued::join(&mut self.shared(), &says);
        if parts.is_empty() {
            return;
        }
        let id = |number: &usize| self.articles.get(*number).map(|(_, article)| article.id);
        let wholes: HashMap<ArticleId, ArticleId> =
            parts.iter().filter_map(|(part, first)| Some((id(part)?, id(first)?))).collect();
        for id in self.files.iter_mut().flat_map(|file| &mut file.ids) {
            *id = wholes.get(id).copied().unwrap_or(*id);
        }
        let mut number = 0;
        self.articles.retain(|_| {
            number += 1;
            !parts.contains_key(&(number - 1))
        });
    }

    fn shared(&mut self) -> Vec<&mut Arc<Article>> {
        self.articles.iter_mut().map(|(_, article)| article).collect()
    }
}
