"""How near the resolved toponyms of a corpus lie to the gold, in the protocol of the literature.

Gritta et al. (2018, 2020), Hu et al. (2022): great-circle distance over all gold toponyms that carry coordinates; one that
is not found or not resolved is as far as can be.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from dateline.resolve.boundaries import unit_at
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.readings import distance

FARTHEST_KM = 20_039.0
NEAR_KM = 161.0
# A gold point off a thinned coast still belongs to the country behind it.
_COAST_KM = 30.0


class GeoFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Over `toponyms` gold ones with coordinates.

    `acc161`: share within 161 km (100 miles). `auc`: area under the sorted ln(1 + km), as a share of the worst case;
    lower is better. `country_tolerant`: as acc161, but a country is right wherever in it the gold point lies, as it
    measures where label points stand and not understanding. `unresolved`: share without an answer. `found`: share of
    gold spans that there is a row for (1 where the spans were given).
    """

    toponyms: int
    acc161: float
    auc: float
    country_tolerant: float
    unresolved: float
    found: float


def figures(
    documents: Iterable[Mapping[str, Any]], rows: Iterable[Mapping[str, Any]], places: Gazetteer
) -> GeoFigures | None:
    """Score rows ({"docid", "start", "end", "lat", "lon", "geonameid"}) against documents ({"docid", "toponyms"}); a gold
    toponym is answered by the row of exactly its span. None where no toponym has coordinates."""
    answers = {(row["docid"], row["start"], row["end"]): row for row in rows}
    distances: list[float] = []
    tolerant = resolved = found = 0
    for document in documents:
        for toponym in document["toponyms"]:
            lat, lon = toponym.get("lat"), toponym.get("lon")
            if lat is None or lon is None:
                continue
            row = answers.get((document["docid"], toponym["start"], toponym["end"]))
            found += row is not None
            if row is None or row["lat"] is None:
                distances.append(FARTHEST_KM)
                continue
            resolved += 1
            km = min(FARTHEST_KM, distance(row["lat"], row["lon"], lat, lon))
            distances.append(km)
            tolerant += km <= NEAR_KM or _in_country(row["geonameid"], lat, lon, places)
    if not distances:
        return None
    n = len(distances)
    return GeoFigures(
        toponyms=n,
        acc161=round(sum(km <= NEAR_KM for km in distances) / n, 4),
        auc=round(_auc(distances), 4),
        country_tolerant=round(tolerant / n, 4),
        unresolved=round(1 - resolved / n, 4),
        found=round(found / n, 4),
    )


def _in_country(geonameid: int | None, latitude: float, longitude: float, places: Gazetteer) -> bool:
    """Is that place a country, and does the point lie in it?"""
    entry = places.place(geonameid) if geonameid is not None else None
    if entry is None or entry.feature_code != "PCLI":
        return False
    unit = unit_at(latitude, longitude, within_km=_COAST_KM)
    return unit is not None and unit.country_code == entry.country_code


def _auc(distances: Sequence[float]) -> float:
    """By the trapezoidal rule over the sorted errors; one alone is its own area."""
    logs = [math.log(km + 1) / math.log(FARTHEST_KM) for km in sorted(distances)]
    if len(logs) == 1:
        return logs[0]
    return (sum(logs) - (logs[0] + logs[-1]) / 2) / (len(logs) - 1)
