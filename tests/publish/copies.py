"""A ledger of the project's documents with a few prints, and copies of them, genuine and not."""

from __future__ import annotations

import io
import json
import re
import zlib
from functools import cache

import pikepdf

from generator.compile.model import Audience
from generator.publish.authenticity import WORDS, Judge
from generator.publish.ledger import Ledger, Made, encoded, ledger
from generator.publish.press import press
from generator.publish.prints import made, prints
from generator.publish.render import Templates
from tests.compile.editions import PROJECT, context_of, project
from tests.tree import ROOT

SITE = "https://situs.contoh.example/rekap/"
SIGNED, UNSIGNED, DRAFT = "pk-2026-kabag-rbak", "pk-2026-kabag-ttl", "pk-2026-kasubag-tu"
FILE = "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml"
FORMER = "content/2025/rbak/4-dokumen/pk-kabag-rbak.yaml"
SECRET = "content/2026/rbak/4-dokumen/skp-p003.yaml"
SECRET_FORMER = "content/2025/rbak/4-dokumen/skp-p003.yaml"
RECAP = ""


def source(path: str) -> bytes:
    """A document of the project as it is written."""
    ((_, raw),) = PROJECT.read([path])
    return raw


@cache
def pressed(audience: Audience) -> tuple[Made, ...]:
    """The prints of a few documents and of the newest recap (empty id)."""
    wanted = (SIGNED, UNSIGNED, RECAP) if audience is Audience.PUBLIC else (SIGNED,)
    every = prints(project(audience), context_of(PROJECT).sop, Templates(ROOT), site=SITE)
    chosen = [p for p in every if p.document in wanted and p.round == "2026"]
    return made(chosen, press({p.path: p.manuscript for p in chosen}).files)


def printed(audience: Audience) -> dict[str, bytes]:
    """Their bytes by the documents' ids."""
    return {one.document: one.pdf for one in pressed(audience)}


@cache
def known(audience: Audience = Audience.PUBLIC) -> bytes:
    """The ledger of the project."""
    return encoded(ledger(project(audience), context_of(PROJECT).sop, pressed(audience)))


@cache
def judge(audience: Audience = Audience.PUBLIC) -> Judge:
    """Judges by that ledger."""
    return Judge(Ledger.read(known(audience)), json.loads(Templates(ROOT).render(WORDS)))


def with_value(pdf: bytes, old: str, new: str) -> bytes:
    """A print with another value in the YAML that it carries, saved by another program."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (name,) = [n for n in opened.attachments if n.endswith(".yaml")]
        text = opened.attachments[name].get_file().read_bytes().decode()
        assert old in text
        spec = pikepdf.AttachedFileSpec(opened, text.replace(old, new, 1).encode(), filename=name)
        del opened.attachments[name]
        opened.attachments[name] = spec
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def repainted(pdf: bytes) -> bytes:
    """A print that says something else on paper and carries the same values."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page = opened.pages[-1]
        page.contents_add(b"0 0 0 rg 100 100 50 50 re f")
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


