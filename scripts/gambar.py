#!/usr/bin/env python3
"""Takes the pictures of the guides and of the README anew: screenshots of what the program really says.

Run by `make pictures`, which builds the site first. Every picture comes from the bundled sample on its reference
day: a repository with a proposal is prepared, `kinerja` is asked, and a browser shows the answer. Nothing is drawn
here; what a forge shows is drawn by hand in site/gambar/*.svg. Names of pictures may be given to take only these.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from markdown import markdown
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
GUIDES, README = ROOT / "site" / "gambar", ROOT / "docs" / "gambar"
SITE = ROOT / "build" / "site"
DAY = "2026-01-23"
LARGEST = 120_000
PHONE, DESK = (390, 760), (1200, 860)

# The example of the guides: step 5 of a unit, proposed by a member of staff and approved by the head of the unit.
EVIDENCE = "content/2026/rbak/5-pengesahan.yaml"
AGREEMENT = "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml"
LOWERED = ("target: {nilai: 85, satuan: persen}", "target: {nilai: 80, satuan: persen}")
WRONG = "content/2026/ttl/4-dokumen/skp-p024.yaml"
AUTHOR, HOLDER = "contoh-p016", "contoh-p003"

STYLE = """
body { background: #fff; color: #1d222b; font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif; margin: 0;
  padding: 16px; }
