"""The attestations of a report in the making."""

from typing import Any

from dateline.records import Attestation
from dateline.records.values import Certainty
from dateline.reports.analysis import Analysis
from dateline.reports.attribution import certainty, speaker

VERSION = 1


class Evidence:
    """Collects the attestations of one report, each with the text's own words, its speaker and its certainty.

    `by` names who coded it in place of the rules ("model:NAME@DIGEST"); the rule that read the words then follows.
    """

    def __init__(self, analysis: Analysis, *, by: str | None = None) -> None:
        self.a = analysis
        self.rows: list[Attestation] = []
        self.by = f"{by}+" if by else ""

    def add(
        self,
        field: str,
        value: Any,
        start: int,
        end: int,
        rule: str,
        *,
        sure: Certainty | None = None,
        loaded: str | None = None,
    ) -> None:
        """One value of one field, said in text[start:end]; `sure` and `loaded` as in `Attestation`."""
        sentence = self.a.structure.sentences[self.a.sentence_before(start)] if self.a.structure.sentences else None
        s, e = (sentence.start, sentence.end) if sentence is not None and start >= sentence.start else (start, end)
        e = max(e, end)
        by = (
            speaker(self.a.text, start, end, s, e)
            if field not in ("date_start", "date_end", "place.name", "event_type")
            else None
        )
        self.rows.append(
            Attestation(
                field=field,
                value=value,
                quote=self.a.text[start:end],
                start=start,
                end=end,
                attributed_to=by,
                certainty=sure or certainty(self.a.text, start, end, s, e),
                annotator=f"{self.by}rule:{rule}@{VERSION}",
                loaded=loaded,
            )
        )
