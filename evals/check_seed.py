#!/usr/bin/env python3
"""Hold the coding of the seed to what an analyst read in it, incident by incident.

    python evals/check_seed.py SEED_PATH [--verbose]

The seed (an archive page copied as text) is not part of the repository; evals/seed/golden.json says what stands in it,
by offsets and digests, never in its words. It is coded twice, as it is and with the dates of its posts in a sidecar.
One line for each incident says "ok" or what differs; then what is no incident, statements and links. evals/gate.py
holds the shares found and right to their floors.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

import dateline

GOLDEN = Path(__file__).resolve().parent / "seed" / "golden.json"
COUNTS = ("deaths", "injured", "detained")
RUNS = ("with", "without")
Record = dict[str, Any]


# the golden file


class Stretch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Half-open offsets into a document's text, `document` being its position on the page, and the stretch's digest."""

    document: int
    start: int
    end: int
    sha256: str


class Interval(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The coded interval may not leave `within` (None: open) and has to hold both days of `holds`."""

    within: tuple[str | None, str | None]
    holds: tuple[str, str]


class Bounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Acceptable values of a count; None among them where no value is one."""

    low: tuple[int | None, ...]
    best: tuple[int | None, ...]
    high: tuple[int | None, ...]


class Where(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Country, acceptable names and acceptable precisions."""

    country_code: str
    names: tuple[str, ...]
    precisions: tuple[str, ...]


class Types(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`any`: one actor of the role is of such a type (None: or the role is empty); `none`: no actor of the role is."""

    any: tuple[str | None, ...]
    none: tuple[str, ...] = ()


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of an inventory: words that the coded item has to hold, acceptable numbers."""

    words: tuple[str, ...]
    numbers: tuple[int | None, ...]


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One incident as the analyst reads it."""

    key: str
    spans: tuple[Stretch, ...]
    types: tuple[tuple[str, str], ...]
    status: tuple[str, ...]
    date: dict[str, Interval]
    place: Where
    deaths: Bounds | None
    injured: Bounds | None
    detained: Bounds | None
    sides: tuple[dict[str, int], ...]
    actors: dict[str, Types]
    seized: tuple[Item, ...]
    weapons: tuple[str, ...]
    reason: str


class Joined(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is expected of two incidents that may be one, where they were joined."""

    deaths: Bounds
    sides: tuple[dict[str, int], ...]
    date: dict[str, Interval]
    place: Where


class ExpectedLink(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two incidents that may be one (`judgement`), or that a typed link joins."""

    incidents: tuple[str, str]
    reason: str
    judgement: str | None = None
    if_joined: Joined | None = None
    types: tuple[str, ...] = ()
    required: bool = False


class Passage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A passage that is no dated incident."""

    key: str
    spans: tuple[Stretch, ...]
    why: str


class ExpectedStatement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`speaker`: where the words stand that name the speaker; `incidents`: the only ones it may be linked with."""

    key: str
    kinds: tuple[str, ...]
    span: Stretch
    speaker: Stretch | None
    role: str | None
    incidents: tuple[str, ...]
    incidents_required: bool
    required: bool
    reason: str


class ExpectedDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`published` goes into the sidecar; `earliest` and `latest` hold the bounds coded without one."""

    position: int
    sha256: str
    published: str
    title_sha256: tuple[str | None, ...]
    earliest: tuple[str | None, str | None]
    latest: tuple[str | None, str | None]
    latest_may_be_open: bool
    reason: str


class Golden(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that was read in the seed."""

    about: str
    documents: tuple[ExpectedDocument, ...]
    incidents: tuple[Expected, ...]
    background: tuple[Passage, ...]
    statements: tuple[ExpectedStatement, ...]
    links: tuple[ExpectedLink, ...]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def locate(stretch: Stretch, text: str) -> tuple[int, int]:
    """Where the stretch stands now: at its offsets, else wherever text of its length has its digest."""
    length = stretch.end - stretch.start
    if digest(text[stretch.start : stretch.end]) == stretch.sha256:
        return stretch.start, stretch.end
    for at in range(len(text) - length + 1):
        if digest(text[at : at + length]) == stretch.sha256:
            return at, at + length
    raise SystemExit(f"document {stretch.document} no longer holds the text read at {stretch.start}:{stretch.end}")


# what is coded


class Run(msgspec.Struct, frozen=True):
    """One coding of the seed: the exported records, by kind."""

    name: str
    documents: dict[int, Record]
    incidents: tuple[Record, ...]
    attestations: dict[str, list[Record]]
    statements: tuple[Record, ...]
    positions: dict[str, int]

    def spans(self, stretches: Sequence[Stretch]) -> list[tuple[int, int, int]]:
        """(document, start, end) of each stretch in this run's texts."""
        return [(s.document, *locate(s, self.documents[s.document]["text"])) for s in stretches]


def code(seed: Path, golden: Golden, name: str) -> Run:
    """Code the seed in a folder of its own, and read the contract's export."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "archive.txt")
        copy.write_bytes(seed.read_bytes())
        if name == "with":
            known = [{"published": d.published} for d in golden.documents]
            copy.with_suffix(".txt.json").write_text(json.dumps({"documents": known}))
        with dateline.code(copy) as session:
            exported = session.export("jsonl") or ""
    records = [json.loads(line) for line in exported.split("\n") if line]
    kinds = {k: [r for r in records if r["record"] == k] for k in ("document", "incident", "attestation", "statement")}
    attestations: dict[str, list[Record]] = {i["incident_id"]: [] for i in kinds["incident"]}
    for a in kinds["attestation"]:
        attestations[a["incident_id"]].append(a)
    return Run(
        name,
        {d["position"]: d for d in kinds["document"]},
        tuple(kinds["incident"]),
        attestations,
        tuple(kinds["statement"]),
        {d["document_id"]: d["position"] for d in kinds["document"]},
    )


# which coded incident is which


class Matching(msgspec.Struct, frozen=True):
    """`told`: for each expected incident and document, the coded ones whose evidence stands in its stretches, most
    evidence first; `mixed`: other expected incidents that a coded one takes evidence from; `strays`: none fits."""

    told: dict[tuple[str, int], list[str]]
    mixed: dict[str, list[str]]
    strays: tuple[str, ...]


def _evidence(run: Run, incident: Record) -> list[tuple[int, int, int]]:
    """Where the incident's values stand. Date and place may be named elsewhere: they count only for want of others."""
    rows = run.attestations[incident["incident_id"]]
    core = [a for a in rows if not a["field"].startswith(("date", "place"))] or rows
    return sorted({(run.positions[a["document_id"]], a["start"], a["end"]) for a in core})


def _inside(point: tuple[int, int, int], spans: Sequence[tuple[int, int, int]]) -> bool:
    middle = (point[1] + point[2]) / 2
    return any(d == point[0] and s <= middle < e for d, s, e in spans)


def match(run: Run, golden: Golden) -> Matching:
    spans = {g.key: run.spans(g.spans) for g in golden.incidents}
    told: dict[tuple[str, int], list[tuple[int, str]]] = {}
    mixed: dict[str, list[str]] = {}
    strays = []
    for incident in run.incidents:
        if incident["background"]:
            continue
        identity, fits = incident["incident_id"], False
        evidence = _evidence(run, incident)
        for position in sorted(run.documents):
            here = [p for p in evidence if p[0] == position]
            hits = {key: sum(_inside(p, s) for p in here) for key, s in spans.items()}
            best = max(hits, key=lambda key: hits[key])
            if not hits[best]:
                continue
            fits = True
            told.setdefault((best, position), []).append((-hits[best], identity))
            # A single value may stand in the neighbour's clause; two, or a quarter of all, tell of a mix.
            mixed.setdefault(identity, []).extend(
                k for k, n in hits.items() if k != best and n >= max(2, len(here) / 4)
            )
        if not fits:
            strays.append(identity)
    ordered = {place: [identity for _, identity in sorted(rows)] for place, rows in told.items()}
    return Matching(ordered, mixed, tuple(strays))


# comparing


def _dates(incident: Record, expected: Interval) -> Iterator[str]:
    start, end = incident["date_start"], incident["date_end"]
    low, high = expected.within
    first, last = expected.holds
    said = start if start == end else f"{start or '...'} to {end or '...'}"
    if (low and (not start or start < low)) or (high and (not end or end > high)):
        yield f"date {said}, expected within {low or '...'} to {high or '...'}"
    elif (start and start > first) or (end and end < last):
        yield f"date {said}, expected to hold {first}"


def _place(incident: Record, expected: Where) -> Iterator[str]:
    place = incident["place"] or {}
    name, precision = place.get("name"), place.get("precision")
    if place.get("country_code") != expected.country_code or (name or "").casefold() not in {
        n.casefold() for n in expected.names
    }:
        yield f"place {name} ({place.get('country_code')}), expected {expected.names[0]} ({expected.country_code})"
    elif precision not in expected.precisions:
        yield f"place {name} as {precision}, expected {' or '.join(expected.precisions)}"


def _counts(incident: Record, field: str, expected: Bounds | None) -> Iterator[str]:
    coded = incident[field] or dict.fromkeys(("low", "best", "high"))
    for part in ("low", "best", "high"):
        accepted = (None,) if expected is None else getattr(expected, part)
        if coded[part] not in accepted:
            yield f"{field}.{part} {coded[part]}, expected {' or '.join(map(str, accepted))}"


def _actors(incident: Record, expected: dict[str, Types]) -> Iterator[str]:
    for role, types in expected.items():
        coded = [a["type"] for a in incident["actors"] if role in (a["role"], "any role")]
        if not set(coded) & set(types.any) and not (None in types.any and not coded):
            yield f"{role} {', '.join(sorted(map(str, set(coded)))) or 'missing'}, expected {types.any[0]}"
        yield from (f"{role} {t}" for t in sorted(set(coded) & set(types.none)))


def _seized(incident: Record, expected: Sequence[Item]) -> Iterator[str]:
    left = list(incident["seized"])
    for item in expected:
        line = next((c for c in left if all(w in c["item"].lower() for w in item.words)), None)
        if line is None:
            yield f"seized {' '.join(item.words)} missing"
            continue
        left.remove(line)
        if line["number"] not in item.numbers:
            yield f"seized {' '.join(item.words)} {line['number']}, expected {item.numbers[0]}"


def compare(incident: Record, expected: Expected, run: str) -> list[str]:
    """What differs, in words; empty where all is right."""
    found = []
    coded_type = (incident["event_type"], incident["sub_event_type"])
    if coded_type not in expected.types:
        found.append(f"type {coded_type[1]}, expected {' or '.join(t[1] for t in expected.types)}")
    if incident["status"] not in expected.status:
        found.append(f"status {incident['status']}, expected {expected.status[0]}")
    found += _dates(incident, expected.date[run])
    found += _place(incident, expected.place)
    for field in COUNTS:
        found += _counts(incident, field, getattr(expected, field))
    sides = {k: v for k, v in incident["deaths_by_side"].items() if v}
    if sides not in expected.sides:
        found.append(f"deaths by side {sides}, expected {' or '.join(map(str, expected.sides))}")
    found += _actors(incident, expected.actors)
    found += _seized(incident, expected.seized)
    if expected.weapons and not any(w in " ".join(incident["weapons"]).lower() for w in expected.weapons):
        found.append(f"weapons {incident['weapons']}, expected {' or '.join(expected.weapons)}")
    return found


def unsupported(run: Run, incident: Record) -> list[str]:
    """Values without a quote, and quotes that are not what the text has at their offsets."""
    rows = run.attestations[incident["incident_id"]]
    fields = {a["field"] for a in rows}
    texts = {d["document_id"]: d["text"] for d in run.documents.values()}
    wanted = ["event_type", "sub_event_type", "status"]
    wanted += [f for f in ("date_start", "date_end") if incident[f]]
    wanted += ["place.name"] if (incident["place"] or {}).get("name") else []
    wanted += [f"{c}.{p}" for c in COUNTS for p, v in (incident[c] or {}).items() if v is not None]
    wanted += [f"actors.{a['role']}" for a in incident["actors"]]
    missing = [f"{f} has no quote" for f in dict.fromkeys(wanted) if f not in fields]
    return missing + [
        f"quote of {a['field']} is not the text's"
        for a in rows
        if texts[a["document_id"]][a["start"] : a["end"]] != a["quote"]
    ]


class Outcome(msgspec.Struct, frozen=True):
    """One run held to the golden file: what differs for each expected thing (nothing: right)."""

    incidents: dict[str, list[str]]
    missing: tuple[str, ...]
    rest: dict[str, list[str]]


def check(run: Run, golden: Golden) -> Outcome:
    matching = match(run, golden)
    coded = {i["incident_id"]: i for i in run.incidents}
    whose = {g.key: _identity(g, matching) for g in golden.incidents}
    joined = {
        key: link.if_joined
        for link in golden.links
        if link.if_joined and whose[link.incidents[0]] and whose[link.incidents[0]] == whose[link.incidents[1]]
        for key in link.incidents
    }
    incidents: dict[str, list[str]] = {}
    for g in golden.incidents:
        identity = whose[g.key]
        if identity is None:
            incidents[g.key] = ["not found"]
            continue
        as_joined = joined.get(g.key)
        expected = g
        if as_joined is not None:
            expected = msgspec.structs.replace(
                g, deaths=as_joined.deaths, sides=as_joined.sides, date=as_joined.date, place=as_joined.place
            )
        apart = [
            f"told again as another incident in document {d}" if identity in ids else f"not joined in document {d}"
            for (key, d), ids in matching.told.items()
            if key == g.key and ids != [identity]
        ]
        apart += [
            f"not found in document {d}"
            for d in sorted({s.document for s in g.spans})
            if (g.key, d) not in matching.told
        ]
        apart += [f"mixes in {other}" for other in dict.fromkeys(matching.mixed.get(identity, ()))]
        incidents[g.key] = apart + compare(coded[identity], expected, run.name) + unsupported(run, coded[identity])
    rest = {
        **_documents(run, golden),
        **_passages(run, golden, matching),
        **_statements(run, golden, whose),
        **_links(coded, golden, whose),
    }
    return Outcome(incidents, tuple(k for k, v in incidents.items() if v == ["not found"]), rest)


def _identity(expected: Expected, matching: Matching) -> str | None:
    """The coded incident that tells most of it: the first of the first document that has one."""
    for document in sorted({s.document for s in expected.spans}):
        ids = matching.told.get((expected.key, document))
        if ids:
            return ids[0]
    return None


def _documents(run: Run, golden: Golden) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for d in golden.documents:
        rows = found[f"document {d.position}"] = []
        document = run.documents.get(d.position)
        if document is None:
            rows.append("missing")
            continue
        if document["sha256"] != d.sha256:
            rows.append("the frozen text is another than the one read")
        title = document["title"] and digest(document["title"])
        if title not in d.title_sha256:
            rows.append("another title")
        if run.name == "with":
            rows += [] if document["published"] == d.published else [f"published {document['published']}"]
            continue
        earliest, latest = document["published_earliest"], document["published_latest"]
        rows += [f"published {document['published']}, expected bounds"] if document["published"] else []
        low, high = d.earliest
        if (low and (not earliest or earliest < low)) or (earliest and high and earliest > high):
            rows.append(f"published not before {earliest}, expected {low or '...'} to {high}")
        low, high = d.latest
        if (not latest and not d.latest_may_be_open) or (
            latest and ((low and latest < low) or (high and latest > high))
        ):
            rows.append(f"published not after {latest}, expected {low or '...'} to {high or '...'}")
    return found


def _passages(run: Run, golden: Golden, matching: Matching) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {f"no incident: {p.key}": [] for p in golden.background}
    found["no incident: elsewhere in the text"] = []
    spans = {p.key: run.spans(p.spans) for p in golden.background}
    for incident in run.incidents:
        if incident["incident_id"] not in matching.strays:
            continue
        evidence = _evidence(run, incident)
        hits = {key: sum(_inside(p, s) for p in evidence) for key, s in spans.items()}
        best = max(hits, key=lambda key: hits[key])
        name = best if hits[best] else "elsewhere in the text"
        found[f"no incident: {name}"].append(f"coded as {incident['sub_event_type']}, {incident['date_start']}")
    return found


def _statements(run: Run, golden: Golden, whose: dict[str, str | None]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for g in golden.statements:
        ((document, start, end),) = run.spans([g.span])
        coded = [
            s
            for s in run.statements
            if run.positions[s["document_id"]] == document
            and s["kind"] in g.kinds
            and s["start"] < end
            and s["end"] > start
        ]
        rows = found[f"statement: {g.key}"] = []
        if not coded:
            rows += ["not found"] if g.required else []
            continue
        best = max(coded, key=lambda s: min(s["end"], end) - max(s["start"], start))
        if g.speaker is not None:
            ((_, a, b),) = run.spans([g.speaker])
            words = run.documents[document]["text"][a:b].casefold()
            if words not in (best["speaker"] or "").casefold():
                rows.append("another speaker")
        allowed = {whose[k] for k in g.incidents}
        linked = set(best["incident_ids"])
        if linked - allowed:
            rows.append("linked with an incident that it is not about")
        if g.incidents_required and not linked & allowed:
            rows.append(f"not linked with {g.incidents[0]}")
    return found


def _links(coded: dict[str, Record], golden: Golden, whose: dict[str, str | None]) -> dict[str, list[str]]:
    names = {identity: key for key, identity in whose.items() if identity}
    typed: dict[frozenset[str], set[str]] = {}
    for identity, incident in coded.items():
        for link in incident["links"]:
            pair = frozenset(names.get(i, "an unknown incident") for i in (identity, link["incident_id"]))
            typed.setdefault(pair, set()).add(link["type"])
    found: dict[str, list[str]] = {}
    for g in golden.links:
        types = typed.pop(frozenset(g.incidents), set())
        if g.judgement is None:
            rows = found[f"link: {' - '.join(g.incidents)}"] = []
            if types - set(g.types):
                rows.append(f"{', '.join(sorted(types))}, expected {' or '.join(g.types)}")
            if g.required and not types:
                rows.append("not found")
    found["link: no others"] = [
        f"{', '.join(sorted(types))} between {' and '.join(sorted(pair))}" for pair, types in typed.items()
    ]
    return found


# telling


def told(outcomes: dict[str, Outcome], pick: Callable[[Outcome], dict[str, list[str]]], key: str) -> str:
    """One line for both runs: "ok", or what differs in which."""
    rows = {run: pick(outcome).get(key, []) for run, outcome in outcomes.items()}
    both = [r for r in rows["with"] if r in rows["without"]]
    parts = ["; ".join(both)] if both else []
    for run in RUNS:
        own = [r for r in rows[run] if r not in both]
        parts += [f"({run} sidecar) {'; '.join(own)}"] if own else []
    return "; ".join(parts) or "ok"


def figures(outcomes: dict[str, Outcome]) -> dict[str, int]:
    """How many incidents are found in both runs, and fully right in each."""
    missing = {key for outcome in outcomes.values() for key in outcome.missing}
    right = {f"right {run}": sum(not v for v in o.incidents.values()) for run, o in outcomes.items()}
    return {"found": len(outcomes["with"].incidents) - len(missing), **right}


def measure(seed: Path) -> dict[str, float]:
    """What `figures` counts, as shares of the golden incidents."""
    golden = msgspec.json.decode(GOLDEN.read_bytes(), type=Golden)
    counted = figures({run: check(code(seed, golden, run), golden) for run in RUNS})
    return {name: n / len(golden.incidents) for name, n in counted.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("seed", type=Path, metavar="SEED_PATH", help="the archive page as text")
    parser.add_argument("--verbose", action="store_true", help="what is right as well, and the analyst's reasons")
    chosen = parser.parse_args()
    if not chosen.seed.is_file():
        parser.error(f"{chosen.seed} is not a file; name the seed's text")
    golden = msgspec.json.decode(GOLDEN.read_bytes(), type=Golden)
    outcomes = {run: check(code(chosen.seed, golden, run), golden) for run in RUNS}
    for g in golden.incidents:
        line = told(outcomes, lambda o: o.incidents, g.key)
        print(f"{g.key:28s} {line}")
        if chosen.verbose and line != "ok":
            print(f"{'':28s}   {g.reason}")
    others = list(dict.fromkeys(key for o in outcomes.values() for key in o.rest))
    wrong = 0
    for key in others:
        line = told(outcomes, lambda o: o.rest, key)
        wrong += line != "ok"
        if chosen.verbose or line != "ok":
            print(f"{key:28s} {line}")
    print(f"documents, passages, statements, links: {len(others) - wrong} of {len(others)} right")
    for name, value in figures(outcomes).items():
        print(f"{name:14s} {value:2d} of {len(golden.incidents)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
