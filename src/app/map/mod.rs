//! The map: the countries and regions that what is listed is about, one of them chosen by arrow keys, by its name or
//! with the mouse.

mod layout;

use crate::atlas::{Atlas, Direction, Spot, neighbour};
use crate::query::Vocabulary;
use crate::text::SafeText;

use super::event::Effect;
use super::filter::facet_query;
use super::key::{Key, KeyCode};
use super::keymap::Pane;
use super::listing::{Facet, Glance, Request};
use super::overlay::Overlay;
use super::picker::Shelf;
use super::prompt::{Prompt, Typed};
use super::region_tree::{Level, countries_within, level};
use super::state::App;

pub use layout::{BESIDE, MapAreas};

/// Below so many columns a ranked list stands for the map.
const ROOM_FOR_MAP: u16 = 60;

/// What keys do on the map; these are not rebound, so that letters always type.
pub const MAP_KEYS: [(&str, &str); 7] = [
    ("Left Right Up Down", "to the nearest place in that direction"),
    ("letters", "to the country or region that is called so"),
    ("Tab ^N", "to the place with the next most articles, or the next that is called so"),
    ("BackTab ^P", "back to the one before"),
    ("PgUp PgDn", "from a country to its region and continent, and back"),
    ("Enter", "list the articles about the place"),
    ("Esc", "leave; nothing is changed"),
];

/// The open map.
#[derive(Debug, Clone)]
pub struct Map {
    atlas: Atlas,
    prompt: Prompt,
    /// Those with most articles first.
    places: Vec<MapPlace>,
    /// The places of those that fit what is typed among all, best first.
    fitting: Vec<usize>,
    chosen: usize,
    /// The query that choosing it would make, and the first headlines it would find.
    glance: (String, Option<Vec<SafeText>>),
}

/// A country or region with articles.
#[derive(Debug, Clone, PartialEq)]
pub struct MapPlace {
    /// What would be chosen, and how many articles are about it.
    pub facet: Facet,
    /// How wide it is.
    pub level: Level,
    /// The countries of it that have articles, by their places in the atlas; itself for a country.
    pub countries: Vec<usize>,
    /// Where it stands on the map; none for what is on no map.
    pub spot: Option<Spot>,
}

/// What a key did to the map.
enum Mapped {
    /// It is still open.
    Open,
    /// It was left.
    Left,
    /// Something was chosen.
    Chosen(Facet),
}

impl Map {
    /// Opens over the facets of what is listed, at what the filter names or what has most articles.
    fn new(facets: &[Facet], query: &str) -> Self {
        let atlas = Atlas::default();
        let on_map = facets.iter().filter(|facet| Shelf::Regions.kinds().contains(&facet.kind));
        let places: Vec<MapPlace> = on_map.map(|facet| map_place(facet, facets, &atlas)).collect();
        let words: Vec<&str> = query.split_whitespace().collect();
        let named = |place: &MapPlace| words.contains(&&*facet_query(place.facet.kind, &place.facet.label));
        let country = |place: &MapPlace| place.level == Level::Country;
        let chosen = places.iter().position(named).or_else(|| places.iter().position(country)).unwrap_or(0);
        let prompt = Prompt::default();
        Self { atlas, prompt, places, fitting: Vec::new(), chosen, glance: (String::new(), None) }
    }

    /// Where countries lie.
    pub fn atlas(&self) -> &Atlas {
        &self.atlas
    }

    /// All countries and regions with articles, those with most first.
    pub fn places(&self) -> &[MapPlace] {
        &self.places
    }

    /// The chosen one; none where nothing listed is about any place.
    pub fn chosen(&self) -> Option<&MapPlace> {
        self.places.get(self.chosen)
    }

    /// What is typed.
    pub fn typed(&self) -> &str {
        self.prompt.text()
    }

    /// Whether something was typed that no place is called.
    pub fn finds_nothing(&self) -> bool {
        !self.typed().trim().is_empty() && self.fitting.is_empty()
    }

    /// The first headlines about the chosen place; none while they are looked for.
    pub fn headlines(&self) -> Option<&[SafeText]> {
        self.glance.1.as_deref()
    }

    /// The places that are stepped through one by one, by their places among all: those that fit what is typed, best
    /// first, or those as wide as the chosen one, most articles first.
    pub fn ranked(&self) -> Vec<usize> {
        if !self.fitting.is_empty() {
            return self.fitting.clone();
        }
        let level = self.chosen().map(|place| place.level);
        let alike = self.places.iter().enumerate().filter(|(_, place)| Some(place.level) == level);
        alike.map(|(place, _)| place).collect()
    }

