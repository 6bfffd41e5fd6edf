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
    from dateline.resolve.gazetteer_import import import_places
    from dateline.resolve.lookup import find_places

__all__ = ["Session", "__version__", "code", "find_places", "import_places", "open"]

_HOMES = {
    "Session": "dateline.api",
    "code": "dateline.api",
    "open": "dateline.api",
    "find_places": "dateline.resolve.lookup",
    "import_places": "dateline.resolve.gazetteer_import",
}


def __getattr__(name: str) -> Any:
    """Import the interface when it is first used, so that `import dateline` stays light."""
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
