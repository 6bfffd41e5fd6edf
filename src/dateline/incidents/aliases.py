"""Actors and seized items of several reports, joined where they are the same under other words."""

import re
from collections.abc import Sequence

from dateline.records import Actor, Report, SeizedItem

_LEADING = re.compile(r"^(?:the|a|an|some|several|unidentified|unknown)\s+", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def folded(name: str) -> str:
    """The name for comparison: case, determiner and runs of white space aside.

    >>> folded("The  Riot Police")
    'riot police'
    """
    name = _SPACE.sub(" ", name).strip().casefold()
    return _LEADING.sub("", name)


def same_actor(left: Actor, right: Actor) -> bool:
    """One actor under two names: same role, types that do not exclude each other, and one name ends the other.

    "gunmen" and "masked gunmen" agree, and so do a surname and a full name; "police" and "police station" do not.
    """
    if left.role != right.role or (left.type and right.type and left.type != right.type):
        return False
    if left.effect and right.effect and left.effect != right.effect:
        return False
    names_left = {folded(n) for n in (left.name, *left.aliases)}
    names_right = {folded(n) for n in (right.name, *right.aliases)}
    if names_left & names_right:
        return True
    return any(a.endswith(" " + b) or b.endswith(" " + a) for a in names_left for b in names_right)


def merge_actors(reports: Sequence[Report]) -> tuple[Actor, ...]:
    """All actors of the reports, aliases joined under the longest name; in the order in which they first come."""
    merged: list[Actor] = []
    for actor in (a for r in reports for a in r.actors):
        for n, known in enumerate(merged):
            if same_actor(known, actor):
                merged[n] = _joined(known, actor)
                break
        else:
            merged.append(actor)
    return tuple(merged)


def _joined(left: Actor, right: Actor) -> Actor:
    # The longer name says more; of equals the first stays, so that joining twice changes nothing.
    main, other = (left, right) if len(folded(left.name)) >= len(folded(right.name)) else (right, left)
    names = dict.fromkeys((*main.aliases, other.name, *other.aliases))
    aliases = tuple(n for n in names if folded(n) != folded(main.name))
    return Actor(
        role=main.role,
        name=main.name,
        type=main.type or other.type,
        entity=main.entity or other.entity,
        effect=main.effect or other.effect,
        number=main.number if main.number is not None else other.number,
        aliases=aliases,
    )


def merge_seized(reports: Sequence[Report]) -> tuple[SeizedItem, ...]:
    """The inventory: items joined by their words; differing numbers: the greatest, never the sum."""
    items: dict[str, SeizedItem] = {}
    for item in (i for r in reports for i in r.seized):
        key = folded(item.item)
        known = items.get(key)
        if known is None or (item.number or 0) > (known.number or 0):
            items[key] = SeizedItem(item=known.item if known else item.item, number=item.number)
    return tuple(items.values())
