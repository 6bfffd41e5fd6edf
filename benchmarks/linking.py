"""How linking grows: invented reports with copies, updates and differing figures, linked in a database on disk.

    python benchmarks/linking.py 10000 100000 [--more 500] [--folder DIR] [--out benchmarks/results/linking.json]

For each size three processes, so that the memory of each stage is its own: `build` stores the reports (made as records,
no coder runs), `link` links them, `more` stores further ones and links them into the full database. Measured: seconds
of clock and CPU, peak memory and what of it grew, comparisons a report, and against the known truth the recall of the
candidates (of a sample of pairs) and precision and recall of the pairs joined. Counts are the gate, clock times depend
on the machine. Figures at `more` show that new documents cost the same in a large database as in a small one.
"""

import argparse
import datetime as dt
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, islice
from pathlib import Path
from typing import Any, NamedTuple

from dateline.documents.copies import signature
from dateline.incidents.background import background
from dateline.incidents.linking import link_new
from dateline.records import Actor, Coding, Counts, DateExtent, Document, Place, Report
from dateline.store.copystore import count_copies, update_copies
from dateline.store.database import Database
from dateline.store.linkstore import LinkStore
from dateline.store.rows import prepare

SYLLABLES = "ba da ga ka la ma na ra sa ta vo zu mi ri shi khe dor lan mur".split()
TARGETS = "market/police station/bus/checkpoint/school/church/convoy/cafe/bridge/camp".split("/")
KINDS = (
    ("Explosions/Remote violence", "Suicide bomb", "bomb", "a bomber struck a {target} in {place}"),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED", "bomb", "a bomb went off at a {target} in {place}"),
    ("Violence against civilians", "Attack", "gun", "gunmen shot at a {target} in {place}"),
    ("Battles", "Armed clash", "rifle", "troops and fighters clashed near a {target} in {place}"),
)
TELLING = (
    "On {date} {what}, killing {deaths} people and wounding {injured}, officials said. {name} saw it happen.",
    "{deaths} people are dead after {what} on {date}. The wounded, {injured} of them, were taken to hospital. Among the"
    " dead was {name}.",
    "Residents buried their dead: {what} on {date}. The toll stands at {deaths}. {name} spoke of smoke and screams.",
)
COPIED, VAGUE, OFF = 0.15, 0.1, 0.33
"""Shares of reports that are copies of an earlier one, that give no day, and whose figure differs from the first."""
SAMPLE = 1000
"""Pairs of one incident whose meeting among the candidates is looked up."""


class Told(NamedTuple):
    """One document with its only report; `incident` is what it truly tells of."""

    incident: int
    document: Document
    report: Report


def word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choices(SYLLABLES, k=syllables)).capitalize()


def town(number: int) -> Place:
    """A town of its own: 60 countries, 600 regions, somewhere on land or sea."""
    rng = random.Random(number)
    country = f"{chr(65 + number % 60 // 10)}{chr(65 + number % 10)}"
    return Place(
        name=word(rng, 4),
        geonameid=number + 1,
        admin1=f"Region {number % 600}",
        country=country,
        country_code=country,
        latitude=rng.uniform(-50, 60),
        longitude=rng.uniform(-170, 170),
        precision="place",
    )


