"""What our own formats leave unsaid, counted and listed, as the schemas of others do beside their tables."""

from collections.abc import Mapping

from dateline.chronology.release import Chronology
from dateline.chronology.schemas.bundle import Export, Losses, loss_report
from dateline.chronology.schemas.crosswalk import LOST, statements_by_incident, unsaid
from dateline.records import COUNT_FIELDS

_COUNTS = frozenset(f"{field}{part}" for field in COUNT_FIELDS for part in ("", ".bounds"))
_FLAT = _COUNTS | {"deaths_by_side", "seized", "weapons", "links", "others", "status"}
_ALL = _FLAT | {"differing values", "quotes", "statements"}
# Format -> fields of incidents that it says; then what it says of documents.
SAID: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "jsonl": (_ALL, frozenset({"text", "metadata"})),
    "md": (_ALL, frozenset({"metadata", "failures"})),
    "html": (_ALL, frozenset({"metadata", "failures"})),
    "csv": (_FLAT, frozenset()),
    "geojson": (_FLAT, frozenset()),
    "parquet": (_ALL, frozenset({"metadata"})),
    "package": (_ALL, frozenset({"metadata"})),
    "webanno": (frozenset({"quotes", "statements"}), frozenset({"metadata"})),
    "prov": (frozenset({"quotes"}), frozenset({"metadata"})),
}


def report(chronology: Chronology, form: str) -> bytes:
    """The loss report of one of our own formats, as JSON; without items where nothing is lost.

    Counted are values of incidents, whole texts of documents (a passage is not the text), their titles, outlets and
    dates, and inputs that could not be read. `form` is a key of SAID.
    """
    said, told = SAID[form]
    losses = Losses()
    stated = statements_by_incident(chronology)
    for incident in chronology.ordered_incidents():
        for field, value in unsaid(incident, chronology, said, stated):
            losses.add("lost", incident.incident_id, field, LOST, value)
    for document in chronology.ordered_documents():
        if "text" not in told:
            losses.add("lost", "", "document text", "the format holds no whole texts", document.document_id)
        if "metadata" not in told:
            losses.add("lost", "", "document", "the format has no table of documents", document.document_id)
    if "failures" not in told:
        for failure in chronology.failures:
            losses.add("lost", "", "failure", "inputs that could not be read are not named", failure.input)
    made = Export(
        schema=form,
        policy=chronology.policy,
        tool=chronology.tool,
        incidents=len(chronology.incidents),
        tables=(),
        losses=losses.sorted(),
    )
    return loss_report(made)
