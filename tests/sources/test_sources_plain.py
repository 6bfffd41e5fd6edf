"""Markdown to text, with its front matter."""

import datetime as dt

import pytest

from dateline.sources.errors import EmptyInputError
from dateline.sources.plain import front_matter, read_markdown, read_text, strip_markdown
from dateline.sources.raw import Resource

NOTE = """---
title: "Post attacked near Taraz"
date: 2014-05-12
author: Aliya Serik
tags: [Taraz, police]
---

# Post attacked near Taraz

Two **policemen** were [shot dead](https://x.example.org/a_(b)) on *Monday*, ![a photo](p.jpg) officials said.[^1]

- one rifle
* two `grenades`

> Nobody saw it.

| Date | Killed |
|------|-------:|
| 12 May | 2 |

Reactions
---------
snake_case and 2 * 3 * 4 stay. [^1]: not this.

[1]: https://x.example.org
<!-- hidden -->
"""


def test_markdown_is_read_as_a_reader_sees_it() -> None:
    (document,) = read_markdown(Resource(name="x.md", data=NOTE.encode()))
    assert document.title == "Post attacked near Taraz"
    assert (document.author, document.tags) == ("Aliya Serik", ("Taraz", "police"))
    assert document.dates[0].date == dt.date(2014, 5, 12)
    assert "Two policemen were shot dead on Monday, a photo officials said." in document.text
    assert "• one rifle\n• two grenades\n\nNobody saw it.\n\nDate | Killed\n12 May | 2\n\nReactions\n" in document.text
    assert "snake_case and 2 * 3 * 4 stay." in document.text
    assert not any(mark in document.text for mark in ("**", "](", "hidden", "#", "---"))


def test_a_heading_is_the_title_where_front_matter_has_none() -> None:
    (document,) = read_markdown(Resource(name="x.md", data=b"Post attacked\n=============\n\nTwo died."))
    assert document.title == "Post attacked"
    assert front_matter("no front matter") == ({}, "no front matter")


def test_plain_text_without_words_is_a_named_error() -> None:
    with pytest.raises(EmptyInputError):
        list(read_text(Resource(name="x.txt", data=b"--- \n ***")))


def test_stripping_takes_linear_time() -> None:
    for hard in ("*", "[", "`a", "<", "|", "_a ", "![](", "](", "<!--", "-", " ", "| ", "# ", "> "):
        assert isinstance(strip_markdown(hard * 20_000), str)
