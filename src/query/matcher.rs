//! One article against a query: whether it fits, and how well.
//!
//! Filters decide and give no points. Every word gives the points of the best place it stands in; a conjunction
//! adds them up, an alternative counts its best side.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::Candidate;
use super::fuzzy::Fuzzy;
use super::tree::{Filter, Node};
use super::value::{Meaning, State, Terms};
use super::words::{Depth, Wanted};
use crate::article::{Tag, Zone};
use crate::text::{self, Fit};

/// What a word earns in one kind of place, by how well it fits there.
pub(super) struct Points {
    whole: u32,
    prefix: u32,
    part: u32,
    pub(super) similar: u32,
}

/// A whole word anywhere beats a beginning anywhere but in the headline; parts and similar words come last.
pub(super) const HEADLINE: Points = Points { whole: 100, prefix: 64, part: 24, similar: 8 };
pub(super) const LABEL: Points = Points { whole: 90, prefix: 44, part: 20, similar: 6 };
pub(super) const PEOPLE: Points = Points { whole: 70, prefix: 36, part: 16, similar: 0 };
pub(super) const SOURCE: Points = Points { whole: 60, prefix: 32, part: 0, similar: 0 };
pub(super) const BODY: Points = Points { whole: 50, prefix: 28, part: 12, similar: 0 };

/// How far a word may be from what stands in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Whole words and beginnings: what a negation leaves out.
    Words,
    /// Parts of words, too.
    Parts,
    /// Similar words, too.
    Similar,
}

impl Reach {
    /// How deep texts are searched.
    pub(super) fn depth(self) -> Depth {
        match self {
            Self::Words => Depth::Words,
            Self::Parts | Self::Similar => Depth::Parts,
        }
    }
}

/// The points of a candidate; nothing where it does not fit.
pub(super) fn points(node: &Node, view: &View<'_>, reach: Reach) -> Option<u32> {
    match node {
        Node::All(nodes) => {
            // Filters are cheap and most articles fail one, so they go before the words.
            let filters = nodes.iter().filter(|node| matches!(node, Node::Filter(_)));
            let others = nodes.iter().filter(|node| !matches!(node, Node::Filter(_)));
            filters.chain(others).try_fold(0_u32, |sum, node| Some(sum + points(node, view, reach)?))
        }
        Node::Any(nodes) => nodes.iter().filter_map(|node| points(node, view, reach)).max(),
        Node::Not(node) => points(node, view, Reach::Words).is_none().then_some(0),
        Node::Text(wanted) => view.points(wanted, reach),
        Node::Filter(filter) => view.passes(filter, reach).then_some(0),
    }
}

/// A candidate with its texts folded when first asked for.
pub(super) struct View<'a> {
    candidate: Candidate<'a>,
    headline: OnceCell<Cow<'a, str>>,
    labels: OnceCell<Vec<Cow<'a, str>>>,
    people: OnceCell<Vec<String>>,
    sources: OnceCell<Vec<String>>,
    body: OnceCell<Vec<String>>,
}

impl<'a> View<'a> {
    /// A view of a candidate; nothing is folded yet.
    pub(super) fn new(candidate: Candidate<'a>) -> Self {
        Self {
            candidate,
            headline: OnceCell::new(),
            labels: OnceCell::new(),
            people: OnceCell::new(),
            sources: OnceCell::new(),
            body: OnceCell::new(),
        }
    }

    fn headline(&self) -> &str {
        self.headline.get_or_init(|| text::fold(&self.candidate.article.headline.text))
    }

    /// The labels of what the article is about, and the reader's own tags.
    fn labels(&self) -> &[Cow<'a, str>] {
        self.labels.get_or_init(|| {
            let Candidate { tags, triage, .. } = self.candidate;
            let about = tags.countries.iter().chain(&tags.regions).chain(&tags.topics);
            about
                .map(|tag| text::fold(&tag.label))
                .chain(triage.tags.iter().map(|tag| text::fold(tag)))
                .collect()
        })
    }

    /// Who wrote it: the byline and the agency.
    fn people(&self) -> &[String] {
        self.people.get_or_init(|| self.folded(&[Zone::Byline, Zone::Agency]))
    }

