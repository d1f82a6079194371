"""Options that commands share, and the project that they open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.commands.project import Project

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def common(function: Any) -> Any:
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
            type=ROOT,
            default=Path(),
            metavar="FOLDER",
            help="Folder proyek yang berisi sop/ dan content/; bawaan: folder ini.",
        ),
    ):
        function = option(function)
    return function


def numbers(function: Any) -> Any:
    """The table of numbers that stays outside the repository."""
    return click.option(
        "--nip",
        type=FILE,
        metavar="BERKAS",
        help="Tabel NIP (id: NIP) yang disimpan di luar repositori.",
    )(function)


def witnesses(function: Any) -> Any:
    """What the forge says of a pull request, as files."""
    for option in (
        click.option(
            "--commits",
            type=FILE,
            multiple=True,
            metavar="BERKAS",
            help="Daftar commit dari forge (JSON); ulangi untuk setiap halaman.",
        ),
        click.option(
            "--reviews",
            type=FILE,
            multiple=True,
            required=True,
            metavar="BERKAS",
            help="Tinjauan dari forge (JSON); ulangi untuk setiap halaman.",
        ),
    ):
        function = option(function)
    return function


def site(function: Any) -> Any:
    """The address at which the site will be read, for the codes on prints."""
    return click.option(
        "--site",
        default="",
        metavar="ALAMAT",
        help="Alamat situs, untuk kode QR cetakan; bawaan: site_url pada mkdocs.yml.",
    )(function)


def form(*forms: str) -> Callable[[Any], Any]:
    """In which form to answer; text without it."""
    kinds = click.Choice(forms)
    return click.option("--format", "form", type=kinds, default="text", help="Bawaan: text.")


def project(root: Path, today: str | None, nip: Path | None = None) -> Project:
    """The project of a folder."""
    from generator.commands.project import Project

    return Project.open(root, today=today, register=nip)
