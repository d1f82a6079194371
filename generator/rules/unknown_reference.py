"""Isian menunjuk sesuatu yang tidak ada: pegawai, jabatan, unit, dokumen, butir, atau satuan.

Mengapa
    Pegawai, jabatan, dokumen, dan butir ditulis dengan id. Id yang salah satu huruf saja memutus hubungan
    antara dokumen bawahan dan atasan, sehingga penjenjangan kinerja (PermenPANRB 89/2021) tidak terbaca.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - - {dokumen: pk-2026-kepala-biro, butir: s1-i1}
    + - {dokumen: pk-2026-kepala-biroo, butir: s1-i1}
    > 26:19: dokumen "pk-2026-kepala-biroo" tidak ada

Benar
    - {dokumen: pk-2026-kepala-biro, butir: s1-i1}

Salah juga
    content/2026/rbak/4-dokumen/ra-pk-kabag-rbak.yaml
    - satuan: perangkat daerah
    + satuan: perangkat derah
    > 31:13: satuan "perangkat derah" tidak ada di daftar satuan

Benar
    satuan: perangkat daerah

Salah juga
    content/2026/rbak/4-dokumen/skp-p003.yaml
    - intervensi: {dokumen: skp-2026-p001, butir: rhk1}
    + intervensi: {dokumen: skp-2026-p001, butir: rhk9}
    > 25:49: butir "rhk9" tidak ada di dokumen skp-2026-p001

Benar
    intervensi: {dokumen: skp-2026-p001, butir: rhk1}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostic import Finding, Fix, Said
from generator.load.corpus import Document
from generator.load.faults import closest
from generator.load.schema import Schema
from generator.load.source import Path
from generator.rules.context import Context
from generator.rules.naming import register_name
from generator.rules.parent_mismatch import mismatch
from generator.rules.phrase import rewrite, spot, title
from generator.rules.wording import quote
from generator.sop.facts import Goal, Measure
from generator.sop.model import Function

_NAME = re.compile(r"[A-Za-z]+[ .]")
_MOST_SUGGESTIONS = 100
"""A suggestion compares with every known name; a broken corpus must not cost minutes."""


def check(context: Context) -> Iterator[Finding]:
    """References to what does not exist or is of another kind."""
    search = _Search(context)
    for document in context.readable:
        for path, target, value in context.annotated(document, "x-rujukan"):
            if isinstance(value, str) and not search.knows(document, path, target, value):
                yield from search.finding(document, path, target, value)


@dataclass
class _Search:
    context: Context
    names: dict[str, Any] = field(init=False)
    register_file: str = ""
    suggestions: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        sop = self.context.sop
        self.names = {
            "orang": self.context.people,
            "jabatan": sop.organisation.positions,
            "unit": sop.organisation.units,
            "tingkat": sop.organisation.levels,
            "satuan": sop.measurements,
            "jenis": {kind.id: kind for kind in sop.kinds_of(Function.DOCUMENT)},
            "dokumen": self.context.corpus.by_id,
        }
        people = {kind.id for kind in sop.kinds_of(Function.PEOPLE)}
        registers = [d for d in self.context.corpus.documents if d.kind in people]
        self.register_file = " atau ".join(d.path for d in registers)
        self.no_register = not self.context.people or not all(d.readable for d in registers)

    def knows(self, document: Document, path: Path, target: Any, value: str) -> bool:
        """Whether a reference leads somewhere; true as well where another rule has the cause."""
        space = target.get("ruang")
        if space == "butir":
            return self._knows_item(document, path, target, value)
        known = self.names.get(space)
        if known is None or value in known:
            return space != "dokumen" or not self._other_kind(target, value)
        return space == "orang" and self.no_register

    def _other_kind(self, target: Any, id: str) -> bool:
        wanted = target.get("jenis")
        return wanted is not None and self.names["dokumen"][id][0].kind not in wanted

    def _knows_item(self, document: Document, path: Path, target: Any, value: str) -> bool:
        id = _sibling(document, path, target["dalam"])
        facts = self.context.find(id) if isinstance(id, str) else None
        if facts is None:
            return True
        found = self.context.items(facts).get(value)
        return found is not None and not (_wants_measure(target) and isinstance(found, Goal))

    def finding(self, document: Document, path: Path, target: Any, value: str) -> Iterator[Finding]:
        """The finding, unless the form itself already refuses the text."""
        if _refused(document, path, value):
            return
        if target["ruang"] == "butir":
            yield from self._item(document, path, target, value)
        elif value in self.names[target["ruang"]]:
            yield self._kind(document, path, target, value)
        else:
            yield self._unknown(document, path, target["ruang"], value)

    def _item(self, document: Document, path: Path, target: Any, value: str) -> Iterator[Finding]:
        id = str(_sibling(document, path, target["dalam"]))
        facts, own = self.context.find(id), self.context.facts(document)
        if facts is None or (own.get("induk") == id and mismatch(self.context, own)):
            return
        items = self.context.items(facts)
        wanted = Measure if _wants_measure(target) else (Goal, Measure)
        known = sorted(name for name, item in items.items() if isinstance(item, wanted))
        if value in items:
            measures = title(facts.document, spot(facts.document, items[value].path, "ukuran"))
            message = f"butir {value} di dokumen {id} bukan {measures.lower()}"
            hint, fix = "", None
        else:
            message = f"butir {quote(value)} tidak ada di dokumen {id}"
            hint, fix = self._suggest(f"butir {id}", known, value, document, path)
        names = f"pilih salah satu: {', '.join(known[:12])}" if known else f"isi dulu dokumen {id}"
        yield Finding(document.value(*path), message, hint or names, fix=fix)

    def _kind(self, document: Document, path: Path, target: Any, value: str) -> Finding:
        kinds = self.context.sop.kinds
        is_a = kinds[self.names["dokumen"][value][0].kind].name
        wanted = " atau ".join(kinds[k].name for k in target["jenis"] if k in kinds)
        return Finding(
            document.value(*path),
            f"dokumen {value} adalah {is_a}, yang diminta {wanted}",
            f"tulis id {wanted}",
        )

    def _unknown(self, document: Document, path: Path, space: str, value: str) -> Finding:
        message, remedy = _SENTENCES[space]
        hint, fix = self._suggest(space, self.names[space], value, document, path)
        message = message.format(quote(value), register=register_name(self.context))
        return Finding(
            document.value(*path),
            message,
            hint or remedy.format(file=self.register_file),
            fix=fix,
            in_cells=None if hint else Said(message, "pilih dari daftar pada sel ini"),
        )

    def _suggest(
        self, space: str, known: Iterable[str], value: str, document: Document, path: Path
    ) -> tuple[str, Fix | None]:
        key = (space, value)
        if key not in self.suggestions:
            full = len(self.suggestions) >= _MOST_SUGGESTIONS
            self.suggestions[key] = None if full else self._meant(space, known, value)
        meant = self.suggestions[key]
        if meant is None:
            return "", None
        sentence = f'maksud Anda "{meant}"?'
        return f'pilih "{meant}"', rewrite(sentence, document.value(*path), meant)

    def _meant(self, space: str, known: Iterable[str], value: str) -> str | None:
        """What was meant; never another number, which would name another person or document."""
        if space == "orang":
            return self._named(value)
        alike = [name for name in known if _digits(name) == _digits(value)]
        if space == "dokumen":
            alike = [name for name in alike if _is_one_typo(name, value)]
        return closest(value, alike)

    def _named(self, text: str) -> str | None:
        """The id of the one person whose name was written in place of an id."""
        if " " not in text.strip():
            names = [id for id, p in self.context.people.items() if _bare(p.name) == _bare(text)]
            return names[0] if len(names) == 1 else None
        ids: dict[str, list[str]] = {}
        for id, person in self.context.people.items():
            ids.setdefault(_bare(person.name), []).append(id)
        found = ids.get(closest(_bare(text), ids) or "", [])
        return found[0] if len(found) == 1 else None


def _bare(name: str) -> str:
    """A person's name without academic degrees after a comma, in small letters."""
    return re.sub(r"[\s_-]+", " ", name.partition(",")[0].strip().casefold())


