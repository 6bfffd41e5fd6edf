"""One chat completion from an OpenAI-compatible server (llama.cpp, Ollama, vLLM), bounded in time, size and tries."""

import http.client
import ipaddress
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from dateline import __version__
from dateline.errors import CoderError, CoderUnavailableError, UsageError

CONNECT_SECONDS = 10.0
ANSWER_BYTES = 4 * 1024 * 1024  # some hundred times the longest answer that the schema allows
ATTEMPTS = 4
PAUSES = (1.0, 3.0, 9.0)  # seconds before each further try; a server that loads its model answers 503 for a while
MODES = ("json_schema", "json_object", "text")
SEED = 7

# What says "not with this response_format", as far as a status can.
_REFUSED = frozenset({400, 404, 415, 422, 500, 501})
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})


class Completion(NamedTuple):
    """The model's words, and whether the server stopped it for length."""

    content: str
    cut: bool


class _Reply(NamedTuple):
    status: int
    data: bytes


class Endpoint:
    """A server and a model on it. Keeps, once known, which way of asking for JSON the server takes.

    `url` is the base of the API ("http://127.0.0.1:8080/v1"). Texts go to this computer only, unless `remote` names the
    URL's host. Redirects and proxies are not followed: they could lead elsewhere. `seconds` bounds one answer.

    Raises:
        UsageError: the URL is none, holds a password, or its host is another computer that `remote` does not name.
    """

    def __init__(
        self,
        *,
        url: str,
        model: str,
        key: str | None = None,
        remote: str | None = None,
        mode: str = "auto",
        seconds: float = 600.0,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = urlsplit(url)
        try:
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise UsageError(f"the endpoint {url!r} is no URL: {error}") from error
        if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
            raise UsageError(f"the endpoint {url!r} is no http or https URL, for instance http://127.0.0.1:8080/v1")
        if parts.username or parts.password:
            raise UsageError("the endpoint's URL holds a user or password; put the key into DATELINE_OPENAI_KEY")
        if mode not in ("auto", *MODES):
            raise UsageError(f"no mode {mode!r}; there are auto, {', '.join(MODES)}")
        self.local = _is_local(host)
        if not self.local and (remote or "").lower() != host:
            raise UsageError(
                f"{host} is not this computer: the full text of every document would be sent there, and with it the "
                f"people named in it. Use a server on this computer, or, if that is meant, --coder-option remote={host}"
            )
        self.url, self.model, self.key = url.rstrip("/"), model, key
        self.scheme, self.host, self.port, self.path = parts.scheme, host, port, parts.path.rstrip("/")
        self.seconds = seconds
        self.pause = pause
        self.mode = None if mode == "auto" else mode

    def complete(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], *, tokens: int) -> Completion:
        """What the model answers, at temperature 0, of at most `tokens` tokens, in the shape of the JSON schema.

        Until one way is known to be taken, each is tried: `response_format` with a schema, a JSON object with a schema
        beside it (llama-cpp-python), then none, where only the words of the prompt ask for JSON.

        Raises:
            CoderUnavailableError: no server, no such model, the key is refused.
            CoderError: this answer failed: time, size, an error of the server that stays, no completion in it.
        """
        body = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "seed": SEED,
            "max_tokens": tokens,
            "stream": False,
        }
        for attempt in range(ATTEMPTS):
            reply = _Reply(0, b"")
            for mode in (self.mode,) if self.mode else MODES:
                reply = self._ask("POST", "/chat/completions", {**body, **_response_format(mode, schema)})
                if reply.status == 200:
                    self.mode = mode
                    return _completion(reply.data)
                if self.mode or reply.status not in _REFUSED:
                    break
            if reply.status in (401, 403):
                raise CoderUnavailableError(
                    f"{self.url} refuses the key ({reply.status}{_said(reply.data)}); set DATELINE_OPENAI_KEY"
                )
            if reply.status == 404:
                raise CoderUnavailableError(
                    f"{self.url} has no chat completions, or no model {self.model!r}{_said(reply.data)}; {self._offer()}"
                )
            if reply.status not in _AGAIN or attempt == ATTEMPTS - 1:
                break
            self.pause(PAUSES[attempt])
        raise CoderError(f"{self.url} answered {reply.status} for {self.model!r}{_said(reply.data)}")

    def _offer(self) -> str:
        """The models that the server names, for a message."""
        try:
            listed = json.loads(self._ask("GET", "/models", None).data)
            names = [str(m["id"]) for m in listed["data"]][:12]
        except (CoderError, ValueError, TypeError, LookupError):
            names = []
        return f"it offers {', '.join(names)}" if names else "it names none; look at the URL, which ends in /v1 mostly"

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None) -> _Reply:
        """One request and its whole answer, whatever its status."""
        data = json.dumps(body).encode() if body is not None else None
        headers = {"User-Agent": f"dateline/{__version__}", "Accept": "application/json", "Connection": "close"}
        headers |= {"Content-Type": "application/json"} if data is not None else {}
        headers |= {"Authorization": f"Bearer {self.key}"} if self.key else {}
        connection = self._connected()
        # Time-outs of a socket start anew with every byte; the timer makes the limit hold for a server that drips.
        late = threading.Event()
        timer = threading.Timer(self.seconds, _hang_up, (connection.sock, late))
        timer.daemon = True
        timer.start()
        try:
            connection.request(method, f"{self.path}{path}", body=data, headers=headers)
            answer = connection.getresponse()
            read = answer.read(ANSWER_BYTES + 1)
            if late.is_set():
                raise CoderError(self._late())
            if len(read) > ANSWER_BYTES:
                raise CoderError(f"{self.url} sends more than {ANSWER_BYTES // 1024 // 1024} MiB")
            if answer.length:
                raise http.client.IncompleteRead(read, answer.length)
            return _Reply(answer.status, read)
        except (OSError, http.client.HTTPException) as error:
            if late.is_set() or isinstance(error, TimeoutError):
                raise CoderError(self._late()) from error
            # Cut off in the middle: told like a server's own "bad gateway", so that it is tried again.
            return _Reply(502, f"the connection broke off: {error or type(error).__name__}".encode())
        finally:
            timer.cancel()
            connection.close()

    def _late(self) -> str:
        return (
            f"{self.url} gave no whole answer within {self.seconds:g} seconds; allow more (--coder-option seconds=), "
            "or send less at a time (--coder-option characters=)"
        )

    def _connected(self) -> http.client.HTTPConnection:
        if self.scheme == "https":
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                self.host, self.port, timeout=CONNECT_SECONDS, context=ssl.create_default_context()
            )
        else:
            connection = http.client.HTTPConnection(self.host, self.port, timeout=CONNECT_SECONDS)
        try:
            connection.connect()
        except OSError as error:
            raise CoderUnavailableError(
                f"no server answers at {self.url} ({error}); start one there, or say where it is: "
                "--coder-option url=URL, DATELINE_OPENAI_URL"
            ) from error
        peer = connection.sock.getpeername()[0]
        if self.local and not ipaddress.ip_address(peer).is_loopback:
            connection.close()
            raise CoderUnavailableError(f"{self.host} stands for {peer}, which is not this computer; nothing was sent")
        connection.sock.settimeout(self.seconds)
        return connection


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _hang_up(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has just ended by itself


def _response_format(mode: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    if mode == "json_schema":
        named = {"name": "coding", "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": named}}
    if mode == "json_object":
        return {"response_format": {"type": "json_object", "schema": schema}}
    return {}


def _completion(data: bytes) -> Completion:
    try:
        choice = json.loads(data)["choices"][0]
        content = choice["message"]["content"]
        cut = choice.get("finish_reason") == "length"
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise CoderError(f"the server's answer is no chat completion: {data[:120]!r}") from error
    if not isinstance(content, str):
        raise CoderError(f"the server's answer holds no text: {data[:120]!r}")
    return Completion(content, cut)


def _said(data: bytes) -> str:
    """The server's own words about an error, shortened: ": model not found"."""
    try:
        told = json.loads(data)
        told = told.get("error", told) if isinstance(told, dict) else told
        told = told.get("message", told) if isinstance(told, dict) else told
    except (ValueError, RecursionError):
        told = data.decode("utf-8", "replace")
    words = " ".join(str(told).split())[:200]
    return f": {words}" if words else ""
