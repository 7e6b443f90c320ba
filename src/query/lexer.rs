//! The text of a query as tokens with their places. Knows fields by name and nothing of what their values mean.

use std::ops::Range;

use super::QueryError;
use super::field::{self, Field};

/// One token and the bytes it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) lexeme: Lexeme,
    /// Where it stands.
    pub(super) at: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lexeme {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `OR`
    Or,
    /// `not`, or `-` before something.
    Not,
    /// A word or phrase.
    Text(Typed),
    /// A field and its value.
    Field(Field, Typed),
}

/// A word, phrase or value as it was typed, without its quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// The text.
    pub(super) text: String,
    /// Whether it stood in quotation marks.
    pub(super) quoted: bool,
}

/// Cuts a query into tokens.
pub(super) fn tokens(query: &str) -> Result<Vec<Token>, QueryError> {
    let mut lexer = Lexer { query, at: 0, tokens: Vec::new() };
    while lexer.step()? {}
    Ok(lexer.tokens)
}

struct Lexer<'a> {
    query: &'a str,
    at: usize,
    tokens: Vec<Token>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.query.get(self.at..).unwrap_or_default()
    }

    /// Takes one token, or passes over what is none; false at the end.
    fn step(&mut self) -> Result<bool, QueryError> {
        let space = self.rest().len() - self.rest().trim_start().len();
        self.at += space;
        let Some(first) = self.rest().chars().next() else { return Ok(false) };
        match first {
            '(' => self.push(Lexeme::Open, 1),
            ')' => self.push(Lexeme::Close, 1),
            '-' => self.take_dashes(),
            '"' => {
                let start = self.at;
                let typed = self.take_quoted()?;
                self.tokens.push(Token { lexeme: Lexeme::Text(typed), at: start..self.at });
            }
            _ => self.take_bare()?,
        }
        Ok(true)
    }

    fn push(&mut self, lexeme: Lexeme, length: usize) {
        let start = self.at;
        self.at += length;
        self.tokens.push(Token { lexeme, at: start..self.at });
    }

    /// Any number of dashes before something is one `not`; dashes by themselves are punctuation.
    fn take_dashes(&mut self) {
        let after = self.rest().trim_start_matches('-');
        let length = self.rest().len() - after.len();
        if after.is_empty() || after.starts_with(char::is_whitespace) || after.starts_with(')') {
            self.at += length;
        } else {
            self.push(Lexeme::Not, length);
        }
    }

    /// A text in quotation marks, in which `\"` and `\\` stand for themselves.
    fn take_quoted(&mut self) -> Result<Typed, QueryError> {
        let start = self.at;
        let mut text = String::new();
        let mut letters = self.rest().char_indices().skip(1).peekable();
        while let Some((index, letter)) = letters.next() {
            match (letter, letters.peek()) {
                ('"', _) => {
                    self.at += index + 1;
                    return Ok(Typed { text, quoted: true });
                }
                ('\\', Some((_, escaped @ ('"' | '\\')))) => {
                    text.push(*escaped);
                    letters.next();
                }
                (other, _) => text.push(other),
            }
        }
        Err(QueryError::new(start..self.query.len(), "the quotation mark is never closed".to_owned()))
    }

    fn take_bare(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        let rest = self.rest();
        let length = rest.find(ends_bare).unwrap_or(rest.len());
        let bare = rest.get(..length).unwrap_or_default();
        self.at += length;
        let negated = self.tokens.last().is_some_and(|last| is_dash(last, start));
        let lexeme = match (split_field(bare), bare) {
            (Some((name, value)), _) => self.take_value(name, value)?,
            (None, "AND") if !negated => return Ok(()),
            (None, "OR") if !negated => Lexeme::Or,
            (None, "not" | "NOT") if !negated => Lexeme::Not,
            (None, _) => Lexeme::Text(Typed { text: bare.to_owned(), quoted: false }),
        };
        self.tokens.push(Token { lexeme, at: start..self.at });
        Ok(())
    }

    fn take_value(&mut self, name: &str, value: &str) -> Result<Lexeme, QueryError> {
        let start = self.at - name.len() - 1 - value.len();
        let Some(field) = Field::named(name) else {
            return Err(QueryError::new(start..start + name.len(), unknown_field(name)));
        };
        let typed = if value.is_empty() && self.rest().starts_with('"') {
            self.take_quoted()?
        } else {
            Typed { text: value.to_owned(), quoted: false }
        };
        if typed.text.trim().is_empty() {
            let example = field.row().example;
            let message = format!("`{}:` needs a value, as in `{example}`", field.row().name);
            return Err(QueryError::new(start..self.at, message));
        }
        Ok(Lexeme::Field(field, typed))
    }
}

/// Whether a text can be typed without quotation marks.
pub(super) fn is_bare(text: &str) -> bool {
    !text.is_empty() && !text.contains(ends_bare)
}

fn ends_bare(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '(' | ')' | '"')
}

/// A dash right before a word, which makes `OR` and `not` words.
fn is_dash(token: &Token, end: usize) -> bool {
    // The word `not` ends before white space and so never right here.
    token.lexeme == Lexeme::Not && token.at.end == end
}

/// The name and value of `name:value`; addresses and times of day are words.
fn split_field(bare: &str) -> Option<(&str, &str)> {
    let (name, value) = bare.split_once(':')?;
    let letters = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    (letters && !value.starts_with("//")).then_some((name, value))
}

fn unknown_field(name: &str) -> String {
    let near: Vec<String> = field::like(name).into_iter().map(|name| format!("`{name}:`")).collect();
    if near.is_empty() {
        return format!("there is no field `{name}:`; there are region, country, topic, is, date and others");
    }
    format!("there is no field `{name}:`; did you mean {}?", near.join(" or "))
}
