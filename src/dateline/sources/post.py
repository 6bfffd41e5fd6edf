"""One post of a page, taken apart: title, permalink, date, author, tags, body."""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from dateline.records import PublicationDate
from dateline.sources.bylines import Byline, read_byline, read_date, read_permalink
from dateline.sources.footers import is_page_heading, is_post_footer
from dateline.sources.furniture import has_token, length_of, text_of
from dateline.sources.raw import RawDocument
from dateline.sources.rendering import render

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SHORTEST_POST = 60  # characters of body below which an element is a teaser's frame or a link, not a post

_BODY = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?:entry|post|article|story|blog|news|item)[-_]?(?:content|body|text|copy)|e-content|articlebody|the[-_]content",
        r"entry(?:[-_]inner)?|(?:entry|post|article)[-_](?:summary|excerpt)|content|text|body|copy|excerpt|summary",
    )
)
_TITLE = re.compile(
    r"(?:entry|post|article|story|blog|item|news)?[-_]?(?:title|headline|heading)|p-name|(?:entry|post)[-_]header", re.I
)
_META = re.compile(
    r"(?:entry|post|article|item|story|blog)?[-_]?(?:meta|metadata|byline|by|info|details|date|time|timestamp|author|utility|data)"
    r"(?:[-_]?(?:data|info|line|wrapper|header|top|bottom))?|posted(?:[-_](?:on|by|in))?|(?:published|pubdate|dateline|date[-_]header|datestamp)"
    r"|(?:post|entry)[-_](?:footer|header|info|tags|cats|categories)|tags?(?:[-_]links?)?|cat(?:egor(?:y|ies))?(?:[-_]links?)?|vcard"
    r"|comments?(?:[-_](?:link|count|number))?|more[-_]link|edit[-_]link|perma(?:link)?|postmetadata|post[-_]?labels",
    re.I,
)
_DATE = re.compile(
    r"(?:entry|post|article|item|story|blog)?[-_]?(?:date|time|datetime|timestamp|pubdate|published|posted)(?:[-_](?:on|header|time|date|outer))?"
    r"|dt-published|datestamp|dateline|created",
    re.I,
)
_UPDATED = re.compile(r"updated|modified|dt-updated|date-modified", re.I)
_AUTHOR = re.compile(
    r"(?:entry|post|article|item|story|blog)?[-_]?(?:author|byline|writer)(?:[-_](?:name|link))?|p-author|fn|posted[-_]by",
    re.I,
)
_AUTHOR_PATH = re.compile(r"/(?:authors?|users?|profiles?|people|by|contributors?|staff|writers?)/", re.I)
_TAG_PATH = re.compile(r"/(?:tags?|topics?|labels?|categor(?:y|ies))/", re.I)
_NO_PERMALINK = re.compile(
    r"^(?:#|mailto:|javascript:|tel:)|#(?:comments?|respond|disqus)|/(?:tags?|categor(?:y|ies)|authors?|page)/", re.I
)
_PERMALINK = re.compile(r"perma-?link|u-url|post-link|timestamp-link", re.I)
_PUBLISHED = re.compile(r"(?:entry-date|published|dt-published|post-date)", re.I)
_BY = re.compile(r"^\s*(?:(?:posted|written)\s+)?by:?\s+", re.I)


