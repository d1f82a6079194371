"""The commands of those who write documents."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.options import common, form, numbers, project
from generator.commands.indonesian import Command


@click.command(cls=Command)
@click.argument("berkas", nargs=-1, metavar="[BERKAS]...")
@form("text", "github", "sarif", "json")
@click.option("--revision", metavar="REVISI", help="Periksa satu revisi git, bukan isi folder.")
@numbers
@common
def check(
    root: Path,
    today: str | None,
    nip: Path | None,
    revision: str | None,
    form: str,
    berkas: tuple[str, ...],
) -> int:
    """Periksa semua dokumen, lalu tunjukkan setiap kesalahan di baris dan kolomnya.

    Dengan BERKAS, hanya temuan pada berkas itu yang ditampilkan. Tidak ada berkas yang diubah.
    """
    from generator.commands.check import check as run

    return run(project(root, today, nip), form=form, revision=revision, only=berkas, out=sys.stdout)


@click.command(cls=Command)
@click.argument("berkas", nargs=-1, metavar="[BERKAS]...")
@click.option("--write", is_flag=True, help="Simpan perbaikannya; tanpa ini hanya ditampilkan.")
@common
def fix(root: Path, today: str | None, berkas: tuple[str, ...], write: bool) -> int:
    """Perbaiki temuan yang perbaikannya pasti; komentar dan baris lain tidak disentuh."""
    from generator.commands.fix import fix as run

    return run(project(root, today), only=berkas, write=write, out=sys.stdout)


@click.command(cls=Command)
@click.argument("kode", required=False, metavar="[KODE]")
@common
def explain(root: Path, today: str | None, kode: str | None) -> int:
    """Jelaskan satu aturan, misalnya: kinerja explain F104. Tanpa KODE: daftar semua aturan."""
    from generator.commands.explain import explain as run

    return run(project(root, today), code=kode, out=sys.stdout)


@click.command(cls=Command)
@click.argument("jenis", required=False, metavar="[JENIS]")
@click.option("--round", "putaran", metavar="PUTARAN", help="Putaran; bawaan: yang terbaru.")
@click.option("--unit", metavar="UNIT", help="Id unit; bawaan: unit pegawainya.")
@click.option("--person", "pegawai", metavar="PEGAWAI", help="Id pegawai pemilik dokumen.")
@click.option("--name", "nama", metavar="NAMA", help="Bagian nama berkas; bawaan: dari pemiliknya.")
@click.option("--step", "langkah", type=int, metavar="N", help="Semua berkas langkah ini.")
@click.option("--partial", is_flag=True, help="Buat sebagian: unit yang belum siap disebut belum.")
@click.option("--menggantikan", metavar="ID", help="Versi baru dokumen yang sudah diserahkan ini.")
@click.option("--write", is_flag=True, help="Simpan di tempatnya; tanpa ini hanya ditampilkan.")
@common
def new(
    root: Path,
    today: str | None,
    jenis: str | None,
    putaran: str | None,
    unit: str | None,
    pegawai: str | None,
    nama: str | None,
    langkah: int | None,
    partial: bool,
    menggantikan: str | None,
    write: bool,
) -> int:
    """Siapkan kerangka dokumen yang terisi sejauh diketahui. Tanpa JENIS: daftar jenisnya.

    Dengan --step: semua berkas langkah itu yang belum ada. Dengan --menggantikan: perubahan dokumen
    yang sudah diserahkan, isinya diambil dari sana. Berkas yang sudah ada tidak disentuh.
    """
    from generator.commands.new import new as run
    from generator.commands.wanted import Wanted

    wanted = Wanted(jenis, putaran, unit, pegawai, nama, langkah, partial, menggantikan)
    return run(project(root, today), wanted, write=write, out=sys.stdout, err=sys.stderr)


@click.command(cls=Command)
@click.argument("putaran", metavar="PUTARAN")
@click.option(
    "--mulai", metavar="SAAT", help="Hari atau saat mulai; bawaan: hari kerja berikutnya."
)
@click.option("--usulan", is_flag=True, help="Tulis juga draf setiap dokumen wajib yang belum ada.")
@click.option("--lihat", is_flag=True, help="Hanya tunjukkan; tidak ada berkas yang ditulis.")
@common
def buka(
    root: Path, today: str | None, putaran: str, mulai: str | None, usulan: bool, lihat: bool
) -> int:
    """Buka putaran baru, misalnya: kinerja buka 2027. Putaran lama tidak disentuh.

    Sesudahnya ditunjukkan siapa yang wajib menyusun apa. Dengan --usulan, isi putaran sebelumnya
    ditawarkan di dalam draf sebagai komentar; tidak ada yang ikut ditandatangani.
    """
    from generator.commands.open_round import Wanted, open_round

    wanted = Wanted(putaran, mulai, usulan, lihat)
    return open_round(project(root, today), wanted, out=sys.stdout)


@click.command("next", cls=Command)
@click.option("--round", "putaran", metavar="PUTARAN", help="Putaran; bawaan: yang terbaru.")
@click.option("--step", "langkah", type=int, metavar="N", help="Hanya langkah ini.")
@click.option("--unit", metavar="UNIT", help="Hanya unit ini.")
@form("text", "md", "json", "late")
@common
def next_(
    root: Path,
    today: str | None,
    putaran: str | None,
    langkah: int | None,
    unit: str | None,
    form: str,
) -> int:
    """Tunjukkan apa yang diminta SOP sekarang: dari siapa, paling lambat kapan, berkas yang mana.

    Bentuk late hanya memuat yang terlambat, untuk pengingat; kosong bila tidak ada.
    """
    from generator.commands.next import next_turns as run

    return run(
        project(root, today), name=putaran, step=langkah, unit=unit, form=form, out=sys.stdout
    )


@click.command(cls=Command)
@click.option("--round", "putaran", metavar="PUTARAN", help="Putaran; bawaan: yang terbaru.")
@common
def status(root: Path, today: str | None, putaran: str | None) -> int:
    """Tunjukkan keadaan putaran: langkah yang berjalan, siapa yang ditunggu, dan apa yang kurang."""
    from generator.commands.status import status as run

    return run(project(root, today), name=putaran, out=sys.stdout)
