"""What a command raises when its arguments name something that cannot be."""


class UsageFault(Exception):
    """The message says in Indonesian what is wrong and what to do."""
