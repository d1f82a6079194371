"""Target berupa teks tidak cocok dengan sifat target, atau dengan target setahunnya.

Mengapa
    Teks tidak dapat dijumlahkan atau dirata-ratakan, maka target berupa teks hanya cocok bagi sifat target
    tetap dan akhir tahun, dan bunyinya sama dengan target setahun.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - sifat_target: tetap
    + sifat_target: penjumlahan
    > 28:19: target berupa teks tidak dapat dipakai dengan sifat target "penjumlahan"

Benar
    sifat_target: tetap

Salah juga
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - 2: paling lambat tanggal 10 bulan berikutnya
    + 2: tanggal 15
    > 31:10: Triwulan II "tanggal 15" berbeda dari target setahun, "paling lambat tanggal 10 bulan berikutnya"

Benar
    2: paling lambat tanggal 10 bulan berikutnya
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related, Said
from generator.load.faults import is_meant_as_number
from generator.rules.context import Context
from generator.rules.phrase import spoken, spot, title, words
from generator.rules.planned import Planned, planned
from generator.rules.wording import quote


def check(context: Context) -> Iterator[Finding]:
    """Rows with text that their nature cannot carry, or that says something else than the year's."""
    for one in planned(context):
        target = one.measure.target
        texts = [value for value in one.row.stages.values() if isinstance(value, str)]
        if any(map(is_meant_as_number, texts)):
            continue  # the form's own rules report it
        only_text = target.value is None and bool(target.text)
        if not texts and not (only_text and one.row.stages):
            continue
        wrong = _differing(one) if not one.row.reason else None
        if wrong is not None:
            yield wrong
        elif one.row.nature not in ("constant", "final", ""):
            yield _unfit(one)


def _differing(one: Planned) -> Finding | None:
    """The first part of the year that says something else than the yearly target."""
    target = one.measure.target
    for name, value in one.stages:
        if isinstance(value, str):
            if value.strip() == target.text.strip():
                continue
        elif target.value is not None:
            continue
        return _different(one, name, value)
    return None


def _different(one: Planned, name: str, value: str | float) -> Finding:
    document, target = one.plan.document, one.measure.target
    path = (*one.stages_path, name)
    at = document.value(*path)
    own = quote(value) if isinstance(value, str) else spoken(value)
    right = quote(target.text) if target.value is None else spoken(target.value)
    message = f"{title(document, path)} {own} berbeda dari target setahun, {right}"
    hint = in_cells = "tulis bunyi yang sama dengan target setahun"
    if target.value is not None:
        hint, in_cells = "tulis angka dengan titik desimal, misalnya 80.10", "ketik angkanya saja"
    related = Related(
        one.parent.document.value(*one.target_path), "target setahun tertulis di sini"
    )
    return Finding(at, message, hint, (related,), in_cells=Said(message, in_cells))


def _unfit(one: Planned) -> Finding:
    document = one.plan.document
    path = spot(document, one.row.path, "sifat")
    fitting = " atau ".join(words(document.form.at(path), "constant", "final"))
    return Finding(
        document.value(*path),
        f"target berupa teks tidak dapat dipakai dengan {title(document, path).lower()} "
        f"{quote(document.get(path))}",
        f"pilih {fitting}, atau tulis target berupa angka",
    )
