"""HTML to raw documents: the posts of an archive page, or else the one article of the page."""

import copy
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from dateline.records import Failure, PublicationDate
from dateline.sources import limits
from dateline.sources.bylines import read_byline, read_date
from dateline.sources.encoding import decode
from dateline.sources.errors import BrokenInputError, EmptyInputError
from dateline.sources.files import failure
from dateline.sources.footers import is_page_heading
from dateline.sources.furniture import drop_furniture, drop_link_lists, drop_sections, has_token, tokens
from dateline.sources.posts import find_posts, is_only_date, trim
from dateline.sources.raw import RawDocument, Resource
from dateline.sources.rendering import parse_html, render

# The article's part of the page is taken whole where the extractor kept less than this share of it.
LEAST_SHARE = 0.6
FRAME_SHARE = 0.6  # of the page's text that the frame around the headline must hold to be the article's
SHORTEST_ARTICLE = 40  # characters
HEAD_ELEMENTS = 30  # elements after the headline in which its by-line stands
LONGEST_HEAD_LINE = 160  # characters
_DATE_CLASS = re.compile(
    r"(?:post|entry|article|news|pub|publish|story)?[-_]?(?:date|time|byline|meta|published|posted)(?:[-_]?\w+)?", re.I
)


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a page's head says of it, for machines: meta elements, JSON-LD, canonical link."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    dates: tuple[PublicationDate, ...] = ()
    tags: tuple[str, ...] = ()


def read(resource: Resource) -> Iterator[RawDocument | Failure]:
    """The documents of one HTML page; at its end a `Failure` when the page is cut off."""
    data = resource.read(limit=limits.MARKUP_BYTES)
    text = decode(data, declared=_given(resource), markup=True)
    yield from read_page(text, url=resource.about.get("url") or resource.url)
    if is_cut_off(text):
        yield failure(resource.name, BrokenInputError("the page is cut off; what there is of it was read"))


_END = re.compile(r"</(?:body|html)\s*>", re.I)


def is_cut_off(text: str) -> bool:
    """Does the page end inside a tag or within a sentence? Missing end tags prove nothing: HTML may omit them."""
    if _END.search(text[-20_000:]) or not re.search(r"<(?:html|body|!doctype)\b", text[:4_000], re.I):
        return False
    last = text.rstrip()
    tail = last[last.rfind(">") + 1 :]
    return last.rfind("<") > last.rfind(">") or (bool(tail.strip()) and last[-1] not in ".!?…\"'”’»)]")


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
    title = _title(tree, facts)
    author, dates = _head(bare, title)
    # A page of posts without marks that we know is taken apart as text.
    page = any(is_page_heading(_text(h)) for h in bare.iter("h1", "h2", "h3"))
    if not page:
        drop_sections(bare)
        drop_link_lists(bare)
    body = _article(tree, bare, url=url, title=title)
    if len(body) < SHORTEST_ARTICLE and not facts.title:
        raise EmptyInputError("the page holds no article: nothing is left without navigation, scripts and comments")
    yield RawDocument(
        text=body,
        title=title,
        page=page,
        author=facts.author or author,
        url=url or facts.url,
        outlet=facts.outlet,
        hint=facts.language,
        tags=facts.tags,
        dates=facts.dates or dates or tuple(_last_resort(bare, url)),
    )


def _head(tree: Any, title: str | None) -> tuple[str | None, tuple[PublicationDate, ...]]:
    """Author and dates in the short lines around the headline, as readers see them."""
    elements = [e for e in tree.iter() if isinstance(e.tag, str)]
    at = next((i for i, e in enumerate(elements) if e.tag in ("h1", "h2") and _text(e) == title), None)
    if at is None:
        near = [e for e in elements if has_token(e, _DATE_CLASS)][:4]
    else:
        inner = set(elements[at].iter())
        near = [e for e in elements[at : at + HEAD_ELEMENTS] if e not in inner] + elements[max(0, at - 6) : at]
    author: str | None = None
    dates: list[PublicationDate] = []
    for element in near:
        text = _text(element)
        if len(text) > LONGEST_HEAD_LINE and element.tag in ("p", "blockquote"):
            break
        line = read_byline(text) if 4 <= len(text) <= LONGEST_HEAD_LINE else None
        if line is None or line.kind == "as of":
            continue
        if line.kind == "date" and sum(is_only_date(_text(e)) for e in tree.iter(element.tag)) > 1:
            continue  # one of the dates of a timeline
        author = author or line.author
        if line.date and (day := line.date.whole()) and day not in [d.date for d in dates]:
            dates.append(PublicationDate(date=day, source="byline", quote=text))
    return author, tuple(dates[:1])


