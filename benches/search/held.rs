//! A segment of articles as a query asks it.

use dateline::article::{Date, Subject, TagKind, Zone};
use dateline::classify::Tagger;
use dateline::index::{Broken, Segment};
use dateline::query::{Carried, Closeness, Corpus, Fitting, Kind, Query, State, Term, Vocabulary};
use dateline::text::Fit;
use fixedbitset::FixedBitSet;

/// How many rows of an answer are put in order, and how many are on screen.
const PAGE: usize = 200;
const ROWS: usize = 60;

/// Articles of which nothing was decided, and the names of what they may be about.
pub struct Held {
    segment: Segment,
    labels: Vec<(Carried, String)>,
    vocabulary: Vocabulary,
    today: Date,
}

impl Held {
    /// A segment whose articles this tagger tagged.
    pub fn new(segment: Segment, tagger: &Tagger) -> Self {
        let (mut terms, mut labels) = (Vec::new(), Vec::new());
        for entry in tagger.entries() {
            let (kind, tag) = match entry.subject {
                Subject::Country => (Kind::Country, TagKind::Country),
                Subject::Region => (Kind::Region, TagKind::Region),
                Subject::Topic => (Kind::Topic, TagKind::Topic),
            };
            labels.push((Carried::Found(tag, entry.code.clone()), entry.label.clone()));
            let (code, label) = (entry.code.clone(), entry.label.clone());
            terms.push(Term { kind, code, label, aliases: entry.aliases.clone() });
        }
        let today = Date::year_only(2026).expect("there was such a year");
        Self { segment, labels, vocabulary: Vocabulary::new(terms), today }
    }

    /// Answers what was typed as the filter does: the first page in order, what stands on screen of it, and how many
    /// articles fit. Words that are only similar are tried where nothing else fits.
    pub fn answer(&self, typed: &str) -> Result<usize, Broken> {
        let Ok(query) = Query::parse(typed, &self.vocabulary, self.today) else { return Ok(0) };
        let mut fitting = query.fitting(self, Closeness::Exact)?;
        if fitting.count() == 0 {
            fitting = query.fitting(self, Closeness::Similar)?;
        }
        self.show(&fitting)
    }

    fn show(&self, fitting: &Fitting) -> Result<usize, Broken> {
        for article in fitting.stretch(0..PAGE).into_iter().take(ROWS) {
            std::hint::black_box(self.segment.summary(article)?);
        }
        Ok(fitting.count())
    }
}

/// What the benchmark types are words, so that nothing else is asked but labels.
impl Corpus for Held {
    type Error = Broken;

    fn articles(&self) -> usize {
        usize::try_from(self.segment.articles()).unwrap_or_default()
    }

    fn having(&self, zone: Zone, word: &str, fit: Fit, set: &mut FixedBitSet) -> Result<(), Broken> {
        self.segment.having(zone, word, fit, set)
    }

    fn having_any(
        &self,
        zone: Zone,
        part: &str,
        accepted: &dyn Fn(&str) -> bool,
        set: &mut FixedBitSet,
    ) -> Result<(), Broken> {
        self.segment.having_any((zone, part), accepted, set)
    }

    fn carrying(&self, tag: &Carried, set: &mut FixedBitSet) -> Result<(), Broken> {
        match tag {
            Carried::Found(kind, code) => self.segment.carrying(*kind, code, set),
            Carried::Own(_) => Ok(()),
        }
    }

    fn labels(&self) -> Result<Vec<(Carried, String)>, Broken> {
        Ok(self.labels.clone())
    }

    fn in_language(&self, language: &str, set: &mut FixedBitSet) -> Result<(), Broken> {
        self.segment.in_language(language, set)
    }

    fn with_id(&self, _start: &str, _set: &mut FixedBitSet) -> Result<(), Broken> {
        Ok(())
    }

    fn in_story(&self, _start: &str, _set: &mut FixedBitSet) -> Result<(), Broken> {
        Ok(())
    }

    fn noting(&self, _accepted: &dyn Fn(&str) -> bool, _set: &mut FixedBitSet) -> Result<(), Broken> {
        Ok(())
    }

    fn in_state(&self, _state: State, _set: &mut FixedBitSet) -> Result<(), Broken> {
        Ok(())
    }

    fn published(
        &self,
        _accepted: &dyn Fn(Option<Date>) -> bool,
        _set: &mut FixedBitSet,
    ) -> Result<(), Broken> {
        Ok(())
    }

    fn of_length(&self, _accepted: &dyn Fn(usize) -> bool, _set: &mut FixedBitSet) -> Result<(), Broken> {
        Ok(())
    }

    fn texts(&self, article: usize, zone: Zone) -> Result<Vec<String>, Broken> {
        let record = self.segment.record(u32::try_from(article).unwrap_or(u32::MAX))?;
        Ok(record.article.texts(zone).into_iter().map(std::borrow::Cow::into_owned).collect())
    }
}
