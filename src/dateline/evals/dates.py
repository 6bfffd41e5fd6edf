"""`dateline eval dates`: the expressions that a file marks, as intervals."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.mentions.timex import find_timexes
from dateline.records.mentions import TimexMention
from dateline.records.values import DateExtent
from dateline.resolve.dates import known, resolve_timex
from dateline.resolve.tense import expression_tense


def run(docs: Path, out: Path) -> None:
    """Read documents {"docid", "text", "published", "spans": [[start, end], ...]}, one JSON object a line, and write
    {"docid", "start", "end", "earliest", "latest", "precision", "rule"} for each span; open ends are null."""
    with docs.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as sink:
        for line in lines:
            if line.strip():
                for row in resolve_spans(json.loads(line)):
                    sink.write(json.dumps(row, ensure_ascii=False) + "\n")


def resolve_spans(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One row for each span of a document, in the order given. Gold values, where there are some, are not read."""
    text = str(document["text"])
    published = _published(document.get("published"))
    mentions = find_timexes(text, language=document.get("language") or "en")
    extents = resolve_in_order(text, mentions, published=published)
    for start, end in document.get("spans") or ():
        mention, extent = _for_span(
            text, (int(start), int(end)), mentions=mentions, extents=extents, published=published
        )
        yield {
            "docid": document["docid"],
            "start": start,
            "end": end,
            "earliest": extent.earliest.isoformat() if extent.earliest else None,
            "latest": extent.latest.isoformat() if extent.latest else None,
            "precision": extent.precision,
            "rule": extent.rule if mention is not None else "not-understood",
        }


def _published(given: object) -> tuple[dt.date | None, dt.date | None]:
    if not given:
        return None, None
    day = dt.date.fromisoformat(str(given)[:10])
    return day, day


def resolve_in_order(
    text: str, mentions: tuple[TimexMention, ...], *, published: tuple[dt.date | None, dt.date | None]
) -> list[DateExtent]:
    """The extents of all expressions of a text; each one's context is the last dated day before it."""
    out: list[DateExtent] = []
    context: DateExtent | None = None
    for mention in mentions:
        tense = expression_tense(text, mention.start, mention.end) or "past"
        extent = resolve_timex(mention, published=published, tense=tense, context=context)
        out.append(extent)
        if known(extent) and extent.precision in ("day", "week") and mention.value.kind != "range" and tense == "past":
            context = extent
    return out


def _for_span(
    text: str,
    span: tuple[int, int],
    *,
    mentions: tuple[TimexMention, ...],
    extents: list[DateExtent],
    published: tuple[dt.date | None, dt.date | None],
) -> tuple[TimexMention | None, DateExtent]:
    """The mention that is the span; else the span's own words, else the mention that overlaps it most."""
    start, end = span
    best, best_share = None, 0.0
    for number, mention in enumerate(mentions):
        if (mention.start, mention.end) == (start, end):
            return mention, extents[number]
        overlap = min(end, mention.end) - max(start, mention.start)
        share = overlap / (max(end, mention.end) - min(start, mention.start))
        if overlap > 0 and share > best_share:
            best, best_share = number, share
    alone = find_timexes(text[start:end])
    inside = best is not None and mentions[best].start <= start and end <= mentions[best].end
    if alone and (best is None or inside):
        tense = expression_tense(text, start, end) or "past"
        context = next((e for e in reversed(extents[: best or 0]) if known(e)), None)
        return alone[0], resolve_timex(alone[0], published=published, tense=tense, context=context)
    if best is not None:
        return mentions[best], extents[best]
    return None, DateExtent(rule="not-understood")
