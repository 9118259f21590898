"""`measured.py COMMAND …`: runs a command and writes its CPU seconds and peak memory behind its output.

The peak of a process counts from before it became the command, and so from whoever started it: this one is small.
"""

import json
import resource
import subprocess
import sys

process = subprocess.run(sys.argv[1:], check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print("\n" + json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss]))
sys.exit(process.returncode)
