//! What the words beside a place name say about it: a person, a street, a language, an amount of money.

use crate::article::{Reason, Relation};

use super::blob::Reader;
use super::gazetteer::Sense;
use super::phrases::{Filter, HashKeyed};
use super::scan::{self, Shape, Token};
use super::toponym::Follows;

/// Words before a person's name.
const TITLES: &str = "mr mrs ms miss dr sen senator rep gov governor coach capt captain lt sgt sergeant col colonel \
    gen general judge justice officer detective deputy professor prof sheriff mayor rev reverend sir lord lady \
    monsieur madame mme mlle herr frau senor senora senorita senhor senhora \
    king queen prince princess dame saint sheikh quarterback pitcher striker midfielder defender actor actress singer rapper";
/// Names that people have, but that stand for the place far more often.
const RATHER_PLACES: &str =
    "china israel kenya ireland india asia paris london holland dallas houston boston denver geneva";
/// Words before a place name after which no person's name follows.
const ARTICLES: &str = "the a an this its";
/// Words in small letters before a person's name, after which a name that people have is theirs.
const JOBS: &str = "striker midfielder defender goalkeeper winger captain quarterback pitcher driver boxer golfer sprinter \
    swimmer coach trainer teammate actor actress singer rapper guitarist drummer comedian author novelist writer \
    director producer journalist photographer designer chef artist model brother sister son daughter wife husband \
    mother father aunt uncle cousin boyfriend girlfriend fiancee spokesman spokeswoman spokesperson lawyer attorney \
    prosecutor detective officer sergeant professor senator congressman congresswoman councillor analyst economist \
    delantero portero futbolista entrenador actriz cantante panadero escritor escritora abogado abogada juez jueza \
    profesor profesora medico concejal alcalde alcaldesa diputado diputada senador senadora periodista portavoz \
    attaquant gardien joueur joueuse entraineur acteur actrice chanteur chanteuse ecrivain avocat avocate juge \
    professeur medecin maire depute deputee senateur journaliste boulanger sturmer torwart schauspieler \
    schauspielerin sanger sangerin autorin richter richterin lehrer lehrerin arzt arztin burgermeister \
    abgeordnete atacante goleiro treinador ator atriz cantor cantora advogado advogada juiz prefeito jornalista";
/// Words after a place name that make both the name of an institution, a place or an office, not of a person.
const INSTITUTIONS: &str = "university college school academy institute airport station police government parliament \
    ministry minister president vice king queen prince princess prime foreign interior defense defence army navy air \
    force forces guard central bank stock exchange post times herald tribune news radio television united city town \
    state states province district region county national international high supreme court museum opera house palace \
    cathedral church mosque temple zoo park gardens hospital clinic river valley lake island islands bay gulf sea \
    harbour harbor port beach coast hills mountains forest desert west east north south western eastern northern \
    southern basin border summit conference declaration agreement accord treaty protocol convention forum games \
    olympics grand marathon open cup derby festival carnival film fashion week fair business metro underground \
    auto motor commodity interbank republican democrat lawmaker lawmakers officials police mayor council chamber commission union federation association party authority agency office embassy \
    tech power oil metal gas motor motors airlines futures stocks bonds elementary middle heights hills ltd inc corp co \
    football rugby cricket basketball hockey baseball fc women men senate assembly house governor \
    in on to and of as at is was has will says said for with by from vs v after amid over";
/// Words after which even a given name is a place.
const LOCATING: &str = "in from near across into around within inside outside throughout at to";
const STREETS: &str = "street st avenue ave road rd boulevard blvd drive lane parkway highway hwy \
    strasse allee gasse";
/// Words before the name of a street in Romance languages: `calle Alemania`, `Rue de Rome`.
const STREETS_BEFORE: &str = "calle avenida paseo plaza rua praca travessa rue avenue boulevard";
/// Words between such a word and the name.
const PARTICLES: &str = "de del d da do du des la";
const COUNTIES: &str = "county township parish elementary";
const LANGUAGES: &str = "language languages speaking speaker speakers restaurant restaurants food cuisine class \
    classes teacher teachers lessons literature toast fries dressing cheese muffin muffins wine translation subtitles lyrics accent grammar vocabulary poetry bakery cooking recipe \
    recipes";
