"""The commands of proof: the record of a merge, and the audit of history against the records."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.options import FILE, ROOT, common, form, project, witnesses
from generator.commands.indonesian import Command


@click.command(cls=Command)
@click.option("--base", required=True, metavar="REVISI", help="Cabang utama sebelum digabung.")
@click.option("--head", required=True, metavar="REVISI", help="Commit terakhir usulan.")
@click.option("--merge", required=True, metavar="REVISI", help="Commit gabungan di cabang utama.")
@click.option("--pull", required=True, type=click.IntRange(1), metavar="N", help="Nomor usulan.")
@click.option("--author", required=True, metavar="AKUN", help="Akun pengusul di forge.")
@witnesses
@click.option("--merged-at", required=True, metavar="SAAT", help="Kapan digabung menurut forge.")
@click.option(
    "--store", type=ROOT, required=True, metavar="FOLDER", help="Hasil checkout cabang catatan."
)
@common
def record(
    root: Path,
    today: str | None,
    base: str,
    head: str,
    merge: str,
    pull: int,
    author: str,
    reviews: tuple[Path, ...],
    commits: tuple[Path, ...],
    merged_at: str,
    store: Path,
) -> int:
    """Catat satu usulan yang sudah digabung di cabang catatan, bila memang boleh digabung."""
    from generator.commands.gate import Asked as Gated
    from generator.commands.record import Asked
    from generator.commands.record import record as run

    gated = Gated(base, head, author, reviews, commits)
    asked = Asked(gated, merge, pull, merged_at, store)
    return run(project(root, today), asked, out=sys.stdout)


@click.command(cls=Command)
@click.option("--round", "putaran", metavar="PUTARAN", help="Hanya putaran ini; bawaan: semuanya.")
@click.option(
    "--records", metavar="REVISI", help="Cabang catatan; bawaan: origin/catatan atau catatan."
)
@click.option(
    "--in-toto",
    "bundle",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Tulis bukti satu putaran yang diterima in-toto-verify; perlu --round dan --key.",
)
@click.option("--key", type=FILE, metavar="BERKAS", help="Kunci privat ed25519 kantor (PEM).")
@form("text", "json")
@common
def audit(
    root: Path,
    today: str | None,
    putaran: str | None,
    records: str | None,
    bundle: Path | None,
    key: Path | None,
    form: str,
) -> int:
    """Putar ulang riwayat cabang utama dan cocokkan dengan catatan setiap penggabungan."""
    from generator.commands.audit import Asked
    from generator.commands.audit import audit as run

    asked = Asked(putaran, records, bundle, key)
    return run(project(root, today), asked, form=form, out=sys.stdout)
