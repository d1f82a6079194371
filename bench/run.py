"""`make bench`: ratios, each measured in this run beside its reference. Exit status 0 unless one breaks.

Seconds differ from machine to machine; these ratios hardly do. Nothing here is a test, and no
ratio that misses its target fails anything.

    python bench/run.py [check] [start] [build] [gate] [pdf] [audit] [exchange]
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import corpus, history, pdf, proposal
from bench.measure import Command, one_core, times, use, uses
from generator.check import slots
from generator.compile.intake import intake
from generator.compile.rows import contents
from generator.load.corpus import load
from generator.load.digest import digest
from generator.load.tree import Folder
from generator.load.workbook import read
from generator.publish.exchange import Subject, workbook
from generator.publish.outcome import proposed
from generator.publish.render import Templates
from generator.rules.context import Context
from generator.sop.reader import read as rule_book

HERE = Path(__file__).resolve().parent
PYTHON = sys.executable
KINERJA = Path(sys.executable).with_name("kinerja")
FINDINGS = (0, 1)
SMALL, LARGE = 1_000, 30_000
EXCHANGED = 1_100
GATED = 5_000
CHANGED, BEFORE, AFTER = "content/2026/kaj/4-dokumen/pk-kabag-kaj.yaml", "Padang", "Bukittinggi"
MIB = 1024 * 1024


@dataclass(frozen=True)
class Row:
    """One figure. A target is a lowest and a highest value; None where the figure is information."""

    name: str
    value: str
    target: str = ""
    met: bool | None = None


def ratio(name: str, value: float, most: float, least: float = 0.0) -> Row:
    """A row with a ratio and its target."""
    target = f"{least:g} to {most:g}" if least else f"at most {most:g}"
    return Row(
        name, f"{value:.2f}" if value >= 0.1 else f"{value:.3f}", target, least <= value <= most
    )


def at_least(name: str, value: float, least: float) -> Row:
    """A row with a ratio that should be large."""
    return Row(name, f"{value:.2f}", f"at least {least:g}", value >= least)


def check(folder: Path) -> Iterator[Row]:
    """A cold check against the parser alone, and against itself with thirty times the documents."""
    few, many = folder / "few", folder / "many"
    few_count, many_count = corpus.write(few, SMALL), corpus.write(many, LARGE)
    parse: Command = [PYTHON, HERE / "parse.py", few / "content", few / "sop"]
    whole: Command = [KINERJA, "check", "--root", few]
    name = f"check of {few_count:,} documents : its YAML events alone"
    yield ratio(name, times(whole, parse, 11, FINDINGS), 3.0)
    yield from _growth(few, many, many_count / few_count)


def _growth(few: Path, many: Path, factor: float) -> Iterator[Row]:
    """How the check grows with the number of documents, which is so many times as large."""
    projects = (_without_documents(few), few, many, few)
    checks: list[Command] = [[KINERJA, "check", "--root", project] for project in projects]
    nothing, before, large, after = uses(checks, 5, FINDINGS)
    small = (before.seconds + after.seconds) / 2
    name = f"check of {factor:.1f} times the documents, per document"
    yield ratio(name, large.seconds / small / factor, 1.2)
    growth = (large.seconds - nothing.seconds) / (small - nothing.seconds) / factor
    yield ratio("  the same without what a check of no document takes", growth, 1.2, 0.8)
    yield Row("  its memory at most", f"{large.memory / MIB:,.0f} MiB")


def _without_documents(project: Path) -> Path:
    """A copy of a project with nothing but its rule book and its people."""
    bare = project.with_name("bare")
    shutil.copytree(project / "sop", bare / "sop")
    (bare / "content").mkdir()
    shutil.copyfile(project / corpus.REGISTER, bare / corpus.REGISTER)
    return bare


def gate(folder: Path) -> Iterator[Row]:
    """The decision about five files of a large repository, against looking at just what they concern."""
    case = proposal.make(folder, GATED, 5)
    repository: list[str | Path] = ["--root", case.repository]
    asked = ["--base", proposal.BASE, "--head", proposal.HEAD, "--author", proposal.AUTHOR]
    judged: Command = [KINERJA, "gate", *repository, *asked, "--reviews", case.reviews]
    git: Command = ["git", "-C", case.repository, "diff", "--stat", proposal.BASE, proposal.HEAD]
    part: Command = [KINERJA, "check", "--root", case.concerned]
    own, diff, look = uses([judged, git, part], 11, FINDINGS)
    name = f"gate of {case.files} files of {case.documents:,} : git diff --stat + check of these"
    yield ratio(name, own.seconds / (diff.seconds + look.seconds), 2.0)


def start(_folder: Path) -> Iterator[Row]:
    """The start of the command line."""
    value = times([KINERJA, "--help"], [PYTHON, "-c", "import click"], 15)
    yield ratio("kinerja --help : python -c 'import click'", value, 3.0)


def build(folder: Path) -> Iterator[Row]:
    """A second build with nothing changed, and one with a single document changed."""
    project = folder / "project"
    for part in ("content", *corpus.PARTS):
        source = corpus.ROOT / part
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        project.mkdir(exist_ok=True)
        copy(source, project / part)
    order: Command = [KINERJA, "build", "--root", project]
    first = use(order)
    before = _digests(project / "build")
    (second,) = uses([order], 3)
    same = before == _digests(project / "build")
    yield ratio("second build, nothing changed : the first", second.seconds / first.seconds, 0.1)
    yield Row("  bytes of all its files (sha256)", _total(before), "identical", same)
    yield from _one_changed(project, order, before, first.seconds)


def _one_changed(
    project: Path, order: Command, before: dict[str, str], first: float
) -> Iterator[Row]:
    printed = _renderings(project)
    document = project / CHANGED
    document.write_text(document.read_text("utf-8").replace(BEFORE, AFTER, 1), "utf-8")
    third = use(order)
    after = _digests(project / "build")
    changed = sorted(path for path in {**before, **after} if before.get(path) != after.get(path))
    pdfs = [path for path in changed if path.startswith("pdf/")]
    pages = [path for path in changed if path.startswith("site/") and path.endswith(".html")]
    every = sum(1 for path in after if path.startswith("pdf/"))
    yield Row("one document changed : the first build", f"{third.seconds / first:.2f}")
    fresh = len(_renderings(project) - printed)
    yield Row("  prints made again", f"{fresh} of {every}")
    yield Row("  prints with other bytes", f"{len(pdfs)}: {', '.join(pdfs)}")
    yield Row(
        "  pages with other bytes", f"{len(pages)} of {sum(p.endswith('.html') for p in after)}"
    )


def exchange(folder: Path) -> Iterator[Row]:
    """A thousand documents as a workbook and back: no value lost, no byte changed, and what it costs."""
    project, empty = folder / "project", folder / "empty"
    count = corpus.write(project, EXCHANGED)
    shutil.copytree(project / "sop", empty / "sop")
    whole, bare = context(project), context(empty)
    filled = contents(whole, whole.sop.kinds.values(), whole.corpus.documents)
    data = workbook(filled, whole, Subject("bench", None, whole.today), Templates())
    sheets = read(data)
    new, same = intake(bare, sheets), intake(whole, sheets)
    for path, text in proposed(new.documents).items():
        (empty / path).parent.mkdir(parents=True, exist_ok=True)
        (empty / path).write_bytes(text)
    before, after = (
        {d.path: digest(d.data) for d in context(where).corpus.documents}
        for where in (project, empty)
    )
    lost = sum(1 for path in before if before[path] != after.get(path))
    yield Row(f"{count:,} documents through a workbook: other digests", f"{lost}", "0", lost == 0)
    changed = len(proposed(same.documents)) + len(same.faults) + len(filled.left_out)
    yield Row("  changed, faulty or left out in the same folder", f"{changed}", "0", changed == 0)
    file = folder / "isian.xlsx"
    export: Command = [KINERJA, "export", "--xlsx", "--root", project, "--out", file]
    check_all: Command = [KINERJA, "check", "--root", project]
    yield ratio(
        "export of a round : check of all rounds", times(export, check_all, 3, FINDINGS), 2.0
    )
    take: Command = [KINERJA, "import", file, "--root", project]
    yield ratio("import of a round, unchanged : the same", times(take, check_all, 3, FINDINGS), 3.0)


def context(project: Path) -> Context:
    """A project's documents and rule book, without running a rule."""
    book = rule_book(Folder(project))
    assert book.sop is not None
    return Context(book.sop, load(Folder(project), slots(book.sop)), date(2026, 1, 23), book)


