"""Pengecualian lewat waktu atau tidak terpakai.

Mengapa
    Pengecualian adalah temuan yang disetujui biro untuk sementara. Yang sudah lewat tanggalnya tidak
    berlaku lagi, dan yang tidak menutupi temuan apa pun hanya menyembunyikan temuan yang akan datang.

Salah
    sop/aturan.yaml
    - # Aturan yang tidak tercantum berlaku sebagai galat.
    + pengecualian:
    +   - {kode: F102, berkas: content/2026/periode.yaml, alasan: menunggu surat, sampai: 2027-12-31}
    - pengecualian: []
    > 3:12: pengecualian F102 tidak menutupi temuan apa pun

Benar
    pengecualian: []
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context, Outcome
from generator.sop.long_date import long_date


def check_after(context: Context, outcome: Outcome) -> Iterator[Finding]:
    """Exemptions past their last day, and those that nothing needs."""
    today = context.today.isoformat()
    for i, exemption in enumerate(context.sop.exemptions):
        if exemption.code not in outcome.codes:
            continue
        if exemption.until < today:
            yield Finding(
                context.book.exemption(i, "sampai"),
                f"pengecualian {exemption.code} berakhir pada {long_date(exemption.until)}",
                "perbaiki temuannya, atau perpanjang dengan alasan baru",
            )
        elif (exemption.code, exemption.path) not in outcome.found:
            yield Finding(
                context.book.exemption(i),
                f"pengecualian {exemption.code} tidak menutupi temuan apa pun",
                "hapus pengecualian ini",
            )
