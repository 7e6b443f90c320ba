//! Names of regions, countries, topics and tags, and which of them a reader means by what was typed.

use std::sync::LazyLock;

use super::fuzzy::Fuzzy;
use super::kind::Kind;
use super::typo;
use crate::text;

/// How many words of a name initials may stand for.
const MOST_INITIALS: usize = 6;

/// One value a field can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it names.
    pub kind: Kind,
    /// The code articles carry.
    pub code: String,
    /// The label shown.
    pub label: String,
    /// Other names a reader may type.
    pub aliases: Vec<String>,
}

impl Term {
    /// A term that is known by its code and its label alone.
    pub fn plain(kind: Kind, code: &str, label: &str) -> Self {
        Self { kind, code: code.to_owned(), label: label.to_owned(), aliases: Vec::new() }
    }
}

/// All values of all fields that resolve against a vocabulary.
#[derive(Debug)]
pub struct Vocabulary {
    terms: LazyLock<Vec<Entry>, Telling>,
}

/// Tells the terms when they are first asked for.
type Telling = Box<dyn FnOnce() -> Vec<Entry> + Send>;

/// A term that fits what was typed.
#[derive(Debug, Clone)]
pub struct Resolved<'a> {
    /// The term.
    pub term: &'a Term,
    /// Byte places of the label's matched letters, for highlighting; empty when an alias matched.
    pub letters: Vec<usize>,
    /// How it fits.
    pub tier: Tier,
    standing: Standing,
}

/// Where a term stands among those that fit, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    tier: Tier,
    detail: u32,
    origin: Origin,
    letters: usize,
    precedence: u8,
}

/// How a name fits what was typed, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// It is the name, its code or an alias.
    Exact,
    /// The name begins with it: `nig`.
    Prefix,
    /// Its words begin words of the name, in order: `w africa`.
    WordPrefix,
    /// Its letters begin words of the name, one after the other: `wafr`.
    Initials,
    /// One or two letters are wrong: `ukrane`.
    Typo,
    /// Letters were left out: `cnflct`.
    Gaps,
}

impl Tier {
    /// Whether the name is a guess: what was typed stands nowhere in it.
    pub fn is_guess(self) -> bool {
        match self {
            Self::Exact | Self::Prefix | Self::WordPrefix | Self::Initials => false,
            Self::Typo | Self::Gaps => true,
        }
    }
}

#[derive(Debug, Clone)]
struct Entry {
    term: Term,
    names: Vec<Name>,
}

/// A name, folded for comparison.
#[derive(Debug, Clone)]
struct Name {
    origin: Origin,
    /// Letters and digits, with one space between words.
    spaced: String,
    /// The same without the spaces.
    solid: String,
    /// For each character of `spaced`, the byte of the original it came from.
    places: Vec<usize>,
    /// Which letters it has: most names lack one that was typed, and need no closer look.
    letters: Letters,
}

/// A set of letters; two rare ones may share a place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Letters(u64);

impl Letters {
    fn of(text: &str) -> Self {
        Self(text.chars().fold(0, |set, letter| set | 1 << (u32::from(letter) % u64::BITS)))
    }

    /// At least how many letters of this set are not in the other.
    fn missing_in(self, other: Self) -> usize {
        (self.0 & !other.0).count_ones() as usize
    }
}

/// Whose name it is, best first. Codes come last: `ai` is a topic before it is Anguilla.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    Label,
    Alias,
    Code,
}

/// How well one name fits: the lower the detail, the better within the tier.
struct Fit {
    tier: Tier,
    detail: u32,
    /// Characters of `spaced`.
    letters: Vec<usize>,
}

impl Vocabulary {
    /// A vocabulary of these terms.
    pub fn new(terms: Vec<Term>) -> Self {
        Self::told(move || terms)
    }

    /// A vocabulary of terms that are told when they are first asked for.
    pub fn told(terms: impl FnOnce() -> Vec<Term> + Send + 'static) -> Self {
        Self { terms: LazyLock::new(Box::new(|| terms().into_iter().map(Entry::new).collect())) }
    }

