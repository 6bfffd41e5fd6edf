"""`dateline eval link`: which articles of a file are mainly about the same incident, from text and date alone."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

from dateline.documents import from_text
from dateline.evals.articles import article_context, candidate_pairs, publication_day, read_articles
from dateline.incidents.clustering import Groups, cluster
from dateline.incidents.context import ReportContext
from dateline.incidents.linking import incident_id
from dateline.incidents.profile import LIMIT, Profile, profile
from dateline.incidents.reconcile import reconcile
from dateline.incidents.scoring import model, score
from dateline.records import Counts, Report
from dateline.reports.coder import code_document

JOIN = -1.25
"""Mean log odds above which groups are joined, chosen on the given dev part: pairs that share no block key count
against a group already, so that even odds would part too much."""

COMPLETE = 60
"""Groups up to this size are compared completely."""

_VIOLENT = {"Violence against civilians", "Battles", "Explosions/Remote violence", "Riots"}


def run(docs: Path, out: Path, *, figures: bool = False) -> None:
    """Read `docs` ({"doc_id", "title", "text", "pub_date"} a line), write {"doc_id", "incident"} a line to `out`.

    Equal incident ids mean the same incident; gold in the input is never read. With `figures` each line also bears
    {"killed", "injured", "date", "place"} of its incident, null where no article tells: every article is coded, which
    takes some 20 ms each.
    """
    rows = list(read_articles(docs))
    groups = link_articles([profile(article_context(row)) for row in rows])
    lines: dict[int, dict[str, Any]] = {}
    for group in groups:
        name = incident_id(min(rows[n]["doc_id"] for n in group))
        told = _figures(name, [rows[n] for n in group]) if figures else {}
        lines.update({n: {"doc_id": rows[n]["doc_id"], "incident": name, **told} for n in group})
    temporary = out.with_name(out.name + ".part")
    with temporary.open("w", encoding="utf-8") as written:
        written.writelines(json.dumps(lines[n], ensure_ascii=False) + "\n" for n in range(len(rows)))
    os.replace(temporary, out)


def link_articles(profiles: Sequence[Profile], *, join: float = JOIN) -> list[list[int]]:
    """Positions of the articles, grouped by incident."""
    weights = model("articles")
    width = len(str(len(profiles)))
    names = [str(n).zfill(width) for n in range(len(profiles))]

    def log_odds(pairs: Iterable[tuple[int, int]]) -> dict[tuple[str, str], float]:
        return {(names[i], names[j]): score(profiles[i], profiles[j], weights).log_odds for i, j in pairs}

    scores = log_odds(candidate_pairs(profiles))
    scores |= log_odds(_untried(names, scores))
    return [[int(name) for name in group] for group in cluster(names, scores, join=join)]


def _untried(names: Sequence[str], scores: Mapping[tuple[str, str], float]) -> list[tuple[int, int]]:
    """Pairs not compared yet whose articles hang together through others: a mean over a group needs them."""
    groups = Groups(names)
    for (left, right), log_odds in scores.items():
        if log_odds > 0:
            groups.join(left, right)
    found = (p for group in groups.listed() if len(group) <= COMPLETE for p in combinations(sorted(group), 2))
    return [(int(left), int(right)) for left, right in found if (left, right) not in scores]


def _figures(name: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, object]:
    """What the articles of one incident say together."""
    contexts = [c for row in rows if (c := main_report(row)) is not None]
    if not contexts:
        return {"killed": None, "injured": None, "date": None, "place": None}
    incident = reconcile(name, contexts)
    return {
        "killed": _best(incident.deaths, incident.injured),
        "injured": _best(incident.injured, incident.deaths),
        "date": incident.date_start if incident.date_start == incident.date_end else None,
        "place": incident.place.name if incident.place else None,
    }


def _best(counts: Counts | None, other: Counts | None) -> int | None:
    """The reconciled figure; nobody where the articles count only the other kind of victim."""
    if counts is None:
        return 0 if other is not None and other.best else None
    return counts.best if counts.best is not None else counts.low


def main_report(row: Mapping[str, Any]) -> ReportContext | None:
    """The first report of violence in the article as a report of its own, in the article's frame."""
    title = row.get("title") or ""
    document = from_text(
        f"{title}\n\n{(row.get('text') or '')[:LIMIT]}",
        title=title or None,
        published=publication_day(row),
        language="en",
    )
    told = [r for r in code_document(document).reports if not r.background]
    report: Report | None = next((r for r in told if r.event_type in _VIOLENT), told[0] if told else None)
    if report is None:
        return None
    context = article_context(row)
    return msgspec.structs.replace(
        context, report=msgspec.structs.replace(report, report_id=row["doc_id"], document_id=row["doc_id"], position=1)
    )
