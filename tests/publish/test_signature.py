"""Electronic signatures: sound by pyHanko's own validator, and all that follows the published print."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from generator.compile.model import Audience
from generator.publish.signature import SignatureFault, sign, signer_of_rest
from tests.publish import certificate
from tests.publish.copies import SIGNED, judge, printed
from tests.publish.printed import nonconformities, opened


def genuine() -> bytes:
    """The published print that is signed here."""
    return printed(Audience.PUBLIC)[SIGNED]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A file with key and certificate, and the certificate alone."""
    path = tmp_path_factory.mktemp("sertifikat") / "kantor.p12"
    return path, certificate.make(path)


@pytest.fixture(scope="module")
def signed(office: tuple[Path, bytes]) -> bytes:
    return sign(genuine(), office[0], certificate.PASSWORD.encode(), "Penetapan")


def test_the_signature_is_valid_pades_and_covers_the_whole_file(
    signed: bytes, office: tuple[Path, bytes]
) -> None:
    (found,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    trusted = ValidationContext(
        trust_roots=[x509.Certificate.load(office[1])], allow_fetching=False
    )
    status = validate_pdf_signature(found, trusted)
    assert status.bottom_line
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert found.sig_object["/Reason"] == "Penetapan"


def test_a_signed_print_stays_the_print_and_stays_archival(signed: bytes) -> None:
    assert signed.startswith(genuine())
    with opened(genuine()) as before, opened(signed) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
    # A field that shows nothing is no part of what is read aloud, which PDF/UA-1 does not provide for.
    unseen = {"PDFUA1-FORM-FIELD-TU-ALT-001", "PDFUA1-WIDGET-FORM-TAG-001"}
    assert {rule for rule, _ in nonconformities(signed)} == unseen
    with opened(signed) as pdf:
        assert b'pdfaid:part="3"' in pdf.Root.Metadata.read_bytes()
        (field,) = pdf.Root.AcroForm.Fields
        assert list(field.Rect) == [0, 0, 0, 0]
        assert set(pdf.attachments) == {f"{SIGNED}.yaml", "bukti.json"}


def test_a_signed_print_is_genuine_and_names_who_signed(signed: bytes) -> None:
    found = replace(judge(), signer=signer_of_rest).file(signed)
    assert found.holds
    assert f"sertifikat atas nama “{certificate.NAME}”" in found.reason
    assert judge().file(signed).verdict == "look"


def test_what_is_changed_together_with_a_signature_is_not_taken_for_the_signature(
    office: tuple[Path, bytes],
) -> None:
    painted = genuine() + repainting(genuine())
    signed = sign(painted, office[0], certificate.PASSWORD.encode(), "")
    assert signer_of_rest(signed, len(genuine())) == ""
    assert replace(judge(), signer=signer_of_rest).file(signed).verdict == "look"


def repainting(pdf: bytes) -> bytes:
    """What follows a print when somebody adds paint to its first page in an update of his own."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    paint = writer.add_object(generic.StreamObject(stream_data=b"0 g 50 50 90 90 re f"))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), paint])
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()[len(pdf) :]


def test_a_wrong_password_and_a_broken_pdf_are_said(office: tuple[Path, bytes]) -> None:
    with pytest.raises(SignatureFault, match="kata sandinya salah"):
        sign(genuine(), office[0], b"lain", "")
    with pytest.raises(SignatureFault, match="tidak dapat ditandatangani"):
        sign(b"%PDF-1.7\nbukan", office[0], certificate.PASSWORD.encode(), "")
    with pytest.raises(SignatureFault, match=r"bukan PKCS#12"):
        sign(genuine(), Path(__file__), b"", "")


def test_without_pyhanko_it_is_said_what_to_install(
    office: tuple[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pyhanko.sign", "pyhanko.pdf_utils.misc"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SignatureFault, match="scripts/bootstrap sign"):
        sign(genuine(), office[0], b"", "")
    assert signer_of_rest(genuine() + b"%", len(genuine())) == ""
