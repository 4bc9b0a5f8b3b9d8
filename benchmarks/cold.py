"""Run one command from a small process: python -IS cold.py COMMAND … prints its time and memory.

A process counts the memory of the one it was started from as its own until it runs another
program, so a large one cannot measure a small one.
"""

import os
import sys
from time import perf_counter

start = perf_counter()
# An installed program has its modules compiled; a checkout may write them down where it is let.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
silent = [(os.POSIX_SPAWN_OPEN, one, os.devnull, os.O_WRONLY, 0) for one in (1, 2)]
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
_, status, used = os.wait4(child, 0)
# Linux gives the most memory in kB.
print((perf_counter() - start) * 1000, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
