"""Replays one page out of a pywb collection `t` over a loopback port and prints its bytes.

usage: replay.py FOLDER TIMESTAMP URL
"""

import os
import sys
import urllib.request

from gevent import monkey

monkey.patch_all()

from pywb.apps.frontendapp import FrontEndApp  # noqa: E402
from pywb.utils.geventserver import GeventServer  # noqa: E402

folder, timestamp, url = sys.argv[1:]
# pywb prints what it misses.
printed, sys.stdout = sys.stdout, sys.stderr
os.chdir(folder)
server = GeventServer(FrontEndApp(custom_config={"debug": False}), port=0, hostname="127.0.0.1")
answer = urllib.request.urlopen(f"http://127.0.0.1:{server.port}/t/{timestamp}id_/{url}")
printed.buffer.write(answer.read())
printed.flush()
# The servers' threads would wait for ever.
os._exit(0)
