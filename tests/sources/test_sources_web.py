"""URLs: what is asked for, and every limit, without a network."""

import datetime as dt
import email.message
import gzip
import io
import time
import urllib.error
import urllib.request
import zlib
from typing import Any

import pytest

from dateline.sources import limits, web
from dateline.sources.errors import FetchError, TooLargeError

NOW = dt.datetime(2014, 5, 13, 8, 0, tzinfo=dt.UTC)


class Answer(io.BytesIO):
    """What an opener returns, made by hand."""

    def __init__(self, data: bytes, url: str = "https://x.example.org/final#top", **headers: str) -> None:
        super().__init__(data)
        self._url = url
        self.headers = email.message.Message()
        for name, value in headers.items():
            self.headers[name.replace("_", "-")] = value

    def geturl(self) -> str:
        return self._url


def answer_with(monkeypatch: pytest.MonkeyPatch, answer: Any) -> list[urllib.request.Request]:
    asked: list[urllib.request.Request] = []

    def opened(self: object, request: urllib.request.Request, timeout: float) -> Any:
        asked.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer(request) if callable(answer) and not isinstance(answer, Answer) else answer

    monkeypatch.setattr(urllib.request.OpenerDirector, "open", opened)
    return asked


def test_a_page_comes_with_kind_charset_address_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer_with(monkeypatch, Answer(b"<p>x</p>", Content_Type="text/html; charset=windows-1251"))
    found = web.fetch("https://x.example.org/пост?q=1 2#frag", now=lambda: NOW)
    assert (found.data, found.media, found.charset, found.captured) == (b"<p>x</p>", "text/html", "windows-1251", NOW)
    assert found.url == "https://x.example.org/final"
    assert asked[0].full_url == "https://x.example.org/%D0%BF%D0%BE%D1%81%D1%82?q=1%202"
    assert "dateline" in (asked[0].get_header("User-agent") or "")


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_compressed_answers_are_unpacked(monkeypatch: pytest.MonkeyPatch, pack: Any) -> None:
    encoding = "gzip" if pack is gzip.compress else "deflate"
    answer_with(monkeypatch, Answer(pack(b"hello"), Content_Type="text/plain", Content_Encoding=encoding))
    assert web.fetch("https://x.example.org/", now=lambda: NOW).data == b"hello"


def test_sizes_are_bounded_as_announced_as_sent_and_as_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FETCH_BYTES", 1000)
    for answer in (
        Answer(b"x", Content_Length="1001"),
        Answer(b"x" * 1001),
        Answer(gzip.compress(bytes(100_000)), Content_Encoding="gzip"),
    ):
        answer_with(monkeypatch, answer)
        with pytest.raises(TooLargeError):
            web.fetch("https://x.example.org/")


def test_time_is_bounded_even_when_the_server_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def sloth(request: object) -> Answer:
        time.sleep(6)
        return Answer(b"")

    answer_with(monkeypatch, sloth)
    started = time.monotonic()
    with pytest.raises(FetchError, match="within"):
        web.fetch("https://x.example.org/", seconds=0.1)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (urllib.error.HTTPError("u", 404, "Not Found", email.message.Message(), None), "404"),
        (urllib.error.HTTPError("u", 302, "loop", email.message.Message(), None), "redirects"),
        (urllib.error.URLError("no such host"), "no such host"),
        (ConnectionResetError("reset"), "reset"),
    ],
)
def test_what_goes_wrong_is_told(monkeypatch: pytest.MonkeyPatch, error: Exception, words: str) -> None:
    answer_with(monkeypatch, error)
    with pytest.raises(FetchError, match=words):
        web.fetch("https://x.example.org/")


def test_a_broken_compression_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, Answer(b"not gzip", Content_Encoding="gzip"))
    with pytest.raises(FetchError, match="damaged"):
        web.fetch("https://x.example.org/")


@pytest.mark.parametrize("url", ["http://", "https://[bad", "http:///path", "https://x.example.org:99999999/"])
def test_what_is_no_url_is_refused_before_any_request(url: str) -> None:
    with pytest.raises(FetchError):
        web.fetch(url)


def test_redirects_stay_on_the_web() -> None:
    handler = web._Redirects()
    request = urllib.request.Request("https://x.example.org/")
    with pytest.raises(FetchError, match="only http"):
        handler.redirect_request(request, None, 302, "Found", email.message.Message(), "file:///etc/passwd")
    assert (
        handler.redirect_request(request, None, 302, "Found", email.message.Message(), "https://y.example.org/")
        is not None
    )


@pytest.mark.parametrize(
    ("given", "url"), [("https://a.b", True), ("HTTP://A.B", True), ("a/b.txt", False), ("ftp://a.b", False)]
)
def test_only_web_addresses_are_urls(given: str, url: bool) -> None:
    assert web.is_url(given) is url
