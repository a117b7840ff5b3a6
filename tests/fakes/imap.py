"""An IMAP server on loopback that speaks the wire protocol (RFC 3501, 6851) as far as fetching needs."""

import base64
import re
import socketserver
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

TOKEN = re.compile(rb'"((?:[^"\\]|\\.)*)"|\(([^)]*)\)|(\S+)')


@dataclass
class Stored:
    content: bytes
    date: str = "23-Nov-2026 09:15:00 +0100"
    flags: set[str] = field(default_factory=set)


@dataclass
class Mailboxes:
    """What the server holds, and how it misbehaves: `cut_after` answers of FETCH with a body, it hangs up."""

    password: str = "hemligt"
    uid_validity: int = 1
    next_uid: int = 1
    folders: dict[str, dict[int, Stored]] = field(default_factory=lambda: {"INBOX": {}, "Registrerat": {}})
    capabilities: str = "IMAP4rev1 MOVE UIDPLUS AUTH=PLAIN"
    cut_after: int | None = None
    cut_before_settling: bool = False
    said: list[str] = field(default_factory=list)
    port: int = 0

    def deliver(self, content: bytes, *, folder: str = "INBOX", **more: str) -> int:
        uid, self.next_uid = self.next_uid, self.next_uid + 1
        self.folders[folder][uid] = Stored(content, **more)
        return uid

    def renumber(self, validity: int) -> None:
        """Number all messages anew, as a server does after a restored backup."""
        self.uid_validity, self.next_uid = validity, 1
        for name, messages in self.folders.items():
            self.folders[name] = {}
            for message in messages.values():
                self.deliver(message.content, folder=name)

    def seen(self, folder: str = "INBOX") -> list[int]:
        return sorted(uid for uid, one in self.folders[folder].items() if r"\Seen" in one.flags)


