//! What the reader set about sources and fields, as values; where it was written is not known here.

use std::fmt::Debug;
use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use regex::{Regex, RegexBuilder};
use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;

use super::corrections::Corrections;
use super::document::{Part, Told};
use super::rows::{Names, Slot};
use crate::article::{Lines, Removed, RemovedKind};
use crate::text::SafeText;

/// The most memory a pattern may take once it is compiled, in bytes. What is larger takes long to compile as well.
const PATTERN_SIZE: usize = 1 << 20;
/// How deep the groups of a pattern may be nested.
const PATTERN_DEPTH: u32 = 50;
/// Why a line goes.
const WHY: &str = "rule of the configuration";

/// What the reader set. Nothing is set by default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// What the reader set right about single pages.
    pub corrections: Corrections,
    /// What fields of data files are called.
    pub(super) names: Names,
    /// What holds for some files, in the order it was set.
    pub(super) sources: Vec<Source>,
    /// A hash of all that was set, corrections aside.
    pub(super) fingerprint: u64,
}

impl Default for Rules {
    fn default() -> Self {
        Self::new(&[], Vec::new())
    }
}

impl Rules {
    /// Rules with names of fields besides the usual ones, and with those for some files.
    pub fn new(fields: &[(Slot, String)], sources: Vec<Source>) -> Self {
        let written = sources.iter().map(|source| format!("{:?}", source.written()));
        let written = written.collect::<Vec<String>>();
        let fingerprint = xxh3_64(format!("{fields:?} {written:?}").as_bytes());
        let named = sources.into_iter().map(|mut source| {
            let all = || source.fields.iter().chain(fields).cloned().collect::<Vec<_>>();
            source.names = (!source.fields.is_empty()).then(|| Names::with(&all()));
            source
        });
        let (corrections, sources) = (Corrections::default(), named.collect());
        Self { corrections, names: Names::with(fields), sources, fingerprint }
    }

    /// A number that rules have in common, in this run and in others, if they say the same, corrections aside.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// The names of fields in a file: those of the first source it belongs to that names some, else the usual ones.
    pub(super) fn names_in(&self, path: &Path) -> &Names {
        self.of(path).find_map(|source| source.names.as_ref()).unwrap_or(&self.names)
    }

    /// Which of the lines of a file stay, by all rules for it; nothing where no rule is about lines there.
    pub(super) fn keeps<'t>(&self, path: &Path, lines: impl FnOnce() -> Vec<&'t str>) -> Option<Vec<bool>> {
        let mut sources = self.of(path).filter(|source| source.is_about_lines()).peekable();
        sources.peek()?;
        let lines = lines();
        let mut keeps = vec![true; lines.len()];
        for source in sources {
            for (keep, stays) in keeps.iter_mut().zip(source.keeps(&lines)) {
                *keep &= stays;
            }
        }
        Some(keeps)
    }

    /// Marks the told blocks of a file that its rules take out.
    pub(super) fn mark(&self, path: &Path, told: &mut [Told]) {
        let keeps = self.keeps(path, || told.iter().map(|told| told.text.trim()).collect());
        for (told, keep) in told.iter_mut().zip(keeps.unwrap_or_default()) {
            if !keep {
                told.part = Part::Foreign(RemovedKind::Boilerplate, WHY);
            }
        }
    }

    fn of(&self, path: &Path) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(move |source| source.paths.match_path(path))
    }
}

/// A line that a rule takes out.
pub(super) fn removed(text: &str, lines: Lines) -> Removed {
    Removed { kind: RemovedKind::Boilerplate, text: SafeText::label(text), lines, why: SafeText::label(WHY) }
}

/// What the reader set for the files of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Which files it is about.
    pub paths: Paths,
    /// The first line that matches begins the text; what stands above it goes.
    pub start: Option<Pattern>,
    /// The first line behind the start that matches ends the text; it goes, and what stands below it.
    pub end: Option<Pattern>,
    /// Lines that match one of these go.
    pub drop: Vec<Pattern>,
    /// Names of fields in data files, each with what it holds.
    pub fields: Vec<(Slot, String)>,
    /// All names of fields, where there are some of its own.
    names: Option<Names>,
}

