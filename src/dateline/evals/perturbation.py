"""Perturbations: what of a second text still joins it to the first, and what keeps it apart.

    python -m dateline.evals.perturbation [--markdown]

Invented incidents are told once, and once more with one thing changed: a figure, the day, the place's name, the words,
or the incident itself (a twin, a funeral, arrests, a round-up). Both texts are coded and linked as `dateline code` does
it. An outcome is "joined" (one incident), "asked" (left to a person) or "apart"; "tied" is apart with a typed link. No
change may be `never` what it says: joining two incidents erases one, so that counts as worse than asking.
"""

import argparse
import datetime as dt
from collections import Counter
from typing import Literal

import msgspec

from dateline.documents import from_text
from dateline.incidents.context import report_context
from dateline.incidents.linking import link_new
from dateline.incidents.memory import MemoryStore
from dateline.reports.coder import code_document

Outcome = Literal["joined", "asked", "apart", "tied"]

FIRST_DAY = dt.date(2014, 3, 12)
"""A Wednesday, on which all the incidents happen; the first text is of the next day."""


class Base(msgspec.Struct, frozen=True, kw_only=True):
    """One incident in two wordings, and what may be told of the same town; {day}, {place}, {toll} stand for values."""

    name: str
    place: str
    alias: str
    toll: str
    more: str
    told: str
    retold: str
    twin: str
    after: str
    arrests: str


BASES = (
    Base(
        name="police post",
        place="Taraz",
        alias="Dzhambul",
        toll="eleven",
        more="twelve",
        told="Gunmen attacked a police post in {place} on {day}, killing {toll} officers, the interior ministry said. "
        "The attackers came in two grey vans before dawn and fled towards the hills.",
        retold="In {place}, {toll} policemen were shot dead on {day} when armed men stormed their checkpoint. Officials "
        "said that the men had escaped into the mountains in vans.",
        twin="A bomb went off in a vegetable market in {place} on {day}, killing two shoppers and wounding thirty. "
        "The device had been hidden in a handcart.",
        after="Thousands took part in the funeral of the officers in {place} on {day}. The town's mayor spoke at the "
        "graveside, and shops stayed closed.",
        arrests="Police in {place} arrested three men on {day} on suspicion of taking part in an attack on a police post "
        "the week before.",
    ),
    Base(
        name="car bomb",
        place="Mosul",
        alias="Mosul city",
        toll="17",
        more="19",
        told="A car bomb exploded near a bank in {place} on {day}, killing {toll} people and wounding 40, hospital "
        "officials said. The blast broke windows across the street, where people had queued for their pay.",
        retold="At least {toll} people died in {place} on {day} as explosives packed into a car blew up beside a bank. "
        "Some forty were wounded, doctors said.",
        twin="Gunmen shot dead a lawyer outside his home in {place} on {day}, police said. The killers escaped on a "
        "motorcycle.",
        after="Relatives of those killed by a car bomb near a bank in {place} buried their dead on {day}.",
        arrests="Security forces in {place} detained two men on {day} over the car bomb near a bank.",
    ),
    Base(
        name="clash",
        place="Jalalabad",
        alias="Jelalabad",
        toll="six",
        more="seven",
        told="Soldiers and insurgents clashed on the road to {place} on {day}, and {toll} soldiers were killed, the army "
        "said. The fighting began when a supply convoy was ambushed and went on for four hours.",
        retold="Insurgents ambushed an army convoy near {place} on {day}; {toll} soldiers died in four hours of "
        "fighting, a military spokesman said.",
        twin="A suicide bomber blew himself up at the gate of a school in {place} on {day}, killing three guards.",
        after="In {place}, an honour guard carried the coffins of the fallen soldiers to an aircraft on {day}.",
        arrests="The army said that it had captured five insurgents near {place} on {day} in a search for those who "
        "ambushed a convoy.",
    ),
    Base(
        name="abduction",
        place="Maiduguri",
        alias="Maidugri",
        toll="eight",
        more="nine",
        told="Armed men abducted {toll} teachers from a school in {place} on {day}, residents said. They came on "
        "motorcycles and forced the teachers into a lorry.",
        retold="Residents of {place} said {toll} teachers had been kidnapped from their school on {day} by gunmen on "
        "motorcycles, who drove them away in a lorry.",
        twin="Two people were killed when a bomb exploded at a bus station in {place} on {day}.",
        after="Parents marched through {place} on {day} to demand the release of the abducted teachers.",
        arrests="Police in {place} arrested a man on {day} in connection with the abduction of teachers from a school.",
    ),
)

