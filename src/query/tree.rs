//! A parsed query as a tree, and the tree as text again. Parsing what is printed gives the same tree.

use std::fmt;

use super::field::Field;
use super::lexer::{self, Typed};
use super::value::Meaning;
use super::words::Wanted;

/// A condition on one article.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// All hold. One alone only as a filter in parentheses, which no filter beside it widens.
    All(Vec<Node>),
    /// At least one holds.
    Any(Vec<Node>),
    /// It does not hold.
    Not(Box<Node>),
    /// A word or phrase stands somewhere.
    Text(Wanted),
    /// A field has one of some values.
    Filter(Filter),
}

/// A field and the values of which it must have one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Filter {
    /// The field.
    pub(super) field: Field,
    /// The values, in the order they were typed; never empty.
    pub(super) values: Vec<Value>,
}

/// One value of a field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value {
    /// As it was typed.
    pub(super) typed: Typed,
    /// What was understood.
    pub(super) meaning: Meaning,
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Alone it is a filter that was set apart, and stays so.
            Self::All(nodes) if nodes.len() == 1 => write!(f, "({})", Joined(nodes, " ")),
            Self::All(nodes) => write!(f, "{}", Joined(nodes, " ")),
            Self::Any(nodes) => write!(f, "{}", Joined(nodes, " OR ")),
            Self::Not(node) => match **node {
                Self::Not(_) => write!(f, "-({node})"),
                Self::All(_) | Self::Any(_) | Self::Text(_) | Self::Filter(_) => {
                    write!(f, "-{}", Joined(std::slice::from_ref(node), " "))
                }
            },
            Self::Text(wanted) => write!(f, "{}", wanted.typed()),
            Self::Filter(filter) => write!(f, "{filter}"),
        }
    }
}

/// Nodes with something between them, in parentheses where they would else run into each other.
struct Joined<'a>(&'a [Node], &'a str);

impl fmt::Display for Joined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(nodes, between) = self;
        for (index, node) in nodes.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { between })?;
            match node {
                Node::Any(_) => write!(f, "({node})")?,
                // `OR` binds less than standing side by side.
                Node::All(inner) if inner.len() > 1 && *between == " " => write!(f, "({node})")?,
                Node::All(_) | Node::Not(_) | Node::Text(_) | Node::Filter(_) => write!(f, "{node}")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, value) in self.values.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(f, "{space}{}:{}", self.field.row().name, value.typed)?;
        }
        Ok(())
    }
}

/// Written so that it is read back the same: in quotation marks where it had or needs them.
impl fmt::Display for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.quoted && lexer::is_bare(&self.text) {
            return f.write_str(&self.text);
        }
        write!(f, "\"{}\"", self.text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
