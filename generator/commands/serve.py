"""`kinerja serve`: the site on this machine, built again whenever a file changes."""

from __future__ import annotations

import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn, TextIO

from generator.commands.build import Manner, build, claim, default_folder, inputs
from generator.commands.fault import UsageFault
from generator.commands.project import Project
from generator.report.text import visible

INTERVAL = 1.0
"""Seconds between two looks at the files."""
SOON = Manner(bound=False)
"""Without bundles, which take as long as all single prints."""

Stamp = frozenset[tuple[Path, int, int]]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base names it)
        """Say nothing about each request."""


def serve(project: Project, *, audience: str, port: int, stream: TextIO) -> NoReturn:
    """Serve the site on the loopback address until interrupted; without bundles, to be ready soon.

    A build that fails, the first one too, is told, and the next change is waited for.
    """
    folder = default_folder(project, audience)
    claim(project, folder, audience)
    with _server(folder / "site", port) as server:
        before = stamp(project)
        _build(project, audience, stream)
        stream.write(
            f"Situs dapat dibuka di http://127.0.0.1:{server.server_port}/ (hentikan dengan Ctrl+C)\n"
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            watch(project, audience, stream, before)
        finally:
            server.shutdown()


def _server(folder: Path, port: int) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=str(folder)))
    except OSError:
        raise UsageFault(
            f"porta {port} tidak dapat dipakai, mungkin sedang dipakai; pilih lain dengan --port"
        ) from None


def watch(project: Project, audience: str, stream: TextIO, before: Stamp) -> NoReturn:
    """Build again after every change, for ever. `before`: what the files were when last built."""
    while True:
        time.sleep(INTERVAL)
        now = stamp(project)
        if now != before:
            before = now
            stream.write("Ada yang berubah, situs dibangun ulang.\n")
            _build(project, audience, stream)


def _build(project: Project, audience: str, stream: TextIO) -> None:
    """Build; whatever goes wrong is a sentence, for the next change may mend it."""
    try:
        build(project, audience=audience, out=None, stream=stream, manner=SOON)
    except UsageFault as fault:
        stream.write(f"Situs tidak dibangun: {visible(str(fault))}\n")
    except Exception as error:  # noqa: BLE001 -- a file may be gone, half-written, or of any shape
        reason = visible(f"{type(error).__name__}: {error}")
        stream.write(f"Situs tidak dibangun, menunggu perubahan berikutnya ({reason})\n")


def stamp(project: Project) -> Stamp:
    """What the files that a build reads look like now."""
    found = set()
    for path in inputs(project.root):
        try:
            seen = path.stat()
        except OSError:
            continue
        found.add((path, seen.st_mtime_ns, seen.st_size))
    return frozenset(found)
