"""What surrounds the reports on a page and is none: navigation, side bars, comments, lists of what others read."""

import re
from typing import Any

# Whole tokens of class and id. A token that also names the frame around everything ("with-sidebar") must not match,
# and what holds most of the page's text is never dropped (see `drop_furniture`).
_TOKENS = re.compile(
    r"(?!(?:post|entry|article|item|hentry)[-_]?footer$)(?:(?:site|page|main|global|top|left|right|primary|secondary|blog|post|entry|article|footer|header|mobile)[-_]?)?"
    r"(?:sidebars?|side[-_]?bar|side[-_]?column|widgets?|widget[-_]?area|navigation|navbar|nav|menus?|navi|pagination|pager|paging"
    r"|breadcrumbs?|footer|masthead|topbar|toolbar)(?:[-_]?(?:\d+|area|links|left|right|container|wrapper|inner|list))?"
    r"|(?:post|posts|page|nav|paging)[-_]nav(?:igation)?|nav[-_]links|wp[-_]pagenavi|skip[-_]link|screen[-_]reader[-_]text"
    r"|comments?|comments?[-_](?:list|area|section|form|wrap(?:per)?|body|content|thread|template|popup|container)|commentlist"
    r"|comment[-_]?respond|respond|disqus(?:[-_]thread)?|fb[-_]comments|replies|responses|trackbacks?|pings?"
    r"|(?:most|top|also)[-_](?:read|viewed|popular|commented|emailed|shared)(?:[-_]\w+)?|popular(?:[-_]posts?)?|trending"
    r"|related(?:[-_](?:posts?|articles?|stories|links|content|news|items|topics|coverage|container|wrapper))?|jp[-_]relatedposts|yarpp"
    r"|recommend(?:ed|ations)?(?:[-_]\w+)?|more[-_](?:stories|news|from|posts|articles)|read[-_](?:more|next|also)"
    r"|see[-_]also|you[-_]may[-_]like|outbrain|taboola|promo(?:tion)?s?|advert(?:isement|s|ising)?|ads?|adsense|ad[-_]\w+|banner"
    r"|sponsor(?:ed|s)?|shar(?:e|ing)(?:[-_](?:bar|buttons?|links|tools|box))?|sharedaddy|share(?:daddy)?|addtoany\w*|addthis\w*"
    r"|social(?:[-_]\w+)?|newsletter(?:[-_]\w+)?|subscri(?:be|ption)(?:[-_]\w+)?|sign[-_]?up|donat(?:e|ion)(?:[-_]\w+)?"
    r"|cookies?(?:[-_]\w+)?|gdpr|popup|modal|copyright|credits|colophon|blogroll|tag[-_]?cloud|archives?[-_](?:list|widget)"
    r"|author[-_](?:box|bio|info|card|description)|about[-_](?:the[-_])?author|post[-_]author[-_]box|recent[-_](?:posts|comments)",
    re.I,
)
_ROLES = frozenset(("navigation", "complementary", "contentinfo", "search", "banner", "menu", "menubar", "dialog"))
_TAGS = frozenset(("nav", "aside", "footer", "form"))
# What is dropped even when it holds most of the text: a thread of comments is often longer than the article.
_ALWAYS = re.compile(
    r"comment-?list|comments?(?:[-_](?:area|section|list|wrapper|container|body|content|item))?|disqus_thread|respond",
    re.I,
)
MOST_TEXT = 0.5  # share of the page's text above which an element is the frame, not the furniture


def tokens(element: Any) -> list[str]:
    """The words of an element's class and id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".split()


def has_token(element: Any, pattern: "re.Pattern[str]") -> bool:
    """Does one whole word of its class or id match?"""
    return any(pattern.fullmatch(token) for token in tokens(element))


def drop_furniture(tree: Any, *, keep: Any = None) -> None:
    """Remove from `tree`, in place, what is no report.

    An element that holds more than half of the page's text, the main heading's frame or `keep` stays, whatever it is
    called; a list of comments goes in any case, unless it holds the article itself.
    """
    from dateline.sources.rendering import UNSEEN  # noqa: PLC0415 -- with it lxml

    body = tree.find("body") if tree.tag == "html" else tree
    if body is None:
        return
    for element in list(body.iter(*(UNSEEN - {"title", "head"}))):
        _drop(element)
    total = max(1, _length(body))
    for element in list(body.iter()):
        if element is body or not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if not (element.tag in _TAGS or element.get("role") in _ROLES or has_token(element, _TOKENS)):
            continue
        if element.tag in ("article", "main", "html", "body") and not has_token(element, _ALWAYS):
            continue
        if element is keep or (keep is not None and element in keep.iterancestors()):
            continue
        if _is_byline_of_post(element):
            continue
        length = _length(element)
        if length <= MOST_TEXT * total or (has_token(element, _ALWAYS) and not _holds_article(element)):
            _drop(element)
            total = max(1, total - length)


def _is_byline_of_post(element: Any) -> bool:
    """A post's own footer often holds its date and permalink: kept when short and inside a post."""
    if element.tag not in ("footer", "header"):
        return False
    return any(ancestor.tag == "article" for ancestor in element.iterancestors()) and _length(element) < 400


def _holds_article(element: Any) -> bool:
    return element.tag != "article" and any(
        inner.tag == "h1" or not has_token(inner, _ALWAYS) for inner in element.iter("h1", "article")
    )


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _drop(element: Any) -> None:
    """Remove an element but not the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
