"""Many prints: a few worker processes, each print bounded in time and memory, unchanged ones kept.

A print that fails is a value with a reason; the others are made. The same manuscripts give the
same bytes, whatever the number of workers and whether a print came from the cache.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, BinaryIO, cast

from generator.publish import fonts
from generator.publish.manuscript import Manuscript
from generator.publish.native import library_versions
from generator.publish.pdf import VARIANT, read_frame, write_frame
from generator.publish.write import prune, touch, write_file

SECONDS = 60.0
MEMORY = 1536 * 1024 * 1024
LIFE = 500
"""Prints of one worker: the libraries keep about 10 KiB of each until the process ends."""
SPARE = 200
"""How many prints are kept beside those that were asked for last: a change taken back finds them again."""
_PACKAGE = Path(__file__).resolve().parents[2]

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Limits:
    """What one print may use: seconds and bytes of memory."""

    seconds: float = SECONDS
    memory: int = MEMORY


@dataclass(frozen=True)
class Fault:
    """A print that was not made, or (`made`) one that is not as it should be; a sentence says why.

    `warning`: it can be published as it is.
    """

    path: str
    message: str
    made: bool
    warning: bool = False


@dataclass(frozen=True)
class Pressed:
    """The PDFs by path, and what went wrong, both in the order of the manuscripts; `pages` is how many
    the first part of each has."""

    files: Mapping[str, bytes]
    faults: tuple[Fault, ...]
    pages: Mapping[str, int]


@dataclass(frozen=True)
class _Answer:
    pdf: bytes
    error: str = ""
    missing: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    pages: int = 0


def press(
    manuscripts: Mapping[str, Manuscript],
    *,
    workers: int = 0,
    kept: Path | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Pressed:
    """Make PDFs of manuscripts (by path). `workers` 0: as many as the machine has cores, at most 8.

    `kept` is a folder in which finished prints are kept between runs, those used last. `progress` is called with
    how many are done and how many there are.
    """
    count = min(workers or os.cpu_count() or 1, 8, max(len(manuscripts), 1))
    with tempfile.TemporaryDirectory(prefix="kinerja-") as folder:
        crew = _Crew(Path(folder), limits or Limits())
        done = _Counter(len(manuscripts), progress)
        try:
            with ThreadPoolExecutor(count) as pool:
                work = partial(_one, crew, kept, done)
                answers = dict(zip(manuscripts, pool.map(work, manuscripts.values()), strict=True))
        finally:
            crew.dismiss()
    if kept:
        prune(kept, len(manuscripts) + SPARE)
    files = {path: answer.pdf for path, answer in answers.items() if not answer.error}
    faults = [fault for path, answer in answers.items() for fault in _faults(path, answer)]
    return Pressed(files, tuple(faults), {path: answers[path].pages for path in files})


def _one(crew: _Crew, kept: Path | None, done: _Counter, manuscript: Manuscript) -> _Answer:
    data = manuscript.encoded()
    place = kept / _key(data) if kept else None
    answer = _load(place) if place else None
    if answer is None:
        answer = crew.render(data)
        if place and not answer.error:
            _keep(place, answer)
    done.step()
    return answer


def _faults(path: str, answer: _Answer) -> list[Fault]:
    if answer.error:
        reason = _REASONS.get(answer.error, f"pencetak berhenti ({answer.error})")
        return [Fault(path, f"PDF tidak dibuat: {reason}", made=False)]
    found = []
    if answer.missing:
        codes = ", ".join(f"U+{ord(c):04X}" for c in answer.missing[:8])
        more = f" dan {len(answer.missing) - 8} lainnya" if len(answer.missing) > 8 else ""
        text = f"huruf tanpa bentuk pada fon yang disertakan dicetak sebagai kotak: {codes}{more}"
        found.append(Fault(path, text, made=True, warning=True))
    if answer.refused:
        found.append(Fault(path, "alamat di luar berkas bawaan tidak dibuka", made=True))
    return found


_REASONS = {
    "timeout": "pencetakannya melampaui batas waktu; perpendek isinya",
    "start": "pencetaknya tidak dapat dijalankan; pasang pustaka Pango (lihat README)",
    "gone": "pencetaknya mati, mungkin karena memori habis; perpendek isinya",
    "MemoryError": "pencetakannya melampaui batas memori; perpendek isinya",
    "RecursionError": "susunannya terlalu dalam; sederhanakan isinya",
}


class _Counter:
    def __init__(self, total: int, progress: Progress | None) -> None:
        self.total, self.progress, self.done = total, progress, 0
        self.lock = threading.Lock()

    def step(self) -> None:
        with self.lock:
            self.done += 1
            if self.progress:
                self.progress(self.done, self.total)


@dataclass(frozen=True)
class _Crew:
    """The workers that are free, with how many prints each has made; one is started when none is."""

    folder: Path
    limits: Limits
    free: SimpleQueue[tuple[subprocess.Popen[bytes], int]] = field(default_factory=SimpleQueue)

    def render(self, data: bytes) -> _Answer:
        try:
            worker, prints = self.free.get_nowait()
        except Empty:
            worker, prints = self._hire(), 0
            # Loading the libraries is not the first print's time.
            if read_frame(cast(BinaryIO, worker.stdout)) is None:
                worker.communicate()
                return _Answer(b"", "start")
        late = threading.Event()
        timer = threading.Timer(self.limits.seconds, _stop, (worker, late))
        timer.start()
        try:
            answer = _ask(worker, data)
        finally:
            timer.cancel()
        if answer is None or answer.error == "MemoryError":
            worker.kill()
            worker.communicate()
        elif prints + 1 == LIFE:
            worker.communicate()
        else:
            self.free.put((worker, prints + 1))
        return answer or _Answer(b"", "timeout" if late.is_set() else "gone")

    def _hire(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", "generator.publish.pdf", str(self.limits.memory)]
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=_environment(self.folder),
        )

    def dismiss(self) -> None:
        while not self.free.empty():
            worker, _ = self.free.get()
            worker.communicate()


def _environment(folder: Path) -> dict[str, str]:
    """Only what a worker needs: the package, its libraries, and the bundled fonts alone."""
    own = {
        name: os.environ[name]
        for name in ("PATH", "DYLD_FALLBACK_LIBRARY_PATH")
        if name in os.environ
    }
    return own | {
        "FONTCONFIG_FILE": str(fonts.write_config(folder)),
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(_PACKAGE),
        "SOURCE_DATE_EPOCH": "0",
        "TMPDIR": str(folder),
        "TZ": "UTC",
    }


def _stop(worker: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    worker.kill()


def _ask(worker: subprocess.Popen[bytes], data: bytes) -> _Answer | None:
    sink, source = cast(BinaryIO, worker.stdin), cast(BinaryIO, worker.stdout)
    try:
        write_frame(sink, data)
        report, pdf = read_frame(source), read_frame(source)
    except (OSError, ValueError):
        return None
    return None if report is None or pdf is None else _answer(json.loads(report), pdf)


def _answer(report: Mapping[str, Any], pdf: bytes) -> _Answer:
    missing, refused = tuple(report["missing"]), tuple(report["refused"])
    return _Answer(pdf, report.get("error", ""), missing, refused, int(report["pages"]))


# --- Kept prints ----------------------------------------------------------------------------------


def _key(data: bytes) -> str:
    return hashlib.sha256(_surroundings() + data).hexdigest()


_CODE = ("pdf.py", "archival.py", "fonts.py")
"""The modules that a worker runs between a manuscript and its bytes."""


@cache
def _surroundings() -> bytes:
    """Whatever else decides about the bytes: variant, fonts, libraries, and the code of the door."""
    here = _PACKAGE / "generator/publish"
    code = [hashlib.sha256((here / name).read_bytes()).hexdigest() for name in _CODE]
    return json.dumps([VARIANT, fonts.digest(), library_versions(), code]).encode()


def _load(place: Path) -> _Answer | None:
    """The print that was kept at a place; None where there is none, or not what was put there."""
    try:
        seal, _, kept = place.read_bytes().partition(b"\n")
        if seal != _seal(place, kept):
            return None
        head, _, pdf = kept.partition(b"\n")
        touch(place)
        return _answer(json.loads(head), pdf)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(place: Path, answer: _Answer) -> None:
    report = {"missing": answer.missing, "refused": answer.refused, "pages": answer.pages}
    kept = json.dumps(report).encode() + b"\n" + answer.pdf
    write_file(place, _seal(place, kept) + b"\n" + kept)


def _seal(place: Path, kept: bytes) -> bytes:
    """The digest of all that is kept and of its name: nothing stands for another print than its own."""
    return hashlib.sha256(place.name.encode() + b"\n" + kept).hexdigest().encode()
