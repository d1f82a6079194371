"""One step is one path is one role; the lines agree with an independent reader of CODEOWNERS."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from codeowners import CodeOwners

from generator.check import check
from generator.load.tree import Folder
from generator.publish.forge import Forge, forge_files
from generator.review.owners import Line, overlap, owner_of, owners_of
from generator.sop.model import Sop

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "tests/sop_kedua"


@cache
def sop_of(root: Path) -> Sop:
    context = check(Folder(root)).context
    assert context is not None
    return context.sop


def text_of(sop: Sop, forge: Forge = Forge.GITHUB) -> str:
    files = forge_files(sop, owners_of(sop), "v1:0", forge, ROOT)
    return files[f".{forge.value}/CODEOWNERS"].decode()


def paths(sop: Sop, count: int = 1000) -> list[str]:
    """Paths of documents, near misses of them, and files of the program."""
    dice = random.Random(7)
    words = [*sop.organisation.units, "2026", "2026-semester-1", "luar", "p016", "kabag-rbak", "x"]
    other = ["sop/peran.yaml", "README.md", ".github/CODEOWNERS", "generator/a/b.py", "content/x"]
    found = []
    for _ in range(count):
        kind = dice.choice(list(sop.kinds.values()))
        names = {name: dice.choice(words) for name in ("putaran", "unit", "nama")}
        path = f"content/{kind.path(**names)}"
        bent: list[Callable[[str], str]] = [
            lambda p: p,
            lambda p: p,
            lambda p: f"arsip/{p}",
            lambda p: f"{p}/bawah.yaml",
            lambda p: p.replace(".yaml", ".yml"),
            lambda p: p.replace("content/", "content/baru/"),
            lambda p: p.upper(),
            lambda p: dice.choice(other),
        ]
        found.append(dice.choice(bent)(path))
    return found


@pytest.mark.parametrize("root", [ROOT, LIBRARY], ids=["first", "second"])
@pytest.mark.parametrize("forge", [Forge.GITHUB, Forge.GITLAB])
def test_owners_agree_with_an_independent_reader(root: Path, forge: Forge) -> None:
    sop = sop_of(root)
    ours, theirs = owners_of(sop), CodeOwners(text_of(sop, forge))
    assert ours.faults == ()
    steps = set()
    for path in paths(sop):
        line = ours.owner_of(path)
        assert line is not None, path
        assert list(line.accounts) == [name for _, name in theirs.of(path)], path
        steps.add(line.step)
    assert steps == {0, *sop.steps}


def test_each_file_has_the_role_of_its_step() -> None:
    owners = owners_of(sop_of(ROOT))
    for path, role in {
        "content/2026/1-disposisi.yaml": "kepala-biro",
        "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml": "penyusun",
        "content/2026/rbak/5-pengesahan.yaml": "kepala-bagian",
        "content/2026/6-rekap.yaml": "kabag-ttl",
        "content/pegawai.yaml": "admin-sistem",
        ".github/CODEOWNERS": "admin-sistem",
        "sop/peran.yaml": "admin-sistem",
    }.items():
        line = owners.owner_of(path)
        assert line is not None
        assert line.role == role


def test_forgejo_has_one_line_for_each_path_because_there_every_line_counts() -> None:
    import re

    for root in (ROOT, LIBRARY):
        sop = sop_of(root)
        lines = text_of(sop, Forge.FORGEJO).splitlines()
        rules = [line.split() for line in lines if line and not line.startswith("#")]
        for path in paths(sop):
            if path.endswith("/bawah.yaml"):
                continue  # an expression ends where the file's name ends
            owners = [
                accounts
                for expression, *accounts in rules
                if bool(re.fullmatch(expression.lstrip("!"), path)) != expression.startswith("!")
            ]
            line = owners_of(sop).owner_of(path)
            assert line is not None
            assert owners == [list(line.accounts)], path


def test_the_last_line_wins() -> None:
    lines = [Line("*", "a", ("@a",)), Line("/x/*.yaml", "b", ("@b",), 1)]
    found = [owner_of(lines, path) for path in ("x/1.yaml", "x/y/1.yaml", "z")]
    assert [line.role for line in found if line] == ["b", "a", "a"]
    assert owner_of(lines[1:], "z") is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("/c/*/pk-*.yaml", "/c/*/ra-pk-*.yaml", False),
        ("/c/*/pk-*.yaml", "/c/2026/*-a.yaml", True),
        ("/c/*/a.yaml", "/c/x/b.yaml", False),
        ("/c/*", "/c/x/b.yaml", True),
        ("/c/ba-*.yaml", "/c/ba-anak.yaml", True),
        ("/c/a*b*c", "/c/ac", False),
    ],
)
def test_patterns_that_share_a_path(one: str, other: str, expected: bool) -> None:
    assert overlap(one, other) is overlap(other, one) is expected


def changed(sop: Sop, kind: str, **fields: object) -> Sop:
    return replace(sop, kinds={**sop.kinds, kind: replace(sop.kinds[kind], **fields)})


def accounts(sop: Sop, role: str, *names: str) -> Sop:
    return replace(sop, roles={**sop.roles, role: sop.roles[role]._replace(accounts=names)})


def test_two_roles_on_one_path_are_a_fault() -> None:
    sop = sop_of(ROOT)
    (fault,) = owners_of(changed(sop, "rekap", pattern=sop.kinds["rapat"].pattern)).faults
    assert "/content/*/7-rapat.yaml" in fault
    assert "Kepala Biro pada langkah 7" in fault
    assert "Kabag TTL pada langkah 6" in fault


def test_a_shadowed_line_is_a_fault() -> None:
    sop = sop_of(ROOT)
    faults = owners_of(changed(sop, "skp", pattern=sop.kinds["pk"].pattern)).faults
    assert len(faults) == 4
    assert all("tidak pernah berlaku" in fault for fault in faults)


def test_a_path_without_owner_is_a_fault() -> None:
    sop = sop_of(ROOT)
    (fault,) = owners_of(accounts(sop, "kabag-ttl")).faults
    assert fault.startswith("langkah 6, peran Kabag TTL: belum punya akun")
    (fault,) = owners_of(accounts(sop, "kabag-ttl", "@kabag-{unit}")).faults
    assert "berkasnya tidak per unit" in fault
    roles = {id: role for id, role in sop.roles.items() if not role.is_keeper}
    (fault,) = owners_of(replace(sop, roles=roles)).faults
    assert "sekarang ada 0" in fault
