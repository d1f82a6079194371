"""The steps of a proposal: what it changes, and whether it may be accepted."""
