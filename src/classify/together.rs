//! What stands in an article several times put together, in the order of its first occurrences.

/// Room to remember where in a list each of many numbers was put. It is empty between two lists.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// For each number its place in the list, from 1.
    of: Vec<u16>,
}

impl Places {
    /// A list of what `first` makes of each thing that is met for the first time, to which `again` adds every further
    /// one. Things without a number are passed over; of those with the same one, `again` tells whether it was added.
    pub(super) fn together<T, U>(
        &mut self,
        things: &[T],
        number: impl Fn(&T) -> Option<usize>,
        first: impl Fn(usize, &T) -> U,
        again: impl Fn(&mut U, &T) -> bool,
    ) -> Vec<U> {
        let mut list: Vec<U> = Vec::with_capacity(things.len());
        let numbered =
            || things.iter().enumerate().filter_map(|(at, thing)| Some((number(thing)?, at, thing)));
        for (number, at, thing) in numbered() {
            if number >= self.of.len() {
                self.of.resize(number + 1, 0);
            }
            let Some(place) = self.of.get_mut(number) else { continue };
            let known = usize::from(*place).checked_sub(1);
            let added = known.is_some_and(|place| {
                list.get_mut(place).is_some_and(|known| again(known, thing))
                    || list.iter_mut().any(|known| again(known, thing))
            });
            if !added {
                list.push(first(at, thing));
                *place = u16::try_from(list.len()).unwrap_or_default();
            }
        }
        for (number, ..) in numbered() {
            if let Some(place) = self.of.get_mut(number) {
                *place = 0;
            }
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_follow_first_occurrences_and_leave_nothing_behind() {
        let mut places = Places::default();
        for (letters, expected) in [
            ("banana", &[(b'b', 1), (b'a', 3), (b'n', 2)][..]),
            ("nab-n", &[(b'n', 2), (b'a', 1), (b'b', 1)]),
            ("-", &[]),
        ] {
            let number = |letter: &u8| letter.is_ascii_lowercase().then_some(usize::from(*letter));
            let count = |(known, count): &mut (u8, usize), letter: &u8| {
                *count += usize::from(known == letter);
                known == letter
            };
            let counts = places.together(letters.as_bytes(), number, |_, letter| (*letter, 1), count);
            assert_eq!(counts, expected);
        }
    }
}
