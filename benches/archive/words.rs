//! Words by their rank: the commonest are listed, the others are made of syllables, no two alike.

/// Ordinary words of news, the commonest first.
const LISTED: &str = "the of to in and a on for is at by with as from that it was after over will has an be not new \
    more says government minister people police year two president election budget court talks border water company \
    city strike flood war price market health school trade vote bank workers storm oil troops rebels parliament deal \
    power farmers fire killed crisis report leader party tax law trial hospital virus vaccine drought harvest energy gas \
    river port airport bridge team final match club coach festival film museum study climate forest whale satellite \
    million day week month town island village coast road rail plan first last three against under before without near \
    as down up out off into between during about their his her its this these who which when where how why what than \
    back late early high low open closed free former young old small large public local national foreign army navy \
    soldiers attack ceasefire peace protest march rally arrest prison judge lawyer murder robbery fraud inquiry charges \
    jobs wages inflation growth exports imports shares profit loss debt loan fund aid refugees migrants visa passport \
    doctors nurses patients students teachers university exam pupils church mosque temple bishop pilgrims earthquake \
    volcano landslide heat cold snow rain wind solar nuclear coal mine copper gold wheat rice coffee cocoa cattle fish";

const ONSETS: [&str; 20] =
    ["b", "br", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p", "r", "s", "t", "v"];
const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
const ACCENTED: [&str; 5] = ["á", "é", "í", "ø", "ü"];
const CODAS: [&str; 5] = ["", "n", "r", "l", "s"];

/// How many syllables there are. No two rows of them read alike: each begins with an onset, and no coda together with
/// an onset is another onset.
const SYLLABLES: usize = ONSETS.len() * VOWELS.len() * CODAS.len();

/// The rank from which on words have three syllables.
const RARE: usize = 4_000;

/// Have no divisor in common with the number of syllables, so that every rank gives another row of them.
const STEPS: [usize; 2] = [17_389, 48_271_007];

/// The words of an archive.
#[derive(Debug)]
pub struct Words {
    listed: Vec<&'static str>,
}

impl Words {
    /// All words.
    pub fn new() -> Self {
        Self { listed: LISTED.split_whitespace().collect() }
    }

    /// Adds the word of a rank from 0 to a text: a third of those that are made are names, and of these one in five
    /// has an accent.
    pub fn push(&self, rank: usize, text: &mut String) {
        if let Some(word) = self.listed.get(rank) {
            text.push_str(word);
            return;
        }
        let name = rank.is_multiple_of(3);
        let vowels = if name && rank.is_multiple_of(5) { &ACCENTED } else { &VOWELS };
        let start = text.len();
        if rank < RARE {
            push_syllables(rank * STEPS[0], 2, vowels, text);
        } else {
            push_syllables(rank * STEPS[1], 3, vowels, text);
        }
        if name {
            capitalise(text, start);
        }
    }
}

/// Adds so many syllables, all but the first with plain vowels.
fn push_syllables(mut number: usize, count: usize, first: &[&str; 5], text: &mut String) {
    let mut vowels = first;
    for _ in 0..count {
        let syllable = number % SYLLABLES;
        number /= SYLLABLES;
        text.push_str(ONSETS[syllable % ONSETS.len()]);
        text.push_str(vowels[syllable / ONSETS.len() % VOWELS.len()]);
        text.push_str(CODAS[syllable / ONSETS.len() / VOWELS.len()]);
        vowels = &VOWELS;
    }
}

/// Makes the letter at a place a capital, where it is one of English.
pub fn capitalise(text: &mut str, at: usize) {
    text.get_mut(at..=at).into_iter().for_each(str::make_ascii_uppercase);
}
