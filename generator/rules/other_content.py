"""Catatan menyebut isi yang lain.

Mengapa
    Catatan mengikat persetujuan pada isi: commit, sidik setiap dokumen, dan pohon sesudahnya. Catatan yang disalin dari
    dokumen atau tahun lain menyebut isi yang bukan isi penggabungannya.

Salah
    riwayat: catatan menyebut sidik lain
    > catatan/2026/000007.json:1:1: sidik pengesahan-2026-rbak dalam catatan bukan sidik isi yang digabung

Benar
    (catat lagi penggabungan yang benar)

Salah juga
    riwayat: catatan disalin dari langkah lain
    > catatan/2026/000007.json:1:1: catatan ini tidak memuat content/2026/rbak/5-pengesahan.yaml, padahal usulan #7 mengubahnya

Benar juga
    (catat lagi penggabungan yang benar)

Salah juga
    riwayat: catatan menyebut induk lain
    > catatan/2026/000007.json:1:1: dasar atau kepala usulan #7 dalam catatan bukan induk penggabungannya

Benar juga
    (catat lagi penggabungan yang benar)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History, Landing, Record
from generator.rules.naming import listing
from generator.rules.told import landing_name, shown


def check_landing(history: History, landing: Landing) -> Iterator[Finding]:
    """Records that do not agree with what their merge did."""
    if landing.record and landing.is_merge:
        said = _difference(landing, landing.record)
        if said:
            hint = f"buktikan penggabungan ini dengan catatannya sendiri; {shown(landing)}"
            yield Finding(landing.place, said, hint)


def _difference(landing: Landing, record: Record) -> str:
    """The first thing in which they differ, as a sentence; empty when they agree."""
    if (record.base, record.head) != landing.parents:
        return (
            f"dasar atau kepala {landing_name(landing)} dalam catatan bukan induk penggabungannya"
        )
    told = {listed.path: listed for listed in record.documents}
    true = {listed.path: listed for listed in landing.listed}
    if lacking := [path for path in true if path not in told]:
        done = f"padahal {landing_name(landing)} mengubahnya"
        return f"catatan ini tidak memuat {listing(lacking)}, {done}"
    if surplus := [path for path in told if path not in true]:
        done = f"yang tidak diubah {landing_name(landing)}"
        return f"catatan ini memuat {listing(surplus)}, {done}"
    if unlike := [true[path].id or path for path in told if told[path] != true[path]]:
        return f"sidik {listing(unlike)} dalam catatan bukan sidik isi yang digabung"
    if record.tree != landing.tree:
        return "pohon dokumen dalam catatan bukan pohon sesudah penggabungannya"
    return ""
