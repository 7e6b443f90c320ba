//! Which language a text is in by its commonest words and endings, for texts that are not plainly English.
//!
//! The lists tell apart the languages of Latin script that are nearest to one another. Where two come out too close,
//! or too few words are known, nothing is told.

/// A language, its commonest words, and endings it has and its neighbours mostly lack. English stands among them only
/// to win against the others.
const LANGUAGES: [(&str, &str, &str); 20] = [
    (
        "en",
        "the of and to that was for with his they have this from had not are were which has been would their who \
         will it is at by he she in on a an as or be but after over new says said up out its more than against \
         when how what why into about can may two us you your i we no amid",
        "tion ing ment ness ed ly",
    ),
    (
        "es",
        "el la los las un una unos unas y e o u de del al a en con por para sin sobre entre desde hasta que se su \
         sus lo le les es son fue ser ha han había hay como más pero no ya este esta estos estas ese esa eso también \
         muy tras según cuando donde porque está están durante contra años año dos todo todos así sólo solo hoy qué \
         ante ni sino",
        "ción ciones ó aron ieron dad dades ía ías illo illa",
    ),
    (
        "ca",
        "el la els les un una uns unes i o de del dels al als a en amb per sense sobre entre des fins que es se seu \
         seva seus seves ho li és són va van ser ha han hi com més però no ja aquest aquesta aquests també molt \
         segons quan on perquè està estan durant contra anys any dos tot tots així només avui què d l",
        "ció cions tat tats ment",
    ),
    (
        "gl",
        "o a os as un unha uns unhas e ou de do da dos das ao aos á ás en no na nos nas nun nunha con por polo pola \
         polos polas para sen sobre entre desde ata que se seu súa seus súas lle é son foi ser foron hai ten teñen \
         como máis pero mais non xa este esta estes estas ese esa iso tamén moito tras segundo cando onde porque \
         está están durante contra anos ano dous todo todos así só hoxe",
        "ción cións ou aron dade dades ía ías",
    ),
    (
        "pt",
        "o a os as um uma uns umas e ou de do da dos das ao aos à às em no na nos nas num numa com por pelo pela \
         pelos pelas para sem sobre entre desde até que se seu sua seus suas lhe é são foi ser foram há tem têm como \
         mais mas não já este esta estes estas esse essa isso também muito após segundo quando onde porque está \
         estão durante contra anos ano dois todo todos assim só hoje diz",
        "ção ções ão ões ães ê ês ou aram eram iram dade dades agem lho lha inho inha",
    ),
    (
        "fr",
        "le la les un une des et ou de du au aux à en dans avec par pour sans sur sous entre depuis que qui se son \
         sa ses leur leurs il elle ils elles on ce cette ces c d l qu n s est sont été être a ont avait y comme plus \
         mais ne pas ni déjà aussi très après selon quand où parce pendant contre ans deux tout tous fait face",
        "aux eux euse ère ères ée ées eur eurs oire oires ique iques aient ois oise aise ette tion ment ité",
    ),
    (
        "it",
        "il lo la i gli le un uno una e o di del dello della dei degli delle da dal dalla al allo alla ai alle in nel \
         nella nei nelle con per su sul sulla tra fra che si suo sua suoi sue loro ci è sono stato stata essere ha \
         hanno come più ma non già anche molto dopo secondo quando dove perché questo questa contro anni due tutti \
         l d dell all nell dall sull",
        "zione zioni tà ità elle etti ato ata ati",
    ),
    (
        "ro",
        "și în de la cu pe din pentru că să se nu mai este sunt a au fost care un o al ale ai lui ei lor dar după \
         prin între despre până dacă când unde acest această ani într fi va vor si in",
        "ului ilor ție ții rii",
    ),
    (
        "de",
        "der die das den dem des ein eine einen einem einer eines und oder in im an am auf aus bei beim mit nach von \
         vom vor zu zum zur für über unter durch gegen ohne um bis seit während dass wenn weil wie als auch nicht \
         noch nur schon sehr mehr ist sind war waren wird werden wurde wurden hat haben hatte sich er sie es ihr ihre \
         sein seine man aber so hier dort wo was wer diese dieser dieses jahr jahren kein keine soll will kann",
        "ung ungen keit heit lich liche lichen sche schen scher tz cht chen ieren",
    ),
    (
        "nl",
        "de het een en of in op aan bij met naar van voor uit over onder door tegen zonder om tot sinds dat als omdat \
         hoe ook niet nog alleen al zeer meer is zijn was waren wordt worden werd werden heeft hebben had zich hij \
         zij ze hun haar men maar zo hier daar waar wat wie deze dit die jaar geen zal wil kan dan te er",
        "lijk lijke heid heden ij ijk aar eer oek cht",
    ),
    (
        "sv",
        "och att det som en ett den de i på av för med till från om under mot utan vid efter är var har hade inte kan \
         ska skulle vi han hon man sig sin sitt sina men så när där eller också över år mycket blir bli blev",
        "ning ningar skt arna",
    ),
    (
        "da",
        "og at det som en et den de i på af for med til fra om under mod uden ved efter er var har havde ikke kan skal \
         skulle vi han hun man sig sin sit sine men så når der eller også over år meget bliver blive blev",
        "ning ninger erne sk",
    ),
    (
        "no",
        "og at det som en et den de i på av for med til fra om under mot uten ved etter er var har hadde ikke kan skal \
         skulle vi han hun man seg sin sitt sine men så når der eller også over år mye blir bli ble",
        "ning ninger ene sk",
    ),
    (
        "pl",
        "i w na z się nie do to że jest o od po za jak przez ale dla są oraz ze jego przed był było ma już tym czy \
         tego przy które który która",
        "",
    ),
    (
        "cs",
        "a se na v je že s z do to i o k by ve jsou pro jako ale za po od jeho byl bylo které který také není při",
        "",
    ),
    (
        "hu",
        "a az és hogy nem is egy van volt meg de csak már még mint el kell ki után szerint lesz ezt azt",
        "",
    ),
    (
        "fi",
        "ja on ei se että hän oli ovat joka mutta myös kuin niin tai sen kun vuoden mukaan ole jo vain",
        "",
    ),
    (
        "tr",
        "ve bir bu da de için ile olarak olan çok daha en kadar sonra gibi ama o ne var yok değil oldu",
        "",
    ),
    (
        "id",
        "yang dan di dengan untuk dari pada dalam ini itu tidak akan telah oleh ke sebagai adalah juga",
        "",
    ),
    ("vi", "của và là có được trong cho không các những một với đã người này khi về từ ở", ""),
];

