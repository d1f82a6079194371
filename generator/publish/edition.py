"""Publishing an edition: prints, pages, feed and spreadsheet made first, then put in place together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.compile.model import Edition
from generator.publish.bundle import Bundle, bundles
from generator.publish.feed import SCHEMA_PATH, feed, schema
from generator.publish.format import ordinary_day
from generator.publish.pages import NO_HISTORIES, Publication, pages
from generator.publish.press import MEMORY, SECONDS, Fault, Limits, press
from generator.publish.prints import is_printed, print_path, prints, recap_path
from generator.publish.render import Templates
from generator.publish.sheet import workbook
from generator.publish.site import SiteOrder, build_site
from generator.publish.write import write_file, write_tree
from generator.report.progress import Advance
from generator.review.history import Histories
from generator.sop.model import Sop

FEED, SHEET = "recap.json", "recap.xlsx"
KEPT, KEPT_BOUND = ".cache/pdf", ".cache/bundel"
SECONDS_EACH = 5.0
"""More time for each print of a bundle."""


@dataclass(frozen=True)
class Published:
    """What was made, and a sentence for each print that was not or is not as it should be."""

    pages: int
    prints: int
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Order:
    """An edition to publish below a folder, from a project's root.

    `appended`: the prints of documents end with their change history; `bound`: they are also bound in
    bundles.
    """

    edition: Edition
    sop: Sop
    root: Path
    folder: Path
    histories: Histories = NO_HISTORIES
    appended: bool = False
    bound: bool = True


def publish(order: Order, advance: Advance) -> Published:
    """Make everything of an edition: docs/, site/, pdf/, recap.json, recap.xlsx.

    Raises `render.TemplateFault` and `site.SiteFault`; then nothing of the edition has been replaced.
    """
    edition, sop, folder = order.edition, order.sop, order.folder
    templates = Templates(order.root, day_minutes=ordinary_day(sop.calendar))
    ends = order.histories.by_path if order.appended else {}
    every = prints(edition, sop, templates, appended=ends)
    manuscripts = {p.path: p.manuscript for p in every}
    pressed = press(
        manuscripts, kept=folder / KEPT, progress=lambda done, of: advance("PDF", done, of)
    )
    bound = bundles(edition, sop, templates, every, pressed.pages) if order.bound else ()
    joined = press(
        {bundle.path: bundle.manuscript for bundle in bound},
        kept=folder / KEPT_BOUND,
        progress=lambda done, of: advance("bundel", done, of),
        limits=Limits(SECONDS + SECONDS_EACH * max((b.parts for b in bound), default=0), MEMORY),
    )
    pdfs = {**pressed.files, **joined.files}
    files = {FEED: feed(edition.recap), SCHEMA_PATH: schema(), SHEET: workbook(edition, templates)}
    publication = _publication(order, set(pdfs), bound)
    made = pages(publication, templates, advance)
    site = SiteOrder(
        root=order.root,
        docs=folder / "docs",
        target=folder / "site",
        pages=made,
        extra={**files, **pdfs},
        day=edition.recap.today,
    )
    build_site(site, advance)
    for path, data in files.items():
        write_file(folder / path, data)
    write_tree(folder / "pdf", {p.removeprefix("pdf/"): d for p, d in pdfs.items()})
    faults = [
        fault for fault in (*pressed.faults, *joined.faults) if not _is_repeated(fault, bound)
    ]
    told = tuple(f"{fault.path}: {fault.message}" for fault in faults)
    return Published(len(made), len(pdfs), told)


def _is_repeated(fault: Fault, bound: Iterable[Bundle]) -> bool:
    """Whether a bundle only shows again what is wrong with one of its prints."""
    return fault.made and any(fault.path == bundle.path for bundle in bound)


def _publication(order: Order, made: set[str], bound: Iterable[Bundle]) -> Publication:
    edition = order.edition
    found = {view.path: print_path(view) for view in edition.views if is_printed(view)}
    recaps = [recap_path(r.round) for r in edition.recap.rounds]
    volumes: dict[tuple[str, str], list[Bundle]] = {}
    for bundle in sorted(bound, key=lambda bundle: bundle.path):
        if bundle.path in made:
            volumes.setdefault((bundle.round, bundle.unit), []).append(bundle)
    return Publication(
        edition,
        order.sop,
        prints={path: pdf for path, pdf in found.items() if pdf in made},
        downloads=(FEED, SHEET, SCHEMA_PATH, *(path for path in recaps if path in made)),
        histories=order.histories,
        bundles=volumes,
    )
