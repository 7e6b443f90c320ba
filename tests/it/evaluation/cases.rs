//! The project's own evaluation set: short news texts, each with the tags a careful editor would give it.
//!
//! The files are Markdown for people to read and correct; `data/README.md` tells how they are laid out. A file that is
//! laid out otherwise is refused as a whole, with the line of the mistake.

use std::error::Error;
use std::path::Path;

use dateline::article::{Article, Caption, Lines, Standfirst};
use dateline::classify::{Home, Tagger};
use dateline::text::SafeText;

/// One text and the tags it must have.
pub(crate) struct Case {
    /// The file and the line its headline stands on: `names.md:12`.
    pub(crate) place: String,
    /// The text as a reader gets it.
    pub(crate) article: Article,
    /// The home country of its source, where one is known.
    pub(crate) home: Option<Home>,
    /// What an editor says it is tagged with.
    pub(crate) gold: Gold,
}

/// What an editor says of one text.
#[derive(Debug, Default)]
pub(crate) struct Gold {
    /// Countries it is about, best first.
    pub(crate) about: Vec<String>,
    /// Other countries it names.
    pub(crate) mentioned: Vec<String>,
    /// Regions and groups that must be among its tags.
    pub(crate) regions: Vec<String>,
    /// Labels of the topics that are right for it, the one that must stand first at the front.
    pub(crate) topics: Vec<String>,
    /// Codes of countries, regions and groups that must not be among its tags, not even as mentioned.
    pub(crate) traps: Vec<String>,
    /// Words that speak for no place, each with the reason.
    pub(crate) passed_over: Vec<(String, String)>,
}

/// All cases of a folder, in the order of its files' names; the tagger knows the countries of their sources.
pub(crate) fn read(folder: &Path, tagger: &Tagger) -> Result<Vec<Case>, Box<dyn Error>> {
    let mut files = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(std::fs::DirEntry::file_name);
    let mut cases = Vec::new();
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        let blocks = blocks(&std::fs::read_to_string(file.path())?);
        // What stands before the first headline tells the reader of the file what its texts are for.
        let first = blocks.iter().position(Block::is_headline).unwrap_or(blocks.len());
        let (_, blocks) = blocks.split_at(first);
        for case in blocks.chunk_by(|_, next| !next.is_headline()) {
            let line = case.first().map_or(0, |block| block.line);
            cases
                .push(read_case(tagger, &name, case).map_err(|mistake| format!("{name}:{line}: {mistake}"))?);
        }
    }
    Ok(cases)
}

/// Lines that stand together between blank ones.
struct Block {
    /// The number of the first one.
    line: usize,
    lines: Vec<String>,
}

impl Block {
    fn is_headline(&self) -> bool {
        self.lines.first().is_some_and(|line| line.starts_with("# "))
    }

    fn is_gold(&self) -> bool {
        self.lines.iter().all(|line| line.starts_with("> "))
    }
}

fn blocks(text: &str) -> Vec<Block> {
    let numbered: Vec<(usize, &str)> = (1..).zip(text.lines()).collect();
    numbered
        .split(|(_, line)| line.trim().is_empty())
        .filter_map(|lines| {
            let (line, _) = lines.first()?;
            Some(Block { line: *line, lines: lines.iter().map(|(_, line)| (*line).to_owned()).collect() })
        })
        .collect()
}

fn read_case(tagger: &Tagger, file: &str, blocks: &[Block]) -> Result<Case, String> {
    let [headline, parts @ .., gold] = blocks else { return Err("a text without tags".to_owned()) };
    if !gold.is_gold() {
        return Err("its last lines are no tags".to_owned());
    }
    let text = headline.lines.join(" ");
    let text = text.trim_start_matches("# ").trim();
    let parts: Vec<String> = parts.iter().map(|part| part.lines.join(" ")).collect();
    let (named, paragraphs): (Vec<_>, Vec<_>) = parts.iter().partition(|part| field(part).is_some());
    let printed = if text == "-" { "" } else { text };
    let mut article = Article::plain(printed, paragraphs.iter().map(|part| part.as_str()));
    let mut home = None;
    for (name, value) in named.into_iter().filter_map(|part| field(part)) {
        match name {
            "home" => home = Some(tagger.home(value).ok_or_else(|| format!("no country `{value}`"))?),
            _ => set(&mut article, name, value),
        }
    }
    Ok(Case { place: format!("{file}:{}", headline.line), article, home, gold: read_gold(&gold.lines)? })
}

const FIELDS: [&str; 6] = ["kicker", "dateline", "standfirst", "caption", "language", "home"];

/// The name and the value of a part that is no paragraph.
fn field(part: &str) -> Option<(&str, &str)> {
    part.split_once(": ").filter(|(name, _)| FIELDS.contains(name))
}

fn set(article: &mut Article, name: &str, value: &str) {
    let (text, lines) = (SafeText::label(value), Lines::one(1));
    match name {
        "kicker" => article.kicker = Some(text),
        "dateline" => article.attribution.dateline = Some(text),
        "standfirst" => article.standfirst.push(Standfirst { text, lines }),
        "caption" => article.captions.push(Caption { text, credit: None, lines }),
        _ => article.language = Some(text),
    }
}

fn read_gold(lines: &[String]) -> Result<Gold, String> {
    let mut gold = Gold::default();
    let mut named = Vec::new();
    for line in lines {
        let content = line.trim_start_matches("> ");
        let (name, value) = content.split_once(": ").ok_or_else(|| format!("no tags: `{content}`"))?;
        let codes = || value.split_whitespace().filter(|code| *code != "-").map(str::to_owned).collect();
        match name {
            "about" => gold.about = codes(),
            "mentioned" => gold.mentioned = codes(),
            "regions" => gold.regions = codes(),
            "topics" => gold.topics = codes(),
            "not" => gold.traps = codes(),
            "passed over" => gold.passed_over.push(passed_over(value)?),
            _ => return Err(format!("tags of an unknown kind: `{name}`")),
        }
        named.push(name);
    }
    for needed in ["about", "mentioned", "topics"] {
        if !named.contains(&needed) {
            return Err(format!("`{needed}` is missing; `-` where there are none"));
        }
    }
    Ok(gold)
}

fn passed_over(value: &str) -> Result<(String, String), String> {
    let (words, reason) = value.split_once(" = ").ok_or_else(|| format!("no reason: `{value}`"))?;
    Ok((words.to_owned(), reason.to_owned()))
}
