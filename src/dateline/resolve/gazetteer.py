"""The gazetteer: what a name may mean. Read-only SQLite files, opened in some milliseconds, shared by all documents.

One ships (training/build_gazetteer.py, from GeoNames (CC BY 4.0), Natural Earth (public domain) and curated tables);
users add their own (`dateline places import`), which lie over it as layers: named with `using`, or in the environment
variable DATELINE_PLACES.
"""

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property, lru_cache
from importlib import resources
from pathlib import Path

import msgspec

from dateline.errors import GazetteerError
from dateline.resolve.gazetteer_file import (
    ABBREVIATION,
    ALTERNATE,
    CURATED,
    DEMONYM,
    DERIVED,
    PRIMARY,
    PlaceRow,
    rank,
    unpack,
)

__all__ = [
    "ABBREVIATION", "ALTERNATE", "CURATED", "DEMONYM", "DERIVED", "PRIMARY", "Entry", "Gazetteer", "default", "using"
]  # fmt: skip

ENVIRONMENT = "DATELINE_PLACES"
# At most this many candidates of one name, the best known first ("San José" has 400).
MAX_CANDIDATES = 64
_CACHED_KEYS = 40_000
_LEAST_FILTER_BYTES = 1 << 10
_BATCH = 500


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place under one of its names. `kind` says how the name stands to it (PRIMARY ... DEMONYM).

    `geonameid` is negative for places that GeoNames' packages lack. Degrees are WGS 84. `added`: the place, or this
    name of it, stands in a layer that a user added and not in what ships.
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
    added: bool = False


