"""A round's proof as an in-toto layout and links: the only door to in-toto and what it signs with.

in-toto is optional. The layout has one step for each turn of the round, in their order; a turn's
materials are what the turns before it made, its products the documents that it made itself. The last
thing that is looked at is the folder `content/` beside the layout: nothing may stand in it that no
turn made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LAYOUT, KEY, LOOK = "akar.layout", "kunci.pub", "isi"
FOLDER = "content"


class Unsigned(Exception):
    """The proof cannot be signed here; the message says why in Indonesian and what to do."""


@dataclass(frozen=True)
class Act:
    """A turn: its name, the names of the turns before it, what it may make, what it made (path -> SHA-256).

    `facts` is what the records say of it, and is signed with it.
    """

    name: str
    before: tuple[str, ...]
    patterns: tuple[str, ...]
    products: Mapping[str, str]
    facts: Mapping[str, Any]


def bundle(acts: Iterable[Act], key: Path, expires: str, readme: str) -> dict[str, bytes]:
    """The files of the proof of some acts in their order, signed with a key. Raises `Unsigned`."""
    try:
        from in_toto.models.layout import Inspection, Layout, Step
        from in_toto.models.link import FILENAME_FORMAT, Link
        from in_toto.models.metadata import Metablock
    except ImportError:
        raise Unsigned(
            "paket in-toto belum terpasang; pasang dengan: .venv/bin/pip install in-toto"
        ) from None
    signer, pem = _signer(key)
    public = {**signer.public_key.to_dict(), "keyid": signer.public_key.keyid}
    keyid = public["keyid"]
    every = tuple(acts)
    products = {act.name: _artifacts(act.products) for act in every}

    def signed(content: Any) -> bytes:
        block = Metablock(signed=content)
        block.create_signature(signer)
        return f"{block}\n".encode()

    files = {KEY: pem}
    steps = []
    for act in every:
        materials = {p: d for name in act.before for p, d in products[name].items()}
        link = Link(
            name=act.name,
            materials=materials,
            products=products[act.name],
            byproducts=dict(act.facts),
        )
        files[FILENAME_FORMAT.format(step_name=act.name, keyid=keyid)] = signed(link)
        steps.append(Step(name=act.name, pubkeys=[keyid], **_rules(act)))
    look = Inspection(name=LOOK, run=["true"], expected_materials=_look(every))
    layout = Layout(
        steps=steps, inspect=[look], keys={keyid: public}, readme=readme, expires=expires
    )
    return {**files, LAYOUT: signed(layout)}


def _look(acts: Iterable[Act]) -> list[list[str]]:
    """Nothing may stand in the folder of documents that no act made as it stands there."""
    made = [_match(act.name, f"{FOLDER}/*") for act in acts]
    return [*made, ["DISALLOW", f"{FOLDER}/*"]]


def _signer(key: Path) -> tuple[Any, bytes]:
    """What signs with a private key, and the public key that belongs to it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        PublicFormat,
        load_pem_private_key,
    )
    from securesystemslib.signer._crypto_signer import CryptoSigner

    wanted = "buat dengan: openssl genpkey -algorithm ed25519 -out kunci.pem"
    try:
        private = load_pem_private_key(key.read_bytes(), None)
    except (OSError, TypeError, ValueError):
        raise Unsigned(f"{key} bukan kunci privat PEM tanpa sandi; {wanted}") from None
    if not isinstance(private, Ed25519PrivateKey):
        raise Unsigned(f"{key} bukan kunci ed25519; {wanted}")
    public = private.public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return CryptoSigner(private), pem


def _artifacts(digests: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {path: {"sha256": digest} for path, digest in digests.items()}


def _rules(act: Act) -> dict[str, list[list[str]]]:
    """What a step may start from and may make; everything else is refused."""
    return {
        "expected_materials": [*(_match(name, "*") for name in act.before), ["DISALLOW", "*"]],
        "expected_products": [*(["ALLOW", p] for p in act.patterns), ["DISALLOW", "*"]],
    }


def _match(name: str, pattern: str) -> list[str]:
    return ["MATCH", pattern, "WITH", "PRODUCTS", "FROM", name]
