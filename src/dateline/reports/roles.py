"""Who did it and to whom, as the passages of one draft tell it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.mentions.events import Trigger
from dateline.records import ActorMention
from dateline.records.values import ActorType, Certainty, Role
from dateline.reports.analysis import Analysis, within
from dateline.reports.casualty import Casualty
from dateline.reports.segments import Draft
from dateline.reports.units import Unit, actual_triggers

_ARMED = frozenset({"rebel group", "political militia", "identity militia", "unidentified armed group"})
_STATE = frozenset({"state forces", "external/other forces"})
_HARM = frozenset(
    {
        "attack",
        "shooting",
        "death",
        "injury",
        "explosion",
        "suicide",
        "abduction",
        "arson",
        "looting",
        "shelling",
        "airstrike",
        "clash",
        "hostage",
        "attempt",
        "operation",
        "mine",
        "sexual",
        "dispersal",
        "territory",
    }
)
_POLICE = frozenset({"detention", "seizure", "foiled"})
_OBJECT = re.compile(
    r"\s+(?!(?:in|on|at|by|for|after|near|during|from|over|with|as|when|while|and|or|yesterday|today|last|this|earlier)\b)\w",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\s*(?:[^.;,]{0,40}?\s)?by\s+(?:(?:the|a|an|some|two|three|four|unknown|suspected|about|around)\s+)*",
    re.IGNORECASE,
)
_BLAMED = re.compile(
    r"\b(?:blamed?\s+(?:the\s+\w+\s+)?(?:on|for)?|attributed\s+(?:\w+\s+){0,4}to|accus\w+|claimed\s+by|claim\w*\s+responsibility|said\s+it\s+was\s+behind|was\s+claimed\s+by|responsibility\s+for|took\s+credit|bragged|loyal\s+to|members?\s+of|fighters?\s+of|linked\s+to|suspected\s+of|one\s+of\s+its\s+fighters|ordered\s+the|vengeance|behind\s+(?:it|the))\b",
    re.IGNORECASE,
)
_AT_TARGET = re.compile(
    r"\s*(?:(?:directed|aimed|launched|carried\s+out)\s+)?(?:on|at|against|upon|into|near|outside|inside|beside|alongside|of)?\s*(?:(?:the|a|an|two|three|several|his|her|their|its|\w+ing)\s+)*(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)


_DIRECT = re.compile(
    r"\s*(?:(?:the|a|an|two|three|several|his|her|their|its|\d+)\s+)*(?:[\w’'-]+\s+){0,1}", re.IGNORECASE
)

_NEAR_TARGET = re.compile(
    r"\b(?:at|near|outside|beside|inside|in|against|on|under|beneath|alongside|among|into|through|next\s+to|in\s+front\s+of|by)\s+(?:(?:the|a|an|his|her|their|its|two|three|several)\s+)*(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)


class Part(NamedTuple):
    """One participant: its mention, role, what befell it, how sure, and the rule."""

    mention: ActorMention
    role: Role
    effect: str | None
    certainty: Certainty
    rule: str


# Words for whoever: said of those who use force, they say nothing of a side.
_ANYBODY = frozenset(
    "man woman youth teenager boy girl person individual resident citizen student member couple driver stranger somebody someone people husband wife brother son suspect".split()
)


def participants(analysis: Analysis, draft: Draft, casualties: Sequence[tuple[Casualty, bool]]) -> list[Part]:
    """Perpetrators and targets of a draft, in order of the text, one entry for each mention."""
    parts: dict[tuple[int, Role], Part] = {}

    def put(mention: ActorMention, role: Role, effect: str | None, certainty: Certainty, rule: str) -> None:
        other: Role = "target" if role == "perpetrator" else "perpetrator"
        if (mention.start, other) in parts:
            return
        parts.setdefault((mention.start, role), Part(mention, role, effect, certainty, rule))

    effects = {"deaths": "death", "injured": "injury", "detained": "detained", "abducted": "abducted", "freed": None}
    for c, attacker in casualties:
        if c.actor is None:
            person = _antecedent(analysis, c)
            if person is not None and not attacker:
                put(person, "target", effects.get(c.field), "hedged", "role.antecedent")
        if c.actor is None or c.rule == "casualty.none":
            continue
        put(c.actor, "perpetrator" if attacker else "target", effects.get(c.field), "asserted", c.rule)
    for unit in draft.units:
        for t in actual_triggers(analysis, unit.triggers):
            if t.kind not in _HARM | _POLICE:
                continue
            if t.kind == "seizure" and t.weak and not within(analysis.weapons, unit.start, unit.end):
                continue  # "detectives discovered this group": nothing seized
            agent = _agent(analysis, unit, t)
            if agent is not None:
                put(agent, "perpetrator", None, "asserted", f"role.agent.{t.kind}")
            for patient in _patients(analysis, unit, t):
                if patient is not agent:
                    put(patient, "target", None, "asserted", f"role.patient.{t.kind}")
        for a in within(analysis.actors, unit.start, unit.end):
            sentence = analysis.text[unit.sentence.start : unit.sentence.end]
            if a.entity == "organisation" and a.type in _ARMED and sentence.strip(" .") == a.text and draft.listed:
                put(a, "perpetrator", None, "hedged", "role.bare-name")
            if a.entity == "organisation" and a.type in _ARMED and _BLAMED.search(sentence):
                put(a, "perpetrator", None, "hedged", "role.blamed")
            elif (
                a.head
                in {
                    "attacker",
                    "gunman",
                    "assailant",
                    "bomber",
                    "hijacker",
                    "kidnapper",
                    "shooter",
                    "raider",
                }
                and (a.start, "target") not in parts
            ):
                put(a, "perpetrator", None, "asserted", "role.head")
    return [parts[k] for k in sorted(parts)]


def attributed(analysis: Analysis, draft: Draft) -> ActorMention | None:
    """The armed group to which the words before a list or table lay all of it ("attacks attributed to X")."""
    if not draft.listed:
        return None
    for b in reversed(analysis.structure.blocks[: draft.units[0].sentence.block]):
        if b.kind in ("item", "row"):
            continue
        heading = analysis.text[b.start : b.end]
        if _LAID_TO.search(heading):
            return next((a for a in within(analysis.actors, b.start, b.end) if a.type in _ARMED and a.named), None)
        if b.kind != "heading":
            return None
    return None


_LAID_TO = re.compile(
    r"\b(?:attributed\s+to|blamed\s+on|claimed\s+by|ascribed\s+to|carried\s+out\s+by|committed\s+by)\b", re.IGNORECASE
)
_HE = re.compile(r"(?:he|she|him|her)\b", re.IGNORECASE)


def _antecedent(analysis: Analysis, c: Casualty) -> ActorMention | None:
    """Of whom a "he was hit" speaks: the last single person named before in the paragraph, else None."""
    if not _HE.match(analysis.text, c.start):
        return None
    sentence = analysis.structure.sentences[analysis.sentence_before(c.start)]
    block = analysis.structure.blocks[sentence.block]
    before = [a for a in within(analysis.actors, block.start, c.start) if a.entity == "individual" and not a.plural]
    return before[-1] if before else None


_OFFICE = re.compile(
    r"\s+(?:on\s+|of\s+|against\s+|the\s+life\s+of\s+)?(?:the\s+)?((?:deputy\s+|former\s+|acting\s+|vice\s+)?(?:chief|head|commander|director|minister|governor|leader|president|mayor|prosecutor|judge|chairman|ambassador|editor|imam|mufti|bishop)\b(?:\s+of\s+[\w\s’'-]{2,40}?)?)(?=[,.;:]|\s+(?:in|on|at|and|was|by|with|near)\b|$)",
    re.IGNORECASE,
)
_STATE_OFFICE = re.compile(
    r"\b(?:police|army|military|security|intelligence|guard|border|prison|troops|forces|criminal)\b", re.IGNORECASE
)


def _office(analysis: Analysis, unit: Unit, t: Trigger) -> ActorMention | None:
    """The holder of an office whom an attempt was aimed at, named by the office alone."""
    m = _OFFICE.match(analysis.text, t.end, unit.end)
    if m is None:
        return None
    name = m.group(1)
    return ActorMention(
        start=m.start(1),
        end=m.end(1),
        text=name,
        head=name.split()[0].lower(),
        entity="individual",
        type="state forces" if _STATE_OFFICE.search(name) else "civilians",
    )


def _patients(analysis: Analysis, unit: Unit, t: Trigger) -> list[ActorMention]:
    """The object of an act and what it carries: "a bomb beside buses carrying military staff"."""
    first = _patient(analysis, unit, t) or (_office(analysis, unit, t) if t.kind in ("attempt", "plot") else None)
    if (
        first is None
        and t.kind == "attempt"
        and "surviv" in t.lower + analysis.text[max(unit.start, t.start - 14) : t.start].lower()
    ):
        before = [
            a for a in within(analysis.actors, unit.start, t.start) if a.end <= t.start and a.entity == "individual"
        ]
        first = before[-1] if before else None
    if first is None:
        return []
    m = _CARRYING.match(analysis.text, first.end)
    inside = list(within(analysis.actors, m.end(), m.end() + 20)) if m else []
    return [first, *inside[:1]]


_CARRYING = re.compile(
    r"\s+(?:carrying|transporting|full\s+of|packed\s+with|crowded\s+with|filled\s+with|of)\s+", re.IGNORECASE
)


_OF_AGENT = re.compile(r"\s+of\s+(?:the\s+|a\s+|some\s+|\d+\s+)?", re.IGNORECASE)


def _agent(analysis: Analysis, unit: Unit, t: Trigger) -> ActorMention | None:
    text = analysis.text
    if t.kind == "mine" and t.voice != "noun":
        return None  # who hits a mine is its victim
    by = _BY.match(text, t.end, min(unit.end, t.end + 70))
    if by:
        agent = next((a for a in within(analysis.actors, by.end() - 1, by.end() + 25) if a.entity != "facility"), None)
        if agent is not None:
            return agent
    if t.voice == "noun" and t.kind == "attack" and (of := _OF_AGENT.match(text, t.end)):
        agent = next(iter(within(analysis.actors, of.end(), of.end() + 25)), None)
        if agent is not None and agent.type in _ARMED | _STATE and agent.entity != "facility":
            return agent
    passive = re.search(
        r"\b(?:was|were|been|being|is|are|got)\s+(?:\w+ly\s+)?$",
        text[max(unit.start, t.start - 24) : t.start],
        re.IGNORECASE,
    )
    if (
        passive
        or t.lower.startswith(("was ", "were ", "been ", "came under"))
        or (
            t.voice in ("intransitive", "adjective", "passive")
            and t.kind in ("death", "injury", "detention", "abduction")
        )
    ):
        return None
    if t.voice == "noun" and t.kind == "seizure":
        return None
    if t.voice == "noun":
        return next(
            (
                a
                for a in within(analysis.actors, max(unit.start, t.start - 30), t.start)
                if len(text[a.end : t.start].split()) <= 1
                and "," not in text[a.end : t.start]
                and a.type in _ARMED | _STATE
            ),
            None,
        )
    left = [
        a
        for a in within(analysis.actors, unit.start, t.start)
        if a.end <= t.start and a.entity != "facility" and not (unit.hole and unit.hole[0] <= a.start < unit.hole[1])
    ]
    platform = _platform(analysis, unit, t)
    if platform is not None:
        return platform
    for a in reversed(left):
        gap = text[a.end : t.start]
        if re.search(r"[;:]|\.\s", gap):
            continue
        # "the funeral of a policeman, Ilya Rook, and blew himself up": the name stands where the policeman stands.
        head = next((b for b in left if b.end < a.start and text[b.end : a.start].strip() == ","), a)
        governed = re.search(
            r"\b(?:of|at|on|in|by|with|against|near|from|to|for|than)\s+(?:(?:the|a|an|two|three|several|his|\d+)\s+)*(?:\w+\s+)?$",
            text[max(unit.start, head.start - 30) : head.start],
            re.IGNORECASE,
        )
        if governed:
            continue
        holds = t.kind == "detention" and a.type == "rebel group" and a.entity == "organisation"
        if t.kind in _POLICE and a.type not in _STATE and not (holds and _OBJECT.match(text, t.end)):
            continue
        if _SAID.search(gap) and not _SAID_IT_HAD.search(gap):
            continue
        if a.type in _ARMED | _STATE | {"rioters", "protesters"} or (
            a.head in _ANYBODY
            and t.kind in ("suicide", "shooting", "attack", "explosion")
            and t.voice in ("ed", "active", "reflexive", "intransitive")
            and t.lower not in ("went off", "exploded", "blew up")
        ):
            return a
        if _uses_force(analysis, unit, t, a):
            return a
    return None


_SAID = re.compile(
    r"\b(?:said|says|told|claims?|claimed|condemned|believes?|reported|confirmed|announced|called)\b", re.IGNORECASE
)
# "The army said on Monday that it had killed 21 militants": who says it did it.
_SAID_IT_HAD = re.compile(
    r"\b(?:said|says|claims?|claimed|reported|announced|confirmed)\s+(?:(?:on|in|late|early)\s+[\w\s]{1,30}?\s)?(?:that\s+)?"
    r"(?:(?:it|they|he|she|we|its\s+(?:\w+\s+)?(?:forces|troops|fighters|men|units|soldiers))\s+)?(?:(?:had|has|have)\s+)?(?:also\s+)?$",
    re.IGNORECASE,
)
_FORCE = frozenset(
    {"attack", "shooting", "death", "injury", "abduction", "arson", "looting", "explosion", "airstrike", "shelling"}
)
_PLAIN_GAP = re.compile(
    r"\s*(?:(?:of|from|in)\s+(?:the\s+)?(?:[\w’'-]+\s+){1,2})?(?:,[^,.;:]{3,60},\s*)?(?:(?:had|have|has|also|then|later|reportedly|allegedly|on\s+\w+day(?:\s+\w+)?|and)\s+)*",
    re.IGNORECASE,
)


def _uses_force(analysis: Analysis, unit: Unit, t: Trigger, a: ActorMention) -> bool:
    """Whether people of no armed kind are the plain subject of a word of violence: "herdsmen stormed the village"."""
    if a.type not in (None, "civilians") or a.entity not in ("individual", "group") or t.kind not in _FORCE:
        return False
    if t.voice not in ("ed", "active") or t.weak:
        return False
    if t.last - t.first < 3 and not _OBJECT.match(analysis.text, t.end):
        return False
    return _PLAIN_GAP.fullmatch(analysis.text[a.end : t.start]) is not None and t.lower not in _SUFFERED


_SUFFERED = frozenset({"came under fire", "came under attack", "lost their lives", "suffered"})
_PLATFORM = re.compile(
    r"\b(?P<p>(?:(?P<own>[\w.’'-]+(?:\s+(?!that\b|which\b)[\w.-]+)?)\s+)?(?:(?:attack|combat|fighter|fighter-|naval|military|war|patrol)[\s-]?)?"
    r"(?P<n>helicopters?|gunships?|jets?|warplanes?|planes?|aircraft|vessels?|warships?|gunboats?|tanks?|frigates?|artillery|drones?|uavs?))"
    r"(?:\s+(?:of|from)\s+(?:the\s+|its\s+)?(?:[\w-]+\s+){0,2}?(?:air\s+force|army|navy|military|regime|coalition))?\s+(?:(?:also|have|had|has|later|then|again|\w+ly)\s+)*$",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"\b(?:coalition|nato|allied|u\.?n\.?|alliance)\b", re.IGNORECASE)
_HELD_BY_REBELS = re.compile(r"\b(?:rebel|insurgent|separatist|militant|guerrilla)\b", re.IGNORECASE)


def _platform(analysis: Analysis, unit: Unit, t: Trigger) -> ActorMention | None:
    """Aircraft, ships and guns that strike act for a state unless the word before says for whom: "coalition jets hit"."""
    if t.kind not in ("airstrike", "shelling", "attack", "explosion") or t.voice == "noun":
        return None
    m = _PLATFORM.search(analysis.text[max(unit.start, t.start - 70) : t.start])
    if m is None:
        return None
    at = max(unit.start, t.start - 70)
    owner = m["own"] or ""
    if m["n"].lower().startswith(("drone", "uav")):
        # Anybody may fly a drone; a foreign power's is named after it.
        if not _FOREIGN.search(m["p"]) and not re.search(
            r"\b(?:U\.?S\.?|American|Israeli|Turkish|Russian|Iranian|French|Emirati|Saudi)\b", owner
        ):
            return None
        kind: ActorType = "external/other forces"
    elif _HELD_BY_REBELS.search(owner):
        kind = "rebel group"
    else:
        kind = "external/other forces" if _FOREIGN.search(m["p"]) else "state forces"
    first, last = at + m.start("n"), at + m.end("n")
    owned = re.search(
        r"(?:[A-Z][\w.-]*|army|government|military|naval|coalition|regime|air\s+force|police|rebel)(?:\s+[\w-]+)?\s*$",
        analysis.text[at + m.start("p") : first],
    )
    if owned is not None:
        first = at + m.start("p") + owned.start()
    return ActorMention(
        start=first, end=last, text=analysis.text[first:last], head=m["n"].lower(), type=kind, entity="organisation"
    )


def _patient(analysis: Analysis, unit: Unit, t: Trigger) -> ActorMention | None:
    """The object of an act: "attacked a patrol", "opened fire on worshippers", "an attack on the camp"."""
    text = analysis.text
    if t.kind in ("clash", "operation", "detention", "seizure", "foiled"):
        return None
    if t.kind in ("death", "injury") and t.voice in ("intransitive", "adjective", "passive"):
        return None
    if t.kind == "mine" and t.voice != "noun":
        before = [a for a in within(analysis.actors, unit.start, t.start) if a.end <= t.start]
        return before[-1] if before and t.start - before[-1].end < 30 else None
    passive = re.search(
        r"\b(?:was|were|been|being|is|are|got|came|come)\s+(?:\w+ly\s+)?$",
        text[max(unit.start, t.start - 24) : t.start],
        re.IGNORECASE,
    )
    reduced = t.lower in {
        "bombed",
        "attacked",
        "ambushed",
        "stormed",
        "torched",
        "looted",
        "shelled",
        "raided",
        "carjacked",
        "shot at",
        "fired on",
        "stopped",
        "hit",
        "set on fire",
    } and re.match(
        r"(?i)\s*(?:overnight|again|twice|late|early|yesterday|today)?\s*(?:[,.;|]|in\b|by\b|near\b|at\b|outside\b|on\b|$)",
        text[t.end : unit.end],
    )
    if (
        passive
        or reduced
        or t.lower.startswith(("was ", "were ", "been "))
        or t.lower in {"under attack", "came under fire", "came under attack"}
    ):
        left = [a for a in within(analysis.actors, unit.start, t.start) if a.end <= t.start]
        return left[-1] if left and t.start - left[-1].end < 45 else None
    if t.kind in ("explosion", "suicide", "shelling", "mine", "airstrike"):
        direct = next(iter(within(analysis.actors, t.end, min(unit.end, t.end + 40))), None)
        if direct is not None and t.voice != "noun" and _DIRECT.fullmatch(text[t.end : direct.start]):
            return direct
        for a in within(analysis.actors, t.end, min(unit.end, t.end + 70)):
            if _NEAR_TARGET.search(text[t.end : a.start]) and a.type not in _ARMED:
                return a
        return None
    for a in within(analysis.actors, t.end, min(unit.end, t.end + 80)):
        if _AT_TARGET.fullmatch(text[t.end : a.start]):
            if a.type in _ARMED and t.kind not in ("airstrike", "shelling", "attack", "shooting"):
                return None
            return a
    return None
