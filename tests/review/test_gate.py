"""The gate over trees: locks, the slice of a large corpus, the forge's answers."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.check import check
from generator.commands.gate import Asked, judged
from generator.commands.project import Project
from generator.diagnostic import Diagnostic, Location
from generator.load.tree import Folder, Overlay, Tree
from generator.review import witness
from generator.review.gate import decide
from generator.review.propose import Submission, propose
from generator.rules.changed_signed import differing
from generator.rules.proposal import Proposal, Pushed, State
from tests.review.history import History
from tests.review.proposals import HEAD, TODAY, review, trees
from tests.review.rounds import rules, sample
from tests.tree import ROOT, SUPPLEMENT, Sample, overlay, succeeded, text_of

SIGNED = "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml"
EVIDENCE = "content/2026/rbak/5-pengesahan.yaml"
RBAK_HEAD = "      - jabatan: kabag-rbak\n        status: definitif\n        mulai: 2021-12-31\n"
NOBODY = Submission("contoh-p016", HEAD, (), ())


def proposed(files: dict[str, str | bytes | None], *reviews: str, base: Tree | None = None) -> Any:
    """The verdict on a proposal that replaces files of a base (the sample)."""
    before = base or Sample()
    given = trees(before, overlay(files, before))
    submission = replace(NOBODY, reviews=tuple(review(text) for text in reviews))
    return decide(propose(given, submission, TODAY, TODAY), given.joint)


def codes(verdict: Any) -> list[str]:
    return sorted({d.code for d in verdict.refusals})


# -- locks ---------------------------------------------------------------------------------------


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from leaves(inner, (*path, i))
    else:
        yield path


def document(path: str) -> Any:
    context = check(Sample(), TODAY).context
    assert context is not None
    return context.corpus.by_path[path]


def mutated(text: str, place: Location) -> str:
    """A text in which the scalar at a place has another value of the same type."""
    lines = text.split("\n")
    line = lines[place.line - 1]
    start, end = place.column - 1, place.end_column - 1
    old = line[start:end]
    new = str(int(old) + 1) if old.isdigit() else f"{old}x" if old[-1] != '"' else f'{old[:-1]}x"'
    lines[place.line - 1] = line[:start] + new + line[end:]
    return "\n".join(lines)


def test_twenty_changed_values_of_a_signed_document_are_each_found_at_their_place() -> None:
    signed = document(SIGNED)
    paths = [path for path in leaves(signed.data) if path not in (("jenis",), ("id",))]
    chosen = random.Random(20).sample(paths, 20)
    for path in chosen:
        place = signed.value(*path)
        verdict = proposed({SIGNED: mutated(text_of(SIGNED), place)})
        found = [d for d in verdict.refusals if d.code == "V405"]
        assert [(d.location.line, d.location.column) for d in found] == [
            (place.line, place.column)
        ], path
        assert "Datuak Rekaan" in found[0].message
        assert "langkah 5 (Validasi Bagian)" in found[0].message
        assert found[0].related[0].location.path == EVIDENCE


def formatted() -> Iterator[str]:
    """The signed document in twenty other spellings of the same values."""
    text = text_of(SIGNED)
    lines = text.rstrip("\n").split("\n")
    yield text.replace("\n", "\r\n")
    yield "\n".join(["# komentar", *lines, ""])
    yield "\n".join([*lines, "", "", "# akhir", ""])
    yield text.replace("tempat: Padang", 'tempat: "Padang"')
    yield text.replace("tempat: Padang", "tempat:   'Padang'  # kota")
    top = [i for i, line in enumerate(lines) if line[:1].isalpha()]
    blocks = [lines[a:b] for a, b in zip(top, [*top[1:], len(lines)], strict=True)]
    for seed in range(15):
        shuffled = random.Random(seed).sample(blocks, len(blocks))
        yield "\n".join([line for block in shuffled for line in block]) + "\n"


def test_twenty_spellings_of_a_signed_document_break_no_lock() -> None:
    spellings = list(formatted())
    assert len(spellings) == 20
    for text in spellings:
        assert text != text_of(SIGNED)
        verdict = proposed({SIGNED: text}, "@contoh-p003 setuju 2026-01-22")
        assert codes(verdict) == []


def test_a_broken_lock_is_said_once() -> None:
    text = text_of(SIGNED).replace("tempat: Padang", "tempat: Bukittinggi")
    verdict = proposed({SIGNED: text}, "@contoh-p003 setuju 2026-01-22")
    assert [d.code for d in verdict.refusals] == ["V405"]


def test_what_was_sent_back_may_be_changed_and_a_return_needs_no_earlier_step() -> None:
    """The round's later evidence is taken away: then a head sends one document back, and its author mends it."""
    later = {"content/2026/6-rekap.yaml": None, "content/2026/7-rapat.yaml": None}
    base = overlay(later)
    evidence = text_of(EVIDENCE)
    line = next(x for x in evidence.split("\n") if "{dokumen: pk-2026-kabag-rbak" in x)
    returned = (
        "  - {dokumen: pk-2026-kabag-rbak, tanggal: 2026-01-22, alasan: Target belum jelas}\n"
    )
    opened = evidence.replace(f"{line}\n", "").replace(
        "pengembalian:\n", f"pengembalian:\n{returned}"
    )
    opened = "\n".join(x for x in opened.split("\n") if not x.startswith("selesai:"))
    opened = opened.replace("jumlah: 5", "jumlah: 4")
    sent = proposed({EVIDENCE: opened}, "@contoh-p003 setuju 2026-01-22", base=base)
    assert codes(sent) == []
    after = overlay({EVIDENCE: opened}, base)
    text = text_of(SIGNED).replace("tempat: Padang", "tempat: Bukittinggi")
    mended = proposed({SIGNED: text}, "@contoh-p003 setuju 2026-01-22", base=after)
    assert codes(mended) == []
    other = "content/2026/rbak/4-dokumen/skp-p016.yaml"
    still = text_of(other).replace("tempat: Padang", "tempat: Bukittinggi")
    assert codes(proposed({other: still}, "@contoh-p003 setuju 2026-01-22", base=after)) == ["V405"]


