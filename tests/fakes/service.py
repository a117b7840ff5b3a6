"""What the doubles of e-identity services have in common: a server on loopback behind mutual TLS."""

import json
import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from tests.fakes.eid_authority import PEM, Authority


class Door(ThreadingHTTPServer):
    """Turns away without a word whoever shows no certificate: some tests are about just that."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ssl.SSLError | ConnectionError):
            super().handle_error(request, client_address)


class MutualTlsService:
    """Hands each POST to `answer` and sends the JSON that it returns."""

    authority: Authority
    root_path = ""

    def listen(self, folder: Path, name: str) -> None:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, told = service.answer(self.path, body, self.headers["Content-Type"])
                content = json.dumps(told).encode() if told else b""
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = Door(("127.0.0.1", 0), Handler)
        self.server.socket = self.authority.door(folder, name).wrap_socket(
            self.server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.address = f"https://127.0.0.1:{self.server.server_port}{self.root_path}"
        self.thread = Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def answer(self, path: str, body: bytes, kind: str) -> tuple[int, dict[str, Any]]:
        raise NotImplementedError

    def trusted(self) -> bytes:
        """Return whom Tinget is to trust for people's proofs."""
        return self.authority.root.certificate.public_bytes(PEM)

    def install(self, keys: Path) -> str:
        """Put our certificate and whom we trust where Tinget looks for them; return the service's address."""
        keys.mkdir(parents=True, exist_ok=True)
        (keys / "own.pem").write_bytes(self.authority.machine("Prov-kund").pem)
        (keys / "issuer.pem").write_bytes(self.authority.root.certificate.public_bytes(PEM))
        (keys / "trusted.pem").write_bytes(self.trusted())
        return self.address

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)
