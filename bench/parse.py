"""The reference: only the events of ruamel's C parser for every YAML file below some folders."""

import sys
from pathlib import Path

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
from ruamel.yaml.events import StreamEndEvent

for folder in sys.argv[1:]:
    for path in Path(folder).rglob("*.yaml"):
        event = CParser(path.read_bytes()).get_event
        while type(event()) is not StreamEndEvent:
            pass
