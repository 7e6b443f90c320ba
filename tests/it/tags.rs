//! What short news texts are tagged with: the sample pages, and texts written for one difficulty each.

use dateline::article::{Article, Caption, Lines, Tag};
use dateline::classify::{Context, Home, Subject, Tagger};
use dateline::text::SafeText;

/// A text and what it must, and must not, be tagged with; codes and labels are parted by spaces.
struct Case {
    /// The headline, then one paragraph a line; `[caption]` and `[dateline]` open lines of their own.
    text: &'static str,
    /// Countries it is about; the first must be the strongest.
    about: &'static str,
    /// Countries it is not about.
    not: &'static str,
    /// Regions it has.
    regions: &'static str,
    /// Topics it has; the first must be the strongest.
    topics: &'static str,
}

const NONE: Case = Case { text: "", about: "", not: "", regions: "", topics: "" };

/// An article of a headline, then one paragraph a line; `[caption]` and `[dateline]` open lines of their own.
pub(crate) fn article(text: &str) -> Article {
    let starting = |mark: &str| text.lines().filter_map(|line| line.strip_prefix(mark)).collect::<Vec<_>>();
    let mut plain = text.lines().filter(|line| !line.is_empty() && !line.starts_with('['));
    let headline = plain.next().filter(|headline| *headline != "-").unwrap_or_default();
    let mut article = Article::plain(headline, plain);
    let caption = |text: &&str| Caption { text: SafeText::label(text), credit: None, lines: Lines::one(1) };
    article.captions = starting("[caption] ").iter().map(caption).collect();
    article.attribution.dateline = starting("[dateline] ").first().map(|place| SafeText::label(place));
    article
}

fn from(home: Option<Home>) -> Context<'static> {
    Context { home, ..Context::default() }
}

fn codes(tags: &[Tag]) -> Vec<&str> {
    tags.iter().map(|tag| tag.code.as_str()).collect()
}

fn labels(tags: &[Tag]) -> Vec<&str> {
    tags.iter().map(|tag| tag.label.as_str()).collect()
}

