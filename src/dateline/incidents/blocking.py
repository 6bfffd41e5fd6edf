"""Keys under which reports of one incident meet, so that not every pair has to be compared."""

from dateline.incidents.context import ReportContext


def keys(context: ReportContext) -> frozenset[str]:
    """The block keys of one report; two reports that share none are never compared."""
    report = context.report
    found = {f"doc:{context.source_id}"}
    if report.place is not None and report.place.country_code:
        found.add(f"cc:{report.place.country_code}")
    return frozenset(found)
