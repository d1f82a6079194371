"""Berkas memakai kemampuan YAML yang tidak dibolehkan.

Mengapa
    Jangkar, alias, tag, arahan, dan dokumen kedua membuat isi berkas tidak sama dengan yang terbaca
    oleh mata, dan sebagian dapat dipakai merusak. Dokumen kinerja hanya berisi isian dan nilai.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - tempat: Padang
    + tempat: &kota Padang
    > 11:9: jangkar YAML (&kota) tidak dibolehkan

Benar
    tempat: Padang
"""

from __future__ import annotations

from generator.diagnostic import Finding
from generator.rules.reading import Read, at, wherever
from generator.rules.wording import visible

_QUOTED = "tulis nilainya di antara tanda kutip bila memang berupa teks"
_SENTENCES = {
    "alias": ("alias YAML (*{}) tidak dibolehkan", _QUOTED),
    "anchor": ("jangkar YAML (&{}) tidak dibolehkan", _QUOTED),
    "tag": ("tag YAML ({}) tidak dibolehkan", _QUOTED),
    "merge_key": ("penggabungan YAML (<<) tidak dibolehkan", "tulis isiannya satu per satu"),
    "directive": ("arahan YAML (%) tidak dibolehkan", "hapus baris yang diawali tanda %"),
    "second_document": ("berkas memuat dua dokumen (---)", "satu berkas satu dokumen; pisahkan"),
}


def _finding(read: Read) -> Finding:
    message, hint = _SENTENCES[read[1].name]
    name = visible(read[1].facts.get("nama", ""))
    return Finding(at(read), message.format(name), hint)


check, check_book = wherever(
    _finding, "alias", "anchor", "tag", "merge_key", "directive", "second_document"
)
