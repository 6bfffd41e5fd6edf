"""What a coder is, what of its output is kept, and the coder that asks a language model.

A coder takes one document and returns a `Coding`: reports and statements, each value with a verbatim quote. The default
one is `dateline.reports.coder`. Another package adds its own under the entry point group `dateline.coders`
(docs/coders.md shows a whole one).
"""

from typing import Protocol

from dateline.records import Coding, Document


class Coder(Protocol):
    """Anything that can be called with a document and returns its `Coding`; a plain function will do.

    It reads the document and nothing else, so that the same document always gives the same coding, and returns what it
    found in `Coding.reports` and `Coding.statements`. A document that it cannot read (a language) gets `Coding.skipped`,
    the reason. An exception is recorded as that document's failure, and the run goes on; `CoderUnavailableError` ends
    the run. What does not hold (`dateline.coders.admission`) is dropped, told and counted.

    Three attributes are looked for and may be missing. `version` (text): a document is coded again when it changes;
    without it the `VERSION` of the module stands in. `configure` (mapping of text to text -> Coder): takes the options
    that the user gave with `--coder-option KEY=VALUE`, raises `UsageError` for those that it does not know, and
    returns the coder to use; without it there are no options. `options` (mapping of text to text): the effective ones,
    kept with the run instead of those given; never a secret.
    """

    def __call__(self, document: Document, /) -> Coding: ...
