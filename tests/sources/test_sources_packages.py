"""PDF, DOCX and mail: text, title, author, date; damage and bombs by name."""

import datetime as dt
import io
import zipfile
from email.message import EmailMessage

import docx
import pytest

from dateline.sources import docx as docx_reader
from dateline.sources import limits, mail, pdf
from dateline.sources.errors import BrokenInputError, EmptyInputError, UnsafeInputError
from dateline.sources.raw import Resource


def resource(name: str, data: bytes) -> Resource:
    return Resource(name=name, data=data)


def pdf_of(*pages: list[str], facts: str = "") -> bytes:
    """A minimal PDF whose pages show the given lines."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< {facts} >>")
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010d} 00000 n \n".encode() for place in places)
    out.write(
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return out.getvalue()


def test_pdf_text_loses_running_heads_and_hyphens_at_line_ends() -> None:
    data = pdf_of(
        ["Steppe Observers", "Post attacked near Taraz", "Two police-", "men were shot dead.", "1"],
        ["Steppe Observers", "The attackers fled.", "2"],
        ["Steppe Observers", "Nobody claimed it.", "3"],
        facts="/Author (Aliya Serik) /CreationDate (D:20140512101112Z)",
    )
    (document,) = pdf.read(resource("x.pdf", data))
    assert (
        document.text
        == "Post attacked near Taraz\nTwo policemen were shot dead.\nThe attackers fled.\nNobody claimed it."
    )
    assert document.author == "Aliya Serik"
    assert (document.dates[0].date, document.dates[0].source) == (dt.date(2014, 5, 12), "metadata")


@pytest.mark.parametrize("keep", [20, 200, 500])
def test_pdf_damage_is_a_named_error(keep: int) -> None:
    with pytest.raises((BrokenInputError, EmptyInputError)):
        list(pdf.read(resource("x.pdf", pdf_of(["Post attacked"])[:keep])))


def test_pdf_without_text_layer_says_so() -> None:
    with pytest.raises(EmptyInputError, match="text layer"):
        list(pdf.read(resource("x.pdf", pdf_of([]))))


def docx_bytes(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def test_docx_keeps_paragraphs_lists_and_tables_in_order() -> None:
    document = docx.Document()
    document.core_properties.author = "Aliya Serik"
    document.core_properties.created = dt.datetime(2014, 5, 12, 9, 0)
    document.add_heading("Post attacked near Taraz", 0)
    document.add_paragraph("Two policemen were shot dead.")
    document.add_paragraph("one rifle", style="List Bullet")
    document.add_paragraph("two grenades", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("Date", "Killed", "12 May", "2"), strict=True):
        cell.text = text
    document.add_paragraph("Nobody claimed it.")
    (found,) = docx_reader.read(resource("x.docx", docx_bytes(document)))
    assert found.text == (
        "Post attacked near Taraz\n\nTwo policemen were shot dead.\n\n• one rifle\n• two grenades\nDate | Killed\n12 May | 2\n\n"
        "Nobody claimed it."
    )
    assert (found.title, found.author) == ("Post attacked near Taraz", "Aliya Serik")
    assert found.dates[0].date == dt.date(2014, 5, 12)


def package(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_docx_bombs_are_refused_before_they_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = package({"[Content_Types].xml": b"<x/>", "word/document.xml": b"0" * (40 * limits.MIB)})
    with pytest.raises(UnsafeInputError, match="unpacks"):
        list(docx_reader.read(resource("x.docx", bomb)))
    # A header that lies about its size: what the stream really yields counts.
    size = 40 * limits.MIB
    lying = bomb.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    with pytest.raises((UnsafeInputError, BrokenInputError)):
        list(docx_reader.read(resource("x.docx", lying)))
    monkeypatch.setattr(limits, "ARCHIVE_MEMBERS", 5)
    with pytest.raises(UnsafeInputError, match="parts"):
        list(docx_reader.read(resource("x.docx", package({f"p{i}": b"x" for i in range(9)}))))


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 cut off", b"no zip at all", package({"a.txt": b"x"}), package({"[Content_Types].xml": b"<x/>"})],
)
def test_docx_damage_is_a_named_error(data: bytes) -> None:
    with pytest.raises(BrokenInputError):
        list(docx_reader.read(resource("x.docx", data)))


def test_docx_without_text_is_a_named_error() -> None:
    with pytest.raises(EmptyInputError):
        list(docx_reader.read(resource("x.docx", docx_bytes(docx.Document()))))


def test_mail_gives_subject_sender_and_plain_part() -> None:
    message = EmailMessage()
    message["Subject"] = "Fwd: [press] Post attacked near Taraz"
    message["From"] = "Press Desk <press@steppe.example.org>"
    message["Date"] = "Tue, 13 May 2014 01:00:00 +0600"
    message.set_content("Two policemen were shot dead.\n\nThe attackers fled – in a car.")
    message.add_alternative("<p>Two policemen were shot dead.</p>", subtype="html")
    message.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="x.bin")
    (found,) = mail.read(resource("x.eml", message.as_bytes()))
    assert (found.title, found.author) == ("Post attacked near Taraz", "Press Desk")
    assert found.text.split("\n") == ["Two policemen were shot dead.", "", "The attackers fled – in a car.", ""]
    assert found.dates[0].date == dt.date(2014, 5, 13)


def test_mail_with_html_alone_is_rendered_and_mail_without_text_refused() -> None:
    message = EmailMessage()
    message["From"] = "press@steppe.example.org"
    message.set_content("<p>Two policemen were <b>shot dead</b>.</p><p>Nobody claimed it.</p>", subtype="html")
    (found,) = mail.read(resource("x.eml", message.as_bytes()))
    assert found.text == "Two policemen were shot dead.\n\nNobody claimed it."
    assert found.author == "press@steppe.example.org"
    with pytest.raises(EmptyInputError):
        list(mail.read(resource("x.eml", b"From: a@b.org\n\n")))
