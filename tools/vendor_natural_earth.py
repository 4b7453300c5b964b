"""Turn Natural Earth layers from two software packages into the compact JSON the maps use.

Run from the checkout, with a folder that holds the unpacked contents of both packages:

    python3 tools/vendor_natural_earth.py FOLDER

The folder is searched for three files, wherever in it they lie:

* `countries-50m.json` from the npm package `world-atlas` (TopoJSON);
* `ne_50m_rivers_lake_centerlines.pn2` and `ne_50m_lakes.pn2` from the Debian package
  `marble-qt-data` (the compact binary format of the Marble globe, big-endian).

The output is written to `timeline/assets/vendor/natural-earth-4.1.0/`. The same input always
gives the same bytes. The README there describes the format of the JSON.
"""

from __future__ import annotations

import argparse
import json
import re
import struct
from pathlib import Path
from typing import Any, Final, NamedTuple

Point = tuple[int, int]
"""Longitude and latitude in hundredths of a degree."""

TARGET: Final = Path(__file__).parents[1] / "timeline/assets/vendor/natural-earth-4.1.0"
UNITS_PER_DEGREE: Final = 100
FULL_TURN: Final = 360 * UNITS_PER_DEGREE
SMALLEST_SPAN: Final = 6
"""A ring narrower and lower than this (about 6 km) is dropped, unless it is all a feature has."""

SHORTEST_LINE: Final = 2
SHORTEST_RING: Final = 3
"""Fewer points make no line, or no area."""

PN2_UNITS_PER_DEGREE: Final = 120
PN2_VERSION: Final = 2
PN2_LINE, PN2_RING, PN2_OUTER, PN2_INNER, PN2_MULTI = range(5)

ISO_ALPHA_3: Final[dict[str, str]] = dict(
    re.findall(
        r"(\d{3})([A-Z]{3})",
        """
    004AFG 008ALB 010ATA 012DZA 016ASM 020AND 024AGO 028ATG 031AZE 032ARG 036AUS 040AUT
    044BHS 048BHR 050BGD 051ARM 052BRB 056BEL 060BMU 064BTN 068BOL 070BIH 072BWA 076BRA
    084BLZ 086IOT 090SLB 092VGB 096BRN 100BGR 104MMR 108BDI 112BLR 116KHM 120CMR 124CAN
    132CPV 136CYM 140CAF 144LKA 148TCD 152CHL 156CHN 158TWN 170COL 174COM 178COG 180COD
    184COK 188CRI 191HRV 192CUB 196CYP 203CZE 204BEN 208DNK 212DMA 214DOM 218ECU 222SLV
    226GNQ 231ETH 232ERI 233EST 234FRO 238FLK 239SGS 242FJI 246FIN 248ALA 250FRA 258PYF
    260ATF 262DJI 266GAB 268GEO 270GMB 275PSE 276DEU 288GHA 296KIR 300GRC 304GRL 308GRD
    316GUM 320GTM 324GIN 328GUY 332HTI 334HMD 336VAT 340HND 344HKG 348HUN 352ISL 356IND
    360IDN 364IRN 368IRQ 372IRL 376ISR 380ITA 384CIV 388JAM 392JPN 398KAZ 400JOR 404KEN
    408PRK 410KOR 414KWT 417KGZ 418LAO 422LBN 426LSO 428LVA 430LBR 434LBY 438LIE 440LTU
    442LUX 446MAC 450MDG 454MWI 458MYS 462MDV 466MLI 470MLT 478MRT 480MUS 484MEX 492MCO
    496MNG 498MDA 499MNE 500MSR 504MAR 508MOZ 512OMN 516NAM 520NRU 524NPL 528NLD 531CUW
    533ABW 534SXM 540NCL 548VUT 554NZL 558NIC 562NER 566NGA 570NIU 574NFK 578NOR 580MNP
    583FSM 584MHL 585PLW 586PAK 591PAN 598PNG 600PRY 604PER 608PHL 612PCN 616POL 620PRT
    624GNB 626TLS 630PRI 634QAT 642ROU 643RUS 646RWA 652BLM 654SHN 659KNA 660AIA 662LCA
    663MAF 666SPM 670VCT 674SMR 678STP 682SAU 686SEN 688SRB 690SYC 694SLE 702SGP 703SVK
    704VNM 705SVN 706SOM 710ZAF 716ZWE 724ESP 728SSD 729SDN 732ESH 740SUR 748SWZ 752SWE
    756CHE 760SYR 762TJK 764THA 768TGO 776TON 780TTO 784ARE 788TUN 792TUR 795TKM 796TCA
    800UGA 804UKR 807MKD 818EGY 826GBR 831GGY 832JEY 833IMN 834TZA 840USA 850VIR 854BFA
    858URY 860UZB 862VEN 876WLF 882WSM 887YEM 894ZMB
    """,
    )
)
"""ISO 3166-1 numeric code to alpha-3 code, for the codes that occur in the package."""


