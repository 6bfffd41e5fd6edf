"""News articles as reports: the incident that each is mainly about, from its text and publication date alone."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.incidents.context import ReportContext
from dateline.incidents.profile import LIMIT, Profile, profile
from dateline.records import DateExtent, Report

NEIGHBOURS = 25
"""Most alike articles that each one is compared with: 20 find 93 to 95 % of the pairs of one incident, 30 no more."""
NAME_NEIGHBOURS = 10
CAP = 60
"""A word that more articles share finds no neighbours: too common to be worth the time."""


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file, one article a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def publication_day(row: Mapping[str, Any]) -> dt.date | None:
    """The article's publication date where it has one."""
    return dt.date.fromisoformat(row["pub_date"][:10]) if row.get("pub_date") else None


def article_context(row: Mapping[str, Any]) -> ReportContext:
    """One article as a report without codes: its title and text are what speaks."""
    title, text = row.get("title") or "", row.get("text") or ""
    published = publication_day(row)
    report = Report(
        report_id=row["doc_id"],
        document_id=row["doc_id"],
        position=1,
        spans=((0, len(text)),),
        summary=title,
        event_type=None,
        sub_event_type=None,
        date=DateExtent(rule="none"),
    )
    return ReportContext(
        report=report,
        document_id=row["doc_id"],
        title=title or None,
        published_earliest=published,
        published_latest=published,
        text=f"{title}\n{text[:LIMIT]}",
    )


def candidate_pairs(profiles: Sequence[Profile] | Sequence[ReportContext]) -> list[tuple[int, int]]:
    """Pairs of positions worth comparing: each article's nearest by words, and by full names; no date window."""
    ready = [p if isinstance(p, Profile) else profile(p) for p in profiles]
    found: set[tuple[int, int]] = set()
    for vectors, top in (([p.words for p in ready], NEIGHBOURS), ([p.names for p in ready], NAME_NEIGHBOURS)):
        for left, near in enumerate(_nearest(vectors, top)):
            found.update((min(left, right), max(left, right)) for right in near)
    return sorted(found)


def _nearest(vectors: Sequence[dict[str, float]], top: int) -> Iterator[list[int]]:
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for n, vector in enumerate(vectors):
        for word, x in vector.items():
            postings[word].append((n, x))
    for n, vector in enumerate(vectors):
        similar: dict[int, float] = defaultdict(float)
        for word, x in vector.items():
            if len(postings[word]) <= CAP:
                for other, y in postings[word]:
                    similar[other] += x * y
        similar.pop(n, None)
        yield sorted(similar, key=lambda other: (-similar[other], other))[:top]
