"""Write the golden outlines of prints anew: python -m tests.publish.renew. Read the difference before keeping it."""

from __future__ import annotations

from tests.publish.printed import GOLDEN, outlines

if __name__ == "__main__":
    for name, found in outlines().items():
        (GOLDEN / f"{name}.txt").write_text(found, "utf-8")
