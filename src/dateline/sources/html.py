"""HTML to raw documents: the posts of an archive page, or else the one article of the page."""

import copy
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec

from dateline.records import Failure, PublicationDate
from dateline.sources import limits
from dateline.sources.bylines import read_byline, read_date
from dateline.sources.encoding import decode
from dateline.sources.errors import BrokenInputError, EmptyInputError
from dateline.sources.facts import PageFacts, read_facts
from dateline.sources.files import failure
from dateline.sources.footers import is_page_heading
from dateline.sources.furniture import (
    drop_furniture,
    drop_link_lists,
    drop_sections,
    has_token,
    length_of,
    text_of,
    tokens,
)
from dateline.sources.post import is_only_date, trim
from dateline.sources.posts import find_posts
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
    page = any(is_page_heading(text_of(h)) for h in bare.iter("h1", "h2", "h3"))
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
    at = next((i for i, e in enumerate(elements) if e.tag in ("h1", "h2") and text_of(e) == title), None)
    if at is None:
        near = [e for e in elements if has_token(e, _DATE_CLASS)][:4]
    else:
        inner = set(elements[at].iter())
        near = [e for e in elements[at : at + HEAD_ELEMENTS] if e not in inner] + elements[max(0, at - 6) : at]
    author: str | None = None
    dates: list[PublicationDate] = []
    for element in near:
        text = text_of(element)
        if len(text) > LONGEST_HEAD_LINE and element.tag in ("p", "blockquote"):
            break
        line = read_byline(text) if 4 <= len(text) <= LONGEST_HEAD_LINE else None
        if line is None or line.kind == "as of":
            continue
        if line.kind == "date" and sum(is_only_date(text_of(e)) for e in tree.iter(element.tag)) > 1:
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
        if len(group) == 1 and length_of(group[0]) >= SHORTEST_ARTICLE:
            return group[0]
    head = next((h for h in tree.iter("h1", "h2") if text_of(h) == title), None)
    if head is not None:
        for frame in head.iterancestors():
            if length_of(frame) >= FRAME_SHARE * length_of(body):
                return frame
    return body


def _title(tree: Any, facts: PageFacts) -> str | None:
    """The headline: the only h1 that is not the site's name, else what the page's head says, without that name."""
    heads = list(
        dict.fromkeys(text for h in tree.iter("h1") if not _is_site_name(h) and 2 <= len(text := text_of(h)) <= 300)
    )
    inside = [t for a in tree.iter("article", "main") for h in a.iter("h1") if (t := text_of(h)) in heads]
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
