"""The chronology as one HTML page that needs nothing else: timeline, map, entries with their quotes in context.

Every text is escaped where it is written; a source's text is cut by offsets out of the stored document, never out of
HTML. The page may load nothing (Content-Security-Policy), and its only script filters what is already there.
"""

import base64
import functools
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import TextIO

from dateline.chronology.release import Chronology
from dateline.records import Attestation, Document, Incident, Statement
from dateline.views import map as world_map
from dateline.views import phrases, timeline
from dateline.views.entries import Entry, Fact, Source, entry
from dateline.views.layout import counted, nothing_found, overview, sections
from dateline.views.markup import safe
from dateline.views.passages import clipped, context_of, pieces

# Limits that keep a page of thousands of incidents readable by a browser; the page says where the rest is.
MOST_PASSAGES = 6
MOST_TABLES = 1000
MOST_ROWS = 60
MOST_LINKS = 40

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def export(chronology: Chronology, out: TextIO) -> None:
    """Write the page, the same bytes for the same content."""
    for part in page(chronology):
        out.write(part)


@functools.cache
def _asset(name: str) -> tuple[str, str]:
    """A file of this package and its digest as a Content-Security-Policy names it."""
    text = (files("dateline") / "views" / name).read_text(encoding="utf-8")
    return text, "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def page(chronology: Chronology) -> Iterator[str]:
    """The page in parts, in order."""
    documents = chronology.documents_by_id()
    incidents = chronology.ordered_incidents()
    told = [incident for incident in incidents if not incident.background]
    passing = [incident for incident in incidents if incident.background]
    writer = _Writer(chronology, documents)
    yield _head()
    yield '<a class="skip" href="#incidents">Skip to the incidents</a>\n<header><h1>Chronology</h1>\n'
    yield f'<p class="lead">{safe(overview(chronology, told, passing))}</p>\n'
    yield _contents(chronology, told, passing)
    yield "</header>\n<main>\n"
    if told:
        yield _filter(incidents)
        yield _timeline(told)
        yield from _map(told)
    yield '<section id="incidents"><h2>Incidents</h2>\n'
    if not told:
        yield f"<p>{safe(nothing_found(chronology))}</p>\n"
    for section in sections(told):
        yield f'<section class="period"><h3>{safe(section.heading)}</h3>\n'
        for incident in section.incidents:
            yield writer.article(incident)
        yield "</section>\n"
    yield "</section>\n"
    if passing:
        yield (
            '<section id="passing" class="period"><h2>Told in passing</h2>\n<p class="note">Totals, trends and '
            "comparisons that speak of real violence but not of one dated incident. They are neither on the timeline "
            "nor on the map.</p>\n"
        )
        for incident in passing:
            yield writer.article(incident, heading="h3")
        yield "</section>\n"
    yield from _statements(chronology, documents)
    yield from _documents(chronology)
    yield "</main>\n"
    yield _foot(chronology)


def _head() -> str:
    style, style_hash = _asset("page.css")
    _, script_hash = _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{style_hash}'; script-src '{script_hash}'; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Chronology</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def _contents(chronology: Chronology, told: Sequence[Incident], passing: Sequence[Incident]) -> str:
    parts = [
        ("timeline", "Timeline", bool(told)),
        ("map", "Map", bool(told)),
        ("incidents", "Incidents", True),
        ("passing", "Told in passing", bool(passing)),
        ("statements", "Statements", bool(chronology.statements)),
        ("documents", "Documents", bool(chronology.documents or chronology.failures)),
    ]
    items = "".join(f'<li><a href="#{anchor}">{name}</a></li>' for anchor, name, there in parts if there)
    return f'<nav aria-label="Contents"><ul>{items}</ul></nav>\n'


def _filter(incidents: Sequence[Incident]) -> str:
    types = sorted({incident.event_type or "Type not told" for incident in incidents})
    countries = sorted({_country(incident) for incident in incidents})

    def options(values: Iterable[str]) -> str:
        return "".join(f'<option value="{safe(value)}">{safe(value)}</option>' for value in values)

    return (
        '<form id="filter" class="filter" hidden aria-label="Filter the incidents">'
        f'<label>Type <select name="type"><option value="">all</option>{options(types)}</select></label>'
        f'<label>Country <select name="country"><option value="">all</option>{options(countries)}</select></label>'
        '<label>Words <input name="text" type="search" autocomplete="off"></label>'
        '<output name="shown" aria-live="polite"></output></form>\n'
    )


def _country(incident: Incident) -> str:
    place = incident.place
    return (place.country or place.country_code or "Country not known") if place else "Country not known"


