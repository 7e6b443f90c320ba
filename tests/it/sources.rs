//! Rust sources as tokens, enough of the language to see what they name and how long they are.

use std::fs;
use std::path::Path;

/// One word or sign of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// The word, or one sign; `::` is one sign.
    pub(crate) text: String,
    /// The line it stands on, from 1.
    pub(crate) line: usize,
}

/// The production code of one file.
#[derive(Debug)]
pub(crate) struct Source {
    /// The path below `src/`.
    pub(crate) path: String,
    /// The number of lines.
    pub(crate) lines: usize,
    /// The code without comments and literals.
    pub(crate) tokens: Vec<Token>,
    /// All paths named in the code, those of `use` trees spelled out.
    pub(crate) paths: Vec<Vec<String>>,
}

impl Source {
    /// All sources of a folder, in the order of their paths.
    pub(crate) fn all(root: &Path) -> Vec<Self> {
        let mut sources = Vec::new();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                    sources.push(Self::new(&name, &fs::read_to_string(&path).unwrap()));
                }
            }
        }
        sources.sort_by(|one, other| one.path.cmp(&other.path));
        let tests: Vec<String> = sources.iter().flat_map(Self::test_files).collect();
        sources.retain(|source| !tests.contains(&source.path));
        sources
    }

    /// The files of modules that are compiled for tests only: `#[cfg(test)] mod samples;`.
    fn test_files(&self) -> Vec<String> {
        let marked = ["#", "[", "cfg", "(", "test", ")", "]", "mod"];
        let folder = self.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let declares = |window: &&[Token]| {
            let words = window.iter().map(|token| &*token.text);
            words.clone().take(marked.len()).eq(marked) && words.skip(marked.len() + 1).eq([";"])
        };
        let windows = self.tokens.windows(marked.len() + 2).filter(declares);
        windows.map(|window| format!("{folder}{}.rs", window[marked.len()].text)).collect()
    }

    /// A source of this path and text; the tests at its end are left out.
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let (path, lines) = (path.to_owned(), code.trim_end().lines().count());
        let mut source = Self { path, lines, tokens: tokens(code), paths: Vec::new() };
        source.paths = source.named_paths();
        source
    }

    /// The layer the source belongs to.
    pub(crate) fn layer(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap()
    }

    /// How many modules deep it is: 1 for `text/mod.rs`, 2 for `text/wrap.rs`.
    pub(crate) fn depth(&self) -> usize {
        let module = self.path.trim_end_matches(".rs").trim_end_matches("/mod");
        module.split('/').count()
    }

    fn named_paths(&self) -> Vec<Vec<String>> {
        let mut paths = Vec::new();
        let mut place = 0;
        while let Some(token) = self.tokens.get(place) {
            let starts = is_word(&token.text) && !self.follows(place, "::");
            if token.text == "use" {
                place = self.tree(place + 1, &[], &mut paths);
            } else if starts {
                place = self.plain(place, &mut paths);
            } else {
                place += 1;
            }
        }
        paths
    }

    /// Functions with a body and the number of their lines.
    pub(crate) fn functions(&self) -> Vec<(String, usize)> {
        let named = |place: &usize| {
            let next = self.tokens.get(place + 1);
            self.text(*place) == "fn" && next.is_some_and(|next| is_word(&next.text))
        };
        let function = |place: usize| {
            let (first, last) = (self.tokens[place].line, self.end_of_body(place)?);
            Some((self.text(place + 1).to_owned(), last - first + 1))
        };
        (0..self.tokens.len()).filter(named).filter_map(function).collect()
    }

    /// The line of the bracket that ends the body; none where there is no body.
    fn end_of_body(&self, place: usize) -> Option<usize> {
        let (mut depth, mut inside) = (0_usize, false);
        for token in self.tokens.get(place..)? {
            match &*token.text {
                ";" if !inside && depth == 0 => return None,
                "(" | "[" => depth += 1,
                ")" | "]" => depth -= 1,
                "{" => {
                    depth += 1;
                    inside = true;
                }
                "}" => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(token.line);
                    }
                }
                _ => {}
            }
        }
        None
    }

    fn text(&self, place: usize) -> &str {
        self.tokens.get(place).map_or("", |token| &token.text)
    }

    fn follows(&self, place: usize, sign: &str) -> bool {
        place > 0 && self.text(place - 1) == sign
    }

    /// Reads `a::b::c` and gives the place behind it.
    fn plain(&self, mut place: usize, paths: &mut Vec<Vec<String>>) -> usize {
        let mut path = vec![self.text(place).to_owned()];
        while self.text(place + 1) == "::" && is_word(self.text(place + 2)) {
            path.push(self.text(place + 2).to_owned());
            place += 2;
        }
        if path.len() > 1 {
            paths.push(path);
        }
        place + 1
    }

    /// Reads one branch of a `use` tree and gives the place behind it.
    fn tree(&self, mut place: usize, stem: &[String], paths: &mut Vec<Vec<String>>) -> usize {
        let mut path = stem.to_vec();
        loop {
            match self.text(place) {
                "{" => {
                    place += 1;
                    while !matches!(self.text(place), "}" | "") {
                        place = self.tree(place, &path, paths);
                        place += usize::from(self.text(place) == ",");
                    }
                    return place + 1;
                }
                "as" => place += 2,
                "::" | "*" => place += 1,
                word if is_word(word) => {
                    path.push(word.to_owned());
                    place += 1;
                }
                _ => {
                    paths.push(path);
                    return place;
                }
            }
        }
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

/// The words and signs of code, without comments, strings, characters and numbers.
fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (code, 1);
    while let Some(letter) = rest.chars().next() {
        let length = skipped(rest).unwrap_or_else(|| {
            let length = token_length(rest);
            if !letter.is_whitespace() && !letter.is_ascii_digit() {
                tokens.push(Token { text: rest[..length].to_owned(), line });
            }
            length
        });
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// The length of the comment or literal the text begins with.
fn skipped(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(rest.find("*/").map_or(rest.len(), |end| end + 2));
    }
    let prefix = rest.len() - rest.trim_start_matches(['b', 'c', 'r']).len();
    let hashes = rest[prefix..].bytes().take_while(|byte| *byte == b'#').count();
    let opened = prefix + hashes;
    if rest[..prefix].contains('r') && rest[opened..].starts_with('"') {
        let closing = format!("\"{}", "#".repeat(hashes));
        return Some(
            rest[opened + 1..].find(&closing).map_or(rest.len(), |end| opened + 1 + end + closing.len()),
        );
    }
    match rest[prefix..].chars().next() {
        Some('"') => Some(prefix + quoted(&rest[prefix..], '"')),
        Some('\'') if is_character(&rest[prefix..]) => Some(prefix + quoted(&rest[prefix..], '\'')),
        _ => None,
    }
}

/// Whether a quote opens a character; else it is a lifetime.
fn is_character(rest: &str) -> bool {
    let mut letters = rest.chars().skip(1);
    let (first, second) = (letters.next(), letters.next());
    first == Some('\\') || second == Some('\'')
}

/// The length of a literal in quotes, which a backslash takes their meaning.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (place, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == quote => return place + letter.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

fn token_length(rest: &str) -> usize {
    let word = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
    let sign = if rest.starts_with("::") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) };
    word.max(sign)
}

#[test]
fn literals_and_comments_are_no_code() {
    let source = Source::new(
        "a.rs",
        "// a::b\n/* c::d */ let x = \"e::f \\\" g::h\"; let y = r#\"i::\"j\"#; let z = '\"'; k::l('\\'', 'm'); fn n<'o>(p: &'o str) {}",
    );
    assert_eq!(source.paths, [["k", "l"]]);
    assert_eq!(source.functions(), [("n".to_owned(), 1)]);
}

#[test]
fn trees_of_paths_are_spelled_out() {
    let source = Source::new("a.rs", "use a::{b, c::{self, d as e}, f::*};\nuse g;");
    let paths: Vec<String> = source.paths.iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["a::b", "a::c::self", "a::c::d", "a::f", "g"]);
}

#[test]
fn modules_for_tests_only_are_known() {
    let source = Source::new("a/mod.rs", "mod b;\n#[cfg(test)]\nmod samples;\n#[cfg(unix)]\nmod c;\n");
    assert_eq!(source.test_files(), ["a/samples.rs"]);
}
