"""Neutrality: one act told in the words of either side must get the same codes, names apart.

    python -m dateline.evals.neutrality [--show N]

Three kinds of pairs, all made from templates, none random:

* words: the same act told by two voices ("terrorists ... were destroyed by law enforcement officers" and "mujahideen
  ... were martyred by regime forces"). Every code must be equal: the loaded word is the source's, not ours.
* names: the names of two states or two groups change places. Every code must be equal but for those names.
* sides: who did it and to whom change places ("soldiers ambushed rebels" and "rebels ambushed soldiers"). Event type,
  status, counts, date and place must be equal; the sides' types and deaths must change places.

Acts that are not the same when the sides change (a state arrests, a group abducts; only one of the two has aircraft)
are left out of the sides pairs: equal codes would be wrong there. Nor is a state's army compared with another's in the
country of one of them, where ACLED's "external forces" depends on the place: name pairs fight in a third country.
"""

import argparse
import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec

from dateline.documents import from_text
from dateline.records import Coding, Document, Report
from dateline.records.values import ActorType
from dateline.reports.coder import code_document

Axis = Literal["words", "names", "sides"]
Coder = Callable[[Document], Coding]

PUBLISHED = dt.date(2016, 5, 12)
"""A Thursday: "on Tuesday" is 10 May."""


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """How one side calls the armed group (one, many), the state's men, and the death of either.

    `rebels_killed` is a passive that takes "by"; the others stand alone.
    """

    name: str
    rebel: str
    rebels: str
    force: str
    trooper: str
    troopers: str
    rebels_killed: str
    rebels_died: str
    troopers_died: str


VOICES: tuple[Voice, ...] = (
    Voice(
        name="agency",
        rebel="militant",
        rebels="militants",
        force="security forces",
        trooper="soldier",
        troopers="soldiers",
        rebels_killed="were killed",
        rebels_died="were killed",
        troopers_died="were killed",
    ),
    Voice(
        name="ministry",
        rebel="terrorist",
        rebels="terrorists",
        force="law enforcement",
        trooper="serviceman",
        troopers="servicemen",
        rebels_killed="were destroyed",
        rebels_died="were destroyed",
        troopers_died="were murdered",
    ),
    Voice(
        name="spokesman",
        rebel="bandit",
        rebels="bandits",
        force="special forces",
        trooper="special forces soldier",
        troopers="special forces soldiers",
        rebels_killed="were neutralised",
        rebels_died="were neutralised",
        troopers_died="fell",
    ),
    Voice(
        name="general",
        rebel="extremist",
        rebels="extremists",
        force="government troops",
        trooper="government soldier",
        troopers="government soldiers",
        rebels_killed="were liquidated",
        rebels_died="were liquidated",
        troopers_died="lost their lives",
    ),
    Voice(
        name="state paper",
        rebel="insurgent",
        rebels="insurgents",
        force="the armed forces",
        trooper="military officer",
        troopers="military officers",
        rebels_killed="were eliminated",
        rebels_died="were eliminated",
        troopers_died="died",
    ),
    Voice(
        name="emirate",
        rebel="mujahid",
        rebels="mujahideen",
        force="regime forces",
        trooper="regime soldier",
        troopers="regime soldiers",
        rebels_killed="were martyred",
        rebels_died="were martyred",
        troopers_died="were destroyed",
    ),
    Voice(
        name="front",
        rebel="freedom fighter",
        rebels="freedom fighters",
        force="regime troops",
        trooper="regime trooper",
        troopers="regime troopers",
        rebels_killed="were murdered",
        rebels_died="were murdered",
        troopers_died="were eliminated",
    ),
    Voice(
        name="exile radio",
        rebel="resistance fighter",
        rebels="resistance fighters",
        force="government forces",
        trooper="government trooper",
        troopers="government troopers",
        rebels_killed="were slaughtered",
        rebels_died="fell",
        troopers_died="were liquidated",
    ),
    Voice(
        name="neighbour",
        rebel="guerrilla",
        rebels="guerrillas",
        force="the army",
        trooper="army soldier",
        troopers="army soldiers",
        rebels_killed="were slain",
        rebels_died="died",
        troopers_died="were neutralised",
    ),
    Voice(
        name="historian",
        rebel="rebel",
        rebels="rebels",
        force="state forces",
        trooper="state soldier",
        troopers="state soldiers",
        rebels_killed="were wiped out",
        rebels_died="lost their lives",
        troopers_died="were slain",
    ),
)

PLACES: tuple[str, ...] = ("Nalchik", "Maiduguri", "Peshawar", "Gao", "Arauca", "Mosul", "Zamboanga")

