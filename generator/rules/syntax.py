"""Susunan YAML salah.

Mengapa
    Satu tanda kutip yang tidak ditutup atau satu baris yang bergeser membuat sisa berkas tidak dapat
    dibaca. Program berhenti di tempat itu dan tidak menebak maksud penulisnya.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - formula: Tanggal laporan disampaikan
    + formula: Tanggal laporan: disampaikan
    > 34:29: tanda titik dua tidak boleh ada di sini

Benar
    formula: "Tanggal laporan: disampaikan"

Salah juga
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - formula: Tanggal laporan disampaikan
    + formula: "Tanggal laporan disampaikan
    > 34:14: tanda kutip dibuka tetapi tidak ditutup

Benar
    formula: "Tanggal laporan disampaikan"
"""

from __future__ import annotations

import re

from generator.diagnostic import Edit, Finding, Fix
from generator.load.source import Source
from generator.load.text import Problem
from generator.rules.reading import Read, at, wherever
from generator.rules.wording import quote, text_at

_QUOTE = "tulis nilai itu di antara tanda kutip"
_INDENT = "sejajarkan baris ini dengan isian lain di bagian yang sama"
_CLOSE = "tambahkan tanda kutip penutup di akhir nilai"
_BRACKET = "tutup kurungnya, dan pisahkan isian di dalamnya dengan koma"

_SENTENCES = (
    # what the parser says of its place, what it says of the fault, sentence, remedy
    ("quoted scalar", "unexpected", "tanda kutip dibuka tetapi tidak ditutup", _CLOSE),
    ("quoted scalar", "document indicator", "tanda kutip dibuka tetapi tidak ditutup", _CLOSE),
    (
        "quoted scalar",
        "",
        "tanda \\ di dalam tanda kutip tidak dikenal",
        "tulis \\\\ untuk satu \\",
    ),
    ("block mapping", "did not find expected key", "baris ini tidak sejajar", _INDENT),
    ("block collection", "", "baris ini tidak sejajar dengan daftarnya", _INDENT),
    ("flow mapping", "", "kurung { tidak ditutup dengan benar", _BRACKET),
    ("flow sequence", "", "kurung [ tidak ditutup dengan benar", _BRACKET),
    ("", "mapping values are not allowed", "tanda titik dua tidak boleh ada di sini", _QUOTE),
    (
        "",
        "could not find expected ':'",
        "nama isian tanpa titik dua",
        "tulis nama isian, titik dua, spasi",
    ),
    ("", "cannot start any token", "nilai tidak boleh diawali tanda ini", _QUOTE),
    (
        "",
        "block sequence entries",
        "tanda - tidak boleh ada di sini",
        "mulai daftar pada baris baru",
    ),
    ("", "block sequence", "tanda - tidak boleh ada di sini", "mulai daftar pada baris baru"),
    ("block scalar", "", "penanda teks panjang (| atau >) salah tulis", "tulis | lalu ganti baris"),
    ("plain scalar", "", "teks tidak boleh ditulis seperti ini", _QUOTE),
    ("anchor", "", "tanda & dan * punya arti lain di YAML", _QUOTE),
    ("alias", "", "tanda & dan * punya arti lain di YAML", _QUOTE),
    ("tag", "", "tanda ! punya arti lain di YAML", _QUOTE),
    ("directive", "", "baris yang diawali % tidak boleh ada", "hapus baris itu"),
)


def _finding(read: Read) -> Finding:
    source, problem = read
    found = _unspaced(source, problem) or _shifted(source, problem)
    if found:
        return found
    for context, detail, message, hint in _SENTENCES:
        if context in problem.facts.get("konteks", "") and detail in problem.facts["rincian"]:
            sign = text_at(source, at(read))
            if detail == "cannot start any token" and sign == "%":
                return Finding(at(read), message, f"tulis persen, atau {_QUOTE}")
            return Finding(at(read), message, hint)
    # A file that ends in the middle of a value breaks one line after its last.
    line = "".join(source.lines[: problem.span[0]][-1:]).strip()
    written = f" di dekat {quote(line)}" if line else ""
    return Finding(
        at(read), f"susunan YAML salah{written}", f"{_INDENT}, dan periksa tanda bacanya"
    )


_KEY = re.compile(r"(\s*(?:- +)*)[\w-]+:(?:\s|$)")
_NO_SPACE = re.compile(r"\s*(?:- +)*[A-Za-z_]\w*:(?=[^\s:/])")
_NO_SPACE_AFTER_DASH = re.compile(r"\s*-(?=[A-Za-z_]\w*:(?:\s|$))")
_LINES_ABOVE = 3


def _unspaced(source: Source, problem: Problem) -> Finding | None:
    """The line at or shortly above the fault where a space lacks after a colon or a dash."""
    last = problem.span[0]
    for number in range(last, max(last - _LINES_ABOVE, 0), -1):
        line = source.lines[number - 1] if number <= len(source.lines) else ""
        for pattern, message in (
            (_NO_SPACE, "sesudah titik dua harus ada spasi"),
            (_NO_SPACE_AFTER_DASH, "sesudah tanda - harus ada spasi"),
        ):
            if found := pattern.match(line):
                end = found.end()
                sign = source.at((number, end, number, end + 1))
                fix = Fix("sisipkan spasi", (Edit(sign, f"{line[end - 1]} "),))
                return Finding(sign, message, "sisipkan satu spasi", fix=fix)
    return None


def _shifted(source: Source, problem: Problem) -> Finding | None:
    """A key further left or right than the fields above it."""
    number, column = problem.span[:2]
    line = source.lines[number - 1] if number <= len(source.lines) else ""
    key = _KEY.match(line)
    if key is None or column not in (len(key[1]) + 1, len(key.group().rstrip())):
        return None
    wide, open_columns = len(key[1]), list[int]()
    for above in reversed(source.lines[: number - 1]):
        if not above.strip() or above.lstrip().startswith("#"):
            continue
        before = _KEY.match(above)
        if before and (not open_columns or len(before[1]) < open_columns[-1]):
            open_columns.append(len(before[1]))
        if not above.startswith((" ", "-")):
            break
    if not open_columns or wide in open_columns:
        return None
    near = min(open_columns, key=lambda other: abs(other - wide))
    return Finding(
        source.at((number, wide + 1, number, wide + 2)),
        f"baris ini menjorok {wide} spasi, padahal isian sebelumnya {near}",
        "samakan jarak menjoroknya",
    )


check, check_book = wherever(_finding, "syntax")
