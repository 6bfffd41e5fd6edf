"""ACLED's event and sub-event types from what the triggers, actors and weapons of a draft say.

Type names: ACLED Codebook (2023), "Event types and sub-event types". The codes depend on what was done and to whom,
never on whose side tells it.
"""

from collections.abc import Sequence

import msgspec

from dateline.mentions.events import Trigger
from dateline.records.values import Status

_STATE = frozenset({"state forces", "external/other forces"})
_ARMED = frozenset({"rebel group", "political militia", "identity militia", "unidentified armed group"})
_DUDS = frozenset({"failed to explode", "failed to go off", "did not explode", "did not go off", "failed to detonate"})
_WENT_OFF = frozenset({"went off", "exploded", "detonated", "blew up", "explosion", "blast"})
_CIVIL = frozenset({"civilians", "protesters"})
# Words for a thing that may explode, as against words for an explosion.
_DEVICES = frozenset("bomb bombs ied ieds vbied mine mines grenade grenades rocket rockets".split()) | {
    "explosive device",
    "explosive devices",
    "explosive charge",
    "car bomb",
    "car bombs",
    "roadside bomb",
    "roadside bombs",
    "time bomb",
    "parcel bomb",
    "letter bomb",
    "landmine",
    "landmines",
    "hand grenade",
    "hand grenades",
    "booby-trapped",
    "rigged with explosives",
    "uxo",
    "unexploded ordnance",
}


# Words for fights with two sides, whoever is hit by them.
_GUNFIGHTS = frozenset(
    "firefight firefights shootout shootouts shoot-out shoot-outs gunbattle gunbattles gunfight gunfights skirmish skirmishes".split()
) | {
    "gun battle",
    "gun battles",
    "exchange of fire",
    "exchange of gunfire",
    "exchanged fire",
    "exchanged gunfire",
    "traded fire",
    "running gun battle",
    "gun fight",
    "crossfire",
}


_BY_WEAPON = (
    ({"suicide vest"}, "Suicide bomb"),
    ({"aircraft", "drone"}, "Air/drone strike"),
    ({"artillery", "missile"}, "Shelling/artillery/missile attack"),
    ({"bomb", "car bomb", "explosives", "mine"}, "Remote explosive/landmine/IED"),
)


