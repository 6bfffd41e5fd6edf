"""`dateline why`: where one value comes from."""

import click
import msgspec

from dateline.cli.options import db_option, json_option, policy_option, print_json
from dateline.cli.quotes import attested, plain


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
    from dateline.views.phrases import source_words  # noqa: PLC0415

    with Database(db, readonly=True) as database:
        full = database.resolve_incident(incident_id)
        chronology = load_chronology(database, policy=policy, incident_id=full)
    found = explain(chronology, chronology.incidents[0], field)
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
    click.echo(f"{full}  {field} = {plain(found.value)}")
    click.echo(f"policy: {found.policy}")
    differ = {dissent.report_id for dissent in found.dissent}
    for evidence in found.evidence:
        report, document = evidence.report, evidence.document
        mark = "  DIFFERS" if report.report_id in differ else ""
        click.echo(f"\nreport {report.report_id}: {plain(evidence.value)}{mark}")
        copy = f", a copy of {document.copy_of}" if document.copy_of else ""
        click.echo(f"  {source_words(document)} ({document.input}, document {document.document_id}{copy})")
        if field.startswith("date"):
            click.echo(f"  date by rule {report.date.rule}" + "".join(f", {check}" for check in report.date.checks))
        for quote, notes in attested(document, evidence.attestations, offsets=True):
            click.echo(f"  {quote}")
            for note in notes:
                click.echo(f"      {note}")
        if not evidence.attestations:
            click.echo("  no quote of its own: it follows from the report's other values")
    if not found.evidence:
        click.echo("\nNo report gives it.")