# {N} rebels etc. are filled from a voice; figures are fixed within a template so that only the words differ.
ACTS: dict[str, str] = {
    "killing of rebels": "Four {rebels} {rebels_killed} by {force} in {place} on Tuesday.",
    "deaths of rebels": "Four {rebels} {rebels_died} in a fight with {force} in {place} on Tuesday.",
    "killing of troopers": "{Rebels} opened fire on a patrol in {place} on Tuesday. Three {troopers} {troopers_died}.",
    "bombing": "A roadside bomb planted by {rebels} hit a convoy of {force} near {place} on Tuesday, killing two"
    " {troopers} and wounding five.",
    "arrest": "{Force} arrested six {rebels} in {place} on Tuesday.",
    "ambush": "{Rebels} ambushed a column of {force} near {place} on Tuesday. Three {troopers} {troopers_died} and four"
    " were wounded.",
    "seizure": "{Force} seized two rifles, 300 cartridges and a grenade launcher from {rebels} in {place} on Tuesday."
    " Nobody was hurt.",
    "abduction": "{Rebels} abducted four villagers near {place} on Tuesday.",
    "raid": "{Force} raided a hideout of {rebels} in {place} on Tuesday, killing three of them and arresting two.",
    "clash": "Five {rebels} and two {troopers} were killed in a clash near {place} on Tuesday.",
    "suicide bombing": "A {rebel} blew himself up at a checkpoint of {force} in {place} on Tuesday, killing three"
    " {troopers}.",
    "airstrike": "An airstrike by {force} on a camp of {rebels} near {place} on Tuesday killed nine {rebels}.",
    "shelling": "{Rebels} shelled a base of {force} near {place} with mortars on Tuesday, wounding three {troopers}.",
    "foiled plot": "{Force} foiled a plot by {rebels} to blow up a bridge in {place} on Tuesday and arrested two of"
    " them.",
    "civilians shot by the state": "{Force} shot dead two villagers at a roadblock near {place} on Tuesday.",
    "civilians shot by rebels": "{Rebels} shot dead two villagers at a roadblock near {place} on Tuesday.",
    "claim": "A bomb killed two {troopers} in {place} on Tuesday. The {rebels} claimed responsibility for the bombing.",
    "threat": "A bomb killed two {troopers} in {place} on Tuesday. The {rebels} threatened to kill more {troopers}.",
}

# Pairs of sides' texts: {a} does it to {b}. One side's men are soldiers, the other's rebels, in a voice's words.
SIDES: dict[str, str] = {
    "ambush": "{A} ambushed a group of {b} near {place} on Tuesday. Three {b} were killed and four were wounded.",
    "killing": "{A} killed five {b} in {place} on Tuesday.",
    "attack": "{A} attacked a camp of {b} near {place} on Tuesday, killing three {b}.",
    "shelling": "{A} shelled a camp of {b} near {place} with mortars on Tuesday, wounding three {b}.",
    "clash": "{A} clashed with {b} near {place} on Tuesday. Two {b} were killed.",
}

# Names that change places, with a place in neither's own country (states) or in both's field (groups).
STATES: tuple[tuple[str, str, str], ...] = (
    ("Rwandan", "Burundian", "Bukavu"),
    ("French", "Russian", "Gao"),
    ("American", "Iranian", "Deir ez-Zor"),
    ("Turkish", "Greek", "Benghazi"),
    ("Indian", "Pakistani", "Kandahar"),
    ("Ethiopian", "Eritrean", "Kassala"),
    ("Armenian", "Azerbaijani", "Kandahar"),
    ("Ukrainian", "Russian", "Gao"),
)
GROUPS: tuple[tuple[str, str, str], ...] = (
    ("the Taliban", "Islamic State", "Kunduz"),
    ("Hamas", "Hezbollah", "Baalbek"),
    ("al-Shabab", "Islamic State", "Bosaso"),
    ("the ELN", "the FARC", "Arauca"),
    ("Ahrar al-Sham", "the Nusra Front", "Idlib"),
)
STATE_ACTS: tuple[str, ...] = (
    "{A} troops killed five {b} soldiers near {place} on Tuesday.",
    "{A} soldiers shelled a base of {b} troops near {place} on Tuesday, wounding three {b} soldiers.",
    "{A} soldiers shot dead two villagers near {place} on Tuesday.",
    "An airstrike by {a} forces killed seven villagers near {place} on Tuesday.",
    "{A} forces arrested two {b} soldiers near {place} on Tuesday.",
)
GROUP_ACTS: tuple[str, ...] = (
    "Fighters of {a} killed five fighters of {b} near {place} on Tuesday.",
    "{A} claimed responsibility for a bombing that killed six people in {place} on Tuesday.",
    "Gunmen of {a} abducted four villagers near {place} on Tuesday.",
    "Soldiers arrested three members of {a} in {place} on Tuesday.",
    "A bomb planted by {a} killed two policemen in {place} on Tuesday.",
)


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two tellings. `swap` are words of `left` that stand for words of `right` (names pairs)."""

    pair_id: str
    axis: Axis
    left: str
    right: str
    swap: tuple[tuple[str, str], ...] = ()


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One code that differs between the tellings of a pair."""

    pair: Pair
    field: str
    left: Any
    right: Any


