"""A real SMTP server on loopback that keeps what it is given."""

import asyncio
import email
import email.policy
import threading
from contextlib import contextmanager


class Inbox:
    """Takes mail in over SMTP and keeps it."""

    def __init__(self):
        self.received = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 -- aiosmtpd's own name
        self.received.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@contextmanager
def a_mail_server(port: int = 0, handler=None):
    """Run an SMTP server on loopback; yields its inbox and its port."""
    from aiosmtpd.smtp import SMTP

    inbox, loop = handler or Inbox(), asyncio.new_event_loop()
    server = loop.run_until_complete(
        loop.create_server(lambda: SMTP(inbox, enable_SMTPUTF8=True, loop=loop), "127.0.0.1", port)
    )
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield inbox, server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()
