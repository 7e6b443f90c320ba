//! How fast text pages become articles, beside BLAKE3 of the same bytes: `cargo bench --bench pages -- [FOLDER]...`.
//!
//! Reads the files of the folders given, else pages composed here. Each row is one stage on one core, the best of
//! several rounds in processor time: megabytes a second, and how many times as long BLAKE3 takes or is taken.

#[path = "measure/clock.rs"]
mod clock;
#[path = "measure/numbers.rs"]
mod numbers;
#[path = "measure/rounds.rs"]
mod rounds;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context, Result};
use dateline::article::Article;
use dateline::classify::Tagger;
use dateline::ingest::{self, Rules};
use dateline::text::{self, Field};
use numbers::Numbers;
use rounds::{best, megabytes, over};

fn main() -> Result<()> {
    let given: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let pages = if given.is_empty() { composed() } else { read_folders(&given)? };
    let bytes: usize = pages.iter().map(|page| page.bytes.len()).sum();
    let mut out = io::stdout().lock();
    writeln!(out, "{} pages, {:.2} MB", pages.len(), megabytes(bytes))?;
    let texts: Vec<String> = pages.iter().map(|page| text::decode(&page.bytes).text).collect();
    let articles: Vec<Article> = pages.iter().flat_map(Page::read).flat_map(|page| page.articles).collect();
    let tagger = Tagger::new();
    let stages: [(&str, &dyn Fn()); 7] = [
        ("blake3", &over(&pages, |page| blake3::hash(&page.bytes))),
        ("blake3 of the file", &over(&pages, |page| page.reread().map(|read| blake3::hash(&read)))),
        ("decode", &over(&pages, |page| text::decode(&page.bytes))),
        ("clean", &over(&texts, |text| text::clean(text, Field::Body).1)),
        ("fold to letters", &over(&texts, |text| text::letters(text))),
        ("articles", &over(&pages, Page::read)),
        ("tags", &over(&articles, |article| tagger.tag(article))),
    ];
    let times = best(&stages.map(|(_, stage)| stage));
    let blake = times.first().copied().unwrap_or_default();
    for ((name, _), time) in stages.iter().zip(&times) {
        let speed = megabytes(bytes) / time.as_secs_f64();
        writeln!(
            out,
            "{name:<20}{speed:>10.1} MB/s{:>10.4} of BLAKE3",
            blake.as_secs_f64() / time.as_secs_f64()
        )?;
    }
    Ok(())
}

/// Nothing is set; made once, as a program does.
static RULES: LazyLock<Rules> = LazyLock::new(Rules::default);

/// A file and its bytes.
struct Page {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Page {
    /// What the page comes to.
    fn read(&self) -> Vec<ingest::Page> {
        ingest::read(&self.path, &self.bytes, &RULES)
    }

    /// The bytes once more, from the file where there is one.
    fn reread(&self) -> Option<Vec<u8>> {
        fs::read(&self.path).ok()
    }
}

fn read_folders(folders: &[String]) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    for folder in folders {
        let entries = fs::read_dir(folder).with_context(|| format!("reading {folder}"))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_file() {
                pages.push(Page { bytes: fs::read(&path)?, path });
            }
        }
    }
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(pages)
}

/// Pages in three layouts, the same in every run, written to no file.
fn composed() -> Vec<Page> {
    let mut words = Words(Numbers(7));
    let page = |number: u64| {
        let text = match number % 3 {
            0 => daily(&mut words),
            1 => stamped(&mut words, number),
            _ => section(&mut words),
        };
        Page { path: Path::new("composed").join(format!("{number:03}.txt")), bytes: text.into_bytes() }
    };
    (0..240).map(page).collect()
}

/// Three articles, each with its headline and its caption twice.
fn daily(words: &mut Words) -> String {
    let article = |_| {
        let (headline, caption) = (words.headline(), format!("{} (Reuters)", words.sentence()));
        let body = words.paragraphs(7);
        format!("{headline}\n {caption}\n{caption}\nTT\n\n{headline}\n{caption}\n\n{body}\n\n\n\n")
    };
    (0..3).map(article).collect()
}

/// One article below a crawler's date.
fn stamped(words: &mut Words, number: u64) -> String {
    let (headline, body) = (words.headline(), words.paragraphs(16));
    let day = number % 28 + 1;
    format!(
        " date 2021-04-{day:02} {headline}\n\nBy Jane Doe, Associated Press\nApril {day}, 2021\n\n{body}\n\nShare this article\nRelated News:\n{}\n{}\n",
        words.headline(),
        words.headline()
    )
}

/// Short articles under bylines, their paragraphs on lines without blank ones between.
fn section(words: &mut Words) -> String {
    let article = |_| {
        let (headline, body) = (words.headline(), words.paragraphs(3).replace("\n\n", "\n"));
        format!(
            "{headline}\nUpdated 24 September 2019\nFollow\n{headline}\n  • {}\n{body}\n\n",
            words.sentence()
        )
    };
    (0..5).map(article).collect()
}

/// Words in an order that is the same in every run.
struct Words(Numbers);

const WORDS: &str = "the harbour of was closed on after a storm and ferry ships council said that would stay in port \
    for week minister told reporters from which officials talks with border town people river market to by region \
    government its were as at has been more than security forces island company two not it will have an during days \
    new first President Monday Niamey Lagos Reuters United Nations border, town, however, “reopened” islands’ £40 2019";

impl Words {
    fn next(&mut self) -> &'static str {
        let place = self.0.below(WORDS.split_whitespace().count());
        WORDS.split_whitespace().nth(place).unwrap_or_default()
    }

    fn run(&mut self, length: usize) -> String {
        let words: Vec<&str> = (0..length).map(|_| self.next()).collect();
        let mut run = words.join(" ");
        run.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
        run
    }

    fn headline(&mut self) -> String {
        self.run(8)
    }

    fn sentence(&mut self) -> String {
        format!("{}.", self.run(17))
    }

    fn paragraphs(&mut self, count: usize) -> String {
        let paragraph = |_| (0..4).map(|_| self.sentence()).collect::<Vec<_>>().join(" ");
        (0..count).map(paragraph).collect::<Vec<_>>().join("\n\n")
    }
}
