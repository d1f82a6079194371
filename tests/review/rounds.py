"""A whole round of the small sample, brought in by pull requests as the SOP asks."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.load.tree import Folder, Sort
from tests.review.history import History, Pull, later
from tests.tree import ROOT, SAMPLE, replaced

ROUND = "content/2026"
EVIDENCE = f"{ROUND}/rbak/5-pengesahan.yaml"
ROLES = "sop/peran.yaml"
_KEPT: list[TemporaryDirectory[str]] = []


def sample() -> dict[str, bytes]:
    """The sample's documents."""
    return files_of(SAMPLE, "content")


def rules(since: str = "2026") -> dict[str, str | bytes]:
    """The project's rule book, with records asked for since a round."""
    files: dict[str, str | bytes] = {**files_of(ROOT, "sop")}
    text = files_of(ROOT, "sop")[ROLES].decode()
    old, new = ('catatan_sejak: "2027"',), (f'catatan_sejak: "{since}"',)
    return {**files, ROLES: replaced(text, old, new)}


def files_of(root: Path, folder: str) -> dict[str, bytes]:
    """The files below a folder of a tree."""
    tree = Folder(root)
    return dict(tree.read(e.path for e in tree.entries(folder) if e.sort is Sort.FILE))


def part(*starts: str) -> dict[str, bytes]:
    """The sample's documents below some places of the round."""
    return {
        p: raw for p, raw in sample().items() if p.startswith(tuple(f"{ROUND}/{s}" for s in starts))
    }


STEPS = (
    ("periode", ("periode",), "contoh-p011", "contoh-p019", "2026-01-12T07:50:00+07:00"),
    ("langkah-1", ("1-",), "contoh-p005", "contoh-p001", "2026-01-12T09:30:00+07:00"),
    ("langkah-2", ("2-",), "contoh-p016", "contoh-p005", "2026-01-12T11:00:00+07:00"),
    ("langkah-3-rbak", ("rbak/3-",), "contoh-p016", "contoh-p003", "2026-01-13T10:00:00+07:00"),
    ("langkah-4-biro", ("biro/4-",), "contoh-p016", "contoh-p001", "2026-01-15T10:00:00+07:00"),
    ("langkah-4-rbak", ("rbak/4-",), "contoh-p016", "contoh-p003", "2026-01-16T16:00:00+07:00"),
    ("langkah-5-rbak", ("rbak/5-",), "contoh-p016", "contoh-p003", "2026-01-19T16:00:00+07:00"),
    ("langkah-6", ("6-",), "contoh-p005", "contoh-p002", "2026-01-21T15:00:00+07:00"),
    ("langkah-7", ("7-",), "contoh-p005", "contoh-p001", "2026-01-22T11:00:00+07:00"),
)
"""Branch, what it brings, who proposes, who approves, when it is merged."""


def merged(office: History, number: int) -> Pull:
    """The pull request of a step, approved and merged but not recorded."""
    branch, starts, author, approver, at = STEPS[number - 1]
    pull = office.propose(branch, part(*starts), author, earlier(at, 60))
    return pull.review(approver, at=earlier(at, 30)).merge(at)


def earlier(moment: str, minutes: int) -> str:
    """A moment so many minutes before."""
    return later(moment, -minutes)


@cache
def _until(number: int) -> History:
    if not number:
        _KEPT.append(TemporaryDirectory(prefix="kinerja-riwayat-"))
        register = {"content/pegawai.yaml": sample()["content/pegawai.yaml"]}
        return History(Path(_KEPT[-1].name) / "0", {**rules(), **register})
    before = _until(number - 1)
    office = before.copy(before.folder.with_name(str(number)))
    pull = merged(office, number)
    assert pull.record() == 0, office.said
    return office


def until(number: int, folder: Path) -> History:
    """A fresh copy of the round after so many pull requests."""
    return _until(number).copy(folder)
