#!/usr/bin/env python3
"""What the workflows ask of GitHub and tell it: facts of a pull request, one comment, one issue, a status.

The only forge client here; the package itself never speaks to a network. Needs nothing but Python.
Reads GITHUB_API_URL, GITHUB_REPOSITORY and GH_TOKEN. Whatever came from people is data: it is written to
files as it came, or compared, never executed. Exit status 3 when the forge gives no usable answer.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGE = 100
MOST_PAGES = 50
FAILURE = 3
LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\[bot\])?")
SHA = re.compile(r"[0-9a-f]{40}")
WORD = re.compile(r"[a-z0-9-]+")
BRANCH = re.compile(r"langkah/[a-z0-9-]+/[a-z0-9-]+")


class Unanswered(Exception):
    """The forge gave no usable answer; the message says why."""


def ask(method: str, path: str, data: object = None) -> Any:
    """One request to the API. Raises `Unanswered`."""
    address = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/{path}"
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(address, body, method=method)
    request.add_header("Accept", "application/vnd.github+json")
    request.add_header("Authorization", f"Bearer {os.environ['GH_TOKEN']}")
    request.add_header("X-GitHub-Api-Version", "2022-11-28")
    if body is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        raise Unanswered(f"{method} {path}: forge menjawab {error.code}") from None
    except (OSError, ValueError) as error:
        raise Unanswered(f"{method} {path}: {error}") from None


def pages(path: str) -> Iterator[list[Any]]:
    """The pages of a list, the last one not full."""
    mark = "&" if "?" in path else "?"
    for number in range(1, MOST_PAGES + 1):
        page = ask("GET", f"{path}{mark}per_page={PAGE}&page={number}")
        if not isinstance(page, list):
            raise Unanswered(f"GET {path}: jawabannya bukan daftar")
        yield page
        if len(page) < PAGE:
            return
    raise Unanswered(f"GET {path}: daftarnya terlalu panjang")


def facts(given: argparse.Namespace) -> None:
    """Write pull.json, reviews-N.json and commits-N.json, and tell later steps what they need."""
    number = int(given.pull) if given.pull else _pull_of(given.sha)
    pull = ask("GET", f"pulls/{number}")
    folder = Path(given.out)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pull.json").write_text(json.dumps(pull), "utf-8")
    for name in ("reviews", "commits"):
        for position, page in enumerate(pages(f"pulls/{number}/{name}"), 1):
            (folder / f"{name}-{position}.json").write_text(json.dumps(page), "utf-8")
    login = (pull.get("user") or {}).get("login") or "ghost"
    tell("nomor", str(number), re.compile("[0-9]+"))
    tell("pengusul", login, LOGIN)
    tell("kepala", pull["head"]["sha"], SHA)
    if pull.get("merged"):
        tell("gabungan", pull["merge_commit_sha"], SHA)
        tell("waktu", pull["merged_at"], re.compile(r"[0-9T:Z-]+"))


def _pull_of(sha: str) -> int:
    """The open pull request whose head a commit is."""
    if not SHA.fullmatch(sha):
        raise Unanswered(f"{sha!r} bukan nama commit")
    found = [
        pull["number"]
        for page in pages(f"commits/{sha}/pulls")
        for pull in page
        if pull["state"] == "open" and pull["head"]["sha"] == sha
    ]
    if len(found) != 1:
        raise Unanswered(f"ada {len(found)} usulan terbuka dengan commit terakhir {sha[:7]}")
    return int(found[0])


def tell(name: str, value: str, shape: re.Pattern[str]) -> None:
    """Give a value to the later steps of the job; only when it has the shape that it must have."""
    if not shape.fullmatch(value):
        raise Unanswered(f"{name} tidak berbentuk semestinya: {value!r}")
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
        file.write(f"{name}={value}\n")


def comment(given: argparse.Namespace) -> None:
    """Write the one comment that begins with a marker: change it where it is, else add it."""
    body = "".join(Path(path).read_text("utf-8") for path in given.file)
    path = f"issues/{int(given.pull)}/comments"
    for page in pages(path):
        for known in page:
            if _is_ours(known) and str(known.get("body", "")).startswith(given.marker):
                if known["body"] != body:
                    ask("PATCH", f"issues/comments/{int(known['id'])}", {"body": body})
                return
    ask("POST", path, {"body": body})


def _is_ours(known: dict[str, Any]) -> bool:
    """Whether the workflows wrote it: a person's text with the same marker is left alone."""
    return (known.get("user") or {}).get("login") == os.environ.get(
        "FORGE_SELF", "github-actions[bot]"
    )


