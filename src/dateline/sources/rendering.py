"""Markup to plain text that keeps the structure a reader sees: paragraphs, list items, table rows, line breaks."""

import re
from typing import Any

from dateline.sources import limits
from dateline.sources.errors import BrokenInputError, UnsafeInputError

# Elements that no reader sees as text.
UNSEEN = frozenset(
    "script style noscript template svg math iframe object embed canvas audio video map head title select button"
    " textarea input option datalist dialog".split()
)
# Blank line before and after; TEI names are what trafilatura's body is made of.
_PARAGRAPHS = frozenset(
    "p div section article header footer main aside nav h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table figure"
    " figcaption address form fieldset center hr details summary body html head list quote".split()
)
_LINES = frozenset("li tr dt dd caption thead tbody tfoot item row".split())  # a line of their own
_CELLS = frozenset("td th cell".split())
_LISTS = frozenset("ul ol list".split())
_BREAKS = frozenset(("br", "lb"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BULLETED = re.compile(r"\s*(?:[-–—•*·▪◦‣]|\(?\d{1,3}[.)])\s")


def parse_html(text: str) -> Any:
    """The element tree of a page. Raises `UnsafeInputError` when it is nested beyond all reason."""
    from lxml import etree, html  # noqa: PLC0415 -- kept out of `import dateline`

    # huge_tree: without it libxml2 drops what lies deeper than 256 elements without a word.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise BrokenInputError(f"the page could not be parsed as HTML: {error}") from error
    check_nesting(tree)
    return tree


def check_nesting(tree: Any) -> None:
    """Raise `UnsafeInputError` when elements are nested deeper than `limits.NESTING`."""
    from lxml import etree  # noqa: PLC0415

    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.NESTING:
            raise UnsafeInputError(f"its elements are nested more than {limits.NESTING} deep; no page needs that")


def render(element: Any) -> str:
    """The text of `element` as read: paragraphs parted by blank lines, one line for each list item and table row.

    Runs of white space are one space, but for `pre`; list items without a mark of their own get "• " or their number;
    table cells are parted by " | ".
    """
    from lxml import etree  # noqa: PLC0415

    out = _Writer()
    if element.tag in UNSEEN:
        return ""
    hidden = 0
    lists: list[_List] = []
    items = preformatted = 0
    row: Any = None  # the row of a table of data that we are in
    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if hidden or tag in UNSEEN or _is_hidden(node):
                hidden += 1
                continue
            if tag in ("tr", "row") and row is None and _is_data(node):
                row = node
            if row is not None and node is not row:
                if tag in _CELLS:
                    out.cell()
                elif tag in _PARAGRAPHS or tag in _LINES or tag in _BREAKS:
                    out.space()
            elif tag in _PARAGRAPHS or tag in _CELLS:
                out.lines(1 if items else 2)
            elif tag in _LINES:
                out.lines(1)
            elif tag in _BREAKS:
                out.line_break()
            if tag in _LISTS:
                lists.append(_List(node))
            elif tag in ("li", "item") and node is not element:
                items += 1
                if not _BULLETED.match(_beginning(node)):
                    out.mark(lists[-1].mark() if lists else "• ")
            elif tag == "pre":
                preformatted += 1
            out.text(node.text, preformatted=preformatted > 0)
            continue
        if hidden:
            hidden -= 1
        else:
            if tag in _LISTS:
                lists.pop()
            elif tag in ("li", "item") and node is not element:
                items -= 1
                out.mark("")
            elif tag == "pre":
                preformatted -= 1
            if node is row:
                row = None
                out.end_row()
            if row is not None:
                if tag not in _CELLS and (tag in _PARAGRAPHS or tag in _LINES):
                    out.space()
            elif tag in _PARAGRAPHS or tag in _CELLS:
                out.lines(1 if items else 2)
            elif tag in _LINES:
                out.lines(1)
        if not hidden and node is not element:
            out.text(node.tail, preformatted=preformatted > 0)
    return out.value()


class _List:
    """A list that is open: how its next item is marked."""

    def __init__(self, node: Any) -> None:
        self._ordered = node.tag == "ol" or node.get("rend") == "ol"
        start = node.get("start") or "1"
        self._next = int(start) if start.isdigit() and len(start) < 6 else 1

    def mark(self) -> str:
        if not self._ordered:
            return "• "
        self._next += 1
        return f"{self._next - 1}. "


def _is_data(row: Any) -> bool:
    """Is this row one of a table of data? In tables made for layout a cell holds whole paragraphs or other tables."""
    cells = [cell for cell in row if cell.tag in _CELLS]
    if len(cells) < 2:
        return False
    inner = ("table", "ul", "ol", "h1", "h2", "h3", "list")
    return all(
        sum(1 for _ in cell.iter("p", "div")) <= 2 and next(cell.iter(*inner), None) is None and len(_text(cell)) <= 600
        for cell in cells
    )


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _is_hidden(node: Any) -> bool:
    style = (node.get("style") or "").replace(" ", "").lower()
    return node.get("hidden") is not None or "display:none" in style


def _beginning(node: Any) -> str:
    """The first words of an element, to see whether it has a bullet of its own."""
    for text in node.itertext():
        if text.strip():
            return str(text)[:40]
    return ""


class _Writer:
    """Collects text and the breaks asked for between its pieces, so that many breaks make no more than one."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._breaks = 0  # newlines wanted before the next text
        self._space = False
        self._mark = ""
        self._cells = 0  # cell borders passed since the last text
        self._in_row = False

    def lines(self, count: int) -> None:
        self._breaks = max(self._breaks, count)
        self._space = False

    def line_break(self) -> None:
        # Two <br> in a row are how old pages part paragraphs.
        self._breaks = min(2, self._breaks + 1)
        self._space = False

    def space(self) -> None:
        self._space = True

    def mark(self, mark: str) -> None:
        self._mark = mark

    def cell(self) -> None:
        self._cells += self._in_row
        self._in_row = True

    def end_row(self) -> None:
        self._in_row = False
        self._cells = 0

    def text(self, text: str | None, *, preformatted: bool) -> None:
        if not text:
            return
        if preformatted:
            pieces = text
        else:
            pieces = _SPACE.sub(" ", text)
            if pieces[0] == " ":
                self._space = True
            pieces = pieces.strip(" ")
        if not pieces:
            return
        if self._cells and self._parts:
            self._parts.append(" |" * self._cells + " ")
        elif self._breaks and self._parts:
            self._parts.append("\n" * self._breaks)
        elif self._space and self._parts:
            self._parts.append(" ")
        self._parts.append(self._mark + pieces)
        self._breaks, self._mark, self._cells = 0, "", 0
        self._space = not preformatted and text[-1] in " \t\r\n\f"

    def value(self) -> str:
        return "".join(self._parts).strip("\n")
