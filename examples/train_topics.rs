//! Trains the model of topics that the tagger uses beside its lexicon.
//!
//! `cargo run --release --example train_topics -- FOLDER` reads `topics/events_to_2018.jsonl.gz` and
//! `topics/huffpost_dev.jsonl.gz` of FOLDER (`gzip` must be installed; rows have `headline`, `text`, `topic` and `date`)
//! and writes `data/topics/model.tsv`, the same bytes each time. With `--measure` it writes nothing and prints how well
//! models do on texts they have not seen. Afterwards `cargo run --example gazetteer` embeds the table.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use dateline::article::Article;
use dateline::classify::{Lesson, Tagger};
use serde_json::Value;

type Failure = Box<dyn Error>;

/// The version of this program, told in the table it writes.
const PROGRAM: u32 = 2;
/// How many topics there are; those without labelled texts learn nothing.
const TOPICS: usize = 18;
/// How many features the table keeps.
const FEATURES: usize = 10_000;
/// A feature stands in so many texts at least, of so many years: what one event or person brought up goes.
const LEAST_TEXTS: usize = 6;
const LEAST_YEARS: usize = 3;
/// A topic with fewer labelled texts is left to the lexicon: the model would only learn that it is rare.
const LEAST_LABELS: usize = 60;
/// Passes over all texts, the size of the first steps, and how strongly weights are held down.
const PASSES: usize = 8;
const STEP: f32 = 0.2;
const HOLD: f32 = 5e-4;
/// How fast the program learns what either source simply has more of, which is left out of the table.
const LEANING_STEP: f32 = 0.1;
/// What every topic has before the lexicon speaks, up to how many bytes the model has its full power, the score of the
/// lexicon that halves it, and what a weight of 1 in the table stands for: the same as in the tagger.
const SMOOTHING: f32 = 0.5;
const FULL_POWER: f32 = 300.0;
const CLEAR_SCORE: f32 = 6.0;
const UNIT: f32 = 0.1;
/// One text in so many events is never trained on.
const TENTH: u64 = 10;
const FOLDS: u64 = 5;

/// What a number for each topic is.
type Row = [f32; TOPICS];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Events,
    Headlines,
}

/// One labelled text.
struct Text {
    origin: Origin,
    topics: Vec<usize>,
    lexicon: Row,
    features: Vec<usize>,
    bytes: usize,
    year: u32,
    hash: u64,
}

impl Text {
    fn is_held_out(&self) -> bool {
        self.origin == Origin::Events && self.hash.is_multiple_of(TENTH)
    }

    /// The logarithms of the lexicon's shares.
    fn prior(&self) -> Row {
        let total: f32 = self.lexicon.iter().map(|score| score + SMOOTHING).sum();
        self.lexicon.map(|score| ((score + SMOOTHING) / total).ln())
    }
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.iter().find(|word| !word.starts_with("--")).map(Path::new) else {
        return Err("usage: train_topics FOLDER [--measure]".into());
    };
    let tagger = Tagger::new();
    let (texts, names) = texts(&tagger, folder)?;
    let mut out = io::stdout().lock();
    if arguments.iter().any(|word| word == "--measure") {
        return measure(&mut out, &texts, names.len());
    }
    let taught: Vec<&Text> = texts.iter().filter(|text| !text.is_held_out()).collect();
    let weights = pruned(&taught, names.len());
    let table = table(&tagger, &taught, &names, &weights);
    writeln!(out, "{} features, {} texts, {} bytes", names.len(), taught.len(), table.len())?;
    Ok(std::fs::write("data/topics/model.tsv", table)?)
}

