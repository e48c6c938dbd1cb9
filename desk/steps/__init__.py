"""One script for each step at the desk."""
