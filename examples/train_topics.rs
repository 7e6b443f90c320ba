//! Trains the model of topics that the tagger uses beside its lexicon.
//!
//! `cargo run --release --example train_topics -- FOLDER` reads `topics/events_to_2018.jsonl.gz` and
//! `topics/huffpost_dev.jsonl.gz` of FOLDER (`gzip` must be installed; rows have `headline`, `text`, `topic` and `date`)
//! and the lessons in `data/topics/lessons`, and writes `data/topics/model.tsv`, the same bytes each time. With
//! `--measure` it writes nothing and prints how well models do on texts they have not seen. Afterwards
//! `cargo run --example gazetteer` embeds the table.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use dateline::classify::Tagger;
use texts::{Origin, Text};

#[path = "train_topics/descent.rs"]
mod descent;
#[path = "train_topics/measure.rs"]
mod measure;
#[path = "train_topics/texts.rs"]
mod texts;

type Failure = Box<dyn Error>;

/// The version of this program, told in the table it writes.
const PROGRAM: u32 = 3;
/// How many topics there are.
const TOPICS: usize = 18;
/// What a weight of 1 in the table stands for; the same as in the tagger.
const UNIT: f32 = 0.1;

/// What a number for each topic is.
type Row = [f32; TOPICS];

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.iter().find(|word| !word.starts_with("--")).map(Path::new) else {
        return Err("usage: train_topics FOLDER [--measure]".into());
    };
    let tagger = Tagger::new();
    let (texts, names) = texts::texts(&tagger, folder)?;
    let mut out = io::stdout().lock();
    if arguments.iter().any(|word| word == "--measure") {
        return measure::measure(&mut out, &texts, names.len());
    }
    let taught: Vec<&Text> = texts.iter().filter(|text| !text.is_held_out()).collect();
    let weights = descent::pruned(&taught, names.len());
    let table = table(&tagger, &taught, &names, &weights);
    writeln!(out, "{} features, {} texts, {} bytes", names.len(), taught.len(), table.len())?;
    Ok(std::fs::write("data/topics/model.tsv", table)?)
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
         # trained on {} events of Wikipedia, {} headlines of the News Category Dataset (licences: NOTICE) and {} lessons\n\
         # {} features, of {} that are common and lasting; a weight of 1 is {UNIT} of the logarithm of the odds\n\
         word or pair",
        count(Origin::Events),
        count(Origin::Headlines),
        count(Origin::Lessons),
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

/// A count as a number to calculate with; none here is beyond 65,535.
fn real(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