/// A text of some language that is none of these, by BCP 47.
const UNDETERMINED: &str = "und";
/// So many words are looked at.
const SAMPLE: u32 = 200;
/// So many words must be known before anything is told.
const LEAST_KNOWN: u32 = 3;
/// So many in a hundred words of prose are common ones at least. In headlines every fifth is.
const SHARE: u32 = 18;
/// With fewer than so many known words the likeliest language must lead by two.
const FEW_KNOWN: u32 = 4;
/// It must lead by one in so many known words.
const LEAD_SHARE: u32 = 8;
/// From so many words on a text that is in none of these languages is told to be in another.
const PROSE: u32 = 40;
/// So many words tell against what is stated.
const SURELY: u32 = 30;
/// English prose has more common words in a hundred than this.
const SURELY_NOT_ENGLISH: u32 = 8;

/// The BCP 47 tag of the likeliest language, where it is clear.
pub(super) fn detect<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    Sample::of(texts).language()
}

/// The same, for texts long enough to be told beyond doubt.
pub(super) fn detect_surely<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let sample = Sample::of(texts);
    sample.language().filter(|language| sample.words >= SURELY && *language != UNDETERMINED)
}

/// Whether a language with this primary tag is among those told.
pub(super) fn tells(language: &str) -> bool {
    LANGUAGES.iter().any(|(other, ..)| *other == language)
}

