"""The chronology's provenance as PROV-JSON (W3C member submission, 2013): what was derived from what, by what."""

import json
import re
from typing import Any, TextIO

from dateline.chronology.release import Chronology

PREFIX = {"dl": "urn:dateline:", "xsd": "http://www.w3.org/2001/XMLSchema#"}


def export(chronology: Chronology, out: TextIO) -> None:
    """Write one PROV-JSON document."""
    json.dump(document(chronology), out, ensure_ascii=False, indent=1)
    out.write("\n")


def document(chronology: Chronology) -> dict[str, Any]:
    """Entities are documents, quotes, reports and incidents; activities are coding and reconciling; agents are this
    tool, its rules and the outlets. No times: none is known that is not a date of publication."""
    entity: dict[str, Any] = {}
    agent: dict[str, Any] = {
        "dl:tool": {"prov:type": {"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"}, "dl:name": chronology.tool}
    }
    relations: dict[str, dict[str, Any]] = {
        name: {}
        for name in ("wasGeneratedBy", "used", "wasDerivedFrom", "wasAttributedTo", "wasAssociatedWith", "hadMember")
    }

    def relate(kind: str, **ends: Any) -> None:
        relations[kind][f"_:{kind}{len(relations[kind]) + 1}"] = {
            (key.replace("_", ":", 1)): value for key, value in ends.items()
        }

    outlets = list(dict.fromkeys(d.outlet for d in chronology.ordered_documents() if d.outlet))
    names = {outlet: f"dl:outlet:{n}" for n, outlet in enumerate(outlets, 1)}
    for outlet, name in names.items():
        agent[name] = {"prov:type": {"$": "prov:Organization", "type": "prov:QUALIFIED_NAME"}, "dl:name": outlet}
    for source in chronology.ordered_documents():
        name = f"dl:document:{source.document_id}"
        entity[name] = {"prov:type": "document", "dl:sha256": source.sha256, "dl:input": source.input}
        if source.published:
            entity[name]["dl:published"] = {"$": source.published.isoformat(), "type": "xsd:date"}
        if source.outlet:
            relate("wasAttributedTo", prov_entity=name, prov_agent=names[source.outlet])
        if source.copy_of and source.copy_of != source.document_id:
            relate("wasDerivedFrom", prov_generatedEntity=name, prov_usedEntity=f"dl:document:{source.copy_of}")
    activity: dict[str, Any] = {
        "dl:coding": {"prov:type": "coding"},
        "dl:reconciling": {"prov:type": "reconciling", "dl:policy": chronology.policy},
    }
    for name in activity:
        relate("wasAssociatedWith", prov_activity=name, prov_agent="dl:tool")
    for incident in chronology.ordered_incidents():
        whole = f"dl:incident:{incident.incident_id}"
        entity[whole] = {"prov:type": "incident", "dl:summary": incident.summary}
        relate("wasGeneratedBy", prov_entity=whole, prov_activity="dl:reconciling")
        for report in chronology.incident_reports(incident):
            told = f"dl:report:{report.report_id}"
            entity[told] = {"prov:type": "report"}
            relate("wasGeneratedBy", prov_entity=told, prov_activity="dl:coding")
            relate("wasDerivedFrom", prov_generatedEntity=told, prov_usedEntity=f"dl:document:{report.document_id}")
            relate("wasDerivedFrom", prov_generatedEntity=whole, prov_usedEntity=told)
        for n, sourced in enumerate(chronology.incident_attestations(incident), 1):
            quote, a = f"dl:quote:{sourced.report_id}:{n}", sourced.attestation
            rule = "dl:annotator:" + re.sub(r"[^\w.@-]", "_", a.annotator.removeprefix("rule:"))
            agent.setdefault(
                rule, {"prov:type": {"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"}, "dl:name": a.annotator}
            )
            entity[quote] = {
                "prov:type": "quote",
                "prov:value": a.quote,
                "dl:field": a.field,
                "dl:start": a.start,
                "dl:end": a.end,
            }
            relate(
                "wasDerivedFrom",
                prov_generatedEntity=quote,
                prov_usedEntity=f"dl:document:{sourced.document_id}",
                prov_type={"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"},
            )
            relate("wasAttributedTo", prov_entity=quote, prov_agent=rule)
            relate("hadMember", prov_collection=f"dl:report:{sourced.report_id}", prov_entity=quote)
    for source in chronology.ordered_documents():
        relate("used", prov_activity="dl:coding", prov_entity=f"dl:document:{source.document_id}")
    return {"prefix": PREFIX, "entity": entity, "activity": activity, "agent": agent, **relations}
