"""How well `dateline compare` finds the same incident in two data sets: precision and recall against known ids.

    python benchmarks/comparing.py --trend ../shared/data/trend

UCDP GED (CC BY 4.0) keeps an event's id from release to release. Two real pairs: the events of Syria (2016 to 2019) and
of Ukraine (2014 to 2019) in release 19.1 against release 21.1, which revised dates, places and figures, added events and
here lacks those of low precision. And pairs that are made: events against a copy of them with a third left out on either
side, dates, places, figures, types and names changed as often as two independent data sets may differ (the rates are in
ERRORS, and assumed). What is chosen in the code was chosen on the North Caucasus and Central Asia; the other places
were not looked at before the figures were taken.
"""

import argparse
import csv
import datetime as dt
import gzip
import io
import random
import resource
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from dateline.chronology.comparing import Comparison, Event, compare
from dateline.records import Counts, Place
from dateline.records.values import PlacePrecision

KINDS = {"1": "Battles", "2": "Battles", "3": "Violence against civilians", "sb": "Battles", "ns": "Battles"}
PRECISIONS: dict[str, PlacePrecision] = {"1": "place", "2": "near", "3": "admin2", "4": "admin1"}
# How often the copy differs: share of events that each side lacks, and of those both have the share with another day,
# another place near by, only a province, another toll, another type, one side's name unknown.
ERRORS = {"left out": 0.3, "day": 0.15, "near": 0.2, "province": 0.1, "deaths": 0.55, "type": 0.2, "unknown": 0.4}


def event(row: dict[str, Any], *, country: str, names: Iterable[str]) -> Event:
    """One row of GED; the place is named by its coordinates to a kilometre, as both releases name it alike."""
    start = str(row.get("date_start") or row["date"])[:10]
    latitude, longitude = float(row["latitude"]), float(row["longitude"])
    low, best, high = (int(float(row[name])) for name in ("low", "best", "high"))
    return Event(
        event_id=str(int(float(row["id"]))),
        start=start,
        end=str(row.get("date_end") or start)[:10],
        place=Place(
            name=f"{latitude:.2f} {longitude:.2f}",
            country_code=country,
            latitude=latitude,
            longitude=longitude,
            precision=PRECISIONS.get(str(row.get("where_prec", "1")).removesuffix(".0"), "country"),
        ),
        event_type=KINDS.get(
            str(row.get("type_of_violence") or row.get("type")).removesuffix(".0"), "Violence against civilians"
        ),
        actors=tuple(names),
        deaths=Counts(low=min(low, best), best=best, high=max(high, best)),
    )


def read(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq  # noqa: PLC0415 -- only here

        for batch in pq.ParquetFile(path).iter_batches():
            yield from batch.to_pylist()
        return
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from csv.DictReader(io.StringIO(text.decode(), newline=""))


def copy_of(events: list[Event], rng: random.Random) -> tuple[list[Event], list[Event]]:
    """Two sides of the same events, each lacking some, the second told otherwise; ids say what is the same."""
    left = [e for e in events if rng.random() > ERRORS["left out"]]
    return left, [_told_otherwise(e, rng) for e in events if rng.random() > ERRORS["left out"]]


def _told_otherwise(e: Event, rng: random.Random) -> Event:
    assert e.place is not None
    assert e.deaths is not None
    assert e.deaths.best is not None
    assert e.start is not None
    start, place, deaths, best = e.start, e.place, e.deaths, e.deaths.best
    if rng.random() < ERRORS["day"]:
        start = (dt.date.fromisoformat(start) + dt.timedelta(rng.choice((-2, -1, 1, 1)))).isoformat()
    at = rng.random()
    if at < ERRORS["near"]:
        north, east = rng.uniform(-0.15, 0.15), rng.uniform(-0.2, 0.2)
        place = _moved(place, north, east, "near")
    elif at < ERRORS["near"] + ERRORS["province"]:
        place = _moved(place, rng.uniform(-0.7, 0.7), rng.uniform(-0.9, 0.9), "admin1")
    if rng.random() < ERRORS["deaths"]:
        best = max(0, best + rng.choice((-2, -1, 1, 2, 3)) * max(1, best // 5))
        deaths = Counts(low=best, best=best, high=best)
    kind = e.event_type if rng.random() > ERRORS["type"] else "Explosions/Remote violence"
    actors = e.actors if rng.random() > ERRORS["unknown"] else e.actors[:1]
    return msgspec.structs.replace(
        e, start=start, end=start, place=place, deaths=deaths, event_type=kind, actors=tuple(actors)
    )


def _moved(place: Place, north: float, east: float, precision: PlacePrecision) -> Place:
    assert place.latitude is not None
    assert place.longitude is not None
    latitude, longitude = place.latitude + north, place.longitude + east
    return msgspec.structs.replace(
        place, name=f"{latitude:.2f} {longitude:.2f}", latitude=latitude, longitude=longitude, precision=precision
    )


def report(name: str, left: list[Event], right: list[Event], found: Comparison, seconds: float) -> None:
    both = {e.event_id for e in left} & {e.event_id for e in right}
    hits = sum(m.left == m.right for m in found.matches)
    precision, recall = hits / max(1, len(found.matches)), hits / max(1, len(both))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{name}: {len(left)} and {len(right)} events, {len(both)} in both; {len(found.matches)} matches, "
        f"precision {precision:.3f}, recall {recall:.3f}, F1 {2 * hits / (len(found.matches) + len(both)):.3f}; "
        f"{seconds:.1f} s CPU, {memory} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trend", type=Path, required=True, help="folder with the extracts of GED")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    newer = list(read(arguments.trend / "ged211_events_geoprecise_1989_2020.parquet"))
    pairs = [
        ("Syria 19.1 / 21.1", "ged191_syria_full_fields.parquet", "SYR", "SY"),
        ("Ukraine 19.1 / 21.1", "ged_ukraine_hdx_2014_2019.csv.gz", "UKR", "UA"),
    ]
    for name, file, iso3, code in pairs:
        left = [event(r, country=code, names=str(r["dyad_name"]).split(" - ")) for r in read(arguments.trend / file)]
        first, last = min(str(e.start) for e in left), max(str(e.end) for e in left)
        rows = [r for r in newer if r["iso3"] == iso3 and first <= str(r["date"])[:10] <= last]
        right = [event(r, country=code, names=(str(r["side_a"]), str(r["side_b"]))) for r in rows]
        begun = time.process_time()
        found = compare(left, right)
        report(name, left, right, found, time.process_time() - begun)
    made = {
        "Caucasus and Central Asia": list(read(arguments.trend / "ged211_events_russia_centralasia_caucasus.csv")),
        "Philippines": [r for r in newer if r["iso3"] == "PHL"],
        "Pakistan": [r for r in newer if r["iso3"] == "PAK"],
        "Democratic Republic of the Congo": [r for r in newer if r["iso3"] == "COD"],
    }
    for name, rows in made.items():
        events = [event(r, country=r["iso3"], names=(str(r["side_a"]), str(r["side_b"]))) for r in rows]
        left, right = copy_of(events, random.Random(arguments.seed))
        begun = time.process_time()
        found = compare(left, right)
        report(f"{name} / changed copy", left, right, found, time.process_time() - begun)


if __name__ == "__main__":
    main()
