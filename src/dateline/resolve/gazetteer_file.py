"""The file that a gazetteer is: its schema, which spellings belong in it, and how it is written.

The shipped file (training/build_gazetteer.py) and a user's own (`gazetteer_import`) are written here, so that both
read alike.

    place(id, name, code, country, admin1, admin2, lat, lon, population)   id: GeoNames', negative: not GeoNames';
                                                                        lat, lon: degrees * 10000
    name(key, ids)    key: mentions.placenames.fold; ids: little-endian int32, id * 8 + kind, best known first
    unit(id)          countries and first-order units, so that their names are read without a scan
    origin(id, source)  in a user's file: where a place comes from, a number in meta 'sources'
    meta(key, value)  'filter': a Bloom filter over keys and their word prefixes; 'units': names of the units, JSON;
                      'sources', JSON; 'digest' (a user's file): SHA-256 of its places and names
"""

import hashlib
import math
import re
import sqlite3
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

# Kinds of name: how a key stands to its place. Lower is closer.
PRIMARY, ALTERNATE, DERIVED, ABBREVIATION, CURATED, DEMONYM = range(6)

Row = TypeVar("Row")
PlaceRow = tuple[int, str, str, str, str, str, int, int, int]

_SCHEMA = (
    "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA user_version=1;"
    "CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT NOT NULL, code TEXT NOT NULL, country TEXT NOT NULL,"
    " admin1 TEXT NOT NULL, admin2 TEXT NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,"
    " population INTEGER NOT NULL);"
    "CREATE TABLE name(key TEXT PRIMARY KEY, ids BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE unit(id INTEGER PRIMARY KEY);"
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"
)

ADMIN_WORDS = (
    "region|oblast|oblysy|oblasy|province|provincia|provincia de|provincia del|district|state|state of|republic|"
    "republic of|respublika|department|departamento|departamento de|departamento del|departement|governorate|"
    "muhafazat|prefecture|county|rayon|raion|municipality|autonomous region|autonomous republic|autonomous okrug|"
    "autonomous oblast|territory|krai|kray|voivodeship|wilayat|wilaya|wilaya de|viloyati|viloyat|velayat|velayati|"
    "division|canton|estado de|estado|region of|province of|district of|federal district|special region|ili|"
    "region de|region del|comunidad de|land|freistaat|distrikt|ostan|ostan e|muhafazah|muhafazat|emirate of|qalasy|"
    "amphoe|ilcesi|ilce|daira de|huyen|thanh pho|thi xa|quan|shahrestan e|shahrestan|tumani|audany|rayon|markaz|qism|"
    "zone|nohiyai|nohiya i|qada|gorodskoy okrug|urban district|city district|si|gun|gu|departement de|departement du|"
    "circunscricao de|mintaqat|muncipality|woreda|cercle|cercle de|arrondissement|arrondissement de|distrito de|"
    "agglomeration|regency|kabupaten|city|pref|changwat|county borough|parish|metropolitan|judet|judetul|upazila|zila"
)
_BEFORE = re.compile(rf"^(?:{ADMIN_WORDS}) (?=\w)")
_AFTER = re.compile(rf"(?<=\w) (?:{ADMIN_WORDS})$")


def admin_keys(key: str) -> set[str]:
    """The key without the word for its kind of unit.

    >>> sorted(admin_keys("almaty region"))
    ['almaty']
    """
    out = {_BEFORE.sub("", key), _AFTER.sub("", key)}
    out |= {_BEFORE.sub("", k) for k in out}
    return {k for k in out if len(k) > 2} - {key}


def usable(name: str) -> bool:
    """Leave out alternates that no newspaper prints: lower-case transliterations, codes, links, single letters."""
    if len(name) < 2 or len(name) > 60 or any(c.isdigit() for c in name) or "http" in name:
        return False
    latin = "LATIN" in unicodedata.name(next((c for c in name if c.isalpha()), " "), "")
    if latin:
        if not any(c.isupper() for c in name) or len(name) < 3:
            return False
        if name.isupper() and len(name) <= 4:
            return False
    return any(c.isalpha() for c in name)


_BONUS = {"PCLI": 4.0, "ADM1": 1.5, "PPLC": 1.5, "CONT": 4.0, "RGN": 3.0, "SEA": 3.0, "OCN": 3.0}


