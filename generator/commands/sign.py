"""`kinerja sign`: put an electronic signature on a PDF. An act of its own, no part of any approval."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from generator.commands.fault import UsageFault
from generator.compile.standing import Standing
from generator.publish.authenticity import carried
from generator.publish.signature import SignatureFault, sign
from generator.publish.write import write_new

_WARNINGS = {
    Standing.DRAFT.value: "dokumen pada cetakan ini masih draf ketika dicetak",
    Standing.OPEN.value: "dokumen pada cetakan ini belum disahkan ketika dicetak",
    Standing.CHANGED.value: "dokumen pada cetakan ini berubah sesudah disahkan, dan belum disahkan lagi",
}


def sign_file(
    pdf: Path, *, certificate: Path, password: str, target: Path, reason: str, stream: TextIO
) -> int:
    """Sign a PDF into another file; say on a stream what was done and what it is not."""
    if target.resolve() in (pdf.resolve(), certificate.resolve()):
        raise UsageFault("--out harus berkas lain: PDF yang asli dan sertifikatnya tidak ditimpa")
    if target.exists():
        raise UsageFault(f"{target} sudah ada; pilih nama lain dengan --out")
    raw = pdf.read_bytes()
    try:
        signed = sign(raw, certificate, password.encode(), reason)
    except SignatureFault as fault:
        raise UsageFault(str(fault)) from None
    try:
        write_new(target, signed)
    except FileExistsError:
        raise UsageFault(f"{target} sudah ada; pilih nama lain dengan --out") from None
    if warning := _WARNINGS.get(carried(raw).standing):
        stream.write(f"Peringatan: {warning}.\n")
    stream.write(
        f"{target}: ditandatangani secara elektronik dengan {certificate.name}\n"
        "Tanda tangan ini tindakan pemegang sertifikat. Persetujuan pada usulan adalah bukti alur kerja; "
        "keduanya tidak saling menggantikan.\n"
    )
    return 0
