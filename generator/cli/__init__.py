"""The command line. Only here are arguments read; every command is a function in `commands/`.

Exit status: 0 clean, 1 findings, 2 wrong usage, 3 failure. Nothing heavy is imported before a
command needs it.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from generator.cli.authenticity import sign, verify
from generator.cli.documents import buka, check, explain, fix, new, next_, status
from generator.cli.exchange import export, import_
from generator.cli.proof import audit, record
from generator.cli.publication import build, serve
from generator.cli.review import gate, sheet, sync
from generator.commands.indonesian import Group, usage
from generator.commands.outcome import FAILURE, USAGE

_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=Group, context_settings=_SETTINGS, invoke_without_command=False)
@click.help_option("-h", "--help", help="Tampilkan bantuan ini.")
def kinerja() -> None:
    """Memeriksa, merekap, dan menerbitkan dokumen kinerja.

    Dokumen ditulis sebagai YAML di folder content/, aturan mainnya ada di folder sop/. Mulailah
    dengan: kinerja check
    """


for _command in (
    check,
    fix,
    build,
    serve,
    explain,
    buka,
    new,
    next_,
    status,
    sheet,
    gate,
    record,
    audit,
    verify,
    sign,
    sync,
    export,
    import_,
):
    kinerja.add_command(_command)


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
    from generator.commands.fault import FactsFault, UsageFault

    if os.environ.get("KINERJA_TRACEBACK"):
        raise error
    if isinstance(error, UsageFault):
        return _told(str(error), USAGE)
    if isinstance(error, FactsFault):
        return _told(f"tidak ada yang diputuskan: {error}", FAILURE)
    where = "untuk rinciannya ulangi dengan KINERJA_TRACEBACK=1"
    return _told(f"gagal ({type(error).__name__}): {error}; {where}", FAILURE)