# -- people --------------------------------------------------------------------------------------


def test_an_alternate_may_approve_only_when_every_holder_has_a_part_in_it() -> None:
    changed = {EVIDENCE: text_of(EVIDENCE) + "catatan_internal: Diperiksa ulang\n"}
    given = trees(Sample(), overlay(changed))

    def verdict(author: str, *reviews: str) -> list[str]:
        submission = Submission(author, HEAD, (), tuple(map(review, reviews)))
        found = decide(propose(given, submission, TODAY, TODAY), given.joint)
        return [d.code for d in found.refusals if d.code.startswith("V41")]

    assert verdict("contoh-p003", "@contoh-p001 setuju 2026-01-22") == []
    assert verdict("contoh-p016", "@contoh-p001 setuju 2026-01-22") == ["V411"]
    assert verdict("contoh-p016", "@contoh-p003 setuju 2026-01-22") == []


def test_an_acting_head_may_approve_from_his_first_day_to_his_last_second() -> None:
    people = text_of("content/pegawai.yaml")
    old = "      - jabatan: kabag-rbak\n        status: definitif\n        mulai: 2021-12-31\n"
    assert old in people
    tenure = old.replace("definitif", "plt").replace("2021-12-31", "2026-01-20")
    tenure += "        selesai: 2026-01-21\n"
    acting = people.replace(old, f"{old}        selesai: 2026-01-19\n", 1)
    mine = "      - jabatan: analis-kebijakan-rbak\n"
    acting = acting.replace(mine, f"{tenure}{mine}", 1)
    base = overlay({"content/pegawai.yaml": acting})
    changed = {EVIDENCE: text_of(EVIDENCE) + "catatan_internal: Diperiksa ulang\n"}
    given = trees(base, overlay(changed, base))
    for moment, accepted in (
        ("2026-01-19T23:59:59+07:00", False),
        ("2026-01-20T00:00:00+07:00", True),
        ("2026-01-21T23:59:59+07:00", True),
        ("2026-01-21T17:00:00+00:00", False),  # midnight in Padang
    ):
        given_review = review("@contoh-p016 setuju 2026-01-20")._replace(moment=moment)
        submission = Submission("contoh-p015", HEAD, (), (given_review,))
        found = decide(propose(given, submission, TODAY, TODAY), given.joint)
        assert ("V411" not in codes(found)) is accepted, moment


