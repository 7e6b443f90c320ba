//! Data files and notes of the shapes they are saved in, each against the articles it holds.

use std::path::Path;

use dateline::article::Article;
use dateline::ingest::{self, Page, Rules};

/// What is looked at of an article, a field a word or more, none as `-`.
fn seen(article: &Article) -> String {
    let or_none = |text: Option<&str>| text.filter(|text| !text.is_empty()).unwrap_or("-").to_owned();
    let who = &article.attribution;
    let date = article.dates.published.map(|dated| dated.date.to_string());
    let body: Vec<&str> = article.body.iter().map(|block| &*block.text).collect();
    let parts = [
        article.source.lines.first.to_string(),
        article.headline.text.to_string(),
        or_none(date.as_deref()),
        or_none(who.byline.as_deref()),
        or_none(article.kicker.as_deref()),
        body.join(" / "),
    ];
    parts.join(" | ")
}

fn read(name: &str, bytes: &[u8]) -> Page {
    let mut pages = ingest::read(Path::new(name), bytes, &Rules::default());
    assert_eq!(pages.len(), 1, "{name}");
    pages.remove(0)
}

#[track_caller]
fn check(name: &str, text: &str, expected: &[&str]) {
    let page = read(name, text.as_bytes());
    let articles: Vec<String> = page.articles.iter().map(seen).collect();
    assert_eq!(articles, expected, "{name}: {:?}\n{text}", page.problems);
}

#[test]
fn collections_of_crawled_news_are_read() {
    check(
        "crawl.jsonl",
        r#"{"authors": ["Ana Ruiz", "Jo Dee"], "date_download": "2020-06-01 10:00:00", "date_modify": null, "date_publish": "2020-05-01 08:00:00", "description": "The dam opened on Monday...", "filename": "x.html", "language": "en", "maintext": "The dam opened on Monday after ten years.\nWater reached the fields.", "source_domain": "example.org", "title": "Dam opens", "url": "https://example.org/dam"}
{"authors": [], "date_publish": null, "maintext": "A ferry sank off the coast.", "title": null, "url": "https://example.org/ferry"}
"#,
        &[
            "1 | Dam opens | 2020-05-01 | Ana Ruiz, Jo Dee | - | The dam opened on Monday after ten years. / Water reached the fields.",
            "2 | A ferry sank off the coast | - | - | - | A ferry sank off the coast.",
        ],
    );
    check(
        "extracted.json",
        r#"{"title": "Dam opens", "author": "Ana Ruiz", "hostname": "example.org", "date": "2020-05-01", "categories": "World", "tags": "", "fingerprint": "ab12", "raw_text": "Dam opens The dam opened. Water came.", "text": "The dam opened.\nWater came.", "language": null, "comments": ""}"#,
        &["1 | Dam opens | 2020-05-01 | Ana Ruiz | World | The dam opened. / Water came."],
    );
}

#[test]
fn tables_of_news_are_read() {
    check(
        "all.csv",
        ",id,title,publication,author,date,year,month,url,content\r\n0,17283,\"Dam opens, at last - The Paper\",The Paper,Ana Ruiz,2016-12-31,2016.0,12.0,,\"The dam opened.\r\n\r\nWater came.\"\r\n1,17284,Ferry sinks,The Paper,,2017-06-19,2017.0,6.0,,It sank off the coast.\r\n",
        &[
            "2 | Dam opens, at last - The Paper | 2016-12-31 | Ana Ruiz | - | The dam opened. / Water came.",
            "3 | Ferry sinks | 2017-06-19 | - | - | It sank off the coast.",
        ],
    );
    check(
        "classes.csv",
        "Class Index,Title,Description\n3,Dam opens,The dam opened on Monday after ten years of work.\n",
        &["2 | Dam opens | - | - | - | The dam opened on Monday after ten years of work."],
    );
    check(
        "german.csv",
        "Datum;headline;text\n01.05.2020;Dam opens;It opened, at last; all cheered.\n",
        &["2 | Dam opens | - | - | - | It opened, at last; all cheered."],
    );
    check(
        "labelled.tsv",
        "category\tfilename\ttitle\tcontent\nbusiness\t001.txt\tDam opens\tThe dam \"opened\" on Monday.\n",
        &["2 | Dam opens | - | - | business | The dam \"opened\" on Monday."],
    );
}

