"""How much each candidate of a name is believed, given the words around it and the document's other names.

A conditional logit over the candidates of a name and "none of them". Evidence from the other names enters as
features, so a country that prevails is a prior and never a rule.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import msgspec

from dateline.records import Candidate, Place
from dateline.resolve.gazetteer import ABBREVIATION, ALTERNATE, CURATED, DERIVED, Entry
from dateline.resolve.readings import Name, distance, encloses

FEATURES = (
    # of the candidate itself
    "population", "country", "admin1", "admin2", "pointless_unit", "capital", "seat", "seat2", "section", "region",
    "water_or_mountain", "facility", "alternate", "derived", "curated", "abbreviation", "first",
    # of the words around the name
    "unit_noun", "city_noun", "contained", "contained_by_alias", "contradicted", "dateline_town", "namesake_seat",
    # of the outlet
    "outlet_country", "outlet_near",
    # of the other names, as far as they are believed
    "country_share", "country_named", "unit_mass", "unit_named", "near",
    # none of the candidates
    "none", "none_obscure", "none_foreign",
)  # fmt: skip
_CODE = {
    "PCLI": "country", "ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin2", "ADMF": "pointless_unit",
    "PPLC": "capital", "PPLA": "seat", "PPLA2": "seat2", "PPLX": "section", "CONT": "region", "RGN": "region",
    "OCN": "water_or_mountain", "SEA": "water_or_mountain", "GULF": "water_or_mountain", "LK": "water_or_mountain",
    "STM": "water_or_mountain", "MTS": "water_or_mountain", "MT": "water_or_mountain", "DSRT": "water_or_mountain",
    "PEN": "region", "ISL": "region", "ISLS": "region", "AIRP": "facility", "BLDG": "facility", "ST": "facility",
    "SQR": "facility", "MILB": "facility", "AIRB": "facility", "PRK": "region", "VAL": "region",
}  # fmt: skip
_KIND = {ALTERNATE: "alternate", DERIVED: "derived", CURATED: "curated", ABBREVIATION: "abbreviation"}
_ROUNDS = 2
# Curated villages have no figure; they are in the table because they were in the news.
_CURATED_POPULATION = 5_000


@cache
def learned_weights() -> dict[str, float]:
    """The weights that ship (training/train_place_ranker.py)."""
    raw = (resources.files("dateline") / "data" / "gazetteer_ranker.json").read_bytes()
    weights = msgspec.json.decode(raw, type=dict[str, float])
    return {f: weights.get(f, 0.0) for f in FEATURES}


def distance_km(a: Entry | Candidate | Place, b: Entry | Candidate | Place) -> float:
    """Great-circle distance in kilometres; infinite where one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    return distance(a.latitude, a.longitude, b.latitude, b.longitude)


def believe(names: Sequence[Name], home: Sequence[Entry], weights: dict[str, float]) -> list[list[float]]:
    """Belief in each candidate of each name, and last in none of them: some rounds, each with the beliefs so far
    as context."""
    own = [[sum(weights[f] * x for f, x in row.items()) for row in own_features(name, home)] for name in names]
    beliefs = [_softmax(scores) for scores in own]
    for _ in range(_ROUNDS):
        context = Context(names, beliefs)
        beliefs = [_softmax(context.scores(n, weights, own[n])) for n in range(len(names))]
    return beliefs


def _softmax(values: list[float]) -> list[float]:
    if not values:
        return []
    top = max(values)
    weights = [math.exp(v - top) for v in values]
    total = sum(weights)
    return [w / total for w in weights]


def own_features(name: Name, home: Sequence[Entry]) -> list[dict[str, float]]:
    """What speaks for each candidate but for the other names; a last row for none of them."""
    rows: list[dict[str, float]] = []
    if not name.entries:
        return rows
    homes = {e.country_code for e in home}
    units = {(e.country_code, e.admin1_code) for e in name.entries if e.feature_code == "ADM1"}
    for position, e in enumerate(name.entries):
        code = e.feature_code
        settled = code.startswith("PPL")
        population = e.population or (_CURATED_POPULATION if e.geonameid < 0 and settled else 0)
        row = {"population": 0.0 if code == "PCLI" else math.log10(population + 10)}
        feature = _CODE.get(code) or ("region" if e.geonameid < 0 and not settled else None)
        if feature:
            row[feature] = 1.0
        if e.kind in _KIND:
            row[_KIND[e.kind]] = 1.0
        if position == 0:
            row["first"] = 1.0
        if name.container:
            if any(encloses(u, e) for u in name.container):
                row["contained_by_alias" if e.kind in (ALTERNATE, DERIVED) else "contained"] = 1.0
            else:
                row["contradicted"] = 1.0
        if name.unit_noun and (e.geonameid in name.units if name.units else code.startswith("ADM") or code == "RGN"):
            row["unit_noun"] = 1.0
        if settled:
            if name.city_noun:
                row["city_noun"] = 1.0
            if name.dateline:
                row["dateline_town"] = 1.0
            if units and not name.unit_noun and (e.country_code, e.admin1_code) in units and e.population > 10_000:
                row["namesake_seat"] = 1.0
                # The unit has its English name, the city often its local one.
                row.pop("alternate", None)
        if homes:
            if e.country_code in homes:
                row["outlet_country"] = 1.0
            if any(abs(h.latitude - e.latitude) < 2 and distance_km(h, e) < 150 for h in home):
                row["outlet_near"] = 1.0
        rows.append(row)
    none = {"none": 1.0}
    if all(e.population < 15_000 and e.geonameid > 0 for e in name.entries):
        none["none_obscure"] = 1.0
    rows.append(none)
    return rows


