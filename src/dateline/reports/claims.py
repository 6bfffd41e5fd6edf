"""Claims of responsibility as evidence of who did it: a hedged perpetrator where the report names none."""

from collections.abc import Sequence

import msgspec

from dateline.records import Actor, ActorMention, Attestation, Document, Report, Statement
from dateline.records.values import ActorType
from dateline.reports.bulletins import claimants

VERSION = 1
_UNNAMED = frozenset({"unidentified armed group", None})


def with_claimants(
    document: Document, reports: Sequence[Report], statements: Sequence[Statement], actors: Sequence[ActorMention]
) -> tuple[Report, ...]:
    """The reports, each with those who claimed it as hedged perpetrators.

    Only where the report names no perpetrator of its own: a claim does not outweigh what the text says. The quote is
    the claimant's name in the words of the claim, else the whole claim.
    """
    out = {r.report_id: r for r in reports}
    for statement in statements:
        # "The rebels", "the fighters" name nobody: only a proper name is taken.
        for name in (n for n in claimants(statement) if n != n.lower()):
            for report_id in statement.report_ids:
                report = out.get(report_id)
                if report is not None and all(a.type in _UNNAMED for a in report.actors if a.role == "perpetrator"):
                    out[report_id] = _credited(document, report, statement, name, _type(name, actors))
    return tuple(out.values())


def _type(name: str, actors: Sequence[ActorMention]) -> ActorType:
    """The type of the mention that bears the name; who uses force and is not known is an unidentified armed group."""
    return next((a.type for a in actors if a.type and name.lower() in a.text.lower()), "unidentified armed group")


def _credited(document: Document, report: Report, statement: Statement, name: str, type_: ActorType) -> Report:
    at = document.text.find(name, statement.start, statement.end)
    start, end = (at, at + len(name)) if at >= 0 else (statement.start, statement.end)
    attestation = Attestation(
        field="actors.perpetrator",
        value=name,
        quote=document.text[start:end],
        start=start,
        end=end,
        attributed_to=statement.speaker,
        certainty="hedged",
        annotator=f"rule:role.claimant@{VERSION}",
    )
    actor = Actor(role="perpetrator", name=name, type=type_, entity="organisation")

    def unnamed(role: str, value: object) -> bool:
        return role == "perpetrator" and value == "not named"

    return msgspec.structs.replace(
        report,
        actors=(*(a for a in report.actors if not unnamed(a.role, a.name)), actor),
        attestations=(
            *(a for a in report.attestations if not unnamed(a.field.removeprefix("actors."), a.value)),
            attestation,
        ),
    )
