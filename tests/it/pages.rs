//! Pages through the loader: written pages against their expected JSON, the sample pages, the development set
//! where it is at hand, and the laws that hold for every page.
//!
//! `DATELINE_BLESS=1 cargo test` rewrites the expected JSON; read the difference before keeping it.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot read its page has failed")]

mod feeds;
mod laws;
mod linear;
mod scripts;

use std::fs;
use std::path::{Path, PathBuf};

use dateline::article::{
    Article, ArticleJson, BlockKind, Detail, HeadlineOrigin, RemovedJson, StoryId, Tags, Triage,
};
use dateline::ingest::{self, Page, Rules};
use serde_json::{Value, json};

fn read(path: &Path) -> Page {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read_one(path, &bytes)
}

/// Reads bytes that are one page.
fn read_one(path: &Path, bytes: &[u8]) -> Page {
    let mut pages = ingest::read(path, bytes, &Rules::default());
    assert_eq!(pages.len(), 1, "{}", path.display());
    pages.remove(0)
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    paths
}

fn page_json(page: &Page) -> Value {
    let (tags, triage) = (Tags::default(), Triage::default());
    let article = |article: &Article| {
        let story = StoryId::from(article.id);
        ArticleJson { article, tags: &tags, triage: &triage, story, copies: 1, related: &[] }
            .value(Detail::Full)
    };
    let problem = |problem: &dateline::article::Problem| json!({"kind": problem.kind.name(), "lines": problem.lines, "message": problem.message});
    json!({
        "articles": page.articles.iter().map(article).collect::<Vec<_>>(),
        "removed": page.removed.iter().map(RemovedJson::from).collect::<Vec<_>>(),
        "problems": page.problems.iter().map(problem).collect::<Vec<_>>(),
    })
}

#[test]
fn written_pages_come_out_as_expected() {
    let bless = std::env::var_os("DATELINE_BLESS").is_some();
    let folder = Path::new("tests/it/pages");
    let pages = [files(folder, "txt"), files(folder, "html")].concat();
    assert!(pages.len() >= 21, "the pages are missing");
    for path in pages {
        let found = format!("{:#}\n", page_json(&read(&path)));
        let expected = path.with_extension("json");
        if bless {
            fs::write(&expected, &found).unwrap();
        }
        let known = fs::read_to_string(&expected).unwrap_or_default();
        assert!(found == known, "{} differs; bless and read the difference:\n{found}", path.display());
    }
}

/// Files of every format lie in one folder; what is expected of `a.eml` lies in `a.eml.expected.json`.
#[test]
fn written_files_of_each_format_come_out_as_expected() {
    let bless = std::env::var_os("DATELINE_BLESS").is_some();
    let entries = fs::read_dir("tests/it/formats").unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| !path.to_string_lossy().ends_with(".expected.json"));
    paths.sort();
    assert!(paths.len() >= 7, "the files are missing");
    for path in paths {
        let pages = ingest::read(&path, &fs::read(&path).unwrap(), &Rules::default());
        let found: Vec<Value> = pages.iter().map(page_json).collect();
        let found = format!("{:#}\n", Value::from(found));
        let expected = PathBuf::from(format!("{}.expected.json", path.display()));
        if bless {
            fs::write(&expected, &found).unwrap();
        }
        let known = fs::read_to_string(&expected).unwrap_or_default();
        assert!(found == known, "{} differs; bless and read the difference:\n{found}", path.display());
    }
}

#[test]
fn first_sample_page_is_one_article_with_a_derived_headline() {
    let page = read(Path::new("seeds/000_a899b6af46aa97f2.txt"));
    let [article] = &page.articles[..] else { panic!("{} articles", page.articles.len()) };
    assert_eq!(article.headline.origin, HeadlineOrigin::Derived);
    assert!(article.body[0].text.starts_with(article.headline.text.as_str()));
    assert_eq!(article.dates.published.map(|dated| dated.date.to_string()).as_deref(), Some("2023-11-10"));
    assert_eq!(article.body.len(), 9);
    assert!(article.body.iter().all(|block| block.kind == BlockKind::Paragraph));
    assert!(article.body[0].text.starts_with("In light of recent events"));
    assert!(article.body[8].text.ends_with("unyielding spirit of its people."));
    assert!(article.captions.is_empty() && page.problems.is_empty());
}

