"""`dateline link`: which reports tell of one incident, where a person has to say it or says otherwise."""

import textwrap
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click
import msgspec

from dateline.cli.incidents import line
from dateline.cli.options import db_option, json_option, print_json
from dateline.cli.quotes import together

if TYPE_CHECKING:
    from dateline.incidents.questions import Question, Reason
    from dateline.records import Decision, Report
    from dateline.store.database import Database
    from dateline.store.decisions import DecisionLog

MINOR = 0.05
"""Comparisons that move the log odds by less are not shown as text; JSON has them all."""
WIDTH = 110


@click.group()
def link() -> None:
    """Review which reports tell of one incident, and decide it.

    Decisions are never overwritten: each says who took it, when, why and on what evidence, holds in every later run,
    and can be undone by another. Ids may be abbreviated.
    """


@link.command()
@db_option
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="So many at most."
)
@json_option
def review(*, db: str, limit: int, as_json: bool) -> None:
    """Show pairs of incidents that may be one, the most uncertain first: the quotes, what speaks for it and against."""
    from dateline.store.database import Database  # noqa: PLC0415 -- keeps --help light
    from dateline.store.decisions import DecisionLog  # noqa: PLC0415

    with Database(db, readonly=True) as database:
        log = DecisionLog(database)
        questions = log.questions(limit=limit)
        if as_json:
            print_json(_question_record(question, database) for question in questions)
            return
        for number, question in enumerate(questions, 1):
            _print_question(number, question, database)
        left = log.open_questions() - len(questions)
    if not questions:
        click.echo("dateline: no pair of incidents waits for a decision", err=True)
    elif left:
        click.echo(f"\n{left} more: --limit {len(questions) + left}")
    if questions:
        click.echo(f"\nTo decide: dateline link merge|apart ID ID --db {db} --by NAME --why TEXT")


