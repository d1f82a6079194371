"""Publishing an edition: prints, pages, feed and spreadsheet made first, then put in place together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.compile.model import Edition
from generator.publish.authenticity import WORDS
from generator.publish.feed import SCHEMA_PATH, feed, schema
from generator.publish.format import ordinary_day
from generator.publish.ledger import LEDGER, encoded, ledger
from generator.publish.pages import Publication, pages
from generator.publish.press import press
from generator.publish.prints import is_printed, made, print_path, prints, recap_path
from generator.publish.render import Templates
from generator.publish.sheet import workbook
from generator.publish.site import SiteOrder, build_site, site_address
from generator.publish.write import write_file, write_tree
from generator.report.progress import Advance
from generator.sop.model import Sop

FEED, SHEET = "recap.json", "recap.xlsx"
KEPT = ".cache/pdf"
LEDGER_SCRIPT = "keaslian/daftar.js"


@dataclass(frozen=True)
class Published:
    """What was made, and a sentence for each print that was not or is not as it should be."""

    pages: int
    prints: int
    faults: tuple[str, ...]


def publish(
    edition: Edition, sop: Sop, root: Path, folder: Path, advance: Advance, site: str = ""
) -> Published:
    """Make everything of an edition below a folder: docs/, site/, pdf/, recap.json, recap.xlsx.

    `site` is the address of the site where it is not the one of `mkdocs.yml`. Raises
    `render.TemplateFault` and `site.SiteFault`; then nothing of the edition has been replaced.
    """
    templates = Templates(root, day_minutes=ordinary_day(sop.calendar))
    printed = prints(edition, sop, templates, site=site or site_address(root))
    pressed = press(
        {p.path: p.manuscript for p in printed},
        kept=folder / KEPT,
        progress=lambda done, of: advance("PDF", done, of),
    )
    known = ledger(edition, sop, made(printed, pressed.files))
    files = {
        FEED: feed(edition.recap),
        LEDGER: encoded(known),
        SCHEMA_PATH: schema(),
        SHEET: workbook(edition, templates),
    }
    written = pages(_publication(edition, sop, set(pressed.files)), templates, advance)
    order = SiteOrder(
        root=root,
        docs=folder / "docs",
        target=folder / "site",
        pages=written,
        extra={**files, **pressed.files, LEDGER_SCRIPT: script(known, templates)},
        day=edition.recap.today,
        address=site,
    )
    build_site(order, advance)
    for path, data in files.items():
        write_file(folder / path, data)
    write_tree(folder / "pdf", {p.removeprefix("pdf/"): d for p, d in pressed.files.items()})
    faults = tuple(f"{fault.path}: {fault.message}" for fault in pressed.faults)
    return Published(len(written), len(pressed.files), faults)


def script(known: Mapping[str, Any], templates: Templates) -> bytes:
    """The ledger for the page that judges, which may not fetch it: from a folder nothing can be fetched."""
    given = {"daftar": json.dumps(known, ensure_ascii=False), "kata": templates.render(WORDS)}
    return templates.render("site/daftar_keaslian.js", **given).encode()


def _publication(edition: Edition, sop: Sop, made: set[str]) -> Publication:
    found = {view.path: print_path(view) for view in edition.views if is_printed(view)}
    recaps = [recap_path(r.round) for r in edition.recap.rounds]
    return Publication(
        edition,
        sop,
        prints={path: pdf for path, pdf in found.items() if pdf in made},
        downloads=(FEED, SHEET, SCHEMA_PATH, *(path for path in recaps if path in made)),
    )
