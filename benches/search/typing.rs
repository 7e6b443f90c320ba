//! Words that are looked for, and how they are typed: here, and in fzf.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use portable_pty::CommandBuilder;

use crate::memory::memory;
use crate::numbers::Numbers;
use crate::watched::Watched;

/// The most letters that are typed of a word.
const LETTERS: usize = 12;

/// One word in so many is mistyped.
const MISTYPED: usize = 6;

/// When fzf has drawn nothing for so long, it is done. It shows its progress more often than that.
const PAUSE: Duration = Duration::from_millis(400);

/// Takes words at random from lines, so that common words come as often as they are common: of each line so many.
pub fn words(lines: &str, each: usize, count: usize, numbers: &mut Numbers) -> Vec<Vec<String>> {
    let lines: Vec<&str> = lines.lines().collect();
    let mut found = Vec::new();
    while found.len() < count {
        let line = lines.get(numbers.below(lines.len())).copied().unwrap_or_default();
        let words = line.split(|letter: char| !letter.is_alphanumeric());
        let words: Vec<&str> = words.filter(|word| word.chars().count() >= 3).collect();
        let mut word = || words.get(numbers.below(words.len())).map(|word| word.to_lowercase());
        let taken: Option<Vec<String>> = (0..each).map(|_| word()).collect();
        found.extend(taken);
    }
    found
}

/// Makes a mistake in some of the words.
pub fn mistype(words: &mut [String], numbers: &mut Numbers) {
    for word in words.iter_mut().filter(|word| word.is_ascii() && word.len() > 5).step_by(MISTYPED) {
        let at = 2 + numbers.below(word.len() - 2);
        word.replace_range(at..=at, "x");
    }
}

/// What stands in the filter after each key of a word.
pub fn keys(word: &str) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8()).take(LETTERS);
    ends.filter_map(|end| word.get(..end))
}

/// fzf with a file of lines before it.
pub struct Fzf {
    screen: Watched,
}

impl Fzf {
    /// Starts it, and waits until it has read all lines.
    pub fn start(lines: &Path, count: usize) -> Result<Self> {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", "exec fzf < \"$1\"", "sh"]);
        command.arg(lines);
        let mut screen = Watched::start(command)?;
        screen.until("fzf", |text| text.contains(&format!("{count}/{count}")))?;
        screen.quiet(PAUSE)?;
        Ok(Self { screen })
    }

    /// Types a letter and waits until the list and the count are there.
    pub fn key(&mut self, letter: &str) -> Result<Duration> {
        let pressed: Instant = self.screen.press(letter)?;
        let mut drawn = None;
        loop {
            drawn = self.screen.quiet(PAUSE)?.or(drawn);
            if !self.screen.screen().lines().any(|line| line.contains('/') && line.contains("%)")) {
                break;
            }
        }
        Ok(drawn.context("fzf drew nothing")?.saturating_duration_since(pressed))
    }

    /// Takes back what was typed.
    pub fn clear(&mut self) -> Result<()> {
        self.key("\u{15}").map(drop)
    }

    /// The most memory it took, in bytes.
    pub fn memory(&self) -> Option<u64> {
        memory(self.screen.process(), "VmHWM")
    }

    /// Ends it.
    pub fn leave(self) -> Result<()> {
        self.screen.leave("\u{1b}")
    }
}
