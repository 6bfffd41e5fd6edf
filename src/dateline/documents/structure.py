"""The visible structure of a text: headings, paragraphs, list items, table rows, and the sentences in them.

Works on frozen text alone, by half-open code point offsets, so hard-wrapped lines, bullet lists and
tables copied as text keep their places.
"""

import itertools
import re
from bisect import bisect_right
from typing import Literal

import msgspec

BlockKind = Literal["heading", "paragraph", "item", "row"]


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A word or number: text[start:end]; `lower` is its lower-cased form with straight apostrophes."""

    start: int
    end: int
    lower: str


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """text[start:end]; `block` and `index` count from 0 over the document."""

    start: int
    end: int
    block: int
    index: int


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A heading, paragraph, list item or table row: text[start:end] without its marker.

    `section` is the index of the heading block it stands under, None before the first heading. `cells` are the
    half-open offsets of a row's cells, trimmed. `table` counts the tables of a document from 0 (None: no table).
    """

    kind: BlockKind
    start: int
    end: int
    sentences: tuple[Sentence, ...] = ()
    section: int | None = None
    cells: tuple[tuple[int, int], ...] = ()
    table: int | None = None


class Structure(msgspec.Struct, frozen=True, kw_only=True):
    """All blocks and sentences of one text, in order."""

    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the offset, or None between sentences."""
        i = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        if i >= 0 and self.sentences[i].start <= offset < self.sentences[i].end:
            return self.sentences[i]
        return None


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE_START = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|\d{4}-\d{2}-\d{2})"
)
_WEEKDAY_ABBREVIATED = r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?"
# A line that opens with a date and a separator, or a weekday and a dash, is a list item even without a bullet.
_DATED_LINE = re.compile(
    rf"(?:{_DATE_START})(?:\s*(?:[.,:–—|-]|\(|at\b|\d{{3,4}}\s*h)|\s{{2,}}\S)|{_WEEKDAY_ABBREVIATED}\.?\s*[-–—:]",
    re.IGNORECASE,
)
# "MONDAY 18" and "Tuesday, 4 June" over the entries of a log, and an entry's time: "0530  Saravena. ..."
_DAY_LINE = re.compile(
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b,?\s*(?:\d{{1,2}}(?:st|nd|rd|th)?|{_DATE_START})?[\s:]*$",
    re.IGNORECASE,
)
# "Mon. 08/03 – Bouca" over one or more sentences
_DAY_HEAD = re.compile(rf"(?:night\s+of\s+)?{_WEEKDAY_ABBREVIATED}\.?,?\s+{_DATE_START}\b", re.IGNORECASE)
_TIMED_LINE = re.compile(
    r"(?:[01]\d|2[0-3])[:.h]?[0-5]\d(?:\s?(?:h|hrs?|hours|local))?(?:\s{2,}|\s*[-–—:]\s+)(?=[A-Z‘“\"])"
)
_BULLET = re.compile(
    r"(?:[-–—•*·◦▪‣►●○■□→>]+\s+|[\u2190-\u2bff\U0001f300-\U0001faff]+\ufe0f?\s+|\(?\d{1,3}[.)]\s+|\(?[a-z]\)\s+|\[(?=[^\]]*\d)[A-Za-z0-9][\w./-]*\]\s*)"
)
_NUMBERED_HEADING = re.compile(r"\(?\d{1,2}[.)]\s+\S")
_TERMINAL = re.compile(r"[.!?…:;,]['\"”’»)\]]*$")
# "WHERE:   Alindao", "DATE/TIME:  15 Nov": the fields of a flash report.
_LABEL = re.compile(r"\s*[A-Z][A-Z /&-]{2,20}:\s+\S")
_RULE = re.compile(r"^[\s|+:=_*~-]+$")

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Brig|Adm|Gov|Sen|Rep|Rev|St|Sts|Ste|Mt|No|Nos|Jr|Sr|Fr|vs|etc|approx|ca?"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Dept|Dist|Gob|Ing|Lic|e\.g|i\.e|a\.m|p\.m|U\.S|U\.N|U\.K|D\.C"
    r"|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|vol|fig|pp?)|\b[A-Z]|\b\w\.[A-Za-z])\.$",
    re.IGNORECASE,
)
_ENDS_ANYWAY = re.compile(r"\b(?:a\.m|p\.m|U\.S|U\.N|U\.K|etc|No|Co|Inc|Mar|May|Sun|Sat)\.$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n\s*\n|(?<=\S)\s+--\s+(?=\[)", re.UNICODE)
_NEXT_OPENS = re.compile(r"\s+[\"'“‘«(\[]*[A-ZÀ-ÞА-ЯЁ0-9–—•]")
_WORD = re.compile(r"\w+(?:[.'’](?=\w)\w+|-\w+)*", re.UNICODE)


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words and numbers of text[start:end]; hyphenated words are one token."""
    stop = len(text) if end is None else end
    return [
        Token(start=m.start(), end=m.end(), lower=m.group().lower().replace("’", "'"))
        for m in _WORD.finditer(text, start, stop)
    ]


