"""Which incidents a reader asks for: by country, days and type."""

import datetime as dt
from collections.abc import Iterable

from dateline.errors import UsageError
from dateline.records import Incident
from dateline.records.values import EVENT_TYPES


def select(
    incidents: Iterable[Incident],
    *,
    country: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    event_type: str | None = None,
) -> tuple[Incident, ...]:
    """The incidents that may lie in all that is asked, in their order.

    `country` is an ISO 3166-1 alpha-2 code or a name, `event_type` a type or sub-type, both in any case. `since` and
    `until` are both included; an incident is kept when its interval touches them, and left out when neither of its
    ends is known. Raises UsageError for a type that is none.
    """
    if event_type is not None and event_type.casefold() not in _type_names():
        names = "; ".join(f"{kind} ({', '.join(subs)})" for kind, subs in EVENT_TYPES.items())
        raise UsageError(f"no event type {event_type!r}; there are {names}")
    return tuple(
        incident
        for incident in incidents
        if _in_country(incident, country)
        and _in_days(incident, since, until)
        and (event_type is None or event_type.casefold() in _types_of(incident))
    )


def _in_country(incident: Incident, country: str | None) -> bool:
    if country is None:
        return True
    place = incident.place
    names = (place.country_code, place.country) if place else ()
    return country.casefold() in {name.casefold() for name in names if name}


def _in_days(incident: Incident, since: dt.date | None, until: dt.date | None) -> bool:
    if since is None and until is None:
        return True
    if incident.date_start is None and incident.date_end is None:
        return False
    starts_by = until is None or incident.date_start is None or incident.date_start <= until.isoformat()
    ends_from = since is None or incident.date_end is None or incident.date_end >= since.isoformat()
    return starts_by and ends_from


def _types_of(incident: Incident) -> set[str]:
    return {name.casefold() for name in (incident.event_type, incident.sub_event_type) if name}


def _type_names() -> set[str]:
    return {name.casefold() for kind, subs in EVENT_TYPES.items() for name in (kind, *subs)}
