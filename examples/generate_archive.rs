//! Writes an archive of made-up news for trying things out on many articles.
//!
//! `cargo run --release --example generate_archive -- FORM ARTICLES FOLDER [BODY [SEED]]`: FORM is feed, lines, pages or
//! headlines, BODY the bytes of a body on average (2600). The same numbers give the same bytes on every machine.

#[path = "../benches/archive/mod.rs"]
mod archive;
#[path = "../benches/archive/forms.rs"]
mod forms;
#[path = "../benches/measure/numbers.rs"]
mod numbers;

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result};
use archive::Archive;
use forms::Form;

/// The bytes of a body, where it is not said.
const BODY: usize = 2_600;
/// The seed, where it is not said.
const SEED: u64 = 1;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [form, articles, folder, rest @ ..] = arguments.as_slice() else {
        anyhow::bail!("what is asked for: FORM ARTICLES FOLDER [BODY [SEED]]");
    };
    let form: Form = form.parse().map_err(anyhow::Error::msg)?;
    let articles: usize = articles.parse().context("the number of articles")?;
    let body = rest.first().map_or(Ok(BODY), |body| body.parse()).context("the bytes of a body")?;
    let seed = rest.get(1).map_or(Ok(SEED), |seed| seed.parse()).context("the seed")?;
    let written = forms::write(form, Archive::new(seed, body).take(articles), Path::new(folder))?;
    let (files, megabytes) = (written.files.len(), written.bytes / 1_000_000);
    writeln!(io::stdout(), "{articles} articles in {files} files, {megabytes} MB")?;
    Ok(())
}