def _sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    at = start
    for m in _SENTENCE_END.finditer(text, start, end):
        stop = m.end() if not m.group().isspace() else m.start()
        head = text[max(at, m.start() - 12) : m.start() + 1]
        if m.group().startswith("."):
            following = _NEXT_OPENS.match(text, m.end(), end)
            if following is None and text[m.end() : end].strip():
                continue
            if (
                _ABBREVIATION.search(head)
                and len(m.group()) == 1
                and not _closes_after_abbreviation(text, m.end(), end, head)
            ):
                continue
        elif m.group()[0] in "!?…" and _NEXT_OPENS.match(text, m.end(), end) is None and text[m.end() : end].strip():
            continue
        if text[at:stop].strip():
            spans.append((at, stop))
        at = m.end()
    if text[at:end].strip():
        spans.append((at, end))
    trimmed = []
    for s, e in spans:
        piece = text[s:e]
        trimmed.append((s + len(piece) - len(piece.lstrip()), e - (len(piece) - len(piece.rstrip()))))
    return trimmed


# Words that open a sentence often enough to end the one before even after "a.m." or "U.S.".
_OPENERS = frozenset(
    "the a an he she it they we i in on at there this that these those no police officials witnesses two three but and"
    " after before later as according both all many most several some one".split()
)


def _closes_after_abbreviation(text: str, at: int, end: int, head: str) -> bool:
    if not _ENDS_ANYWAY.search(head):
        return False
    m = _WORD.search(text, at, end)
    return m is not None and m.group().lower() in _OPENERS and m.group()[0].isupper()


