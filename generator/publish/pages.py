"""The pages of the site, made from an edition: a mapping from Markdown files to their bytes.

Each page is front matter and one line of HTML that a template made with autoescape: nothing that
stands in a document is ever Markdown. Words, links and order are the templates' affair; this module
says which pages there are and what each is given.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.compile.model import Edition, FindingRow, RoundRecap, StepRow, View
from generator.compile.promised import MeasureRow
from generator.publish import address
from generator.publish.branches import branches
from generator.publish.bundle import Bundle
from generator.publish.chart import exits
from generator.publish.chronicle import told
from generator.publish.flow import whole
from generator.publish.form_table import form_rows
from generator.publish.reading import Sort, read
from generator.publish.render import TRIPPED, Templates
from generator.report.progress import Advance
from generator.review.history import Histories
from generator.rules import RULES
from generator.rules.page import Page, page_of
from generator.sop.model import Sop

# The parts of a round that have a page of their own; each has a template of the same name.
PARTS = ("dokumen", "indikator", "pohon", "anggaran", "ketepatan", "temuan")
INTERNAL_PARTS = ("pegawai",)


NO_HISTORIES = Histories()


@dataclass(frozen=True)
class Publication:
    """What the site is made from.

    `prints` leads from a document's path to its PDF, `downloads` names files at the site's root
    (`recap.json`), `procedure` is the PDF of the SOP itself, empty when there is none; all are
    addresses below the site's root of files that others make.
    """

    edition: Edition
    sop: Sop
    prints: Mapping[str, str] = field(default_factory=dict)
    downloads: tuple[str, ...] = ()
    procedure: str = ""
    histories: Histories = NO_HISTORIES
    bundles: Mapping[tuple[str, str], Sequence[Bundle]] = field(default_factory=dict)
    """The volumes of a round, and of a unit in it (an empty unit: of all)."""

    @cached_property
    def by_id(self) -> dict[str, View]:
        """The documents by their ids; the first of those that share one."""
        found: dict[str, View] = {}
        for view in self.edition.views:
            found.setdefault(view.id, view)
        return found

    @cached_property
    def rules(self) -> tuple[Page, ...]:
        """The pages of the rules that have one."""
        return tuple(p for r in RULES if (p := page_of(r.code, r.module)).written)

    @cached_property
    def measures(self) -> dict[tuple[str, str], MeasureRow]:
        """The measures by document and item."""
        rounds = self.edition.recap.rounds
        return {(row.document, row.item): row for round_ in rounds for row in round_.measures}

    @cached_property
    def unit_pages(self) -> frozenset[tuple[str, str]]:
        """The rounds and units that have a page."""
        rounds = self.edition.recap.rounds
        return frozenset((r.round, row.unit) for r in rounds for row in r.units)

    @cached_property
    def children(self) -> dict[str, list[View]]:
        """The documents by the document that they were made under."""
        found: dict[str, list[View]] = defaultdict(list)
        for view in self.edition.views:
            schema = self.sop.kinds[view.kind].form.schema
            for node in read(view.data, schema).children:
                if node.concept == "induk" and node.sort is Sort.DOCUMENT:
                    found[node.value["id"]].append(view)
        return found


def pages(
    publication: Publication, templates: Templates, advance: Advance | None = None
) -> dict[str, bytes]:
    """Every page of the site that is made, by its path below `build/docs`."""
    found: dict[str, bytes] = {}
    orders = list(_orders(publication))
    for done, (path, template, values) in enumerate(orders, 1):
        given = {**values, **_shared(publication, path)}
        found[path] = _page(publication, templates, template, given).encode()
        if advance is not None:
            advance("halaman", done, len(orders))
    return found


DOCUMENT, PLAIN = "dokumen_satu", "apa_adanya"


def _page(publication: Publication, templates: Templates, name: str, values: dict[str, Any]) -> str:
    """A page; that of a document of another shape than its form's says no more than that."""
    try:
        return templates.render(f"site/{name}.html", **values)
    except TRIPPED:
        if name != DOCUMENT or not publication.edition.errors:
            raise
    return templates.render(f"site/{PLAIN}.html", **values)


Order = tuple[str, str, dict[str, Any]]


