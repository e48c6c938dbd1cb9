"""Measures: small tables and arrays in, frozen results out. Nothing here draws, reads a file or knows a
page.
"""
