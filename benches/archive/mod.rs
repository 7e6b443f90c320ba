//! Archives of made-up news, as large as one likes: the same seed gives the same bytes. The words are made here or listed
//! here, and follow Zipf's law; places come from the gazetteer, so that there is something to tag. Nothing is taken
//! from any text.

mod words;

use crate::numbers::Numbers;
use words::{Words, capitalise};

const COUNTRIES: &str = include_str!("../../data/gazetteer/countries.tsv");
const CITIES: &str = include_str!("../../data/gazetteer/cities.tsv");

/// How many words headlines are made of; a million headlines hold nine in ten of them.
const HEADLINE_WORDS: f64 = 240_000.0;
/// How many words bodies are made of.
const BODY_WORDS: f64 = 500_000.0;
/// One word in so many of a body stood in it before, so that every other word of a body is a new one, as in news.
const REPEATED: usize = 3;

/// One in so many stories is another one over again, with a paragraph less.
const COPIES: usize = 40;
/// How many stories back a copy may be taken from.
const REMEMBERED: usize = 64;

/// A made-up article.
#[derive(Debug, Clone)]
pub struct Story {
    /// Its number, from 0.
    pub number: usize,
    /// About fifty bytes.
    pub headline: String,
    /// Who wrote it.
    pub byline: String,
    /// Year, month and day of the month.
    pub date: (usize, usize, usize),
    /// The body.
    pub paragraphs: Vec<String>,
}

/// Stories without end.
#[derive(Debug)]
pub struct Archive {
    numbers: Numbers,
    words: Words,
    places: Vec<String>,
    remembered: Vec<Story>,
    /// The ranks of the words of the body that is being written.
    used: Vec<usize>,
    body: usize,
    next: usize,
}

impl Archive {
    /// An archive whose bodies have so many bytes on average.
    pub fn new(seed: u64, body: usize) -> Self {
        let countries = rows(COUNTRIES).filter_map(|row| row.split('\t').nth(3)).map(str::to_owned);
        let cities = rows(CITIES).filter_map(|row| row.split('\t').next()).map(with_capitals);
        Self {
            numbers: Numbers(seed),
            words: Words::new(),
            places: countries.chain(cities).collect(),
            remembered: Vec::new(),
            used: Vec::new(),
            body,
            next: 0,
        }
    }

    /// A rank in a row of so many: the first comes up most often, the tenth a tenth as often.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rank is small and above 0"
    )]
    fn rank(&mut self, among: f64) -> usize {
        const PARTS: u32 = 1 << 30;
        let part = u32::try_from(self.numbers.below(PARTS as usize)).unwrap_or_default();
        among.powf(f64::from(part) / f64::from(PARTS)) as usize - 1
    }

    /// The rank of a word of a headline.
    fn headline_rank(&mut self) -> usize {
        self.rank(HEADLINE_WORDS)
    }

    /// The rank of a word of a body.
    fn body_rank(&mut self) -> usize {
        if self.numbers.below(REPEATED) == 0
            && let Some(rank) = self.used.get(self.numbers.below(self.used.len()))
        {
            return *rank;
        }
        let rank = self.rank(BODY_WORDS);
        self.used.push(rank);
        rank
    }

    /// Adds words behind one another; the first begins with a capital.
    fn run(&mut self, length: usize, next: impl Fn(&mut Self) -> usize, text: &mut String) {
        let start = text.len();
        for _ in 0..length {
            if text.len() > start {
                text.push(' ');
            }
            let rank = next(self);
            self.words.push(rank, text);
        }
        capitalise(text, start);
    }

    fn place(&mut self) -> String {
        let place = self.numbers.below(self.places.len());
        self.places[place].clone()
    }

    fn headline(&mut self) -> String {
        let mut headline = String::new();
        let length = 6 + self.numbers.below(3);
        self.run(length, Self::headline_rank, &mut headline);
        if self.numbers.below(3) == 0 {
            headline.push_str(" in ");
            headline.push_str(&self.place());
        }
        headline
    }

    fn sentence(&mut self, text: &mut String) {
        let length = 8 + self.numbers.below(12);
        self.run(length, Self::body_rank, text);
        match self.numbers.below(6) {
            0 | 1 => {
                let place = self.place();
                text.push_str(" near ");
                text.push_str(&place);
            }
            2 => {
                text.push_str(" and ");
                text.push_str(&self.numbers.below(9_000).to_string());
                text.push_str(" others");
            }
            _ => {}
        }
        text.push('.');
    }

    fn paragraphs(&mut self) -> Vec<String> {
        let wanted = self.body / 2 + self.numbers.below(self.body + 1);
        let mut paragraphs = Vec::new();
        self.used.clear();
        let mut written = 0;
        while written < wanted {
            let mut paragraph = String::new();
            for sentence in 0..3 {
                if sentence > 0 {
                    paragraph.push(' ');
                }
                self.sentence(&mut paragraph);
            }
            written += paragraph.len();
            paragraphs.push(paragraph);
        }
        paragraphs
    }

    fn original(&mut self) -> Story {
        let mut byline = String::new();
        self.run(2, Self::headline_rank, &mut byline);
        Story {
            number: self.next,
            headline: self.headline(),
            byline,
            date: (2000 + self.numbers.below(25), 1 + self.numbers.below(12), 1 + self.numbers.below(28)),
            paragraphs: self.paragraphs(),
        }
    }

    /// An earlier story under another headline, without its last paragraph.
    fn copy(&mut self) -> Option<Story> {
        let place = self.numbers.below(self.remembered.len());
        let mut story = self.remembered.get(place)?.clone();
        story.number = self.next;
        story.headline.push_str(" again");
        if story.paragraphs.len() > 1 {
            story.paragraphs.pop();
        }
        Some(story)
    }
}

impl Iterator for Archive {
    type Item = Story;

    fn next(&mut self) -> Option<Story> {
        let copy = if self.numbers.below(COPIES) == 0 { self.copy() } else { None };
        let story = copy.unwrap_or_else(|| {
            let story = self.original();
            match self.remembered.get_mut(self.next % REMEMBERED) {
                Some(place) => place.clone_from(&story),
                None => self.remembered.push(story.clone()),
            }
            story
        });
        self.next += 1;
        Some(story)
    }
}

fn rows(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|row| !row.starts_with('#') && !row.is_empty())
}

fn with_capitals(name: &str) -> String {
    let mut name = name.to_owned();
    let starts: Vec<usize> = name.match_indices([' ', '-']).map(|(at, _)| at + 1).collect();
    [0].into_iter().chain(starts).for_each(|at| capitalise(&mut name, at));
    name
}
