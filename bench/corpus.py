"""Synthetic projects of any size: the bundled sample, multiplied, with every reference still valid.

A clone of the bureau has its own units, positions, people and documents; a clone of the rounds has
its own folder names and ids. What the whole bureau shares (the disposition, the letter, the recap)
is there once a round and lists the documents of all clones; digests are computed anew. Nothing is
random: the same number gives the same bytes.

    python bench/corpus.py 1000 FOLDER
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.check import slots
from generator.load.corpus import Corpus, Document, Slot, load
from generator.load.digest import digest
from generator.load.source import Source
from generator.load.tree import Folder
from generator.sop.reader import read

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("sop", "templates", "site", "mkdocs.yml")
REGISTER, ORGANISATION = "content/pegawai.yaml", "sop/organisasi.yaml"
EXTENDED = {
    "permintaan": ("kepada", "formulir"),
    "rekap": ("pengesahan", "dokumen_biro"),
    "rapat": ("peserta",),
}
"""Lists of documents that stand once a round, which name every clone of the bureau."""
BUREAUS = 30
"""People have three digits in their ids, so there is room for this many clones."""

_WORD = re.compile(r"(?<!golongan: )\b[a-z0-9]+(?:[-_][a-z0-9]+)*\b")
_COUNT = re.compile(r"(lampiran:\n  jumlah: )(\d+)")
_LISTED = re.compile(r'(\{dokumen: ([a-z0-9-]+), sidik: ")[^"]*')
_ITEM = re.compile(r"^( *)- ")
_KEY = re.compile(r"^( *)([a-z_]+):$")


@dataclass(frozen=True)
class Clone:
    """One clone of the bureau in one clone of the rounds, both counted from 0."""

    bureau: int
    rounds: int

    def unit(self, id: str) -> str:
        """The id of a unit or a position."""
        return f"{id}-b{self.bureau:02d}" if self.bureau else id

    def round(self, id: str) -> str:
        """The name of a round."""
        return f"{id}-r{self.rounds:02d}" if self.rounds else id


class Template:
    """A text cut at the names that a clone renames."""

    def __init__(self, text: str, names: frozenset[str]) -> None:
        self.pieces: list[str] = []
        end = 0
        for match in _WORD.finditer(text):
            if match[0] in names:
                self.pieces += [text[end : match.start()], match[0]]
                end = match.end()
        self.rest = text[end:]

    def renamed(self, table: Mapping[str, str]) -> str:
        """The text under other names."""
        pieces = self.pieces
        named = [table[word] if i % 2 else word for i, word in enumerate(pieces)]
        return "".join(named) + self.rest


class Sample:
    """The bundled sample, and what in it is renamed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        sop = read(Folder(root)).sop
        assert sop is not None, "the rule book of the sample cannot be used"
        self.slots: tuple[Slot, ...] = slots(sop)
        self.corpus: Corpus = load(Folder(root), self.slots)
        units = sop.organisation.units.values()
        shared = {unit.id for unit in units if unit.parent is None}
        self.units = [unit.id for unit in units if unit.id not in shared]
        positions = sop.organisation.positions.values()
        self.positions = [p.id for p in positions if p.unit not in shared]
        register = self.corpus.by_path[REGISTER].data["pegawai"]
        self.people = [
            person["id"]
            for person in register
            if any(tenure["jabatan"] in self.positions for tenure in person["jabatan"])
        ]

    @cached_property
    def documents(self) -> list[tuple[Document, Template]]:
        """The documents of rounds, in the order of steps, so that signers come after the signed."""
        found = [d for d in self.corpus.documents if d.round]
        found.sort(key=lambda document: (document.source.path.rpartition("/")[2], document.path))
        dated = sorted(found, key=lambda document: _step(document.path))
        return [(d, Template(d.source.text, self.names)) for d in dated]

    @cached_property
    def names(self) -> frozenset[str]:
        """Every word that a clone renames."""
        return frozenset(self.table(Clone(0, 0)))

    def table(self, clone: Clone) -> dict[str, str]:
        """The names of a clone by those of the sample."""
        table = {id: clone.unit(id) for id in (*self.units, *self.positions)}
        for id in self.people:
            number = int(id[1:]) + clone.bureau * len(self.people)
            table[id] = f"p{number:03d}"
        for document in self.corpus.documents:
            if document.round:
                kind, _, rest = document.id.partition(f"-{document.round}")
                own = table.get(rest[1:])
                tail = f"-{own}" if own else rest
                table[document.id] = f"{kind}-{clone.round(document.round)}{tail}"
        return table

    def path(self, document: Document, table: Mapping[str, str], clone: Clone) -> str:
        """Where a clone of a document lies."""
        *folders, name = document.path.split("/")
        folders[1] = clone.round(folders[1])
        folders[2:] = [table.get(part, part) for part in folders[2:]]
        stem = name.removesuffix(".yaml")
        kind, _, rest = stem.rpartition(f"{document.name}") if document.name else (stem, "", "")
        own = f"{kind}{table.get(document.name or '', '')}{rest}" if document.name else stem
        return "/".join([*folders, f"{own}.yaml"])


