"""The commands that make the site and show it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.options import common, numbers, project, site
from generator.commands.indonesian import Command


@click.command(cls=Command)
@click.option(
    "--audience",
    type=click.Choice(["publik", "internal"]),
    default="publik",
    help="publik (bawaan) tanpa isi internal, atau internal untuk kantor sendiri.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Folder hasil; bawaan: build/."
)
@click.option(
    "--riwayat", is_flag=True, help="Lampirkan riwayat perubahan pada PDF; hanya edisi internal."
)
@site
@numbers
@common
def build(
    root: Path,
    today: str | None,
    nip: Path | None,
    out: Path | None,
    audience: str,
    riwayat: bool,
    site: str,
) -> int:
    """Buat rekap, situs, PDF, dan lembar kerja dari dokumen yang ada."""
    from generator.commands.build import Manner
    from generator.commands.build import build as run

    given = project(root, today, nip)
    manner = Manner(appended=riwayat, site=site)
    return run(given, audience=audience, out=out, stream=sys.stderr, manner=manner)


@click.command(cls=Command)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, help="Nomor porta; bawaan: 8000."
)
@click.option(
    "--audience", type=click.Choice(["publik", "internal"]), default="publik", help="Edisi situs."
)
@numbers
@common
def serve(root: Path, today: str | None, nip: Path | None, audience: str, port: int) -> int:
    """Tampilkan situs di komputer ini dan bangun ulang setiap kali ada berkas yang berubah."""
    from generator.commands.serve import serve as run

    return run(project(root, today, nip), audience=audience, port=port, stream=sys.stderr)
