//! A tree to its blocks: the runs of text between the edges of block elements, in the order of the page.

use std::ops::Range;

use crate::ingest::document::Part;

use super::tag::Tag;
use super::tree::{Node, Tree};
use crate::text;

/// A run of text with the element it stands in.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The innermost block element around it; the table itself for the cells of a table of values.
    pub(super) owner: usize,
    /// What its elements say it is.
    pub(super) part: Part,
    /// The text, white space folded; lines are kept where they matter.
    pub(super) text: String,
    /// Words, counting two letters of a script without spaces as one.
    pub(super) words: usize,
    /// Those of them that stand in links.
    pub(super) linked: usize,
    /// Where its text starts and ends in the source, in bytes.
    pub(super) at: (usize, usize),
}

impl Block {
    /// Whether it is a link and nothing else.
    pub(super) fn is_linked(&self) -> bool {
        self.words > 0 && self.linked * 10 >= self.words * 9
    }
}

/// The blocks of a page, and which of them stand in each element.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The blocks in the order of the page.
    pub(super) blocks: Vec<Block>,
    /// For each node, how many blocks end before it; one more entry for the end of the page.
    starts: Vec<usize>,
}

impl Outline {
    /// The places of the blocks that stand wholly inside a node.
    pub(super) fn within(&self, tree: &Tree, at: usize) -> Range<usize> {
        let Some(node) = tree.nodes.get(at) else { return 0..0 };
        let mut first = self.starts.get(at).copied().unwrap_or_default();
        let began_before = |block: &Block| block.at.0 < node.at;
        if self.blocks.get(first).is_some_and(began_before) {
            first += 1;
        }
        first..self.starts.get(node.end).copied().unwrap_or(self.blocks.len()).max(first)
    }
}

/// All blocks of a page, shown or not.
pub(super) fn outline(tree: &Tree) -> Outline {
    let mut writer = Writer::of(tree);
    let mut open: Vec<usize> = Vec::new();
    let mut skip = 0;
    for (at, node) in tree.nodes.iter().enumerate() {
        while let Some(innermost) =
            open.pop_if(|open| tree.nodes.get(*open).is_none_or(|node| node.end <= at))
        {
            writer.leave(innermost);
        }
        if node.tag != Tag::Text && !node.tag.is_inline() {
            writer.flush();
        }
        writer.outline.starts.push(writer.outline.blocks.len());
        if at < skip {
            continue;
        }
        match node.tag {
            Tag::Text => writer.text(node),
            Tag::Break => writer.line_break(),
            Tag::Button | Tag::Opaque | Tag::Data | Tag::PageTitle => skip = node.end,
            _ if node.end == at + 1 => {}
            _ => {
                writer.enter(at, node);
                open.push(at);
            }
        }
    }
    writer.flush();
    writer.outline.starts.push(writer.outline.blocks.len());
    writer.outline
}

/// An open block element.
#[derive(Debug, Clone, Copy)]
struct Owner {
    at: usize,
    part: Part,
    /// The table of values it is a cell of, and its row.
    table: Option<(usize, usize)>,
}

struct Writer<'t> {
    tree: &'t Tree,
    outline: Outline,
    owners: Vec<Owner>,
    /// How many links are open.
    links: usize,
    /// The text of the block so far.
    raw: String,
    words: usize,
    linked: usize,
    at: (usize, usize),
    /// Line breaks since the last text.
    breaks: usize,
    /// The row whose cell was written last, if the last block is its table.
    row: Option<usize>,
    /// The row looked at last, and whether it is one of a table of values.
    checked: Option<(usize, bool)>,
}

/// Stands for a line break of the page among white space that is folded.
const BREAK: char = '\u{2028}';

impl<'t> Writer<'t> {
    fn of(tree: &'t Tree) -> Self {
        Self {
            tree,
            outline: Outline::default(),
            owners: Vec::new(),
            links: 0,
            raw: String::new(),
            words: 0,
            linked: 0,
            at: (0, 0),
            breaks: 0,
            row: None,
            checked: None,
        }
    }

    fn enter(&mut self, at: usize, node: &Node) {
        if node.tag == Tag::Link {
            self.links += 1;
        }
        if !node.tag.is_inline() {
            let around = self.owner();
            let (part, table) = self.part(node, around);
            self.owners.push(Owner { at, part, table });
        }
    }

    fn leave(&mut self, at: usize) {
        let Some(node) = self.tree.nodes.get(at) else { return };
        if node.tag == Tag::Link {
            self.links -= 1;
        }
        if !node.tag.is_inline() {
            self.flush();
            self.owners.pop();
        }
    }

