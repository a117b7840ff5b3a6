"""The web server, which takes connections from the door that `up` holds."""

import os
from typing import Any

from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from tinget.site.cli.supervision import DRAINING, SOCKET, WAITING


class Server(MPServer):
    """All its processes take from one queue, where connections wait while web servers come and go."""

    def _init_shared_socket(self) -> None:
        if SOCKET not in os.environ:  # an `up` of before it held one: each process opens its own
            super()._init_shared_socket()  # type: ignore[no-untyped-call] # granian leaves its own method untyped
            return
        holder: Any = SocketHolder  # its stub leaves out what it is made of
        is_file = False
        self._shd = holder(int(os.environ[SOCKET]), is_file, WAITING)
        self._ssp = self._sso = None


def serve(host: str, port: int, *, processes: int) -> None:
    """Answer until asked to end, and then what was begun."""
    Server(
        "tinget.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=4,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=1,
        workers_kill_timeout=DRAINING,
    ).serve()
