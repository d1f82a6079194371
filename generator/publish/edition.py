"""Publishing an edition: prints, pages, feed and spreadsheet made first, then put in place together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.compile.model import Edition
from generator.publish.authenticity import WORDS
from generator.publish.bundle import Bundle, bundles
from generator.publish.feed import SCHEMA_PATH, feed, schema
from generator.publish.format import ordinary_day
from generator.publish.ledger import LEDGER, Made, encoded, ledger
from generator.publish.pages import NO_HISTORIES, Publication, pages
from generator.publish.press import MEMORY, SECONDS, Fault, Limits, press
from generator.publish.prints import (
    is_printed,
    made,
    print_path,
    prints,
    procedure_path,
    recap_path,
)
from generator.publish.render import Templates
from generator.publish.sheet import workbook
from generator.publish.site import SiteOrder, build_site, site_address
from generator.publish.write import write_file, write_tree
from generator.report.progress import Advance
from generator.review.history import Histories
from generator.sop.model import Sop

FEED, SHEET = "recap.json", "recap.xlsx"
KEPT, KEPT_BOUND = ".cache/pdf", ".cache/bundel"
LEDGER_SCRIPT = "keaslian/daftar.js"
AS_WRITTEN = (
    "hanya teks dokumennya yang dicetak, karena susunannya tidak sesuai dengan formulirnya; "
    "lihat kinerja check"
)
SECONDS_EACH = 5.0
"""More time for each print of a bundle."""


@dataclass(frozen=True)
class Published:
    """What was made, a sentence for each print that was not made, and one for each that is not as it
    should be (`notes`)."""

    pages: int
    prints: int
    faults: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Order:
    """An edition to publish below a folder, from a project's root.

    `appended`: the prints of documents end with their change history. `site` is the address of the
    site where it is not the one of `mkdocs.yml`. `bound`: prints are also bound in bundles.
    """

    edition: Edition
    sop: Sop
    root: Path
    folder: Path
    histories: Histories = NO_HISTORIES
    appended: bool = False
    site: str = ""
    bound: bool = True


def publish(order: Order, advance: Advance) -> Published:
    """Make everything of an edition: docs/, site/, pdf/, recap.json, recap.xlsx, keaslian.json.

    Raises `render.TemplateFault` and `site.SiteFault`; then nothing of the edition has been replaced.
    """
    edition, folder = order.edition, order.folder
    templates = Templates(order.root, day_minutes=ordinary_day(order.sop.calendar))
    pdfs = impressions(order, templates, advance)
    known = ledger(edition, order.sop, pdfs.made)
    files = {
        FEED: feed(edition.recap),
        LEDGER: encoded(known),
        SCHEMA_PATH: schema(),
        SHEET: workbook(edition, templates),
    }
    written = pages(_publication(order, set(pdfs.files), pdfs.bound), templates, advance)
    site = SiteOrder(
        root=order.root,
        docs=folder / "docs",
        target=folder / "site",
        pages=written,
        extra={**files, **pdfs.files, LEDGER_SCRIPT: script(known, templates)},
        day=edition.recap.today,
        address=order.site,
    )
    build_site(site, advance)
    for path, data in files.items():
        write_file(folder / path, data)
    write_tree(folder / "pdf", {p.removeprefix("pdf/"): d for p, d in pdfs.files.items()})
    return Published(len(written), len(pdfs.files), pdfs.faults, pdfs.notes)


@dataclass(frozen=True)
class Impressions:
    """The PDFs of an edition by path, the same with what they are of, the bundles among them, faults and notes."""

    files: Mapping[str, bytes]
    made: tuple[Made, ...]
    bound: tuple[Bundle, ...]
    faults: tuple[str, ...]
    notes: tuple[str, ...]


def impressions(order: Order, templates: Templates, advance: Advance) -> Impressions:
    """Press the single prints, then the bundles of them where they are wanted."""
    edition = order.edition
    ends = order.histories.by_path if order.appended else {}
    site = order.site or site_address(order.root)
    printed = prints(edition, order.sop, templates, appended=ends, site=site)
    single = press(
        {p.path: p.manuscript for p in printed},
        kept=order.folder / KEPT,
        progress=lambda done, of: advance("PDF", done, of),
    )
    bound: tuple[Bundle, ...] = ()
    if order.bound:
        bound = bundles(edition, order.sop, templates, printed, single.pages)
    joined = press(
        {bundle.path: bundle.manuscript for bundle in bound},
        kept=order.folder / KEPT_BOUND,
        progress=lambda done, of: advance("bundel", done, of),
        limits=bundle_limits(max((b.parts for b in bound), default=0)),
    )
    files = {**single.files, **joined.files}
    volumes = [bundle.volume for bundle in bound]
    faults = [f for f in (*single.faults, *joined.faults) if not _is_repeated(f, bound)]
    told = (_told(fault) for fault in faults if not fault.warning)
    notes = [f"{p.path}: {AS_WRITTEN}" for p in printed if p.plain and p.path in files]
    notes += [_told(fault) for fault in faults if fault.warning]
    every = made([*printed, *volumes], files)
    return Impressions(files, every, bound, tuple(told), tuple(notes))


def _told(fault: Fault) -> str:
    return f"{fault.path}: {fault.message}"


def bundle_limits(parts: int) -> Limits:
    """What the print of so many bound prints may use."""
    return Limits(SECONDS + SECONDS_EACH * parts, MEMORY)


def script(known: Mapping[str, Any], templates: Templates) -> bytes:
    """The ledger for the page that judges, which may not fetch it: from a folder nothing can be fetched."""
    given = {"daftar": json.dumps(known, ensure_ascii=False), "kata": templates.render(WORDS)}
    return templates.render("site/daftar_keaslian.js", **given).encode()


def _is_repeated(fault: Fault, bound: Iterable[Bundle]) -> bool:
    """Whether a bundle only shows again what is wrong with one of its prints."""
    return fault.made and any(fault.path == bundle.path for bundle in bound)


def _publication(order: Order, made: set[str], bound: Iterable[Bundle]) -> Publication:
    edition = order.edition
    found = {view.path: print_path(view) for view in edition.views if is_printed(view)}
    recaps = [recap_path(r.round) for r in edition.recap.rounds]
    procedure = procedure_path(order.sop)
    volumes: dict[tuple[str, str], list[Bundle]] = {}
    for bundle in sorted(bound, key=lambda bundle: bundle.path):
        if bundle.path in made:
            volumes.setdefault((bundle.round, bundle.unit), []).append(bundle)
    return Publication(
        edition,
        order.sop,
        prints={path: pdf for path, pdf in found.items() if pdf in made},
        downloads=(FEED, SHEET, SCHEMA_PATH, *(path for path in recaps if path in made)),
        procedure=procedure if procedure in made else "",
        histories=order.histories,
        bundles=volumes,
    )
