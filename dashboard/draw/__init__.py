"""Renderers: each draws the same plain chart for one medium, and escapes data text at one door."""
