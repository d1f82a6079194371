"""The store of records: one JSON file for each merge, on a branch of its own, added to and never changed.

A record's file is canonical JSON, so that its bytes follow from what it says, and holds the sum of
the file before it, so that one that was changed no longer fits the next.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator import git
from generator.load.schema import Form, read_form
from generator.load.text import MAX_BYTES
from generator.load.tree import Folder, Sort, contents
from generator.rules.history import STORE, Account, Altered, Approval, Broken, Listed, Record
from generator.rules.proposal import Turn
from generator.rules.seat import Seat

VERSION = "kinerja-catatan-1"
GENERAL = "umum"
"""The folder of records that are about no round."""
REFERENCES = (f"refs/remotes/origin/{STORE}", f"refs/heads/{STORE}")

_PLACE = re.compile(r"(?P<folder>[a-z0-9-]+)/(?P<number>[0-9]{6})\.json")
_MERGE = re.compile(rb'"gabungan": "([0-9a-f]{40,64})"')


def schema() -> bytes:
    """The JSON Schema (2020-12) of a record."""
    return Path(__file__).with_name("record.schema.json").read_bytes()


@cache
def _form() -> Form:
    data = json.loads(schema())
    return read_form(data, {})


def place(record: Record) -> str:
    """Where a record belongs in the store."""
    return f"{record.turn.round if record.turn else GENERAL}/{record.number:06}.json"


def written(record: Record) -> bytes:
    """The bytes of a record's file."""
    turn = record.turn
    return _canonical(
        {
            "versi": VERSION,
            "nomor": record.number,
            "sebelumnya": record.previous or None,
            "putaran": turn.round if turn else None,
            "langkah": turn.step if turn else None,
            "unit": turn.unit if turn else None,
            "usulan": record.pull,
            "dasar": record.base,
            "kepala": record.head,
            "gabungan": record.merge,
            "pohon": record.tree,
            "digabung": record.moment,
            "pengusul": _account(record.author),
            "penulis": [_account(writer) for writer in record.writers],
            "persetujuan": [_approval(approval) for approval in record.approvals],
            "dokumen": [
                {
                    "berkas": listed.path,
                    "id": listed.id,
                    "sidik": listed.digest or None,
                    "objek": listed.object or None,
                }
                for listed in record.documents
            ],
        }
    )


