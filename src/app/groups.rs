//! The groups of the list: which heading stands over which place. A folded group has one place, that of its heading.

use super::listing::Group;

/// The groups of a list in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    groups: Vec<Group>,
    /// The place each begins at.
    begins: Vec<usize>,
}

impl Groups {
    /// Groups that stand one behind the other.
    pub(super) fn new(groups: Vec<Group>) -> Self {
        let places = |next: &mut usize, group: &Group| Some(std::mem::replace(next, *next + group.places()));
        let begins = groups.iter().scan(0, places).collect();
        Self { groups, begins }
    }

    /// The group a place belongs to, and the place it begins at; none where nothing is grouped.
    pub(super) fn at(&self, place: usize) -> Option<(usize, &Group)> {
        let number = self.begins.partition_point(|begin| *begin <= place).checked_sub(1)?;
        Some((*self.begins.get(number)?, self.groups.get(number)?))
    }

    /// The group that begins at a place.
    pub(super) fn beginning_at(&self, place: usize) -> Option<&Group> {
        self.at(place).filter(|(begin, _)| *begin == place).map(|(_, group)| group)
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Group] {
        &self.groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_group_has_one_place() {
        let group = |count: usize, folded: bool| Group { label: None, count, folded };
        let groups = Groups::new(vec![group(2, false), group(9, true), group(3, false)]);
        let begins: Vec<usize> =
            (0..6).filter_map(|place| groups.at(place)).map(|(begin, _)| begin).collect();
        assert_eq!(begins, [0, 0, 2, 3, 3, 3]);
        assert!(groups.beginning_at(2).is_some_and(|group| group.folded));
        assert!(groups.beginning_at(4).is_none() && Groups::default().at(0).is_none());
    }
}
