"""Putting the parts of `sop/` together, and finding what only the whole can show.

The parts have the right form already; here every name that one part uses must exist in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generator.diagnostic import Finding, Location, Severity
from generator.load.schema import Form
from generator.load.source import Source
from generator.sop import book_faults, form_faults, names
from generator.sop.calendar import YearCalendar
from generator.sop.clock import Calendar, DayReading, Duration, join_calendars
from generator.sop.clock import Unit as TimeUnit
from generator.sop.model import (
    Account,
    ApprovalSetting,
    Column,
    Exemption,
    Function,
    Kind,
    Level,
    Measurement,
    Organisation,
    Position,
    Role,
    RuleSetting,
    Shape,
    Sop,
    Step,
    Symbol,
    Unit,
)

Found = list[tuple[str, Finding]]

_TIME_UNITS = {"menit": TimeUnit.MINUTE, "jam": TimeUnit.HOUR, "hari": TimeUnit.DAY}
_READINGS = {"hari_setara": DayReading.SHARE, "akhir_hari": DayReading.DAY_END}
_SEVERITIES = {severity.value: severity for severity in Severity}


@dataclass
class Whole:
    """The parts as read: the SOP file, the other files by name, forms and calendars."""

    procedure: Source
    parts: Mapping[str, Source]
    forms: Mapping[str, tuple[Source, Form]]
    years: Iterable[YearCalendar]
    broken_forms: frozenset[str] = frozenset()
    """Forms whose file is there and cannot be used; what is wrong with them is said already."""
    findings: Found = field(default_factory=list)

    def data(self, name: str) -> Mapping[str, Any]:
        """A part's data."""
        return self.parts[name].data or {}

    def note(self, location: Location, message: str, hint: str = "") -> None:
        """A name that nothing defines, or a definition that contradicts another."""
        self.findings.append((names.BROKEN, Finding(location, message, hint)))


def assemble(whole: Whole) -> tuple[Sop, Found]:
    """The rule book of parts that have the right form, and what does not fit together in it."""
    data = whole.procedure.data or {}
    organisation = _organisation(whole.data("organisasi"))
    calendar = _calendar(whole, _READINGS[data["waktu"]["arti_hari"]])
    sop = Sop(
        id=data["id"],
        identity=data["identitas"],
        remarks=tuple(data.get("catatan", ())),
        columns=tuple(
            Column(e["id"], e["nama"], e.get("keterangan", ""), tuple(e["peran"]))
            for e in data["pelaksana"]
        ),
        day_reading=_READINGS[data["waktu"]["arti_hari"]],
        word_absent=data["keadaan"]["belum"],
        word_draft=data["keadaan"]["draf"],
        word_returned=data["keadaan"].get("kembali", data["keadaan"]["draf"]),
        kinds=_kinds(whole, data),
        duties={level: tuple(kinds) for level, kinds in data["kewajiban"]["tingkat"].items()},
        steps=_steps(data),
        organisation=organisation,
        roles=_roles(whole.data("peran")),
        tenures={e["id"]: e.get("awalan", "") for e in whole.data("peran")["status_jabatan"]},
        measurements=_measurements(whole.data("satuan")),
        calendar=calendar,
        settings=_settings(whole.data("aturan")),
        exemptions=tuple(
            Exemption(e["kode"], e["berkas"], e["alasan"], e["sampai"])
            for e in whole.data("aturan").get("pengecualian", ())
        ),
        accounts=_accounts(whole.data("peran")),
        approval=_approval(whole.data("peran")),
    )
    whole.findings.extend(names.faults(whole.procedure, whole.parts, sop))
    whole.findings.extend(book_faults.faults(whole.procedure, whole.parts, sop))
    for source, form in whole.forms.values():
        for path, message, hint in form_faults.faults(form, sop):
            whole.findings.append(("bad_form", Finding(source.key(path), message, hint)))
    return sop, whole.findings


def _roles(data: Mapping[str, Any]) -> dict[str, Role]:
    return {
        entry["id"]: Role(
            entry["id"],
            entry["nama"],
            tuple(entry.get("jabatan", ())),
            entry.get("kepala_unit"),
            tuple(entry.get("anggota_unit", ())),
            tuple(entry.get("akun", ())),
            tuple(entry.get("pengganti", ())),
        )
        for entry in data["peran"]
    }