def _canonical(data: Mapping[str, Any]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return f"{text}\n".encode()


def _account(account: Account) -> dict[str, str]:
    return {"akun": account.login, "pegawai": account.person}


def _approval(approval: Approval) -> dict[str, Any]:
    seat = approval.seat
    return {
        "akun": approval.login,
        "pegawai": seat.person,
        "peran": seat.role,
        "jabatan": seat.position,
        "status": seat.status,
        "pengganti": seat.alternate,
        "saat": approval.moment,
        "revisi": approval.revision,
    }


def read(path: str, raw: bytes) -> Record | Broken:
    """The record of a file, or why it is none."""
    merge = _merge(raw)
    found = _PLACE.fullmatch(path)
    if found is None:
        return Broken(path, "namanya bukan nama catatan", merge)
    if len(raw) > MAX_BYTES:
        return Broken(path, "terlalu besar", merge)
    try:
        data = json.loads(raw)
        canonical = _canonical(data)
    except (ValueError, RecursionError, TypeError):
        return Broken(path, "bukan JSON yang utuh", merge)
    fault = next(_form().faults(data, 0), None) if isinstance(data, dict) else None
    if fault is not None or not isinstance(data, dict):
        where = ".".join(map(str, fault.path)) if fault else ""
        at = f" di {where}" if where else ""
        return Broken(path, f"bentuknya bukan bentuk catatan{at}", merge)
    if canonical != raw:
        return Broken(path, "susunannya bukan susunan yang ditulis program", merge)
    record = _record(path, raw, data)
    return record if place(record) == path else Broken(path, "isinya untuk tempat lain", merge)


def _record(path: str, raw: bytes, data: Mapping[str, Any]) -> Record:
    in_turn = data["putaran"] is not None and data["langkah"] is not None
    return Record(
        path=path,
        sha256=hashlib.sha256(raw).hexdigest(),
        number=data["nomor"],
        previous=data["sebelumnya"] or "",
        turn=Turn(data["putaran"], data["langkah"], data["unit"]) if in_turn else None,
        pull=data["usulan"],
        base=data["dasar"],
        head=data["kepala"],
        merge=data["gabungan"],
        moment=data["digabung"],
        tree=data["pohon"],
        author=Account(data["pengusul"]["akun"], data["pengusul"]["pegawai"]),
        writers=tuple(Account(w["akun"], w["pegawai"]) for w in data["penulis"]),
        approvals=tuple(
            Approval(
                a["akun"],
                Seat(a["peran"], a["pegawai"], a["jabatan"], a["status"], a["pengganti"]),
                a["saat"],
                a["revisi"],
            )
            for a in data["persetujuan"]
        ),
        documents=tuple(
            Listed(d["berkas"], d["id"], d["sidik"] or "", d["objek"] or "")
            for d in data["dokumen"]
        ),
    )


class Store:
    """The records of a store and what of it is no record, in the order of their numbers and names."""

    def __init__(
        self, revision: str, files: Iterable[tuple[str, bytes]], altered: Iterable[Altered] = ()
    ) -> None:
        read_files = [read(path, raw) for path, raw in files]
        self.revision = revision
        self.altered = tuple(altered)
        self.broken = tuple(found for found in read_files if isinstance(found, Broken))
        records = [found for found in read_files if isinstance(found, Record)]
        self.records = tuple(sorted(records, key=lambda record: (record.number, record.path)))

    @property
    def rounds(self) -> frozenset[str]:
        """The rounds of which there are records: these need them, whatever the rule book says today."""
        known = {record.turn.round for record in self.records if record.turn}
        return frozenset(
            known | {broken.path.partition("/")[0] for broken in self.broken} - {GENERAL}
        )

    def joined(self, record: Record) -> Store:
        """The store with one more record."""
        files = [(one.path, written(one)) for one in (*self.records, record)]
        return Store(self.revision, files, self.altered)

    @classmethod
    def of_folder(cls, folder: Path) -> Store:
        """The store in a folder, as a check-out of its branch has it."""
        tree = Folder(folder)
        names = sorted(item.name for item in folder.iterdir() if _is_folder(item))
        entries = [entry for name in names for entry in tree.entries(name)]
        plain = [entry.path for entry in entries if entry.sort is Sort.FILE]
        return cls(str(folder), tree.read(plain))

    @classmethod
    def of_revision(cls, root: Path, revision: str) -> Store:
        """The store on a branch, with what later commits of the branch changed."""
        entries = [e for e in git.entries(root, revision, ".") if _is_kept(e.path)]
        found = contents(root, (entry.object for entry in entries))
        files = [(entry.path, found.get(entry.object, b"")) for entry in entries]
        return cls(git.commit(root, revision), files, _altered(root, revision))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not path.name.startswith(".")


def _is_kept(path: str) -> bool:
    """Whether a file belongs to the records; at the top of the branch there may be a word for readers."""
    return "/" in path and not path.startswith(".")


def _altered(root: Path, revision: str) -> Iterator[Altered]:
    """What later commits of the branch changed, each file once, by the first of them."""
    first: dict[str, tuple[str, str]] = {}
    there: dict[str, bool] = {}
    for commit, differences in git.landings(root, revision):
        for change in differences:
            there[change.path] = bool(change.new)
            if change.old and _is_kept(change.path):
                first.setdefault(change.path, (commit, change.old))
    once = contents(root, (name for _, name in first.values()))
    for path, (commit, name) in first.items():
        yield Altered(path, commit, there[path], _merge(once.get(name, b"")))


def _merge(raw: bytes) -> str:
    """The merge that a file seems to be about, also where it is no record."""
    named = _MERGE.search(raw[:MAX_BYTES])
    return named[1].decode() if named else ""


def find(root: Path, revision: str | None = None) -> Store | None:
    """The store of a repository, None when it has none. Raises `git.GitError` for a revision that is none."""
    if revision is not None:
        return Store.of_revision(root, revision)
    for name in REFERENCES:
        if git.objects(root, [name])[0][0]:
            return Store.of_revision(root, name)
    return None
