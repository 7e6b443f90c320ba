//! Keys of the reader's own, as they are written; whether they make sense is decided where keys are known.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{MapAccess, SeqAccess, Visitor};
use toml::Spanned;

use super::place::Placed;

/// What the reader says about keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// The name of the set to begin with; none for the usual one.
    pub preset: Option<Placed>,
    /// Keys of single actions over it, in the order of the file.
    pub own: Vec<KeyBinding>,
}

/// The keys of one action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyBinding {
    /// The action's name.
    pub action: Placed,
    /// The keys, as written; none takes the action's keys away.
    pub keys: Vec<Placed>,
}

/// Keys as they are written: a list, or one by itself.
#[derive(Debug)]
enum WrittenKey {
    One(String),
    List(Vec<Spanned<String>>),
}

impl<'de> Deserialize<'de> for WrittenKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = WrittenKey;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key, as \"x\", or a list of keys, as [\"x\", \"^X\"]")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<WrittenKey, E> {
        Ok(WrittenKey::One(key.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<WrittenKey, A::Error> {
        let mut keys = Vec::new();
        while let Some(key) = list.next_element()? {
            keys.push(key);
        }
        Ok(WrittenKey::List(keys))
    }
}

/// The keys of an action with their places.
fn placed_keys(file: &str, written: Spanned<WrittenKey>) -> Vec<Placed> {
    let span = written.span();
    match written.into_inner() {
        WrittenKey::One(key) => vec![Placed::of(file, Spanned::new(span, key))],
        WrittenKey::List(keys) => keys.into_iter().map(|key| Placed::of(file, key)).collect(),
    }
}

/// The section as it is written: `preset` is a text, every other name has a key or a list of them.
#[derive(Debug, Default)]
pub(super) struct WrittenKeys {
    preset: Option<Spanned<String>>,
    own: BTreeMap<Spanned<String>, Spanned<WrittenKey>>,
}

impl WrittenKeys {
    /// The keys with the places of their texts in the file.
    pub(super) fn placed(self, file: &str) -> Keys {
        let binding = |(action, keys): (Spanned<String>, Spanned<WrittenKey>)| KeyBinding {
            action: Placed::of(file, action),
            keys: placed_keys(file, keys),
        };
        let mut own: Vec<KeyBinding> = self.own.into_iter().map(binding).collect();
        own.sort_by_key(|binding| binding.action.at);
        Keys { preset: self.preset.map(|preset| Placed::of(file, preset)), own }
    }
}

impl<'de> Deserialize<'de> for WrittenKeys {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(KeysVisitor)
    }
}

struct KeysVisitor;

impl<'de> Visitor<'de> for KeysVisitor {
    type Value = WrittenKeys;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a preset and keys")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<WrittenKeys, A::Error> {
        let mut written = WrittenKeys::default();
        while let Some(name) = map.next_key::<Spanned<String>>()? {
            if name.get_ref() == "preset" {
                written.preset = Some(map.next_value()?);
            } else {
                written.own.insert(name, map.next_value()?);
            }
        }
        Ok(written)
    }
}
