"""Sets figures of the table side by side, by the rules of when they may stand so.

Every comparison takes ``targets``, the long table or rows of it, and ``outcomes``, the published results, polars
or pandas, and gives back the kind it was given. A column that is missing or holds what the table never does is a
`DataError` that names it.
"""