class Conversation(socketserver.StreamRequestHandler):
    """One client, from greeting to logout."""

    def handle(self) -> None:
        self.boxes: Mailboxes = self.server.boxes
        self.folder = ""
        self.signed_in = False
        self.say(b"* OK a double is ready")
        while line := self.rfile.readline():
            tag, *words = self.words(line)
            if not words:
                return
            self.boxes.said.append(b" ".join(words if words[0].upper() != b"LOGIN" else words[:1]).decode())
            command = words[0].upper().decode()
            if command == "LOGOUT":
                self.say(b"* BYE", tag + b" OK bye")
                return
            try:
                self.answer(tag, command, words[1:])
            except ConnectionAbortedError:
                return

    def words(self, line: bytes) -> list[bytes]:
        """Split a command into words; a literal is asked for and read."""
        words: list[bytes] = []
        while True:
            literal = re.search(rb"\{(\d+)\}\r\n$", line)
            text = line[: literal.start()] if literal else line
            for quoted, group, plain in TOKEN.findall(text):
                words.append(quoted.replace(b'\\"', b'"').replace(b"\\\\", b"\\") or group or plain)
            if not literal:
                return words
            self.say(b"+ go on")
            words.append(self.rfile.read(int(literal[1])))
            line = self.rfile.readline()

    def say(self, *lines: bytes) -> None:
        with suppress(OSError):
            self.wfile.write(b"".join(line + b"\r\n" for line in lines))
            self.wfile.flush()

    def answer(self, tag: bytes, command: str, words: list[bytes]) -> None:
        done = tag + b" OK done"
        if command == "CAPABILITY":
            self.say(b"* CAPABILITY " + self.boxes.capabilities.encode(), done)
        elif command == "LOGIN":
            self.sign_in(tag, words[1].decode())
        elif command == "AUTHENTICATE":
            self.say(b"+ ")
            _id, _user, password = base64.b64decode(self.rfile.readline()).decode().split("\0")
            self.sign_in(tag, password)
        elif not self.signed_in:
            self.say(tag + b" NO sign in first")
        elif command in {"SELECT", "EXAMINE"}:
            self.select(tag, words[0].decode())
        elif command == "UID":
            self.by_uid(tag, words[0].upper().decode(), words[1:])
        elif command in {"NOOP", "CLOSE", "EXPUNGE"}:
            self.say(done)
        else:
            self.say(tag + b" BAD unknown")

    def sign_in(self, tag: bytes, password: str) -> None:
        self.signed_in = password == self.boxes.password
        self.say(tag + (b" OK welcome" if self.signed_in else b" NO [AUTHENTICATIONFAILED] wrong"))

    def select(self, tag: bytes, folder: str) -> None:
        if folder not in self.boxes.folders:
            self.say(tag + b" NO no such folder")
            return
        self.folder = folder
        self.say(
            f"* {len(self.messages)} EXISTS".encode(),
            f"* OK [UIDVALIDITY {self.boxes.uid_validity}] valid".encode(),
            f"* OK [UIDNEXT {self.boxes.next_uid}] next".encode(),
            tag + b" OK [READ-WRITE] selected",
        )

    @property
    def messages(self) -> dict[int, Stored]:
        return self.boxes.folders[self.folder]

    def by_uid(self, tag: bytes, command: str, words: list[bytes]) -> None:
        if command == "SEARCH":
            first = int(words[1].split(b":")[0])
            found = [uid for uid in self.messages if uid >= first]
            found = found or [max(self.messages, default=0)] * bool(self.messages)  # as RFC 3501 has `n:*`
            self.say(b"* SEARCH " + b" ".join(str(uid).encode() for uid in found), tag + b" OK done")
            return
        uid = int(words[0])
        message = self.messages.get(uid)
        if command in {"STORE", "MOVE", "COPY"} and self.boxes.cut_before_settling:
            raise ConnectionAbortedError
        if message is None:
            self.say(tag + b" OK nothing")
        elif command == "FETCH":
            self.fetch(tag, uid, message, b" ".join(words[1:]).upper())
        elif command == "STORE":
            message.flags |= set(words[-1].decode().split())
            if r"\Deleted" in message.flags:
                self.messages.pop(uid)
            self.say(tag + b" OK stored")
        elif command in {"MOVE", "COPY"}:
            self.move(tag, uid, words[1].decode(), keep=command == "COPY")
        else:
            self.say(tag + b" OK done")

    def move(self, tag: bytes, uid: int, target: str, *, keep: bool) -> None:
        if target not in self.boxes.folders:
            self.say(tag + b" NO [TRYCREATE] no such folder")
            return
        self.boxes.deliver(self.messages[uid].content, folder=target)
        if not keep:
            self.messages.pop(uid)
        self.say(tag + b" OK moved")

    def fetch(self, tag: bytes, uid: int, message: Stored, asked: bytes) -> None:
        number = sorted(self.messages).index(uid) + 1
        start = f"* {number} FETCH (UID {uid} ".encode()
        if b"RFC822.SIZE" in asked:
            told = f'RFC822.SIZE {len(message.content)} INTERNALDATE "{message.date}")'.encode()
            self.say(start + told, tag + b" OK done")
            return
        head = message.content.split(b"\r\n\r\n")[0] + b"\r\n\r\n"
        content, name = (head, b"BODY[HEADER]") if b"HEADER" in asked else (message.content, b"BODY[]")
        literal = start + name + f" {{{len(content)}}}\r\n".encode()
        if self.boxes.cut_after is not None:
            if self.boxes.cut_after == 0:
                self.wfile.write(literal + content[: len(content) // 2])
                raise ConnectionAbortedError
            self.boxes.cut_after -= 1
        self.wfile.write(literal + content)
        self.say(b")", tag + b" OK done")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    boxes: Mailboxes


@contextmanager
def an_imap_server(port: int = 0):
    """Run the double on loopback; yields what it holds, with its port."""
    with _Server(("127.0.0.1", port), Conversation) as server:
        server.boxes = Mailboxes(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server.boxes
        finally:
            server.shutdown()
            thread.join(5)
