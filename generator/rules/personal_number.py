"""Ada NIP, NIK, atau nomor 16 atau 18 angka di dalam berkas.

Mengapa
    NIP memuat tanggal lahir dan jenis kelamin, NIK lebih banyak lagi; keduanya data pribadi (UU 27/2022).
    Riwayat git tidak dapat dihapus dengan bersih, maka nomor itu tidak boleh ditulis sama sekali.

Salah
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - tempat: Padang
    + tempat: Padang (18 huruf 9)
    > 18:16: ada 18 angka yang berbentuk NIP; nomor pribadi tidak boleh ditulis di sini

Benar
    tempat: Padang
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location
from generator.load.personal import find
from generator.load.text import place
from generator.rules.context import Context

_HINT = (
    "hapus nomornya dan sebut pegawai dengan id-nya, misalnya p014; "
    "bila sudah terkirim, beri tahu admin karena riwayat git menyimpannya"
)


def check(context: Context) -> Iterator[Finding]:
    """Personal numbers in the text of documents (comments too) and in the names of all files."""
    for document in context.corpus.documents:
        text = document.source.text
        for found in find(text):
            line, column = place(text, found.start)
            end_line, end_column = place(text, found.end)
            yield Finding(
                Location(document.path, line, column, end_line, end_column),
                f"ada {_kind(found.digits)}; nomor pribadi tidak boleh ditulis di sini",
                _HINT,
            )
    names = [document.path for document in context.corpus.documents]
    for path in (*names, *(entry.path for entry in context.corpus.strangers)):
        for found in find(path):
            yield Finding(
                Location(path),
                f"nama berkas memuat {_kind(found.digits)}",
                "ganti nama berkasnya; pakai id pegawai, misalnya p014",
            )


def _kind(digits: int) -> str:
    return f"{digits} angka yang berbentuk {'NIP' if digits == 18 else 'NIK'}"