class Post:
    """One post of a page, taken apart. `parts` are its elements: one, or the run of siblings that a heading opens."""

    def __init__(self, parts: list[Any], *, base: str | None) -> None:
        self._parts = parts
        self._base = base
        self._head = find_heading(parts[0])
        self.title = text_of(self._head) or None if self._head is not None else None
        self.rank = self._head.tag if self._head is not None else ""
        self._href = self._permalink()
        self.dates = tuple(self._dates())
        self.date = self.dates[0].date if self.dates else None
        self._by = next(filter(None, (find_meta_line(part) for part in parts)), None)
        self._name = self._author()
        self._tags = tuple(self._tag_names())
        self.body = self._text()

    def is_post(self) -> bool:
        """Enough text, and a sign that it is published for itself: a title, a permalink or a date."""
        return len(self.body) >= SHORTEST_POST / 2 and bool(self.title or self.date or self._href)

    def document(self) -> RawDocument:
        url = urljoin(self._base, self._href) if self._base and self._href else self._href
        dates = list(self.dates)
        absolute = bool(url and urlsplit(url).scheme)
        if not absolute and (partial := read_permalink(url)) and (day := partial.whole()):
            dates.append(PublicationDate(date=day, source="permalink", quote=url))
        return RawDocument(
            text=self.body,
            title=self.title,
            author=self._name,
            url=url if absolute else None,
            tags=self._tags,
            dates=tuple(dates),
            one_of_many=True,
        )

    def _all(self, *tags: str) -> Iterator[Any]:
        for part in self._parts:
            yield from part.iter(*tags)

    def _permalink(self) -> str | None:
        if self._head is not None and (href := permalink_of(self._head)):
            return href
        marked = [a for a in self._all("a") if "bookmark" in (a.get("rel") or "") or has_token(a, _PERMALINK)]
        dated = [t.getparent() for t in self._all("time") if t.getparent().tag == "a"]
        for link in (*marked, *dated):
            href = (link.get("href") or "").strip()
            if href and not _NO_PERMALINK.search(href):
                return href
        anchor = next((p.get("id") or "" for p in self._parts if p.get("id")), "")
        return f"#{anchor}" if anchor and self._base else None

    def _dates(self) -> Iterator[PublicationDate]:
        machine = [
            t
            for t in self._all("time", "abbr", "meta", "span")
            if t.get("datetime") or t.get("title") or t.get("content")
        ]
        for element in machine:
            value = element.get("datetime") or element.get("content") or element.get("title")
            if element.tag in ("span", "meta") and element.get("itemprop") not in ("datePublished", "dateCreated"):
                continue
            if has_token(element, _UPDATED) and not has_token(element, _PUBLISHED):
                continue
            if element.get("itemprop") == "dateModified" or _in_body(element, self._parts):
                continue
            if day := read_date(value):
                yield PublicationDate(date=day, source="metadata", quote=value)
                break
        for element in itertools.chain(self._all(), self._before()):
            if not isinstance(element.tag, str) or element is self._head or has_token(element, _UPDATED):
                continue
            if not (
                has_token(element, _DATE) or has_token(element, _META) or element.tag in ("time", *HEADINGS, "small")
            ):
                continue
            text = text_of(element)
            if 6 <= len(text) <= 160 and (day := _written(text)):
                yield PublicationDate(date=day, source="byline", quote=text)
                return
        if (
            (line := next(filter(None, (find_meta_line(p) for p in self._parts)), None))
            and line.date
            and (day := line.date.whole())
        ):
            yield PublicationDate(date=day, source="byline", quote=None)

    def _before(self) -> Iterator[Any]:
        """The nearest date header over the post: some blogs give the date once for all posts of a day."""
        first = self._parts[0]
        for element in (first, *first.iterancestors()):
            previous = element.getprevious()
            steps = 0
            while previous is not None and steps < 12:
                if self._may_date(previous):
                    yield previous
                    if is_only_date(text_of(previous)):
                        return
                previous, steps = previous.getprevious(), steps + 1
            if element.tag in ("main", "body"):
                return

    @staticmethod
    def _may_date(element: Any) -> bool:
        return (
            isinstance(element.tag, str)
            and (element.tag in HEADINGS or has_token(element, _DATE))
            and len(text_of(element)) <= 60
        )

    def _author(self) -> str | None:
        def first(elements: Iterable[Any], where: Callable[[Any], bool]) -> str | None:
            for element in elements:
                if where(element) and 2 <= len(name := _BY.sub("", text_of(element))) <= 80 and not read_date(name):
                    return name
            return None

        return (
            first(
                self._all("a", "span"),
                lambda e: "author" in (e.get("rel") or "").split() or e.get("itemprop") == "author",
            )
            or first(
                self._all("a"),
                lambda e: _AUTHOR_PATH.search(e.get("href") or "") is not None and not _in_body(e, self._parts),
            )
            or first(self._all("span", "a", "div", "p", "cite", "address"), lambda e: has_token(e, _AUTHOR))
            or (self._by.author if self._by else None)
            or self._byline_author()
        )

    def _byline_author(self) -> str | None:
        for element in self._all("p", "div", "span", "small", "em", "i", "li", "dd", "td", "font", "h4", "h5", "h6"):
            text = text_of(element)
            if 5 <= len(text) <= 160 and (line := read_byline(text)) and line.author:
                return line.author
        return None

    def _tag_names(self) -> Iterator[str]:
        for link in self._all("a"):
            if "tag" in (link.get("rel") or "").split() or (
                _TAG_PATH.search(link.get("href") or "") and not _in_body(link, self._parts)
            ):
                yield text_of(link)

    def _text(self) -> str:
        """The rendered body, without title, meta lines, tags and comment links."""
        roots = self._parts[1:] if self._parts[0] is self._head else self._parts
        container = self._container()
        if container is not None:
            roots = [container]
        whole = sum(length_of(root) for root in roots)
        dropped: list[Any] = []
        for root in roots:
            for element in root.iter():
                if element is root or not isinstance(element.tag, str):
                    continue
                if element is self._head or (
                    (has_token(element, _META) or element.tag in ("time", "header", "footer"))
                    and length_of(element) <= min(300, 0.4 * whole)
                ):
                    dropped.append(element)
        for element in dropped:
            element.set("hidden", "")
        lines = "\n\n".join(filter(None, map(render, roots))).split("\n")
        for element in dropped:
            del element.attrib["hidden"]
        return trim(lines, title=self.title)

    def _container(self) -> Any | None:
        """The element that holds the body and nothing else, where the page marks one."""
        for element in self._all():
            if (
                isinstance(element.tag, str)
                and element.get("itemprop") in ("articleBody", "blogPost")
                and length_of(element) >= SHORTEST_POST
            ):
                return element
        for pattern in _BODY:
            for element in self._all("div", "section", "td", "p", "span", "blockquote"):
                if element not in self._parts and has_token(element, pattern) and length_of(element) >= SHORTEST_POST:
                    return element
        return None