/// The words looked at.
#[derive(Debug, Default)]
struct Sample {
    words: u32,
    /// Words that begin with a small letter, or with a letter of a script that has none.
    small: u32,
    known: [u32; LANGUAGES.len()],
}

/// A word while its letters arrive.
#[derive(Debug, Default)]
struct Word {
    /// In lower case.
    letters: String,
    /// Whether it begins with a capital.
    capital: bool,
    /// Whether it has small letters.
    small: bool,
}

impl Word {
    fn push(&mut self, letter: char) {
        self.capital |= self.letters.is_empty() && letter.is_uppercase();
        self.small |= !letter.is_uppercase();
        if letter.is_ascii() {
            self.letters.push(letter.to_ascii_lowercase());
        } else {
            self.letters.extend(letter.to_lowercase());
        }
    }
}

/// The same room with nothing in it.
fn cleared(mut letters: String) -> String {
    letters.clear();
    letters
}

/// Whether it is the accent of the letter before it, in decomposed text.
fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

impl Sample {
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut sample = Self::default();
        texts.for_each(|text| sample.take(text));
        sample
    }

    fn take(&mut self, text: &str) {
        let mut word = Word::default();
        let mut opens = true;
        for letter in text.chars().chain([' ']) {
            if self.words == SAMPLE {
                return;
            } else if letter.is_alphabetic() {
                word.push(letter);
            } else if !is_accent(letter) {
                if !word.letters.is_empty() {
                    self.count(&word, opens);
                    word = Word { letters: cleared(word.letters), ..Word::default() };
                    opens = false;
                }
                opens |= matches!(letter, '.' | '!' | '?' | ':' | '\n' | '«' | '“' | '„' | '"' | '–' | '—');
            }
        }
    }

    /// Counts a word, which `opens` a sentence.
    fn count(&mut self, word: &Word, opens: bool) {
        self.words += 1;
        self.small += u32::from(!word.capital);
        // `Von` in a name is no German word, but `VON` in a line of capitals is one.
        let is_name = word.capital && word.small && !opens;
        let bytes = word.letters.as_bytes();
        let mut languages = if is_name { 0 } else { packed(bytes).map_or(0, |word| looked_up(&WORDS, word)) };
        if languages == 0 {
            let endings = (1..=LONGEST_ENDING)
                .filter_map(|length| bytes.get(bytes.len().checked_sub(length + 1)? + 1..));
            let told = endings.filter_map(packed).map(|ending| looked_up(&ENDINGS, ending));
            languages = told.fold(0, |all, told| all | told);
        }
        for (place, known) in self.known.iter_mut().enumerate() {
            *known += languages >> place & 1;
        }
    }

    fn language(&self) -> Option<&'static str> {
        let all = LANGUAGES.iter().zip(self.known);
        let ((best, ..), most) = all.clone().max_by_key(|(_, known)| *known)?;
        let second = all.filter(|((other, ..), _)| other != best).map(|(_, known)| known).max()?;
        let clear = most >= second + (most / LEAD_SHARE).max(1 + u32::from(most < FEW_KNOWN));
        if most >= LEAST_KNOWN && most * 100 >= self.words * SHARE && clear {
            return Some(best);
        }
        let [english, ..] = self.known;
        let is_prose = self.words >= PROSE && self.small * 2 >= self.words;
        (is_prose && english * 100 < self.words * SURELY_NOT_ENGLISH).then_some(UNDETERMINED)
    }
}

/// The bytes of a short word in one number; nothing for a longer one, which no list has.
fn packed(word: &[u8]) -> Option<u64> {
    let pack = || word.iter().fold(0, |packed, byte| packed << 8 | u64::from(*byte));
    (word.len() <= 8).then(pack)
}

/// Words or endings with a bit for each language that has them.
type Table = [(u64, u32); SLOTS];

