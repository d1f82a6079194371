"""The commands of those who hold a copy: whether it is genuine, and signing it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from generator.cli.options import FILE, common, numbers, project, site
from generator.commands.indonesian import Command

VARIABLE = "KINERJA_SANDI"


@click.command(cls=Command)
@click.argument("berkas", nargs=-1, type=FILE, metavar="[BERKAS]...")
@click.option("--digest", "sidik", multiple=True, metavar="SIDIK", help="Sidik yang tercetak.")
@click.option(
    "--published", type=FILE, metavar="BERKAS", help="Nilai menurut keaslian.json yang diterbitkan."
)
@click.option("--revision", metavar="REVISI", help="Nilai menurut satu revisi git.")
@site
@numbers
@common
def verify(
    root: Path,
    today: str | None,
    nip: Path | None,
    berkas: tuple[Path, ...],
    sidik: tuple[str, ...],
    published: Path | None,
    revision: str | None,
    site: str,
) -> int:
    """Periksa keaslian PDF atau YAML: SAH dengan langkahnya, atau TIDAK SAH dengan yang berbeda.

    Tanpa --published, isinya dibandingkan dengan dokumen proyek ini, dan PDF dengan cetakan yang
    dibuat ulang. Tidak ada yang dikirim ke mana pun.
    """
    from generator.commands.verify import Wanted
    from generator.commands.verify import verify as run

    wanted = Wanted(berkas, sidik, published, revision, site)
    given = None if published else project(root, today, nip)
    return run(given, wanted, out=sys.stdout)


@click.command(cls=Command)
@click.argument("berkas", type=FILE, metavar="BERKAS")
@click.option(
    "--certificate", type=FILE, required=True, metavar="BERKAS", help="Sertifikat kantor (.p12)."
)
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, metavar="BERKAS", help="PDF hasilnya."
)
@click.option("--reason", default="", metavar="TEKS", help="Alasan yang dicatat pada tanda tangan.")
@click.help_option("-h", "--help", help="Tampilkan bantuan ini.")
def sign(berkas: Path, certificate: Path, out: Path, reason: str) -> int:
    """Bubuhkan tanda tangan elektronik (PAdES) pada PDF dengan sertifikat kantor.

    Ini tindakan tersendiri, bukan persetujuan menurut SOP; untuk BSrE pakailah sertifikat dari BSrE.
    Kata sandi sertifikat ditanyakan, atau dibaca dari variabel lingkungan KINERJA_SANDI.
    """
    from generator.commands.sign import sign_file

    password = os.environ.get(VARIABLE)
    if password is None:
        password = click.prompt(
            "Kata sandi sertifikat", hide_input=True, err=True, default="", show_default=False
        )
    return sign_file(
        berkas,
        certificate=certificate,
        password=password,
        target=out,
        reason=reason,
        stream=sys.stderr,
    )
