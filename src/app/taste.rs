//! How the reader wants the screen set, as chosen on the screen itself: each choice has a name and a value in words, and
//! is kept from one run to the next for as long as the configuration says what it said when it was made.

use super::dates::DateForm;
use super::event::Effect;
use super::extent::RowForm;
use super::habits::Habit;
use super::page::Spacing;
use super::settings::Settings;
use super::state::App;

/// Something about the screen that the configuration names and a key changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Taste {
    /// The longest line of text.
    Measure,
    /// Whether words are broken at line ends.
    Hyphenate,
    /// Whether words are spread over the whole line.
    Justify,
    /// What parts paragraphs.
    Spacing,
    /// How the rows of the list are set.
    Rows,
    /// How dates stand in the list.
    Dates,
    /// What stands under one heading in the list.
    Group,
    /// The order of the list.
    Sort,
    /// The colours.
    Theme,
}

/// A choice that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptTaste {
    /// What was chosen about, as the configuration names it: `reading.measure`.
    pub name: String,
    /// What was chosen.
    pub value: String,
    /// What the configuration said then; once it says something else, that holds.
    pub instead_of: String,
}

impl Taste {
    /// Everything that is kept.
    pub const ALL: [Self; 9] = [
        Self::Measure,
        Self::Hyphenate,
        Self::Justify,
        Self::Spacing,
        Self::Rows,
        Self::Dates,
        Self::Group,
        Self::Sort,
        Self::Theme,
    ];

    /// Its name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Measure => "reading.measure",
            Self::Hyphenate => "reading.hyphenate",
            Self::Justify => "reading.justify",
            Self::Spacing => "reading.paragraphs",
            Self::Rows => "list.rows",
            Self::Dates => "list.dates",
            Self::Group => "list.group",
            Self::Sort => "list.sort",
            Self::Theme => "theme",
        }
    }

    /// What holds, in the words of the configuration; nothing where the usual does.
    fn value(self, settings: &Settings) -> String {
        match self {
            Self::Measure => settings.measure.to_string(),
            Self::Hyphenate => settings.hyphenate.to_string(),
            Self::Justify => settings.justify.to_string(),
            Self::Spacing => settings.spacing.name().to_owned(),
            Self::Rows => settings.rows.name().to_owned(),
            Self::Dates => settings.dates.name().to_owned(),
            Self::Group => worded(settings.arrangement.grouping),
            Self::Sort => worded(settings.arrangement.sort),
            Self::Theme => worded(settings.themes.names.get(settings.themes.chosen)),
        }
    }

    /// Lets something else hold; words that make no sense change nothing.
    fn put(self, settings: &mut Settings, value: &str) {
        fn put<T>(place: &mut T, value: Option<T>) {
            if let Some(value) = value {
                *place = value;
            }
        }
        match self {
            Self::Measure => {
                let measure = value.parse().ok().filter(|measure| Settings::MEASURES.contains(measure));
                put(&mut settings.measure, measure);
            }
            Self::Hyphenate => put(&mut settings.hyphenate, value.parse().ok()),
            Self::Justify => put(&mut settings.justify, value.parse().ok()),
            Self::Spacing => put(&mut settings.spacing, Spacing::named(value)),
            Self::Rows => put(&mut settings.rows, RowForm::named(value)),
            Self::Dates => put(&mut settings.dates, DateForm::named(value)),
            Self::Group => put(&mut settings.arrangement.grouping, value.parse().ok().map(Some)),
            Self::Sort => put(&mut settings.arrangement.sort, value.parse().ok().map(Some)),
            Self::Theme => {
                let place = settings.themes.names.iter().position(|name| **name == *value);
                put(&mut settings.themes.chosen, place);
            }
        }
    }
}

/// Something in the words of the configuration; nothing where there is none.
fn worded(chosen: Option<impl ToString>) -> String {
    chosen.map_or_else(String::new, |chosen| chosen.to_string())
}

impl Settings {
    /// The narrowest and widest measure that is read or reached by keys.
    pub(super) const MEASURES: std::ops::RangeInclusive<u16> = 20..=200;

    /// What the configuration says, with what its reader chose on the screen since.
    #[must_use]
    pub fn with_kept(mut self, kept: &[KeptTaste]) -> Self {
        self.configured = Taste::ALL.map(|taste| (taste, taste.value(&self))).to_vec();
        for (taste, configured) in self.configured.clone() {
            let chosen = kept.iter().find(|one| one.name == taste.name() && one.instead_of == configured);
            if let Some(chosen) = chosen {
                taste.put(&mut self, &chosen.value);
            }
        }
        self
    }
}

impl App {
    /// Has what holds now kept for the next run.
    pub(super) fn keep_taste(&self, taste: Taste) -> Vec<Effect> {
        let settings = &self.settings;
        let value = taste.value(settings);
        let configured = settings.configured.iter().find(|(of, _)| *of == taste);
        let instead_of =
            configured.map_or_else(|| taste.value(&Settings::default()), |(_, value)| value.clone());
        vec![Effect::Remember(Habit::Taste(KeptTaste { name: taste.name().to_owned(), value, instead_of }))]
    }
}

#[cfg(test)]
mod tests {
    use super::super::arrange::Arrangement;
    use super::super::themes::Themes;
    use super::*;
    use crate::query::Grouping;
    use crate::text::SafeText;

    fn themes() -> Themes {
        Themes { names: ["terminal", "dark"].map(SafeText::label).to_vec(), chosen: 0 }
    }

    fn kept(name: &str, value: &str, instead_of: &str) -> KeptTaste {
        KeptTaste { name: name.to_owned(), value: value.to_owned(), instead_of: instead_of.to_owned() }
    }

    #[test]
    fn a_choice_holds_as_long_as_the_configuration_says_what_it_said() {
        let chosen = [
            kept("reading.measure", "60", "72"),
            kept("reading.justify", "true", "true"),
            kept("reading.paragraphs", "indented", "spaced"),
            kept("list.rows", "sideways", "comfortable"),
            kept("list.dates", "age", "date"),
        ];
        let settings = Settings::default().with_kept(&chosen);
        assert_eq!((settings.measure, settings.justify), (60, false));
        assert_eq!((settings.spacing, settings.rows), (Spacing::Indented, RowForm::Comfortable));
        assert_eq!(settings.dates, DateForm::Age);
        let configured = Settings { measure: 80, ..Settings::default() };
        assert_eq!(configured.with_kept(&chosen).measure, 80);
        let absurd = [kept("reading.measure", "4", "72")];
        assert_eq!(Settings::default().with_kept(&absurd).measure, 72);
    }

    #[test]
    fn every_value_is_read_back() {
        let other = Settings {
            measure: 40,
            hyphenate: true,
            justify: true,
            spacing: Spacing::Indented,
            rows: RowForm::Compact,
            dates: DateForm::Age,
            arrangement: Arrangement { grouping: Some(Grouping::Topic), sort: "words".parse().ok() },
            themes: Themes { chosen: 1, ..themes() },
            ..Settings::default()
        };
        for taste in Taste::ALL {
            let mut settings = Settings { themes: themes(), ..Settings::default() };
            assert_ne!(taste.value(&settings), taste.value(&other), "{taste:?}");
            taste.put(&mut settings, &taste.value(&other));
            assert_eq!(taste.value(&settings), taste.value(&other), "{taste:?}");
        }
    }
}
