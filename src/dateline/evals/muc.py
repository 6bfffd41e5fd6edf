"""`dateline eval muc`: reports as templates of the Fourth Message Understanding Conference (1992), in two layouts."""

import datetime as dt
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from dateline.coders.admission import admit
from dateline.documents import from_text
from dateline.evals.muc_readings import read_templates
from dateline.evals.muc_slots import human_type, instrument_type, nation, physical_type
from dateline.evals.muc_templates import Filler, Template, templates
from dateline.mentions.toponyms import find_toponyms
from dateline.records import Attestation, Document, Report
from dateline.registry import DEFAULT_CODER
from dateline.registry import coder as registered_coder
from dateline.resolve.gazetteer import default
from dateline.resolve.places import resolve_places

Mentions = Literal["first", "all"]
SLOTS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


def run(
    docs: Path,
    out: Path,
    *,
    full: Path | None = None,
    coder: str | None = None,
    options: Mapping[str, str] | None = None,
    mentions: Mentions = "all",
) -> None:
    """Read documents {"docid", "text", "doc_date", ...}, one JSON object a line; templates in them are not read.

    Writes {"docid", "templates": [{"incident_type", "PerpInd": [[mention, ...]], ...}]} to `out` and, where given, all
    slots to `full`: {"docid", "templates": [{"slots": {slot: [{"value", "xref"}]}}]}. `mentions`: one mention of an
    entity or all its names.
    """
    find = registered_coder(coder or DEFAULT_CODER, options)
    told = read_templates if (coder or DEFAULT_CODER) == "learned" else templates
    sink_full = full.open("w", encoding="utf-8") if full is not None else None
    try:
        with docs.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as sink:
            for line in lines:
                if not line.strip():
                    continue
                row = json.loads(line)
                document = read_document(row)
                found = list(told(document, admit(document, find(document)).reports))
                _write(sink, {"docid": row["docid"], "templates": [gtt_layout(t, mentions=mentions) for t in found]})
                if sink_full is not None:
                    slots = [{"slots": full_layout(t, document)} for t in found]
                    _write(sink_full, {"docid": row["docid"], "templates": slots})
    finally:
        if sink_full is not None:
            sink_full.close()


def _write(sink: Any, row: dict[str, Any]) -> None:
    sink.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_document(row: dict[str, Any]) -> Document:
    """The document of one row: its text and date, nothing else."""
    given = str(row.get("doc_date") or "")[:10]
    published = dt.date.fromisoformat(given) if re.fullmatch(r"\d{4}-\d\d-\d\d", given) else None
    return from_text(str(row["text"]), input=str(row["docid"]), published=published, language="en")


def gtt_layout(template: Template, *, mentions: Mentions = "all") -> dict[str, Any]:
    """The five string slots as lists of entities, each a list of mentions."""
    slots = zip(
        SLOTS,
        (template.individuals, template.organisations, template.targets, template.victims, template.weapons),
        strict=True,
    )
    row: dict[str, Any] = {"incident_type": template.type}
    for slot, fillers in slots:
        row[slot] = [list(f.mentions if mentions == "all" else f.mentions[:1]) for f in fillers]
    return row


_STAGES = {"occurred": "ACCOMPLISHED", "attempted": "ATTEMPTED", "foiled": "ATTEMPTED", "threatened": "THREATENED"}
_HUMAN_EFFECTS = {"death": "DEATH", "injury": "INJURY", "freed": "REGAINED FREEDOM", "none": "NO INJURY OR DEATH"}
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"


def full_layout(template: Template, document: Document) -> dict[str, list[dict[str, Any]]]:
    """All slots that a report can fill, as {slot: [{"value", "xref"}]}."""
    report = template.report
    slots: dict[str, list[dict[str, Any]]] = {}

    def put(slot: str, value: str | None, *xref: str) -> None:
        if value is not None:
            slots.setdefault(slot, []).append({"value": value, "xref": list(xref)})

    put("incident_date", _date(report, document.published))
    put("incident_location", _location(report, document))
    put("incident_type", template.type.upper())
    stage = _STAGES.get(report.status if report is not None else "", "ACCOMPLISHED")
    put("incident_stage", template.said.get("incident_stage", stage))
    for weapon in template.weapons:
        put("instrument_id", weapon.value)
        kind = weapon.said.get("instrument_type") or instrument_type(weapon.mentions[0], weapon.type)
        put("instrument_type", kind, weapon.value)
    if not template.weapons:
        put("instrument_type", implied_instrument(template))
    perpetrators = template.individuals + template.organisations
    state = any(f.type in {"state forces", "external/other forces"} for f in perpetrators)
    category = "STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT"
    put("perp_category", template.said.get("perp_category", category))
    for individual in template.individuals:
        put("perp_ind_id", individual.value)
    for organisation in template.organisations:
        put("perp_org_id", organisation.value)
        confidence = organisation.said.get("perp_org_confidence")
        put("perp_org_confidence", confidence or _confidence(organisation.attestation, report), organisation.value)
    for target in template.targets:
        put("phys_tgt_id", target.value)
        put("phys_tgt_type", target.said.get("phys_tgt_type") or physical_type(target.mentions[0]), target.value)
        put("phys_tgt_number", _number(target), target.value)
        put("phys_tgt_nation", nation(target.description), target.value)
        damage = {None: None, "destroyed": "DESTROYED"}.get(target.effect, "SOME DAMAGE")
        put("phys_tgt_effect", target.said.get("phys_tgt_effect", damage) or None, target.value)
    for victim in template.victims + template.described:
        name = victim in template.victims
        if name:
            put("hum_tgt_name", victim.value)
        if not name or victim.description.upper() != victim.value:
            put("hum_tgt_desc", victim.description.upper(), *([victim.value] if name else []))
        kind = victim.said.get("hum_tgt_type") or human_type(victim.description, victim.type)
        put("hum_tgt_type", kind, victim.value)
        put("hum_tgt_number", "1" if name else _number(victim), victim.value)
        put("hum_tgt_nation", nation(victim.description), victim.value)
        effect = victim.said.get("hum_tgt_effect", _HUMAN_EFFECTS.get(victim.effect or ""))
        put("hum_tgt_effect", effect or None, victim.value)
    return slots