def test_what_a_nobody_says_is_no_approval_and_no_rule_that_is_off_makes_one() -> None:
    changed = {EVIDENCE: text_of(EVIDENCE) + "catatan_internal: Diperiksa ulang\n"}
    assert codes(proposed(changed, "@orang-luar perbaiki 2026-01-22")) == ["V405", "V410"]
    settings = text_of("sop/aturan.yaml")
    off = settings.replace("  V411: {tingkat: galat", "  V411: {tingkat: mati")
    assert off != settings
    base = overlay({"sop/aturan.yaml": off})
    stranger = proposed(changed, "@contoh-p002 setuju 2026-01-22", base=base)
    assert codes(stranger) == ["V405", "V410"]


def test_evidence_of_a_finished_step_may_be_written_in_another_way() -> None:
    path = "content/2026/rbak/3-penugasan.yaml"
    again = "# ditata ulang\n" + text_of(path).replace("tahun: 2026", "tahun:   2026")
    assert codes(proposed({path: again}, "@contoh-p003 setuju 2026-01-22")) == []
    other = text_of(path) + "catatan_internal: Diubah\n"
    assert codes(proposed({path: other}, "@contoh-p003 setuju 2026-01-22")) == ["V404"]


def test_who_signs_a_document_answers_for_what_was_wrong_with_it() -> None:
    wrong = {SIGNED: text_of(SIGNED).replace("arah: naik", "arah: miring")}
    late = text_of(EVIDENCE)
    entry = next(line for line in late.split("\n") if "dokumen: pk-2026-kabag-rbak," in line)
    before = overlay({**wrong, EVIDENCE: late.replace(entry + "\n", "")})
    text = proposed({EVIDENCE: late}, "@contoh-p003 setuju 2026-01-22", base=before)
    assert ("F107", SIGNED) in {(d.code, d.location.path) for d in text.refusals}


@pytest.mark.parametrize(
    ("path", "old", "new", "author"),
    [
        ("sop/pengumpulan-data-kinerja.yaml", "peran: kepala-bagian", "peran: penyusun", "p016"),
        ("sop/peran.yaml", "pengganti: [kepala-biro]", "pengganti: [penyusun]", "p016"),
        ("content/pegawai.yaml", RBAK_HEAD, f"{RBAK_HEAD}        selesai: 2026-01-19\n", "p001"),
    ],
)
def test_nobody_moves_a_decision_to_himself(path: str, old: str, new: str, author: str) -> None:
    """By the step's role, as an alternate, or by ending whom he stands in for; somebody else may."""
    change = {path: text_of(path).replace(old, new)}
    assert change[path] != text_of(path)
    given = trees(Sample(), overlay(change))
    for login, refused in ((author, True), ("p011", False)):
        proposal = propose(given, replace(NOBODY, author=f"contoh-{login}"), TODAY, TODAY)
        found = decide(proposal, given.joint)
        assert ("V418" in codes(found)) is refused


# -- the slice -----------------------------------------------------------------------------------


def random_change(tree: Tree, chance: random.Random) -> dict[str, bytes | None]:
    """A document of the project with a few characters of a value changed, taken away, or doubled."""
    paths = [e.path for e in tree.entries("content/2026") if e.path.endswith(".yaml")]
    path = chance.choice(paths)
    ((_, raw),) = tree.read([path])
    lines = raw.decode().split("\n")
    kind = chance.randrange(5)
    if kind == 0:
        return {path: None}
    for _ in range(chance.randrange(1, 4)):
        i = chance.randrange(2, len(lines))
        if kind == 1:
            lines[i] = lines[i].replace("2026", "2025").replace("p0", "p9")
        elif kind == 2:
            lines[i] = lines[i].replace("1", "7").replace("0", "3")
        elif kind == 3:
            lines[i] = lines[i].replace("a", "aa", 1)
        else:
            lines[i] = ""
    return {path: "\n".join(lines).encode()}


