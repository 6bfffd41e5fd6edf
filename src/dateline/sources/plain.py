"""Plain text and Markdown to one raw document, which the splitter may take apart later."""

import html
import re
from collections.abc import Iterator

from dateline.records import PublicationDate
from dateline.sources import limits
from dateline.sources.bylines import read_date
from dateline.sources.encoding import decode
from dateline.sources.errors import EmptyInputError, TooLargeError
from dateline.sources.raw import RawDocument, Resource


def read_text(resource: Resource) -> Iterator[RawDocument]:
    """A text file as it stands."""
    text = _decoded(resource)
    yield RawDocument(text=text, titled=True, page=True)


def read_markdown(resource: Resource) -> Iterator[RawDocument]:
    """A Markdown file without its marks, with what its front matter says."""
    facts, text = front_matter(_decoded(resource).replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > limits.DOCUMENT_CHARACTERS:
        raise TooLargeError(
            f"it has {len(text)} characters, more than {limits.DOCUMENT_CHARACTERS}: split it into several"
        )
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


# A link's target; every repetition is bounded so that hostile text costs linear time.
_TARGET = r"\((?:[^()\n]|\([^()\n]{0,200}\)){0,400}\)"
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"!\[([^\]\n\[]{{0,300}})\]{_TARGET}"), r"\1"),
    (re.compile(rf"\[([^\]\n\[]{{1,300}})\]{_TARGET}"), r"\1"),
    (re.compile(r"\[([^\]\n\[]{1,300})\]\[[^\]\n\[]{0,100}\]"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,500})>"), r"\1"),
    (re.compile(r"\[\^[^\]\n\[]{1,20}\](?!:)"), ""),  # footnote marks
    (re.compile(r"</?(?:[a-zA-Z][\w-]{0,30})(?:\s[^<>]{0,500})?/?>"), ""),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,1000}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]{1,1000}?)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"~~(?=\S)([^~\n]{1,1000})~~"), r"\1"),
    (re.compile(r"`([^`\n]{1,1000})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])"), r"\1"),
)
_DEFINITION = re.compile(r"\[[^\]\n]{1,200}\]:[ \t]")  # of a link that is referred to elsewhere
_TABLE_RULE = re.compile(r"[\s|:-]*-{3}[\s|:-]*")
_QUOTED = re.compile(r"(?:>[ ]?){1,20}")


def strip_markdown(text: str) -> str:
    """Markdown as a reader sees it: headings, links, emphasis, quotes and tables without marks; lists with "• "."""
    lines: list[str] = []
    for raw in _without_comments(text).split("\n"):
        line = _block(raw, lines)
        if line is not None:
            lines.append(line)
    text = "\n".join(lines)
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return html.unescape(text) if "&" in text else text


def _block(raw: str, before: list[str]) -> str | None:
    """One line without the marks of its block; None for lines that are nothing but marks."""
    line = raw.rstrip().removesuffix("\\")
    stripped = line.lstrip()
    indent = line[: len(line) - len(stripped)]
    if stripped.startswith(("```", "~~~")) or (_DEFINITION.match(stripped) and len(indent) < 4):
        return None
    if stripped and not stripped.strip("-*_= ") and len(indent) < 4:
        # A rule, or the underline of a heading.
        if stripped[0] in "-=" and before and before[-1].strip():
            return ""
        return "" if stripped.replace(" ", "")[:3] in ("---", "***", "___") else line
    if "|" in stripped and "-" in stripped and _TABLE_RULE.fullmatch(stripped[:500]):
        return None
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 2:
        return stripped[1:-1].strip()
    stripped = _QUOTED.sub("", stripped, count=1) if stripped.startswith(">") else stripped
    marks = len(stripped) - len(stripped.lstrip("#"))
    if 1 <= marks <= 6 and stripped[marks : marks + 1] in (" ", "\t"):
        return stripped[marks:].strip().rstrip("#").rstrip()
    if stripped[:1] in ("*", "+", "-") and stripped[1:2] in (" ", "\t"):
        return f"{indent}• {stripped[1:].lstrip()}"
    return indent + stripped


def _without_comments(text: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join(parts) + text[at:]
