"""Our own splitter of HTML pages that hold many posts: archive, tag and category pages, blog fronts.

Extractors made for one article drop post dates and titles on such pages, so each post is found by its marks and
taken apart: title, permalink, date, author, tags, body. What stands around the posts goes first.
"""

import re
from collections.abc import Iterator
from typing import Any

from dateline.sources.bylines import read_byline
from dateline.sources.footers import is_page_heading
from dateline.sources.furniture import has_token, length_of, text_of
from dateline.sources.post import HEADINGS, SHORTEST_POST, Post, find_heading, find_meta_line, permalink_of
from dateline.sources.raw import RawDocument

TEASER = 400  # characters below which a body may be the opening of a story told elsewhere
DOMINANT = 3  # a body this many times as long as all others together is the page's one article

_POST = re.compile(
    r"(?:blog|news|list|archive|journal|feed)?[-_]?(?:posts?|entry|entries|article|story|item)(?:[-_]?\d+)?|hentry|h-entry|type-post"
    r"|(?:post|entry|article|story|news)[-_](?:outer|item|box|block|wrap(?:per)?|container|summary|preview|card|list-item|single)"
    r"|blog[-_]?(?:post|entry)|update|report",
    re.I,
)
_ARCHIVE_BODY = re.compile(
    r"archive|tag|category|author|date|blog|home|search(?:-results)?|post-type-archive|index", re.I
)
_SINGLE_BODY = re.compile(r"single(?:-post)?|postid-\d+|article-page|single-article", re.I)


def find_posts(tree: Any, *, base: str | None) -> list[RawDocument]:
    """The posts of a page, in order; an empty list when the page is not one of many posts.

    `tree` has lost its furniture (`drop_furniture`). `base` is the page's address, against which links are resolved.
    """
    body = tree.find("body") if tree.tag == "html" else tree
    if body is None:
        return []
    refused = 0  # length of the longest text that was taken for the page's one article
    for find in (_marked, _repeated, _headed):
        posts = [Post(parts, base=base) for parts in find(body)]
        posts = [post for post in posts if post.is_post()]
        if not posts or sum(len(post.body) for post in posts) < refused:
            continue
        if _is_page_of_posts(body, tree, posts):
            return [post.document() for post in posts]
        refused = max(refused, *(len(post.body) for post in posts), 0)
    return []


def _is_page_of_posts(body: Any, tree: Any, posts: list[Post]) -> bool:
    """Are these the posts of an archive page, and not one article with links to others around it?"""
    archive = has_token(body, _ARCHIVE_BODY) or any(
        is_page_heading(text_of(heading)) for heading in body.iter(*HEADINGS) if len(text_of(heading)) < 120
    )
    if len(posts) == 1:
        return archive and posts[0].date is not None and not has_token(body, _SINGLE_BODY)
    if archive:
        return True
    if has_token(body, _SINGLE_BODY) or _is_named_after(tree, posts):
        return False
    lengths = sorted((len(post.body) for post in posts), reverse=True)
    if lengths[0] >= DOMINANT * lengths[1] and lengths[1] < TEASER:
        return False
    kind = next((m.get("content") or "" for m in tree.iter("meta") if m.get("property") == "og:type"), "")
    return not (kind.lower() == "article" and lengths[0] >= DOMINANT * sum(lengths[1:]))


def _is_named_after(tree: Any, posts: list[Post]) -> bool:
    """Does the page bear the title of one of them, or give it alone the highest rank of heading?"""
    names = [text_of(t) for t in tree.iter("title")]
    names += [m.get("content") or "" for m in tree.iter("meta") if m.get("property") in ("og:title", "twitter:title")]
    folded = [" ".join(name.split()).casefold() for name in names]
    for post in posts:
        title = (post.title or "").casefold()
        if len(title.split()) >= 3 and any(name.startswith(title) for name in folded):
            return True
    ranks = [post.rank for post in posts]
    return ranks[0] == "h1" and ranks.count("h1") == 1


def _marked(body: Any) -> list[list[Any]]:
    """Elements that are called posts, by tag or class: the outermost that hold one post each."""
    found = [
        e for e in body.iter("article", "div", "section", "li", "tr", "td", "dl") if _is_marked(e) and _has_head(e)
    ]
    chosen = set(found)
    # What holds two others that are not nested in each other is a list of posts, not a post.
    for element in found:
        inner = [e for e in element.iterdescendants() if e in chosen]
        tops = [e for e in inner if not any(a in chosen and a is not element for a in _up_to(e, element))]
        if len(tops) >= 2 and sum(length_of(e) for e in tops) >= 0.5 * length_of(element):
            chosen.discard(element)
        else:
            chosen.difference_update(inner)
    return [[e] for e in found if e in chosen]


def _up_to(element: Any, top: Any) -> Iterator[Any]:
    for ancestor in element.iterancestors():
        if ancestor is top:
            return
        yield ancestor


def _is_marked(element: Any) -> bool:
    return (
        element.tag == "article"
        or has_token(element, _POST)
        or re.search(r"(?:Article|BlogPosting|Report)$", element.get("itemtype") or "") is not None
    )


def _has_head(element: Any) -> bool:
    """Has it a heading, or else a date, and enough text to be a post?"""
    if length_of(element) < SHORTEST_POST:
        return False
    return find_heading(element) is not None or next(element.iter("time"), None) is not None


def _repeated(body: Any) -> list[list[Any]]:
    """Siblings of one make, each with a heading that links or a date: posts whose class says nothing."""
    best: list[list[Any]] = []
    most = 0
    for parent in body.iter("div", "section", "main", "ul", "ol", "td", "tbody", "body", "center", "form"):
        groups: dict[tuple[str, str], list[Any]] = {}
        for child in parent:
            if child.tag in ("div", "section", "li", "tr", "td", "article", "table", "dd"):
                groups.setdefault((child.tag, " ".join((child.get("class") or "").split()[:1])), []).append(child)
        for children in groups.values():
            heads = [c for c in children if _has_head(c) and (_heading_link(c) or find_meta_line(c))]
            size = sum(length_of(c) for c in heads)
            if len(heads) >= 2 and 2 * len(heads) > len(children) and size > most:
                best, most = [[c] for c in heads], size
    return best


def _headed(body: Any) -> list[list[Any]]:
    """Runs of siblings that a heading opens, where at least two headings link to a post or stand over a meta line."""
    best: list[list[Any]] = []
    most = 0
    for parent in body.iter("div", "section", "main", "td", "body", "center", "article", "form"):
        for tag in HEADINGS:
            heads = [c for c in parent if c.tag == tag]
            if len(heads) < 2:
                continue
            runs: list[list[Any]] = []
            for child in parent:
                if child.tag == tag:
                    runs.append([child])
                elif runs and isinstance(child.tag, str):
                    runs[-1].append(child)
            runs = [run for run in runs if permalink_of(run[0]) or any(_is_meta(e) for e in run[1:3])]
            size = sum(length_of(e) for run in runs for e in run)
            if len(runs) >= 2 and len(runs) >= len(heads) - 1 and size > most:
                best, most = runs, size
    return best


def _is_meta(element: Any) -> bool:
    text = text_of(element)
    return len(text) < 160 and ((line := read_byline(text)) is not None and line.date is not None)


def _heading_link(element: Any) -> str | None:
    heading = find_heading(element)
    return permalink_of(heading) if heading is not None else None
