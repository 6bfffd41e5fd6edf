"""The order of a chronology for reading: sections by month, and the sentence that opens it."""

import calendar
from collections.abc import Sequence
from typing import NamedTuple

from dateline.chronology.release import Chronology
from dateline.records import Incident
from dateline.views import phrases


class Section(NamedTuple):
    """Incidents under one heading, in order."""

    heading: str
    incidents: tuple[Incident, ...]


def sections(incidents: Sequence[Incident]) -> list[Section]:
    """Dated incidents by year and month, months that are not known after the year's months, undated ones last.

    An incident stands under the month of its first possible day, unless its interval is longer than a month: then under
    its year alone. Intervals open on either side come after all months.
    """
    months: dict[tuple[int, int], list[Incident]] = {}
    open_ended: list[Incident] = []
    undated: list[Incident] = []
    for incident in incidents:
        start, end = incident.date_start, incident.date_end
        if start is None or end is None:
            (undated if start is None and end is None else open_ended).append(incident)
            continue
        year, month = int(start[:4]), int(start[5:7])
        apart = (int(end[:4]) - year) * 12 + int(end[5:7]) - month
        known = apart == 0 or (apart == 1 and int(end[8:10]) < int(start[8:10]))
        months.setdefault((year, month if known else 13), []).append(incident)
    out = [
        Section(f"{calendar.month_name[month]} {year}" if month < 13 else f"{year}, month not certain", tuple(found))
        for (year, month), found in sorted(months.items())
    ]
    rest = (("Date known on one side only", open_ended), ("Date not known", undated))
    return [*out, *(Section(heading, tuple(found)) for heading, found in rest if found)]


def overview(chronology: Chronology, told: Sequence[Incident], passing: Sequence[Incident]) -> str:
    """One sentence: how much there is, from when to when."""
    outlets = {document.outlet for document in chronology.documents if document.outlet}
    parts = [
        f"{counted(len(told), 'incident')} reported in {counted(len(chronology.documents), 'document')}"
        + (f" of {counted(len(outlets), 'outlet')}" if outlets else "")
    ]
    known = [(incident.date_start, incident.date_end) for incident in told]
    ends = [day for interval in known if None not in interval for day in interval if day]
    if ends:
        first, last = min(ends), max(ends)
        parts.append(
            f"dated {phrases.day_words(first)}"
            if first == last
            else f"dated from {phrases.day_words(first)} to {phrases.day_words(last)}"
        )
    if passing:
        parts.append(f"{len(passing)} more told in passing")
    if chronology.statements:
        parts.append(counted(len(chronology.statements), "statement"))
    return "; ".join(parts) + "."


def nothing_found(chronology: Chronology) -> str:
    """An honest sentence for a chronology without incidents."""
    read = len(chronology.documents) - len(chronology.skipped)
    if not chronology.documents:
        return "No document has been read, so there is nothing to show."
    if not read:
        return "No document could be coded (see the list of documents), so nothing can be said about incidents."
    return (
        f"No incident was found in the {counted(read, 'document')} coded. "
        "That does not mean that none happened, nor that the texts tell of none."
    )


def counted(count: int, noun: str) -> str:
    return f"{phrases.number(count)} {noun}" + ("" if count == 1 else "s")
