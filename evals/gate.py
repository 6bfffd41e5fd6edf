#!/usr/bin/env python3
"""The evaluation gate: measure the system on the data beside the repository and hold every figure to its floor.

    python evals/gate.py [--shared DIR] [--only GROUP ...] [--raise-floors] [--docs]

The data (`DATELINE_SHARED`, else ../shared) hold the development sets and their scorers; nothing held out is there.
Floors and fingerprints of the gold stand in evals/floors.toml. A group that crashes scores nought. A floor is lowered
by hand, in a commit that says why; `--raise-floors` only ever raises them, to the figure measured less `SLACK`. Exit
code 1: a figure is under its floor, or the gold is another than the one that the floors were set on.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from dateline.evals.neutrality import check as check_neutrality
from dateline.evals.perturbation import results as perturbed
from dateline.reports.coder import code_document

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.toml"
INVENTED = HERE / "corpora" / "invented"
SLACK = 0.005
SLACK_SMALL = 0.02
"""Raised floors stay this much below what was measured, so that an even trade within a set does not fail; small sets
(one incident of 56 is 0.018) need more."""
SMALL = ("chronology", "invented", "seed", "twins")
WHOLE = ("negatives_clean", "quotes_verbatim", "pairs_alike", "never_wrong", "clean")
"""What must stay perfect once it is."""

LINK_FIGURES = (
    "blocking_recall",
    "conll_f1",
    "b3_f1",
    "lea_f1",
    "pair_precision",
    "pair_recall",
    "twins_conll_f1",
    "twins_pair_precision",
    "killed_exact",
    "killed_within",
)

Figures = dict[str, float]


class Shared:
    """The folder of data and scorers."""

    def __init__(self, root: Path, work: Path) -> None:
        self.root = root
        self.work = work

    def data(self, *parts: str) -> Path:
        return self.root.joinpath("data", *parts)

    def tool(self, name: str) -> ModuleType:
        """A scorer as a module."""
        return _module(self.root / "tools" / f"{name}.py")

    def score(self, name: str, *arguments: str | Path) -> Any:
        """What a scorer prints with --json."""
        script = self.root / "tools" / f"{name}.py"
        return json.loads(_run([sys.executable, str(script), *map(str, arguments), "--json"]))


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()[-400:]}")
    return done.stdout


def _dateline(*arguments: str | Path) -> str:
    return _run([sys.executable, "-c", "from dateline.cli import main; main()", *map(str, arguments)])


def _rows(path: Path) -> Iterator[Any]:
    """The objects of a JSON Lines file: lines end at U+000A only."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        yield from map(json.loads, lines)


def chronology(shared: Shared) -> Figures:
    """The development corpus, end to end: code, export, score."""
    out = _chronicled(shared, shared.data("corpus", "dev"), "dev")
    figures = _told(out)
    for slot in ("date", "place", "event_type", "sub_event_type", "status", "deaths", "injured", "detained"):
        figures[f"slot_{slot}"] = out["slots"][slot]["accuracy"]
    return figures


def invented(shared: Shared) -> Figures:
    """Six sets of invented documents, written blind (evals/corpora/invented): each set's figures of the whole."""
    figures = {}
    for folder in sorted(p for p in INVENTED.iterdir() if p.is_dir()):
        told = _told(_chronicled(shared, folder, f"invented-{folder.name}"))
        figures |= {f"{folder.name}_{name}": told[name] for name in ("found_f1", "strict_f1", "statements_found")}
    return figures


def _chronicled(shared: Shared, folder: Path, name: str) -> Any:
    """What the scorer says of the chronology made from a folder that holds its own gold.json."""
    database, export = shared.work / f"{name}.db", shared.work / f"{name}.jsonl"
    _dateline("code", folder, "--db", database, "--quiet")
    _dateline("export", "--db", database, "--format", "jsonl", "--out", export)
    return shared.score("score_chronology", export, folder / "gold.json")


