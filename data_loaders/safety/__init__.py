"""What may be shown, decided in one room: floor, ladder, calendar, grid, vintage, and what is tried against them all.

A theme turns its records into wanted grids and receives safe tables; it decides nothing about safety itself. `views/` chooses the
views of records counted month by month, `attack/` holds what several figures tell together, `audit/` what must pass before a
release exists. Only `floor.py` says whether a cell may be shown.
"""
