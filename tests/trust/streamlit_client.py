"""A visitor without a browser: speaks to the server over its socket as the browser does, and reads what it is shown."""

from __future__ import annotations

import socket
import ssl
import time
from contextlib import ExitStack
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@dataclass
class Answer:
    """Everything that one run sent: `page` is the address that was drawn, `offered` those of the menu.

    What is no page of the menu is drawn at an address that the menu hides.
    """

    text: bytes = b""
    page: str = ""
    offered: list[str] = field(default_factory=list)
    is_hidden: bool = False
    is_error: bool = False
    buttons: dict[str, str] = field(default_factory=dict)  # a file's button → by which name it is asked for
    bodies: list[bytes] = field(default_factory=list)  # what the component of each part of the page was given
    seconds: float = 0.0

    def add(self, element: Element) -> None:
        """What one element of the page adds to the answer."""
        kind = element.WhichOneof("type")
        if kind == "bidi_component":
            self.bodies.append(element.bidi_component.json.encode())
        elif kind == "download_button":
            self.buttons[element.download_button.label] = element.download_button.deferred_file_id
        elif kind == "exception":
            self.is_error = True

    def says(self, words: str) -> bool:
        return words.encode() in self.text


@dataclass
class Tab:
    """One tab of a browser."""

    port: int
    cookies: str = ""
    host: str = "127.0.0.1"
    path: str = "/_stcore/stream"
    headers: dict[str, str] = field(default_factory=dict)
    certificate: str = ""  # of whoever stands before the server and speaks TLS as `host`
    socket: ClientConnection | None = None
    session: str = ""
    messages: dict[str, ForwardMsg] = field(default_factory=dict)
    stack: ExitStack = field(default_factory=ExitStack)

    def open(self) -> Tab:
        context = ssl.create_default_context(cafile=self.certificate) if self.certificate else None
        raw = socket.create_connection(("127.0.0.1", self.port)) if context else None
        secure = "s" if context else ""
        origin = f"https://{self.host}" if context else f"http://{self.host}:{self.port}"
        headers = {**({"Cookie": self.cookies} if self.cookies else {}), **self.headers}
        self.socket = self.stack.enter_context(
            connect(
                f"ws{secure}://{self.host}:{self.port}{self.path}", origin=origin, ssl=context, sock=raw, additional_headers=headers, subprotocols=["streamlit"],
                max_size=None, open_timeout=30, proxy=None,
            )
        )  # fmt: skip
        return self

    def ask(self, page: str = "", query: str = "", *, timeout: float = 60.0) -> Answer:
        """Open a page by its address, as a deep link does, and wait until it is drawn."""
        assert self.socket is not None
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        message.rerun_script.context_info.url = f"http://{self.host}:{self.port}/{page}" + (
            f"?{query}" if query else ""
        )
        message.rerun_script.context_info.timezone = "UTC"
        begun = time.monotonic()
        self.socket.send(message.SerializeToString())
        answer = self._read(begun + timeout)
        answer.seconds = time.monotonic() - begun
        return answer

    def _read(self, until: float) -> Answer:
        assert self.socket is not None
        answer = Answer()
        while True:
            raw = self.socket.recv(timeout=max(0.01, until - time.monotonic()))
            said = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
            if said.WhichOneof("type") == "ref_hash":
                said = self.messages[said.ref_hash]
                raw = said.SerializeToString()
            elif said.hash:
                self.messages[said.hash] = said
            answer.text += raw if isinstance(raw, bytes) else raw.encode()
            kind = said.WhichOneof("type")
            if kind == "new_session":
                self.session = said.new_session.initialize.session_id or self.session
            if kind == "navigation":
                pages = {p.page_script_hash: p for p in said.navigation.app_pages}
                drawn = pages[said.navigation.page_script_hash]
                answer.page, answer.is_hidden = drawn.url_pathname, drawn.is_hidden
                answer.offered = [p.url_pathname for p in pages.values() if not p.is_hidden]
            if kind == "delta":
                answer.add(said.delta.new_element)
            if kind == "script_finished":
                if said.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                return answer

    def press(self, name: str, *, timeout: float = 60.0) -> str:
        """Press a file's button, as a browser does; the address of the file, or the server's word that there is none."""
        assert self.socket is not None
        message = BackMsg()
        message.backend_operation_request.request_id = name
        message.backend_operation_request.session_id = self.session
        message.backend_operation_request.deferred_file.file_id = name
        self.socket.send(message.SerializeToString())
        until = time.monotonic() + timeout
        while True:
            raw = self.socket.recv(timeout=max(0.01, until - time.monotonic()))
            said = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
            if said.WhichOneof("type") == "backend_operation_response":
                told = said.backend_operation_response
                return str(told.deferred_file.url or told.error_msg)

    def close(self) -> None:
        self.stack.close()

    def __enter__(self) -> Tab:
        return self.open()

    def __exit__(self, *_: object) -> None:
        self.close()
