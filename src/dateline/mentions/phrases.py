"""Look-up of single- and multi-word phrases over tokens: one dictionary step per token, longest match first."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from dateline.documents.structure import Token

T = TypeVar("T")


class Phrases(Generic[T]):
    """A lexicon of lower-cased phrases, each with a payload.

    `add("opened fire on", payload)`; `find(tokens)` yields (first, last_exclusive, payload) over token indices,
    left to right, longest first, never overlapping. "*" stands for exactly one token ("blew * up"), "~" for one to
    seven that hold no clause boundary, verb of being or preposition of place ("hacked ~ to death").
    """

    def __init__(self, entries: Iterable[tuple[str, T]] = ()) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, payload in entries:
            self.add(phrase, payload)

    def add(self, phrase: str, payload: T) -> None:
        words = tuple(phrase.split())
        rows = self._by_first.setdefault(words[0], [])
        rows.append((words, payload))
        rows.sort(key=lambda r: (-len(r[0]), r[0].count("*")))

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, T]]:
        i, n = 0, len(tokens)
        while i < n:
            for words, payload in self._by_first.get(tokens[i].lower, ()):
                end = _match(words, tokens, i, n)
                if end:
                    yield i, end, payload
                    i = end
                    break
            else:
                i += 1


_GAP = 7
# Where one of these stands, what follows belongs to another clause or tells where and when.
_NO_GAP = frozenset(
    '. ; : ! ? ( ) - – — " “ ” was were is are been be has have had left leaving who that which when where while after before as'
    " but because killing wounding injuring said says at in on by near from into".split()
)


def _match(words: tuple[str, ...], tokens: Sequence[Token], i: int, n: int) -> int:
    """The token after the phrase that begins at token `i`; 0 where it does not stand there."""
    for w in words:
        if w == "~":
            return _match_over_gap(words[words.index("~") + 1 :], tokens, i, n)
        if i >= n or (w != "*" and tokens[i].lower != w):
            return 0
        i += 1
    return i


def _match_over_gap(rest: tuple[str, ...], tokens: Sequence[Token], i: int, n: int) -> int:
    for at in range(i, min(i + _GAP, n)):
        if tokens[at].lower in _NO_GAP:
            return 0
        end = _match(rest, tokens, at + 1, n)
        if end:
            return end
    return 0
