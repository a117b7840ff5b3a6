"""The web server and the worker as processes that end when the one that started them is gone."""

import os
import signal
import sys
import threading
import time

from tinget.site.cli.supervision import GRACE, WEB_PROCESSES
from tinget.site.loading import loading


def main(what: str) -> None:
    """Become the web server or the worker."""
    threading.Thread(target=_end_with_parent, args=(int(os.environ["TINGET_LIFELINE"]),), daemon=True).start()
    if what == "web":
        # Between the pages and the database there may be a pooler; the worker listens, which none passes on.
        os.environ["DATABASE_URL_APP"] = os.environ.get("DATABASE_URL_POOL") or os.environ["DATABASE_URL_APP"]
        from tinget.site.cli.serving import serve  # the worker has no use for it

        serve(
            os.environ["TINGET_HOST"],
            int(os.environ["TINGET_PORT"]),
            processes=int(os.environ.get("TINGET_WEB_PROCESSES", WEB_PROCESSES)),
        )
    else:
        _work()


def _work() -> None:
    import django  # the web server's main process has no use for it

    with loading():
        django.setup()
    from procrastinate.contrib.django import app  # only there once Django is set up
    from procrastinate.contrib.django.django_connector import DjangoConnector

    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise SystemExit("the queue is not connected to Django's database")
    with app.replace_connector(connector.get_worker_connector()) as worker:
        worker.run_worker(concurrency=2, shutdown_graceful_timeout=GRACE / 2)


def _end_with_parent(lifeline: int) -> None:
    """Wait for the other end of the pipe to close, which even a killed parent cannot help doing."""
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os.killpg(os.getpgid(0), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1])
