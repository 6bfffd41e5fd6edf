"""A page of plain text to its posts: archive pages, digests and database downloads that were copied as text.

A page is split only where it shows that it holds several posts. An article with sub-headings, a timeline, a situation
report with sections stay whole: blank lines and headings alone prove nothing.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.documents.heading import looks_like_title, read_signature
from dateline.sources.bylines import read_byline
from dateline.sources.footers import is_page_heading, is_post_footer, tag_of_page

SHORTEST_POST = 80  # characters of a post; a shorter piece is a stray heading or a caption
WIDE_GAP = 2  # blank lines in a row from which a gap is wider than one between paragraphs
PAGE_HEAD = 4  # first lines in which a page heading may stand


class Post(NamedTuple):
    """One post of a page: its text (beginning with its title, where it has one), title, author, and tags."""

    text: str
    title: str | None
    author: str | None
    tags: tuple[str, ...] = ()


class _Line(NamedTuple):
    text: str  # stripped
    start: int
    end: int
    blanks: int  # blank lines before it


# "3 of 20 DOCUMENTS" opens a document in downloads of news databases; these close one.
_NUMBERED = re.compile(r"(?:document\s+)?\d{1,4}\s+of\s+\d{1,4}(?:\s+(?:documents?|results?|items?|stories))?", re.I)
_CLOSING = re.compile(r"document\s+[A-Z]{3,}\w{8,}|load-date\s*:.*|\(end\)\s*.{0,40}|classification\s*:?", re.I)
_RULE = re.compile(r"(?:[-–—_=*~#•·+]\s*){3,}")


def split_page(text: str) -> tuple[Post, ...]:
    """Return the posts of a normalised page of plain text, in order; one post, the whole text, when it holds one.

    Posts are parted where a title is given twice in a row, where a title stands over a by-line ("Posted on 4 May by
    ..."), after lines that close a post ("Tags: ...", "2 Comments"), by the numbered separators of news databases, and,
    under the heading of an archive page ("Posts Tagged ..."), by titles set off by wide gaps. The page's heading
    belongs to no post. A page signed at its very end is signed for every post without an author of its own.
    """
    lines = _lines(text)
    if not lines:
        return (Post(text, None, None),)
    headings = _page_headings(lines)
    first = len(headings)
    starts = _numbered(lines) or _titled(lines, first=first, page=bool(headings)) or [first]
    if first not in starts and lines[starts[0]].start - lines[first].start >= SHORTEST_POST:
        starts.insert(0, first)
    posts = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        post = _post(text, lines[start:end])
        if post is not None:
            posts.append(post)
    if not posts:
        return (Post(text, None, None),)
    if len(posts) > 1 and not any(post.author for post in posts[:-1]) and (name := read_signature(posts[-1].text)):
        posts = [post._replace(author=post.author or name) for post in posts]
    tag = next(filter(None, (tag_of_page(line.text) for line in headings)), None)
    if tag:
        posts = [post._replace(tags=tuple(dict.fromkeys((*post.tags, tag)))) for post in posts]
    return tuple(posts)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    blanks = position = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped[0])
            lines.append(_Line(stripped, start, start + len(stripped), blanks))
            blanks = 0
        else:
            blanks += 1
        position += len(raw) + 1
    return lines


def _page_headings(lines: Sequence[_Line]) -> list[_Line]:
    """The lines of the page's head, up to its heading ("Mountain Notebook", "Posts Tagged ..."); empty without one."""
    for count, line in enumerate(lines[:PAGE_HEAD], start=1):
        if is_page_heading(line.text) and len(lines) > count:
            return list(lines[:count])
        if len(line.text) > 100:
            break
    return []


def _numbered(lines: Sequence[_Line]) -> list[int]:
    marks = [i for i, line in enumerate(lines) if len(line.text) < 40 and _NUMBERED.fullmatch(line.text)]
    if len(marks) < 2 and not (marks and marks[0] <= 2 and re.search(r"document|result", lines[marks[0]].text, re.I)):
        return []
    return [i + 1 for i in marks if i + 1 < len(lines)]


def _titled(lines: Sequence[_Line], *, first: int, page: bool) -> list[int]:
    """Indices of the lines at which posts begin, or none when the page shows no more than one."""
    repeated = {
        i
        for i in range(first, len(lines) - 2)
        if lines[i].text == lines[i + 1].text and looks_like_title(lines[i].text) and (i == first or lines[i].blanks)
    }
    bylined = {i for i in range(first, len(lines) - 2) if _over_byline(lines, i, first=first, page=page)}
    closed = {
        i
        for i in range(first + 1, len(lines) - 1)
        if is_post_footer(lines[i - 1].text)
        and lines[i].blanks
        and not is_post_footer(lines[i].text)
        and looks_like_title(lines[i].text)
    }
    wide = {
        i
        for i in range(first + 1, len(lines) - 1)
        if lines[i].blanks >= WIDE_GAP and looks_like_title(lines[i].text) and lines[i + 1].blanks
    }
    later = {i for i in repeated if i > first}
    strong = (
        ({i for i in later if page or lines[i].blanks >= WIDE_GAP} or (later if len(repeated) >= 2 else set()))
        | (bylined if len(bylined) >= 2 or (page and bylined) else set())
        | (closed if page or len(closed) >= 2 or closed & bylined else set())
    )
    if not strong and page:
        strong = wide
    # Where a title is repeated the second copy is the title line of the post, not a post of its own.
    return sorted(i for i in strong if i - 1 not in repeated)


_FIELD = re.compile(r"[A-Z][A-Z /&-]{2,20}:\s+\S")


def _over_byline(lines: Sequence[_Line], i: int, *, first: int, page: bool) -> bool:
    """Is line `i` a title with a post's by-line under it?

    "Posted", "Published" or an author must be said: a place over a date is an entry of a timeline. Under the heading of
    an archive page (`page`) a whole date alone will do.
    """
    line, under = lines[i], lines[i + 1]
    if _FIELD.match(line.text) or _FIELD.match(under.text):
        return False  # "LOCATION: ..." over "DATE/TIME: ..." are fields of one record
    if not (i == first or line.blanks or _RULE.fullmatch(lines[i - 1].text)) or not looks_like_title(line.text):
        return False
    byline = read_byline(under.text)
    if byline is None or under.blanks > 1:
        return False
    dated = byline.date is not None and byline.date.whole() is not None
    if byline.kind == "by":
        return dated or line.blanks >= WIDE_GAP or i == first
    return byline.kind == "posted" or (page and byline.kind == "date" and dated)


def _post(text: str, lines: Sequence[_Line]) -> Post | None:
    """The post that these lines are, without the rules, footers and repeated title around it; None when too short."""
    tags: tuple[str, ...] = ()
    start, end = 0, len(lines)
    while start < end and (_RULE.fullmatch(lines[start].text) or is_post_footer(lines[start].text)):
        start += 1
    title = None
    if start + 1 < end and lines[start].text == lines[start + 1].text and looks_like_title(lines[start].text):
        start += 1
        title = lines[start].text
    while end > start and (
        _RULE.fullmatch(lines[end - 1].text)
        or is_post_footer(lines[end - 1].text)
        or _CLOSING.fullmatch(lines[end - 1].text)
        or _NUMBERED.fullmatch(lines[end - 1].text)
    ):
        end -= 1
        if listed := re.match(r"(?:tags?|tagged|labels?|метки|теги)\s*:?\s+(.+)", lines[end].text, re.I):
            tags = tuple(tag.strip(" .") for tag in re.split(r"[,;|]", listed[1]) if tag.strip(" ."))
    if end <= start:
        return None
    body = text[lines[start].start : lines[end - 1].end]
    return Post(body, title, None, tags) if len(body) >= SHORTEST_POST else None
