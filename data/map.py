#!/usr/bin/env python3
"""Writes map/countries.tsv, where countries lie and how their land is shaped, from Natural Earth.

Run by hand when the source is renewed, never by a build:

    npm install world-atlas@2.0.2
    python3 data/map.py path/to/node_modules/world-atlas

The output is sorted and holds no date, so that running it twice changes nothing.
"""

import json
import math
import sys
from pathlib import Path

DATA = Path(__file__).parent

# Shapes Natural Earth draws apart although ISO 3166-1 has no code for them, and the shape their land is drawn with.
# It says nothing about whose it is.
WITHOUT_CODE = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
# Where those lie that Natural Earth draws as a part of another shape or not at all: longitude, latitude.
POINTS = {"AQ": (0.0, -80.0), "BQ": (-68.3, 12.2), "BV": (3.4, -54.4), "CC": (96.8, -12.2), "CX": (105.6, -10.5), "GF": (-53.1, 3.9),
          "GP": (-61.5, 16.2), "MQ": (-61.0, 14.7), "RE": (55.5, -21.1), "SJ": (16.0, 78.5), "TK": (-171.8, -9.2),
          "YT": (45.2, -12.8)}
# The farthest a line may be moved when it is drawn with fewer points, in degrees: a fifth of a dot of the largest map.
TOLERANCE = 0.12


def rings_of(topology):
    """The outer rings of every country, by its M49 number or the name of a shape without one."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(numbers):
        points = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    shapes = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        parts = geometry.get("arcs", [])
        polygons = [parts] if geometry["type"] == "Polygon" else parts
        name = geometry.get("id") or geometry["properties"]["name"]
        shapes.setdefault(name, []).extend(part for polygon in polygons for part in cut(ring(polygon[0])))
    return shapes


def cut(ring):
    """A ring that crosses the date line as rings on either side of it; nothing of one that goes round a pole."""
    unrolled, turns = [ring[0]], 0
    for (ax, _), (bx, by) in zip(ring, ring[1:]):
        turns += 1 if bx - ax < -180 else -1 if bx - ax > 180 else 0
        unrolled.append((bx + 360 * turns, by))
    if turns:
        return []
    xs = [x for x, _ in unrolled]
    if -180 <= min(xs) and max(xs) <= 180:
        return [ring]
    return [[(x - shift, y) for x, y in part]
            for shift in (-360, 0, 360)
            for part in [clipped(clipped(unrolled, shift - 180, 1), shift + 180, -1)] if len(part) > 3]


def clipped(ring, edge, side):
    """What of a ring lies east (1) or west (-1) of a longitude."""
    kept = []
    for (ax, ay), (bx, by) in zip(ring, ring[1:]):
        if (ax - edge) * side >= 0:
            kept.append((ax, ay))
        if ((ax - edge) * side >= 0) != ((bx - edge) * side >= 0):
            kept.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
    return kept + kept[:1]


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))) / 2


def inside(ring, x, y):
    found = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            found = not found
    return found


def to_edge(ring, x, y):
    best = math.inf
    for (ax, ay), (bx, by) in zip(ring, ring[1:]):
        dx, dy = bx - ax, by - ay
        t = max(0, min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy or 1)))
        best = min(best, math.hypot(x - ax - t * dx, y - ay - t * dy))
    return best


def middle(rings):
    """A point well inside the largest ring: the one farthest from its edge among a grid."""
    ring = max(rings, key=area)
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    steps = 40
    best = (-1, (sum(xs) / len(xs), sum(ys) / len(ys)))
    for i in range(steps + 1):
        for j in range(steps + 1):
            x = min(xs) + (max(xs) - min(xs)) * i / steps
            y = min(ys) + (max(ys) - min(ys)) * j / steps
            if inside(ring, x, y):
                best = max(best, (to_edge(ring, x, y), (x, y)))
    return best[1]


def simplified(points):
    """Douglas and Peucker: fewer points, none of the line farther away than the tolerance."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    dx, dy = bx - ax, by - ay
    length = math.hypot(dx, dy)

    def distance(point):
        x, y = point[0] - ax, point[1] - ay
        return abs(x * dy - y * dx) / length if length else math.hypot(x, y)

    far = max(range(1, len(points) - 1), key=lambda at: distance(points[at]))
    if distance(points[far]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: far + 1])[:-1] + simplified(points[far:])


def written(ring):
    """A ring in tenths of a degree: its first point, then the steps from one to the next; the last one closes it."""
    half = len(ring) // 2
    points = simplified(ring[: half + 1])[:-1] + simplified(ring[half:])
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    kept = [tenths[0]] + [b for a, b in zip(tenths, tenths[1:]) if a != b]
    if len(kept) < 4:
        return None
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(kept, kept[1:-1])]
    return " ".join(f"{x} {y}" for x, y in [kept[0]] + steps)


def main():
    source = Path(sys.argv[1])
    coarse, fine = (rings_of(json.loads((source / f"countries-{size}.json").read_text())) for size in ("110m", "10m"))
    codes = {}
    for line in (DATA / "gazetteer/countries.tsv").read_text().splitlines():
        if not line.startswith("#"):
            code, _, number = line.split("\t")[:3]
            codes[code] = number
    rows = ["# iso2\tlongitude and latitude of its middle\trings of its land, each: the first point, then steps "
            "(all in tenths of a degree)"]
    for code, number in sorted(codes.items()):
        own = [name for name, given in WITHOUT_CODE.items() if given == code]
        rings = [ring for name in [number, *own] for ring in coarse.get(name, [])]
        shape = rings or [ring for name in [number, *own] for ring in fine.get(name, [])]
        x, y = POINTS[code] if code in POINTS else middle(shape)
        outlines = [text for text in map(written, rings) if text]
        rows.append("\t".join([code, f"{round(x * 10)} {round(y * 10)}", *outlines]))
    (DATA / "map").mkdir(exist_ok=True)
    (DATA / "map/countries.tsv").write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
