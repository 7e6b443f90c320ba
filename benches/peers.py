#!/usr/bin/env python3
"""How fast text pages become articles here, beside trafilatura and jusText on the same pages wrapped as <p>.

    benches/peers.py FOLDER

All three in one run, one core each, in processor time. Ours is taken twice: the library as `cargo bench --bench pages`
measures it (decoding, cleaning, splitting, folding), and the whole program, `dateline scan --json`, which also tags
the articles, on a folder that holds the pages many times over.
"""

import html
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROUNDS = 3
COPIES = 20


def peers():
    """The other programs as functions of an HTML page."""
    try:
        import justext
        import trafilatura
    except ImportError as missing:
        sys.exit(f"{missing}; to compare: pip install trafilatura justext")
    stops = justext.get_stoplist("English")
    return {
        "trafilatura": lambda page: trafilatura.extract(page, deduplicate=True),
        "jusText": lambda page: justext.justext(page, stops),
    }


def wrapped(text):
    """A text page as a web page: a paragraph a line."""
    lines = (f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f"<html><body>{''.join(lines)}</body></html>"


def processor_time(work):
    """The least processor time of some rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def library_speed(root, folder):
    """The megabytes a second that the benchmark prints for whole articles."""
    run = ["cargo", "bench", "--quiet", "--bench", "pages", "--", str(folder)]
    printed = subprocess.run(run, cwd=root, check=True, capture_output=True, text=True).stdout
    print(printed)
    return float(re.search(r"^articles\s+([\d.]+) MB/s", printed, re.M)[1])


def program_speed(root, pages, size):
    """The megabytes a second of processor time of the whole program."""
    subprocess.run(["cargo", "build", "--quiet", "--release"], cwd=root, check=True)
    metadata = subprocess.run(["cargo", "metadata", "--no-deps", "--format-version", "1"], cwd=root, check=True,
                              capture_output=True, text=True).stdout
    binary = pathlib.Path(re.search(r'"target_directory":"([^"]+)"', metadata)[1]) / "release" / "dateline"
    with tempfile.TemporaryDirectory() as copies:
        for page in pages:
            for number in range(COPIES):
                shutil.copy(page, pathlib.Path(copies) / f"{number:02}-{page.name}")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([binary, "scan", "--json", "--state-dir", copies, copies], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return COPIES * size / 1e6 / spent


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    root = pathlib.Path(__file__).resolve().parent.parent
    folder = pathlib.Path(sys.argv[1]).resolve()
    pages = sorted(page for page in folder.iterdir() if page.is_file())
    size = sum(page.stat().st_size for page in pages)
    web_pages = [wrapped(page.read_text(encoding="utf-8", errors="replace")) for page in pages]
    speeds = {}
    for name, extract in peers().items():
        speeds[name] = size / 1e6 / processor_time(lambda: [extract(page) for page in web_pages])
    ours = {"dateline, articles": library_speed(root, folder), "dateline scan, tagged": program_speed(root, pages, size)}
    print(f"{'':24}{'MB/cpu-s':>10}" + "".join(f"{'x ' + name:>16}" for name in speeds))
    for name, speed in {**speeds, **ours}.items():
        print(f"{name:24}{speed:>10.2f}" + "".join(f"{speed / peer:>16.1f}" for peer in speeds.values()))


if __name__ == "__main__":
    main()