impl Source {
    /// A source about which nothing is set yet.
    pub fn new(paths: Paths) -> Self {
        Self { paths, start: None, end: None, drop: Vec::new(), fields: Vec::new(), names: None }
    }

    /// All that was set, as it was written.
    fn written(&self) -> impl Debug + use<'_> {
        let pattern = |pattern: &'_ Pattern| pattern.0.as_str().to_owned();
        let [start, end] = [&self.start, &self.end].map(|given| given.as_ref().map(pattern));
        let drop: Vec<String> = self.drop.iter().map(pattern).collect();
        (&self.paths.written, start, end, drop, &self.fields)
    }

    fn is_about_lines(&self) -> bool {
        self.start.is_some() || self.end.is_some() || !self.drop.is_empty()
    }

    /// Which lines stay. A start or an end that matches nowhere cuts nothing.
    fn keeps(&self, lines: &[&str]) -> impl Iterator<Item = bool> {
        let place = |pattern: &Option<Pattern>, from: usize| {
            let pattern = pattern.as_ref()?;
            lines.iter().skip(from).position(|line| pattern.0.is_match(line)).map(|found| from + found)
        };
        let start = place(&self.start, 0).unwrap_or(0);
        let end = place(&self.end, start).unwrap_or(usize::MAX);
        lines.iter().enumerate().map(move |(at, line)| {
            (start..end).contains(&at) && !self.drop.iter().any(|pattern| pattern.0.is_match(line))
        })
    }
}

/// A pattern of paths, as in `.gitignore`: it matches anywhere below a folder unless it begins with `/`.
#[derive(Debug, Clone)]
pub struct Paths {
    written: String,
    set: GlobSet,
}

impl Paths {
    /// Reads a pattern.
    ///
    /// # Errors
    /// It is no pattern.
    pub fn new(written: &str) -> Result<Self, PatternError> {
        let wrong = |error: globset::Error| PatternError(error.kind().to_string());
        let glob = |text: &str| GlobBuilder::new(text).literal_separator(true).build().map_err(wrong);
        let mut set = GlobSetBuilder::new();
        set.add(glob(written)?);
        if !written.starts_with('/') {
            set.add(glob(&format!("**/{written}"))?);
        }
        Ok(Self { written: written.to_owned(), set: set.build().map_err(wrong)? })
    }

    /// Whether the pattern is about this file.
    pub fn match_path(&self, path: &Path) -> bool {
        self.set.is_match(path)
    }
}

impl PartialEq for Paths {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for Paths {}

/// A regular expression that lines are matched with. Matching takes time in proportion to the line, whatever the
/// pattern.
#[derive(Debug, Clone)]
pub struct Pattern(Regex);

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// It is no pattern, or one too large.
    pub fn new(written: &str) -> Result<Self, PatternError> {
        let mut builder = RegexBuilder::new(written);
        builder.size_limit(PATTERN_SIZE).dfa_size_limit(PATTERN_SIZE).nest_limit(PATTERN_DEPTH);
        builder.build().map(Self).map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => PatternError("the pattern is too large".to_owned()),
            other => {
                // The pattern itself is shown above the last line, which says what is wrong.
                let whole = other.to_string();
                let said = whole.lines().last().unwrap_or(&whole).trim_start_matches("error: ");
                PatternError(said.to_owned())
            }
        })
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

impl Eq for Pattern {}

