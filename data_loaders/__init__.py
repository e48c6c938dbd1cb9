"""The private bank: the only code that ever meets a row about a child."""

import os

# What is multiplied here are many small tables: a second thread for each finds no work, and burns a processor while it waits for some.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Tables come and go by the hundred: a store of its own for their columns keeps what is free from everything else, 60 MB of a publication.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
