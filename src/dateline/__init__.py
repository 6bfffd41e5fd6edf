"""Reporting on political violence in, a sourced chronology out.

>>> import dateline
>>> session = dateline.code("A car bomb killed three people in Baghdad on 3 May 2011, police said.")
>>> len(session.documents())
1
"""

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dateline.api import Session, code, open

__all__ = ["Session", "__version__", "code", "open"]


def __getattr__(name: str) -> Any:
    """Import the interface when it is first used, so that `import dateline` stays light."""
    if name in {"Session", "code", "open"}:
        return getattr(importlib.import_module("dateline.api"), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
