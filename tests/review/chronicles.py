"""Real repositories in which documents change, and what their pages then say."""

from __future__ import annotations

import html
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from generator.compile.model import Audience
from generator.load.tree import Folder, Tree
from generator.publish.pages import Publication, pages
from generator.publish.render import Templates
from generator.review.history import Histories, histories
from tests.compile.editions import context_of, edition_of
from tests.tree import ROOT

KNOWN = "1+contoh-p016@users.noreply.github.com"
TEMPLATES = Templates(ROOT)
STRANGER = "Orang Asing <asing@contoh.invalid>"


def git(folder: Path, *arguments: str, author: str = KNOWN, day: str = "2026-01-14T09:00") -> str:
    address = author if "<" in author else f"Nama Tulisan <{author}>"
    name, _, mail = address.partition(" <")
    times = {f"GIT_{who}_DATE": f"{day}:00+07:00" for who in ("AUTHOR", "COMMITTER")}
    own = {**os.environ, **times, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    identity = ("-c", f"user.name={name}", "-c", f"user.email={mail.rstrip('>')}")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, env=own, check=True, capture_output=True
    )
    return done.stdout.decode("utf-8", "replace").strip()


def committed(
    folder: Path, message: str, author: str = KNOWN, day: str = "2026-01-14T09:00"
) -> None:
    """Commit everything as it stands."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message, author=author, day=day)


def put(folder: Path, tree: Tree) -> None:
    """Write the documents of a tree."""
    for path, data in tree.read([entry.path for entry in tree.entries("content")]):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def found(folder: Path, audience: Audience, today: date = date(2026, 2, 2)) -> Histories:
    return histories(folder, context_of(Folder(folder), today), audience, "content")


def history_pages(folder: Path, audience: Audience) -> dict[str, str]:
    """The history pages of a folder's documents."""
    tree, today = Folder(folder), date(2026, 2, 2)
    context = context_of(tree, today)
    edition = edition_of(tree, audience, today=today)
    known = histories(folder, context, audience, "content")
    publication = Publication(edition, context.sop, histories=known)
    vars(publication)[
        "rules"
    ] = ()  # their pages say nothing of documents, and are most of the work
    made = pages(publication, TEMPLATES)
    return {path: page.decode() for path, page in made.items() if path.startswith("riwayat/")}


def told(page: str) -> list[str]:
    """The words of a history page, one text for each version, newest first."""
    versions = re.split(r"<li><h2>", page)[1:]
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", v)).split()) for v in versions]


def every_text(texts: Iterable[str]) -> Iterator[str]:
    for page in texts:
        yield html.unescape(re.sub(r"<[^>]+>", "", page))