    /// The terms of one kind that fit what was typed, best first; all of them for an empty text.
    ///
    /// Within a [`Tier`], labels come before aliases, these before codes, and short names before long ones.
    pub fn resolve(&self, kind: Kind, typed: &str) -> Vec<Resolved<'_>> {
        resolved(self.terms.iter().filter(|entry| entry.term.kind == kind), typed)
    }

    /// The terms of all kinds that fit what was typed, best first; of names as short countries, then regions,
    /// topics and tags.
    pub fn resolve_any(&self, typed: &str) -> Vec<Resolved<'_>> {
        resolved(self.terms.iter(), typed)
    }

    /// The terms of one kind, in the order they were given.
    pub fn terms(&self, kind: Kind) -> impl Iterator<Item = &Term> {
        self.terms.iter().map(|entry| &entry.term).filter(move |term| term.kind == kind)
    }

    /// The term of one kind with this code.
    pub fn term(&self, kind: Kind, code: &str) -> Option<&Term> {
        self.terms.iter().map(|entry| &entry.term).find(|term| term.kind == kind && term.code == code)
    }

    /// The term of one kind that bears exactly this name, code or alias; of several the one that fits best.
    pub fn named(&self, kind: Kind, name: &str) -> Option<&Term> {
        let best = self.resolve(kind, name).into_iter().next().filter(|_| !name.trim().is_empty())?;
        (best.tier == Tier::Exact).then_some(best.term)
    }

    /// The terms a field's value means: those that fit best, several where they fit equally well.
    ///
    /// Equally well means in the same tier; for guesses also equally far off.
    pub(super) fn meant(&self, kind: Kind, typed: &str) -> Vec<Resolved<'_>> {
        let mut found = self.resolve(kind, typed);
        if let Some(best) = found.first() {
            let Standing { tier, detail, .. } = best.standing;
            found.retain(|other| other.tier == tier && (!tier.is_guess() || other.standing.detail == detail));
        }
        found
    }

    /// A few labels to name in a message, those most like what was typed.
    pub(super) fn suggestions(&self, kind: Kind, typed: &str) -> Vec<&str> {
        let typed = Name::new(typed, Origin::Alias).solid;
        let unlike = |entry: &&Entry| {
            let label = entry.names.first().map_or("", |name| name.solid.as_str());
            let same_start = label.chars().next() == typed.chars().next();
            (!same_start, typo::distance(label, &typed, label.len().max(typed.len())))
        };
        let mut entries: Vec<&Entry> = self.terms.iter().filter(|entry| entry.term.kind == kind).collect();
        entries.sort_by_cached_key(unlike);
        entries.into_iter().map(|entry| entry.term.label.as_str()).take(3).collect()
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

fn resolved<'a>(entries: impl Iterator<Item = &'a Entry>, typed: &str) -> Vec<Resolved<'a>> {
    let typed = Name::new(typed, Origin::Alias);
    if typed.solid.is_empty() {
        return entries.map(Entry::unmatched).collect();
    }
    let fuzzy = Fuzzy::new();
    let mut found: Vec<Resolved<'a>> = entries.filter_map(|entry| entry.fit(&typed, &fuzzy)).collect();
    found.sort_by_key(|resolved| resolved.standing);
    found
}

impl Entry {
    fn new(term: Term) -> Self {
        let label = Name::new(&term.label, Origin::Label);
        let aliases = term.aliases.iter().map(|alias| Name::new(alias, Origin::Alias));
        let code = Name::new(&term.code, Origin::Code);
        let names = [label].into_iter().chain(aliases).chain([code]);
        let names = names.filter(|name| !name.solid.is_empty()).collect();
        Self { term, names }
    }

    fn unmatched(&self) -> Resolved<'_> {
        let tier = Tier::Prefix;
        let standing = Standing { tier, detail: 0, origin: Origin::Label, letters: 0, precedence: 0 };
        Resolved { term: &self.term, letters: Vec::new(), tier, standing }
    }

    fn fit(&self, typed: &Name, fuzzy: &Fuzzy) -> Option<Resolved<'_>> {
        let fits = self.names.iter().filter_map(|name| {
            let fit = name.fit(typed, fuzzy)?;
            let standing = Standing {
                tier: fit.tier,
                detail: fit.detail,
                origin: name.origin,
                precedence: self.term.kind.precedence(),
                letters: name.solid.len(),
            };
            Some((standing, name, fit))
        });
        let (standing, name, fit) = fits.min_by_key(|(standing, _, _)| *standing)?;
        let places = fit.letters.iter().filter_map(|letter| name.places.get(*letter).copied());
        let letters = match name.origin {
            Origin::Label => places.collect(),
            Origin::Alias | Origin::Code => Vec::new(),
        };
        Some(Resolved { term: &self.term, letters, tier: fit.tier, standing })
    }
}

impl Name {
    fn new(name: &str, origin: Origin) -> Self {
        let mut spaced = String::new();
        let mut places = Vec::new();
        let mut buffer = [0_u8; 4];
        for (place, letter) in name.char_indices() {
            for folded in text::fold(letter.encode_utf8(&mut buffer)).chars() {
                let folded = if folded.is_alphanumeric() { folded } else { ' ' };
                if folded != ' ' || spaced.chars().next_back().is_some_and(|last| last != ' ') {
                    spaced.push(folded);
                    places.push(place);
                }
            }
        }
        spaced.truncate(spaced.trim_end().len());
        places.truncate(spaced.chars().count());
        let solid: String = spaced.chars().filter(|letter| *letter != ' ').collect();
        let letters = Letters::of(&solid);
        Self { origin, spaced, solid, places, letters }
    }

