"""The public bank: knows only a published release."""
