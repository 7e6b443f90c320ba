//! What the configuration says about tags, as it is written, and new rules written behind what stands there.

use serde::Deserialize;
use toml::{Spanned, Table, Value};

use super::place::{Mistake, Place, Placed};

/// A rule about the tags of some articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagRule {
    /// A pattern of the paths of its files; none for all.
    pub paths: Option<Placed>,
    /// The word it is about; none where it is about whole articles.
    pub word: Option<Placed>,
    /// What it does.
    pub does: TagDoes,
    /// The tag: `country:NE`, `sahel`, `sport`.
    pub tag: Placed,
}

/// What a rule does about its tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TagDoes {
    /// The word means it.
    Means,
    /// The word never means it.
    Never,
    /// The articles have it.
    Add,
    /// The articles do not have it.
    Remove,
}

impl TagDoes {
    /// Its name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Means => "means",
            Self::Never => "never",
            Self::Add => "add",
            Self::Remove => "remove",
        }
    }
}

/// A rule to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewTagRule<'a> {
    /// A pattern of the paths of its files; none for all.
    pub paths: Option<&'a str>,
    /// The word it is about; none where it is about whole articles.
    pub word: Option<&'a str>,
    /// What it does.
    pub does: TagDoes,
    /// The tag, with its kind: `country:NE`.
    pub tag: &'a str,
}

impl NewTagRule<'_> {
    /// The rule as it stands in the file.
    pub fn block(&self) -> String {
        let lines = [("match", self.paths), ("word", self.word), (self.does.name(), Some(self.tag))];
        let written = lines.into_iter().filter_map(|(key, text)| Some((key, text?)));
        let written = written.map(|(key, text)| format!("{key} = {}\n", Value::String(text.to_owned())));
        format!("[[tags]]\n{}", written.collect::<String>())
    }

    /// A file's text with the rule behind all that stands there, which is kept as it is.
    pub fn appended_to(&self, text: &str) -> String {
        let parted = if text.trim().is_empty() {
            ""
        } else if text.ends_with('\n') {
            "\n"
        } else {
            "\n\n"
        };
        format!("{text}{parted}{}", self.block())
    }

    /// A file's text without the rule, which is otherwise kept as it is; nothing where the rule does not stand there
    /// as it was written, or its lines have come to mean something else.
    pub fn taken_from(&self, text: &str) -> Option<String> {
        let block = self.block();
        let without = |(at, _): (usize, &str)| {
            let (before, after) = (text.get(..at)?, text.get(at + block.len()..)?);
            let begins_a_line = before.is_empty() || before.ends_with('\n');
            // The blank line that parted it from what stands there goes with it.
            let kept = match before.strip_suffix("\n\n") {
                Some(before) => format!("{before}\n{after}"),
                None if before.trim().is_empty() => after.trim_start_matches('\n').to_owned(),
                None => format!("{before}{after}"),
            };
            (begins_a_line && self.is_all_that_differs(text, &kept)).then_some(kept)
        };
        text.rmatch_indices(&block).find_map(without)
    }

    /// Whether two texts mean the same but for this rule, which only the first one has.
    fn is_all_that_differs(&self, with: &str, without: &str) -> bool {
        let read = |text: &str| {
            let mut table: Table = toml::from_str(text).ok()?;
            let rules = table.remove("tags").and_then(|rules| rules.as_array().cloned()).unwrap_or_default();
            Some((table, rules))
        };
        let (Some((table, mut rules)), Some(kept), Some((_, own))) =
            (read(with), read(without), read(&self.block()))
        else {
            return false;
        };
        // Where one rule was left out, all before it are the same, and all behind it one place further on.
        let place = rules.iter().zip(&kept.1).take_while(|(one, other)| one == other).count();
        let left_out = (place < rules.len()).then(|| rules.remove(place));
        left_out.as_ref() == own.first() && (table, rules) == kept
    }
}

/// A rule as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenTagRule {
    #[serde(rename = "match")]
    paths: Option<Spanned<String>>,
    word: Option<Spanned<String>>,
    means: Option<Spanned<String>>,
    never: Option<Spanned<String>>,
    add: Option<Spanned<String>>,
    remove: Option<Spanned<String>>,
}

