"""`kinerja record`, `kinerja audit`, and what build and status make of what history does not prove."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.check import Checked
from generator.commands.audit import Asked, audit
from generator.commands.fault import FactsFault, UsageFault
from generator.commands.project import Project
from generator.commands.proven import proof, unproven
from generator.commands.status import status
from generator.compile.model import Audience, RoundRecap
from generator.compile.recap import compile_edition
from generator.publish.feed import feed
from generator.publish.pages import Publication, pages
from generator.publish.render import Templates
from generator.review import ledger
from tests.compile.editions import context_of
from tests.publish.test_feed import faults
from tests.review.forged import APPROVER, AT, AUTHOR, FIFTH, edited, evil, pushed, stale
from tests.review.history import History, _git, later
from tests.review.rounds import EVIDENCE, ROUND, part, until
from tests.tree import ROOT


def audited(office: History, **asked: object) -> tuple[int, str]:
    out = io.StringIO()
    code = audit(Project(office.root), Asked(**asked), form="text", out=out)  # type: ignore[arg-type]
    return code, out.getvalue()


# --- The record ---------------------------------------------------------------------------------


def test_a_record_holds_what_was_approved_and_nothing_personal(tmp_path: Path) -> None:
    office = until(FIFTH, tmp_path)
    files = office.recorded()
    data = json.loads(files[f"2026/{FIFTH:06}.json"])
    assert (data["nomor"], data["langkah"], data["unit"], data["usulan"]) == (7, 5, "rbak", 7)
    assert data["gabungan"] == office.main
    assert data["persetujuan"][0] | {"saat": "", "revisi": ""} == {
        "akun": APPROVER,
        "jabatan": "kabag-rbak",
        "pegawai": "p003",
        "pengganti": False,
        "peran": "kepala-bagian",
        "revisi": "",
        "saat": "",
        "status": "definitif",
    }
    assert [listed["berkas"] for listed in data["dokumen"]] == [EVIDENCE]
    assert b"Datuak" not in b"".join(files.values())


def test_every_record_agrees_with_the_published_schema(tmp_path: Path) -> None:
    import jsonschema_rs

    validator = jsonschema_rs.Draft202012Validator(json.loads(ledger.schema()))
    for raw in until(9, tmp_path).recorded().values():
        assert [error.message for error in validator.iter_errors(json.loads(raw))] == []


def test_what_the_gate_refuses_is_not_recorded(tmp_path: Path) -> None:
    pull = until(FIFTH - 1, tmp_path).propose("lima", part("rbak/5-"), AUTHOR).merge(AT)
    before = pull.office.recorded()
    assert pull.record() == 1
    assert "V410" in pull.office.said
    assert pull.office.recorded() == before


def test_a_merge_that_changed_the_content_is_not_recorded(tmp_path: Path) -> None:
    pull = until(FIFTH - 1, tmp_path).propose("lima", part("rbak/5-"), AUTHOR)
    text = part("rbak/5-")[EVIDENCE].decode() + "catatan_internal: Lain\n"
    pull.review(APPROVER, at=later(AT, -30)).merge(AT, {EVIDENCE: text})
    assert pull.record() == 1
    assert "V438" in pull.office.said


def test_a_squashed_merge_is_refused_with_one_sentence(tmp_path: Path) -> None:
    pull = until(FIFTH - 1, tmp_path).propose("lima", part("rbak/5-"), AUTHOR)
    pull.review(APPROVER, at=later(AT, -30)).merge(AT, squash=True)
    with pytest.raises(UsageFault, match="squash atau rebase tidak dicatat"):
        pull.record()


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    office = until(FIFTH, tmp_path)
    pull = office.last
    assert pull is not None
    before = office.recorded()
    assert pull.record() == 0
    assert office.said == "Sudah tercatat di 2026/000007.json; tidak ada yang ditulis.\n"
    assert office.recorded() == before


def test_a_store_with_a_foreign_file_is_left_alone(tmp_path: Path) -> None:
    pull = until(FIFTH - 1, tmp_path).propose("lima", part("rbak/5-"), AUTHOR)
    pull.review(APPROVER, at=later(AT, -30)).merge(AT)
    (pull.office.store / "2026" / "000099.json").write_text("{}")
    with pytest.raises(FactsFault, match="bukan catatan"):
        pull.record()


# --- The audit ----------------------------------------------------------------------------------


def test_the_audit_tells_what_each_step_rests_on(tmp_path: Path) -> None:
    code, said = audited(until(9, tmp_path), round="2026")
    assert code == 0
    assert (
        "  Langkah 5 (Validasi Bagian) Bagian RBAK: usulan #7 digabung 19 Januari 2026, "
        "disetujui Datuak Rekaan, S.Sos., M.Si.\n" in said
    )
    assert said.endswith("9 penggabungan, 9 catatan: semuanya terbukti\n")


def test_the_audit_fails_and_names_the_fault(tmp_path: Path) -> None:
    code, said = audited(evil(tmp_path))
    assert code == 1
    assert said.startswith("catatan/2026/000007.json:1:1: galat[V438]")
    assert said.endswith("7 penggabungan, 7 catatan: 1 temuan\n")


def test_a_clone_without_its_beginning_is_not_audited(tmp_path: Path) -> None:
    office = until(2, tmp_path / "asal")
    shallow = tmp_path / "dangkal"
    _git(tmp_path, "clone", "-q", "--depth", "1", f"file://{office.root}", str(shallow))
    with pytest.raises(UsageFault, match="fetch --unshallow"):
        audit(Project(shallow), Asked(), form="text", out=io.StringIO())


def test_the_audit_works_from_a_clone_of_the_forge(tmp_path: Path) -> None:
    office = until(3, tmp_path / "asal")
    clone = tmp_path / "klon"
    _git(tmp_path, "clone", "-q", f"file://{office.root}", str(clone))
    out = io.StringIO()
    assert audit(Project(clone), Asked(), form="text", out=out) == 0
    assert out.getvalue().endswith("3 penggabungan, 3 catatan: semuanya terbukti\n")


# --- in-toto ------------------------------------------------------------------------------------


def _verify(folder: Path) -> int:
    program = Path(sys.executable).with_name("in-toto-verify")
    order = [program, "--layout", "akar.layout", "--verification-keys", "kunci.pub"]
    return subprocess.run(order, cwd=folder, capture_output=True, check=False).returncode


def test_in_toto_accepts_the_proof_and_sees_what_is_tampered_with(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    office, key, bundle = until(9, tmp_path), tmp_path / "kunci.pem", tmp_path / "bukti"
    private = Ed25519PrivateKey.generate()
    key.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    code, _ = audited(office, round="2026", bundle=bundle, key=key)
    assert code == 0
    assert _verify(bundle) == 0
    document = bundle / EVIDENCE
    text = document.read_text()
    document.write_text(f"{text}# diubah\n")
    assert _verify(bundle) == 1
    document.write_text(text)
    link = next(bundle.glob("langkah-5-rbak.*.link"))
    signed = link.read_text()
    link.write_text(signed.replace("p003", "p001"))
    assert _verify(bundle) == 1
    link.unlink()
    assert _verify(bundle) == 1


def test_a_proof_is_never_put_where_the_site_is_published(tmp_path: Path) -> None:
    office, key = until(2, tmp_path), tmp_path / "kunci.pem"
    key.write_text("rahasia")
    folder = office.checked_out() / "build/site/bukti"
    with pytest.raises(
        UsageFault, match="folder yang diterbitkan; pilih tempat lain dengan --in-toto"
    ):
        audited(office, round="2026", bundle=folder, key=key)
    assert not folder.exists()


def test_a_key_of_another_sort_is_refused(tmp_path: Path) -> None:
    key = tmp_path / "kunci.pem"
    key.write_text("rahasia")
    with pytest.raises(UsageFault, match="openssl genpkey"):
        audited(until(2, tmp_path), round="2026", bundle=tmp_path / "bukti", key=key)
    with pytest.raises(UsageFault, match="dipakai bersama"):
        audited(until(2, tmp_path / "lagi"), round="2026", bundle=tmp_path / "bukti")


# --- The build as the authority -----------------------------------------------------------------


def recap_of(office: History, audience: Audience = Audience.INTERNAL) -> RoundRecap:
    root = office.checked_out()
    project = Project(root)
    context = context_of(project.tree())
    checked = Checked(context.book, context, ())
    found = proof(project, checked).provenance()
    (recap,) = compile_edition(checked, audience, provenance=found).recap.rounds
    return recap


def step_of(recap: RoundRecap, number: int, unit: str | None = None) -> tuple[str, str]:
    (row,) = [row for row in recap.steps if (row.step, row.unit) == (number, unit)]
    return row.progress.value, row.finished


def test_step_times_are_those_of_the_merges(tmp_path: Path) -> None:
    recap = recap_of(until(9, tmp_path))
    assert recap.unverified == ()
    assert step_of(recap, 5, "rbak") == ("done", "2026-01-19T16:00+07:00")
    assert step_of(recap, 7) == ("done", "2026-01-22T11:00+07:00")


def test_what_was_pushed_stays_out_and_is_listed(tmp_path: Path) -> None:
    recap = recap_of(pushed(tmp_path))
    (row,) = recap.unverified
    assert (row.code, row.document, row.path) == ("V432", "pengesahan-2026-rbak", EVIDENCE)
    assert step_of(recap, 5, "rbak")[0] == "running"


def test_a_record_edited_by_hand_takes_its_documents_out(tmp_path: Path) -> None:
    (row,) = recap_of(edited(tmp_path)).unverified
    assert (row.code, row.reason) == ("V436", "Catatan diubah atau dihapus sesudah ditulis")


def test_the_public_edition_shows_no_internal_detail(tmp_path: Path) -> None:
    office = stale(tmp_path)
    internal = recap_of(office).unverified
    public = recap_of(office, Audience.PUBLIC).unverified
    assert [row.message for row in internal if "Datuak" in row.message]
    assert [(row.path, row.message) for row in public] == [("", "")] * len(internal)
    assert [row.reason for row in public] == [row.reason for row in internal]


def test_content_that_differs_from_the_approved_is_left_out(tmp_path: Path) -> None:
    office = until(9, tmp_path)
    root = office.checked_out()
    path = f"{ROUND}/rbak/4-dokumen/skp-p016.yaml"
    text = (root / path).read_text()
    project = Project(root)

    def unverified() -> list[tuple[str, str]]:
        context = context_of(project.tree())
        checked = Checked(context.book, context, ())
        found = proof(project, checked).provenance()
        (recap,) = compile_edition(checked, Audience.INTERNAL, provenance=found).recap.rounds
        return [(row.path, row.reason) for row in recap.unverified]

    (root / path).write_text(f"{text}# hanya komentar\n")
    assert unverified() == []
    (root / path).write_text(text.replace("tempat: Padang", "tempat: Bukittinggi"))
    assert unverified() == [(path, "Isinya bukan isi yang disetujui")]
    (root / path).unlink()
    assert unverified() == [(path, "Dokumen yang disetujui tidak ada lagi")]


def test_steps_name_the_pull_requests_of_the_revision_that_is_asked_for(tmp_path: Path) -> None:
    office = until(9, tmp_path)
    project = Project(office.checked_out())
    before = (
        _git(office.root, "log", "--first-parent", "--format=%H", "main")
        .decode()
        .split()[9 - FIFTH]
    )

    def passages(revision: str | None) -> list[tuple[int, str]]:
        context = context_of(project.tree(revision))
        checked = Checked(context.book, context, ())
        edition = proof(project, checked, revision).edition(checked, Audience.INTERNAL)
        assert edition.recap.rounds[0].unverified == ()
        (view,) = [view for view in edition.views if view.id == "pengesahan-2026-rbak"]
        return [(step.step, step.proposal) for step in view.passages]

    assert passages(before) == [(5, f"#{FIFTH}")]
    assert passages(None) == [(5, f"#{FIFTH}"), (6, "#8"), (7, "#9")]


def test_without_the_store_everything_is_unproven_and_said_once(tmp_path: Path) -> None:
    office = until(2, tmp_path)
    _git(office.root, "update-ref", "-d", "refs/heads/catatan")
    out = io.StringIO()
    status(Project(office.checked_out()), name=None, out=out)
    said = out.getvalue()
    assert "Belum sah, jadi tidak dihitung: 2 berkas\n" in said
    assert said.count("cabang catatan tidak ada") == 1
    assert audited(office)[0] == 1


def test_pages_feed_and_command_name_what_is_unproven(tmp_path: Path) -> None:
    office = pushed(tmp_path)
    project = Project(office.checked_out())
    context = context_of(project.tree())
    checked = Checked(context.book, context, ())
    found = proof(project, checked).provenance()
    edition = compile_edition(checked, Audience.PUBLIC, provenance=found)
    made = pages(Publication(edition, context.sop), Templates(None))
    page = made["putaran/2026/index.md"].decode()
    assert "Perubahan masuk ke cabang utama tanpa penggabungan usulan" in page
    data = feed(edition.recap)
    assert b'"unverified": [' in data
    assert faults(json.loads(data)) == []
    (line,) = unproven(edition.recap)
    assert line.startswith("Belum sah pada putaran 2026, jadi tidak direkap: 1 (")


def test_the_bundled_rounds_need_no_proof() -> None:
    project = Project(ROOT)
    context = context_of(project.tree())
    assert proof(project, Checked(context.book, context, ())).provenance() is None


def test_a_folder_outside_git_proves_nothing(tmp_path: Path) -> None:
    office = until(2, tmp_path)
    shutil.copytree(office.checked_out(), tmp_path / "salinan", ignore=lambda *_: {".git"})
    project = Project(tmp_path / "salinan")
    context = context_of(project.tree())
    found = proof(project, Checked(context.book, context, ())).provenance()
    assert found is not None
    assert found.general is not None
    assert "bukan repositori git" in found.general.message