#[test]
fn answers_of_news_services_are_read() {
    check(
        "service.json",
        r#"{"status": "ok", "totalResults": 1, "articles": [{"source": {"id": null, "name": "The Paper"}, "author": "Ana Ruiz", "title": "Dam opens", "description": "The dam opened.", "url": "https://example.org/dam", "urlToImage": "https://example.org/dam.jpg", "publishedAt": "2020-05-01T08:00:00Z", "content": "The dam opened on Monday. Water came to the fields."}]}"#,
        &["1 | Dam opens | 2020-05-01 | Ana Ruiz | - | The dam opened on Monday. Water came to the fields."],
    );
    check(
        "paper.json",
        r#"{"response": {"status": "ok", "results": [{"id": "world/dam", "sectionName": "World news", "webTitle": "Dam opens", "webPublicationDate": "2020-05-01T08:00:00Z", "webUrl": "https://example.org/dam", "fields": {"headline": "Dam opens", "byline": "Ana Ruiz", "bodyText": "The dam opened. Water came."}}]}}"#,
        &["1 | Dam opens | 2020-05-01 | Ana Ruiz | World news | The dam opened. Water came."],
    );
    check(
        "archive.json",
        r#"{"copyright": "c", "response": {"docs": [{"abstract": "The dam opened on Monday.", "web_url": "https://example.org/dam", "lead_paragraph": "The dam opened on Monday, at last, after ten years.", "source": "The Paper", "headline": {"main": "Dam opens", "kicker": null}, "pub_date": "2020-05-01T08:00:00+0000", "section_name": "World", "byline": {"original": "By Ana Ruiz", "person": []}}], "meta": {"hits": 1}}}"#,
        &[
            "1 | Dam opens | 2020-05-01 | Ana Ruiz | World | The dam opened on Monday, at last, after ten years.",
        ],
    );
    check(
        "posts.json",
        r#"[{"id": 7, "date": "2020-05-01T08:00:00", "modified": "2020-05-02T08:00:00", "slug": "dam", "link": "https://example.org/dam", "title": {"rendered": "Dam opens"}, "content": {"rendered": "<p>The dam opened.</p>\n<p>Water came.</p>\n", "protected": false}, "excerpt": {"rendered": "<p>The dam opened.</p>"}, "author": 5}]"#,
        &["1 | Dam opens | 2020-05-01 | - | - | The dam opened. / Water came."],
    );
    check(
        "search.json",
        r#"{"took": 3, "hits": {"total": 1, "hits": [{"_index": "news", "_id": "7", "_source": {"headline": "Dam opens", "articleBody": "The dam opened on Monday.", "datePublished": "2020-05-01", "author": {"@type": "Person", "name": "Ana Ruiz"}, "articleSection": ["World"]}}]}}"#,
        &["1 | Dam opens | 2020-05-01 | Ana Ruiz | World | The dam opened on Monday."],
    );
}

#[test]
fn encodings_of_data_do_not_matter() {
    let text = "title,text\nDam opens in Zinder,L’eau est arrivée.\n";
    let expected = ["2 | Dam opens in Zinder | - | - | - | L’eau est arrivée."];
    check("plain.csv", text, &expected);
    check("marked.csv", &format!("\u{feff}{text}"), &expected);
    let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let articles: Vec<String> = read("wide.csv", &wide).articles.iter().map(seen).collect();
    assert_eq!(articles, expected);
    check(
        "marked.json",
        "\u{feff}[{\"title\": \"Dam opens\", \"text\": \"The dam opened.\"},]",
        &["1 | Dam opens | - | - | - | The dam opened."],
    );
}

#[test]
fn notes_are_read() {
    check(
        "clip.md",
        "---\ntitle: \"Dam opens\"\nsource: \"https://example.org/dam\"\nauthor:\n  - \"[[Ana Ruiz]]\"\npublished: 2020-05-01\ncreated: 2023-01-01\ntags:\n  - \"clippings\"\n---\nThe dam **opened**.\n\n[Water](https://example.org/water) came.\n",
        &["11 | Dam opens | 2020-05-01 | Ana Ruiz | - | The dam opened. / Water came."],
    );
    check(
        "post.md",
        "+++\ntitle = \"Dam opens\"\ndate = 2020-05-01T08:00:00Z\nauthors = [\"Ana Ruiz\"]\n+++\n\n# Dam opens\n\nThe dam opened.\n",
        &["7 | Dam opens | 2020-05-01 | Ana Ruiz | - | The dam opened."],
    );
    check(
        "bare.md",
        "# Dam opens\n\n*By Ana Ruiz*\n\nThe dam opened.\n",
        &["1 | Dam opens | - | Ana Ruiz | - | The dam opened."],
    );
}