def _digits(text: str) -> list[str]:
    return re.findall("[0-9]+", text)


def _is_one_typo(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two letters swapped, make one text of the other."""
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return abs(len(one) - len(other)) <= 1
    left, right = one[start:], other[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


_SENTENCES = {
    "orang": (
        "pegawai {} tidak ada di {register}",
        "lihat id pegawai di {file}",
    ),
    "jabatan": (
        "jabatan {} tidak ada di susunan organisasi",
        "tulis id jabatan dari sop/organisasi.yaml",
    ),
    "unit": ("unit {} tidak ada di susunan organisasi", "tulis id unit dari sop/organisasi.yaml"),
    "tingkat": (
        "tingkat jabatan {} tidak ada di susunan organisasi",
        "tulis id tingkat dari sop/organisasi.yaml",
    ),
    "satuan": (
        "satuan {} tidak ada di daftar satuan",
        "pilih satuan dari sop/satuan.yaml, atau minta admin menambahkannya",
    ),
    "jenis": ("jenis dokumen {} tidak dikenal", "tulis id jenis dokumen dari berkas SOP"),
    "dokumen": ("dokumen {} tidak ada", "periksa id dokumen itu, atau buat dulu dokumennya"),
}


def _wants_measure(target: Any) -> bool:
    return bool(target.get("konsep") == "ukuran")


def _sibling(document: Document, path: Path, name: str) -> Any:
    """The value of the field that names the document: beside the item, or from the root after a slash."""
    return document.get((name[1:],) if name.startswith("/") else (*path[:-1], name))


def is_person(schema: Schema) -> bool:
    """Whether a field holds the id of a person."""
    return bool(schema.get("x-rujukan", {}).get("ruang") == "orang")


def is_persons_name(schema: Schema, text: str) -> bool:
    """Whether a name seems to stand in place of the id of a person: words without any digit."""
    return is_person(schema) and not _digits(text) and bool(_NAME.match(text))


def _refused(document: Document, path: Path, value: str) -> bool:
    schema = document.form.at(path)
    pattern, words = schema.get("pattern"), schema.get("enum")
    if is_persons_name(schema, value):
        pattern = None  # bad_pattern leaves it to this rule, which knows the names
    return bool(
        (pattern and not re.search(pattern, value))
        or (words and value not in words)
        or len(value) > schema.get("maxLength", len(value))
    )
