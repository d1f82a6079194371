"""From an edition to manuscripts: each document that has a print, the recap of each round, the SOP.

A kind's print is the template that the SOP names for it, else the generic one. What a template may
use is listed in `_common` and `_document`; nothing else reaches a print.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from generator.compile.model import Audience, Edition, OwedRow, RoundRecap, View
from generator.compile.standing import Standing
from generator.publish.chart import exits
from generator.publish.chronicle import told
from generator.publish.flow import sheets
from generator.publish.footing import Footing, footing
from generator.publish.holes import HOLE, filled
from generator.publish.ledger import PROOF, Made, proof_of
from generator.publish.manuscript import Attached, Manuscript
from generator.publish.reading import read
from generator.publish.render import TRIPPED, Templates
from generator.review.history import History
from generator.sop.model import Function, Sop, Step

FOLDER = "pdf"
GENERIC, PLAIN = f"{FOLDER}/dokumen.html.j2", f"{FOLDER}/apa_adanya.html.j2"
RECAP = f"{FOLDER}/rekap.html.j2"
PROCEDURE = f"{FOLDER}/sop.html.j2"
HISTORY = f"{FOLDER}/riwayat.html.j2"
HISTORY_TITLE = "Riwayat perubahan"
STYLE = f"{FOLDER}/print.css"


@dataclass(frozen=True)
class Print:
    """A print and where it goes; `document` is the id of the view or of the SOP, empty for a round's recap.

    `plain`: it shows the document's text as it was written, because no template could read it.
    """

    path: str
    document: str
    round: str
    manuscript: Manuscript
    plain: bool = False


def prints(
    edition: Edition,
    sop: Sop,
    templates: Templates,
    appended: Mapping[str, History] | None = None,
    site: str = "",
) -> tuple[Print, ...]:
    """All prints of an edition. Raises `render.TemplateFault`.

    `appended` are the change histories (by document's path) that prints end with, `site` is the address
    that the prints will be checked at.
    """
    work = _Work(edition, sop, templates, appended or {}, site)
    rounds = map(work.recap, edition.recap.rounds)
    return (*map(work.document, work.printed), *rounds, work.procedure())


def manuscripts(
    edition: Edition, sop: Sop, templates: Templates, paths: Iterable[str]
) -> dict[str, Manuscript]:
    """The manuscripts of some documents by path, without attachments and what they are checked by.

    Raises `render.TemplateFault`.
    """
    work = _Work(edition, sop, templates)
    views = {view.path: view for view in work.printed}
    return {
        path: replace(work.document(views[path]).manuscript, attached=())
        for path in paths
        if path in views
    }


def made(printed: Iterable[Print], files: Mapping[str, bytes]) -> tuple[Made, ...]:
    """The prints of which there are PDFs (by path)."""
    return tuple(
        Made(p.path, p.document, p.manuscript.title, files[p.path])
        for p in printed
        if p.path in files
    )


def print_path(view: View) -> str:
    """Where the print of a view is: named after the document's file, never after what stands in it."""
    return f"{FOLDER}/dokumen/{view.path.removeprefix('content/').removesuffix('.yaml')}.pdf"


def recap_path(name: str) -> str:
    """Where the recap print of a round is: beside the folder of documents, whose names are free."""
    return f"{FOLDER}/rekap/{name}.pdf"


def procedure_path(sop: Sop) -> str:
    """Where the print of the SOP itself is."""
    return f"{FOLDER}/sop-{sop.id}.pdf"


def is_printed(view: View) -> bool:
    """Whether a view has a print of its own."""
    return not view.withheld


def gathering(sop: Sop) -> Step | None:
    """The first step that is done once and waits for steps of units: it makes the recap."""
    steps = sop.steps
    joins = (s for s in steps.values() if not s.per_unit and s.waits_for)
    return next((s for s in joins if any(steps[n].per_unit for n in s.waits_for)), None)


def recap_name(sop: Sop) -> str:
    """What the SOP calls the recap: its evidence of the step that makes it."""
    step = gathering(sop)
    kinds = sop.kinds_at(step.number) if step else ()
    names = [k.name for k in kinds if k.function is Function.EVIDENCE and not k.supplements]
    return names[0] if names else str(sop.identity["nama"])


@dataclass(frozen=True)
class _Work:
    edition: Edition
    sop: Sop
    templates: Templates
    appended: Mapping[str, History] = field(default_factory=dict)
    site: str | None = None

    @cached_property
    def printed(self) -> tuple[View, ...]:
        return tuple(view for view in self.edition.views if is_printed(view))

    @cached_property
    def style(self) -> str:
        return self.templates.render(STYLE)

    @cached_property
    def _common(self) -> dict[str, Any]:
        measurements = self.sop.measurements.values()
        return {
            "internal": self.edition.audience is Audience.INTERNAL,
            "hari_data": self.edition.recap.today,
            "revisi": self.edition.recap.revision,
            "sop": self.sop,
            "kop": filled(self.sop.organisation.letterhead),
            "jenis": self.sop.kinds,
            "jabatan": self.sop.organisation.positions,
            "unit": self.sop.organisation.units,
            "desimal": {known.name: known.decimals for known in measurements},
            "dokumen": {view.id: filled(view.data) for view in self.printed},
            "judul": {view.id: view.title for view in self.edition.views},
            "sebutan": {v.id: f"{v.kind_short} {v.owner}".strip() for v in self.edition.views},
            "jenis_dokumen": {view.id: view.kind for view in self.edition.views},
            "tahap": self.edition.recap.stages,
            "aset": sorted(self.templates.assets),
            "tiada": HOLE,
            "bukti": None,
        }

    def document(self, view: View) -> Print:
        """The print of one document."""
        proof = None if self.site is None else footing(view, self.site)
        html, plain = self._html(view, proof)
        manuscript = self._manuscript(html, view.title, self._day(view), self._attached(view))
        if proof:
            manuscript = replace(manuscript, assets={**manuscript.assets, **proof.assets})
        if view.path in self.appended:
            manuscript = replace(manuscript, following=(self._history(view),))
        return Print(print_path(view), view.id, view.round, manuscript, plain)

    def _html(self, view: View, proof: Footing | None) -> tuple[str, bool]:
        """A document's page, and whether it shows no more than the text that was written."""
        own = f"{FOLDER}/{view.template}.html.j2" if view.template else GENERIC
        for name in dict.fromkeys((self.templates.first([own]) or GENERIC, GENERIC)):
            try:
                values = {**self._common, **self._document(view), "bukti": proof}
                return self.templates.render(name, **values), False
            except TRIPPED:
                # A template may trip over a document (its own or one that it names) of another shape than
                # its form's, and only over that.
                if not (self.edition.errors or view.errors):
                    raise
        bare = {**self._common, **self._marks(view), "bukti": proof}
        return self.templates.render(PLAIN, **bare), True

    def _document(self, view: View) -> dict[str, Any]:
        return {
            **self._marks(view),
            "d": filled(view.data),
            "isian": read(view.data, self.sop.kinds[view.kind].form.schema),
            "isi_lengkap": filled,
            "berutang": self._owed(view.round),
        }

    def _marks(self, view: View) -> dict[str, Any]:
        """The document, and how it stands, whatever its shape."""
        own = self.sop.kinds[view.kind].function is Function.DOCUMENT
        return {
            "v": view,
            "draf": own and not view.stage,
            "belum_sah": own and view.stage > 0 and not view.signed_at,
            "berubah": view.standing is Standing.CHANGED,
        }

    def _history(self, view: View) -> Manuscript:
        """What changed in a document, as an appendix of its print."""
        chronicle = told(self.appended[view.path])
        html = self.templates.render(HISTORY, **self._common, v=view, riwayat=chronicle)
        return self._manuscript(html, HISTORY_TITLE, self._day(view), ())

    def _owed(self, name: str) -> dict[str, list[OwedRow]]:
        rows: dict[str, list[OwedRow]] = {}
        for row in self.edition.owed:
            if row.round == name:
                rows.setdefault(row.unit, []).append(row)
        return rows

    def _day(self, view: View) -> str:
        """The day on which a document was last signed, else the edition's: a signed print never changes."""
        return max((moment[:10] for *_, moment in view.signed_at), default=self.edition.recap.today)

    def _attached(self, view: View) -> tuple[Attached, ...]:
        """The document as YAML, and how it stands: what a copy of the print can be judged by."""
        name = f"{view.id.removesuffix('.yaml').replace('/', '-')}.yaml"
        source = Attached(name, view.source.encode(), view.title, "application/yaml")
        proof = json.dumps(proof_of(view, self.edition.audience), ensure_ascii=False, indent=2)
        about = f"Bukti: {view.title}"
        kept = Attached(PROOF, f"{proof}\n".encode(), about, "application/json", "Supplement")
        return (source, kept)

    def recap(self, own: RoundRecap) -> Print:
        """The recap of a round."""
        people: dict[str, list[Any]] = {}
        for person in own.people:
            people.setdefault(person.unit, []).append(person)
        step = gathering(self.sop)
        every = (*own.steps, *(row for row in own.supplements if row.finished))
        # Who compiled last signs: what came after is in the tables as well.
        rows = [row for row in every if step and row.step == step.number][-1:]
        html = self.templates.render(
            RECAP,
            **self._common,
            putaran=own,
            langkah=rows,
            perangkum=[self._doer(row.document) for row in rows],
            pemegang=[self.edition.seats.get((own.round, row.step), ()) for row in rows],
            nama_rekap=recap_name(self.sop),
            orang=people,
            jenis_wajib=list(self._kinds(own)),
        )
        manuscript = self._manuscript(html, own.title, self.edition.recap.today, ())
        return Print(recap_path(own.round), "", own.round, manuscript)

    def procedure(self) -> Print:
        """The SOP itself, dated on the day from which it holds."""
        identity = self.sop.identity
        html = self.templates.render(
            PROCEDURE,
            **self._common,
            pengesah=filled(self.edition.approver),
            lembar=sheets(self.sop),
            keluar=exits,
        )
        # A month of which the day is not known begins on its first.
        day = f"{identity['tanggal_efektif']}-01"[:10]
        manuscript = self._manuscript(html, identity["nama"], day, ())
        return Print(procedure_path(self.sop), self.sop.id, "", manuscript)

    def _doer(self, id: str) -> Any:
        """Whose work an evidence is: its person (`orang`) and title (`sebutan`), empty when not shown."""
        view = next((v for v in self.printed if v.id == id), None) if id else None
        if view is None:
            return HOLE
        owner = read(view.data, self.sop.kinds[view.kind].form.schema).part("pemilik")
        return filled(owner.value) if owner else HOLE

    def _kinds(self, own: RoundRecap) -> Iterator[str]:
        owed = {kind.kind for kind in own.total.kinds}
        return (kind for kind in self.sop.kinds if kind in owed)

    def _manuscript(
        self, html: str, title: str, day: str, attached: tuple[Attached, ...]
    ) -> Manuscript:
        return Manuscript(html, self.style, title, day, attached, self.templates.assets)
