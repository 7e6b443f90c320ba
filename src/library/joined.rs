//! What all readings come to: every article as it is shown, with what it is about, set aside until a generation is
//! written. Of each only a few numbers are in memory.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::collection::Progress;
use super::file_report::FileReport;
use super::gathered::Gathered;
use super::known::Known;
use super::learned::{self, Origin};
use super::readings::Readings;
use super::rules::Untold;
use super::threads::in_order;
use super::understood::{Key, Tables, Understood};
use super::written;
use crate::article::{Article, ArticleId, Date, Lines, Phase, Problem, ProblemKind, Tags};
use crate::classify::Home;
use crate::index::{Broken, Span, Spill, Spilled};
use crate::ingest::{Corrections, PassedOver};
use crate::text::SafeText;

/// What all readings come to.
#[derive(Debug)]
pub(super) struct Joined {
    /// The articles, in the order of their sources.
    pub(super) articles: Vec<Noted>,
    /// The files, in the order they were found.
    pub(super) files: Vec<Filed>,
    /// What is told of the files that something is to be said about.
    pub(super) troubled: Vec<FileReport>,
    /// What was passed over.
    pub(super) passed_over: PassedOver,
    /// The articles and their tags.
    texts: Spilled,
    /// The tags of those that were told them anew.
    retold: Spilled,
    /// What is told of each file.
    reports: Spilled,
}

/// What is held of an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noted {
    /// The content id.
    pub(super) id: ArticleId,
    /// When it was published.
    pub(super) published: Option<Date>,
    /// The home country of its source.
    pub(super) home: Option<Home>,
    /// The country its words speak for without doubt.
    pub(super) surest: Option<Home>,
    /// [What decides](Tables::key) what it is understood as.
    pub(super) key: Option<Key>,
    article: Span,
    tags: Span,
    /// Whether its tags are those that it was told anew.
    retold: bool,
}

/// What is held of a file.
#[derive(Debug)]
pub(super) struct Filed {
    /// The file as it was reached from the path given.
    pub(super) path: PathBuf,
    report: Span,
}

/// By what readings are put together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Joining<'a> {
    /// The tables by which articles are understood.
    pub(super) tables: &'a Tables,
    /// What is known of articles already.
    pub(super) known: &'a Known<'a>,
    /// What its reader set right.
    pub(super) corrections: &'a Corrections,
    /// Where articles are set aside; in memory where there is no folder.
    pub(super) folder: Option<&'a Path>,
}

/// An article that was understood, to be set aside.
struct Made {
    noted: Noted,
    article: Vec<u8>,
    tags: Vec<u8>,
    origin: Option<Origin>,
    /// Where nothing could be found out about it, its file and lines.
    failed: Option<(PathBuf, Lines)>,
}

/// The tags of an article from a source that is at home elsewhere than was thought.
struct Retold {
    number: usize,
    home: Option<Home>,
    tags: Vec<u8>,
}

/// The articles that are being set aside.
struct Aside {
    joined: Vec<Noted>,
    /// The number of the origin of each; none where no homes are learned.
    origins: Vec<u32>,
    numbers: HashMap<Origin, u32>,
    failed: Vec<(PathBuf, Lines)>,
    spill: Spill,
}

