"""`dateline eval link`: which articles of a file are mainly about the same incident, from text and date alone."""

import datetime as dt
import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

from dateline.documents import from_text
from dateline.evals.articles import article_context, candidate_pairs, publication_day, read_articles
from dateline.evals.clusters import Partition, b_cubed, conll, lea, pairs, partition
from dateline.incidents.clustering import Groups, cluster
from dateline.incidents.context import ReportContext
from dateline.incidents.linking import incident_id
from dateline.incidents.profile import LIMIT, Profile, profile
from dateline.incidents.reconcile import reconcile
from dateline.incidents.scoring import model, score
from dateline.records import Attestation, Counts, Report
from dateline.reports.coder import code_document

JOIN = -1.25
"""Mean log odds above which groups are joined, chosen on the given dev part: pairs that share no block key count
against a group already, so that even odds would part too much."""

COMPLETE = 60
"""Groups up to this size are compared completely."""

FIGURE_POLICY = "median"
"""Of the policies the one with most exact figures, found on the dev part and confirmed on the train part; `ucdp` is some
points behind."""

BEGINNING = 700
"""Characters in which an article says whether anybody died."""

BESIDE = 12
"""Characters on either side of a quote in which a word of dying belongs to it: "shot dead", "fatally shot"."""

_DEATH = re.compile(r"\b(?:kill|dead|died|dies|deaths?|slain|slay|homicid|murder|fatal)", re.IGNORECASE)
_DYING = re.compile(r"fatal|dead|death|kill|die|slain|slay|murder|homicid|execut", re.IGNORECASE)
_SHOT = ("rule:casualty.shot@", "rule:casualty.sum@")
"""Rules that read people shot as dead, as conflict reporting means it; news of crime says so of the wounded."""

_VIOLENT = {"Violence against civilians", "Battles", "Explosions/Remote violence", "Riots"}


def run(docs: Path, out: Path, *, figures: bool = False, gold: Path | None = None) -> str | None:
    """Read `docs` ({"doc_id", "title", "text", "pub_date"} a line), write {"doc_id", "incident"} a line to `out`.

    Equal incident ids mean the same incident; gold in the input is never read. With `figures` each line also bears
    {"killed", "injured", "date", "place"} of its incident, null where no article tells, and the bounds "killed_low" and
    "killed_high": every article is coded, which takes some 20 ms each. With `gold` (see `link_scores`) the result is
    scored, and the scores are returned as text.
    """
    rows = list(read_articles(docs))
    profiles = [profile(article_context(row)) for row in rows]
    candidates = candidate_pairs(profiles)
    groups = link_articles(profiles, candidates=candidates)
    lines: dict[int, dict[str, Any]] = {}
    for group in groups:
        name = incident_id(min(rows[n]["doc_id"] for n in group))
        told = incident_figures(name, [rows[n] for n in group]) if figures else {}
        lines.update({n: {"doc_id": rows[n]["doc_id"], "incident": name, **told} for n in group})
    temporary = out.with_name(out.name + ".part")
    with temporary.open("w", encoding="utf-8") as written:
        written.writelines(json.dumps(lines[n], ensure_ascii=False) + "\n" for n in range(len(rows)))
    os.replace(temporary, out)
    if gold is None:
        return None
    named = {tuple(sorted((rows[i]["doc_id"], rows[j]["doc_id"]))) for i, j in candidates}
    scores = link_scores(list(read_articles(gold)), [lines[n] for n in range(len(rows))], candidates=named)
    return "\n".join(f"{name:<28} {value:.4f}" for name, value in scores.items())


def link_articles(
    profiles: Sequence[Profile], *, join: float = JOIN, candidates: Sequence[tuple[int, int]] | None = None
) -> list[list[int]]:
    """Positions of the articles, grouped by incident; `candidates` where the pairs to compare are known already."""
    weights = model("articles")
    width = len(str(len(profiles)))
    names = [str(n).zfill(width) for n in range(len(profiles))]

    def log_odds(pairs: Iterable[tuple[int, int]]) -> dict[tuple[str, str], float]:
        return {(names[i], names[j]): score(profiles[i], profiles[j], weights).log_odds for i, j in pairs}

    scores = log_odds(candidate_pairs(profiles) if candidates is None else candidates)
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


def incident_figures(name: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, object]:
    """What the articles of one incident say together, under `FIGURE_POLICY`."""
    incident = reconcile(name, [article_account(row) for row in rows], policy=FIGURE_POLICY)
    deaths = incident.deaths or Counts()
    return {
        "killed": deaths.best if deaths.best is not None else deaths.low,
        "killed_low": deaths.low,
        "killed_high": deaths.high,
        "injured": _best(incident.injured, incident.deaths),
        "date": incident.date_start if incident.date_start == incident.date_end else None,
        "place": incident.place.name if incident.place else None,
    }


def _best(counts: Counts | None, other: Counts | None) -> int | None:
    """The reconciled figure; nobody where the articles count only the other kind of victim."""
    if counts is None:
        return 0 if other is not None and other.best else None
    return counts.best if counts.best is not None else counts.low


def article_account(row: Mapping[str, Any]) -> ReportContext:
    """The article's main report with its toll as `article_toll` reads it; a report without codes where it has none."""
    context = main_report(row) or article_context(row)
    text = f"{row.get('title') or ''}\n\n{(row.get('text') or '')[:LIMIT]}"
    report = msgspec.structs.replace(context.report, deaths=article_toll(context.report, text))
    return msgspec.structs.replace(context, report=report)


