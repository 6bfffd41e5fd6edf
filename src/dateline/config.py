"""What one run was asked to do; kept with the run in the database."""

import datetime as dt
from typing import Any

import msgspec


class RunConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The effective configuration of a run: everything beside its inputs and its version that decides its results.

    `published`, `outlet` and `language` stand in where an input does not say them of itself. `recode`: code documents
    again that this coder has coded already. `options` are the coder's own (never a secret: they are stored). `places`:
    gazetteers of the user's (`dateline places import`) over the one that ships; none: those that the environment names.
    """

    coder: str = "learned"
    options: dict[str, str] = msgspec.field(default_factory=dict)
    published: dt.date | None = None
    outlet: str | None = None
    language: str | None = None
    recode: bool = False
    places: tuple[str, ...] = ()

    def stored(self, *, inputs: tuple[str, ...], gazetteer: tuple[tuple[str, str], ...]) -> dict[str, Any]:
        """As JSON holds it; `gazetteer` is the file and digest of the one in use and of those over it."""
        stored: dict[str, Any] = msgspec.to_builtins(self)
        files = [{"file": file, "sha256": digest} for file, digest in gazetteer]
        return {**stored, "inputs": list(inputs), "gazetteer": files}
