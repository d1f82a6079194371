"""A forge on this machine: the few answers of GitHub's REST API that the workflows ask for, over real HTTP.

It keeps a bare repository and pull requests as data. What it is told (comments, statuses, issues,
pull requests) it keeps, so that a test can look at it.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SELF = "github-actions[bot]"
REPOSITORY = "biro-organisasi-contoh/kinerja"


@dataclass
class Pull:
    """A pull request: who made it, its last commit, what was said of it."""

    number: int
    author: str
    branch: str
    sha: str
    title: str = ""
    body: str = ""
    commits: list[dict[str, Any]] = field(default_factory=list)
    reviews: list[dict[str, Any]] = field(default_factory=list)
    merged_at: str = ""
    merge_sha: str = ""

    def shown(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "state": "closed" if self.merged_at else "open",
            "user": {"login": self.author, "type": "User"},
            "head": {"sha": self.sha, "ref": self.branch},
            "base": {"ref": "main"},
            "merged": bool(self.merged_at),
            "merged_at": self.merged_at or None,
            "merge_commit_sha": self.merge_sha or None,
            "title": self.title,
            "body": self.body,
        }


@dataclass
class Forge:
    """Everything that the forge knows."""

    pulls: dict[int, Pull] = field(default_factory=dict)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    remarks: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    statuses: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    issues: list[dict[str, Any]] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    broken: str = ""
    """A path that answers with an error."""
    address: str = ""

    def answer(self, method: str, path: str, query: Query, data: Any) -> Any:
        """The answer to a request; None for what is not there."""
        for known, pattern, name in ROUTES:
            match = re.fullmatch(pattern, path)
            if known == method and match:
                return getattr(self, name)(*match.groups(), query=query, data=data)
        return None

    def get_pull(self, number: str, **_: Any) -> Any:
        return self.pulls[int(number)].shown()

    def get_reviews(self, number: str, query: Query, **_: Any) -> Any:
        return query.page(self.pulls[int(number)].reviews)

    def get_commits(self, number: str, query: Query, **_: Any) -> Any:
        return query.page(self.pulls[int(number)].commits)

    def get_pulls(self, query: Query, **_: Any) -> Any:
        branch = query["head"].partition(":")[2]
        return query.page([p.shown() for p in self.pulls.values() if p.branch == branch])

    def get_pulls_of(self, sha: str, query: Query, **_: Any) -> Any:
        return query.page([p.shown() for p in self.pulls.values() if p.sha == sha])

    def post_pull(self, data: Any, **_: Any) -> Any:
        number = max(self.pulls, default=0) + 1
        made = Pull(number, SELF, data["head"], "", data["title"], data["body"])
        self.pulls[number] = made
        return made.shown()

    def get_comments(self, number: str, query: Query, **_: Any) -> Any:
        return query.page(self.comments.get(int(number), []))

    def post_comment(self, number: str, data: Any, **_: Any) -> Any:
        known = sum(map(len, self.comments.values()))
        comment = {"id": known + 1, "user": {"login": SELF}, "body": data["body"]}
        self.comments.setdefault(int(number), []).append(comment)
        return comment

    def patch_comment(self, id: str, data: Any, **_: Any) -> Any:
        every = (comment for comments in self.comments.values() for comment in comments)
        found = next(comment for comment in every if comment["id"] == int(id))
        found["body"] = data["body"]
        return found

    def post_status(self, sha: str, data: Any, **_: Any) -> Any:
        self.statuses.setdefault(sha, []).append(data)
        return data

    def get_remarks(self, number: str, query: Query, **_: Any) -> Any:
        return query.page(self.remarks.get(int(number), []))

    def post_review(self, number: str, data: Any, **_: Any) -> Any:
        told = [{**comment, "user": {"login": SELF}} for comment in data["comments"]]
        self.remarks.setdefault(int(number), []).extend(told)
        return {"id": 1}

    def get_issues(self, query: Query, **_: Any) -> Any:
        return query.page([issue for issue in self.issues if issue["state"] == "open"])

    def post_issue(self, data: Any, **_: Any) -> Any:
        issue = {"number": len(self.issues) + 1, "state": "open", "user": {"login": SELF}}
        self.issues.append({**issue, **data})
        return self.issues[-1]

    def patch_issue(self, number: str, data: Any, **_: Any) -> Any:
        self.issues[int(number) - 1].update(data)
        return self.issues[int(number) - 1]


class Query(dict[str, str]):
    """The query of a request."""

    def page(self, entries: list[Any]) -> list[Any]:
        page, size = int(self.get("page", "1")), int(self.get("per_page", "30"))
        return entries[(page - 1) * size : page * size]


ROUTES = (
    ("GET", r"/pulls/(\d+)", "get_pull"),
    ("GET", r"/pulls/(\d+)/reviews", "get_reviews"),
    ("GET", r"/pulls/(\d+)/commits", "get_commits"),
    ("GET", r"/pulls/(\d+)/comments", "get_remarks"),
    ("POST", r"/pulls/(\d+)/reviews", "post_review"),
    ("GET", r"/pulls", "get_pulls"),
    ("POST", r"/pulls", "post_pull"),
    ("GET", r"/commits/(\w+)/pulls", "get_pulls_of"),
    ("GET", r"/issues/(\d+)/comments", "get_comments"),
    ("POST", r"/issues/(\d+)/comments", "post_comment"),
    ("PATCH", r"/issues/comments/(\d+)", "patch_comment"),
    ("POST", r"/statuses/(\w+)", "post_status"),
    ("GET", r"/issues", "get_issues"),
    ("POST", r"/issues", "post_issue"),
    ("PATCH", r"/issues/(\d+)", "patch_issue"),
)


@contextmanager
def serving(forge: Forge) -> Iterator[Forge]:
    """The forge at an address of this machine while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            split = urlsplit(self.path)
            path = re.sub(rf"^/repos/{REPOSITORY}", "", split.path)
            query = Query((n, values[-1]) for n, values in parse_qs(split.query).items())
            length = int(self.headers.get("Content-Length") or 0)
            data = json.loads(self.rfile.read(length)) if length else None
            forge.requests.append(f"{self.command} {path}")
            allowed = self.headers.get("Authorization") == "Bearer kunci"
            failing = bool(forge.broken) and path.endswith(forge.broken)
            answer = None if failing else forge.answer(self.command, path, query, data)
            code = 401 if not allowed else 502 if failing else 404 if answer is None else 200
            body = json.dumps(answer if code == 200 else {"message": "tidak"}).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            """Say nothing."""

    for verb in ("GET", "POST", "PATCH"):
        setattr(Handler, f"do_{verb}", Handler.do)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    forge.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
