"""What only a person can say: two incidents that may be one, with all that speaks for it and against."""

import inspect

import msgspec

from dateline.incidents.comparisons import COMPARISONS, Value
from dateline.incidents.context import ReportContext
from dateline.incidents.profile import profile


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One comparison of the two reports: what it found, what that added (natural log odds), what it looks at."""

    comparison: str
    value: Value
    contribution: float
    meaning: str


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Are these two incidents one? Asked of the two reports, one of each, that are most in doubt.

    `score` is the model's chance that they are (0 to 1), `reasons` what it rests on, the weightiest first.
    """

    incident_ids: tuple[str, str]
    left: ReportContext
    right: ReportContext
    score: float
    reasons: tuple[Reason, ...]
    annotator: str

    @property
    def speaks_for(self) -> tuple[Reason, ...]:
        """What makes them more likely one incident."""
        return tuple(r for r in self.reasons if r.contribution > 0)

    @property
    def speaks_against(self) -> tuple[Reason, ...]:
        """What makes them more likely two."""
        return tuple(r for r in self.reasons if r.contribution < 0)


def reasons(left: ReportContext, right: ReportContext, explanation: dict[str, float]) -> tuple[Reason, ...]:
    """A recorded explanation with what each comparison finds in the two reports, the weightiest first.

    The bias, what any two reports start from, is no comparison and left out.
    """
    a, b = profile(left), profile(right)
    found = [
        Reason(
            comparison=name,
            value=round(value, 3) if isinstance(value := COMPARISONS[name](a, b), float) else value,
            contribution=contribution,
            meaning=meaning(name),
        )
        for name, contribution in explanation.items()
        if name in COMPARISONS and contribution
    ]
    return tuple(sorted(found, key=lambda r: (-abs(r.contribution), r.comparison)))


def meaning(comparison: str) -> str:
    """The first sentence of what a reviewer reads of a comparison."""
    return " ".join((inspect.getdoc(COMPARISONS[comparison]) or "").split("\n\n", maxsplit=1)[0].split())