class NeutralityResult(msgspec.Struct, frozen=True, kw_only=True):
    """How many pairs there are, how many are told apart, and by what.

    `empty` counts pairs of which neither telling yields any incident: they agree, but say nothing.
    """

    pairs: int
    equal: int
    empty: int
    differences: tuple[Difference, ...]

    @property
    def share(self) -> float:
        return self.equal / self.pairs


def pairs() -> Iterator[Pair]:
    """All pairs, in a fixed order."""
    yield from _word_pairs()
    yield from _name_pairs()
    yield from _side_pairs()


def _fill(template: str, **words: str) -> str:
    return template.format(**words, **{k.capitalize(): v[:1].upper() + v[1:] for k, v in words.items()})


def _tell(act: str, voice: Voice, place: str) -> str:
    words = {k: v for k, v in msgspec.structs.asdict(voice).items() if k != "name"}
    text = _fill(ACTS[act], place=place, **words)
    return text.replace("A extremist", "An extremist").replace("A insurgent", "An insurgent")


def _word_pairs() -> Iterator[Pair]:
    for number, act in enumerate(ACTS):
        for k, (left, right) in enumerate(itertools.combinations(VOICES, 2)):
            place = PLACES[(number + k) % len(PLACES)]
            yield Pair(
                pair_id=f"words/{act}/{left.name}-{right.name}",
                axis="words",
                left=_tell(act, left, place),
                right=_tell(act, right, place),
            )


def _name_pairs() -> Iterator[Pair]:
    for names, acts in ((STATES, STATE_ACTS), (GROUPS, GROUP_ACTS)):
        for a, b, place in names:
            for number, act in enumerate(acts):
                yield Pair(
                    pair_id=f"names/{number}/{a}-{b}",
                    axis="names",
                    left=_fill(act, a=a, b=b, place=place),
                    right=_fill(act, a=b, b=a, place=place),
                    swap=((a, b), (b, a)),
                )


def _side_pairs() -> Iterator[Pair]:
    for number, (act, template) in enumerate(SIDES.items()):
        for k, voice in enumerate(VOICES):
            place = PLACES[(number + k) % len(PLACES)]
            yield Pair(
                pair_id=f"sides/{act}/{voice.name}",
                axis="sides",
                left=_fill(template, a=voice.troopers, b=voice.rebels, place=place),
                right=_fill(template, a=voice.rebels, b=voice.troopers, place=place),
            )


def document(text: str) -> Document:
    """One telling as a document published on `PUBLISHED`."""
    return from_text(text, published=PUBLISHED, language="en", outlet="Test")


_STATE_SIDE = "the state's"
_GROUP_SIDE = "the group's"
_SIDE_OF_TYPE: dict[ActorType, str] = {
    "state forces": _STATE_SIDE,
    "external/other forces": _STATE_SIDE,
    "rebel group": _GROUP_SIDE,
    "political militia": _GROUP_SIDE,
    "identity militia": _GROUP_SIDE,
    "unidentified armed group": _GROUP_SIDE,
}
_OTHER_SIDE = {_STATE_SIDE: _GROUP_SIDE, _GROUP_SIDE: _STATE_SIDE}
_OTHER_DEATHS = {"state forces": "armed group", "armed group": "state forces"}


def codes(coding: Coding, *, axis: Axis) -> dict[str, Any]:
    """The codes of one telling that its twin must share, without names and quotes.

    For "sides", actors' types count only as the side they fight on.
    """
    out: dict[str, Any] = {
        "incidents": len(coding.reports),
        "skipped": coding.skipped,
        "statements": sorted(s.kind for s in coding.statements),
    }
    for n, report in enumerate(coding.reports, 1):
        out.update({f"{n}.{field}": value for field, value in _report_codes(report, axis=axis).items()})
    return out


def _report_codes(report: Report, *, axis: Axis) -> dict[str, Any]:
    place = report.place
    return {
        "event_type": report.event_type,
        "sub_event_type": report.sub_event_type,
        "status": report.status,
        "background": report.background,
        "date": (report.date.earliest, report.date.latest, report.date.precision),
        "place": place and (place.name, place.geonameid, place.precision),
        **{
            field: count and (count.low, count.best, count.high)
            for field, count in (
                ("deaths", report.deaths),
                ("injured", report.injured),
                ("detained", report.detained),
                ("abducted", report.abducted),
                ("freed", report.freed),
            )
        },
        "deaths_by_side": {side: n for side, n in sorted(report.deaths_by_side.items()) if n},
        "seized": [(item.item, item.number) for item in report.seized],
        "weapons": sorted(report.weapons),
        "actors": _actors(report, axis=axis),
    }


