"""What a page's head says of it, for machines: meta elements, JSON-LD, canonical link."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from dateline.records import PublicationDate
from dateline.sources.bylines import read_date
from dateline.sources.furniture import text_of


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a page's head says of it, for machines: meta elements, JSON-LD, canonical link."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    dates: tuple[PublicationDate, ...] = ()
    tags: tuple[str, ...] = ()


_JSON_TYPES = re.compile(r"(?:News|Blog|Report|Analysis|Opinion|Review)?(?:Article|BlogPosting|Posting|Report)$")


def read_facts(tree: Any, *, url: str | None = None) -> PageFacts:
    """Title, author, outlet, address, language and dates from meta elements, JSON-LD and `time`."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            meta.setdefault(name, []).append(content)
    linked = next(_linked_data(tree), {})

    def one(*names: str) -> str | None:
        return next((meta[name][0] for name in names if name in meta), None)

    outlet = one("og:site_name", "application-name", "dc.publisher") or _name_of(linked.get("publisher"))
    heading = one("og:title", "twitter:title", "dc.title", "citation_title") or _string(linked.get("headline"))
    title = _without_site(heading or _title(tree), outlet)
    author = _name_of(linked.get("author")) or one(
        "author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author", "citation_author"
    )
    canonical = next((e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"), None)
    base = next((e.get("href") for e in tree.iter("base") if e.get("href")), None)
    address = urljoin(url or base or "", canonical or one("og:url") or base or "") or None
    root = tree.getroottree().getroot()
    return PageFacts(
        title=title or None,
        author=author if author and not urlsplit(author).scheme else None,
        outlet=outlet,
        url=address if address and urlsplit(address).scheme in ("http", "https") else None,
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        dates=tuple(_dates(tree, meta, linked)),
        tags=tuple(dict.fromkeys(meta.get("article:tag", []))),
    )


# Names for the day of publication; those of changes are left out on purpose.
_DATE_NAMES = (
    "article:published_time datepublished article:published og:published_time date pubdate publishdate publish-date"
    " publish_date published published_time dc.date.issued dcterms.issued dc.date dc.date.created dcterms.created"
    " dcterms.date parsely-pub-date sailthru.date citation_publication_date citation_date timestamp ptime displaydate"
    " originalpublicationdate cxenseparse:recs:publishtime datecreated article_date_original"
).split()


def _dates(tree: Any, meta: dict[str, list[str]], linked: dict[str, Any]) -> Iterator[PublicationDate]:
    seen: set[Any] = set()
    candidates = [("datePublished", _string(linked.get("datePublished")))]
    candidates += [(name, meta[name][0]) for name in _DATE_NAMES if name in meta]
    for element in tree.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            candidates.append(("time", element.get("datetime") or text_of(element)))
    if not candidates[0][1] and len(candidates) == 1:
        # An unmarked <time> counts when it is the only one: lists of other articles have theirs, too.
        times = {t.get("datetime") or text_of(t) for t in tree.iter("time")}
        candidates += [("time", value) for value in times] if len(times) == 1 else []
    for name, value in candidates:
        day = read_date(value) if value else None
        if day and day not in seen:
            seen.add(day)
            yield PublicationDate(date=day, source="metadata", quote=f"{name}: {value}")


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles that the page describes in JSON-LD."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            value = json.loads(script.text)
        except (ValueError, RecursionError):
            continue
        pending = [value]
        while pending:
            item = pending.pop(0)
            if isinstance(item, list):
                pending.extend(item[:50])
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if any(
                    _JSON_TYPES.match(kind)
                    for kind in ([kinds] if isinstance(kinds, str) else kinds or [])
                    if isinstance(kind, str)
                ):
                    yield item
                pending.extend(v for k, v in item.items() if k in ("@graph", "mainEntity", "mainEntityOfPage"))


def _string(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name_of(value: Any) -> str | None:
    """The name in a JSON-LD person or organisation, or several of them joined."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name_of, value))) or None
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _without_site(title: str, outlet: str | None) -> str:
    """The title without its last part, when that is the outlet ("Two hurt in Taraz | Steppe Wire")."""
    parts = re.split(r"\s+[|»·–—-]\s+", title)
    if len(parts) > 1 and (parts[-1] == outlet or re.search(r"\s[|»]\s", title)):
        end = title.rindex(parts[-1])
        return re.sub(r"\s+[|»·–—-]\s*$", "", title[:end]).strip()
    return title.strip()


def _title(tree: Any) -> str:
    element = next(tree.iter("title"), None)
    return text_of(element) if element is not None else ""
