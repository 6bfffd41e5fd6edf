"""Incidents that belong together without being the same: what kind of tie two reports show.

Only ties that the codes themselves bear out are drawn between documents; what a text says in so many words ("the
same cell", "in revenge for") the coder records as relations of its reports.
"""

import msgspec

from dateline.incidents.comparisons import dates, event_type, place, rarest_name, weapons
from dateline.incidents.profile import Profile


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """A typed relation, how strong it is (0 to 1), and the comparisons that speak for it (1 each)."""

    type: str
    score: float
    explanation: dict[str, float]
    annotator: str = "rule:incidents.relations@1"


_VIOLENT = {"Battles", "Explosions/Remote violence", "Violence against civilians"}
_LATER = {"Arrests", "Disrupted weapons use"}
_CLOSE_DATES = {"same day", "next day"}
_CLOSE_PLACES = {"same", "same name", "near"}
_FOLLOWS_WITHIN = 60
"""Days: arrests and funerals follow within weeks; a later one needs words that say so."""


def relation_type(left: Profile, right: Profile) -> Tie | None:
    """The tie between two reports of different incidents and different documents, or None.

    "series": like attacks, by the same means, in one place on the same or the next day. "follow-up": an arrest or a
    find in the same place some time after violence, with a person or group that both name.
    """
    a, b = left.context.report, right.context.report
    if left.context.document_id == right.context.document_id or a.background or b.background:
        return None
    if "occurred" not in (a.status, b.status):
        return None
    kind = event_type(left, right)
    if kind not in ("aftermath", "same sub-type") or place(left, right) not in _CLOSE_PLACES:
        return None
    return _follow_up(left, right) if kind == "aftermath" else _series(left, right)


def _series(left: Profile, right: Profile) -> Tie | None:
    if left.context.report.event_type not in _VIOLENT or dates(left, right) not in _CLOSE_DATES:
        return None
    reasons = {"dates": 1.0, "place": 1.0, "event_type": 1.0}
    if weapons(left, right) == "shared":
        reasons["weapons"] = 1.0
    if _named(left) & _named(right):
        reasons["actors"] = 1.0
    if len(reasons) < 4:
        return None
    return Tie(type="series", score=min(0.9, 0.15 * len(reasons)), explanation=reasons)


def _follow_up(left: Profile, right: Profile) -> Tie | None:
    a, b = left.context.report, right.context.report
    earlier, later = (a, b) if b.sub_event_type in _LATER else (b, a)
    if earlier.date.earliest is None or later.date.latest is None:
        return None
    if not 0 <= (later.date.latest - earlier.date.earliest).days <= _FOLLOWS_WITHIN:
        return None
    reasons = {"place": 1.0, "dates": 1.0}
    name = rarest_name(left, right)
    if isinstance(name, float) and name > 0:
        reasons["rarest_name"] = 1.0
    if _named(left) & _named(right):
        reasons["actors"] = 1.0
    if len(reasons) < 3:
        return None
    return Tie(type="follow-up", score=0.2 * len(reasons), explanation=reasons)


def _named(side: Profile) -> frozenset[str]:
    """Proper names of the report's actors."""
    return side.perpetrators.names | side.targets.names