    /// The place of the chosen one among those stepped through.
    pub fn rank(&self) -> usize {
        self.ranked().iter().position(|place| *place == self.chosen).unwrap_or(0)
    }

    /// The rank of the first place that is shown where so many stand in a list.
    pub fn first_ranked(&self, rows: u16) -> usize {
        (self.rank() + 1).saturating_sub(usize::from(rows).max(1))
    }

    /// Takes a key; `listed` is whether a list stands for the map.
    fn press(&mut self, key: Key, listed: bool, vocabulary: &Vocabulary) -> Mapped {
        match key.code {
            KeyCode::Up if !listed => self.go(Direction::North),
            KeyCode::Down if !listed => self.go(Direction::South),
            KeyCode::Left if !listed => self.go(Direction::West),
            KeyCode::Right if !listed => self.go(Direction::East),
            KeyCode::Left | KeyCode::BackTab => self.step(-1),
            KeyCode::Right => self.step(1),
            KeyCode::PageUp => self.widen(),
            KeyCode::PageDown => self.narrow_down(),
            KeyCode::Char(_)
            | KeyCode::Enter
            | KeyCode::Esc
            | KeyCode::Tab
            | KeyCode::Backspace
            | KeyCode::Delete
            | KeyCode::Up
            | KeyCode::Down
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::Function(_) => return self.type_key(key, vocabulary),
        }
        Mapped::Open
    }

    fn type_key(&mut self, key: Key, vocabulary: &Vocabulary) -> Mapped {
        match self.prompt.press(key) {
            Typed::Left => return Mapped::Left,
            Typed::Taken => {
                return self.chosen().map_or(Mapped::Left, |place| Mapped::Chosen(place.facet.clone()));
            }
            Typed::Changed => self.find(vocabulary),
            Typed::Complete | Typed::Down => self.step(1),
            Typed::Up => self.step(-1),
            Typed::Nothing => {}
        }
        Mapped::Open
    }

    /// Goes to the place whose name fits best.
    fn find(&mut self, vocabulary: &Vocabulary) {
        let typed = self.prompt.text().trim();
        let fitting = if typed.is_empty() { Vec::new() } else { vocabulary.resolve_any(typed) };
        let place = |code: &str, kind| {
            let same = |place: &MapPlace| place.facet.kind == kind && place.facet.code.as_str() == code;
            self.places.iter().position(same)
        };
        self.fitting = fitting.iter().filter_map(|found| place(&found.term.code, found.term.kind)).collect();
        self.chosen = self.fitting.first().copied().unwrap_or(self.chosen);
    }

    /// To the neighbour in a direction among places as wide as the chosen one.
    fn go(&mut self, direction: Direction) {
        let Some(chosen) = self.chosen() else { return };
        let level = if chosen.level == Level::Group { Level::Country } else { chosen.level };
        let others = self.places.iter().enumerate().filter(|(_, place)| place.level == level);
        let others = others.filter_map(|(place, other)| Some((place, other.spot?)));
        let (places, spots): (Vec<usize>, Vec<Spot>) = others.unzip();
        let next = chosen.spot.and_then(|from| neighbour(from, &spots, direction));
        let next = next.or_else(|| chosen.spot.map_or(Some(0), |_| None));
        self.chosen = next.and_then(|next| places.get(next).copied()).unwrap_or(self.chosen);
        self.forget_typed();
    }

    /// So many places on in the ranking, round at its end.
    fn step(&mut self, by: isize) {
        let ranked = self.ranked();
        let next = self.rank().cast_signed() + by;
        let next = next.rem_euclid(ranked.len().max(1).cast_signed());
        self.chosen = ranked.get(next.cast_unsigned()).copied().unwrap_or(self.chosen);
    }

    /// From a country to its region, from that to its continent.
    fn widen(&mut self) {
        let Some(chosen) = self.chosen() else { return };
        let level = match chosen.level {
            Level::Country | Level::Group => Level::Region,
            Level::Region | Level::Continent => Level::Continent,
        };
        let called = |code: &SafeText| {
            self.places.iter().position(|place| place.level == level && place.facet.code == *code)
        };
        let region = chosen.facet.within.iter().find_map(called);
        self.chosen = region.unwrap_or(self.chosen);
        self.forget_typed();
    }

    /// From a continent to its region with most articles, from that to its country with most.
    fn narrow_down(&mut self) {
        let Some(chosen) = self.chosen() else { return };
        let level = match chosen.level {
            Level::Continent => Level::Region,
            Level::Region | Level::Group | Level::Country => Level::Country,
        };
        let lies = |place: &MapPlace| place.level == level && place.facet.within.contains(&chosen.facet.code);
        let inside = self.places.iter().position(lies);
        self.chosen = inside.unwrap_or(self.chosen);
        self.forget_typed();
    }

