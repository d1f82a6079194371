"""The reference: only the events of ruamel's C parser for every YAML file below a folder."""

import sys
from pathlib import Path

from ruamel.yaml.cyaml import CParser
from ruamel.yaml.events import StreamEndEvent

for path in Path(sys.argv[1]).rglob("*.yaml"):
    event = CParser(path.read_bytes()).get_event
    while type(event()) is not StreamEndEvent:
        pass
