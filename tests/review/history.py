"""Histories written readably: a repository that grows by pull requests, reviews, merges and records.

    office = History(tmp_path, files)
    pull = office.propose("langkah-1", {"content/2026/1-disposisi.yaml": text}, "contoh-p005")
    pull.review("contoh-p001")
    pull.merge("2026-01-12T10:00:00+07:00")
    assert pull.record() == 0

Commits are made with `git fast-import`, in milliseconds; reviews are JSON as GitHub's REST API gives
it; `record` runs the real command and appends what it wrote to the branch `catatan`. What no honest
office would do has its own names: `merge(changed=...)`, `squash`, `push_to_main`, `claim`, `rewrite`.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.check import Audited, audit
from generator.commands.gate import Asked as Gated
from generator.commands.project import Project
from generator.commands.record import Asked, record
from generator.load.tree import Snapshot
from generator.review import ledger
from generator.review.ledger import Store
from generator.review.replay import Asked as Replayed
from generator.review.replay import replay
from generator.rules import history as facts
from generator.rules.history import Account, Approval, Landing, Record, review_of
from generator.rules.seat import Seat
from generator.sop.reader import RuleBook, read

Files = Mapping[str, str | bytes | None]
TODAY = date(2026, 1, 23)
MAIN, STORE = "refs/heads/main", "refs/heads/catatan"


class History:
    """A repository in `folder/repo`, its store of records checked out beside it, and the forge's numbers."""

    def __init__(self, folder: Path, files: Files, at: str = "2026-01-05T08:00:00+07:00") -> None:
        self.folder = folder
        self.root = folder / "repo"
        self.store = folder / "catatan"
        self.store.mkdir(parents=True)
        self.pulls = 0
        self.said = ""
        self.last: Pull | None = None
        self.trees: dict[str, dict[str, bytes]] = {"": {}}
        _git(folder, "init", "-q", "--template=", "-b", "main", str(self.root))
        self.main = self.commit(MAIN, "", files, at)

    def copy(self, folder: Path) -> History:
        """The same repository once more, to go on differently; both keep their objects in one place."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True, ignore=_objects, symlinks=True)
        objects = self.root / ".git/objects"
        (folder / "repo/.git/objects").symlink_to(objects.resolve())
        other = object.__new__(History)
        other.__dict__.update(self.__dict__)
        other.folder, other.root, other.store = folder, folder / "repo", folder / "catatan"
        other.trees = dict(self.trees)
        if (
            self.last is not None
        ):  # a pull request belongs to one history, or a test changes another's
            other.last = replace(self.last, office=other, reviews=[*self.last.reviews])
        return other

    # -- commits -----------------------------------------------------------------------------

    def commit(
        self,
        ref: str,
        parent: str,
        files: Files,
        at: str,
        by: str = "contoh-p019",
        other: str = "",
    ) -> str:
        """A commit on a ref: its parent's tree with some files written or (None) taken away."""
        moment = datetime.fromisoformat(at)
        stamp = f"{int(moment.timestamp())} {moment.strftime('%z')}"
        who = f"{by} <{by}@users.noreply.github.com> {stamp}"
        lines = [f"commit {ref}", "mark :1", f"author {who}", f"committer {who}", "data 1\n."]
        lines += [f"from {parent}"] if parent else []
        lines += [f"merge {other}"] if other else []
        stream = "\n".join(lines).encode() + b"\n"
        tree = dict(self.trees[parent])
        for path, text in files.items():
            raw = text.encode() if isinstance(text, str) else text
            if raw is None:
                stream += f"D {path}\n".encode()
                tree.pop(path, None)
            else:
                stream += f"M 100644 inline {path}\ndata {len(raw)}\n".encode() + raw + b"\n"
                tree[path] = raw
        marks = self.folder / "marks"
        fed = f"reset {ref}\n\n".encode() + stream if not parent else stream
        _git(self.root, "fast-import", "--quiet", "--force", f"--export-marks={marks}", given=fed)
        name = marks.read_text().split()[1]
        self.trees[name] = tree
        return name

    def odd_commit(self, ref: str, mode: str, path: str) -> str:
        """A commit on the main branch's with one more entry of any mode; what it holds leads elsewhere."""
        holds = "data 11\n/etc/passwd\n" if mode != "160000" else ""
        name = "inline" if holds else "1" * 40
        stream = (
            f"commit {ref}\ncommitter x <x@contoh.invalid> 1768960000 +0700\ndata 1\n.\n"
            f"from {self.main}\nM {mode} {name} {_quoted(path)}\n{holds}"
        )
        _git(self.root, "fast-import", "--quiet", "--force", given=stream.encode())
        return _git(self.root, "rev-parse", ref).decode().strip()

    def push_to_main(self, files: Files, at: str, by: str = "contoh-p019") -> str:
        """A commit straight to the main branch, as an admin can make it."""
        self.main = self.commit(MAIN, self.main, files, at, by)
        return self.main

    def move_main(self, name: str) -> None:
        """Let the main branch be another commit, as after a forced push."""
        _git(self.root, "update-ref", MAIN, name)
        self.main = name

    def checked_out(self) -> Path:
        """The repository with the main branch's files in its folder."""
        _git(self.root, "reset", "-q", "--hard", "main")
        return self.root

    # -- pull requests -----------------------------------------------------------------------

    def propose(self, branch: str, files: Files, author: str, at: str | None = None) -> Pull:
        """A pull request with one commit on the main branch as it is."""
        self.pulls += 1
        when = at or self._after(self.main)
        head = self.commit(f"refs/heads/{branch}", self.main, files, when, author)
        return Pull(self, self.pulls, branch, author, self.main, head)

    def _after(self, commit: str) -> str:
        """A minute after a commit."""
        return later(_git(self.root, "show", "-s", "--format=%cI", commit).decode().strip(), 1)

    # -- the store ---------------------------------------------------------------------------

    def append(self, files: Files, at: str = "2026-01-23T08:00:00+07:00") -> None:
        """One more commit on the branch of records."""
        parent = _git(self.root, "for-each-ref", "--format=%(objectname)", STORE).decode().strip()
        self.trees.setdefault(parent, {})
        self.commit(STORE, parent, files, at, "kinerja-bot")
        for path, text in files.items():
            target = self.store / path
            if text is None:
                target.unlink()
            else:
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(text.encode() if isinstance(text, str) else text)

    def rewrite(self, files: Files) -> None:
        """The branch of records made anew, with these files otherwise (or not) in it."""
        kept = {p: raw for p, raw in self.recorded().items() if p not in files}
        _git(self.root, "update-ref", "-d", STORE)
        self.append({**kept, **{p: t for p, t in files.items() if t is not None}})

    def recorded(self) -> dict[str, bytes]:
        """The files of the store, in the order of their numbers."""
        found = sorted(self.store.rglob("*.json"), key=lambda path: path.name)
        return {path.relative_to(self.store).as_posix(): path.read_bytes() for path in found}

    def write(self, entry: Record) -> str:
        """Append a record as it is, whatever it claims; its path."""
        path = ledger.place(entry)
        self.append({path: ledger.written(entry)})
        return path

    # -- judging -----------------------------------------------------------------------------

    def book(self) -> RuleBook:
        """The rule book of the main branch."""
        files = self.trees[self.main].items()
        return _book(tuple((path, raw) for path, raw in sorted(files) if path.startswith("sop/")))

    def replayed(self) -> facts.History:
        """The history as the audit sees it."""
        found = ledger.find(self.root)
        return replay(Replayed(self.root, "main", found, self.book(), TODAY))

    def audited(self) -> Audited:
        """What the audit finds."""
        return audit(self.replayed())

    def codes(self) -> list[str]:
        """The codes of what the audit finds."""
        return [found.code for found in self.audited().diagnostics]


