"""What prints cost: one batch of them, WeasyPrint alone in one process, one process for each.

Run as a script it is one of the measured processes:

    python bench/pdf.py batch FOLDER WORKERS     all prints by `press`, as a build makes them
    python bench/pdf.py plain FOLDER             the same pages by WeasyPrint alone
    python bench/pdf.py flat FOLDER COUNT        one worker's memory over so many prints

All answer one line: seconds of processor time or of the clock, or bytes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import mean, median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.measure import Command, use
from generator.publish.manuscript import Manuscript
from generator.publish.pdf import SCHEME, VARIANT
from generator.publish.press import LIFE

ROOT = Path(__file__).resolve().parents[1]
SINGLE = 20
"""Pages, spread over all, for which a process of their own is started."""
RUNS = 3
WARM, MANY = 200, LIFE
"""After how many prints a worker's memory is looked at: once it is warm, and before it is replaced."""


@dataclass(frozen=True)
class Figures:
    """Processor seconds for each print (alone, in a batch, by WeasyPrint itself); clock seconds of a
    batch with one and with two workers; bytes of a worker after `WARM` and `MANY` prints."""

    prints: int
    alone: float
    batch: float
    plain: float
    one_worker: float
    two_workers: float
    warm: int
    many: int


def measure(folder: Path) -> Figures:
    """Make the prints of the bundled sample in each of the ways."""
    pages = _write(folder)
    script = Path(__file__)
    alone = mean(use(_command(folder, n)).seconds for n in pages[:: len(pages) // SINGLE])
    batch: Command = [sys.executable, script, "batch", folder, "1"]
    both = [
        (use(batch).seconds, float(_answer([sys.executable, script, "plain", folder])))
        for _ in range(RUNS)
    ]
    clocks = [
        tuple(
            float(_answer([sys.executable, script, "batch", folder, str(workers)]))
            for workers in (1, 2)
        )
        for _ in range(RUNS)
    ]
    warm, many = json.loads(_answer([sys.executable, script, "flat", folder, str(MANY)]))
    return Figures(
        prints=len(pages),
        alone=alone,
        batch=median(own for own, _ in both) / len(pages),
        plain=median(other for _, other in both) / len(pages),
        one_worker=median(one for one, _ in clocks),
        two_workers=median(two for _, two in clocks),
        warm=warm,
        many=many,
    )


def _write(folder: Path) -> list[str]:
    """Every print of the sample as a manuscript and as a page with its style; the names of the pages."""
    from generator.check import check
    from generator.compile.model import Audience
    from generator.compile.recap import compile_edition
    from generator.load.tree import Folder
    from generator.publish import fonts
    from generator.publish.prints import prints
    from generator.publish.render import Templates

    checked = check(Folder(ROOT))
    assert checked.book.sop is not None
    edition = compile_edition(checked, Audience.INTERNAL)
    found = prints(edition, checked.book.sop, Templates(ROOT))
    fonts.write_config(folder)
    (folder / "style.css").write_text(found[0].manuscript.style, "utf-8")
    for number, one in enumerate(found):
        (folder / f"{number:03d}.json").write_bytes(one.manuscript.encoded())
        (folder / f"{number:03d}.html").write_text(one.manuscript.html, "utf-8")
    return [f"{number:03d}" for number in range(len(found))]


def _command(folder: Path, name: str) -> Command:
    """WeasyPrint's own command for one page, with the bundled fonts alone."""
    program = Path(sys.executable).with_name("weasyprint")
    form: list[str | Path] = [
        "--pdf-variant",
        VARIANT,
        "--pdf-tags",
        "--stylesheet",
        folder / "style.css",
    ]
    fonts = f"FONTCONFIG_FILE={_fonts(folder)}"
    return ["env", fonts, program, *form, folder / f"{name}.html", folder / f"{name}.pdf"]


def _fonts(folder: Path) -> Path:
    from generator.publish import fonts

    return fonts.write_config(folder)


def _answer(command: Sequence[str | Path]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


# --- The measured processes -----------------------------------------------------------------------


def _manuscripts(folder: Path) -> list[Manuscript]:
    return [Manuscript.decoded(path.read_bytes()) for path in sorted(folder.glob("*.json"))]


def batch(folder: Path, workers: int) -> float:
    """Seconds on the clock for all prints by workers that are started for them."""
    from generator.publish.press import press

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    manuscripts = {f"{n}.pdf": m for n, m in enumerate(_manuscripts(folder))}
    start = time.perf_counter()
    made = press(manuscripts, workers=workers)
    spent = time.perf_counter() - start
    assert len(made.files) == len(manuscripts)
    return spent


def plain(folder: Path) -> float:
    """Processor seconds of WeasyPrint's layout and writing for all prints, and of nothing else."""
    from weasyprint import CSS, HTML

    os.environ["FONTCONFIG_FILE"] = str(_fonts(folder))
    spent = 0.0
    for one in _manuscripts(folder):
        start = time.process_time()
        style = CSS(string=one.style)
        page = HTML(string=one.html, base_url=SCHEME)
        page.write_pdf(stylesheets=[style], pdf_variant=VARIANT, pdf_tags=True)
        spent += time.process_time() - start
    return spent


def flat(folder: Path, count: int) -> Iterator[int]:
    """Bytes that a worker holds after `WARM` prints and after all of so many."""
    from generator.publish.pdf import render

    os.environ["FONTCONFIG_FILE"] = str(_fonts(folder))
    for number, one in enumerate(islice(cycle(_manuscripts(folder)), count), 1):
        render(one)
        if number in (WARM, count):
            yield _held()


def _held() -> int:
    """Bytes of memory that this process holds now; where only the most is known, that."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["batch", place, number]:
            print(batch(Path(place), int(number)))
        case ["plain", place]:
            print(plain(Path(place)))
        case ["flat", place, number]:
            print(json.dumps(list(flat(Path(place), int(number)))))
