"""`kinerja sign`: put an electronic signature on a PDF. An act of its own, no part of any approval."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from generator.commands.fault import UsageFault
from generator.publish.signature import SignatureFault, sign
from generator.publish.write import write_file


def sign_file(
    pdf: Path, *, certificate: Path, password: str, target: Path, reason: str, stream: TextIO
) -> int:
    """Sign a PDF into another file; say on a stream what was done and what it is not."""
    if target.resolve() in (pdf.resolve(), certificate.resolve()):
        raise UsageFault("--out harus berkas lain: PDF yang asli dan sertifikatnya tidak ditimpa")
    try:
        signed = sign(pdf.read_bytes(), certificate, password.encode(), reason)
    except SignatureFault as fault:
        raise UsageFault(str(fault)) from None
    write_file(target, signed)
    stream.write(
        f"{target}: ditandatangani secara elektronik dengan {certificate.name}\n"
        "Tanda tangan ini tindakan pemegang sertifikat. Persetujuan pada usulan adalah bukti alur kerja; "
        "keduanya tidak saling menggantikan.\n"
    )
    return 0
