"""`python -m amarre` is the same as `amarre`."""

import sys

from amarre.cli import main

sys.exit(main())