@cache
def copies() -> dict[str, tuple[bytes, str, str]]:
    """Name of a case -> its bytes, the verdict, and a part of the reason."""
    public, text = printed(Audience.PUBLIC), source(FILE)
    open_text = next(v.source for v in project(Audience.PUBLIC).views if v.id == SIGNED).encode()
    pdf = public[SIGNED]
    crlf = text.replace(b"\n", b"\r\n")
    lines = text.split(b"\n")
    at = pdf.index(b"startxref") - 40
    flipped = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
    target = "Sasaran ke-1, Indikator ke-1, Target, Nilai target"
    changed = re.sub(rb"nilai: 85\b", b"nilai: 86", text, count=1)
    assert changed != text
    return {
        "print": (pdf, "valid", "bita demi bita"),
        "print of the recap": (public[RECAP], "same", "tidak disahkan tersendiri"),
        "print not signed": (public[UNSIGNED], "open", "belum ada langkah"),
        "print with another value": (
            with_value(pdf, "nilai: 85", "nilai: 86"),
            "differs",
            f"{target}. Pada berkas ini tertulis “86”, pada yang diterbitkan “85”.",
        ),
        "print with another decimal": (
            with_value(pdf, "nilai: 85", "nilai: 8.5"),
            "differs",
            f"{target}. Pada berkas ini tertulis “8,5”, pada yang diterbitkan “85”.",
        ),
        "print with other paint": (repainted(pdf), "differs", "Yang berbeda: berkasnya"),
        "print with one bit turned": (flipped, "differs", "Yang berbeda: berkasnya"),
        "print with something after it": (pdf + b"%tambahan\n", "look", "tambahan 10 bita"),
        "print of the other edition": (
            printed(Audience.INTERNAL)[SIGNED],
            "look",
            "cetakan edisi internal",
        ),
        "values of a former version": (
            source(FORMER),
            "former",
            (
                "sudah digantikan Perjanjian Kinerja Perubahan ke-1 Kepala Bagian Reformasi Birokrasi dan "
                "Akuntabilitas Kinerja 2025 sejak 24 September 2025."
            ),
        ),
        "print of nothing": (b"%PDF-1.7\n%%EOF\n", "unknown", "tidak memuat data"),
        "print with a broken file": (
            b"%PDF-1.7\n1 0 obj<</Type/EmbeddedFile/Filter/FlateDecode/Length 9>>stream\n"
            + zlib.compress(b"jenis: pk")[:9],
            "unknown",
            "tidak memuat data",
        ),
        "source": (text, "valid", "Isi berkas ini sama"),
        "source with Windows line ends": (crlf, "valid", "Isi berkas ini sama"),
        "source with a comment": (b"# catatan\n" + text, "valid", "Isi berkas ini sama"),
        "source with another spelling of a number": (
            re.sub(rb"nilai: 85\b", b"nilai: 85.0", text, count=1),
            "valid",
            "Isi berkas ini sama",
        ),
        "source from the print": (open_text, "valid", "Isi berkas ini sama"),
        "source with another value": (changed, "differs", target),
        "source from the print with another name": (
            open_text.replace(b"Datuak", b"Datuk", 1),
            "differs",
            "Pihak pertama, Pegawai. Pada berkas ini tertulis “Datuk Rekaan",
        ),
        "source with another person": (
            re.sub(rb"pegawai: p\d{3}", b"pegawai: p099", text, count=1),
            "differs",
            "isian internal, rujukan pegawai",
        ),
        "source with one field more": (
            b"warna: merah\n" + text,
            "differs",
            "isian di luar formulir",
        ),
        "source without its last list item": (
            b"\n".join(lines[: len(lines) - 2]) + b"\n",
            "differs",
            "isian internal",
        ),
        "hidden source": (source(SECRET), "valid", "satu dokumen internal"),
        "hidden source of a former version": (
            source(SECRET_FORMER),
            "former",
            "sah, tetapi sudah digantikan versi yang lebih baru.",
        ),
        "hidden source of the version that replaced it": (
            source(SECRET_FORMER.replace(".yaml", "-2.yaml")),
            "valid",
            "satu dokumen internal",
        ),
        "hidden source with another value": (
            source(SECRET) + b"tambahan: ya\n",
            "unknown",
            "skp-2026-p003",
        ),
        "draft": (
            source("content/2026/ttl/4-dokumen/pk-kasubag-tu.yaml"),
            "unknown",
            f"id {DRAFT}",
        ),
        "register": (source("content/pegawai.yaml"), "unknown", ""),
        "other YAML": (b"a: 1\n", "unknown", "jenisnya (kosong)"),
        "kind from nowhere": (b"jenis: toString\nid: __proto__\n", "unknown", "(toString)"),
        "id from nowhere": (
            b"jenis: pk\nid: __proto__\n__proto__: {a: 1}\n",
            "unknown",
            "__proto__",
        ),
        "anchor": (b"jenis: &a pk\nid: *a\n", "unknown", "lihat baris 1"),
        "tag": (b"jenis: pk\nid: !!str x\n", "unknown", "lihat baris 2"),
        "two documents": (b"jenis: pk\n---\njenis: pk\n", "unknown", "lihat baris"),
        "list": (b"- jenis: pk\n", "unknown", "lihat baris 1"),
        "broken": (b"jenis: pk\nid: [a\n", "unknown", "lihat baris"),
        "byte order mark": (b"\xef\xbb\xbf" + text, "unknown", "lihat baris 1"),
        "decomposed letters": ("jenis: pk\nid: e\u0301\n".encode(), "unknown", "lihat baris"),
        "empty": (b"", "unknown", "lihat baris 1"),
        "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "unknown", "bukan PDF dan bukan YAML"),
        "long": (b"a" * 600_000, "unknown", "terlalu besar"),
    }


@cache
def marks() -> dict[str, tuple[str, str]]:
    """What somebody may type -> the verdict and a part of the reason."""
    figures = next(v.digest for v in project(Audience.PUBLIC).views if v.id == SIGNED)[3:]
    other = next(v.digest for v in project(Audience.PUBLIC).views if v.id == UNSIGNED)[3:]
    return {
        figures[:12]: ("known", "belum terbukti"),
        f"{figures[:4]} {figures[4:8].upper()} {figures[8:12]}": ("known", "cocokkan isi kertas"),
        f"v1:{figures}": ("known", "cocokkan isi kertas"),
        f"{SITE}keaslian/#{SIGNED}:{figures[:12]}": ("known", "cocokkan isi kertas"),
        f"kinerja:{SIGNED}:{figures[:12]}": ("known", "cocokkan isi kertas"),
        f"#{UNSIGNED}:{other[:12]}": ("open", "Sidik ini milik dokumen di bawah, tetapi belum ada"),
        f"#{SIGNED}:000000000000": ("differs", f"bukan sidik dokumen {SIGNED}"),
        f"#{UNSIGNED}:{figures[:12]}": ("differs", "bukan sidik"),
        "#skp-2026-p003:000000000000": ("unknown", "skp-2026-p003"),
        "#%3Cb%3E:000000000000": ("unknown", "<b>"),
        "000000000000": ("unknown", "Tidak ada dokumen dengan sidik itu"),
        "halo": ("unknown", "Tidak ada dokumen dengan sidik itu"),
        "": ("unknown", "Tidak ada dokumen dengan sidik itu"),
        "%E0%A4%A": ("unknown", "Tidak ada dokumen dengan sidik itu"),
    }
