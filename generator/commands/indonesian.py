"""The command line's own words in Indonesian: help, and what is wrong with the arguments."""

from __future__ import annotations

import re

import click

_PATH = re.compile(r"'(.+)'", re.DOTALL)
_UNUSABLE = {
    " is a directory.": "itu folder, bukan berkas; sebut satu berkas di dalamnya",
    " is a file.": "itu berkas, bukan folder",
    " is not readable.": "berkas atau folder itu tidak boleh dibaca",
}


class Group(click.Group):
    """A group whose own words are Indonesian."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "PERINTAH [PILIHAN]...", "Pemakaian: ")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, cmd.get_short_help_str(150)) for name, cmd in self.commands.items()]
        with formatter.section("Perintah"):
            formatter.write_dl(rows)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)


class Command(click.Command):
    """A command whose own words are Indonesian."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(piece for piece in self.collect_usage_pieces(ctx) if piece != "[OPTIONS]")
        formatter.write_usage(ctx.command_path, f"[PILIHAN]... {pieces}".strip(), "Pemakaian: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_options(self, ctx, formatter)


def _write_options(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    options = [p for p in command.get_params(ctx) if isinstance(p, click.Option)]
    rows = [row for param in options if (row := param.get_help_record(ctx))]
    with formatter.section("Pilihan"):
        formatter.write_dl(rows)


def usage(error: click.ClickException) -> str:
    """What was wrong with the arguments, in Indonesian."""
    return f"{_fault(error)}. Lihat kinerja --help"


def _fault(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            return f"pilihan {error.option_name} tidak ada"
        case click.MissingParameter():
            return _missing(error)
        case click.BadParameter(param=click.Parameter(type=click.Path()) as param):
            told = f"{_named(error.message)}: {_unusable(error.message)}"
            return f"nilai untuk {param.opts[-1]} tidak dapat dipakai{told}"
        case click.BadParameter(param=click.Parameter() as param):
            return f"nilai untuk {param.opts[-1]} tidak dapat dipakai{_remedy(param.type)}"
        case click.UsageError() if error.message.startswith("No such command"):
            asked = error.message.removeprefix("No such command").strip(" '.")
            return f"perintah {asked!r} tidak ada"
        case click.UsageError() if error.message.startswith("Got unexpected extra"):
            return "terlalu banyak isian"
    return error.message


def _missing(error: click.MissingParameter) -> str:
    """What has to be given, by the name that the help gives it."""
    match error.param:
        case click.Option() as option:
            return f"pilihan {option.opts[-1]} wajib diberikan"
        case click.Argument() as argument if error.ctx is not None:
            return f"sebutkan {argument.make_metavar(error.ctx)}"
    return "ada isian wajib yang belum diberikan"


def _named(message: str) -> str:
    """The path that click's own sentence names, in brackets."""
    from generator.report.text import visible

    found = _PATH.search(message)
    return f" ({visible(found[1])})" if found else ""


def _remedy(kind: object) -> str:
    return (
        f"; pilih salah satu: {', '.join(kind.choices)}" if isinstance(kind, click.Choice) else ""
    )


def _unusable(message: str) -> str:
    """What is wrong with a path, by the end of click's own sentence."""
    found = (said for end, said in _UNUSABLE.items() if message.endswith(end))
    return next(found, "berkas atau folder itu tidak ada")
