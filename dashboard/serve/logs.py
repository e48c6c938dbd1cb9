"""What the server says of itself, one JSON object a line, without a value of the data, a visitor or an address in it."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path


class Line(logging.Formatter):
    """Time, level, source, sentence; of an error its kind and place, never its text: that could hold values."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            said["error"] = record.exc_info[0].__name__
            said["place"] = _place(record)
        return json.dumps(said, ensure_ascii=False)


def _place(record: logging.LogRecord) -> str:
    trace = record.exc_info[2] if record.exc_info else None
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""


def write_lines() -> None:
    """From now on everything that this process logs is such a line on its standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(Line())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # Streamlit gives each of its loggers a handler of its own, whose lines are no JSON.
    for name in [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "streamlit"]:
        own = logging.getLogger(name)
        own.handlers.clear()
        own.propagate = True
    logging.getLogger("dashboard").setLevel(logging.INFO)
