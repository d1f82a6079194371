"""One file per command: plain arguments in, exit status out."""
