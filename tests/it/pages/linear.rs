//! Pages made to take long: whatever their lines are, four times as many of them take about four times as long.

use std::path::Path;
use std::time::Duration;

use dateline::ingest::{self, Rules};
use rustix::time::{ClockId, clock_gettime};

/// So many lines the shorter of two pages has.
const LINES: usize = 500;
/// The longer page has so many times as many.
const TIMES: usize = 4;
/// And may take so many times as long: quadratic work would take sixteen.
const MOST: f64 = 8.0;

const PARAGRAPH: &str =
    "The harbor of Port Blue will stay closed for a second week, the council said on Monday.";

/// Lines that stand again and again, each set on lines right below one another, and parted by blank ones.
const REPEATED: &[&[&str]] = &[
    &["1 / 2"],
    &["1 / 2", "A ferry leaves the quay."],
    &["-----"],
    &["Port Blue closes its harbor"],
    &["Port Blue closes its harbor", "Ferry runs aground in fog"],
    &["Port Blue closes its harbor", PARAGRAPH],
    &["A ferry leaves the quay of Port Blue. (Reuters)"],
    &["By Jane Doe"],
    &["Jane Doe", "10 May 2020", "1 / 2"],
    &["Related News:", "Ferry runs aground in fog", PARAGRAPH],
    &["Follow", "Short Url"],
    &["NIAMEY, Niger (AP) —"],
    &[" date 2020-05-10 "],
    &["service to the outer islands would be sus-"],
    &["# Head", "- point"],
    &["Date", "3 May 2019", "Author", "Jane Doe"],
];

/// Lines of a kind, each different by its number.
const NUMBERED: &[fn(usize) -> String] = &[
    |number| number.to_string(),
    |number| format!("Port Blue closes quay {number}"),
    |number| format!("A ferry leaves quay {number} of Port Blue. (Reuters)"),
    |number| format!("• point {number}"),
    |number| format!("Updated {} May 2020", number % 28 + 1),
    |number| format!(" date 2020-05-{:02} It was day {number}.", number % 28 + 1),
    |number| format!("Tag{number}"),
    |number| format!("{PARAGRAPH} It was day {number}."),
    |number| format!("the ferry company said on Monday that, item {number},"),
    |number| format!("abcdefgh{}", " ijk".repeat(number % 50)),
];

/// Parts of a single line.
const LONG: &[&str] =
    &["x", "a,", "a - ", "(", "May 3 2020 ", "Jane Doe and ", "’", "e\u{301}", ". ", "/", " By "];

/// Pieces of web pages that stand again and again: tags nobody closes, tables in tables, blocks of a word.
const TAGGED: &[&str] = &[
    "<div>",
    "<div>word ",
    "<ul><li>",
    "<ul><li>word",
    "<p>",
    "<p>word ",
    "<b>word ",
    "<p>word<b>",
    "<a href=x>word ",
    "<a><div></a>",
    "<table><tr><td>",
    "<table><tr><td>word",
    "<tr><td>word<td>word",
    "<td>word",
    "<dl><dt>word<dd>word",
    "<form>word ",
    "<blockquote>word ",
    "<pre>word\n",
    "word<br>",
    "word<br><br>",
    "</p>",
    "</div>",
    "<i class=c id=d>word</i>",
    "<p>10 May 2020</p>",
    "<p>By Jane Doe</p>",
    "<p class=byline>10 May 2020",
    "<div class=related>word ",
    "<div class=photo>word ",
    "<div class=image>",
    "<div style='display: none'>word ",
    "<section class=comments><p>word</section>",
    "<h1>Port Blue closes its harbor</h1>",
    "<article><h1>Port Blue closes its harbor</h1><p>word</article>",
    "<figure><figcaption>A ferry leaves the quay.</figcaption></figure>",
    "<meta name=author content=Doe>",
    "<script type='application/ld+json'>{\"@type\": \"NewsArticle\"}</script>",
    "<svg>",
    "<select><option>word",
    "<!-- word -->",
    "&lt;",
    "<",
];