def audit(folder: Path) -> Iterator[Row]:
    """The audit of a history in which every document was merged and recorded by itself."""
    project = folder / "project"
    count = corpus.write(project, SMALL)
    merges = history.commit(project)
    proven: Command = [KINERJA, "audit", "--root", project]
    reference: Command = [PYTHON, HERE / "parse.py", project / "content", project / "sop"]
    own, parsed = uses([proven, reference], 5)
    name = f"audit of {count:,} documents in {merges:,} merges, seconds"
    yield ratio(name, own.seconds, 3.0)
    yield Row(
        "  the same : the YAML events of its files alone", f"{own.seconds / parsed.seconds:.1f}"
    )


def prints(folder: Path) -> Iterator[Row]:
    """Prints in one batch, against a process for each, WeasyPrint alone, and two workers."""
    found = pdf.measure(folder)
    name = f"a weasyprint process : a print in a batch of {found.prints}"
    yield at_least(name, found.alone / found.batch, 5)
    yield ratio(
        "a print in a batch : WeasyPrint's layout and writing", found.batch / found.plain, 1.3
    )
    yield at_least("one worker : two (clock)", found.one_worker / found.two_workers, 1.8)
    name = f"memory of a worker after {pdf.MANY:,} prints : after {pdf.WARM}"
    yield ratio(name, found.many / found.warm, 1.1)
    yield Row("  its memory then", f"{found.many / MIB:,.0f} MiB")


