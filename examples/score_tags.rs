//! Scores the tagger on labelled news that is not part of the project.
//!
//! `cargo run --release --example score_tags -- FOLDER [--errors SET] [--labels FILE]` reads what it finds of
//! `geo/reuters_train.jsonl.gz`, `geo/lgl.jsonl`, `topics/events_to_2018.jsonl.gz` and `topics/huffpost_dev.jsonl.gz`
//! (`gzip` must be installed), and prints precision, recall and F1, and the speed of tagging alone. With a file of
//! labels (`id`, `about`, `mentioned`) it scores the articles of `wikinews.jsonl` that have one, too.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::hint::black_box;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use dateline::article::{Article, Tag, Tags};
use dateline::classify::{Context, Home, Subject, Tagger};
use dateline::text::SafeText;
use serde_json::Value;

type Failure = Box<dyn Error>;

/// Articles that are timed together.
const PART: usize = 50;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.first().map(Path::new) else {
        return Err("usage: score_tags FOLDER [--errors SET] [--labels FILE]".into());
    };
    let option =
        |name: &str| arguments.iter().position(|word| word == name).and_then(|at| arguments.get(at + 1));
    let errors = option("--errors");
    let mut out = io::stdout().lock();
    let began = Instant::now();
    let tagger = Tagger::new();
    writeln!(out, "tables loaded in {:.2} ms", began.elapsed().as_secs_f64() * 1e3)?;
    for set in ["geo/reuters_train.jsonl.gz", "geo/lgl.jsonl"] {
        let Some(rows) = rows(&folder.join(set))? else {
            writeln!(out, "{set}: not there, passed over")?;
            continue;
        };
        let sample = Sample { set, rows: &rows, homes: &[] };
        let tell_errors = errors.is_some_and(|name| set.contains(name.as_str()));
        score_places(&mut out, &tagger, sample, tell_errors)?;
        if rows.iter().any(|row| row["feed"].is_string()) {
            let (set, homes) = (&*format!("{set} with home countries"), &*homes(&tagger, &rows));
            score_places(&mut out, &tagger, Sample { set, homes, ..sample }, tell_errors)?;
        }
    }
    if let Some(labels) = option("--labels") {
        match labelled(&folder.join("wikinews.jsonl"), Path::new(labels))? {
            Some(rows) => {
                let tell_errors = errors.is_some_and(|name| name == "wikinews");
                let sample = Sample { set: "wikinews.jsonl", rows: &rows, homes: &[] };
                score_places(&mut out, &tagger, sample, tell_errors)?;
            }
            None => writeln!(out, "wikinews.jsonl or {labels}: not there, passed over")?,
        }
    }
    for set in ["topics/events_to_2018.jsonl.gz", "topics/huffpost_dev.jsonl.gz"] {
        let Some(rows) = rows(&folder.join(set))? else {
            writeln!(out, "{set}: not there, passed over")?;
            continue;
        };
        score_topics(&mut out, &tagger, set, &rows, errors.is_some_and(|name| set.contains(name.as_str())))?;
    }
    Ok(())
}

/// The rows of a file of JSON lines, unpacked by `gzip` where its name says so; nothing where there is no file.
fn rows(path: &Path) -> Result<Option<Vec<Value>>, Failure> {
    if !path.exists() {
        return Ok(None);
    }
    let text = if path.extension().is_some_and(|ending| ending == "gz") {
        String::from_utf8(Command::new("gzip").arg("-dc").arg(path).output()?.stdout)?
    } else {
        std::fs::read_to_string(path)?
    };
    Ok(Some(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?))
}

/// The articles of the first file that the second has labels for; nothing where either is not there.
fn labelled(articles: &Path, labels: &Path) -> Result<Option<Vec<Value>>, Failure> {
    let (Some(mut articles), Some(labels)) = (rows(articles)?, rows(labels)?) else { return Ok(None) };
    let labels: BTreeMap<&str, &Value> =
        labels.iter().filter_map(|row| Some((row["id"].as_str()?, row))).collect();
    articles.retain_mut(|row| {
        let label = row["id"].as_str().and_then(|id| labels.get(id));
        if let Some(label) = label {
            row["headline"] = row["title"].take();
            row["about"] = label["about"].clone();
            row["mentioned"] = label["mentioned"].clone();
        }
        label.is_some()
    });
    Ok(Some(articles))
}

/// True and false positives and false negatives by code.
#[derive(Default)]
struct Counts(BTreeMap<String, [f64; 3]>);

