"""The proof of a round as files that `in-toto-verify` accepts, with the documents as they were approved."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TextIO

from generator.commands.fault import UsageFault
from generator.commands.project import Project
from generator.load.tree import contents
from generator.publish.attestation import KEY, LAYOUT, Act, Unsigned, bundle
from generator.publish.write import write_tree
from generator.review.acts import Done, turns_done
from generator.rules.history import STORE, History, Record

YEARS = 10
"""For how long after its last merge a round's proof is accepted."""


def export(
    project: Project, history: History, name: str, folder: Path, key: Path, out: TextIO
) -> None:
    """Write the proof of a round into a new folder or over an earlier proof. Raises `UsageFault`."""
    done = turns_done(history, name)
    if folder.exists() and not (folder / LAYOUT).is_file() and any(folder.iterdir()):
        raise UsageFault(f"{folder} sudah berisi berkas lain; pilih folder kosong untuk --in-toto")
    objects = {listed.object for one in done for listed in one.documents}
    raw = contents(project.root, sorted(objects))
    sums = {name: sha256(text).hexdigest() for name, text in raw.items()}
    try:
        files = bundle(
            [_act(one, sums) for one in done], key, _expires(done), _readme(history, name)
        )
    except Unsigned as reason:
        raise UsageFault(str(reason)) from None
    documents = {x.path: raw[x.object] for one in done for x in one.documents}
    write_tree(folder, {**files, **documents})
    out.write(
        f"Bukti putaran {name} ada di {folder} beserta dokumennya, juga yang internal. Periksa dengan:\n"
        f"  cd {folder} && in-toto-verify --layout {LAYOUT} --verification-keys {KEY}\n"
    )


def _act(done: Done, sums: dict[str, str]) -> Act:
    products = {listed.path: sums[listed.object] for listed in done.documents}
    facts = {
        STORE: [_facts(record) for record in done.records],
        "sidik": {listed.path: listed.digest for listed in done.documents},
    }
    return Act(done.name, done.before, done.patterns, products, facts)


def _facts(record: Record) -> dict[str, Any]:
    return {
        "nomor": record.number,
        "usulan": record.pull,
        "gabungan": record.merge,
        "digabung": record.moment,
        "sha256": record.sha256,
        "penyetuju": [f"{a.seat.person} ({a.seat.role})" for a in record.approvals],
    }


def _expires(done: tuple[Done, ...]) -> str:
    last = max(datetime.fromisoformat(r.moment) for one in done for r in one.records)
    return f"{last.year + YEARS}-12-31T23:59:59Z"


def _readme(history: History, name: str) -> str:
    sop = history.context.sop
    return f"{sop.identity['nama']}, putaran {name}"
