"""Lets ``python -m cchc_analysis`` do what ``cchc`` does, and Ctrl-C end it at any time, also while it starts."""

import signal
import sys
from types import FrameType

STOPPED = 130
"""Exit code of what a person ended by Ctrl-C."""


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGINT, _stop)
    try:
        from cchc_analysis.cli import main as run

        run()
    except RuntimeError as error:  # Python 3.11 hides in one what is raised while a class is being made
        if isinstance(error.__cause__, SystemExit):
            raise error.__cause__ from None
        raise


def _stop(_: int, __: FrameType | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # what has begun is taken back in peace
    if sys.stderr is not None:
        print("stopped", file=sys.stderr)
    raise SystemExit(STOPPED)


if __name__ == "__main__":
    main()
