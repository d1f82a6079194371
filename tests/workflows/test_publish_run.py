"""The check of a proposal and the publication, step by step, on real repositories."""

from __future__ import annotations

from tests.workflows.office import Office
from tests.workflows.runner import git

EVIDENCE = "content/2026/rbak/5-pengesahan.yaml"


def test_a_slip_is_told_at_its_line_and_a_hand_edit_of_a_made_file_fails(office: Office) -> None:
    head = git(office.work, "rev-parse", "HEAD")
    sound = office.run("periksa", "periksa", {"pull_request": {"base": {"sha": head}}})
    assert sound.status == 0, sound.log
    file = office.work / EVIDENCE
    file.write_text(file.read_text("utf-8").replace("unit: rbak", "unit: rbax"), "utf-8")
    git(office.work, "commit", "-qam", "salah")
    git(office.work, "push", "-q", "origin", "HEAD:main")
    wrong = office.run("periksa", "periksa", {"pull_request": {"base": {"sha": head}}})
    assert (wrong.status, wrong.failed_at) == (1, "Periksa")
    assert f"::error file={EVIDENCE},line=" in wrong.log
    git(office.work, "revert", "--no-edit", "HEAD")
    owners = office.work / ".github/CODEOWNERS"
    owners.write_text(owners.read_text("utf-8") + "* @penyusup\n", "utf-8")
    git(office.work, "commit", "-qam", "sunting")
    git(office.work, "push", "-q", "origin", "HEAD:main")
    edited = office.run("periksa", "periksa", {"pull_request": {"base": {"sha": head}}})
    assert (edited.status, edited.failed_at) == (1, "Bandingkan berkas forge dengan sop/")
    assert ".github/CODEOWNERS berbeda dari yang ditetapkan sop/" in edited.log


def test_only_what_comes_after_the_published_commit_is_published(office: Office) -> None:
    """An old run repeated, and a main whose history was rewritten, are refused; the mark stays."""
    first = git(office.work, "rev-parse", "HEAD")
    assert office.run("terbit", "terbit", {}).status == 0
    audit = office.run("terbit", "audit", {})
    assert audit.status == 0, audit.log
    (office.work / "catatan.txt").write_text("lanjut\n")
    git(office.work, "add", "-A")
    git(office.work, "commit", "-qm", "lanjut")
    git(office.work, "push", "-q", "origin", "HEAD:main")
    second = git(office.work, "rev-parse", "HEAD")
    assert office.run("terbit", "terbit", {}).status == 0
    assert git(office.origin, "rev-parse", "terbit") == second
    again = office.run("terbit", "terbit", {}, GITHUB_SHA=first)
    assert (again.status, again.failed_at) == (1, "Pastikan ini kelanjutan dari yang terbit")
    assert "bukan kelanjutan dari yang sudah terbit" in again.log
    git(office.work, "commit", "-q", "--amend", "-m", "tulis ulang")
    git(office.work, "push", "-qf", "origin", "HEAD:main")
    rewritten = office.run("terbit", "terbit", {})
    assert rewritten.status == 1
    assert git(office.origin, "rev-parse", "terbit") == second
