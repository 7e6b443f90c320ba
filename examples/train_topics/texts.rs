//! The labelled texts that the model of topics learns from, and the words and pairs of words it may learn.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::process::Command;

use dateline::article::Article;
use dateline::classify::{Lesson, Tagger};
use serde_json::Value;

use super::{Failure, Row, TOPICS, real};

/// The lessons of the project itself: a topic, a tab and a text in each line.
const LESSONS: &str = "data/topics/lessons";
/// A feature stands in so many texts at least, of so many years: what one event or person brought up goes.
const LEAST_TEXTS: usize = 6;
const LEAST_YEARS: usize = 3;
/// Or in so many lessons, which have no year and were written so as to repeat little.
const LEAST_LESSONS: usize = 4;
/// How much an event counts, and how much a headline: no source is to be drowned by another that merely has more texts,
/// for the model also learns by its words which kind of text it has before it, and what that kind mostly tells of.
const EVENT: f32 = 1.0;
const HEADLINE: f32 = 2.0;
/// What the lessons of one topic count together: in these no topic is rarer than another.
const LESSONS_OF_A_TOPIC: f32 = 2_500.0;
/// One text in so many events is never trained on.
const TENTH: u64 = 10;

/// Where a text is from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    Events,
    Headlines,
    Lessons,
}

/// One labelled text.
pub(crate) struct Text {
    pub(crate) origin: Origin,
    pub(crate) topics: Vec<usize>,
    /// What the lexicon gives each topic.
    pub(crate) lexicon: Row,
    pub(crate) features: Vec<usize>,
    pub(crate) bytes: usize,
    /// The year it was published in; lessons have none.
    pub(crate) year: Option<u32>,
    pub(crate) hash: u64,
    /// How much it counts beside others.
    pub(crate) weight: f32,
}

impl Text {
    pub(crate) fn is_held_out(&self) -> bool {
        self.origin == Origin::Events && self.hash.is_multiple_of(TENTH)
    }
}

/// What is known of a text before its words are read.
struct Label {
    origin: Origin,
    topics: String,
    year: Option<u32>,
}

/// All labelled texts, those of FOLDER and the lessons, and the features they are made of.
pub(crate) fn texts(tagger: &Tagger, folder: &Path) -> Result<(Vec<Text>, Vec<String>), Failure> {
    let mut lessons = published(tagger, Origin::Events, &folder.join("topics/events_to_2018.jsonl.gz"))?;
    lessons.extend(published(tagger, Origin::Headlines, &folder.join("topics/huffpost_dev.jsonl.gz"))?);
    lessons.extend(written(tagger)?);
    weigh(&mut lessons);
    let names = vocabulary(tagger, &lessons);
    let places: HashMap<&str, usize> = names.iter().map(String::as_str).zip(0..).collect();
    let number = |(text, lesson): (Text, Lesson)| {
        let features = lesson.features.iter().filter_map(|name| places.get(name.as_str()).copied()).collect();
        Text { features, ..text }
    };
    let texts = lessons.into_iter().map(number).collect();
    drop(places);
    Ok((texts, names))
}

/// The texts of a packed file of JSON lines.
fn published(tagger: &Tagger, origin: Origin, path: &Path) -> Result<Vec<(Text, Lesson)>, Failure> {
    let rows = String::from_utf8(Command::new("gzip").arg("-dc").arg(path).output()?.stdout)?;
    let text = |row: &str| {
        let row: Value = serde_json::from_str(row)?;
        let field = |name: &str| row[name].as_str().unwrap_or_default().trim();
        let year = field("date").get(..4).unwrap_or_default().parse()?;
        let label = Label { origin, topics: field("topic").to_owned(), year: Some(year) };
        read(tagger, &label, [field("headline"), field("text")])
    };
    rows.lines().map(text).collect()
}

/// The lessons of the project, file after file.
fn written(tagger: &Tagger) -> Result<Vec<(Text, Lesson)>, Failure> {
    let files = std::fs::read_dir(LESSONS)?.map(|file| Ok(file?.path()));
    let mut files = files.collect::<Result<Vec<PathBuf>, Failure>>()?;
    files.sort();
    let mut lessons = Vec::new();
    for file in files {
        for row in std::fs::read_to_string(&file)?.lines().filter(|row| !row.starts_with('#')) {
            let (topic, text) = row.split_once('\t').ok_or_else(|| format!("no topic: {row}"))?;
            let label = Label { origin: Origin::Lessons, topics: topic.to_owned(), year: None };
            lessons.push(read(tagger, &label, ["", text])?);
        }
    }
    Ok(lessons)
}

/// A text, whose topics stand with `|` between them, as the model learns from it.
fn read(tagger: &Tagger, label: &Label, [headline, body]: [&str; 2]) -> Result<(Text, Lesson), Failure> {
    let labels = tagger.topic_labels();
    let topic = |name: &str| labels.iter().position(|other| *other == name);
    let topics = label.topics.split('|').map(|name| topic(name).ok_or_else(|| format!("no topic {name}")));
    let lesson = tagger.lesson(&Article::plain(headline, [body]));
    let lexicon: [f32; TOPICS] = lesson.lexicon.clone().try_into().map_err(|_| "another number of topics")?;
    let text = Text {
        origin: label.origin,
        topics: topics.collect::<Result<_, _>>()?,
        lexicon,
        features: Vec::new(),
        bytes: lesson.bytes,
        year: label.year,
        hash: hash(&[headline, body].concat()),
        weight: 0.0,
    };
    Ok((text, lesson))
}

/// Says how much each text counts.
fn weigh(lessons: &mut [(Text, Lesson)]) {
    let mut written = [0_usize; TOPICS];
    for (text, _) in lessons.iter().filter(|(text, _)| text.origin == Origin::Lessons) {
        text.topics.iter().for_each(|topic| written[*topic] += 1);
    }
    for (text, _) in lessons {
        text.weight = match text.origin {
            Origin::Events => EVENT,
            Origin::Headlines => HEADLINE,
            Origin::Lessons => {
                LESSONS_OF_A_TOPIC / real(text.topics.iter().map(|topic| written[*topic]).sum())
            }
        };
    }
}

/// FNV-1a, so that the same texts are held out wherever this runs.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// What is counted of a feature.
#[derive(Default)]
struct Found {
    texts: usize,
    lessons: usize,
    years: BTreeSet<u32>,
}

impl Found {
    fn is_lasting(&self) -> bool {
        let in_news = self.texts >= LEAST_TEXTS && self.years.len() >= LEAST_YEARS;
        in_news || self.lessons >= LEAST_LESSONS
    }
}

/// The features that are common and lasting, without names of places, numbers and what only held-out texts have.
fn vocabulary(tagger: &Tagger, lessons: &[(Text, Lesson)]) -> Vec<String> {
    let mut seen: BTreeMap<&str, Found> = BTreeMap::new();
    for (text, lesson) in lessons.iter().filter(|(text, _)| !text.is_held_out()) {
        let each: BTreeSet<&str> = lesson.features.iter().map(String::as_str).collect();
        for name in each {
            let found = seen.entry(name).or_default();
            found.texts += 1;
            found.lessons += usize::from(text.origin == Origin::Lessons);
            found.years.extend(text.year);
        }
    }
    let is_number = |name: &str| name.split(' ').any(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let lasting = seen.into_iter().filter(|(name, found)| found.is_lasting() && !is_number(name));
    lasting.map(|(name, _)| name.to_owned()).filter(|name| !tagger.names_a_place(name)).collect()
}
