"""One number tied to one fate: the record that the finders of casualties fill."""

import msgspec

from dateline.records import ActorMention

FIELD = {"death": "deaths", "injury": "injured", "detention": "detained", "abduction": "abducted", "freeing": "freed"}


class Casualty(msgspec.Struct, frozen=True, kw_only=True):
    """One number tied to one fate: document.text[start:end] is the stretch that says both.

    `head` is the head noun (lower-cased; "" where only a number stands), `general` whether it says no more than
    "people". `subset`: a part of a figure given elsewhere. `earlier`: a superseded tally. `zero`: nobody.
    `attacker`: those who did it. `includes_attacker` is True or False where the text says so, else None. `passage`: offset of the sentence or
    clause it was read from.
    """

    field: str
    low: int | None
    best: int | None
    high: int | None
    start: int
    end: int
    head: str
    actor: ActorMention | None = None
    general: bool = False
    subset: bool = False
    of_set: bool = False
    adds: bool = False
    earlier: bool = False
    revised: bool = False
    hedged: bool = False
    includes_attacker: bool | None = None
    loaded: str | None = None
    by_state: bool = False
    taken: bool = False
    rule: str
    trigger_start: int
    passage: int = 0
