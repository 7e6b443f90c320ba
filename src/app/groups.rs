//! The groups of the list: which heading stands over which place. A folded group has one place, that of its heading.

use super::list::List;
use super::listing::Group;
use super::state::App;
use crate::query::Grouping;
use crate::text::SafeText;

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

    /// The place at which the group of a label begins.
    pub(super) fn beginning_of(&self, label: Option<&SafeText>) -> Option<usize> {
        let number = self.groups.iter().position(|group| group.label.as_ref() == label)?;
        self.begins.get(number).copied()
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Group] {
        &self.groups
    }
}

impl List {
    /// The groups, in order.
    pub fn groups(&self) -> &[Group] {
        self.groups.all()
    }

    /// The group a place belongs to, and the place it begins at.
    pub fn group_at(&self, place: usize) -> Option<(usize, &Group)> {
        self.groups.at(place)
    }

    /// The place at which the group of a label begins.
    pub(super) fn beginning_of(&self, label: Option<&SafeText>) -> Option<usize> {
        self.groups.beginning_of(label)
    }

    /// Whether a place is the heading of a folded group.
    pub fn is_folded(&self, place: usize) -> bool {
        self.group_at(place).is_some_and(|(_, group)| group.folded)
    }
}

impl App {
    /// The name of a group as its heading says it.
    pub fn group_name(&self, label: Option<&SafeText>) -> SafeText {
        let grouping = self.filter().arranged().grouping;
        SafeText::label(&match (label, grouping) {
            // Headlines are read, not taken in at a glance.
            (Some(headline), Grouping::Story) => headline.to_string(),
            (Some(label), _) => label.to_uppercase(),
            (None, _) => grouping.says_of_others().to_uppercase(),
        })
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