def _digests(folder: Path) -> dict[str, str]:
    """The digest of every file below a folder, hidden ones left out, by its path."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            found[name.as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _total(digests: dict[str, str]) -> str:
    whole = hashlib.sha256("".join(f"{k}\0{v}\n" for k, v in digests.items()).encode())
    return f"{whole.hexdigest()[:16]}…, {len(digests)} files"


def _renderings(project: Path) -> set[str]:
    """The names of finished prints and bundles that the build keeps for the next time."""
    cache = project / "build" / ".cache"
    return {path.name for kept in ("pdf", "bundel") for path in (cache / kept).glob("*")}


def show(rows: Iterator[Row]) -> None:
    """Print rows as they come."""
    for row in rows:
        verdict = {True: "met", False: "MISSED", None: ""}[row.met]
        print(f"{row.name:<58} {row.value:>10}   {row.target:<12} {verdict}".rstrip(), flush=True)


BENCHES: dict[str, Callable[[Path], Iterator[Row]]] = {
    "start": start,
    "check": check,
    "build": build,
    "gate": gate,
    "pdf": prints,
    "exchange": exchange,
    "audit": audit,
}


def main(names: list[str]) -> None:
    """Run the benches of these names, all of them without a name."""
    where = "on one core" if one_core() else "on all cores"
    print(f"Ratios of processor time of whole processes, {where}; medians of several runs.\n")
    print(f"{'figure':<58} {'value':>10}   {'target':<12}".rstrip())
    for name in names or BENCHES:
        with tempfile.TemporaryDirectory(prefix="kinerja-bench-") as folder:
            show(BENCHES[name](Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
