"""The files that a forge reads, from the rule book: owners, templates of proposals, protection of the branch."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from generator.diagnostic import Severity
from generator.publish.render import Templates
from generator.review.owners import Owners
from generator.sop.model import Sop

MARK = "kinerja sync"
"""Stands in every made file of which there may be more than the rule book still wants."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


class Forge(Enum):
    """The forges whose files can be made."""

    GITHUB = "github"
    GITLAB = "gitlab"
    FORGEJO = "forgejo"


STEP_FOLDERS = {
    Forge.GITHUB: ".github/PULL_REQUEST_TEMPLATE",
    Forge.GITLAB: ".gitlab/merge_request_templates",
}
"""Where a forge keeps one template for each step; Forgejo has a single one."""

_FILES: Mapping[Forge, Mapping[str, str]] = {
    Forge.GITHUB: {
        ".github/CODEOWNERS": "codeowners",
        ".github/pull_request_template.md": "usulan.md",
        ".github/ruleset.json": "ruleset.json",
        ".github/ruleset-catatan.json": "ruleset-catatan.json",
        ".github/ruleset-penulis.json": "ruleset-penulis.json",
        ".github/ISSUE_TEMPLATE/rekap-salah.yml": "rekap-salah.yml",
        ".github/ISSUE_TEMPLATE/pertanyaan.yml": "pertanyaan.yml",
        ".github/problem-matcher.json": "problem-matcher.json",
    },
    Forge.GITLAB: {
        ".gitlab/CODEOWNERS": "codeowners",
        ".gitlab/merge_request_templates/Default.md": "usulan.md",
    },
    Forge.FORGEJO: {
        ".forgejo/CODEOWNERS": "codeowners",
        ".forgejo/pull_request_template.md": "usulan.md",
        ".forgejo/issue_template/rekap-salah.yml": "rekap-salah.yml",
        ".forgejo/issue_template/pertanyaan.yml": "pertanyaan.yml",
    },
}


def forge_files(
    sop: Sop, owners: Owners, digest: str, forge: Forge, root: Path
) -> dict[str, bytes]:
    """Path and bytes of every file of a forge. Raises `TemplateFault`."""
    templates = Templates(root, {"polos": plain})
    values = {
        "sop": sop,
        "lines": owners.lines,
        "langkah_semua": "|".join(line.expression for line in owners.lines if line.step),
        "sidik": digest,
        "forge": forge.value,
        "tingkat": {severity.value: level for severity, level in _LEVELS.items()},
    }
    found = {
        path: templates.render(f"forge/{name}.j2", **values) for path, name in _FILES[forge].items()
    }
    if folder := STEP_FOLDERS.get(forge):
        for number, step in sop.steps.items():
            text = templates.render("forge/langkah.md.j2", langkah=step, **values)
            found[f"{folder}/langkah-{number}.md"] = text
    return {path: f"{text.strip()}\n".encode() for path, text in sorted(found.items())}


def plain(text: str) -> str:
    """A text of the rule book on one line, unable to start a tag or end a heading in brackets."""
    one = " ".join(text.split())
    return one.replace("<", "&lt;").replace("[", "(").replace("]", ")")
