"""How linking grows: synthetic reports with duplicates and differing figures, linked into an empty and a full store.

    python benchmarks/linking.py 1000 10000 [--more 500]

For each size: time, comparisons a report, memory, recall and precision of pairs against the known truth. `--more`
adds that many reports to the full store and times them alone. Counts are the gate, clock times depend on the machine.
"""

import argparse
import datetime as dt
import random
import resource
import time
from collections import defaultdict

from dateline.incidents.context import ReportContext
from dateline.incidents.linking import link_new
from dateline.incidents.memory import MemoryStore
from dateline.records import Actor, Counts, DateExtent, Place, Report

SYLLABLES = (
    "ba",
    "da",
    "ga",
    "ka",
    "la",
    "ma",
    "na",
    "ra",
    "sa",
    "ta",
    "vo",
    "zu",
    "mi",
    "ri",
    "shi",
    "khe",
    "dor",
    "lan",
    "mur",
)
TARGETS = ("market", "police station", "bus", "checkpoint", "school", "church", "convoy", "cafe", "bridge", "camp")
KINDS = (
    ("Explosions/Remote violence", "Suicide bomb", ("bomb",), "A bomber struck a {target} in {place}"),
    (
        "Explosions/Remote violence",
        "Remote explosive/landmine/IED",
        ("bomb",),
        "A bomb went off at a {target} in {place}",
    ),
    ("Violence against civilians", "Attack", ("gun",), "Gunmen shot at a {target} in {place}"),
    ("Battles", "Armed clash", ("rifle",), "Troops and fighters clashed near a {target} in {place}"),
)
TELLING = (
    "{what}, killing {deaths} people and wounding {injured}, officials said. {name} saw it happen.",
    "{deaths} dead as {what}. The wounded, {injured} of them, were taken to hospital. Among the dead was {name}.",
    "{what} on {date}. The toll stands at {deaths}. {name}, a resident, spoke of smoke and screams.",
)


def word(rng: random.Random, syllables: int = 3) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(syllables)).capitalize()


def places(rng: random.Random, number: int) -> list[Place]:
    """Towns of 60 countries; few are in the news often, as in life."""
    found = []
    for n in range(number):
        country = f"{chr(65 + n % 60 // 10)}{chr(65 + n % 10)}"
        found.append(
            Place(
                name=word(rng),
                geonameid=n + 1,
                admin1=f"Region {n % 600}",
                country=country,
                country_code=country,
                latitude=rng.uniform(-50, 60),
                longitude=rng.uniform(-170, 170),
                precision="place",
            )
        )
    return found


def reports(number: int, seed: int = 1) -> tuple[list[ReportContext], dict[str, int]]:
    """Reports and the incident that each one truly tells of: 2.2 reports an incident, figures off in a third."""
    rng = random.Random(seed)
    towns = places(rng, max(50, number // 8))
    out: list[ReportContext] = []
    truth: dict[str, int] = {}
    incident = 0
    while len(out) < number:
        incident += 1
        town = towns[
            min(int(rng.paretovariate(0.9)) - 1, len(towns) - 1) if rng.random() < 0.3 else rng.randrange(len(towns))
        ]
        day = dt.date(2005, 1, 1) + dt.timedelta(rng.randrange(3650))
        event, sub, weapons, phrase = rng.choice(KINDS)
        target, deaths, injured = rng.choice(TARGETS), int(rng.paretovariate(1.1)), int(rng.paretovariate(0.9))
        name = f"{word(rng, 2)} {word(rng)}"
        for _ in range(min(1 + int(rng.expovariate(0.8)), number - len(out))):
            told = deaths + rng.choice((0, 0, 1, 2)) if deaths > 3 else deaths
            published = day + dt.timedelta(int(rng.expovariate(0.3)))
            text = rng.choice(TELLING).format(
                what=phrase.format(target=target, place=town.name), deaths=told, injured=injured, name=name, date=day
            )
            vague = rng.random() < 0.1
            n = len(out)
            report = Report(
                report_id=f"r{n:07}",
                document_id=f"d{n:07}",
                position=1,
                spans=((0, len(text)),),
                summary="",
                event_type=event,
                sub_event_type=sub,
                date=DateExtent(latest=published, rule="bench")
                if vague
                else DateExtent(earliest=day, latest=day, precision="day", rule="bench"),
                place=town,
                deaths=Counts(low=told, best=told, high=told),
                injured=Counts(low=injured, best=injured, high=injured) if rng.random() < 0.6 else None,
                actors=(Actor(role="target", name=target, type="civilians"),),
                weapons=weapons,
            )
            out.append(
                ReportContext(
                    report=report,
                    document_id=report.document_id,
                    published_earliest=published,
                    published_latest=published,
                    text=text,
                )
            )
            truth[report.report_id] = incident
    return out, truth


def pairs(groups: list[list[str]]) -> int:
    return sum(len(g) * (len(g) - 1) // 2 for g in groups)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--more", type=int, default=500)
    args = parser.parse_args()
    for size in args.sizes:
        every, truth = reports(size + args.more)
        random.Random(2).shuffle(every)
        started = time.perf_counter()
        store = MemoryStore(every[:size])
        keyed = time.perf_counter()
        first = link_new(store)
        linked = time.perf_counter()
        store.add(every[size:])
        second = link_new(store)
        more = time.perf_counter()
        mine, gold, both = defaultdict(list), defaultdict(list), defaultdict(list)
        for report_id, number in truth.items():
            mine[store.assigned[report_id]].append(report_id)
            gold[number].append(report_id)
            both[store.assigned[report_id], number].append(report_id)
        hit = pairs(list(both.values()))
        print(
            f"{size} reports: keys {keyed - started:.1f} s, linking {linked - keyed:.1f} s, "
            f"{first.pairs / size:.1f} comparisons a report; {args.more} more: {more - linked:.1f} s, "
            f"{second.pairs / args.more:.1f} comparisons a report; "
            f"pair precision {hit / pairs(list(mine.values())):.3f}, recall {hit / pairs(list(gold.values())):.3f}; "
            f"asked {first.unsure + second.unsure}; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
        )


if __name__ == "__main__":
    main()
