"""`dateline incidents`: the incidents in a list."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from dateline.cli.options import db_option, first_day, json_option, last_day, policy_option, print_json

if TYPE_CHECKING:
    from dateline.records import Incident


@click.command()
@db_option
@click.option("--country", metavar="C", help="A country's name or ISO 3166-1 alpha-2 code.")
@click.option("--since", callback=first_day, metavar="D", help="A day, month or year; incidents that may lie after it.")
@click.option("--until", callback=last_day, metavar="D", help="A day, month or year; incidents that may lie before it.")
@click.option("--type", "event_type", metavar="T", help="An event type or sub-type (ACLED's names), in any case.")
@click.option("--background/--no-background", default=True, help="With or without what is told in passing.")
@policy_option
@json_option
def incidents(
    *,
    db: str,
    country: str | None,
    since: dt.date | None,
    until: dt.date | None,
    event_type: str | None,
    background: bool,
    policy: str,
    as_json: bool,
) -> None:
    """List incidents in order of date, undated ones last: id, date, place, type, deaths, how many reports."""
    from dateline.chronology.jsonl import incident_record  # noqa: PLC0415 -- keeps --help light
    from dateline.chronology.loading import load_chronology  # noqa: PLC0415
    from dateline.chronology.selection import select  # noqa: PLC0415
    from dateline.store.database import Database  # noqa: PLC0415

    with Database(db, readonly=True) as database:
        chronology = load_chronology(database, policy=policy)
    found = select(chronology.ordered_incidents(), country=country, since=since, until=until, event_type=event_type)
    found = tuple(incident for incident in found if background or not incident.background)
    if as_json:
        print_json(incident_record(incident, chronology) for incident in found)
        return
    if not found:
        click.echo("dateline: no such incident in the database", err=True)
    documents = chronology.documents_by_id()
    for incident in found:
        copies = sum(documents[document_id].copy_of is not None for document_id in incident.document_ids)
        click.echo(line(incident, copies=copies))


def line(incident: "Incident", *, copies: int = 0) -> str:
    """Id, date, place, type, deaths, how many documents, `copies` of them copied."""
    from dateline.views.phrases import counts_words  # noqa: PLC0415

    place = incident.place
    where = ", ".join(dict.fromkeys(part for part in (place.name, place.country) if part)) if place else "?"
    deaths = counts_words(incident.deaths)
    told = f" ({copies} copied)" if copies else ""
    notes = [
        incident.sub_event_type or incident.event_type or "?",
        *([] if incident.status == "occurred" else [incident.status]),
        *(["background"] if incident.background else []),
        *([f"deaths {deaths}"] if deaths else []),
        *([f"{len(incident.document_ids)} documents" + told] if len(incident.document_ids) > 1 else []),
    ]
    return f"{incident.incident_id}  {_days(incident.date_start, incident.date_end)}  {where}: {'; '.join(notes)}"


def _days(start: str | None, end: str | None) -> str:
    text = (start or "..") if start == end else f"{start or '..'}/{end or '..'}"
    return text.ljust(21)