def _last_resort(tree: Any, url: str | None) -> Iterator[PublicationDate]:
    """The date that htmldate finds in a page's marks; not by searching its text, where any date might be meant."""
    import htmldate  # noqa: PLC0415 -- slow to import

    found = htmldate.find_date(
        copy.deepcopy(tree),
        extensive_search=False,
        original_date=True,
        url=url,
        max_date="2100-12-31",
        deferred_url_extractor=True,
    )
    if day := read_date(found):
        yield PublicationDate(date=day, source="metadata", quote=f"htmldate: {found}")


def render_fragment(markup: str) -> str:
    """The text of a piece of HTML, as feeds and mails carry it."""
    if not markup.strip():
        return ""
    tree = parse_html(f"<html><body>{markup}</body></html>")
    body = tree.find("body")
    return render(body if body is not None else tree)


def _article(tree: Any, bare: Any, *, url: str | None, title: str | None) -> str:
    """The text of the one article: what trafilatura keeps of the part of the page that holds it, or that part itself
    where too little was kept, or its lines were run together.
    """
    part = _container(bare, title)
    whole = trim(render(part).split("\n"), title=None)
    chosen = _extract(part, url=url)
    if len(chosen) >= LEAST_SHARE * len(whole) and ("\n" in chosen or "\n" not in whole):
        return chosen
    return whole if len(whole) >= SHORTEST_ARTICLE else _extract(tree, url=url) or whole


def _extract(part: Any, *, url: str | None) -> str:
    """What trafilatura takes for the article in a part of a page, rendered with its lines."""
    import trafilatura  # noqa: PLC0415 -- slow to import
    from lxml import html  # noqa: PLC0415

    page = copy.deepcopy(part)
    if page.tag != "html":
        page = html.Element("html")
        body = html.Element("body")
        page.append(body)
        body.append(copy.deepcopy(part))
        if part.tag == "body":
            body[0].tag = "div"
    # favor_recall: by default it drops short headings (the dates of a timeline) and lists; the furniture that it would
    # let through is gone already.
    result = trafilatura.bare_extraction(
        page,
        url=url,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        deduplicate=False,
        with_metadata=False,
        favor_recall=True,
    )
    body = getattr(result, "body", None)
    if body is None:
        return ""
    for head in body.iter("head"):  # TEI's name for a heading, HTML's for what nobody sees
        head.tag = "h3"
    return trim(render(body).split("\n"), title=None)


_BODY_CLASS = re.compile(
    r"(?:entry|post|article|story)[-_]?(?:content|body|text)|articlebody|e-content|main-content|page-content", re.I
)


def _container(tree: Any, title: str | None) -> Any:
    """The part of a page that holds its article: marked by the page itself, or the frame of the headline, or all."""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.get("itemprop") == "articleBody":
            return element
    body = tree.find("body") if tree.tag == "html" else tree
    body = tree if body is None else body
    marked = [e for e in tree.iter("div", "section", "td") if has_token(e, _BODY_CLASS)]
    for group in (marked, list(tree.iter("article")), list(tree.iter("main"))):
        if len(group) == 1 and _length(group[0]) >= SHORTEST_ARTICLE:
            return group[0]
    head = next((h for h in tree.iter("h1", "h2") if _text(h) == title), None)
    if head is not None:
        for frame in head.iterancestors():
            if _length(frame) >= FRAME_SHARE * _length(body):
                return frame
    return body


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _title(tree: Any, facts: PageFacts) -> str | None:
    """The headline: the only h1 that is not the site's name, else what the page's head says, without that name."""
    heads = list(
        dict.fromkeys(text for h in tree.iter("h1") if not _is_site_name(h) and 2 <= len(text := _text(h)) <= 300)
    )
    inside = [t for a in tree.iter("article", "main") for h in a.iter("h1") if (t := _text(h)) in heads]
    named = facts.title
    if named in heads:
        return named
    for group in (dict.fromkeys(inside), heads):
        if len(group) == 1:
            return next(iter(group))
    return next((h for h in heads if named and (named.startswith(h) or h.startswith(named))), named)


def _is_site_name(heading: Any) -> bool:
    """A site puts its name into an h1, too, linked to its front page."""
    if re.search(r"site|logo|brand|blog-?title|masthead", " ".join(tokens(heading)), re.I):
        return True
    links = [*heading.iter("a"), *heading.iterancestors("a")]
    return any(
        urlsplit(link.get("href") or "").path in ("", "/") and not (link.get("href") or "").startswith("#")
        for link in links
    )


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