/// A bit for each language that has this word or ending.
fn looked_up(table: &Table, word: u64) -> u32 {
    let mut at = slot(word);
    loop {
        match table.get(at) {
            Some((known, languages)) if *known == word => return *languages,
            Some((0, _)) | None => return 0,
            Some(_) => at = (at + 1) % SLOTS,
        }
    }
}

/// Room for all words with as much left free, so that few stand where another should.
const SLOTS: usize = 2048;

/// The longest ending, in bytes.
const LONGEST_ENDING: usize = 6;

/// Where a word is looked for first.
#[expect(clippy::cast_possible_truncation, reason = "only the bits that number the slots are left")]
const fn slot(word: u64) -> usize {
    // The odd multiplier nearest to 2^64 divided by the golden ratio spreads numbers evenly; the top bits are best.
    (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SLOTS.trailing_zeros())) as usize
}

static WORDS: Table = {
    let mut table = [(0, 0); SLOTS];
    let mut language = 0;
    while language < LANGUAGES.len() {
        table = with_words(table, LANGUAGES[language].1.as_bytes(), 1 << language);
        language += 1;
    }
    table
};

static ENDINGS: Table = {
    let mut table = [(0, 0); SLOTS];
    let mut language = 0;
    while language < LANGUAGES.len() {
        table = with_words(table, LANGUAGES[language].2.as_bytes(), 1 << language);
        language += 1;
    }
    table
};

