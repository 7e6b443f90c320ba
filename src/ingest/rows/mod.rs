//! Data files to articles, one a row: JSON in any layout, and delimited text.
//!
//! `json` and `delimited` cut a file into rows, `names` knows what fields are called, `row` finds the parts of an
//! article among the fields, and `story` makes the article. No stage knows a site or one data set.

mod delimited;
mod frame;
mod json;
mod markup;
mod mend;
mod names;
mod row;
mod story;
mod unnamed;

use std::path::Path;

use serde_json::Value;

use crate::article::{DateOrigin, Dated, Lines, Problem, ProblemKind};
use crate::text::{Decoded, SafeText};

use super::draft::Stated;
use super::forms::dates::NumericOrder;
use super::forms::numeric;
use super::rules::Rules;
use super::{Format, Page, SoFar};
pub(super) use names::Names;
pub use names::Slot;

use delimited::Table;
use json::{Fault, Layout, Values};
use row::Row;

/// How many rows are looked at to tell articles from other data.
const SAMPLE: usize = 40;

/// Reads JSON in any layout.
pub(super) fn read_json(path: &Path, decoded: &Decoded, rules: &Rules, tell: &dyn Fn(SoFar)) -> Page {
    let (text, names) = (decoded.text.as_str(), rules.names_in(path));
    let layout = json::layout(text);
    let format = match layout {
        Layout::Lines => Format::JsonLines,
        Layout::Sequence => Format::Json,
    };
    let mut rows = Rows::new(path, format, rules);
    if let Some(table) = frame(text, layout, names) {
        for (row, value) in (1..).zip(table) {
            rows.add(row, Ok(value));
        }
        return rows.finish();
    }
    let mut values = inner(text, layout, names).unwrap_or_else(|| Values::of(text, layout));
    if holds_articles(values.clone().filter_map(|read| read.value.ok()), names) {
        while let Some(read) = values.next() {
            rows.add(read.row, read.value);
            tell(rows.so_far(values.passed()));
        }
    } else {
        rows.page.problems.extend(faults(values));
    }
    rows.finish()
}

/// Reads delimited text whose first row names the fields.
pub(super) fn read_table(path: &Path, decoded: &Decoded, rules: &Rules, tell: &dyn Fn(SoFar)) -> Page {
    let (text, names) = (decoded.text.as_str(), rules.names_in(path));
    let mut rows = Rows::new(path, Format::Table, rules);
    let Some(table) = Table::of(text, names) else { return rows.finish() };
    if holds_articles(table.records().map(|record| record.fields), names) {
        let mut records = table.records();
        while let Some(record) = records.next() {
            if let Some(fault) = record.fault {
                rows.fault(record.row, &fault);
            }
            rows.add(record.row, Ok(record.fields));
            tell(rows.so_far(records.passed()));
        }
    }
    rows.finish()
}

/// What fields state about an article with this text: the front matter of a note.
pub(super) fn stated(fields: &Value, names: &Names, text: &str) -> Stated {
    story::stated_beside(&Row::of(fields, names), text)
}

/// The rows of the table that the one object of the text is.
fn frame(text: &str, layout: Layout, names: &Names) -> Option<Vec<Value>> {
    if layout != Layout::Sequence || !frame::may_be(text) {
        return None;
    }
    let mut values = Values::of(text, layout);
    let whole = values.next()?.value.ok().filter(|_| values.next().is_none())?;
    frame::tables(&whole).find(|rows| holds_articles(rows.iter().cloned(), names))
}

/// The values of the array of articles inside the one object that the text is.
fn inner<'t>(text: &'t str, layout: Layout, names: &Names) -> Option<Values<'t>> {
    if layout != Layout::Sequence || !text.trim_start().starts_with('{') {
        return None;
    }
    let arrays = json::arrays(text).into_iter().map(|array| Values::within(text, array));
    let fitting =
        arrays.filter(|values| holds_articles(values.clone().filter_map(|read| read.value.ok()), names));
    let inner = fitting.max_by_key(|values| values.clone().take(SAMPLE).count())?;
    // An article may list others, with texts of their own.
    let own = Values::of(text, layout).next()?.value.ok();
    let is_article = own.is_some_and(|value| story::has_body(&Row::of(&value, names)));
    (!is_article).then_some(inner)
}

