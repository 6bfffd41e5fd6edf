"""Markup to text with the lines a reader sees."""

import pytest

from dateline.sources.errors import UnsafeInputError
from dateline.sources.rendering import parse_html, render


def text_of(body: str) -> str:
    return render(parse_html(f"<html><body>{body}</body></html>").find("body"))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>A  <b>post</b>\nnear\tTaraz.</p><p>Two died.</p>", "A post near Taraz.\n\nTwo died."),
        ("One line<br>two lines<br><br>and a paragraph", "One line\ntwo lines\n\nand a paragraph"),
        ("<ul><li>one</li><li><p>two</p></li></ul><p>end</p>", "• one\n• two\n\nend"),
        ("<ol start=3><li>three<li>four</ol>", "3. three\n4. four"),
        ("<ul><li>– has its own mark</li></ul>", "– has its own mark"),
        (
            "<table><tr><th>Date</th><th>Place</th><th>Killed</th></tr><tr><td>12 May</td><td></td><td>2</td></tr></table>",
            "Date | Place | Killed\n12 May | | 2",
        ),
        (
            "<table><tr><td><h1>Title</h1><p>one</p><p>two</p></td><td>side</td></tr></table>",
            "Title\n\none\n\ntwo\n\nside",
        ),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("seen<script>9 dead</script> <span style='display: none'>hidden</span><noscript>x</noscript>too", "seen too"),
        ("a<i>b</i>c <em>d</em>, e", "abc d, e"),
        ("<div>one<div>two</div>three</div>", "one\n\ntwo\n\nthree"),
        ("&ldquo;R&amp;D&rdquo;&nbsp;x", "“R&D”\u00a0x"),
        ("", ""),
    ],
)
def test_renders_what_a_reader_sees(body: str, text: str) -> None:
    assert text_of(body) == text


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(UnsafeInputError, match="nested"):
        parse_html("<html><body>" + "<div>" * 100_000 + "x" + "</div>" * 100_000)