/// The table with the words of one language, each in the first free place from its slot on.
const fn with_words(mut table: Table, words: &[u8], language: u32) -> Table {
    let (mut at, mut word) = (0, 0);
    while at <= words.len() {
        if at < words.len() && words[at] != b' ' {
            word = word << 8 | words[at] as u64;
        } else if word != 0 {
            let mut place = slot(word);
            while table[place].0 != 0 && table[place].0 != word {
                place = (place + 1) % SLOTS;
            }
            table[place] = (word, table[place].1 | language);
            word = 0;
        }
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_word_and_ending_is_found_in_its_languages() {
        for (place, (language, words, endings)) in LANGUAGES.iter().enumerate() {
            for (table, listed) in [(&WORDS, words), (&ENDINGS, endings)] {
                for word in listed.split_whitespace() {
                    let packed = packed(word.as_bytes()).unwrap_or_else(|| panic!("{word} is too long"));
                    assert_eq!(looked_up(table, packed) >> place & 1, 1, "{language}: {word}");
                }
            }
            assert!(endings.split(' ').all(|ending| ending.len() <= LONGEST_ENDING), "{language}");
        }
        for word in ["", "xyzzy", "niger"] {
            assert_eq!(packed(word.as_bytes()).map(|word| looked_up(&WORDS, word)), Some(0), "{word}");
        }
    }

    fn check(language: Option<&str>, texts: &[&str]) {
        let mut failures = String::new();
        for text in texts {
            let found = detect([*text].into_iter());
            if found != language {
                failures.extend([format!("{found:?} for {text}\n")]);
            }
        }
        assert!(failures.is_empty(), "not {language:?} but\n{failures}");
    }

    #[test]
    fn headlines_and_short_paragraphs_are_told() {
        check(
            Some("es"),
            &[
                "El Gobierno aprueba una ley para proteger los bosques del norte",
                "La lluvia inunda las calles de la ciudad y obliga a cerrar dos escuelas",
                "Los agricultores piden ayuda tras la peor sequía en décadas. Según el ministro, habrá fondos.",
                "EL PRESIDENTE VIAJA A PARÍS PARA UNA REUNIÓN CON LOS LÍDERES DE LA REGIÓN",
            ],
        );
        check(
            Some("fr"),
            &[
                "Le gouvernement veut réformer les retraites avant la fin de l’année",
                "La pluie a inondé les rues de la ville et deux écoles sont fermées",
                "Les pêcheurs du port demandent de l’aide après la tempête de dimanche.",
                "L’armée dit avoir repris le contrôle d’une ville du nord",
            ],
        );
        check(
            Some("de"),
            &[
                "Die Regierung will den Wald im Norden des Landes besser schützen",
                "Nach dem Sturm bleiben die Schulen in der Stadt bis Montag geschlossen",
                "Der Minister ist am Dienstag mit seinem Amtskollegen zu einem Gespräch zusammengekommen.",
                "Bauern fordern Hilfe nach der schlimmsten Dürre seit Jahrzehnten",
            ],
        );
        check(
            Some("pt"),
            &[
                "O governo aprova uma lei para proteger as florestas do norte",
                "A chuva inunda as ruas da cidade e fecha duas escolas, diz a prefeitura",
                "Os agricultores pedem ajuda após a pior seca em décadas. Não há água para o gado.",
                "Presidente viaja a Paris para uma reunião com os líderes da região",
            ],
        );
    }

    #[test]
    fn neighbours_are_not_taken_for_one_another() {
        let texts = [
            (
                "it",
                "Il governo ha approvato una legge per proteggere i boschi del nord, dopo gli incendi della scorsa estate.",
            ),
            (
                "nl",
                "De regering wil de bossen in het noorden van het land beter beschermen, zegt de minister.",
            ),
            (
                "pl",
                "Rząd chce lepiej chronić lasy na północy kraju, ale nie ma na to pieniędzy, jak mówi minister.",
            ),
            (
                "ca",
                "El govern aprova una llei per protegir els boscos del nord després dels incendis d’aquest estiu, amb més diners.",
            ),
            (
                "gl",
                "O goberno aproba unha lei para protexer os bosques do norte despois dos lumes deste verán, con máis cartos.",
            ),
            (
                "ro",
                "Guvernul vrea să protejeze mai bine pădurile din nordul țării, după incendiile de la începutul verii.",
            ),
            (
                "sv",
                "Regeringen vill skydda skogarna i norra delen av landet bättre efter bränderna som var i somras.",
            ),
            (
                "da",
                "Regeringen vil beskytte skovene i den nordlige del af landet bedre efter de brande, der var i sommer.",
            ),
            (
                "no",
                "Regjeringen vil beskytte skogene i den nordlige delen av landet bedre etter brannene som var i sommer.",
            ),
        ];
        for (language, text) in texts {
            let found = detect([text].into_iter());
            assert!(found == Some(language) || found.is_none(), "{found:?} for {language}: {text}");
        }
        let told = texts.iter().filter(|(language, text)| detect([*text].into_iter()) == Some(*language));
        assert!(told.count() >= 7, "most of them are told, not only not mistaken");
    }

    #[test]
    fn little_text_lists_and_english_are_nothing_else() {
        check(
            None,
            &[
                "",
                "Madrid",
                "El Niño",
                "La Paz, Santa Cruz, Los Angeles",
                "Real Madrid 2, Bayern München 1",
                "Von der Leyen, Le Pen and De Croo in Den Haag",
                "Manchester City Liverpool Arsenal Chelsea Tottenham Everton Fulham",
            ],
        );
        let english = [
            "Ministers meet in Berlin to discuss a plan for gas",
            "Storm closes schools",
            "De facto ruler of El Salvador meets envoy",
        ];
        for text in english {
            let found = detect([text].into_iter());
            assert!(found.is_none() || found == Some("en"), "{found:?} for {text}");
        }
    }

    #[test]
    fn prose_in_yet_another_language_is_told_to_be_in_another() {
        let swahili = "serikali imesema kuwa itajenga shule mpya katika kijiji hicho baada ya mvua kubwa kuharibu majengo \
            ya zamani, na wazazi wengi wameomba msaada wa haraka ili watoto wao waweze kuendelea na masomo yao mwezi \
            ujao huku walimu wakisubiri vitabu vipya kutoka mjini kwa ajili ya wanafunzi wote";
        check(Some(UNDETERMINED), &[swahili]);
    }
}