impl Counts {
    fn add(&mut self, found: &BTreeSet<String>, gold: &BTreeSet<String>) {
        for code in found.union(gold) {
            let case = match (found.contains(code), gold.contains(code)) {
                (true, true) => 0,
                (true, false) => 1,
                (false, _) => 2,
            };
            self.0.entry(code.clone()).or_default()[case] += 1.0;
        }
    }

    /// Precision, recall and F1 over all codes, in percent.
    fn micro(&self) -> [f64; 3] {
        let sum = |case: usize| self.0.values().map(|counts| counts[case]).sum::<f64>();
        measures([sum(0), sum(1), sum(2)])
    }

    /// The mean F1 of the codes with at least five articles in the gold.
    fn macro_f1(&self) -> f64 {
        let common: Vec<f64> =
            self.0.values().filter(|c| c[0] + c[2] >= 5.0).map(|counts| measures(*counts)[2]).collect();
        common.iter().sum::<f64>() / f64::from(u32::try_from(common.len()).unwrap_or(1).max(1))
    }
}

fn measures([right, wrong, missed]: [f64; 3]) -> [f64; 3] {
    let share = |whole: f64| if whole > 0.0 { 100.0 * right / whole } else { 0.0 };
    [share(right + wrong), share(right + missed), share(f64::midpoint(2.0 * right, wrong + missed))]
}

/// Articles to score places on.
#[derive(Clone, Copy)]
struct Sample<'a> {
    set: &'a str,
    rows: &'a [Value],
    /// The home country of the source of each article; empty where none is taken to be known.
    homes: &'a [Option<Home>],
}

/// The home country of each article's source: the one that most of the others of that source are about.
fn homes(tagger: &Tagger, rows: &[Value]) -> Vec<Option<Home>> {
    let home = |(place, row): (usize, &Value)| {
        let others = rows.iter().enumerate().filter(|(other, _)| *other != place);
        let same = others.filter(|(_, other)| other["feed"] == row["feed"]);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for code in same.flat_map(|(_, other)| strings(&other["about"])) {
            *counts.entry(code).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).and_then(|(code, _)| tagger.home(&code))
    };
    rows.iter().enumerate().map(home).collect()
}

fn score_places(
    out: &mut impl Write,
    tagger: &Tagger,
    Sample { set, rows, homes }: Sample<'_>,
    tell_errors: bool,
) -> Result<(), Failure> {
    let subregions = subregions(tagger);
    let articles: Vec<Article> = rows.iter().map(article).collect();
    let tag = |place: usize, article: &Article| match homes.get(place).copied().flatten() {
        Some(home) => tagger.tag_in(Context { home: Some(home), ..Context::default() }, article),
        None => tagger.tag(article),
    };
    let (tags, speed) = tag_all(tag, &articles);
    let (mut mention, mut about, mut region) = (Counts::default(), Counts::default(), Counts::default());
    let mut first_right = 0.0;
    for (row, tags) in rows.iter().zip(&tags) {
        let (gold_mention, gold_about) = (strings(&row["mentioned"]), strings(&row["about"]));
        let found_about = codes(&tags.countries);
        let found_mention = found_about.union(&codes(&tags.mentioned)).cloned().collect();
        mention.add(&found_mention, &gold_mention);
        about.add(&found_about, &gold_about);
        let in_regions = |codes: &BTreeSet<String>| {
            codes.iter().filter_map(|code| subregions.get(code)).cloned().collect::<BTreeSet<_>>()
        };
        region.add(&in_regions(&found_about), &in_regions(&gold_about));
        if tags.countries.first().is_some_and(|first| gold_about.contains(first.code.as_str())) {
            first_right += 1.0;
        }
        if tell_errors && found_about != gold_about {
            writeln!(out, "{} gold {gold_about:?} found {}", row["id"], told(&tags.countries))?;
            writeln!(out, "    {} | {}", row["headline"], row["dateline"])?;
        }
    }
    writeln!(out, "{set}: {} articles, {speed}", rows.len())?;
    for (name, counts) in [("mention", &mention), ("about", &about), ("subregion", &region)] {
        let [precision, recall, f1] = counts.micro();
        let macro_f1 = counts.macro_f1();
        writeln!(out, "    {name:9} P {precision:.1} R {recall:.1} F1 {f1:.1}  macro F1 {macro_f1:.1}")?;
    }
    let share = 100.0 * first_right / f64::from(u32::try_from(rows.len())?);
    writeln!(out, "    first country right {share:.1} %")?;
    Ok(())
}

