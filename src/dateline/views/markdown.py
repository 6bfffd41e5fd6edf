"""The chronology as Markdown: to read in a terminal, a repository or a word processor."""

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TextIO

from dateline.chronology.release import Chronology
from dateline.records import Attestation, Document, Incident, Statement
from dateline.views import phrases
from dateline.views.entries import Entry, Source, entry

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])|^(\s*)([-+=]|\d+[.)])(?=\s|$)")


class Section(NamedTuple):
    """Incidents under one heading, in order."""

    heading: str
    incidents: tuple[Incident, ...]


def export(chronology: Chronology, out: TextIO) -> None:
    """Write the chronology as Markdown, the same bytes for the same content."""
    for line in lines(chronology):
        out.write(line.rstrip() + "\n")


def escaped(text: str) -> str:
    """Text in one line that Markdown shows as it stands: no markup, no HTML, no list or heading by accident."""
    return _SPECIAL.sub(_backslashed, phrases.one_line(text)).replace("&", "&amp;")


def _backslashed(match: re.Match[str]) -> str:
    if match.group(1):
        return "\\" + match.group(1)
    mark: str = match.group(3)
    return match.group(2) + (mark[:-1] + "\\" + mark[-1])


def sections(incidents: Sequence[Incident]) -> list[Section]:
    """Dated incidents by year and month, months that are not known after the year's months, undated ones last.

    An incident stands under the month of its first possible day, unless its interval is longer than a month: then under
    its year alone. Intervals open on either side are not dated.
    """
    months: dict[tuple[int, int], list[Incident]] = {}
    undated: list[Incident] = []
    for incident in incidents:
        start, end = incident.date_start, incident.date_end
        if start is None or end is None:
            undated.append(incident)
            continue
        year, month = int(start[:4]), int(start[5:7])
        apart = (int(end[:4]) - year) * 12 + int(end[5:7]) - month
        known = apart == 0 or (apart == 1 and int(end[8:10]) < int(start[8:10]))
        months.setdefault((year, month if known else 13), []).append(incident)
    out = [
        Section(f"{calendar.month_name[month]} {year}" if month < 13 else f"{year}, month not certain", tuple(found))
        for (year, month), found in sorted(months.items())
    ]
    return [*out, Section("Date not known", tuple(undated))] if undated else out


def lines(chronology: Chronology) -> Iterator[str]:
    """The Markdown, line by line, without line ends."""
    documents = chronology.documents_by_id()
    incidents = chronology.ordered_incidents()
    told = [incident for incident in incidents if not incident.background]
    passing = [incident for incident in incidents if incident.background]
    yield "# Chronology"
    yield ""
    yield overview(chronology, told, passing)
    yield ""
    if not told:
        yield nothing_found(chronology)
        yield ""
    for section in sections(told):
        yield f"## {section.heading}"
        yield ""
        for incident in section.incidents:
            yield from _entry(entry(incident, chronology, documents))
    if passing:
        yield "## Told in passing"
        yield ""
        yield "Totals, trends and comparisons that speak of real violence but not of one dated incident."
        yield ""
        for incident in passing:
            yield from _entry(entry(incident, chronology, documents))
    yield from _statements(chronology, documents)
    yield from _documents(chronology)
    yield "---"
    yield ""
    yield (
        f"Made by {escaped(chronology.tool)}. Where reports differ, figures are reconciled under the policy "
        f"“{escaped(chronology.policy)}”. Words in quotation marks are the sources'; offsets count characters of the "
        "stored text."
    )


def overview(chronology: Chronology, told: Sequence[Incident], passing: Sequence[Incident]) -> str:
    """One sentence: how much there is, from when to when."""
    outlets = {document.outlet for document in chronology.documents if document.outlet}
    parts = [
        f"{counted(len(told), 'incident')} reported in {counted(len(chronology.documents), 'document')}"
        + (f" of {counted(len(outlets), 'outlet')}" if outlets else "")
    ]
    starts = [incident.date_start for incident in told if incident.date_start]
    ends = [incident.date_end for incident in told if incident.date_end]
    if starts and ends:
        first, last = min(starts), max(*ends, *starts)
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


