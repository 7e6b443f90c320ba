//! Tokens to a tree. Every text is either a tree or an error with its place; nothing panics and nothing nests
//! deeper than a person would.

use std::ops::Range;

use super::field::Field;
use super::lexer::{self, Lexeme, Token, Typed};
use super::sort::{Sort, SortError};
use super::tree::{Filter, Node, Value};
use super::value::{self, Days, Meaning, Numbers, State, Terms};
use super::words::Wanted;
use super::{Kind, Query, QueryError, Vocabulary};
use crate::article::Date;

/// How deep parentheses and negations may nest.
const DEEPEST: usize = 32;

/// Parses a query.
pub(super) fn parse(query: &str, vocabulary: &Vocabulary, today: Date) -> Result<Query, QueryError> {
    let tokens = lexer::tokens(query)?;
    let mut parser = Parser {
        tokens: tokens.into_iter().peekable(),
        vocabulary,
        today,
        sort: None,
        depth: 0,
        end: query.len(),
    };
    let root = parser.alternatives()?;
    if let Some(stray) = parser.tokens.next() {
        return Err(QueryError::new(stray.at, "this parenthesis closes none".to_owned()));
    }
    Ok(Query { root, sort: parser.sort })
}

struct Parser<'a> {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    vocabulary: &'a Vocabulary,
    today: Date,
    sort: Option<Sort>,
    /// How many parentheses and negations are open.
    depth: usize,
    /// The length of the query.
    end: usize,
}