fn check(cases: &[Case]) {
    let tagger = Tagger::new();
    let mut failures = String::new();
    for case in cases {
        let tags = tagger.tag(&article(case.text));
        let (countries, regions, topics) =
            (codes(&tags.countries), codes(&tags.regions), labels(&tags.topics));
        let mut expect = |holds: bool, what: &str| {
            if !holds {
                let found = format!("{countries:?} {regions:?} {topics:?}");
                failures.extend([format!("{what}, but {found} for:\n    {}\n", case.text)]);
            }
        };
        for (wanted, found) in [(case.about, &countries), (case.regions, &regions), (case.topics, &topics)] {
            expect(wanted.split_whitespace().all(|code| found.contains(&code)), wanted);
        }
        for (wanted, found) in [(case.about, &countries), (case.topics, &topics)] {
            let first = wanted.split_whitespace().next();
            expect(first.is_none() || found.first().copied() == first, &format!("{first:?} first"));
        }
        expect(
            case.not.split_whitespace().all(|code| !countries.contains(&code)),
            &format!("not {}", case.not),
        );
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// The articles of a sample page, by its own simple layout: blank lines part articles, and what stands twice is a
/// headline or a caption.
fn seed(name: &str) -> Vec<Article> {
    let path = format!("{}/seeds/{name}", env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(path).expect("the sample pages are part of the project");
    page.split("\n\n\n").filter(|part| !part.trim().is_empty()).map(seed_article).collect()
}

fn seed_article(part: &str) -> Article {
    let mut text = String::new();
    let mut seen: Vec<&str> = Vec::new();
    for line in part.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "TT") {
        if seen.contains(&line) {
            continue;
        }
        let repeats = part.lines().filter(|other| other.trim() == line).count();
        if repeats > 1 && !seen.is_empty() {
            text.push_str("[caption] ");
        }
        seen.push(line);
        text.push_str(line);
        text.push('\n');
    }
    article(&text)
}

#[test]
fn seed_of_the_volunteers_is_about_niger_and_the_sahel() {
    let page = seed("000_a899b6af46aa97f2.txt");
    let body = page.iter().flat_map(|article| article.body.iter().map(|b| b.text.as_str()));
    let whole: String = std::iter::once("-")
        .chain(page.iter().map(|a| &*a.headline.text))
        .chain(body)
        .collect::<Vec<_>>()
        .join("\n");
    let tags = Tagger::new().tag(&article(&whole));
    assert_eq!(codes(&tags.countries)[0], "NE");
    assert!(!codes(&tags.countries).contains(&"NG"));
    assert_eq!(codes(&tags.regions)[..2], ["011", "sahel"]);
    assert_eq!(labels(&tags.topics)[0], "conflict");
    assert!(labels(&tags.topics).contains(&"diplomacy"));
}

#[test]
fn seed_page_of_four_articles_has_the_tags_an_editor_would_give() {
    let page = seed("004_385f06038a73da51.txt");
    assert_eq!(page.len(), 4);
    let tagger = Tagger::new();
    let tags: Vec<_> = page.iter().map(|article| tagger.tag(article)).collect();
    let countries: Vec<_> = tags.iter().map(|tags| codes(&tags.countries)).collect();
    let regions: Vec<_> = tags.iter().map(|tags| codes(&tags.regions)).collect();
    let topics: Vec<_> = tags.iter().map(|tags| labels(&tags.topics)).collect();
    assert_eq!(countries[0][0], "NE");
    assert!(!countries[0].contains(&"GM"), "Gambia stands only in a caption");
    assert!(codes(&tags[0].mentioned).contains(&"GM"));
    assert_eq!(regions[0][..2], ["011", "sahel"]);
    assert!(topics[0].contains(&"conflict") && topics[0].contains(&"diplomacy"));

    assert_eq!(countries[1][0], "IR");
    assert_eq!(regions[1][0], "middle-east");
    assert!(topics[1].contains(&"conflict") && topics[1].contains(&"politics"));

    assert_eq!(countries[2][..2], ["PS", "IL"]);
    assert_eq!(regions[2][0], "middle-east");
    assert_eq!(topics[2][0], "diplomacy");
    assert!(!topics[2].contains(&"culture") && !topics[2].contains(&"politics"));

    assert_eq!(countries[3].len(), 3);
    assert!(["PH", "US", "CN"].iter().all(|code| countries[3].contains(code)));
    assert!(regions[3][..3].contains(&"035"));
    assert!(topics[3].contains(&"conflict") && topics[3].contains(&"diplomacy"));
}

#[test]
fn evidence_tells_the_words_their_number_and_their_weight() {
    let tags = Tagger::new().tag(&article(
        "Niger votes\nNiger held a vote on Sunday. Nigeriens queued in Niamey.\n[caption] A market in Gambia",
    ));
    let evidence = &tags.countries[0].evidence;
    let told: Vec<_> = evidence.iter().map(|e| (e.text.as_str(), e.count)).collect();
    assert_eq!(told, [("Niger", 2), ("Nigeriens", 1), ("Niamey", 1)]);
    assert!(evidence.iter().all(|e| e.weight > 0.0 && e.weight <= 1.0));
    assert_eq!(tags.mentioned[0].evidence[0].count, 1);
    assert!((tags.mentioned[0].evidence[0].weight - 0.3).abs() < 1e-6);
}

/// What a source in this country would have its article tagged with, and whether each tag says so.
fn tagged_at_home(home: &str, text: &str) -> Vec<(String, bool)> {
    let tagger = Tagger::new();
    let home = tagger.home(home).expect("a country");
    let tags = tagger.tag_in(from(Some(home)), &article(text));
    tags.countries.iter().map(|tag| (tag.code.to_string(), tag.is_by_home())).collect()
}

#[test]
fn an_ambiguous_place_is_rather_one_in_the_home_country_of_the_source() {
    let paris = "School board meets\nThe school board met in Paris on Monday and voted on the budget.";
    assert_eq!(codes(&Tagger::new().tag(&article(paris)).countries), ["FR"]);
    assert_eq!(tagged_at_home("US", paris), [("US".to_owned(), true)]);
    assert_eq!(tagged_at_home("Germany", paris), [("FR".to_owned(), false)]);
    let clear =
        "France votes\nThe French parliament voted in Paris, and France waited for the president of France.";
    assert_eq!(tagged_at_home("US", clear), [("FR".to_owned(), false)]);
}

#[test]
fn an_article_that_names_no_place_is_about_the_home_country_of_its_source() {
    let text = "School board meets\nThe school board met on Monday and voted on the budget.";
    assert_eq!(tagged_at_home("NE", text), [("NE".to_owned(), true)]);
    let tagger = Tagger::new();
    let tags = tagger.tag_in(from(tagger.home("NE")), &article(text));
    assert!(codes(&tags.regions).contains(&"011"), "{:?}", codes(&tags.regions));
    assert!(Tagger::new().tag(&article(text)).countries.is_empty());
    assert_eq!(tagged_at_home("NE", "Togo votes\nTogo voted on Monday."), [("TG".to_owned(), false)]);
}

#[test]
fn vocabulary_knows_what_readers_type() {
    let tagger = Tagger::new();
    let known = |subject, typed: &str| -> Option<&str> {
        let typed = typed.to_lowercase();
        let named = |name: &str| name.to_lowercase() == typed;
        let entry = tagger.entries().iter().filter(|entry| entry.subject == subject).find(|entry| {
            named(&entry.code) || named(&entry.label) || entry.aliases.iter().any(|alias| named(alias))
        });
        entry.map(|entry| entry.code.as_str())
    };
    for (typed, code) in
        [("ner", "NE"), ("drc", "CD"), ("uk", "GB"), ("us", "US"), ("nigerien", "NE"), ("niamey", "NE")]
    {
        assert_eq!(known(Subject::Country, typed), Some(code), "{typed}");
    }
    let regions = [
        ("west-africa", "011"),
        ("West African", "011"),
        ("011", "011"),
        ("mena", "mena"),
        ("se asia", "035"),
        ("South-eastern Asia", "035"),
        ("nato", "nato"),
        ("latam", "419"),
    ];
    for (typed, code) in regions {
        assert_eq!(known(Subject::Region, typed), Some(code), "{typed}");
    }
    let topics = [("war", "16000000"), ("biz", "04000000"), ("tech", "13000000"), ("climate", "06000000")];
    for (typed, code) in topics {
        assert_eq!(known(Subject::Topic, typed), Some(code), "{typed}");
    }
}

#[test]
fn names_that_look_alike_are_told_apart() {
    check(&[
        Case {
            text: "Niger closes its border with Nigeria\nThe government in Niamey said the crossing would stay shut.",
            about: "NE NG",
            regions: "011 sahel",
            ..NONE
        },
        Case {
            text: "Nigerian farmers return\nFarmers in Nigeria's Niger State went back to their fields near Kaduna.",
            about: "NG",
            not: "NE",
            regions: "011 202 002",
            ..NONE
        },
        Case {
            text: "Boats sink on the river\nTwo boats sank on the Niger River near Timbuktu, officials in Mali said.",
            about: "ML",
            not: "NE",
            topics: "disaster",
            ..NONE
        },
        Case {
            text: "Georgian parliament passes bill\nLawmakers in Tbilisi backed the bill. Georgia wants to join the European Union.",
            about: "GE",
            not: "US",
            regions: "caucasus 145",
            topics: "politics",
        },
        Case {
            text: "Storm hits Georgia\nAtlanta lost power for hours as the storm crossed into South Carolina. Georgia's governor urged people to stay home.",
            about: "US",
            not: "GE",
            regions: "021",
            topics: "disaster",
        },
        Case {
            text: "Court hears appeal\nThe company, based in Atlanta, Georgia, lost its appeal.",
            about: "US",
            not: "GE",
            topics: "crime",
            ..NONE
        },
    ]);
}

#[test]
fn the_congos_the_guineas_and_other_namesakes_are_told_apart() {
    check(&[
        Case {
            text: "Rebels advance in eastern Congo\nThe M23 rebels took a village north of Goma, the army in Kinshasa said.",
            about: "CD",
            not: "CG",
            regions: "017",
            topics: "conflict",
        },
        Case {
            text: "Congo signs oil deal\nThe government in Brazzaville signed the contract. Pointe-Noire handles most of Congo's crude.",
            about: "CG",
            not: "CD",
            ..NONE
        },
        Case {
            text: "Guinea's soldiers name a premier\nThe ruling officers in Conakry made the appointment on state television.",
            about: "GN",
            not: "GQ GW PG",
            ..NONE
        },
        Case {
            text: "Equatorial Guinea opens a new port\nMalabo hopes for more trade with Cameroon.",
            about: "GQ",
            not: "GN",
            ..NONE
        },
        Case {
            text: "Vote in Guinea-Bissau delayed\nElection officials in Bissau asked for two more weeks.",
            about: "GW",
            not: "GN",
            topics: "politics",
            ..NONE
        },
        Case {
            text: "Landslide buries village in Papua New Guinea\nRescue teams left Port Moresby at dawn.",
            about: "PG",
            not: "GN ID",
            regions: "054 009",
            topics: "disaster",
        },
        Case {
            text: "South Sudan leaders meet\nThe two men shook hands in Juba.",
            about: "SS",
            not: "SD",
            ..NONE
        },
        Case {
            text: "Talks between the two Koreas stall\nPyongyang and Seoul blamed each other. North Korea fired a missile.",
            about: "KP KR",
            regions: "030",
            ..NONE
        },
        Case {
            text: "Dominican Republic raises duty\nSanto Domingo said the duty on rice would rise.",
            about: "DO",
            not: "DM",
            ..NONE
        },
    ]);
}

#[test]
fn people_are_not_places() {
    check(&[
        Case {
            text: "Jordan Smith wins the race\nJordan Smith of Ohio finished first. \"I was tired,\" Jordan said.",
            about: "US",
            not: "JO",
            ..NONE
        },
        Case {
            text: "Chad Johnson sentenced\nA judge in Denver sentenced Chad Johnson to three years in prison. Chad wept.",
            about: "US",
            not: "TD",
            topics: "crime",
            ..NONE
        },
        Case {
            text: "Michael Jordan buys a team\nMichael Jordan paid millions for the basketball team. Jordan played in Chicago.",
            about: "US",
            not: "JO",
            topics: "sport",
            ..NONE
        },
        Case {
            text: "Jordan takes in refugees\nAmman said King Abdullah had agreed. Jordan borders Syria.",
            about: "JO",
            regions: "middle-east 145",
            ..NONE
        },
        Case {
            text: "Chad closes camps\nThe army in N'Djamena said Chad would close two camps near Sudan.",
            about: "TD",
            regions: "sahel 017",
            ..NONE
        },
        Case {
            text: "Sen. Holland visits troops\nSen. Holland met soldiers in Kuwait. Holland thanked them.",
            about: "KW",
            not: "NL",
            ..NONE
        },
        Case {
            text: "Denzel Washington stars again\nDenzel Washington plays a painter in the film, shot in Rome.",
            about: "IT",
            not: "US",
            topics: "culture",
            ..NONE
        },
        Case {
            text: "Virginia Woolf letters found\nThe letters of Virginia Woolf were in a house in Sussex, England.",
            about: "GB",
            not: "US",
            ..NONE
        },
    ]);
}

#[test]
fn seats_of_government_stand_for_their_countries() {
    check(&[
        Case {
            text: "Washington and Moscow trade blame\nWashington said the Kremlin broke the treaty. Moscow denied it.",
            about: "RU US",
            topics: "diplomacy",
            ..NONE
        },
        Case {
            text: "Beijing warns Tokyo over islands\nThe foreign ministry in Beijing summoned the ambassador.",
            about: "CN JP",
            regions: "030 142",
            topics: "diplomacy",
            ..NONE
        },
        Case {
            text: "Downing Street rejects claim\nWhitehall officials said the report was wrong.",
            about: "GB",
            regions: "154",
            ..NONE
        },
        Case {
            text: "Pentagon names new commander\nThe White House approved the choice.",
            about: "US",
            ..NONE
        },
    ]);
}

#[test]
fn words_after_a_comma_tell_where_a_town_is() {
    check(&[
        Case {
            text: "Fire destroys mill\nThe mill in Paris, Texas, burned for two days.",
            about: "US",
            not: "FR",
            topics: "disaster",
            ..NONE
        },
        Case {
            text: "Bank to merge\nThe bank in Kokomo, Ind., agreed to be bought by a lender in Lebanon, Tenn.",
            about: "US",
            not: "LB IN",
            topics: "economy",
            ..NONE
        },
        Case {
            text: "School opens\nThe school in Athens, GA, opened on Monday.",
            about: "US",
            not: "GR GE",
            topics: "education",
            ..NONE
        },
        Case {
            text: "Talks in Athens, Greece\nMinisters met in Athens, Greece, on Monday.",
            about: "GR",
            not: "US",
            ..NONE
        },
        Case {
            text: "Plant to close\nThe plant in London, Ontario, employs 400 workers.",
            about: "CA",
            not: "GB",
            ..NONE
        },
        Case {
            text: "Ministers gather\nMinisters from Spain, Italy, Greece and Malta met in Lisbon, In all, nine came.",
            about: "ES IT GR MT PT",
            not: "US",
            ..NONE
        },
    ]);
}

#[test]
fn letters_decide_where_a_name_is_also_a_word() {
    check(&[
        Case {
            text: "Floods force us out, say villagers\n\"They told us to leave,\" a man in Pakistan said. \"Nobody helped us.\"",
            about: "PK",
            not: "US",
            topics: "disaster",
            ..NONE
        },
        Case { text: "US to send aid\nThe US will send tents to Pakistan.", about: "US PK", ..NONE },
        Case {
            text: "GIVE US OUR LAND, FARMERS IN KENYA SAY\nHundreds marched to the ministry in Nairobi.",
            about: "KE",
            not: "US",
            ..NONE
        },
        Case {
            text: "Dinner for six\nRoast the turkey for two hours and serve it on good china.",
            not: "TR CN",
            ..NONE
        },
    ]);
}

#[test]
fn captions_outlets_and_fixed_phrases_do_not_lead() {
    check(&[
        Case {
            text: "Kenya raises fuel price\nThe regulator in Nairobi announced it on Friday.\n[caption] A pump in Kampala, Uganda, in 2017",
            about: "KE",
            not: "UG",
            topics: "economy",
            ..NONE
        },
        Case {
            text: "Minister quits in Peru\nThe minister told the New York Times and the Irish Times he was leaving Lima.",
            about: "PE",
            not: "US IE",
            ..NONE
        },
        Case {
            text: "Ship found in Indian Ocean\nThe wreck lies far from any coast, a Norwegian company said.",
            about: "NO",
            not: "IN",
            ..NONE
        },
        Case {
            text: "Bank of America posts profit\nBank of America's earnings rose. American Express fell.",
            not: "GB",
            topics: "economy",
            ..NONE
        },
        Case {
            text: "Guards break the rules\nLawyers say the Geneva Conventions were broken at a camp in Libya. Prisoners were beaten.",
            about: "LY",
            not: "CH",
            ..NONE
        },
        Case {
            text: "Ghana wins at the French Open\nThe player from Accra won in three sets of tennis.",
            about: "GH",
            not: "FR",
            topics: "sport",
            ..NONE
        },
    ]);
}

#[test]
fn regions_and_organisations_count_where_they_are_named() {
    check(&[
        Case {
            text: "West African leaders meet\nECOWAS leaders agreed on a standby force.",
            regions: "011 ecowas 002",
            ..NONE
        },
        Case {
            text: "NATO plans exercise\nNATO will train 20,000 soldiers in spring, the alliance said.",
            not: "US GB",
            regions: "nato",
            topics: "diplomacy",
            ..NONE
        },
        Case {
            text: "Drought spreads across the Sahel\nAid groups warn of famine in the Sahel.",
            regions: "sahel 002",
            topics: "disaster",
            ..NONE
        },
        Case {
            text: "EU agrees on tariffs\nThe European Commission will raise tariffs on steel.",
            regions: "eu 150",
            topics: "economy",
            ..NONE
        },
        Case {
            text: "Serbia and Kosovo sign\nBelgrade and Pristina agreed on number plates.",
            about: "RS XK",
            regions: "balkans 039 150",
            ..NONE
        },
        Case {
            text: "Brazil floods kill dozens\nRivers rose in southern Brazil after days of rain.",
            about: "BR",
            regions: "005 419 019",
            topics: "disaster",
            ..NONE
        },
    ]);
}

#[test]
fn topics_are_those_of_the_text_or_none() {
    check(&[
        Case {
            text: "Central bank lifts interest rate\nInflation rose and the currency fell, the bank in Ankara said.",
            about: "TR",
            topics: "economy",
            ..NONE
        },
        Case {
            text: "Striker scores twice\nThe league champions won the match with two late goals. The coach praised the team.",
            topics: "sport",
            ..NONE
        },
        Case {
            text: "New vaccine against malaria\nDoctors in Malawi gave the vaccine to patients at a hospital.",
            about: "MW",
            topics: "health",
            ..NONE
        },
        Case {
            text: "Telescope sees distant galaxy\nAstronauts fitted the telescope, and scientists published their research.",
            topics: "science",
            ..NONE
        },
        Case {
            text: "Voters go to the polls\nThe election commission counted the ballots and the opposition conceded.",
            topics: "politics",
            ..NONE
        },
        Case {
            text: "Bishop opens cathedral\nThe archbishop led prayers in the church, and priests and nuns sang.",
            topics: "religion",
            ..NONE
        },
        Case {
            text: "Teachers walk out\nThe trade union said the strike over wages would close schools. Workers will lose a day's salary.",
            topics: "labour education",
            ..NONE
        },
        Case {
            text: "Emissions at record\nCarbon emissions and pollution threaten wildlife, and the climate warms.",
            topics: "environment",
            ..NONE
        },
        Case {
            text: "Snow and frost tonight\nForecasters expect heavy snow and temperatures below zero celsius.",
            topics: "weather",
            ..NONE
        },
    ]);
    let tags = Tagger::new().tag(&article("A quiet day\nNothing much was done, and everyone went to bed."));
    assert!(tags.topics.is_empty() && tags.countries.is_empty() && tags.regions.is_empty());
}

#[test]
fn what_local_papers_say_hints_at_a_country_where_nothing_names_another() {
    check(&[
        Case {
            text: "Board lifts burn ban\nThe Oakhurst County commissioners said rain had wet the grass.",
            about: "US",
            ..NONE
        },
        Case {
            text: "Athens lifts burn ban\nThe Athens Police Department had asked for it.",
            about: "US",
            not: "GR",
            ..NONE
        },
        Case {
            text: "Nairobi sends help\nHealth workers went to Tana County on Monday, said a minister in Nairobi.",
            about: "KE",
            not: "US",
            ..NONE
        },
        Case { text: "Sewer leaks\nThe town in County Cork has no other.", not: "US", ..NONE },
        Case { text: "Sewer leaks\nThe county has no other.", not: "US", ..NONE },
        Case { text: "Bins\nThe Borough Council will empty them on Fridays.", about: "GB", ..NONE },
        Case { text: "Bins\nThe Borough Council and the Police Department met.", not: "GB US", ..NONE },
    ]);
    let ireland = from(Tagger::new().home("IE"));
    let away = Tagger::new().tag_in(ireland, &article("Sewer leaks\nThe Oak County engineer looked."));
    assert_eq!(codes(&away.countries), ["IE"], "the home of the source says more than a hint");
}

#[test]
fn both_halves_of_a_pair_of_peoples_speak_for_their_countries() {
    check(&[
        Case { text: "Franco-German tank late\nThe gun is disputed.", about: "FR DE", ..NONE },
        Case { text: "Sino-Indian patrols resume\nThe pass is open.", about: "CN IN", ..NONE },
        Case { text: "Franco wins again\nThe boxer Leo Franco is happy.", not: "FR", ..NONE },
        Case { text: "Indo-European roots\nA book on Anglo-Saxon words is out.", not: "IN GB", ..NONE },
    ]);
}

#[test]
fn a_currency_is_no_news_of_its_country() {
    check(&[
        Case { text: "Swiss franc and Canadian dollar climb\nGold rose too.", not: "CH CA", ..NONE },
        Case { text: "Swiss franc climbs\nThe Swiss bank in Bern was pleased.", about: "CH", ..NONE },
    ]);
}

#[test]
fn whole_names_of_people_are_read_whole() {
    check(&[
        Case { text: "Whales\nThe guide Nelson Evora Lima counts them for us.", not: "PE", ..NONE },
        Case { text: "Doping\nThe sprinter Paul Nigeria-Brown has been cleared of it.", not: "NG", ..NONE },
        Case { text: "Doping\nA Nigeria-Brown University study has cleared him.", about: "NG", ..NONE },
    ]);
}

#[test]
fn a_report_filed_from_a_well_known_city_is_not_from_its_namesake() {
    let text =
        "US holds talks\n[dateline] GENEVA\nUS envoys and American farmers met in the US mission on Monday.";
    let tags = Tagger::new().tag(&article(text));
    assert!(codes(&tags.countries).contains(&"CH") || codes(&tags.mentioned).contains(&"CH"));
}
