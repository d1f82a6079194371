"""Satu sasaran punya terlalu banyak indikator.

Mengapa
    Sasaran dengan banyak indikator sukar dikelola dan biasanya mencampur ukuran keberhasilan dengan daftar
    kegiatan. Pedoman penyusunan IKU membatasi tiga indikator tiap sasaran.

Salah
    content/2026/rbak/4-dokumen/skp-p003.yaml
    - - id: rhk1-i1
    + - {id: rhk1-i2, nama: Jumlah perangkat daerah yang dievaluasi, target: {nilai: 48, satuan: perangkat daerah}}
    + - {id: rhk1-i3, nama: Jumlah laporan hasil evaluasi, target: {nilai: 48, satuan: laporan}}
    + - {id: rhk1-i4, nama: Jumlah rapat pembahasan, target: {nilai: 12, satuan: kali}}
    + - {id: rhk1-i5, nama: Jumlah peserta pembinaan, target: {nilai: 90, satuan: orang}}
    + - id: rhk1-i1
    > 27:5: "rhk1" punya 5 indikator, paling banyak 4

Benar
    - {id: rhk1-i2, nama: Jumlah perangkat daerah yang dievaluasi, target: {nilai: 48, satuan: perangkat daerah}}
    - id: rhk1-i1
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.phrase import spot
from generator.rules.wording import quote

CODE = "M611"


def check(context: Context) -> Iterator[Finding]:
    """Goals with more measures than the option `terbanyak` allows (kind -> number)."""
    limits = context.option(CODE, "terbanyak", {})
    for facts in context.every:
        limit = int(limits.get(facts.document.kind, 0))
        for goal in facts.goals if limit else ():
            count = len(goal.measures)
            if count > limit:
                document = facts.document
                yield Finding(
                    document.key(*spot(document, goal.path, "ukuran")),
                    f"{quote(goal.id)} punya {count} indikator, paling banyak {limit}",
                    "pilih yang paling menggambarkan keberhasilan; pindahkan yang lain ke sasaran lain",
                )