impl Joining<'_> {
    /// Puts everything together in the order it was found. What is known of an article as it is then is taken from
    /// there.
    ///
    /// # Errors
    /// The system gives no threads, what was read cannot be read again, or nothing can be set aside.
    pub(super) fn join(
        self,
        readings: &Readings,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Joined, Broken> {
        let gathered = Gathered::of(readings, self.corrections)?;
        let aside = self.understand(&gathered, progress)?;
        let Aside { mut joined, origins, failed, spill, .. } = aside;
        let texts = spill.end()?;
        let retold = self.learn_homes(&mut joined, &origins, &texts)?;
        let mut filing = Filing { failed, ..Filing::new(self.folder)? };
        gathered.reports(&mut |report| filing.add(report))?;
        let Filing { files, troubled, spill, .. } = filing;
        let (passed_over, reports) = (gathered.passed_over, spill.end()?);
        Ok(Joined { articles: joined, files, troubled, passed_over, texts, retold, reports })
    }

    fn understand(
        self,
        gathered: &Gathered<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Aside, Broken> {
        let mut so_far = Progress::of(Phase::Tagging, gathered.articles.len());
        progress(so_far);
        let mut aside = Aside::new(self.folder, so_far.articles)?;
        in_order(so_far.articles, |number| self.made(gathered, number), &mut |made: Result<
            Made,
            Broken,
        >| {
            aside.add(made?)?;
            so_far.done += 1;
            progress(so_far);
            Ok::<(), Broken>(())
        })?;
        Ok(aside)
    }

    fn made(self, gathered: &Gathered<'_>, number: usize) -> Result<Made, Broken> {
        let article = gathered.article(number)?;
        let format = gathered.articles.get(number).and_then(|whole| whole.format);
        let learns = self.tables.homes.untold == Untold::Learned;
        let origin = learns.then(|| Origin::of(&article, format));
        let understood = self.known.find(self.tables, &article).or_else(|| self.tables.understand(&article));
        let Some(understood) = understood else {
            let failed = Some((article.source.path.clone(), article.source.lines));
            return Ok(Made { failed, ..Made::of(&Understood::bare(article), origin)? });
        };
        Ok(Made::of(&understood, origin)?)
    }

    /// Learns the homes of sources from their articles, and understands those anew for which they say something else
    /// than before. Gives their tags.
    fn learn_homes(
        self,
        articles: &mut [Noted],
        origins: &[u32],
        texts: &Spilled,
    ) -> Result<Spilled, Broken> {
        let sure = origins.iter().zip(&*articles).filter(|(_, known)| known.is_untold());
        let homes =
            learned::homes(sure.filter_map(|(origin, known)| Some((*origin, known.id, known.surest?))));
        let home = |number: usize| origins.get(number).and_then(|origin| homes.get(origin)).copied();
        let differs = |(number, known): &(usize, &Noted)| known.is_untold() && known.home != home(*number);
        let others: Vec<usize> =
            articles.iter().enumerate().filter(differs).map(|(number, _)| number).collect();
        let mut spill = Spill::new(self.folder)?;
        let mut retold: Vec<(usize, Option<Home>, Span)> = Vec::new();
        let anew = |place: usize| -> Result<Option<Retold>, Broken> {
            let number = *others.get(place).ok_or(Broken::Form)?;
            let noted = articles.get(number).ok_or(Broken::Form)?;
            let known = noted.understood(noted.article_from(texts)?, noted.tags_from(texts)?);
            let Some(now) = known.learned(self.tables, home(number)) else { return Ok(None) };
            Ok(Some(Retold { number, home: now.home, tags: written::bytes(&*now.tags)? }))
        };
        in_order(others.len(), anew, &mut |anew| {
            if let Some(Retold { number, home, tags }) = anew? {
                retold.push((number, home, spill.add(&tags)?));
            }
            Ok::<(), Broken>(())
        })?;
        for (number, home, tags) in retold {
            if let Some(noted) = articles.get_mut(number) {
                *noted = Noted { home, tags, retold: true, ..*noted };
            }
        }
        Ok(spill.end()?)
    }
}

impl Made {
    fn of(understood: &Understood, origin: Option<Origin>) -> io::Result<Self> {
        let Understood { article, tags, home, surest, key } = understood;
        let noted = Noted {
            id: article.id,
            published: article.dates.published.map(|dated| dated.date),
            home: *home,
            surest: *surest,
            key: *key,
            article: Span::default(),
            tags: Span::default(),
            retold: false,
        };
        let (article, tags) = (written::bytes(&**article)?, written::bytes(&**tags)?);
        Ok(Self { noted, article, tags, origin, failed: None })
    }
}

impl Aside {
    fn new(folder: Option<&Path>, articles: usize) -> io::Result<Self> {
        Ok(Self {
            joined: Vec::with_capacity(articles),
            origins: Vec::new(),
            numbers: HashMap::new(),
            failed: Vec::new(),
            spill: Spill::new(folder)?,
        })
    }

    fn add(&mut self, made: Made) -> io::Result<()> {
        let Made { noted, article, tags, origin, failed } = made;
        let (article, tags) = (self.spill.add(&article)?, self.spill.add(&tags)?);
        self.joined.push(Noted { article, tags, ..noted });
        self.failed.extend(failed);
        if let Some(origin) = origin {
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            self.origins.push(*self.numbers.entry(origin).or_insert(next));
        }
        Ok(())
    }
}

impl Noted {
    /// Whether the home of its source is not told, and so may be learned.
    fn is_untold(&self) -> bool {
        self.home.is_none_or(Home::is_learned)
    }

    fn article_from(&self, texts: &Spilled) -> Result<Article, Broken> {
        written::read(&texts.read(self.article)?)
    }

    fn tags_from(&self, texts: &Spilled) -> Result<Tags, Broken> {
        written::read(&texts.read(self.tags)?)
    }

    fn understood(&self, article: Article, tags: Tags) -> Understood {
        Understood {
            article: Arc::new(article),
            tags: Arc::new(tags),
            home: self.home,
            surest: self.surest,
            key: self.key,
        }
    }
}

impl Joined {
    /// These articles of these files as they are, held in memory.
    ///
    /// # Errors
    /// They cannot be written.
    pub(super) fn of(articles: &[Understood], reports: Vec<FileReport>) -> Result<Self, Broken> {
        let mut aside = Aside::new(None, articles.len())?;
        for article in articles {
            aside.add(Made::of(article, None)?)?;
        }
        let mut filing = Filing::new(None)?;
        for report in reports {
            filing.add(report)?;
        }
        let Filing { files, troubled, spill, .. } = filing;
        Ok(Self {
            articles: aside.joined,
            files,
            troubled,
            passed_over: PassedOver::default(),
            texts: aside.spill.end()?,
            retold: Spill::new(None)?.end()?,
            reports: spill.end()?,
        })
    }

    /// An article.
    ///
    /// # Errors
    /// There is none, or it cannot be read back.
    pub(super) fn article(&self, number: usize) -> Result<Article, Broken> {
        self.articles.get(number).ok_or(Broken::Form)?.article_from(&self.texts)
    }

    /// An article with what was found out about it.
    ///
    /// # Errors
    /// There is none, or it cannot be read back.
    pub(super) fn understood(&self, number: usize) -> Result<Understood, Broken> {
        let noted = self.articles.get(number).ok_or(Broken::Form)?;
        let tags = noted.tags_from(if noted.retold { &self.retold } else { &self.texts })?;
        Ok(noted.understood(noted.article_from(&self.texts)?, tags))
    }

    /// What is told of a file, as it is written.
    ///
    /// # Errors
    /// It cannot be read back.
    pub(super) fn report(&self, file: &Filed) -> io::Result<Vec<u8>> {
        self.reports.read(file.report)
    }
}

/// Sets aside what is told of files.
struct Filing {
    files: Vec<Filed>,
    troubled: Vec<FileReport>,
    /// The articles about which nothing could be found out, by their files and lines.
    failed: Vec<(PathBuf, Lines)>,
    spill: Spill,
}

impl Filing {
    fn new(folder: Option<&Path>) -> io::Result<Self> {
        let spill = Spill::new(folder)?;
        Ok(Self { files: Vec::new(), troubled: Vec::new(), failed: Vec::new(), spill })
    }

    fn add(&mut self, mut report: FileReport) -> Result<(), Broken> {
        // The first file of a name is the one that is meant.
        let failed = self.failed.extract_if(.., |(path, _)| *path == report.path);
        report.problems.extend(failed.map(|(_, lines)| not_understood(lines)));
        self.files
            .push(Filed { path: report.path.clone(), report: self.spill.add(&written::bytes(&report)?)? });
        if !report.problems.is_empty() {
            self.troubled.push(report);
        }
        Ok(())
    }
}

/// Tells that nothing could be found out about an article.
fn not_understood(lines: Lines) -> Problem {
    let message = "An article has no tags: the program made a mistake on it.";
    Problem { kind: ProblemKind::Unsure, lines: Some(lines), message: SafeText::label(message) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::gathered::Whole;
    use crate::library::samples::article;
    use crate::stories::Brief;

    /// Bytes of something that owns nothing beside them.
    fn alone<T: Copy>() -> usize {
        size_of::<T>()
    }

    #[test]
    fn of_an_article_a_few_numbers_are_held_and_no_text() {
        assert!(alone::<Whole>() + alone::<Noted>() + alone::<Brief>() <= 216);
    }

    #[test]
    fn articles_are_read_back_as_they_were_set_aside() {
        let all = ["One.", "Two.", "Three."].map(|body| Understood::bare(Arc::new(article(body, body))));
        let joined = Joined::of(&all, Vec::new()).unwrap();
        for (number, one) in all.iter().enumerate().rev() {
            assert_eq!(joined.understood(number).unwrap().article, one.article);
            assert_eq!(joined.article(number).unwrap(), *one.article);
        }
        assert!(joined.article(3).is_err());
    }
}