    fn owner(&self) -> Owner {
        self.owners.last().copied().unwrap_or(Owner { at: 0, part: Part::Paragraph, table: None })
    }

    /// What an element says about the text in it, given what those around it say.
    fn part(&mut self, node: &Node, around: Owner) -> (Part, Option<(usize, usize)>) {
        let part = match node.tag {
            Tag::Caption => Part::Caption,
            Tag::Preformatted => Part::Preformatted,
            Tag::Title | Tag::Heading => Part::Heading,
            Tag::Item | Tag::Description | Tag::Term if around.part == Part::Paragraph => Part::Item,
            Tag::Blockquote if around.part != Part::Caption => Part::Quote,
            Tag::Article | Tag::Main | Tag::Table => Part::Paragraph,
            Tag::Cell => return self.cell(node, around),
            _ => around.part,
        };
        (part, around.table.filter(|_| node.tag != Tag::Table))
    }

    /// A cell in a row of short values is one of a table; in a table that lays out the page it is nothing.
    fn cell(&mut self, node: &Node, around: Owner) -> (Part, Option<(usize, usize)>) {
        let row = node.parent;
        if self.checked.is_none_or(|(checked, _)| checked != row) {
            self.checked = Some((row, is_tabular(self.tree, row)));
        }
        let holds_values = self.checked.is_some_and(|(_, holds_values)| holds_values);
        let table = self
            .owners
            .iter()
            .rev()
            .find(|owner| self.tree.nodes.get(owner.at).is_some_and(|node| node.tag == Tag::Table));
        match table.filter(|_| around.table.is_some() || holds_values) {
            Some(table) => (Part::Preformatted, Some((table.at, row))),
            None => (Part::Paragraph, None),
        }
    }

    fn text(&mut self, node: &Node) {
        let text = self.tree.text(node);
        if text.trim_start().is_empty() {
            self.raw.push_str(text);
            return;
        }
        if self.breaks > 1 && self.owner().part != Part::Preformatted {
            self.flush();
        }
        self.breaks = 0;
        if self.words == 0 {
            self.at.0 = node.at;
        }
        self.at.1 = node.at + text.len();
        self.raw.push_str(text);
        let words = text::count_words(text);
        self.words += words;
        if self.links > 0 {
            self.linked += words;
        }
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        self.raw.push(BREAK);
    }

    /// Ends the block.
    fn flush(&mut self) {
        self.breaks = 0;
        let (words, linked) = (std::mem::take(&mut self.words), std::mem::take(&mut self.linked));
        if words == 0 {
            self.raw.clear();
            return;
        }
        let owner = self.owner();
        let text = match (owner.part, owner.table) {
            (Part::Preformatted, None) => with_lines(&self.raw),
            _ => folded(&self.raw),
        };
        self.raw.clear();
        let block = Block { owner: owner.at, part: owner.part, text, words, linked, at: self.at };
        match owner.table {
            Some((table, row)) => self.write_cell(table, row, block),
            None => self.outline.blocks.push(block),
        }
    }

    /// Adds a cell to the block of its table: rows are lines, cells are parted by two spaces.
    fn write_cell(&mut self, table: usize, row: usize, cell: Block) {
        let is_same = self.row == Some(row);
        self.row = Some(row);
        match self.outline.blocks.last_mut().filter(|last| last.owner == table) {
            Some(last) => {
                last.text.push_str(if is_same { "  " } else { "\n" });
                last.text.push_str(&cell.text);
                last.words += cell.words;
                last.linked += cell.linked;
                last.at.1 = cell.at.1;
            }
            None => self.outline.blocks.push(Block { owner: table, ..cell }),
        }
    }
}

/// Whether a row holds several short values. A table in it ends the look: it lays out a page, and looking through
/// tables within tables would take the square of their depth.
fn is_tabular(tree: &Tree, row: usize) -> bool {
    let (mut cells, mut size) = (0, 0);
    for node in tree.inside(row) {
        if node.tag == Tag::Table {
            return false;
        }
        cells += usize::from(node.tag == Tag::Cell && node.parent == row);
        size += tree.text(node).trim().len();
    }
    cells >= 2 && size <= LONGEST_VALUE * cells
}

/// The mean length of the values in a row of a table, in bytes; longer ones are texts side by side.
const LONGEST_VALUE: usize = 120;

fn folded(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    for word in raw.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

fn with_lines(raw: &str) -> String {
    raw.replace(BREAK, "\n").trim_matches('\n').trim_end().to_owned()
}
