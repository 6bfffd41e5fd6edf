"""The one normalisation: what it changes, what it leaves, and that it is stable."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.documents import digest, normalise


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\u2028d\u2029e\u0085f", "a\nb\nc\nd\ne\nf"),
        ("page one\fpage two\vx", "page one\npage two\nx"),
        ("\ufeffzero\u200bwidth\u2060 so\u00adft", "zerowidth soft"),
        ("a\u00a0b\u2009c\u202fd\u3000e", "a b c d e"),
        ("cafe\u0301", "caf\u00e9"),
        ("bell\x07 and\x00 nul\x9f", "bell and nul"),
        ("keep\ttabs  and   runs \n  of space", "keep\ttabs  and   runs \n  of space"),
        ("emoji \U0001f469\u200d\U0001f692", "emoji \U0001f469\U0001f692"),
        ("می\u200cشود", "می\u200cشود"),
        ("\u200elefttoright\u202c", "lefttoright"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
    ],
)
def test_changes_what_it_should_and_nothing_else(raw: str, text: str) -> None:
    assert normalise(raw) == text


@settings(max_examples=300)
@given(
    st.text(
        alphabet=st.characters(codec="utf-16", exclude_categories=())
        | st.sampled_from("\r\n\u200b\u00ad\u0301e \u00a0")
    )
)
def test_is_idempotent_and_encodable(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once
    assert not set(once) & set("\r\u0085\u2028\u200b\u00ad\ufeff\u00a0")
    assert len(digest(once)) == 64


def test_digest_is_of_the_utf8_bytes() -> None:
    assert digest("взрыв") == hashlib.sha256("взрыв".encode()).hexdigest()