def _timeline(told: Sequence[Incident]) -> str:
    drawing = timeline.svg(told)
    if not drawing:
        return '<section id="timeline"><h2>Timeline</h2><p>No incident has a date that could be drawn.</p></section>\n'
    kinds = [(name, f"t{n}") for n, name in enumerate(timeline.TYPES)] + [("Type not told", "t9")]
    counts = {kind: sum(timeline.type_class(i.event_type) == kind for i in told) for _, kind in kinds}
    legend = "".join(
        f"<li>{_swatch('dot', kind)}{safe(name)} ({counts[kind]})</li>" for name, kind in kinds if counts[kind]
    )
    undated = len(told) - len(timeline.dated(told))
    missing = f" {counted(undated, 'incident')} without a date stand at the end of the list." if undated else ""
    return (
        f'<section id="timeline"><h2>Timeline</h2>\n<ul class="legend">{legend}'
        f"<li>{_swatch('bar', 't9')}the days within which it lies</li>"
        f"<li>{_swatch('open', 't9')}on or after; turned round: on or before</li>"
        f"<li>{_swatch('dot unsure', 't9')}not reported to have been carried out</li></ul>\n"
        f'<div class="figure">{drawing}</div>\n<p class="note">A dot is a known day. '
        f"Months and years without any report are shown.{missing}</p></section>\n"
    )


def _swatch(shape: str, kind: str) -> str:
    if shape == "bar":
        inner = f'<rect class="{shape} {kind}" x="1" y="4" width="20" height="7" rx="3"/>'
    elif shape == "open":
        inner = f'<path class="{shape} {kind}" d="M6 3l10 5l-10 5Z"/>'
    else:
        inner = f'<circle class="{shape} {kind}" cx="11" cy="8" r="5"/>'
    return f'<svg viewBox="0 0 22 16" aria-hidden="true">{inner}</svg>'


def _map(told: Sequence[Incident]) -> Iterator[str]:
    places: dict[str, list[Incident]] = {}
    for incident in told:
        places.setdefault(world_map.place_key(incident), []).append(incident)
    ordered = sorted(places.items(), key=lambda item: (item[0] == "", phrases.place_words(item[1][0].place), item[0]))
    anchors = {key: f"place-{n}" for n, (key, _) in enumerate(ordered, 1)}
    yield '<section id="map"><h2>Map</h2>\n'
    if world_map.spots(told) or any(i.place and i.place.precision == "country" for i in told):
        for drawing in world_map.svgs(told, anchors=anchors):
            yield f'<div class="figure">{drawing}</div>\n'
        sizes = (("exact", 2.5), ("place", 4.0), ("near", 5.5), ("admin1", 7.0))
        items = "".join(
            f'<li><svg viewBox="0 0 22 16" aria-hidden="true"><circle class="spot {name}" cx="11" cy="8" r="{radius}"/>'
            f"</svg>{phrases.PLACE_PRECISION[name]}</li>"
            for name, radius in sizes
        )
        yield (
            f'<ul class="legend">{items}<li>hatched: only the country is known</li></ul>\n<p class="note">The larger '
            "the disc, the less exactly the place is known; a number after a name counts its incidents. Outlines: "
            "Natural Earth (public domain), generalised. Borders and names imply no opinion on the status of any "
            "territory; dashed borders are disputed, and not every disputed border is marked. Places: GeoNames "
            "(CC BY 4.0).</p>\n"
        )
    else:
        yield "<p>No place could be located on a map.</p>\n"
    yield (
        '<div class="scroll"><table class="places">'
        "<caption>The places of the map, and those that are not on it</caption><thead><tr>"
        '<th scope="col">Place</th><th scope="col">How exactly</th><th scope="col">Incidents</th></tr></thead><tbody>\n'
    )
    for key, found in ordered:
        place = found[0].place
        links = ", ".join(
            f'<a href="#{safe(i.incident_id)}">{safe(_short_date(i))}</a>' for i in found[:MOST_LINKS]
        ) + (f" and {len(found) - MOST_LINKS} more" if len(found) > MOST_LINKS else "")
        precision = phrases.PLACE_PRECISION[place.precision if place else "unknown"]
        yield (
            f'<tr id="{anchors[key]}"><td>{safe(phrases.place_words(place))}</td><td>{precision}</td>'
            f"<td>{links}</td></tr>\n"
        )
    yield "</tbody></table></div></section>\n"


def _short_date(incident: Incident) -> str:
    return phrases.interval_short(incident.date_start, incident.date_end)


