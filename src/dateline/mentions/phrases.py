"""Look-up of single- and multi-word phrases over tokens: one dictionary step per token, longest match first."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from dateline.documents.structure import Token

T = TypeVar("T")


class Phrases(Generic[T]):
    """A lexicon of lower-cased phrases, each with a payload.

    `add("opened fire on", payload)`; `find(tokens)` yields (first, last_exclusive, payload) over token indices,
    left to right, longest first, never overlapping. "*" stands for exactly one token ("blew * up").
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
                k = len(words)
                if i + k <= n and all(w == "*" or tokens[i + j].lower == w for j, w in enumerate(words)):
                    yield i, i + k, payload
                    i += k
                    break
            else:
                i += 1
