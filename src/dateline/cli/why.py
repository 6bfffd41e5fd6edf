"""`dateline why`: where one value comes from."""

import click
import msgspec

from dateline.cli.options import db_option, json_option, policy_option, print_json
from dateline.cli.quotes import in_context


@click.command()
@click.argument("incident_id", metavar="ID")
@click.argument("field", metavar="FIELD")
@db_option
@policy_option
@json_option
def why(incident_id: str, field: str, *, db: str, policy: str, as_json: bool) -> None:
    """Say where a value comes from: its policy, and every report's quote with offsets and rule.

    ID may be abbreviated. FIELD is a key of the exported record, dotted: deaths.best, place.name, date_start, actors.
    """
    from dateline.chronology.explain import explain  # noqa: PLC0415 -- keeps --help light
    from dateline.chronology.loading import load_chronology  # noqa: PLC0415
    from dateline.store.database import Database  # noqa: PLC0415
    from dateline.views.phrases import one_line, source_words, value_words  # noqa: PLC0415

    with Database(db, readonly=True) as database:
        full = database.resolve_incident(incident_id)
        chronology = load_chronology(database, policy=policy)
    found = explain(chronology, next(i for i in chronology.incidents if i.incident_id == full), field)
    if as_json:
        print_json(
            [
                {
                    "incident_id": full,
                    "field": field,
                    "value": found.value,
                    "policy": found.policy,
                    "reconciled": found.reconciled,
                    "evidence": [
                        {
                            "report_id": e.report.report_id,
                            "document_id": e.document.document_id,
                            "outlet": e.document.outlet,
                            "published": e.document.published,
                            "value": e.value,
                            "date_rule": e.report.date.rule if field.startswith("date") else None,
                            "attestations": msgspec.to_builtins(e.attestations),
                        }
                        for e in found.evidence
                    ],
                }
            ]
        )
        return
    click.echo(f"{full}  {field} = {_plain(found.value)}")
    click.echo(f"policy: {found.policy}")
    differ = {dissent.report_id for dissent in found.dissent}
    for evidence in found.evidence:
        report = evidence.report
        mark = "  DIFFERS" if report.report_id in differ else ""
        click.echo(f"\nreport {report.report_id}: {_plain(evidence.value)}{mark}")
        click.echo(f"  {source_words(evidence.document)} ({evidence.document.input}, document {report.document_id})")
        if field.startswith("date"):
            click.echo(f"  date by rule {report.date.rule}" + "".join(f", {check}" for check in report.date.checks))
        for a in evidence.attestations:
            click.echo(f"  [{a.start}:{a.end}] {in_context(evidence.document, a.start, a.end)}")
            parts = [f"{a.field} = {value_words(a.value)}", f"by {a.annotator}", a.certainty]
            parts += [f"according to {one_line(a.attributed_to)}"] if a.attributed_to else []
            parts += [f"source's word: {a.loaded}"] if a.loaded else []
            click.echo(f"      {'; '.join(parts)}")
        if not evidence.attestations:
            click.echo("  no quote of its own: it follows from the report's other values")
    if not found.evidence:
        click.echo("\nNo report gives it.")


def _plain(value: object) -> str:
    return "not given" if value in (None, [], {}, ()) else value if isinstance(value, str) else _json(value)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
