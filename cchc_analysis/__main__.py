"""Lets ``python -m cchc_analysis`` do what ``cchc`` does."""

from cchc_analysis.cli import main

main()