def _entry(told: Entry) -> Iterator[str]:
    incident = told.incident
    yield f"### {_capital(told.date)}: {escaped(told.place)}"
    yield ""
    status = f", {told.status}" if told.status else ""
    yield f"**{escaped(told.type)}**{status} · `{incident.incident_id}`"
    yield ""
    if told.place_note:
        yield f"- Place: {told.place_note}"
    for fact in told.facts:
        if len(fact.lines) == 1:
            yield f"- {fact.label}: {escaped(fact.lines[0])}"
        else:
            yield f"- {fact.label}:"
            yield from (f"  - {escaped(line)}" for line in fact.lines)
    for related in told.related:
        yield f"- Link: {escaped(related.words)} `{related.incident_id}`"
    yield ""
    if told.differences:
        yield "Reports differ:"
        yield ""
        yield from (f"- {escaped(difference)}" for difference in told.differences)
        yield ""
    for source in told.sources:
        yield from _source(source)


def _source(source: Source) -> Iterator[str]:
    yield f"Source: {_citation(source.document, source.document_id)}"
    yield ""
    for quote, attestations in _by_quote(source.attestations):
        start, end = attestations[0].start, attestations[0].end
        said = "; ".join(dict.fromkeys(_coded(attestation) for attestation in attestations))
        yield f"> “{escaped(quote)}” \\[{start}–{end}\\]"
        yield ">"
        yield f"> — {said}"
        yield ""
    if not source.attestations:
        yield "> No quote is stored for this source."
        yield ""


def _by_quote(attestations: Iterable[Attestation]) -> list[tuple[str, list[Attestation]]]:
    groups: dict[tuple[int, int, str], list[Attestation]] = {}
    for attestation in attestations:
        groups.setdefault((attestation.start, attestation.end, attestation.quote), []).append(attestation)
    return [(quote, group) for (_, _, quote), group in groups.items()]


def _coded(attestation: Attestation) -> str:
    words = f"{attestation.field}: {phrases.value_words(attestation.value)}"
    if attestation.loaded:
        words += f" (the source's word: {phrases.quoted(attestation.loaded)})"
    if attestation.attributed_to:
        words += f", according to {phrases.quoted(attestation.attributed_to)}"
    if attestation.certainty != "asserted":
        words += f", {attestation.certainty}"
    return escaped(words)


def _citation(document: Document | None, document_id: str) -> str:
    if document is None:
        return f"document `{document_id}`, no longer stored"
    outlet = f"{escaped(document.outlet)}, " if document.outlet else ""
    copy = f", a copy of `{document.copy_of}`" if document.copy_of else ""
    title = escaped(phrases.document_title(document))
    return f"{outlet}*{title}*, {phrases.published_words(document)} (`{document_id}`{copy})"


def _statements(chronology: Chronology, documents: dict[str, Document]) -> Iterator[str]:
    by_kind: dict[str, list[Statement]] = {kind: [] for kind in phrases.STATEMENT_LABELS}
    for statement in chronology.ordered_statements():
        by_kind.setdefault(statement.kind, []).append(statement)
    if not chronology.statements:
        return
    yield "## Statements"
    yield ""
    for kind, statements in by_kind.items():
        if not statements:
            continue
        yield f"### {phrases.STATEMENT_LABELS.get(kind, _capital(kind.replace('_', ' ')))}"
        yield ""
        for statement in statements:
            speaker = phrases.quoted(statement.speaker) if statement.speaker else "speaker not named"
            about = ", ".join(f"`{i}`" for i in chronology.statement_incidents(statement))
            yield (
                f"- {escaped(speaker)}: “{escaped(statement.quote)}” \\[{statement.start}–{statement.end}\\]"
                f"{f', about {about}' if about else ''}. "
                f"{_citation(documents.get(statement.document_id), statement.document_id)}"
            )
        yield ""


def _documents(chronology: Chronology) -> Iterator[str]:
    if chronology.documents:
        yield "## Documents"
        yield ""
        for document in chronology.ordered_documents():
            skipped = chronology.skipped.get(document.document_id)
            note = f"; not coded: {escaped(skipped)}" if skipped else ""
            yield f"- {_citation(document, document.document_id)}; {escaped(document.input)}{note}"
        yield ""
    if chronology.failures:
        yield "## Not read"
        yield ""
        for failure in chronology.failures:
            position = f", document {failure.position}" if failure.position else ""
            yield f"- {escaped(failure.input)}{position}: {escaped(failure.error)}: {escaped(failure.message)}"
        yield ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
