"""The command line. Only here are arguments read; every command is a function in `commands/`.

Exit status: 0 clean, 1 findings, 2 wrong usage, 3 failure. Nothing heavy is imported before a
command needs it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.indonesian import Command, Group, usage

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.commands.project import Project

USAGE, FAILURE = 2, 3

_ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=Group, context_settings=_SETTINGS, invoke_without_command=False)
@click.help_option("-h", "--help", help="Tampilkan bantuan ini.")
def kinerja() -> None:
    """Memeriksa, merekap, dan menerbitkan dokumen kinerja.

    Dokumen ditulis sebagai YAML di folder content/, aturan mainnya ada di folder sop/. Mulailah
    dengan: kinerja check
    """


def _common(function: Any) -> Any:
    """The options that every command shares: where the project is, and what day it is."""
    for option in (
        click.help_option("-h", "--help", help="Tampilkan bantuan ini."),
        click.option(
            "--today",
            metavar="TANGGAL",
            help="Tanggal yang dianggap hari ini, misalnya 2026-01-23.",
        ),
        click.option(
            "--root",
            type=_ROOT,
            default=Path(),
            metavar="FOLDER",
            help="Folder proyek yang berisi sop/ dan content/; bawaan: folder ini.",
        ),
    ):
        function = option(function)
    return function


def _numbers(function: Any) -> Any:
    return click.option(
        "--nip",
        type=_FILE,
        metavar="BERKAS",
        help="Tabel NIP (id: NIP) yang disimpan di luar repositori.",
    )(function)


def _form(*forms: str) -> Callable[[Any], Any]:
    kinds = click.Choice(forms)
    return click.option("--format", "form", type=kinds, default="text", help="Bawaan: text.")


def _project(root: Path, today: str | None, nip: Path | None = None) -> Project:
    from generator.commands.project import Project

    return Project.open(root, today=today, register=nip)


@kinerja.command(cls=Command)
@click.argument("berkas", nargs=-1, metavar="[BERKAS]...")
@_form("text", "github", "sarif", "json")
@click.option("--revision", metavar="REVISI", help="Periksa satu revisi git, bukan isi folder.")
@_numbers
@_common
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

    return run(
        _project(root, today, nip), form=form, revision=revision, only=berkas, out=sys.stdout
    )


@kinerja.command(cls=Command)
@click.option(
    "--audience",
    type=click.Choice(["publik", "internal"]),
    default="publik",
    help="publik (bawaan) tanpa isi internal, atau internal untuk kantor sendiri.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Folder hasil; bawaan: build/."
)
@_numbers
@_common
def build(root: Path, today: str | None, nip: Path | None, out: Path | None, audience: str) -> int:
    """Buat rekap, situs, PDF, dan lembar kerja dari dokumen yang ada."""
    from generator.commands.build import build as run

    return run(_project(root, today, nip), audience=audience, out=out, stream=sys.stderr)


@kinerja.command(cls=Command)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, help="Nomor porta; bawaan: 8000."
)
@click.option(
    "--audience", type=click.Choice(["publik", "internal"]), default="publik", help="Edisi situs."
)
@_numbers
@_common
def serve(root: Path, today: str | None, nip: Path | None, audience: str, port: int) -> int:
    """Tampilkan situs di komputer ini dan bangun ulang setiap kali ada berkas yang berubah."""
    from generator.commands.serve import serve as run

    return run(_project(root, today, nip), audience=audience, port=port, stream=sys.stderr)


@kinerja.command(cls=Command)
@click.argument("kode", required=False, metavar="[KODE]")
@_common
def explain(root: Path, today: str | None, kode: str | None) -> int:
    """Jelaskan satu aturan, misalnya: kinerja explain F104. Tanpa KODE: daftar semua aturan."""
    from generator.commands.explain import explain as run

    return run(_project(root, today), code=kode, out=sys.stdout)


@kinerja.command(cls=Command)
@click.argument("jenis", required=False, metavar="[JENIS]")
@click.option("--round", "putaran", metavar="PUTARAN", help="Putaran; bawaan: yang terbaru.")
@click.option("--unit", metavar="UNIT", help="Id unit; bawaan: unit pegawainya.")
@click.option("--person", "pegawai", metavar="PEGAWAI", help="Id pegawai pemilik dokumen.")
@click.option("--name", "nama", metavar="NAMA", help="Bagian nama berkas; bawaan: dari pemiliknya.")
@click.option("--write", is_flag=True, help="Simpan di tempatnya; tanpa ini hanya ditampilkan.")
@_common
def new(
    root: Path,
    today: str | None,
    jenis: str | None,
    putaran: str | None,
    unit: str | None,
    pegawai: str | None,
    nama: str | None,
    write: bool,
) -> int:
    """Siapkan kerangka dokumen yang terisi sejauh diketahui. Tanpa JENIS: daftar jenisnya."""
    from generator.commands.new import Wanted
    from generator.commands.new import new as run

    wanted = Wanted(jenis, putaran, unit, pegawai, nama)
    return run(_project(root, today), wanted, write=write, out=sys.stdout, err=sys.stderr)


@kinerja.command(cls=Command)
@click.option("--round", "putaran", metavar="PUTARAN", help="Putaran; bawaan: yang terbaru.")
@_common
def status(root: Path, today: str | None, putaran: str | None) -> int:
    """Tunjukkan keadaan putaran: langkah yang berjalan, siapa yang ditunggu, dan apa yang kurang."""
    from generator.commands.status import status as run

    return run(_project(root, today), name=putaran, out=sys.stdout)


@kinerja.command(cls=Command)
@click.option("--base", metavar="REVISI", help="Revisi git sebelum perubahan.")
@click.option("--head", metavar="REVISI", help="Revisi git sesudah perubahan.")
@_form("text", "md", "html")
@_common
def sheet(root: Path, today: str | None, base: str | None, head: str | None, form: str) -> int:
    """Buat lembar keputusan: apa yang berubah di antara dua revisi, dalam kalimat."""
    from generator.commands.sheet import sheet as run

    return run(_project(root, today), base=base, head=head, form=form, out=sys.stdout)


@kinerja.command(cls=Command)
@click.option(
    "--forge",
    type=click.Choice(["github", "gitlab", "forgejo"]),
    default="github",
    help="Forge yang dipakai; bawaan: github.",
)
@click.option("--check", "only_check", is_flag=True, help="Hanya periksa, tidak menulis apa pun.")
@_common
def sync(root: Path, today: str | None, forge: str, only_check: bool) -> int:
    """Buat berkas forge dari sop/: pemilik berkas, templat usulan, perlindungan cabang."""
    from generator.commands.sync import sync as run

    return run(_project(root, today), forge=forge, check=only_check, out=sys.stdout)


@kinerja.command(cls=Command)
@click.option("--xlsx", is_flag=True, help="Sebagai lembar kerja Excel.")
@click.option("--templat", metavar="JENIS", help="Lembar kerja kosong untuk satu jenis dokumen.")
@click.option("--kind", "jenis", metavar="JENIS", help="Hanya satu jenis; bawaan: semua jenis.")
@click.option("--round", "putaran", metavar="PUTARAN", help="Putaran; bawaan: yang terbaru.")
@click.option("--out", type=click.Path(path_type=Path), metavar="BERKAS", help="Nama berkas hasil.")
@_common
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

    project = _project(root, today)
    if templat:
        return template(project, kind=templat, out=out, stream=sys.stdout)
    if not xlsx:
        raise click.UsageError("sebutkan bentuknya: --xlsx, atau --templat JENIS")
    return run(project, kind=jenis, name=putaran, out=out, stream=sys.stdout)


@kinerja.command("import", cls=Command)
@click.argument("berkas", type=_FILE, metavar="BERKAS.xlsx")
@click.option("--write", is_flag=True, help="Simpan; tanpa ini perubahannya hanya ditunjukkan.")
@_common
def import_(root: Path, today: str | None, berkas: Path, write: bool) -> int:
    """Baca lembar kerja dari kinerja export: tunjukkan perubahan dan kesalahan tiap sel."""
    from generator.commands.import_ import import_ as run

    return run(_project(root, today), berkas, write=write, out=sys.stdout)


def main() -> None:
    """Run the command line and end the process with its status."""
    try:
        code = kinerja.main(prog_name="kinerja", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.message, file=sys.stderr)
        code = USAGE
    except click.ClickException as error:
        code = _told(usage(error), USAGE)
    except (KeyboardInterrupt, click.Abort):
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FAILURE
    except Exception as error:
        code = _failed(error)
    sys.stdout.flush()
    sys.exit(code)


def _told(sentence: str, code: int) -> int:
    print(f"kinerja: {sentence}", file=sys.stderr)
    return code


def _failed(error: Exception) -> int:
    from generator.commands.fault import UsageFault

    if os.environ.get("KINERJA_TRACEBACK"):
        raise error
    if isinstance(error, UsageFault):
        return _told(str(error), USAGE)
    where = "untuk rinciannya ulangi dengan KINERJA_TRACEBACK=1"
    return _told(f"gagal ({type(error).__name__}): {error}; {where}", FAILURE)


if __name__ == "__main__":
    main()
