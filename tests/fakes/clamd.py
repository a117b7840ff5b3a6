"""A virus scanner on loopback that speaks clamd's INSTREAM protocol and knows one virus: EICAR."""

import contextlib
import socket
import struct
import threading

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """Answers each connection as clamd does; `limit` is its StreamMaxLength in bytes."""

    def __init__(self, *, limit: int = 25_000_000) -> None:
        self.limit = limit
        self.scanned: list[bytes] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self.listening.getsockname()[1]}"
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def close(self) -> None:
        if self.listening.fileno() < 0:
            return
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                line, _address = self.listening.accept()
            except OSError:
                return
            with line, contextlib.suppress(OSError, EOFError):
                line.sendall(self._answer(line) + b"\0")

    def _answer(self, line: socket.socket) -> bytes:
        command = _read(line, len(b"zPING\0"))
        if command == b"zPING\0":
            return b"PONG"
        if command + _read(line, len(b"zINSTREAM\0") - len(command)) != b"zINSTREAM\0":
            return b"UNKNOWN COMMAND"
        content = b""
        while size := struct.unpack("!I", _read(line, 4))[0]:
            content += _read(line, size)
            if len(content) > self.limit:
                return b"INSTREAM size limit exceeded. ERROR"
        self.scanned.append(content)
        return b"stream: Win.Test.EICAR_HDB-1 FOUND" if EICAR in content else b"stream: OK"


def _read(line: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        piece = line.recv(size - len(got))
        if not piece:
            raise EOFError
        got += piece
    return got