/// Pieces of web pages, each different by its number.
const NUMBERED_TAGS: &[fn(usize) -> String] = &[
    |number| format!("<p>word{number}"),
    |number| format!("<div class=c{number}>word{number} "),
    |number| format!("<p>{PARAGRAPH} It was day {number}.</p>"),
    |number| format!("<h2>Port Blue closes quay {number}</h2>"),
    |number| format!("<h1>Port Blue closes quay {number}</h1><p>{PARAGRAPH} {number}</p>"),
    |number| format!("<div><a href=/{number}>Port Blue closes quay {number}</a><p>{PARAGRAPH}</div>"),
    |number| format!("<figure><figcaption>A ferry leaves quay {number}.</figcaption></figure>"),
    |number| format!("<p>{} May {}</p>", number % 28 + 1, 1900 + number % 100),
];

#[test]
fn time_grows_with_the_web_page_and_not_with_its_square() {
    let mut slow = Vec::new();
    let name = Path::new("page.html");
    for tags in TAGGED {
        let page = |count: usize| format!("{}<p>{PARAGRAPH}</p>", tags.repeat(count * 2));
        slow.extend(growth(name, page).map(|growth| format!("{tags:?}: {growth:.1}")));
    }
    for tags in NUMBERED_TAGS {
        let page = |count: usize| (0..count).map(tags).collect::<String>();
        slow.extend(growth(name, page).map(|growth| format!("{:?}: {growth:.1}", tags(7))));
    }
    for attributes in [" class=related", " a", " a=b", " style='x'"] {
        let page = |count: usize| format!("<p{}>{PARAGRAPH}", attributes.repeat(count * 8));
        slow.extend(growth(name, page).map(|growth| format!("{attributes:?} in a tag: {growth:.1}")));
    }
    assert!(slow.is_empty(), "{TIMES} times the tags take too many times as long:\n{}", slow.join("\n"));
}

#[test]
fn time_grows_with_the_page_and_not_with_its_square() {
    let name = Path::new("page.txt");
    let mut slow = Vec::new();
    for gap in ["\n", "\n\n\n"] {
        for lines in REPEATED {
            let page = |count: usize| lines.iter().cycle().take(count).copied().collect::<Vec<_>>().join(gap);
            slow.extend(growth(name, page).map(|growth| format!("{lines:?} with {gap:?}: {growth:.1}")));
        }
        for line in NUMBERED {
            let page = |count: usize| (0..count).map(line).collect::<Vec<_>>().join(gap);
            slow.extend(growth(name, page).map(|growth| format!("{:?} with {gap:?}: {growth:.1}", line(7))));
        }
    }
    for part in LONG {
        slow.extend(
            growth(name, |count| part.repeat(count * 8))
                .map(|growth| format!("{part:?} in a line: {growth:.1}")),
        );
    }
    assert!(slow.is_empty(), "{TIMES} times the lines take too many times as long:\n{}", slow.join("\n"));
}

/// How many times as long the longer page takes, where that is too much each time it is tried.
fn growth(name: &Path, page: impl Fn(usize) -> String) -> Option<f64> {
    let (short, long) = (page(LINES), page(LINES * TIMES));
    let tries = (0..3).map(|_| time(name, &long).as_secs_f64() / time(name, &short).as_secs_f64());
    let mut growths = Vec::new();
    for growth in tries {
        if growth <= MOST {
            return None;
        }
        growths.push(growth);
    }
    growths.into_iter().reduce(f64::min)
}

fn time(name: &Path, page: &str) -> Duration {
    let start = processor_time();
    ingest::read(name, page.as_bytes(), &Rules::default());
    processor_time().saturating_sub(start)
}

/// What this thread alone has used, so that a busy machine does not count.
fn processor_time() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap()
}