class Gazetteer:
    """Look-up by folded name (`mentions.placenames.fold`). Safe to share; holds no state but a bounded cache.

    `layers` are users' files over it. A name that no layer has means what it means without them; where a place stands
    in several files under one id, the first one's entry counts.
    """

    def __init__(self, path: Path, *, layers: Sequence["Gazetteer"] = ()) -> None:
        if not path.is_file():
            raise GazetteerError(
                f"no gazetteer at {path}: name a file that `dateline places import` wrote; the one that ships comes back"
                " when dateline is installed again"
            )
        self.path = path
        self.layers = tuple(layers)
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        try:
            row = self._db.execute("SELECT value FROM meta WHERE key = 'filter'").fetchone()
        except sqlite3.DatabaseError as e:
            raise GazetteerError(f"{path} is not a gazetteer: {e}") from e
        if row is None or len(row[0]) < _LEAST_FILTER_BYTES or len(row[0]) & (len(row[0]) - 1):
            raise GazetteerError(f"{path} is empty or was cut: install dateline again, or import its places again")
        self._filter: bytes = row[0]
        self._mask = len(self._filter) * 8 - 1
        self._cache: dict[str, tuple[Entry, ...]] = {}
        # Words come back: a remembered answer costs a tenth of a fresh one.
        self.may_know = lru_cache(maxsize=_CACHED_KEYS)(self._may_know)

    @cached_property
    def shipped(self) -> "Gazetteer":
        """The same without its layers."""
        return Gazetteer(self.path) if self.layers else self

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what is in it without its layers: as its import noted it, else of the file."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
        if row is not None:
            return str(row[0])
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def _may_know(self, key: str) -> bool:
        """False: no place bears that name, nor (key ending in a space) begins with it. True: look it up.

        A Bloom filter with some 2 % of false alarms; half a microsecond against twenty of a query.
        """
        h = zlib.crc32(key.encode())
        bits, mask = self._filter, self._mask
        a, b = h & mask, (h >> 8 ^ h * 5) & mask
        if bits[a >> 3] >> (a & 7) & 1 and bits[b >> 3] >> (b & 7) & 1:
            return True
        return any(layer.may_know(key) for layer in self.layers)

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
        ids = {
            key: unpack(blob, MAX_CANDIDATES)
            for key, blob in self._db.execute(f"SELECT key, ids FROM name WHERE key IN ({marks})", keys)
        }
        rows = self._places(sorted({id_ for pairs in ids.values() for id_, _ in pairs}))
        found = {
            key: tuple(_entry(rows[id_], kind) for id_, kind in pairs if id_ in rows) for key, pairs in ids.items()
        }
        for layer in self.layers:
            for key, entries in layer.look_up(k for k in keys if layer.may_know(k)).items():
                if entries:
                    found[key] = self._merged(found.get(key, ()), entries)
        return found

    def _merged(self, ours: tuple[Entry, ...], theirs: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Both files' candidates of one name, the best known first; a layer's are marked as added.

        What is left of the name of a unit ("Mexico" of "Estado de México") is no rival of the country of that name.
        """
        here = {e.geonameid for e in ours}
        countries = {e.country_code for e in ours if e.feature_code == "PCLI" and e.kind != DEMONYM}
        known = self._places([e.geonameid for e in theirs if e.geonameid not in here])
        added = []
        for e in theirs:
            if e.geonameid in here:
                continue
            row = known.get(e.geonameid)
            entry = _entry(row, e.kind, added=True) if row else msgspec.structs.replace(e, added=True)
            left_over = entry.kind in (ALTERNATE, DERIVED) or entry.feature_code.startswith("ADM")
            if not (left_over and entry.country_code in countries):
                added.append(entry)
        if not added:
            return ours
        both = [*ours, *added]
        both.sort(key=lambda e: (-rank(e.feature_code, e.population), e.geonameid))
        return tuple(both[:MAX_CANDIDATES])

    def _places(self, numbers: list[int]) -> dict[int, PlaceRow]:
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
        if row is None:
            found = (layer.place(geonameid) for layer in self.layers)
            entry = next((e for e in found if e is not None), None)
            return entry and msgspec.structs.replace(entry, added=True)
        return _entry(row, PRIMARY)

    def keys_of(self, geonameid: int) -> tuple[tuple[str, int], ...]:
        """(key, kind) of every name of a place, in order of key. Reads the whole table: half a second."""
        out: dict[str, int] = {}
        needle = (geonameid * 8).to_bytes(4, "little", signed=True)[1:]  # the first byte holds the kind
        for key, blob in self._db.execute("SELECT key, ids FROM name WHERE instr(ids, ?) ORDER BY key", (needle,)):
            for id_, kind in unpack(blob):
                if id_ == geonameid:
                    out[key] = kind
        for layer in self.layers:
            out = dict(layer.keys_of(geonameid)) | out
        return tuple(sorted(out.items()))

    def source_of(self, geonameid: int) -> str | None:
        """Where a place of a user's file comes from, as its import noted it; None for others."""
        for file in (self, *self.layers):
            if file._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'origin'").fetchone():
                row = file._db.execute("SELECT source FROM origin WHERE id = ?", (geonameid,)).fetchone()
                if row:
                    source: Source = file.sources[row[0]]
                    return source.name
        return None

    @cached_property
    def sources(self) -> tuple["Source", ...]:
        """What was imported into a user's file, in order; nothing for the one that ships."""
        (blob,) = self._db.execute("SELECT value FROM meta WHERE key = 'sources'").fetchone()
        found = msgspec.json.decode(blob)
        return msgspec.convert(found, tuple[Source, ...]) if isinstance(found, list) else ()

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


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was imported: its name without folders, SHA-256, and how many of its rows were taken."""

    name: str
    sha256: str
    rows: int


def _entry(row: PlaceRow, kind: int, *, added: bool = False) -> Entry:
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
        added=added,
    )


_chosen: ContextVar[tuple[Path, ...] | None] = ContextVar("dateline_places", default=None)


@contextmanager
def using(files: Iterable[str | os.PathLike[str]]) -> Iterator[Gazetteer]:
    """Within it, `default` is the shipped gazetteer with these files over it (none: with those of the environment).

    Raises GazetteerError where one cannot be used.
    """
    token = _chosen.set(tuple(Path(f) for f in files) or None)
    try:
        yield default()
    finally:
        _chosen.reset(token)


def default() -> Gazetteer:
    """The gazetteer that ships with dateline, with the files over it that `using` or DATELINE_PLACES names.

    The variable holds paths, separated as those of PATH are.
    """
    files = _chosen.get()
    if files is None:
        files = tuple(Path(part) for part in os.environ.get(ENVIRONMENT, "").split(os.pathsep) if part)
    return _with_layers(tuple((path, _state(path)) for path in files))


def _state(path: Path) -> tuple[int, int, int]:
    """Changes when an import has replaced the file."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0, 0
    return found.st_ino, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=8)
def _with_layers(files: tuple[tuple[Path, tuple[int, int, int]], ...]) -> Gazetteer:
    base = _shipped()
    return Gazetteer(base.path, layers=[Gazetteer(path) for path, _ in files]) if files else base


@cache
def _shipped() -> Gazetteer:
    with resources.as_file(resources.files("dateline") / "data" / "gazetteer.sqlite") as path:
        return Gazetteer(path)
