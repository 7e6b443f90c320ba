//! Scores the loader on the test feeds of feedparser, each of which carries its expectation as a comment:
//! `score_feeds FOLDER [--verbose]`.
//!
//! Of an expectation those terms are used that name an entry's title, date or address, or the title of a feed
//! without entries, and compare it with a literal. A file that needs headers of HTTP or the address it was fetched
//! from to be understood is left out and counted. Titles are compared as plain text, dates as days; a time of day in UTC may fall on the day before or
//! after the one its feed prints, which is counted apart.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::panic;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use dateline::article::{Date, HeadlineOrigin, ProblemKind};
use dateline::ingest::{self, Page, Rules};
use dateline::text;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (flags, folders): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| argument.starts_with("--"));
    let [folder] = folders[..] else { bail!("usage: score_feeds FOLDER [--verbose]") };
    let mut files = Vec::new();
    collect(Path::new(folder), &mut files)?;
    files.sort();
    let mut score = Score::default();
    for path in &files {
        score.file(path, &fs::read(path).with_context(|| format!("reading {}", path.display()))?);
    }
    let verbose = flags.iter().any(|flag| *flag == "--verbose");
    io::stdout().lock().write_all(score.told(verbose)?.as_bytes())?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "xml" || ending == "json") {
            files.push(path);
        }
    }
    Ok(())
}

/// What an expectation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    EntryTitle,
    EntryDate,
    EntryLink,
    EmptyFeedTitle,
}

#[derive(Debug, Default)]
struct Score {
    files: usize,
    panics: usize,
    unreadable: usize,
    with_articles: usize,
    without_expectation: usize,
    needing_headers: usize,
    feed_terms: usize,
    days_apart: usize,
    right: BTreeMap<Kind, usize>,
    used: BTreeMap<Kind, usize>,
    failures: Vec<String>,
}

impl Score {
    fn file(&mut self, path: &Path, bytes: &[u8]) {
        self.files += 1;
        let pages = panic::catch_unwind(|| ingest::read(path, bytes, &Rules::default()));
        let page = match pages.as_deref() {
            Ok([page]) => page,
            Ok(_) => return self.failures.push(format!("{}: not one page", path.display())),
            Err(_) => {
                self.panics += 1;
                return;
            }
        };
        self.unreadable +=
            usize::from(page.problems.iter().any(|found| found.kind == ProblemKind::Unreadable));
        self.with_articles += usize::from(!page.articles.is_empty());
        let text = text::decode(bytes).text;
        let Some((_, expected)) = text.split_once("Expect:") else {
            self.without_expectation += 1;
            return;
        };
        let comment = text.split_once("-->").map_or(text.as_str(), |(comment, _)| comment);
        let served = comment.contains("127.0.0.1");
        if served || comment.lines().any(|line| line.trim_start().starts_with("Header:")) {
            self.needing_headers += 1;
            return;
        }
        let expected = expected.split_once("-->").map_or(expected, |(expected, _)| expected);
        for term in expected.split(" and ") {
            self.term(path, term.trim(), page);
        }
    }

    fn term(&mut self, path: &Path, term: &str, page: &Page) {
        let sides: Vec<&str> = term.split(" == ").map(str::trim).collect();
        let Some((literal, named)) = sides.split_last() else { return };
        for name in named {
            match Asked::of(name) {
                Some(Asked::Feed) if page.articles.is_empty() => {
                    let found = page.problems.iter().any(|problem| problem.message.contains(&plain(literal)));
                    self.mark(Kind::EmptyFeedTitle, found, || format!("{}: {term}", path.display()));
                }
                Some(Asked::Feed) => self.feed_terms += 1,
                Some(Asked::Entry(kind, place)) => {
                    let found = Found::of(page, place);
                    let Some(right) = self.is_right(kind, &found, literal) else { continue };
                    self.mark(kind, right, || format!("{}: {term}; found {found:?}", path.display()));
                }
                None => {}
            }
        }
    }

    /// Whether the entry holds what the literal says; nothing where that is no day.
    fn is_right(&mut self, kind: Kind, found: &Found, literal: &str) -> Option<bool> {
        match kind {
            Kind::EntryTitle => Some(found.headline == plain(literal)),
            Kind::EntryLink => Some(found.url == unquoted(literal)),
            Kind::EntryDate | Kind::EmptyFeedTitle => {
                let day = day(literal)?;
                let near = found.days.iter().any(|found| are_neighbours(*found, day));
                self.days_apart += usize::from(near && !found.days.contains(&day));
                Some(near)
            }
        }
    }

    fn mark(&mut self, kind: Kind, right: bool, told: impl Fn() -> String) {
        *self.used.entry(kind).or_default() += 1;
        *self.right.entry(kind).or_default() += usize::from(right);
        if !right {
            self.failures.push(told());
        }
    }

    fn told(&self, verbose: bool) -> Result<String> {
        let mut out = String::new();
        writeln!(out, "files                         {:>5}", self.files)?;
        writeln!(out, "  panics                      {:>5}", self.panics)?;
        writeln!(out, "  could not be read           {:>5}", self.unreadable)?;
        writeln!(out, "  gave articles               {:>5}", self.with_articles)?;
        writeln!(out, "  without an expectation      {:>5}", self.without_expectation)?;
        writeln!(out, "  left out: need a server      {:>5}", self.needing_headers)?;
        writeln!(out, "terms on feeds with entries   {:>5}  (no article tells them)", self.feed_terms)?;
        writeln!(out, "dates right but for the zone  {:>5}", self.days_apart)?;
        let (mut right, mut used) = (0, 0);
        for (kind, count) in &self.used {
            let rights = self.right.get(kind).copied().unwrap_or_default();
            writeln!(
                out,
                "{:<29} {rights:>5} of {count:>5}  {}",
                format!("{kind:?}"),
                percent(rights, *count)
            )?;
            right += rights;
            used += count;
        }
        writeln!(out, "{:<29} {right:>5} of {used:>5}  {}", "all", percent(right, used))?;
        if verbose {
            self.failures.iter().try_for_each(|failure| writeln!(out, "{failure}"))?;
        }
        Ok(out)
    }
}

