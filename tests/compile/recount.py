"""The project's documents counted a second time, straight from the YAML files.

Knows this SOP by name and shares no code with the package: what the recap says must agree with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
BUREAU_UNITS = ("biro", "kaj", "rbak", "ttl")
OWNERS = {"pk": "pihak_pertama", "skp": "pegawai", "ra_pk": "pegawai", "ra_skp": "pegawai"}


@cache
def read(path: Path) -> dict[str, Any]:
    """One file as plain data."""
    return YAML(typ="safe").load(path)


@dataclass(frozen=True)
class Recount:
    """One round, read again."""

    name: str

    @property
    def folder(self) -> Path:
        return ROOT / "content" / self.name

    def documents(self) -> list[tuple[str, dict[str, Any]]]:
        """Unit and data of every document of step 4."""
        files = sorted(self.folder.glob("*/4-dokumen/*.yaml"))
        return [(file.parts[-3], read(file)) for file in files]

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The documents of a kind that hold: what is signed replaces what it names."""
        every, signed = [data for _, data in self.documents()], self.signed_ids()
        gone = {data.get("menggantikan") for data in every if data["id"] in signed}
        return [data for data in every if data["jenis"] == kind and data["id"] not in gone]

    def signed_ids(self) -> set[str]:
        """Ids listed by step 5 or 6."""
        lists = [read(f)["dokumen"] for f in self.folder.glob("*/5-pengesahan*.yaml")]
        recap = self.folder / "6-rekap.yaml"
        if recap.exists():
            lists.append(read(recap)["dokumen_biro"])
        return {entry["dokumen"] for entries in lists for entry in entries}

    def duties(self) -> set[tuple[str, str, str]]:
        """(unit, person, kind) owed by holders of positions on the day the round begins."""
        day = str(read(self.folder / "periode.yaml")["mulai"])[:10]
        organisation = read(ROOT / "sop" / "organisasi.yaml")
        positions = {p["id"]: p for p in organisation["jabatan"]}
        owed = read(ROOT / "sop" / "pengumpulan-data-kinerja.yaml")["kewajiban"]["tingkat"]
        found = set()
        for person in read(ROOT / "content" / "pegawai.yaml")["pegawai"]:
            for tenure in person["jabatan"]:
                begins, ends = str(tenure["mulai"]), str(tenure.get("selesai", "9999"))
                position = positions[tenure["jabatan"]]
                if begins <= day <= ends and position["unit"] in BUREAU_UNITS:
                    for kind in owed.get(position["tingkat"], []):
                        found.add((position["unit"], person["id"], kind))
        return found

    def counts(self, unit: str, kind: str) -> tuple[int, int, int, int]:
        """Required, present, handed in, signed."""
        owed = {person for u, person, k in self.duties() if (u, k) == (unit, kind)}
        signed = self.signed_ids()
        mine = [data for data in self.of(kind) if data[OWNERS[kind]]["pegawai"] in owed]
        listed = [data for data in mine if data["id"] in signed]
        complete = [data for data in mine if data.get("diserahkan") or data["id"] in signed]
        return len(owed), len(mine), len(complete), len(listed)