#[test]
fn second_sample_page_is_four_articles_without_a_repeat() {
    let path = Path::new("seeds/004_385f06038a73da51.txt");
    let page = read(path);
    let credits: Vec<_> = page.articles.iter().map(|article| article.captions[0].credit.as_deref()).collect();
    assert_eq!(credits, [Some("Reuters"), Some("EPA"), Some("AFP"), Some("AP")]);
    assert_eq!(page.articles.iter().map(|article| article.body.len()).collect::<Vec<_>>(), [25, 19, 11, 17]);
    assert!(
        page.articles.iter().all(|article| article.captions.len() == 1 && article.dates.published.is_none())
    );
    let subheadings: Vec<_> = page
        .articles
        .iter()
        .flat_map(|article| &article.body)
        .filter(|block| block.kind == BlockKind::Subheading)
        .collect();
    assert_eq!(
        subheadings.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(),
        ["Official commemorations"]
    );
    let kept: Vec<String> = page.articles.iter().flat_map(kept_texts).collect();
    assert!(kept.iter().all(|text| text != "TT"));
    let mut once = kept.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), kept.len(), "a text stands twice");
    assert_paragraphs_are_whole(path, &page);
}

fn kept_texts(article: &Article) -> Vec<String> {
    let captions = article.captions.iter().map(|caption| caption.text.to_string());
    let body = article.body.iter().map(|block| block.text.to_string());
    [article.headline.text.to_string()].into_iter().chain(captions).chain(body).collect()
}

/// Every long line of the sample stands in a body as it stands in the file, in the file's order.
fn assert_paragraphs_are_whole(path: &Path, page: &Page) {
    let file = fs::read_to_string(path).unwrap();
    let bodies: Vec<&str> =
        page.articles.iter().flat_map(|article| &article.body).map(|block| block.text.as_str()).collect();
    let repeated = |line: &&str| file.lines().filter(|other| other.trim() == line.trim()).count() > 1;
    let prose: Vec<&str> = file
        .lines()
        .map(str::trim)
        .filter(|line| line.ends_with(['.', '”', '"']) && !repeated(line))
        .collect();
    let paragraphs: Vec<&str> =
        bodies.iter().copied().filter(|text| *text != "Official commemorations").collect();
    assert_eq!(paragraphs, prose);
}

#[test]
fn development_pages_are_wholly_right() {
    let (pages, gold) = (Path::new("../shared/data/eval/pages"), Path::new("../shared/data/eval/pages-gold"));
    if !pages.is_dir() {
        println!("skipped: the development pages are not at hand");
        return;
    }
    for path in files(pages, "txt") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let expected = fs::read_to_string(gold.join(format!("{name}.gold.json"))).unwrap();
        let expected: Value = serde_json::from_str(&expected).unwrap();
        let page = read(&path);
        laws::assert_accounted(&fs::read_to_string(&path).unwrap(), &page);
        let found: Vec<Value> = page.articles.iter().map(comparable).collect();
        let expected: Vec<Value> =
            expected["articles"].as_array().unwrap().iter().map(expected_article).collect();
        assert_eq!(found, expected, "{name}");
    }
}

fn comparable(article: &Article) -> Value {
    let printed = article.headline.origin == HeadlineOrigin::Page;
    json!({
        "headline": printed.then(|| visible(&article.headline.text)),
        "captions": article.captions.iter().map(|caption| visible(&caption.text)).collect::<Vec<_>>(),
        "standfirst": article.standfirst.iter().map(|point| visible(&point.text)).collect::<Vec<_>>(),
        "body": article.body.iter().map(|block| visible(&block.text)).collect::<Vec<_>>(),
        "date": article.dates.published.map(|dated| dated.date.to_string()),
    })
}

fn expected_article(expected: &Value) -> Value {
    let texts = |name: &str| {
        let list = expected[name].as_array().into_iter().flatten();
        list.filter_map(Value::as_str).map(visible).collect::<Vec<_>>()
    };
    json!({
        "headline": expected["headline"].as_str().map(visible),
        "captions": texts("captions"),
        "standfirst": texts("standfirst"),
        "body": texts("body"),
        "date": expected["date"].as_str(),
    })
}

/// White space folded and invisible joiners dropped, as cleaning does.
fn visible(text: &str) -> String {
    let shown: String = text.chars().filter(|letter| !matches!(letter, '\u{200b}'..='\u{200f}')).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}
