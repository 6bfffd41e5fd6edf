"""What surrounds the reports on a page and is none: navigation, side bars, comments, lists of what others read."""

import re
from typing import Any

# Whole tokens of class and id. A token that also names the frame around everything ("with-sidebar") must not match,
# and what holds most of the page's text is never dropped (see `drop_furniture`).
_TOKENS = re.compile(
    r"(?!(?:post|entry|article|item|hentry)[-_]?footer$)(?:(?:site|page|main|global|top|left|right|primary|secondary"
    r"|blog|post|entry|article|footer|header|mobile)[-_]?)?"
    r"(?:sidebars?|side[-_]?bar|side[-_]?column|widgets?|widget[-_]?area|navigation|navbar|nav|menus?|navi|pagination"
    r"|pager|paging"
    r"|breadcrumbs?|footer|masthead|topbar|toolbar)(?:[-_]?(?:\d+|area|links|left|right|container|wrapper|inner"
    r"|list))?"
    r"|(?:post|posts|page|nav|paging)[-_]nav(?:igation)?|nav[-_]links|wp[-_]pagenavi|skip[-_]link"
    r"|screen[-_]reader[-_]text"
    r"|comments?|comments?[-_](?:list|area|section|form|wrap(?:per)?|body|content|thread|template|popup|container)"
    r"|commentlist"
    r"|comment[-_]?respond|respond|disqus(?:[-_]thread)?|fb[-_]comments|replies|responses|trackbacks?|pings?"
    r"|(?:most|top|also)[-_](?:read|viewed|popular|commented|emailed|shared)(?:[-_]\w+)?|popular(?:[-_]posts?)?"
    r"|trending"
    r"|related(?:[-_](?:posts?|articles?|stories|links|content|news|items|topics|coverage|container|wrapper))?"
    r"|jp[-_]relatedposts|yarpp"
    r"|recommend(?:ed|ations)?(?:[-_]\w+)?|more[-_](?:stories|news|from|posts|articles)|read[-_](?:more|next|also)"
    r"|see[-_]also|you[-_]may[-_]like|outbrain|taboola|promo(?:tion)?s?|advert(?:isement|s|ising)?|ads?|adsense"
    r"|ad[-_]\w+|banner"
    r"|sponsor(?:ed|s)?|shar(?:e|ing)(?:[-_](?:bar|buttons?|links|tools|box))?|sharedaddy|share(?:daddy)?|addtoany\w*"
    r"|addthis\w*"
    r"|social(?:[-_]\w+)?|newsletter(?:[-_]\w+)?|subscri(?:be|ption)(?:[-_]\w+)?|sign[-_]?up|donat(?:e"
    r"|ion)(?:[-_]\w+)?"
    r"|cookies?(?:[-_]\w+)?|gdpr|popup|modal|copyright|credits|colophon|blogroll|tag[-_]?cloud|archives?[-_](?:list"
    r"|widget)"
    r"|author[-_](?:box|bio|info|card|description)|about[-_](?:the[-_])?author|post[-_]author[-_]box"
    r"|recent[-_](?:posts|comments)",
    re.I,
)
_ROLES = frozenset(("navigation", "complementary", "contentinfo", "search", "banner", "menu", "menubar", "dialog"))
_TAGS = frozenset(("nav", "aside", "footer", "form"))
# What is dropped even when it holds most of the text: a thread of comments is often longer than the article.
_ALWAYS = re.compile(
    r"comment-?list|comments?(?:[-_](?:area|section|list|wrapper|container|body|content|item))?|disqus_thread"
    r"|respond",
    re.I,
)
LONGEST_TEASER = 240  # characters
LONGEST_HEADING = 60
MANY_LINKS = 3  # links from which a block may be a list of them
LINK_SHARE = 0.7  # of a block's text that is links; tag lines of posts have fewer, by their commas and labels
MOST_TEXT = 0.5  # share of the page's text above which an element is the frame, not the furniture