def _told(out: Any) -> Figures:
    figures = {f"{k}_f1": out[k]["F1"] for k in ("found", "strict", "same")}
    figures["negatives_clean"] = out["negatives"]["clean"] / out["negatives"]["of"]
    figures["statements_found"] = out["statements"]["found"] / out["statements"]["of"]
    figures["quotes_verbatim"] = out["quotes"]["verbatim"] / out["quotes"]["of"]
    return figures


def seed(shared: Shared) -> Figures:
    """The archive page that all work starts from, held against its golden coding: shares of the incidents there."""
    counted = _module(HERE / "check_seed.py").measure(shared.data("seed", "archive.txt"))
    return {name.replace(" ", "_"): value for name, value in counted.items()}


def neutrality(_shared: Shared) -> Figures:
    """Pairs that tell one act in the words of either side: the share coded alike."""
    return {"pairs_alike": check_neutrality(code_document).share}


def muc(shared: Shared) -> Figures:
    """MUC-4 dev, patterns without training; F1 as shares."""
    return _muc(shared, "patterns")


def learned(shared: Shared) -> Figures:
    """MUC-4 dev, the learned coder; its decision was chosen on this set, its weights on another."""
    return _muc(shared, "learned")


def _muc(shared: Shared, coder: str) -> Figures:
    pred, full = shared.work / f"muc-{coder}.jsonl", shared.work / f"muc-{coder}-full.jsonl"
    _dateline("eval", "muc", shared.data("muc", "dev.jsonl"), "--out", pred, "--full", full, "--coder", coder)
    strings = shared.score("score_muc", pred, shared.data("muc", "dev_gtt.jsonl"))
    slots = shared.score("score_full", full, shared.data("muc", "dev.jsonl"))
    scorer = shared.tool("score_full")
    matched = scorer.score(scorer.load(full), scorer.load(shared.data("muc", "dev.jsonl")))[0]["MO"]
    return {
        "gtt_f1": strings["GTT"]["ALL"][-1] / 100,
        "rme_phi3": strings["RME_phi3"]["ALL"][-1] / 100,
        "rme_subset": strings["RME_subset"]["ALL"][-1] / 100,
        "type_f1": strings["TYPE"]["ALL"][-1] / 100,
        "relevance_f1": strings["RELEVANCE"]["ALL"][-1] / 100,
        "all_slots_f1": slots["ALL TEMPLATES"][-1] / 100,
        "matched_date_f1": scorer.prf(matched["incident_date"])[-1] / 100,
        "matched_place_f1": scorer.prf(matched["incident_location"])[-1] / 100,
    }


def geo(shared: Shared) -> Figures:
    """Toponyms resolved within 161 km, unresolved ones counted as wrong, names given and end to end; four corpora, the
    halves we hold. `auc` is 1 less the area under the log error, so that more is better here, too."""
    scorer = shared.tool("geoeval")
    figures = {}
    for name in ("lgl", "trnews", "gwn", "geovirus"):
        source, out = shared.data("geo", f"{name}.jsonl"), shared.work / f"geo-{name}.jsonl"
        for mode, options in (("", ("--gold-spans",)), ("_end_to_end", ())):
            told = json.loads(_dateline("eval", "geo", source, "--out", out, "--report", *options))
            found = {(row["docid"], row["start"], row["end"]): row for row in _rows(out)}
            distances = []
            for document in _rows(source):
                for toponym in document["toponyms"]:
                    if toponym.get("lat") is None:
                        continue
                    row = found.get((document["docid"], toponym["start"], toponym["end"]))
                    known = row is not None and row["lat"] is not None
                    distances.append(
                        scorer.hav(row["lat"], row["lon"], toponym["lat"], toponym["lon"]) if row and known else None
                    )
            scored = scorer.metrics(distances)
            # Our own report must agree with the scorer that others use.
            if abs(told["acc161"] - scored["acc161"]) > 1e-3 or abs(told["auc"] - scored["auc"]) > 1e-3:
                raise RuntimeError(f"{name}{mode}: eval geo --report tells {told}, the scorer {scored}")
            figures[f"{name}{mode}_acc161"] = scored["acc161"]
            figures[f"{name}{mode}_auc"] = 1 - scored["auc"]
            figures[f"{name}{mode}_country_tolerant"] = told["country_tolerant"]
    return figures