/// Why a pattern cannot be used, as the end of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct PatternError(String);

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn source(glob: &str) -> Source {
        Source::new(Paths::new(glob).unwrap())
    }

    fn pattern(text: &str) -> Pattern {
        Pattern::new(text).unwrap()
    }

    fn kept(rules: &Rules, lines: &[&str]) -> Option<Vec<usize>> {
        let keeps = rules.keeps(Path::new("news/paper/a.txt"), || lines.to_vec())?;
        Some(keeps.iter().enumerate().filter(|(_, keep)| **keep).map(|(at, _)| at).collect())
    }

    #[test]
    fn rules_that_say_the_same_have_one_fingerprint_and_others_another() {
        let with = |change: fn(&mut Source)| {
            let mut paper = source("paper/*");
            change(&mut paper);
            Rules::new(&[], vec![paper]).fingerprint()
        };
        let different = [
            Rules::default().fingerprint(),
            Rules::new(&[(Slot::Headline, "kop".to_owned())], Vec::new()).fingerprint(),
            Rules::new(&[], vec![source("paper/**")]).fingerprint(),
            with(|_| {}),
            with(|paper| paper.start = Some(pattern("a"))),
            with(|paper| paper.end = Some(pattern("a"))),
            with(|paper| paper.drop = vec![pattern("a")]),
            with(|paper| paper.drop = vec![pattern("b")]),
            with(|paper| paper.fields = vec![(Slot::Headline, "kop".to_owned())]),
        ];
        let distinct: std::collections::HashSet<u64> = different.into_iter().collect();
        assert_eq!(distinct.len(), different.len());
        assert_eq!(with(|paper| paper.start = Some(pattern("a"))), different[4]);
        let corrections = Corrections::of([]);
        assert_eq!(Rules { corrections, ..Rules::default() }.fingerprint(), different[0]);
    }

    #[test]
    fn patterns_of_paths_match_below_any_folder() {
        for (glob, path, expected) in [
            ("paper/**", "news/paper/a.txt", true),
            ("paper/*", "paper/a.txt", true),
            ("paper/*", "paper/old/a.txt", false),
            ("*.csv", "news/a.csv", true),
            ("/news/*", "news/a.csv", false),
            ("/news/*", "/news/a.csv", true),
            ("a.txt", "b.txt", false),
        ] {
            assert_eq!(Paths::new(glob).unwrap().match_path(Path::new(path)), expected, "{glob} {path}");
        }
    }

    #[test]
    fn lines_outside_start_and_end_and_dropped_ones_go() {
        let lines =
            ["Menu", "Dam opens", "It opened.", "Advertisement", "Water came.", "More news", "Dam opens"];
        let mut paper = source("paper/**");
        paper.start = Some(pattern("^Dam"));
        paper.end = Some(pattern("^More"));
        paper.drop = vec![pattern("^Advertisement$")];
        assert_eq!(kept(&Rules::new(&[], vec![paper.clone()]), &lines), Some(vec![1, 2, 4]));
        paper.start = Some(pattern("no such line"));
        paper.end = None;
        assert_eq!(kept(&Rules::new(&[], vec![paper.clone()]), &lines), Some(vec![0, 1, 2, 4, 5, 6]));
        paper.paths = Paths::new("other/**").unwrap();
        assert_eq!(kept(&Rules::new(&[], vec![paper]), &lines), None);
    }

    #[test]
    fn rules_of_all_sources_of_a_file_hold() {
        let (mut first, mut second) = (source("*.txt"), source("paper/*"));
        first.drop = vec![pattern("a")];
        second.drop = vec![pattern("b")];
        assert_eq!(kept(&Rules::new(&[], vec![first, second]), &["a", "b", "c"]), Some(vec![2]));
    }

    #[test]
    fn wrong_and_huge_patterns_are_refused_soon() {
        let began = Instant::now();
        for (written, said) in
            [("(", "unclosed group"), ("(?:a{1,1000}){1,1000}", "too large"), ("[z-a]", "invalid")]
        {
            let error = Pattern::new(written).unwrap_err().to_string();
            assert!(error.contains(said), "{written}: {error}");
        }
        assert!(Paths::new("[").is_err());
        assert!(began.elapsed() < Duration::from_secs(2));
    }

    #[test]
    fn a_pattern_that_is_slow_elsewhere_is_not_here() {
        let began = Instant::now();
        assert!(!pattern("^(a+)+$").0.is_match(&("a".repeat(100_000) + "b")));
        assert!(began.elapsed() < Duration::from_secs(5));
    }
}