    /// Where it was saved from: the name of the file and of the site.
    fn sources(&self) -> &[String] {
        self.sources.get_or_init(|| self.folded(&[Zone::Name]))
    }

    /// Everything printed but the headline.
    fn body(&self) -> &[String] {
        self.body.get_or_init(|| self.folded(&[Zone::Body]))
    }

    fn folded(&self, zones: &[Zone]) -> Vec<String> {
        let texts = zones.iter().flat_map(|zone| self.candidate.article.texts(*zone));
        texts.map(|text| text::fold(&text).into_owned()).collect()
    }

    /// The points of the best place a word stands in.
    fn points(&self, wanted: &Wanted, reach: Reach) -> Option<u32> {
        let depth = reach.depth();
        let mut best = HEADLINE.of_best(wanted.best_fit(self.headline(), depth));
        best = best.max(LABEL.of_best(best_fit(wanted, self.labels(), depth)));
        best = best.max(PEOPLE.of_best(best_fit(wanted, self.people(), depth)));
        if best < Some(SOURCE.whole) {
            best = best.max(SOURCE.of_best(best_fit(wanted, self.sources(), Depth::Words)));
        }
        // Folding a body is the dearest step, so it is left out where it could not add anything.
        if best < Some(BODY.whole) {
            best = best.max(BODY.of_best(best_fit(wanted, self.body(), Depth::Words)));
        }
        best.or_else(|| if reach == Reach::Similar { self.similar(wanted) } else { None })
    }

    fn similar(&self, wanted: &Wanted) -> Option<u32> {
        let gapped = |word: &str, typed: &str| Fuzzy::new().find(word, typed).is_some();
        let has = |folded: &str| text::words(folded).any(|word| wanted.resembles(word, gapped));
        if has(self.headline()) {
            return Some(HEADLINE.similar);
        }
        self.labels().iter().any(|label| has(label)).then_some(LABEL.similar)
    }

    fn passes(&self, filter: &Filter, reach: Reach) -> bool {
        filter.values.iter().any(|value| self.has(&value.meaning, reach.depth()))
    }

    fn has(&self, meaning: &Meaning, depth: Depth) -> bool {
        let Candidate { article, tags, triage, story, .. } = self.candidate;
        match meaning {
            Meaning::Region(terms) => carries(&tags.regions, terms),
            Meaning::Country(terms) => carries(&tags.countries, terms),
            Meaning::Mentions(terms) => carries(&tags.countries, terms) || carries(&tags.mentioned, terms),
            Meaning::Topic(terms) => carries(&tags.topics, terms),
            Meaning::Tag(terms) => terms.codes.iter().any(|name| triage.tags.contains(name.as_str())),
            Meaning::Note(wanted) => article.noted(triage).iter().any(|text| wanted.is_in(text, depth)),
            Meaning::Source(wanted) => self.comes_from(wanted, depth),
            Meaning::Headline(wanted) => wanted.best_fit(self.headline(), depth).is_some(),
            Meaning::Text(wanted) => self.says(wanted, depth),
            Meaning::Byline(wanted) => best_fit(wanted, &self.folded(&[Zone::Byline]), depth).is_some(),
            Meaning::Language(tag) => article.language.as_ref().is_some_and(|own| is_language(own, tag)),
            Meaning::Id(start) => article.id.to_string().starts_with(start),
            Meaning::Story(start) => story.to_string().starts_with(start),
            Meaning::Is(state) => self.is(*state),
            Meaning::Date(days) => days.hold(article.dates.published.map(|dated| dated.date)),
            Meaning::Words(numbers) => numbers.hold(article.words()),
            Meaning::Minutes(numbers) => numbers.hold(article.minutes()),
        }
    }

    /// Whether the path, the site or the agency has the words.
    fn comes_from(&self, wanted: &Wanted, depth: Depth) -> bool {
        let names = self.folded(&[Zone::Path, Zone::Name, Zone::Agency]);
        best_fit(wanted, &names, depth).is_some()
    }

