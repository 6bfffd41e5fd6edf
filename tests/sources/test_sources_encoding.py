"""Bytes to text: marks, declarations, guesses, and what is refused by name."""

import codecs
import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import SourceError
from dateline.sources.encoding import decode
from dateline.sources.errors import EncodingError, UnknownKindError

RUSSIAN = "Взрыв в Казани\n\nВ Казани взорвался автомобиль, пострадавших нет, сообщила полиция в понедельник."
WESTERN = "Café owner shot\n\n“Nobody else was hurt” – the mayor’s office said on Monday evening."


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + RUSSIAN.encode(),
        RUSSIAN.encode("utf-16"),
        RUSSIAN.encode("utf-32"),
        codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be"),
        RUSSIAN.encode(),
        RUSSIAN.encode("cp1251"),
    ],
)
def test_reads_marked_unmarked_and_old_cyrillic(data: bytes) -> None:
    assert decode(data) == RUSSIAN


def test_reads_western_text_with_a_few_high_bytes_as_windows_1252() -> None:
    assert decode(WESTERN.encode("cp1252")) == WESTERN
    assert decode(WESTERN.encode("cp1252"), declared="iso-8859-1") == WESTERN


def test_reads_utf16_without_a_mark() -> None:
    assert decode(WESTERN.encode("utf-16-le")) == WESTERN


def test_believes_a_declaration_in_markup() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Взрыв</body></html>'
    assert "Взрыв" in decode(page.encode("cp1251"), markup=True)
    xml = '<?xml version="1.0" encoding="koi8-r"?><rss><channel><title>Взрыв</title></channel></rss>'
    assert "Взрыв" in decode(xml.encode("koi8-r"), markup=True)


def test_does_not_believe_a_one_byte_label_on_utf8() -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>{WESTERN}</p>'
    assert WESTERN in decode(page.encode(), markup=True)


def test_an_unknown_label_is_passed_over() -> None:
    assert decode(WESTERN.encode(), declared="x-no-such-thing") == WESTERN


def test_text_cut_off_within_a_character_is_read_to_there() -> None:
    assert decode(RUSSIAN.encode()[:-2]).startswith(RUSSIAN[:-2])


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        bytes(range(256)) * 20,
        b"PK\x03\x04" + bytes(30),
        b"\x1f\x8b\x08\x00abc",
        b"\0" * 100,
    ],
)
def test_binary_data_is_refused_by_name(data: bytes) -> None:
    with pytest.raises((UnknownKindError, EncodingError)):
        decode(data)


@settings(max_examples=100)
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_text_or_a_named_error(data: bytes) -> None:
    with contextlib.suppress(SourceError):
        assert isinstance(decode(data, markup=True), str)
