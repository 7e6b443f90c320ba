#!/usr/bin/env python3
"""How fast and how well pages are read here, beside trafilatura, jusText and readability-lxml, all in one run.

    benches/peers.py [FOLDER]...

A FOLDER (default: seeds) holds text pages, or web pages with a `gold.jsonl` as `examples/score_html` reads them. Text
pages go to the others wrapped as web pages, a paragraph a line. Every speed is the best of some rounds on one core, in
megabytes a second of processor time. Of web pages the F1 of the words against the gold texts is given too, and the
pages are timed whole and unpacked. A peer that is not installed is left out and named.
"""

import collections
import gzip
import html
import json
import pathlib
import re
import subprocess
import sys
import time

ROUNDS = 3
GOLD = "gold.jsonl"


def peers():
    """The other programs that are installed, as functions of a page to its text, and the names of the rest."""
    found, missing = {}, []
    try:
        import trafilatura

        found["trafilatura"] = lambda page: trafilatura.extract(page, include_comments=False) or ""
        found["trafilatura, precise"] = (
            lambda page: trafilatura.extract(page, include_comments=False, favor_precision=True) or ""
        )
    except ImportError:
        missing.append("trafilatura")
    try:
        import justext

        stops = justext.get_stoplist("English")
        found["jusText"] = lambda page: "\n".join(
            part.text for part in justext.justext(page, stops) if not part.is_boilerplate
        )
    except ImportError:
        missing.append("justext")
    try:
        import lxml.html
        import readability

        def readable(page):
            return lxml.html.fromstring(readability.Document(page).summary()).text_content()

        found["readability-lxml"] = readable
    except ImportError:
        missing.append("readability-lxml")
    return found, missing


def wrapped(text):
    """A text page as a web page: a paragraph a line."""
    lines = (f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f"<html><body>{''.join(lines)}</body></html>"


def attempt(extract, page):
    """The text of a page; none where the peer gives up on it."""
    try:
        return extract(page)
    except Exception:  # A peer fails in its own ways, and the comparison goes on.
        return ""


def measured(extract, pages):
    """The texts of pages and the least processor time of some rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        texts = [attempt(extract, page) for page in pages]
        times.append(time.process_time() - start)
    return texts, min(times)


def f1(found, gold):
    """How well the words of a text are those of another, as multisets; words as `examples/score_html` counts them."""
    found, gold = (collections.Counter(re.findall(r"\w+", text.lower())) for text in (found, gold))
    both = (found & gold).total()
    if both == 0:
        return 1.0 if not found and not gold else 0.0
    precision, recall = both / found.total(), both / gold.total()
    return 2 * precision * recall / (precision + recall)


def printed(root, *run):
    """What a program of this package prints."""
    done = subprocess.run(["cargo", *run], cwd=root, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return done.stdout


def our_text_speed(root, folder):
    """The megabytes a second of the library on text pages: decoding, cleaning, splitting, folding."""
    return float(re.search(r"^articles\s+([\d.]+) MB/s", printed(root, "bench", "--quiet", "--bench", "pages", "--", str(folder)), re.M)[1])


def our_web_scores(root, folder):
    """The F1 and the megabytes a second of the library on web pages, at the best of some rounds."""
    run = ["run", "--quiet", "--release", "--example", "score_html", "--", str(folder)]
    rounds = [printed(root, *run) for _ in range(ROUNDS)]
    speed = max(float(re.search(r"([\d.]+) MB a CPU-second", text)[1]) for text in rounds)
    return float(re.search(r"^F1 ([\d.]+)", rounds[0], re.M)[1]), speed


def show(title, rows):
    """A table of (name, F1 or none, megabytes a second), with how many times as fast the first one is."""
    print(f"\n{title}\n{'':24}{'F1':>8}{'MB/cpu-s':>10}{'dateline x':>12}")
    fastest = rows[0][2]
    for name, score, speed in rows:
        shown = "" if score is None else f"{score:.4f}"
        print(f"{name:24}{shown:>8}{speed:>10.2f}{fastest / speed:>12.1f}", flush=True)


def text_pages(root, folder, extractors):
    files = sorted(page for page in folder.iterdir() if page.is_file())
    size = sum(page.stat().st_size for page in files)
    pages = [wrapped(page.read_text(encoding="utf-8", errors="replace")) for page in files]
    rows = [("dateline", None, our_text_speed(root, folder))]
    rows += [(name, None, size / 1e6 / measured(extract, pages)[1]) for name, extract in extractors.items()]
    show(f"{len(files)} text pages, {size / 1e6:.2f} MB", rows)


def web_pages(root, folder, extractors):
    gold = [json.loads(line) for line in (folder / GOLD).read_text(encoding="utf-8").splitlines()]
    stored = [folder / row["html"] for row in gold]
    unpack = lambda file: gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    pages = [unpack(file).decode("utf-8", errors="replace") for file in stored]
    size = sum(len(page.encode()) for page in pages)
    rows = [("dateline", *our_web_scores(root, folder))]
    for name, extract in extractors.items():
        texts, seconds = measured(extract, pages)
        score = sum(f1(text, row["text_gold"]) for text, row in zip(texts, gold)) / len(gold)
        rows.append((name, score, size / 1e6 / seconds))
    show(f"{len(pages)} web pages, {size / 1e6:.2f} MB", rows)


def main():
    if sys.argv[1:] in (["-h"], ["--help"]):
        sys.exit(__doc__)
    root = pathlib.Path(__file__).resolve().parent.parent
    folders = [pathlib.Path(folder).resolve() for folder in sys.argv[1:]] or [root / "seeds"]
    for folder in folders:
        if not folder.is_dir():
            sys.exit(f"{folder}: no such folder")
    extractors, missing = peers()
    if missing:
        print(f"not compared, because not installed: pip install {' '.join(missing)}", file=sys.stderr)
    for folder in folders:
        compare = web_pages if (folder / GOLD).is_file() else text_pages
        compare(root, folder, extractors)


if __name__ == "__main__":
    main()
