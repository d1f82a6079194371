"""Electronic signatures in PDFs (PAdES). The only door to pyHanko, which an office installs if it signs.

Signing is an act of whoever holds the certificate, apart from the approvals that prints list. The
signature is invisible, so a print stays PDF/A, and follows the print, whose bytes stay as they were.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FIELD = "TandaTangan"
_FIELD = {"/FT", "/T", "/Type", "/Subtype", "/F", "/Rect", "/P", "/V"}
"""What a signature field that shows nothing says of itself."""
NEEDED = "pyHanko belum terpasang; pasang dengan: sh scripts/bootstrap sign"


class SignatureFault(Exception):
    """A PDF cannot be signed; the message says why in Indonesian."""


def sign(pdf: bytes, certificate: Path, password: bytes, reason: str) -> bytes:
    """A PDF with an invisible PAdES signature of a PKCS#12 certificate. Raises `SignatureFault`."""
    try:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import PdfSignatureMetadata, fields, sign_pdf, signers
    except ImportError:
        raise SignatureFault(NEEDED) from None
    if not pdf.startswith(b"%PDF-"):
        raise SignatureFault("berkas ini bukan PDF")
    # What pyHanko tells its log of a wrong password is said below in a sentence.
    logging.getLogger("pyhanko").addHandler(logging.NullHandler())
    load: Any = signers.SimpleSigner.load_pkcs12
    signer = load(str(certificate), passphrase=password)
    if signer is None:
        raise SignatureFault(
            f"sertifikat {certificate.name} tidak dapat dibuka: kata sandinya salah, "
            "atau berkasnya bukan PKCS#12 (.p12)"
        )
    try:
        writer = _writer(IncrementalPdfFileWriter)(io.BytesIO(pdf))
        taken = {name for name, *_ in fields.enumerate_sig_fields(writer)}
        name = next(n for n in _names() if n not in taken)
        meta = PdfSignatureMetadata(
            field_name=name,
            subfilter=fields.SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            reason=reason or None,
        )
        signed: Any = sign_pdf(writer, meta, signer=signer)
    except Exception as error:  # noqa: BLE001 -- pyHanko raises anything on a broken file
        raise SignatureFault(f"PDF ini tidak dapat ditandatangani: {error}") from None
    return bytes(signed.getbuffer())


def _writer(plain: Any) -> Any:
    """A writer that leaves the metadata as they are: pyHanko's rewriting breaks what PDF/A asks of them."""

    class Writer(plain):  # type: ignore[misc]
        def _update_meta(self) -> None:
            """Nothing: the moment of a signature is in the signature."""

    return Writer


def _names() -> Iterable[str]:
    yield FIELD
    number = 2
    while True:
        yield f"{FIELD}{number}"
        number += 1


def signer_of_rest(pdf: bytes, size: int) -> str:
    """Whose signatures are all that follows the first `size` bytes; empty where anything else does.

    Whether a certificate is to be trusted is not asked: that is its issuer's to say. Empty also where
    pyHanko is not installed.
    """
    try:
        from pyhanko.pdf_utils.reader import PdfFileReader
    except ImportError:
        return ""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        base = PdfFileReader(io.BytesIO(pdf[:size])).xrefs.total_revisions - 1
        if not (_adds_only_fields(reader, base) and _all_sound(reader)):
            return ""
        return ", ".join(map(_name, reader.embedded_signatures))
    except Exception:  # noqa: BLE001 -- pyHanko raises anything on a broken file; then nothing is known
        return ""


def _adds_only_fields(reader: Any, base: int) -> bool:
    """Whether the revisions after one leave everything that is shown, and add invisible signature fields."""
    old, form = reader.get_historical_resolver(base), reader.root["/AcroForm"]
    if "/AcroForm" in old.root or not set(form) <= {"/Fields", "/SigFlags"}:
        return False
    fields = [form["/Fields"][i] for i in range(len(form["/Fields"]))]
    if len(fields) != len(reader.embedded_signatures) or not all(map(_is_invisible, fields)):
        return False
    known = int(old.trailer_view["/Size"])
    later = range(base + 1, reader.xrefs.total_revisions)
    changed = [ref for n in later for ref in reader.xrefs.explicit_refs_in_revision(n)]
    gone = [ref for n in later for ref in reader.xrefs.refs_freed_in_revision(n)]
    own = {form["/Fields"].raw_get(i).reference for i in range(len(fields))}
    told = {reader.root.raw_get("/Metadata").reference, reader.trailer.raw_get("/Info").reference}
    shown = [ref for ref in changed if ref.idnum < known and ref not in told]
    return not gone and all(_is_kept(old, reader, ref, own) for ref in shown)


def _is_invisible(field: Any) -> bool:
    return field["/FT"] == "/Sig" and set(field) <= _FIELD and [*field["/Rect"]] == [0, 0, 0, 0]


def _is_kept(old: Any, new: Any, ref: Any, fields: set[Any]) -> bool:
    """Whether an object that was written again says what it said, but for the fields that came."""
    before, after = old.get_object(ref), new.get_object(ref)
    if ref == new.root.container_ref:
        added = {"/AcroForm", "/Extensions", "/Version"}
    elif before["/Type"] == "/Page":
        added = {"/Annots"}
        if not _notes(before) <= _notes(after) <= _notes(before) | fields:
            return False
    else:
        return False
    names = {*before, *after} - added
    return all(n in before and n in after and before.raw_get(n) == after.raw_get(n) for n in names)


def _notes(page: Any) -> set[Any]:
    notes: Any = page.get("/Annots", ())
    return {notes.raw_get(i).reference for i in range(len(notes))}


def _all_sound(reader: Any) -> bool:
    """Whether every signature fits its bytes and the last one covers the file to its end."""
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    coverage = SignatureCoverageLevel.UNCLEAR
    for one in reader.embedded_signatures:
        digest = one.compute_digest()
        sound = validate_sig_integrity(one.signer_info, one.signer_cert, "data", digest)
        coverage = one.evaluate_signature_coverage()
        if sound != (True, True):
            return False
    return bool(coverage >= SignatureCoverageLevel.ENTIRE_FILE)


def _name(signature: Any) -> str:
    return str(signature.signer_cert.subject.native.get("common_name", "")) or "tanpa nama"
