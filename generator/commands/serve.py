"""`kinerja serve`: the site on this machine, built again whenever a file changes."""

from __future__ import annotations

import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn, TextIO

from generator.commands.build import Manner, build, default_folder, inputs
from generator.commands.fault import UsageFault
from generator.commands.project import Project

INTERVAL = 1.0
"""Seconds between two looks at the files."""
SOON = Manner(bound=False)
"""Without bundles, which take as long as all single prints."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base names it)
        """Say nothing about each request."""


def serve(project: Project, *, audience: str, port: int, stream: TextIO) -> int:
    """Serve the site on the loopback address until interrupted; without bundles, to be ready soon."""
    code = build(project, audience=audience, out=None, stream=stream, manner=SOON)
    folder = default_folder(project, audience) / "site"
    if not folder.is_dir():
        return code
    handler = partial(_Quiet, directory=str(folder))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError:
        raise UsageFault(
            f"porta {port} tidak dapat dipakai, mungkin sedang dipakai; pilih lain dengan --port"
        ) from None
    stream.write(
        f"Situs dapat dibuka di http://127.0.0.1:{server.server_port}/ (hentikan dengan Ctrl+C)\n"
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        watch(project, audience, stream)
    finally:
        server.shutdown()
        server.server_close()


def watch(project: Project, audience: str, stream: TextIO) -> NoReturn:
    """Build again after every change, for ever."""
    before = stamp(project)
    while True:
        time.sleep(INTERVAL)
        now = stamp(project)
        if now != before:
            before = now
            stream.write("Ada yang berubah, situs dibangun ulang.\n")
            build(project, audience=audience, out=None, stream=stream, manner=SOON)


def stamp(project: Project) -> frozenset[tuple[Path, int, int]]:
    """What the files that a build reads look like now."""
    found = set()
    for path in inputs(project.root):
        try:
            seen = path.stat()
        except OSError:
            continue
        found.add((path, seen.st_mtime_ns, seen.st_size))
    return frozenset(found)