def event_type(
    triggers: Sequence[Trigger],
    *,
    perpetrators: frozenset[str],
    targets: frozenset[str],
    weapons: frozenset[str],
    harmed: bool,
    seized: bool,
    killed: int = 0,
    tied: frozenset[int] = frozenset(),
    abducted: int = 0,
) -> tuple[str, str, Status]:
    """(event type, sub-event type, status).

    `triggers`: those of the draft in order, without the ones that only describe seized arms. `perpetrators` and
    `targets`: neutral actor types; `weapons`: weapon categories; `tied`: offsets of triggers that say somebody's fate. `harmed`: somebody was killed or injured; `killed` and `abducted`: how many, as far as numbers say.
    """
    triggers = [_by_blast(t, weapons) if t.start not in tied else t for t in triggers]
    if not harmed:
        triggers = [t for t in triggers if t.kind != "injury"] or triggers  # "nobody was hurt"
    kinds = [t.kind for t in triggers]
    strong = [t.kind for t in triggers if not t.weak]
    has = set(kinds)
    status: Status = "occurred"
    if "attempt" in has and not harmed:
        status = "attempted"
    violent = has & {
        "explosion",
        "suicide",
        "mine",
        "shelling",
        "airstrike",
        "attack",
        "shooting",
        "clash",
        "death",
        "injury",
        "hostage",
        "abduction",
        "operation",
        "attempt",
        "arson",
        "looting",
        "sexual",
        "dispersal",
        "territory",
    }
    if (
        not violent
        and has <= {"threat", "plot", "detention", "freeing"}
        and "threat" in has
        and "detention" not in strong
    ):
        return "Strategic developments", "Other", "threatened"
    if any(t.lower in _DUDS for t in triggers) and not harmed and not any(t.lower in _WENT_OFF for t in triggers):
        thrown = any(t.voice != "noun" and t.kind == "explosion" for t in triggers)
        if thrown:
            grenade = weapons & {"grenade"}
            sub = "Grenade" if grenade else "Remote explosive/landmine/IED"
            return "Explosions/Remote violence", sub, "attempted"
    police = (
        has & {"seizure", "foiled", "detention"}
        and not harmed
        and not has
        & {"suicide", "clash", "shooting", "abduction", "hostage", "shelling", "airstrike", "dispersal", "territory"}
    )
    if police and not ({"explosion", "mine"} & set(strong[:1])) and "attack" not in strong[:1]:
        first = next((k for k in kinds if k in ("seizure", "foiled", "detention", "plot")), "detention")
        if "foiled" in has or ("plot" in has and "detention" in has):
            status = "foiled"
        if "detention" in has and not seized and first != "foiled":
            return "Strategic developments", "Arrests", status
        if seized or "foiled" in has or "seizure" in has:
            return "Strategic developments", "Disrupted weapons use", status
        return "Strategic developments", "Arrests", status
    if (
        "detention" in has
        and has & {"shooting", "clash"}
        and not targets & _CIVIL
        and not has & {"explosion", "suicide"}
        and "death" not in strong[:1]
    ):
        return "Battles", "Armed clash", status
    exploded = any(t.kind in ("explosion", "mine") and t.lower not in _DEVICES for t in triggers)
    rendered = bool(has & {"foiled", "seizure"}) or any(t.kind == "death" and t.loaded for t in triggers)
    device = any(t.lower in _DEVICES for t in triggers)
    if device and rendered and not harmed and not exploded and not has & {"shooting", "clash", "attack", "suicide"}:
        return "Strategic developments", "Disrupted weapons use", "foiled" if "foiled" in has else status
    if (
        seized
        and perpetrators & _STATE
        and not perpetrators & _ARMED
        and not harmed
        and not has & {"explosion", "suicide", "clash", "shooting"}
    ):
        return "Strategic developments", "Disrupted weapons use", status
    if (
        perpetrators & _STATE
        and targets & _STATE
        and harmed
        and not set(strong) & {"suicide", "mine", "shelling", "airstrike"}
        and not exploded
    ):
        return "Battles", "Armed clash", status
    strong_acts = [k for k in strong if k not in ("death", "injury", "detention", "freeing", "riot", "seizure")]
    both_fight = bool(perpetrators & _STATE and targets & _ARMED) or bool(
        perpetrators & _ARMED and perpetrators & _STATE
    )
    if "suicide" in has and not ("clash" in has and both_fight and strong[:1] != ["suicide"]):
        return "Explosions/Remote violence", "Suicide bomb", status
    if "airstrike" in strong and _leads(strong, "airstrike"):
        return "Explosions/Remote violence", "Air/drone strike", status
    if "shelling" in strong and _leads(strong, "shelling"):
        return "Explosions/Remote violence", "Shelling/artillery/missile attack", status
    if "mine" in has:
        return "Explosions/Remote violence", "Remote explosive/landmine/IED", status
    if (
        "clash" in has
        and (perpetrators | targets) & {"protesters", "rioters"}
        and not targets & _ARMED
        and not exploded
    ):
        return "Riots", "Violent demonstration", status
    fights = "clash" in has or "operation" in has
    if (
        any(t.lower in _GUNFIGHTS for t in triggers)
        and not exploded
        and strong_acts[:1] in (["clash"], ["attack"], ["shooting"], ["operation"])
        and not targets & {"protesters"}
    ):
        return "Battles", "Armed clash", status
    if (
        not exploded
        and strong[:1] in (["shooting"], ["attack"], ["abduction"], ["death"])
        and has & {"shooting", "abduction"}
    ):
        # A device that is only found or spoken of does not make a shooting a bombing.
        strong = [k for k in strong if k != "explosion"]
    resisted = bool(perpetrators & _ARMED and targets & _STATE) and strong_acts[:1] not in (["explosion"], ["mine"])
    beaten = (
        bool(both_fight) and "death" in has and strong_acts[:1] != ["explosion"] and not (has & {"suicide", "mine"})
    )
    if "explosion" in strong and not beaten and not (fights and (both_fight or perpetrators & _STATE or resisted)):
        only_grenade = "grenade" in weapons and weapons.isdisjoint({"bomb", "car bomb", "explosives", "mine"})
        return "Explosions/Remote violence", "Grenade" if only_grenade else "Remote explosive/landmine/IED", status
    if "territory" in has and strong_acts[:1] != ["explosion"]:
        regains = bool(perpetrators & _STATE) and not perpetrators & _ARMED
        return "Battles", "Government regains territory" if regains else "Non-state actor overtakes territory", status
    if "sexual" in strong and killed == 0 and not has & {"abduction", "hostage"}:
        return "Violence against civilians", "Sexual violence", status
    if "dispersal" in has and perpetrators & {"rioters"} and targets & _STATE:
        return "Riots", "Violent demonstration", status
    if "dispersal" in has and (
        "protesters" in targets | perpetrators or has & {"protest", "riot"} or perpetrators & _STATE
    ):
        lethal = killed or (harmed and has & {"shooting", "death"})
        sub = "Excessive force against protesters" if lethal else "Protest with intervention"
        if "riot" in has and not lethal:
            return "Riots", "Violent demonstration", status
        return "Protests", sub, status
    if (
        has & {"abduction", "hostage"}
        and not (killed > abducted)
        and not (perpetrators & _STATE and not perpetrators & _ARMED)
    ):
        return "Violence against civilians", "Abduction/forced disappearance", status
    if "riot" in has and not targets & _STATE - _CIVIL and not fights:
        return "Riots", "Violent demonstration", status
    if beaten:
        return "Battles", "Armed clash", status
    shot_at = (
        "protesters" in targets
        and has & {"shooting", "death"}
        and not perpetrators & (_ARMED - {"unidentified armed group"})
    )
    if harmed and shot_at and not exploded and "suicide" not in has:
        # Who fires on a crowd of protesters is its police, named or not.
        return "Protests", "Excessive force against protesters", status
    if has & {"protest", "riot"} and killed and perpetrators & _STATE and not targets & _ARMED:
        return "Protests", "Excessive force against protesters", status
    if (
        "explosion" in has
        and not perpetrators & _STATE
        and not set(strong) & {"shooting", "attack", "clash", "operation", "arson", "riot", "protest", "looting"}
    ):
        # "an explosive hit a truck": words that are weak alone and bear each other out
        return "Explosions/Remote violence", "Remote explosive/landmine/IED", status
    if fights and (targets & _ARMED or perpetrators & _STATE or not targets & _CIVIL):
        return "Battles", "Armed clash", status
    if (
        "grenade" in weapons
        and harmed
        and not perpetrators & _STATE
        and not has & {"shooting", "clash", "suicide", "operation"}
    ):
        return "Explosions/Remote violence", "Grenade", status
    if not has & {
        "attack",
        "shooting",
        "clash",
        "operation",
        "abduction",
        "hostage",
        "riot",
        "protest",
        "arson",
        "looting",
    }:
        # Only people's fates are told: what killed them says what was done.
        for means, sub in _BY_WEAPON:
            if weapons & means and harmed:
                return "Explosions/Remote violence", sub, status
    if has & {"attack", "shooting", "death", "injury", "attempt"}:
        if perpetrators & _STATE and "protesters" in targets:
            return "Protests", "Excessive force against protesters", status
        if targets & _STATE and not targets & _CIVIL and not perpetrators & {"rioters", "protesters"}:
            return "Battles", "Armed clash", status
        if perpetrators & _STATE and targets & _ARMED:
            return "Battles", "Armed clash", status
        if perpetrators & {"rioters", "protesters"}:
            if (has & {"protest", "riot", "arson", "clash"} and targets <= _STATE) and not killed:
                return "Riots", "Violent demonstration", status
            return "Riots", "Mob violence", status
        if targets and targets <= _ARMED:
            return "Battles", "Armed clash", status  # fighters do not fall victim to nobody
        return "Violence against civilians", "Attack", status
    if "riot" in has:
        return "Riots", "Violent demonstration", status
    if "protest" in has and perpetrators & _STATE:
        return "Protests", "Protest with intervention", status
    if "protest" in has:
        return "Protests", "Peaceful protest", status
    if has & {"arson", "looting"}:
        return "Strategic developments", "Looting/property destruction", status
    if "explosion" in has:
        return "Explosions/Remote violence", "Remote explosive/landmine/IED", status
    if has & {"plot", "foiled"}:
        return "Strategic developments", "Disrupted weapons use", "foiled"
    if "threat" in has:
        return "Strategic developments", "Other", "threatened"
    if "detention" in has:
        return "Strategic developments", "Arrests", status
    if abducted > killed:
        return "Violence against civilians", "Abduction/forced disappearance", status
    return "Strategic developments", "Other", status


def _by_blast(t: Trigger, weapons: frozenset[str]) -> Trigger:
    """ "Blown to pieces", and a building "destroyed" where explosives are spoken of, are explosions."""
    blast = t.lower.startswith("blown") or (
        t.kind == "death" and t.loaded is not None and weapons & {"explosives", "car bomb", "bomb"}
    )
    return msgspec.structs.replace(t, kind="explosion", weak=False) if blast else t


def _leads(strong: Sequence[str], kind: str) -> bool:
    """Whether a kind is the first act named, or the commonest."""
    acts = [k for k in strong if k not in ("death", "injury", "detention", "freeing")]
    return bool(acts) and (acts[0] == kind or acts.count(kind) * 2 >= len(acts))