def tokens(element: Any) -> list[str]:
    """The words of an element's class and id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".split()


def has_token(element: Any, pattern: "re.Pattern[str]") -> bool:
    """Does one whole word of its class or id match?"""
    return any(pattern.fullmatch(token) for token in tokens(element))


def drop_furniture(tree: Any) -> None:
    """Remove from `tree`, in place, what is no report.

    An element that holds more than half of the page's text stays, whatever it is called; a list of comments goes in any
    case, unless it holds the article itself.
    """
    from dateline.sources.rendering import UNSEEN  # noqa: PLC0415 -- with it lxml

    body = tree.find("body") if tree.tag == "html" else tree
    if body is None:
        return
    for element in list(body.iter(*(UNSEEN - {"title", "head"}))):
        _drop(element)
    total = max(1, length_of(body))
    for element in list(body.iter()):
        if element is body or not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if not (element.tag in _TAGS or element.get("role") in _ROLES or has_token(element, _TOKENS)):
            continue
        if element.tag in ("article", "main", "html", "body") and not has_token(element, _ALWAYS):
            continue
        if _is_byline_of_post(element):
            continue
        length = length_of(element)
        if length <= MOST_TEXT * total or (has_token(element, _ALWAYS) and not _holds_article(element)):
            _drop(element)
            total = max(1, total - length)
    drop_teasers(body)


# Headings of what is not the report, where no class says so. Those of the second group also head whole pages of posts,
# so they count only for a box of their own.
_COMMENTS = re.compile(
    r"(?:\d+\s+)?(?:comments?|responses?|replies|комментари[ийев]+|comentarios?|commentaires?"
    r"|kommentare?)(?:\s*[(:]?\s*\d*\)?)?"
    r"|(?:leave|post|add|write)\s+a\s+(?:comment|reply)|join the (?:discussion|conversation)|readers?['’]? comments?",
    re.I,
)
_ELSEWHERE = re.compile(
    r"(?:most|top)\s+(?:read|viewed|popular|commented|shared|emailed|stories)(?:\s.{1,20})?|popular(?:\s+(?:posts"
    r"|stories|now))?"
    r"|recent\s+(?:posts|comments|articles|stories)|related(?:\s+(?:posts|articles|stories|news|content|links|topics"
    r"|coverage|reading))?"
    r"|more\s+(?:stories|news|articles|posts|from|on this|like this|in)\b.{0,40}|(?:read|see)\s+(?:also|more|next)"
    r"|also\s+(?:read|see)"
    r"|you (?:may|might)(?:\s+also)?\s+(?:like|be interested in)|recommended(?:\s+for you)?|trending(?:\s+now)?"
    r"|editor['’]?s['’]? (?:picks|choice)"
    r"|share this.{0,20}|follow us.{0,30}|newsletters?|subscribe.{0,40}|sign up.{0,40}|sponsored.{0,20}"
    r"|advertisements?|about the author"
    r"|читайте также|по теме|самое (?:читаемое|популярное)|популярное|новости по теме|поделиться.{0,20}"
    r"|другие новости"
    r"|lo más (?:leído|visto)|también te puede interesar|noticias relacionadas|te recomendamos|compartir"
    r"|à lire aussi|lire aussi|les plus lus|sur le même sujet|articles? liés?|mehr zum thema|meistgelesen"
    r"|lesen sie auch",
    re.I,
)
_BOXES = re.compile(
    r"latest(?:\s+(?:news|stories|posts|headlines|updates))?|archives?|categories|tags|topics|blogroll|links|pages"
    r"|meta|search"
    r"|последние новости|últimas noticias|dernières nouvelles|navigation|menu",
    re.I,
)
_TEASER = re.compile(
    r"(?:read\s+(?:also|more|next)|also\s+read|see\s+also|related|more(?:\s+on\s+this)?|watch|listen|don['’]?t\s+miss"
    r"|recommended"
    r"|читайте также|по теме|смотрите также|lea también|lee también|lire aussi|à lire aussi|lesen sie auch"
    r"|mehr dazu)\s*[:»>–—-]",
    re.I,
)
_RIGHTS = re.compile(r"(?:©|\(c\)\s|copyright\b|all rights reserved).{0,120}", re.I)
_CAPTIONS = re.compile(r"(?:wp-)?caption(?:-text)?|image-caption|photo-caption|credit|photo-credit", re.I)


def drop_teasers(body: Any) -> None:
    """Remove, in place, lines within a report that are none of it: "Read also: ...", captions (often of another event),
    rights.
    """
    for element in list(body.iter("p", "div", "li", "figcaption", "small", "h3", "h4", "h5", "span")):
        if element.getparent() is None:
            continue
        if element.tag == "figcaption" or has_token(element, _CAPTIONS):
            _drop(element)
            continue
        if element.tag == "span" or length_of(element) > LONGEST_TEASER:
            continue
        text = text_of(element)
        linked = next(element.iter("a"), None) is not None
        if (linked and _TEASER.match(text)) or (element.tag in ("p", "div", "small") and _RIGHTS.fullmatch(text)):
            _drop(element)


def drop_sections(body: Any) -> None:
    """Remove, in place, what headings show to be comments or lists of other stories. For pages of one article: on a
    page of posts "Archives" may head them all.
    """
    for element in list(body.iter("h2", "h3", "h4", "h5", "h6", "p", "div", "strong", "b", "span")):
        if element.getparent() is None or length_of(element) > LONGEST_HEADING:
            continue
        text = text_of(element).strip(" :»>")
        if text and (_COMMENTS.fullmatch(text) or _ELSEWHERE.fullmatch(text) or _BOXES.fullmatch(text)):
            _drop_section(element, text, total=max(1, length_of(body)))


def _drop_section(heading: Any, text: str, *, total: int) -> None:
    """Remove the box that a heading opens, or else the siblings after it up to the next heading of its rank."""
    box = heading.getparent()
    while (
        box is not None and box.tag not in ("body", "html", "main") and len(box) == 1 and not (box.text or "").strip()
    ):
        heading, box = box, box.getparent()
    if box is None:
        return
    first = not (box.text or "").strip() and not any(
        length_of(e) or (e.tail or "").strip() for e in heading.itersiblings(preceding=True)
    )
    if (
        first
        and box.tag not in ("body", "html", "main", "article")
        and length_of(box) <= MOST_TEXT * total
        and not _has_title(box)
    ):
        _drop(box)
        return
    if _BOXES.fullmatch(text):
        return
    if heading.tag not in _RANKS:
        return
    comments = _COMMENTS.fullmatch(text) is not None
    after: list[Any] = []
    for sibling in heading.itersiblings():
        if not comments and sibling.tag in _RANKS and _RANKS.index(sibling.tag) <= _RANKS.index(heading.tag):
            break
        after.append(sibling)
    if comments or sum(map(length_of, after)) <= MOST_TEXT * total:
        if any(_has_title(element) for element in after):
            return
        for element in after:
            element.tail = None
            _drop(element)
        heading.tail = None
        _drop(heading)


_RANKS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _has_title(element: Any) -> bool:
    return element.tag == "h1" or next(element.iter("h1"), None) is not None


def drop_link_lists(body: Any) -> None:
    """Remove, in place, blocks that are little but links: menus and lists of stories without a telling class."""
    for element in list(body.iter("ul", "ol", "td", "div", "section", "table", "dl", "p")):
        if element.getparent() is None or _has_title(element):
            continue
        links = list(element.iter("a"))
        if len(links) < MANY_LINKS:
            continue
        text = length_of(element)
        if sum(map(length_of, links)) >= LINK_SHARE * text and text <= MOST_TEXT * max(1, length_of(body)):
            _drop(element)


def _is_byline_of_post(element: Any) -> bool:
    """A post's own footer often holds its date and permalink: kept when short and inside a post."""
    if element.tag not in ("footer", "header"):
        return False
    return any(ancestor.tag == "article" for ancestor in element.iterancestors()) and length_of(element) < 400


def _holds_article(element: Any) -> bool:
    return element.tag != "article" and any(
        inner.tag == "h1" or not has_token(inner, _ALWAYS) for inner in element.iter("h1", "article")
    )


def text_of(element: Any) -> str:
    """Its text on one line."""
    return " ".join("".join(element.itertext()).split())


def length_of(element: Any) -> int:
    """How many characters of text it holds, white space at the ends of each piece left out."""
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
