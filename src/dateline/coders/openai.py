"""The coder "openai": asks a language model on an OpenAI-compatible server, and keeps what the text itself bears out."""

import hashlib
import json
import os
from collections.abc import Mapping
from typing import Self

from dateline.coders.answers import EXAMPLE_ANSWER, EXAMPLE_TEXT, INSTRUCTIONS, SCHEMA, Answer, messages, read_answer
from dateline.coders.completion import SEED, Endpoint
from dateline.coders.grounding import Pointed, ground
from dateline.documents.structure import Structure
from dateline.errors import CoderError, UsageError
from dateline.records import Coding, Document, Dropped
from dateline.reports.analysis import analyse_document
from dateline.reports.coder import LANGUAGES
from dateline.reports.realis import genre
from dateline.resolve import gazetteer

NAME = "openai"
VERSION = 1
"""Counts up when the same answer would be read otherwise."""

URL = "http://127.0.0.1:8080/v1"
REQUESTS = 64
"""A document that would need more is refused: hours of one model's time."""

OPTIONS: Mapping[str, str] = {
    "url": f"base of the API ({URL}, or DATELINE_OPENAI_URL)",
    "model": "the model's name on the server (or DATELINE_OPENAI_MODEL)",
    "remote": "the server's host, to say that texts may be sent to it although it is another computer",
    "mode": "how JSON is asked for: json_schema, json_object, text, or auto (what the server takes)",
    "seconds": "longest wait for one answer (600)",
    "characters": "most characters sent at a time; longer documents are sent in parts (6000)",
    "tokens": "longest answer in tokens (2048)",
}


class OpenAICoder:
    """Codes documents by what a model points at; English only, for so are the lexicons that say what it means.

    Documents that are wholly about sport, a drill, fiction or an accident are not sent. `version` names the model and a
    digest of all that decides its answer beside the document; `options` are the effective ones, without the key.
    """

    def __init__(self, endpoint: Endpoint, *, characters: int = 6000, tokens: int = 2048) -> None:
        self.endpoint, self.characters, self.tokens = endpoint, characters, tokens
        asked = [INSTRUCTIONS, EXAMPLE_TEXT, EXAMPLE_ANSWER, SCHEMA, characters, tokens, SEED, VERSION]
        digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:8]
        self.version = f"{endpoint.model}+{digest}"
        self.options = {
            "url": endpoint.url,
            "model": endpoint.model,
            "mode": endpoint.mode or "auto",
            "seconds": f"{endpoint.seconds:g}",
            "characters": str(characters),
            "tokens": str(tokens),
            **({} if endpoint.local else {"remote": endpoint.host}),
        }

    @classmethod
    def configure(cls, options: Mapping[str, str]) -> Self:
        """The coder with options of `--coder-option`; what they leave out comes from the environment.

        The key is read from DATELINE_OPENAI_KEY only: options are stored with the run.

        Raises:
            UsageError: an option that is none, no model, or a server that is not this computer and not named so.
        """
        if unknown := sorted(set(options) - set(OPTIONS)):
            told = "; ".join(f"{name}: {meaning}" for name, meaning in OPTIONS.items())
            raise UsageError(f"the coder 'openai' has no option {', '.join(unknown)}; there are {told}")
        model = options.get("model") or os.environ.get("DATELINE_OPENAI_MODEL")
        if not model:
            raise UsageError(
                "the coder 'openai' needs the name of a model on the server: "
                "--coder-option model=NAME, or DATELINE_OPENAI_MODEL"
            )
        endpoint = Endpoint(
            url=options.get("url") or os.environ.get("DATELINE_OPENAI_URL") or URL,
            model=model,
            key=os.environ.get("DATELINE_OPENAI_KEY") or None,
            remote=options.get("remote"),
            mode=options.get("mode", "auto"),
            seconds=float(_number(options, "seconds", 600, 1, 86_400)),
        )
        return cls(
            endpoint,
            characters=_number(options, "characters", 6000, 200, 1_000_000),
            tokens=_number(options, "tokens", 2048, 64, 131_072),
        )

    def __call__(self, document: Document) -> Coding:
        """Raises CoderUnavailableError and CoderError, as `Endpoint.complete` and `read_answer` do."""
        if document.language is not None and document.language.split("-")[0].lower() not in LANGUAGES:
            return Coding(document_id=document.document_id, coder=NAME, skipped=f"language: {document.language}")
        kind = genre(document.text, document.title)
        if kind not in ("report", "anniversary"):
            return Coding(document_id=document.document_id, coder=NAME, skipped=f"genre: {kind}")
        analysis = analyse_document(document, gazetteer=gazetteer.default())
        pieces = parts(document.text, analysis.structure, self.characters)
        if len(pieces) > REQUESTS:
            raise CoderError(
                f"{len(document.text)} characters would take {len(pieces)} requests, more than {REQUESTS}; split the "
                "document, or send more at a time (--coder-option characters=)"
            )
        pointed: list[Pointed] = []
        faults: list[Dropped] = []
        for start, end in pieces:
            answer = self._ask(document, start, end, faults)
            pointed += [Pointed(told, start, end) for told in answer.incidents]
            pointed += [Pointed(said, start, end) for said in answer.statements]
        reports, statements, dropped = ground(document, analysis, pointed, by=f"model:{self.version}")
        return Coding(
            document_id=document.document_id,
            coder=NAME,
            reports=reports,
            statements=statements,
            dropped=(*faults, *dropped),
        )

    def _ask(self, document: Document, start: int, end: int, faults: list[Dropped]) -> Answer:
        completion = self.endpoint.complete(messages(document, start, end), SCHEMA, tokens=self.tokens)
        answer = read_answer(completion.content)
        if answer.cut:
            kept = len(answer.incidents) + len(answer.statements)
            why = f"longer than {self.tokens} tokens" if completion.cut else "broken JSON"
            faults.append(Dropped(reason="answer cut short", message=f"{why}; its first {kept} records are kept"))
        if answer.broken:
            faults += [Dropped(reason="malformed record", message="a record of the model's answer")] * answer.broken
        return answer


def parts(text: str, structure: Structure, characters: int) -> list[tuple[int, int]]:
    """The text in stretches [start, end) of at most `characters`, whole blocks where they fit, else whole sentences.

    A sentence that is longer is cut. White space between stretches is in none of them.
    """
    pieces: list[tuple[int, int]] = []
    for number, block in enumerate(structure.blocks):
        if block.end - block.start <= characters:
            pieces.append((block.start, block.end))
            continue
        for s in structure.sentences:
            if s.block == number:
                pieces += [(a, min(a + characters, s.end)) for a in range(s.start, s.end, characters)]
    out: list[tuple[int, int]] = []
    for start, end in pieces:
        if text[start:end].isspace() or start == end:
            continue
        if out and end - out[-1][0] <= characters:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _number(options: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    given = options.get(name, str(default))
    if not given.isdecimal() or not least <= int(given) <= most:
        raise UsageError(f"{name}={given!r} is no whole number from {least} to {most}")
    return int(given)