class Feature(NamedTuple):
    """One country, lake or river: its lines are rings where it is an area."""

    id: str
    name: str
    parts: list[list[Point]]


def main() -> None:
    """Write the three layers and say how large they are."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="holds the unpacked packages")
    source: Path = parser.parse_args().folder
    layers = {
        "countries": countries(json.loads(find(source, "countries-50m.json").read_bytes())),
        "rivers": pn2_features(find(source, "ne_50m_rivers_lake_centerlines.pn2").read_bytes()),
        "lakes": pn2_features(find(source, "ne_50m_lakes.pn2").read_bytes()),
    }
    TARGET.mkdir(parents=True, exist_ok=True)
    for layer, features in layers.items():
        text = encode(features, closed=layer != "rivers")
        (TARGET / f"{layer}.json").write_text(text, encoding="utf-8", newline="\n")
        print(f"{layer}: {len(features)} features, {len(text.encode()):,} bytes")


def find(folder: Path, name: str) -> Path:
    """The one file of that name anywhere below the folder."""
    found = sorted(folder.rglob(name))
    if len(found) != 1:
        raise SystemExit(f"{folder} holds {len(found)} files named {name}, not one")
    return found[0]


def countries(topology: dict[str, Any]) -> list[Feature]:
    """The countries of a TopoJSON topology, by their ids; those without an ISO code come first."""
    scale_x, scale_y = topology["transform"]["scale"]
    shift_x, shift_y = topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc: list[Point] = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append(
                (
                    round((x * scale_x + shift_x) * UNITS_PER_DEGREE),
                    round((y * scale_y + shift_y) * UNITS_PER_DEGREE),
                )
            )
        arcs.append(arc)

    features: list[Feature] = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [join_arcs(arcs, ring) for polygon in polygons for ring in polygon]
        code = ISO_ALPHA_3[geometry["id"]] if "id" in geometry else ""
        features.append(Feature(code, geometry["properties"]["name"], rings))
    return sorted(features, key=lambda feature: (feature.id, feature.name))


def join_arcs(arcs: list[list[Point]], ring: list[int]) -> list[Point]:
    """One ring from its arcs; a negative number is the arc `~number` taken backwards."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def pn2_features(data: bytes) -> list[Feature]:
    """The features of a PN2 file: every line by itself, every area with its islands.

    A header (version, number of lines, whether colours are given) is followed by entries. An
    entry is a flag, the number of its feature, and either its line or, for a group, the number
    of entries that belong to it. A ring does not repeat its first point.
    """
    version, announced, coloured = struct.unpack_from(">BIB", data)
    if version != PN2_VERSION or coloured:
        raise SystemExit(f"a PN2 file of version {version}, colours {coloured}, cannot be read")
    offset = struct.calcsize(">BIB")
    grouped: dict[int, list[list[Point]]] = {}
    while offset < len(data):
        flag, number = struct.unpack_from(">BI", data, offset)
        offset += struct.calcsize(">BI")
        if flag == PN2_MULTI:
            (members,) = struct.unpack_from(">B", data, offset)
            offset += 1
            for _ in range(members):
                offset += struct.calcsize(">BI")
                points, offset = pn2_points(data, offset)
                grouped.setdefault(number, []).append(points)
        elif flag in {PN2_LINE, PN2_RING, PN2_OUTER, PN2_INNER}:
            points, offset = pn2_points(data, offset)
            grouped.setdefault(number, []).append(points)
        else:
            raise SystemExit(f"unknown kind of PN2 entry {flag} before byte {offset}")
    if (read := sum(map(len, grouped.values()))) != announced:
        raise SystemExit(f"read {read} lines where the file announces {announced}")
    return [Feature("", "", parts) for _, parts in sorted(grouped.items())]