/// Whether at least every fourth of the first rows is an article.
fn holds_articles(values: impl Iterator<Item = Value>, names: &Names) -> bool {
    let (mut articles, mut all) = (0, 0);
    for value in values.take(SAMPLE) {
        all += 1;
        articles += usize::from(!articles_in(&value, names).is_empty());
    }
    articles > 0 && articles * 4 >= all
}

/// The articles in a value: itself, or the elements of an array it holds.
fn articles_in<'v>(value: &'v Value, names: &Names) -> Vec<&'v Value> {
    if story::is_article(&Row::of(value, names)) {
        return vec![value];
    }
    let Value::Object(fields) = value else { return Vec::new() };
    let nested = fields.values().filter_map(Value::as_object).flat_map(serde_json::Map::values);
    let arrays = fields.values().chain(nested).filter_map(Value::as_array);
    let articles = |array: &'v Vec<Value>| -> Vec<&'v Value> {
        array.iter().filter(|value| story::is_article(&Row::of(value, names))).collect()
    };
    arrays.map(articles).find(|articles| !articles.is_empty()).unwrap_or_default()
}

/// The rows that could not be read.
fn faults(values: Values<'_>) -> Vec<Problem> {
    values.filter_map(|read| Some(broken(read.row, &read.value.err()?))).collect()
}

fn broken(row: u32, fault: &Fault) -> Problem {
    let place = if usize::try_from(row).is_ok_and(|row| row == fault.line) {
        String::new()
    } else {
        format!(" (line {})", fault.line)
    };
    let message = SafeText::label(&format!("A row could not be read{place}: {}.", fault.message));
    Problem { kind: ProblemKind::Malformed, lines: Some(Lines::one(row)), message }
}

/// The page of a data file while its rows arrive.
struct Rows<'r> {
    page: Page,
    rules: &'r Rules,
    names: &'r Names,
    /// Articles whose date waits for what the other rows tell of the order of day and month.
    waiting: Vec<(usize, String)>,
    order: Option<NumericOrder>,
}

impl<'r> Rows<'r> {
    fn new(path: &Path, format: Format, rules: &'r Rules) -> Self {
        Self {
            page: Page::empty(path, format),
            rules,
            names: rules.names_in(path),
            waiting: Vec::new(),
            order: None,
        }
    }

    fn add(&mut self, row: u32, value: Result<Value, Fault>) {
        let value = match value {
            Ok(value) => value,
            Err(fault) => return self.fault(row, &fault),
        };
        let before = self.page.articles.len();
        self.add_article(row, &value);
        if self.page.articles.len() == before {
            for inner in articles_in(&value, self.names) {
                self.add_article(row, inner);
            }
        }
        if self.page.articles.len() == before && !row::is_empty(&value) {
            self.silent(row);
        }
    }

    fn add_article(&mut self, row: u32, value: &Value) {
        let path = self.page.path.clone();
        let parts = Row::of(value, self.names);
        self.learn_order(&parts);
        let Some(story) = story::story(&path, &parts, Lines::one(row), self.rules) else { return };
        self.page.hidden += story.hidden;
        let place = self.page.articles.len();
        self.waiting.extend(story.unsettled.map(|date| (place, date)));
        self.page.articles.push(story.article);
    }

    fn fault(&mut self, row: u32, fault: &Fault) {
        self.page.problems.push(broken(row, fault));
    }

    /// Tells of rows without a text, those in a row together.
    fn silent(&mut self, row: u32) {
        let message = "The row has no text of an article.";
        match self.page.problems.last_mut() {
            Some(Problem { kind: ProblemKind::NoArticle, lines: Some(lines), .. })
                if lines.last + 1 == row =>
            {
                lines.last = row;
            }
            _ => self.page.problems.push(Problem {
                kind: ProblemKind::NoArticle,
                lines: Some(Lines::one(row)),
                message: SafeText::label(message),
            }),
        }
    }

