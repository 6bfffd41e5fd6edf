"""A user's own places into a gazetteer of their own: GeoNames' dumps, or a table of names with coordinates.

The file has the shipped one's schema (`gazetteer_file`) and lies over it as a layer. Importing reads the file that is
there and writes it anew in one step, so that whoever has it open is not disturbed; rows pass through a scratch
database on disk, never through memory. The same imports in the same order give the same bytes.
"""

import csv
import hashlib
import io
import math
import os
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TextIO

import msgspec

from dateline.errors import GazetteerError, SourceError
from dateline.mentions.placenames import fold
from dateline.resolve import gazetteer_file
from dateline.resolve.gazetteer import Gazetteer, Source, default
from dateline.resolve.gazetteer_file import ALTERNATE, DEMONYM, DERIVED, PRIMARY

# GeoNames' feature classes that news tells places by: units, waters, areas, settlements, mountains, woods. Roads and
# what lies under the sea are left out, and of spots (S: hotels, churches, schools) all but these.
CLASSES = "AHLPTV"
SPOTS = frozenset("AIRB AIRF AIRP AIRQ CMPRF DAM INSM MILB NVB OILR PRN PS PSN PSTB PSTC PSTP RSTN".split())
# Units of the past have today's beside them under other ids, and would divide the belief.
_PAST = frozenset("ADM1H ADM2H ADM3H ADM4H ADM5H ADMDH PCLH RGNH".split())
_COLUMNS = {
    "name": ("name", "place", "place_name"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "id": ("id", "geonameid"),
    "alternates": ("alternates", "alternatenames", "alternate_names", "aliases"),
    "country": ("country_code", "country", "iso2"),
    "admin1": ("admin1_code", "admin1"),
    "admin2": ("admin2_code", "admin2"),
    "code": ("feature_code", "fcode"),
    "population": ("population", "pop"),
}
_OWN_IDS = (-199_999_999, 100_000_000)
"""First id and number of ids of places without a GeoNames id: between the curated ones and the shipped airports."""
_MOST_ID = (1 << 28) - 1
_LONGEST_KEY = 60


class BadRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that could not be taken: its number from 1 (a table's header is row 1), and what is wrong with it."""

    row: int
    problem: str


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did: rows read, taken, left out by their feature class and bad; then what the file holds."""

    rows: int
    taken: int
    left_out: int
    bad: int
    places: int
    names: int


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row that can be taken; `place` as the table holds it: code, country, admin1, admin2, lat, lon, population."""

    id: int | None
    name: str
    alternates: tuple[str, ...]
    place: tuple[str, str, str, str, int, int, int]


def import_places(
    source: str | os.PathLike[str],
    *,
    into: str | os.PathLike[str],
    classes: str = CLASSES,
    on_bad: Callable[[BadRow], None] | None = None,
) -> Imported:
    """Add the places of `source` to the gazetteer file `into`, which is made when it is not there.

    `source` is a dump of GeoNames (allCountries.zip, a country's XX.zip, or the .txt in it), of whose feature classes
    those in `classes` are taken (and, where S is not among them, the spots of `SPOTS`), or a table with a header,
    separated by commas, semicolons or tabs, in UTF-8: `name`, `lat` and `lon` (degrees, WGS 84), and, where known,
    `id` (GeoNames'), `alternates` (separated by |), `country_code` (ISO 3166-1 alpha-2), `admin1_code`, `admin2_code`
    and `feature_code` (GeoNames'; a settlement, PPL, where not told), `population`. A place that the file has already,
    by its id, else by name, country and point, is replaced with all its names. A row that cannot be read is told to `on_bad`, the others are imported.

    Raises SourceError where `source` cannot be read as any of these, GazetteerError where `into` is no such file.
    """
    return _import(Path(source), Path(into), classes, on_bad)


def _import(source: Path, into: Path, classes: str, on_bad: Callable[[BadRow], None] | None) -> Imported:
    if not into.absolute().parent.is_dir():
        raise GazetteerError(f"{into} cannot be written: the folder {into.absolute().parent} does not exist")
    left_out = bad = rows = 0
    with tempfile.TemporaryDirectory(dir=into.absolute().parent, prefix=".places-") as folder:
        made = Path(folder) / "places.sqlite"
        with closing(_scratch(Path(folder) / "scratch.sqlite")) as db:
            sources = _carry_over(into, db)
            digest = _sha256(source)
            number = next((n for n, known in enumerate(sources) if known.sha256 == digest), len(sources))
            with _opened(source) as lines:
                for found in _read(lines, source, frozenset(classes)):
                    rows += 1
                    if isinstance(found, BadRow):
                        bad += 1
                        if on_bad is not None:
                            on_bad(found)
                    elif found is None:
                        left_out += 1
                    else:
                        _add(db, found, number)
            taken = rows - left_out - bad
            sources[number : number + 1] = [Source(name=source.name, sha256=digest, rows=taken)]
            _write(db, made, sources)
        with closing(sqlite3.connect(made)) as written:
            places, names = (written.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("place", "name"))
        os.replace(made, into)
    return Imported(rows=rows, taken=taken, left_out=left_out, bad=bad, places=places, names=names)


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error


def _scratch(path: Path) -> sqlite3.Connection:
    """Places by id and names as they come. `fresh`: of this import, whose rows replace what was there."""
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE; PRAGMA cache_size=-8000;"
        "CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT, code TEXT, country TEXT, admin1 TEXT, admin2 TEXT,"
        " lat INTEGER, lon INTEGER, population INTEGER, source INTEGER, fresh INTEGER);"
        "CREATE TABLE keyed(key TEXT, id INTEGER, kind INTEGER, fresh INTEGER);"
        "BEGIN"
    )
    return db


def _carry_over(old: Path, db: sqlite3.Connection) -> list[Source]:
    """Take over what the file holds; its sources."""
    if not old.exists():
        return []
    sources = list(Gazetteer(old).sources)
    with closing(sqlite3.connect(f"{old.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as held:
        if not held.execute("SELECT 1 FROM sqlite_master WHERE name = 'origin'").fetchone():
            raise GazetteerError(f"{old} is not a gazetteer that `places import` made; name another file")
        rows = held.execute("SELECT place.*, source, 0 FROM place JOIN origin USING (id)")
        db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
        for key, blob in held.execute("SELECT key, ids FROM name"):
            pairs = gazetteer_file.unpack(blob)
            db.executemany("INSERT INTO keyed VALUES (?,?,?,0)", ((key, id_, kind) for id_, kind in pairs))
    return sources


@contextmanager
def _opened(source: Path) -> Iterator[TextIO]:
    """The lines of a file, or of the dump in a ZIP archive; bytes that are no UTF-8 as surrogates."""
    if zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            members = [m for m in archive.infolist() if m.filename.endswith(".txt") and m.filename != "readme.txt"]
            if len(members) != 1:
                raise SourceError(f"{source} holds {len(members)} .txt files beside readme.txt, expected one dump")
            with archive.open(members[0]) as stream:
                yield io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    else:
        with source.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
            yield lines


def _read(lines: TextIO, source: Path, classes: frozenset[str]) -> Iterator[_Row | BadRow | None]:
    """Each row; None for one that is left out."""
    first = lines.readline()
    if first.count("\t") == 18 and first.split("\t", 1)[0].isdecimal():
        yield _dumped(first, 1, classes)
        # A dump has no quotes: lines end at U+000A only.
        for number, line in enumerate(lines, 2):
            yield _dumped(line, number, classes)
        return
    delimiter = max(",;\t", key=first.count)
    header = [cell.strip().lower() for cell in next(csv.reader([first], delimiter=delimiter), [])]
    at = {field: next((header.index(n) for n in names if n in header), None) for field, names in _COLUMNS.items()}
    missing = [field for field in ("name", "lat", "lon") if at[field] is None]
    if missing:
        raise SourceError(
            f"{source} is no dump of GeoNames, and as a table its first row lacks {', '.join(missing)}; expected a header"
            f" with name, lat and lon, found {', '.join(filter(None, header)) or 'nothing'}"
        )
    reader = csv.reader(lines, delimiter=delimiter)
    number = 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(row=number, problem=str(error))
            continue
        if any(cells):
            yield _tabled(cells, number, {f: i for f, i in at.items() if i is not None})


def _dumped(line: str, number: int, classes: frozenset[str]) -> _Row | BadRow | None:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != 19:
        return BadRow(row=number, problem=f"{len(cells)} columns, expected the 19 of a GeoNames dump")
    id_, name, ascii_name, alternates, lat, lon, class_, code, country, _, admin1, admin2 = cells[:12]
    if (class_ not in classes and not (class_ == "S" and code in SPOTS)) or code in _PAST:
        return None
    if len(fold(name)) > _LONGEST_KEY:
        return None
    names = [ascii_name, *filter(gazetteer_file.usable, alternates.split(","))]
    code = code or ("PPL" if class_ == "P" else "AREA")
    return _checked(number, id_, name, names, code, country, admin1, admin2, lat, lon, cells[14])


def _tabled(cells: list[str], number: int, at: dict[str, int]) -> _Row | BadRow:
    def cell(field: str) -> str:
        n = at.get(field, len(cells))
        return cells[n].strip() if n < len(cells) else ""

    country = cell("country")
    if country and not (len(country) == 2 and country.isalpha()):
        known = default().shipped.look_up([fold(country)])[fold(country)]
        codes = [e.country_code for e in known if e.feature_code == "PCLI" and e.kind != DEMONYM]
        if not codes:
            return BadRow(
                row=number, problem=f"country {country!r} is no ISO 3166-1 alpha-2 code and no country's name"
            )
        country = codes[0]
    return _checked(
        number, cell("id"), cell("name"), [n.strip() for n in cell("alternates").split("|")], cell("code") or "PPL",
        country.upper(), cell("admin1").rpartition(".")[2], cell("admin2"), cell("lat"), cell("lon"), cell("population"),
    )  # fmt: skip


def _checked(
    number: int,
    id_: str,
    name: str,
    alternates: list[str],
    code: str,
    country: str,
    admin1: str,
    admin2: str,
    lat: str,
    lon: str,
    population: str,
) -> _Row | BadRow:
    """The row, or what is wrong with it."""
    problem = None
    if any("\ud800" <= c <= "\udfff" for c in name + "".join(alternates)):
        problem = "is not UTF-8"
    elif not any(c.isalpha() for c in name):
        problem = f"name {name!r} has no letter"
    elif len(fold(name)) > _LONGEST_KEY:
        problem = f"name has more than {_LONGEST_KEY} characters"
    elif id_ and not (id_.isdecimal() and 0 < int(id_) <= _MOST_ID):
        problem = f"id {id_!r} is no GeoNames id; leave it empty where there is none"
    elif population and not population.isdecimal():
        problem = f"population {population!r} is no whole number"
    degrees = [_degrees(lat, 90), _degrees(lon, 180)]
    if problem is None and None in degrees:
        problem = f"latitude {lat!r}, longitude {lon!r}: expected decimal degrees"
    if problem is not None:
        return BadRow(row=number, problem=problem)
    return _Row(
        id=int(id_) if id_ else None,
        name=name,
        alternates=tuple(alternates),
        place=(code, country, admin1, admin2, degrees[0] or 0, degrees[1] or 0, int(population or 0)),
    )


def _degrees(told: str, most: int) -> int | None:
    """Ten-thousandths of a degree."""
    try:
        value = float(told)
    except ValueError:
        return None
    return round(value * 10000) if math.isfinite(value) and abs(value) <= most else None


def _add(db: sqlite3.Connection, row: _Row, source: int) -> None:
    id_ = row.id if row.id is not None else _own_id(db, row)
    db.execute("INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,1)", (id_, row.name, *row.place, source))
    kinds: dict[str, int] = {}
    for n, name in enumerate((row.name, *row.alternates)):
        key = fold(name)
        if 0 < len(key) <= _LONGEST_KEY:
            kinds.setdefault(key, PRIMARY if n == 0 else ALTERNATE)
            if row.place[0].startswith("ADM"):
                for short in gazetteer_file.admin_keys(key):
                    kinds.setdefault(short, DERIVED)
    db.executemany("INSERT INTO keyed VALUES (?,?,?,1)", ((key, id_, kind) for key, kind in kinds.items()))


def _own_id(db: sqlite3.Connection, row: _Row) -> int:
    """An id from name, country and point, so that the same place gets the same one; the next where another has it."""
    first, number = _OWN_IDS
    identity = (row.name, row.place[1], *row.place[4:6])
    at = zlib.crc32("|".join(map(str, identity)).encode()) % number
    while True:
        held = db.execute("SELECT name, country, lat, lon FROM place WHERE id = ?", (first + at,)).fetchone()
        if held is None or held == identity:
            return first + at
        at = (at + 1) % number


def _write(db: sqlite3.Connection, out: Path, sources: list[Source]) -> None:
    db.execute("COMMIT")
    columns = "id, name, code, country, admin1, admin2, lat, lon, population"
    count = db.execute("SELECT count(*) FROM keyed").fetchone()[0]
    gazetteer_file.write(
        out,
        places=db.execute(f"SELECT {columns} FROM place ORDER BY id"),
        names=_packed(db),
        units=(),
        filter_bits=max(13, min(30, (10 * count).bit_length())),  # some 10 to 20 bits a key
        meta={"units": "{}", "sources": msgspec.json.encode(sources).decode()},
        origins=db.execute("SELECT id, source FROM place ORDER BY id"),
    )


def _packed(db: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """Rows of the name table. A place that this import gave anew has the names that it gave, no others."""
    rows = db.execute(
        "SELECT key, keyed.id, min(kind), code, population FROM keyed JOIN place USING (id)"
        " WHERE keyed.fresh = place.fresh GROUP BY key, keyed.id ORDER BY key"
    )
    for key, group in groupby(rows, key=itemgetter(0)):
        best = sorted(group, key=lambda r: (-gazetteer_file.rank(r[3], r[4]), r[1]))
        yield key, gazetteer_file.pack((id_, kind) for _, id_, kind, _, _ in best)