fn score_topics(
    out: &mut impl Write,
    tagger: &Tagger,
    set: &str,
    rows: &[Value],
    tell_errors: bool,
) -> Result<(), Failure> {
    let articles: Vec<Article> = rows.iter().map(article).collect();
    let (tags, speed) = tag_all(|_, article| tagger.tag(article), &articles);
    let known: BTreeSet<&str> =
        rows.iter().filter_map(|row| row["topic"].as_str()).flat_map(|t| t.split('|')).collect();
    let mut counts = Counts::default();
    let (mut right, mut among, mut none) = (0.0, 0.0, 0.0);
    for (row, tags) in rows.iter().zip(&tags) {
        let gold = row["topic"].as_str().unwrap_or_default();
        let is_gold = |tag: &&Tag| gold.split('|').any(|topic| topic == tag.label.as_str());
        // The set knows only some of the topics, and only one for each article.
        let first = tags.topics.iter().find(|tag| known.contains(tag.label.as_str()));
        none += f64::from(u8::from(first.is_none()));
        among += f64::from(u8::from(tags.topics.iter().any(|tag| is_gold(&tag))));
        let hit = first.is_some_and(|first| is_gold(&first));
        right += f64::from(u8::from(hit));
        let found =
            if hit { gold.to_owned() } else { first.map_or(String::new(), |tag| tag.label.to_string()) };
        counts.add(&BTreeSet::from([found]), &BTreeSet::from([gold.to_owned()]));
        if tell_errors && !hit {
            writeln!(
                out,
                "gold {gold} found {} | {} | {}",
                told(&tags.topics),
                row["headline"],
                row["text"]
            )?;
        }
    }
    let share = |count: f64| 100.0 * count / f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    counts.0.remove("");
    writeln!(out, "{set}: {} articles, {speed}", rows.len())?;
    let (right, among, none) = (share(right), share(among), share(none));
    writeln!(out, "    first topic right {right:.1} %, macro F1 {:.1}", counts.macro_f1())?;
    writeln!(out, "    among those shown {among:.1} %, no topic of the set {none:.1} %")?;
    Ok(())
}

/// Tags all articles, and tells the speed: the sum over small parts of the best of five, so that another program
/// on the machine spoils only single parts.
fn tag_all(tag: impl Fn(usize, &Article) -> Tags, articles: &[Article]) -> (Vec<Tags>, String) {
    let bytes: usize = articles.iter().flat_map(|article| &article.body).map(|block| block.text.len()).sum();
    let mut spent = Duration::ZERO;
    for (number, part) in articles.chunks(PART).enumerate() {
        let once = || {
            let began = Instant::now();
            for (place, article) in (number * PART..).zip(part) {
                black_box(tag(place, article));
            }
            began.elapsed()
        };
        spent += (0..5).map(|_| once()).min().unwrap_or_default();
    }
    let megabytes = f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6;
    let speed = format!("{megabytes:.1} MB of bodies at {:.1} MB/s", megabytes / spent.as_secs_f64());
    (articles.iter().enumerate().map(|(place, article)| tag(place, article)).collect(), speed)
}

fn article(row: &Value) -> Article {
    let field = |name: &str| row[name].as_str().unwrap_or_default().trim();
    let (headline, text) = (field("headline"), field("text"));
    let mut article = Article::plain(headline, text.split("\n    ").flat_map(|part| part.split("\n\n")));
    let dateline = field("dateline").trim_end_matches(['-', ' ']);
    article.attribution.dateline = (!dateline.is_empty()).then(|| SafeText::label(dateline));
    article
}

/// The M49 subregion of every country.
fn subregions(tagger: &Tagger) -> BTreeMap<String, String> {
    let countries = tagger.entries().iter().filter(|entry| entry.subject == Subject::Country);
    countries.filter_map(|entry| Some((entry.code.clone(), entry.parents.first()?.clone()))).collect()
}

fn codes(tags: &[Tag]) -> BTreeSet<String> {
    tags.iter().map(|tag| tag.code.to_string()).collect()
}

fn strings(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// Tags with their evidence in one line.
fn told(tags: &[Tag]) -> String {
    let one = |tag: &Tag| {
        let words: Vec<&str> = tag.evidence.iter().map(|evidence| evidence.text.as_str()).collect();
        format!("{} ({})", tag.label.as_str(), words.join(", "))
    };
    tags.iter().map(one).collect::<Vec<_>>().join("; ")
}