def _decision_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--db`, `--by`, `--why`, `--evidence`, `--json`: what every decision says. The command returns the decision."""

    @wraps(command)
    def decided(*, db: str, who: str, why: str, evidence: tuple[str, ...], as_json: bool, **given: Any) -> None:
        from dateline.store.database import Database  # noqa: PLC0415 -- keeps --help light
        from dateline.store.decisions import DecisionLog  # noqa: PLC0415

        with Database(db, create=False) as database:
            decision = command(DecisionLog(database), {"who": who, "why": why, "evidence": evidence}, **given)
            if as_json:
                print_json([decision])
                return
            click.echo(_told(decision))
            for incident_id in decision.incident_ids:
                if database.holds_incident(incident_id):
                    click.echo(f"  {line(database.incident(incident_id))}")

    for option in (
        json_option,
        click.option("--evidence", multiple=True, metavar="TEXT", help="What it rests on: a URL, a quote; repeatable."),
        click.option("--why", required=True, metavar="TEXT", help="The reason, for those who come after."),
        click.option("--by", "who", required=True, envvar="DATELINE_BY", metavar="NAME", help="Who decides."),
        db_option,
    ):
        decided = option(decided)
    return decided


@link.command()
@click.argument("incident_ids", metavar="ID ID...", nargs=-1, required=True)
@_decision_options
def merge(log: "DecisionLog", said: dict[str, Any], *, incident_ids: tuple[str, ...]) -> "Decision":
    """Say that these incidents are one. It keeps the id named first."""
    return log.merge(incident_ids, **said)


@link.command()
@click.argument("incident_id", metavar="ID")
@click.option(
    "--report", "report_ids", multiple=True, required=True, metavar="REPORT", help="A report to take out; repeatable."
)
@_decision_options
def split(log: "DecisionLog", said: dict[str, Any], *, incident_id: str, report_ids: tuple[str, ...]) -> "Decision":
    """Say that some reports of an incident tell of another one, which gets an id of its own."""
    return log.split(incident_id, report_ids, **said)


@link.command()
@click.argument("incident_ids", metavar="ID ID...", nargs=-1, required=True)
@click.option(
    "--as",
    "relation",
    metavar="TYPE",
    help="How the two belong together: series, follow-up, retaliation, same cell, claimed by or related.",
)
@_decision_options
def apart(
    log: "DecisionLog", said: dict[str, Any], *, incident_ids: tuple[str, ...], relation: str | None
) -> "Decision":
    """Say that these incidents are different ones. With --as TYPE the one named first followed the other."""
    return log.apart(incident_ids, relation=relation, **said)


@link.command()
@click.argument("number", metavar="DECISION", type=int)
@_decision_options
def undo(log: "DecisionLog", said: dict[str, Any], *, number: int) -> "Decision":
    """Take a decision back, by its number: what it moved goes back where it was."""
    return log.undo(number, **said)


@link.command()
@db_option
@json_option
def decisions(*, db: str, as_json: bool) -> None:
    """List all decisions, oldest first, with those that were undone."""
    from dateline.store.database import Database  # noqa: PLC0415 -- keeps --help light
    from dateline.store.decisions import DecisionLog  # noqa: PLC0415

    with Database(db, readonly=True) as database:
        found = DecisionLog(database).decisions()
    if as_json:
        print_json(found)
        return
    if not found:
        click.echo("dateline: no decisions in the database", err=True)
    for decision in found:
        click.echo(_told(decision))


def _told(decision: "Decision") -> str:
    named = " ".join(decision.incident_ids)
    what = {
        "merge": f"one incident: {named}",
        "split": f"out of {decision.incident_ids[0]}: {' '.join(decision.report_ids)}, now {named.rpartition(' ')[2]}",
        "apart": f"different incidents: {named}",
        "undo": f"decision {decision.undoes} undone",
    }[decision.kind]
    undone = f" (undone by decision {decision.undone_by})" if decision.undone_by else ""
    evidence = "".join(f"\n  evidence: {text}" for text in decision.evidence)
    return (
        f"decision {decision.decision_id}: {what}{undone}\n"
        f"  {decision.who}, {decision.decided[:16].replace('T', ' ')} UTC: {decision.why}{evidence}"
    )


def _print_question(number: int, question: "Question", database: "Database") -> None:
    from dateline.views.phrases import published_words, source_words  # noqa: PLC0415

    rule = "" if number == 1 else "\n"
    click.echo(f"{rule}{number}. One incident or two? {question.score:.0%} for one, says {question.annotator}")
    for incident_id, context in zip(question.incident_ids, (question.left, question.right), strict=True):
        document = database.document(context.document_id)
        click.echo(f"\n  {line(database.incident(incident_id))}")
        click.echo(f"    {source_words(document)}; {published_words(document)}; report {context.report_id}")
        quotes = [(a.start, a.end) for a in context.report.attestations] or context.report.spans
        click.echo(textwrap.fill(together(document, quotes), WIDTH, initial_indent="    ", subsequent_indent="    "))
    for title, reasons in (("one", question.speaks_for), ("two", question.speaks_against)):
        click.echo(f"\n  Speaks for {title}:")
        for reason in reasons:
            if abs(reason.contribution) >= MINOR:
                click.echo(f"    {reason.contribution:+.1f}  {_reason(reason, question)}")


def _reason(reason: "Reason", question: "Question") -> str:
    """What a comparison found, and the two values where it compares coded ones."""
    value = reason.value
    found = "not given" if value is None else value if isinstance(value, str) else f"{value:.3g}"
    left, right = (_compared(reason.comparison, context.report) for context in (question.left, question.right))
    return f"{reason.comparison.replace('_', ' ')}: {found}" + (f" ({left} / {right})" if left and right else "")


def _compared(comparison: str, report: "Report") -> str | None:
    """The value of a report that a comparison looks at; None where it looks at the text."""
    from dateline.views import phrases  # noqa: PLC0415

    if comparison == "dates":
        days = (report.date.earliest, report.date.latest)
        return phrases.interval_short(*(day.isoformat() if day else None for day in days))
    if comparison == "place":
        return report.place.name if report.place else None
    if comparison in ("deaths", "injured"):
        return phrases.counts_words(getattr(report, comparison))
    if comparison == "held":
        return phrases.counts_words(report.detained or report.abducted)
    if comparison == "event_type":
        return report.sub_event_type or report.event_type
    if comparison == "status":
        return report.status
    if comparison in ("perpetrators", "targets"):
        role = comparison.removesuffix("s")
        return ", ".join(phrases.one_line(a.name) for a in report.actors if a.role == role) or None
    return ", ".join(report.weapons) or None if comparison == "weapons" else None


def _question_record(question: "Question", database: "Database") -> dict[str, Any]:
    return {
        "incident_ids": question.incident_ids,
        "score": question.score,
        "annotator": question.annotator,
        "for": msgspec.to_builtins(question.speaks_for),
        "against": msgspec.to_builtins(question.speaks_against),
        "reports": [
            {
                "incident_id": incident_id,
                "report_id": context.report_id,
                "document_id": context.document_id,
                "input": document.input,
                "title": document.title,
                "outlet": document.outlet,
                "published": document.published,
                "passage": context.text,
                "attestations": msgspec.to_builtins(context.report.attestations),
            }
            for incident_id, context in zip(question.incident_ids, (question.left, question.right), strict=True)
            for document in [database.document(context.document_id)]
        ],
    }
