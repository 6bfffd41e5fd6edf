"""ACLED's types from what was done and to whom."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.documents.structure import tokens
from dateline.mentions.events import find_triggers
from dateline.reports.event_types import event_type

STATE, ARMED, CIVIL = frozenset({"state forces"}), frozenset({"rebel group"}), frozenset({"civilians"})
UNKNOWN = frozenset({"unidentified armed group"})
NOBODY: frozenset[str] = frozenset()
ACLED = {
    ("Battles", "Armed clash"),
    ("Explosions/Remote violence", "Suicide bomb"),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    ("Explosions/Remote violence", "Grenade"),
    ("Explosions/Remote violence", "Air/drone strike"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Violence against civilians", "Attack"),
    ("Violence against civilians", "Abduction/forced disappearance"),
    ("Violence against civilians", "Sexual violence"),
    ("Protests", "Peaceful protest"),
    ("Protests", "Protest with intervention"),
    ("Protests", "Excessive force against protesters"),
    ("Riots", "Violent demonstration"),
    ("Riots", "Mob violence"),
    ("Strategic developments", "Arrests"),
    ("Strategic developments", "Disrupted weapons use"),
    ("Strategic developments", "Looting/property destruction"),
    ("Strategic developments", "Other"),
}


def typed(text: str, **values: Any) -> tuple[str, str, str]:
    given_: dict[str, Any] = {
        "perpetrators": NOBODY,
        "targets": NOBODY,
        "weapons": frozenset(),
        "harmed": False,
        "seized": False,
        **values,
    }
    return event_type(find_triggers(tokens(text)), **given_)


@pytest.mark.parametrize(
    ("text", "values", "sub"),
    [
        ("gunmen shot a shopkeeper", {"perpetrators": UNKNOWN, "targets": CIVIL, "harmed": True}, "Attack"),
        ("rebels attacked a patrol", {"perpetrators": ARMED, "targets": STATE, "harmed": True}, "Armed clash"),
        (
            "two fighters killed in an operation",
            {"perpetrators": STATE, "targets": ARMED, "harmed": True},
            "Armed clash",
        ),
        ("clashes between soldiers and rebels", {"perpetrators": ARMED | STATE, "targets": NOBODY}, "Armed clash"),
        ("a bomb exploded at the gate", {"targets": CIVIL}, "Remote explosive/landmine/IED"),
        ("the van hit a landmine", {"targets": CIVIL, "harmed": True}, "Remote explosive/landmine/IED"),
        ("a man blew himself up", {"targets": CIVIL, "harmed": True}, "Suicide bomb"),
        ("shelling of the suburb", {"targets": CIVIL, "harmed": True}, "Shelling/artillery/missile attack"),
        ("an airstrike on the depot", {"targets": ARMED, "harmed": True}, "Air/drone strike"),
        (
            "they abducted a nurse",
            {"perpetrators": UNKNOWN, "targets": CIVIL, "abducted": True},
            "Abduction/forced disappearance",
        ),
        ("miners took to the streets", {"perpetrators": frozenset({"protesters"})}, "Peaceful protest"),
        ("riots broke out", {"perpetrators": frozenset({"rioters"})}, "Violent demonstration"),
        ("police arrested three men", {"perpetrators": STATE}, "Arrests"),
        ("police arrested a man", {"perpetrators": STATE, "seized": True}, "Disrupted weapons use"),
        ("officers found an arms cache", {"perpetrators": STATE, "seized": True}, "Disrupted weapons use"),
        ("they set fire to the archive", {}, "Looting/property destruction"),
    ],
)
def test_the_type_follows_what_was_done_and_to_whom(text: str, values: dict[str, Any], sub: str) -> None:
    assert typed(text, **values)[1] == sub


def test_a_grenade_alone_is_a_type_of_its_own() -> None:
    assert typed("a grenade attack", weapons=frozenset({"grenade"}))[1] == "Grenade"
    assert typed("a blast", weapons=frozenset({"grenade", "bomb"}))[1] == "Remote explosive/landmine/IED"


def test_an_attempt_that_harms_nobody_is_attempted() -> None:
    assert typed("an attempted murder", targets=CIVIL)[2] == "attempted"
    assert typed("an attempted murder", targets=CIVIL, harmed=True)[2] == "occurred"


def test_what_was_made_safe_is_foiled() -> None:
    assert typed("police defused a bomb", perpetrators=STATE, seized=True) == (
        "Strategic developments",
        "Disrupted weapons use",
        "foiled",
    )


def test_a_threat_alone_is_threatened() -> None:
    assert typed("a bomb threat")[2] == "threatened"


def test_force_against_protesters_is_named_for_it() -> None:
    shot = typed("soldiers shot at marchers", perpetrators=STATE, targets=frozenset({"protesters"}), harmed=True)
    assert shot[:2] == ("Protests", "Excessive force against protesters")


@pytest.mark.parametrize("word", ["killed", "destroyed", "neutralised", "liquidated", "martyred"])
def test_the_word_for_killing_does_not_change_the_type(word: str) -> None:
    assert typed(f"two were {word}", perpetrators=STATE, targets=ARMED, harmed=True, killed=True)[1] == "Armed clash"


SETS = st.frozensets(
    st.sampled_from(["state forces", "rebel group", "unidentified armed group", "civilians", "protesters", "rioters"]),
    max_size=3,
)
KINDS = st.lists(
    st.sampled_from(
        "killed wounded arrested kidnapped freed attack shot clashes raid explosion shelling airstrike landmine looted "
        "riots protest seized defused threatened plot hostages".split()
    ),
    max_size=5,
)


@settings(max_examples=120)
@given(
    KINDS,
    SETS,
    SETS,
    st.frozensets(st.sampled_from(["bomb", "grenade", "firearm", "explosives"])),
    st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()),
)
def test_whatever_is_told_the_pair_is_one_of_acleds(
    words: list[str],
    perpetrators: frozenset[str],
    targets: frozenset[str],
    weapons: frozenset[str],
    flags: tuple[bool, bool, bool, bool],
) -> None:
    harmed, seized, killed, abducted = flags
    kind, sub, status = typed(
        ", ".join(words),
        perpetrators=perpetrators,
        targets=targets,
        weapons=weapons,
        harmed=harmed,
        seized=seized,
        killed=killed,
        abducted=abducted,
    )
    assert (kind, sub) in ACLED
    assert status in {"occurred", "attempted", "foiled", "threatened", "alleged"}