def when_where(shared: Shared) -> Figures:
    """MUC-4 dev: whether the text's own words give the keys' dates and places (evals/when_where.py)."""
    measured: Figures = _module(HERE / "when_where.py").measure(shared.data("muc", "dev.jsonl"))
    return measured


def link(shared: Shared) -> Figures:
    """Which articles are about one incident, and how many died in it: the dev part of the news corpus."""
    rows = _rows(shared.data("linking", "gva", "docs.jsonl"))
    chosen = [row for row in rows if row["split"] == "dev" and row["n_incidents"] == 1]
    source, out = shared.work / "link.jsonl", shared.work / "linked.jsonl"
    keys = ("doc_id", "title", "text", "pub_date")
    source.write_text("".join(json.dumps({k: row[k] for k in keys}) + "\n" for row in chosen), "utf-8")
    gold = shared.data("linking", "gva", "incidents.jsonl")
    printed = _dateline("eval", "link", source, "--out", out, "--figures", "--gold", gold)
    scores = {name: float(value) for name, value in map(str.split, printed.splitlines())}
    return {name: value for name, value in scores.items() if name in LINK_FIGURES}


def perturbation(_shared: Shared) -> Figures:
    """Incidents told again with one thing changed: shares joined, asked and parted as wanted, and never wrongly."""
    found = perturbed()
    wanted = sum(came in case.change.wanted for case, came in found)
    wrong = sum(came in case.change.never for case, came in found)
    return {"as_wanted": wanted / len(found), "never_wrong": 1 - wrong / len(found)}


def leaks(shared: Shared) -> Figures:
    """No text of the corpora that must stay out of the repository stands in it."""
    check = subprocess.run(
        [sys.executable, str(shared.root / "tools" / "leak_check.py"), str(HERE.parent), str(shared.root)],
        capture_output=True,
        text=True,
        check=False,
    )
    if check.returncode:
        print(check.stdout.strip())
    return {"clean": float(check.returncode == 0)}


GROUPS: dict[str, Callable[[Shared], Figures]] = {
    "chronology": chronology,
    "invented": invented,
    "seed": seed,
    "neutrality": neutrality,
    "muc": muc,
    "learned": learned,
    "when_where": when_where,
    "geo": geo,
    "link": link,
    "perturbation": perturbation,
    "leaks": leaks,
}
GOLD = (
    "corpus/dev/gold.json",
    "muc/dev.jsonl",
    "geo/lgl.jsonl",
    "geo/trnews.jsonl",
    "geo/gwn.jsonl",
    "geo/geovirus.jsonl",
    "linking/gva/docs.jsonl",
    "linking/gva/incidents.jsonl",
)