def article_toll(report: Report, text: str) -> Counts | None:
    """How many died, as an article on one act of violence tells it; a reading for this evaluation only.

    Beyond what the coder finds (found on the dev part, confirmed on the train part): people "shot" are not dead unless a word of dying
    stands in or beside the quote; an article that never speaks of death tells of none; one that begins with a death
    and gives no number tells of one. A chronology keeps these unknown, since no quote gives the figure.
    """
    told = [a for a in report.attestations if a.field.partition(".")[0] == "deaths"]
    deaths = report.deaths
    if deaths is not None and told and not any(_tells_death(a, text) for a in told):
        deaths = None
    elif deaths is None and report.injured is not None and report.injured.best:
        deaths = Counts(low=0, best=0, high=0)
    known = deaths is not None and (deaths.best if deaths.best is not None else deaths.low) is not None
    if known and not (deaths is not None and deaths.best == 0 and _DEATH.search(text[:BEGINNING])):
        return deaths
    if _DEATH.search(text[:BEGINNING]):
        return Counts(low=1, best=1, high=1)
    return None if _DEATH.search(text) else Counts(low=0, best=0, high=0)


def _tells_death(attestation: Attestation, text: str) -> bool:
    """`text` begins as the coded document does, so that offsets hold."""
    if not attestation.annotator.startswith(_SHOT):
        return True
    return _DYING.search(text[max(0, attestation.start - BESIDE) : attestation.end + BESIDE]) is not None


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


def link_scores(
    gold: Sequence[Mapping[str, Any]], told: Sequence[Mapping[str, Any]], *, candidates: Set[tuple[str, ...]]
) -> dict[str, float]:
    """Scores of predictions (the lines that `run` writes) against gold incidents.

    A line of gold is {"incident_id", "doc_ids", "date", "city", "state", "killed"}, the last four where they are known.
    Documents of several incidents are left out. `candidates` are the pairs of documents (sorted) that were compared.
    "twins": the same scores over the documents of incidents that have another one in their city within a week. "killed":
    incidents of two documents or more, each held against the incident of ours that has most of its documents.
    """
    times = Counter(doc for incident in gold for doc in incident["doc_ids"])
    ours = {line["doc_id"]: line for line in told if times[line["doc_id"]] == 1}
    incidents = {i["incident_id"]: i for i in gold}
    of = {doc: i["incident_id"] for i in gold for doc in i["doc_ids"] if doc in ours}
    mine = {doc: ours[doc]["incident"] for doc in of}
    same = {pair for group in partition(of) for pair in combinations(sorted(group), 2)}
    scores = {"articles": float(len(of)), "incidents": float(len(set(of.values())))}
    scores["blocking_recall"] = sum(pair in candidates for pair in same) / max(1, len(same))
    scores |= _agreement(partition(of), partition(mine))
    near = _twins([incidents[i] for i in sorted(set(of.values()))])
    twins = {doc for doc, incident in of.items() if incident in near}
    scores["twins_articles"] = float(len(twins))
    parts = (partition({d: labels[d] for d in sorted(twins)}) for labels in (of, mine))
    scores |= {f"twins_{name}": value for name, value in _agreement(*parts).items()}
    return scores | _killed(incidents, of, ours)


def _agreement(gold: Partition, ours: Partition) -> dict[str, float]:
    pair = pairs(gold, ours)
    return {
        "conll_f1": conll(gold, ours),
        "b3_f1": b_cubed(gold, ours).f1,
        "lea_f1": lea(gold, ours).f1,
        "pair_precision": pair.precision,
        "pair_recall": pair.recall,
    }


def _twins(incidents: Sequence[Mapping[str, Any]]) -> set[str]:
    """Ids of incidents with another one in their city at most seven days before or after."""
    cities: dict[tuple[str, str], list[tuple[dt.date, str]]] = defaultdict(list)
    for incident in incidents:
        if incident.get("city") and incident.get("date"):
            day = dt.date.fromisoformat(incident["date"][:10])
            cities[incident["city"], incident.get("state") or ""].append((day, incident["incident_id"]))
    found = set()
    for known in cities.values():
        for (day, one), (later, other) in combinations(sorted(known), 2):
            if (later - day).days <= 7:
                found |= {one, other}
    return found


def _killed(
    incidents: Mapping[str, Mapping[str, Any]], of: Mapping[str, str], ours: Mapping[str, Mapping[str, Any]]
) -> dict[str, float]:
    exact = within = number = 0
    for name, docs in _documents(of).items():
        truth = incidents[name].get("killed")
        if truth is None or len(docs) < 2 or "killed" not in ours[docs[0]]:
            continue
        most = Counter(ours[doc]["incident"] for doc in docs)
        line = max((ours[doc] for doc in docs), key=lambda line: (most[line["incident"]], line["incident"]))
        low, high = line["killed_low"], line["killed_high"]
        number += 1
        exact += line["killed"] == truth
        within += low is not None and low <= truth and (high is None or truth <= high)
    if not number:
        return {}
    return {"killed_incidents": float(number), "killed_exact": exact / number, "killed_within": within / number}


def _documents(of: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for doc, incident in sorted(of.items()):
        found[incident].append(doc)
    return found
