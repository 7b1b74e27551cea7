"""What the readers raise when a file cannot be turned into text."""


class UnreadableError(ValueError):
    """A file that is there but cannot be read; the message says what is wrong and what to do, not its name."""
