"""What a command raises when it cannot do what its arguments ask."""


class UsageFault(Exception):
    """The arguments name something that cannot be; the message says in Indonesian what to do."""


class FactsFault(Exception):
    """Facts from elsewhere cannot be used, so nothing is decided; the message says why in Indonesian."""
