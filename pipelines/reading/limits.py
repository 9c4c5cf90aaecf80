"""How much the reader takes on, in one place."""

from __future__ import annotations

MEGABYTE = 1_000_000
MAX_FILE_BYTES = 25 * MEGABYTE
MAX_ARCHIVE_MEMBERS = 5_000
MAX_UNPACKED_BYTES = 200 * MEGABYTE  # all members of an archive, or all parts of an Office file, together
MAX_RATIO = 200  # unpacked bytes per packed byte; office files stay under 40, bombs start at 1,000
MAX_PAGES = 2_000
WORKER_MEMORY_BYTES = 3_000 * MEGABYTE
WORKER_SECONDS = 60.0
"""Time for one file in the child process."""
