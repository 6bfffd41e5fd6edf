"""From drafts to reports: every value with the words that support it."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from dateline.documents.structure import Sentence
from dateline.mentions.events import ACTS, Trigger
from dateline.mentions.weapons import find_inventory
from dateline.records import (
    COUNT_FIELDS,
    Actor,
    ActorMention,
    Counts,
    DateExtent,
    Place,
    Relation,
    Report,
    ResolvedPlace,
    SeizedItem,
)
from dateline.records.values import ActorType, Certainty, Status
from dateline.reports.analysis import Analysis, within
from dateline.reports.casualty import Casualty
from dateline.reports.dating import Dater
from dateline.reports.event_types import event_type
from dateline.reports.evidence import Evidence
from dateline.reports.places import comes_from, coordinates, country_mention, is_fine, part_of_town, tells_of_it
from dateline.reports.roles import Part, attributed, participants
from dateline.reports.segments import Draft
from dateline.reports.summary import summarise
from dateline.reports.tables import Columns, columns, row_casualties
from dateline.reports.tally import Figure, is_attacker, tally
from dateline.reports.units import actual_triggers
from dateline.resolve.places import to_place

_ARMED = frozenset({"rebel group", "unidentified armed group"})
_STATE = frozenset({"state forces", "external/other forces"})


def assemble(analysis: Analysis, drafts: Sequence[Draft], dater: Dater, *, anniversary: bool) -> tuple[Report, ...]:
    """One report for each draft that holds an incident, or real violence told as background."""
    tables = columns(analysis.text, analysis.structure)
    focus = country_mention(analysis)
    reports: list[Report] = []
    of_draft: dict[int, Report] = {}
    for draft in drafts:
        casualties = [c for u in draft.units for c in u.casualties]
        for u in draft.units:
            block = analysis.structure.blocks[u.sentence.block]
            if block.kind == "row" and block.table is not None and block.table in tables:
                if block is tables[block.table].header:
                    casualties, draft.units = [], []
                    break
                casualties += row_casualties(analysis.text, block, tables[block.table].names)
        if not draft.units or not _is_incident(analysis, draft, casualties):
            continue
        report = _report(analysis, draft, casualties, tables, dater, focus, len(reports), anniversary)
        if report is not None:
            reports.append(report)
            of_draft[id(draft)] = report
    return _related(analysis, drafts, of_draft, reports)


def _is_incident(analysis: Analysis, draft: Draft, casualties: list[Casualty]) -> bool:
    if draft.background:
        return bool(casualties)
    live = [t for u in draft.units for t in actual_triggers(analysis, u.triggers)]
    if draft.listed:
        return (
            bool(live or casualties)
            and (draft.dated is not None or draft.place is not None)
            and (any(u.opens for u in draft.units) or any(c.rule == "casualty.column" and c.best for c in casualties))
            and not all(u.realis != "actual" for u in draft.units)
        )
    if draft.dated is None and draft.place is None and not casualties and not any(t.kind == "threat" for t in live):
        return False  # "my aunt attacked a guest": no day, no place, nobody harmed
    return any(u.opens for u in draft.units)


def _report(
    analysis: Analysis,
    draft: Draft,
    casualties: list[Casualty],
    tables: Mapping[int, Columns],
    dater: Dater,
    focus: ResolvedPlace | None,
    index: int,
    anniversary: bool,
) -> Report | None:
    evidence = Evidence(analysis)
    triggers = [t for u in draft.units for t in actual_triggers(analysis, u.triggers)]
    spans = tuple(sorted({(u.start, u.end) for u in draft.units}))
    seized = _seized(analysis, draft, triggers, evidence)
    seizing = {u.start for u in draft.units if any(t.kind == "seizure" for t in u.triggers)}
    typing_triggers = [
        t
        for u in draft.units
        for t in actual_triggers(analysis, u.triggers)
        if not (u.start in seizing and t.kind in ("explosion", "mine", "shelling") and seized)
    ]
    if not any(t.kind in ACTS for t in typing_triggers):
        typing_triggers = [*_intro_triggers(analysis, draft), *typing_triggers]
    if any(c.rule == "casualty.elliptic" for c in casualties):
        # The sentence that the clause was cut from, and the headline, name the act.
        typing_triggers += [t for u in draft.units for t in within(analysis.triggers, u.sentence.start, u.start)]
    heads, types = _perpetrator_words(draft, analysis, casualties)
    marked = [(c, is_attacker(c, types, heads)) for c in casualties]
    parts = participants(analysis, draft, [(c, m) for c, m in marked])
    marked = _missing(_captives(marked, parts), triggers)
    marked = _outlived(marked)
    # "Kidnappers seized two engineers": by who took whom, a word of seizure is one of abduction.
    taken = {c.trigger_start for c, _ in marked if c.field == "abducted"}
    typing_triggers = [
        msgspec.structs.replace(t, kind="abduction", weak=False)
        if t.start in taken and t.kind in ("seizure", "detention")
        else t
        for t in typing_triggers
    ]
    weapons = _weapons(analysis, draft, seized, evidence)
    # What people travel in or stand beside says little of whom an act was aimed at, where people are named.
    if not any(p.role == "target" for p in parts):
        parts += _column_targets(analysis, draft, tables)
    persons = [p for p in parts if p.mention.entity != "facility"]
    perpetrators = frozenset(_doer_type(p.mention) for p in parts if p.role == "perpetrator" and p.mention.type)
    if any(t.kind == "operation" and not t.weak and t.voice == "noun" for t in triggers):
        perpetrators |= {"state forces"}
    targets = frozenset(p.mention.type for p in persons if p.role == "target" and p.mention.type) or frozenset(
        p.mention.type for p in parts if p.role == "target" and p.mention.type
    )
    harmed = any(c.field in ("deaths", "injured") and c.best != 0 for c, _ in marked)
    kind, sub, status = (
        event_type(
            typing_triggers or triggers,
            perpetrators=perpetrators,
            targets=targets,
            weapons=frozenset(c for _, c in weapons),
            harmed=harmed,
            seized=bool(seized),
            tied=frozenset(c.trigger_start for c in casualties),
            killed=_most(marked, "deaths"),
            abducted=_most(marked, "abducted"),
        )
        if typing_triggers or triggers or _most(marked, "abducted") > _most(marked, "deaths")
        else ("Violence against civilians", "Attack", "occurred")
    )
    if (
        kind == "Explosions/Remote violence"
        and sub != "Suicide bomb"
        and any(c.includes_attacker and "bomber" in _sentence(analysis, c.start) for c, _ in marked)
    ):
        sub = "Suicide bomb"
    if sub == "Suicide bomb" and any(_MISHANDLED.search(_sentence(analysis, u.start)) for u in draft.units):
        sub = "Remote explosive/landmine/IED"
    lead = _lead(typing_triggers or triggers, sub)
    if lead is not None:
        evidence.add("event_type", kind, lead.start, lead.end, f"type.{lead.kind}", loaded=lead.loaded)
        evidence.add("sub_event_type", sub, lead.start, lead.end, f"type.{lead.kind}", loaded=lead.loaded)
    status = _status(analysis, draft, status, evidence, lead)
    extent = _date(draft, dater, evidence, lead)
    place = _place(analysis, draft, focus, evidence)
    figures = _figures(analysis, draft, marked, sub, evidence)
    # A "special operation" is one of the state's, whether or not the text names the force.
    operation = next((t for t in triggers if t.kind == "operation" and not t.weak and t.voice == "noun"), None)
    group = attributed(analysis, draft)
    if group is not None:
        parts = [*parts, Part(group, "perpetrator", None, "hedged", "role.heading")]
    victim = next(
        (c for c, attacker in marked if not attacker and c.field in ("deaths", "injured") and c.best != 0), None
    )
    armed = bool(seized) or any(t.kind in ("plot", "foiled") for t in triggers)
    actors = _actors(parts, evidence, kind, lead, operation, sub=sub, armed=armed, victim=victim)
    by_side = figures["deaths"].by_side if kind != "Battles" else _battle_sides(figures["deaths"].by_side, perpetrators)
    if kind != "Violence against civilians" and all(c.general for c in figures["deaths"].parts):
        # "Three people" may be anybody; only who was attacked as a civilian is known to be one.
        by_side = {side: n for side, n in by_side.items() if side != "civilians"}
    counts: dict[str, Counts | None] = {name: figures[name].counts for name in COUNT_FIELDS}
    start = spans[0][0]
    digest = hashlib.sha256(
        f"{analysis.document.document_id}:{start}:{spans[0][1]}:{index if draft.earlier_of else 0}".encode()
    ).hexdigest()[:12]
    return Report(
        report_id=f"r{digest}",
        document_id=analysis.document.document_id,
        position=index + 1,
        spans=spans,
        summary=summarise(sub, place, extent, counts, status),
        event_type=kind,
        sub_event_type=sub,
        status=status,
        background=draft.background or anniversary,
        date=extent,
        place=place,
        deaths=counts["deaths"],
        injured=counts["injured"],
        detained=counts["detained"],
        abducted=counts["abducted"],
        freed=counts["freed"],
        deaths_by_side=by_side,
        seized=tuple(item for item, _, _ in seized),
        actors=actors,
        weapons=tuple(dict.fromkeys(w for w, _ in weapons)),
        attestations=tuple(evidence.rows),
    )


def _most(marked: Sequence[tuple[Casualty, bool]], field: str) -> int:
    """The greatest number that the draft gives for a field."""
    return max((c.best or c.low or 0 for c, _ in marked if c.field == field), default=0)


_MISHANDLED = re.compile(
    r"\b(?:mishandl\w+|accident(?:al|ally)?|premature(?:ly)?|by\s+mistake|while\s+(?:making|assembling|preparing|planting|building|mixing)|own\s+bomb)\b",
    re.IGNORECASE,
)


def _sentence(analysis: Analysis, offset: int) -> str:
    s = analysis.structure.sentences[analysis.sentence_before(offset)]
    return analysis.text[s.start : s.end].lower()


def _intro_triggers(analysis: Analysis, draft: Draft) -> list[Trigger]:
    """ "What follows are the bombings of the year": the words before a list type those items that name no act."""
    if not draft.listed:
        return []
    block = draft.units[0].sentence.block
    for b in reversed(analysis.structure.blocks[:block]):
        if b.kind in ("item", "row"):
            continue
        found = [
            t
            for t in within(analysis.triggers, b.start, b.end)
            if t.kind in ("explosion", "attack", "shooting", "shelling", "airstrike", "suicide")
            and t.lower.endswith("s")
        ]
        return found[:1]
    return []


# who did it, in words


def _perpetrator_words(
    draft: Draft, analysis: Analysis, casualties: list[Casualty]
) -> tuple[frozenset[str], frozenset[str]]:
    """Heads and types of those who carried it out, from the mentions that no casualty has as victim of theirs."""
    heads: set[str] = set()
    types: set[str] = set()
    operation = any(t.kind in ("operation",) for u in draft.units for t in u.triggers)
    for u in draft.units:
        for t in actual_triggers(analysis, u.triggers):
            if t.kind not in ("attack", "shooting", "explosion", "suicide", "abduction", "hostage", "death", "clash"):
                continue
            if t.voice in ("ed", "active", "reflexive"):
                for a in within(analysis.actors, u.start, t.start):
                    if a.type in _ARMED and not any(c.actor is a for c in casualties):
                        heads.add(a.head)
                        types.add(a.type or "")
    if operation and not types:
        return frozenset(), frozenset()
    return frozenset(heads), frozenset(types)


def _captives(marked: list[tuple[Casualty, bool]], parts: Sequence[Part]) -> list[tuple[Casualty, bool]]:
    """People "seized" or "captured" by an armed group are abducted, not detained."""
    types = {p.mention.type for p in parts if p.role == "perpetrator"}
    fought = any(c.actor is not None and c.actor.type in _ARMED and not attacker for c, attacker in marked)
    if types & _ARMED and not types & _STATE and not fought:
        return [
            (
                msgspec.structs.replace(c, field="abducted")
                if c.field == "detained" and not attacker and c.taken
                else c,
                attacker,
            )
            for c, attacker in marked
        ]
    return marked


def _outlived(marked: list[tuple[Casualty, bool]]) -> list[tuple[Casualty, bool]]:
    """Who was stabbed or beaten counts as hurt only where nobody is said to have died of it."""
    if not any(c.field == "deaths" and c.best != 0 for c, _ in marked):
        return marked
    return [(c, a) for c, a in marked if c.rule != "casualty.beaten"]


_MISSING = ("missing", "disappear", "no news", "not been seen")


def _missing(marked: list[tuple[Casualty, bool]], triggers: Sequence[Trigger]) -> list[tuple[Casualty, bool]]:
    """Somebody who "is missing" counts as abducted only where the text also tells of a taking."""
    if any(t.kind in ("abduction", "hostage") and not any(m in t.lower for m in _MISSING) for t in triggers):
        return marked
    starts = {t.start for t in triggers if t.kind == "abduction"}
    return [(c, a) for c, a in marked if c.field != "abducted" or c.trigger_start not in starts]


# slots


def _lead(triggers: Sequence[Trigger], sub: str) -> Trigger | None:
    wanted = {
        "Suicide bomb": ("suicide",),
        "Arrests": ("detention",),
        "Disrupted weapons use": ("seizure", "foiled"),
        "Abduction/forced disappearance": ("abduction", "hostage"),
        "Armed clash": ("clash", "operation", "attack", "shooting", "death"),
        "Remote explosive/landmine/IED": ("explosion", "mine"),
        "Grenade": ("explosion",),
        "Shelling/artillery/missile attack": ("shelling",),
        "Air/drone strike": ("airstrike",),
        "Attack": ("attack", "shooting", "death", "attempt"),
    }.get(sub, ())
    return next((t for t in triggers if t.kind in wanted), triggers[0] if triggers else None)


_ALLEGED = re.compile(r"\b(?:allegedly|alleged|rumou?r(?:s|ed)?|unconfirmed\s+reports?)\b", re.IGNORECASE)


def _status(analysis: Analysis, draft: Draft, status: Status, evidence: Evidence, lead: Trigger | None) -> Status:
    if lead is None:
        return status
    if status != "occurred":
        word = next(
            (t for u in draft.units for t in u.triggers if t.kind in ("attempt", "foiled", "plot", "threat")), lead
        )
        evidence.add("status", status, word.start, word.end, f"status.{word.kind}")
        return status
    evidence.add("status", status, lead.start, lead.end, "status.occurred")
    return status


def _date(draft: Draft, dater: Dater, evidence: Evidence, lead: Trigger | None) -> DateExtent:
    if draft.dated is None:
        latest, rule = dater.published[1], "undated.before-publication"
        if draft.earlier_of is not None and draft.earlier_of.dated is not None:
            latest, rule = draft.earlier_of.dated.extent.latest or latest, "undated.before-incident"
        if latest is not None and lead is not None:
            # Told in the past tense in something published, or followed by something dated: it was over by then.
            evidence.add("date_end", latest.isoformat(), lead.start, lead.end, f"date.{rule}", sure="hedged")
        return DateExtent(earliest=None, latest=latest, precision="unknown", rule=rule)
    extent, timex = draft.dated.extent, draft.dated.timex
    sure: Certainty = "hedged" if draft.date_hedged else "asserted"
    for field, value in (("date_start", extent.earliest), ("date_end", extent.latest)):
        if value is not None:
            evidence.add(field, value.isoformat(), timex.start, timex.end, f"date.{extent.rule}", sure=sure)
    if extent.earliest is None and extent.latest is None:
        evidence.add("date_start", None, timex.start, timex.end, f"date.{extent.rule}", sure=sure)
    return extent


def _place(analysis: Analysis, draft: Draft, focus: ResolvedPlace | None, evidence: Evidence) -> Place | None:
    chosen, rule, sure = draft.place, "place.passage", "asserted"
    line = next((p for p in analysis.places if p.mention.dateline and (p.best or p.rule == "unknown.dateline")), None)
    if chosen is None or not is_fine(chosen):
        title = [
            p for p in analysis.places_in(0, analysis.document.title_end) if p.mention.kind == "place" and is_fine(p)
        ]
        if title and not draft.listed and chosen is None:
            chosen, rule, sure = title[0], "place.title", "hedged"
        elif (
            chosen is not None and chosen.mention.kind == "demonym" and line is not None and _same_country(chosen, line)
        ):
            # "Haitian police rioted", from Port-au-Prince: the dateline says more than the adjective
            chosen, rule, sure = line, "place.dateline", "hedged"
    elif chosen.best is None and not draft.listed and part_of_town(chosen, analysis.text):
        town = _town_of(analysis, draft, line)
        if town is not None:
            chosen = msgspec.structs.replace(chosen, best=town.best, rule="enclosing")
    if chosen is None:
        section = _section_place(analysis, draft)
        if section is not None:
            chosen, rule, sure = section, "place.section", "hedged"
    if chosen is None and not draft.background:
        if line is not None and not draft.listed:
            chosen, rule, sure = line, "place.dateline", "hedged"
        elif (told := _witnesses(analysis, draft)) is not None:
            chosen, rule, sure = told, "place.witnesses", "hedged"
        elif focus is not None:
            chosen, rule, sure = focus, "place.document-country", "hedged"
    if chosen is None:
        return None
    place = to_place(chosen)
    if rule == "place.document-country" and place.country is not None:
        place = Place(name=place.country, country=place.country, country_code=place.country_code, precision="country")
    around = _surrounding(analysis, chosen) or focus
    if place.country_code is None and around is not None and around.best is not None:
        place = Place(
            name=place.name,
            admin1=around.best.admin1 if around is not focus else None,
            country=around.best.country,
            country_code=around.best.country_code,
            precision="unknown",
        )
    place = _with_coordinates(analysis, draft, place, evidence)
    if draft.place_hedged:
        sure = "hedged"
    m = chosen.mention
    evidence.add("place.name", place.name, m.start, m.end, rule, sure=sure)  # type: ignore[arg-type]
    if place.geonameid is not None:
        evidence.add("place.geonameid", place.geonameid, m.start, m.end, rule, sure=sure)  # type: ignore[arg-type]
    return place


def _witnesses(analysis: Analysis, draft: Draft) -> ResolvedPlace | None:
    """The town whose residents tell of it, where no other place is named: "Residents of Kano said ..."."""
    here = (p for u in draft.units for p in analysis.places_in(u.start, u.end) if p.mention.kind == "place")
    return next((p for p in here if is_fine(p) and tells_of_it(p, analysis.text)), None)


def _same_country(a: ResolvedPlace, b: ResolvedPlace) -> bool:
    return a.best is not None and b.best is not None and a.best.country_code == b.best.country_code


def _town_of(analysis: Analysis, draft: Draft, line: ResolvedPlace | None) -> ResolvedPlace | None:
    """The town whose street or quarter is spoken of: named in its paragraph, else in the dateline, else in the title."""
    block = analysis.structure.blocks[draft.units[0].sentence.block]
    here = [
        p
        for p in analysis.places_in(block.start, block.end)
        if p.mention.relation == "in" and not comes_from(p, analysis.text, block.start)
    ]
    title = analysis.places_in(0, analysis.document.title_end)
    return next(
        (
            p
            for p in (*here, *([line] if line is not None else []), *title)
            if p.best is not None and p.mention.kind == "place" and p.best.feature_code.startswith("PPL")
        ),
        None,
    )


_ADJECTIVE = re.compile(r"[ -][a-z]")


def _surrounding(analysis: Analysis, chosen: ResolvedPlace) -> ResolvedPlace | None:
    """The resolved place nearest to a name that the gazetteer lacks, in its own sentence or heading."""
    sentence = analysis.structure.sentences[analysis.sentence_before(chosen.mention.start)]
    block = analysis.structure.blocks[sentence.block]
    near = [
        p
        for p in analysis.places_in(sentence.start, sentence.end)
        if p.best is not None
        and not p.mention.dateline
        and p.mention.kind != "organisation"
        and p.best.country_code is not None
        and p.mention.kind != "demonym"
        and not comes_from(p, analysis.text, sentence.start)
        and not (p.mention.text in ("US", "U.S.", "UK") and _ADJECTIVE.match(analysis.text, p.mention.end))
    ]
    if near:
        return min(near, key=lambda p: (p.mention.kind == "demonym", abs(p.mention.start - chosen.mention.start)))
    if block.section is not None:
        heading = analysis.structure.blocks[block.section]
        return next((p for p in analysis.places_in(heading.start, heading.end) if p.best is not None), None)
    return None


def _with_coordinates(analysis: Analysis, draft: Draft, place: Place, evidence: Evidence) -> Place:
    """Coordinates that the text itself gives beside the incident are the most precise place there is."""
    for u in draft.units:
        found = coordinates(analysis.text, u.start, u.end)
        if found is not None:
            evidence.add("place.latitude", found.latitude, found.start, found.end, "place.coordinates")
            evidence.add("place.longitude", found.longitude, found.start, found.end, "place.coordinates")

            return msgspec.structs.replace(
                place, latitude=found.latitude, longitude=found.longitude, precision="exact", geonameid=place.geonameid
            )
    return place


def _section_place(analysis: Analysis, draft: Draft) -> ResolvedPlace | None:
    """The place that the heading above names ("1. MALI", "Donetsk region")."""
    block = analysis.structure.blocks[draft.units[0].sentence.block]
    if block.section is None:
        return None
    heading = analysis.structure.blocks[block.section]
    return next(
        (p for p in analysis.places_in(heading.start, heading.end) if p.mention.kind == "place" and p.best is not None),
        None,
    )


def _figures(
    analysis: Analysis, draft: Draft, marked: list[tuple[Casualty, bool]], sub: str, evidence: Evidence
) -> dict[str, Figure]:
    titles = [(u.start, u.end) for u in draft.units if u.title or u.retold]
    reflexive = any(t.kind == "suicide" and t.voice == "reflexive" for u in draft.units for t in u.triggers)
    bombers = _bombers(analysis, draft) if sub == "Suicide bomb" or reflexive else 0
    figures: dict[str, Figure] = {}
    for name in COUNT_FIELDS:
        rows = [
            (c, attacker, any(s <= c.start < e for s, e in titles))
            for c, attacker in sorted(marked, key=lambda m: m[0].start)
            if c.field == name
        ]
        figure = tally(rows, bombers=bombers if name == "deaths" else 0, deaths=name == "deaths")
        if figure.counts is None and name == "deaths" and bombers and not draft.background:
            figure = _bomber_deaths(draft, bombers, evidence, figure)
        elif figure.counts is not None:
            _attest_figure(name, figure, evidence)
        figures[name] = figure
    return figures


def _attest_figure(name: str, figure: Figure, evidence: Evidence) -> None:
    assert figure.counts is not None
    whole = len(figure.parts) == 1
    for bound in ("low", "best", "high"):
        value = getattr(figure.counts, bound)
        if value is None:
            continue
        for c in figure.parts:
            rule = c.rule if whole else "casualty.sum"
            evidence.add(
                f"{name}.{bound}", value, c.start, c.end, rule, sure="hedged" if c.hedged else None, loaded=c.loaded
            )
    for c in figure.others:
        given = c.best if c.best is not None else c.low
        if given is not None and not c.subset:
            evidence.add(f"{name}.{'low' if c.earlier else 'other'}", given, c.start, c.end, c.rule, loaded=c.loaded)


_TWO = re.compile(r"\b(?:two|both|twin|a\s+couple\s+of|double|pair\s+of)\b", re.IGNORECASE)


def _bombers(analysis: Analysis, draft: Draft) -> int:
    """How many blew themselves up, from the words: 1, 2 or as counted; 0 where only a device is spoken of."""
    best = 0
    for u in draft.units:
        for t in u.triggers:
            if t.kind != "suicide":
                continue
            clause = analysis.text[u.start : u.end]
            n = 1
            if "themselves" in t.lower or "bombers" in t.lower:
                counts = [
                    c
                    for c in within(analysis.counts, max(u.start, t.start - 60), t.start)
                    if c.best is not None and c.best < 20
                ]
                n = counts[-1].best or 2 if counts else 2
            elif t.voice == "noun" and _TWO.search(clause[: t.end - u.start]):
                n = 2 if "bomber" in t.lower else 1
            best = max(best, n)
    return best


def _bomber_deaths(draft: Draft, bombers: int, evidence: Evidence, figure: Figure) -> Figure:
    """With no other death in the text, "blew himself up" is itself the report of one."""
    for u in draft.units:
        for t in u.triggers:
            if t.kind == "suicide" and t.voice == "reflexive":
                for bound in ("low", "best", "high"):
                    evidence.add(f"deaths.{bound}", bombers, t.start, t.end, "casualty.reflexive")
                return Figure(
                    counts=Counts(low=bombers, best=bombers, high=bombers),
                    parts=(),
                    others=(),
                    by_side={"attackers": bombers},
                )
    return figure


def _weapons(
    analysis: Analysis, draft: Draft, seized: Iterable[tuple[SeizedItem, int, int]], evidence: Evidence
) -> list[tuple[str, str]]:
    taken = [(s, e) for _, s, e in seized]
    out: list[tuple[str, str]] = []
    for u in draft.units:
        for w in within(analysis.weapons, u.start, u.end):
            if any(s <= w.start < e for s, e in taken):
                continue
            name = w.text.replace("\n", " ").lower()
            if all(name != o for o, _ in out):
                out.append((name, w.category))
                evidence.add("weapons", name, w.start, w.end, f"weapon.{w.category}")
    if not out:
        out = _implied_weapon(analysis, draft, evidence)
    return out


_IMPLIED = (
    (("shooting",), "firearm", "firearm"),
    (("suicide",), "explosives", "explosives"),
    (("explosion",), "explosive device", "bomb"),
    (("mine",), "mine", "mine"),
    (("airstrike",), "aircraft or drone", "aircraft"),
    (("shelling",), "artillery", "artillery"),
    (("arson",), "fire", "fire"),
)
_FIRED = re.compile(r"\b(?:shot|gunned|gunm[ae]n|machine-?gunned)\b", re.IGNORECASE)


def _implied_weapon(analysis: Analysis, draft: Draft, evidence: Evidence) -> list[tuple[str, str]]:
    """Where no weapon is named, the act may still tell the means: "shot" a firearm, "blast" an explosive device."""
    for u in draft.units:
        for t in actual_triggers(analysis, u.triggers):
            kind = "shooting" if t.kind in ("death", "attack") and _FIRED.search(t.lower) else t.kind
            for kinds, name, category in _IMPLIED:
                if kind in kinds:
                    evidence.add("weapons", name, t.start, t.end, f"weapon.implied.{kind}", sure="hedged")
                    return [(name, category)]
    return []


def _seized(
    analysis: Analysis, draft: Draft, triggers: Sequence[Trigger], evidence: Evidence
) -> list[tuple[SeizedItem, int, int]]:
    """The inventory after a word of seizure or discovery."""
    rows: list[tuple[SeizedItem, int, int]] = []
    for u in draft.units:
        if u.inventory:
            for line in find_inventory(analysis.text, u.start, u.end):
                rows.append((line.seized, line.start, line.end))
                evidence.add(
                    "seized",
                    {"item": line.seized.item, "number": line.seized.number},
                    line.start,
                    line.end,
                    "inventory.list",
                )
            continue
        finds = [
            t
            for t in u.triggers
            if t.kind == "seizure" or (t.kind == "detention" and within(analysis.weapons, t.end, u.end))
        ]
        if not finds or not within(analysis.weapons, u.start, u.end):
            continue
        passive = re.match(r"(?:was|were)\s+\w+$", finds[0].lower) or re.search(
            r"(?i)\b(?:was|were)\s+(?:\w+\s+)?$", analysis.text[u.start : finds[0].start]
        )
        # "if two of the bombs found later on the site had gone off": what is found stands right before the word
        reduced = any(
            x.end <= finds[0].start and not analysis.text[x.end : finds[0].start].strip()
            for x in within(analysis.weapons, u.start, finds[0].start)
        )
        listed_first = (
            (passive or reduced)
            and within(analysis.weapons, u.start, finds[0].start)
            and not within(analysis.weapons, finds[0].end, u.end)
        )
        a, b = (u.start, finds[0].start) if listed_first else (finds[0].end, u.end)
        lines = [
            x
            for x in find_inventory(analysis.text, a, b)
            if x.seized.number is not None or within(analysis.weapons, x.start, x.end)
        ]
        if not any(within(analysis.weapons, x.start, x.end) for x in lines):
            continue
        for line in lines:
            rows.append((line.seized, line.start, line.end))
            evidence.add(
                "seized", {"item": line.seized.item, "number": line.seized.number}, line.start, line.end, "inventory"
            )
    return rows


# Acts that somebody must have carried out, whom ACLED codes as an unidentified armed group where nobody is named.
_AUTHORED = frozenset(
    {"Battles", "Explosions/Remote violence", "Violence against civilians", "Looting/property destruction"}
)


_COMMUNAL = frozenset("herder herdsman hunter tribesman clansman pastoralist settler nomad farmer".split())
_CROWD = frozenset(
    "youth villager resident student supporter fan neighbour worker miner local inmate prisoner crowd".split()
)


def _by_deed(mention: ActorMention) -> ActorType:
    """The type of people who used force and are called by no armed name (ACLED: communal militias, rioters)."""
    if mention.head in _COMMUNAL and (mention.plural or mention.entity == "group"):
        return "identity militia"
    if mention.head in _CROWD and (mention.plural or mention.entity == "group"):
        return "rioters"
    return "unidentified armed group"


def _doer_type(mention: ActorMention) -> str:
    """The type by which a perpetrator decides the type of event."""
    if mention.type == "civilians" and mention.entity in ("individual", "group"):
        return _by_deed(mention)
    return mention.type or ""


_ANYONE = frozenset("man woman person people suspect resident citizen individual youth member student couple".split())
_AFFILIATED = re.compile(r"\b[A-Z][\w-]*[- ](?:affiliated|linked|aligned|allied)\b")


def _actors(
    parts: Sequence[Part],
    evidence: Evidence,
    kind: str,
    lead: Trigger | None,
    operation: Trigger | None,
    *,
    sub: str,
    armed: bool,
    victim: Casualty | None,
) -> tuple[Actor, ...]:
    """One actor for each role and name, in order of the text."""
    rows: dict[tuple[str, str], Actor] = {}
    for p in parts:
        name = " ".join(p.mention.text.split())
        key = (p.role, name.lower())
        type_ = p.mention.type
        if p.role == "perpetrator" and type_ in ("civilians", None) and p.mention.entity in ("individual", "group"):
            # "a man opened fire": whoever uses force is coded by what he did, not by how he is called.
            type_ = _by_deed(p.mention)
        if p.effect == "detained" and armed and type_ in ("civilians", None) and p.mention.head in _ANYONE:
            # Taken with arms or for a plot: held as an armed group, of which nothing more is said.
            type_ = "unidentified armed group"
        if _AFFILIATED.search(name):
            type_ = "rebel group"
        evidence.add(
            f"actors.{p.role}",
            name,
            p.mention.start,
            p.mention.end,
            p.rule,
            sure=p.certainty if p.certainty != "asserted" else None,
            loaded=p.mention.loaded,
        )
        if key in rows:
            continue
        rows[key] = Actor(
            role=p.role,
            name=name,
            type=type_,
            entity=p.mention.entity,
            effect=p.effect,
            number=p.mention.number.best if p.mention.number is not None else None,
        )
    if (
        kind == "Battles"
        and operation is not None
        and not any(a.role == "perpetrator" and a.type in _STATE for a in rows.values())
    ):
        name = " ".join(operation.lower.split())
        evidence.add("actors.perpetrator", name, operation.start, operation.end, "role.operation")
        rows["perpetrator", name] = Actor(role="perpetrator", name=name, type="state forces", entity="organisation")
    if (
        sub in ("Arrests", "Disrupted weapons use")
        and lead is not None
        and lead.kind in ("detention", "seizure", "foiled")
        and not any(a.role == "perpetrator" for a in rows.values())
    ):
        # Who arrests or defuses acts for an authority, if the text names none.
        evidence.add("actors.perpetrator", "not named", lead.start, lead.end, "role.unnamed", sure="hedged")
        rows["perpetrator", ""] = Actor(
            role="perpetrator", name="not named", type="state forces", entity="organisation"
        )
    if kind == "Protests" and lead is not None and not any(a.type == "protesters" for a in rows.values()):
        evidence.add("actors.perpetrator", "not named", lead.start, lead.end, "role.unnamed", sure="hedged")
        rows["perpetrator", ""] = Actor(role="perpetrator", name="not named", type="protesters", entity="group")
    if (
        kind == "Violence against civilians"
        and victim is not None
        and not any(a.role == "target" for a in rows.values())
    ):
        # The type says already that civilians were the target; the text only counts them.
        evidence.add("actors.target", "not named", victim.start, victim.end, "role.unnamed", sure="hedged")
        rows["target", ""] = Actor(role="target", name="not named", type="civilians", entity="group")
    if (
        (kind in _AUTHORED or sub in _AUTHORED)
        and lead is not None
        and not any(a.role == "perpetrator" for a in rows.values())
    ):
        evidence.add("actors.perpetrator", "not named", lead.start, lead.end, "role.unnamed", sure="hedged")
        rows["perpetrator", ""] = Actor(
            role="perpetrator", name="not named", type="unidentified armed group", entity="group"
        )
    return tuple(rows.values())


def _column_targets(analysis: Analysis, draft: Draft, names: Mapping[int, Columns]) -> list[Part]:
    """The first whom the column that tells of the event names: "| shooting | 1 | Rubber tapper, by two men |"."""
    for u in draft.units:
        block = analysis.structure.blocks[u.sentence.block]
        if block.kind != "row" or block.table is None or block.table not in names:
            continue
        for (s, e), column in zip(block.cells, names[block.table].names, strict=False):
            named = list(within(analysis.actors, s, e)) if column == "text" else []
            if named and named[0].type not in _ARMED and not re.search(r"\bby\b", analysis.text[s : named[0].start]):
                return [Part(named[0], "target", None, "asserted", "role.column")]
    return []


def _battle_sides(by_side: dict[Any, int], perpetrators: frozenset[str]) -> dict[Any, int]:
    """In a battle that state forces opened, the other side's dead are the armed group's, not "attackers"."""
    if perpetrators & _STATE and "attackers" in by_side:
        out = {k: v for k, v in by_side.items() if k != "attackers"}
        out["armed group"] = out.get("armed group", 0) + by_side["attackers"]
        return dict(sorted(out.items()))
    return by_side


# relations within the document


def _related(
    analysis: Analysis, drafts: Sequence[Draft], of_draft: dict[int, Report], reports: list[Report]
) -> tuple[Report, ...]:

    links: dict[str, list[Relation]] = {}
    for draft in drafts:
        mine = of_draft.get(id(draft))
        if mine is None:
            continue
        if draft.earlier_of is not None and id(draft.earlier_of) in of_draft:
            other = of_draft[id(draft.earlier_of)]
            s, e = draft.units[0].start, draft.units[0].end
            links.setdefault(other.report_id, []).append(
                Relation(type="follow-up", report_id=mine.report_id, quote=analysis.text[s:e], start=s, end=e)
            )
    for type_, pattern in _RELATIONS:
        for m in pattern.finditer(analysis.text):
            sentence: Sentence = analysis.structure.sentences[analysis.sentence_before(m.start())]
            told = sorted((r for r in reports if not r.background), key=lambda r: r.spans[0][0])
            before = [r for r in told if any(s <= sentence.start < e for s, e in r.spans)] or [
                r for r in told if r.spans[0][0] < sentence.start
            ]
            after = [r for r in told if r.spans[0][0] >= sentence.start]
            if before and after:
                links.setdefault(before[-1].report_id, []).append(
                    Relation(
                        type=type_,
                        report_id=after[0].report_id,
                        quote=analysis.text[m.start() : m.end()],
                        start=m.start(),
                        end=m.end(),
                    )
                )
    return tuple(msgspec.structs.replace(r, relations=tuple(links.get(r.report_id, ()))) for r in reports)


_RELATIONS = (
    (
        "same cell",
        re.compile(
            r"\b(?:detectives|police|investigators|officers|security\s+\w+)?\s*(?:discovered|found|uncovered|traced|tracked\s+down|were\s+led\s+to)\s+(?:this|the|that)\s+(?:group|cell|gang|band|network)\s+while\s+investigating\b[^.;]*|\b(?:same|both\s+bombs\s+came\s+from\s+the\s+same)\s+(?:cell|workshop|network|group)\b[^.;]*",
            re.IGNORECASE,
        ),
    ),
    (
        "retaliation",
        re.compile(
            r"\bin\s+(?:retaliation|revenge|reprisal|response)\s+(?:for|to)\s+the\s+(?:attack|killing|bombing|raid|murder|death)\b[^.;]*",
            re.IGNORECASE,
        ),
    ),
)
