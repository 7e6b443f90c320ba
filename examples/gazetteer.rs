//! Compiles the tables of countries, regions, names and topics into the one the program embeds.
//!
//! `cargo run --example gazetteer`, in the project's folder, reads `data/gazetteer` and `data/topics`, writes
//! `data/tables.bin` and prints what it holds. A test fails where that file is older than the tables.

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use dateline::classify;

fn main() -> Result<(), Box<dyn Error>> {
    let data = Path::new("data");
    let read = |table: &str| fs::read_to_string(data.join(table)).map_err(|error| error.to_string());
    let compiled = classify::compile(read)?;
    fs::write(data.join("tables.bin"), &compiled.bytes)?;
    let mut out = io::stdout().lock();
    for (name, count, bytes) in &compiled.sections {
        writeln!(out, "{count:6} {name:20} {bytes:7} bytes")?;
    }
    writeln!(out, "{:27} {:7} bytes", "data/tables.bin", compiled.bytes.len())?;
    Ok(())
}