impl Parser<'_> {
    /// Conjunctions joined by `OR`; nothing where there is nothing to look for.
    fn alternatives(&mut self) -> Result<Option<Node>, QueryError> {
        let mut sides = Vec::new();
        let mut side = self.conjunction()?;
        while let Some(or) = self.tokens.next_if(|token| token.lexeme == Lexeme::Or) {
            let right = self.conjunction()?;
            let (Some(left), Some(right)) = (side, right) else {
                return Err(QueryError::new(or.at, "`OR` needs something on both sides".to_owned()));
            };
            sides.push(left);
            side = Some(right);
        }
        if !sides.is_empty() {
            sides.extend(side.take());
            side = Some(Node::Any(sides));
        }
        Ok(side)
    }

    /// Conditions side by side; filters of one field become one filter.
    fn conjunction(&mut self) -> Result<Option<Node>, QueryError> {
        let mut nodes = Vec::new();
        while let Some(token) =
            self.tokens.next_if(|token| !matches!(token.lexeme, Lexeme::Or | Lexeme::Close))
        {
            match self.condition(token)? {
                Some(Node::Filter(filter)) => add_filter(&mut nodes, filter),
                node => nodes.extend(node),
            }
        }
        Ok(if nodes.len() > 1 { Some(Node::All(nodes)) } else { nodes.pop() })
    }

    fn condition(&mut self, token: Token) -> Result<Option<Node>, QueryError> {
        match token.lexeme {
            Lexeme::Open => self.group(&token.at),
            Lexeme::Not => self.negation(&token.at),
            Lexeme::Text(typed) => Ok(Wanted::new(typed).map(Node::Text)),
            Lexeme::Field(field, typed) => self.field(field, typed, token.at),
            Lexeme::Or | Lexeme::Close => Ok(None),
        }
    }

    fn group(&mut self, open: &Range<usize>) -> Result<Option<Node>, QueryError> {
        self.descend(open)?;
        let inside = self.alternatives()?;
        self.depth -= 1;
        if self.tokens.next_if(|token| token.lexeme == Lexeme::Close).is_none() {
            return Err(QueryError::new(open.clone(), "this parenthesis is never closed".to_owned()));
        }
        // A filter in parentheses stays apart from filters of its field outside of them.
        Ok(inside.map(|node| match node {
            Node::Filter(_) => Node::All(vec![node]),
            Node::All(_) | Node::Any(_) | Node::Not(_) | Node::Text(_) => node,
        }))
    }

    fn negation(&mut self, not: &Range<usize>) -> Result<Option<Node>, QueryError> {
        self.descend(not)?;
        let next = self.tokens.next_if(|token| !matches!(token.lexeme, Lexeme::Or | Lexeme::Close));
        let Some(token) = next else {
            return Err(QueryError::new(not.clone(), "nothing follows that could be left out".to_owned()));
        };
        let node = self.condition(token)?;
        self.depth -= 1;
        Ok(node.map(|node| Node::Not(Box::new(node))))
    }

    fn descend(&mut self, at: &Range<usize>) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(QueryError::new(
                at.start..self.end,
                format!("this nests deeper than {DEEPEST} levels"),
            ));
        }
        Ok(())
    }

    fn order(&mut self, typed: &Typed, at: Range<usize>) -> Result<(), QueryError> {
        if self.depth > 0 {
            let message = "`sort:` orders the whole list and cannot stand in parentheses or be left out";
            return Err(QueryError::new(at, message.to_owned()));
        }
        if self.sort.is_some() {
            return Err(QueryError::new(at, "`sort:` can stand only once".to_owned()));
        }
        let sort = typed.text.parse().map_err(|error: SortError| QueryError::new(at, error.to_string()))?;
        self.sort = Some(sort);
        Ok(())
    }

    /// A filter; nothing for an order.
    fn field(&mut self, field: Field, typed: Typed, at: Range<usize>) -> Result<Option<Node>, QueryError> {
        if field == Field::Sort {
            return self.order(&typed, at).map(|()| None);
        }
        let meaning = self.meaning(field, &typed).map_err(|message| QueryError::new(at, message))?;
        Ok(meaning.map(|meaning| Node::Filter(Filter { field, values: vec![Value { typed, meaning }] })))
    }

    /// What a value means; nothing for an order, which is no condition.
    fn meaning(&self, field: Field, typed: &Typed) -> Result<Option<Meaning>, String> {
        let text = typed.text.as_str();
        Ok(Some(match field {
            Field::Region => Meaning::Region(self.terms(Kind::Region, text)?),
            Field::Country => Meaning::Country(self.terms(Kind::Country, text)?),
            Field::Mentions => Meaning::Mentions(self.terms(Kind::Country, text)?),
            Field::Topic => Meaning::Topic(self.terms(Kind::Topic, text)?),
            Field::Tag => Meaning::Tag(self.terms(Kind::Tag, text)?),
            Field::Note => Meaning::Note(wanted(typed)?),
            Field::Source => Meaning::Source(wanted(typed)?),
            Field::Headline => Meaning::Headline(wanted(typed)?),
            Field::Text => Meaning::Text(wanted(typed)?),
            Field::Byline => Meaning::Byline(wanted(typed)?),
            Field::Language => Meaning::Language(text.to_ascii_lowercase()),
            Field::Id => Meaning::Id(value::id(text)?),
            Field::Story => Meaning::Story(value::id(text)?),
            Field::Is => Meaning::Is(State::named(text, self.today)?),
            Field::Date => Meaning::Date(Days::parse(text, self.today)?),
            Field::Words => Meaning::Words(Numbers::parse(text)?),
            Field::Minutes => Meaning::Minutes(Numbers::parse(text)?),
            Field::Sort => return Ok(None),
        }))
    }

    /// The terms a value means. A tag that does not exist is taken as written, for it may come to exist.
    fn terms(&self, kind: Kind, text: &str) -> Result<Terms, String> {
        let mut found = self.vocabulary.meant(kind, text);
        if kind == Kind::Tag {
            found.retain(|resolved| !resolved.tier.is_guess());
            if found.is_empty() {
                return Ok(Terms { codes: vec![text.to_owned()], guessed: Vec::new() });
            }
        }
        // What names something else is no misspelt name.
        if found.iter().all(|resolved| resolved.tier.is_guess())
            && let Some(other) = self.vocabulary.named_otherwise(kind, text)
        {
            let (noun, own) = (kind.noun(), other.noun());
            let value = Typed { text: text.to_owned(), quoted: false };
            return Err(format!("`{text}` is a {own} and no {noun}; did you mean `{own}:{value}`?"));
        }
        if found.is_empty() || text.chars().all(|letter| !letter.is_alphanumeric()) {
            return Err(self.unknown_term(kind, text));
        }
        let unsure = found.iter().filter(|resolved| resolved.tier.is_guess());
        let guessed = unsure.map(|resolved| resolved.term.label.clone()).collect();
        Ok(Terms { codes: found.iter().map(|resolved| resolved.term.code.clone()).collect(), guessed })
    }

    fn unknown_term(&self, kind: Kind, text: &str) -> String {
        let noun = kind.noun();
        if let Some(term) = self.vocabulary.like_otherwise(kind, text) {
            let value = Typed { text: term.label.to_lowercase(), quoted: false };
            let own = term.kind.noun();
            return format!("no {noun} is called anything like `{text}`; did you mean `{own}:{value}`?");
        }
        let near = self.vocabulary.suggestions(kind, text);
        if near.is_empty() {
            return format!("no {noun} is called anything like `{text}`");
        }
        format!("no {noun} is called anything like `{text}`; there is {} …", near.join(", "))
    }
}

