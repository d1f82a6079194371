"""What MkDocs complains of, in Indonesian where it is known, one line each."""

from __future__ import annotations

import re
from collections.abc import Iterable

CONFIG = "mkdocs.yml"
_KNOWN = (
    (
        r"Doc file '(.+?)' contains (?:a link|an absolute link) '(.+?)', but the target .*",
        "halaman {0}: tautan {1} menuju halaman yang tidak ada",
    ),
    (
        r"Doc file '(.+?)' contains a link '(.+?)', but .* does not contain an anchor .*",
        "halaman {0}: tautan {1} menuju bagian yang tidak ada pada halamannya",
    ),
    (
        r"A reference to '(.+?)' is included in the 'nav' configuration, which is not found .*",
        f"{CONFIG}: menu (nav) memuat {{0}}, padahal halaman itu tidak ada",
    ),
    (
        r"Config value '(.+?)': (.*)",
        f"{CONFIG}: isian {{0}} tidak dapat dipakai; kata MkDocs: {{1}}",
    ),
    (
        r"Inherited config file '(.+?)' does not exist .*",
        f"{CONFIG}: berkas {{0}} pada INHERIT tidak ada",
    ),
    (
        r"MkDocs encountered an error parsing the configuration file: (.*)",
        f"{CONFIG} tidak dapat dibaca sebagai YAML; kata pembacanya: {{0}}",
    ),
)


def sentences(complaints: Iterable[str]) -> str:
    """Complaints as lines, each once; what is not known is quoted."""
    return "\n".join(dict.fromkeys(_sentence(" ".join(text.split())) for text in complaints))


def no_mapping(what: object) -> str:
    """That the configuration holds something else than fields."""
    kind = "daftar" if isinstance(what, list) else "teks"
    return f'{CONFIG} harus berisi baris-baris "nama: nilai", bukan {kind}; betulkan berkas itu'


def no_address() -> str:
    """That the address of the site is no text."""
    return f"{CONFIG}: isian site_url harus alamat situs, misalnya https://contoh.go.id/"


def _sentence(text: str) -> str:
    for pattern, words in _KNOWN:
        if found := re.fullmatch(pattern, text):
            return words.format(*found.groups())
    return f"kata MkDocs: {text}"
