"""The project that a command works on: its folder, its tree, the day, the register of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from generator import git
from generator.check import Checked, check
from generator.commands.fault import UsageFault
from generator.load.tree import Folder, Revision, Tree
from generator.publish.write import write_file
from generator.rules.context import Context
from generator.rules.register import Register
from generator.sop.reader import read

PUBLISHED = "build"
"""The folder of the public edition, below the root."""
UNUSABLE = "folder sop/ belum dapat dipakai; lihat kinerja check"


@dataclass(frozen=True)
class Project:
    """A folder with `sop/` and `content/`."""

    root: Path
    today: date | None = None
    register: Register | None = None

    @classmethod
    def open(cls, root: Path, *, today: str | None = None, register: Path | None = None) -> Project:
        """The project of a folder. Raises `UsageFault`."""
        if not (root / "sop").is_dir():
            raise UsageFault(
                f"folder {root} bukan proyek: di dalamnya tidak ada folder sop/. "
                "Pindah ke folder proyek atau pakai --root"
            )
        return cls(root.resolve(), _day(today), _register(register) if register else None)

    def checked(self, revision: str | None = None) -> Checked:
        """Check the folder, or one revision of it."""
        tree = self.tree(revision)
        return check(tree, self.today, self.register, fallback=lambda: self.committed(revision))

    def tree(self, revision: str | None = None) -> Tree:
        """The files to work on. Raises `UsageFault` for a revision that is none."""
        if revision is None:
            return Folder(self.root)
        try:
            return Revision(self.root, revision)
        except git.GitError:
            raise UsageFault(f"revisi {revision!r} tidak ada di repositori ini") from None

    def committed(self, revision: str | None = None) -> date:
        """The day of the commit that is built, where the office is; outside git its day now."""
        sop = read(self.tree(revision)).sop
        zone = sop.calendar.zone if sop else UTC
        try:
            moment = datetime.fromisoformat(git.commit_time(self.root, revision or "HEAD"))
            return moment.astimezone(zone).date()
        except (
            git.GitError,
            ValueError,
            OverflowError,
        ):  # a commit can be dated beyond any calendar
            return datetime.now(zone).date()

    def revision(self, revision: str | None = None) -> str:
        """The commit that is built; empty outside git and when the work tree differs from it."""
        try:
            if revision is not None:
                return git.commit(self.root, revision)
            if git.is_changed(self.root, ("content", "sop")):
                return ""
        except git.GitError:
            return ""
        return self.head()

    def head(self) -> str:
        """The commit that is checked out, whose history is told; empty outside git."""
        try:
            return git.commit(self.root, "HEAD")
        except git.GitError:
            return ""

    def commits(self, revision: str | None = None) -> dict[str, str]:
        """For each document the commit that last changed it; nothing where `revision` is empty."""
        name = self.revision(revision)
        return git.last_changes(self.root, name, "content") if name else {}

    def keep_unpublished(self, target: Path, option: str) -> None:
        """Raise `UsageFault` for a place in the folder that is published: what goes there is for the office."""
        published = (self.root / PUBLISHED).resolve()
        if target.resolve().is_relative_to(published):
            raise UsageFault(
                f"{target} ada di folder yang diterbitkan; pilih tempat lain dengan {option}"
            )

    def save(self, path: str, text: str) -> bool:
        """Write a new file; False when there is one. Raises `UsageFault` where the way leads elsewhere."""
        target = self.root / path
        if target.is_symlink() or target.exists():
            return False
        if target.parent.resolve() != self.root / Path(path).parent:
            raise UsageFault(
                f"folder {Path(path).parent} adalah tautan ke tempat lain; hapus tautannya"
            )
        try:
            write_file(target, text.encode())
        except (FileExistsError, NotADirectoryError):
            raise UsageFault(f"{Path(path).parent} harus folder; ganti nama berkas itu") from None
        return True


def context_of(checked: Checked) -> Context:
    """The context of a checked project. Raises `UsageFault` where sop/ cannot be used."""
    if checked.context is None:
        raise UsageFault(UNUSABLE)
    return checked.context


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageFault(f"--today harus tanggal seperti 2026-01-23, bukan {text!r}") from None


def _register(path: Path) -> Register:
    register = Register.read(str(path), path.read_bytes())
    if register.source is None or register.source.data is None:
        problems = register.source.problems if register.source else ()
        line = problems[0].span[0] if problems else 1
        raise UsageFault(f"tabel NIP {path} tidak dapat dibaca sebagai YAML, lihat baris {line}")
    return register
