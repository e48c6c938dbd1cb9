"""The identity guard: one guard for every text column of every table, by the declared kind of the column (`columns`).

What it can know: numbers by their shape and check digit (CHI, NHS, national insurance, UPN, cards, devices), telephones, emails,
postcodes, addresses of devices, vehicle registrations, names used on the internet, crime and case numbers, days of birth in digits
and words, street addresses with and without a number, flats, and names: about 5,800 given names and 1,700 surnames of many
origins, in any case, and any other word that stands where only a name stands ("called …", "… said", "her friend …"). It knows
descriptions that fit very few by their form ("the only girl in …", twins, an exact age beside a school, a house by its beds).

What it cannot know: a name that is an ordinary word in small letters and in no telling place ("grace came"); a person described by
an event, a habit or a thing that only neighbours would place; what a text and a fact outside it tell together; a name spelled
so that nobody would read it as one; an age, a sex and a ward that happen to fit one child; pictures; and whether an innocent
looking identifier was made from somebody's name. It reads English; of other languages it knows names alone, and a text in another
script is held because it cannot be read. It is the last guard and not the only one: who types a text up is the first, and two
people read what is quoted.

Verdicts: certain stops the delivery; doubtful holds the text, row by row, for a person to correct or let through; innocent goes on.
"""

from __future__ import annotations

from data_loaders.guard.finding import Finding
from data_loaders.guard.reading import Holds, read_text

__all__ = ["Finding", "Holds", "read_text"]