    /// Learns from the dates of a row which number of a numeric date is the day.
    fn learn_order(&mut self, row: &Row<'_>) {
        let dates: Vec<String> = row.texts(Slot::Published).chain(row.texts(Slot::Updated)).collect();
        let told = numeric::numeric_order(dates.iter().map(String::as_str));
        self.order = match (self.order, told) {
            (known, NumericOrder::Unsettled) => known,
            (None, told) => Some(told),
            // Once rows contradict one another none is believed.
            (Some(known), told) => Some(if known == told { known } else { NumericOrder::Unsettled }),
        };
    }

    fn so_far(&self, bytes: usize) -> SoFar {
        SoFar { bytes, articles: self.page.articles.len() }
    }

    fn finish(mut self) -> Page {
        let order = self.order.unwrap_or(NumericOrder::Unsettled);
        for (place, written) in &self.waiting {
            let date = story::settled(written, order);
            if let (Some(article), Some(date)) = (self.page.articles.get_mut(*place), date) {
                article.dates.published = Some(Dated { date, origin: DateOrigin::Metadata });
            }
        }
        if self.page.articles.is_empty() {
            let message = SafeText::label("The file holds data, but no articles.");
            self.page.problems.insert(0, Problem { kind: ProblemKind::NoArticle, lines: None, message });
        }
        self.page
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::article::Article;
    use crate::text;

    const BODY: &str =
        "The dam opened on Monday after ten years of work.\n\nWater reached the fields in two days.";

    fn data(text: &str) -> Page {
        let read = if text.starts_with(['{', '[']) { read_json } else { read_table };
        read(Path::new("data"), &text::decode(text.as_bytes()), &Rules::default(), &|_| {})
    }

    /// The row, headline, date and paragraphs of each article.
    fn seen(page: &Page) -> Vec<(u32, &str, Option<String>, usize)> {
        let date = |article: &Article| article.dates.published.map(|dated| dated.date.to_string());
        let articles = page.articles.iter();
        articles
            .map(|article| {
                (article.source.lines.first, &*article.headline.text, date(article), article.body.len())
            })
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[(u32, &str, Option<&str>, usize)]) {
        let page = data(text);
        let expected: Vec<_> = expected
            .iter()
            .map(|(row, headline, date, body)| (*row, *headline, date.map(str::to_owned), *body))
            .collect();
        assert_eq!(seen(&page), expected, "{text}\n{:?}", page.problems);
    }

    #[test]
    fn every_row_of_a_data_file_is_an_article() {
        let one = json!({"title": "Dam opens at last", "text": BODY, "date": "2020-05-01"});
        let two = json!({"headline": "Ferry sinks", "content": "It sank off the coast.", "published": 1_588_291_200});
        let expected =
            [(1, "Dam opens at last", Some("2020-05-01"), 2), (2, "Ferry sinks", Some("2020-05-01"), 1)];
        check(&format!("{one}\n{two}\n"), &expected);
        check(&format!("[{one}, {two}]"), &expected);
        check(&serde_json::to_string_pretty(&[&one, &two]).unwrap(), &expected);
        check(&json!({"status": "ok", "articles": [one, two]}).to_string(), &expected);
        check(&json!({"response": {"total": 2, "results": [one, two]}}).to_string(), &expected);
        check(
            &json!({"hits": {"hits": [{"_id": "1", "_source": one}, {"_id": "2", "_source": two}]}})
                .to_string(),
            &expected,
        );
        check(&format!("{}\n", json!({"page": 1, "docs": [one]})), &expected[..1]);
    }

    #[test]
    fn records_of_a_table_are_articles() {
        check(
            "id,title,content,date\n1,\"Dam opens, at last\",\"It opened on Monday.\n\nWater came.\",01/05/2020\n\
             2,Ferry sinks,It sank off the coast.,25/05/2020\n",
            &[(2, "Dam opens, at last", Some("2020-05-01"), 2), (3, "Ferry sinks", Some("2020-05-25"), 1)],
        );
        check("Title\tDescription\nDam opens\tIt opened on Monday.\n", &[(2, "Dam opens", None, 1)]);
    }

    #[test]
    fn a_missing_headline_comes_from_the_lede_and_a_missing_text_from_the_summary() {
        check(
            &json!([{"text": "The dam opened at last."}]).to_string(),
            &[(1, "The dam opened at last", None, 1)],
        );
        check(
            &json!([{"title": "Dam opens", "description": "It opened on Monday.", "url": "https://e.org/a"}])
                .to_string(),
            &[(1, "Dam opens", None, 1)],
        );
        check(
            &json!([{"title": "Dam opens at last", "url": "https://e.org/a"}]).to_string(),
            &[(1, "Dam opens at last", None, 0)],
        );
    }

    #[test]
    fn fields_reach_their_places() {
        let page = data(
            &json!([{
                "headline": "Dam opens, fields bloom", "body": format!("NIAMEY, Niger (AP) — {BODY}"),
                "authors": "['Ana Ruiz', 'By Jo Dee', 'Associated Press']", "section": "World",
                "datePublished": "2020-05-01T10:00:00+02:00", "dateModified": "2020-05-02", "lang": "English",
                "description": "The dam opened on Monday after ten…", "url": "https://e.org/dam",
                "images": [{"src": "a.jpg", "caption": "The dam in May.", "credit": "Reuters"}]
            }])
            .to_string(),
        );
        let article = &page.articles[0];
        let said = |text: &Option<SafeText>| text.as_deref().map(str::to_owned).unwrap_or_default();
        assert_eq!(&*article.headline.text, "Dam opens, fields bloom");
        assert_eq!(said(&article.attribution.byline), "Ana Ruiz, Jo Dee");
        assert_eq!(said(&article.attribution.agency), "Associated Press");
        assert_eq!(said(&article.attribution.dateline), "NIAMEY, Niger");
        assert_eq!((said(&article.kicker), said(&article.url)), ("World".into(), "https://e.org/dam".into()));
        assert_eq!(said(&article.language), "en");
        assert_eq!(article.dates.updated.map(|date| date.to_string()).as_deref(), Some("2020-05-02"));
        assert_eq!(article.standfirst, []);
        let captions: Vec<_> =
            article.captions.iter().map(|caption| (&*caption.text, said(&caption.credit))).collect();
        assert_eq!(captions, [("The dam in May. (Reuters)", "Reuters".to_owned())]);
    }

    #[test]
    fn a_wrapped_text_keeps_its_first_paragraph_whole() {
        let text = "The dam of Port\nBlue opened on Monday after ten years of\nwork, officials said.\n    Water \
                    reached the fields in two days, said the\nengineers.\n";
        let page = data(
            &json!([{"title": "DAM OPENS", "dateline": "PORT BLUE, May 4 -", "text": text}]).to_string(),
        );
        let article = page.articles.first().unwrap();
        let body: Vec<&str> = article.body.iter().map(|block| &*block.text).collect();
        let expected = [
            "The dam of Port Blue opened on Monday after ten years of work, officials said.",
            "Water reached the fields in two days, said the engineers.",
        ];
        assert_eq!(body, expected);
        assert_eq!(article.attribution.dateline.as_deref(), Some("PORT BLUE"));
    }

    #[test]
    fn a_line_with_the_date_is_no_place() {
        let page = data(
            &json!([{"title": "Dam opens", "date_line": "Friday, May 1, 2020", "text": BODY}]).to_string(),
        );
        let article = page.articles.first().unwrap();
        assert_eq!(article.attribution.dateline, None);
        assert_eq!(
            article.dates.published.map(|dated| dated.date.to_string()).as_deref(),
            Some("2020-05-01")
        );
    }

    #[test]
    fn numeric_dates_are_read_by_what_the_other_rows_tell() {
        let row = |date: &str| json!({"title": "Dam opens at last", "text": BODY, "date": date});
        let dates = |rows: &[Value]| -> Vec<Option<String>> {
            let page = data(&Value::from(rows.to_vec()).to_string());
            page.articles
                .iter()
                .map(|article| article.dates.published.map(|dated| dated.date.to_string()))
                .collect()
        };
        let some = |date: &str| Some(date.to_owned());
        assert_eq!(dates(&[row("03/04/2020"), row("25/04/2020")]), [some("2020-04-03"), some("2020-04-25")]);
        assert_eq!(dates(&[row("04/25/2020"), row("03/04/2020")]), [some("2020-04-25"), some("2020-03-04")]);
        assert_eq!(dates(&[row("03/04/2020")]), [None]);
    }

    #[test]
    fn data_without_articles_gives_none() {
        for value in [
            json!({"name": "left-pad", "description": "Pads a text on the left.", "version": "1.0.0", "author": "Ana Ruiz"}),
            json!([{"id": 1, "price": 3.5}, {"id": 2, "price": 4}]),
            json!({"compilerOptions": {"target": "es6"}, "files": ["a.ts", "b.ts"]}),
            json!({}),
            json!([]),
        ] {
            let page = data(&value.to_string());
            assert_eq!((page.articles.len(), page.problems.len()), (0, 1), "{value}");
        }
    }

    #[test]
    fn broken_and_empty_rows_are_told_and_hide_nothing() {
        let good = json!({"title": "Dam opens at last", "text": BODY});
        let page = data(&format!(
            "{good}\n{{\"title\": \"Ferry\n{}\n{}\n{good}\n",
            json!({"id": 7}),
            json!({"id": 8, "text": ""})
        ));
        assert_eq!(
            page.articles.iter().map(|article| article.source.lines.first).collect::<Vec<_>>(),
            [1, 5]
        );
        let problems: Vec<_> = page.problems.iter().map(|problem| (problem.kind, problem.lines)).collect();
        let expected = [
            (ProblemKind::Malformed, Some(Lines::one(2))),
            (ProblemKind::NoArticle, Some(Lines { first: 3, last: 4 })),
        ];
        assert_eq!(problems, expected);
    }

    fn text() -> impl Strategy<Value = String> {
        proptest::collection::vec("[A-Z][a-z]{2,9}( [a-z]{2,9}){4,9}\\.", 1..4)
            .prop_map(|texts| texts.join("\n\n"))
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "[ -~\n]{0,30}".prop_map(Value::from),
            "(https://)?[a-z<>/&;]{0,12}".prop_map(Value::from),
        ];
        let name = prop_oneof![
            "[a-z]{1,3}",
            "(title|text|body|date|author|images|description|articles|html|source)"
        ];
        leaf.prop_recursive(4, 40, 6, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                proptest::collection::vec((name.clone(), inner), 0..6)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_json_is_read_without_panic(value in any_value()) {
            data(&value.to_string());
        }

        #[test]
        fn any_table_is_read_without_panic(text in "(title,)?text,date\n[a-z<>&,\"\n ]{0,80}") {
            data(&text);
        }

        #[test]
        fn every_row_gives_its_text_once(texts in proptest::collection::vec(text(), 1..6), table in any::<bool>()) {
            let row = |text: &String| {
                if table { format!("Dam opens at last,\"{text}\"") } else { json!({"title": "Dam opens at last", "text": text}).to_string() }
            };
            let head = if table { vec!["title,text".to_owned()] } else { Vec::new() };
            let written = head.into_iter().chain(texts.iter().map(row)).collect::<Vec<_>>().join("\n");
            let page = data(&written);
            let bodies: Vec<String> = page
                .articles
                .iter()
                .map(|article| article.body.iter().map(|block| block.text.to_string()).collect::<Vec<_>>().join("\n\n"))
                .collect();
            prop_assert_eq!(bodies, texts);
        }
    }
}
