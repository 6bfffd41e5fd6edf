"""Choose on the development set where the learned coder draws its lines: python -m coder.decide (from training/).

Coordinate search over the least probabilities of types, fillers and links; writes data/learned.json. What is chosen here
must be reported on another set, or as chosen here.
"""

import argparse
import copy
import importlib
import json
import sys
from pathlib import Path
from typing import Any

from dateline.evals.muc import read_document
from dateline.learned import model
from dateline.learned.decoding import incidents
from dateline.learned.layout import SLOTS
from dateline.reports.coder import code_document

STRINGS = {
    "perp_ind_id": "PerpInd",
    "perp_org_id": "PerpOrg",
    "phys_tgt_id": "Target",
    "hum_tgt_name": "Victim",
    "instrument_id": "Weapon",
}
WEIGHTS = {"GTT": 1.0, "RME_phi3": 0.3, "TYPE": 0.3, "RELEVANCE": 0.3}
"""What is made greatest: the measures of the string slots, of the types and of relevance."""
SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
LINKS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.1)
ACTOR = 0.5
"""The least probability of a target that completes a report; chosen by hand on the chronology's development set."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with dev.jsonl and dev_gtt.jsonl")
    parser.add_argument("--scorer", type=Path, required=True, help="score_muc.py")
    parser.add_argument("--out", type=Path, required=True, help="learned.json")
    given = parser.parse_args()
    sys.path.insert(0, str(given.scorer.parent))
    scorer = importlib.import_module(given.scorer.stem)
    gold = scorer.load(str(given.data / "dev_gtt.jsonl"), dedup=True)
    options = argparse.Namespace(fair_multilabel=False, ignore_no_template_docs=False)
    readings = []
    for line in (given.data / "dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        document = read_document(row)
        readings.append((row["docid"], document.text, model.read_document(document, code_document(document).reports)))

    def measured(chosen: dict[str, Any]) -> dict[str, float]:
        told = {}
        for docid, text, reading in readings:
            rows = [
                {"incident_type": f.type.lower()}
                | {n: [list(e.names) for e in f.entities[s]] for s, n in STRINGS.items()}
                for f in incidents(reading, text, chosen)
            ]
            told[scorer.docid_of(docid)] = [scorer.clean_template(row) for row in rows]
        rows, _, _ = scorer.score(told, gold, options)
        total = scorer.total(rows.values())
        return {name: 100 * float(scorer.prf(*total[name]["ALL"])[2]) for name in WEIGHTS}

    def worth(figures: dict[str, float]) -> float:
        return sum(weight * figures[name] for name, weight in WEIGHTS.items())

    best: dict[str, Any] = {
        "type": 0.4,
        "filler_type": 0.4,
        "slots": dict.fromkeys(SLOTS, 0.4),
        "links": dict.fromkeys(SLOTS, 0.7),
        "split": 0.55,
    }
    figures = measured(best)
    knobs: list[tuple[tuple[str, ...], tuple[float, ...]]] = [(("split",), (0.4, 0.5, 0.55, 0.6, 0.7))]
    knobs += [(("type",), SHARES), (("filler_type",), SHARES)]
    knobs += [(("slots", slot), SHARES) for slot in STRINGS] + [(("links", slot), LINKS) for slot in STRINGS]
    for _ in range(2):
        for path, values in knobs:
            for value in values:
                tried = copy.deepcopy(best)
                holder = tried if len(path) == 1 else tried[path[0]]
                holder[path[-1]] = value
                got = measured(tried)
                if worth(got) > worth(figures):
                    best, figures = tried, got
        print({name: round(value, 1) for name, value in figures.items()}, flush=True)
    given.out.write_text(json.dumps({"decision": best | {"actor": ACTOR}}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
