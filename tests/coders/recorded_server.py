"""A server on the loopback that gives recorded answers over real HTTP and keeps what it was asked."""

import json
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

RECORDED = Path(__file__).parent / "recorded"

Reply = tuple[int, Any]
"""Status and body: bytes go out as they are, anything else as JSON."""


class Cut(bytes):
    """A body of which only the first half is sent."""


def completion(content: str, *, finish: str = "stop") -> Reply:
    """A chat completion, in the layout that llama-cpp-python was seen to give."""
    message = {"content": content, "role": "assistant"}
    return 200, {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


def recorded(name: str) -> bytes:
    """The body of an answer that a real server gave."""
    return (RECORDED / name).read_bytes()


class Server(ThreadingHTTPServer):
    """Gives the replies in order, the last one for ever; a callable is asked with the request's body."""

    daemon_threads = True

    def __init__(self, replies: list[Reply | Callable[[dict[str, Any]], Reply]], *, delay: float = 0.0) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies = replies
        self.delay = delay
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)  # without asking who 127.0.0.1 is
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests are about."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.headers.append(dict(self.headers.items()))
        replies = self.server.replies
        given = replies[min(len(self.server.asked), len(replies)) - 1]
        self._answer(*(given(body) if callable(given) else given))

    def do_GET(self) -> None:
        self._answer(200, {"object": "list", "data": [{"id": "small-model"}, {"id": "other-model"}]})

    def _answer(self, status: int, body: Any) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if isinstance(body, Cut):
            data = data[: len(data) // 2]
        for byte in (data[i : i + 1] for i in range(len(data))) if self.server.delay else (data,):
            time.sleep(self.server.delay)
            self.wfile.write(byte)
            self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed."""


@contextmanager
def serving(*replies: Reply | Callable[[dict[str, Any]], Reply], delay: float = 0.0) -> Iterator[Server]:
    """A server for the length of a `with`; `delay` seconds before each byte of an answer."""
    with Server(list(replies), delay=delay) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
