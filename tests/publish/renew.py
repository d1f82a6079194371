"""Write the golden outlines of prints and the table of letters anew: python -m tests.publish.renew.

Read the difference before keeping it.
"""

from __future__ import annotations

from generator.load.letters import TABLE, table
from generator.publish.fonts import coverage
from tests.publish.printed import GOLDEN, outlines

if __name__ == "__main__":
    TABLE.write_text(table(coverage()), "utf-8")
    for name, found in outlines().items():
        (GOLDEN / f"{name}.txt").write_text(found, "utf-8")
