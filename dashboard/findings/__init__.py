"""One file for each theme. A finding is what page and paper share."""