def _actors(report: Report, *, axis: Axis) -> list[tuple[str, str | None, str | None, int | None]]:
    """Who took part, as (role, type or side, effect, number), each once.

    Numbers count where something befell them; whether "the army" and "army soldiers" are one entry or two is a matter
    of names.
    """
    return sorted(
        {
            (
                actor.role,
                _SIDE_OF_TYPE.get(actor.type, actor.type) if actor.type and axis == "sides" else actor.type,
                effect,
                actor.number if effect else None,
            )
            for actor in report.actors
            for effect in dict.fromkeys((None, actor.effect))
        },
        key=str,
    )


def _other_side(found: dict[str, Any]) -> dict[str, Any]:
    """The codes that the other direction must get: the sides' actors and deaths change places."""
    out: dict[str, Any] = {}
    for field, value in found.items():
        if field.endswith(".actors"):
            out[field] = sorted(
                ((role, _OTHER_SIDE.get(side, side), effect, number) for role, side, effect, number in value), key=str
            )
        elif field.endswith(".deaths_by_side"):
            out[field] = dict(sorted((_OTHER_DEATHS.get(side, side), n) for side, n in value.items()))
        else:
            out[field] = value
    return out


def _names(coding: Coding, swap: tuple[tuple[str, str], ...]) -> list[list[tuple[str, tuple[str, ...]]]]:
    """Per report, each actor's role and the swapped names in it, as they must stand in the twin."""
    table = dict(swap)
    return [
        sorted(
            (a.role, tuple(sorted(table.get(name, name) for name in table if _bare(name) in a.name.lower())))
            for a in report.actors
        )
        for report in coding.reports
    ]


def _bare(name: str) -> str:
    return name.removeprefix("the ").lower()


def compare(pair: Pair, left: Coding, right: Coding) -> list[Difference]:
    """What the two tellings are coded differently in; empty where the coder is neutral."""
    a, b = codes(left, axis=pair.axis), codes(right, axis=pair.axis)
    if pair.axis == "sides":
        b = _other_side(b)
    differing = [
        Difference(pair=pair, field=field, left=a.get(field), right=b.get(field))
        for field in dict.fromkeys([*a, *b])
        if a.get(field) != b.get(field)
    ]
    if pair.axis == "names" and not differing:
        ours, theirs = _names(left, pair.swap), _names(right, tuple((x, x) for x, _ in pair.swap))
        if ours != theirs:
            differing.append(Difference(pair=pair, field="names", left=ours, right=theirs))
    return differing


def check(coder: Coder) -> NeutralityResult:
    """Code both tellings of every pair and compare."""
    differences: list[Difference] = []
    total = equal = empty = 0
    coded: dict[str, Coding] = {}

    def code(text: str) -> Coding:
        if text not in coded:
            coded[text] = coder(document(text))
        return coded[text]

    for pair in pairs():
        left, right = code(pair.left), code(pair.right)
        found = compare(pair, left, right)
        total += 1
        equal += not found
        empty += not left.reports and not right.reports
        differences.extend(found)
    return NeutralityResult(pairs=total, equal=equal, empty=empty, differences=tuple(differences))


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; exit 1 unless every pair is coded alike."""
    parser = argparse.ArgumentParser(prog="python -m dateline.evals.neutrality", description=__doc__.split("\n")[0])
    parser.add_argument("--show", type=int, default=20, metavar="N", help="show at most N differences (default: 20)")
    chosen = parser.parse_args(arguments)
    result = check(code_document)
    unequal = Counter((d.pair.pair_id.split("/")[0], d.field.split(".")[-1]) for d in result.differences)
    print(f"neutral    {result.equal} of {result.pairs} pairs coded alike ({result.share:.1%})")
    print(f"empty      {result.empty} pairs without any incident in either telling")
    for (axis, field), n in sorted(unequal.items(), key=lambda item: (-item[1], item[0])):
        print(f"  {axis:6s} {field:16s} differs in {n}")
    for d in result.differences[: chosen.show]:
        print(f"\n{d.pair.pair_id}: {d.field}\n  {d.left!r}\n  {d.right!r}\n  {d.pair.left}\n  {d.pair.right}")
    return 0 if result.equal == result.pairs else 1


if __name__ == "__main__":
    raise SystemExit(main())
