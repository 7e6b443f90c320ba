//! What the configuration says about tags, as it is written, and new rules written behind what stands there.

use serde::Deserialize;
use toml::{Spanned, Value};

use super::place::{Place, Placed};

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
    pub(super) fn placed(self, file: &str, at: usize) -> Result<TagRule, (Place, String)> {
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
            return Err((Place::of(file, at), message.to_owned()));
        };
        if let Some((_, second)) = second {
            let message = "a rule about tags says only one of `means`, `never`, `add` and `remove`";
            return Err((second.at, message.to_owned()));
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
        Err((tag.at, wrong.to_owned()))
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
}
