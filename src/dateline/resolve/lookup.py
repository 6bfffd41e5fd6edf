"""The gazetteer asked by a person: what may a name mean, what is known of a place, and says who?"""

from collections.abc import Iterable
from functools import cache
from importlib import resources
from os import PathLike

import msgspec

from dateline.errors import NotFoundError
from dateline.mentions.toponyms import find_toponyms
from dateline.records import Candidate, PlaceMention
from dateline.records.values import PlacePrecision
from dateline.resolve import gazetteer
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.gazetteer_file import curated_id
from dateline.resolve.places import precision, resolve_places, to_candidate

_AIRPORTS_BELOW = -200_000_000
_MOST_IDS = 1 << 28  # an id and the kind of a name share 32 bits


class FoundPlace(msgspec.Struct, frozen=True, kw_only=True):
    """One place that a name may mean.

    `place.score` is its share of belief, of 1 for all candidates and "none of them" together; `chosen`: what a text of
    these words alone would be resolved to. `precision` is what an incident there would have. `source` says who has the
    place: "GeoNames", a note of the curated table, or the file that a user imported.
    """

    place: Candidate
    precision: PlacePrecision
    source: str
    chosen: bool = False


class KnownPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the gazetteer with the keys (`mentions.placenames.fold`) that lead to it, the closest first."""

    place: Candidate
    precision: PlacePrecision
    source: str
    keys: tuple[str, ...]


def find_places(name: str, *, places: Iterable[str | PathLike[str]] = ()) -> tuple[FoundPlace, ...]:
    """What a name may mean, the likeliest first, without a text around it; () for an unknown one.

    What follows a comma is context: "Springfield, Illinois". `places` are gazetteers of your own (`import_places`).

    >>> [(f.place.country, f.chosen) for f in find_places("Tripoli, Lebanon")][0]
    ('Lebanon', True)
    """
    with gazetteer.using(places) as known:
        head = name.partition(",")[0].strip()
        start = name.find(head)
        mention = PlaceMention(start=start, end=start + len(head), text=head)
        around = [m for m in find_toponyms(name, gazetteer=known) if m.start >= mention.end]
        resolved = resolve_places((mention, *around), text=name, gazetteer=known)[0]
        return tuple(
            FoundPlace(
                place=candidate,
                precision=precision(candidate),
                source=_source(known, candidate.geonameid),
                chosen=resolved.best == candidate,
            )
            for candidate in resolved.candidates
        )


def known_place(geonameid: int, *, places: Iterable[str | PathLike[str]] = ()) -> KnownPlace:
    """The place with that id, which is GeoNames' or, where negative, Dateline's own. Raises NotFoundError."""
    with gazetteer.using(places) as known:
        entry = known.place(geonameid) if abs(geonameid) < _MOST_IDS else None
        if entry is None:
            raise NotFoundError(f"no place {geonameid} in the gazetteer; `dateline places find NAME` prints ids")
        keys = sorted(known.keys_of(geonameid), key=lambda pair: (pair[1], pair[0]))
        candidate = to_candidate(entry, known)
        return KnownPlace(
            place=candidate,
            precision=precision(candidate),
            source=_source(known, geonameid),
            keys=tuple(key for key, _ in keys),
        )


def _source(known: Gazetteer, geonameid: int) -> str:
    shipped = known.shipped.place(geonameid)
    if shipped is None:
        return known.source_of(geonameid) or "unknown"
    return shipped_source(shipped)


def shipped_source(entry: Entry) -> str:
    """Who has a place of the gazetteer that ships."""
    if entry.geonameid > 0:
        return "GeoNames (CC BY 4.0)"
    if entry.geonameid < _AIRPORTS_BELOW:
        return "airportsdata (MIT)"
    return f"curated: {_curated().get(entry.geonameid, 'unknown')}"


@cache
def _curated() -> dict[int, str]:
    """Id -> source of the curated table's own places; ids as training/build_gazetteer.py makes them."""
    table = (resources.files("dateline") / "data" / "gazetteer_curated.tsv").read_text(encoding="utf-8")
    out = {}
    for line in table.split("\n"):
        if line and not line.startswith("#"):
            names, _code, country, _lat, _lon, same, _demonyms, source = line.split("\t")
            if not same:
                out[curated_id(names.split("|")[0], country)] = source
    return out
