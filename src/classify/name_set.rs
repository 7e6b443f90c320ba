//! A growing set of names of places with their senses, from which a gazetteer is written or made.

use super::blob::{TooLong, Writer};
use super::gazetteer::{self, Demand, Gazetteer, Target, Writing, packed_target};
use super::phrase_set::{Alike, PhraseSet};
use super::phrases::Phrases;
use super::scan::{self, Token};
use super::tables::hundredths;
use crate::article::Relation;

/// Regions as large as a continent are named in passing more often than smaller ones.
const CONTINENTS: [&str; 5] = ["002", "019", "142", "150", "009"];

/// What may stand after a name: `~` needs support, `^` capitals only, `&` beside others, `?` where no other country
/// is named, `-` before a hyphen, `<` behind another name.
pub(super) const MARKS: [char; 6] = ['~', '^', '&', '?', '-', '<'];

/// One meaning of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sense {
    pub(super) target: Target,
    pub(super) manner: Manner,
}

/// All of a sense but what it speaks for; there are few of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Manner {
    pub(super) relation: Relation,
    /// Hundredths.
    pub(super) weight: u8,
    pub(super) demand: Demand,
    pub(super) writing: Writing,
}

impl Sense {
    /// The sense as one of the region with this code: it counts beside others, and that of a continent less.
    pub(super) fn of_region(mut self, code: &str) -> Self {
        if CONTINENTS.contains(&code) {
            self.manner.weight = Relation::Area.hundredths();
        }
        if self.manner.demand == Demand::Nothing {
            self.manner.demand = Demand::Beside;
        }
        self
    }
}

/// A name without its marks, and the sense they ask for.
pub(super) fn marked(name: &str, target: Target, relation: Relation) -> (&str, Sense) {
    let bare = name.trim_end_matches(MARKS);
    let marks = name.get(bare.len()..).unwrap_or_default();
    let demands = [('~', Demand::Support), ('&', Demand::Beside), ('?', Demand::Alone)];
    let demand = demands.into_iter().find(|(mark, _)| marks.contains(*mark));
    let demand = demand.map_or(Demand::Nothing, |(_, demand)| demand);
    let writings = [('^', Writing::Capitals), ('-', Writing::Joined), ('<', Writing::Behind)];
    let writing = writings.into_iter().find(|(mark, _)| marks.contains(*mark));
    let writing = writing.map_or(Writing::Capital, |(_, writing)| writing);
    let manner = Manner { relation, weight: relation.hundredths(), demand, writing };
    (bare, Sense { target, manner })
}

/// All names.
#[derive(Debug, Default)]
pub(super) struct NameSet {
    phrases: PhraseSet,
    /// The senses of each name; none where the phrase only keeps its words from being read otherwise.
    senses: Vec<Vec<Sense>>,
    words: Vec<Token>,
}

impl NameSet {
    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.senses.len()
    }

    /// Adds one sense of a name; the first for a target stands, and a blocked phrase takes none.
    ///
    /// # Errors
    /// The name has no letters, or there are too many names.
    pub(super) fn add(&mut self, name: &str, sense: Sense) -> Result<(), String> {
        let place = self.place(name)?;
        let Some(senses) = self.senses.get_mut(place) else {
            self.senses.push(vec![sense]);
            return Ok(());
        };
        let is_abbreviation = |sense: &Sense| sense.manner.relation == Relation::Abbreviation;
        let blocked = senses.is_empty();
        let known = senses
            .iter_mut()
            .find(|other| other.target == sense.target && is_abbreviation(other) == is_abbreviation(&sense));
        match known {
            // `Suisse` is the country, `suisse` what comes from there.
            Some(known) if sense.manner.writing == Writing::Any => known.manner.writing = Writing::Any,
            Some(_) => {}
            None if blocked => {}
            None => senses.push(sense),
        }
        Ok(())
    }

    /// Adds a phrase that keeps its words from being read otherwise.
    ///
    /// # Errors
    /// As for [`NameSet::add`].
    pub(super) fn block(&mut self, phrase: &str) -> Result<(), String> {
        if self.place(phrase)? == self.senses.len() {
            self.senses.push(Vec::new());
        }
        Ok(())
    }

    /// The place of a name among the senses: that of a known one, or the next free.
    fn place(&mut self, name: &str) -> Result<usize, String> {
        scan::tokens(name, &mut self.words);
        if self.words.is_empty() {
            return Err(format!("`{name}` has no letters"));
        }
        // Numbers begin at 1, since a head of a phrase that is none itself has the number 0.
        let next = u16::try_from(self.senses.len() + 1).map_err(|_| "too many names".to_owned())?;
        Ok(usize::from(self.phrases.insert(&self.words, next)) - 1)
    }

    /// The section, as [`Gazetteer::read`] takes it: names of the same senses are numbered one after another, so that
    /// their senses are written once.
    pub(super) fn write(&self) -> Result<Writer, TooLong> {
        let manners = self.manners();
        let packed: Vec<Vec<(u16, u8)>> =
            self.senses.iter().map(|senses| packed(senses, &manners)).collect::<Result<_, _>>()?;
        let Alike { each, numbers } = Alike::of(packed.iter())?;
        let mut writer = Writer::default();
        self.phrases.renumbered(&numbers).write(&mut writer)?;
        writer.list(&manners, |writer, manner| {
            writer.byte(manner.relation.number());
            writer.byte(manner.weight);
            writer.byte(manner.demand.number());
            writer.byte(manner.writing.number());
            Ok(())
        })?;
        writer.list(&each, |writer, (senses, names)| {
            writer.half(*names);
            writer.byte(u8::try_from(senses.len()).map_err(|_| TooLong)?);
            for (target, manner) in *senses {
                writer.half(*target);
                writer.byte(*manner);
            }
            Ok(())
        })?;
        Ok(writer)
    }

    /// The different manners of all senses.
    fn manners(&self) -> Vec<Manner> {
        let mut manners: Vec<Manner> = Vec::new();
        for Sense { manner, .. } in self.senses.iter().flatten() {
            if !manners.contains(manner) {
                manners.push(*manner);
            }
        }
        manners
    }

    /// A gazetteer of these names.
    pub(super) fn gazetteer(&self) -> Gazetteer {
        let sense = |sense: &Sense| {
            let Manner { relation, weight, demand, writing } = sense.manner;
            gazetteer::Sense { target: sense.target, relation, weight: hundredths(weight), demand, writing }
        };
        let senses = self.senses.iter().map(|senses| senses.iter().map(sense).collect());
        Gazetteer::of(Phrases::of(&self.phrases), senses.collect())
    }
}

/// Senses as the embedded tables have them: the target of each, and the place of its manner among these.
fn packed(senses: &[Sense], manners: &[Manner]) -> Result<Vec<(u16, u8)>, TooLong> {
    let pack = |sense: &Sense| {
        let manner = manners.iter().position(|manner| *manner == sense.manner);
        let manner = manner.and_then(|place| u8::try_from(place).ok()).ok_or(TooLong)?;
        Ok((packed_target(sense.target)?, manner))
    };
    senses.iter().map(pack).collect()
}
