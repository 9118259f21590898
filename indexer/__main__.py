"""`python -m indexer` is `principles`."""

import sys

from indexer.cli import main

sys.exit(main())