def _step(path: str) -> str:
    return next((part for part in path.split("/")[2:] if part[0].isdigit()), "0")


def size(wanted: int, sample: Sample) -> tuple[int, int]:
    """How many clones of the bureau and of the rounds come nearest to a number of documents."""
    shared = sum(1 for document, _ in sample.documents if not document.unit)
    own = len(sample.documents) - shared
    rounds = max(1, -(-wanted // (own * BUREAUS + shared)))
    bureaus = round((wanted / rounds - shared) / own)
    return min(max(bureaus, 1), BUREAUS), rounds


def write(folder: Path, wanted: int, root: Path = ROOT) -> int:
    """Write a project of about so many documents into a new folder; how many there are."""
    sample = Sample(root)
    bureaus, rounds = size(wanted, sample)
    for part in PARTS:
        source = root / part
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, _made(folder / part))
    clones = [Clone(bureau, 0) for bureau in range(bureaus)]
    for path in (REGISTER, ORGANISATION):
        text = _extended((root / path).read_text("utf-8"), None, sample, clones)
        _made(folder / path).write_text(text, "utf-8")
    count = 1
    for number in range(rounds):
        for path, text in _round(sample, number, bureaus):
            _made(folder / path).write_text(text, "utf-8")
            count += 1
    return count


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _round(sample: Sample, number: int, bureaus: int) -> Iterator[tuple[str, str]]:
    """Path and text of every document of one clone of the rounds."""
    clones = [Clone(bureau, number) for bureau in range(bureaus)]
    tables = [sample.table(clone) for clone in clones]
    digests: dict[str, str] = {}
    forms = {slot.kind: slot.form for slot in sample.slots}
    for document, template in sample.documents:
        for clone, table in zip(clones, tables, strict=True):
            if document.unit:
                text = template.renamed(table)
            elif clone.bureau == 0:
                keys = EXTENDED.get(document.kind, ())
                text = _extended(document.source.text, keys, sample, clones)
                text = _COUNT.sub(lambda match: f"{match[1]}{int(match[2]) * bureaus}", text)
            else:
                continue
            text = _LISTED.sub(lambda match: match[1] + digests.get(match[2], ""), text)
            path = sample.path(document, table, clone)
            data = Source(path, text.encode()).data or {}
            digests[table[document.id]] = digest(forms[document.kind].typed(data))
            yield path, text


def _extended(text: str, keys: tuple[str, ...] | None, sample: Sample, clones: list[Clone]) -> str:
    """A shared text whose lists (None: every list at the root) name the clones too."""
    tables = [sample.table(clone) for clone in clones]
    out: list[str] = []
    for key, block in _blocks(text):
        template = Template(block, sample.names)
        listed = key is not None and (keys is None or key in keys)
        first = [block] if not template.pieces else [template.renamed(tables[0])]
        owned = listed and any(table != tables[0] for table in tables) and template.pieces
        out += [template.renamed(table) for table in tables] if owned else first
    return "".join(out)


def _blocks(text: str) -> Iterator[tuple[str | None, str]]:
    """A text as pieces: each item of a list with the key of its list, other lines with None."""
    key, key_indent, item_indent = "", -1, -1
    block: list[str] = []
    for line in text.splitlines(keepends=True):
        indent = len(line) - len(line.lstrip(" "))
        item = _ITEM.match(line)
        if item_indent >= 0 and (indent > item_indent or not line.strip()):
            block.append(line)
            continue
        if block:
            yield key, "".join(block)
            block = []
        item_indent = -1
        if item and key and indent > key_indent:
            item_indent = indent
            block.append(line)
            continue
        opened = _KEY.match(line)
        key, key_indent = (opened[2], len(opened[1])) if opened else ("", -1)
        yield None, line
    if block:
        yield key, "".join(block)


if __name__ == "__main__":
    print(write(Path(sys.argv[2]), int(sys.argv[1])))