def seen(verdict: Any) -> set[Diagnostic]:
    return set(verdict.diagnostics)


def test_the_slice_shows_what_the_whole_corpus_shows() -> None:
    project = Folder(ROOT)
    chance = random.Random(2026)
    for _ in range(12):
        files = random_change(project, chance)
        given = trees(project, Overlay(project, files))
        sliced = propose(given, NOBODY, TODAY, TODAY)
        whole = propose(replace(given, mentions=_everything(project)), NOBODY, TODAY, TODAY)
        assert _sizes(sliced) <= _sizes(whole)
        assert seen(decide(sliced, given.joint)) == seen(decide(whole, given.joint)), files.keys()


def _sizes(proposal: Proposal) -> int:
    return len(proposal.joint.corpus.documents)


def _everything(tree: Tree) -> Any:
    """As if every file mentioned every text: then nothing of the round is left out."""
    return lambda folder, texts: [entry.path for entry in tree.entries(folder)]


# -- the forge's answers -------------------------------------------------------------------------


def page(*entries: object) -> tuple[str, bytes]:
    return "tinjauan.json", json.dumps(list(entries)).encode()


def entry(
    state: str = "APPROVED", login: str = "Contoh-P003", **given: object
) -> dict[str, object]:
    return {
        "id": 1,
        "user": {"login": login, "type": "User"},
        "state": state,
        "commit_id": HEAD,
        "submitted_at": "2026-01-22T03:00:00Z",
        "body": "",
        **given,
    }


def test_reviews_are_read_as_the_forge_writes_them() -> None:
    slurped = ("semua.json", json.dumps([[entry()] * 100, [entry("COMMENTED")]]).encode())
    found = witness.reviews([slurped])
    assert len(found) == 101
    assert found[0].login == "contoh-p003"
    assert found[-1].state is State.COMMENTED
    (bot,) = witness.reviews([page(entry(user={"login": "x[bot]", "type": "Bot"}))])
    assert bot.is_bot
    assert witness.reviews([page(entry("PENDING"))]) == ()


def test_who_makes_a_commit_of_what_another_wrote_has_a_part_in_it() -> None:
    def user(login: str) -> dict[str, str]:
        return {"login": login, "type": "User"}

    entry_ = {"sha": HEAD, "commit": {"verification": {"verified": True}}}
    given = {**entry_, "author": user("contoh-p016"), "committer": user("contoh-p003")}
    (told,) = witness.commits([page(given)]).values()
    assert told == ("contoh-p016", "contoh-p003", True)
    web = {**entry_, "author": user("contoh-p016"), "committer": user("web-flow")}
    assert witness.commits([page(web)])[HEAD].committer == ""
    changed = {EVIDENCE: text_of(EVIDENCE) + "catatan_internal: Diperiksa ulang\n"}
    made = trees(Sample(), overlay(changed))
    pushed = Pushed(HEAD, told.author, told.verified, True, told.committer)
    submission = Submission(
        "contoh-p016", HEAD, (pushed,), (review("@contoh-p003 setuju 2026-01-22"),)
    )
    assert "V413" in codes(decide(propose(made, submission, TODAY, TODAY), made.joint))


@pytest.mark.parametrize(
    "raw",
    [
        b'{"message": "API rate limit exceeded", "status": "403"}',
        b'[{"id": 1, "user": {"login": "a"}, "sta',
        b"",
        b"[1]",
        b"null",
        json.dumps([entry("MAYBE")]).encode(),
        json.dumps([entry(submitted_at=None)]).encode(),
        json.dumps([entry(submitted_at="2026-01-22T03:00:00")]).encode(),
        json.dumps([entry()] * 30).encode(),
        json.dumps([entry()] * 100).encode(),
        b"[" * 100_000,
    ],
    ids=["error", "cut", "empty", "numbers", "null", "state", "time", "zone", "30", "100", "deep"],
)
def test_an_answer_that_may_be_wrong_or_cut_decides_nothing(raw: bytes) -> None:
    with pytest.raises(witness.Undecidable, match=r"^tinjauan\.json: .+") as reason:
        witness.reviews([("tinjauan.json", raw)])
    assert "\n" not in str(reason.value)