def fingerprint(path: Path) -> str:
    """The first 16 hexadecimal digits of a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def measure(shared: Shared, only: Sequence[str]) -> dict[str, Figures]:
    """The figures of each group; a group that crashes has none, and is told of on standard error."""
    measured = {}
    for name, group in GROUPS.items():
        if only and name not in only:
            continue
        began = time.monotonic()
        try:
            measured[name] = group(shared)
        except Exception:
            traceback.print_exc()
            measured[name] = {}
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    return measured


def verdicts(measured: dict[str, Figures], floors: dict[str, Figures]) -> list[tuple[str, float | None, float | None]]:
    """(figure, measured, floor) for all that was measured or has a floor in the groups run."""
    return [
        (f"{group}.{name}", figures.get(name), floors.get(group, {}).get(name))
        for group, figures in measured.items()
        for name in dict.fromkeys([*floors.get(group, {}), *figures])
    ]


def failed(value: float | None, floor: float | None) -> bool:
    """A figure without a floor passes; a floor without a figure does not."""
    return floor is not None and (value is None or value < floor - 1e-9)


def write_floors(settings: dict[str, Any], measured: dict[str, Figures], fingerprints: dict[str, str]) -> None:
    """Raise the floors to what was measured, less the slack; never lower one."""
    floors: dict[str, Figures] = settings.get("floors", {})
    for group, figures in measured.items():
        for name, value in figures.items():
            slack = (
                0.0
                if name in WHOLE and value >= 1.0
                else SLACK_SMALL
                if {group, name.partition("_")[0]} & set(SMALL)
                else SLACK
            )
            new = max(0.0, int((value - slack) * 1000 + 1e-6) / 1000)
            floors.setdefault(group, {})[name] = max(new, floors.get(group, {}).get(name, 0.0))
    lines = [
        "# Floors of evals/gate.py. Raised by --raise-floors; lowered only by hand, in a commit that says why.",
        "",
    ]
    lines += ["[fingerprints]", *(f'"{name}" = "{digest}"' for name, digest in sorted(fingerprints.items()))]
    for group in [g for g in GROUPS if g in floors]:
        lines += ["", f"[floors.{group}]", *(f"{name} = {value:.3f}" for name, value in floors[group].items())]
    FLOORS.write_text("\n".join(lines) + "\n", "utf-8")


def write_docs(rows: Sequence[tuple[str, float | None, float | None]]) -> None:
    """Put the figures into docs/measurements.md."""
    page = HERE.parent / "docs" / "measurements.md"
    begin, end = "<!-- figures: written by evals/gate.py --docs -->", "<!-- end of figures -->"
    before, _, rest = page.read_text("utf-8").partition(begin)
    lines = ["| figure | measured | floor |", "| --- | --- | --- |"]
    lines += [f"| {name} | {_figure(value)} | {_figure(floor)} |" for name, value, floor in rows]
    page.write_text(f"{before}{begin}\n\n" + "\n".join(lines) + f"\n\n{end}{rest.partition(end)[2]}", "utf-8")


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    default = os.environ.get("DATELINE_SHARED", str(HERE.parent.parent / "shared"))
    parser.add_argument("--shared", type=Path, default=Path(default), help="data and scorers (default: ../shared)")
    parser.add_argument("--only", nargs="+", choices=list(GROUPS), default=[], help="groups to measure (default: all)")
    parser.add_argument("--raise-floors", action="store_true", help="write the figures as new floors where higher")
    parser.add_argument("--docs", action="store_true", help="write the figures into docs/measurements.md, too")
    chosen = parser.parse_args()
    if chosen.docs and chosen.only:
        parser.error("--docs needs all groups: leave --only out")
    if not (chosen.shared / "data").is_dir():
        parser.error(f"{chosen.shared} holds no data folder; name it with --shared or DATELINE_SHARED")
    settings = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    prints = {name: fingerprint(chosen.shared / "data" / name) for name in GOLD}
    other = [name for name, digest in settings.get("fingerprints", {}).items() if prints.get(name) != digest]
    with tempfile.TemporaryDirectory() as work:
        measured = measure(Shared(chosen.shared.resolve(), Path(work)), chosen.only)
    rows = verdicts(measured, settings.get("floors", {}))
    for name, value, floor in rows:
        said = "missing" if value is None else f"{value:.3f}"
        held = "      " if floor is None else f"{floor:.3f}"
        print(f"{name:32s} {said:>8s}   floor {held}   {'FAIL' if failed(value, floor) else 'ok'}")
    if other:
        print(f"the floors were set on other data: {', '.join(other)}", file=sys.stderr)
    if chosen.docs:
        write_docs(rows)
    if chosen.raise_floors:
        write_floors(settings, measured, prints)
        return 0
    return 1 if other or any(failed(value, floor) for _, value, floor in rows) else 0


if __name__ == "__main__":
    raise SystemExit(main())