impl WrittenTagRule {
    /// The rule with the places of its texts in the file; where it makes no sense, why. `at` is where it begins.
    pub(super) fn placed(self, file: &str, at: usize) -> Result<TagRule, Mistake> {
        let placed = |written: Option<Spanned<String>>| written.map(|written| Placed::of(file, written));
        let (paths, word) = (placed(self.paths), placed(self.word));
        let all = [
            (TagDoes::Means, placed(self.means)),
            (TagDoes::Never, placed(self.never)),
            (TagDoes::Add, placed(self.add)),
            (TagDoes::Remove, placed(self.remove)),
        ];
        let mut set = all.into_iter().filter_map(|(does, tag)| Some((does, tag?)));
        let (Some((does, tag)), second) = (set.next(), set.next()) else {
            let message = "a rule about tags says one of `means`, `never`, `add` and `remove`";
            return Err(Mistake { at: Place::of(file, at), message: message.to_owned() });
        };
        if let Some((_, second)) = second {
            let message = "a rule about tags says only one of `means`, `never`, `add` and `remove`";
            return Err(Mistake { at: second.at, message: message.to_owned() });
        }
        let about_word = matches!(does, TagDoes::Means | TagDoes::Never);
        let wrong = match (about_word, word.is_some(), paths.is_some()) {
            (true, false, _) => "`means` and `never` are about a `word`",
            (false, true, _) => {
                "`add` and `remove` are about whole articles; about a `word`, write `means` or `never`"
            }
            (false, false, false) => "`add` and `remove` need a `match`: the files they are about",
            (true, true, _) | (false, false, true) => return Ok(TagRule { paths, word, does, tag }),
        };
        Err(Mistake { at: tag.at, message: wrong.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_written_behind_what_stands_there() {
        let rule = NewTagRule {
            paths: Some("paper/[[]a\"b]/**"),
            word: Some("Lebanon"),
            does: TagDoes::Means,
            tag: "country:US",
        };
        let block = "[[tags]]\nmatch = 'paper/[[]a\"b]/**'\nword = \"Lebanon\"\nmeans = \"country:US\"\n";
        for (before, parted) in [("", ""), ("\n", "\n"), ("# mine\n", "# mine\n\n"), ("a = 1", "a = 1\n\n")] {
            assert_eq!(rule.appended_to(before), format!("{parted}{block}"), "{before:?}");
        }
    }

    const JORDAN: NewTagRule<'_> =
        NewTagRule { paths: None, word: Some("Jordan"), does: TagDoes::Never, tag: "country:JO" };

    #[test]
    fn a_rule_that_was_written_is_taken_out_again_wherever_it_stands_by_now() {
        let other = NewTagRule { word: Some("Chad"), ..JORDAN };
        for before in [
            "",
            "# mine\n",
            "folders = []\n[reading]\nmeasure = 66\n",
            "[[tags]]\nword = \"a\"\nmeans = \"US\"\n",
        ] {
            let written = JORDAN.appended_to(before);
            assert_eq!(JORDAN.taken_from(&written).as_deref(), Some(before));
            let (both, alone) = (other.appended_to(&written), other.appended_to(before));
            assert_eq!(JORDAN.taken_from(&both), Some(alone), "{before:?}");
            let twice = JORDAN.appended_to(&written);
            assert_eq!(JORDAN.taken_from(&twice), Some(written), "{before:?}");
        }
    }

    #[test]
    fn a_rule_that_was_changed_by_hand_is_left_alone() {
        let written = JORDAN.appended_to("# mine\n");
        for changed in [
            String::new(),
            written.replace("Jordan", "Amman"),
            written.replace("never", "means"),
            format!("{written}match = \"local/**\"\n"),
            format!("{written}# but only there:\nmatch = \"local/**\"\n"),
            format!("{written}# and\n[["),
            format!("note = \"\"\"\n{}\"\"\"\n", JORDAN.block()),
        ] {
            assert_eq!(JORDAN.taken_from(&changed), None, "{changed}");
        }
    }
}
