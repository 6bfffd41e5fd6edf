"""The chronology as Markdown: to read in a terminal, a repository or a word processor."""

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from dateline.chronology.release import Chronology
from dateline.records import Attestation, Document, Statement
from dateline.views import phrases
from dateline.views.entries import Entry, Source, entry
from dateline.views.layout import nothing_found, overview, sections
from dateline.views.passages import Contexts, clipped, context_of, pieces

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])|^(\s*)([-+=]|\d+[.)])(?=\s|$)")


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


def code(identity: str) -> str:
    """An id in code type; ids hold nothing but letters, digits and a few marks, and nothing else gets through."""
    return "`" + re.sub(r"[^\w.:-]", "_", identity) + "`"


def lines(chronology: Chronology) -> Iterator[str]:
    """The Markdown, line by line, without line ends."""
    documents = chronology.documents_by_id()
    contexts = context_of(documents)
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
            yield from _entry(entry(incident, chronology, documents), contexts)
    if passing:
        yield "## Told in passing"
        yield ""
        yield "Totals, trends and comparisons that speak of real violence but not of one dated incident."
        yield ""
        for incident in passing:
            yield from _entry(entry(incident, chronology, documents), contexts)
    yield from _statements(chronology, documents)
    yield from _documents(chronology)
    yield "---"
    yield ""
    yield (
        f"Made by {escaped(chronology.tool)}. Where reports differ, figures are reconciled under the policy "
        f"“{escaped(chronology.policy)}”. Words in quotation marks are the sources'; offsets count characters of the "
        "stored text."
    )


def _entry(told: Entry, contexts: Contexts) -> Iterator[str]:
    incident = told.incident
    yield f"### {_capital(told.date)}: {escaped(told.place)}"
    yield ""
    status = f", {told.status}" if told.status else ""
    yield f"**{escaped(told.type)}**{status} · {code(incident.incident_id)}"
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
        yield f"- Link: {escaped(related.words)} {code(related.incident_id)}"
    if told.place_note or told.facts or told.related:
        yield ""
    if told.differences:
        yield "Reports differ:"
        yield ""
        yield from (f"- {escaped(difference)}" for difference in told.differences)
        yield ""
    for source in told.sources:
        yield from _source(source, contexts)


def _source(source: Source, contexts: Contexts) -> Iterator[str]:
    """The passages that tell of the incident, coded words in bold, then every value with its own quote."""
    yield f"Source: {_citation(source.document, source.document_id)}{'; its quotes are the same' * source.repeats}"
    yield ""
    if source.repeats:
        return
    if not source.attestations:
        yield "> No quote is stored for this source."
        yield ""
    if source.document is not None:
        text = source.document.text
        for passage in contexts(source.document_id).passages([(a.start, a.end) for a in source.attestations]):
            before, after = clipped(text, passage)
            inner = "".join(_bold(piece) if marked else _spaced(piece) for piece, marked in pieces(text, passage))
            yield f"> {'… ' if before else ''}{inner.strip()}{' …' if after else ''}"
            yield ""
    for attestations in _by_quote(source.attestations):
        first = attestations[0]
        yield f"- {_coded(attestations)}: “{escaped(first.quote)}” \\[{first.start}–{first.end}\\]"
    if source.attestations:
        yield ""


def _spaced(text: str) -> str:
    """Escaped text with a space at an end where the text had white space."""
    inner = escaped(text)
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")


def _bold(text: str) -> str:
    """Bold between the white space at the ends: Markdown takes no asterisk next to a space for emphasis."""
    inner = escaped(text)
    return _spaced(text).replace(inner, f"**{inner}**", 1) if inner else " "


def _by_quote(attestations: Iterable[Attestation]) -> list[list[Attestation]]:
    """Attestations told in one breath: of one quote, by the same speaker, as sure, with the same loaded word."""
    groups: dict[tuple[object, ...], list[Attestation]] = {}
    for a in attestations:
        groups.setdefault((a.start, a.end, a.quote, a.attributed_to, a.certainty, a.loaded), []).append(a)
    return list(groups.values())


def _coded(attestations: list[Attestation]) -> str:
    words = phrases.coded_words([(attestation.field, attestation.value) for attestation in attestations])
    first = attestations[0]
    if first.loaded:
        words += f" (the source's word: {phrases.quoted(first.loaded)})"
    if first.attributed_to:
        words += f", according to {phrases.quoted(first.attributed_to)}"
    if first.certainty != "asserted":
        words += f", {first.certainty}"
    return escaped(words)


def _citation(document: Document | None, document_id: str) -> str:
    if document is None:
        return f"document {code(document_id)}, no longer stored"
    by = phrases.publisher(document)
    outlet = f"{escaped(by)}, " if by else ""
    copy = f", a copy of {code(document.copy_of)}" if document.copy_of else ""
    title = escaped(phrases.document_title(document))
    return f"{outlet}*{title}*, {phrases.published_words(document)} ({code(document_id)}{copy})"


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
        yield f"### {escaped(phrases.STATEMENT_LABELS.get(kind, _capital(kind.replace('_', ' '))))}"
        yield ""
        for statement in statements:
            speaker = phrases.quoted(statement.speaker) if statement.speaker else "speaker not named"
            about = ", ".join(code(i) for i in chronology.statement_incidents(statement))
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