ROUND_UP = (
    "Violence has killed 240 people in and around {place} since the beginning of the year, a rights group said. The "
    "figure includes attacks on police, bombings and clashes."
)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What the second text changes, and what may come of it: the outcomes wanted, and those that are an error."""

    name: str
    wanted: tuple[Outcome, ...]
    never: tuple[Outcome, ...]


_ONE: tuple[Outcome, ...] = ("joined",)
_TWO: tuple[Outcome, ...] = ("apart", "tied")
CHANGES = (
    Change(name="told again, copied", wanted=_ONE, never=_TWO),
    Change(name="other words", wanted=_ONE, never=_TWO),
    Change(name="toll updated by one or two", wanted=_ONE, never=_TWO),
    Change(name="toll updated, other words", wanted=_ONE, never=_TWO),
    Change(name="place under another name", wanted=_ONE, never=_TWO),
    Change(name="no place named", wanted=("joined", "asked"), never=()),
    Change(name="no day named", wanted=("joined", "asked"), never=_TWO),
    Change(name="day off by one, same words", wanted=("joined", "asked"), never=_TWO),
    Change(name="day off by one, other words", wanted=("joined", "asked"), never=_TWO),
    Change(name="a week later, other words", wanted=("asked", *_TWO), never=_ONE),
    Change(name="another town, other words", wanted=("asked", *_TWO), never=_ONE),
    Change(name="twin on the same day in the same town", wanted=("asked", *_TWO), never=_ONE),
    Change(name="funeral two days after", wanted=_TWO, never=_ONE),
    Change(name="arrests five days after", wanted=_TWO, never=_ONE),
    Change(name="round-up with a total", wanted=_TWO, never=_ONE),
)

ELSEWHERE = {"Taraz": "Aktau", "Mosul": "Basra", "Jalalabad": "Herat", "Maiduguri": "Kano"}


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One change of one base: both texts with their days of publication."""

    base: str
    change: Change
    first: tuple[str, dt.date]
    second: tuple[str, dt.date]


def _day(date: dt.date) -> str:
    return f"{date.day} {date:%B %Y}"


def cases() -> list[Case]:
    """Every change of every base."""
    return [
        Case(
            base=base.name,
            change=change,
            first=(
                base.told.format(place=base.place, day=_day(FIRST_DAY), toll=base.toll),
                FIRST_DAY + dt.timedelta(1),
            ),
            second=_second(base, change.name),
        )
        for change in CHANGES
        for base in BASES
    ]


def _second(base: Base, change: str) -> tuple[str, dt.date]:
    text, date, published = base.told, FIRST_DAY, FIRST_DAY + dt.timedelta(2)
    place, toll = base.place, base.toll
    if "other words" in change:
        text = base.retold
    if change.startswith("toll updated"):
        toll = base.more
    elif change == "place under another name":
        text, place = base.retold, base.alias
    elif change == "no place named":
        text = base.retold.replace("In {place}, ", "").replace("Residents of {place}", "Residents")
        text = text.replace(" in {place}", "").replace(" near {place}", "")
    elif change == "no day named":
        text = base.retold.replace(" on {day}", "")
    elif change.startswith("day off by one"):
        date = FIRST_DAY + dt.timedelta(1)
    elif change.startswith("a week later"):
        date, published = FIRST_DAY + dt.timedelta(7), FIRST_DAY + dt.timedelta(8)
    elif change.startswith("another town"):
        place = ELSEWHERE[base.place]
    elif change.startswith("twin"):
        text = base.twin
    elif change.startswith("funeral"):
        text, date, published = base.after, FIRST_DAY + dt.timedelta(2), FIRST_DAY + dt.timedelta(3)
    elif change.startswith("arrests"):
        text, date, published = base.arrests, FIRST_DAY + dt.timedelta(5), FIRST_DAY + dt.timedelta(6)
    elif change.startswith("round-up"):
        text, published = ROUND_UP, FIRST_DAY + dt.timedelta(30)
    return text.format(place=place, day=_day(date), toll=toll), published


def outcome(case: Case) -> Outcome:
    """Code and link both texts."""
    store = MemoryStore()
    of: dict[str, set[str]] = {}
    for name, (text, published) in (("first", case.first), ("second", case.second)):
        document = from_text(text, input=name, published=published, outlet=f"The {name.title()} Post", language="en")
        contexts = [report_context(report, document) for report in code_document(document).reports]
        store.add(contexts)
        of[name] = {c.report_id for c in contexts}
    link_new(store)
    if {store.assigned[r] for r in of["first"]} & {store.assigned[r] for r in of["second"]}:
        return "joined"
    across = [
        link
        for link in store.recorded
        if {link.left, link.right} & of["first"] and {link.left, link.right} & of["second"]
    ]
    if any(link.judgement == "unsure" for link in across):
        return "asked"
    return "tied" if across else "apart"


def results() -> list[tuple[Case, Outcome]]:
    """All cases with their outcomes, in order."""
    return [(case, outcome(case)) for case in cases()]


def table(found: list[tuple[Case, Outcome]]) -> list[str]:
    """The outcomes by change as a Markdown table: how many of the bases, and how many are not as wanted."""
    lines = [
        "| changed | joined | asked | apart | tied | wanted | otherwise |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for change in CHANGES:
        outcomes = Counter(o for case, o in found if case.change is change)
        other = sum(n for o, n in outcomes.items() if o not in change.wanted)
        cells = [str(outcomes[o] or "") for o in ("joined", "asked", "apart", "tied")]
        lines.append(f"| {change.name} | {' | '.join(cells)} | {' or '.join(change.wanted)} | {other or ''} |")
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Print the table and the cases that are not as wanted; exit 1 where an outcome must never be."""
    parser = argparse.ArgumentParser(prog="python -m dateline.evals.perturbation", description=__doc__.split("\n")[0])
    parser.add_argument("--markdown", action="store_true", help="the table alone")
    chosen = parser.parse_args(arguments)
    found = results()
    print("\n".join(table(found)))
    if not chosen.markdown:
        for case, came in found:
            if came not in case.change.wanted:
                print(f"\n{case.base}, {case.change.name}: {came}\n  {case.first[0]}\n  {case.second[0]}")
    return int(any(came in case.change.never for case, came in found))


if __name__ == "__main__":
    raise SystemExit(main())