class _Writer:
    """Writes entries; holds the sentences of each document, so that they are found once."""

    def __init__(self, chronology: Chronology, documents: Mapping[str, Document]) -> None:
        self.chronology = chronology
        self.documents = documents
        self.known = {incident.incident_id for incident in chronology.incidents}
        self.tables = len(chronology.incidents) <= MOST_TABLES
        self.context = context_of(documents)

    def article(self, incident: Incident, *, heading: str = "h4") -> str:
        told = entry(incident, self.chronology, self.documents)
        anchor = safe(incident.incident_id)
        status = f", {safe(told.status)}" if told.status else ""
        parts = [
            f'<article class="entry {timeline.type_class(incident.event_type)}" id="{anchor}" '
            f'data-type="{safe(incident.event_type or "Type not told")}" data-country="{safe(_country(incident))}">\n',
            f'<{heading}><a href="#{anchor}">{safe(told.date[:1].upper() + told.date[1:])}: {safe(told.place)}</a>'
            f"</{heading}>\n",
            f'<p class="kind"><b>{safe(told.type)}</b>{status} · <code>{anchor}</code></p>\n',
            self._facts(told),
        ]
        if told.differences:
            items = "".join(f"<li>{safe(difference)}</li>" for difference in told.differences)
            parts.append(f'<div class="differ"><p>Reports differ</p><ul>{items}</ul></div>\n')
        parts += [self._source(source) for source in told.sources]
        if self.tables:
            parts.append(self._table(told))
        return "".join((*parts, "</article>\n"))

    def _facts(self, told: Entry) -> str:
        facts = list(told.facts)
        if told.place_note:
            facts.insert(0, Fact("Place", (told.place_note,)))
        rows = "".join(f"<dt>{safe(fact.label)}</dt><dd>{_lines(fact.lines)}</dd>" for fact in facts)
        for related in told.related:
            other = safe(related.incident_id)
            link = f'<a href="#{other}">{other}</a>' if related.incident_id in self.known else other
            rows += f"<dt>Link</dt><dd>{safe(related.words)} {link}</dd>"
        return f"<dl>{rows}</dl>\n" if rows else ""

    def _source(self, source: Source) -> str:
        caption = _citation(source.document, source.document_id)
        quotes = [(a.start, a.end) for a in source.attestations]
        if source.repeats:
            return f'<figure class="source"><figcaption>{caption}; its quotes are the same</figcaption></figure>\n'
        if source.document is None or not quotes:
            shown = "".join(f"<p>“{safe(q)}”</p>" for q in dict.fromkeys(a.quote for a in source.attestations))
            return (
                f'<figure class="source"><blockquote>{shown}</blockquote><figcaption>{caption}</figcaption></figure>\n'
            )
        passages = self.context(source.document_id).passages(quotes)
        text = source.document.text
        paragraphs = []
        for passage in passages[:MOST_PASSAGES]:
            before, after = clipped(text, passage)
            inner = "".join(
                f"<mark>{_flowing(piece)}</mark>" if marked else _flowing(piece)
                for piece, marked in pieces(text, passage)
            )
            paragraphs.append(f'<p dir="auto">{"… " if before else ""}{inner}{" …" if after else ""}</p>')
        more = len(passages) - MOST_PASSAGES
        if more > 0:
            caption += f"; {counted(more, 'further passage')} not shown"
        language = source.document.language
        lang = f' lang="{language}"' if language and _LANGUAGE.fullmatch(language) else ""
        return (
            f'<figure class="source"><blockquote{lang}>{"".join(paragraphs)}</blockquote>'
            f"<figcaption>{caption}</figcaption></figure>\n"
        )

    def _table(self, told: Entry) -> str:
        rows = [(source, attestation) for source in told.sources for attestation in source.attestations]
        if not rows:
            return ""
        body = "".join(self._row(source, attestation) for source, attestation in rows[:MOST_ROWS])
        more = f'<p class="note">{len(rows) - MOST_ROWS} more not shown.</p>' if len(rows) > MOST_ROWS else ""
        heads = "".join(f'<th scope="col">{head}</th>' for head in ("Value", "Quote", "Who says so", "Rule"))
        return (
            f"<details><summary>{counted(len(rows), 'coded value')}, each with its quote</summary>"
            f'<div class="scroll"><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
            f"{more}</details>\n"
        )

    def _row(self, source: Source, attestation: Attestation) -> str:
        said = attestation.attributed_to
        voice = phrases.quoted(said) if said else phrases.source_words(source.document)
        if attestation.certainty != "asserted":
            voice += f" ({attestation.certainty})"
        if attestation.confidence is not None:
            voice += f", probability {attestation.confidence:.2f}"
        loaded = f"; the source's word: {phrases.quoted(attestation.loaded)}" if attestation.loaded else ""
        value = phrases.attested_words(attestation.field, attestation.value)
        place = f"{source.document_id} {attestation.start}–{attestation.end}"
        return (
            f"<tr><td>{safe(attestation.field)}: {safe(value)}{safe(loaded)}</td>"
            f"<td>“{safe(attestation.quote)}” <code>{safe(place)}</code></td><td>{safe(voice)}</td>"
            f"<td><code>{safe(attestation.annotator)}</code></td></tr>"
        )


