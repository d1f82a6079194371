"""Write the recaps that test_recap.py compares with: python -m tests.compile.renew"""

from __future__ import annotations

from generator.compile.model import Audience
from generator.publish.feed import feed
from tests.compile.editions import GOLDEN, sample

if __name__ == "__main__":
    for audience in Audience:
        (GOLDEN / f"contoh-{audience.value}.json").write_bytes(feed(sample(audience).recap))
