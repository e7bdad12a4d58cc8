"""A web server on this machine that plays the sites of agencies, well and badly."""

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Page = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A server; `pages` says what it does for a path, `asked` what it was asked, in order.

    `most_at_once` is how many requests it answered at the same time.
    """

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.most_at_once = self._at_once = 0
        lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with lock:
                    site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                    site._at_once += 1
                    site.most_at_once = max(site.most_at_once, site._at_once)
                site.pages.get(self.path, status(404))(self)
                with lock:
                    site._at_once -= 1

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self._server.server_port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def status(code: int, headers: dict[str, str] | None = None, body: bytes = b"") -> Page:
    def page(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return page


def file(body: bytes, **headers: str) -> Page:
    return status(200, {name.replace("_", "-"): value for name, value in headers.items()}, body)


def redirect(to: str) -> Page:
    return status(302, {"Location": to})


def in_turn(*pages: Page) -> Page:
    """The first page for the first request, and so on; the last one from then on."""
    left = list(pages)
    return lambda handler: (left.pop(0) if len(left) > 1 else left[0])(handler)


def cut_off(body: bytes, after: int, etag: str, goes_on: bool = True) -> Page:
    """Breaks the connection after some bytes; sends the rest when it is asked for it."""

    def page(handler: BaseHTTPRequestHandler) -> None:
        wanted = handler.headers.get("Range", "")
        if wanted and goes_on and handler.headers.get("If-Range") == etag:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            span = f"bytes {start}-{len(body) - 1}/{len(body)}"
            status(206, {"Content-Range": span, "ETag": etag}, body[start:])(handler)
            return
        handler.send_response(200)
        handler.send_header("ETag", etag)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[:after])
        handler.wfile.flush()
        handler.close_connection = True
        handler.connection.shutdown(2)

    return page


def silent(seconds: float) -> Page:
    return lambda handler: time.sleep(seconds)
