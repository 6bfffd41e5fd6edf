"""What stands around the body of a plain text: title, by-line, agency dateline, signature."""

import re
from typing import NamedTuple

from dateline.sources.bylines import PartialDate, read_byline, read_dateline

LONGEST_TITLE = 160  # characters
MOST_TITLE_WORDS = 24
HEAD_LINES = 7  # lines of a head that may be by-lines or notes on what the report rests on
BULLET = re.compile(r"\s*(?:[-–—•*·▪◦‣]|\(?\d{1,3}[.)]|\[)\s*\S")
# A sentence end inside the line: a headline has at most one clause, but may hold initials ("U.S.", "No. 4", "G. H.").
_SENTENCES = re.compile(r"[^\W\d_]{3,}[.!?]['\"”’»)]?\s+[\"“‘'«(]?[A-ZА-ЯЁ]")
_LABEL = re.compile(r"^(?:reporting period|period|date|source|copyright|©|tags?|filed under|photo|video)\b", re.I)


class HeadDate(NamedTuple):
    """A date in the head of a text: its parts, the kind of signal ("byline", "dateline", "text") and its words."""

    date: PartialDate
    source: str
    quote: str


class Heading(NamedTuple):
    """Title (None where the text has none), its end in the text, author, and every date in the head."""

    title: str | None
    title_end: int
    author: str | None
    dates: tuple[HeadDate, ...]


def looks_like_title(line: str) -> bool:
    """Could this line be a headline? Short, one clause, no list item, no by-line, no full stop at its end."""
    line = line.strip()
    if not 2 <= len(line) <= LONGEST_TITLE or len(line.split()) > MOST_TITLE_WORDS:
        return False
    if line.endswith((".", ";", ",", ":", "…")) and not line.endswith(("...", "U.S.", "U.N.")):
        return False
    if BULLET.match(line) or "-- [" in line or "|" in line or "\t" in line or _LABEL.match(line):
        return False
    first = next((c for c in line if c.isalnum()), "")
    if not first or first.islower():
        return False
    return not _SENTENCES.search(line) and read_byline(line) is None and read_dateline(line) is None


def read_heading(text: str, *, title: str | None = None) -> Heading:
    """Read title, author and dates from the head of `text`; a `title` known beforehand is only looked for.

    The first line is the title when it looks like a headline and is set off from what follows: by a blank line, by a
    by-line, or by capitals that the rest does not have. A text that starts with a dateline has none.
    """
    lines = _lines(text)
    if not lines:
        return Heading(title, 0, None, ())
    at = 0
    author: str | None = None
    dates: list[HeadDate] = []
    title_end = _title_given(text, title) if title else 0
    if title_end:
        while at < len(lines) and lines[at][1] <= title_end:
            at += 1
    elif not title:
        at = _title_lines(text, lines)
        if at:
            title_end = lines[at - 1][1]
            title = " ".join(text[:title_end].split())
    for start, end in lines[at : at + HEAD_LINES]:
        line = text[start:end]
        if dateline := read_dateline(text[start : start + 300]):
            quote = " ".join(text[start : start + dateline.end].split())
            dates.append(HeadDate(dateline.date, "dateline", quote))
            break
        if byline := read_byline(line):
            author = author or byline.author
            if byline.date and not (byline.kind == "date" and _dated_lines(text) > 1):
                dates.append(HeadDate(byline.date, "text" if byline.kind == "as of" else "byline", line.strip()))
        elif len(line) > LONGEST_TITLE:
            break
    return Heading(title, title_end, author or read_signature(text), tuple(dates))


def _dated_lines(text: str) -> int:
    """How many lines of a text are a date and nothing else: one is a by-line, several are a timeline."""
    count = 0
    for match in _SHORT_LINE.finditer(text[:20_000]):
        line = read_byline(match[0])
        count += line is not None and line.kind == "date"
        if count > 1:
            break
    return count


_SHORT_LINE = re.compile(r"^[^\n]{4,40}$", re.M)


def _lines(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the first non-blank lines, without the white space around them."""
    spans = []
    for match in re.finditer(r"\S[^\n]*", text[:8_000]):
        spans.append((match.start(), match.start() + len(match[0].rstrip())))
        if len(spans) == HEAD_LINES + 4:
            break
    return spans


def _title_given(text: str, title: str) -> int:
    """Where a known title ends when the text begins with it (white space folded, case ignored), else 0."""
    words = title.split()
    if not words or len(words) > 80:
        return 0
    match = re.match(r"\s*" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", text, re.I)
    return match.end() if match else 0


def _title_lines(text: str, lines: list[tuple[int, int]]) -> int:
    """How many of the first lines are the title: 0 or 1, or 2 to 3 where a heading in capitals is broken."""
    first = text[slice(*lines[0])]
    if len(lines) < 2 or not looks_like_title(first):
        return 0
    if _blank_between(text, lines[0], lines[1]) or read_byline(text[slice(*lines[1])]):
        return 1
    second = text[slice(*lines[1])]
    if (
        len(lines) > 2
        and _blank_between(text, lines[1], lines[2])
        and not read_byline(second)
        and looks_like_title(f"{first} {second}")
    ):
        return 2  # a headline broken by hard wrapping: a paragraph of prose would end in a full stop
    if _capitals(first) and not _capitals(text[lines[0][0] : lines[0][0] + 2_000]):
        count = 1
        while count < min(3, len(lines) - 1):
            line = text[slice(*lines[count])]
            if (
                not _capitals(line)
                or not looks_like_title(line)
                or _blank_between(text, lines[count - 1], lines[count])
            ):
                break
            count += 1
        return count
    return 0


def _blank_between(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    return text.count("\n", left[1], right[0]) >= 2


def _capitals(line: str) -> bool:
    """Are at least nine in ten of its letters upper case?"""
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 4 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


# "G. H.", "— John Smith", "J. R. Doe": initials, or a dash before the name, at the very end.
_SIGNATURE = re.compile(
    r"(?:[-–—]{1,2}\s*(?P<dashed>[A-ZА-ЯЁ][\w'’.-]+(?:\s+[A-ZА-ЯЁ][\w'’.-]*){0,3})"
    r"|(?P<initials>(?:[A-ZА-ЯЁ]\.[ -]?){1,3}(?:[A-ZА-ЯЁ][\w'’-]+(?:\s[A-ZА-ЯЁ][\w'’-]+)?)?))"
)


def read_signature(text: str) -> str | None:
    """The name with which a text is signed: its last line, on its own, initials with or without surname, or dashed."""
    tail = text[-400:].rstrip()
    head, _, last = tail.rpartition("\n")
    match = _SIGNATURE.fullmatch(last.strip())
    if match is None or not head.strip() or len(last.strip()) > 40:
        return None
    return (match["dashed"] or match["initials"]).strip()