@dataclass
class Pull:
    """A pull request of a history."""

    office: History
    number: int
    branch: str
    author: str
    base: str
    head: str
    reviews: list[dict[str, Any]] = field(default_factory=list)
    merged: str = ""
    merged_at: str = ""

    def push(self, files: Files, author: str | None = None) -> Pull:
        """One more commit, by its author or by somebody else."""
        at = self.office._after(self.head)
        ref = f"refs/heads/{self.branch}"
        self.head = self.office.commit(ref, self.head, files, at, author or self.author)
        return self

    def update(self) -> Pull:
        """The main branch merged into the proposal."""
        ours, theirs = self.office.trees[self.head], self.office.trees[self.office.main]
        old = self.office.trees[self.base]
        fresh = {p: theirs.get(p) for p in {*old, *theirs} if old.get(p) != theirs.get(p)}
        files = {p: raw for p, raw in fresh.items() if ours.get(p) != raw}
        at, ref = self.office._after(self.office.main), f"refs/heads/{self.branch}"
        main = self.office.main
        self.head = self.office.commit(ref, self.head, files, at, self.author, main)
        self.base = main
        return self

    def review(self, login: str, state: str = "APPROVED", at: str | None = None) -> Pull:
        """A review of the present head, by default a minute after it."""
        moment = datetime.fromisoformat(at or self.office._after(self.head))
        self.reviews.append(
            {
                "id": 1000 + len(self.reviews),
                "user": {"login": login, "type": "User"},
                "body": "",
                "state": state,
                "commit_id": self.head,
                "submitted_at": moment.astimezone().isoformat().replace("+00:00", "Z"),
            }
        )
        return self

    def _changes(self) -> dict[str, bytes | None]:
        before, after = self.office.trees[self.base], self.office.trees[self.head]
        paths = {p for p in {*before, *after} if before.get(p) != after.get(p)}
        return {path: after.get(path) for path in sorted(paths)}

    def merge(
        self, at: str | None = None, changed: Files | None = None, squash: bool = False
    ) -> Pull:
        """Merge it with a merge commit; `changed` is what the merge itself makes different."""
        self.merged_at = at or later(self.office._after(self.head), 60)
        files = {**self._changes(), **(changed or {})}
        main, other = self.office.main, "" if squash else self.head
        self.merged = self.office.commit(MAIN, main, files, self.merged_at, "web-flow", other)
        self.office.main = self.merged
        self.office.last = self
        return self

    def record(self) -> int:
        """Run `kinerja record` and append what it wrote; its status."""
        reviews = self.office.folder / "reviews.json"
        reviews.write_text(json.dumps(self.reviews))
        before = self.office.recorded()
        parents = _git(self.office.root, "show", "-s", "--format=%P", self.merged).decode().split()
        base, head = parents if len(parents) == 2 else (self.base, self.head)
        gated = Gated(base, head, f"@{self.author}", (reviews,))
        out = io.StringIO()
        asked = Asked(gated, self.merged, self.number, self.merged_at, self.office.store)
        status = record(Project(self.office.root), asked, out=out)
        self.office.said = out.getvalue()
        fresh = {p: raw for p, raw in self.office.recorded().items() if p not in before}
        if fresh:
            self.office.append(fresh)
        return status

    def claim(self, **changes: Any) -> Record:
        """The record that somebody would write by hand: true but for what is changed; not yet written."""
        store = ledger.find(self.office.root) or Store("", ())
        landing = self._landing()
        last = store.records[-1] if store.records else None
        subject = landing.proposal.subject
        true = Record(
            path="",
            sha256="",
            number=last.number + 1 if last else 1,
            previous=last.sha256 if last else "",
            turn=subject.turn if subject else None,
            pull=self.number,
            base=self.base if len(landing.parents) != 2 else landing.parents[0],
            head=self.head,
            merge=self.merged,
            moment=self.merged_at,
            tree=landing.tree,
            author=Account(self.author, landing.proposal.person(self.author, self.merged_at[:10])),
            writers=(),
            approvals=tuple(self._approvals(landing)),
            documents=landing.listed,
        )
        return replace(true, **changes)

    def _landing(self) -> Landing:
        found = self.office.replayed().landings
        return next(landing for landing in found if landing.commit == self.merged)

    def _approvals(self, landing: Landing) -> Iterable[Approval]:
        """What the reviews say, each on the seat that it would have."""
        role = landing.proposal.subject.role.id if landing.proposal.subject else ""
        for review in (one for one in self.reviews if one["state"] == "APPROVED"):
            login, moment = review["user"]["login"], review["submitted_at"]
            bare = Approval(login, Seat(role, "", "", ""), moment, review["commit_id"])
            seat = landing.proposal.seat(review_of(bare))
            person = landing.proposal.person(login, landing.proposal.day(review_of(bare)))
            yield bare._replace(seat=seat or Seat(role, person, "", ""))


def _objects(folder: str, names: list[str]) -> list[str]:
    return ["objects"] if folder.endswith(".git") and "objects" in names else []


@cache
def _book(files: tuple[tuple[str, bytes], ...]) -> RuleBook:
    known = {raw_name(raw): raw for _, raw in files}
    return read(Snapshot({path: ("100644", raw_name(raw)) for path, raw in files}, known))


def raw_name(raw: bytes) -> str:
    """A name for some bytes."""
    return sha256(raw).hexdigest()


def later(moment: str, minutes: int) -> str:
    """A moment so many minutes later."""
    return (datetime.fromisoformat(moment) + timedelta(minutes=minutes)).isoformat()


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    environment = kept | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "HOME": "/"}
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=environment,
        input=given,
        capture_output=True,
        check=True,
    ).stdout


def _quoted(path: str) -> str:
    """A path as fast-import wants it where it holds odd characters."""
    inner = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{inner}"'
