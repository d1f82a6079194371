"""Which document a revision replaces, whose the new version is, and where it belongs."""

from __future__ import annotations

from typing import NamedTuple

from generator.commands.fault import UsageFault
from generator.commands.next import NAME
from generator.commands.wanted import Wanted
from generator.compile.occasion import Subject
from generator.compile.revision import may_be_replaced
from generator.compile.state import RoundState
from generator.rules.context import Context
from generator.sop.facts import Facts, Tenure
from generator.sop.model import Kind


class Revision(NamedTuple):
    """A new version of a document."""

    state: RoundState
    kind: Kind
    subject: Subject
    former: Facts


def revision(context: Context, asked: Wanted, id: str) -> Revision:
    """The next version of a document that was handed in. Raises `UsageFault`."""
    former = context.find(id)
    if former is None:
        raise UsageFault(f"dokumen {id!r} tidak ada; tulis id dokumen yang digantikan")
    kind = context.kind(former.document)
    if asked.kind not in (None, kind.id):
        raise UsageFault(f"{id} adalah dokumen jenis {kind.id}, bukan {asked.kind!r}")
    if asked.round or asked.unit or asked.partial:
        raise UsageFault(
            "putaran dan unit dokumen pengganti sama dengan yang digantikan; "
            "hapus --round, --unit, --partial"
        )
    if not may_be_replaced(kind) or "{nama}" not in kind.pattern:
        raise UsageFault(f"formulir jenis {kind.id} tidak mengenal dokumen pengganti")
    state = RoundState(context, former.document.round or "")
    if not state.stage(former):
        raise UsageFault(f"{id} belum diserahkan, jadi tidak perlu digantikan; ubah saja isinya")
    if newer := context.versions.newer.get(id):
        document = newer[0].document
        raise UsageFault(
            f"{id} sudah digantikan {document.id} ({document.path}); "
            f"gantikan yang itu: --menggantikan {document.id}"
        )
    return Revision(state, kind, _subject(context, asked, former, kind), former)


def _subject(context: Context, asked: Wanted, former: Facts, kind: Kind) -> Subject:
    owner, tenure = _owner(context, asked, former)
    document = former.document
    return Subject(
        round=document.round or "",
        unit=document.unit or "",
        name=_name(context, asked, former, kind),
        person=owner,
        position=former.owner.position if former.owner else "",
        status=tenure.status if tenure else "",
    )


def _owner(context: Context, asked: Wanted, former: Facts) -> tuple[str, Tenure | None]:
    """Who holds the position now: the same person, else whoever came after, else (nobody) the same."""
    if asked.person is not None and asked.person not in context.people:
        raise UsageFault(f"pegawai {asked.person!r} tidak ada")
    person, position = former.owner[:2] if former.owner else ("", "")
    held = {p.id: t for p, t in context.tenures(position, context.today.isoformat())}
    if asked.person is not None:
        return asked.person, held.get(asked.person)
    known = context.sop.organisation.positions.get(position)
    if person in held or len(held) != 1 or (known is not None and known.shared):
        return person, held.get(person)
    return next(iter(held.items()))


def _name(context: Context, asked: Wanted, former: Facts, kind: Kind) -> str:
    """The free part of the new file's name: that of the first version with a number, the next free one."""
    versions = context.versions.chain(former)
    document = former.document
    number = len(versions) + 1
    while True:
        name = asked.name or f"{versions[-1].document.name}-{number}"
        if not NAME.fullmatch(name):
            raise UsageFault(
                f"{name!r} tidak dapat dipakai: hanya huruf kecil, angka, dan tanda hubung"
            )
        path = kind.path(putaran=document.round or "", unit=document.unit or "", nama=name)
        if asked.name or f"content/{path}" not in context.corpus.by_path:
            return name
        number += 1