def test_a_full_page_is_whole_when_the_next_one_is_there() -> None:
    assert len(witness.reviews([page(*[entry()] * 100), page()])) == 100


def test_what_differs_is_found_innermost() -> None:
    old = {"a": [{"b": 1}, {"c": 2}], "d": "x", "e": 1}
    new = {"a": [{"b": 1}, {"c": 3}], "d": "x", "f": 1}
    assert set(differing(old, new)) == {("a", 1, "c"), ("e",), ("f",)}
    assert list(differing({"a": 1}, {"a": 1.0})) == [("a",)]


# -- real trees ----------------------------------------------------------------------------------

ODD = {
    "tautan": ("120000", "content/2026/rbak/4-dokumen/skp-p099.yaml", "Y017"),
    "submodul": ("160000", "content/2026/rbak/4-dokumen/skp-p098.yaml", "Y017"),
    "program": ("100755", "content/2026/rbak/4-dokumen/skp-p097.yaml", "Y017"),
    "huruf besar": ("100644", "content/2026/rbak/4-dokumen/PK-kabag-rbak.yaml", "Y018"),
    "baris baru": ("100644", "content/2026/rbak/4-dokumen/skp\np016.yaml", "Y016"),
    "arah balik": ("100644", "content/2026/rbak/4-dokumen/skp-\u202ep016.yaml", "Y016"),
    "tanda hubung": ("100644", "content/2026/-rf.yaml", "Y016"),
    "perintah": ("100644", "content/2026/$(id).yaml", "Y016"),
    "atribut git": ("100644", "content/2026/.gitattributes", "Y016"),
    "huruf Kiril": ("100644", "content/2026/rbak/4-dokumen/skp-р016.yaml", "Y016"),
}


def test_odd_entries_are_refused_at_the_git_tree_and_never_opened(tmp_path: Path) -> None:
    office = History(tmp_path, {**rules(), **sample()})
    for number, (name, (mode, path, code)) in enumerate(ODD.items()):
        head = office.odd_commit(f"refs/heads/aneh-{number}", mode, path)
        reviews = tmp_path / "tinjauan.json"
        reviews.write_text("[]")
        asked = Asked("main", head, "contoh-p016", (reviews,))
        verdict, _ = judged(Project(office.root, TODAY), asked)
        found = {d.code for d in verdict.refusals if d.location.path == path}
        assert code in found, name
        assert not any(d.code.startswith("F") for d in verdict.refusals), name


# -- what comes after ----------------------------------------------------------------------------


def test_evidence_that_comes_after_signs_and_cannot_send_back_what_another_signed() -> None:
    after = succeeded(SIGNED)
    (path,) = (p for p in after if p != SUPPLEMENT)
    base = overlay({path: after[path]})
    good = "@contoh-p003 setuju 2026-01-22"
    assert codes(proposed({SUPPLEMENT: after[SUPPLEMENT]}, good, base=base)) == []
    returned = (
        "pengembalian:\n  - {dokumen: skp-2026-p003, tanggal: 2026-01-22, alasan: Target}\nselesai:"
    )
    back = (after[SUPPLEMENT] or "").replace("selesai:", returned)
    found = proposed({SUPPLEMENT: back}, good, base=base)
    assert codes(found) == ["V408"]
    (reason,) = found.refusals
    assert "sudah disahkan pada pengesahan-2026-rbak" in reason.message
    assert "kinerja new --menggantikan skp-2026-p003" in reason.hint


def test_what_comes_after_is_locked_as_well_once_it_is_signed() -> None:
    after = succeeded(SIGNED)
    (path,) = (p for p in after if p != SUPPLEMENT)
    changed = (after[path] or "").replace("tempat: Padang", "tempat: Solok")
    assert codes(
        proposed({path: changed}, "@contoh-p003 setuju 2026-01-22", base=overlay(after))
    ) == ["V405"]
    gone = proposed({SUPPLEMENT: None}, "@contoh-p003 setuju 2026-01-22", base=overlay(after))
    assert "V406" in codes(gone)
