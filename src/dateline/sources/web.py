"""A URL to a resource: the only code that fetches. One polite request, bounded in size, time and redirects."""

import datetime as dt
import http.client
import queue
import re
import threading
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urldefrag, urlsplit

from dateline import __version__
from dateline.errors import SourceError
from dateline.sources import limits
from dateline.sources.errors import FetchError, TooLargeError
from dateline.sources.raw import Resource

USER_AGENT = f"dateline/{__version__} (chronologies from reports; one page at a user's request)"
_URL = re.compile(r"https?://", re.I)
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/pdf,text/plain,*/*;q=0.5"
)


def is_url(given: object) -> bool:
    """Does this input name a page on the web rather than a file?"""
    return isinstance(given, str) and _URL.match(given) is not None


def fetch(
    url: str, *, seconds: float = limits.FETCH_SECONDS, now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
) -> Resource:
    """Fetch `url` and return what it gave, with media type, charset, final address and time of capture (UTC).

    http and https only, also after redirects (at most `limits.FETCH_REDIRECTS`); at most `limits.FETCH_BYTES`, as sent
    and as unpacked; `seconds` in all. Raises `FetchError` or `TooLargeError`.
    """
    result: queue.SimpleQueue[Resource | BaseException] = queue.SimpleQueue()

    def work() -> None:
        try:
            result.put(_fetch(url, deadline=time.monotonic() + seconds, now=now))
        except BaseException as error:  # handed to the caller's thread
            result.put(error)

    # A server that drips its headers byte by byte escapes every socket time-out; the thread makes the limit hold.
    threading.Thread(target=work, daemon=True, name="dateline-fetch").start()
    try:
        answer = result.get(timeout=seconds + 1)
    except queue.Empty:
        raise FetchError(f"no whole answer within {seconds:.0f} seconds") from None
    if isinstance(answer, BaseException):
        raise answer
    return answer


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = limits.FETCH_REDIRECTS
    max_repeats = 2

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if not _URL.match(newurl):
            raise FetchError(f"the server redirects to {newurl[:100]!r}; only http and https are followed")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _fetch(url: str, *, deadline: float, now: Callable[[], dt.datetime]) -> Resource:
    address = _escaped(url)
    opener = urllib.request.build_opener(_Redirects)
    headers = {"User-Agent": USER_AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate", "Connection": "close"}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 -- the scheme is checked
    try:
        with opener.open(request, timeout=min(limits.FETCH_WAIT, max(0.1, deadline - time.monotonic()))) as answer:
            packed = _body(answer, deadline)
            data = _unpacked(packed, answer.headers.get("Content-Encoding") or "")
            return Resource(
                name=url,
                data=data,
                media=answer.headers.get_content_type(),
                charset=answer.headers.get_content_charset(),
                url=urldefrag(answer.geturl()).url,
                captured=now(),
            )
    except SourceError:
        raise
    except urllib.error.HTTPError as error:
        error.close()
        if 300 <= error.code < 400:
            raise FetchError(
                f"it redirects in a loop, more than {limits.FETCH_REDIRECTS} times, or not to http"
            ) from error
        raise FetchError(f"the server answered {error.code} {error.reason}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise FetchError(f"it could not be fetched: {reason}") from error


def _escaped(url: str) -> str:
    """The URL with non-ASCII characters encoded. Raises `FetchError` when it is none."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise FetchError(f"this is no URL: {error}") from error
    if not host or parts.scheme.lower() not in ("http", "https"):
        raise FetchError("this is no http or https URL with a host")
    host = f"[{host}]" if ":" in host else host
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    return f"{parts.scheme.lower()}://{host}{port}{path}{'?' + query if query else ''}"


def _body(answer: Any, deadline: float) -> bytes:
    length = answer.headers.get("Content-Length")
    if length and length.isdigit() and int(length) > limits.FETCH_BYTES:
        raise TooLargeError(f"the server announces {int(length)} bytes; at most {limits.FETCH_BYTES} are fetched")
    chunks: list[bytes] = []
    size = 0
    # read1 returns what one packet brought, so that a dripping server cannot hold us inside one read.
    while chunk := answer.read1(64 * 1024):
        size += len(chunk)
        chunks.append(chunk)
        if size > limits.FETCH_BYTES:
            raise TooLargeError(f"it sends more than {limits.FETCH_BYTES // limits.MIB} MiB")
        if time.monotonic() > deadline:
            raise FetchError("it did not arrive in time")
    return b"".join(chunks)


def _unpacked(data: bytes, encoding: str) -> bytes:
    """The body without its content encoding, never more than the limit: gzip can hold a thousand times its size."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return data
    if name not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"the server sent the page in an encoding that was not asked for: {name}")
    modes = (zlib.MAX_WBITS | 32,) if "gzip" in name else (zlib.MAX_WBITS, -zlib.MAX_WBITS)
    for mode in modes:
        engine = zlib.decompressobj(mode)
        try:
            text = engine.decompress(data, limits.FETCH_BYTES + 1)
        except zlib.error:
            continue
        if len(text) > limits.FETCH_BYTES:
            raise TooLargeError(f"it unpacks to more than {limits.FETCH_BYTES // limits.MIB} MiB")
        return text
    raise FetchError("the compressed answer is damaged")
