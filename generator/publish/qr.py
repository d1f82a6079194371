"""A text as a QR code. The only door to segno."""

from __future__ import annotations

import io

import segno

QUIET = 4
"""The white margin that readers need, in modules."""


def qr(text: str) -> bytes:
    """An SVG picture of a text's code; the same text gives the same bytes."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False, boost_error=False).save(
        out,
        kind="svg",
        border=QUIET,
        xmldecl=False,
        svgns=True,
        nl=False,
        dark="#000",
        light="#fff",
    )
    return out.getvalue()