def implied_instrument(template: Template) -> str | None:
    """What a bombing or shooting was done with where no word names it."""
    if template.type == "bombing":
        return "BOMB"
    quotes = [a.annotator for a in template.report.attestations if a.field == "weapons"] if template.report else []
    return "GUN" if any("implied.shooting" in annotator for annotator in quotes) else None


def _number(filler: Filler) -> str:
    if filler.number is not None:
        return str(filler.number)
    return "PLURAL" if filler.plural else "1"


def _date(report: Report | None, published: dt.date | None) -> str | None:
    def written(day: dt.date) -> str:
        return f"{day.day:02d} {_MONTHS.split()[day.month - 1]} {day.year % 100:02d}"

    earliest, latest = (report.date.earliest, report.date.latest) if report is not None else (None, None)
    if earliest is not None and latest is not None:
        return written(latest) if earliest == latest else f"{written(earliest)} - {written(latest)}"
    last = latest or published
    return f"- {written(last)}" if last is not None else None


_KINDS = {
    "PPL": "TOWN",
    "PPLC": "CITY",
    "PPLA": "CITY",
    "PPLX": "NEIGHBORHOOD",
    "ADM1": "DEPARTMENT",
    "ADM2": "PROVINCE",
}


def _location(report: Report | None, document: Document) -> str | None:
    """COUNTRY: DEPARTMENT (DEPARTMENT): TOWN (TOWN), the middle part only where the text names it.

    Without a place, or with one in a country that the text does not speak of, the country that it speaks of most.
    """
    focus, spoken = _countries(document.text)
    place = report.place if report is not None else None
    if focus is not None and (place is None or (place.country is not None and place.country not in spoken)):
        return _capitals(focus)
    if place is None:
        return None
    country = _capitals(place.country or "")
    parts = [country] if country else []
    name = _capitals(place.name)
    if place.precision == "country" or name == country:
        return country or name
    admin1 = _capitals(place.admin1 or "")
    seat = (place.feature_code or "").startswith(("PPLA", "PPLC"))
    if admin1 and admin1 != name and not seat and place.precision != "admin1" and admin1 in _capitals(document.text):
        parts.append(f"{admin1} (DEPARTMENT)")
    parts.append(f"{name} ({_KINDS.get(place.feature_code or '', 'CITY')})")
    return ": ".join(parts)


def _capitals(name: str) -> str:
    """In capitals without accents, as the keys write names."""
    decomposed = unicodedata.normalize("NFD", name.upper())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@lru_cache(maxsize=4)
def _countries(text: str) -> tuple[str | None, frozenset[str]]:
    """The country a text speaks of most, and all it speaks of, by the places and peoples it names."""
    gazetteer = default()
    resolved = resolve_places(find_toponyms(text, gazetteer=gazetteer), text=text, gazetteer=gazetteer)
    counted = Counter(place.best.country for place in resolved if place.best is not None and place.best.country)
    repeated = frozenset(country for country, number in counted.items() if number > 1)
    return (counted.most_common(1)[0][0], repeated) if counted else (None, frozenset())


def _confidence(attestation: Attestation | None, report: Report | None) -> str:
    if attestation is None:
        return "REPORTED AS FACT"
    if "claim" in attestation.annotator:
        return "CLAIMED OR ADMITTED"
    if attestation.certainty == "denied":
        return "SUSPECTED OR ACCUSED"
    if attestation.attributed_to is not None and attestation.certainty == "hedged":
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    if attestation.certainty == "hedged":
        return "SUSPECTED OR ACCUSED"
    return "POSSIBLE" if report is not None and report.status == "alleged" else "REPORTED AS FACT"
