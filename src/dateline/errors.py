"""What can go wrong, one small class for each thing a caller can handle.

Every message says what happened, where, what was expected and what to do.
"""


class DatelineError(Exception):
    """The parent of every error that Dateline raises on purpose."""


class SourceError(DatelineError):
    """An input could not be read: missing, forbidden, too large, broken, or of an unknown kind."""


class DocumentError(DatelineError):
    """An input was read, but no document could be made of it."""


class StoreError(DatelineError):
    """The database could not be opened, is not ours, or is of a newer version."""


class NotFoundError(StoreError):
    """An id or a field that the database does not hold."""


class GazetteerError(DatelineError):
    """The gazetteer is missing, empty or of another version."""


class CoderError(DatelineError):
    """A coder could not code one document, or gave something that is no coding of it."""


class CoderUnavailableError(CoderError):
    """A coder lacks what every document needs (a server, a model): the run ends, what was coded is kept."""


class UsageError(DatelineError):
    """The caller asked for something that does not exist: an unknown format, coder or policy."""
