"""Fit the weights of resolve.places (a conditional logit) on corpora of resolved toponyms.

    python training/train_place_ranker.py GEO_DIR [--leave-out NAME] [--write]

GEO_DIR holds {lgl,trnews,gwn,geovirus}.jsonl: {"text", "toponyms": [{"start", "end", "lat", "lon"}, ...]} a line.
Nothing of the texts is kept: only the weights. Each corpus weighs the same; a name of a document counts once.
The weights set by hand (PRIOR) are where the fit starts and what it is drawn towards. Without --leave-out every
corpus is left out in turn and its acc@161 is printed; the weights written are those of all four.
"""

import argparse
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from dateline.mentions.toponyms import find_toponyms
from dateline.records import PlaceMention
from dateline.resolve import gazetteer, ranking, readings
from dateline.resolve.places import ABSTAIN_BELOW

OUT = Path(__file__).resolve().parent.parent / "src" / "dateline" / "data" / "gazetteer_ranker.json"
CORPORA = ("lgl", "trnews", "gwn", "geovirus")
# Set by hand from what the words mean; the corpora move them only as far as they speak.
PRIOR = {
    "population": 1.2, "country": 11.0, "admin1": 0.5, "admin2": -1.5, "pointless_unit": -1.0, "capital": 1.5,
    "seat": 0.3, "seat2": 0.3, "section": -1.0, "region": 7.0, "water_or_mountain": 7.0, "facility": 6.0,
    "alternate": -2.0, "derived": -1.5, "curated": 2.0, "abbreviation": 2.0, "first": 0.5, "unit_noun": 3.0,
    "city_noun": 1.5, "contained": 5.0, "contained_by_alias": 3.0, "contradicted": -2.0, "dateline_town": 1.0,
    "namesake_seat": 2.0, "outlet_country": 0.5, "outlet_near": 1.0, "country_share": 4.0, "country_named": 0.5,
    "unit_mass": 1.0, "unit_named": 1.5, "near": 2.0, "none": 1.0, "none_obscure": 2.0, "none_foreign": 2.0,
}  # fmt: skip
CONTEXT = ("country_share", "country_named", "unit_mass", "unit_named", "near", "none_foreign")
STRENGTH = 0.1  # of the pull towards PRIOR, per name
SAME_KM = 161.0
CLOSE_KM = 30.0


def load(folder: Path) -> dict[str, list[dict[str, Any]]]:
    return {c: [json.loads(line) for line in (folder / f"{c}.jsonl").open(encoding="utf-8")] for c in CORPORA}


def prepare(
    docs: list[dict[str, Any]], index: gazetteer.Gazetteer
) -> list[tuple[list[readings.Name], tuple[gazetteer.Entry, ...], list[tuple[int, float, float, int]]]]:
    """Per document: its names, the outlet's places, and (name, lat, lon, mentions) of the gold."""
    out = []
    for doc in docs:
        text = doc["text"]
        found = find_toponyms(text, gazetteer=index)
        mine = {(m.start, m.end): m for m in found}
        gold = {(t["start"], t["end"]): t for t in doc["toponyms"]}
        wanted = [mine.get(s) or PlaceMention(start=s[0], end=s[1], text=text[s[0] : s[1]]) for s in sorted(gold)]
        wanted += [m for m in found if not any(m.start < b and a < m.end for a, b in gold)]
        wanted.sort(key=lambda m: m.start)
        names, which = readings.names_of(wanted, text, index)
        home = readings.home_of(doc.get("domain"), index)
        answers: dict[tuple[int, float, float], int] = {}
        for mention, n in zip(wanted, which, strict=True):
            t = gold.get((mention.start, mention.end))
            if t is not None and t.get("lat") is not None and names[n].entries:
                key = (n, t["lat"], t["lon"])
                answers[key] = answers.get(key, 0) + 1
        out.append((names, home, [(*k, v) for k, v in answers.items()]))
    return out


