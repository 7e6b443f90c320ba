//! The sketches of all articles, by the numbers under which these are written: what tells copies and what is related. A
//! few numbers of each are in memory, the rest is set aside.

use std::path::Path;

use super::numbers::size;
use crate::index::{Broken, Spill, Spilled};
use crate::stories::{Brief, Sketch, Sketches, TERM, Tell, Term, read_prints, read_terms};

/// All sketches.
#[derive(Debug)]
pub(super) struct Sketched {
    briefs: Vec<Brief>,
    prints: Spilled,
    terms: Spilled,
}

/// Sets sketches aside.
#[derive(Debug)]
pub(super) struct Sketching {
    briefs: Vec<Brief>,
    prints: Spill,
    terms: Spill,
}

impl Sketching {
    /// Begins in a folder, or in memory.
    pub(super) fn new(folder: Option<&Path>, articles: usize) -> Result<Self, Broken> {
        let (prints, terms) = (Spill::new(folder)?, Spill::new(folder)?);
        Ok(Self { briefs: Vec::with_capacity(articles), prints, terms })
    }

    /// Adds the sketch of the next article.
    pub(super) fn add(&mut self, sketch: &Sketch) -> Result<(), Broken> {
        self.prints.add(&sketch.written_prints())?;
        self.terms.add(&sketch.written_terms())?;
        self.briefs.push(sketch.brief());
        Ok(())
    }

    /// Ends, when all are there.
    pub(super) fn end(self) -> Result<Sketched, Broken> {
        Ok(Sketched { briefs: self.briefs, prints: self.prints.end()?, terms: self.terms.end()? })
    }
}

impl Sketches for Sketched {
    type Error = Broken;

    fn count(&self) -> usize {
        self.briefs.len()
    }

    fn brief(&self, article: usize) -> Option<Brief> {
        self.briefs.get(article).copied()
    }

    fn prints(&self, tell: Tell<'_, u32, Broken>) -> Result<(), Broken> {
        let lengths = self.briefs.iter().map(|brief| size(brief.prints) * size_of::<u32>());
        let mut articles = 0..;
        self.prints.each(lengths, |bytes| tell(articles.next().unwrap_or_default(), &read_prints(bytes)))
    }

    fn terms(&self, tell: Tell<'_, Term, Broken>) -> Result<(), Broken> {
        let lengths = self.briefs.iter().map(|brief| size(brief.terms) * TERM);
        let mut articles = 0..;
        self.terms.each(lengths, |bytes| tell(articles.next().unwrap_or_default(), &read_terms(bytes)))
    }
}