def _lines(lines: Sequence[str]) -> str:
    if len(lines) == 1:
        return safe(lines[0])
    return "<ul>" + "".join(f"<li>{safe(line)}</li>" for line in lines) + "</ul>"


def _flowing(text: str) -> str:
    """Text with its paragraph breaks kept; lines broken by width flow together as HTML does."""
    return "<br>".join(safe(part) for part in _PARAGRAPH.split(text))


def _citation(document: Document | None, document_id: str) -> str:
    if document is None:
        return f"document <code>{safe(document_id)}</code>, no longer stored"
    by = phrases.one_line(phrases.publisher(document))
    outlet = f"{safe(by)}, " if by else ""
    title = safe(phrases.document_title(document))
    copy = f", a copy of <code>{safe(document.copy_of)}</code>" if document.copy_of else ""
    return (
        f"{outlet}<cite>{title}</cite>, {safe(phrases.published_words(document))} "
        f'(<a href="#doc-{safe(document_id)}"><code>{safe(document_id)}</code></a>{copy})'
    )


def _statements(chronology: Chronology, documents: Mapping[str, Document]) -> Iterator[str]:
    if not chronology.statements:
        return
    by_kind: dict[str, list[Statement]] = {kind: [] for kind in phrases.STATEMENT_LABELS}
    for statement in chronology.ordered_statements():
        by_kind.setdefault(statement.kind, []).append(statement)
    yield '<section id="statements"><h2>Statements</h2>\n'
    for kind, statements in by_kind.items():
        if not statements:
            continue
        label = phrases.STATEMENT_LABELS.get(kind, kind.replace("_", " "))
        yield f"<h3>{safe(label)}</h3>\n"
        for statement in statements:
            speaker = phrases.quoted(statement.speaker) if statement.speaker else "speaker not named"
            about = ", ".join(f'<a href="#{safe(i)}">{safe(i)}</a>' for i in chronology.statement_incidents(statement))
            yield (
                f'<figure class="source" id="statement-{safe(statement.statement_id)}"><blockquote><p dir="auto">“'
                f"{_flowing(statement.quote)}”</p></blockquote><figcaption>{safe(speaker)}"
                f"{f', about {about}' if about else ''}. "
                f"{_citation(documents.get(statement.document_id), statement.document_id)}</figcaption></figure>\n"
            )
    yield "</section>\n"


def _documents(chronology: Chronology) -> Iterator[str]:
    if not chronology.documents and not chronology.failures:
        return
    yield '<section id="documents"><h2>Documents</h2>\n<ul class="plain">\n'
    for document in chronology.ordered_documents():
        skipped = chronology.skipped.get(document.document_id)
        note = f"; <b>not coded: {safe(skipped)}</b>" if skipped else ""
        by = phrases.one_line(phrases.publisher(document))
        outlet = f"{safe(by)}, " if by else ""
        copy = f"; a copy of <code>{safe(document.copy_of)}</code>" if document.copy_of else ""
        yield (
            f'<li id="doc-{safe(document.document_id)}">{outlet}{_titled(document)}, '
            f"{safe(phrases.published_words(document))}; <code>{safe(document.input)}</code>, "
            f"<code>{safe(document.document_id)}</code>{copy}{note}</li>\n"
        )
    yield "</ul>\n"
    if chronology.failures:
        yield '<h3>Not read</h3>\n<ul class="plain">\n'
        for failure in chronology.failures:
            position = f", document {failure.position}" if failure.position else ""
            reason = f"{safe(failure.error)}: {safe(failure.message)}"
            yield f"<li><code>{safe(failure.input)}</code>{position}: {reason}</li>\n"
        yield "</ul>\n"
    yield "</section>\n"


def _titled(document: Document) -> str:
    """The title, as a link where the document has a web address."""
    title = f"<cite>{safe(phrases.document_title(document))}</cite>"
    if document.url and re.match(r"https?://[^\s\"'<>]+\Z", document.url, re.IGNORECASE):
        return f'<a href="{safe(document.url)}" rel="noopener noreferrer nofollow">{title}</a>'
    return title


def _foot(chronology: Chronology) -> str:
    script, _ = _asset("page.js")
    rest = (
        ""
        if len(chronology.incidents) <= MOST_TABLES
        else " This page holds many incidents, so the single values are left out; the command “dateline show” and the "
        "JSON Lines export have them."
    )
    return (
        f"<footer><p>Made by {safe(chronology.tool)}. Where reports differ, figures are reconciled under the policy "
        f"“{safe(chronology.policy)}”. Words in quotation marks are the sources'; marked words support the coded "
        f"values.{rest}</p></footer>\n<script>{script}</script>\n</body>\n</html>\n"
    )
