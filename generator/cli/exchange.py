"""The commands of those who fill in documents in a spreadsheet program."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.options import FILE, common, project
from generator.commands.indonesian import Command


@click.command(cls=Command)
@click.option("--xlsx", is_flag=True, help="Sebagai lembar kerja Excel.")
@click.option("--templat", metavar="JENIS", help="Lembar kerja kosong untuk satu jenis dokumen.")
@click.option("--kind", "jenis", metavar="JENIS", help="Hanya satu jenis; bawaan: semua jenis.")
@click.option("--round", "putaran", metavar="PUTARAN", help="Putaran; bawaan: yang terbaru.")
@click.option("--out", type=click.Path(path_type=Path), metavar="BERKAS", help="Nama berkas hasil.")
@common
def export(
    root: Path,
    today: str | None,
    out: Path | None,
    putaran: str | None,
    jenis: str | None,
    templat: str | None,
    xlsx: bool,
) -> int:
    """Buat lembar kerja dari dokumen satu putaran, atau templat kosong, untuk diisi di kantor."""
    from generator.commands.export import export as run
    from generator.commands.export import template

    whole = project(root, today)
    if templat:
        return template(whole, kind=templat, out=out, stream=sys.stdout)
    if not xlsx:
        raise click.UsageError("sebutkan bentuknya: --xlsx, atau --templat JENIS")
    return run(whole, kind=jenis, name=putaran, out=out, stream=sys.stdout)


@click.command("import", cls=Command)
@click.argument("berkas", type=FILE, metavar="BERKAS.xlsx")
@click.option("--write", is_flag=True, help="Simpan; tanpa ini perubahannya hanya ditunjukkan.")
@common
def import_(root: Path, today: str | None, berkas: Path, write: bool) -> int:
    """Baca lembar kerja dari kinerja export: tunjukkan perubahan dan kesalahan tiap sel."""
    from generator.commands.import_ import import_ as run

    return run(project(root, today), berkas, write=write, out=sys.stdout)