def pn2_points(data: bytes, offset: int) -> tuple[list[Point], int]:
    """The points of one line and the offset behind it.

    A line is a count of absolute points; each of them (latitude, longitude, count of followers)
    is followed by points given relative to it. The unit is half a minute of arc.
    """
    points: list[Point] = []
    (absolute,) = struct.unpack_from(">I", data, offset)
    offset += 4
    for _ in range(absolute):
        lat, lon, followers = struct.unpack_from(">hhh", data, offset)
        offset += 6
        points.append(from_pn2(lon, lat))
        for dlat, dlon in struct.iter_unpack("bb", data[offset : offset + 2 * followers]):
            points.append(from_pn2(lon + dlon, lat + dlat))
        offset += 2 * followers
    return points, offset


def from_pn2(lon: int, lat: int) -> Point:
    """A point in half minutes of arc as a point in hundredths of a degree."""
    return (
        round(lon * UNITS_PER_DEGREE / PN2_UNITS_PER_DEGREE),
        round(lat * UNITS_PER_DEGREE / PN2_UNITS_PER_DEGREE),
    )


def encode(features: list[Feature], *, closed: bool) -> str:
    """The features of one layer as JSON, a feature to a line."""
    lines: list[str] = []
    for feature in features:
        parts = [tidy(unwrap(part, closed=closed), closed=closed) for part in feature.parts]
        parts = large_enough(parts, closed=closed)
        if not parts:
            continue
        xs = [x for part in parts for x, _ in part]
        ys = [y for part in parts for _, y in part]
        record = {
            "id": feature.id,
            "name": feature.name,
            "bbox": [value / UNITS_PER_DEGREE for value in (min(xs), min(ys), max(xs), max(ys))],
            "parts": [deltas(part) for part in parts],
        }
        lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
    return '{"features":[\n' + ",\n".join(lines) + "\n]}\n"


def unwrap(points: list[Point], *, closed: bool) -> list[Point]:
    """The same line without jumps at the antimeridian: its longitudes may then pass 180 degrees.

    A ring around a pole does not meet its beginning again; it is closed along that pole.
    """
    unwrapped = points[:1]
    for x, y in points[1:]:
        turns = round((unwrapped[-1][0] - x) / FULL_TURN)
        unwrapped.append((x + turns * FULL_TURN, y))
    if closed and abs(unwrapped[-1][0] - unwrapped[0][0]) > FULL_TURN // 2:
        pole = (90 if sum(y for _, y in points) > 0 else -90) * UNITS_PER_DEGREE
        unwrapped += [(unwrapped[-1][0], pole), (unwrapped[0][0], pole), unwrapped[0]]
    middle = (min(x for x, _ in unwrapped) + max(x for x, _ in unwrapped)) // 2
    shift = round(middle / FULL_TURN) * FULL_TURN
    return [(x - shift, y) for x, y in unwrapped]


def tidy(points: list[Point], *, closed: bool) -> list[Point]:
    """The same line without repeated points and without points in the middle of a straight."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if kept[:-1] and straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    if closed and kept[0] == kept[-1]:
        kept.pop()
    return kept


def straight(a: Point, b: Point, c: Point) -> bool:
    """Whether b lies on the straight way from a to c."""
    cross = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
    return not cross and (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) > 0


def large_enough(parts: list[list[Point]], *, closed: bool) -> list[list[Point]]:
    """The parts that a map could show: of rings the larger ones, at least the largest."""
    if not closed:
        return [part for part in parts if len(part) >= SHORTEST_LINE]
    rings = [part for part in parts if len(part) >= SHORTEST_RING]
    kept = [ring for ring in rings if span(ring) >= SMALLEST_SPAN]
    return kept or sorted(rings, key=span)[-1:]


def span(points: list[Point]) -> int:
    """The larger of the width and the height of a line."""
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def deltas(points: list[Point]) -> list[int]:
    """The points as x, y of the first and then the differences from each to the next."""
    flat: list[int] = []
    last_x = last_y = 0
    for x, y in points:
        flat += [x - last_x, y - last_y]
        last_x, last_y = x, y
    return flat


if __name__ == "__main__":
    main()
