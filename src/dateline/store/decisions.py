"""What people decide of incidents: a log that is only added to, and the questions that wait for an answer.

A decision binds every later run. It is recorded as judgements on the pairs of reports that it concerns, so that it
holds when a document is coded again, and as moves of reports, so that an undo can take back just these.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, combinations, count, product
from typing import Literal

import msgspec

from dateline.errors import NotFoundError, UsageError
from dateline.incidents.linking import incident_id as named_after
from dateline.incidents.questions import Question, reasons
from dateline.records import Decision, Link
from dateline.store.database import Database
from dateline.store.linkstore import LinkStore
from dateline.store.writer import now

RELATIONS = ("series", "follow-up", "retaliation", "same cell", "claimed by", "related")
"""Ties between incidents that are not one."""

Kind = Literal["merge", "split", "apart", "undo"]


class DecisionLog:
    """The decisions of a database. Every method that decides is one transaction; `who` must be said, and `why`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._store = LinkStore(database)
        self._execute = database.connection.execute

    def decisions(self) -> tuple[Decision, ...]:
        """All of them, oldest first."""
        rows = self._execute(
            """
            SELECT d.decision_id, d.kind, d.who, d.decided, d.why, d.evidence, d.incidents, d.reports, d.undoes,
                u.decision_id FROM decision d LEFT JOIN decision u ON u.undoes = d.decision_id ORDER BY d.decision_id
            """
        )
        return tuple(
            Decision(
                decision_id=row[0],
                kind=row[1],
                who=row[2],
                decided=row[3],
                why=row[4],
                evidence=tuple(msgspec.json.decode(row[5])),
                incident_ids=tuple(msgspec.json.decode(row[6])),
                report_ids=tuple(msgspec.json.decode(row[7])),
                undoes=row[8],
                undone_by=row[9],
            )
            for row in rows
        )

    def questions(self, *, limit: int | None = None) -> tuple[Question, ...]:
        """Pairs of incidents that a person has to judge and nobody has yet, the most uncertain first.

        Of several pairs of reports that ask the same of two incidents the most uncertain one stands for all.
        """
        chosen = sorted(self._unanswered().items(), key=lambda item: (item[1][0], item[0]))[:limit]
        return tuple(self._question(pair, left, right) for pair, (_, left, right) in chosen)

    def open_questions(self) -> int:
        """How many questions there are."""
        return len(self._unanswered())

    def merge(self, incident_ids: Sequence[str], *, who: str, why: str, evidence: Iterable[str] = ()) -> Decision:
        """Say that these incidents are one; it keeps the id named first."""
        with self._database.transaction():
            named = self._named(incident_ids)
            sides = [self._store.members(incident) for incident in named]
            pairs = [pair for a, b in combinations(sides, 2) for pair in product(a, b)]
            decision_id = self._record("merge", who, why, evidence, named)
            self._judge(pairs, "positive", who, decision_id)
            for report_id in (r for side in sides[1:] for r in side):
                self._store.assign(report_id, named[0], decision_id=decision_id)
        return self._decision(decision_id)

    def split(
        self, incident_id: str, report_ids: Sequence[str], *, who: str, why: str, evidence: Iterable[str] = ()
    ) -> Decision:
        """Say that these reports of the incident tell of another one, which gets an id of its own."""
        with self._database.transaction():
            incident = self._database.resolve_incident(incident_id)
            members = self._store.members(incident)
            out = sorted({_completed(r, members, incident) for r in report_ids})
            rest = [r for r in members if r not in out]
            if not out or not rest:
                raise UsageError(
                    f"incident {incident} has the reports {', '.join(members)}; name those that tell of another "
                    f"incident, at least one and not all"
                )
            new = self._free_id(out)
            decision_id = self._record("split", who, why, evidence, (incident, new), out)
            self._judge(product(out, rest), "negative", who, decision_id)
            for report_id in out:
                self._store.assign(report_id, new, decision_id=decision_id)
        return self._decision(decision_id)

    def apart(
        self,
        incident_ids: Sequence[str],
        *,
        who: str,
        why: str,
        evidence: Iterable[str] = (),
        relation: str | None = None,
    ) -> Decision:
        """Say that these incidents are different ones; with `relation` (one of `RELATIONS`), how two belong together.

        "follow-up", "retaliation" and "claimed by" are told of the incident named first: it followed the other one.
        """
        if relation is not None and relation not in RELATIONS:
            raise UsageError(f"no relation {relation!r}; there are {', '.join(RELATIONS)}")
        with self._database.transaction():
            named = self._named(incident_ids)
            if relation is not None and len(named) != 2:
                raise UsageError(f"a relation ties two incidents, {len(named)} are named; give two")
            sides = [self._store.members(incident) for incident in named]
            decision_id = self._record("apart", who, why, evidence, named)
            pairs = [pair for a, b in combinations(sides, 2) for pair in product(a, b)]
            self._judge(pairs, "negative", who, decision_id)
            if relation is not None:
                self._judge([(sides[0][0], sides[1][0])], "positive", who, decision_id, relation=relation)
        return self._decision(decision_id)

    def undo(self, decision_id: int, *, who: str, why: str, evidence: Iterable[str] = ()) -> Decision:
        """Take a decision back: what it judged no longer binds, the reports it moved go back where they were."""
        with self._database.transaction():
            decision = self._decision(decision_id)
            if decision.kind == "undo" or decision.undone_by is not None:
                done = "is an undo" if decision.kind == "undo" else f"was undone by decision {decision.undone_by}"
                raise UsageError(f"decision {decision_id} {done}; to hold it again, decide it again")
            moves = self._execute(_MOVES, (decision_id,)).fetchall()
            for report_id, _, later in moves:
                if later is not None:
                    raise UsageError(
                        f"report {report_id} was moved again by decision {later} after decision {decision_id}; undo "
                        f"decision {later} first"
                    )
            undo_id = self._record("undo", who, why, evidence, decision.incident_ids, decision.report_ids, decision_id)
            for report_id, before, _ in moves:
                self._store.assign(report_id, before, decision_id=undo_id)
        return self._decision(undo_id)

    def _decision(self, decision_id: int) -> Decision:
        found = next((d for d in self.decisions() if d.decision_id == decision_id), None)
        if found is None:
            raise NotFoundError(
                f"{self._database.path} holds no decision {decision_id}; `dateline link decisions --db "
                f"{self._database.path}` lists them"
            )
        return found

    def _named(self, incident_ids: Sequence[str]) -> tuple[str, ...]:
        """Full ids of the incidents, two at least."""
        named = tuple(dict.fromkeys(self._database.resolve_incident(i) for i in incident_ids))
        if len(named) < 2:
            raise UsageError(f"two different incidents are needed, {', '.join(incident_ids) or 'none'} given")
        return named

    def _record(
        self,
        kind: Kind,
        who: str,
        why: str,
        evidence: Iterable[str],
        incidents: Sequence[str],
        reports: Sequence[str] = (),
        undoes: int | None = None,
    ) -> int:
        for name, text in (("who", who), ("why", why)):
            if not text.strip():
                raise UsageError(f"a decision says {name}: {name!r} is empty")
        encoded = [msgspec.json.encode(tuple(values)).decode() for values in (evidence, incidents, reports)]
        made = self._execute(
            """
            INSERT INTO decision (kind, who, decided, why, evidence, incidents, reports, undoes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (kind, who.strip(), now(), why.strip(), *encoded, undoes),
        ).lastrowid
        assert made is not None
        return made

    def _judge(
        self,
        pairs: Iterable[tuple[str, str]],
        judgement: Literal["positive", "negative"],
        who: str,
        decision_id: int,
        *,
        relation: str = "same",
    ) -> None:
        self._store.add_links(
            (
                Link(
                    left=left,
                    right=right,
                    type=relation,
                    judgement=judgement,
                    score=1.0 if judgement == "positive" else 0.0,
                    annotator=f"person:{who.strip()}",
                )
                for left, right in pairs
            ),
            decision_id=decision_id,
        )

    def _free_id(self, report_ids: Sequence[str]) -> str:
        """An incident id named after one of the reports, as those of new incidents are, that no incident bears."""
        more = (f"{report_ids[0]}\nsplit {n}" for n in count(1))
        return next(i for name in chain(report_ids, more) if not self._store.members(i := named_after(name)))

    def _answered(self) -> set[tuple[str, str]]:
        """Pairs of incidents of which a person has said that they are different."""
        return {(one, other) if one < other else (other, one) for _, _, one, other, _ in self._execute(_PARTED)}

    def _unanswered(self) -> dict[tuple[str, str], tuple[float, str, str]]:
        """Pairs of incidents in doubt: how far from even the odds are, and the two reports that ask."""
        answered = self._answered()
        best: dict[tuple[str, str], tuple[float, str, str]] = {}
        for left, right, one, other, score in self._execute(_UNSURE):
            pair = (one, other) if one < other else (other, one)
            if pair in answered:
                continue
            ranked = (abs(score - 0.5), *((left, right) if one < other else (right, left)))
            best[pair] = min(best.get(pair, ranked), ranked)
        return best

    def _question(self, pair: tuple[str, str], left: str, right: str) -> Question:
        link = next(
            link
            for link in reversed(self._store.links([left]))
            if link.judgement == "unsure" and {link.left, link.right} == {left, right}
        )
        a, b = self._store.context(left), self._store.context(right)
        return Question(
            incident_ids=pair,
            left=a,
            right=b,
            score=link.score,
            reasons=reasons(a, b, link.explanation),
            annotator=link.annotator,
        )


def _completed(abbreviated: str, members: Sequence[str], incident: str) -> str:
    found = [m for m in members if m.startswith(abbreviated)] if abbreviated else []
    if len(found) != 1:
        raise NotFoundError(
            f"{abbreviated!r} begins {len(found)} report ids of incident {incident}, which has {', '.join(members)}"
        )
    return found[0]


_BETWEEN = """
    SELECT left_id, right_id, a.incident_id, b.incident_id, l.score FROM link_in_force l
    JOIN membership a ON a.report_key = l.left_key JOIN membership b ON b.report_key = l.right_key
    WHERE l.type = 'same' AND a.incident_id <> b.incident_id AND
"""
_UNSURE = f"{_BETWEEN} l.judgement = 'unsure'"
_PARTED = f"{_BETWEEN} l.judgement = 'negative' AND l.decision_id IS NOT NULL"
# The reports in force that a decision moved: where they were before, and the later decision that moved them again.
_MOVES = """
    SELECT r.report_id,
        (SELECT b.incident_id FROM assignment b WHERE b.report_key = a.report_key AND b.assignment_id < a.assignment_id
            ORDER BY b.assignment_id DESC LIMIT 1),
        (SELECT c.decision_id FROM assignment c WHERE c.report_key = a.report_key AND c.assignment_id > a.assignment_id
            ORDER BY c.assignment_id DESC LIMIT 1)
    FROM assignment a JOIN current_report r USING (report_key) WHERE a.decision_id = ? ORDER BY r.report_id
"""