def _accounts(data: Mapping[str, Any]) -> tuple[Account, ...]:
    return tuple(
        Account(
            entry["akun"].removeprefix("@").lower(),
            entry["pegawai"],
            tuple(entry.get("peran", ())),
            entry.get("mulai", ""),
            entry.get("selesai", ""),
        )
        for entry in data.get("akun_orang", ())
    )


def _approval(data: Mapping[str, Any]) -> ApprovalSetting:
    given = data.get("persetujuan", {})
    return ApprovalSetting(
        given.get("catatan_sejak", ""), bool(given.get("commit_bertanda_tangan", False))
    )


def _organisation(data: Mapping[str, Any]) -> Organisation:
    return Organisation(
        letterhead=data["instansi"],
        levels={e["id"]: Level(e["id"], e["nama"], e["peringkat"]) for e in data["tingkat"]},
        units={
            e["id"]: Unit(
                e["id"], e["nama"], e["singkatan"], e["golongan"], e["kepala"], e.get("induk")
            )
            for e in data["unit"]
        },
        positions={
            e["id"]: Position(
                e["id"],
                e["nama"],
                e["tingkat"],
                e["unit"],
                e.get("atasan"),
                bool(e.get("banyak")),
            )
            for e in data["jabatan"]
        },
    )


def _calendar(whole: Whole, reading: DayReading) -> Calendar:
    calendar, problems = join_calendars(whole.years, reading)
    for problem in problems:
        place = Location(f"sop/kalender/{problem.path[0]}.yaml")
        whole.findings.append(("bad_calendar", Finding(place, problem.message)))
    return calendar


def _kinds(whole: Whole, data: Mapping[str, Any]) -> dict[str, Kind]:
    kinds = {}
    for i, entry in enumerate(data["jenis"]):
        name = entry.get("formulir", entry["id"])
        found = whole.forms.get(name)
        if found is None:
            if name not in whole.broken_forms:
                whole.note(
                    whole.procedure.value(("jenis", i, "id")),
                    f'jenis "{entry["id"]}" tidak punya formulir',
                    f"buat sop/formulir/{name}.schema.yaml",
                )
            continue
        kinds[entry["id"]] = Kind(
            id=entry["id"],
            name=entry["nama"],
            short=entry["singkatan"],
            function=Function(entry["fungsi"]),
            pattern=entry["berkas"],
            form=found[1],
            step=entry.get("langkah"),
            print_template=entry.get("pdf"),
            form_name=name,
            supplements=entry.get("menyusul", ""),
        )
    return kinds


def _steps(data: Mapping[str, Any]) -> dict[int, Step]:
    words = {word: _TIME_UNITS[name] for name, word in data["waktu"]["satuan"].items()}
    steps = {}
    for entry in data["langkah"]:
        time, symbol = entry["waktu"], entry["simbol"]
        unit = words.get(time["satuan"], TimeUnit.MINUTE)
        steps[entry["no"]] = Step(
            number=entry["no"],
            name=entry["nama"],
            activity=entry["kegiatan"],
            column=entry["pelaksana"],
            symbol=Symbol(
                Shape(symbol["bentuk"]),
                symbol.get("yakin_kolom", ""),
                symbol.get("yakin_simbol", ""),
                symbol.get("alasan", ""),
            ),
            role=entry["peran"],
            per_unit=entry["per"] == "unit",
            unit_groups=tuple(entry.get("golongan_unit", ())),
            requirements=tuple(entry["kelengkapan"]),
            duration=Duration(Decimal(str(time["nilai"])), unit),
            duration_text=f"{time['nilai']} {time['satuan']}",
            output=tuple(entry["output"]),
            note=entry.get("ket", ""),
            waits_for=tuple(entry["menunggu"]),
            next=tuple(entry["ke"]),
            returns_to=entry.get("kembali_ke"),
            status=entry["status"],
        )
    return steps


def _measurements(data: Mapping[str, Any]) -> dict[str, Measurement]:
    return {
        e["nama"]: Measurement(
            e["nama"],
            e.get("desimal", 2),
            bool(e.get("waktu")),
            e.get("terkecil"),
            e.get("terbesar"),
        )
        for e in data["satuan"]
    }


def _settings(data: Mapping[str, Any]) -> dict[str, RuleSetting]:
    return {
        code: RuleSetting(
            _SEVERITIES.get(entry["tingkat"]),
            tuple(entry.get("klausul", ())),
            entry.get("sumber", ""),
            entry.get("status") == "terverifikasi",
            entry.get("opsi", {}),
        )
        for code, entry in data["aturan"].items()
    }
