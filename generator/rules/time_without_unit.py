"""Indikator aspek Waktu memakai satuan yang bukan satuan waktu.

Mengapa
    Aspek Waktu menyatakan kapan atau berapa lama hasil kerja selesai (PermenPANRB 6/2022); satuannya hari,
    bulan, tanggal, dan sejenisnya.

Salah
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - target: {teks: paling lambat tanggal 10 bulan berikutnya, satuan: tanggal}
    + target: {teks: paling lambat tanggal 10 bulan berikutnya, satuan: dokumen}
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - satuan: tanggal
    + satuan: dokumen
    > content/2026/rbak/4-dokumen/skp-p016.yaml:34:75: Aspek "Waktu" memakai satuan "dokumen", yang bukan satuan waktu

Benar
    target: {teks: paling lambat tanggal 10 bulan berikutnya, satuan: tanggal}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.phrase import spot, title

CODE = "M615"


def check(context: Context) -> Iterator[Finding]:
    """Measures of time in a known unit that is none of time (option `satuan` accepts others)."""
    known = context.sop.measurements
    accepted = context.option(CODE, "satuan", ())
    for facts in context.every:
        for measure in facts.measures():
            unit = known.get(measure.target.unit) if measure.aspect == "time" else None
            if unit is None or unit.is_time or unit.name in accepted:
                continue
            document = facts.document
            aspect = spot(document, measure.path, "aspek")
            fitting = [name for name, other in known.items() if other.is_time][:6]
            yield Finding(
                document.value(*spot(document, measure.path, "target", "satuan")),
                f'{title(document, aspect)} "{document.get(aspect)}" memakai satuan "{unit.name}", '
                "yang bukan satuan waktu",
                f"pilih satuan waktu, misalnya {', '.join(fitting)}; atau ganti aspeknya",
            )
