"""Documents of strangers, read in a process of their own that may take only so much memory and time."""
