"""Quotes as W3C Web Annotations (JSON-LD), so that any annotation tool can show them in the text.

Each has both selectors: offsets in code points of the frozen text, and the words with what stands around them, by which
a text that has moved can be found again. The text is named by its SHA-256.
"""

import json
from collections.abc import Iterator
from typing import Any, TextIO

import msgspec

from dateline.chronology.release import Chronology
from dateline.records import Document

CONTEXT = 32
"""Code points kept before and after a quote."""


def export(chronology: Chronology, out: TextIO) -> None:
    """Write one AnnotationCollection with a single page, an annotation a line."""
    found = list(annotations(chronology))
    head = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"dateline": "urn:dateline:term:"}],
        "id": "urn:dateline:annotations",
        "type": "AnnotationCollection",
        "label": "Quotes behind the values of a chronology",
        "total": len(found),
    }
    out.write(json.dumps(head, ensure_ascii=False)[:-1])
    out.write(', "first": {"id": "urn:dateline:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": [')
    for n, annotation in enumerate(found):
        out.write((",\n" if n else "\n") + msgspec.json.encode(annotation).decode())
    out.write("\n]}}\n")


def annotations(chronology: Chronology) -> Iterator[dict[str, Any]]:
    """Every attestation of every incident, then every statement."""
    documents = chronology.documents_by_id()
    generator = {"id": f"urn:dateline:tool:{chronology.tool.replace(' ', ':')}", "type": "Software"}
    for incident in chronology.ordered_incidents():
        for n, sourced in enumerate(chronology.incident_attestations(incident)):
            a = sourced.attestation
            value = a.value if isinstance(a.value, str) else msgspec.json.encode(a.value).decode()
            yield {
                "id": f"urn:dateline:annotation:{incident.incident_id}:{sourced.report_id}:{n}",
                "type": "Annotation",
                "motivation": "classifying",
                "generator": generator,
                "body": [
                    {"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": a.field},
                    {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": value},
                ],
                "target": _target(documents[sourced.document_id], a.start, a.end),
                "dateline:incident": f"urn:dateline:incident:{incident.incident_id}",
                "dateline:report": f"urn:dateline:report:{sourced.report_id}",
                "dateline:annotator": a.annotator,
                "dateline:certainty": a.certainty,
                **({"dateline:attributedTo": a.attributed_to} if a.attributed_to else {}),
            }
    for statement in chronology.ordered_statements():
        body = {"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": statement.kind}
        yield {
            "id": f"urn:dateline:annotation:{statement.statement_id}",
            "type": "Annotation",
            "motivation": "classifying",
            "generator": generator,
            "body": [body],
            "target": _target(documents[statement.document_id], statement.start, statement.end),
            "dateline:annotator": statement.annotator,
            **({"dateline:speaker": statement.speaker} if statement.speaker else {}),
        }


def _target(document: Document, start: int, end: int) -> dict[str, Any]:
    text = document.text
    source = {
        "id": f"urn:sha256:{document.sha256}",
        "type": "Text",
        "format": "text/plain",
        "dateline:document": f"urn:dateline:document:{document.document_id}",
        **({"language": document.language} if document.language else {}),
        **({"canonical": document.url} if document.url else {}),
    }
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - CONTEXT) : start],
                "suffix": text[end : end + CONTEXT],
            },
        ],
    }