h2 { font-size: 20px; line-height: 1.3; margin: 0 0 10px; } h3 { font-size: 16px; margin: 16px 0 6px; }
p { margin: 0 0 10px; } ul { margin: 0 0 10px; padding-left: 20px; } li { margin: 4px 0; overflow-wrap: anywhere; }
.task-list-item { list-style: none; margin-left: -20px; } .task-list-control { margin-right: 6px; }
code { background: #eef1f5; border-radius: 3px; font: 13px "DejaVu Sans Mono", monospace; padding: 1px 3px; }
pre { font: 11px/1.6 "DejaVu Sans Mono", monospace; margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
"""


def run(folder: Path, *words: str | Path) -> str:
    """What a command prints; findings (status 1) are an answer too."""
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        raise SystemExit(f"{' '.join(map(str, words))}: {done.stderr or done.stdout}")
    return done.stdout


def kinerja(folder: Path, *words: str) -> str:
    """The answer of `kinerja` about a repository on the day of the sample."""
    program = Path(sys.executable).with_name("kinerja")
    return run(folder, program, *words, "--today", DAY)


def git(folder: Path, *words: str) -> str:
    """The answer of git, as one who has a name."""
    return run(
        folder, "git", "-c", "user.name=Contoh", "-c", "user.email=contoh@contoh.invalid", *words
    ).strip()


def prepared(folder: Path) -> Path:
    """The sample as a repository with two proposals: `langkah-5` hands in evidence, `target` lowers a target."""
    for name in ("content", "sop"):
        shutil.copytree(ROOT / name, folder / name)
    evidence = folder / EVIDENCE
    whole = evidence.read_text("utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    evidence.unlink()
    commit(folder, "Contoh")
    git(folder, "switch", "--quiet", "--create", "langkah-5")
    evidence.write_text(whole, "utf-8")
    commit(folder, "Langkah 5")
    git(folder, "switch", "--quiet", "--create", "target", "main")
    agreement = folder / AGREEMENT
    text = agreement.read_text("utf-8")
    if LOWERED[0] not in text:
        raise SystemExit(f"{AGREEMENT} tidak lagi memuat {LOWERED[0]!r}")
    agreement.write_text(text.replace(*LOWERED, 1), "utf-8")
    commit(folder, "Target")
    return folder


def commit(folder: Path, message: str) -> None:
    """Keep what stands in the folder."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def verdict(folder: Path, *reviews: tuple[str, str]) -> str:
    """What the gate says of the proposal of step 5 after these reviews (account, state), as Markdown."""
    head = git(folder, "rev-parse", "langkah-5")
    told = folder.parent / "reviews.json"
    told.write_text(
        json.dumps(
            [
                {
                    "user": {"login": account, "type": "User"},
                    "state": state,
                    "commit_id": head,
                    "submitted_at": f"{DAY}T02:15:00Z",
                }
                for account, state in reviews
            ]
        ),
        "utf-8",
    )
    proposal = ("--base", "main", "--head", "langkah-5", "--author", AUTHOR, "--reviews", str(told))
    return kinerja(folder, "gate", *proposal, "--format", "md")


def as_comment(text: str) -> str:
    """Markdown of a comment as a page."""
    extensions = ["pymdownx.tasklist", "sane_lists"]
    return page(markdown(text, extensions=extensions, tab_length=2))


def as_terminal(text: str) -> str:
    """Text of a terminal as a page."""
    return page(f"<pre>{escape(text)}</pre>")


def page(body: str) -> str:
    """A bare page."""
    return f"<!DOCTYPE html><html lang=id><meta charset=utf-8><style>{STYLE}</style><body>{body}</body></html>"


PAGES: dict[str, Callable[[Path], str]] = {
    "giliran": lambda folder: as_comment(
        kinerja(folder, "next", "--step", "5", "--unit", "kaj", "--format", "md")
    ),
    "lembar": lambda folder: kinerja(
        folder, "sheet", "--base", "main", "--head", "target", "--format", "html"
    ),
    "pesan": lambda folder: as_terminal(kinerja(folder, "check", WRONG).split("\n\n")[1]),
    "putusan-belum": lambda folder: as_comment(verdict(folder)),
    "putusan-boleh": lambda folder: as_comment(verdict(folder, (HOLDER, "APPROVED"))),
}
"""What each picture of an answer shows, as HTML, from the prepared repository."""

ADDRESSES = {
    GUIDES / "beranda.png": ("", PHONE),
    GUIDES / "putaran.png": ("putaran/2026/", PHONE),
    README / "beranda.png": ("", DESK),
}
"""The pictures of the built site: its page, and the window."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing about each request."""


@contextmanager
def served() -> Iterator[str]:
    """The address of the built site while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def save(target: Path, shot: bytes) -> None:
    """Write a screenshot with few colours: text on a plain ground loses nothing by it."""
    small = BytesIO()
    with Image.open(BytesIO(shot)) as image:
        image.convert("RGB").quantize(48, dither=Image.Dither.NONE).save(
            small, "PNG", optimize=True
        )
    if small.tell() > LARGEST:
        raise SystemExit(f"{target.name}: {small.tell()} bytes, at most {LARGEST}")
    target.write_bytes(small.getvalue())
    print(f"{target.relative_to(ROOT)}: {small.tell() // 1024} kB")


def take_answers(browser: Browser, folder: Path, wanted: set[str]) -> None:
    """The pictures of answers, as high as they are, at most as high as a phone."""
    for name in sorted(wanted & PAGES.keys()):
        context = browser.new_context(
            viewport={"width": PHONE[0], "height": 50}, device_scale_factor=2
        )
        shown = context.new_page()
        shown.set_content(PAGES[name](folder))
        height = min(shown.evaluate("document.documentElement.scrollHeight"), PHONE[1])
        clip = {"x": 0, "y": 0, "width": PHONE[0], "height": height}
        save(GUIDES / f"{name}.png", shown.screenshot(clip=clip, full_page=True))
        context.close()


def take_site(browser: Browser, wanted: set[str]) -> None:
    """The pictures of the built site."""
    with served() as address:
        for target, (path, (width, height)) in ADDRESSES.items():
            if target.stem not in wanted:
                continue
            scale = 2 if width == PHONE[0] else 1
            context = browser.new_context(
                viewport={"width": width, "height": height}, device_scale_factor=scale
            )
            shown = context.new_page()
            shown.goto(address + path, wait_until="networkidle")
            save(target, shown.screenshot())
            context.close()


def main() -> None:
    """Take the pictures that are named, or all."""
    every = PAGES.keys() | {target.stem for target in ADDRESSES}
    wanted = set(sys.argv[1:]) or every
    if wanted - every:
        raise SystemExit(f"tidak dikenal: {', '.join(sorted(wanted - every))}")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    GUIDES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        (work := Path(folder) / "repositori").mkdir()
        take_answers(browser, prepared(work), wanted)
        take_site(browser, wanted)
        browser.close()


if __name__ == "__main__":
    main()
