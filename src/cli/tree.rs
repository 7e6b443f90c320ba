//! Regions with their countries, and topics, with how many articles are about each.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::classify::{Entry, Subject};

use super::command::Form;
use super::paint::Weight;
use super::selected::Selected;
use super::table::{self, Cell, Column, Side};

/// Something articles can be about, with how many are.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Node {
    code: String,
    label: String,
    count: usize,
    children: Vec<Node>,
}

const COLUMNS: [Column; 2] =
    [Column { side: Side::Left, most: 60 }, Column { side: Side::Right, most: usize::MAX }];

/// Writes regions, each with the regions and countries in it; the most frequent first.
pub(super) fn regions(selected: &Selected<'_>, form: Form, out: &mut dyn Write) -> io::Result<()> {
    write_tree(&[Subject::Region, Subject::Country], selected, form, out)
}

/// Writes topics; the most frequent first.
pub(super) fn topics(selected: &Selected<'_>, form: Form, out: &mut dyn Write) -> io::Result<()> {
    write_tree(&[Subject::Topic], selected, form, out)
}

fn write_tree(
    subjects: &[Subject],
    selected: &Selected<'_>,
    form: Form,
    out: &mut dyn Write,
) -> io::Result<()> {
    let tallies = selected.library.tally(&selected.library.set_of(&selected.articles), &|| true);
    let of = tallies.iter().filter(|tally| subjects.contains(&tally.subject));
    let counts: HashMap<&str, usize> = of.map(|tally| (&*tally.code, tally.count)).collect();
    write(&tree(selected.library.tagger().entries(), subjects, &counts), selected, form, out)
}

/// The counted entries of these subjects, each below the closest counted one it lies in.
fn tree(entries: &[Entry], subjects: &[Subject], counts: &HashMap<&str, usize>) -> Vec<Node> {
    let counted = |entry: &&Entry| subjects.contains(&entry.subject) && counts.contains_key(&*entry.code);
    let shown: Vec<&Entry> = entries.iter().filter(counted).collect();
    let known: HashSet<&str> = shown.iter().map(|entry| &*entry.code).collect();
    let mut below: HashMap<Option<&str>, Vec<&Entry>> = HashMap::new();
    for entry in shown {
        let parent = entry.parents.iter().map(|parent| &**parent);
        let parent = parent.filter(|parent| *parent != entry.code).find(|parent| known.contains(parent));
        below.entry(parent).or_default().push(entry);
    }
    nodes(None, &below, counts)
}

fn nodes(
    parent: Option<&str>,
    below: &HashMap<Option<&str>, Vec<&Entry>>,
    counts: &HashMap<&str, usize>,
) -> Vec<Node> {
    let entries = below.get(&parent).map(Vec::as_slice).unwrap_or_default();
    let node = |entry: &&Entry| Node {
        code: entry.code.clone(),
        label: entry.label.clone(),
        count: counts.get(&*entry.code).copied().unwrap_or_default(),
        children: nodes(Some(&entry.code), below, counts),
    };
    let mut nodes: Vec<Node> = entries.iter().map(node).collect();
    nodes.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.label.cmp(&other.label)));
    nodes
}

fn write(nodes: &[Node], selected: &Selected<'_>, form: Form, out: &mut dyn Write) -> io::Result<()> {
    match form {
        Form::Json => nodes.iter().try_for_each(|node| {
            serde_json::to_writer(&mut *out, &object(node))?;
            out.write_all(b"\n")
        }),
        Form::Human => {
            let mut rows = Vec::new();
            put_rows(nodes, 0, &mut rows);
            table::write(&rows, &COLUMNS, selected.paint, out)
        }
    }
}

fn put_rows(nodes: &[Node], depth: usize, rows: &mut Vec<Vec<Cell>>) {
    for node in nodes {
        let weight = if depth == 0 { Weight::Strong } else { Weight::Plain };
        let label = format!("{}{}", "  ".repeat(depth), node.label);
        rows.push(vec![Cell::new(weight, label), Cell::new(weight, node.count.to_string())]);
        put_rows(&node.children, depth + 1, rows);
    }
}

/// A node as JSON; see `docs/json.md`.
fn object(node: &Node) -> Value {
    let children: Vec<Value> = node.children.iter().map(object).collect();
    json!({"code": node.code, "label": node.label, "count": node.count, "children": children})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(subject: Subject, code: &str, parents: &[&str]) -> Entry {
        let parents = parents.iter().map(ToString::to_string).collect();
        Entry { subject, code: code.to_owned(), label: code.to_lowercase(), aliases: Vec::new(), parents }
    }

    #[test]
    fn what_is_counted_stands_below_the_closest_counted_region() {
        let entries = [
            entry(Subject::Region, "AFRICA", &[]),
            entry(Subject::Region, "WEST", &["AFRICA"]),
            entry(Subject::Region, "SAHEL", &[]),
            entry(Subject::Country, "ML", &["WEST", "AFRICA"]),
            entry(Subject::Country, "NE", &["WEST", "AFRICA", "SAHEL"]),
            entry(Subject::Country, "KE", &["EAST", "AFRICA"]),
            entry(Subject::Topic, "CONFLICT", &[]),
        ];
        let counts = HashMap::from([("AFRICA", 3), ("WEST", 2), ("NE", 2), ("KE", 1), ("CONFLICT", 9)]);
        let leaf = |code: &str, count| Node {
            code: code.to_owned(),
            label: code.to_lowercase(),
            count,
            children: Vec::new(),
        };
        let west = Node { children: vec![leaf("NE", 2)], ..leaf("WEST", 2) };
        let africa = Node { children: vec![west, leaf("KE", 1)], ..leaf("AFRICA", 3) };
        assert_eq!(tree(&entries, &[Subject::Region, Subject::Country], &counts), [africa]);
        assert_eq!(tree(&entries, &[Subject::Topic], &counts), [leaf("CONFLICT", 9)]);
    }
}
