"""The private bank: the only code that ever meets a row about a child."""

import os

# What is multiplied here are many small tables: a second thread for each finds no work, and burns a processor while it waits for some.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