def right(entries: tuple[gazetteer.Entry, ...], lat: float, lon: float) -> list[int]:
    """The candidates that count as right: all close to the gold point, or else the nearest within 161 km; else none."""
    d = [readings.distance(e.latitude, e.longitude, lat, lon) for e in entries]
    close = [i for i, x in enumerate(d) if x <= CLOSE_KM]
    if close:
        return close
    nearest = min(range(len(d)), key=lambda i: d[i])
    return [nearest] if d[nearest] <= SAME_KM else [len(entries)]


Row = tuple[np.ndarray, list[int], float]


def rows(prepared: list, weights: dict[str, float]) -> list[Row]:
    at = {f: i for i, f in enumerate(ranking.FEATURES)}
    out: list[Row] = []
    for names, home, answers in prepared:
        beliefs = ranking.believe(names, home, weights)
        context = ranking.Context(names, beliefs)
        for n, lat, lon, count in answers:
            own = ranking.own_features(names[n], home)
            x = np.zeros((len(own), len(at)))
            for i, row in enumerate(own):
                for f, v in row.items():
                    x[i, at[f]] = v
            # The scores are linear in the weights: one weight at a time gives the features of context.
            for f in CONTEXT:
                x[:, at[f]] = context.scores(n, {o: float(o == f) for o in CONTEXT}, [0.0] * len(own))
            out.append((x, right(names[n].entries, lat, lon), math.sqrt(count)))
    return out


def fit(groups: list[list[Row]], start: dict[str, float]) -> dict[str, float]:
    prior = np.array([PRIOR.get(f, 0.0) for f in ranking.FEATURES])
    total = [sum(w for _, _, w in g) for g in groups]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        value, grad = 0.0, np.zeros_like(w)
        for group, size in zip(groups, total, strict=True):
            for x, good, weight in group:
                s = x @ w
                s -= s.max()
                p = np.exp(s)
                p /= p.sum()
                q = np.zeros_like(p)
                mass = p[good].sum()
                q[good] = p[good] / max(mass, 1e-12)
                share = weight / size / len(groups)
                value -= share * math.log(max(mass, 1e-12))
                grad += share * (x.T @ (p - q))
        pull = w - prior
        return value + STRENGTH * float(pull @ pull), grad + 2 * STRENGTH * pull

    found = minimize(loss, np.array([start[f] for f in ranking.FEATURES]), jac=True, method="L-BFGS-B")
    return {f: round(float(v), 3) for f, v in zip(ranking.FEATURES, found.x, strict=True)}


def accuracy(prepared: list, docs: list[dict[str, Any]], weights: dict[str, float]) -> float:
    """acc@161 over all gold toponyms with coordinates."""
    hits = 0
    for names, home, answers in prepared:
        beliefs = ranking.believe(names, home, weights)
        for n, lat, lon, count in answers:
            best = max(range(len(names[n].entries)), key=lambda i: beliefs[n][i])
            e = names[n].entries[best]
            if beliefs[n][best] >= max(beliefs[n][-1], ABSTAIN_BELOW):
                hits += count * (readings.distance(e.latitude, e.longitude, lat, lon) <= SAME_KM)
    return hits / sum(t.get("lat") is not None for d in docs for t in d["toponyms"])


def train(data: dict[str, list], use: list[str]) -> dict[str, float]:
    weights = {f: PRIOR.get(f, 0.0) for f in ranking.FEATURES}
    for _ in range(3):  # the other names' beliefs, and so the features, follow the weights
        weights = fit([rows(data[c], weights) for c in use], weights)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--leave-out", choices=CORPORA)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    docs = load(args.folder)
    index = gazetteer.default()
    data = {c: prepare(d, index) for c, d in docs.items()}
    hand = {f: PRIOR.get(f, 0.0) for f in ranking.FEATURES}
    for c in [args.leave_out] if args.leave_out else CORPORA:
        weights = train(data, [o for o in CORPORA if o != c])
        print(
            f"{c}: by hand {accuracy(data[c], docs[c], hand):.3f}, left out {accuracy(data[c], docs[c], weights):.3f}"
        )
    weights = train(data, list(CORPORA))
    print("all:", {c: round(accuracy(data[c], docs[c], weights), 3) for c in CORPORA})
    print({f: (PRIOR.get(f, 0.0), w) for f, w in weights.items()})
    if args.write:
        OUT.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
