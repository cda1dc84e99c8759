"""Reading the tables that spreadsheets really write, above all the CSV of a French Excel.

`look` studies the first bytes of a file and says its encoding, separator, header and width. `read` then
streams rows,
of which broken ones carry a `Problem` instead of spoiling their neighbours. `columns`, `values` and
`contacts` turn
cells into names, numbers, dates, telephone numbers and e-mail addresses. Nothing is changed silently: what
cannot
be read is said, with a code that the screens put in words.

Pure: bytes come in as an iterable of blocks, and nothing here opens a file.
"""

from amarre.engine.tabular.encoding import is_text
from amarre.engine.tabular.problem import Problem
from amarre.engine.tabular.rows import Row, read
from amarre.engine.tabular.shape import Shape, look

__all__ = ["Problem", "Row", "Shape", "is_text", "look", "read"]
