//! Edits that make copies of an article, and articles that only look like copies.

use dateline::text;

/// An article as its paragraphs of sentences.
pub type Paragraphs = Vec<Vec<String>>;

/// Numbers that look random and are the same in every run (xorshift, G. Marsaglia, 2003).
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall the same way.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }

    /// A number from `start` to `end`, both included.
    pub fn within(&mut self, start: usize, end: usize) -> usize {
        start + self.below(end - start + 1)
    }

    /// Whether something happens that happens in so many cases of a hundred.
    pub fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// A text as its paragraphs of sentences.
pub fn parse(body: &str) -> Paragraphs {
    let sentences = |paragraph: &str| {
        text::sentences(paragraph).into_iter().map(|range| paragraph[range].to_owned()).collect::<Vec<_>>()
    };
    body.split('\n').map(sentences).filter(|paragraph| !paragraph.is_empty()).collect()
}

/// The words of all sentences.
pub fn words(paragraphs: &Paragraphs) -> usize {
    paragraphs.iter().flatten().map(|sentence| sentence.split_whitespace().count()).sum()
}

/// Sentences nobody else uses: each is handed out once as it is, later in another order of its words.
#[derive(Debug)]
pub struct Strangers {
    sentences: Vec<String>,
    next: usize,
}

impl Strangers {
    /// Strangers out of these articles.
    pub fn new(articles: &[Paragraphs]) -> Self {
        let long = |sentence: &&String| sentence.split_whitespace().count() >= 8;
        Self { sentences: articles.iter().flatten().flatten().filter(long).cloned().collect(), next: 0 }
    }

    /// The next sentence.
    pub fn sentence(&mut self, dice: &mut Dice) -> String {
        let sentence = self.sentences[self.next % self.sentences.len()].clone();
        let used = self.next >= self.sentences.len();
        self.next += 1;
        if used { shuffled(&sentence, dice) } else { sentence }
    }

    /// A paragraph of at least so many words.
    pub fn paragraph(&mut self, least: usize, dice: &mut Dice) -> Vec<String> {
        let mut paragraph = Vec::new();
        while paragraph.iter().map(|sentence: &String| sentence.split_whitespace().count()).sum::<usize>()
            < least
        {
            paragraph.push(self.sentence(dice));
        }
        paragraph
    }
}

/// The words of a sentence in another order.
fn shuffled(sentence: &str, dice: &mut Dice) -> String {
    let mut words: Vec<&str> = sentence.split_whitespace().collect();
    for place in (1..words.len()).rev() {
        words.swap(place, dice.below(place + 1));
    }
    words.join(" ")
}

/// The first `percent` of the words, cut at the end of a sentence or in the middle of one.
pub fn truncated(article: &Paragraphs, percent: usize, dice: &mut Dice) -> Paragraphs {
    opening(article, words(article) * percent / 100, dice.happens(50))
}

/// The first sentences until there are `wanted` words; the last one may be cut in the middle.
pub fn opening(article: &Paragraphs, wanted: usize, within_sentence: bool) -> Paragraphs {
    let mut left = wanted;
    let mut cut = Paragraphs::new();
    for paragraph in article {
        let mut kept = Vec::new();
        for sentence in paragraph.iter().take_while(|_| left > 0).collect::<Vec<_>>() {
            let words: Vec<&str> = sentence.split_whitespace().collect();
            if words.len() > left && within_sentence {
                kept.push(format!("{}…", words[..left].join(" ")));
            } else if left > 0 {
                kept.push(sentence.clone());
            }
            left = left.saturating_sub(words.len());
        }
        if !kept.is_empty() {
            cut.push(kept);
        }
    }
    cut
}

/// With another first paragraph: its words in an order that leaves hardly a run of them.
pub fn lede_rewritten(article: &Paragraphs, dice: &mut Dice) -> Paragraphs {
    let mut edited = article.clone();
    for sentence in &mut edited[0] {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let mut pairs: Vec<&[&str]> = words.chunks(2).collect();
        for place in (1..pairs.len()).rev() {
            pairs.swap(place, dice.below(place + 1));
        }
        *sentence = pairs.concat().join(" ");
    }
    edited
}

/// With so many of a hundred sentences dropped, changed or moved.
pub fn reworked(article: &Paragraphs, percent: usize, dice: &mut Dice) -> Paragraphs {
    let mut edited: Paragraphs = Vec::new();
    let mut moved = Vec::new();
    for paragraph in article {
        let mut kept = Vec::new();
        for sentence in paragraph {
            if !dice.happens(percent) {
                kept.push(sentence.clone());
                continue;
            }
            match dice.below(3) {
                0 => {}
                1 => kept.push(changed(sentence, dice)),
                _ => moved.push(sentence.clone()),
            }
        }
        edited.push(kept);
    }
    for sentence in moved {
        let place = dice.below(edited.len());
        edited[place].push(sentence);
    }
    edited.retain(|paragraph| !paragraph.is_empty());
    edited
}