def told(number: int, seed: int = 1) -> Iterator[Told]:
    """`number` documents: 2.3 an incident, a few incidents told a hundred times, ten years, an eighth as many towns.

    Three in ten incidents lie in towns that are often in the news (Pareto). Texts have the facts in the words of one of
    three reporters and some 150 common words of filler, other ones in each but the copies.
    """
    rng = random.Random(seed)
    common = [w for w, weight in background().words.items() if 1.0 < weight < 4.0 and w.isalpha()]
    made = incident = 0
    while made < number:
        incident += 1
        often = rng.random() < 0.3
        towns = max(50, number // 8)
        place = town(min(int(rng.paretovariate(0.9)) - 1, towns - 1) if often else rng.randrange(towns))
        day = dt.date(2005, 1, 1) + dt.timedelta(rng.randrange(3650))
        kind = rng.choice(KINDS)
        target, deaths, injured = rng.choice(TARGETS), int(rng.paretovariate(1.1)), int(rng.paretovariate(0.9))
        names = [f"{word(rng, 3)} {word(rng, 3)}" for _ in range(3)]
        text = ""
        for _ in range(min(int(rng.paretovariate(1.6)), 200, number - made)):
            published = day + dt.timedelta(int(rng.expovariate(0.3)))
            figure = deaths + rng.choice((1, 2)) if deaths > 3 and rng.random() < OFF else deaths
            if not text or rng.random() >= COPIED:
                what = kind[3].format(target=target, place=place.name)
                text = rng.choice(TELLING).format(
                    what=what, date=f"{day:%d %B %Y}", deaths=figure, injured=injured, name=rng.choice(names)
                )
                text += " " + " ".join(rng.choices(common, k=150)) + "."
            identifier = f"{made:08}"
            document = Document(
                document_id=f"d{identifier}",
                title=None,
                input=f"{incident}",
                position=made + 1,
                text=f"{word(rng, 3)} Daily\n\n{text}",
                published=published,
                outlet=f"Outlet {rng.randrange(200)}",
                language="en",
                sha256=identifier * 8,
            )
            report = Report(
                report_id=f"r{identifier}",
                document_id=document.document_id,
                position=1,
                spans=((document.text.index("\n") + 2, len(document.text)),),
                summary="",
                event_type=kind[0],
                sub_event_type=kind[1],
                date=DateExtent(latest=published, rule="bench")
                if rng.random() < VAGUE
                else DateExtent(earliest=day, latest=day, precision="day", rule="bench"),
                place=place,
                deaths=Counts(low=figure, best=figure, high=figure),
                injured=Counts(low=injured, best=injured, high=injured) if rng.random() < 0.6 else None,
                actors=(Actor(role="target", name=target, type="civilians"),),
                weapons=(kind[2],),
            )
            made += 1
            yield Told(incident, document, report)


def late(size: int, more: int) -> frozenset[int]:
    """Which of the documents come only when the others are linked."""
    return frozenset(random.Random(2).sample(range(size + more), more))


def store(database: Database, size: int, more: int, *, which: bool) -> int:
    """Store those that come at first (`which` false) or late (true)."""
    chosen = late(size, more)
    run_id = database.start_run(version="0", coder="bench@1", config={})
    rows = (t for n, t in enumerate(told(size + more)) if (n in chosen) is which)
    number = 0
    while batch := list(islice(rows, 200)):
        prepared = [
            prepare(
                t.document,
                Coding(document_id=t.document.document_id, coder="bench@1", reports=(t.report,)),
                signature=signature(t.document.text),
            )
            for t in batch
        ]
        database.save(prepared, [], run_id)
        number += len(prepared)
    return number


def link(database: Database) -> dict[str, Any]:
    """What `dateline.pipeline.link` does, each part timed."""
    seconds: dict[str, float] = {}
    with database.transaction():
        began = time.process_time()
        changed = update_copies(database)
        seconds["copies"] = time.process_time() - began
        linker = LinkStore(database)
        linker.prepare(changed)
        seconds["keys"] = time.process_time() - began - seconds["copies"]
        done = link_new(linker)
        linker.settle()
        seconds["linking"] = time.process_time() - began - seconds["copies"] - seconds["keys"]
    return {
        "reports": done.reports,
        "comparisons_a_report": round(done.pairs / done.reports, 2),
        "copies": count_copies(database),
        "joined": done.joined,
        "asked": done.unsure,
        "related": done.related,
        "cpu_seconds_by_part": {name: round(value, 2) for name, value in seconds.items()},
    }


def quality(database: Database) -> dict[str, float]:
    """Against the truth: do pairs of one incident meet, and are they joined?"""
    rows = database.connection.execute(
        """
        SELECT d.input, r.report_id, m.incident_id FROM membership m JOIN report r USING (report_key)
        JOIN coding c USING (coding_id) JOIN document d USING (document_key) ORDER BY r.report_id
        """
    ).fetchall()
    gold, ours, both = Counter(r[0] for r in rows), Counter(r[2] for r in rows), Counter((r[0], r[2]) for r in rows)
    pairs = {name: sum(n * (n - 1) // 2 for n in c.values()) for name, c in zip("goh", (gold, ours, both), strict=True)}
    members = defaultdict(list)
    for incident, report_id, _ in rows:
        members[incident].append(report_id)
    several = [m for m in members.values() if len(m) > 1]
    sample = [p for m in random.Random(3).sample(several, min(len(several), SAMPLE)) for p in combinations(m[:6], 2)]
    sample = random.Random(4).sample(sample, min(len(sample), SAMPLE))
    linker = LinkStore(database)
    met = sum(right in linker.candidates(left) for left, right in sample)
    return {
        "blocking_recall": round(met / len(sample), 4),
        "pair_precision": round(pairs["h"] / max(1, pairs["o"]), 4),
        "pair_recall": round(pairs["h"] / max(1, pairs["g"]), 4),
        "incidents_true": len(gold),
        "incidents_found": len(ours),
    }


def stage(name: str, path: Path, size: int, more: int) -> dict[str, Any]:
    """One stage, in a process of its own."""
    began = memory()
    with Database(path) as database:
        if name == "build":
            done: dict[str, Any] = {"reports": store(database, size, more, which=False)}
        elif name == "more":
            store(database, size, more, which=True)
            base, wall, cpu = memory(), time.perf_counter(), time.process_time()
            return used(link(database), wall, cpu, base)
        elif name == "quality":
            return quality(database)
        else:
            wall, cpu = time.perf_counter(), time.process_time()
            return used(link(database), wall, cpu, began)
    return done | {"database_mb": round(path.stat().st_size / 1e6, 1)}


def used(done: dict[str, Any], wall: float, cpu: float, base: float) -> dict[str, Any]:
    return done | {
        "seconds": round(time.perf_counter() - wall, 2),
        "cpu_seconds": round(time.process_time() - cpu, 2),
        "peak_mb": round(memory(), 1),
        "grown_mb": round(memory() - base, 1),
    }


def memory() -> float:
    """Peak resident memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def machine() -> dict[str, Any]:
    return {"platform": platform.platform(), "cores": os.cpu_count(), "python": platform.python_version()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--more", type=int, default=500)
    parser.add_argument("--folder", type=Path, help="where the databases are made (default: a temporary folder)")
    parser.add_argument("--out", type=Path, help="where to write the results as JSON")
    parser.add_argument("--stage", choices=("build", "link", "more", "quality"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.stage:
        print(json.dumps(stage(args.stage, args.folder, args.sizes[0], args.more)))
        return
    results: dict[str, Any] = {"machine": machine(), "more": args.more, "sizes": []}
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        for size in args.sizes:
            path = Path(folder) / f"{size}.db"
            row: dict[str, Any] = {"size": size}
            for name in ("build", "link", "more", "quality"):
                command = [sys.executable, __file__, str(size), "--more", str(args.more)]
                done = subprocess.run(
                    [*command, "--stage", name, "--folder", str(path)], check=True, stdout=subprocess.PIPE, text=True
                )
                row[name] = json.loads(done.stdout)
                print(f"{size} {name}: {json.dumps(row[name])}", flush=True)
            results["sizes"].append(row)
            path.unlink()
    if args.out:
        args.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