const CURRENCIES: &str = "dollar dollars dlr dlrs franc francs pound pounds yen peso pesos crown crowns mark marks \
    lira lire rupee rupees ruble rubles rouble roubles guilder guilders peseta pesetas sterling krona kroner yuan won";

/// What a word says about a place name beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Title,
    Job,
    Institution,
    RatherPlace,
    Article,
    Locating,
    Street,
    StreetBefore,
    Particle,
    County,
    Language,
    Currency,
}

/// The words that matter beside a place name.
#[derive(Debug, Clone)]
pub(super) struct Neighbours {
    given_names: Names,
    surnames: Names,
    roles: HashKeyed<Role>,
}

/// Names of people.
#[derive(Debug, Clone)]
struct Names {
    /// See [`person_hash`]; sorted.
    hashes: Vec<u32>,
    /// Most words are no name; this tells so without a search.
    filter: Filter,
}

impl Names {
    fn read(section: &mut Reader) -> Self {
        let hashes = section.rising();
        Self { filter: Filter::of_upper_halves(&hashes), hashes }
    }

    fn hold(&self, word: &Token) -> bool {
        self.filter.may_hold(word.hash) && self.hashes.binary_search(&scan::upper_half(word.hash)).is_ok()
    }
}

/// A place name and the words around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    /// The first token of the name.
    pub(super) first: usize,
    /// The token after the name.
    pub(super) after: usize,
}

impl<'a> Spot<'a> {
    /// The token `back` places before the name, if nothing but what `gap` allows stands after it.
    fn before(&self, back: usize, gap: fn(&str) -> bool) -> Option<&'a Token> {
        let place = self.first.checked_sub(back)?;
        let (token, next) = (self.tokens.get(place)?, self.tokens.get(place + 1)?);
        gap(self.text.get(token.end..next.start)?).then_some(token)
    }

    /// The token after the name, if only a space stands between.
    fn next(&self) -> Option<&'a Token> {
        self.next_after(is_space)
    }

    /// The token after the name, if nothing but what `gap` allows stands between.
    fn next_after(&self, gap: fn(&str) -> bool) -> Option<&'a Token> {
        let (last, next) = (self.tokens.get(self.after.checked_sub(1)?)?, self.tokens.get(self.after)?);
        gap(self.text.get(last.end..next.start)?).then_some(next)
    }

    fn name(&self) -> Option<&'a Token> {
        self.tokens.get(self.first)
    }

    /// Whether most words around the name begin with a capital, so that capitals tell nothing.
    fn in_title_case(&self) -> bool {
        let around = self.first.saturating_sub(6)..self.after + 6;
        let around = self.tokens.get(around.start..around.end.min(self.tokens.len())).unwrap_or_default();
        let long = around.iter().filter(|token| token.end - token.start > 3);
        let (capitals, small) = long.fold((0, 0), |(capitals, small), token| {
            if token.is_capitalised() { (capitals + 1, small) } else { (capitals, small + 1) }
        });
        capitals > 2 * small
    }

    /// What stands before the name: `Paris` and a comma in `Paris, Texas`.
    pub(super) fn follows(&self) -> Follows {
        let is_name = |gap| self.before(1, gap).is_some_and(|token| token.is_capitalised());
        if is_name(|gap| matches!(gap, ", " | ",\n" | "., ")) {
            Follows::Comma
        } else if is_name(is_space) {
            Follows::Name
        } else {
            Follows::Other
        }
    }

    /// Whether a hyphen joins the name to a capitalised word, as in `Franco-German`.
    pub(super) fn is_joined(&self) -> bool {
        self.next_after(|gap| matches!(gap, "-" | "\u{2010}" | "\u{2011}"))
            .is_some_and(|token| token.is_capitalised())
    }

    /// Whether a mark or the end of the text closes the name, as in `Paris, Texas, said`.
    pub(super) fn is_closed(&self) -> bool {
        let last = self.after.checked_sub(1).and_then(|last| self.tokens.get(last));
        let rest = last.and_then(|last| self.text.get(last.end..)).unwrap_or_default();
        rest.chars().next().is_none_or(|mark| ",.;:)\n—–-".contains(mark)) || rest.starts_with(" -")
    }
}