/// All labelled texts, and the features they are made of.
fn texts(tagger: &Tagger, folder: &Path) -> Result<(Vec<Text>, Vec<String>), Failure> {
    let labels = tagger.topic_labels();
    let files = [
        (Origin::Events, "topics/events_to_2018.jsonl.gz"),
        (Origin::Headlines, "topics/huffpost_dev.jsonl.gz"),
    ];
    let mut lessons: Vec<(Text, Lesson)> = Vec::new();
    for (origin, file) in files {
        for row in rows(&folder.join(file))? {
            let field = |name: &str| row[name].as_str().unwrap_or_default().trim();
            let lesson = tagger.lesson(&Article::plain(field("headline"), [field("text")]));
            let topics = field("topic").split('|');
            let known = topics.filter_map(|label| labels.iter().position(|other| *other == label));
            let text = Text {
                origin,
                topics: known.collect(),
                lexicon: lesson.lexicon.clone().try_into().map_err(|_| "another number of topics")?,
                features: Vec::new(),
                bytes: lesson.bytes,
                year: field("date").get(..4).unwrap_or_default().parse()?,
                hash: hash(&[field("headline"), field("text")].concat()),
            };
            lessons.push((text, lesson));
        }
    }
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

/// The rows of a packed file of JSON lines.
fn rows(path: &Path) -> Result<Vec<Value>, Failure> {
    let text = String::from_utf8(Command::new("gzip").arg("-dc").arg(path).output()?.stdout)?;
    Ok(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

/// FNV-1a, so that the same texts are held out wherever this runs.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The features that are common and lasting, without names of places, numbers and what only held-out texts have.
fn vocabulary(tagger: &Tagger, lessons: &[(Text, Lesson)]) -> Vec<String> {
    let mut seen: BTreeMap<&str, (usize, BTreeSet<u32>)> = BTreeMap::new();
    for (text, lesson) in lessons.iter().filter(|(text, _)| !text.is_held_out()) {
        let each: BTreeSet<&str> = lesson.features.iter().map(String::as_str).collect();
        for name in each {
            let (texts, years) = seen.entry(name).or_default();
            *texts += 1;
            years.insert(text.year);
        }
    }
    let is_number = |name: &str| name.split(' ').any(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let lasting = seen.into_iter().filter(|(name, (texts, years))| {
        *texts >= LEAST_TEXTS && years.len() >= LEAST_YEARS && !is_number(name)
    });
    lasting.map(|(name, _)| name.to_owned()).filter(|name| !tagger.names_a_place(name)).collect()
}

/// Weights of all features by descent along the gradient of one text after another, with steps that shrink by the
/// gradients a weight has seen. The lexicon's shares stand beside them: the model learns what the lexicon misses.
fn trained(texts: &[&Text], features: usize, kept: impl Fn(usize) -> bool) -> Vec<Row> {
    let mut weights = vec![[0.0; TOPICS]; features];
    let mut squares = vec![[1e-6_f32; TOPICS]; features];
    let mut leanings = [[0.0; TOPICS]; 2];
    let labels = |topic: usize| texts.iter().filter(|text| text.topics.contains(&topic)).count();
    let labelled = |origin: Origin| {
        let own = texts.iter().filter(move |text| text.origin == origin);
        let topics = own.flat_map(|text| text.topics.iter().copied());
        topics.filter(|topic| labels(*topic) >= LEAST_LABELS).collect::<BTreeSet<usize>>()
    };
    let known = [labelled(Origin::Events), labelled(Origin::Headlines)];
    let mut order: Vec<usize> = (0..texts.len()).collect();
    let mut random = 12_345_u64;
    for pass in 0..PASSES {
        shuffle(&mut order, &mut random);
        let step = STEP / (1.0 + real(pass) * 0.3);
        for text in order.iter().map(|place| texts[*place]) {
            let found: Vec<usize> = text.features.iter().copied().filter(|feature| kept(*feature)).collect();
            let share = 1.0 / real(found.len().max(1)).sqrt();
            let origin = usize::from(text.origin == Origin::Headlines);
            let (known, leaning) = (&known[origin], &mut leanings[origin]);
            if text.topics.iter().any(|topic| !known.contains(topic)) {
                continue;
            }
            let mut error = chances(text, &found, &weights, leaning, known);
            for topic in &text.topics {
                error[*topic] -= 1.0 / real(text.topics.len());
            }
            for topic in known {
                leaning[*topic] -= LEANING_STEP * step * error[*topic];
            }
            for feature in found {
                for topic in known {
                    let (weight, square) = (&mut weights[feature][*topic], &mut squares[feature][*topic]);
                    let gradient = error[*topic] * share + HOLD * *weight;
                    *square += gradient * gradient;
                    *weight -= step * gradient / square.sqrt();
                }
            }
        }
    }
    weights
}

fn shuffle(order: &mut [usize], random: &mut u64) {
    for place in (1..order.len()).rev() {
        *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(place, usize::try_from(*random >> 33).unwrap_or_default() % (place + 1));
    }
}

/// The chance of each known topic by lexicon and model together.
fn chances(text: &Text, found: &[usize], weights: &[Row], leaning: &Row, known: &BTreeSet<usize>) -> Row {
    let mut odds = odds(text, found, weights, 1.0);
    for (odds, leaning) in odds.iter_mut().zip(leaning) {
        *odds += leaning;
    }
    let most = known.iter().map(|topic| odds[*topic]).fold(f32::MIN, f32::max);
    let mut chances = [0.0; TOPICS];
    for topic in known {
        chances[*topic] = (odds[*topic] - most).exp();
    }
    let total: f32 = chances.iter().sum();
    chances.map(|chance| chance / total)
}

fn odds(text: &Text, found: &[usize], weights: &[Row], power: f32) -> Row {
    let share = power / real(found.len().max(1)).sqrt();
    let mut odds = text.prior();
    for feature in found {
        for (odds, weight) in odds.iter_mut().zip(&weights[*feature]) {
            *odds += weight * share;
        }
    }
    odds
}

/// Weights as the table has them: of the features that tell most, trained again without the others, in whole units.
fn pruned(texts: &[&Text], features: usize) -> Vec<Row> {
    let mut uses = vec![0.0_f32; features];
    for feature in texts.iter().flat_map(|text| &text.features) {
        uses[*feature] += 1.0;
    }
    let first = trained(texts, features, |_| true);
    let tells = |feature: usize| {
        let spread: f32 = first[feature].iter().map(|weight| weight * weight).sum();
        spread.sqrt() * uses[feature].sqrt()
    };
    let mut ranked: Vec<usize> = (0..features).collect();
    ranked.sort_by(|a, b| tells(*b).total_cmp(&tells(*a)));
    let mut kept = vec![false; features];
    ranked.iter().take(FEATURES).for_each(|feature| kept[*feature] = true);
    let mut weights = trained(texts, features, |feature| kept[feature]);
    for weight in weights.as_flattened_mut() {
        *weight = (*weight / UNIT).round().clamp(-127.0, 127.0) * UNIT;
    }
    weights
}

/// The table: what it was made from, the columns, and the weights that are not 0.
fn table(tagger: &Tagger, texts: &[&Text], names: &[String], weights: &[Row]) -> String {
    let labels = tagger.topic_labels();
    let columns: Vec<usize> =
        (0..TOPICS).filter(|topic| weights.iter().any(|row| row[*topic] != 0.0)).collect();
    let rows: Vec<(&String, &Row)> =
        names.iter().zip(weights).filter(|(_, row)| row.iter().any(|weight| *weight != 0.0)).collect();
    let count = |origin: Origin| texts.iter().filter(|text| text.origin == origin).count();
    let mut table = format!(
        "# written by examples/train_topics.rs, version {PROGRAM}: do not edit\n\
         # trained on {} events of Wikipedia and {} headlines of the News Category Dataset; NOTICE has their licences\n\
         # {} features, of {} that are common and lasting; a weight of 1 is {UNIT} of the logarithm of the odds\n\
         word or pair",
        count(Origin::Events),
        count(Origin::Headlines),
        rows.len(),
        names.len(),
    );
    for column in &columns {
        let _ = write!(table, "\t{}", labels[*column]);
    }
    for (name, row) in rows {
        let _ = write!(table, "\n{name}");
        for column in &columns {
            table.push('\t');
            if row[*column] != 0.0 {
                let _ = write!(table, "{}", (row[*column] / UNIT).round());
            }
        }
    }
    table.push('\n');
    table
}

/// Prints the accuracy of the lexicon alone and of models on texts they were not trained on.
fn measure(out: &mut impl Write, texts: &[Text], features: usize) -> Result<(), Failure> {
    let of = |origin: Origin| texts.iter().filter(move |text| text.origin == origin);
    let nothing = vec![[0.0; TOPICS]; features];
    let (events, headlines): (Vec<&Text>, Vec<&Text>) =
        (of(Origin::Events).collect(), of(Origin::Headlines).collect());
    tell(out, "lexicon alone, events", &events, &nothing)?;
    tell(out, "lexicon alone, headlines", &headlines, &nothing)?;
    let (held, taught): (Vec<&Text>, Vec<&Text>) = texts.iter().partition(|text| text.is_held_out());
    tell(out, "events held out", &held, &pruned(&taught, features))?;
    let early: Vec<&Text> = of(Origin::Events).filter(|text| text.year <= 2014).collect();
    let late: Vec<&Text> = of(Origin::Events).filter(|text| text.year >= 2016).collect();
    tell(out, "events from 2016 by those to 2014", &late, &pruned(&early, features))?;
    let mut right = 0;
    for fold in 0..FOLDS {
        let is_tested = |text: &&Text| text.origin == Origin::Headlines && text.hash % FOLDS == fold;
        let (tested, taught): (Vec<&Text>, Vec<&Text>) = texts.iter().partition(is_tested);
        right += hits(&tested, &pruned(&taught, features));
    }
    writeln!(out, "{:5.1} %  headlines in {FOLDS} folds", 100.0 * real(right) / real(headlines.len()))?;
    Ok(())
}

fn tell(out: &mut impl Write, name: &str, texts: &[&Text], weights: &[Row]) -> io::Result<()> {
    let share = 100.0 * real(hits(texts, weights)) / real(texts.len());
    writeln!(out, "{share:5.1} %  {name} ({} texts)", texts.len())
}

/// How often the best topic among those of the set is a right one.
fn hits(texts: &[&Text], weights: &[Row]) -> usize {
    let known: BTreeSet<usize> = texts.iter().flat_map(|text| text.topics.iter().copied()).collect();
    let hit = |text: &&&Text| {
        let found: Vec<usize> = text
            .features
            .iter()
            .copied()
            .filter(|feature| weights[*feature].iter().any(|weight| weight.abs() > 0.0))
            .collect();
        let clear = text.lexicon.iter().copied().fold(0.0, f32::max);
        let power = (FULL_POWER / real(text.bytes.max(1))).min(1.0) * CLEAR_SCORE / (CLEAR_SCORE + clear);
        let odds = odds(text, &found, weights, power);
        let best = known.iter().max_by(|a, b| odds[**a].total_cmp(&odds[**b]));
        best.is_some_and(|best| text.topics.contains(best))
    };
    texts.iter().filter(hit).count()
}

/// A count as a number to calculate with; none here is beyond 65,535.
fn real(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
