"""The gazetteer: what a name may mean. One read-only SQLite file, opened in a millisecond, shared by all documents.

Built by training/build_gazetteer.py from GeoNames (CC BY 4.0), Natural Earth (public domain) and curated tables.
"""

import sqlite3
import struct
import zlib
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from importlib import resources
from pathlib import Path

import msgspec

from dateline.errors import GazetteerError

PRIMARY, ALTERNATE, DERIVED, ABBREVIATION, CURATED, DEMONYM = range(6)

# At most this many candidates of one name, the best known first ("San José" has 400).
MAX_CANDIDATES = 64
_CACHED_KEYS = 40_000
_FILTER_BITS = 24
_MASK = (1 << _FILTER_BITS) - 1
_BATCH = 500


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place under one of its names. `kind` says how the name stands to it (PRIMARY ... DEMONYM).

    `geonameid` is negative for curated places that GeoNames' packages lack. Degrees are WGS 84.
    """

    geonameid: int
    name: str
    feature_code: str
    country_code: str
    admin1_code: str
    admin2_code: str
    latitude: float
    longitude: float
    population: int
    kind: int


class Gazetteer:
    """Look-up by folded name (`mentions.placenames.fold`). Safe to share; holds no state but a bounded cache."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise GazetteerError(
                f"no gazetteer at {path}: reinstall dateline, or build it with training/build_gazetteer.py"
            )
        self.path = path
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        try:
            row = self._db.execute("SELECT value FROM meta WHERE key = 'filter'").fetchone()
        except sqlite3.DatabaseError as e:
            raise GazetteerError(f"{path} is not a gazetteer: {e}") from e
        if row is None or len(row[0]) != 1 << (_FILTER_BITS - 3):
            raise GazetteerError(f"{path} is empty or was cut: rebuild it with training/build_gazetteer.py")
        self._filter: bytes = row[0]
        self._cache: dict[str, tuple[Entry, ...]] = {}
        # Words come back: a remembered answer costs a tenth of a fresh one.
        self.may_know = lru_cache(maxsize=_CACHED_KEYS)(self._may_know)

    def _may_know(self, key: str) -> bool:
        """False: no place bears that name, nor (key ending in a space) begins with it. True: look it up.

        A Bloom filter with some 2 % of false alarms; half a microsecond against twenty of a query.
        """
        h = zlib.crc32(key.encode())
        bits = self._filter
        a, b = h & _MASK, (h >> 8 ^ h * 5) & _MASK
        return bool(bits[a >> 3] >> (a & 7) & 1 and bits[b >> 3] >> (b & 7) & 1)

    def look_up(self, keys: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """All places that bear each name, the best known first, at most MAX_CANDIDATES; () for an unknown name.

        Two queries for all keys together, none for keys seen lately.
        """
        known = self._cache
        out: dict[str, tuple[Entry, ...]] = {}
        wanted: list[str] = []
        for key in keys:
            if key in out:
                continue
            entries = known.get(key)
            if entries is None:
                wanted.append(key)
                out[key] = ()
            else:
                out[key] = entries
        if wanted:
            if len(known) + len(wanted) > _CACHED_KEYS:
                known.clear()
            for at in range(0, len(wanted), _BATCH):
                out |= self._fetch(wanted[at : at + _BATCH])
            for key in wanted:
                known[key] = out[key]
        return out

    def _fetch(self, keys: list[str]) -> dict[str, tuple[Entry, ...]]:
        marks = ",".join("?" * len(keys))
        ids: dict[str, tuple[int, ...]] = {}
        for key, blob in self._db.execute(f"SELECT key, ids FROM name WHERE key IN ({marks})", keys):
            n = min(len(blob) // 4, MAX_CANDIDATES)
            ids[key] = struct.unpack_from(f"<{n}i", blob)
        numbers = sorted({packed >> 3 for packs in ids.values() for packed in packs})
        rows = self._places(numbers)
        return {
            key: tuple(_entry(rows[packed >> 3], packed & 7) for packed in packs if packed >> 3 in rows)
            for key, packs in ids.items()
        }

    def _places(self, numbers: list[int]) -> dict[int, tuple[int, str, str, str, str, str, int, int, int]]:
        rows = {}
        for at in range(0, len(numbers), _BATCH):
            part = numbers[at : at + _BATCH]
            marks = ",".join("?" * len(part))
            for row in self._db.execute(f"SELECT * FROM place WHERE id IN ({marks})", part):
                rows[row[0]] = row
        return rows

    def place(self, geonameid: int) -> Entry | None:
        """The place with that id."""
        row = self._places([geonameid]).get(geonameid)
        return _entry(row, PRIMARY) if row else None

    @cached_property
    def unit_names(self) -> dict[str, str]:
        """ "KZ" -> "Kazakhstan", "RU.17" (GeoNames' admin-1 code) -> "Dagestan"."""
        (blob,) = self._db.execute("SELECT value FROM meta WHERE key = 'units'").fetchone()
        return msgspec.json.decode(blob, type=dict[str, str])

    @cached_property
    def _units(self) -> tuple[dict[str, Entry], dict[tuple[str, str], Entry]]:
        countries: dict[str, Entry] = {}
        admin1: dict[tuple[str, str], Entry] = {}
        for row in self._db.execute("SELECT place.* FROM unit JOIN place USING (id) ORDER BY id"):
            entry = _entry(row, PRIMARY)
            if entry.feature_code == "PCLI":
                countries[entry.country_code] = entry
            else:
                admin1[entry.country_code, entry.admin1_code] = entry
        return countries, admin1

    @property
    def countries(self) -> dict[str, Entry]:
        """ISO 3166-1 alpha-2 code -> country."""
        return self._units[0]

    @property
    def admin1(self) -> dict[tuple[str, str], Entry]:
        """(country code, GeoNames admin-1 code) -> first-order unit."""
        return self._units[1]


def _entry(row: tuple[int, str, str, str, str, str, int, int, int], kind: int) -> Entry:
    id_, name, code, country, admin1, admin2, lat, lon, population = row
    return Entry(
        geonameid=id_,
        name=name,
        feature_code=code,
        country_code=country,
        admin1_code=admin1,
        admin2_code=admin2,
        latitude=lat / 10000,
        longitude=lon / 10000,
        population=population,
        kind=kind,
    )


@cache
def default() -> Gazetteer:
    """The gazetteer that ships with dateline."""
    with resources.as_file(resources.files("dateline") / "data" / "gazetteer.sqlite") as path:
        return Gazetteer(path)
