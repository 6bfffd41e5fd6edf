"""What one run was asked to do; kept with the run in the database."""

import datetime as dt
from typing import Any

import msgspec


class RunConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The effective configuration of a run: everything beside its inputs and its version that decides its results.

    `published`, `outlet` and `language` stand in where an input does not say them of itself. `recode`: code documents
    again that this coder has coded already. `options` are the coder's own (never a secret: they are stored).
    """

    coder: str = "learned"
    options: dict[str, str] = msgspec.field(default_factory=dict)
    published: dt.date | None = None
    outlet: str | None = None
    language: str | None = None
    recode: bool = False

    def stored(self, *, inputs: tuple[str, ...]) -> dict[str, Any]:
        """As JSON holds it."""
        stored: dict[str, Any] = msgspec.to_builtins(self)
        return {**stored, "inputs": list(inputs)}