def suggest(given: argparse.Namespace) -> None:
    """Offer the comments of a file as one review of a commit; what was offered already is left out."""
    wanted = json.loads(Path(given.file).read_text("utf-8"))
    path = f"pulls/{int(given.pull)}/comments"
    known = {
        (c.get("path"), c.get("line"), c.get("body"))
        for page in pages(path)
        for c in page
        if _is_ours(c)
    }
    fresh = [c for c in wanted if (c["path"], c["line"], c["body"]) not in known]
    if fresh:
        data = {"commit_id": given.sha, "event": "COMMENT", "comments": fresh}
        ask("POST", f"pulls/{int(given.pull)}/reviews", data)


def status(given: argparse.Namespace) -> None:
    """Say whether a commit passed."""
    data = {
        "state": given.state,
        "context": given.context,
        "description": given.description[:140],
        "target_url": given.url,
    }
    ask("POST", f"statuses/{given.sha}", data)


def turns(given: argparse.Namespace) -> None:
    """Print branch, round, step and unit (or -) of every turn with something to make, a line each."""
    for turn in json.loads(Path(given.file).read_text("utf-8"))["turns"]:
        words = [turn["branch"], turn["round"], str(turn["step"]), turn["unit"] or "-"]
        if turn["make"] and BRANCH.fullmatch(words[0]) and all(map(WORD.fullmatch, words[1:])):
            print(*words)


def open_pull(given: argparse.Namespace) -> None:
    """Open a pull request for a branch that has none."""
    if not BRANCH.fullmatch(given.branch):
        raise Unanswered(f"nama cabang tidak berbentuk semestinya: {given.branch!r}")
    owner = os.environ["GITHUB_REPOSITORY"].partition("/")[0]
    asked = urllib.parse.quote(f"{owner}:{given.branch}", safe="")
    if any(page for page in pages(f"pulls?state=all&head={asked}")):
        return
    body = Path(given.file).read_text("utf-8")
    title = json.loads(Path(given.titled).read_text("utf-8"))["turns"][0]["title"]
    data = {"title": title, "head": given.branch, "base": given.base, "body": body}
    ask("POST", "pulls", {**data, "draft": True})


def issue(given: argparse.Namespace) -> None:
    """Keep one issue whose text begins with a marker: written when there is a text, closed when not."""
    body = Path(given.file).read_text("utf-8").strip()
    for page in pages("issues?state=open"):
        for known in page:
            if _is_ours(known) and str(known.get("body", "")).startswith(given.marker):
                data = {"body": f"{given.marker}\n{body}\n"} if body else {"state": "closed"}
                ask("PATCH", f"issues/{int(known['number'])}", data)
                return
    if body:
        ask("POST", "issues", {"title": given.title, "body": f"{given.marker}\n{body}\n"})


def main() -> int:
    """Do what the first word says."""
    parser = argparse.ArgumentParser(description=__doc__)
    words = parser.add_subparsers(required=True)
    for name, function, options in (
        ("facts", facts, "--pull --sha --out"),
        ("comment", comment, "--pull --marker --file*"),
        ("suggest", suggest, "--pull --sha --file"),
        ("status", status, "--sha --state --context --description --url"),
        ("open", open_pull, "--branch --base --titled --file"),
        ("turns", turns, "--file"),
        ("issue", issue, "--marker --title --file"),
    ):
        word = words.add_parser(name, description=function.__doc__)
        for option in options.split():
            action = "append" if option.endswith("*") else "store"
            word.add_argument(option.rstrip("*"), action=action)
        word.set_defaults(function=function)
    given = parser.parse_args()
    try:
        given.function(given)
    except Unanswered as reason:
        print(f"forge: {reason}; tidak ada yang diputuskan, ulangi pekerjaan ini", file=sys.stderr)
        return FAILURE
    return 0


if __name__ == "__main__":
    sys.exit(main())
