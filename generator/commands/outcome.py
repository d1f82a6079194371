"""How a command ends: the statuses that a process gives back."""

CLEAN, FINDINGS, USAGE, FAILURE = 0, 1, 2, 3
