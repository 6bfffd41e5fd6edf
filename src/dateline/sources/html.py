"""HTML to raw documents: the posts of an archive page, or else the one article of the page."""

import copy
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from dateline.records import PublicationDate
from dateline.sources.bylines import read_date
from dateline.sources.encoding import decode
from dateline.sources.errors import EmptyInputError
from dateline.sources.furniture import drop_furniture
from dateline.sources.posts import find_posts, trim
from dateline.sources.raw import RawDocument, Resource
from dateline.sources.rendering import parse_html, render

# The page's own container is taken where the extractor kept less than this share of it.
LEAST_SHARE = 0.6
SHORTEST_ARTICLE = 40  # characters


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a page's head says of it, for machines: meta elements, JSON-LD, canonical link."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    dates: tuple[PublicationDate, ...] = ()
    tags: tuple[str, ...] = ()


def read(resource: Resource) -> Iterator[RawDocument]:
    """The documents of one HTML page."""
    data = resource.read()
    text = decode(data, declared=_given(resource), markup=True)
    yield from read_page(text, url=resource.about.get("url") or resource.url)


def _given(resource: Resource) -> str | None:
    value = resource.about.get("encoding") or resource.about.get("charset") or resource.charset
    return value if isinstance(value, str) else None


def read_page(text: str, *, url: str | None = None) -> Iterator[RawDocument]:
    """The posts of a page of many, or its one article. `url` is where it was found, if known.

    Raises `EmptyInputError` when no text is left without the page's furniture.
    """
    tree = parse_html(text)
    facts = read_facts(tree, url=url)
    bare = copy.deepcopy(tree)
    drop_furniture(bare)
    posts = find_posts(bare, base=url or facts.url)
    if posts:
        for post in posts:
            yield msgspec.structs.replace(post, outlet=facts.outlet, hint=facts.language)
        return
    body = _article(tree, bare, url=url)
    if len(body) < SHORTEST_ARTICLE and not facts.title:
        raise EmptyInputError("the page holds no article: nothing is left without navigation, scripts and comments")
    yield RawDocument(
        text=body,
        title=_title(tree, facts),
        author=facts.author,
        url=url or facts.url,
        outlet=facts.outlet,
        hint=facts.language,
        tags=facts.tags,
        dates=facts.dates,
    )


def render_fragment(markup: str) -> str:
    """The text of a piece of HTML, as feeds and mails carry it."""
    if not markup.strip():
        return ""
    tree = parse_html(f"<html><body>{markup}</body></html>")
    body = tree.find("body")
    return render(body if body is not None else tree)


def _article(tree: Any, bare: Any, *, url: str | None) -> str:
    """The text of the one article: trafilatura's choice, or the page's own container where that lost too much."""
    import trafilatura  # noqa: PLC0415 -- slow to import

    result = trafilatura.bare_extraction(
        copy.deepcopy(tree),
        url=url,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        deduplicate=False,
        with_metadata=False,
    )
    body = getattr(result, "body", None)
    chosen = trim(render(body).split("\n"), title=None) if body is not None else ""
    own = _container(bare)
    if own is not None:
        text = trim(render(own).split("\n"), title=None)
        if len(chosen) < LEAST_SHARE * len(text):
            return text
    if len(chosen) < SHORTEST_ARTICLE:
        frame = bare.find("body") if bare.tag == "html" else bare
        return render(frame) if frame is not None else chosen
    return chosen


_BODY_CLASS = re.compile(
    r"(?:entry|post|article|story)[-_]?(?:content|body|text)|articlebody|e-content|main-content|page-content", re.I
)


def _container(tree: Any) -> Any | None:
    """The element that the page itself marks as the article's body, or its only article or main element."""
    from dateline.sources.furniture import has_token  # noqa: PLC0415

    for element in tree.iter():
        if isinstance(element.tag, str) and element.get("itemprop") == "articleBody":
            return element
    marked = [e for e in tree.iter("div", "section", "td") if has_token(e, _BODY_CLASS)]
    for group in (marked, list(tree.iter("article")), list(tree.iter("main"))):
        if len(group) == 1:
            return group[0]
    return None


def _title(tree: Any, facts: PageFacts) -> str | None:
    """The headline: the page's only h1, else what its head says, without the site's name."""
    body = tree.find("body")
    heads = [t for h in (body.iter("h1") if body is not None else ()) if (t := _text(h))]
    named = facts.title
    if named and any(head == named for head in heads):
        return named
    inside = [t for a in tree.iter("article", "main") for h in a.iter("h1") if (t := _text(h))]
    if len(set(inside)) == 1:
        return inside[0]
    if named:
        for head in heads:
            if named.startswith(head) or head.startswith(named):
                return head
        return named
    return heads[0] if len(set(heads)) == 1 else None


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
    title = _without_site(heading or _text(next(tree.iter("title"), None)), outlet)
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
            candidates.append(("time", element.get("datetime") or _text(element)))
    if not candidates[0][1] and len(candidates) == 1:
        # An unmarked <time> counts when it is the only one: lists of other articles have theirs, too.
        times = {t.get("datetime") or _text(t) for t in tree.iter("time")}
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


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
