"""`python -m reader`."""

import sys

from reader.start import main

sys.exit(main())