/// What the loader made of an entry; all empty where it holds nothing to show.
#[derive(Debug, Default)]
struct Found {
    headline: String,
    url: String,
    days: Vec<Date>,
}

impl Found {
    fn of(page: &Page, place: usize) -> Self {
        let Some(article) = page.articles.get(place) else { return Self::default() };
        let printed = article.headline.origin == HeadlineOrigin::Page;
        let dates = article.dates;
        Self {
            headline: if printed { squeezed(&article.headline.text) } else { String::new() },
            url: article.url.as_deref().unwrap_or_default().to_owned(),
            days: dates.published.map(|dated| dated.date).into_iter().chain(dates.updated).collect(),
        }
    }
}

fn percent(right: usize, used: usize) -> String {
    let tenths = (right * 1000).checked_div(used).unwrap_or_default();
    format!("{}.{} %", tenths / 10, tenths % 10)
}

/// What the left side of a comparison names.
enum Asked {
    /// The title of the feed.
    Feed,
    /// A value of the entry of this number.
    Entry(Kind, usize),
}

impl Asked {
    /// Reads `entries[0]['title']`, `entries[0].link`, `entries[1]['title_detail']['value']`, `feed['title']`.
    fn of(name: &str) -> Option<Self> {
        let dotted = name.replace("']['", ".").replace("['", ".").replace("']", "");
        let (owner, field) = dotted.split_once('.')?;
        let kind = match field {
            "title" | "title_detail.value" => Kind::EntryTitle,
            "link" => Kind::EntryLink,
            "published_parsed" | "updated_parsed" | "created_parsed" | "published" | "updated"
            | "created" | "date" => Kind::EntryDate,
            _ => return None,
        };
        if owner == "feed" {
            return (kind == Kind::EntryTitle).then_some(Self::Feed);
        }
        let place = owner.strip_prefix("entries[")?.strip_suffix(']')?.parse().ok()?;
        Some(Self::Entry(kind, place))
    }
}

/// A literal of Python without its quotes and escapes.
fn unquoted(literal: &str) -> String {
    let bare = literal.strip_prefix('u').unwrap_or(literal);
    let bare = bare.get(1..bare.len().saturating_sub(1)).unwrap_or_default();
    let mut text = String::new();
    let mut rest = bare;
    while let Some((before, behind)) = rest.split_once('\\') {
        text.push_str(before);
        let code = behind.strip_prefix('u').and_then(|hexadecimal| hexadecimal.get(..4));
        let letter = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let (letter, length) = match (letter, behind.chars().next()) {
            (Some(letter), _) => (letter, 5),
            (None, Some('n' | 't')) => (' ', 1),
            (None, Some(other)) => (other, other.len_utf8()),
            (None, None) => break,
        };
        text.push(letter);
        rest = behind.get(length..).unwrap_or_default();
    }
    text + rest
}

/// What a title says once its markup is shown: the tags of HTML are gone, references resolved.
fn plain(literal: &str) -> String {
    let markup = unquoted(literal);
    let mut text = String::new();
    let mut rest = markup.as_str();
    while let Some((before, behind)) = rest.split_once('<') {
        text.push_str(before);
        let name: String =
            behind.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if behind.contains('>') && TAGS.contains(&name.as_str()) {
            rest = behind_tag(behind);
        } else {
            text.push('<');
            rest = behind;
        }
    }
    text.push_str(rest);
    let references = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#38;", "&"),
        ("&#x26;", "&"),
        ("&amp;", "&"),
    ];
    squeezed(&references.iter().fold(text, |text, (reference, letter)| text.replace(reference, letter)))
}

/// The tags that stand in expected titles.
const TAGS: [&str; 9] = ["a", "b", "br", "div", "em", "img", "p", "strong", "span"];

fn behind_tag(tag: &str) -> &str {
    let mut quoted = false;
    let end = tag.find(|letter| {
        quoted ^= letter == '"';
        letter == '>' && !quoted
    });
    end.and_then(|end| tag.get(end + 1..)).unwrap_or_default()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The day of `(2004, 1, 1, 19, 48, 21, 3, 1, 0)`, `'2003-12-31T10:14:55Z'` or `'Thu, 01 Jan 2004 19:48:21 GMT'`.
fn day(literal: &str) -> Option<Date> {
    if let Some(tuple) = literal.strip_prefix('(') {
        let parts: Vec<u16> = tuple.split(',').map_while(|part| part.trim().parse().ok()).collect();
        let [year, month, day, ..] = parts[..] else { return None };
        return Date::day_of(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok();
    }
    let text = unquoted(literal);
    let head = text.get(..10).and_then(|head| head.parse().ok());
    head.or_else(|| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let [_, day, month, year, ..] = words[..] else { return None };
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = months.iter().position(|name| *name == month)? + 1;
        Date::day_of(year.parse().ok()?, u8::try_from(month).ok()?, day.parse().ok()?).ok()
    })
}

/// Whether two days are the same or follow one another.
fn are_neighbours(one: Date, other: Date) -> bool {
    let civil = |date: Date| {
        let (year, month, day) = (i16::try_from(date.year()).ok()?, date.month()?, date.day()?);
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let apart = civil(one).zip(civil(other)).and_then(|(one, other)| one.until(other).ok());
    apart.is_some_and(|span| span.get_days().abs() <= 1)
}
