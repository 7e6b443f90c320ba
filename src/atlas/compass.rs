//! Which spot lies next in a direction. Every spot of a set is reached from every other one by such steps.

use super::Spot;

/// The four ways to go on a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Up.
    North,
    /// Right.
    East,
    /// Down.
    South,
    /// Left.
    West,
}

impl Direction {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::North, Self::East, Self::South, Self::West];

    /// How far a step leads ahead and to the left of this direction.
    fn turned(self, (east, north): (i32, i32)) -> (i32, i32) {
        match self {
            Self::North => (north, -east),
            Self::East => (east, north),
            Self::South => (-north, east),
            Self::West => (-east, -north),
        }
    }
}

/// The place among spots of the one to go to from another: the nearest of those that lie more ahead than aside. Where
/// there is none, the way east and west goes on at the other edge of the map, with the one that lies least aside; north
/// and south it leads to the nearest that lies ahead at all.
///
/// Distances are measured along and across. So no step ever leads away from a spot that lies ahead, and none is out of
/// reach. The diagonal belongs to one of two directions alone.
pub fn neighbour(from: Spot, spots: &[Spot], direction: Direction) -> Option<usize> {
    let steps = spots.iter().map(|spot| {
        let east = i32::from(spot.longitude) - i32::from(from.longitude);
        // A degree of latitude is drawn longer than one of longitude.
        let north = (i32::from(spot.latitude) - i32::from(from.latitude)) * 5 / 4;
        direction.turned((east, north))
    });
    let steps: Vec<(usize, (i32, i32))> = steps.enumerate().collect();
    let ahead = steps.iter().filter(|(_, (ahead, left))| *ahead > 0 && -ahead < *left && left <= ahead);
    let nearest = ahead.min_by_key(|(_, (ahead, left))| (ahead + left.abs(), left.abs()));
    let farther = || match direction {
        Direction::East | Direction::West => {
            let behind = steps.iter().filter(|(_, (ahead, left))| *ahead < 0 && left.abs() <= -ahead);
            behind.min_by_key(|(_, (ahead, left))| (left.abs() * 2 + ahead, *ahead))
        }
        Direction::North | Direction::South => {
            let at_all = steps.iter().filter(|(_, (ahead, _))| *ahead > 0);
            at_all.min_by_key(|(_, (ahead, left))| (ahead + left.abs(), left.abs()))
        }
    };
    nearest.or_else(farther).map(|(place, _)| *place)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::super::Atlas;
    use super::*;

    /// Whether all spots are reached from each of them.
    fn all_are_reached(spots: &[Spot]) -> bool {
        let step = |spot: &Spot| Direction::ALL.map(|way| neighbour(*spot, spots, way));
        let steps: Vec<_> = spots.iter().map(step).collect();
        (0..spots.len()).all(|start| {
            let (mut reached, mut fresh) = (HashSet::from([start]), vec![start]);
            while let Some(place) = fresh.pop() {
                fresh.extend(steps[place].iter().flatten().filter(|next| reached.insert(**next)));
            }
            reached.len() == spots.len()
        })
    }

    #[test]
    fn every_country_is_reached_from_every_other_one() {
        let spots: Vec<Spot> = Atlas::default().countries().iter().map(|country| country.middle).collect();
        assert!(all_are_reached(&spots));
    }

    #[test]
    fn neighbours_are_those_a_reader_expects() {
        let atlas = Atlas::default();
        let spots: Vec<Spot> = atlas.countries().iter().map(|country| country.middle).collect();
        let step = |(from, way): (&str, Direction)| {
            let found = neighbour(atlas.country(from).unwrap().middle, &spots, way).unwrap();
            atlas.countries()[found].code.to_string()
        };
        let ahead = [
            ("NE", Direction::East),
            ("NE", Direction::West),
            ("EG", Direction::West),
            ("US", Direction::North),
        ];
        assert_eq!(ahead.map(step), ["TD", "ML", "LY", "CA"]);
        let over_the_edge = step(("AU", Direction::South));
        assert_eq!(over_the_edge, "NF", "the nearest that lies south at all, not round the pole");
    }

    proptest! {
        #[test]
        fn every_spot_of_any_set_is_reached(
            drawn in proptest::collection::hash_set((-8_i16..8, -8_i16..8), 2..24)
        ) {
            let spots: Vec<Spot> = drawn
                .into_iter()
                .map(|(longitude, latitude)| Spot { longitude: longitude * 5, latitude: latitude * 4 })
                .collect();
            prop_assert!(all_are_reached(&spots));
        }
    }
}