    fn fit(&self, typed: &Self, fuzzy: &Fuzzy) -> Option<Fit> {
        if typed.letters.missing_in(self.letters) > 0 {
            return self.mistyped(typed);
        }
        self.starting_with(typed)
            .or_else(|| self.with_words(typed))
            .or_else(|| self.with_initials(typed))
            .or_else(|| self.mistyped(typed))
            .or_else(|| self.with_gaps(typed, fuzzy))
    }

    /// The name without spaces, compared with what was typed without spaces: `U.S.` is `us`.
    fn starting_with(&self, typed: &Self) -> Option<Fit> {
        let rest = self.solid.strip_prefix(&typed.solid)?;
        let tier = if rest.is_empty() { Tier::Exact } else { Tier::Prefix };
        let solid = self.spaced.chars().enumerate().filter(|(_, letter)| *letter != ' ');
        let letters = solid.map(|(index, _)| index).take(typed.solid.chars().count()).collect();
        Some(Fit { tier, detail: 0, letters })
    }

    fn with_words(&self, typed: &Self) -> Option<Fit> {
        let mut words = self.words();
        let mut letters = Vec::new();
        for typed_word in typed.spaced.split(' ') {
            let (start, _) = words.find(|(_, word)| word.starts_with(typed_word))?;
            letters.extend(start..start + typed_word.chars().count());
        }
        Some(Fit { tier: Tier::WordPrefix, detail: 0, letters })
    }

    fn with_initials(&self, typed: &Self) -> Option<Fit> {
        let first = typed.solid.chars().next()?;
        if !self.spaced.contains(' ') || !self.words().any(|(_, word)| word.starts_with(first)) {
            return None;
        }
        let words: Vec<(usize, Vec<char>)> = self
            .words()
            .filter(|(_, word)| !is_small(word))
            .take(MOST_INITIALS)
            .map(|(at, word)| (at, word.chars().collect()))
            .collect();
        let typed: Vec<char> = typed.solid.chars().collect();
        let taken = initials(&words, &typed)?;
        if taken.len() < 2 {
            return None;
        }
        let detail = u32::try_from(words.len() - taken.len()).unwrap_or(u32::MAX);
        let letters = words.iter().zip(&taken).flat_map(|((at, _), count)| *at..at + count).collect();
        Some(Fit { tier: Tier::Initials, detail, letters })
    }

    fn mistyped(&self, typed: &Self) -> Option<Fit> {
        let limit = typo::tolerated(typed.solid.chars().count());
        // One mistake leaves at most one letter that the name does not have.
        if limit == 0 || typed.letters.missing_in(self.letters) > limit {
            return None;
        }
        let apart = |name: &str| typo::distance(name, &typed.solid, limit);
        let whole = apart(&self.solid).map(|distance| 2 * distance);
        let long_words =
            self.words().map(|(_, word)| word).filter(|word| typo::tolerated(word.chars().count()) > 0);
        let part = long_words.filter_map(apart).min().map(|distance| 2 * distance + 1);
        let detail = [whole, part].into_iter().flatten().min()?;
        Some(Fit { tier: Tier::Typo, detail: u32::try_from(detail).unwrap_or(u32::MAX), letters: Vec::new() })
    }

    fn with_gaps(&self, typed: &Self, fuzzy: &Fuzzy) -> Option<Fit> {
        let found = fuzzy.find(&self.spaced, &typed.solid)?;
        Some(Fit { tier: Tier::Gaps, detail: found.shortfall, letters: found.letters })
    }

    /// The words, each with the number of its first character.
    fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut at = 0;
        self.spaced.split(' ').map(move |word| {
            let start = at;
            at += word.chars().count() + 1;
            (start, word)
        })
    }
}

/// Words that initials pass over: `drc` for Democratic Republic of the Congo.
fn is_small(word: &str) -> bool {
    ["of", "the", "and", "de", "la", "le", "du"].contains(&word)
}

/// How many letters of each word, from the first on, make up what was typed; each word gives at least one.
fn initials(words: &[(usize, Vec<char>)], typed: &[char]) -> Option<Vec<usize>> {
    if typed.is_empty() {
        return Some(Vec::new());
    }
    let ((_, word), rest) = words.split_first()?;
    let shared = word.iter().zip(typed).take_while(|(letter, other)| letter == other).count();
    (1..=shared).rev().find_map(|count| {
        let mut taken = initials(rest, typed.get(count..)?)?;
        taken.insert(0, count);
        Some(taken)
    })
}
