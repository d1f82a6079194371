"""The commands of proposals: what they change, whether they may be merged, and what the forge needs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.options import common, form, project, witnesses
from generator.commands.indonesian import Command


@click.command(cls=Command)
@click.option("--base", metavar="REVISI", help="Revisi git sebelum perubahan.")
@click.option("--head", metavar="REVISI", help="Revisi git sesudah perubahan.")
@form("text", "md", "html", "pdf")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="BERKAS",
    help="Berkas hasil; wajib untuk pdf, bawaan lainnya: tampilkan.",
)
@click.option("--site", default="", metavar="ALAMAT", help="Alamat situs terbitan, untuk tautan.")
@click.option("--prints", default="", metavar="ALAMAT", help="Alamat PDF usulan, untuk tautan.")
@common
def sheet(
    root: Path,
    today: str | None,
    base: str | None,
    head: str | None,
    form: str,
    out: Path | None,
    site: str,
    prints: str,
) -> int:
    """Buat lembar keputusan: apa yang berubah di antara dua revisi, dalam kalimat.

    Dengan --format pdf lembar itu diikuti cetakan semua dokumen yang ditambah atau diubah.
    """
    from generator.commands.sheet import Wanted
    from generator.commands.sheet import sheet as run

    wanted = Wanted(form, out, site, prints)
    given = project(root, today)
    return run(given, wanted, base=base, head=head, out=sys.stdout, err=sys.stderr)


@click.command(cls=Command)
@click.option("--base", required=True, metavar="REVISI", help="Cabang utama sekarang.")
@click.option("--head", required=True, metavar="REVISI", help="Commit terakhir usulan.")
@click.option("--author", required=True, metavar="AKUN", help="Akun pengusul di forge.")
@witnesses
@form("text", "md", "github", "json", "suggestions")
@common
def gate(
    root: Path,
    today: str | None,
    base: str,
    head: str,
    author: str,
    reviews: tuple[Path, ...],
    commits: tuple[Path, ...],
    form: str,
) -> int:
    """Putuskan apakah satu usulan (pull request) boleh digabung, tanpa bertanya ke forge."""
    from generator.commands.gate import Asked
    from generator.commands.gate import gate as run

    asked = Asked(base, head, author, reviews, commits)
    return run(project(root, today), asked, form=form, out=sys.stdout)


@click.command(cls=Command)
@click.option(
    "--forge",
    type=click.Choice(["github", "gitlab", "forgejo"]),
    default="github",
    help="Forge yang dipakai; bawaan: github.",
)
@click.option("--check", "only_check", is_flag=True, help="Hanya periksa, tidak menulis apa pun.")
@common
def sync(root: Path, today: str | None, forge: str, only_check: bool) -> int:
    """Buat berkas forge dari sop/: pemilik berkas, templat usulan, perlindungan cabang."""
    from generator.commands.sync import sync as run

    return run(project(root, today), forge=forge, check=only_check, out=sys.stdout)
