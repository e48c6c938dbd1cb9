"""What Streamlit is told to do is what it does: an option that it no longer knows would be passed over without a word."""

from __future__ import annotations

import json
import os
import subprocess
import sys

CODE = """
import json
from streamlit import config
from dashboard.serve.addresses import Door
from dashboard.server import OPTIONS, make_app
make_app(Door("127.0.0.1"))
print(json.dumps([[name, value, config.get_option(name)] for name, value in OPTIONS.items() if not name.startswith("theme.")]))
"""


def test_every_option_is_known_and_holds() -> None:
    ran = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True, env={**os.environ})
    held = json.loads(ran.stdout.splitlines()[-1])
    assert {name: is_ for name, _, is_ in held} == {name: value for name, value, _ in held}
    assert dict((name, is_) for name, _, is_ in held)["runner.postScriptGC"] is False  # decision 315
