"""`dateline show`: one incident, every value with its quotes."""

import click

from dateline.cli.options import db_option, json_option, policy_option, print_json
from dateline.cli.quotes import attested


@click.command()
@click.argument("incident_id", metavar="ID")
@db_option
@policy_option
@json_option
def show(incident_id: str, *, db: str, policy: str, as_json: bool) -> None:
    """Show one incident: every value, and the words of every report that it stands on. ID may be abbreviated."""
    from dateline.chronology.explain import kin  # noqa: PLC0415 -- keeps --help light
    from dateline.chronology.jsonl import attestation_record, incident_record, statement_record  # noqa: PLC0415
    from dateline.chronology.loading import load_chronology  # noqa: PLC0415
    from dateline.store.database import Database  # noqa: PLC0415
    from dateline.views import phrases  # noqa: PLC0415

    with Database(db, readonly=True) as database:
        full = database.resolve_incident(incident_id)
        chronology = load_chronology(database, policy=policy, incident_id=full)
    (incident,) = chronology.incidents
    statements = [s for s in chronology.ordered_statements() if full in chronology.statement_incidents(s)]
    if as_json:
        print_json([incident_record(incident, chronology)])
        print_json(attestation_record(full, sourced) for sourced in chronology.incident_attestations(incident))
        print_json(statement_record(s, chronology.statement_incidents(s)) for s in statements)
        return
    documents = chronology.documents_by_id()
    told_in = tuple(documents[document_id] for document_id in incident.document_ids)
    click.echo(f"{full}  {phrases.one_line(incident.summary)}\n")
    rows = [
        ("type", "event_type", phrases.type_words(incident)),
        ("status", "status", phrases.STATUS_WORDS[incident.status] + (" (background)" if incident.background else "")),
        ("date", "date_start", f"{phrases.date_words(incident, told_in)} (precision: {incident.date_precision})"),
        ("place", "place", phrases.place_words(incident.place)),
        *((field, field, phrases.counts_words(getattr(incident, field)) or "") for field in phrases.COUNT_LABELS),
        ("deaths by side", "deaths_by_side", phrases.value_words(incident.deaths_by_side)),
        ("perpetrators", "actors.perpetrator", _actors(incident.actors, "perpetrator")),
        ("targets", "actors.target", _actors(incident.actors, "target")),
        ("others", "actors.other", _actors(incident.actors, "other")),
        ("weapons", "weapons", ", ".join(incident.weapons)),
        ("seized", "seized", ", ".join(phrases.seized_words(line) for line in incident.seized)),
        ("linked", "links", ", ".join(f"{kind}: {other}" for kind, other in incident.links)),
    ]
    differing = {kin(entry.field) for entry in incident.reconciled if entry.dissent}
    for label, field, words in rows:
        if words:
            click.echo(f"{label:>14}  {words}" + ("  (sources differ)" if kin(field) in differing else ""))
    for report in chronology.incident_reports(incident):
        document = documents[report.document_id]
        click.echo(f"\n{phrases.document_title(document)}")
        click.echo(
            f"  {phrases.source_words(document)}; {phrases.published_words(document)}; report {report.report_id}"
        )
        if document.copy_of:
            click.echo(f"  a copy of {document.copy_of}")
        for quote, notes in attested(document, report.attestations):
            click.echo(f"  {quote}")
            for note in notes:
                click.echo(f"      {note}")
    for statement in statements:
        speaker = statement.speaker or "speaker not told"
        click.echo(f"\n{statement.kind.replace('_', ' ')} by {speaker}: {phrases.quoted(statement.quote)}")


def _actors(actors: tuple[object, ...], role: str) -> str:
    from dateline.records import Actor  # noqa: PLC0415
    from dateline.views.phrases import actor_words  # noqa: PLC0415

    return ", ".join(actor_words(a) for a in actors if isinstance(a, Actor) and a.role == role)