/// With some words replaced.
fn changed(sentence: &str, dice: &mut Dice) -> String {
    const OTHERS: [&str; 12] = [
        "reportedly",
        "however",
        "officials",
        "later",
        "local",
        "several",
        "meanwhile",
        "confirmed",
        "added",
        "earlier",
        "nearby",
        "further",
    ];
    let word = |word: &str| if dice.happens(25) { (*dice.pick(&OTHERS)).to_owned() } else { word.to_owned() };
    sentence.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// All paragraphs in one or two, quotes and dashes set another way.
pub fn reset(article: &Paragraphs, dice: &mut Dice) -> Paragraphs {
    let set = |sentence: &String| {
        let plain = sentence.replace(['“', '”'], "\"").replace(['’', '‘'], "'").replace('–', "-");
        if plain == *sentence {
            plain.replace(" \"", " “").replace('"', "”").replace('\'', "’")
        } else {
            plain
        }
    };
    let flowed: Vec<String> = article.iter().flatten().map(set).collect();
    let (first, second) = flowed.split_at(dice.within(1, flowed.len().max(2) - 1).min(flowed.len()));
    [first, second].into_iter().filter(|part| !part.is_empty()).map(<[String]>::to_vec).collect()
}

/// With what a site puts around its articles.
pub fn framed(article: &Paragraphs, dice: &mut Dice) -> Paragraphs {
    const BEFORE: [&str; 4] = [
        "You are reading a free article. Sign up to read two more of them every month without paying anything.",
        "Listen to this article in the player above. The voice was made by a machine and may mispronounce names.",
        "This page was moved to our new address. Please change the mark in your browser at your leisure.",
        "The evening letter brings the five most read stories of the day to your desk at six o'clock.",
    ];
    const BEHIND: [&str; 4] = [
        "Have you seen something that the newsroom should know about? Write to the desk, or ring us at any hour.",
        "All rights are reserved. No part of this text may be put elsewhere unless the publisher has said so in writing.",
        "The writer of this report has been with the paper since its beginning and covers whatever moves on rails.",
        "Readers' letters on this matter will be printed on Saturday, as long as they keep to one hundred words.",
    ];
    let line = |text: &&str| text::sentences(text).into_iter().map(|range| text[range].to_owned()).collect();
    let mut edited: Paragraphs = vec![line(dice.pick(&BEFORE))];
    edited.extend(article.iter().cloned());
    edited.push(line(dice.pick(&BEHIND)));
    edited.push(line(dice.pick(&BEHIND)));
    edited
}

/// As another agency would print it: half of the sentences are its own.
pub fn half_own(article: &Paragraphs, strangers: &mut Strangers, dice: &mut Dice) -> Paragraphs {
    let total = article.iter().map(Vec::len).sum::<usize>();
    let mut own: Vec<bool> = (0..total).map(|place| place < total / 2).collect();
    for place in (1..total).rev() {
        own.swap(place, dice.below(place + 1));
    }
    let mut own = own.into_iter();
    let sentence = |sentence: &String| match own.next() {
        Some(true) => strangers.sentence(dice),
        _ => sentence.clone(),
    };
    let flat: Vec<String> = article.iter().flatten().map(sentence).collect();
    flat.chunks(2).map(<[String]>::to_vec).collect()
}

/// For readers across the Atlantic, whichever side it was written on.
pub fn across(article: &Paragraphs) -> Paragraphs {
    const PAIRS: [(&str, &str); 14] = [
        ("color", "colour"),
        ("labor", "labour"),
        ("organiz", "organis"),
        ("center", "centre"),
        ("defense", "defence"),
        ("recogniz", "recognis"),
        ("program ", "programme "),
        ("neighbor", "neighbour"),
        ("honor", "honour"),
        ("traveled", "travelled"),
        ("canceled", "cancelled"),
        ("theater", "theatre"),
        ("toward ", "towards "),
        ("behavior", "behaviour"),
    ];
    let swap = |sentence: &String| {
        PAIRS.iter().fold(sentence.clone(), |text, (american, british)| {
            if text.contains(british) {
                text.replace(british, american)
            } else {
                text.replace(american, british)
            }
        })
    };
    article.iter().map(|paragraph| paragraph.iter().map(swap).collect()).collect()
}

/// The next report on the same matter: a new top above what was known before.
pub fn updated(article: &Paragraphs, strangers: &mut Strangers, dice: &mut Dice) -> Paragraphs {
    let kept = article.len() / 2;
    let mut edited = vec![strangers.paragraph(60, dice), strangers.paragraph(60, dice)];
    edited.extend(article.iter().skip(article.len() - kept).cloned());
    edited
}