def rank(code: str, population: int) -> float:
    """How well known a place is, roughly, by feature code and inhabitants: order of the candidates of one name."""
    return math.log10(population + 10) + _BONUS.get(code, 0.0) - (1.0 if code in ("ADM2", "PPLX") else 0.0)


def closer(before: int | None, kind: int) -> int:
    """The kind to keep where a key stands to a place in two ways.

    "Chechen", left over from "Chechen Republic", is the adjective first of all; "Ala." is an abbreviation.
    """
    if before is None or (kind in (DEMONYM, ABBREVIATION) and before in (ALTERNATE, DERIVED)):
        return kind
    return min(kind, before)


def curated_id(name: str, country: str) -> int:
    """The id of a curated place: its first name and country code, hashed below nought."""
    return -(zlib.crc32(f"{name}/{country}".encode()) % 100_000_000) - 1


class Filter:
    """A Bloom filter of 2**`bits` bits, at least 8, over keys: two probes each."""

    def __init__(self, bits: int) -> None:
        self.mask = (1 << bits) - 1
        self.data = bytearray(1 << (bits - 3))

    def add(self, key: str) -> None:
        """Mark a key, and the beginnings of its words as prefixes (they end in a space)."""
        words = key.split(" ")
        for mark in (key, *(" ".join(words[:n]) + " " for n in range(1, len(words)))):
            h = zlib.crc32(mark.encode())
            for probe in (h & self.mask, (h >> 8 ^ h * 5) & self.mask):
                self.data[probe >> 3] |= 1 << (probe & 7)


def write(
    out: Path,
    *,
    places: Iterable[PlaceRow],
    names: Iterable[tuple[str, bytes]],
    units: Iterable[int],
    filter_bits: int,
    meta: Mapping[str, str],
    origins: Iterable[tuple[int, int]] | None = None,
) -> None:
    """Write a gazetteer: `places` in order of id, `names` in order of key, both read once and never held.

    `origins` (id, number in meta 'sources') make it a user's file, with a digest of its content. The same rows give the
    same bytes, whatever version of SQLite writes them.
    """
    out.unlink(missing_ok=True)
    marks = Filter(filter_bits)
    db = sqlite3.connect(out)
    try:
        db.executescript(_SCHEMA)
        with db:
            content = hashlib.sha256()

            def hashed(rows: Iterable[Row]) -> Iterator[Row]:
                for row in rows:
                    content.update(repr(row).encode())
                    yield row

            db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", hashed(places))
            db.executemany("INSERT INTO unit VALUES (?)", ((i,) for i in units))

            def marked() -> Iterator[tuple[str, bytes]]:
                for key, ids in names:
                    marks.add(key)
                    yield key, ids

            db.executemany("INSERT INTO name VALUES (?,?)", hashed(marked()))
            if origins is not None:
                db.execute("INSERT INTO meta VALUES ('digest', ?)", (content.hexdigest(),))
                db.execute("CREATE TABLE origin(id INTEGER PRIMARY KEY, source INTEGER NOT NULL)")
                db.executemany("INSERT INTO origin VALUES (?,?)", origins)
            db.execute("INSERT INTO meta VALUES ('filter', ?)", (bytes(marks.data),))
            db.executemany("INSERT INTO meta VALUES (?,?)", meta.items())
        db.execute("VACUUM")
    finally:
        db.close()
    with out.open("r+b") as raw:
        # Change counters, and the version of the library: not the data's business.
        for at, value in ((24, 1), (92, 1), (96, 3_040_000)):
            raw.seek(at)
            raw.write(value.to_bytes(4, "big"))


def pack(ids: Iterable[tuple[int, int]]) -> bytes:
    """(id, kind) in order, as a name row holds them."""
    packed = [id_ * 8 + kind for id_, kind in ids]
    return struct.pack(f"<{len(packed)}i", *packed)


def unpack(blob: bytes, most: int | None = None) -> list[tuple[int, int]]:
    """The (id, kind) pairs of a name row, the first `most` of them."""
    n = len(blob) // 4
    n = n if most is None else min(n, most)
    return [(packed >> 3, packed & 7) for packed in struct.unpack_from(f"<{n}i", blob)]
