"""Hostile and unlucky files: one finding each, in time, without an exception, all others still judged."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pytest

from generator.check import Checked, check
from generator.diagnostic import Diagnostic
from generator.load.tree import Entry, Sort
from tests.tree import Sample, overlay, text_of

PLAN = "content/2026/rbak/4-dokumen/ra-skp-p016.yaml"
AGREEMENT = "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml"
ROUND = "content/2026/periode.yaml"
LINE = b"tempat: Padang\n"
IGNORED = {"L302"}  # what was signed has changed, that is true of every changed document
SECONDS = 2.0


@cache
def base() -> Checked:
    return check(Sample())


@cache
def plan() -> bytes:
    return text_of(PLAN).encode()


def found(files: dict[str, str | bytes | None]) -> list[Diagnostic]:
    """What a changed tree has that the sample has not, found in time."""
    known = {(d.location.path, d.code, d.message) for d in base().diagnostics}
    started = time.perf_counter()
    checked = check(overlay(files))
    assert time.perf_counter() - started < SECONDS
    return [
        d
        for d in checked.diagnostics
        if d.code not in IGNORED and (d.location.path, d.code, d.message) not in known
    ]


def placed(line: bytes) -> Callable[[], bytes]:
    """The plan with a line in place of its `tempat`."""
    return lambda: plan().replace(LINE, line + b"\n")


def whole(data: bytes) -> Callable[[], bytes]:
    return lambda: data


NESTED_MAPS = b"".join(b" " * i + b"a:\n" for i in range(700))
BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

CASES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("Y004", whole(b"")),
    "comment only": ("Y004", whole(b"# nanti\n")),
    "blank lines": ("Y004", whole(b"\n \n\n")),
    "marker only": ("Y004", whole(b"---\n")),
    "byte-order mark": ("Y002", lambda: b"\xef\xbb\xbf" + plan()),
    "UTF-16": ("Y001", lambda: plan().decode().encode("utf-16")),
    "UTF-16 without mark": ("Y003", lambda: plan().decode().encode("utf-16-le")),
    "Latin-1": ("Y001", placed(b"tempat: Padang Panjang \xe9")),
    "overlong": ("Y001", placed(b"tempat: \xc0\xaf")),
    "encoded surrogate": ("Y001", placed(b"tempat: \xed\xa0\xbd")),
    "raw NUL": ("Y003", placed(b"tempat: a\x00b")),
    "escaped NUL": ("Y003", placed(rb'tempat: "a\0b"')),
    "escape sequence": ("Y003", placed(rb'tempat: "\e[31mmerah"')),
    "raw escape": ("Y003", placed(b"tempat: \x1b[31mmerah")),
    "lone CR": ("Y003", placed(b"tempat: a\rid: b")),
    "mark inside": ("Y003", placed("tempat: a\ufeffb".encode())),
    "right-to-left": ("Y003", placed("tempat: a\u202eb".encode())),
    "zero width in a key": ("Y003", placed("tem\u200bpat: Padang".encode())),
    "tag characters": ("Y003", placed("tempat: a\U000e0041b".encode())),
    "placeholder of Markdown": ("Y003", placed(b'tempat: "\\x02klzzwxh:0001\\x03"')),
    "decomposed accent": ("Y014", placed("tempat: Cafe\u0301".encode())),
    "escaped surrogate": ("Y006", placed(rb'tempat: "\ud83d"')),
    "alias bomb": ("Y010", whole(BOMB)),
    "merge bomb": ("Y010", whole(b"a: {b: 1}\n<<: {c: 1}\n")),
    "recursive alias": ("Y010", whole(b"a: &a [*a]\n")),
    "alias": ("Y010", placed(b"tempat: *kota")),
    "anchor": ("Y010", placed(b"tempat: &kota Padang")),
    "tag": ("Y010", placed(b"tempat: !!python/object/apply:os.system [id]")),
    "binary": ("Y010", placed(b"tempat: !!binary aGFsbw==")),
    "own tag": ("Y010", placed(b"tempat: !kota Padang")),
    "directive": ("Y010", lambda: b"%YAML 1.1\n---\n" + plan()),
    "two documents": ("Y010", lambda: plan() + b"---\na: 1\n"),
    "root list": ("Y011", whole(b"- a\n- b\n")),
    "root text": ("Y011", whole(b"hanya teks\n")),
    "list as key": ("Y012", placed(b"? [a, b]\n: c")),
    "template braces": ("Y012", placed(b"tempat: {{ x }}")),
    "10,000 brackets closed": ("Y013", placed(b"tempat: " + b"[" * 10_000 + b"]" * 10_000)),
    "100,000 brackets": ("Y013", placed(b"tempat: " + b"[" * 100_000)),
    "nested maps": ("Y013", whole(NESTED_MAPS)),
    "300 KB scalar": ("F109", placed(b"tempat: " + b"x" * 300_000)),
    "50 MB scalar": ("Y005", placed(b"tempat: " + b"x" * 50_000_000)),
    "200,000 items": ("Y005", placed(b"tempat: [" + b"1," * 200_000 + b"1]")),
    "duplicate key": ("Y009", placed(b"tempat: Padang\ntempat: Padang")),
    "duplicate key inside": ("Y009", lambda: plan().replace(b"{1: 1, 2", b'{1: 1, "1": 1, 2', 1)),
    "duplicate key without value": ("Y009", placed(b"tempat:\ntempat: Padang")),
    "conflict": ("Y008", placed(b"<<<<<<< HEAD\ntempat: a\n=======\ntempat: b\n>>>>>>> x")),
    "tab": ("Y007", lambda: plan().replace(b"  pegawai: p016", b"\tpegawai: p016", 1)),
    "tab after spaces": (
        "Y007",
        lambda: plan().replace(b"  pegawai: p016", b" \tpegawai: p016", 1),
    ),
    "open quote": ("Y006", placed(b'tempat: "Padang')),
    "open brace": ("Y006", placed(b"tempat: {a: b")),
    "bad indentation": ("Y006", placed(b"   tempat: Padang")),
    "at sign": ("Y006", placed(b"tempat: @kota")),
    "git LFS": (
        "Y011",
        whole(b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"),
    ),
    "key misspelt": ("F101", placed(b"tmepat: Padang")),
    "unknown key without value": ("F101", placed(b"tempat: Padang\nwarna:")),
    "comment cuts": ("Y015", placed(b"tempat: Padang #5 kota")),
    "value is a comment": ("F102", placed(b"tempat: #5 kota")),
    "list for text": ("F104", placed(b"tempat: [Padang]")),
    "group for text": ("F104", placed(b"tempat: {kota: Padang}")),
    "personal number": ("P701", placed(b"tempat: Padang 198001012005011991")),
    "personal number in groups": ("P701", placed(b"tempat: Padang 19800101 200501 1 991")),
}


@pytest.mark.parametrize(("code", "make"), CASES.values(), ids=CASES.keys())
def test_file_gives_one_finding(code: str, make: Callable[[], bytes]) -> None:
    findings = found({PLAN: make()})
    assert [(d.code, d.location.path) for d in findings] == [(code, PLAN)]
    for d in findings:
        assert d.location.line >= 1
        assert d.location.column >= 1
        assert d.hint
        assert (d.message + d.hint).isprintable()


VALUES: dict[str, tuple[str, str]] = {
    "a word": ("F104", "delapan puluh"),
    "decimal comma": ("F104", '"85,0"'),
    "thousands": ("F104", "1.150.000"),
    "thousand or one": ("F112", "1.000"),
    "thousand or one with comma": ("F112", '"1,000"'),
    "percent": ("F104", "85%"),
    "not a number": ("F104", ".nan"),
    "infinite": ("F104", ".inf"),
    "too large": ("F104", "1e999"),
    "exponent": ("F104", "1e3"),
    "hexadecimal": ("F104", "0x1F"),
    "base 60": ("Y006", "1:20"),
    "Arabic digits": ("F104", "\u0668\u0665"),
    "leading zero": ("F104", "085"),
    "true": ("F104", "true"),
    "null": ("F104", "~"),
    "comma in braces": ("F101", "85,0"),
    "list": ("F104", "[85]"),
}


@pytest.mark.parametrize(("code", "text"), VALUES.values(), ids=VALUES.keys())
def test_number_gives_one_finding(code: str, text: str) -> None:
    line = "target: {nilai: 85, satuan: persen}"
    changed = text_of(AGREEMENT).replace(line, f"target: {{nilai: {text}, satuan: persen}}")
    assert [d.code for d in found({AGREEMENT: changed})] == [code]


MEANINGS: dict[str, tuple[str, str, str, str]] = {
    "no stays a word": (
        "R201",
        AGREEMENT,
        "{nilai: 85, satuan: persen}",
        "{nilai: 85, satuan: no}",
    ),
    "no such day": ("F105", AGREEMENT, "tanggal: 2026-01-02", "tanggal: 2026-02-30"),
    "other order of a date": ("F105", AGREEMENT, "tanggal: 2026-01-02", "tanggal: 02-01-2026"),
    "leading zero of a year": ("F104", AGREEMENT, "tahun: 2026", "tahun: 02026"),
    "year as text": ("F104", AGREEMENT, "tahun: 2026", "tahun: dua ribu"),
    "year of another round": ("F113", AGREEMENT, "tahun: 2026", "tahun: 2025"),
    "kind of another place": ("F103", AGREEMENT, "jenis: pk", "jenis: skp"),
    "id of another file": ("F114", ROUND, "id: periode-2026", "id: periode-2025"),
    "Cyrillic letter in an id": ("F106", ROUND, "id: periode-2026", "id: pеriode-2026"),
    "moment without offset": ("F105", ROUND, "T08:00+07:00", "T08:00"),
}


@pytest.mark.parametrize(("code", "path", "old", "new"), MEANINGS.values(), ids=MEANINGS.keys())
def test_meaning_gives_one_finding(code: str, path: str, old: str, new: str) -> None:
    text = text_of(path)
    assert old in text
    assert [d.code for d in found({path: text.replace(old, new, 1)})] == [code]


def test_windows_line_ends_are_accepted_and_change_no_digest() -> None:
    crlf = text_of(PLAN).replace("\n", "\r\n").encode()
    assert found({PLAN: crlf}) == []
    assert not any(d.code in IGNORED for d in check(overlay({PLAN: crlf})).diagnostics)


def test_document_in_the_place_of_another_kind_is_one_finding() -> None:
    misplaced = "content/2026/rbak/4-dokumen/skp-p099.yaml"
    findings = found({misplaced: text_of(AGREEMENT).replace("pk-2026-kabag-rbak", "skp-2026-p099")})
    assert [(d.code, d.location.path) for d in findings if d.code[0] in "FY"] == [
        ("F103", misplaced)
    ]


NAMES = {
    "capitals beside small letters": ("Y018", "content/2026/rbak/4-dokumen/RA-SKP-p016.yaml"),
    "folder in capitals": ("Y018", "content/2026/RBAK/4-dokumen/skp-p098.yaml"),
    "Cyrillic": ("Y016", "content/2026/rbak/4-dokumen/рk-kabag.yaml"),
    "right-to-left": ("Y016", "content/2026/rbak/4-dokumen/pk-\u202elmay.yaml"),
    "newline": ("Y016", "content/2026/rbak/4-dokumen/pk-a\nb.yaml"),
    "leading dash": ("Y016", "content/2026/-rf.yaml"),
    "device": ("Y016", "content/2026/con.yaml"),
    "shell": ("Y016", "content/2026/$(id).yaml"),
    "other end": ("Y016", "content/2026/rbak/4-dokumen/pk-kabag.yml"),
    "attributes": ("Y016", "content/2026/.gitattributes"),
    "site": ("Y016", "content/mkdocs.yml"),
    "not UTF-8": ("Y016", "content/2026/\udce9.yaml"),
    "dots": ("Y016", "content/../pk.yaml"),
}


@pytest.mark.parametrize(("code", "path"), NAMES.values(), ids=NAMES.keys())
def test_name_gives_one_finding(code: str, path: str) -> None:
    findings = found({path: b"apa: saja\n"})
    assert [(d.code, d.location.path) for d in findings] == [(code, path)]
    assert findings[0].message.isprintable()
    assert findings[0].hint.isprintable()


class With:
    """The sample with an entry that is no plain file and may not be opened."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def entries(self, folder: str) -> list[Entry]:
        kept = [e for e in Sample().entries(folder) if e.path != self.entry.path]
        own = [self.entry] if self.entry.path.startswith(f"{folder}/") else []
        return sorted(kept + own)

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        wanted = list(paths)
        assert self.entry.path not in wanted
        return Sample().read(wanted)


