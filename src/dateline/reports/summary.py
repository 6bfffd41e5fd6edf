"""One neutral sentence for a report, made of codes only, never of the source's words."""

from dateline.records import Counts, DateExtent, Place
from dateline.records.values import Status

_WORDS = {"deaths": "killed", "injured": "injured", "detained": "detained", "abducted": "abducted", "freed": "freed"}


def summarise(
    sub_event_type: str, place: Place | None, extent: DateExtent, counts: dict[str, Counts | None], status: Status
) -> str:
    """For example "Suicide bomb, Volgograd (Russia), 2013-12-29: 13 killed, at least 24 injured reported".

    >>> summarise("Arrests", None, DateExtent(rule="x"), {"detained": Counts(low=3, best=3, high=3)}, "foiled")
    'Arrests (foiled), place not known, date not known: 3 detained reported'
    """
    what = sub_event_type if status == "occurred" else f"{sub_event_type} ({status})"
    where = "place not known"
    if place is not None:
        where = place.name if place.country in (None, place.name) else f"{place.name} ({place.country})"
    figures = [f"{_figure(c)} {_WORDS[name]}" for name, c in counts.items() if c is not None]
    tail = f": {', '.join(figures)} reported" if figures else ""
    return f"{what}, {where}, {_when(extent)}{tail}"


def _figure(c: Counts) -> str:
    if c.best is not None:
        return str(c.best) if c.high is not None else f"at least {c.best}"
    if c.low is not None and c.high is not None:
        return f"{c.low} to {c.high}"
    return f"at least {c.low}" if c.low is not None else f"at most {c.high}"


def _when(extent: DateExtent) -> str:
    a, b = extent.earliest, extent.latest
    if a is not None and b is not None:
        return a.isoformat() if a == b else f"{a.isoformat()} to {b.isoformat()}"
    if a is not None:
        return f"not before {a.isoformat()}"
    if b is not None:
        return f"not after {b.isoformat()}"
    return "date not known"
