"""What a model is asked, the schema that its answer must follow, and reading an answer, whole or cut short."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from dateline.errors import CoderError
from dateline.records import EVENT_TYPES, STATEMENT_KINDS, Document

TYPES: dict[str, str] = {sub: kind for kind, subs in EVENT_TYPES.items() for sub in subs}
"""Sub-event type -> event type."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number of people and the words that give it."""

    number: int
    quote: str


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One incident as the model tells it: all but `type` and the numbers is to be verbatim; "" or () is not told."""

    what: str
    type: str = ""
    when: str = ""
    where: str = ""
    deaths: tuple[Figure, ...] = ()
    injured: tuple[Figure, ...] = ()
    detained: tuple[Figure, ...] = ()
    abducted: tuple[Figure, ...] = ()
    freed: tuple[Figure, ...] = ()
    perpetrators: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    seized: tuple[str, ...] = ()


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One statement as the model tells it; `quote` and `speaker` are to be verbatim."""

    kind: str
    quote: str
    speaker: str = ""


class Answer(NamedTuple):
    """What could be read of an answer; `cut` is whether it ended too early, `broken` how many records had no shape."""

    incidents: tuple[Told, ...]
    statements: tuple[Said, ...]
    cut: bool
    broken: int


# Lists are bounded, strings are not: llama.cpp makes a bounded string that many optional parts of its grammar, and with
# 240 characters generation fell to 1.5 tokens a second where the prompt went at 77. A string that runs away is ended by
# the limit on tokens, and what was whole before it is kept.
_LIST = 6
_QUOTE: dict[str, Any] = {"type": "string"}
_QUOTES: dict[str, Any] = {"type": "array", "items": _QUOTE, "maxItems": _LIST}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


_FIGURES: dict[str, Any] = {
    "type": "array",
    "items": _object(number={"type": "integer", "minimum": 0}, quote=_QUOTE),
    "maxItems": _LIST,
}
SCHEMA: dict[str, Any] = _object(
    incidents={
        "type": "array",
        "maxItems": 40,
        "items": _object(
            what=_QUOTE,
            type={"type": "string", "enum": list(TYPES)},
            when=_QUOTE,
            where=_QUOTE,
            deaths=_FIGURES,
            injured=_FIGURES,
            detained=_FIGURES,
            abducted=_FIGURES,
            freed=_FIGURES,
            perpetrators=_QUOTES,
            targets=_QUOTES,
            weapons=_QUOTES,
            seized=_QUOTES,
        ),
    },
    statements={
        "type": "array",
        "maxItems": 20,
        "items": _object(kind={"type": "string", "enum": list(STATEMENT_KINDS)}, speaker=_QUOTE, quote=_QUOTE),
    },
)

INSTRUCTIONS = """You read reporting on political violence and point at the words that tell of it. Answer with one JSON \
object: {"incidents": [...], "statements": [...]}.

An incident is one violent act, arrest, find of arms, foiled plot, protest or riot that the text reports as something that \
happened: one entry for each act at one place and time. Leave out drills, sport, films, accidents, old cases told for \
comparison and yearly totals. If there is none, the list is empty.

Every string except "type" and "kind" must be copied from the text letter by letter: never translate, shorten or add. \
Use "" or [] for what the text does not say; never guess.
- what: the words that say what was done
- type: the kind of act
- when: the words that say on which day; where: the name of the most exact place
- deaths, injured, detained, abducted, freed: each number with the words that give it
- perpetrators, targets: who did it, whom or what it was done to
- weapons: what was used; seized: what was found or taken away

A statement is a claim of responsibility, denial, threat, demand or prediction, with its speaker and its words."""

EXAMPLE_TEXT = """Title: Two guards killed at depot
Published: 2009-06-18

Gunmen with rifles shot dead two guards at a fuel depot outside Tamale on Tuesday, police said. A cleaner was wounded. \
The Northern Dawn movement said it had carried out the attack."""
EXAMPLE_ANSWER: dict[str, Any] = {
    "incidents": [
        {
            "what": "shot dead two guards",
            "type": "Attack",
            "when": "on Tuesday",
            "where": "Tamale",
            "deaths": [{"number": 2, "quote": "shot dead two guards"}],
            "injured": [{"number": 1, "quote": "A cleaner was wounded"}],
            "detained": [],
            "abducted": [],
            "freed": [],
            "perpetrators": ["Gunmen"],
            "targets": ["two guards", "A cleaner"],
            "weapons": ["rifles"],
            "seized": [],
        }
    ],
    "statements": [
        {
            "kind": "claim_of_responsibility",
            "speaker": "The Northern Dawn movement",
            "quote": "The Northern Dawn movement said it had carried out the attack",
        }
    ],
}


def messages(document: Document, start: int, end: int) -> list[dict[str, str]]:
    """The conversation that asks for the incidents of document.text[start:end]."""
    told = [f"Title: {document.title}"] if document.title else []
    told += [f"Published: {document.published.isoformat()}"] if document.published else []
    asked = "\n".join(told) + "\n\n" + document.text[start:end]
    return [
        {"role": "system", "content": INSTRUCTIONS},
        {"role": "user", "content": EXAMPLE_TEXT},
        {"role": "assistant", "content": json.dumps(EXAMPLE_ANSWER)},
        {"role": "user", "content": asked.strip()},
    ]


def read_answer(content: str) -> Answer:
    """The records of an answer. Words around the object are passed over; of one cut short every whole record counts.

    Raises:
        CoderError: there is no JSON object with "incidents", or it is cut short before the first whole record.
    """
    body = content[content.find("{") :] if "{" in content else ""
    decoder = json.JSONDecoder()
    try:
        whole, _ = decoder.raw_decode(body)
        cut = False
    except (ValueError, RecursionError):
        whole = {key: list(_salvaged(body, key, decoder)) for key in ("incidents", "statements")}
        cut = True
        if not whole["incidents"] and not whole["statements"]:
            raise CoderError(
                f"the model's answer is no JSON, or ends before its first record: {content.strip()[:80]!r}; "
                "allow longer answers (--coder-option tokens=), or take a model that keeps to a schema"
            ) from None
    if not isinstance(whole, dict) or not isinstance(whole.get("incidents"), list):
        raise CoderError(f'the model\'s answer holds no list "incidents": {content.strip()[:80]!r}')
    statements = whole.get("statements")
    incidents, broken = _shaped(whole["incidents"], Told)
    said, broken_too = _shaped(statements if isinstance(statements, list) else [], Said)
    return Answer(incidents, said, cut, broken + broken_too)


def _salvaged(body: str, key: str, decoder: json.JSONDecoder) -> Iterator[Any]:
    """The whole objects at the head of the array that follows `"key":`, up to where the text breaks off."""
    opened = re.search(rf'"{key}"\s*:\s*\[', body)
    at = opened.end() if opened else len(body)
    while True:
        at += len(body[at:]) - len(body[at:].lstrip(" \t\r\n,"))
        if body[at : at + 1] != "{":
            return
        try:
            found, at = decoder.raw_decode(body, at)
        except (ValueError, RecursionError):
            return
        yield found


def _shaped(given: list[Any], kind: type[Any]) -> tuple[tuple[Any, ...], int]:
    """The entries that have the record's shape, and how many have not."""
    out = []
    for entry in given:
        try:
            # Models write null for what they were told to leave empty, and 4.0 or "4" for 4.
            kept = {k: v for k, v in entry.items() if v is not None} if isinstance(entry, dict) else entry
            out.append(msgspec.convert(kept, kind, strict=False))
        except msgspec.ValidationError:
            continue
    return tuple(out), len(given) - len(out)