fn wanted(typed: &Typed) -> Result<Wanted, String> {
    Wanted::new(typed.clone()).ok_or_else(|| format!("`{}` has no letter to look for", typed.text))
}

fn add_filter(nodes: &mut Vec<Node>, filter: Filter) {
    let same = nodes.iter_mut().find_map(|node| match node {
        Node::Filter(earlier) if earlier.field == filter.field => Some(earlier),
        Node::Filter(_) | Node::All(_) | Node::Any(_) | Node::Not(_) | Node::Text(_) => None,
    });
    match same {
        Some(earlier) => earlier.values.extend(filter.values),
        None => nodes.push(Node::Filter(filter)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::{FIELDS, SortKey, Term};

    fn vocabulary() -> Vocabulary {
        let term = |kind, code: &str, label: &str, alias: &str| Term {
            kind,
            code: code.to_owned(),
            label: label.to_owned(),
            aliases: vec![alias.to_owned()],
        };
        Vocabulary::new(vec![
            term(Kind::Region, "011", "Western Africa", "West Africa"),
            term(Kind::Region, "sahel", "Sahel", "Sahelian"),
            term(Kind::Country, "NE", "Niger", "Nigerien"),
            term(Kind::Country, "NG", "Nigeria", "Nigerian"),
            term(Kind::Country, "FR", "France", "French"),
            term(Kind::Topic, "16000000", "conflict", "war"),
            term(Kind::Topic, "11000000", "politics", "election"),
            term(Kind::Tag, "energy", "energy", ""),
        ])
    }

    fn parsed(query: &str) -> Result<Query, QueryError> {
        let today = Date::day_of(2023, 8, 16).unwrap_or_else(|error| panic!("{error}"));
        Query::parse(query, &vocabulary(), today)
    }

    fn printed(query: &str) -> String {
        parsed(query).unwrap_or_else(|error| panic!("{query}: {error}")).to_string()
    }

    #[test]
    fn queries_are_printed_as_they_are_understood() {
        let probes = [
            ("  gas   price ", "gas price"),
            ("gas AND price", "gas price"),
            ("not sport", "-sport"),
            ("NOT (a b)", "-(a b)"),
            ("a OR b c", "a OR b c"),
            ("(a OR b) c", "(a OR b) c"),
            ("((a b)) c", "(a b) c"),
            ("(a)", "a"),
            ("REGION:sahel", "region:sahel"),
            ("region:\"w africa\"", "region:\"w africa\""),
            ("region:sahel x region:wafr", "region:sahel region:wafr x"),
            ("(region:sahel) region:wafr", "(region:sahel) region:wafr"),
            ("((region:sahel)) OR a", "(region:sahel) OR a"),
            ("-(region:sahel)", "-(region:sahel)"),
            ("-region:sahel", "-region:sahel"),
            ("sort:-date niger", "niger sort:-date"),
            ("sort:words", "sort:words"),
            ("\"say \\\"no\\\"\"", "\"say \\\"no\\\"\""),
            ("--x", "-x"),
            ("-(-x)", "-(-x)"),
            ("a - & b", "a b"),
            ("", ""),
            ("() -()", ""),
            ("10:30 https://example.org", "10:30 https://example.org"),
            ("-OR", "-OR"),
            ("tag:never-used", "tag:never-used"),
        ];
        for (query, expected) in probes {
            assert_eq!(printed(query), expected, "{query}");
            assert_eq!(printed(expected), expected, "{query} printed");
        }
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let probes = [
            ("a regoin:sahel", 2..8, "region:"),
            ("has:note", 0..3, "did you mean `is:`?"),
            ("colour:red", 0..6, "there are region, country"),
            ("region:", 0..7, "region:sahel"),
            ("a \"gas price", 2..12, "never closed"),
            ("region:\"gas", 7..11, "never closed"),
            ("(a (b)", 0..1, "never closed"),
            ("a b)", 3..4, "closes none"),
            ("OR a", 0..2, "both sides"),
            ("a OR", 2..4, "both sides"),
            ("a OR OR b", 2..4, "both sides"),
            ("a not", 2..5, "nothing follows"),
            ("(not ) a", 1..4, "nothing follows"),
            ("region:xyzzyx", 0..13, "Western Africa"),
            ("region:france", 0..13, "`france` is a country and no region; did you mean `country:france`?"),
            ("topic:\"west africa\"", 0..19, "did you mean `region:\"west africa\"`?"),
            ("mentions:war", 0..12, "`war` is a topic and no country; did you mean `topic:war`?"),
            (
                "a topic:frnce",
                2..13,
                "no topic is called anything like `frnce`; did you mean `country:france`?",
            ),
            ("is:new", 0..6, "did you mean `is:unread`?"),
            ("is:stared", 0..9, "did you mean `is:starred`?"),
            ("is:zzz", 0..6, "unread, read, starred"),
            ("date:soon", 0..9, "2023-08-01"),
            ("words:many", 0..10, ">400"),
            ("id:xyz", 0..6, "sixteen"),
            ("sort:dearest", 0..12, "date, headline"),
            ("sort:date sort:words", 10..20, "only once"),
            ("(sort:date)", 1..10, "whole list"),
            ("-sort:date", 1..10, "whole list"),
            ("headline:&", 0..10, "no letter"),
        ];
        for (query, at, part) in probes {
            let error = parsed(query).expect_err(query);
            assert_eq!(error.at, at, "{query}: {error}");
            assert!(error.message.contains(part), "{query}: {error}");
        }
    }

    #[test]
    fn nesting_has_an_end() {
        let deep = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
        assert!(parsed(&deep(DEEPEST)).is_ok());
        assert!(parsed(&deep(DEEPEST + 1)).is_err());
        assert!(parsed(&"(".repeat(100_000)).is_err());
        assert!(parsed(&"not ".repeat(100_000)).is_err());
    }

    #[test]
    fn guesses_are_told_apart_from_names() {
        let guessed = |query: &str| -> Vec<String> {
            let query = parsed(query).unwrap_or_else(|error| panic!("{error}"));
            query.guesses().into_iter().flat_map(|guess| guess.labels.to_vec()).collect()
        };
        assert_eq!(guessed("-(country:frence) topic:cnflct x"), ["France", "conflict"]);
        assert!(guessed("country:fran region:wafr topic:war tag:enrgy").is_empty());
    }

    #[test]
    fn examples_of_the_table_can_be_typed() {
        for row in &FIELDS {
            // Names outside of the small vocabulary above may be missing; the syntax must hold.
            let lexed = lexer::tokens(row.example);
            assert!(
                matches!(lexed.as_deref(), Ok([Token { lexeme: Lexeme::Field(field, _), .. }]) if *field == row.field)
            );
        }
    }

    #[test]
    fn guide_names_every_field_and_its_examples_can_be_typed() {
        let guide = include_str!("../../docs/queries.md");
        for row in &FIELDS {
            assert!(guide.contains(&format!("| `{}:` |", row.name)), "{}", row.name);
            assert!(guide.contains(&format!("`{}`", row.example)), "{}", row.example);
        }
        let today = Date::day_of(2023, 8, 16).unwrap_or_else(|error| panic!("{error}"));
        for name in State::all(today).map(State::name).into_iter().chain(SortKey::ALL.map(SortKey::name)) {
            assert!(guide.contains(&format!("`{name}`")), "{name}");
        }
        let shown = guide.lines().filter_map(|line| line.strip_prefix("    "));
        for line in shown {
            let query = line.split("   ").next().unwrap_or_default();
            if let Err(error) = parsed(query) {
                panic!("{query}: {error}");
            }
        }
    }

    /// Texts that look like queries more often than chance would have it.
    fn query_text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-zé&\\\\:-]{1,6}",
            Just("OR".to_owned()),
            Just("not".to_owned()),
            Just("AND".to_owned()),
            Just("(".to_owned()),
            Just(")".to_owned()),
            Just("-".to_owned()),
            Just("-(".to_owned()),
            "\"[a-z \"\\\\()-]{0,6}\"",
            prop::sample::select(FIELDS.map(|row| row.example.to_owned()).to_vec()),
            Just("region:wafr".to_owned()),
            Just("headline:\"a b\"".to_owned()),
            Just("date:2w..".to_owned()),
        ];
        let gap = prop::sample::select(vec!["", " ", " ", " ", "\u{a0}"]);
        prop::collection::vec((piece, gap), 0..12)
            .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap.to_owned()]).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn printing_and_parsing_gives_the_same_query(text in query_text()) {
            if let Ok(query) = parsed(&text) {
                let printed = query.to_string();
                let again = parsed(&printed);
                prop_assert_eq!(again.as_ref(), Ok(&query), "{}", printed);
                prop_assert_eq!(query.to_string(), printed);
            }
        }

        #[test]
        fn every_text_is_a_query_or_an_error_in_it(text in prop_oneof![query_text(), ".*".boxed()]) {
            if let Err(error) = parsed(&text) {
                prop_assert!(error.at.start <= error.at.end && text.get(error.at.clone()).is_some(), "{:?}", error);
                prop_assert!(!error.message.is_empty());
            }
        }
    }
}
