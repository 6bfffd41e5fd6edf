"""Which reports tell of the same incident: new reports join an existing incident or start one."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import combinations
from typing import Protocol

import msgspec

from dateline.incidents.clustering import Clustering, Groups
from dateline.incidents.context import ReportContext
from dateline.incidents.profile import Profile, profile
from dateline.incidents.relations import relation_type
from dateline.incidents.scoring import Judgement, Model, Verdict, greatest, model, score, score_above
from dateline.records import Link

BRIDGE = 3.5
"""Mean log odds (97 %) above which a new report may merge two incidents that exist already."""
PROFILES = 8192
"""Profiles kept at a time, so that memory does not grow with the database."""
LARGEST = 250
"""A larger group of reports that hang together is scored along the pairs found alone, not completely."""
MEMBERS = 40
"""Reports of an existing incident that a new one is compared with; the first by id of a larger incident."""
RELATION_SHARE = 8
"""Typed links recorded for one new report at most, the strongest: a long series needs no link from each to each."""

Pair = tuple[str, str]


class ReportStore(Protocol):
    """What linking needs of a database; `dateline.store` implements it, tests use one in memory."""

    def unlinked(self) -> Sequence[str]:
        """Ids of reports that belong to no incident yet, by (published, document_id, position)."""
        ...

    def context(self, report_id: str) -> ReportContext:
        """The report with its document's frame."""
        ...

    def candidates(self, report_id: str) -> Sequence[str]:
        """Ids of other reports, linked or not, that share a block key with this one, sorted."""
        ...

    def incident_of(self, report_id: str) -> str | None:
        """The incident that the report belongs to, or None."""
        ...

    def members(self, incident_id: str) -> Sequence[str]:
        """Ids of the incident's reports, sorted."""
        ...

    def links(self, report_ids: Iterable[str]) -> Sequence[Link]:
        """Recorded links that touch any of these reports, oldest first."""
        ...

    def add_links(self, links: Iterable[Link]) -> None:
        """Append decisions; nothing is overwritten."""
        ...

    def assign(self, report_id: str, incident_id: str) -> None:
        """Put the report into the incident."""
        ...


class LinkSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What one run of linking did."""

    reports: int = 0
    pairs: int = 0
    joined: int = 0
    started: int = 0
    unsure: int = 0
    related: int = 0


def incident_id(report_id: str) -> str:
    """The id of the incident that starts with this report: "i" and 12 hexadecimal digits."""
    return "i" + sha256(f"incident\n{report_id}".encode()).hexdigest()[:12]


def link_new(store: ReportStore, *, weights: Model | None = None) -> LinkSummary:
    """Link every report of `store` that has no incident yet; what is linked already stays as it is.

    New reports join an existing incident or start one. Where a new report would bridge two existing incidents they
    are merged only on near certainty (`BRIDGE`); otherwise an "unsure" link between them is recorded for review.
    Decisions of people (links whose annotator is no model or rule) bind; the latest one on a pair counts. Incidents
    that belong together without being the same get a typed link ("series", "follow-up", ...).
    """
    return _Run(store, weights or model("reports")).link()


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """What people said of pairs of reports."""

    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()


def decisions(links: Iterable[Link]) -> Decisions:
    """The decisions in force among `links`, given oldest first: on each pair the last one by a person."""
    latest: dict[Pair, str] = {}
    for link in links:
        if link.type == "same" and _by_person(link):
            latest[_pair(link.left, link.right)] = link.judgement
    return Decisions(
        together=tuple(sorted(p for p, j in latest.items() if j == "positive")),
        apart=tuple(sorted(p for p, j in latest.items() if j == "negative")),
    )


def _by_person(link: Link) -> bool:
    return not link.annotator.startswith(("model:", "rule:"))


def _pair(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)


class _Run:
    """One run of linking over a store."""

    def __init__(self, store: ReportStore, weights: Model) -> None:
        self.store = store
        self.weights = weights
        self.join = _log_odds(weights.same)
        self.doubt = _log_odds(weights.different)
        self.most = greatest(weights)
        self.new = {report_id: n for n, report_id in enumerate(store.unlinked())}
        self.profiles: dict[str, Profile] = {}
        self.doubts: dict[Pair, float] = {}
        self.pairs = 0

    def link(self) -> LinkSummary:
        components, related = self._components()
        started = sum(self._settle(component) for component in components)
        questions = self._questions()
        self.store.add_links(questions)
        return LinkSummary(
            reports=len(self.new),
            pairs=self.pairs,
            joined=len(self.new) - started,
            started=started,
            unsure=len(questions),
            related=related,
        )

    # --- which reports hang together ------------------------------------------------------------------------------

    def _components(self) -> tuple[list[list[str]], int]:
        """New reports and the reports of existing incidents that may be the same, in groups; how many typed links.

        A merge needs at least one pair above the threshold, so that pairs below it never tie groups together; those
        in doubt wait in `doubts` until it is known which incident each report went to.
        """
        groups = Groups(self.new)
        related = 0
        for report_id, position in self.new.items():
            own: list[Link] = []
            for other in self.store.candidates(report_id):
                if self.new.get(other, -1) > position:
                    continue
                log_odds = self._above_doubt(report_id, other)
                if log_odds is None:
                    if (link := self._relation(report_id, other)) is not None:
                        own.append(link)
                elif log_odds > self.join:
                    groups.join(report_id, self._node(other))
                else:
                    self.doubts[_pair(report_id, other)] = log_odds
            for link in self.store.links([report_id]):
                if link.type == "same":
                    groups.join(report_id, self._node(link.right if link.left == report_id else link.left))
            # At once: those of a large run do not fit into memory.
            own = sorted(own, key=lambda link: (-link.score, link.right))[:RELATION_SHARE]
            self.store.add_links(own)
            related += len(own)
        return [self._reports(group) for group in groups.listed()], related

    def _node(self, report_id: str) -> str:
        """A new report stands for itself, an old one for its incident."""
        return report_id if report_id in self.new else f"incident {self.store.incident_of(report_id) or report_id}"

    def _reports(self, group: Iterable[str]) -> list[str]:
        found = []
        for node in group:
            if node in self.new:
                found.append(node)
            else:
                name = node.removeprefix("incident ")
                found += list(self.store.members(name)) or [name]
        return sorted(set(found))

    # --- what is decided within one such group --------------------------------------------------------------------

    def _settle(self, component: Sequence[str]) -> int:
        """Group, assign and record; returns how many incidents started."""
        if len(component) == 1:
            self.store.assign(component[0], incident_id(component[0]))
            return 1
        old = {r: i for r in component if r not in self.new and (i := self.store.incident_of(r))}
        decided = decisions(_inside(self.store.links(component), component))
        verdicts = self._verdicts(component, old)
        together = set(decided.together)
        clustering = Clustering(
            component,
            {pair: v.log_odds for pair, v in verdicts.items()},
            join=self.join,
            together=(*decided.together, *_within(old)),
            apart=(*decided.apart, *(p for p in self._one_document(component) if p not in together)),
            settled=old,
            bridge=BRIDGE,
        )
        groups = clustering.run()
        group_of = {r: n for n, group in enumerate(groups) for r in group}
        asked = {_sides(group_of[bar.left[0]], group_of[bar.right[0]]) for bar in clustering.blocked}
        for pair, verdict in verdicts.items():
            sides = _sides(group_of[pair[0]], group_of[pair[1]])
            if sides[0] != sides[1] and (verdict.log_odds >= self.doubt or sides in asked):
                self.doubts[pair] = verdict.log_odds
        self.store.add_links(self._positive(groups, verdicts))
        return sum(self._assign(group, old) for group in groups)

    def _verdicts(self, component: Sequence[str], old: Mapping[str, str]) -> dict[Pair, Verdict]:
        """Every pair of the group that a decision may rest on; along the candidates only where it is very large."""
        per_incident: dict[str, int] = defaultdict(int)
        looked = []
        for report_id in component:
            incident = old.get(report_id)
            if incident is not None:
                per_incident[incident] += 1
                if per_incident[incident] > MEMBERS:
                    continue
            looked.append(report_id)
        pairs: Iterable[Pair]
        if len(looked) <= LARGEST:
            pairs = (p for p in combinations(looked, 2) if old.get(p[0]) is None or old.get(p[0]) != old.get(p[1]))
        else:
            inside = set(looked)
            new = [r for r in looked if r in self.new]
            pairs = sorted({_pair(r, other) for r in new for other in self.store.candidates(r) if other in inside})
        return {pair: self._score(*pair) for pair in pairs}

    def _one_document(self, component: Sequence[str]) -> list[Pair]:
        """Reports of one document tell of different incidents: its coder has joined those of one already."""
        documents: dict[str, list[str]] = defaultdict(list)
        for report_id in component:
            documents[self._profile(report_id).context.document_id].append(report_id)
        return [p for reports in documents.values() for p in combinations(reports, 2)]

    def _assign(self, group: Sequence[str], old: Mapping[str, str]) -> bool:
        """Put the group under one incident: the largest that exists, else a new one named by its first report."""
        existing = sorted({old[r] for r in group if r in old}, key=lambda i: (-sum(old.get(r) == i for r in group), i))
        first = min((r for r in group if r in self.new), key=lambda r: self.new[r], default=None)
        if not existing and first is None:
            return False
        incident = existing[0] if existing else incident_id(first or group[0])
        for report_id in sorted(group, key=lambda r: (self.new.get(r, -1), r)):
            if old.get(report_id) != incident:
                self.store.assign(report_id, incident)
        return not existing

    # --- what is recorded -----------------------------------------------------------------------------------------

    def _positive(self, groups: Iterable[Sequence[str]], verdicts: Mapping[Pair, Verdict]) -> Iterator[Link]:
        """For every new report of a group the link to the member that speaks most for it."""
        for group in groups:
            for report_id in group:
                others = [o for o in group if o != report_id and _pair(report_id, o) in verdicts]
                if report_id in self.new and others:
                    best = min(others, key=lambda o: (-verdicts[_pair(report_id, o)].log_odds, o))
                    verdict = verdicts[_pair(report_id, best)]
                    if best not in self.new or best < report_id or self._best_of(best, group, verdicts) != report_id:
                        yield self._link(report_id, best, "positive", verdict)

    def _best_of(self, report_id: str, group: Sequence[str], verdicts: Mapping[Pair, Verdict]) -> str | None:
        others = [o for o in group if o != report_id and _pair(report_id, o) in verdicts]
        return min(others, key=lambda o: (-verdicts[_pair(report_id, o)].log_odds, o), default=None)

    def _questions(self) -> list[Link]:
        """Between two incidents in doubt the one pair that a person should look at: the most alike."""
        best: dict[Pair, tuple[float, Pair]] = {}
        for pair, log_odds in self.doubts.items():
            left, right = (self.store.incident_of(r) or r for r in pair)
            if left == right or self._document(pair[0]) == self._document(pair[1]):
                continue
            key = _pair(left, right)
            if key not in best or (-log_odds, pair) < (-best[key][0], best[key][1]):
                best[key] = (log_odds, pair)
        return [
            self._link(*pair, "unsure", self._score(*pair))
            for _, (_, pair) in sorted(best.items())
            if not any(_pair(link.left, link.right) == pair for link in self.store.links(pair))
            and not self._answered(*pair)
        ]

    def _answered(self, left: str, right: str) -> bool:
        """Whether a person has said already that the incidents of the two reports are different ones."""
        sides = [self.store.members(self.store.incident_of(r) or "") for r in (left, right)]
        return bool(decisions(_inside(self.store.links(sides[0]), (*sides[0], *sides[1]))).apart)

    def _relation(self, left: str, right: str) -> Link | None:
        """A typed link where two reports are plainly not the same but belong together."""
        kind = relation_type(self._profile(left), self._profile(right))
        if kind is None:
            return None
        return Link(
            left=left,
            right=right,
            type=kind.type,
            judgement="positive",
            score=kind.score,
            explanation=kind.explanation,
            annotator=kind.annotator,
        )

    def _link(self, left: str, right: str, judgement: Judgement, verdict: Verdict) -> Link:
        return Link(
            left=left,
            right=right,
            judgement=judgement,
            score=round(verdict.probability, 4),
            explanation=verdict.rounded(),
            annotator=self.weights.annotator,
        )

    def _document(self, report_id: str) -> str:
        return self._profile(report_id).context.document_id

    def _above_doubt(self, left: str, right: str) -> float | None:
        """The log odds where the two may tell of the same incident or a person would have to say; else None."""
        self.pairs += 1
        verdict = score_above(self._profile(left), self._profile(right), self.weights, self.doubt, self.most)
        return verdict.log_odds if verdict is not None and verdict.log_odds >= self.doubt else None

    def _score(self, left: str, right: str) -> Verdict:
        return score(self._profile(left), self._profile(right), self.weights)

    def _profile(self, report_id: str) -> Profile:
        found = self.profiles.get(report_id)
        if found is None:
            if len(self.profiles) >= PROFILES:
                self.profiles.pop(next(iter(self.profiles)))
            found = self.profiles[report_id] = profile(self.store.context(report_id))
        return found


def _inside(links: Iterable[Link], report_ids: Iterable[str]) -> list[Link]:
    """Those between two of the reports."""
    known = set(report_ids)
    return [link for link in links if link.left in known and link.right in known]


def _sides(left: int, right: int) -> tuple[int, int]:
    return (left, right) if left < right else (right, left)


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def _within(old: Mapping[str, str]) -> tuple[Pair, ...]:
    """Reports that belong to one incident already stay together."""
    first: dict[str, str] = {}
    return tuple(_pair(first[i], r) for r, i in sorted(old.items()) if first.setdefault(i, r) != r)