    /// Whether anything printed has the words.
    fn says(&self, wanted: &Wanted, depth: Depth) -> bool {
        let in_headline = wanted.best_fit(self.headline(), depth).is_some();
        in_headline || best_fit(wanted, self.body(), Depth::Words).is_some()
    }

    fn is(&self, state: State) -> bool {
        let Candidate { triage, copies, .. } = self.candidate;
        match state {
            State::Unread => !triage.read,
            State::Read => triage.read,
            State::Starred => triage.starred,
            State::Archived => triage.archived,
            State::Inbox(today) => triage.is_in_inbox(today),
            State::Snoozed(today) => triage.is_snoozed(today),
            State::Noted => triage.is_noted(),
            State::Copy => copies > 1,
            State::Changed => triage.changed,
        }
    }
}

impl Points {
    /// What a word earns that fits so well.
    pub(super) fn of(&self, fit: Fit) -> u32 {
        match fit {
            Fit::Whole => self.whole,
            Fit::Prefix => self.prefix,
            Fit::Part => self.part,
        }
    }

    fn of_best(&self, fit: Option<Fit>) -> Option<u32> {
        fit.map(|fit| self.of(fit))
    }
}

fn carries(tags: &[Tag], terms: &Terms) -> bool {
    tags.iter().any(|tag| terms.codes.iter().any(|code| tag.code.as_str() == code))
}

fn best_fit(wanted: &Wanted, folded: &[impl AsRef<str>], depth: Depth) -> Option<Fit> {
    folded.iter().filter_map(|text| wanted.best_fit(text.as_ref(), depth)).max()
}

