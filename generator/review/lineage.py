"""The main line of a history and what each of its commits brought into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import git


@dataclass(frozen=True)
class Lineage:
    """All commits by name; the main line (first parents only), oldest first; and for each commit the
    place of the main line's commit that brought it."""

    commits: Mapping[str, git.Commit]
    line: tuple[str, ...]
    landed: Mapping[str, int]
    brought: Mapping[str, tuple[git.Commit, ...]]
    """For each commit of the main line what it brought besides itself, oldest first."""

    @classmethod
    def of(cls, root: Path, head: str) -> Lineage:
        """The lineage of a revision."""
        every = git.history(root, head)
        commits = {commit.name: commit for commit in every}
        line = _line(commits, every[-1].name if every else "")
        landed: dict[str, int] = {}
        brought: dict[str, tuple[git.Commit, ...]] = {}
        order = {commit.name: place for place, commit in enumerate(every)}
        for place, name in enumerate(line):
            fresh = _fresh(commits, name, landed)
            landed |= dict.fromkeys(fresh, place)
            others = sorted(fresh - {name}, key=order.__getitem__)
            brought[name] = tuple(commits[other] for other in others)
        return cls(commits, line, landed, brought)

    def base(self, root: Path, merge: str) -> str:
        """Where the histories of a merge's two sides part; empty when they have nothing in common."""
        ours, theirs = self.commits[merge].parents[:2]
        here = self.landed[merge]
        edge: set[str] = set()
        pending, seen = [theirs], {theirs}
        while pending:
            name = pending.pop()
            if self.landed.get(name, here) < here:
                edge.add(name)
                continue
            fresh = [p for p in self.commits[name].parents if p in self.commits and p not in seen]
            seen.update(fresh)
            pending += fresh
        main = max((self.landed[name] for name in edge if self._is_main(name)), default=-1)
        left = {n for n in edge if self.landed[n] > main or self.line[main] == n}
        if len(left) > 1:
            return git.merge_base(root, ours, theirs)
        return next(iter(left), "")

    def _is_main(self, name: str) -> bool:
        return self.line[self.landed[name]] == name


def _line(commits: Mapping[str, git.Commit], head: str) -> tuple[str, ...]:
    line = []
    while head in commits:
        line.append(head)
        head = next(iter(commits[head].parents), "")
    return tuple(reversed(line))


def _fresh(commits: Mapping[str, git.Commit], name: str, known: Mapping[str, int]) -> set[str]:
    """A commit and its ancestors that are not known yet."""
    found, pending = {name}, [name]
    while pending:
        for parent in commits[pending.pop()].parents:
            if parent in commits and parent not in known and parent not in found:
                found.add(parent)
                pending.append(parent)
    return found