fn is_space(gap: &str) -> bool {
    matches!(gap, " " | "\n" | "\u{a0}")
}

fn is_space_or_hyphen(gap: &str) -> bool {
    is_space(gap) || gap == "-"
}

fn is_space_or_stop(gap: &str) -> bool {
    is_space(gap) || gap == ". "
}

impl Neighbours {
    /// Reads the names of people from their section of the embedded tables.
    pub(super) fn read(mut section: Reader) -> Self {
        let lists = [
            (INSTITUTIONS, Role::Institution),
            (JOBS, Role::Job),
            (RATHER_PLACES, Role::RatherPlace),
            (ARTICLES, Role::Article),
            (TITLES, Role::Title),
            (LOCATING, Role::Locating),
            (STREETS, Role::Street),
            (STREETS_BEFORE, Role::StreetBefore),
            (PARTICLES, Role::Particle),
            (COUNTIES, Role::County),
            (LANGUAGES, Role::Language),
            (CURRENCIES, Role::Currency),
        ];
        let roles = lists.into_iter().flat_map(|(words, role)| {
            words.split_ascii_whitespace().map(move |word| (scan::word_hash(word), role))
        });
        Self {
            given_names: Names::read(&mut section),
            surnames: Names::read(&mut section),
            roles: roles.collect(),
        }
    }

    /// Why the name at this spot is no place, as far as its neighbours tell.
    pub(super) fn objection(&self, spot: &Spot, senses: &[Sense]) -> Option<Reason> {
        let next = spot.next().and_then(|next| Some((next, self.role(next)?)));
        match next {
            Some((next, Role::Street)) if next.is_capitalised() => return Some(Reason::Street),
            // `Guernsey County` is none of the country's; that of a city or a state still lies around it.
            Some((next, Role::County)) if next.is_capitalised() && !senses.iter().any(is_inside) => {
                return Some(Reason::Elsewhere);
            }
            _ => {}
        }
        let said = spot.next_after(is_space_or_hyphen).filter(|next| !next.is_capitalised());
        if said.is_some_and(|next| self.role(next) == Some(Role::Language)) && all_adjectives(senses) {
            return Some(Reason::Language);
        }
        // Money is dealt in everywhere: what a `Swiss franc` buys is no news of Switzerland.
        if next.is_some_and(|(_, role)| role == Role::Currency) && all_adjectives(senses) {
            return Some(Reason::FixedPhrase);
        }
        if self.follows_street(spot) {
            return Some(Reason::Street);
        }
        self.is_person(spot).then_some(Reason::PersonName)
    }

    /// `calle Alemania`, `Rue de Rome`; but `una calle de Madrid` lies there.
    fn follows_street(&self, spot: &Spot) -> bool {
        let Some(near) = spot.before(1, is_space) else { return false };
        let is_street = |token: &Token| self.role(token) == Some(Role::StreetBefore);
        if self.role(near) == Some(Role::Particle) {
            spot.before(2, is_space).is_some_and(|token| token.is_capitalised() && is_street(token))
        } else {
            !near.is_capitalised() && is_street(near)
        }
    }