def _orders(publication: Publication) -> Iterator[Order]:
    """Path, template and values of every page."""
    rounds = publication.edition.recap.rounds
    newest = rounds[0] if rounds else None
    steps = _by_step(newest) if newest else ()
    yield address.HOME, "beranda", {"putaran": newest, "langkah": steps}
    yield address.ROUNDS, "daftar_putaran", {}
    for round_ in rounds:
        yield from _round_orders(publication, round_)
    for view in publication.edition.views:
        yield _document_order(publication, view)
        history = publication.histories.by_path.get(view.path)
        if history is not None:
            values = {"dokumen": view, "riwayat": told(history)}
            yield address.history_page(view), "riwayat", values
    yield address.AUTHENTICITY, "keaslian", {}
    drawing, parts = whole(publication.sop)
    yield address.SOP, "sop", {"bagan": drawing, "potongan": parts, "keluar": exits}
    yield address.RULES, "daftar_aturan", {}
    for page in publication.rules:
        setting = publication.sop.settings.get(page.code)
        wrong = tuple(wrong_parts(example.bad) for example in page.examples)
        values = {"aturan": page, "setelan": setting, "salah": wrong}
        yield address.rule_page(page.code), "aturan", values
    yield address.FORMS, "daftar_formulir", {}
    for kind in publication.sop.kinds.values():
        rows = tuple(form_rows(kind.form.schema))
        yield address.form_page(kind.id), "formulir", {"jenis": kind, "baris": rows}


def _shared(publication: Publication, path: str) -> dict[str, Any]:
    """What every template may use."""
    return {
        "alamat": address,
        "edisi": publication.edition,
        "internal": publication.edition.audience is type(publication.edition.audience).INTERNAL,
        "ke": address.linker(path),
        "rekap": publication.edition.recap,
        "sop": publication.sop,
        "terbitan": publication,
        "desimal": {m.name: m.decimals for m in publication.sop.measurements.values()},
        "judul_aman": address.front_matter_title,
        "satu_baris": address.one_line,
    }


def _round_orders(publication: Publication, round_: RoundRecap) -> Iterator[Order]:
    views = tuple(v for v in publication.edition.views if v.round == round_.round)
    values: dict[str, Any] = {
        "putaran": round_,
        "langkah": _by_step(round_),
        "dokumen": views,
        "pohon": branches(round_.measures),
        "temuan": _counted(round_.findings),
        "bagian_halaman": (*PARTS, *(INTERNAL_PARTS if round_.people else ())),
    }
    yield address.round_page(round_.round), "ringkasan", values
    for part in values["bagian_halaman"]:
        yield address.round_page(round_.round, part), part, values
    for row in round_.units:
        own = {
            "unit": row,
            "dokumen": tuple(v for v in views if v.unit == row.unit),
            "langkah": tuple(s for s in round_.steps if s.unit in (row.unit, None)),
            "temuan": _counted(tuple(f for f in round_.findings if f.unit == row.unit)),
        }
        yield address.unit_page(round_.round, row.unit), "unit", {**values, **own}


def _document_order(publication: Publication, view: View) -> Order:
    schema = publication.sop.kinds[view.kind].form.schema
    values = {"dokumen": view, "isi": read(view.data, schema)}
    return address.document_page(view), DOCUMENT, values


def _by_step(round_: RoundRecap) -> tuple[tuple[int, tuple[StepRow, ...]], ...]:
    """The rows of each step."""
    found: dict[int, list[StepRow]] = defaultdict(list)
    for row in round_.steps:
        found[row.step].append(row)
    return tuple((step, tuple(rows)) for step, rows in found.items())


def wrong_parts(text: str) -> tuple[tuple[str, str], ...]:
    """A wrong example as labelled parts: what stood there, what it became, and what is reported."""
    found: list[tuple[str, list[str]]] = []
    for line in filter(None, text.split("\n")):
        before = found[-1][0] if found else ""
        name, shown = _wrong_line(line, before)
        if before == "semula" and name not in ("semula", "menjadi"):
            found.append(("dihapus", []))
        if found and found[-1][0] == name:
            found[-1][1].append(shown)
        else:
            found.append((name, [shown]))
    return tuple((name, "\n".join(lines)) for name, lines in found)


def _wrong_line(line: str, before: str) -> tuple[str, str]:
    """The part that a line of a wrong example belongs to, and the line as it is shown."""
    if line[0] not in "-+>" or line[1:2].strip():
        return "keterangan", line
    if line[0] == "+":
        return ("menjadi" if before in ("semula", "menjadi") else "ditambah"), line[2:]
    return {"-": "semula", ">": "pesan"}[line[0]], line[2:]


def _counted(findings: tuple[FindingRow, ...]) -> tuple[tuple[FindingRow, int], ...]:
    """One finding of each rule and severity, with how many there are."""
    counts = Counter((f.code, f.severity) for f in findings)
    first = {(f.code, f.severity): f for f in reversed(findings)}
    return tuple((first[key], counts[key]) for key in sorted(counts))