    fn forget_typed(&mut self) {
        self.prompt = Prompt::default();
        self.fitting.clear();
    }
}

fn map_place(facet: &Facet, facets: &[Facet], atlas: &Atlas) -> MapPlace {
    let in_atlas = |code: &str| atlas.countries().iter().position(|country| country.code == code);
    let within = countries_within(facet, facets);
    let countries: Vec<usize> = within.iter().filter_map(|country| in_atlas(&country.code)).collect();
    let spots = countries.iter().filter_map(|place| atlas.countries().get(*place));
    let spot = between(&spots.map(|country| country.middle).collect::<Vec<_>>());
    MapPlace { facet: facet.clone(), level: level(facet, &within), countries, spot }
}

/// The spot in the middle of some; none where there are none.
fn between(spots: &[Spot]) -> Option<Spot> {
    let count = i32::try_from(spots.len()).ok().filter(|count| *count > 0)?;
    let mean = |along: fn(&Spot) -> i16| {
        let sum: i32 = spots.iter().map(|spot| i32::from(along(spot))).sum();
        i16::try_from(sum / count).ok()
    };
    Some(Spot { longitude: mean(|spot| spot.longitude)?, latitude: mean(|spot| spot.latitude)? })
}

impl App {
    pub(super) fn open_map(&mut self) -> Vec<Effect> {
        let facets = self.filter.facets().unwrap_or_default();
        let mut map = Box::new(Map::new(facets, self.filter.query()));
        let effects = self.look_closer(&mut map);
        self.overlay = Overlay::Map(map);
        effects
    }

    pub(super) fn press_in_map(&mut self, mut map: Box<Map>, key: Key) -> Vec<Effect> {
        let nothing = Vocabulary::default();
        let listed = self.lists_places();
        match map.press(key, listed, self.vocabulary().unwrap_or(&nothing)) {
            Mapped::Open => {
                let effects = self.look_closer(&mut map);
                self.overlay = Overlay::Map(map);
                effects
            }
            Mapped::Left => Vec::new(),
            Mapped::Chosen(facet) => self.list_place(&facet),
        }
    }

    /// Chooses the country at a cell, or the row of the list that stands for the map; lists the articles about it where
    /// it was chosen already.
    pub(super) fn press_on_map(&mut self, mut map: Box<Map>, cell: (u16, u16)) -> Vec<Effect> {
        let pointed = if self.lists_places() {
            let rows = self.panes().panel(self.size);
            let line = cell.1.checked_sub(rows.y).filter(|_| rows.holds(cell.0, cell.1));
            line.and_then(|line| map.ranked().get(map.first_ranked(rows.height) + usize::from(line)).copied())
        } else {
            map.country_at(self.map_areas().chart, cell)
        };
        if let Some(place) = pointed.filter(|place| *place == map.chosen)
            && let Some(chosen) = map.places.get(place)
        {
            let facet = chosen.facet.clone();
            return self.list_place(&facet);
        }
        map.chosen = pointed.unwrap_or(map.chosen);
        if pointed.is_some() && !self.lists_places() {
            map.forget_typed();
        }
        let effects = self.look_closer(&mut map);
        self.overlay = Overlay::Map(map);
        effects
    }

    fn list_place(&mut self, facet: &Facet) -> Vec<Effect> {
        let query = self.filter.with_facet(facet, Shelf::Regions.kinds());
        self.look_at(Pane::List);
        self.narrow(&query)
    }

    /// Whether the screen is too narrow for a map, so that a list stands for it.
    pub fn lists_places(&self) -> bool {
        self.size.width < ROOM_FOR_MAP
    }

    /// Asks for headlines about the chosen place where it is another one.
    fn look_closer(&self, map: &mut Map) -> Vec<Effect> {
        let Some(place) = map.chosen() else { return Vec::new() };
        let query = self.filter.with_facet(&place.facet, Shelf::Regions.kinds());
        if query == map.glance.0 {
            return Vec::new();
        }
        map.glance = (query.clone(), None);
        let (number, view) = (self.filter.number(), self.filter.view());
        let arrangement = self.filter.arrangement();
        vec![Effect::Glance(Request { number, view, query, arrangement, ..Request::default() })]
    }

    /// Takes headlines, if they are about what is chosen still.
    pub(super) fn take_glance(&mut self, glance: Glance) -> Vec<Effect> {
        if let Overlay::Map(map) = &mut self.overlay
            && map.glance.0 == glance.query
        {
            map.glance.1 = Some(glance.headlines);
        }
        Vec::new()
    }
}
