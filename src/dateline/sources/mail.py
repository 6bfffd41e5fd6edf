"""A mail (EML) to one raw document: the subject is its title, the sender its author."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr

from dateline.records import PublicationDate
from dateline.sources.bylines import read_date
from dateline.sources.encoding import decode
from dateline.sources.errors import BrokenInputError, EmptyInputError
from dateline.sources.html import render_fragment
from dateline.sources.raw import RawDocument, Resource

MOST_PARTS = 500


def read(resource: Resource) -> Iterator[RawDocument]:
    """The text of a mail: its plain part, else its HTML part rendered; attachments are not opened.

    Raises `BrokenInputError` when it cannot be parsed, `EmptyInputError` when it has no text.
    """
    try:
        message = email.message_from_bytes(resource.read(), policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        text = _body(message)
        subject, sender, date = (_header(message, name) for name in ("Subject", "From", "Date"))
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError) as error:
        raise BrokenInputError(f"the mail could not be parsed: {error}") from error
    if not text.strip() and not subject:
        raise EmptyInputError("the mail holds no text (attachments are not opened)")
    name, address = parseaddr(sender or "")
    day = read_date(date)
    yield RawDocument(
        text=text,
        title=re.sub(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*|\[[^\]]{1,40}\]\s*)+", "", subject, flags=re.I)
        if subject
        else None,
        author=name or address or None,
        dates=(PublicationDate(date=day, source="metadata", quote=f"Date: {date}"),) if day else (),
    )


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return " ".join(str(value).split()) or None if value else None


def _body(message: EmailMessage) -> str:
    plain: list[str] = []
    rich: list[str] = []
    for count, part in enumerate(message.walk()):
        if count > MOST_PARTS:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html"):
            continue
        payload = part.get_payload(decode=True)
        text = decode(payload, declared=part.get_content_charset()) if isinstance(payload, bytes) and payload else ""
        if kind == "text/plain":
            plain.append(text)
        else:
            rich.append(render_fragment(text))
    return "\n\n".join(filter(str.strip, plain)) or "\n\n".join(filter(str.strip, rich))
