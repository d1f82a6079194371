"""What the forge says of a pull request: its reviews and commits, as its REST API returns them.

The forge is one witness. An answer that is an error, that has another shape, or that may be cut
decides nothing: `Undecidable` is raised, and whoever asked must ask again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from generator.rules.proposal import Review, State

ITSELF = "web-flow"
"""The account in whose name the forge makes commits that people write in its editor."""
PAGE_SIZES = frozenset({30, 100})
"""A list of exactly as many entries as a page holds may go on."""


class Undecidable(Exception):
    """The facts cannot be used; the message says in Indonesian why and what to do."""


def reviews(pages: Iterable[tuple[str, bytes]]) -> tuple[Review, ...]:
    """The reviews of a pull request from the pages of GitHub's answer, each with the name of its file."""
    found = []
    for name, entry in _entries(pages):
        state = str(entry.get("state", "")).upper()
        if state not in State.__members__:
            raise Undecidable(f"{name}: keadaan tinjauan {state!r} tidak dikenal")
        if state == State.PENDING.value:
            continue
        login, is_bot = _user(entry.get("user"))
        found.append(
            Review(
                login,
                is_bot,
                State(state),
                str(entry.get("commit_id") or ""),
                _moment(name, entry.get("submitted_at")),
            )
        )
    return tuple(found)


class Told(NamedTuple):
    """What the forge says of a commit: who wrote it, who made it, whether its signature is verified."""

    author: str
    committer: str
    verified: bool


def commits(pages: Iterable[tuple[str, bytes]]) -> Mapping[str, Told]:
    """What the forge says of each commit, by its full name. The forge's own account makes nothing."""
    found = {}
    for name, entry in _entries(pages):
        sha, commit = entry.get("sha"), entry.get("commit")
        if not isinstance(sha, str) or not isinstance(commit, Mapping):
            raise Undecidable(f"{name}: ada commit tanpa nama; ambil ulang dari forge")
        verification = commit.get("verification")
        verified = isinstance(verification, Mapping) and verification.get("verified") is True
        author, committer = (_user(entry.get(who))[0] for who in ("author", "committer"))
        found[sha] = Told(author, "" if committer == ITSELF else committer, verified)
    return found


def _entries(pages: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The entries of all pages. One file may hold a page, or a list of pages as `--slurp` makes it."""
    last, size = "", 0
    for name, raw in pages:
        last, size = name, 0
        for page in _pages(name, raw):
            size = len(page) if page is not None else size
            for entry in page or ():
                if not isinstance(entry, Mapping):
                    raise Undecidable(f"{name}: isinya bukan daftar dari forge; ambil ulang")
                yield name, entry
    if size in PAGE_SIZES:
        raise Undecidable(
            f"{last}: daftarnya mungkin terpotong (tepat {size} butir); ambil juga halaman berikutnya"
        )


def _pages(name: str, raw: bytes) -> Iterator[list[Any] | None]:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        raise Undecidable(f"{name}: bukan JSON yang utuh; ambil ulang dari forge") from None
    if not isinstance(data, list):
        told = data.get("message") if isinstance(data, Mapping) else None
        reason = f"forge menjawab {str(told)[:200]!r}" if told else "isinya bukan daftar"
        raise Undecidable(f"{name}: {reason}; tidak ada yang diputuskan, ambil ulang dari forge")
    if data and all(isinstance(page, list) for page in data):
        yield from data
        yield []  # pages that were collected until the last are whole
    else:
        yield data


def _user(user: Any) -> tuple[str, bool]:
    if not isinstance(user, Mapping):
        return "", False
    login = str(user.get("login") or "").lower()
    return login, user.get("type") == "Bot" or login.endswith("[bot]")


def _moment(name: str, text: Any) -> str:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        raise Undecidable(f"{name}: ada tinjauan tanpa waktu; ambil ulang dari forge") from None
    if found.tzinfo is None:
        raise Undecidable(f"{name}: waktu tinjauan {text!r} tanpa selisih waktu")
    return found.isoformat()
