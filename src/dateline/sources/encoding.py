"""Bytes to text: byte-order mark, declaration, UTF-8, then a guess; a binary file is refused by name."""

import codecs
import re

from dateline.sources.errors import EncodingError, UnknownKindError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What the label says and what is meant (WHATWG Encoding Standard): pages declared Latin-1 or ASCII are windows-1252.
_MEANT = {
    label: codec
    for codec, labels in {
        "cp1252": "iso-8859-1 iso8859-1 latin-1 latin1 ascii us-ascii ansi_x3.4-1968",
        "gb18030": "gb2312 gbk x-gbk",
        "cp1254": "iso-8859-9",
        "cp874": "iso-8859-11",
        "cp932": "shift_jis x-sjis",
        "cp949": "ks_c_5601-1987",
        "cp1251": "win-1251",
        "utf-8": "utf8",
        "utf-16": "unicode",
        "mac_cyrillic": "x-mac-cyrillic",
    }.items()
    for label in labels.split()
}
_MANY_BYTE = ("utf", "gb", "big5", "cp932", "cp949", "euc", "iso2022", "shift", "johab", "hz")
_MAGIC = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "an SQLite database",
    b"\xd0\xcf\x11\xe0": "an old Office file (save it as DOCX or text)",
    b"OggS": "a sound file",
    b"ID3": "a sound file",
}
_HTML_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.I)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_LEAD = re.compile(rb"[\xc2-\xf4]")
_WORD_HIGH = re.compile(rb"[\x80-\xff]{3,}")
SAMPLE = 1_000_000  # bytes that an encoding is guessed from
MOST_CONTROLS = 0.005  # share of control characters from which text is taken for binary
MOST_REPLACED = 0.001  # share of undecodable bytes that are put down to damage rather than to another encoding


def decode(data: bytes, *, declared: str | None = None, markup: bool = False) -> str:
    """Decode `data`: by its byte-order mark, by what is declared (`declared`, or HTML and XML when `markup`), as UTF-8,
    or by a guess from its bytes.

    Bytes that are valid UTF-8 with several multi-byte characters are UTF-8 whatever a one-byte label says. Text cut off
    in the middle of a character, or with a stray bad byte in a thousand, is read with U+FFFD there.

    Raises `UnknownKindError` for binary data and `EncodingError` when no encoding fits.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _checked(data[len(bom) :].decode(name, "replace"))
    refuse_binary(data)
    if b"\0" in data[:SAMPLE] and (sixteen := _utf16(data)):
        return _checked(data.decode(sixteen, "replace"))
    label = _codec(declared) or (_declared_in(data) if markup else None)
    utf8 = _strict(data, "utf-8")
    if label and not (utf8 is not None and _one_byte(label) and _multibyte(data) >= 2):
        text = _strict(data, label)
        if text is not None:
            return _checked(text)
    if utf8 is not None:
        return _checked(utf8)
    for name in dict.fromkeys(filter(None, (label, "utf-8"))):
        text = data.decode(name, "replace")
        if text.count("\ufffd") <= 1 + MOST_REPLACED * len(text) and (name != "utf-8" or _multibyte(data) >= 1):
            return _checked(text)
    return _checked(_guessed(data))


def refuse_binary(data: bytes) -> None:
    """Raise `UnknownKindError` when `data` begins like a binary file, or holds zero bytes where no text has them."""
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise UnknownKindError(f"this is {what}, not a text; convert it or leave it out")
    if b"\0" in data[:SAMPLE] and _utf16(data) is None:
        raise UnknownKindError("this is a binary file (it holds zero bytes), not a text; convert it or leave it out")


def _declared_in(data: bytes) -> str | None:
    head = data[:4096]
    match = _XML_ENCODING.match(head) or _HTML_CHARSET.search(head)
    name = _codec(match[1].decode("ascii")) if match else None
    # A declaration that could be read as ASCII is not in UTF-16, whatever it says.
    return "utf-8" if name and name.startswith(("utf-16", "utf_16", "utf-32")) else name


def _codec(label: str | None) -> str | None:
    """The Python codec that a label means, or None for an unknown label."""
    if not label:
        return None
    name = label.strip().strip("\"'").lower()
    try:
        return codecs.lookup(_MEANT.get(name, name)).name
    except (LookupError, ValueError):
        return None


def _one_byte(codec: str) -> bool:
    return not codec.replace("-", "").replace("_", "").startswith(_MANY_BYTE)


def _multibyte(data: bytes) -> int:
    """How many multi-byte UTF-8 characters the first part of `data` has."""
    return len(_LEAD.findall(data[:SAMPLE]))


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError, LookupError):
        return None


def _utf16(data: bytes) -> str | None:
    """Is this UTF-16 without a mark? Then every other byte of Western text is zero."""
    sample = data[:2000]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _guessed(data: bytes) -> str:
    sample = data[:SAMPLE]
    high = len(_HIGH.findall(sample))
    # Few and lonely high bytes are curly quotes, dashes and accents of Western text; runs of them are another script.
    if high < 0.06 * len(sample) and len(_WORD_HIGH.findall(sample)) <= max(1, high // 12):
        text = _strict(data, "cp1252")
        if text is not None:
            return text
    import charset_normalizer  # noqa: PLC0415 -- slow to import, rarely needed

    best = charset_normalizer.from_bytes(sample[:200_000]).best()
    text = data.decode(best.encoding, "replace") if best is not None else None
    if text is None or text.count("\ufffd") > 1 + MOST_REPLACED * len(text):
        raise EncodingError(
            "the bytes are not text in any encoding that could be told; save the file as UTF-8, or name its encoding in"
            ' the sidecar ("encoding")'
        )
    return text


def _checked(text: str) -> str:
    sample = text[:SAMPLE]
    if len(_CONTROLS.findall(sample)) > 3 + MOST_CONTROLS * len(sample):
        raise UnknownKindError("this is a binary file (full of control characters), not a text; leave it out")
    return text
