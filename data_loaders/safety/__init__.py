"""What may be shown, decided in one room: floor, ladder, calendar, grid, vintage, and what is tried against them all.

A theme turns its records into wanted grids and receives safe tables; it decides nothing about safety itself.
"""