def find_heading(element: Any) -> Any | None:
    """The heading of a post: the first that is no date and no page heading; an element called title otherwise."""
    if element.tag in HEADINGS:
        return element
    for heading in element.iter(*HEADINGS):
        text = text_of(heading)
        if 2 <= len(text) <= 250 and not is_page_heading(text) and not is_only_date(text):
            return heading
    for child in element.iter("div", "p", "span", "a", "strong", "b", "td", "dt"):
        if has_token(child, _TITLE) and 2 <= len(text_of(child)) <= 250 and child is not element:
            return child
    return _linked_line(element)


def _linked_line(element: Any) -> Any | None:
    """The first text of an element, where it is a short link: the title of a post on pages without headings."""
    for child in element.iter():
        if child is not element and child.tag == "a" and permalink_of(child):
            text = text_of(child)
            before = "".join(element.itertext()).strip()
            return child if 8 <= len(text) <= 160 and before.startswith((child.text or "?").strip()) else None
        if (child.text or "").strip():
            return None
    return None


def permalink_of(heading: Any) -> str | None:
    links = list(heading.iter("a")) or list(heading.iterancestors("a"))[:1] or [heading]
    for link in links:
        href = (link.get("href") or "").strip()
        if href and not _NO_PERMALINK.search(href):
            return href
    return None


def find_meta_line(element: Any) -> Byline | None:
    """The first short line in it that is a by-line with a date."""
    for child in element.iter(
        "p", "div", "span", "small", "em", "i", "time", "h4", "h5", "h6", "td", "li", "abbr", "font"
    ):
        text = text_of(child)
        if 6 <= len(text) <= 160 and (line := read_byline(text)) and line.date and line.date.whole():
            return line
    return None


def is_only_date(text: str) -> bool:
    """Is this a date and nothing else?"""
    line = read_byline(text) if 4 <= len(text) <= 60 else None
    return line is not None and line.kind == "date"


def _written(text: str) -> Any:
    """The day that a meta element gives, when it is short and nothing but meta, or is marked as a date."""
    line = read_byline(text)
    if line and line.date:
        return line.date.whole()
    return read_date(text) if len(text) <= 60 else None


def _in_body(element: Any, parts: list[Any]) -> bool:
    return any(has_token(a, _BODY[0]) for a in element.iterancestors() if a not in parts)


def trim(lines: list[str], *, title: str | None) -> str:
    """Drop from the ends of a rendered post what is not its text: a repeated title, meta lines, tags, comment links."""
    while lines and (not lines[0].strip() or lines[0].strip() == title or _is_meta_text(lines[0])):
        del lines[0]
    while lines and (not lines[-1].strip() or is_post_footer(lines[-1]) or _is_meta_text(lines[-1])):
        del lines[-1]
    return "\n".join(lines)


def _is_meta_text(line: str) -> bool:
    byline = read_byline(line)
    return byline is not None and byline.kind != "as of"