/// Whether a language tag is the one asked for or a narrower one: `en-GB` for `en`.
fn is_language(own: &str, asked: &str) -> bool {
    let own = own.to_ascii_lowercase();
    own.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Date, DateOrigin, Dated, Dates, StoryId, Tags, Triage};
    use crate::query::{Closeness, Kind, Query, Rank, Term, Vocabulary};
    use crate::text::SafeText;

    struct Case {
        article: Article,
        tags: Tags,
        triage: Triage,
    }

    fn label(text: &str) -> SafeText {
        SafeText::label(text)
    }

    fn tag(code: &str, name: &str) -> Tag {
        Tag { code: label(code), label: label(name), name: label(name), score: 1.0, evidence: Vec::new() }
    }

    fn case(headline: &str, body: &str) -> Case {
        let published =
            "2023-08-10".parse::<Date>().ok().map(|date| Dated { date, origin: DateOrigin::Page });
        let mut article = Article::plain(headline, [body]);
        article.dates = Dates { published, updated: None };
        article.attribution.byline = Some(label("Maria Lopez"));
        article.attribution.agency = Some(label("Reuters"));
        article.url = Some(label("https://www.gazette.example/world/1"));
        article.language = Some(label("en-GB"));
        article.source.path = "saved/monday.txt".into();
        let tags = Tags {
            countries: vec![tag("NE", "Niger")],
            mentioned: vec![tag("FR", "France")],
            regions: vec![tag("011", "Western Africa"), tag("002", "Africa")],
            topics: vec![tag("16000000", "conflict")],
        };
        let triage = Triage { starred: true, tags: [label("energy")].into(), ..Triage::default() };
        Case { article, tags, triage }
    }

    fn vocabulary() -> Vocabulary {
        Vocabulary::new(vec![
            Term::plain(Kind::Region, "011", "Western Africa"),
            Term::plain(Kind::Region, "002", "Africa"),
            Term::plain(Kind::Region, "150", "Europe"),
            Term::plain(Kind::Country, "NE", "Niger"),
            Term::plain(Kind::Country, "FR", "France"),
            Term::plain(Kind::Topic, "16000000", "conflict"),
            Term::plain(Kind::Topic, "15000000", "sport"),
            Term::plain(Kind::Tag, "energy", "energy"),
        ])
    }

    fn rank(query: &str, case: &Case, closeness: Closeness) -> Option<Rank> {
        let today = "2023-08-16".parse().unwrap_or_else(|_| panic!("a date"));
        let query =
            Query::parse(query, &vocabulary(), today).unwrap_or_else(|error| panic!("{query}: {error}"));
        let story = StoryId::from(case.article.id);
        let candidate =
            Candidate { article: &case.article, tags: &case.tags, triage: &case.triage, story, copies: 2 };
        query.rank(candidate, closeness)
    }

    const FITTING: &[&str] = &[
        "",
        "niger",
        "nig",
        "tuns",
        "coup niger",
        "soldiers",
        "soldier",
        "presid",
        "lopez",
        "reuters",
        "gazette",
        "monday",
        "africa",
        "conflict",
        "energy",
        "region:africa",
        "region:wafr",
        "country:niger",
        "mentions:france",
        "mentions:niger",
        "topic:confl",
        "tag:energy",
        "source:saved/",
        "source:reut",
        "source:gazette.example",
        "headline:coup",
        "headline:\"western capitals\"",
        "text:guard",
        "text:coup",
        "byline:maria",
        "language:en",
        "language:EN-gb",
        "is:unread",
        "is:starred",
        "is:inbox",
        "is:copy",
        "date:2023-08",
        "date:2w..",
        "words:7",
        "words:<10",
        "minutes:1",
        "-sport",
        "not country:france",
        "zebra OR coup",
        "-(zebra coup)",
        "\"in niger\"",
        "region:europe region:africa",
        "is:read is:starred",
        "-apitals",
        "sort:date",
    ];

    const UNFITTING: &[&str] = &[
        "nigeria",
        "zebra",
        "coup zebra",
        "oldiers",
        "onday",
        "france",
        "region:europe",
        "country:france",
        "topic:sport",
        "tag:oil",
        "source:times",
        "headline:soldiers",
        "headline:\"western capital\"",
        "text:lopez",
        "byline:reuters",
        "language:e",
        "language:fr",
        "id:0000000000000000",
        "is:read",
        "is:archived",
        "is:snoozed",
        "is:noted",
        "note:coup",
        "is:changed",
        "date:2023-07",
        "date:none",
        "date:..2w",
        "words:>400",
        "minutes:2..",
        "-niger",
        "-soldier",
        "-is:starred",
        "zebra OR yak",
        "(region:europe) region:africa",
        "\"coup niger\"",
        "cuop",
    ];

    #[test]
    fn queries_fit_what_they_ask_for() {
        let case =
            case("Coup in Niger stuns Western capitals", "Soldiers of the presidential guard took over.");
        let id = case.article.id.to_string();
        let start = format!("id:{} story:{}", &id[..5], id.to_uppercase());
        for query in FITTING.iter().copied().chain([start.as_str()]) {
            assert!(rank(query, &case, Closeness::Exact).is_some(), "{query} should fit");
        }
        for query in UNFITTING {
            assert!(rank(query, &case, Closeness::Exact).is_none(), "{query} should not fit");
        }
    }

    #[test]
    fn better_places_and_closer_words_come_first() {
        let body = "Nothing else happened.";
        let headlines = |headline: &str| {
            let mut case = case(headline, body);
            case.tags = Tags::default();
            case
        };
        let mut labelled = headlines("A quiet day");
        labelled.tags.countries = vec![tag("NE", "Niger")];
        let mut written = case("A quiet day", "Talks about Niger went on.");
        written.tags = Tags::default();
        let mut derived = case("A quiet day", "Nigerien talks went on.");
        derived.tags = Tags::default();
        let best_first = [
            headlines("Coup in Niger"),
            labelled,
            headlines("Nigeria raises prices"),
            written,
            derived,
            headlines("The Subniger river"),
        ];
        let ranks: Vec<Option<Rank>> =
            best_first.iter().map(|case| rank("niger", case, Closeness::Exact)).collect();
        assert!(ranks.iter().all(Option::is_some), "{ranks:?}");
        assert!(ranks.windows(2).all(|pair| pair[0] > pair[1]), "{ranks:?}");
        let two = rank("coup niger", &best_first[0], Closeness::Exact);
        assert!(two > ranks[0], "every word adds: {two:?}");
        assert_eq!(rank("country:niger", &best_first[1], Closeness::Exact), Some(Rank(0)));
    }

    #[test]
    fn similar_words_are_found_only_when_asked_for() {
        let case = case("Parliament meets in Niamey", "The juntas of the region met.");
        for query in ["parlament", "prlmnt", "naimey", "conflct"] {
            assert_eq!(rank(query, &case, Closeness::Exact), None, "{query}");
            let found = rank(query, &case, Closeness::Similar);
            assert!(found.is_some(), "{query}");
            assert!(found < rank("liament", &case, Closeness::Exact), "{query}: {found:?}");
        }
        for query in ["juntsa", "mxico", "-parlament -xyz niame", "war"] {
            let exact = rank(query, &case, Closeness::Exact);
            assert_eq!(rank(query, &case, Closeness::Similar), exact, "{query}");
        }
    }

    #[test]
    fn highlights_stand_on_the_words_that_were_asked_for() {
        let probes = [
            ("niger", "Niger and Nigeria", vec!["Niger", "Niger"]),
            ("geria", "Nigeria", vec!["geria"]),
            ("nig", "Nigeria’s benign neighbour", vec!["Nig"]),
            ("coup -niger", "Coup in Niger", vec!["Coup"]),
            ("\"gas price\" cap", "EU gas  price cap", vec!["gas  price", "cap"]),
            ("headline:coup text:niger byline:in", "Coup in Niger", vec!["Coup", "Niger"]),
            ("ni nige", "Niger", vec!["Nige"]),
            ("region:africa", "Africa", vec![]),
            ("stanbul", "In İstanbul", vec!["stanbul"]),
        ];
        for (query, headline, expected) in probes {
            let today = "2023-08-16".parse().unwrap_or_else(|_| panic!("a date"));
            let query = Query::parse(query, &vocabulary(), today).unwrap_or_else(|error| panic!("{error}"));
            let text = label(headline);
            let found: Vec<&str> = query.highlights(&text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{query} on {headline}");
        }
    }

    #[test]
    fn words_are_told_in_a_text_where_they_would_be_found_there_and_nowhere_else() {
        use crate::query::Site;
        let today = "2023-08-16".parse().unwrap_or_else(|_| panic!("a date"));
        let text = "The coúps in Niger: a recoup, Nigerian prices";
        for (typed, site, expected) in [
            ("coup", Site::Body, vec!["coúp"]),
            ("recou", Site::Body, vec!["recou"]),
            ("ecoup", Site::Body, vec![]),
            ("ecoup", Site::Headline, vec!["ecoup"]),
            ("\"coup\"", Site::Body, vec![]),
            ("\"niger\"", Site::Body, vec!["Niger"]),
            ("niger", Site::Label, vec!["Niger", "Niger"]),
            ("\"in niger\" OR prices", Site::Body, vec!["in Niger", "prices"]),
            ("prices -niger", Site::Body, vec!["prices"]),
            ("text:prices", Site::Body, vec!["prices"]),
            ("text:prices", Site::Label, vec![]),
            ("headline:prices", Site::Body, vec![]),
            ("byline:prices", Site::Person, vec!["prices"]),
            ("source:prices country:niger", Site::Person, vec![]),
        ] {
            let query =
                Query::parse(typed, &vocabulary(), today).unwrap_or_else(|error| panic!("{typed}: {error}"));
            let found: Vec<&str> = query.places(text, site).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{typed} in {site:?}");
        }
        for (typed, expected) in [
            ("\"首相\"", vec!["首相", "首相"]),
            ("首相", vec!["首相", "首相"]),
            ("\"NATO\"", vec!["NATO"]),
            ("\"首相、首\"", vec![]),
            ("\"訪問、首相\"", vec!["訪問、首相"]),
        ] {
            let query =
                Query::parse(typed, &vocabulary(), today).unwrap_or_else(|error| panic!("{typed}: {error}"));
            let text = "日本の首相が訪問、首相は北約NATOへ";
            let found: Vec<&str> =
                query.places(text, Site::Body).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{typed}");
        }
        let words = |typed: &str| {
            let query =
                Query::parse(typed, &vocabulary(), today).unwrap_or_else(|error| panic!("{typed}: {error}"));
            query.words().join("|")
        };
        assert_eq!(
            words("coup \"in Niger\" is:unread byline:maria -war country:niger"),
            "coup|in Niger|maria"
        );
    }
}
