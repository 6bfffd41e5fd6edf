"""Why an input could not be read: one class for each thing a caller can handle."""

from dateline.errors import SourceError


class MissingInputError(SourceError):
    """There is no such file or folder."""


class ForbiddenInputError(SourceError):
    """The file or folder is there, but may not be read."""


class EmptyInputError(SourceError):
    """The input holds no text."""


class TooLargeError(SourceError):
    """The input is larger than the limit for its kind."""


class UnknownKindError(SourceError):
    """The input is of no kind that can be read: a picture, a program, a spreadsheet."""


class EncodingError(SourceError):
    """The bytes are not text in any encoding that was declared or could be told."""


class BrokenInputError(SourceError):
    """The input is of a known kind but damaged: cut off, not well formed, protected by a password."""


class UnsafeInputError(SourceError):
    """The input would grow out of all proportion when opened: a zip bomb, an entity bomb, nesting without end."""


class SidecarError(SourceError):
    """A sidecar could not be read; its document is read without it."""


class FetchError(SourceError):
    """A URL could not be fetched within the limits."""
