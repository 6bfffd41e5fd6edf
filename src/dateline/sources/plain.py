"""Plain text and Markdown to one raw document, which the splitter may take apart later."""

import html
import re
from collections.abc import Iterator

from dateline.records import PublicationDate
from dateline.sources.bylines import read_date
from dateline.sources.encoding import decode
from dateline.sources.errors import EmptyInputError
from dateline.sources.raw import RawDocument, Resource


def read_text(resource: Resource) -> Iterator[RawDocument]:
    """A text file as it stands."""
    text = _decoded(resource)
    yield RawDocument(text=text, titled=True, page=True)


def read_markdown(resource: Resource) -> Iterator[RawDocument]:
    """A Markdown file without its marks, with what its front matter says."""
    facts, text = front_matter(_decoded(resource).replace("\r\n", "\n").replace("\r", "\n"))
    day = read_date(facts.get("date") or facts.get("published") or facts.get("publishdate"))
    title = facts.get("title")
    body = strip_markdown(text)
    heading = re.match(r"\s*(?:#\s+([^\n]+?)\s*#*|([^\n]+)\n=+)[ \t]*(?:\n|\Z)", text)
    if heading and not title:
        title = strip_markdown(heading[1] or heading[2]).strip()
    yield RawDocument(
        text=body,
        title=title,
        page=title is None or len(re.findall(r"(?m)^# \S", text)) > 1,
        author=facts.get("author"),
        url=facts.get("url") or facts.get("link") or facts.get("canonical"),
        outlet=facts.get("outlet") or facts.get("source"),
        language=facts.get("language") or facts.get("lang"),
        tags=tuple(filter(None, re.split(r"\s*,\s*", facts.get("tags", "").strip("[] ")))),
        dates=(PublicationDate(date=day, source="metadata", quote=f"date: {day.isoformat()}"),) if day else (),
    )


def _decoded(resource: Resource) -> str:
    declared = resource.about.get("encoding") or resource.about.get("charset") or resource.charset
    text = decode(resource.read(), declared=declared if isinstance(declared, str) else None)
    if not any(c.isalnum() for c in text[:1_000_000]):
        raise EmptyInputError("it holds no words")
    return text


_FRONT = re.compile(r"\A\ufeff?(?P<mark>---|\+\+\+)[ \t]*\n(?P<facts>.*?)\n(?P=mark)[ \t]*(?:\n|\Z)", re.S)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The simple "key: value" pairs (YAML) or "key = value" (TOML) at the head of a Markdown file, and the rest."""
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    facts = {}
    for line in match["facts"].split("\n"):
        if pair := re.match(r"([A-Za-z_-]+)\s*[:=]\s*(.+?)\s*$", line):
            facts[pair[1].lower()] = pair[2].strip("\"'")
    return facts, text[match.end() :]


_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?-->", re.S), ""),
    (re.compile(r"^(?:```|~~~)[^\n]*\n?", re.M), ""),
    (re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]+\S+[^\n]*\n?", re.M), ""),  # link definitions
    (re.compile(r"!\[([^\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\((?:[^()\n]|\([^()\n]*\))*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\[[^\]\n]*\]"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"\[\^[^\]\n]{1,20}\](?!:)"), ""),  # footnote marks
    (re.compile(r"</?(?:[a-zA-Z][\w-]*)(?:\s[^<>]*)?/?>"), ""),
    (re.compile(r"^([^\n]+)\n(?:=+|-{3,})[ \t]*$", re.M), r"\1\n"),
    (re.compile(r"^ {0,3}#{1,6}[ \t]+([^\n]*?)[ \t]*#*[ \t]*$", re.M), r"\1"),
    (re.compile(r"^ {0,3}(?:>[ ]?)+", re.M), ""),
    (re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$", re.M), ""),
    (re.compile(r"^([ \t]*)[*+-][ \t]+(?=\S)", re.M), r"\1• "),
    (re.compile(r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*\n?", re.M), ""),
    (re.compile(r"^[ \t]*\|[ \t]*(.*?)[ \t]*\|[ \t]*$", re.M), r"\1"),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]+?)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"~~(?=\S)([^~\n]+)~~"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])"), r"\1"),
    (re.compile(r"(?: {2,}|\\)$", re.M), ""),
)


def strip_markdown(text: str) -> str:
    """Markdown as a reader sees it: headings, links, emphasis, quotes and tables without marks; lists with "• "."""
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return html.unescape(text) if "&" in text else text
