"""The site: hand-written and made pages become HTML. The only door to MkDocs.

`build_site` takes pages as bytes and gives back a folder, so that another maker of HTML can stand
behind it. The site is built beside the one that stands, checked for completeness, and swapped; when
none of its inputs has changed and it stands as it was made, nothing is done. No path, clock or
machine shows in its bytes.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from generator.publish.address import url
from generator.publish.complaint import no_address, no_mapping, sentences
from generator.publish.fingerprint import of_tree
from generator.publish.native import everything
from generator.publish.write import swap, write_file, write_tree
from generator.report.progress import Advance

BUNDLED = Path(__file__).resolve().parents[2]
CONFIG, WRITTEN, STYLE = "mkdocs.yml", "site", "aset"
THEME = "templates/tema"
"""Templates that stand before the theme's own of the same name."""
Content = bytes | Path


class SiteFault(Exception):
    """The site cannot be built; the message says why, one complaint a line."""


@dataclass(frozen=True)
class SiteOrder:
    """What to build. `root` is the project; its own `mkdocs.yml` and `site/` come before the bundled ones.

    `docs` is where the Markdown is put, `target` where the site stands at the end. `pages` are made
    pages below `docs`; `extra` are files put below the site as they are: bytes, or files to copy.
    `day` (ISO) is the day that the site says it was built on; `address` its URL, when it is known.
    """

    root: Path
    docs: Path
    target: Path
    pages: Mapping[str, bytes]
    extra: Mapping[str, Content] = field(default_factory=dict)
    day: str = "2000-01-01"
    address: str = ""


def build_site(order: SiteOrder, advance: Advance | None = None) -> bool:
    """Build the site of an order; whether anything had changed. Raises `SiteFault`."""
    config = _own(order.root, CONFIG)
    _settings(config)
    files = {**written_pages(order.root), **order.pages}
    digest = _digest(order, config, files)
    mark = order.target.with_name(f".{order.target.name}.sidik")
    if order.target.is_dir() and _text(mark) == _mark(digest, order.target):
        return bool(write_tree(order.docs, files))
    tell = advance or _silent
    tell("situs", 0, 3)
    staging, docs = (_beside(folder) for folder in (order.target, order.docs))
    try:
        write_tree(docs, files)
        tell("situs", 1, 3)
        _make_html(order, config, docs, staging)
        tell("situs", 2, 3)
        for path, content in sorted(order.extra.items()):
            write_file(staging / path, _bytes(content))
        _require_complete(staging, [*files, *order.extra])
        mark.unlink(missing_ok=True)
        swap(staging, order.target)
        write_tree(order.docs, files)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        shutil.rmtree(docs, ignore_errors=True)
    write_file(mark, _mark(digest, order.target).encode())
    tell("situs", 3, 3)
    return True


def _beside(folder: Path) -> Path:
    """Where the folder that is to take another's place is made; nothing is there."""
    found = folder.with_name(f".{folder.name}.baru")
    shutil.rmtree(found, ignore_errors=True)
    return found


def site_address(root: Path) -> str:
    """The address that a project's `mkdocs.yml` gives its site; empty when it gives none."""
    found = _settings(_own(root, CONFIG)).get("site_url") or ""
    if not isinstance(found, str):
        raise SiteFault(no_address())
    return found


def _settings(config: Path) -> Mapping[str, Any]:
    """What a configuration says. Raises `SiteFault` for one that cannot be read or holds no fields."""
    from mkdocs.exceptions import MkDocsException
    from mkdocs.utils.yaml import yaml_load

    try:
        with config.open("rb") as file:
            found = yaml_load(file) or {}
    except (MkDocsException, OSError, AttributeError, TypeError, ValueError) as error:
        raise SiteFault(sentences([str(error)])) from error
    if not isinstance(found, dict):
        raise SiteFault(no_mapping(found))
    return found


def _silent(what: str, done: int, of: int) -> None:
    """Tell nobody."""


def written_pages(root: Path) -> dict[str, bytes]:
    """The hand-written pages and the style of a project, by path below the site.

    The bundled style stands in for a project that brings pages and no style of its own.
    """
    folder, style = _own(root, WRITTEN), BUNDLED / WRITTEN / STYLE
    found = {p.relative_to(style.parent): p for p in sorted(style.rglob("*"))}
    found |= {p.relative_to(folder): p for p in sorted(folder.rglob("*"))}
    return {
        path.as_posix(): file.read_bytes()
        for path, file in found.items()
        if file.is_file() and not file.is_symlink()
    }


def _own(root: Path, name: str) -> Path:
    own = root / name
    return own if own.exists() else BUNDLED / name


def _make_html(order: SiteOrder, config: Path, docs: Path, staging: Path) -> None:
    epoch = int(
        datetime.combine(date.fromisoformat(order.day), datetime.min.time(), UTC).timestamp()
    )
    with (
        _environment(SOURCE_DATE_EPOCH=str(epoch), NO_MKDOCS_2_WARNING="1"),
        _complaints() as complaints,
    ):
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import MkDocsException

        own = {"site_url": order.address} if order.address else {}
        try:
            loaded = load_config(
                str(config.resolve()),
                docs_dir=str(docs.resolve()),
                site_dir=str(staging.resolve()),
                strict=True,
                **own,
            )
            loaded.theme.dirs.insert(0, str(_own(order.root, THEME)))
            build(loaded)
        except (MkDocsException, OSError) as error:
            raise SiteFault(sentences(complaints or [str(error)])) from error


@contextmanager
def _environment(**names: str) -> Iterator[None]:
    """Environment variables that hold while the block runs: MkDocs asks nothing else for the day."""
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What MkDocs warns of while the block runs; nothing reaches the terminal."""
    logger, listener = logging.getLogger("mkdocs"), _Listener()
    propagates = logger.propagate
    logger.addHandler(listener)
    logger.propagate = False
    try:
        yield listener.heard
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagates


def _require_complete(site: Path, paths: list[str]) -> None:
    expected = (f"{url(p)}index.html" if p.endswith(".md") else p for p in paths)
    missing = [path for path in expected if not (site / path).is_file()]
    if missing:
        raise SiteFault("\n".join(f"tidak jadi: {path}" for path in missing))


def _digest(order: SiteOrder, config: Path, files: Mapping[str, bytes]) -> str:
    parts: dict[str, Content] = {
        **{f"docs/{path}": data for path, data in files.items()},
        **{f"extra/{path}": content for path, content in order.extra.items()},
        **_theme(_own(order.root, THEME)),
        "config": config,
        "day": order.day.encode(),
        "address": order.address.encode(),
        "versions": "\n".join(everything()).encode(),
    }
    total = hashlib.sha256()
    for name, content in sorted(parts.items()):
        total.update(hashlib.sha256(name.encode()).digest())
        total.update(hashlib.sha256(_bytes(content)).digest())
    return total.hexdigest()


def _mark(digest: str, target: Path) -> str:
    """What is kept beside a site: its inputs and its files, so that one that was touched is made again."""
    return f"{digest} {of_tree(target)}"


def _theme(folder: Path) -> dict[str, Content]:
    """Every file of the theme's own templates, also those in its folders."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {f"tema/{path.relative_to(folder).as_posix()}": path for path in files}


def _bytes(content: Content) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