@pytest.mark.parametrize("sort", [s for s in Sort if s is not Sort.FILE])
@pytest.mark.parametrize(
    "path", ["content/2026/rbak/4-dokumen/skp-p099.yaml", "content/lain", "sop/x.yaml"]
)
def test_entry_that_is_no_plain_file_is_one_finding_and_never_opened(sort: Sort, path: str) -> None:
    known = set(base().diagnostics)
    fresh = [d for d in check(With(Entry(path, sort))).diagnostics if d not in known]
    assert [(d.code, d.location.path) for d in fresh] == [("Y017", path)]


@pytest.mark.parametrize(
    "name", ["pengumpulan-data-kinerja", "organisasi", "peran", "satuan", "aturan"]
)
@pytest.mark.parametrize(
    ("code", "data"), [("Y006", b"a: [\n"), ("Y001", b"a: \xff\n"), ("Y011", b"- a\n")]
)
def test_broken_file_of_the_rule_book_is_one_finding(name: str, code: str, data: bytes) -> None:
    checked = check(overlay({f"sop/{name}.yaml": data}))
    assert checked.context is None
    assert [(d.code, d.location.path) for d in checked.diagnostics] == [(code, f"sop/{name}.yaml")]


def test_broken_form_is_one_finding() -> None:
    checked = check(overlay({"sop/formulir/pk.schema.yaml": b"a: [\n"}))
    assert [d.code for d in checked.diagnostics if d.severity.value == "galat"] == ["Y006"]


def test_every_part_of_a_file_taken_away_gives_findings_and_no_exception() -> None:
    for path in (AGREEMENT, "sop/pengumpulan-data-kinerja.yaml", "sop/organisasi.yaml"):
        lines = text_of(path).split("\n")
        for i in range(0, len(lines), max(1, len(lines) // 12)):
            check(overlay({path: "\n".join(lines[:i] + lines[i + 1 :])}))
            check(overlay({path: "\n".join(lines[:i])}))
