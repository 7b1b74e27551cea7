"""What the readers raise when a file cannot be turned into text."""


class UnreadableError(ValueError):
    """A file that is there but cannot be read; the message says in one line what is wrong and what to do.

    The message leaves out the file's name, which the caller knows and puts in front.
    """
