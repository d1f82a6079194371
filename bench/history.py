"""A project's documents as a history: each brought in by a merge of its own, each merge with its record.

What is done once or by a unit is one pull request; of what people write, every document is one. All
commits are made by one `git fast-import`, the records by another.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha1, sha256
from pathlib import Path

from generator import git
from generator.check import slots
from generator.load.corpus import Document, load
from generator.load.digest import digest
from generator.load.tree import Folder
from generator.review.ledger import place, written
from generator.rules.context import Context
from generator.rules.history import Account, Approval, Listed, Record
from generator.rules.proposal import Turn
from generator.rules.seat import Seat, seats
from generator.sop.model import Function, Sop
from generator.sop.reader import read

ROLES = "sop/peran.yaml"


@dataclass(frozen=True)
class Pull:
    """A pull request: what it brings, its turn, who approves it."""

    number: int
    turn: Turn | None
    documents: tuple[Document, ...]
    seat: Seat
    moment: datetime


def commit(project: Path) -> int:
    """Make a project's folder a repository with such a history; how many merges it has."""
    _ask_for_records(project)
    tree = Folder(project)
    book = read(tree)
    assert book.sop is not None
    corpus = load(tree, slots(book.sop))
    context = Context(book.sop, corpus, date.min, book)
    pulls = list(_pulls(context))
    subprocess.run(["git", "init", "-q", "-b", "main", project], check=True)
    _import(project, b"".join(_main(project, book.sop, corpus.documents, pulls)))
    line = git.landings(project, "main")
    merges = [name for name, _ in line][1:]
    _import(project, b"".join(_store(project, merges, pulls)))
    subprocess.run(["git", "reset", "-q", "--hard", "main"], cwd=project, check=True)
    return len(merges)


def _ask_for_records(project: Path) -> None:
    """Ask for records of every round, and give everybody an account."""
    roles, register = project / ROLES, project / "content/pegawai.yaml"
    people = [x.split("id: ")[1] for x in register.read_text().splitlines() if "- id: " in x]
    text = roles.read_text().replace('catatan_sejak: "2027"', 'catatan_sejak: "2000"')
    known = "".join(
        f'  - {{pegawai: {id}, akun: "@contoh-{id}"}}\n'
        for id in people
        if f"pegawai: {id}," not in text
    )
    roles.write_text(text.replace("akun_orang:\n", f"akun_orang:\n{known}"))


def _pulls(context: Context) -> Iterator[Pull]:
    number = 0
    for name, facts in context.round_facts.items():
        moment = datetime.fromisoformat(facts.get("mulai"))
        for turn, documents in _ordered(context, name):
            number += 1
            moment += timedelta(minutes=5)
            yield Pull(number, turn, documents, _seat(context, turn, moment), moment)


def _ordered(context: Context, name: str) -> Iterator[tuple[Turn | None, tuple[Document, ...]]]:
    """What a round brings in, in the order of its steps; a unit above all others first."""
    own = [d for d in context.corpus.documents if d.round == name]
    above = context.sop.organisation.units_above
    own.sort(key=lambda d: (context.kind(d).step or 0, len(above(d.unit or "")), d.path))
    for document in own:
        step = context.kind(document).step
        yield (Turn(name, step, document.unit) if step else None), (document,)


def _seat(context: Context, turn: Turn | None, moment: datetime) -> Seat:
    sop, day = context.sop, moment.date().isoformat()
    keeper = next(role for role in sop.roles.values() if role.is_keeper)
    role = sop.roles[sop.steps[turn.step].role] if turn else keeper
    return seats(context, role, turn.unit if turn else None, day)[0]


def _author(pull: Pull) -> str:
    return "contoh-p028" if pull.seat.person != "p028" else "contoh-p027"


def _main(
    project: Path, sop: Sop, documents: tuple[Document, ...], pulls: list[Pull]
) -> Iterator[bytes]:
    """The commits of the main branch and of all branches that were merged into it."""
    rules = [entry.path for entry in Folder(project).entries("sop")]
    registers = [d.path for d in documents if sop.kinds[d.kind].function is Function.PEOPLE]
    main = "refs/heads/main"
    yield _commit(project, main, (1, "", ""), pulls[0].moment, [*rules, *registers])
    for pull in pulls:
        head, merge, before = 2 * pull.number, 2 * pull.number + 1, f":{2 * pull.number - 1}"
        paths = [document.path for document in pull.documents]
        proposed = pull.moment - timedelta(minutes=4)
        yield _commit(project, "refs/kerja", (head, before, ""), proposed, paths, _author(pull))
        yield _commit(project, main, (merge, before, f":{head}"), pull.moment, paths)


def _commit(
    project: Path,
    ref: str,
    marks: tuple[int, str, str],
    moment: datetime,
    paths: list[str],
    by: str = "web-flow",
) -> bytes:
    """A commit of some files; `marks` are its own, its first parent's, and its second parent's."""
    mark, parent, other = marks
    stamp = f"{by} <{by}@users.noreply.github.com> {int(moment.timestamp())} +0700"
    lines = [f"commit {ref}", f"mark :{mark}", f"committer {stamp}", "data 1", "."]
    lines += [f"from {parent}"] if parent else []
    lines += [f"merge {other}"] if other else []
    stream = "\n".join(lines).encode() + b"\n"
    for path in paths:
        raw = (project / path).read_bytes()
        stream += f"M 100644 inline {path}\ndata {len(raw)}\n".encode() + raw + b"\n"
    return stream


def _store(project: Path, merges: list[str], pulls: list[Pull]) -> Iterator[bytes]:
    """One commit for each record on the branch of records."""
    commits = {c.name: c for c in git.history(project, "main")}
    trees = git.objects(project, [f"{name}:content" for name in merges])
    before = ""
    for pull, merge, (tree, _) in zip(pulls, merges, trees, strict=True):
        record = _record(pull, commits[merge], tree, before)
        raw = written(record)
        before = sha256(raw).hexdigest()
        stamp = f"catatan <catatan@example.org> {int(pull.moment.timestamp())} +0700"
        head = f"commit refs/heads/catatan\ncommitter {stamp}\ndata 1\n.\n"
        yield f"{head}M 100644 inline {place(record)}\ndata {len(raw)}\n".encode() + raw + b"\n"


def _record(pull: Pull, merge: git.Commit, tree: str, before: str) -> Record:
    author = _author(pull)
    approved = (pull.moment - timedelta(minutes=2)).isoformat()
    login = f"contoh-{pull.seat.person}"
    return Record(
        path="",
        sha256="",
        number=pull.number,
        previous=before,
        turn=pull.turn,
        pull=pull.number,
        base=merge.parents[0],
        head=merge.parents[1],
        merge=merge.name,
        moment=pull.moment.isoformat(),
        tree=tree,
        author=Account(author, author.removeprefix("contoh-")),
        writers=(),
        approvals=(Approval(login, pull.seat, approved, merge.parents[1]),),
        documents=tuple(map(_listed, pull.documents)),
    )


def _listed(document: Document) -> Listed:
    raw = document.source.text.encode()
    name = sha1(b"blob %d\0%s" % (len(raw), raw), usedforsecurity=False).hexdigest()
    return Listed(document.path, document.id, digest(document.as_read), name)


def _import(project: Path, stream: bytes) -> None:
    subprocess.run(["git", "fast-import", "--quiet"], cwd=project, input=stream, check=True)
