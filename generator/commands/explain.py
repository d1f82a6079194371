"""`kinerja explain`: the page of one rule, or the list of all."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TextIO

from generator.commands.fault import UsageFault
from generator.commands.project import Project
from generator.rules import RULES, Rule
from generator.rules.page import Example, page_of
from generator.sop.model import RuleSetting
from generator.sop.reader import read


def explain(project: Project, *, code: str | None, out: TextIO) -> int:
    """Print a rule's page: why, wrong with its message, right, and where it comes from."""
    book = read(project.tree())
    settings = dict(book.sop.settings) if book.sop else {}
    if code is None:
        out.writelines(f"{rule.code}  {rule.title}\n" for rule in RULES)
        return 0
    known = {rule.code: rule for rule in RULES}
    if code.upper() not in known:
        close = get_close_matches(code.upper(), known, 3, 0.5)
        hint = f"; mungkin maksud Anda {', '.join(close)}" if close else ""
        raise UsageFault(f"aturan {code!r} tidak ada{hint}. Daftarnya: kinerja explain")
    rule = known[code.upper()]
    out.write(_page(rule, settings.get(rule.code)))
    return 0


def _page(rule: Rule, setting: RuleSetting | None) -> str:
    page = page_of(rule.code, rule.module)
    lines = [
        f"{rule.code}  {page.title}",
        "",
        *_level(setting),
        "",
        "Mengapa",
        *indented(page.why),
        "",
    ]
    for example in page.examples:
        lines += [*_example(example), ""]
    return "\n".join(lines)


def _level(setting: RuleSetting | None) -> list[str]:
    if setting is None:
        return ["Tingkat: galat"]
    lines = [f"Tingkat: {setting.severity.value if setting.severity else 'dimatikan'}"]
    if setting.clauses:
        lines.append(f"Klausul: {', '.join(setting.clauses)}")
    if setting.source:
        state = "" if setting.verified else " (belum diperiksa pada naskah resminya)"
        lines.append(f"Sumber: {setting.source}{state}")
    return lines


def _example(example: Example) -> list[str]:
    lines = ["Salah", *indented(example.bad)]
    return [*lines, "Benar", *indented(example.good)] if example.good else lines


def indented(text: str) -> list[str]:
    """The lines of a text, two spaces to the right."""
    return [f"  {line}".rstrip() for line in text.splitlines()]