    /// The one sense of a town that words after the name of a country or a capital ask for: that of `Lebanon` in
    /// `Lebanon County`.
    pub(super) fn local<'a>(&self, spot: &Spot, senses: &'a [Sense]) -> Option<&'a Sense> {
        let next = spot.next().filter(|next| next.is_capitalised())?;
        let mut local = senses.iter().filter(|sense| is_local(sense));
        let only = local.next().filter(|_| local.next().is_none() && senses.len() > 1)?;
        (self.role(next) == Some(Role::County)).then_some(only)
    }

    fn role(&self, token: &Token) -> Option<Role> {
        self.roles.get(&token.hash).copied()
    }

    fn is_person(&self, spot: &Spot) -> bool {
        let Some(name) = spot.name().filter(|_| spot.after == spot.first + 1) else { return false };
        self.follows_title(spot)
            || self.follows_job(spot, name)
            || self.follows_job_and_given_name(spot)
            || self.follows_given_name(spot, name)
            || self.begins_double_name(spot)
            || self.precedes_surname(spot, name)
            || self.precedes_unknown_surname(spot, name)
    }

    /// `Coach Jordan`, `Mr. England`.
    fn follows_title(&self, spot: &Spot) -> bool {
        let title = spot.before(1, is_space_or_stop).filter(|token| token.is_capitalised());
        title.is_some_and(|token| self.role(token) == Some(Role::Title))
    }

    /// `striker Jordan`, but not `the lawyer France sent`.
    fn follows_job(&self, spot: &Spot, name: &Token) -> bool {
        let job = spot.before(1, is_space).filter(|token| !token.is_capitalised());
        job.is_some_and(|token| self.role(token) == Some(Role::Job)) && self.given_names.hold(name)
    }

    /// `the baker Martin Cuba`.
    fn follows_job_and_given_name(&self, spot: &Spot) -> bool {
        let given = spot.before(1, is_space).filter(|token| token.shape == Shape::Capital);
        let job =
            spot.before(2, is_space).filter(|_| given.is_some_and(|token| self.given_names.hold(token)));
        job.is_some_and(|token| self.role(token) == Some(Role::Job))
    }

    /// `Michael Jordan`, `Michael B. Jordan`, `Nelson Evora Lima`.
    fn follows_given_name(&self, spot: &Spot, name: &Token) -> bool {
        let initial = spot.before(1, |gap| gap == ". ").filter(|token| token.end - token.start == 1);
        let middle = spot.before(1, is_space).filter(|token| token.shape == Shape::Capital);
        let further = initial.or(middle).and_then(|_| spot.before(2, is_space));
        let near = if initial.is_some() { None } else { middle };
        let in_sentence = || initial.is_some() || !spot.in_title_case();
        let is_given = |token: &Token| token.is_capitalised() && self.given_names.hold(token);
        self.surnames.hold(name)
            && (near.is_some_and(is_given) || (further.is_some_and(is_given) && in_sentence()))
    }

    /// `Paul Nigeria-Brown`.
    fn begins_double_name(&self, spot: &Spot) -> bool {
        let before = spot.before(1, is_space).filter(|token| token.is_capitalised());
        let next = spot.next_after(|gap| gap == "-");
        before.is_some_and(|token| self.given_names.hold(token))
            && next.is_some_and(|next| self.surnames.hold(next))
    }

    /// `Jordan Smith`, but not `in Jordan King Abdullah`.
    fn precedes_surname(&self, spot: &Spot, name: &Token) -> bool {
        let located = spot.before(1, is_space).is_some_and(|token| self.role(token) == Some(Role::Locating));
        let next = spot.next().filter(|next| next.is_capitalised() && next.shape == name.shape);
        !located && self.given_names.hold(name) && next.is_some_and(|next| self.surnames.hold(next))
    }

    /// `Jordan Whitcombe` in a sentence: a name that people have before a capitalised word that is no institution.
    fn precedes_unknown_surname(&self, spot: &Spot, name: &Token) -> bool {
        let next = spot.next().filter(|next| next.shape == Shape::Capital && name.shape == Shape::Capital);
        let next =
            next.filter(|next| next.end - next.start > 2 && self.role(next) != Some(Role::Institution));
        let before = spot.before(1, is_space).and_then(|token| self.role(token));
        let placed = matches!(before, Some(Role::Locating | Role::Article));
        let is_name = self.given_names.hold(name) && self.role(name) != Some(Role::RatherPlace);
        next.is_some() && is_name && !placed && !spot.in_title_case()
    }
}

/// What is kept of the name of a person: the upper half of the hash of its folded letters.
pub(super) fn person_hash(folded: &str) -> u32 {
    scan::upper_half(scan::word_hash(folded))
}

/// Whether the sense is a place within its country, however it is known.
fn is_inside(sense: &Sense) -> bool {
    is_local(sense) || sense.relation == Relation::Metonym
}

fn is_local(sense: &Sense) -> bool {
    matches!(sense.relation, Relation::City | Relation::Area)
}

fn all_adjectives(senses: &[Sense]) -> bool {
    !senses.is_empty() && senses.iter().all(|sense| sense.relation == Relation::Adjective)
}