def _lines(text: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for line in text.split("\n"):
        out.append((at, at + len(line)))
        at += len(line) + 1
    return out


def _strip(text: str, s: int, e: int) -> tuple[int, int]:
    piece = text[s:e]
    return s + len(piece) - len(piece.lstrip()), e - (len(piece) - len(piece.rstrip()))


# A year, or a month of one, alone on its line heads the entries below it.
_YEAR_LINE = re.compile(rf"\(?(?:{_MONTH}\s*,?\s*)?(?:19|20)\d\d(?:\s*[-–/]\s*\d{{2,4}})?\)?:?", re.IGNORECASE)
_DASHED = re.compile(r"\s[-–—]\s")


def _is_heading(text: str, s: int, e: int, *, alone: bool) -> bool:
    line = text[s:e]
    words = line.split()
    if _YEAR_LINE.fullmatch(line):
        return True
    if not alone and len(line) > (60 if _DASHED.search(line) else 45):
        return False
    if (
        not words
        or len(line) > 110
        or len(words) > 16
        or (_TERMINAL.search(line) and not line.endswith(("?", "!", "…")))
    ):
        return False
    return any(c.isalpha() for c in line) and (line[0].isupper() or line[0] in "‘“\"'«¿¡" or line[0].isdigit())


_WIDE_GAP = re.compile(r"[ \t]{2,}")
_COLUMN_HEADER = re.compile(
    r"\b(?:date|day|when|place|location|where|town|district|killed|dead|injured|summary|event|details|incident)\b",
    re.IGNORECASE,
)


def _aligned(text: str, group: list[tuple[int, int]]) -> list[int]:
    """The lines of a table set in columns by spaces: a header that names two columns or more, and what follows it."""
    header = next(
        (
            i
            for i, (s, e) in enumerate(group)
            if len(_WIDE_GAP.findall(text[s:e].strip())) >= 2
            and len({m.lower() for m in _COLUMN_HEADER.findall(text[s:e])}) >= 2
        ),
        None,
    )
    if header is None:
        return []
    rows = [header]
    for i in range(header + 1, len(group)):
        if len(_WIDE_GAP.findall(text[slice(*group[i])].strip())) < 2:
            break
        rows.append(i)
    return rows if len(rows) > 2 else []


def _cells(text: str, s: int, e: int, separator: str = r"\||\t") -> tuple[tuple[int, int], ...]:
    cells, at = [], s
    for m in re.finditer(separator, text[s:e]):
        cells.append(_strip(text, at, s + m.start()))
        at = s + m.end()
    cells.append(_strip(text, at, e))
    if cells and cells[0][0] >= cells[0][1]:
        cells = cells[1:]
    if cells and cells[-1][0] >= cells[-1][1] and text[s:e].rstrip().endswith("|"):
        cells = cells[:-1]
    return tuple(cells)


def _groups(text: str) -> list[list[tuple[int, int]]]:
    groups: list[list[tuple[int, int]]] = []
    current: list[tuple[int, int]] = []
    for s, e in _lines(text):
        if text[s:e].strip():
            current.append((s, e))
        elif current:
            groups.append(current)
            current = []
    if current:
        groups.append(current)
    return groups


def _wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the lines look broken by a column width (70 to 100 columns at most) rather than by sense."""
    lengths = [e - s for s, e in lines[:-1]]
    return bool(lengths) and max(lengths) <= 100 and min(lengths) >= 40 and max(lengths) - min(lengths) <= 34


def analyse(text: str) -> Structure:
    """Blocks and sentences of a text; every character outside markers, rules and blank lines is in exactly one block."""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    section: int | None = None
    tables = -1
    in_table = False

    def add(kind: BlockKind, s: int, e: int, cells: tuple[tuple[int, int], ...] = ()) -> None:
        nonlocal section
        s, e = _strip(text, s, e)
        if s >= e:
            return
        index = len(blocks)
        if kind == "heading":
            section = index
        spans = [(s, e)] if kind in ("heading", "row") else _sentence_spans(text, s, e)
        own = tuple(Sentence(start=a, end=b, block=index, index=len(sentences) + k) for k, (a, b) in enumerate(spans))
        sentences.extend(own)
        blocks.append(
            Block(
                kind=kind,
                start=s,
                end=e,
                sentences=own,
                section=None if section == index else section,
                cells=cells,
                table=tables if kind == "row" else None,
            )
        )

    def add_labelled(group: list[tuple[int, int]]) -> None:
        """A record of labelled lines ("WHERE: ...", "WHEN: ...") is one item; each line is a sentence or more."""
        starts = [s for s, e in group if _LABEL.match(text, s, e)]
        s, e = _strip(text, group[0][0], group[-1][1])
        index = len(blocks)
        edges = [*starts, group[-1][1]]
        spans = [span for a, b in itertools.pairwise(edges) for span in _sentence_spans(text, a, b)]
        own = tuple(Sentence(start=a, end=b, block=index, index=len(sentences) + k) for k, (a, b) in enumerate(spans))
        sentences.extend(own)
        blocks.append(Block(kind="item", start=s, end=e, sentences=own, section=section))

    for group in _groups(text):
        if sum(1 for s, e in group if _LABEL.match(text, s, e)) >= 3 and _LABEL.match(text, *group[0]):
            add_labelled(group)
            continue
        rows = [i for i, (s, e) in enumerate(group) if text[s:e].count("|") >= 2 or text[s:e].count("\t") >= 2]
        separator = r"\||\t"
        if len(rows) < 2 and (aligned := _aligned(text, group)):
            rows, separator = aligned, r"[ \t]{2,}"
        if len(rows) >= 2:
            tables += 1
            in_table = True
        pending: tuple[str, int, int] | None = None
        prose = [line for i, line in enumerate(group) if i not in rows]
        if len(prose) > 2 and _is_heading(text, *_strip(text, *prose[0]), alone=False):
            prose = prose[1:]
        wrapped = _wrapped(text, prose)
        for i, (s0, e0) in enumerate(group):
            s, e = _strip(text, s0, e0)
            if i in rows and in_table:
                if pending:
                    add(pending[0], pending[1], pending[2])  # type: ignore[arg-type]
                    pending = None
                if not _RULE.match(text[s:e]):
                    add("row", s, e, _cells(text, s, e, separator))
                continue
            if _RULE.match(text[s:e]):
                continue
            bullet = _BULLET.match(text, s, e)
            opens_item = bullet is not None or _dated(text, s, e)
            if _DAY_LINE.match(text, s, e):
                if pending:
                    add(pending[0], pending[1], pending[2])  # type: ignore[arg-type]
                    pending = None
                add("heading", s, e)
                continue
            if opens_item and bullet is None and pending and pending[0] == "item" and s > s0:
                # "... exploded in the market on / 4 February, killing four": a date that the column's width broke off.
                opens_item = _TERMINAL.search(text[pending[1] : pending[2]]) is not None
            if (
                opens_item
                and bullet
                and _NUMBERED_HEADING.match(text, s, e)
                and _is_heading(text, s, e, alone=True)
                and e - s <= 60
                and (len(group) == 1 or text[bullet.end() : e].isupper())
            ):
                opens_item = False
            if bullet and text[bullet.end() : e].isupper() and e - s <= 60 and i + 1 < len(group):
                if pending:
                    add(pending[0], pending[1], pending[2])  # type: ignore[arg-type]
                    pending = None
                add("heading", s, e)
                continue
            if opens_item:
                if pending:
                    add(pending[0], pending[1], pending[2])  # type: ignore[arg-type]
                # An identifier in brackets belongs to the item, a bullet does not.
                keep = bullet is None or text[bullet.start()] == "["
                pending = ("item", s if keep or bullet is None else bullet.end(), e)
                continue
            if pending and pending[0] == "item":
                longer = e0 - s0 > 0 and (
                    s > s0
                    or not _TERMINAL.search(text[pending[1] : pending[2]])
                    or text[s].islower()
                    # a full line above and one more below it: the column's width broke it, not the sense
                    or (50 <= group[i - 1][1] - group[i - 1][0] <= 100)
                )
                if longer:
                    pending = ("item", pending[1], e)
                    continue
            if (
                i + 1 < len(group)
                and not pending
                and _is_heading(text, s, e, alone=False)
                and _followed_by_prose(text, group, i)
            ):
                add("heading", s, e)
                continue
            if pending and pending[0] == "paragraph" and (wrapped or _runs_on(text, pending[2], s)):
                pending = ("paragraph", pending[1], e)
                continue
            if pending:
                add(pending[0], pending[1], pending[2])  # type: ignore[arg-type]
            pending = ("paragraph", s, e)
            if len(group) == 1 and _is_heading(text, s, e, alone=True):
                pending = ("heading", s, e)
        if pending:
            add(pending[0], pending[1], pending[2])  # type: ignore[arg-type]
        in_table = False
    return Structure(blocks=tuple(blocks), sentences=tuple(sentences))


def _followed_by_prose(text: str, group: list[tuple[int, int]], i: int) -> bool:
    s, e = _strip(text, *group[i + 1])
    opens_item = _BULLET.match(text, s, e) is not None or _dated(text, s, e)
    least = 20 if _DAY_HEAD.match(text, *_strip(text, *group[i])) else 50
    return opens_item or (e - s >= least and (text[s].isupper() or text[s] in "\"“‘'«("))


def _dated(text: str, s: int, e: int) -> bool:
    """Whether a line opens as an entry of a log does: with its date, or its time."""
    return _DATED_LINE.match(text, s, e) is not None or _TIMED_LINE.match(text, s, e) is not None


def _runs_on(text: str, end: int, start: int) -> bool:
    return text[start].islower() or (not _TERMINAL.search(text[max(0, end - 6) : end]) and text[start].islower())