class Context:
    """What is believed of all names of a document, summed so that any one name can be left out again."""

    def __init__(self, names: Sequence[Name], beliefs: Sequence[Sequence[float]]) -> None:
        self._names = names
        # Mentions of one name in several contexts count once.
        self._heads: dict[str, int] = {}
        for n, name in enumerate(names):
            if name.entries:
                self._heads.setdefault(name.key, n)
        self._own = {key: _Sums(names[n].entries, beliefs[n]) for key, n in self._heads.items()}
        self._all = _Sums((), ())
        for own in self._own.values():
            self._all.add(own)
        self._most = max(self._all.country.values(), default=0.0)

    def scores(self, n: int, weights: Mapping[str, float], own: Sequence[float]) -> list[float]:
        """The own scores of name `n`'s candidates, and of none, with what the other names add."""
        name = self._names[n]
        if not name.entries:
            return []
        w_share, w_named = weights["country_share"], weights["country_named"]
        w_mass, w_unit, w_near = weights["unit_mass"], weights["unit_named"], weights["near"]
        sums, mine = self._all, self._own[name.key]
        others = max(1.0, len(self._heads) - 1.0)
        out: list[float] = []
        most = 0.0
        for e, before in zip(name.entries, own, strict=False):
            score = before
            cc = e.country_code
            mass = sums.country.get(cc, 0.0) - mine.country.get(cc, 0.0) if cc else 0.0
            if mass > 0.01:
                share = mass / others
                most = max(most, share)
                score += w_share * share
                if e.feature_code != "PCLI":
                    if sums.named.get(cc, 0.0) > 0.5:
                        score += w_named
                    if e.admin1_code:
                        at = (cc, e.admin1_code)
                        mass = sums.unit.get(at, 0.0) - mine.unit.get(at, 0.0)
                        if mass > 0.01:
                            score += w_mass * min(2.0, mass)
                        if e.feature_code != "ADM1" and sums.named_unit.get(at, 0.0) > 0.5:
                            score += w_unit
            if e.feature_code != "PCLI":
                cell = _cell(e)
                near = sums.near.get(cell, 0.0)
                if near > 0.01:
                    near -= mine.near.get(cell, 0.0)
                    score += w_near * (near if near < 2.0 else 2.0)
            out.append(score)
        foreign = self._most > 0.6 and most < 0.05
        out.append(own[-1] + (weights["none_foreign"] if foreign else 0.0))
        return out


class _Sums:
    """Belief by country, by first-order unit, and by degree cell (`_cell`) with half of it in the cells around."""

    __slots__ = ("country", "named", "named_unit", "near", "unit")

    def __init__(self, entries: Sequence[Entry], beliefs: Sequence[float]) -> None:
        self.country: dict[str, float] = {}
        self.named: dict[str, float] = {}
        self.unit: dict[tuple[str, str], float] = {}
        self.named_unit: dict[tuple[str, str], float] = {}
        self.near: dict[int, float] = {}
        country, unit, near = self.country, self.unit, self.near
        for e, belief in zip(entries, beliefs, strict=False):
            if belief < 0.01:
                continue
            code, cc = e.feature_code, e.country_code
            if cc:
                country[cc] = country.get(cc, 0.0) + belief
            if code == "PCLI":
                self.named[cc] = self.named.get(cc, 0.0) + belief
                continue
            if e.admin1_code:
                at = (cc, e.admin1_code)
                unit[at] = unit.get(at, 0.0) + belief
                if code == "ADM1":
                    self.named_unit[at] = self.named_unit.get(at, 0.0) + belief
                    continue
            if code not in _BROAD:
                here, half = _cell(e), belief / 2
                for step in _AROUND:
                    near[here + step] = near.get(here + step, 0.0) + half
                near[here] = near.get(here, 0.0) + belief

    def add(self, other: "_Sums") -> None:
        for field in self.__slots__:
            mine = getattr(self, field)
            for key, value in getattr(other, field).items():
                mine[key] = mine.get(key, 0.0) + value


def _cell(e: Entry) -> int:
    """The degree cell of a place: rows of a thousand."""
    return int(e.latitude // 1) * 1000 + int(e.longitude // 1)


_AROUND = (-1001, -1000, -999, -1, 1, 999, 1000, 1001)
_BROAD = frozenset(("CONT", "RGN", "OCN", "SEA", "ADM1"))
