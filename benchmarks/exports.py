"""What each export costs: CPU time, bytes and memory for a synthetic chronology of many incidents.

    python benchmarks/exports.py 5000 50000 [--only csv,ged@24]

Each incident has one to three reports, a third of them with differing tolls. Memory is the peak that the export adds to
the chronology that is there already. Clock times depend on the machine; CPU time a thousand incidents should not grow.
"""

import argparse
import datetime as dt
import hashlib
import random
import time
import tracemalloc
from typing import TextIO

from dateline import registry
from dateline.chronology.publication import Policy, leaks, publish
from dateline.chronology.release import Chronology
from dateline.incidents.context import report_context
from dateline.incidents.reconcile import reconcile
from dateline.records import Actor, Attestation, Counts, DateExtent, Document, Place, Report

PLACES = (
    ("Garissa", "Garissa", "Kenya", "KE", -0.45, 39.65),
    ("Maiduguri", "Borno", "Nigeria", "NG", 11.85, 13.16),
    ("Mosul", "Nineveh", "Iraq", "IQ", 36.34, 43.12),
    ("Quetta", "Balochistan", "Pakistan", "PK", 30.19, 67.01),
)
GROUPS = ("Alder Front", "Boko Haram", "Orchard League", "Taliban")
KINDS = (
    ("Violence against civilians", "Attack"),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    ("Battles", "Armed clash"),
)


class Counted:
    """A text stream that counts and forgets."""

    def __init__(self) -> None:
        self.size = 0

    def write(self, text: str) -> int:
        self.size += len(text.encode())
        return len(text)


def chronology(number: int) -> Chronology:
    rng = random.Random(number)
    documents, incidents, reports, of = [], [], {}, {}
    for n in range(number):
        contexts = []
        day = dt.date(2010, 1, 1) + dt.timedelta(rng.randrange(4000))
        name, admin1, country, code, latitude, longitude = rng.choice(PLACES)
        kind, sub = rng.choice(KINDS)
        group, deaths = rng.choice(GROUPS), rng.randrange(1, 20)
        for part in range(rng.choice((1, 1, 2, 3))):
            toll = deaths + (rng.randrange(4) if rng.random() < 0.33 else 0)
            text = f"{group} fighters killed {toll} people at the market of {name} on {day:%d %B %Y}, officials said."
            source = Document(
                document_id=f"d{n}-{part}",
                input=f"{n}.txt",
                position=part + 1,
                title=f"{toll} dead in {name}",
                text=text,
                sha256=hashlib.sha256(f"{n}{part}".encode()).hexdigest(),
                outlet=f"Paper {rng.randrange(50)}",
                published=day + dt.timedelta(1 + part),
                language="en",
            )
            quotes = (("deaths.best", toll, f"killed {toll} people"), ("place.name", name, name))
            report = Report(
                report_id=f"r{n}-{part}",
                document_id=source.document_id,
                position=1,
                spans=((0, len(text)),),
                summary=f"{sub}, {name}",
                event_type=kind,
                sub_event_type=sub,
                date=DateExtent(earliest=day, latest=day, precision="day", rule="absolute.day"),
                place=Place(
                    name=name,
                    admin1=admin1,
                    country=country,
                    country_code=code,
                    latitude=latitude,
                    longitude=longitude,
                    precision="place",
                ),
                deaths=Counts(low=toll, best=toll, high=toll),
                actors=(
                    Actor(role="perpetrator", name=group, type="rebel group", entity="organisation"),
                    Actor(role="target", name="people", type="civilians", entity="group", effect="death"),
                ),
                attestations=tuple(
                    Attestation(
                        field=field,
                        value=value,
                        quote=quote,
                        start=text.index(quote),
                        end=text.index(quote) + len(quote),
                        annotator="rule:synthetic@1",
                    )
                    for field, value, quote in quotes
                ),
            )
            documents.append(source)
            reports[report.report_id] = report
            of[report.report_id] = f"i{n:012x}"
            contexts.append(report_context(report, source))
        incidents.append(reconcile(f"i{n:012x}", contexts, policy="ucdp"))
    return Chronology(documents=tuple(documents), incidents=tuple(incidents), reports=reports, report_incident=of)


def run(form: str, made: Chronology) -> int:
    """The bytes that the export writes."""
    if form == "publish":
        copy = publish(made, Policy())
        assert not list(leaks(copy))
        return sum(map(len, copy.files.values()))
    make = registry.bundler(form)
    if make is not None:
        return sum(map(len, make(made).files.values()))
    out = Counted()
    stream: TextIO = out  # type: ignore[assignment]
    registry.exporter(form)(made, stream)
    return out.size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", type=int, nargs="+")
    parser.add_argument("--only", default="", help="formats, with commas between; all and the public copy without")
    parser.add_argument("--memory", action="store_true", help="trace memory too (three times slower)")
    arguments = parser.parse_args()
    for number in arguments.numbers:
        made = chronology(number)
        print(f"{number} incidents, {len(made.reports)} reports")
        for form in arguments.only.split(",") if arguments.only else [*registry.formats(), "publish"]:
            if arguments.memory:
                tracemalloc.start()
            begun = time.process_time()
            size = run(form, made)
            seconds = time.process_time() - begun
            peak = f", {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MiB" if arguments.memory else ""
            tracemalloc.stop()
            print(
                f"  {form:13s} {seconds:7.2f} s CPU, {1000 * seconds / number:6.3f} s a thousand, {size / 2**20:7.1f} MiB"
                + peak,
                flush=True,
            )


if __name__ == "__main__":
    main()
