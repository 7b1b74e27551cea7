"""Pages and files for readers outside the project, made from the long table.

All take ``targets``, the long table or rows of it, ``documents``, the register, and ``outcomes``, the published
results, polars or pandas; without the last two those of the project, if it has any. ``lang`` is the language of
what is read, ``vi`` or ``en``; another is a `ValueError`. A table without its columns or a row, or against its
schema, is a `DataError`. The same tables give the same bytes on every run.
"""
